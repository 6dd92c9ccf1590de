"""The function of a BucketDeployment, run with a bucket in memory against a server that stands for
CloudFormation."""

import http.server
import io
import json
import pathlib
import sys
import threading
import types
import unittest
import zipfile

SOURCE = pathlib.Path(__file__).parents[2] / "constructs/s3/bucket_deployment_source.hpp"
CODE = SOURCE.read_text(encoding="utf-8").split('R"py(')[1].split(')py"')[0]


class ClientError(Exception):
    """What the SDK raises."""


class Storage:
    """Buckets, and what CloudFront was told."""

    def __init__(self):
        self.objects, self.headers, self.invalidated, self.undeletable = {}, {}, [], set()

    def download_fileobj(self, bucket, key, file):
        if (bucket, key) not in self.objects:
            raise ClientError("404")
        file.write(self.objects[bucket, key])

    def upload_fileobj(self, content, bucket, key, ExtraArgs, Config):
        assert Config
        self.objects[bucket, key] = content.read()
        self.headers[key] = ExtraArgs

    def delete_objects(self, Bucket, Delete):
        errors = []
        for each in Delete["Objects"]:
            if each["Key"] in self.undeletable:
                errors.append({"Key": each["Key"], "Message": "Access Denied"})
            else:
                self.objects.pop((Bucket, each["Key"]), None)
        return {"Errors": errors} if errors else {}

    def create_invalidation(self, **given):
        self.invalidated.append(given)

    def archive(self, key, **files):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("empty/", "")
            for name, content in files.items():
                archive.writestr(name.replace("__", "/").replace("_", "."), content)
        self.objects["assets", key] = made.getvalue()


class CloudFormation(http.server.BaseHTTPRequestHandler):
    """Takes answers."""

    answers = []

    def do_PUT(self):
        self.answers.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        """Says nothing."""


def load(storage):
    """The function's module, with the storage in place of the SDK."""
    boto3 = types.ModuleType("boto3")
    boto3.client = lambda name: storage
    transfer = types.ModuleType("boto3.s3.transfer")
    transfer.TransferConfig = dict
    exceptions = types.ModuleType("botocore.exceptions")
    exceptions.ClientError = ClientError
    sys.modules.update({"boto3": boto3, "boto3.s3": types.ModuleType("boto3.s3"),
                        "boto3.s3.transfer": transfer, "botocore": types.ModuleType("botocore"),
                        "botocore.exceptions": exceptions})
    module = types.ModuleType("index")
    exec(compile(CODE, str(SOURCE), "exec"), module.__dict__)  # the source is this repository's
    return module


class BucketDeploymentTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), CloudFormation)
        threading.Thread(target=cls.server.serve_forever).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def setUp(self):
        self.storage = Storage()
        self.function = load(self.storage)
        self.storage.archive("one.zip", index_html="<h1>1</h1>", assets__a_js="1", old_txt="o")
        self.storage.archive("two.zip", index_html="<h1>2</h1>", assets__a_js="2")

    def run_function(self, kind, old=None, physical=None, **given):
        CloudFormation.answers.clear()
        base = {"Bucket": "site", "SourceBucket": "assets", "SourceKey": "one.zip", "Prune": "true",
                "Keep": "true"}
        event = {"RequestType": kind, "StackId": "stack", "RequestId": "request",
                 "LogicalResourceId": "Pages", "ResourceProperties": {**base, **given},
                 "ResponseURL": f"http://127.0.0.1:{self.server.server_port}/"}
        if physical:
            event["PhysicalResourceId"] = physical
        if old is not None:
            event["OldResourceProperties"] = {**base, **old}
        self.function.handler(event, None)
        self.assertEqual(len(CloudFormation.answers), 1)
        return CloudFormation.answers[0]

    def keys(self):
        return sorted(key for bucket, key in self.storage.objects if bucket == "site")

    def test_lambda_takes_the_source_inline(self):
        self.assertLess(len(CODE), 4096)

    def test_files_are_put_with_their_types(self):
        answer = self.run_function("Create", CacheRules=[
            {"Pattern": "assets/*", "CacheControl": "immutable"},
            {"Pattern": "*", "CacheControl": "no-cache"}], Texts={"config.json": "{}"})
        self.assertEqual(answer, {
            "Status": "SUCCESS", "StackId": "stack", "RequestId": "request",
            "LogicalResourceId": "Pages", "PhysicalResourceId": "site/",
            "Data": {"Bucket": "site", "Files": "4"}})
        self.assertEqual(self.keys(), ["assets/a.js", "config.json", "index.html", "old.txt"])
        self.assertEqual(self.storage.headers["index.html"],
                         {"ContentType": "text/html; charset=utf-8", "CacheControl": "no-cache"})
        self.assertEqual(self.storage.headers["assets/a.js"]["CacheControl"], "immutable")
        self.assertEqual(self.storage.headers["config.json"]["ContentType"], "application/json")
        self.assertEqual(self.storage.objects["site", "config.json"], b"{}")

    def test_what_was_put_before_is_deleted_and_nothing_else(self):
        self.run_function("Create")
        self.storage.objects["site", "guest.txt"] = b"somebody else's"
        answer = self.run_function("Update", old={}, physical="site/", SourceKey="two.zip",
                                   Distribution="E1", DistributionPaths=["/*"])
        self.assertEqual(answer["Status"], "SUCCESS")
        self.assertEqual(self.keys(), ["assets/a.js", "guest.txt", "index.html"])
        self.assertEqual(self.storage.objects["site", "index.html"], b"<h1>2</h1>")
        self.assertEqual(self.storage.invalidated, [{
            "DistributionId": "E1", "InvalidationBatch": {
                "CallerReference": "request", "Paths": {"Quantity": 1, "Items": ["/*"]}}}])

    def test_nothing_is_deleted_without_prune_or_without_the_archive_before(self):
        self.run_function("Create")
        self.run_function("Update", old={}, physical="site/", SourceKey="two.zip", Prune="false")
        self.assertIn("old.txt", self.keys())
        del self.storage.objects["assets", "one.zip"]
        answer = self.run_function("Update", old={}, physical="site/", SourceKey="two.zip")
        self.assertEqual(answer["Status"], "SUCCESS")
        self.assertIn("old.txt", self.keys())

    def test_another_place_has_another_id_and_leaves_the_first_alone(self):
        self.run_function("Create")
        answer = self.run_function("Update", old={}, physical="site/", Prefix="docs/")
        self.assertEqual(answer["PhysicalResourceId"], "site/docs/")
        self.assertIn("docs/index.html", self.keys())
        self.assertIn("index.html", self.keys())

    def test_files_stay_or_go_with_the_deployment(self):
        self.run_function("Create")
        self.run_function("Delete", physical="site/")
        self.assertEqual(len(self.keys()), 3)
        self.storage.objects["site", "guest.txt"] = b"somebody else's"
        self.run_function("Delete", physical="site/", Keep="false")
        self.assertEqual(self.keys(), ["guest.txt"])

    def test_what_fails_is_told_and_deletes_nothing(self):
        answer = self.run_function("Create", SourceKey="none.zip", Keep="false")
        self.assertEqual((answer["Status"], answer["PhysicalResourceId"]),
                         ("FAILED", "@failed-to-create"))
        self.storage.objects["site", "index.html"] = b"somebody else's"
        answer = self.run_function("Delete", physical="@failed-to-create", Keep="false")
        self.assertEqual(answer["Status"], "SUCCESS")
        self.assertEqual(self.keys(), ["index.html"])

    def test_a_file_that_cannot_be_deleted_is_told(self):
        self.run_function("Create")
        self.storage.undeletable = {"old.txt"}
        answer = self.run_function("Update", old={}, physical="site/", SourceKey="two.zip")
        self.assertEqual(answer["Status"], "FAILED")
        self.assertIn("old.txt stays: Access Denied", answer["Reason"])


if __name__ == "__main__":
    unittest.main()

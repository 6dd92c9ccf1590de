"""The function of an AwsCustomResource, run by node with a stub of the SDK against a server that stands for
CloudFormation."""

import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

SKIPPED = 77
SOURCE = pathlib.Path(__file__).parents[2] / "constructs/cloudformation/aws_custom_resource_source.hpp"
STUB = """
class StubClient {
  constructor(config) { this.config = config; }
  async send(command) {
    const given = command.given;
    if (given.fail) {
      const error = new Error("no " + given.fail);
      error.name = given.fail;
      throw error;
    }
    return {
      $metadata: { httpStatusCode: 200 },
      Given: given,
      Region: this.config.region,
      Body: { transformToString: async () => "text" },
      Bytes: new Uint8Array([104, 105]),
      Time: new Date(0),
      Items: [{ Name: "first" }, { Name: "second", Ready: true, None: null }],
    };
  }
}
class PutCommand { constructor(given) { this.given = given; } }
module.exports = { __Client: class {}, StubClient, PutCommand };
"""
RUN = "require('./index.js').handler(JSON.parse(process.argv[1]))"


class CloudFormation(http.server.BaseHTTPRequestHandler):
    """Takes answers."""

    answers = []

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.answers.append((self.headers.get("content-type"), json.loads(body)))
        self.send_response(403 if self.path == "/refuse" else 200)
        self.end_headers()

    def log_message(self, *_):
        """Says nothing."""


class AwsCustomResourceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), CloudFormation)
        cls.thread = threading.Thread(target=cls.server.serve_forever)
        cls.thread.start()
        cls.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.folder.name)
        source = SOURCE.read_text(encoding="utf-8").split('R"js(')[1].split(')js"')[0]
        (folder / "index.js").write_text(source, encoding="utf-8")
        package = folder / "node_modules/@aws-sdk/client-stub"
        package.mkdir(parents=True)
        (package / "index.js").write_text(STUB, encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.thread.join()
        cls.server.server_close()
        cls.folder.cleanup()

    def run_function(self, kind, call=None, path="/", **event):
        """The answer to CloudFormation, and how the function ended."""
        CloudFormation.answers.clear()
        event = {
            "RequestType": kind, "StackId": "stack", "RequestId": "request",
            "LogicalResourceId": "Call",
            "ResponseURL": f"http://127.0.0.1:{self.server.server_port}{path}",
            "ResourceProperties": {}, **event,
        }
        if call is not None:
            call = {"service": "stub", "action": "Put", **call}
            event["ResourceProperties"][kind] = json.dumps(call)
        done = subprocess.run([shutil.which("node"), "-e", RUN, json.dumps(event)],
                              cwd=self.folder.name, env={"PATH": os.environ["PATH"]},
                              capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(len(CloudFormation.answers), 1, done.stderr)
        content_type, answer = CloudFormation.answers[0]
        self.assertFalse(content_type)
        return answer, done

    def test_lambda_takes_the_source_inline(self):
        source = (pathlib.Path(self.folder.name) / "index.js").read_text(encoding="utf-8")
        self.assertLess(len(source), 4096)

    def test_the_response_is_flat(self):
        answer, done = self.run_function(
            "Create", {"parameters": {"Count": 3, "Is": True}, "region": "us-east-1"})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(answer, {
            "Status": "SUCCESS", "StackId": "stack", "RequestId": "request",
            "LogicalResourceId": "Call", "PhysicalResourceId": "Call", "NoEcho": False,
            "Data": {
                "Given.Count": "3", "Given.Is": "true", "Region": "us-east-1", "Body": "text",
                "Bytes": "hi", "Time": "1970-01-01T00:00:00.000Z", "Items.0.Name": "first",
                "Items.1.Name": "second", "Items.1.Ready": "true",
            },
        })

    def test_only_what_is_asked_for_is_answered(self):
        answer, _ = self.run_function("Create", {"outputPaths": ["Items.1", "Bytes"]})
        self.assertEqual(answer["Data"],
                         {"Bytes": "hi", "Items.1.Name": "second", "Items.1.Ready": "true"})

    def test_the_id_is_a_text_or_of_the_response(self):
        answer, _ = self.run_function("Create", {"idText": "mine"})
        self.assertEqual(answer["PhysicalResourceId"], "mine")
        answer, _ = self.run_function("Create", {"idPath": "Items.0.Name", "outputPaths": ["Body"]})
        self.assertEqual(answer["PhysicalResourceId"], "first")
        answer, _ = self.run_function("Create", {"idPath": "Nothing"})
        self.assertEqual(answer["Status"], "FAILED")
        self.assertIn("the response has nothing at Nothing", answer["Reason"])

    def test_an_update_keeps_the_id_and_may_use_it(self):
        answer, _ = self.run_function(
            "Update", {"parameters": {"Ids": [{"Id": "@physical-id"}]}}, PhysicalResourceId="old")
        self.assertEqual(answer["PhysicalResourceId"], "old")
        self.assertEqual(answer["Data"]["Given.Ids.0.Id"], "old")

    def test_a_deletion_never_changes_the_id(self):
        answer, _ = self.run_function("Delete", {"idText": "other"}, PhysicalResourceId="old")
        self.assertEqual(answer["PhysicalResourceId"], "old")

    def test_nothing_is_called_where_nothing_is_to_be(self):
        answer, _ = self.run_function("Update", PhysicalResourceId="old")
        self.assertEqual((answer["Status"], answer["PhysicalResourceId"]), ("SUCCESS", "old"))
        self.assertNotIn("Data", answer)

    def test_an_error_is_logged_and_told(self):
        answer, done = self.run_function("Create", {"parameters": {"fail": "Denied"}})
        self.assertEqual((answer["Status"], answer["Reason"]), ("FAILED", "Denied: no Denied"))
        self.assertIn("Denied: no Denied", done.stderr)

    def test_what_was_never_made_is_not_deleted(self):
        failing = {"parameters": {"fail": "Denied"}}
        created, _ = self.run_function("Create", failing)
        answer, _ = self.run_function("Delete", failing,
                                      PhysicalResourceId=created["PhysicalResourceId"])
        self.assertEqual(answer["Status"], "SUCCESS")

    def test_an_error_can_count_as_success(self):
        answer, done = self.run_function(
            "Delete", {"parameters": {"fail": "NotFound"}, "ignoredErrors": ["NotFound"]},
            PhysicalResourceId="old")
        self.assertEqual(answer["Status"], "SUCCESS")
        self.assertIn("ignored: NotFound", done.stdout)

    def test_a_call_that_the_sdk_does_not_have_is_told(self):
        answer, _ = self.run_function("Create", {"action": "Fly"})
        self.assertEqual(answer["Reason"], "Error: stub has no call Fly")

    def test_the_answer_is_hidden_where_it_is_to_be(self):
        answer, _ = self.run_function("Create", ResourceProperties={"NoEcho": "true"})
        self.assertTrue(answer["NoEcho"])

    def test_an_answer_that_is_not_taken_fails_the_function(self):
        _, done = self.run_function("Create", path="/refuse")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("CloudFormation took no answer: 403", done.stderr)


if __name__ == "__main__":
    if shutil.which("node") is None:
        print("node is not installed")
        sys.exit(SKIPPED)
    unittest.main()

"""Files and folders on their way into an emulated account: by our own verbs, and by the CDK's
command line."""

import json
import pathlib
import shutil
import subprocess
import unittest
import zipfile

import harness

BUCKET = "omnitrack-assets-123456789012-us-east-1"
CDK = harness.HERE.parents[1] / "tests" / "node_modules" / "aws-cdk" / "bin" / "cdk"


class AssetsTest(harness.CloudCase):
    """The example folder_function: one stack with one folder."""

    binary = None

    def setUp(self):
        super().setUp()
        self.program = str(pathlib.Path(self.binary).with_name("folder_function"))

    def run_verb(self, *words, code=0, **environment):
        return self.cloud.run_program(self.program, *words, cwd=self.folder, code=code, **environment)

    def objects(self):
        listed = self.cloud.run("s3api", "list-objects-v2", "--bucket", BUCKET)
        return {each["Key"]: each["Size"] for each in (listed or {}).get("Contents", [])}


class PublishTest(AssetsTest):
    def test_the_bucket_is_made_once_and_everything_is_uploaded_once(self):
        said = (f"folder_function: the bucket {BUCKET} and the repository omnitrack-images are there, in account "
                "123456789012, us-east-1\n")
        self.assertEqual(self.run_verb("bootstrap").stderr, said)
        self.assertEqual(self.run_verb("bootstrap").stderr, said)
        versioning = self.cloud.run("s3api", "get-bucket-versioning", "--bucket", BUCKET)
        self.assertEqual(versioning["Status"], "Enabled")
        (repository,) = self.cloud.run("ecr", "describe-repositories")["repositories"]
        self.assertEqual((repository["repositoryName"], repository["imageTagMutability"]),
                         ("omnitrack-images", "IMMUTABLE"))
        first = self.run_verb("publish").stderr
        ((key, size),) = self.objects().items()
        self.assertEqual(first, f"folder_function: uploaded Greeting/Greeter/Code to s3://{BUCKET}/"
                                f"{key} ({size} bytes, 1 of 1)\n"
                                "folder_function: 1 asset uploaded, 0 there already\n")
        self.assertEqual(self.run_verb("publish").stderr,
                         "folder_function: 0 assets uploaded, 1 there already\n")

    def test_the_function_runs_the_folder(self):
        self.cloud.run("s3", "mb", f"s3://{BUCKET}")
        self.run_verb("publish")
        template = self.folder / "greeting.template.json"
        template.write_text(self.run_verb("synth").stdout)
        self.cloud.deploy(template, "Greeting")
        ((key, size),) = self.objects().items()
        name = self.cloud.stack("Greeting")["Outputs"][0]["OutputValue"]
        function = self.cloud.run("lambda", "get-function-configuration", "--function-name", name)
        self.assertEqual(function["CodeSize"], size)
        archive = self.folder / "code.zip"
        self.cloud.run("s3api", "get-object", "--bucket", BUCKET, "--key", key, archive)
        with zipfile.ZipFile(archive) as packed:
            self.assertEqual(packed.namelist(), ["greetings.json", "index.py"])

    def test_a_deployment_uploads_before_it_begins(self):
        self.cloud.run("s3", "mb", f"s3://{BUCKET}")
        run = self.run_verb("deploy", "--yes")
        ((key, _),) = self.objects().items()
        self.assertIn(f"uploaded Greeting/Greeter/Code to s3://{BUCKET}/{key} (", run.stderr)
        self.assertEqual(self.cloud.stack("Greeting")["StackStatus"], "CREATE_COMPLETE")
        self.assertIn("nothing to deploy", self.run_verb("deploy", "--yes").stderr)

    def test_without_its_bucket_nothing_is_deployed(self):
        run = self.run_verb("deploy", "--yes", code=1)
        self.assertIn("hint: the verb bootstrap makes the bucket", run.stderr)
        self.assertEqual(self.cloud.run("cloudformation", "list-stacks")["StackSummaries"], [])

    def test_a_bucket_that_is_not_there_is_told_with_what_helps(self):
        run = self.run_verb("publish", "--assets-bucket", "nobodys-bucket", code=1)
        self.assertIn("Greeting/Greeter/Code (examples/folder_function/main.cpp:", run.stderr)
        self.assertIn("it cannot be uploaded to s3://nobodys-bucket: ", run.stderr)
        self.assertIn("hint: the verb bootstrap makes the bucket; --assets-bucket names another one",
                      run.stderr)

    def test_without_a_region_it_is_told(self):
        run = self.run_verb("publish", code=1, AWS_DEFAULT_REGION="")
        self.assertEqual(run.stdout, "")
        self.assertIn("hint: set AWS_REGION\n", run.stderr)

    def test_without_an_aws_cli_it_is_told(self):
        run = self.run_verb("publish", code=1, PATH=str(self.folder))
        self.assertIn("the AWS CLI (aws) is not installed, or not on PATH", run.stderr)


@unittest.skipUnless(CDK.exists() and shutil.which("node"), "aws-cdk or node is not installed")
class CdkTest(AssetsTest):
    def cdk(self, *words):
        environment = self.cloud.environment | {"CI": "true", "HOME": str(self.folder),
                                                "AWS_REGION": "us-east-1",
                                                "CDK_DISABLE_CLI_TELEMETRY": "true"}
        run = subprocess.run(
            ["node", str(CDK), *words, "--app", "out", "--no-notices", "--no-version-reporting"],
            capture_output=True, text=True, cwd=self.folder, env=environment, timeout=120)
        self.assertEqual(run.returncode, 0, run.stderr + run.stdout)
        return run

    def test_the_cdks_command_line_lists_shows_compares_and_deploys_an_assembly(self):
        self.cloud.run("s3", "mb", f"s3://{BUCKET}")
        self.run_verb("synth", "-o", "out", "--assembly")
        self.assertEqual(self.cdk("ls").stdout, "Greeting\n")
        shown = self.cdk("synth", "Greeting", "--json").stdout
        written = json.loads((self.folder / "out" / "Greeting.template.json").read_text())
        self.assertEqual(json.loads(shown), written)
        compared = self.cdk("diff", "--no-change-set")
        self.assertIn("[+] AWS::Lambda::Function", compared.stdout + compared.stderr)
        self.cdk("deploy", "--require-approval", "never", "--method", "direct")
        self.assertEqual(self.cloud.stack("Greeting")["StackStatus"], "CREATE_COMPLETE")
        self.assertEqual(len(self.objects()), 1)
        compared = self.cdk("diff", "--no-change-set")
        self.assertIn("There were no differences", compared.stdout + compared.stderr)

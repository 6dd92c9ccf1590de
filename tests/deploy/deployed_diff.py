"""Compares with what is deployed: our binary asks the AWS CLI."""

import json
import unittest

import harness

TOPIC = {"Resources": {"News": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "news"}}}}
QUEUE = """Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {DelaySeconds: 5}
"""


class DeployedDiffTest(unittest.TestCase):
    binary, emulator, folder = None, None, None

    def setUp(self):
        self.cloud = harness.Cloud(self.emulator)
        self.head = self.folder / "deployed_diff"
        self.head.mkdir(exist_ok=True)
        (self.head / "Topics.json").write_text(json.dumps(TOPIC))
        (self.head / "Queues.yaml").write_text(QUEUE)

    def diff(self, *words):
        ended = self.cloud.run_program(self.binary, "diff", "--deployed", "--exit-code", "--new",
                                       self.head, *words, code=None)
        return ended.returncode, ended.stdout, ended.stderr

    def test_what_is_deployed_is_read_and_compared(self):
        self.cloud.deploy(self.head / "Topics.json", "Topics")
        self.cloud.deploy(self.head / "Queues.yaml", "queues-live")
        live = ["--stack-name", "Queues=queues-live"]
        self.assertEqual(self.diff(*live), (0, "", "omnitrack-synth: no differences\n"))

        (self.head / "Queues.yaml").write_text(QUEUE.replace("5", "6"))
        code, stdout, _ = self.diff(*live, "--format", "json")
        rows = json.loads(stdout)["resources"]
        self.assertEqual((code, [row["logical_id"] for row in rows]), (2, ["Jobs"]))
        self.assertEqual(
            rows[0]["properties"],
            [{"path": "/Properties/DelaySeconds", "old": 5, "new": 6, "effect": "in_place"}],
        )

    def test_a_stack_that_is_not_deployed_is_new(self):
        self.cloud.deploy(self.head / "Topics.json", "Topics")
        code, stdout, stderr = self.diff()
        self.assertEqual((code, stderr),
                         (2, "omnitrack-synth: the stack 'Queues' is not deployed\n"))
        self.assertTrue(stdout.startswith("Stack Queues (new)\n"), stdout)

    def test_the_omnitrack_stack_is_as_it_was_deployed(self):
        template = self.folder / "OmniTrack.template.json"
        template.write_text(harness.synthesize(self.binary))
        self.cloud.run("cloudformation", "create-stack", "--stack-name", "OmniTrack",
                       "--template-body", f"file://{template}",
                       "--capabilities", *harness.CAPABILITIES)
        ended = self.cloud.run_program(self.binary, "diff", "--deployed", "--exit-code")
        self.assertEqual((ended.stdout, ended.stderr), ("", "omnitrack-synth: no differences\n"))

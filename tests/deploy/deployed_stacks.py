"""Asks about stacks that are deployed: `outputs`, `status`, `events` and `diagnose`, by the AWS CLI."""

import json
import unittest

import harness

SHOP = {
    "Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}},
    "Outputs": {"QueueUrl": {"Value": {"Ref": "Jobs"}}},
}


class DeployedStacksTest(unittest.TestCase):
    binary, emulator, folder = None, None, None

    def setUp(self):
        self.cloud = harness.Cloud(self.emulator)
        template = self.folder / "Shop.json"
        template.write_text(json.dumps(SHOP))
        self.cloud.deploy(template, "Shop")

    def ask(self, *words):
        ended = self.cloud.run_program(self.binary, *words)
        self.assertEqual(ended.stderr, "", ended.stdout)
        return ended.stdout

    def test_outputs_are_read(self):
        url = self.cloud.stack("Shop")["Outputs"][0]["OutputValue"]
        self.assertEqual(json.loads(self.ask("outputs", "Shop", "--json")), {"Shop": {"QueueUrl": url}})
        self.assertEqual(self.ask("outputs", "Shop", "--env"), f"export QUEUE_URL={url}\n")

    def test_the_status_is_shown(self):
        told = json.loads(self.ask("status", "Shop", "--json"))["stacks"][0]
        self.assertEqual((told["status"], told["is_protected"]), ("CREATE_COMPLETE", False))

    def test_the_omnitrack_stack_is_the_same_as_deployed(self):
        template = self.folder / "OmniTrack.template.json"
        template.write_text(harness.synthesize(self.binary))
        self.cloud.run("cloudformation", "create-stack", "--stack-name", "OmniTrack",
                       "--template-body", f"file://{template}",
                       "--capabilities", *harness.CAPABILITIES)
        self.assertEqual(json.loads(self.ask("status", "--json"))["stacks"][0]["app"], "same")

    def test_the_events_of_the_last_operation_are_shown(self):
        told = json.loads(self.ask("events", "Shop", "--json"))["events"]
        self.assertEqual(told[-1]["status"], "CREATE_COMPLETE")
        self.assertTrue(told[-1]["is_of_stack"])

    def test_nothing_failed(self):
        self.assertIn("nothing failed in what CloudFormation remembers", self.ask("diagnose", "Shop"))

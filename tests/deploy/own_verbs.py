"""Deploys and destroys the OmniTrack stack by `deploy` and `destroy`, with the AWS CLI under them."""

import json
import os
import subprocess
import unittest

import harness


class OwnVerbsTest(unittest.TestCase):
    binary, shop, emulator, folder = None, None, None, None

    def setUp(self):
        self.cloud = harness.Cloud(self.emulator)

    def run_verb(self, *words, code=0, program=None):
        """Runs the program, or another; returns both streams."""
        ended = self.cloud.run_program(program or self.binary, *words, cwd=self.folder, code=code)
        return ended.stdout, ended.stderr

    def test_a_stack_is_made_updated_and_destroyed(self):
        stdout, stderr = self.run_verb("deploy", "--yes", "--summary", "--outputs-into", "outputs.json")
        self.assertIn("OmniTrack: CREATE_COMPLETE", stderr)
        self.assertIn("OmniTrack  DynamoDBTableName", stdout)
        deployed = {each["OutputKey"]: each["OutputValue"]
                    for each in self.cloud.stack("OmniTrack")["Outputs"]}
        self.assertEqual(json.loads((self.folder / "outputs.json").read_text()), {"OmniTrack": deployed})

        self.assertEqual(self.run_verb("deploy", "--yes")[1],
                         "omnitrack-synth: no differences: nothing to deploy\n")

        stderr = self.run_verb("deploy", "--yes", "--set", "retention_days=90")[1]
        self.assertIn("RetentionInDays: 30 -> 90", stderr)
        self.assertIn("OmniTrack: UPDATE_COMPLETE", stderr)

        stderr = self.run_verb("destroy", "--yes", code=3)[1]
        self.assertIn("data would be lost: nothing was destroyed", stderr)
        self.run_verb("destroy", "--yes", "--with-data")
        with self.assertRaisesRegex(harness.Failed, "does not exist"):
            self.cloud.stack("OmniTrack")

    def test_prepared_change_sets_are_executed(self):
        self.run_verb("deploy", "--prepare", "sets.json", program=self.shop)
        prepared = json.loads((self.folder / "sets.json").read_text())["stacks"]
        self.assertEqual([(each["stack"], each["is_new"]) for each in prepared],
                         [("Store", True), ("Shop", True)])
        self.assertEqual(self.cloud.stack("Shop")["StackStatus"], "REVIEW_IN_PROGRESS")
        self.run_verb("deploy", "--execute", "sets.json", "--yes", program=self.shop)
        self.assertEqual(self.cloud.stack("Shop")["StackStatus"], "CREATE_COMPLETE")

    def test_a_stack_reads_an_output_of_another_and_changes_to_it_in_phases(self):
        strong, weak = ("--set", "table_tag=strong"), ("--set", "table_tag=weak")
        self.run_verb("deploy", "--yes", *strong, program=self.shop)
        self.run_verb("synth", "-q", "-o", "strong", *strong, program=self.shop)
        self.assertIn("'synth --phase' writes steps that get there",
                      self.run_verb("deploy", "--yes", *weak, program=self.shop, code=1)[1])
        self.run_verb("synth", "--phase", "strong", "-o", "steps", *weak, program=self.shop)
        for step in ("1", "2"):
            for stack in ("Store", "Shop"):
                file = self.folder / "steps" / step / f"{stack}.template.json"
                self.cloud.deploy(file, stack)
        told = {each["OutputKey"]: each for name in ("Store", "Shop")
                for each in self.cloud.stack(name)["Outputs"]}
        tags = self.cloud.run("sqs", "list-queue-tags", "--queue-url", told["JobsUrl"]["OutputValue"])["Tags"]
        self.assertEqual(tags["Table"], told["ExportOrdersArn"]["OutputValue"])
        self.assertNotIn("ExportName", told["ExportOrdersArn"])
        self.run_verb("destroy", "--yes", "--with-data", *weak, program=self.shop)

    def test_a_plan_is_run_by_a_shell(self):
        self.run_verb("deploy", "--plan", "deploy.sh", program=self.shop)
        ran = subprocess.run(["sh", "deploy.sh"], cwd=self.folder, capture_output=True, text=True,
                             env={**os.environ, **self.cloud.environment})
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(self.cloud.stack("Shop")["StackStatus"], "CREATE_COMPLETE")
        self.assertEqual(self.run_verb("deploy", "--yes", program=self.shop)[1],
                         "shop: no differences: nothing to deploy\n")

"""Deploys and destroys the OmniTrack stack by `deploy` and `destroy`, with the AWS CLI under them."""

import json
import os
import subprocess
import unittest

import harness


class OwnVerbsTest(unittest.TestCase):
    binary, emulator, folder = None, None, None

    def setUp(self):
        self.cloud = harness.Cloud(self.emulator)

    def run_verb(self, *words, code=0):
        """Runs the program; returns both streams."""
        environment = {**self.cloud.environment, "OMNITRACK_POLL_SECONDS": "0.1"}
        ended = subprocess.run([self.binary, *words], env=environment, cwd=self.folder,
                               capture_output=True, text=True)
        self.assertEqual(ended.returncode, code, ended.stderr)
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
        self.run_verb("deploy", "--prepare", "sets.json")
        prepared, = json.loads((self.folder / "sets.json").read_text())["stacks"]
        self.assertEqual(self.cloud.stack("OmniTrack")["StackStatus"], "REVIEW_IN_PROGRESS")
        self.assertTrue(prepared["is_new"])
        self.run_verb("deploy", "--execute", "sets.json", "--yes")
        self.assertEqual(self.cloud.stack("OmniTrack")["StackStatus"], "CREATE_COMPLETE")

    def test_a_plan_is_run_by_a_shell(self):
        self.run_verb("deploy", "--plan", "deploy.sh")
        ran = subprocess.run(["sh", "deploy.sh"], cwd=self.folder, capture_output=True, text=True,
                             env={**os.environ, **self.cloud.environment})
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(self.cloud.stack("OmniTrack")["StackStatus"], "CREATE_COMPLETE")
        self.assertEqual(self.run_verb("deploy", "--yes")[1],
                         "omnitrack-synth: no differences: nothing to deploy\n")

#!/usr/bin/env python3
"""Adopts the OmniTrack stack with its account and region fixed, as the real CDK makes it, by one
command without settings: fixed_test.py BINARY FOLDER."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import deployed

BINARY = None
FOLDER = None


def placed(template):
    """A template with the account and the region written out."""
    template = json.dumps(json.loads(template))
    for name, text in (("AWS::AccountId", "123456789012"), ("AWS::Region", "eu-west-1")):
        template = template.replace("${%s}" % name, text)
        template = template.replace('{"Ref": "%s"}' % name, '"%s"' % text)
    return json.loads(template)


class FixedTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.template = FOLDER / "OmniTrack.template.json"
        cls.old = placed(cls.template.read_text(encoding="utf-8"))
        cls.work = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.work.cleanup)
        cls.adopt = cls.run_verb("adopt", str(FOLDER), "--format", "json")
        cls.report = json.loads(cls.adopt.stdout)
        cls.new = placed(cls.run_verb("synth").stdout)

    @classmethod
    def run_verb(cls, *arguments):
        return subprocess.run([BINARY, *arguments], cwd=cls.work.name, capture_output=True,
                              text=True, check=False)

    def resources(self, *kinds):
        return {name: each for name, each in self.old["Resources"].items()
                if each["Type"] in kinds}

    def test_the_stack_is_one_of_a_fixed_place(self):
        zones = {each["Properties"]["AvailabilityZone"]
                 for each in self.resources("AWS::EC2::Subnet").values()}
        self.assertEqual(zones, {"eu-west-1a", "eu-west-1b", "eu-west-1c"})
        self.assertEqual(len(self.resources("Custom::VpcRestrictDefaultSG")), 1)
        names = {each["Properties"]["BucketName"]
                 for each in self.resources("AWS::S3::Bucket").values()}
        self.assertIn("omnitrack-digital-twin-123456789012-eu-west-1", names)

    def test_the_adoption_is_safe(self):
        self.assertEqual(self.adopt.returncode, 0, self.adopt.stdout + self.adopt.stderr)
        self.assertEqual(self.report["safety"], "safe")
        self.assertEqual((self.report["data_loss"], self.report["refused"]), ([], []))

    def test_nothing_at_all_is_replaced_and_no_data_is_left_behind(self):
        self.assertEqual(deployed.lost(self.old, self.new), [])
        self.assertEqual(deployed.replaced(self.old, self.new), set())

    def test_a_plain_diff_says_the_same(self):
        diff = json.loads(
            self.run_verb("diff", str(self.template), "--format", "json").stdout)
        actions = {each["action"] for each in diff["resources"]}
        self.assertEqual(actions, {"create", "update", "delete"})
        self.assertEqual(diff["refused"], [])

    def test_what_is_kept_is_told_with_the_settings_that_say_the_same(self):
        kept = {(pin["path"], pin["property"]) for pin in self.report["pins"]}
        subnets = {(f"OmniTrack/Vpc/{kind}Subnet{number}", "/AvailabilityZone")
                   for kind in ("Public", "Private") for number in (1, 2, 3)}
        self.assertEqual(kept - subnets, {
            ("OmniTrack/VpcFlowLogs", "/MaxAggregationInterval"),
            ("OmniTrack/UserPool", "/UsernameConfiguration"),
            ("OmniTrack/RedisSecurityGroup", "/GroupDescription"),
            ("OmniTrack/RedisSecurityGroup", "/GroupName"),
        })
        self.assertLessEqual(subnets, kept)
        settings = [each["set"] for each in self.report["settings"]]
        self.assertEqual(settings, [
            '.zone_names = {"eu-west-1a", "eu-west-1b", "eu-west-1c"} of VpcProps',
            ".interval_seconds = {} of FlowLogsProps",
            "case_sensitive_users = true",
            '.description = "Redis: port 6379 from the VPC" of SecurityGroupProps',
            ".group_name = {} of SecurityGroupProps",
        ])

    def test_the_lock_file_is_up_to_date(self):
        check = self.run_verb("lock", "--check")
        self.assertEqual(check.returncode, 0, check.stdout)


if __name__ == "__main__":
    BINARY, FOLDER = (pathlib.Path(sys.argv.pop(1)).resolve() for _ in range(2))
    unittest.main()

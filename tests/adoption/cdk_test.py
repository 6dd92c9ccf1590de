#!/usr/bin/env python3
"""Adopts the OmniTrack stack as the real CDK makes it: cdk_test.py BINARY TEMPLATE."""

import json
import pathlib
import sys
import unittest

import deployed

BINARY = None
TEMPLATE = None

# What only the creation of the user pool decides, and what the CDK decides otherwise.
SETTINGS = ["--set=case_sensitive_users=true"]


class CdkTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.old = json.loads(pathlib.Path(TEMPLATE).read_text(encoding="utf-8"))
        cls.adoption = deployed.Adoption(BINARY, cls.old, *SETTINGS)

    def test_without_adoption_the_data_would_be_lost(self):
        ours = json.loads((deployed.PROJECT / "templates/omnitrack/OmniTrack.template.json")
                          .read_text(encoding="utf-8"))
        self.assertEqual(len(deployed.lost(self.old, ours)), 10)

    def test_nothing_that_holds_data_is_replaced_or_deleted(self):
        self.assertEqual(deployed.lost(self.old, self.adoption.new), [])
        kept = [name for name, each in self.old["Resources"].items()
                if each["Type"] in deployed.STATEFUL]
        self.assertEqual(len(kept), 10)
        for name in kept:
            self.assertEqual(self.adoption.new["Resources"][name]["Type"],
                             self.old["Resources"][name]["Type"])

    def test_our_diff_says_the_same(self):
        actions = {each["logical_id"]: each["action"] for each in self.adoption.diff["resources"]}
        for name, each in self.old["Resources"].items():
            if each["Type"] in deployed.STATEFUL:
                self.assertIn(actions.get(name, "same"), ("same", "update"), name)
        self.assertEqual(self.adoption.report["data_loss"], [])
        self.assertEqual(self.adoption.report["refused"], [])

    def test_the_diff_says_of_everything_else_what_is_replaced(self):
        replaced = deployed.replaced(self.old, self.adoption.new)
        told = {each["logical_id"] for each in self.adoption.diff["resources"]
                if each["action"] == "replace"}
        self.assertEqual(told, replaced)

    def test_only_what_one_of_the_two_has_is_new_or_gone(self):
        kinds = [(row["state"], row["type"]) for row in
                 self.adoption.states("new", "gone", "remade")]
        self.assertEqual(sorted(kinds), [
            ("gone", "AWS::IAM::Policy"),
            ("new", "AWS::ApiGateway::GatewayResponse"),
            ("new", "AWS::ApiGateway::GatewayResponse"),
            ("remade", "AWS::ApiGateway::Deployment"),
        ])

    def test_nothing_is_a_guess(self):
        self.assertEqual(self.adoption.states("guess"), [])

    def test_what_is_many_times_there_is_told_apart(self):
        twins = ("EIP", "NatGateway", "Route", "RouteTable", "Subnet",
                 "SubnetRouteTableAssociation")
        count = 0
        for row in self.adoption.rows:
            service, kind = row["type"].split("::")[1:]
            if service == "EC2" and kind in twins:
                count += 1
                name = "".join(c for c in row["path"].partition("/")[2] if c.isalnum())
                self.assertTrue(row["old_logical_id"].startswith(name), row)
        self.assertEqual(count, 30)

    def test_the_new_template_is_valid(self):
        with_lock = self.adoption.new["Resources"]
        for name, each in with_lock.items():
            for target in deployed.referred(each.get("Properties", {})):
                self.assertTrue(target in with_lock or target.startswith("AWS::"), (name, target))


if __name__ == "__main__":
    BINARY, TEMPLATE = (pathlib.Path(sys.argv.pop(1)).resolve() for _ in range(2))
    unittest.main()

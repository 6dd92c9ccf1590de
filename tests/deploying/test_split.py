"""A stack that is split is deployed with its nested stacks, and what fails in them is told by its line."""

import json
import os
import pathlib
import tempfile
import unittest

from verb_case import VerbCase

CHAIN = os.environ["CHAIN"]
FEW = ("--set", "shops=2")
BUCKET = "omnitrack-assets-123456789012-eu-west-1"


class SplitDeployment(VerbCase):
    """Two shops, each in a nested stack, as a lock file says that was written for more of them."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_chain(self, aws, *words, code=0):
        ended = aws.run(CHAIN, *words, *FEW, cwd=self.folder, OMNITRACK_POLL_SECONDS="0.01",
                        LC_ALL="C.UTF-8")
        self.assertEqual(ended.code, code, ended.stderr)
        return ended

    def account(self, **scenario):
        """An account with the bucket, and what the nested templates say."""
        aws = self.stand_in(buckets=[BUCKET], **scenario)
        self.run_chain(aws, "lock")
        file = self.folder / "omnitrack.lock.json"
        lock = json.loads(file.read_text())
        for name, entry in lock["stacks"]["Chain"].items():
            if name.startswith("Shop"):
                entry["nested"] = f"NestedStack{int(name[4]) + 1}"
        file.write_text(json.dumps(lock))
        self.run_chain(aws, "synth", "-o", "out")
        aws.change(nested={part: json.loads((self.folder / "out" / f"Chain.{part}.template.json")
                                            .read_text()) for part in ("NestedStack1", "NestedStack2")})
        return aws

    def deploy(self, aws, *words, code=0):
        return self.run_chain(aws, "deploy", "--yes", "--region", "eu-west-1", *words, code=code)

    def deploy_with_one_more_queue(self, verdict, *words, code=0):
        """Deploys the first shop with another queue, of which CloudFormation says more than that."""
        aws = self.account()
        self.deploy(aws)
        more = ("--set", "extra=1")
        self.run_chain(aws, "lock", *more)
        added = [{"LogicalResourceId": "Shop0Extra0", "ResourceType": "AWS::SQS::Queue", "Action": "Add"},
                 {"LogicalResourceId": "Shop0Extra0Policy", "ResourceType": "AWS::SQS::QueuePolicy",
                  "Action": "Add"}]
        aws.change(nested_changes={"NestedStack1": [{"Type": "Resource", "ResourceChange": each}
                                                    for each in [*added, verdict]]})
        ended = self.deploy(aws, *more, *words, code=code)
        return ended, len(aws.calls("execute-change-set")) == 2

    def test_the_change_set_includes_the_nested_stacks_whose_templates_are_there(self):
        aws = self.account()
        self.deploy(aws)
        made, = aws.calls("create-change-set")
        self.assertIn("--include-nested-stacks", made)
        self.assertIn("CAPABILITY_NAMED_IAM", made)
        put = [each for each in aws.calls() if "put-object" in each]
        self.assertEqual(len(put), 2)
        self.assertIn("no differences", self.deploy(aws).stderr)

    def test_what_fails_in_a_nested_stack_names_its_construct_and_line(self):
        aws = self.account(fails={"Shop1Jobs": "jobs already exists in stack Other"})
        self.deploy(aws, code=1)
        told = self.run_chain(aws, "diagnose", "Chain", "--region", "eu-west-1").stdout
        self.assertIn("Shop1Jobs (AWS::SQS::Queue) could not be created", told)
        self.assertIn("  in the nested stack: NestedStack2\n"
                      "  reason: jobs already exists in stack Other\n", told)
        self.assertRegex(told, r"made by: Chain/Shop1/Jobs at tests/split/apps/chain\.cpp:\d+")

    def test_a_stack_that_is_not_split_asks_for_no_nested_stacks(self):
        aws = self.stand_in(buckets=[BUCKET])
        self.run_chain(aws, "deploy", "--yes", "--region", "eu-west-1")
        made, = aws.calls("create-change-set")
        self.assertNotIn("--include-nested-stacks", made)

    def test_a_loss_in_a_nested_stack_that_the_diff_does_not_show_stops_the_deployment(self):
        replaced = {"LogicalResourceId": "Shop0Orders", "ResourceType": "AWS::DynamoDB::Table",
                    "Action": "Modify", "Replacement": "True", "PolicyAction": "ReplaceAndDelete"}
        ended, is_executed = self.deploy_with_one_more_queue(replaced, code=3)
        self.assertFalse(is_executed)
        self.assertIn("CloudFormation would delete Shop0Orders of 'Chain.NestedStack1' with the data, which "
                      "the diff does not show", ended.stderr)
        self.assertIn("Chain.NestedStack1: CloudFormation says 'replace' of Shop0Orders, and the diff says "
                      "'no change'\n", ended.stderr)
        self.assertNotIn("of NestedStack", ended.stderr)

    def test_a_loss_in_a_nested_stack_that_is_accepted_stops_nothing(self):
        replaced = {"LogicalResourceId": "Shop0Orders", "ResourceType": "AWS::DynamoDB::Table",
                    "Action": "Modify", "Replacement": "True", "PolicyAction": "ReplaceAndDelete"}
        accepted = ("--accept-loss", "Chain.NestedStack1/Shop0Orders@2999-12-31=it is a rehearsal")
        self.assertTrue(self.deploy_with_one_more_queue(replaced, *accepted)[1])

    def test_what_may_be_replaced_in_a_nested_stack_is_told(self):
        perhaps = {"LogicalResourceId": "Shop0Orders", "ResourceType": "AWS::DynamoDB::Table",
                   "Action": "Modify", "Replacement": "Conditional"}
        ended, is_executed = self.deploy_with_one_more_queue(perhaps)
        self.assertTrue(is_executed)
        self.assertIn("Chain.NestedStack1: CloudFormation may replace Shop0Orders, which holds data; the "
                      "diff says that it is kept\n", ended.stderr)

    def test_what_is_destroyed_is_counted_in_the_nested_stacks_too(self):
        aws = self.account()
        self.deploy(aws)
        said = self.run_chain(aws, "destroy", "--yes", "--region", "eu-west-1", code=3).stderr
        self.assertIn("retain    Shop0Orders (AWS::DynamoDB::Table)", said)
        self.assertIn("LOSE      Shop1Jobs (AWS::SQS::Queue)", said)


if __name__ == "__main__":
    unittest.main()

"""The stand-in for `aws` behaves as CloudFormation documents it."""

import concurrent.futures
import json
import unittest

from harness import StandIn

SHOP = {
    "Resources": {
        "Topic": {"Type": "AWS::SNS::Topic"},
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "jobs"}},
        "Table": {"Type": "AWS::DynamoDB::Table", "DependsOn": "Queue"},
    },
    "Outputs": {"Address": {"Value": {"Ref": "Queue"}, "Export": {"Name": "Shop:Address"}}},
}


class StandInTest(unittest.TestCase):
    def stand_in(self, **scenario):
        made = StandIn(**scenario)
        self.addCleanup(made.close)
        return made

    def ask(self, aws, *words):
        return aws.aws("cloudformation", *words)

    def refused(self, aws, *words):
        ended = aws.run(aws.folder / "aws", "cloudformation", *words)
        self.assertNotEqual(ended.code, 0)
        return ended.stderr.strip().splitlines()[-1]

    def prepare(self, aws, template, kind="CREATE", **more):
        options = [word for key, value in more.items()
                   for word in ("--" + key.replace("_", "-"), value)]
        made = self.ask(aws, "create-change-set", "--stack-name", "Shop", "--change-set-name", "mine",
                        "--change-set-type", kind, "--template-body", json.dumps(template), *options)
        while True:
            told = self.ask(aws, "describe-change-set", "--change-set-name", made["Id"])
            if not told["Status"].startswith("CREATE_") or told["Status"] == "CREATE_COMPLETE":
                return told

    def execute(self, aws, change_set, *options):
        self.ask(aws, "execute-change-set", "--change-set-name", change_set["ChangeSetId"], *options)
        return aws.settle("Shop")

    def events(self, aws, stack="Shop"):
        told = self.ask(aws, "describe-stack-events", "--stack-name", stack)["StackEvents"]
        return [(each["LogicalResourceId"], each["ResourceStatus"],
                 each.get("ResourceStatusReason", "")) for each in reversed(told)]

    def test_a_stack_is_made_by_a_change_set(self):
        aws = self.stand_in()
        self.assertEqual(
            self.refused(aws, "describe-stacks", "--stack-name", "Shop"),
            "An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with "
            "id Shop does not exist")
        change_set = self.prepare(aws, SHOP)
        self.assertEqual([each["ResourceChange"]["Action"] for each in change_set["Changes"]],
                         ["Add"] * 3)
        self.assertEqual(aws.stack("Shop")["status"], "REVIEW_IN_PROGRESS")
        self.assertEqual(self.execute(aws, change_set, "--client-request-token", "t"),
                         "CREATE_COMPLETE")
        events = self.ask(aws, "describe-stack-events", "--stack-name", "Shop")["StackEvents"]
        self.assertEqual({each.get("ClientRequestToken") for each in events[:-1]}, {"t"})
        stack = self.ask(aws, "describe-stacks", "--stack-name", "Shop")["Stacks"][0]
        self.assertEqual(stack["Outputs"][0]["ExportName"], "Shop:Address")
        self.assertEqual(self.ask(aws, "list-exports")["Exports"][0]["Name"], "Shop:Address")
        self.assertEqual(
            self.ask(aws, "get-template", "--stack-name", "Shop")["TemplateBody"], SHOP)

    def test_a_failing_creation_cascades(self):
        aws = self.stand_in(fails={"Queue": "Jobs already exists"})
        self.assertEqual(self.execute(aws, self.prepare(aws, SHOP)), "ROLLBACK_COMPLETE")
        self.assertEqual(self.events(aws)[6:], [
            ("Queue", "CREATE_FAILED", "Jobs already exists"),
            ("Topic", "CREATE_FAILED", "Resource creation cancelled"),
            ("Shop", "ROLLBACK_IN_PROGRESS", "The following resource(s) failed to create: [Queue]. "
             "Rollback requested by user."),
            ("Queue", "DELETE_IN_PROGRESS", ""), ("Topic", "DELETE_IN_PROGRESS", ""),
            ("Queue", "DELETE_COMPLETE", ""), ("Topic", "DELETE_COMPLETE", ""),
            ("Shop", "ROLLBACK_COMPLETE", "")])
        self.assertIn("is in ROLLBACK_COMPLETE state and can not be updated", self.refused(
            aws, "create-change-set", "--stack-name", "Shop", "--change-set-name", "b",
            "--template-body", json.dumps(SHOP)))

    def test_a_creation_without_rollback_can_be_rolled_back(self):
        aws = self.stand_in(fails={"Table": "no"})
        self.assertEqual(self.execute(aws, self.prepare(aws, SHOP), "--disable-rollback"),
                         "CREATE_FAILED")
        self.ask(aws, "rollback-stack", "--stack-name", "Shop")
        self.assertEqual(aws.settle("Shop"), "ROLLBACK_COMPLETE")

    def test_updates_change_replace_add_and_remove(self):
        aws = self.stand_in(start={"stacks": {"Shop": {"template": SHOP}}}, replaces=["Queue"])
        self.assertEqual(self.prepare(aws, SHOP, "UPDATE")["Status"], "FAILED")
        self.ask(aws, "delete-change-set", "--stack-name", "Shop", "--change-set-name", "mine")
        new = json.loads(json.dumps(SHOP))
        new["Resources"]["Queue"]["Properties"]["QueueName"] = "work"
        new["Resources"]["More"] = {"Type": "AWS::SNS::Topic"}
        del new["Resources"]["Topic"]
        change_set = self.prepare(aws, new, "UPDATE")
        self.assertEqual(
            [(each["ResourceChange"]["LogicalResourceId"], each["ResourceChange"]["Action"],
              each["ResourceChange"].get("Replacement")) for each in change_set["Changes"]],
            [("Queue", "Modify", "True"), ("More", "Add", None), ("Topic", "Remove", None)])
        self.assertEqual(self.execute(aws, change_set), "UPDATE_COMPLETE")
        self.assertEqual(sorted(aws.stack("Shop")["resources"]), ["More", "Queue", "Table"])

    def test_a_failing_update_whose_rollback_fails_is_continued(self):
        aws = self.stand_in(start={"stacks": {"Shop": {"template": SHOP}}},
                            fails={"Queue": "no"}, rollback_fails=["Queue"])
        new = json.loads(json.dumps(SHOP))
        new["Resources"]["Queue"]["Properties"]["QueueName"] = "work"
        self.assertEqual(self.execute(aws, self.prepare(aws, new, "UPDATE")), "UPDATE_ROLLBACK_FAILED")
        self.ask(aws, "continue-update-rollback", "--stack-name", "Shop", "--resources-to-skip",
                 "Queue")
        self.assertEqual(aws.settle("Shop"), "UPDATE_ROLLBACK_COMPLETE")

    def test_an_update_can_be_cancelled(self):
        aws = self.stand_in(start={"stacks": {"Shop": {"template": SHOP}}})
        new = json.loads(json.dumps(SHOP))
        new["Resources"]["Queue"]["Properties"]["QueueName"] = "work"
        change_set = self.prepare(aws, new, "UPDATE")
        self.ask(aws, "execute-change-set", "--change-set-name", change_set["ChangeSetId"])
        self.ask(aws, "cancel-update-stack", "--stack-name", "Shop")
        self.assertEqual(aws.settle("Shop"), "UPDATE_ROLLBACK_COMPLETE")

    def test_a_deletion_retains_what_it_must(self):
        template = {"Resources": {"Kept": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"},
                                  "Full": {"Type": "AWS::S3::Bucket"}}}
        aws = self.stand_in(start={"stacks": {"Shop": {"template": template, "protected": True}}},
                            delete_fails={"Full": "The bucket is not empty"})
        self.assertIn("TerminationProtection", self.refused(aws, "delete-stack", "--stack-name", "Shop"))
        self.ask(aws, "update-termination-protection", "--stack-name", "Shop",
                 "--no-enable-termination-protection")
        self.ask(aws, "delete-stack", "--stack-name", "Shop")
        self.assertEqual(aws.settle("Shop"), "DELETE_FAILED")
        self.assertIn(("Kept", "DELETE_SKIPPED", ""), self.events(aws))
        self.ask(aws, "delete-stack", "--stack-name", "Shop", "--retain-resources", "Full")
        self.assertEqual(aws.settle(aws.stack("Shop")["id"]), "DELETE_COMPLETE")
        self.assertIn("does not exist", self.refused(aws, "describe-stacks", "--stack-name", "Shop"))

    def test_an_export_in_use_keeps_its_stack(self):
        user = {"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {
            "DisplayName": {"Fn::ImportValue": "Shop:Address"}}}}}
        aws = self.stand_in(start={"stacks": {"Shop": {"template": SHOP}, "User": {"template": user}}})
        self.ask(aws, "delete-stack", "--stack-name", "Shop")
        self.assertEqual(aws.settle("Shop"), "DELETE_FAILED")

    def test_an_output_is_read_when_the_change_set_is_made(self):
        user = {"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {
            "DisplayName": {"Fn::GetStackOutput": {"StackName": "Other", "OutputName": "O"}}}}}}
        other = {"Resources": {"A": {"Type": "AWS::SNS::Topic"}}, "Outputs": {"O": {"Value": "x"}}}
        words = ["create-change-set", "--stack-name", "User", "--change-set-name", "a",
                 "--change-set-type", "CREATE", "--template-body", json.dumps(user)]
        self.assertIn("Output O of stack Other does not exist", self.refused(self.stand_in(), *words))
        aws = self.stand_in(start={"stacks": {"Other": {"template": other}}})
        self.ask(aws, *words)
        self.ask(aws, "delete-stack", "--stack-name", "Other")
        self.assertEqual(aws.settle(aws.stack("Other")["id"]), "DELETE_COMPLETE")

    def test_a_nested_stack_fails_with_its_parent(self):
        inner = {"Resources": {"Table": {"Type": "AWS::DynamoDB::Table"}}}
        outer = {"Resources": {"Inner": {"Type": "AWS::CloudFormation::Stack"}}}
        aws = self.stand_in(fails={"Table": "no"}, nested={"Inner": inner})
        self.assertEqual(self.execute(aws, self.prepare(aws, outer)), "ROLLBACK_COMPLETE")
        failed = [each for each in self.events(aws) if each[1] == "CREATE_FAILED"]
        self.assertIn("Embedded stack arn:", failed[0][2])
        nested = next(each for each in aws.state()["stacks"] if each["parent"])
        self.assertIn(("Table", "CREATE_FAILED", "no"), self.events(aws, nested["id"]))

    def test_capabilities_and_parameters_are_asked_for(self):
        template = {"Parameters": {"A": {"Type": "String"}},
                    "Resources": {"R": {"Type": "AWS::IAM::Role"}}}
        aws = self.stand_in()
        words = ["create-change-set", "--stack-name", "Shop", "--change-set-name", "a",
                 "--change-set-type", "CREATE", "--template-body", json.dumps(template)]
        self.assertIn("Parameters: [A] must have values", self.refused(aws, *words))
        words += ["--parameters", 'ParameterKey=A,ParameterValue="x,y"']
        self.assertIn("(InsufficientCapabilitiesException)", self.refused(aws, *words))
        self.ask(aws, *words, "--capabilities", "CAPABILITY_IAM")

    def test_drift_is_detected_step_by_step(self):
        aws = self.stand_in(start={"stacks": {"Shop": {"template": SHOP}}}, not_checked=["Table"],
                            drift={"Queue": {"StackResourceDriftStatus": "MODIFIED"}})
        one = self.ask(aws, "detect-stack-drift", "--stack-name", "Shop")["StackDriftDetectionId"]
        told = [self.ask(aws, "describe-stack-drift-detection-status", "--stack-drift-detection-id", one)
                for _ in range(3)]
        self.assertEqual([each["DetectionStatus"] for each in told],
                         ["DETECTION_IN_PROGRESS"] * 2 + ["DETECTION_COMPLETE"])
        drifts = self.ask(aws, "describe-stack-resource-drifts", "--stack-name", "Shop")
        self.assertEqual([each["LogicalResourceId"] for each in drifts["StackResourceDrifts"]],
                         ["Topic", "Queue"])

    def test_faults_come_as_often_as_the_scenario_says(self):
        throttled = {"call": "describe-stacks", "times": 1, "stderr": "Throttling"}
        aws = self.stand_in(faults=[throttled], lacks=["rollback-stack"])
        self.assertEqual(self.refused(aws, "describe-stacks"), "Throttling")
        self.assertEqual(self.ask(aws, "describe-stacks"), {"Stacks": []})
        ended = aws.run(aws.folder / "aws", "cloudformation", "rollback-stack", "--stack-name", "A")
        self.assertEqual(ended.code, 252)
        self.assertEqual(len(aws.calls("describe-stacks")), 2)

    def test_calls_come_side_by_side(self):
        aws = self.stand_in()
        def make(i):
            self.ask(aws, "create-change-set", "--stack-name", f"S{i}", "--change-set-name", "a",
                     "--change-set-type", "CREATE", "--template-body", json.dumps(SHOP))
        with concurrent.futures.ThreadPoolExecutor(8) as threads:
            list(threads.map(make, range(16)))
        self.assertEqual(len(self.ask(aws, "describe-stacks")["Stacks"]), 16)

    def test_objects_are_stored(self):
        aws = self.stand_in(buckets=["files"])
        body = aws.folder / "body.json"
        body.write_text(json.dumps(SHOP), encoding="utf-8")
        missing = aws.run(aws.folder / "aws", "s3api", "head-object", "--bucket", "files", "--key", "a")
        self.assertIn("An error occurred (404) when calling the HeadObject operation: Not Found",
                      missing.stderr)
        aws.aws("s3", "cp", body, "s3://files/a")
        self.assertGreater(aws.aws("s3api", "head-object", "--bucket", "files", "--key", "a")[
            "ContentLength"], 0)
        self.ask(aws, "validate-template", "--template-url",
                 "https://files.s3.us-east-1.amazonaws.com/a")


if __name__ == "__main__":
    unittest.main()

"""What happens in the nested stacks that a stack is split into counts for the stack: it is deployed for it,
and what it reads, loses and accepts is told of it."""

import json
import unittest

from split_case import BUCKET, HALVES, OLD_TABLE, REGION, REPLACED, SplitCase, changes

# The name of the table follows that of the topic, which the check of claimed names does not see.
ACCEPTED = ("--accept-loss", "Entries@2999-12-31=it is filled anew", "--allow-refused")


class Reading(SplitCase):
    """The table in a nested stack is named after the topic of `Data`."""

    def test_a_stack_whose_part_alone_reads_what_changes_is_deployed(self):
        aws = self.deployed()
        aws.change(nested_changes={"NestedStack1": changes(REPLACED)})
        ended = self.deploy(aws, *ACCEPTED, topic_name="news")
        made = [call[call.index("--stack-name") + 1].split("/")[1] for call in aws.calls("create-change-set")]
        self.assertEqual(made, ["Data", "Shop"])
        self.assertEqual(len(aws.calls("execute-change-set")), 2, ended.stderr)

    def test_it_is_deployed_after_the_other_one_too(self):
        aws = self.deployed()
        self.deploy(aws, "Data", topic_name="news")
        aws.forget_calls()
        aws.change(nested_changes={"NestedStack1": []})
        said = self.deploy(aws, "Shop", topic_name="news").stderr
        self.assertNotIn("nothing to deploy", said)
        self.assertEqual(len(aws.calls("execute-change-set")), 1, said)

    def test_it_is_prepared_and_planned(self):
        aws = self.deployed()
        aws.change(nested_changes={"NestedStack1": changes(REPLACED)})
        self.run_halves(aws, "deploy", "--prepare", "p.json", *REGION, *ACCEPTED, topic_name="news")
        prepared = json.loads((self.folder / "p.json").read_text())["stacks"]
        self.assertEqual([(each["stack"], each["is_unchanged"]) for each in prepared],
                         [("Data", False), ("Shop", False)])
        self.run_halves(aws, "deploy", "--plan", "p.sh", *REGION, *ACCEPTED, topic_name="news")
        self.assertEqual((self.folder / "p.sh").read_text().count("create-change-set"), 2)

    def test_it_is_affected_by_what_its_part_reads(self):
        aws = self.deployed()
        listed = self.run_halves(aws, "list", "--affected-by", "out", topic_name="news")
        self.assertEqual(listed.stdout, "1 Data\n2 Shop\n")
        self.assertEqual(self.run_halves(aws, "list", "--affected-by", "out").stdout, "")

    def test_the_diff_of_the_other_stack_tells_who_reads_it(self):
        aws = self.deployed()
        said = self.deploy(aws, "Data", topic_name="news").stderr
        self.assertIn("Other stacks read it\n  ! ExportEventsTopicName: the value changes, and 'Shop", said)

    def test_before_it_loses_what_it_reads_that_is_told(self):
        aws = self.deployed()
        said = self.run_halves(aws, "destroy", "Data", "--yes", *REGION).stderr
        self.assertIn("halves: 'Shop' reads outputs of 'Data': once they are gone, its next deployment fails\n",
                      said)
        self.assertNotIn("'Shop' reads", self.run_halves(self.deployed(), "destroy", "--yes", "--with-data",
                                                         *REGION).stderr)

    def test_what_it_imports_goes_with_it_alone(self):
        aws = self.deployed(is_strong="true")
        nested, = [each["name"] for each in aws.state()["stacks"] if "NestedStack1" in each["name"]]
        aws.change(imports={"Data:Events:TopicName": [nested]})
        said = self.run_halves(aws, "destroy", "Data", "--yes", *REGION, code=1, is_strong="true").stderr
        self.assertEqual(said, "halves: error: 'Shop' imports 'Data:Events:TopicName' of 'Data', which therefore "
                               "cannot go\n  hint: destroy that stack too, or deploy it without the import first\n")
        self.run_halves(aws, "destroy", "--yes", "--with-data", *REGION, is_strong="true")
        self.assertEqual({aws.stack(name)["status"] for name in ("Data", "Shop")}, {"DELETE_COMPLETE"})

    def test_a_name_that_it_would_not_find_is_refused(self):
        aws = self.deployed()
        aws.forget_calls()
        said = self.deploy(aws, "--stack-name", "Data=Prod", code=1).stderr
        self.assertEqual(said, "halves: error: 'Shop' reads outputs of a stack of the name 'Data', which is "
                               "deployed as 'Prod'\n  hint: give it that name in code, by .stack_name, in place "
                               "of --stack-name\n")
        self.assertEqual(aws.calls("create-change-set"), [])

    def test_a_change_set_that_may_be_made_of_old_values_is_told(self):
        aws = self.deployed()
        aws.change(nested_changes={"NestedStack1": []})
        said = self.run_halves(aws, "deploy", "--prepare", "p.json", *REGION, *ACCEPTED,
                               topic_name="news").stderr
        self.assertIn("halves: 'Shop' reads outputs of 'Data', and its change set may have what these are now",
                      said)

    def test_a_stack_that_is_gone_is_told_without_its_parts(self):
        aws = self.deployed()
        (self.folder / "out" / "Shop.template.json").rename(self.folder / "out" / "Old.template.json")
        for part in ("NestedStack1", "NestedStack2"):
            old = self.folder / "out" / f"Shop.{part}.template.json"
            old.rename(old.with_name(f"Old.{part}.template.json"))
        listed = self.run_halves(aws, "list", "--affected-by", "out")
        self.assertEqual((listed.stdout, listed.stderr),
                         ("1 Shop\n", "halves: the app has no stack 'Old' any more; it stays until it is "
                                      "deleted\n"))


class NestedChangeSets(SplitCase):
    """What is said of the queue's nested stack is waited for and read, or nothing is executed."""

    MODIFIED = {"LogicalResourceId": "Jobs", "PhysicalResourceId": "jobs",
                "ResourceType": "AWS::SQS::Queue", "Action": "Modify", "Replacement": "False"}
    # The change set of the stack itself is asked for twice until it is made.
    ABOUT_NESTED = {"call": "describe-change-set", "after": 2}

    def deploy_queue(self, verdict, *faults, code):
        """Deploys another queue; returns what was said and how many change sets were executed."""
        aws = self.deployed()
        aws.change(nested_changes={"NestedStack2": changes(verdict)},
                   faults=[self.ABOUT_NESTED | each for each in faults])
        said = self.deploy(aws, "Shop", code=code, visibility=31).stderr
        return said, len(aws.calls("execute-change-set"))

    def test_one_that_is_being_made_is_waited_for(self):
        replaced = self.MODIFIED | {"Replacement": "True", "PolicyAction": "ReplaceAndDelete"}
        said, executed = self.deploy_queue(
            replaced, {"times": 2, "raw": '{"Status": "CREATE_IN_PROGRESS"}'}, code=3)
        self.assertIn("CloudFormation would delete Jobs of 'Shop.NestedStack2' with the data", said)
        self.assertEqual(executed, 0)

    def test_one_that_failed_stops_the_deployment(self):
        for told, why in (({}, ", and does not say why"),
                          ({"StatusReason": "no \x1b[2J"}, ": no \\x1b[2J")):
            said, executed = self.deploy_queue(
                self.MODIFIED, {"raw": json.dumps({"Status": "FAILED"} | told)}, code=1)
            self.assertIn("halves: error: CloudFormation refuses the change set of 'Shop.NestedStack2'"
                          f"{why}\n", said)
            self.assertEqual(executed, 0)

    def test_one_without_changes_is_none(self):
        none = {"Status": "FAILED", "StatusReason": "The submitted information didn't contain changes."}
        self.assertEqual(self.deploy_queue(self.MODIFIED, {"raw": json.dumps(none), "times": 1}, code=0)[1], 1)

    def test_an_answer_that_says_nothing_stops_the_deployment(self):
        for answer in ("{}", ""):
            said, executed = self.deploy_queue(self.MODIFIED, {"raw": answer, "times": 1}, code=1)
            self.assertIn("the AWS CLI failed: it does not tell the status of a change set\n", said)
            self.assertEqual(executed, 0)

    def test_a_replacement_that_the_policy_alone_tells_is_one(self):
        replaced = {key: value for key, value in self.MODIFIED.items() if key != "Replacement"}
        said, executed = self.deploy_queue(replaced | {"PolicyAction": "ReplaceAndDelete"}, code=3)
        self.assertIn("CloudFormation says 'replace' of Jobs, and the diff says 'update'\n", said)
        self.assertEqual(executed, 0)

    def test_nests_without_an_end_are_refused_soon(self):
        def nest(*names):
            return json.dumps({"Status": "CREATE_COMPLETE", "Changes": changes(*(
                {"LogicalResourceId": name, "ResourceType": "AWS::CloudFormation::Stack", "Action": "Modify",
                 "ChangeSetId": f"arn:aws:cloudformation:eu-west-1:123456789012:changeSet/{name}/1"}
                for name in names))})

        for answer in (nest("Own"), nest(*(f"Own{i}" for i in range(600)))):
            aws = self.deployed()
            aws.change(nested_changes={"NestedStack2": changes(self.MODIFIED)},
                       faults=[self.ABOUT_NESTED | {"raw": answer, "times": 100}])
            said = self.deploy(aws, "Shop", code=1, visibility=31).stderr
            self.assertIn("the AWS CLI failed: it names nested change sets without an end\n", said)
            self.assertEqual(aws.calls("execute-change-set"), [])
            self.assertLess(len(aws.calls("describe-change-set")), 10)


class Uploaded(SplitCase):
    def test_a_bucket_that_is_not_there_is_told_before_anything_is_uploaded(self):
        aws = self.deployed()
        aws.change(buckets=[])
        said = self.deploy(aws, "Shop", code=1, visibility=31).stderr
        self.assertRegex(said, r"halves: error: Shop.*: it cannot be uploaded: there is no bucket "
                               rf"{BUCKET}\n  hint: the verb bootstrap makes the bucket; --assets-bucket names "
                               r"another one\n$")
        self.assertEqual(said.count(BUCKET), 1)
        self.assertEqual([call for call in aws.calls() if "head-object" in call or "put-object" in call], [])

    def test_what_only_keeps_the_bucket_from_being_seen_stops_nothing(self):
        aws = self.deployed()
        aws.change(faults=[{"call": "head-bucket", "exit": 254, "stderr":
                            "An error occurred (403) when calling the HeadBucket operation: Forbidden\n"}],
                   nested_changes={"NestedStack2": []})
        self.deploy(aws, "Shop", visibility=31)
        self.assertEqual(len(aws.calls("execute-change-set")), 1)


class Prepared(SplitCase):
    def prepared(self):
        """An account where a change set waits that replaces the table in its nested stack."""
        aws = self.deployed(table_name="entries")
        aws.change(nested_changes={"NestedStack1": changes(REPLACED)})
        self.run_halves(aws, "deploy", "Shop", "--prepare", "p.json", *REGION, *ACCEPTED, table_name="entries-2")
        return aws

    def execute(self, aws, code=0):
        ended = aws.run(HALVES, "deploy", "--execute", "p.json", "--yes", *REGION, cwd=self.folder,
                        OMNITRACK_POLL_SECONDS="0.01", LC_ALL="C.UTF-8")
        self.assertEqual(ended.code, code, ended.stderr)
        return ended.stderr

    def test_what_happens_in_nested_stacks_is_listed(self):
        aws = self.prepared()
        stack, = json.loads((self.folder / "p.json").read_text())["stacks"]
        self.assertEqual(stack["nested"], [{"path": "NestedStack1", "changes": [{
            "action": "Modify", "logical_id": "Entries", "physical_id": "events",
            "policy_action": "ReplaceAndDelete", "replacement": "True", "type": "AWS::DynamoDB::Table"}]}])
        self.assertIn("Shop\n  update AWS::CloudFormation::Stack NestedStack1\n"
                      "Shop.NestedStack1\n  replace AWS::DynamoDB::Table Entries\n", self.execute(aws))
        self.assertEqual(len(aws.calls("execute-change-set")), 1)

    def test_what_changed_in_a_nested_stack_since_is_refused(self):
        aws = self.prepared()
        file = aws.folder / "state.json"
        file.write_text(file.read_text().replace("ReplaceAndDelete", "ReplaceAndRetain"))
        self.assertIn("'Shop' changed since its change set was made\n", self.execute(aws, code=1))
        self.assertEqual(aws.calls("execute-change-set"), [])


class KeptByTheDiff(SplitCase):
    """What goes and is retained by the diff is lost where CloudFormation says that it deletes it."""

    KEPT = {"keeps_table": "true", "table_name": "entries"}
    CASES = (({"table_name": "entries-2"}, {"Action": "Modify", "Replacement": "True"}, "ReplaceAnd"),
             ({"has_table": "false"}, {"Action": "Remove"}, ""))

    def test_in_a_nested_stack(self):
        for now, verdict, policy in self.CASES:
            for end, code in (("Delete", 3), ("Retain", 0)):
                aws = self.deployed(**self.KEPT)
                told = OLD_TABLE | verdict | {"PolicyAction": policy + end}
                aws.change(nested_changes={"NestedStack1": changes(told)})
                said = self.deploy(aws, code=code, **self.KEPT | now).stderr
                self.assertEqual("CloudFormation would delete Entries of 'Shop.NestedStack1' with the data, which "
                                 "the diff does not show\n" in said, code == 3, said)
                self.assertEqual(len(aws.calls("execute-change-set")), code == 0)

    def test_in_a_stack_in_one_piece(self):
        for now, verdict, policy in self.CASES:
            aws = self.stand_in(steps_per_call=20)
            self.deploy(aws, **self.KEPT)
            aws.forget_calls()
            told = {"Status": "CREATE_COMPLETE",
                    "Changes": changes(OLD_TABLE | verdict | {"PolicyAction": policy + "Delete"})}
            aws.change(faults=[{"call": "describe-change-set", "raw": json.dumps(told), "times": 1}])
            said = self.deploy(aws, code=3, **self.KEPT | now).stderr
            self.assertIn("CloudFormation would delete Entries of 'Shop' with the data", said)
            self.assertEqual(aws.calls("execute-change-set"), [])


class Accepting(SplitCase):
    """The table's id is unique in its stack and the nested ones, so what is said of it there counts."""

    NAMED = {"table_name": "entries"}
    RENAMED = {"table_name": "entries-2"}

    def test_in_code_what_is_said_of_the_stack_counts_for_its_parts(self):
        for place in ("id", "path", "table"):
            aws = self.deployed(**self.NAMED)
            aws.change(nested_changes={"NestedStack1": changes(REPLACED)})
            said = self.deploy(aws, accepted_at=place, **self.RENAMED).stderr
            self.assertIn("    accepted until 2999-12-31: it is filled anew\n", said)

    def test_what_has_expired_is_told_and_is_none(self):
        aws = self.deployed(**self.NAMED)
        said = self.deploy(aws, code=3, accepted_at="expired", **self.RENAMED).stderr
        self.assertIn("halves: that Shop/Entries loses data is not accepted: it expired on 2001-12-31\n", said)

    def deploy_queue(self, *words, code=0, **settings):
        """Deploys another queue, of which CloudFormation says that it replaces the table too."""
        aws = self.deployed(**self.NAMED)
        aws.change(nested_changes={"NestedStack1": changes(REPLACED), "NestedStack2": []})
        said = self.deploy(aws, *words, code=code, visibility=31, **self.NAMED | settings).stderr
        self.assertEqual(len(aws.calls("execute-change-set")), code == 0, said)
        return said

    def test_in_code_it_counts_for_what_the_change_set_alone_tells(self):
        for place in ("id", "path", "table"):
            self.deploy_queue(accepted_at=place)
        for place in ("none", "expired"):
            self.deploy_queue(code=3, accepted_at=place)

    def test_the_stack_may_be_named_as_well_as_its_part(self):
        for stack in ("", "Shop/", "Shop.NestedStack1/"):
            said = self.deploy_queue("--accept-loss", f"{stack}Entries@2999-12-31=it is filled anew")
            self.assertIn(f"halves: --accept-loss {stack}Entries: the diff shows no loss of it; one that "
                          "CloudFormation tells is accepted\n", said)
        for other in ("Data/", "Shop.NestedStack2/"):
            self.deploy_queue("--accept-loss", f"{other}Entries@2999-12-31=it is filled anew", code=3)

    def test_the_diff_takes_the_same_forms(self):
        aws = self.deployed(**self.NAMED)
        for stack, code in (("", 2), ("Shop/", 2), ("Shop.NestedStack1/", 2), ("Data/", 3)):
            ended = self.run_halves(aws, "diff", "out", "--exit-code", "--accept-loss",
                                    f"{stack}Entries@2999-12-31=it is filled anew", code=code, **self.RENAMED)
            self.assertEqual("it loses nothing" in ended.stderr, code == 3, ended.stderr)


class ChangedByHand(SplitCase):
    def test_what_was_changed_in_a_nested_stack_alone_is_deployed_as_the_diff_says(self):
        aws = self.deployed(table_name="entries")
        file = aws.folder / "state.json"
        state = json.loads(file.read_text())
        for stack in state["stacks"]:
            if "NestedStack1" in stack["name"]:
                stack["template"] = stack["template"].replace('"entries"', '"by-hand"')
        file.write_text(json.dumps(state))
        self.run_halves(aws, "diff", "--deployed", *REGION, "--exit-code", code=3, table_name="entries")
        said = self.deploy(aws, code=3, table_name="entries").stderr
        self.assertIn("halves: error: data would be lost: nothing was deployed\n", said)
        self.assertEqual(aws.calls("create-change-set"), [])


if __name__ == "__main__":
    unittest.main()

"""What happens in the nested stacks that a stack is split into counts for the stack: it is deployed for it,
and what it reads, loses and accepts is told of it."""

import json
import unittest

from split_case import REGION, REPLACED, SplitCase, changes

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

"""What list prints."""

import json
import pathlib
import re
import tempfile
import unittest

import cli


class List(cli.CliTestCase):
    def sizes(self):
        return {
            name: len(self.run_app("two_stacks", "synth", name).stdout)
            for name in ("Network", "Compute")
        }

    def test_stacks_are_listed_in_the_order_of_their_deployment(self):
        self.assert_ends(self.run_app("two_stacks", "list"), 0, "Network\nCompute\n")

    def test_who_reads_an_output_that_changes_is_affected_too(self):
        for strength, affected in (("strong", "1 Network\n"), ("weak", "1 Network\n2 Compute\n")):
            words = ("--set", f"strength={strength}")
            with self.subTest(strength), tempfile.TemporaryDirectory() as folder:
                self.run_app("weak_references", "synth", "-q", "-o", folder, *words)
                unchanged = self.run_app("weak_references", "list", "--affected-by", folder, *words)
                self.assertEqual(unchanged.stdout, "")
                network = pathlib.Path(folder) / "Network.template.json"
                network.write_text(network.read_text().replace(
                    '"Value": {"Ref": "Vpc"}', '"Value": {"Fn::GetAtt": ["Vpc", "OldId"]}'))
                changed = self.run_app("weak_references", "list", "--affected-by", folder, *words)
                self.assertEqual(changed.stdout, affected)

    def test_the_long_list_is_a_table(self):
        run = self.run_app("two_stacks", "list", "--long")
        sizes = self.sizes()
        self.assertEqual(
            [line.split() for line in run.stdout.splitlines()],
            [
                ["STACK", "RESOURCES", "BYTES", "DEPENDS", "ON"],
                ["Network", "1", str(sizes["Network"]), "-"],
                ["Compute", "1", str(sizes["Compute"]), "Network"],
            ],
        )

    def test_the_json_list_has_everything(self):
        printed = self.run_app("two_stacks", "list", "--json").stdout
        cli.assert_wide_json(self, printed)
        document = json.loads(printed)
        self.assertEqual(document["format_version"], "1.0")
        self.assertEqual(
            document["stacks"][1],
            {
                "name": "Compute",
                "file": "Compute.template.json",
                "resources": 1,
                "bytes": self.sizes()["Compute"],
                "depends_on": ["Network"],
            },
        )

    def test_the_constructs_are_listed_with_their_headers_and_types(self):
        run = self.run_app("two_stacks", "list", "--constructs")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertIn("Queue  <omnitrack/sqs/queue.hpp>\n  AWS::SQS::Queue, AWS::SQS::QueuePolicy\n",
                      run.stdout)
        printed = self.run_app("two_stacks", "list", "--constructs", "--json").stdout
        self.assertIn(
            {"construct": "Queue", "header": "omnitrack/sqs/queue.hpp",
             "types": ["AWS::SQS::Queue", "AWS::SQS::QueuePolicy"], "through": []},
            json.loads(printed))

    def test_constructs_tell_through_which_others_they_make_more_as_their_page_does(self):
        rows = dict(re.findall(r"^\| \[?`(\w+)`.* and through (.*) \| `omnitrack/", (
            cli.PROJECT / "docs/constructs.md").read_text(encoding="utf-8"), re.M))
        told = {name: re.findall(r"`(\w+)`", others) for name, others in rows.items()}
        self.assertIn("Vpc", told)
        listed = json.loads(self.run_app("two_stacks", "list", "--constructs", "--json").stdout)
        self.assertEqual({each["construct"]: each["through"] for each in listed if each["through"]}, told)
        text = self.run_app("two_stacks", "list", "--constructs").stdout
        self.assertEqual(re.findall("^  and through (.*)$", text, re.M),
                         [", ".join(each["through"]) for each in listed if each["through"]])

    def test_every_type_of_a_construct_is_one_of_the_specification(self):
        known = self.run_app("two_stacks", "schema", "--types").stdout.split()
        printed = self.run_app("two_stacks", "list", "--constructs", "--json").stdout
        made = {name for each in json.loads(printed) for name in each["types"]}
        own = {name for name in made if name.startswith("Custom::")}
        self.assertEqual(made - own - set(known) - {"AWS::CloudFormation::CustomResource"}, set())

    def test_constructs_have_no_sizes(self):
        run = self.run_app("two_stacks", "list", "--constructs", "--long")
        self.assertEqual(run.returncode, 64)

    def test_an_app_with_mistakes_lists_nothing(self):
        run = self.run_app("mistaken", "list")
        self.assertEqual((run.returncode, run.stdout), (1, ""))


if __name__ == "__main__":
    unittest.main()

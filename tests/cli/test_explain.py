"""The pages of the codes, and what explain prints of them and of resources."""

import json
import pathlib
import tempfile
import unittest

import cli

PAGES = cli.PROJECT / "docs" / "codes"


class Pages(unittest.TestCase):
    def test_every_page_has_an_example_and_lines_that_fit(self):
        for path in sorted(PAGES.glob("OT*.md")):
            with self.subTest(path.name):
                text = path.read_text(encoding="utf-8")
                example = text.partition("\n## For example\n")[2]
                self.assertRegex(example, r"(?m)^```[a-z]+$")
                self.assertEqual(text.count("```") % 2, 0)
                wide = [line for line in text.splitlines() if len(line) > 110]
                self.assertTrue(all("https://" in line for line in wide), wide)


class Explain(cli.CliTestCase):
    def test_a_page_is_printed_as_it_is(self):
        page = (PAGES / "OT4002.md").read_text(encoding="utf-8")
        self.assert_ends(self.run_app("configured", "explain", "OT4002"), 0, page)
        self.assert_ends(self.run_app("configured", "explain", "ot4002"), 0, page)

    def test_its_digits_are_enough_for_a_code(self):
        page = (PAGES / "OT4220.md").read_text(encoding="utf-8")
        self.assert_ends(self.run_app("configured", "explain", "4220"), 0, page)
        run = self.run_app("configured", "explain", "9999")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("error: there is no code '9999'\n", run.stderr)

    def test_a_template_as_an_argument_is_told_its_option(self):
        self.assert_ends(
            self.run_app("configured", "explain", "Orders", "shop.yaml"),
            64,
            stderr="configured: error: unexpected argument 'shop.yaml'\n"
            "  hint: name a template by --template shop.yaml\n",
        )

    def test_every_page_is_in_the_program(self):
        printed = self.run_app("configured", "explain").stdout
        self.assertEqual(
            [line.split()[0] for line in printed.splitlines()],
            sorted(path.stem for path in PAGES.glob("OT*.md")),
        )
        self.assertIn("OT4002  warning  Key that appears twice\n", printed)

    def test_a_terminal_gets_it_without_markup(self):
        printed = self.run_app("configured", "explain", "OT4002", "--color", "always").stdout
        self.assertTrue(printed.startswith("\033[1mOT4002: Key that appears twice\033[0m\n"))
        self.assertNotIn("```", printed)
        self.assertIn("\n    Resources:\n", printed)

    def test_a_wrong_code_gives_the_nearest(self):
        self.assert_ends(
            self.run_app("configured", "explain", "OT40002"),
            1,
            stderr="configured: error: there is no code 'OT40002'\n"
            "  hint: did you mean 'OT4002'?\n",
        )
        self.assert_ends(
            self.run_app("configured", "explain", "something"),
            1,
            stderr="configured: error: there is no code, logical id or path 'something'\n"
            "  hint: explain without a name lists the codes; tree shows the app's resources\n",
        )


TEMPLATE = """\
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Parameters:
  Stage: {Type: String}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Condition: IsProd
    DeletionPolicy: Retain
    Properties:
      TableName: "orders \\e[31m"
      BillingMode: PAY_PER_REQUEST
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
      Unknown: !Ref Stage
  Reader:
    Type: AWS::IAM::ManagedPolicy
    DependsOn: [Orders]
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Allow, Action: "dynamodb:GetItem", Resource: [!GetAtt Orders.Arn, !Sub "${Orders.Arn}/*"]}
Outputs:
  Name: {Value: !Ref Orders}
"""


class Resources(cli.CliTestCase):
    def json_of(self, app, *arguments):
        run = self.run_app(app, "explain", "--json", *arguments)
        self.assertEqual(run.returncode, 0, run.stderr)
        cli.assert_wide_json(self, run.stdout)
        return json.loads(run.stdout)

    def explained_template(self, *arguments):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "shop.yaml"
            file.write_text(TEMPLATE)
            return self.run_app("configured", "explain", *arguments, "--template", str(file))

    def test_a_logical_id_a_path_and_both_with_the_stack_name_a_resource(self):
        by_path = self.json_of("required", "Data/Orders")
        self.assertEqual(self.json_of("required", "Orders"), by_path)
        self.assertEqual((by_path["stack"], by_path["logical_id"], by_path["type"]),
                         ("Data", "Orders", "AWS::DynamoDB::Table"))
        self.assertEqual((by_path["path"], by_path["maker"], by_path["file"]),
                         ("Data/Orders", "Data/Orders", "tests/cli/apps/required.cpp"))
        self.assertEqual(by_path["requirements"], ["1"])

    def test_each_property_has_what_set_it_and_what_a_change_does(self):
        found = {each["pointer"]: each for each in self.json_of("required", "Orders")["properties"]}
        keys = found["/Properties/KeySchema"]
        self.assertEqual((keys["change"], keys["origin"]["setter"]), ("replaces", "construct"))
        protection = found["/Properties/DeletionProtectionEnabled"]
        self.assertEqual((protection["change"], protection["origin"]["setter"]),
                         ("in_place", "code_or_construct"))
        self.assertEqual(
            found["/Properties/AttributeDefinitions"]["inner_changes"],
            [{"pointer": "/Properties/AttributeDefinitions/*/AttributeType",
              "change": "may_replace"}])
        recovery = found["/Properties/PointInTimeRecoverySpecification"]
        self.assertEqual(recovery["origin"]["setter"], "edit")

    def test_references_go_both_ways_and_through_exports(self):
        vpc = self.json_of("two_stacks", "Vpc")
        self.assertIn(
            {"stack": "Compute", "kind": "resource", "name": "Server", "path": "Compute/Server",
             "how": "ImportValue"},
            [{key: each[key] for key in each if key != "pointer"} for each in vpc["named_by"]])
        (named,) = self.json_of("two_stacks", "Server")["names"]
        self.assertEqual((named["stack"], named["path"], named["how"]),
                         ("Network", "Network/Vpc", "ImportValue"))
        self.assertTrue(named["pointer"].startswith("/Properties/"))

    def test_a_template_of_anybody_is_explained_but_for_who_set_it(self):
        found = json.loads(self.explained_template("Orders", "--json").stdout)
        self.assertEqual((found["stack"], found["condition"], found["template_line"]),
                         ("shop", "IsProd", 6))
        self.assertNotIn("path", found)
        self.assertTrue(all("origin" not in each for each in found["properties"]))
        self.assertEqual(
            [(each["name"], each["how"], each["pointer"]) for each in found["named_by"]],
            [("Reader", "GetAtt Arn", "/Properties/PolicyDocument/Statement/0/Resource/0"),
             ("Reader", "Sub Arn", "/Properties/PolicyDocument/Statement/0/Resource/1"),
             ("Reader", "DependsOn", "/DependsOn/0"),
             ("Name", "Ref", "/Value")])
        self.assertEqual([(each["name"], each["kind"]) for each in found["names"]],
                         [("Stage", "parameter")])
        self.assertEqual(found["deletion"]["disposition"], "retained")
        self.assertIn("all items of the table", found["deletion"]["holds"])
        changes = {each["pointer"]: each.get("change") for each in found["properties"]}
        self.assertEqual(changes["/Properties/TableName"], "replaces")
        self.assertIsNone(changes["/Properties/Unknown"])
        self.assertIn("ImportSourceSpecification", found["replacing_when_set"])

    def test_a_person_gets_it_in_words_without_what_steers_a_terminal(self):
        text = self.explained_template("Orders").stdout
        self.assertTrue(text.startswith("Orders  AWS::DynamoDB::Table\n"), text)
        self.assertNotIn("\x1b", text)
        words = " ".join(text.split())
        for part in ("only where: IsProd", "then: a change replaces the resource",
                     "Reader by GetAtt Arn at /Properties/PolicyDocument/Statement/0/Resource/0",
                     "output Name by Ref at /Value",
                     "keeps the resource outside of the stack, and with it all items of the table",
                     "; a replacement deletes the resource"):
            self.assertIn(part, words)
        ours = " ".join(self.run_app("required", "explain", "Orders").stdout.split())
        for part in ("made by: Data/Orders at tests/cli/apps/required.cpp:", "shows: 1",
                     "given by the code: partition_key",
                     "set: by its construct, of what the code gave it or by default then: ",
                     "set: by override_at or remove_at"):
            self.assertIn(part, ours)

    def explained(self, resource, *arguments):
        """What is said of a resource X of a template of it alone."""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "shop.yaml"
            file.write_text(json.dumps({"Resources": {"X": resource}}))
            run = self.run_app("configured", "explain", "X", "--template", str(file), *arguments)
        self.assertEqual((run.stderr, run.returncode), ("", 0))
        return run.stdout

    def test_its_deletion_tells_what_is_kept_lost_refused_and_not_known(self):
        database = {"Type": "AWS::RDS::DBInstance", "UpdateReplacePolicy": "Snapshot"}
        refused = "; CloudFormation refuses DeletionPolicy and UpdateReplacePolicy: Snapshot, as the type has no snapshots"
        both = {"DeletionPolicy": "Snapshot", "UpdateReplacePolicy": "Snapshot"}
        for resource, words in (
                ({"Type": "AWS::SQS::Queue", **both},
                 "deletes the resource, and loses the messages that are in the queue" + refused),
                ({"Type": "AWS::SNS::Topic", **both}, "deletes the resource, which holds no data" + refused),
                ({"Type": "Custom::Thing"}, "deletes the resource; whether it holds data is not known"),
                ({"Type": "AWS::CloudFormation::CustomResource", "DeletionPolicy": "Retain"},
                 "keeps the resource outside of the stack; whether it holds data is not known; a replacement "
                 "deletes the resource"),
                (database,
                 "deletes the resource, and keeps a snapshot of all rows in the database; a replacement deletes the "
                 "resource and keeps a snapshot, and the new one is empty"),
                ({**database, "Properties": {"DBSnapshotIdentifier": "old"}},
                 "deletes the resource, and keeps a snapshot of all rows in the database; a replacement deletes the "
                 "resource and keeps a snapshot"),
                ({"Type": "AWS::RDS::DBInstance"},
                 "deletes the resource, and keeps a snapshot of all rows in the database; a replacement deletes the "
                 "resource with its data")):
            with self.subTest(resource):
                text = " ".join(self.explained(resource).split())
                self.assertEqual(text.partition("Its deletion ")[2], words)
        deletion = json.loads(self.explained({"Type": "AWS::SQS::Queue", **both}, "--json"))["deletion"]
        self.assertEqual((deletion["disposition"], deletion["disposition_when_replaced"], deletion["refused_policies"],
                          deletion["holds_is_known"]),
                         ("deleted", "deleted", ["DeletionPolicy", "UpdateReplacePolicy"], True))
        self.assertFalse(json.loads(self.explained({"Type": "Custom::Thing"}, "--json"))["deletion"]["holds_is_known"])

    def test_what_is_refused_is_not_said_to_be_updated(self):
        for type_, properties, words in (
                ("AWS::EC2::Volume", {"Encrypted": True},
                 "a change is refused: it cannot be changed once the resource is there"),
                ("AWS::XRay::SamplingRule", {"SamplingRule": {"Version": 1}},
                 "a change updates it in place; SamplingRule/Version cannot be changed once the resource is there"),
                ("AWS::DynamoDB::Table", {"LocalSecondaryIndexes": []},
                 "a change updates it in place, or is refused: it may not be changeable once the resource is there")):
            with self.subTest(type_):
                text = " ".join(self.explained({"Type": type_, "Properties": properties}).split())
                self.assertRegex(text, f"then: {words} (Its deletion|not set)")

    def test_what_is_not_there_is_told_with_the_nearest(self):
        for name, message in {
            "Order": "did you mean 'Orders'?",
            "Data/Orderz": "did you mean 'Data/Orders'?",
        }.items():
            run = self.run_app("required", "explain", name)
            self.assertEqual((run.returncode, run.stdout), (1, ""))
            self.assertIn(message, run.stderr)
        self.assertEqual(self.explained_template("Nothing").returncode, 1)

    def test_options_that_mean_nothing_are_refused(self):
        for arguments in (("--json",), ("OT4002", "--json"), ("--template", "x.yaml"),
                          ("Orders", "--template", "x.yaml", "--no-lock")):
            self.assertEqual(self.run_app("required", "explain", *arguments).returncode, 64)


if __name__ == "__main__":
    unittest.main()

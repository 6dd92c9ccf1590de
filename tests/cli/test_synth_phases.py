"""Tests of `synth --phase`: the sequence of templates that CloudFormation takes one after the other."""

import json
import pathlib
import tempfile

from cli import CliTestCase


class Phases(CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.old = self.folder / "old"
        self.steps = self.folder / "steps"

    def synthesize(self, app):
        """Writes the app's templates as the old ones; returns them by stack."""
        self.assertEqual(self.run_app(app, "synth", "-q", "-o", self.old).returncode, 0)
        return {path.name.split(".")[0]: json.loads(path.read_text()) for path in self.old.iterdir()}

    def rewrite(self, stack, template):
        (self.old / f"{stack}.template.json").write_text(json.dumps(template))

    def phase(self, app, *arguments):
        return self.run_app(app, "synth", "--phase", self.old, "-o", self.steps, *arguments)

    def template(self, step, stack):
        return json.loads((self.steps / str(step) / f"{stack}.template.json").read_text())

    def test_indexes_come_one_by_one_with_their_attributes(self):
        template = self.synthesize("indexed")["Indexed"]
        properties = template["Resources"]["Table"]["Properties"]
        del properties["GlobalSecondaryIndexes"]
        properties["AttributeDefinitions"] = properties["AttributeDefinitions"][:1]
        self.rewrite("Indexed", template)
        run = self.phase("indexed")
        self.assert_ends(
            run, 0, "",
            f"indexed: wrote {self.steps}/1: creates index 'ByA' of Table\n"
            f"indexed: wrote {self.steps}/2: creates index 'ByB' of Table\n"
            "indexed: deploy them one after the other: 2 steps\n")
        first = self.template(1, "Indexed")["Resources"]["Table"]["Properties"]
        self.assertEqual([index["IndexName"] for index in first["GlobalSecondaryIndexes"]], ["ByA"])
        self.assertEqual([each["AttributeName"] for each in first["AttributeDefinitions"]], ["A", "PK"])
        last = (self.steps / "2" / "Indexed.template.json").read_text()
        self.assertEqual(last, self.run_app("indexed").stdout)
        for before, after in ((self.old, self.steps / "1"), (self.steps / "1", self.steps / "2")):
            diff = json.loads(self.run_app("indexed", "diff", before, after, "--format", "json").stdout)
            self.assertEqual(diff["refused"], [])
            self.assertEqual([row["action"] for row in diff["resources"]], ["update"])

    def test_at_once_the_same_is_refused(self):
        template = self.synthesize("indexed")["Indexed"]
        del template["Resources"]["Table"]["Properties"]["GlobalSecondaryIndexes"]
        self.rewrite("Indexed", template)
        diff = json.loads(self.run_app("indexed", "diff", self.old, "--format", "json").stdout)
        self.assertEqual([(row["logical_id"], row["phases"]) for row in diff["refused"]], [("Table", True)])

    def test_an_export_stays_until_nobody_imports_it(self):
        templates = self.synthesize("two_stacks")
        network, compute = templates["Network"], templates["Compute"]
        network["Resources"]["Old"] = {"Type": "AWS::SNS::Topic"}
        network["Outputs"]["Old"] = {"Value": {"Ref": "Old"}, "Export": {"Name": "old-topic"}}
        compute["Resources"]["Server"]["Properties"]["Topic"] = {"Fn::ImportValue": "old-topic"}
        self.rewrite("Network", network)
        self.rewrite("Compute", compute)
        self.assertEqual(self.phase("two_stacks").returncode, 0)
        first = self.template(1, "Network")
        self.assertEqual(first["Outputs"]["Old"], network["Outputs"]["Old"])
        self.assertEqual(first["Resources"]["Old"], network["Resources"]["Old"])
        self.assertNotIn("Topic", self.template(1, "Compute")["Resources"]["Server"]["Properties"])
        self.assertNotIn("Old", self.template(2, "Network")["Outputs"])
        self.assertEqual(sorted(path.name for path in self.steps.iterdir()), ["1", "2"])

    def test_a_strong_reference_becomes_a_weak_one_in_two_steps(self):
        self.synthesize("weak_references")
        weak = ("--set", "strength=weak")
        diff = json.loads(self.run_app("weak_references", "diff", self.old, "--format", "json", *weak).stdout)
        self.assertEqual([(row["code"], row["logical_id"], row["certain"], row["phases"])
                          for row in diff["refused"]], [("OT5104", "ExportVpc", True, True)])
        self.assert_ends(
            self.phase("weak_references", *weak), 0, "",
            f"weak_references: wrote {self.steps}/1: keeps the export of output 'ExportVpc' while its "
            "users stop importing it\n"
            f"weak_references: wrote {self.steps}/2: removes the export of output 'ExportVpc'\n"
            "weak_references: deploy them one after the other: 2 steps\n")
        value = {"Ref": "Vpc"}
        self.assertEqual(self.template(1, "Network")["Outputs"],
                         {"ExportVpc": {"Value": value, "Export": {"Name": "Network:Vpc"}}})
        self.assertEqual(self.template(2, "Network")["Outputs"], {"ExportVpc": {"Value": value}})
        for step in (1, 2):
            self.assertEqual(
                self.template(step, "Compute")["Resources"]["Server"]["Properties"]["VpcId"],
                {"Fn::GetStackOutput": {"StackName": "Network", "OutputName": "ExportVpc"}})

    def test_a_weak_reference_becomes_a_strong_one_at_once(self):
        run = self.run_app("weak_references", "synth", "-q", "-o", self.old, "--set", "strength=weak")
        self.assertEqual(run.returncode, 0)
        run = self.phase("weak_references")
        self.assert_ends(run, 0, "", f"weak_references: wrote {self.steps}/1: the templates as they are\n"
                                     "weak_references: one deployment is enough\n")

    def test_one_deployment_is_enough_where_nothing_is_refused(self):
        self.synthesize("two_stacks")
        run = self.phase("two_stacks")
        self.assert_ends(run, 0, "", f"two_stacks: wrote {self.steps}/1: the templates as they are\n"
                                     "two_stacks: one deployment is enough\n")

    def test_where_no_sequence_leads_there_nothing_is_written(self):
        template = self.synthesize("indexed")["Indexed"]
        template["Resources"]["Table"]["Type"] = "AWS::SNS::Topic"
        template["Resources"]["Table"]["Properties"] = {}
        self.rewrite("Indexed", template)
        run = self.phase("indexed")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("no sequence of templates leads there\n  step 1: Indexed/Table: ", run.stderr)
        self.assertFalse(self.steps.exists())

    def test_steps_of_another_time_are_not_mixed_in(self):
        self.synthesize("two_stacks")
        (self.steps / "7").mkdir(parents=True)
        run = self.phase("two_stacks")
        self.assertEqual(run.returncode, 1)
        self.assertIn(f"{self.steps} is not empty", run.stderr)
        self.assertEqual([path.name for path in self.steps.iterdir()], ["7"])

    def test_it_needs_a_folder_and_all_stacks(self):
        self.synthesize("two_stacks")
        run = self.run_app("two_stacks", "synth", "--phase", self.old)
        self.assertEqual((run.returncode, run.stdout), (64, ""))
        self.assertIn("--phase needs a folder to write to", run.stderr)
        run = self.phase("two_stacks", "Network")
        self.assertEqual(run.returncode, 64)
        self.assertIn("--phase is for all of the app's stacks", run.stderr)
        missing = self.run_app("two_stacks", "synth", "--phase", self.folder / "none", "-o", self.steps)
        self.assertEqual((missing.returncode, missing.stdout), (1, ""))
        self.assertIn("none", missing.stderr)

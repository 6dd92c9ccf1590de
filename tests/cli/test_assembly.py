"""Cloud assemblies: the CDK's manifest names the stacks of the templates beside it."""

import json
import pathlib
import shutil
import tempfile
import unittest

import cli

TOPIC = json.dumps({"Resources": {"T1A2B3C4D": {
    "Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "alarms"}}}})


class Assembly(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        stage = self.folder / "cdk.out" / "assembly-Prod"
        stage.mkdir(parents=True)
        (stage / "ProdShop82526E42.template.json").write_text(TOPIC)
        (stage / "ProdShopPart1F.nested.template.json").write_text(TOPIC)
        self.write_manifest({"ProdShop82526E42": {
            "type": "aws:cloudformation:stack",
            "environment": "aws://123456789012/eu-west-1",
            "properties": {"templateFile": "ProdShop82526E42.template.json",
                           "stackName": "Shop"}}})

    def write_manifest(self, artifacts):
        (self.folder / "cdk.out" / "assembly-Prod" / "manifest.json").write_text(
            json.dumps({"artifacts": artifacts}))

    def adopt(self, *arguments):
        return self.run_app("moving", "adopt", *arguments, cwd=self.folder)

    def test_a_template_of_a_stage_has_the_name_of_its_stack(self):
        run = self.adopt("cdk.out", "--set", "table_stack=Data", "--format", "json")
        self.assertEqual(run.returncode, 0, run.stderr)
        stacks = json.loads(run.stdout)["stacks"]
        self.assertEqual([each["name"] for each in stacks], ["Shop"])
        self.assertIn("moving: left out 1 template that no manifest.json names a stack for in "
                      "cdk.out\n", run.stderr)

    def test_a_file_that_is_named_has_it_too(self):
        run = self.adopt("cdk.out/assembly-Prod/ProdShop82526E42.template.json", "--set",
                         "table_stack=Data", "--format", "json")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(json.loads(run.stdout)["stacks"][0]["name"], "Shop")

    def test_without_a_stack_name_it_is_that_of_the_artifact(self):
        self.write_manifest({"Shop": {"type": "aws:cloudformation:stack", "properties": {
            "templateFile": "ProdShop82526E42.template.json"}}})
        run = self.adopt("cdk.out", "--set", "table_stack=Data")
        self.assertEqual(run.returncode, 0, run.stderr)

    def test_the_place_of_the_stack_is_the_manifests(self):
        old, new = (self.folder / "cdk.out" / "assembly-Prod", self.folder / "new")
        new.mkdir()
        name = "Topics-123456789012-eu-west-1"
        (old / "ProdShop82526E42.template.json").write_text(
            TOPIC.replace('"alarms"', json.dumps(name)))
        (new / "Shop.json").write_text(TOPIC.replace(
            '"alarms"', '{"Fn::Sub": "Topics-${AWS::AccountId}-${AWS::Region}"}'))
        run = self.run_app("moving", "diff", "cdk.out", "new", "--exit-code", cwd=self.folder)
        self.assertEqual(run.returncode, 0, run.stdout)

    def write_nested(self, folder, timeout, metadata=True, assets=False):
        """A stack as the CDK writes it, with a stack that is nested in it and one in that."""
        folder.mkdir(parents=True)
        uploads = {}

        def stack(file):
            key = f"{timeout}{len(uploads)}.json"
            uploads[key] = {"source": {"path": file, "packaging": "file"},
                            "destinations": {"here": {"bucketName": "assets", "objectKey": "templates/" + key}}}
            nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {
                "TemplateURL": {"Fn::Sub": f"https://s3.${{AWS::Region}}.amazonaws.com/assets/templates/{key}"}}}
            asset = {"aws:asset:path": file, "aws:asset:property": "TemplateURL"}
            return nested | ({"Metadata": asset} if metadata else {})

        files = {"Shop.template.json": {"Inner": stack("ShopInner1F.nested.template.json")},
                 "ShopInner1F.nested.template.json": {
                     "Deep": stack("ShopInnerDeep2E.nested.template.json")},
                 "ShopInnerDeep2E.nested.template.json": {"Jobs": {
                     "Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": timeout}}}}
        for file, resources in files.items():
            (folder / file).write_text(json.dumps({"Resources": resources}))
        artifacts = {"Shop": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Shop.template.json"}}}
        if assets:
            artifacts["Shop.assets"] = {"type": "cdk:asset-manifest", "properties": {"file": "Shop.assets.json"}}
            (folder / "Shop.assets.json").write_text(json.dumps({"files": uploads}))
        (folder / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))

    def test_nested_stacks_are_found_by_where_they_are_uploaded_to(self):
        self.write_nested(self.folder / "old", 30, metadata=False, assets=True)
        self.write_nested(self.folder / "new", 60, metadata=False, assets=True)
        run = self.run_app("moving", "diff", "old", "new", cwd=self.folder)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("Stack Shop.Inner.Deep\n", run.stdout)
        self.assertIn("VisibilityTimeout: 30 → 60\n", run.stdout)
        self.assertEqual(run.stderr, "")

    def test_a_nested_stack_whose_template_is_gone_is_told(self):
        self.write_nested(self.folder / "old", 30, metadata=False, assets=True)
        self.write_nested(self.folder / "new", 60, metadata=False, assets=True)
        (self.folder / "new" / "ShopInnerDeep2E.nested.template.json").unlink()
        run = self.run_app("moving", "diff", "old", "new", cwd=self.folder)
        self.assertRegex(run.stderr, r"the nested stack \S*Deep is not read: new/ShopInnerDeep2E\.nested\.template\.json is not there")

    def test_manifests_of_assets_that_are_no_such_thing_are_left_out(self):
        for text in ("", "[]", '{"files": []}', '{"files": {"a": 1, "b": {"source": {"path": "x"}, "destinations": 1}}}'):
            self.write_nested(self.folder / "old", 30, metadata=False, assets=True)
            (self.folder / "old" / "Shop.assets.json").write_text(text)
            run = self.run_app("moving", "diff", "old", "old", cwd=self.folder)
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertIn("left out 2 templates", run.stderr)
            shutil.rmtree(self.folder / "old")

    def test_nested_stacks_of_the_cdk_are_compared_too(self):
        self.write_nested(self.folder / "old", 30)
        self.write_nested(self.folder / "new", 60)
        run = self.run_app("moving", "diff", "old", "new", cwd=self.folder)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("Stack Shop.Inner.Deep\n", run.stdout)
        self.assertIn("VisibilityTimeout: 30 → 60\n", run.stdout)
        self.assertEqual(run.stderr, "")

    def test_what_one_side_alone_can_read_of_nested_stacks_is_not_new(self):
        self.write_nested(self.folder / "old", 30, metadata=False)
        self.write_nested(self.folder / "new", 30)
        run = self.run_app("moving", "diff", "old", "new", cwd=self.folder)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertNotIn("Shop.Inner", run.stdout)
        self.assertEqual(run.stderr, "moving: left out 2 templates that no manifest.json names a "
                         "stack for in old\n")

    def test_a_nested_stack_that_goes_goes_with_what_is_in_it(self):
        self.write_nested(self.folder / "old", 30)
        (self.folder / "new").mkdir()
        (self.folder / "new" / "Shop.json").write_text(TOPIC)
        run = self.run_app("moving", "diff", "old", "new", cwd=self.folder)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("Stack Shop.Inner.Deep (deleted)\n  - delete      AWS::SQS::Queue Jobs", run.stdout)

    def test_what_else_an_assembly_has_is_not_told(self):
        (self.folder / "cdk.out" / "assembly-Prod" / "tree.json").write_text('{"version": "x"}')
        new = self.folder / "new"
        new.mkdir()
        (new / "Shop.json").write_text(TOPIC)
        run = self.run_app("moving", "diff", "cdk.out/assembly-Prod", "new", cwd=self.folder)
        self.assertNotIn("without Resources", run.stderr)

    def test_a_manifest_that_cannot_be_read_names_nothing(self):
        (self.folder / "cdk.out" / "assembly-Prod" / "manifest.json").write_text("{")
        run = self.adopt("cdk.out", "--set", "table_stack=Data")
        self.assertEqual(run.returncode, 1)
        self.assertIn("the app has no stack 'assembly-Prod/ProdShop82526E42'", run.stderr)


if __name__ == "__main__":
    unittest.main()

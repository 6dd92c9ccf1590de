"""Deploys a stack that is split, has it grow, and destroys it."""

import json
import pathlib

import harness

BUCKET = "omnitrack-assets-123456789012-us-east-1"
FEW = ("--set", "shops=2")
MORE = ("--set", "shops=2", "--set", "extra=1")


class SplitStacksTest(harness.CloudCase):
    """Two shops, each in a nested stack, as a lock file says that was written for more of them."""

    shop = None

    def setUp(self):
        super().setUp()
        self.chain = pathlib.Path(self.shop).parents[2] / "split" / "apps" / "chain"

    def run_verb(self, *words, code=0):
        return self.cloud.run_program(self.chain, *words, cwd=self.folder, code=code)

    def place_shops(self):
        self.run_verb("lock", *FEW)
        file = self.folder / "omnitrack.lock.json"
        lock = json.loads(file.read_text())
        for name, entry in lock["stacks"]["Chain"].items():
            if name.startswith("Shop"):
                entry["nested"] = f"NestedStack{int(name[4]) + 1}"
        file.write_text(json.dumps(lock))
        self.run_verb("lock", *FEW)

    def resources(self, stack):
        listed = self.cloud.run("cloudformation", "list-stack-resources", "--stack-name", stack)
        return {each["LogicalResourceId"]: each["PhysicalResourceId"]
                for each in listed["StackResourceSummaries"]}

    def test_a_split_stack_is_made_updated_and_destroyed(self):
        self.place_shops()
        self.cloud.run("s3", "mb", f"s3://{BUCKET}")
        made = self.run_verb("deploy", "--yes", *FEW)
        self.assertIn("Chain: CREATE_COMPLETE", made.stderr)
        own = self.resources("Chain")
        self.assertEqual({name for name in own if name.startswith("Nested")},
                         {"NestedStack1", "NestedStack2"})
        first = self.resources(own["NestedStack1"])
        self.assertIn("Shop0Orders", first)
        self.assertNotIn("Shop1Orders", first)
        self.assertEqual(self.cloud.exports()["Jobs-0"], first["Shop0Jobs"])
        self.assertIn("no differences", self.run_verb("diff", "--deployed", *FEW).stderr)
        self.assertIn("no differences", self.run_verb("deploy", "--yes", *FEW).stderr)

        self.run_verb("lock", *MORE)
        differs = self.run_verb("diff", "--deployed", "--exit-code", *MORE, code=2)
        self.assertIn("Shop0Extra0", differs.stdout)
        self.assertIn("Chain: UPDATE_COMPLETE", self.run_verb("deploy", "--yes", *MORE).stderr)
        grown = self.resources(self.resources("Chain")["NestedStack1"])
        self.assertEqual(set(grown) - set(first), {"Shop0Extra0", "Shop0Extra0Policy"})
        self.assertEqual(grown["Shop0Orders"], first["Shop0Orders"])
        self.assertIn("no differences", self.run_verb("deploy", "--yes", *MORE).stderr)

        told = self.run_verb("destroy", "--yes", "--with-data", *MORE).stderr
        self.assertIn("Shop0Orders (AWS::DynamoDB::Table)", told)

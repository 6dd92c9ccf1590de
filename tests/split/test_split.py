"""An app of 1,200 resources in a stack is split, and grows; no resource that was placed ever moves."""

import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

CHAIN = os.environ["CHAIN"]


class Chain(unittest.TestCase):
    """Each test has a folder of its own, with its own lock file."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_app(self, *words, code=0):
        done = subprocess.run([CHAIN, *words], cwd=self.folder, capture_output=True, text=True,
                              timeout=120, check=False)
        self.assertEqual(done.returncode, code, done.stderr[-3000:])
        return done

    def lock(self, *words):
        self.run_app("lock", *words)
        return self.homes()

    def homes(self):
        lock = json.loads((self.folder / "omnitrack.lock.json").read_text())
        return {name: entry.get("nested", "") for name, entry in lock["stacks"]["Chain"].items()}

    def templates(self, *words):
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        self.run_app("synth", "-o", "out", *words)
        return {file.name: json.loads(file.read_text())
                for file in sorted((self.folder / "out").iterdir())}

    def check(self, *words):
        """That the templates are where the lock says, in their limits, and valid."""
        templates = self.templates(*words)
        homes = self.homes()
        for file, template in templates.items():
            part = re.fullmatch(r"Chain\.(?:(\w+)\.)?template\.json", file)[1] or ""
            self.assertLessEqual(len(template["Resources"]), 500)
            self.assertLessEqual(len(template.get("Parameters", {})), 200)
            self.assertLessEqual(len(template.get("Outputs", {})), 200)
            for name in template["Resources"]:
                if not name.startswith("NestedStack"):
                    self.assertEqual(homes[name], part, name)
        self.assertEqual(sum(len(each["Resources"]) for each in templates.values()),
                         len(homes) + len(templates) - 1)
        self.check_no_circle(templates["Chain.template.json"]["Resources"])
        checked = self.run_app("validate", "out")
        self.assertNotRegex(checked.stderr, r"\d (error|warning)")
        return templates

    def check_no_circle(self, resources):
        done = set()

        def visit(name, way):
            self.assertNotIn(name, way)
            if name in done or name not in resources:
                return
            text = json.dumps(resources[name])
            for target in re.findall(r'"(NestedStack\d+)"', text):
                visit(target, way | {name})
            done.add(name)

        for name in resources:
            visit(name, frozenset())

    def check_stays(self, before, after):
        for name, home in before.items():
            if name in after:
                self.assertEqual(after[name], home, name)


class Growth(Chain):
    def test_1200_resources_are_split_and_never_move(self):
        first = self.lock("--split")
        self.assertEqual(len(first), 1213)
        self.assertNotIn("", first.values())
        self.check()
        steps = [("--set", "shops=130"),
                 ("--set", "shops=130", "--set", "reversed=true"),
                 ("--set", "shops=120", "--set", "first=10"),
                 ("--set", "shops=150", "--set", "extra=20"),
                 ("--set", "shops=40")]
        before = first
        for step in steps:
            after = self.lock(*step)
            self.check_stays(before, after)
            self.check(*step)
            before = after

    def test_a_construct_of_several_nested_stacks_leaves_room_for_what_comes_later(self):
        homes = self.lock("--split", "--set", "together=true")
        sizes = collections.Counter(homes.values())
        self.assertEqual(sum(sizes.values()), 1213)
        self.assertLessEqual(max(sizes.values()), 400)
        self.check("--set", "together=true")
        later = self.lock("--set", "together=true", "--set", "extra=20")
        self.check_stays(homes, later)
        self.assertEqual(set(later.values()), set(homes.values()))

    def test_a_renamed_construct_stays_in_its_nested_stack(self):
        before = self.lock("--split")
        after = self.lock("--accept-moves", "--set", "renamed=true")
        self.assertEqual(before, after)
        self.check("--set", "renamed=true")

    def test_a_stack_that_was_whole_keeps_its_resources_in_its_own_template(self):
        before = self.lock("--set", "shops=40")
        whole = self.templates("--set", "shops=40")
        self.assertEqual(list(whole), ["Chain.template.json"])
        after = self.lock("--split", "--set", "shops=100")
        self.check_stays(before, after)
        self.assertEqual(set(before.values()), {""})
        self.check("--set", "shops=100")

    def test_the_same_app_and_lock_give_the_same_bytes(self):
        self.lock("--split")
        self.run_app("synth", "-o", "one")
        self.run_app("synth", "-o", "two", "--split")
        for file in (self.folder / "one").iterdir():
            self.assertEqual(file.read_bytes(), (self.folder / "two" / file.name).read_bytes())
        self.assertIn("is up to date", self.run_app("synth", "--check", "one").stderr)
        self.assertIn("is up to date", self.run_app("lock", "--check").stderr)

    def test_a_stack_within_the_limit_is_written_as_ever(self):
        plain = self.run_app("synth", "--set", "shops=5").stdout
        self.assertEqual(self.run_app("synth", "--split", "--set", "shops=5").stdout, plain)


class Assembly(Chain):
    def test_the_nested_stacks_of_an_assembly_are_compared_as_those_of_a_folder(self):
        self.lock("--split")
        self.run_app("synth", "-o", "out")
        self.run_app("synth", "-o", "cdk.out", "--assembly")
        self.assertIn("no differences", self.run_app("diff", "cdk.out").stderr)
        self.lock("--set", "shops=50")
        told = {old: self.run_app("diff", old, "--set", "shops=50").stdout
                for old in ("out", "cdk.out")}
        self.assertIn("! Shop109Jobs (AWS::SQS::Queue) of Chain.NestedStack4: the messages",
                      told["cdk.out"])
        self.assertEqual(told["cdk.out"].splitlines()[-1], told["out"].splitlines()[-1])

    def test_a_nested_template_that_is_missing_is_told(self):
        self.lock("--split")
        self.run_app("synth", "-o", "out")
        (self.folder / "out" / "Chain.NestedStack3.template.json").unlink()
        self.assertIn("the template of Chain.NestedStack3 is not in out: what is in it cannot be "
                      "compared\n", self.run_app("diff", "out").stderr)


class Marks(Chain):
    """What tells a part from a nested stack of the user's own that looks like one."""

    URL = "https://files.s3.${AWS::Region}.${AWS::URLSuffix}/" + "0" * 64 + ".json"

    def write(self, file, template):
        path = self.folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(template))

    def nested(self, **more):
        return {"Type": "AWS::CloudFormation::Stack", **more,
                "Properties": {"TemplateURL": {"Fn::Sub": self.URL}}}

    def diff_of_a_queue_that_leaves(self, description, **more):
        """A queue of the nested stack comes to stand in the template that has this."""
        queue = {"Type": "AWS::SQS::Queue"}
        own = {"NestedStack1": self.nested(**more)}
        self.write("old/Shop.json", {"Resources": own})
        self.write("old/Shop.NestedStack1.json",
                   {"Description": description, "Resources": {"Jobs": queue, "Rest": queue}})
        self.write("new/Shop.json", {"Resources": {**own, "Jobs": queue}})
        self.write("new/Shop.NestedStack1.json",
                   {"Description": description, "Resources": {"Rest": queue}})
        return self.run_app("diff", "old", "new")

    def without_marks(self, file):
        template = json.loads(file.read_text())
        for resource in template["Resources"].values():
            if resource["Type"] == "AWS::CloudFormation::Stack":
                self.assertEqual(resource.pop("Metadata"), {"OmniTrack": {"PartOf": "Chain"}})
        file.write_text(json.dumps(template))

    def test_a_part_is_known_by_its_mark_and_its_template(self):
        mark = {"Metadata": {"OmniTrack": {"PartOf": "Shop"}}}
        moved = "it would be made anew in 'Shop', and not moved"
        for description, more in (("NestedStack1 of Shop", mark), ("NestedStack1 of Shop", {})):
            self.assertIn(moved, self.diff_of_a_queue_that_leaves(description, **more).stdout)

    def test_a_nested_stack_of_ones_own_is_no_part(self):
        for description, more in (("The queues", {}), ("NestedStack2 of Shop", {}),
                                  ("NestedStack1 of Shop", {"DeletionPolicy": "Delete"})):
            found = self.diff_of_a_queue_that_leaves(description, **more)
            self.assertIn("Jobs (AWS::SQS::Queue) of Shop.NestedStack1: ", found.stdout)
            self.assertNotIn("made anew in", found.stdout)
            self.assertNotIn("is not in", found.stderr)

    def test_beside_marked_parts_no_other_nested_stack_is_one(self):
        mark = {"OmniTrack": {"PartOf": "Shop"}}
        template = {"Resources": {"NestedStack1": self.nested(),
                                  "NestedStack2": self.nested(Metadata=mark)}}
        self.write("old/Shop.json", template)
        said = self.run_app("diff", "old", "old").stderr
        self.assertIn("the template of Shop.NestedStack2 is not in old", said)
        self.assertNotIn("NestedStack1", said)

    def test_parts_from_before_the_mark_are_known(self):
        self.lock("--split")
        self.run_app("synth", "-o", "old")
        self.run_app("synth", "-o", "cdk.out", "--assembly")
        for folder in ("old", "cdk.out"):
            self.without_marks(self.folder / folder / "Chain.template.json")
            found = self.run_app("diff", folder)
            self.assertEqual(found.stdout.strip(), "4 rows differ in metadata, order, form or a "
                                                   "tool's tag alone, which does nothing")
            self.assertNotIn("template", found.stderr)

    def test_an_asset_that_says_nothing_of_a_part_is_found_by_its_upload(self):
        self.lock("--split")
        self.run_app("synth", "-o", "cdk.out", "--assembly")
        self.without_marks(self.folder / "cdk.out" / "Chain.template.json")
        for file in (self.folder / "cdk.out").glob("asset.*.json"):
            file.write_text(file.read_text().replace("NestedStack1 of Chain", "The first shops"))
        run = self.run_app("diff", "cdk.out")
        self.assertIn('Description: "The first shops" → "NestedStack1 of Chain" (no effect)', run.stdout)
        self.assertEqual(run.stderr, "")
        for file in (self.folder / "cdk.out").glob("*.assets.json"):
            file.unlink()
        self.assertIn("left out 1 template that no manifest.json names a stack for in cdk.out",
                      self.run_app("diff", "cdk.out").stderr)


class Refusals(Chain):
    def test_without_a_lock_file_nothing_is_split(self):
        said = self.run_app("synth", "--split", "-o", "out", code=1).stderr
        self.assertIn("error OT1028: Chain/", said)
        self.assertIn("a stack is split only with a lock file", said)
        self.assertIn("lock --split writes it down", said)
        self.assertFalse((self.folder / "out").exists())

    def test_what_is_new_must_be_in_the_lock_before_it_is_written(self):
        self.lock("--split")
        said = self.run_app("synth", "-o", "out", "--set", "shops=111", code=1).stderr
        self.assertIn("error OT1028: Chain/Shop110/Orders", said)
        self.assertFalse((self.folder / "out").exists())

    def test_split_and_no_lock_exclude_each_other(self):
        said = self.run_app("synth", "--split", "--no-lock", code=64).stderr
        self.assertIn("--split and --no-lock exclude each other", said)

    def test_a_stack_that_is_too_big_is_told_how_to_split(self):
        said = self.run_app("synth", code=1).stderr
        self.assertIn("error OT4030", said)
        self.assertIn("lock --split", said)

    def test_a_new_circle_names_the_constructs_and_their_lines(self):
        self.lock("--split")
        said = self.run_app("lock", "--set", "circle=true", code=1).stderr
        self.assertIn("error OT1029: Chain/Shop0/Worker", said)
        self.assertIn("the nested stacks would wait for one another", said)
        self.assertRegex(said, r"'\w+' in 'NestedStack1' needs '\w+'")
        self.assertRegex(said, r"Chain/Shop\d+/[\w/]+ \(.*chain\.cpp:\d+\)")

    def test_a_lock_whose_place_is_no_logical_id_is_refused(self):
        self.lock("--split")
        file = self.folder / "omnitrack.lock.json"
        file.write_text(file.read_text().replace('"NestedStack1"', '"../x"', 1))
        said = self.run_app("synth", "-o", "out", code=1).stderr
        self.assertIn("error OT1712: 'nested' must be the logical id of a nested stack", said)

    def test_no_steps_are_made_of_a_stack_that_is_split(self):
        self.lock("--split")
        self.run_app("synth", "-o", "old")
        said = self.run_app("synth", "--phase", "old", "-o", "steps", code=1).stderr
        self.assertIn("the stack 'Chain' is split", said)


class Differences(Chain):
    def test_each_nested_template_is_compared_with_its_own(self):
        self.lock("--split")
        self.run_app("synth", "-o", "old")
        self.assertIn("no differences", self.run_app("diff", "old", "--exit-code").stderr)
        self.lock("--set", "extra=1")
        found = self.run_app("diff", "old", "--exit-code", "--set", "extra=1", code=2).stdout
        self.assertIn("Shop0Extra0", found)
        self.assertNotIn("deleted", found)

    def test_what_leaves_its_nested_stack_is_lost(self):
        self.lock("--split")
        self.run_app("synth", "-o", "old")
        (self.folder / "omnitrack.lock.json").unlink()
        self.lock("--set", "shops=40")
        found = self.run_app("diff", "old", "--exit-code", "--set", "shops=40", code=3)
        self.assertIn("Chain.NestedStack1", found.stdout)
        self.assertIn("it would be made anew in 'Chain', and not moved", found.stdout)

    def test_what_is_replaced_by_a_value_of_another_nested_stack_is_lost(self):
        ledger, fifo = ("--set", "ledger=true"), ("--set", "fifo=true")
        self.lock("--split", *ledger)
        file = self.folder / "omnitrack.lock.json"
        lock = json.loads(file.read_text())
        lock["stacks"]["Chain"]["LedgerEntries"]["nested"] = "NestedStack3"
        file.write_text(json.dumps(lock))
        home = self.lock(*ledger)["Alerts"]
        self.assertNotEqual(home, "NestedStack3")
        self.run_app("synth", "-o", "old", *ledger)
        found = self.run_app("diff", "old", "--exit-code", *ledger, *fifo, code=3).stdout
        self.assertIn("! LedgerEntries (AWS::DynamoDB::Table) of Chain.NestedStack3: all items of the table",
                      found)
        self.assertIn(f"because Alerts is replaced in 'Chain.{home}': TableName", found)

    def test_the_file_of_a_nested_template_alone_is_compared_with_its_own(self):
        self.lock("--split")
        self.run_app("synth", "-o", "old")
        part = "old/Chain.NestedStack1.template.json"
        text = (self.folder / part).read_text()
        (self.folder / "part.json").write_text(text)
        for old in (part, "part.json"):
            self.assertIn("no differences", self.run_app("diff", old, "--exit-code").stderr)
        self.assertIn("no differences", self.run_app("diff", "old", "part.json").stderr)
        self.lock("--set", "extra=1")
        self.run_app("synth", "-o", "new", "--set", "extra=1")
        for words in ((part, "--set", "extra=1"), ("part.json", "new"),
                      ("old", "new/Chain.NestedStack1.template.json")):
            found = self.run_app("diff", *words).stdout
            self.assertEqual(re.findall("^Stack (.*)", found, re.MULTILINE),
                             ["Chain.NestedStack1"])
            self.assertRegex(found, r"create +AWS::SQS::Queue Shop0Extra0 ")
        listed = self.run_app("list", "--affected-by", "part.json", "--set", "extra=1").stdout
        self.assertEqual(listed, "1 Chain\n")

    def test_the_file_of_a_nested_template_that_is_gone_is_gone(self):
        self.lock("--split", "--set", "shops=50")
        self.run_app("synth", "-o", "old", "--set", "shops=50")
        text = (self.folder / "old" / "Chain.NestedStack1.template.json").read_text()
        (self.folder / "part.json").write_text(text.replace("NestedStack1 of", "NestedStack9 of"))
        found = self.run_app("diff", "part.json", "old").stdout
        self.assertIn("Stack Chain.NestedStack9", found)
        self.assertIn("Shop0Jobs", found)
        self.assertNotIn("create", found)

    def test_what_is_kept_and_made_anew_elsewhere_is_lost(self):
        self.run_app("synth", "-o", "old", "--set", "shops=2", "--no-lock")
        said = self.run_app("lock", "--split").stderr
        self.assertIn("no lock file knew 'Chain': all of its resources go to nested stacks", said)
        self.assertIn("where it is deployed already they would be made anew", said)
        found = self.run_app("diff", "old", "--exit-code", code=3).stdout
        self.assertIn("! Shop0Orders (AWS::DynamoDB::Table) of Chain: all items of the table, which stay in the "
                      "old one: the new one in 'Chain.NestedStack1' begins empty", " ".join(found.split()))
        self.assertNotIn("no lock file knew", self.run_app("lock", "--set", "extra=1").stderr)

    def test_a_split_stack_is_one_stack_to_list(self):
        self.lock("--split")
        self.run_app("synth", "-o", "old")
        self.lock("--set", "extra=1")
        listed = self.run_app("list", "--affected-by", "old", "--set", "extra=1").stdout
        self.assertEqual(listed, "1 Chain\n")

    def test_an_assembly_has_the_nested_templates_as_assets(self):
        self.lock("--split")
        self.run_app("synth", "-o", "cdk.out", "--assembly")
        folder = self.folder / "cdk.out"
        own = (folder / "Chain.template.json").read_text()
        keys = re.findall(r"([0-9a-f]{64})\.json", own)
        self.assertGreater(len(keys), 1)
        assets = json.loads((folder / "Chain.assets.json").read_text())["files"]
        for key in keys:
            self.assertIn(key, assets)
            self.assertTrue((folder / f"asset.{key}.json").is_file())


@unittest.skipUnless(shutil.which("cfn-lint"), "cfn-lint is not installed")
class Lint(Chain):
    def test_every_template_passes_cfn_lint(self):
        self.lock("--split")
        self.templates()
        files = [str(each) for each in sorted((self.folder / "out").iterdir())]
        done = subprocess.run(["cfn-lint", "--", *files], capture_output=True, text=True,
                              timeout=500, check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-3000:])


if __name__ == "__main__":
    unittest.main()

"""Deploys every other committed template, checks that its outputs have values, and deletes it."""

import json
import pathlib
import unittest

import harness


def _imports(value):
    """The names in every Fn::ImportValue of a part of a template."""
    if isinstance(value, list):
        return set().union(*map(_imports, value))
    if not isinstance(value, dict):
        return set()
    found = set().union(*map(_imports, value.values()))
    name = value.get("Fn::ImportValue")
    return found | ({name} if isinstance(name, str) else set())


def _in_order(files):
    """The templates of one folder, those that export before those that import."""
    templates = {file: json.loads(file.read_text()) for file in files}
    ordered, exported = [], set()
    while len(ordered) < len(files):
        ready = [f for f in files if f not in ordered and _imports(templates[f]) <= exported]
        if not ready:
            raise AssertionError(f"nothing exports what {set(files) - set(ordered)} import")
        for file in ready:
            ordered.append(file)
            outputs = templates[file].get("Outputs", {}).values()
            exported |= {o["Export"]["Name"] for o in outputs if "Export" in o}
    return ordered


class ExamplesTest(unittest.TestCase):
    emulator, binary, templates = None, None, None

    def test_every_example_deploys_shows_its_outputs_and_is_deleted(self):
        files = sorted(pathlib.Path(self.templates).rglob("*.template.json"))
        self.assertTrue(files, f"no template in {self.templates}")
        for folder in sorted({file.parent for file in files}):
            with self.subTest(folder.name):
                self.deploy_and_delete([file for file in files if file.parent == folder])

    def deploy_and_delete(self, files):
        cloud = harness.Cloud(self.emulator)
        if any('"S3Key"' in file.read_text() for file in files):
            program = pathlib.Path(self.binary).with_name(files[0].parent.name)
            for verb in ("bootstrap", "publish"):
                cloud.run_program(program, verb)
        stacks = []
        for file in _in_order(files):
            name = file.name.removesuffix(".template.json")
            stack = cloud.deploy(file, name)
            stacks.append(name)
            self.assertEqual(stack["StackStatus"], "CREATE_COMPLETE", name)
            wanted = json.loads(file.read_text()).get("Outputs", {})
            shown = {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])}
            unconditional = {key for key, o in wanted.items() if "Condition" not in o}
            self.assertLessEqual(unconditional, set(shown), name)
            self.assertTrue(all(shown.values()), name)
        for name in reversed(stacks):
            cloud.delete(name)
        self.assertEqual(cloud.exports(), {})

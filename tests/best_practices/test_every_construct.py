#!/usr/bin/env python3
"""Holds every construct with its defaults against linters: test_every_construct.py PROGRAM APP."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
PACKAGES = HERE.parent / "node_modules" / ".package-lock.json"
TEMPLATES = HERE.parents[1] / "templates"


def run(*words):
    """What a program says on both streams, and its exit code."""
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False, cwd=HERE)
    return done.stdout, done.returncode


class EveryConstructTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        said, code = run(APP, "synth", "--output", cls.folder.name)
        assert code == 0, said
        cls.templates = sorted(pathlib.Path(cls.folder.name).glob("*.template.json"))

    def node(self, *words):
        if shutil.which("node") is None or not PACKAGES.exists():
            self.skipTest("node or its packages are not installed")
        said, code = run("node", *words)
        self.assertEqual(code, 0, said)

    def test_the_app_uses_every_construct(self):
        listed, code = run(PROGRAM, "list", "--constructs", "--json")
        self.assertEqual(code, 0, listed)
        sources = {}
        for construct in json.loads(listed):
            service = construct["header"].split("/")[1]
            source = HERE / "every_construct" / f"{service}.cpp"
            text = sources.setdefault(
                service, source.read_text(encoding="utf-8") if source.exists() else "")
            with self.subTest(construct=construct["construct"]):
                self.assertRegex(text, rf"\b{re.escape(construct['construct'])}(Props\{{|&)")

    def test_validate_prints_no_finding(self):
        said, code = run(PROGRAM, "validate", *self.templates)
        self.assertEqual((said, code),
                         (f"omnitrack-synth: {len(self.templates)} files are valid\n", 0))

    def test_no_stack_exceeds_the_limit(self):
        # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
        for template in self.templates:
            resources = json.loads(template.read_text(encoding="utf-8"))["Resources"]
            self.assertLessEqual(len(resources), 500, template)

    @unittest.skipIf(shutil.which("cfn-lint") is None, "cfn-lint is not installed")
    def test_cfn_lint_prints_nothing(self):
        self.assertEqual(run("cfn-lint", *self.templates), ("", 0))

    def test_each_finding_of_the_packs_has_a_reason(self):
        self.node("every_construct.mjs", "reasons.json", *self.templates)

    def test_a_second_validator_accepts_the_state_machines(self):
        machines = [path for path in [*TEMPLATES.rglob("*.template.json"), *self.templates]
                    if "AWS::StepFunctions::StateMachine" in path.read_text(encoding="utf-8")]
        self.node("state_machines.mjs", *machines)


if __name__ == "__main__":
    APP = sys.argv.pop()
    PROGRAM = sys.argv.pop()
    unittest.main()

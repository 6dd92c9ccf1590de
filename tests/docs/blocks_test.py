#!/usr/bin/env python3
"""Holds what the pages of constructs show against the synth, and their state machines against a second
validator: blocks_test.py PROGRAM."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
VALIDATOR = TESTS / "best_practices" / "state_machines.mjs"
PACKAGES = TESTS / "node_modules" / ".package-lock.json"


def run(*words):
    """What a program says on both streams, and its exit code."""
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout, done.returncode


class PagesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.said, cls.code = run(PROGRAM, cls.folder.name)

    def test_each_block_makes_templates_without_a_mistake(self):
        self.assertEqual((self.said, self.code), ("", 0))

    def test_a_second_validator_accepts_the_state_machines(self):
        if shutil.which("node") is None or not PACKAGES.exists():
            self.skipTest("node or its packages are not installed")
        machines = [path for path in pathlib.Path(self.folder.name).iterdir()
                    if "AWS::StepFunctions::StateMachine" in path.read_text(encoding="utf-8")]
        said, code = run("node", VALIDATOR, *machines)
        self.assertEqual(code, 0, said)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop()
    unittest.main()

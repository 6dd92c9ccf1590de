"""What the tests of a verb share: an app of two stacks, and strangers."""

import json
import os
import pathlib
import unittest

from harness import StandIn

PROJECT = pathlib.Path(__file__).resolve().parents[2]
APP = pathlib.Path(os.environ["CLI_APPS"]) / "two_stacks"
# Where the test app makes its resources.
SERVER = "Compute/Server at tests/cli/apps/two_stacks.cpp:16"
VPC = "Network/Vpc at tests/cli/apps/two_stacks.cpp:14"
# A text that would steer a terminal.
HOSTILE = "no\x1b[2J\x07 \N{SNOWMAN}"
HOSTILE_SHOWN = "no\\x1b[2J\\x07 \N{SNOWMAN}"


def resources(**types):
    """A template of resources without properties, by their types."""
    return {"Resources": {name: {"Type": kind} for name, kind in types.items()}}


class VerbCase(unittest.TestCase):
    maxDiff = None

    def stand_in(self, stacks=None, **scenario):
        """An account with some stacks, by their names."""
        made = StandIn(start={"stacks": stacks or {}}, **scenario)
        self.addCleanup(made.close)
        return made

    def run_app(self, aws, *words, **environment):
        return aws.run(APP, *words, cwd=PROJECT, **{
            "OMNITRACK_POLL_SECONDS": "0.01", "LC_ALL": "C.UTF-8"} | environment)

    def assert_ends(self, ended, code, stdout="", stderr=""):
        """Checks the exit code and both streams, exactly."""
        self.assertEqual((ended.stdout, ended.stderr, ended.code), (stdout, stderr, code))

    def assert_fails(self, ended, message, hint=None, code=1):
        """Checks a failure with its hint, and that nothing was printed."""
        expected = f"two_stacks: error: {message}\n"
        if hint is not None:
            expected += f"  hint: {hint}\n"
        self.assert_ends(ended, code, "", expected)

    def json_of(self, ended, code=0):
        self.assertEqual((ended.code, ended.stderr), (code, ""), ended.stdout)
        return json.loads(ended.stdout)

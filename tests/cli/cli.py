"""Runs the apps of the tests; their folder is in the environment variable CLI_APPS."""

import os
import pathlib
import subprocess
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
APPS = pathlib.Path(os.environ["CLI_APPS"])


def environment(**changes):
    """The environment without what changes the output, plus the changes."""
    left_out = ("NO_COLOR", "TERM")
    return {k: v for k, v in os.environ.items() if k not in left_out} | changes


class CliTestCase(unittest.TestCase):
    maxDiff = None

    def run_app(self, app, *arguments, cwd=PROJECT, **options):
        """Runs an app; the paths in its diagnostics are relative to the project."""
        return subprocess.run(
            [APPS / app, *arguments],
            cwd=cwd,
            env=options.pop("env", environment()),
            text=True,
            stdout=options.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            **options,
        )

    def assert_ends(self, run, code, stdout="", stderr=""):
        """Checks the exit code and both streams, exactly."""
        self.assertEqual((run.stdout or "", run.stderr, run.returncode), (stdout, stderr, code))

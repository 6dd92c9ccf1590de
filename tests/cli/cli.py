"""Runs the apps of the tests; their folder is in the environment variable CLI_APPS."""

import hashlib
import json
import os
import pathlib
import re
import subprocess
import textwrap
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
APPS = pathlib.Path(os.environ["CLI_APPS"])


def environment(**changes):
    """The environment without what changes the output, plus the changes."""
    left_out = ("AWS_DEFAULT_REGION", "AWS_REGION", "NO_COLOR", "TERM")
    return {k: v for k, v in os.environ.items() if k not in left_out} | changes


# Names that are written like any word in capitals.
NAMES = ("Code", "Lambda", "Redis")


def fault_of_hint(hint):
    """What is wrong with the style of a hint, or of a part of one; empty where nothing is.

    A name such as `Fn::GetAtt` or `AWS_PROFILE` may begin a hint.
    """
    first, _, rest = hint.partition(" ")
    if rest and re.fullmatch(r"[A-Z][a-z]*", first) and first not in NAMES:
        return "it begins with a capital"
    return "it ends with a full stop" if re.search(r"\w[)']?\.$", hint) else ""


def assert_wide_json(test, text):
    """Checks that a text is JSON with a member a line, indented by two spaces."""
    test.assertEqual(text, json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n")


def workflow_block(workflow, step, key):
    """The text of a step's `key: |` in a workflow of GitHub."""
    after_name = workflow.split(f"- name: {step}\n", 1)[1]
    found = re.search(rf"^( +){key}: \|\n((?:\1 +.*\n|\n)+)", after_name, re.MULTILINE)
    return textwrap.dedent(found[2])


def fingerprint(folder):
    """The hash of a folder as docs/assets.md says it."""
    listing = b"omnitrack folder 1\n"
    files = [file for file in folder.rglob("*") if file.is_file()]
    for file in sorted(files, key=lambda each: each.relative_to(folder).as_posix().encode()):
        content = file.read_bytes()
        mode = "x" if file.stat().st_mode & 0o111 else "-"
        listing += f"{mode} {hashlib.sha256(content).hexdigest()} {len(content)} ".encode()
        listing += file.relative_to(folder).as_posix().encode() + b"\0"
    return hashlib.sha256(listing).hexdigest()


class CliTestCase(unittest.TestCase):
    maxDiff = None

    def run_app(self, app, *arguments, cwd=PROJECT, **options):
        """Runs an app; the paths in its diagnostics are relative to the project.

        Whatever it says, its hints must have the style of hints.
        """
        run = subprocess.run(
            [APPS / app, *arguments],
            cwd=cwd,
            env=options.pop("env", environment()),
            text=True,
            stdout=options.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            **options,
        )
        for hint in re.findall(r"^ +hint: (.*)", run.stderr, re.MULTILINE):
            self.assertEqual(fault_of_hint(hint), "", hint)
        return run

    def assert_ends(self, run, code, stdout="", stderr=""):
        """Checks the exit code and both streams, exactly."""
        self.assertEqual((run.stdout or "", run.stderr, run.returncode), (stdout, stderr, code))

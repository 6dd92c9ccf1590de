"""What the tests of hostile input share: the program, and templates that are made to hurt it."""

import json
import os
import pathlib
import subprocess
import tempfile

import cli

SYNTH = os.environ["OMNITRACK_SYNTH"]
# What would steer a terminal, or turn a line's direction of writing.
STEERING = "[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\x1b(?!\\[[\\d;]*m)"


class HostileTestCase(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content):
        """Writes a file: a text, bytes, or anything else as JSON."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            path.write_text(content)
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(json.dumps(content))
        return name

    def run_synth(self, *words, seconds=20, program=SYNTH, **options):
        """Runs the program in the folder of the test; it is an error where that takes longer."""
        return subprocess.run(
            [program, *map(str, words)], cwd=self.folder, env=options.pop("env", cli.environment()),
            stdin=options.pop("stdin", subprocess.DEVNULL), stdout=options.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE, encoding="utf-8", errors="surrogateescape", timeout=seconds, **options)

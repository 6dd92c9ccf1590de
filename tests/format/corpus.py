#!/usr/bin/env python3
"""Formats every template of some folders, twice and there and back, and says what does not hold.

    tests/format/corpus.py PROGRAM FOLDER...

Holds for each template that the program can read: the tidy form of the tidy form is itself; `diff`
finds nothing between a template and its tidy form; what is turned into the other format and back is
the tidy form of the template, where no comment or alias is lost on the way, and says the same
everywhere.
"""

import collections
import json
import pathlib
import subprocess
import sys
import tempfile

SUFFIXES = (".json", ".template", ".yaml", ".yml")
NO_TIDY_FORM = ("error OT4001", "error OT4002", "error OT4003", "error OT4004", "error OT4005",
                "error OT4006")


class Corpus:
    """Runs a program over files and counts what became of them."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)
        self.counts = collections.Counter()
        self.faults = []

    def run(self, *arguments):
        return subprocess.run([self.program, *arguments], capture_output=True, check=False)

    def tidy(self, file, *options):
        """The tidy form, or None where there is none."""
        run = self.run("format", *options, str(file))
        return run.stdout if run.returncode == 0 else None

    def written(self, name, text):
        file = self.folder / name
        file.write_bytes(text)
        return file

    def expect(self, holds, file, what):
        if not holds:
            self.faults.append(f"{file}: {what}")

    def check(self, file):
        """Checks one file, which may be no template."""
        run = self.run("format", str(file))
        if run.returncode != 0:
            is_known = any(code in run.stderr.decode() for code in NO_TIDY_FORM)
            self.counts["cannot be read" if is_known else "refused"] += 1
            self.expect(is_known, file, "refused: " + run.stderr.decode().strip())
            return
        is_json = run.stdout.startswith(b"{")
        self.counts["JSON" if is_json else "YAML"] += 1
        self.counts["tidy already"] += file.read_bytes() == run.stdout
        once = self.written("once" + (".json" if is_json else ".yaml"), run.stdout)
        self.expect(self.tidy(once) == run.stdout, file, "the tidy form is not tidy")
        self.compare(file, once)
        self.convert(file, is_json)

    def compare(self, file, once):
        run = self.run("diff", "--exit-code", str(file), str(once))
        if run.returncode == 1:
            self.counts["no template to compare"] += 1
        else:
            self.expect(run.returncode == 0, file, "diff tells a difference of the tidy form")

    def convert(self, file, is_json):
        there, back = ("yaml", "json") if is_json else ("json", "yaml")
        text = self.tidy(file, "--to", there)
        self.expect(text is not None, file, f"cannot be turned into {there}")
        if text is None or not (is_json or text.startswith(b"{")):
            return
        if not is_json:
            json.loads(text)
        turned = self.written("turned." + there, text)
        self.expect(self.tidy(turned) == text, file, f"what is turned into {there} is not tidy")
        again = self.tidy(turned, "--to", back)
        self.expect(again is not None, file, f"cannot be turned back into {back}")
        if is_json:
            self.expect(again == self.tidy(file), file, "there and back it is another template")


def main(program, *folders):
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(program, folder)
        for root in folders:
            for file in sorted(pathlib.Path(root).rglob("*")):
                if file.suffix in SUFFIXES and file.is_file():
                    corpus.check(file)
    for fault in corpus.faults:
        print(fault)
    print(", ".join(f"{count} {what}" for what, count in sorted(corpus.counts.items())))
    if not corpus.counts["JSON"] + corpus.counts["YAML"]:
        print("no template was found")
        return 1
    return 1 if corpus.faults else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))

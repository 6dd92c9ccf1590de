#!/usr/bin/env python3
"""The program's main verbs take no more instructions than counts.json says, 5 % left free.

    python3 test_counts.py PROGRAM COMPILER [--update]

COMPILER names the column, e.g. `GNU 12 x86_64`: each compiler makes its own counts. With --update what is
counted now is written there, to be read and explained before it is committed.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "bench"))
import measure  # noqa: E402  pylint: disable=wrong-import-position

COUNTS = pathlib.Path(__file__).with_name("counts.json")
ONE = PROJECT / "templates/omnitrack/OmniTrack.template.json"
OTHER = PROJECT / "templates/omnitrack-production/OmniTrack.template.json"
SPREAD = 0.05
VERBS = {
    "--version": (),
    "synth": ("--quiet", "-o", "out"),
    "validate": ("--quiet", ONE),
    "diff": (ONE, OTHER),
    "graph": ("--format", "svg", ONE, "-o", "one.svg"),
    "format": (ONE, "-o", "one.yaml"),
}


def counted(program):
    """The instructions of each verb, by its name."""
    with tempfile.TemporaryDirectory() as folder:
        # Valgrind 3.19 cannot read the debug information that the build puts beside its objects.
        stripped = pathlib.Path(folder) / "omnitrack-synth"
        subprocess.run(["strip", "-o", stripped, program], check=True)
        return {verb: measure.instructions([stripped, verb, *words], cwd=folder) for verb, words in VERBS.items()}


def faults(found, expected):
    for verb, count in found.items():
        change = count / expected[verb] - 1
        print(f"{verb}: {count} instructions, {change:+.1%}")
        if change > SPREAD:
            yield f"{verb} takes {change:.1%} more instructions than {COUNTS.name} says: {expected[verb]}"
        elif change < -SPREAD:
            yield f"{verb} takes {-change:.1%} fewer instructions: let {COUNTS.name} say so, by the target update-counts"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("compiler")
    parser.add_argument("--update", action="store_true", help="write what is counted now")
    arguments = parser.parse_args()
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not installed")
        return 77
    counts = json.loads(COUNTS.read_text()) if COUNTS.exists() else {}
    if arguments.compiler not in counts and not arguments.update:
        print(f"skipped: {COUNTS.name} has no counts of {arguments.compiler}")
        return 77
    found = counted(arguments.program.resolve())
    if arguments.update:
        counts[arguments.compiler] = found
        COUNTS.write_text(json.dumps(counts, indent=2) + "\n")
        return 0
    wrong = list(faults(found, counts[arguments.compiler]))
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

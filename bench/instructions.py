#!/usr/bin/env python3
"""Counts the instructions of whole processes by callgrind, and prints them as one JSON object.

`synth`, `validate` and `diff` are of the OmniTrack stack; `scale` is what one resource more takes in
the app of scale.cpp, `limit` the same in limit.cpp. Unlike times, the counts hardly differ from run
to run.
"""

import argparse
import json
import pathlib
import shutil
import sys
import tempfile

import measure

TEMPLATES = pathlib.Path(__file__).resolve().parent.parent / "templates"
COMMITTED = TEMPLATES / "omnitrack" / "OmniTrack.template.json"
PRODUCTION = TEMPLATES / "omnitrack-production" / "OmniTrack.template.json"
PER_STACK = 500
FEW, MANY = 10, 20  # stacks


def a_resource(program):
    """What one resource takes; two runs of different length are subtracted."""
    few, many = (measure.instructions([program, stacks, PER_STACK]) for stacks in (FEW, MANY))
    return round((many - few) / ((MANY - FEW) * PER_STACK))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binaries", type=pathlib.Path, help="the folder of a release build's programs")
    binaries = parser.parse_args().binaries.resolve()
    if not shutil.which("valgrind"):
        sys.exit("valgrind is not installed")
    ours = binaries / "omnitrack-synth"
    try:
        with tempfile.TemporaryDirectory() as folder:
            counts = {
                "synth": measure.instructions([ours, "synth", "--quiet", "-o", folder]),
                "validate": measure.instructions([ours, "validate", "--quiet", COMMITTED]),
                "diff": measure.instructions([ours, "diff", COMMITTED, PRODUCTION]),
                "version": measure.instructions([ours, "--version"]),
                "scale": a_resource(binaries / "scale"),
                "limit": a_resource(binaries / "scale_limit"),
            }
    except measure.Failed as failed:
        sys.exit(str(failed))
    print(json.dumps(counts, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Times the validation of many templates, one process for each: ours, cfn-lint, AWS's own validator from npm
and Guard.

Takes folders, in which each file with resources counts. Ours reads them all, and a slower peer a share of
them, spread evenly; the programs take turns. A template with findings counts as one without.
"""

import argparse
import pathlib
import shutil
import statistics
import sys
import tempfile
import time

import measure
from validate import AWS_PACKAGE, AWS_VALIDATE

ENDINGS = {".json", ".yaml", ".yml", ".template"}
# What a template is that any of them takes.
MARKS = (b"AWS::", b"Resources")
LARGEST = 1_000_000  # bytes, which a stack's template may have
RULE = "rule has_resources { Resources !empty }\n"


class Program:
    """A validator, by the command that precedes the template's name."""

    def __init__(self, name, command, hint, needs):
        self.name, self.command, self.hint, self.needs = name, command, hint, needs

    def missing(self):
        return "" if all(self.needs) else self.hint

    def seconds(self, template):
        begun = time.perf_counter()
        try:
            return measure.run([*self.command, template])[0]
        except measure.Failed:  # it has findings
            return time.perf_counter() - begun


def templates(folders):
    """The templates below the folders, from the smallest on."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in ENDINGS and path.is_file() and path.stat().st_size <= LARGEST:
                text = path.read_bytes()
                if all(mark in text for mark in MARKS):
                    found.append((len(text), path))
    return [path for _, path in sorted(found)]


def spread(paths, count):
    """So many of the paths, evenly from all of them."""
    step = max(1.0, len(paths) / count)
    return [paths[int(i * step)] for i in range(min(count, len(paths)))]


def percentile(sorted_values, share):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


def row(program, measured, own_worst):
    seconds = sorted(second for second, _ in measured)
    worst, path = max(measured)
    verdict = "" if own_worst is None else "yes" if own_worst < statistics.median(seconds) else "NO"
    return [program.name, len(seconds), f"{statistics.median(seconds) * 1e3:.2f}",
            f"{percentile(seconds, 0.99) * 1e3:.2f}", f"{worst * 1e3:.2f}", verdict], path


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("binaries", type=pathlib.Path, help="the folder of a release build's programs")
    parser.add_argument("folders", type=pathlib.Path, nargs="+", help="with templates")
    parser.add_argument("--share", type=int, default=100, help="templates that a peer reads, at least 1 (default 100)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of ours of each, of which the best counts")
    arguments = parser.parse_args()
    every = templates(arguments.folders)
    if not every:
        sys.exit("no template there")
    if arguments.share < 1:
        parser.error("--share is at least 1")

    with tempfile.TemporaryDirectory() as folder:
        rule = pathlib.Path(folder) / "rule.guard"
        rule.write_text(RULE)
        ours = Program("omnitrack-synth validate", [arguments.binaries / "omnitrack-synth", "validate", "-q"], "", [])
        guard = shutil.which("cfn-guard")
        peers, _ = measure.present([
            Program("cfn-lint", ["cfn-lint"], "pip install cfn-lint", [shutil.which("cfn-lint")]),
            Program("@aws/cloudformation-validate", ["node", AWS_VALIDATE], "run `npm install` in bench/",
                    [AWS_PACKAGE.is_dir(), shutil.which("node")]),
            Program("cfn-guard, one rule", ["cfn-guard", "validate", "-r", rule, "-d"],
                    "no cfn-guard on the PATH", [guard])])
        chosen = spread(every, arguments.share)
        theirs = {peer.name: [] for peer in peers}
        own = []
        for path in every:
            own.append((min(ours.seconds(path) for _ in range(arguments.rounds)), path))
            if path in chosen:
                for peer in peers:
                    theirs[peer.name].append((peer.seconds(path), path))

    rows, slowest = row(ours, own, None)
    own_worst = max(own)[0]
    rest = [row(peer, theirs[peer.name], own_worst)[0] for peer in peers]
    measure.table(["whole process", "templates", "median ms", "p99 ms", "worst ms", "our worst below its median"],
                  [rows, *rest])
    print(f"our worst is {slowest} ({slowest.stat().st_size} bytes)")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Times the validation of one template: ours, cfn-lint and AWS's own validator from npm.

The programs take turns, so that a busy moment of the machine falls on all of them. Then ours runs in
process on templates that grow tenfold.
"""

import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import sys

import measure

HERE = pathlib.Path(__file__).resolve().parent
TEMPLATE = HERE.parent / "templates" / "omnitrack" / "OmniTrack.template.json"
AWS_VALIDATE = HERE / "aws-validate" / "validate.js"
AWS_PACKAGE = HERE / "node_modules" / "@aws" / "cloudformation-validate"
TARGETS = {"cfn-lint": 500, "@aws/cloudformation-validate": 200}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binaries", help="the folder of a release build's programs",
                        type=pathlib.Path)
    parser.add_argument("--template", type=pathlib.Path, default=TEMPLATE)
    parser.add_argument("--rounds", type=int, default=5, help="rounds of all programs (default 5)")
    parser.add_argument("--repeat", type=int, default=20,
                        help="runs of omnitrack-synth in a round (default 20)")
    parser.add_argument("--require", action="store_true",
                        help="fail when a peer is missing or a target is missed")
    return parser.parse_args()


def peers(template):
    """The commands of the peers that are here, by name; says which are not."""
    commands = {}
    if shutil.which("cfn-lint"):
        commands["cfn-lint"] = ["cfn-lint", template]
    else:
        print("left out: cfn-lint: pip install cfn-lint", file=sys.stderr)
    if AWS_PACKAGE.is_dir() and shutil.which("node"):
        commands["@aws/cloudformation-validate"] = ["node", AWS_VALIDATE, template]
    else:
        print(f"left out: @aws/cloudformation-validate: run `npm install` in {HERE.name}/",
              file=sys.stderr)
    return commands


def whole_process(arguments):
    """Prints the table of whole processes; whether all peers ran and all targets were reached."""
    ours = [arguments.binaries / "omnitrack-synth", "validate", "--quiet", arguments.template]
    others = peers(arguments.template)
    own, theirs, warm = [], {name: [] for name in others}, []
    for _ in range(arguments.rounds):
        own += [measure.run(ours)[0] for _ in range(arguments.repeat)]
        for name, command in others.items():
            theirs[name].append(measure.run(command)[0])
    if "@aws/cloudformation-validate" in others:
        _, text = measure.run([*others["@aws/cloudformation-validate"], 20])
        warm = [json.loads(text)["warm_ms"] / 1e3]
    complete = set(theirs) == set(TARGETS)
    median = statistics.median(own)
    rows = [["omnitrack-synth validate", len(own), f"{median * 1e3:.2f}", f"{min(own) * 1e3:.2f}",
             "1.0", ""]]
    for name, seconds in theirs.items():
        ratio = statistics.median(seconds) / median
        complete &= ratio >= TARGETS[name]
        rows.append([name, len(seconds), f"{statistics.median(seconds) * 1e3:.0f}",
                     f"{min(seconds) * 1e3:.0f}", f"{ratio:.0f}",
                     f">= {TARGETS[name]}: {'yes' if ratio >= TARGETS[name] else 'NO'}"])
    for seconds in warm:
        rows.append(["  the same, kept warm", 19, f"{seconds * 1e3:.0f}", "",
                     f"{seconds / median:.0f}", ""])
    measure.table(["one template, whole process", "runs", "median ms", "best ms", "times ours",
                   "target"], rows)
    return complete


def in_process(binaries, template):
    """Prints how ours grows; whether a resource stays below 50 us everywhere."""
    program = binaries / "validate_growth"
    measured = []
    for command in ([program, template], [program]):
        measured += json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    print()
    measure.table(
        ["in process", "resources", "KB", "read us", "check us", "us a resource"],
        [[pathlib.Path(each["name"]).name, each["resources"], f"{each['bytes'] / 1e3:.0f}",
          f"{each['parse_us']:.0f}", f"{each['check_us']:.0f}", f"{each['us_per_resource']:.2f}"]
         for each in measured])
    return all(each["us_per_resource"] <= 50 for each in measured)


def main():
    arguments = parse_arguments()
    try:
        complete = whole_process(arguments)
        complete &= in_process(arguments.binaries, arguments.template)
    except measure.Failed as failure:
        sys.exit(f"validate.py: {failure}")
    if arguments.require and not complete:
        sys.exit(1)


if __name__ == "__main__":
    main()

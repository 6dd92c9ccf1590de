#!/usr/bin/env python3
"""Compares what `validate` says of SAM templates with what SAM's own transform says.

    python3 tests/sam/agreement.py --binary build/release/bin/omnitrack-synth FOLDER...

counts the templates on which both say the same: that the transform refuses the template or not.
With --made, a program of the tests, it compares the names of what the transform makes as well. Ends
with 1 where an error of ours is none of the transform's, or fewer than --least per cent agree.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

# The transform passes a type of SAM's that it does not know on to CloudFormation, which refuses it.
CODE_OF_SAM = re.compile(r"OT50(?!01)\d\d$")
HASH = re.compile(r"[0-9a-f]{10}$")
AT_ONCE = 100


def templates(folders):
    for folder in folders:
        files = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        yield from (file for file in files
                    if file.is_file() and file.suffix in (".json", ".yaml", ".yml", ".template"))


def ours(binary, file):
    """The codes of our errors about a template."""
    run = subprocess.run([binary, "validate", "--format", "json", str(file)],
                         capture_output=True, text=True, check=False)
    report = json.loads(run.stdout)
    findings = report["findings"] if isinstance(report, dict) else report
    return [(each["code"], each["message"]) for each in findings if each["severity"] == "error"]


def made_by_us(program, files):
    """The types of what is made, by file and id."""
    found = {}
    for at in range(0, len(files), AT_ONCE):
        some = [str(file) for file in files[at:at + AT_ONCE]]
        run = subprocess.run([program, *some], capture_output=True, text=True, check=True)
        for line in run.stdout.splitlines():
            file, name, type_name, _ = line.split("\t")
            found.setdefault(file, {})[name] = type_name
    return found


def differences(peer, own):
    """What only one of both makes; a hash of ten digits stands for any other."""
    patterns = [name[:-1] for name in own if name.endswith("*")]

    def is_known(name):
        return (name in own or HASH.sub("#", name) in own or HASH.sub("", name) in own
                or any(name.startswith(pattern) for pattern in patterns))

    known = {name for name in peer} | {HASH.sub("#", name) for name in peer} | {
        HASH.sub("", name) for name in peer}
    return ([f"we miss {name}" for name in peer if not is_known(name)]
            + [f"we make {name}" for name in own if name not in known and not name.endswith("*")])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--binary", required=True)
    parser.add_argument("--made")
    parser.add_argument("--least", type=float, default=100.0, help="per cent that must agree")
    parser.add_argument("folders", nargs="+", type=Path)
    arguments = parser.parse_args()
    try:
        import peer
    except ImportError as missing:
        print(f"skipped: {missing}")
        return 77
    files = list(templates(arguments.folders))
    read = {file: template for file in files if (template := peer.read(file)) is not None}
    own_makes = made_by_us(arguments.made, list(read)) if arguments.made else {}
    agreed, false_errors, misses, names = 0, [], [], []
    for file, template in read.items():
        made, refusal = peer.transform(template)
        errors = ours(arguments.binary, file)
        of_sam = [error for error in errors if CODE_OF_SAM.match(error[0])]
        if refusal is None and of_sam:
            false_errors.append(f"{file}: {of_sam[0]}")
        elif refusal is not None and not errors:
            misses.append(f"{file}: {refusal}")
        else:
            agreed += 1
        if made is not None and str(file) in own_makes:
            names += [f"{file}: {each}"
                      for each in differences(made["Resources"], own_makes[str(file)])]
    share = 100 * agreed / len(read) if read else 0.0
    for title, found in (("false errors", false_errors), ("misses", misses), ("names", names)):
        print(f"{title}: {len(found)}", *found, sep="\n  ")
    print(f"{agreed} of {len(read)} templates agree: {share:.2f} %")
    return 1 if false_errors or names or share < arguments.least else 0


if __name__ == "__main__":
    sys.exit(main())

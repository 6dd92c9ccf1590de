#!/usr/bin/env python3
"""Imports templates by our program, by the CDK's `cdk migrate` and by cdk-from-cfn, and counts.

    npm install cdk-from-cfn aws-cdk    # into NODE_FOLDER
    python3 peers.py FOLDER... --node NODE_FOLDER [--program build/test/bin/omnitrack-synth] [--limit N]

Told are how many templates each tool refuses, and how many lines of code without comments and empty ones
it makes of those that all of them take. Neither peer's result is compiled here.
"""

import argparse
import os
import pathlib
import re
import subprocess
import tempfile

from corpus import spread, templates_in

TRANSMUTE = """
const peer = require('cdk-from-cfn');
const fs = require('fs');
process.stdout.write(peer.transmute(fs.readFileSync(process.argv[1], 'utf8'), 'typescript', 'TheStack'));
"""


def lines_of(text):
    """The lines that say something."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return sum(1 for line in text.splitlines() if line.strip() and not line.strip().startswith("//"))


def run(command, **options):
    try:
        return subprocess.run([str(word) for word in command], capture_output=True, text=True,
                              errors="replace", check=False, timeout=120, **options)
    except subprocess.TimeoutExpired:
        return None


def ours(template, program, folder):
    done = run([program, "import", template, "-o", folder, "--force"])
    if done is None or done.returncode != 0:
        return None
    return lines_of((folder / "main.cpp").read_text(encoding="utf-8"))


def transmuted(template, node, _folder):
    done = run(["node", "-e", TRANSMUTE, template], cwd=node)
    return lines_of(done.stdout) if done is not None and done.returncode == 0 and done.stdout else None


def migrated(template, node, folder):
    # npm is left out: what it installs is not counted.
    idle = folder / "bin"
    idle.mkdir(exist_ok=True)
    (idle / "npm").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    (idle / "npm").chmod(0o755)
    with tempfile.TemporaryDirectory() as made:
        done = run(["node", node / "node_modules/aws-cdk/bin/cdk", "migrate", "--stack-name", "TheStack",
                    "--from-path", template, "--language", "typescript", "--output-path", made],
                   env=os.environ | {"PATH": f"{idle}:{os.environ['PATH']}"}, cwd=folder)
        files = list(pathlib.Path(made).glob("TheStack/lib/*.ts"))
        if done is None or done.returncode != 0 or not files:
            return None
        return lines_of(files[0].read_text(encoding="utf-8"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--node", type=pathlib.Path, required=True)
    parser.add_argument("--program", type=pathlib.Path, default=pathlib.Path("build/test/bin/omnitrack-synth"))
    arguments = parser.parse_args()
    templates = spread([path.resolve() for path in templates_in(arguments.folders)], arguments.limit)
    tools = {"omnitrack-synth import": (ours, arguments.program.resolve()),
             "cdk-from-cfn": (transmuted, arguments.node.resolve()),
             "cdk migrate": (migrated, arguments.node.resolve())}
    counts = {name: [] for name in tools}
    with tempfile.TemporaryDirectory() as scratch:
        for template in templates:
            for name, (tool, what) in tools.items():
                counts[name].append(tool(template, what, pathlib.Path(scratch)))
    common = [i for i in range(len(templates)) if all(each[i] is not None for each in counts.values())]
    print(f"{len(templates)} templates, {len(common)} of them taken by all")
    for name, each in counts.items():
        print(f"{name}: {sum(one is None for one in each)} refused, "
              f"{sum(each[i] for i in common)} lines of those that all take")
    for i, template in enumerate(templates):
        refused = [name for name, each in counts.items() if each[i] is None]
        if refused:
            print(f"refused by {', '.join(refused)}: {template}")


if __name__ == "__main__":
    main()

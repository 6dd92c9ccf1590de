#!/usr/bin/env python3
"""Gathers the templates of public repositories for agreement.py.

CHECKOUTS holds a clone of each repository of sources.json, in a folder named owner+name. Every file of
their last commits that is a template is written to FOLDER, each content once, below a folder of the
same name; gathered.json there tells the commits.
"""

import argparse
import hashlib
import json
import pathlib
import re
import subprocess
import sys

import report

HERE = pathlib.Path(__file__).resolve().parent
SUFFIXES = {".json", ".yaml", ".yml", ".template", ".cfn", ".cform"}
LARGEST = 1_000_000  # bytes, which is what CloudFormation takes from a bucket
SECTION = re.compile(rb'^Resources\s*:|"Resources"\s*:', re.MULTILINE)
OF_CLOUDFORMATION = re.compile(rb"AWSTemplateFormatVersion|AWS::\w+::\w+")
OF_A_GENERATOR = re.compile(rb"cookiecutter|\{%")


def git(checkout, *arguments):
    run = subprocess.run(["git", "-C", checkout, *arguments], capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(f"gather.py: {checkout}: {run.stderr.decode(errors='replace').strip()}")
    return run.stdout


def is_template(content):
    """Whether CloudFormation may be given this file: not what a generator has to fill in before."""
    return (len(content) <= LARGEST and SECTION.search(content) is not None
            and OF_CLOUDFORMATION.search(content) is not None
            and OF_A_GENERATOR.search(content) is None)


def files_of(checkout):
    """The path and content of each file that may be a template, of the last commit."""
    listed = []
    for entry in git(checkout, "ls-tree", "-r", "-z", "HEAD").split(b"\0"):
        if not entry:
            continue
        meta, path = entry.split(b"\t", 1)
        mode, kind, digest = meta.split()
        name = path.decode("utf-8", "replace")
        if (kind == b"blob" and mode != b"120000" and "{{" not in name
                and pathlib.PurePosixPath(name).suffix.lower() in SUFFIXES):
            listed.append((digest, name))
    with subprocess.Popen(["git", "-C", checkout, "cat-file", "--batch"],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        for digest, name in listed:
            reader.stdin.write(digest + b"\n")
            reader.stdin.flush()
            head = reader.stdout.readline().split()
            if head[-1] == b"missing":  # of a clone that is not whole
                continue
            content = reader.stdout.read(int(head[2]))
            reader.stdout.read(1)
            yield name, content
        reader.stdin.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkouts", type=pathlib.Path, metavar="CHECKOUTS")
    parser.add_argument("folder", type=pathlib.Path, metavar="FOLDER")
    arguments = parser.parse_args()
    sources = json.loads((HERE / "sources.json").read_text("utf-8"))
    seen = set()
    gathered = {}
    for repository in sources["repositories"]:
        folder = repository.replace("/", "+")
        checkout = arguments.checkouts / folder
        left_out = tuple(sources["left out"].get(repository, {}).get("folders", ()))
        count = 0
        for name, content in files_of(checkout):
            digest = hashlib.sha256(content).digest()
            if name.startswith(left_out) or not is_template(content) or digest in seen:
                continue
            seen.add(digest)
            place = arguments.folder / folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            count += 1
        commit = git(checkout, "rev-parse", "--short=10", "HEAD").decode().strip()
        gathered[repository] = {"commit": commit, "templates": count}
    (arguments.folder / report.GATHERED).write_text(json.dumps(gathered, indent=1) + "\n", "utf-8")
    print(sum(each["templates"] for each in gathered.values()), "templates")


if __name__ == "__main__":
    main()

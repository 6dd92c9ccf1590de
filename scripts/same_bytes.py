#!/usr/bin/env python3
"""Builds the program by several presets and demands the same bytes of all of them.

    scripts/same_bytes.py [PRESET...] [--no-build]

PRESETs are those of CMakePresets.json; release, dev, clang and arm64 where none is named: both compilers,
with and without optimization, both processors. Each program runs on all processors and on one alone.
"""

import argparse
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parent.parent
PRESETS = ("release", "dev", "clang", "arm64")
EMULATORS = {"arm64": ("qemu-aarch64", "-L", "/usr/aarch64-linux-gnu")}
PRODUCTION = ("--set", "environment=production", "--set", "cors_origins=https://app.example.com")


def runs():
    """The arguments of each run, whose output and files are compared."""
    ours, production = "omnitrack/OmniTrack.template.json", "omnitrack-production/OmniTrack.template.json"
    yield from (("synth",), ("synth", *PRODUCTION), ("synth", "-o", "out"), ("tree",), ("list",), ("requirements",))
    yield from (("diff", ours, production, "--format", form) for form in ("text", "json", "markdown"))
    yield from (("graph", production, "--format", form)
                for form in ("html", "svg", "mermaid", "dot", "drawio"))
    yield from (("validate", "faulty.yaml", "--format", form) for form in ("text", "json", "sarif", "junit"))
    yield ("validate", "faulty.yaml", "--fix", "--dry-run")
    yield ("reach", "internet", "RedisCluster", ours)
    yield ("import", production, "-o", "imported")
    yield ("format", ours, "--to", "yaml")
    templates = sorted((PROJECT / "templates/examples").rglob("*.json"))
    yield from (("validate", str(each.relative_to(PROJECT / "templates")), "--format", "json") for each in templates)
    yield from (("format", str(each.relative_to(PROJECT / "templates")), "--to", "yaml") for each in templates)


FAULTY = """Parameters:
  Unused: {Type: String}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties: {QueuName: jobs, DelaySeconds: 1.5e3, MessageRetentionPeriod: !Ref Unusd}
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties: {PolicyDocument: {Statement: {Effect: Alow, Action: s3:GetObjekt, Resource: "*"}}}
"""


def digest(command, folder):
    """What a run says, ends with and writes, as one digest."""
    done = subprocess.run(command, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1, 2):
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode(errors='replace')}")
    said = hashlib.sha256(done.stdout + b"\0" + done.stderr + b"\0" + str(done.returncode).encode())
    for name in ("out", "imported"):
        for file in sorted((folder / name).rglob("*")):
            said.update(str(file.relative_to(folder)).encode() + (file.read_bytes() if file.is_file() else b""))
        shutil.rmtree(folder / name, ignore_errors=True)
    return said.hexdigest()


def digests(preset, one_processor):
    """The digests of all runs of a preset's program."""
    program = PROJECT / "build" / preset / "bin/omnitrack-synth"
    begin = (*EMULATORS.get(preset, ()), str(program))
    if one_processor:
        begin = ("taskset", "--cpu-list", str(min(os.sched_getaffinity(0))), *begin)
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        shutil.copytree(PROJECT / "templates", folder, dirs_exist_ok=True)
        (folder / "faulty.yaml").write_text(FAULTY)
        return {" ".join(run): digest([*begin, *run], folder) for run in runs()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("presets", nargs="*", default=PRESETS)
    parser.add_argument("--no-build", action="store_true", help="take the programs that are there")
    arguments = parser.parse_args()
    reference, differences = None, 0
    for preset in arguments.presets:
        if not arguments.no_build:
            for step in (["cmake", "--preset", preset],
                         ["cmake", "--build", "--preset", preset, "--target", "omnitrack-synth"]):
                subprocess.run(step, cwd=PROJECT, stdout=subprocess.DEVNULL, check=True)
        for one_processor in (False, True):
            found = digests(preset, one_processor)
            reference = reference or found
            wrong = [run for run in found if found[run] != reference[run]]
            differences += len(wrong)
            where = f"{preset}, {'one processor' if one_processor else 'all processors'}"
            print(f"{where}: {len(found)} runs, {len(wrong)} differ", *wrong, sep="\n  ", flush=True)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())

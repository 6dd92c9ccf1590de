"""The two tools that compare a pair of templates: running them, and what they said."""

import collections
import concurrent.futures
import dataclasses
import json
import os
import pathlib
import subprocess
import time

import templates

WORKER = pathlib.Path(__file__).resolve().parent / "peers/cloudformation_diff_worker.mjs"
TIMEOUT_SECONDS = 60
SUFFIXES = {".json", ".yaml", ".yml", ".template"}

Pair = collections.namedtuple("Pair", "name old new")


class Failed(Exception):
    """A tool that cannot be run at all."""


@dataclasses.dataclass
class Answer:
    """What a tool said of a pair: its report, or why there is none."""

    report: dict
    failed: str = ""
    seconds: float = 0.0


def pairs_in(folders):
    """The pairs in folders: wherever a file `old` and a file `new` lie beside each other."""
    pairs = []
    for folder in folders:
        for old in sorted(folder.rglob("old.*")):
            new = [file for file in sorted(old.parent.glob("new.*")) if file.suffix in SUFFIXES]
            if new and old.suffix in SUFFIXES:
                pairs.append(Pair(str(old.parent.relative_to(folder.parent)), old, new[0]))
    return pairs


def read_pairs(folders):
    """The pairs in folders with their templates, and those that are no templates with the reason."""
    read, unread = [], []
    for pair in pairs_in(folders):
        try:
            read.append((pair, templates.read(pair.old), templates.read(pair.new)))
        except templates.Unreadable as problem:
            unread.append((pair, str(problem).splitlines()[0]))
    return read, unread


def ours(binary, old, new):
    """What omnitrack-synth says of two files."""
    began = time.perf_counter()
    try:
        run = subprocess.run([binary, "diff", old, new, "--format", "json"], capture_output=True,
                             timeout=TIMEOUT_SECONDS, check=False)
    except OSError as problem:
        raise Failed(f"{binary}: {problem.strerror}") from problem
    except subprocess.TimeoutExpired:
        return Answer({}, f"no answer in {TIMEOUT_SECONDS} s")
    seconds = time.perf_counter() - began
    try:
        if run.returncode == 0:
            return Answer(json.loads(run.stdout), "", seconds)
    except ValueError as problem:
        return Answer({}, f"no JSON: {problem}", seconds)
    said = run.stderr.decode("utf-8", "replace").strip().splitlines()
    return Answer({}, f"exit {run.returncode}: {said[0] if said else 'nothing said'}", seconds)


def ours_of_all(binary, pairs):
    """What omnitrack-synth says of each pair of files."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda pair: ours(binary, pair[0], pair[1]), pairs))


def peer_of_all(package, pairs):
    """What the peer says of each pair of templates, and the seconds until it had started."""
    if not (package / "package.json").exists():
        raise Failed(f"{package} is missing: run `npm install` in tests/diff_agreement")
    command = ["node", WORKER, package.resolve()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                          encoding="utf-8") as worker:
        began = time.perf_counter()
        say(worker, {"old": {"Resources": {}}, "new": {"Resources": {}}})
        started = time.perf_counter() - began
        answers = [say(worker, {"old": old, "new": new}) for old, new in pairs]
        worker.stdin.close()
    return answers, started


def say(worker, pair):
    """One question to the peer."""
    worker.stdin.write(json.dumps(pair) + "\n")
    worker.stdin.flush()
    line = worker.stdout.readline()
    if not line:
        raise Failed("the peer ended")
    said = json.loads(line)
    return Answer(said["resources"], said.get("failed", ""), said["seconds"])

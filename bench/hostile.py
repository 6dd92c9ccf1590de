#!/usr/bin/env python3
"""Grows templates that are made to hurt, tenfold twice, and fits how their cost grows with their size.

Each shape of hostile_shapes.py is judged by the verbs that it is for. The exponent is that of the last
step, of the processor's time without the start of the program; it says nothing below a few hundredths of
a second. Beside it stands the memory at the largest size.
"""

import argparse
import math
import pathlib
import resource
import subprocess
import sys
import tempfile

import hostile_shapes
import measure

START_BYTES = 20_000_000
BYTES_PER_BYTE = 12
MOST_EXPONENT = 1.3
FEWEST_SECONDS = 0.15  # less is not told from noise
SIZES = (100, 1_000, 10_000)


class Run:
    """One run: its seconds of the processor, and its memory in bytes."""

    def __init__(self, command, folder, limit):
        with tempfile.NamedTemporaryFile("r") as figures:
            subprocess.run(["/usr/bin/time", "-q", "-o", figures.name, "-f", "%U %S %M %x", "timeout", str(limit),
                            *map(str, command)], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           check=False)
            user, system, kilobytes, code = figures.read().split()
        self.seconds = float(user) + float(system)
        self.bytes = int(kilobytes) * 1024
        self.code = int(code)

    @property
    def failure(self):
        if self.code == 124:
            return "takes too long"
        return "" if self.code <= 5 else f"ends with {self.code}"


class Case:
    """A verb on files of a shape each; or on an app that grows, where a command `first` makes its lock file."""

    def __init__(self, name, program, shapes, words, first=()):
        self.name, self.program, self.shapes, self.words, self.first = name, program, shapes, words, first

    def run(self, folder, size, limit):
        """The bytes of the files, and the run of the verb on them."""
        files = []
        for place, shape in enumerate(self.shapes):
            files.append(pathlib.Path(folder) / f"{place}.yaml")
            files[-1].write_text(shape(size))
        sized = ("--set", f"size={size}") if self.first else ()
        if self.first:
            Run([self.program, *self.first, *sized], folder, limit)
        run = Run([self.program, *self.words, *sized, *files], folder, limit)
        lock = pathlib.Path(folder) / "omnitrack.lock.json"
        return sum(file.stat().st_size for file in [*files, *([lock] if self.first else [])]), run


def named(verb, *words):
    return " ".join([verb, *(each if isinstance(each, str) else each.__name__ for each in words)])


def cases(program):
    """All of them; the app that adopts and locks is `hostile_app`, beside the program."""
    for shape in hostile_shapes.VALIDATE:
        yield Case(named("validate", shape), program, (shape,), ("validate",))
    for shapes in hostile_shapes.DIFF:
        yield Case(named("diff", *shapes), program, shapes, ("diff",))
    for shape in hostile_shapes.GRAPH:
        yield Case(named("graph", shape), program, (shape,), ("graph", "--format", "mermaid"))
    app = program.with_name("hostile_app")
    for made, shape in hostile_shapes.ADOPT:
        yield Case(named("adopt", made, shape), app, (shape,),
                   ("adopt", "--dry-run", "--accept-guesses", "--stack", "Grown0", "--set", f"shape={made}",
                    "--set", "size=400"))
    for made in hostile_shapes.LOCK:
        shaped = ("lock", "--accept-moves", "--set", f"shape={made}")
        yield Case(named("lock", made), app, (), (*shaped, "--set", "prefix=Renamed"), shaped)


def grown(case, limit):
    """The bytes and runs of a case at each size, as far as it ends in time."""
    runs = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            runs.append(case.run(folder, size, limit))
        if runs[-1][1].failure:
            break
    return runs


def exponent(runs):
    """How the time of the last two runs grows with the bytes; nothing where it cannot be told."""
    (fewer, before), (more, after) = runs[-2:]
    if after.seconds < FEWEST_SECONDS or more < 2 * fewer:
        return None
    return math.log(after.seconds / max(before.seconds, 0.01)) / math.log(more / fewer)


def faults(runs):
    """What is wrong with a case."""
    size, last = runs[-1]
    if last.failure:
        return [last.failure]
    found = exponent(runs)
    wrong = [] if found is None or found <= MOST_EXPONENT else ["grows too fast"]
    if last.bytes > BYTES_PER_BYTE * size + START_BYTES:
        wrong.append(f"takes {last.bytes / size:.0f} times its size in memory")
    return wrong


def row(case, runs, wrong):
    found = exponent(runs) if len(runs) == len(SIZES) else None
    size, last = runs[-1]
    return [case.name, f"{size / 1000:.0f} KB",
            f"{last.seconds:.2f} s", "-" if found is None else f"{found:.2f}",
            f"{last.bytes / 1e6:.0f} MB", "; ".join(wrong)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path, help="build/release/bin/omnitrack-synth")
    parser.add_argument("names", nargs="*", help="only the cases with one of these in their names")
    parser.add_argument("--limit", type=float, default=30, help="the seconds that one run may take")
    parser.add_argument("--require", action="store_true", help="fail where something is wrong")
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    rows = []
    for case in cases(arguments.program.resolve()):
        if arguments.names and not any(each in case.name for each in arguments.names):
            continue
        runs = grown(case, arguments.limit)
        rows.append(row(case, runs, faults(runs)))
    measure.table(["shape", "size", "time", "exponent", "memory", "fault"], rows)
    if arguments.require and any(each[-1] for each in rows):
        sys.exit(1)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Times the loop of somebody who works on the OmniTrack stack: edit a line, build, synthesize.

Beside it the CDK does the same for its app: `cdk synth`, which compiles by ts-node. Each edit changes
a description in one source file of either; both files are put back at the end.
"""

import argparse
import contextlib
import pathlib
import statistics
import sys
import tempfile

import measure

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
CDK = HERE / "node_modules" / ".bin" / "cdk"
OWN_SOURCE = ROOT / "src" / "app" / "data.cpp"
PEER_SOURCE = HERE / "cdk-omnitrack" / "lib" / "omnitrack-stack.ts"
EDITED = "Main table name"
TARGET_SECONDS = 2


@contextlib.contextmanager
def edited(source):
    """Gives a function that edits the file anew at each call; puts the file back at the end."""
    original = source.read_text()
    if EDITED not in original:
        raise measure.Failed(f"{source} has no '{EDITED}' to edit")
    edits = iter(range(1, 1000))
    try:
        yield lambda: source.write_text(original.replace(EDITED, f"{EDITED} {next(edits)}"))
    finally:
        source.write_text(original)


def own_loop(build):
    built, _ = measure.run(["cmake", "--build", build, "--target", "omnitrack-synth"])
    ran, text = measure.run([build / "bin" / "omnitrack-synth"])
    if EDITED not in text:
        raise measure.Failed("the template does not show the edit")
    return built + ran


def peer_loop():
    with tempfile.TemporaryDirectory() as folder:
        seconds, _ = measure.run([CDK, "synth", "--quiet", "--output", folder],
                                 cwd=HERE / "cdk-omnitrack")
    return seconds


def measured(source, loop, rounds):
    """The seconds of each round, after one that is not counted."""
    with edited(source) as edit:
        seconds = []
        for _ in range(rounds + 1):
            edit()
            seconds.append(loop())
    return seconds[1:]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path, help="the folder of the dev preset: build/dev")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--require", action="store_true",
                        help="fail when the peer is missing or the target is missed")
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    loops = {"edit, build, synth (dev preset)": (OWN_SOURCE, lambda: own_loop(build))}
    if CDK.exists():
        loops["edit, cdk synth (ts-node)"] = (PEER_SOURCE, peer_loop)
    else:
        print("left out: the CDK: run `npm install` in bench/", file=sys.stderr)
    try:
        results = {name: measured(source, loop, arguments.rounds)
                   for name, (source, loop) in loops.items()}
    except measure.Failed as failure:
        sys.exit(f"edit.py: {failure}")
    own, *_ = (statistics.median(seconds) for seconds in results.values())
    rows = []
    for name, seconds in results.items():
        median = statistics.median(seconds)
        rows.append([name, f"{min(seconds):.2f}", f"{median:.2f}", f"{max(seconds):.2f}",
                     f"{median / own:.1f}"])
    measure.table(["", "least s", "median s", "most s", "times ours"], rows)
    if arguments.require and (len(results) < 2 or own >= TARGET_SECONDS):
        sys.exit(1)


if __name__ == "__main__":
    main()

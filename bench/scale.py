#!/usr/bin/env python3
"""What one resource costs in an app of many stacks, ours beside aws-cdk-lib's L1 constructs.

Both build the same app (half buckets, half tables that each refer to a bucket), synthesize and
write it, and print their own times without start-up. Ours also runs at sizes that grow tenfold, to
show how time and memory grow.
"""

import argparse
import json
import math
import pathlib
import statistics
import sys

import measure

HERE = pathlib.Path(__file__).resolve().parent
PEER = HERE / "cdk-scale" / "scale.js"
PEER_LIBRARY = HERE / "node_modules" / "aws-cdk-lib"
PER_STACK = 500
LIMIT = "the limit (limit.cpp)"
# Both write to memory where they can: a disk that falls behind is not what is measured.
IN_MEMORY = {"TMPDIR": "/dev/shm"} if pathlib.Path("/dev/shm").is_dir() else {}
INSTALLED = "aws-cdk-lib L1, as installed"
UNVALIDATED = "aws-cdk-lib L1, unvalidated"
TARGET_RATIO, TARGET_EXPONENT, TARGET_BYTES = 200, 1.05, 2048


def one_run(command, stacks, env=None):
    """One run at that many stacks: the report that it prints."""
    _, output = measure.run([*command, stacks, PER_STACK], env=IN_MEMORY | (env or {}))
    return json.loads(output)


def middle(reports, key):
    return statistics.median(report[key] for report in reports)


def slope(points):
    """The slope of the straight line that fits the points best."""
    mean_x = statistics.fmean(x for x, _ in points)
    mean_y = statistics.fmean(y for _, y in points)
    return (sum((x - mean_x) * (y - mean_y) for x, y in points)
            / sum((x - mean_x) ** 2 for x, _ in points))


def against_peer(command, arguments):
    """Prints all costs at the same size; returns whether the target is reached."""
    limit = pathlib.Path(command[0]).with_name("scale_limit")
    programs = {"ours": (command, None), LIMIT: ([str(limit)], None)}
    if PEER_LIBRARY.exists():
        programs[INSTALLED] = (["node", str(PEER)], None)
        programs[UNVALIDATED] = (["node", str(PEER)], {"CDK_VALIDATION": "false"})
    else:
        print("left out: aws-cdk-lib: run `npm install` in bench/", file=sys.stderr)
    reports = {name: [] for name in programs}
    for _ in range(arguments.rounds):
        for name, (words, env) in programs.items():
            reports[name].append(one_run(words, arguments.stacks, env))
    costs = {name: middle(runs, "us_per_resource") for name, runs in reports.items()}
    ratios = {name: cost / costs["ours"] for name, cost in costs.items()}
    rows = [
        [name, f"{middle(runs, 'startup_ms'):.1f}", f"{costs[name]:.3f}",
         f"{middle(runs, 'peak_kb') * 1024 / middle(runs, 'resources'):.0f}",
         f"{ratios[name]:.2f}"]
        for name, runs in reports.items()
    ]
    measure.table([f"{arguments.stacks} stacks of {PER_STACK}", "start-up ms", "us a resource",
                   "bytes a resource", "times ours"], rows)
    if INSTALLED not in ratios:
        return False
    print(f"ratio to the peer as installed {ratios[INSTALLED]:.0f}, "
          f"wanted at least {TARGET_RATIO}")
    return ratios[INSTALLED] >= TARGET_RATIO


def growth(command, arguments):
    """Prints our cost from 1,000 resources up; returns whether both targets are reached."""
    sizes = [10**power for power in range(3, 7) if 10**power <= arguments.largest]
    rows, times, peaks = [], [], []
    for size in sizes:
        runs = [one_run(command, size // PER_STACK) for _ in range(arguments.rounds)]
        each, peak = middle(runs, "us_per_resource"), middle(runs, "peak_kb")
        times.append((math.log(size), math.log(each * size)))
        peaks.append((size, peak * 1024))
        rows.append([f"{size:,}", f"{each * size / 1000:.2f}", f"{each:.3f}", f"{peak / 1024:.1f}"])
    print()
    measure.table(["resources", "ms", "us a resource", "peak MB"], rows)
    if len(sizes) < 2:
        return True
    exponent, memory = slope(times), slope(peaks)
    print(f"growth exponent {exponent:.3f}, wanted at most {TARGET_EXPONENT}; "
          f"{memory:.0f} bytes for each further resource, wanted at most {TARGET_BYTES}")
    return exponent <= TARGET_EXPONENT and memory <= TARGET_BYTES


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", help="our scale program (bench/scale.cpp, a release build)")
    parser.add_argument("--stacks", type=int, default=100, help="stacks beside the peer")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--largest", type=int, default=1_000_000,
                        help="resources of the largest app in the growth table")
    parser.add_argument("--require", action="store_true",
                        help="fail when the peer is missing or a target is missed")
    arguments = parser.parse_args()
    command = [str(pathlib.Path(arguments.binary).resolve())]
    try:
        reached = [against_peer(command, arguments), growth(command, arguments)]
    except measure.Failed as failure:
        sys.exit(f"scale.py: {failure}")
    if arguments.require and not all(reached):
        sys.exit(1)


if __name__ == "__main__":
    main()

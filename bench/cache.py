#!/usr/bin/env python3
"""Times the cache service beside redis-benchmark on one Redis server: values of 1 KB, one connection.

The two take turns, so that a busy moment of the machine falls on both, and a ratio is that of two
neighbours. With valgrind installed, the instructions that an operation costs in this process stand
beside.
"""

import argparse
import csv
import io
import json
import pathlib
import shutil
import statistics
import sys

import measure

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "tests"))
from support.redis_server import redis_server

ROUNDS = 9
OPERATIONS = 60_000
BATCH = 16
# Those of the OmniTrack stack.
PARAMETERS = ("--maxmemory-policy", "allkeys-lru", "--timeout", "300")
LEAST_SINGLE = 0.85
LEAST_PIPELINED = 0.70


def ours(program, port, scenario):
    return json.loads(measure.run([program, port, scenario, OPERATIONS])[1])


def peer(port, command, pipeline):
    """One row of redis-benchmark."""
    output = measure.run(["redis-benchmark", "-p", port, "-c", 1, "-d", 1024, "-n", OPERATIONS, "-P",
                          pipeline, "-t", command, "--csv"])[1]
    return next(csv.DictReader(io.StringIO(output)))


def instructions(program, port, scenario):
    """What one operation costs in our process; two runs of different length are subtracted."""

    few, many = 1_600, 16_000
    counts = [measure.instructions([program, port, scenario, operations]) for operations in (few, many)]
    return (counts[1] - counts[0]) / (many - few)


def compare(program, port, scenario, command, pipeline, least):
    """Prints a row for each of the two; whether the ratio is reached."""
    pairs = [(ours(program, port, scenario), peer(port, command, pipeline)) for _ in range(ROUNDS)]
    ratio = statistics.median(mine["per_second"] / float(theirs["rps"]) for mine, theirs in pairs)
    mine = {key: statistics.median(each[0][key] for each in pairs)
            for key in ("per_second", "p50_us", "p99_us", "user_ns")}
    theirs = {key: statistics.median(float(each[1][key]) for each in pairs)
              for key in ("rps", "p50_latency_ms", "p99_latency_ms")}
    counted = f"{instructions(program, port, scenario):.0f}" if shutil.which("valgrind") else "no valgrind"
    verdict = f"{ratio:.2f} (>= {least}: {'yes' if ratio >= least else 'NO'})"
    return ratio >= least, [
        [f"omnitrack {scenario}", f"{mine['per_second']:.0f}", f"{mine['p50_us']:.1f}", f"{mine['p99_us']:.1f}",
         f"{mine['user_ns']:.0f}", counted, verdict],
        [f"redis-benchmark {command} -P {pipeline}", f"{theirs['rps']:.0f}",
         f"{theirs['p50_latency_ms'] * 1e3:.0f}", f"{theirs['p99_latency_ms'] * 1e3:.0f}", "", "", ""],
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binaries", type=pathlib.Path, help="the folder of a release build's programs")
    parser.add_argument("--require", action="store_true", help="a missed target is an error")
    arguments = parser.parse_args()
    for tool in ("redis-server", "redis-benchmark"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is not installed; scripts/setup.sh --tests installs it")
    program = arguments.binaries / "cache_speed"
    rows, reached = [], []
    try:
        with redis_server(*PARAMETERS) as port:
            for scenario, command, pipeline, least in (
                ("get", "get", 1, LEAST_SINGLE), ("set", "set", 1, LEAST_SINGLE),
                ("get_many", "get", BATCH, LEAST_PIPELINED), ("set_many", "set", BATCH, LEAST_PIPELINED)):
                met, pair = compare(program, port, scenario, command, pipeline, least)
                reached.append(met)
                rows += pair
    except measure.Failed as failed:
        sys.exit(str(failed))
    measure.table([f"1 KB, 1 connection, {ROUNDS} rounds", "a second", "p50 us", "p99 us", "user ns each",
                   "instructions each", "ratio"], rows)
    return 1 if arguments.require and not all(reached) else 0


if __name__ == "__main__":
    sys.exit(main())

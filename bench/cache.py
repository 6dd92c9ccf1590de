#!/usr/bin/env python3
"""Times the cache service beside other clients of Redis, and beside redis-benchmark.

GET and SET of 100 bytes and of 10 KB by one client, pipelined, on a cluster, with TLS, and by eight
threads. All take turns within each round, so that a busy moment of the machine falls on all of them, and
a ratio is the median of those of neighbours. With --instructions, those that an operation costs in the
client's process stand beside, as callgrind counts them; no other load changes them. At last values of the
local level stand beside a GET of them.
"""

import argparse
import pathlib
import shutil
import statistics
import sys
from dataclasses import dataclass

import cache_servers
import measure
from cache_clients import Load, RedisBenchmark, median_of, ours, ours_with_local_levels, peers

ROUNDS = 5
SIZES = (100, 10_240)
BATCH = 50
LOCAL_SIZES = (*SIZES, 102_400)


@dataclass
class Mode:
    """A way to use a client."""

    name: str
    serve: object
    pipeline: int = 1
    threads: int = 1
    # How much of redis-benchmark's throughput ours is to reach.
    least: float | None = None
    server: cache_servers.Server | None = None


MODES = (
    Mode("one client", cache_servers.single, least=1.0),
    Mode(f"pipelined by {BATCH}", cache_servers.single, pipeline=BATCH, least=0.9),
    Mode(f"cluster of {cache_servers.PRIMARIES}", cache_servers.cluster),
    Mode("TLS", cache_servers.encrypted),
    Mode("eight threads", cache_servers.single, threads=8),
)


def take_turns(clients, load, rounds):
    """What each client took in each round, by its name; another one begins each round."""
    taken = {client.name: [] for client in clients}
    for i in range(rounds):
        begin = i % len(clients)
        for client in clients[begin:] + clients[:begin]:
            taken[client.name].append(client.run(load))
    return taken


def ratio(mine, theirs):
    return statistics.median(a["rate"] / b["rate"] for a, b in zip(mine, theirs))


def text(figure, digits=0):
    return "" if figure is None else f"{figure:.{digits}f}"


class Row:
    """One load, done by all clients that can."""

    def __init__(self, load, clients, arguments):
        self.title = title_of(load)
        self.mode = load.mode
        self.clients = [client for client in clients if not client.unable(load.mode)]
        self.taken = take_turns(self.clients, load, arguments.rounds)
        counts = arguments.instructions and load.mode.threads == 1
        self.instructions = {client.name: client.instructions(load) if counts else None
                             for client in self.clients}
        self.mine = self.taken[clients[0].name]
        self.to_benchmark = ratio(self.mine, self.taken[RedisBenchmark.name])
        # The library that ours gains least on.
        self.best = min((client.name for client in self.clients[1:] if client.name != RedisBenchmark.name),
                        key=lambda name: ratio(self.mine, self.taken[name]), default=None)

    def reached(self):
        """Whether each target of the row is reached."""
        met = []
        if self.mode.least is not None:
            met.append(self.to_benchmark >= self.mode.least)
        if self.best:
            met.append(ratio(self.mine, self.taken[self.best]) >= 1)
        return all(met)

    def lines(self):
        for client in self.clients:
            taken = self.taken[client.name]
            figures = [text(median_of(taken, key), digits) for key, digits in
                       (("rate", 0), ("p50_us", 0), ("p99_us", 0), ("p999_us", 0), ("cpu_us", 2))]
            yield [client.name, *figures, text(self.instructions[client.name]),
                   text(ratio(self.mine, taken), 2)]

    def summary(self):
        other = self.taken[self.best] if self.best else []
        figures = [f"{text(median_of(self.mine, key), digits)} / {text(median_of(other, key), digits)}"
                   for key, digits in (("p50_us", 0), ("p99_us", 0), ("p999_us", 0), ("cpu_us", 2))]
        least = f" (>= {self.mode.least})" if self.mode.least else ""
        return [self.title, text(median_of(self.mine, "rate")), f"{self.to_benchmark:.2f}{least}",
                f"{ratio(self.mine, other):.2f} {self.best}" if self.best else "", *figures,
                "yes" if self.reached() else "NO"]


def title_of(load):
    return f"{load.operation.upper()} {load.size} B, {load.mode.name}"


def measured(clients, arguments):
    """The rows whose title holds what is wanted."""
    for mode in MODES:
        loads = [Load(mode, operation, size, arguments.scale)
                 for operation in ("get", "set") for size in SIZES]
        loads = [load for load in loads if arguments.only in title_of(load)]
        if not loads:
            continue
        with mode.serve() as mode.server:
            for load in loads:
                row = Row(load, clients, arguments)
                measure.table([row.title, "a second", "p50 us", "p99 us", "p999 us", "CPU us each",
                               "instructions each", "ours to it"], row.lines())
                print(flush=True)
                yield row


def local_rows(arguments):
    """What a value costs on the local level, beside a GET, for each size."""
    clients = [ours(arguments.binaries), *ours_with_local_levels(arguments.binaries)]
    mode = Mode("local level", cache_servers.single)
    loads = [Load(mode, "get", size, arguments.scale) for size in LOCAL_SIZES]
    loads = [load for load in loads if arguments.only in title_of(load)]
    if not loads:
        return
    with mode.serve() as mode.server:
        for load in loads:
            taken = take_turns(clients, load, arguments.rounds)
            plain = taken[clients[0].name]
            for client in clients:
                counted = client.instructions(load) if arguments.instructions else None
                yield [title_of(load), client.name, text(median_of(taken[client.name], "rate")),
                       text(median_of(taken[client.name], "p50_us"), 1),
                       text(median_of(taken[client.name], "cpu_us"), 2), text(counted),
                       text(ratio(taken[client.name], plain), 2)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binaries", type=pathlib.Path, help="the folder of a release build's programs")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"turns of each client ({ROUNDS})")
    parser.add_argument("--scale", type=float, default=1, help="the operations of a turn, as a factor (1)")
    parser.add_argument("--instructions", action="store_true", help="count them too, which needs valgrind")
    parser.add_argument("--peers", metavar="NAMES", type=lambda text: text.split(","),
                        help="these alone, with commas between them")
    parser.add_argument("--only", default="", metavar="TEXT", help="the rows whose title holds a text")
    parser.add_argument("--require", action="store_true",
                        help="a missed target, or a peer that is missing, is an error")
    arguments = parser.parse_args()
    for tool in ("redis-server", "redis-benchmark", *(["valgrind"] if arguments.instructions else [])):
        if not shutil.which(tool):
            sys.exit(f"{tool} is not installed; scripts/setup.sh --tests installs it")
    wanted = [peer for peer in peers(arguments.binaries)
              if arguments.peers is None or peer.name in arguments.peers]
    able, all_there = measure.present(wanted)
    clients = [ours(arguments.binaries), *able, RedisBenchmark()]
    try:
        rows = list(measured(clients, arguments))
        locally = list(local_rows(arguments))
    except measure.Failed as failed:
        sys.exit(str(failed))
    if rows:
        measure.table([f"ours / the best other library, {arguments.rounds} rounds", "ours a second",
                       "to redis-benchmark", "to the best",
                       "p50 us", "p99 us", "p999 us", "CPU us each", "reached"],
                      [row.summary() for row in rows])
        print()
    if locally:
        measure.table(["a value in this process", "by", "a second", "p50 us", "CPU us each",
                       "instructions each", "to a GET"], locally)
    return 1 if arguments.require and not (all_there and all(row.reached() for row in rows)) else 0


if __name__ == "__main__":
    sys.exit(main())

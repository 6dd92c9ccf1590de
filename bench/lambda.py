#!/usr/bin/env python3
"""Times the function of simulation results beside the same handler in Node.js: how it starts, and how
it serves when it is warm.

All speak to one Redis and to the stand-in of the Runtime API of tests/lambda, and take turns. A time of
an invocation is the stand-in's, from sending the event to having read the response, so both ends' sockets
and the stand-in's own Python are in all of them.
"""

import argparse
import contextlib
import pathlib
import shutil
import statistics
import sys

import measure

HERE = pathlib.Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "tests" / "lambda"), str(HERE.parent / "tests")]
from function import running
from support.redis_server import redis_server

NODE_HANDLER = HERE / "lambda-node"
INSTALL = f"run `npm install` in {HERE.name}/"
CACHED = {"scenarioId": "warm", "parameters": {"seed": 1, "runs": 1, "days": 1}}


class Program:
    """One way to serve the invocations: a command, and what must exist for it to run."""

    def __init__(self, name, command, *, needs=(), **variables):
        self.name, self.command, self.needs, self.variables = name, command, needs, variables
        self.first_ask, self.first_response, self.peak_kb = [], [], []
        self.cached, self.computed = [], []

    def missing(self):
        """The reason why it cannot run here, or None."""
        for need, remedy in self.needs:
            if not (shutil.which(str(need)) or pathlib.Path(need).exists()):
                return f"{need} is missing: {remedy}"
        return None

    @contextlib.contextmanager
    def start(self, port):
        """It runs, with its first response given."""
        with running(*self.command, REDIS_HOST="127.0.0.1", REDIS_PORT=port,
                     **self.variables) as function:
            invocation = function.api.submit(CACHED)
            outcome = function.finish(invocation)
            if outcome.kind != "response":
                raise measure.Failed(f"{self.name}: {outcome.body.decode()}\n{function.said()}")
            self.first_ask.append(function.api.asked_first - function.started)
            self.first_response.append(
                invocation.delivered + outcome.seconds - function.started)
            yield function
            status = pathlib.Path(f"/proc/{function.process.pid}/status").read_text()
            self.peak_kb += [int(line.split()[1]) for line in status.splitlines()
                             if line.startswith("VmHWM")]

    def serve(self, function, event, origin, into):
        outcome = function.invoke(event)
        if outcome.json()["origin"] != origin:
            raise measure.Failed(f"{self.name}: not {origin}: {outcome.body.decode()}")
        into.append(outcome.seconds)


def peers():
    node = shutil.which("node") or "node"
    modules = HERE / "node_modules"
    needs = [("node", "install Node.js 20 or later"), (modules / "redis", INSTALL)]
    client = modules / "aws-lambda-ric"
    return [
        Program("node, a minimal loop, redis 4.7", [node, NODE_HANDLER / "minimal.mjs"],
                needs=needs),
        Program("node, aws-lambda-ric 4.0, redis 4.7", [node, client / "index.mjs",
                                                        "handler.handler"],
                needs=[*needs, (client / "rapid-client.node", INSTALL)],
                LAMBDA_TASK_ROOT=NODE_HANDLER, _HANDLER="handler.handler"),
    ]


def percentile(values, part):
    return sorted(values)[int(part * (len(values) - 1))]


def measure_all(programs, port, rounds, starts, warm):
    seed = 0
    for _ in range(rounds):
        for _ in range(starts):
            for program in programs:
                with program.start(port):
                    pass
        for program in programs:
            with program.start(port) as function:
                for i in range(-100, warm):
                    program.serve(function, CACHED, "cached", program.cached if i >= 0 else [])
                for _ in range(warm // 5):
                    seed += 1
                    event = {**CACHED, "parameters": {**CACHED["parameters"], "seed": 1 + seed}}
                    program.serve(function, event, "computed", program.computed)


def report(programs):
    def median(values):
        return statistics.median(values)

    def row(program, unit, values):
        center = median(values)
        return [program.name, len(values), f"{center * unit:.3f}",
                f"{percentile(values, 0.99) * unit:.3f}"]

    own = programs[0]
    for title, which, unit in (
            ("from the start to the first request, ms", "first_ask", 1e3),
            ("from the start to the first response (cold, in the cache), ms", "first_response", 1e3),
            ("a warm invocation, in the cache, ms", "cached", 1e3),
            ("a warm invocation, not in the cache, ms", "computed", 1e3),
            ("peak memory, MB", "peak_kb", 1 / 1024)):
        rows = []
        for program in programs:
            values = getattr(program, which)
            rows.append([*row(program, unit, values),
                         f"{median(values) / median(getattr(own, which)):.1f}"])
        measure.table([title, "times", "median", "p99", "times ours"], rows)
        print()


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bootstrap", type=pathlib.Path,
                        help="the bootstrap to measure (scripts/lambda prints its folder)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of all programs (default 5)")
    parser.add_argument("--starts", type=int, default=10,
                        help="starts of each program in a round (default 10)")
    parser.add_argument("--warm", type=int, default=1000,
                        help="invocations of each warm program in a round (default 1000)")
    parser.add_argument("--require", action="store_true", help="fail when a peer is missing")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    bootstrap = arguments.bootstrap.resolve()
    own = Program("ours", [bootstrap], needs=[(bootstrap, "scripts/lambda builds it")])
    if not shutil.which("redis-server"):
        sys.exit("lambda.py: redis-server is missing: scripts/setup.sh --tests installs it")
    if reason := own.missing():
        sys.exit(f"lambda.py: {reason}")
    able, complete = measure.present(peers())
    present = [own, *able]
    try:
        with redis_server("--maxmemory-policy", "allkeys-lru", "--timeout", "300") as port:
            for program in present:
                with program.start(port):
                    pass
                program.first_ask.clear()
                program.first_response.clear()
                program.peak_kb.clear()
            measure_all(present, port, arguments.rounds, arguments.starts, arguments.warm)
    except (measure.Failed, AssertionError) as failure:
        sys.exit(f"lambda.py: {failure}")
    print(f"the bootstrap has {bootstrap.stat().st_size / 1e6:.1f} MB\n")
    report(present)
    if arguments.require and not complete:
        sys.exit(1)


if __name__ == "__main__":
    main()

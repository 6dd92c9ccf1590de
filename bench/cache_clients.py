"""The clients of Redis that bench/cache.py measures, each a program that tells what a load took."""

import csv
import io
import json
import pathlib
import shutil
import statistics

import measure

NODE = pathlib.Path(__file__).resolve().parent / "cache-node"
INSTALL = "run `npm install` in bench/"


class Load:
    """What a client is made to do, and on which server."""

    def __init__(self, mode, operation, size, scale):
        self.mode, self.operation, self.size, self.scale = mode, operation, size, scale

    def operations(self):
        """So many that a run takes some tenths of a second at a scale of 1."""
        if self.mode.pipeline == 1:
            calls = 6_000 * max(1, self.mode.threads // 2)
        else:
            calls = 1_200 if self.size < 1_000 else 400
        return round(calls * self.scale) * self.mode.pipeline

    def words(self, operations):
        mode = self.mode
        return [f"port={mode.server.port}", f"operation={self.operation}", f"bytes={self.size}",
                f"operations={operations}", f"pipeline={mode.pipeline}", f"threads={mode.threads}",
                f"cluster={int(mode.server.is_cluster)}", f"ca={mode.server.ca_file}"]


class Client:
    """One of the libraries, by a program that takes the words of cache_load.hpp."""

    def __init__(self, name, command, *, needs=(), unable=None, counts_instructions=False, times=1):
        self.name, self.command, self.needs, self.times = name, command, needs, times
        self.unable = unable or (lambda mode: None)
        self.counts_instructions = counts_instructions

    def missing(self):
        """The reason why it cannot run here, or None."""
        for need, remedy in self.needs:
            if not (shutil.which(str(need)) or pathlib.Path(need).exists()):
                return f"{need} is missing: {remedy}"
        return None

    def run(self, load):
        taken = json.loads(measure.run([*self.command, *load.words(load.operations() * self.times)])[1])
        pipeline = load.mode.pipeline
        return {"rate": taken["calls_per_second"] * pipeline,
                "cpu_us": taken["cpu_us_per_call"] / pipeline,
                **{key: taken[key] for key in ("p50_us", "p99_us", "p999_us")}}

    def instructions(self, load):
        """What an operation costs in this process; two runs of different length are subtracted."""
        if not self.counts_instructions:
            return None
        few, many = (calls * load.mode.pipeline for calls in (400, 1_600))
        counts = [measure.instructions([*self.command, *load.words(operations)])
                  for operations in (few, many)]
        return (counts[1] - counts[0]) / (many - few)


class RedisBenchmark:
    """The measure of Redis itself: it looks at no value, and gives none to anyone."""

    name = "redis-benchmark"

    def run(self, load):
        mode = load.mode
        # On a cluster it fills the tag in, so that each node gets its share.
        key = "bench:{tag}" if mode.server.is_cluster else "bench:0"
        command = ["redis-benchmark", "-p", mode.server.port, "-c", mode.threads,
                   "-n", load.operations(), "-P", mode.pipeline, "--csv"]
        command += ["--threads", mode.threads] if mode.threads > 1 else []
        command += ["--cluster"] if mode.server.is_cluster else []
        command += ["--tls", "--cacert", mode.server.ca_file] if mode.server.ca_file else []
        write = ["set", key, "x" * load.size]
        if load.operation == "get":
            # What it reads must be there.
            measure.run([*command, *write])
        said = measure.run([*command, *(write if load.operation == "set" else ["get", key])])[1]
        # It may say a warning first.
        row = next(csv.DictReader(io.StringIO(said[said.index('"test"'):])))
        return {"rate": float(row["rps"]), "p50_us": float(row["p50_latency_ms"]) * 1e3,
                "p99_us": float(row["p99_latency_ms"]) * 1e3}

    def instructions(self, load):
        return None

    def unable(self, mode):
        return None


def ours(binaries):
    return Client("omnitrack", [binaries / "cache_speed"], counts_instructions=True)


def ours_with_local_levels(binaries):
    # Without a round trip a run would be over too soon.
    return [Client(f"local level, {consistency}", [binaries / "cache_speed", f"local={consistency}"],
                   counts_instructions=True, times=times)
            for consistency, times in (("confirmed", 1), ("tracked", 20))]


def peers(binaries):
    """The other libraries, as far as they may run here."""

    def program(name, unable=None):
        path = binaries / f"cache_{name.replace('-', '_')}"
        remedy = f"install {name} where pkg-config finds it, and build again"
        return Client(name, [path], needs=[(path, remedy)], unable=unable, counts_instructions=True)

    def of_node(name, package):
        needs = [("node", "install Node.js 20 or later"),
                 (NODE.parent / "node_modules" / package, INSTALL)]
        return Client(name, ["node", NODE / "load.mjs", name], needs=needs)

    return [
        program("hiredis", lambda mode: "knows no clusters" if mode.server.is_cluster else None),
        program("redis-plus-plus"),
        of_node("ioredis", "ioredis"),
        of_node("redis", "redis"),
        of_node("glide", "@valkey/valkey-glide"),
    ]


def median_of(taken, key):
    """The median of a figure of several runs, or None where there is none."""
    values = [each[key] for each in taken if key in each]
    return statistics.median(values) if values else None

#!/usr/bin/env python3
"""Measures a deployment of the OmniTrack stack: our own part of it, and how much it asks of AWS.

Our own part is the time in which no call of `aws` runs, the start of each call and the shortest pauses
between two looks at the stack (10 ms) included. The calls of `aws` stand beside the requests that `cdk
deploy` makes for the same stack, both against the moto server.
"""

import argparse
import http.client
import http.server
import importlib.util
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import urllib.parse

import measure

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent
CDK = PROJECT / "tests" / "node_modules" / "aws-cdk" / "bin" / "cdk"
RUNS = 20
TARGET_MS = 50


def harness_of(tests):
    """The module `harness` of a folder of tests."""
    path = PROJECT / "tests" / tests / "harness.py"
    spec = importlib.util.spec_from_file_location(f"{tests}_harness", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record(binary, folder):
    """The answers of the stand-in for `aws` to one deployment, a file each."""
    account = harness_of("deploying").StandIn(steps_per_call=1000)
    answers = folder / "answers"
    answers.mkdir()
    real = account.folder / "aws"
    recorder = folder / "aws"
    recorder.write_text(f"""#!/bin/sh
n=0
while ! mkdir "{answers}/$2.$n" 2>/dev/null; do n=$((n + 1)); done
"{real}" "$@" > "{answers}/$2.$n/out" 2> "{answers}/$2.$n/err"
code=$?
echo $code > "{answers}/$2.$n/code"
cat "{answers}/$2.$n/out"
cat "{answers}/$2.$n/err" >&2
exit $code
""", encoding="utf-8")
    recorder.chmod(0o755)
    ended = account.run(binary, "deploy", "--yes", cwd=folder,
                        PATH=f"{folder}:{os.environ['PATH']}")
    account.close()
    if ended.code != 0:
        raise measure.Failed(ended.stderr)
    for each in answers.iterdir():
        text = (each / "out").read_text(encoding="utf-8")
        if not text:
            continue
        # Another deployment has another token.
        value = json.loads(text)
        for event in value.get("StackEvents", []):
            event.pop("ClientRequestToken", None)
        (each / "out").write_text(json.dumps(value), encoding="utf-8")
    subprocess.run(["c++", "-std=c++20", "-O2", HERE / "recorded_aws.cpp", "-o", recorder], check=True)


def own_part(binary, folder):
    """Milliseconds of whole deployments with recorded answers in which no `aws` ran."""
    parts = []
    answers = folder / "answers"
    environment = {"PATH": f"{folder}:{os.environ['PATH']}", "ANSWERS": str(answers),
                   "AWS_REGION": "us-east-1", "OMNITRACK_POLL_SECONDS": "0"}
    for _ in range(RUNS):
        for each in answers.glob("*.taken"):
            each.rmdir()
        (answers / "times").write_text("", encoding="utf-8")
        seconds, _ = measure.run([binary, "deploy", "--yes"], cwd=folder, env=environment)
        parts.append(seconds * 1000 - in_calls(answers / "times") / 1e6)
    return parts


def in_calls(times):
    """Nanoseconds in which at least one call ran."""
    total, end = 0, 0
    for begun, ended in sorted([*map(int, line.split())] for line in times.read_text().splitlines()):
        total += max(0, ended - max(begun, end))
        end = max(end, ended)
    return total


class Counter:
    """A proxy before the emulator that counts requests."""

    def __init__(self, url):
        target = urllib.parse.urlsplit(url)
        counter = self
        self.count = 0

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def forward(self):
                counter.count += 1
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                connection = http.client.HTTPConnection(target.hostname, target.port)
                connection.request(self.command, self.path, body, dict(self.headers))
                answer = connection.getresponse()
                data = answer.read()
                # Without a date of its own: the CDK reads the service's clock from it.
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
                connection.close()

            do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = forward

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self):
        self._server.shutdown()


def calls_of_ours(binary, emulation, emulator, folder):
    """How often `aws` is called for the stack."""
    cloud = emulation.Cloud(emulator)
    counted = folder / "counted"
    counted.mkdir()
    real = shutil.which("aws", path=cloud.environment["PATH"])
    counting = counted / "aws"
    counting.write_text(f'#!/bin/sh\necho >> "{counted}/calls"\nexec "{real}" "$@"\n', encoding="utf-8")
    counting.chmod(0o755)
    environment = cloud.environment | {"PATH": f"{counted}:{cloud.environment['PATH']}"}
    subprocess.run([binary, "deploy", "--yes"], cwd=folder, env=environment, capture_output=True, check=True)
    return len((counted / "calls").read_text(encoding="utf-8").splitlines())


def requests_of_the_cdk(binary, emulation, emulator, folder):
    """How many requests `cdk deploy` makes for the stack; None where it fails."""
    counter = Counter(emulator.url)
    assembly = folder / "assembly"
    measure.run([binary, "synth", "-o", assembly, "--assembly"])
    environment = emulation.Cloud(emulator).environment | {
        "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": counter.url, "CI": "true", "HOME": str(folder),
        "CDK_DISABLE_CLI_TELEMETRY": "true"}
    ended = subprocess.run(
        ["node", CDK, "deploy", "--app", assembly, "--require-approval", "never", "--no-notices",
         "--no-version-reporting"],
        cwd=folder, env=environment, capture_output=True, text=True, check=False)
    counter.stop()
    if ended.returncode != 0:
        print(f"cdk deploy ended with {ended.returncode}: {ended.stderr.strip()[-200:]}", file=sys.stderr)
        return None
    return counter.count


def on_the_emulator(binary, folder):
    """The calls of `aws` of ours and the requests of `cdk deploy`; None where a peer is missing."""
    emulation = harness_of("deploy")
    if emulation.missing() or not CDK.exists():
        return None
    emulator = emulation.Emulator()
    try:
        requests = requests_of_the_cdk(binary, emulation, emulator, folder)
        return requests and (calls_of_ours(binary, emulation, emulator, folder), requests)
    finally:
        emulator.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path, help="the omnitrack-synth to measure")
    parser.add_argument("--require", action="store_true",
                        help="a missing peer and a missed target are errors")
    arguments = parser.parse_args()
    binary = arguments.binary.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        record(binary, folder)
        times = own_part(binary, folder)
        middle = statistics.median(times)
        print(f"our own part of a deployment of the OmniTrack stack: {middle:.0f} ms "
              f"({min(times):.0f} to {max(times):.0f}, {RUNS} runs)", flush=True)
        counts = on_the_emulator(binary, folder)
    if counts is None:
        print("left out: cdk deploy: a peer is not installed, or failed", file=sys.stderr)
    else:
        print(f"on the emulator: calls of aws: {counts[0]}; requests of cdk deploy: {counts[1]}")
    missed = middle >= TARGET_MS or (counts is not None and counts[0] >= counts[1])
    return 1 if arguments.require and (missed or counts is None) else 0


if __name__ == "__main__":
    sys.exit(main())

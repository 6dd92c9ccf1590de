#!/usr/bin/env python3
"""Measures a deployment of the OmniTrack stack: our own part of it, and how much it asks of AWS.

Our own part is the whole process with an `aws` that gives recorded answers at once, so what is left is
ours and the start of a shell for each call. The calls of `aws` stand beside the requests that `cdk
deploy` makes for the same stack, both against the moto server.
"""

import argparse
import http.client
import http.server
import importlib.util
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import urllib.parse

import measure

PROJECT = pathlib.Path(__file__).resolve().parents[1]

CDK = PROJECT / "tests" / "node_modules" / "aws-cdk" / "bin" / "cdk"
RUNS = 20
TARGET_MS = 50
REPLAY = """#!/bin/sh
n=0
while ! mkdir "$ANSWERS/$2.$n.taken" 2>/dev/null; do n=$((n + 1)); done
cat "$ANSWERS/$2.$n/out"
cat "$ANSWERS/$2.$n/err" >&2
read -r code < "$ANSWERS/$2.$n/code"
exit "$code"
"""


def harness_of(tests):
    """The module `harness` of a folder of tests."""
    path = PROJECT / "tests" / tests / "harness.py"
    spec = importlib.util.spec_from_file_location(f"{tests}_harness", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record(binary, folder):
    """The answers of the stand-in for `aws` to one deployment, a file each; returns how many."""
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
    calls = len(account.calls())
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
    recorder.write_text(REPLAY, encoding="utf-8")
    return calls


def own_part(binary, folder):
    """Milliseconds of whole deployments with recorded answers."""
    times = []
    answers = folder / "answers"
    environment = {"PATH": f"{folder}:{os.environ['PATH']}", "ANSWERS": str(answers),
                   "AWS_REGION": "us-east-1"}
    for _ in range(RUNS):
        for each in answers.glob("*.taken"):
            each.rmdir()
        seconds, _ = measure.run([binary, "deploy", "--yes"], cwd=folder, env=environment)
        times.append(seconds * 1000)
    return times


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
                self.send_response(answer.status)
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


def requests_of_the_cdk(binary, folder):
    """How many requests `cdk deploy` makes for the stack; None where a peer is missing."""
    emulation = harness_of("deploy")
    if emulation.missing() or not CDK.exists():
        return None
    emulator = emulation.Emulator()
    counter = Counter(emulator.url)
    try:
        assembly = folder / "assembly"
        measure.run([binary, "synth", "-o", assembly, "--assembly"])
        environment = {
            **os.environ, "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": counter.url, "CI": "true",
            "HOME": str(folder), "CDK_DISABLE_CLI_TELEMETRY": "true",
        }
        ended = subprocess.run(
            ["node", CDK, "deploy", "--app", assembly, "--method", "direct",
             "--require-approval", "never", "--no-notices",
             "--no-version-reporting"],
            cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if ended.returncode != 0:
            print(f"cdk deploy ended with {ended.returncode}: {ended.stderr.strip()[-200:]}",
                  file=sys.stderr)
            return None
        return counter.count
    finally:
        counter.stop()
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
        calls = record(binary, folder)
        times = own_part(binary, folder)
        middle = statistics.median(times)
        print(f"a deployment of the OmniTrack stack with an aws that answers at once: {middle:.0f} ms "
              f"({min(times):.0f} to {max(times):.0f}, {RUNS} runs), with its {calls} calls", flush=True)
        requests = requests_of_the_cdk(binary, folder)
    if requests is None:
        print("left out: cdk deploy: a peer is not installed, or failed", file=sys.stderr)
    else:
        print(f"calls of aws: {calls}; requests of cdk deploy: {requests}")
    missed = middle >= TARGET_MS or (requests is not None and calls >= requests)
    return 1 if arguments.require and (missed or requests is None) else 0


if __name__ == "__main__":
    sys.exit(main())

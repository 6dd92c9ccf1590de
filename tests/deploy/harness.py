"""The emulator, the AWS CLI and our own binary, as the deployment tests use them."""

import functools
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "calls"))
import calls  # noqa: E402

SKIPPED = 77
# Whose account it is, for every `aws`.
ACCOUNT = {
    "PATH": os.environ["PATH"],
    "HOME": os.devnull,
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_PAGER": "",
}
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]


def missing():
    """What the tests need and this machine lacks, or None."""
    if python_with_moto() is None:
        return "the moto server is not installed, as no index of Python packages was reached"
    if shutil.which("aws") is None:
        return "the AWS CLI (aws) is not installed"
    return None


@functools.cache
def python_with_moto():
    """The Python that has the moto server: this one, or that of the tests' own packages."""
    for python in (sys.executable, HERE.parents[1] / "build" / "venv" / "bin" / "python3"):
        try:
            probe = [python, "-c", "import moto.moto_server.werkzeug_app"]
            if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
                return python
        except FileNotFoundError:
            pass
    return None


@functools.cache
def python_of_aws():
    """The Python that runs this machine's `aws`; None where that is no Python program."""
    wanted = said_by(["aws", "--version"]).split()[:1]
    beside = shutil.which("aws")
    for python in (sys.executable, "/usr/bin/python3", interpreter_of(pathlib.Path(beside))):
        version = "import awscli; print('aws-cli/' + awscli.__version__)"
        if python and said_by([python, "-c", version]).split() == wanted:
            return python
    return None


def interpreter_of(script):
    """What the first line of a script names."""
    with script.open("rb") as file:
        line = file.readline(256)
    return line[2:].decode(errors="replace").strip() if line.startswith(b"#!") else None


def said_by(command):
    """What a command prints; nothing where it fails or is not there."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


class Emulator:
    """The moto server in a process of its own, on a free port of 127.0.0.1."""

    def __init__(self):
        self._process = subprocess.Popen(
            [python_with_moto(), HERE / "moto_launcher.py"], stdout=subprocess.PIPE, text=True
        )
        self.said = []
        for line in self._process.stdout:
            topic, _, text = line.strip().partition(": ")
            self.said.append((topic, text))
            if topic == "listening":
                self.url = text
                self._aws = self._loaded_aws()
                return
        raise RuntimeError("the emulator ended before it listened")

    def _loaded_aws(self):
        """The AWS CLI, loaded once; None where it cannot be."""
        if python_of_aws() is None:
            return None
        process = subprocess.Popen([python_of_aws(), "-B", HERE / "aws_calls.py", self.url], text=True,
                                   env=ACCOUNT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        path = process.stdout.readline().strip()
        return (process, path) if path else None

    def put_aws(self, folder):
        """Puts the real AWS CLI, pointed at the emulator, into a folder as `aws`."""
        if self._aws is not None:
            calls.stand_in(self._aws[1], folder, "aws")
            return
        pointed = folder / "aws"
        pointed.write_text(f"#!/bin/sh\nexec {shlex.quote(shutil.which('aws'))} "
                           f"--endpoint-url {self.url} \"$@\"\n", encoding="utf-8")
        pointed.chmod(0o755)

    def reset(self):
        """Forgets every resource."""
        request = urllib.request.Request(f"{self.url}/moto-api/reset", method="POST")
        with urllib.request.urlopen(request):
            pass

    def stop(self):
        """Ends the server; what it said meanwhile is in `said`."""
        if self._aws is not None:
            self._aws[0].communicate(timeout=30)
        self._process.terminate()
        rest, _ = self._process.communicate(timeout=30)
        self.said += [tuple(line.split(": ", 1)) for line in rest.splitlines() if ": " in line]


class Failed(AssertionError):
    """A command ended with an error; the message holds what it said."""


class Cloud:
    """An empty account, and the real AWS CLI pointed at it."""

    def __init__(self, emulator):
        self._emulator = emulator
        self._folder = tempfile.TemporaryDirectory()
        emulator.put_aws(pathlib.Path(self._folder.name))
        self.environment = ACCOUNT | {
            "PATH": f"{self._folder.name}:{os.environ['PATH']}", "AWS_ENDPOINT_URL": emulator.url}
        emulator.reset()

    def run(self, *words, stdin=None):
        """Runs `aws` with those words; returns what it printed, JSON as a value."""
        ended = subprocess.run(
            ["aws", *map(str, words), "--output", "json"],
            env=self.environment, input=stdin, capture_output=True, text=True,
        )
        if ended.returncode != 0:
            raise Failed(f"aws {' '.join(map(str, words))}: {ended.stderr or ended.stdout}")
        text = ended.stdout.strip()
        return json.loads(text) if text[:1] in ("{", "[") else text

    def run_program(self, program, *words, cwd=None, code=0, **environment):
        """Runs a program of ours in the account to its end; where `code` is None it may be any."""
        ended = subprocess.run(
            [program, *map(str, words)], cwd=cwd, capture_output=True, text=True,
            env=self.environment | {"OMNITRACK_POLL_SECONDS": "0.1"} | environment,
        )
        if code not in (None, ended.returncode):
            raise Failed(f"{program} {' '.join(map(str, words))} ended with {ended.returncode}, not "
                         f"{code}: {ended.stderr}{ended.stdout}")
        return ended

    def deploy(self, file, stack):
        """Deploys the template file by `aws cloudformation deploy`; returns the stack."""
        try:
            self.run("cloudformation", "deploy", "--template-file", file, "--stack-name", stack,
                     "--no-fail-on-empty-changeset", "--capabilities", *CAPABILITIES)
        except Failed as failure:
            reasons = [event.get("ResourceStatusReason") for event in self.events(stack)]
            raise Failed(f"{failure}\n{reasons}") from None
        return self.stack(stack)

    def events(self, stack):
        """What happened to the stack, the latest first."""
        return self.run("cloudformation", "describe-stack-events", "--stack-name", stack)[
            "StackEvents"]

    def stack(self, name):
        """The stack, as describe-stacks tells it."""
        return self.run("cloudformation", "describe-stacks", "--stack-name", name)["Stacks"][0]

    def exports(self):
        """Every export of the account: name and value."""
        listed = self.run("cloudformation", "list-exports")["Exports"]
        return {export["Name"]: export["Value"] for export in listed}

    def delete(self, stack):
        """Deletes the stack and waits until it is gone."""
        self.run("cloudformation", "delete-stack", "--stack-name", stack)
        self.run("cloudformation", "wait", "stack-delete-complete", "--stack-name", stack)


class CloudCase(unittest.TestCase):
    """Each test has an empty account, and a folder of its own."""

    emulator = None

    def setUp(self):
        self.cloud = Cloud(self.emulator)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)


def synthesize(binary, *words, cwd=None):
    """What our binary prints on stdout."""
    ended = subprocess.run([binary, *words], capture_output=True, text=True, cwd=cwd)
    if ended.returncode != 0:
        raise Failed(f"{binary} {' '.join(words)}: {ended.stderr}")
    return ended.stdout

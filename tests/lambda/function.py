"""Runs a function's bootstrap as Lambda does, against the stand-in of the Runtime API."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

from runtime_api import TIME_LIMIT, RuntimeApi

NAME = "omnitrack-tried"


class Function:
    """A bootstrap that runs, with the API that it speaks to."""

    def __init__(self, api, started, process, output, errors):
        self.api, self.started, self.process = api, started, process
        self.output, self.errors = output, errors

    def invoke(self, event, **how):
        """The outcome of one invocation."""
        return self.finish(self.api.submit(event, **how))

    def finish(self, invocation):
        """The outcome of an invocation, which a function that ended does not give."""
        deadline = time.monotonic() + TIME_LIMIT
        while not invocation.done.wait(0.5):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"no outcome of {invocation.event[:200]}; it ended with "
                                     f"{self.process.poll()}: {self.log()[-1:]} {self.said()}")
        return invocation.outcome

    def end(self):
        """Ends it as Lambda does; gives its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self):
        """Its exit code, once it ended."""
        return self.process.wait(TIME_LIMIT)

    def log(self):
        """What it logged so far: one JSON object a line, and nothing else."""
        with open(self.output.name, "rb") as lines:
            return [json.loads(line) for line in lines.read().decode().splitlines()]

    def said(self):
        """What it wrote to stderr, where a sanitizer complains."""
        with open(self.errors.name, "rb") as text:
            return text.read().decode(errors="replace")


def environment(api, **variables):
    """The variables that Lambda sets, and a function's own; None leaves one out."""
    kept = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
    all_variables = {
        **kept,
        "AWS_LAMBDA_RUNTIME_API": api.address,
        "AWS_LAMBDA_FUNCTION_NAME": NAME,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{NAME}",
        "AWS_LAMBDA_LOG_STREAM_NAME": "2024/11/27/[$LATEST]0123456789abcdef",
        "_HANDLER": "handler",
        **variables,
    }
    return {name: str(value) for name, value in all_variables.items() if value is not None}


@contextlib.contextmanager
def running(*command, faults=(), host="127.0.0.1", root=None, **variables):
    """A function that runs by a command, mostly a bootstrap alone, in a root folder of its own where
    one is given.

    The host is the API's name there. The faults are the API's from the beginning, each a kind of
    request and how it is treated.
    """
    with (
        RuntimeApi(host) as api,
        tempfile.NamedTemporaryFile() as output,
        tempfile.NamedTemporaryFile() as errors,
    ):
        for kind, how in faults:
            api.fault(kind, **how)
        if root:
            command = [shutil.which("chroot"), root, *command]
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            env=environment(api, **variables),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
        )
        try:
            yield Function(api, started, process, output, errors)
        finally:
            process.kill()
            process.wait()

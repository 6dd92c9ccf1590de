"""Pings the cache, writes a probe key, reads it and sees it expire.

Answers the latency of each step, or the step that failed and why.
"""

import contextlib
import json
import os
import socket
import ssl
import time
import uuid

LIMIT_S = 2
PROBE_MS = "10000"
SHORT_PROBE_MS = "50"


class Unhealthy(Exception):
    pass


def require(met, complaint):
    if not met:
        raise Unhealthy(complaint)


def connect():
    host, port = os.environ.get("REDIS_HOST"), os.environ.get("REDIS_PORT", "")
    require(host, "REDIS_HOST is not set")
    require(port.isdecimal() and 0 < int(port) < 65536, f"REDIS_PORT is no port: {port!r}")
    plain = socket.create_connection((host, int(port)), LIMIT_S)
    if os.environ.get("REDIS_TLS") != "true":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


class Redis:
    def __init__(self, connection):
        self.connection = connection
        self.received = b""

    def ask(self, command):
        """The answer, or None for a missing key; within LIMIT_S."""
        deadline = time.monotonic() + LIMIT_S
        self.connection.settimeout(LIMIT_S)
        self.connection.sendall(f"{command}\r\n".encode())
        line = self.line(deadline)
        require(line[:1] != "-", f"{command} refused: {line[1:]}")
        require(line[:1] in ("+", ":", "$"), f"not a reply of Redis: {line[:80]!r}")
        if line == "$-1":
            return None
        # No probe value holds a line end, so a string is one line.
        return self.line(deadline) if line[0] == "$" else line[1:]

    def expect(self, answer, command):
        got = self.ask(command)
        require(got == answer, f"{command} answered {got!r}, not {answer!r}")

    def line(self, deadline):
        while b"\r\n" not in self.received:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self.connection.settimeout(left)
            chunk = self.connection.recv(4096)
            require(chunk, "connection closed amid a reply; is REDIS_TLS right?")
            self.received += chunk
        line, _, self.received = self.received.partition(b"\r\n")
        return line.decode(errors="replace")


def see_expiry(redis, key):
    left = redis.ask(f"PTTL {key}")
    require(left and left.isdecimal() and left != "0", f"PTTL answered {left!r}")
    redis.expect("OK", f"SET {key} short PX {SHORT_PROBE_MS}")
    deadline = time.monotonic() + LIMIT_S
    while redis.ask(f"GET {key}") is not None:
        require(time.monotonic() < deadline, f"{SHORT_PROBE_MS} ms key outlived {LIMIT_S} s")
        time.sleep(0.005)


def check(step):
    with step("connect"):
        connection = connect()
    with connection:
        redis = Redis(connection)
        with step("ping"):
            redis.expect("PONG", "PING")
        value = uuid.uuid4().hex
        key = f"health:{value}"
        try:
            with step("write"):
                redis.expect("OK", f"SET {key} {value} PX {PROBE_MS}")
            with step("read"):
                redis.expect(value, f"GET {key}")
            with step("expiry"):
                see_expiry(redis, key)
        finally:
            with contextlib.suppress(OSError, Unhealthy):
                redis.ask(f"DEL {key}")


def handler(event, context):
    report = {"status": "ok", "latency_ms": {}}

    @contextlib.contextmanager
    def step(name):
        report["step"] = name
        start = time.monotonic()
        yield
        report["latency_ms"][name] = round((time.monotonic() - start) * 1000, 3)

    try:
        check(step)
        del report["step"]
    except TimeoutError:
        report |= {"status": "error", "error": f"no answer within {LIMIT_S} s"}
    except (OSError, Unhealthy) as error:
        report |= {"status": "error", "error": str(error)}
    print(json.dumps(report))
    return report

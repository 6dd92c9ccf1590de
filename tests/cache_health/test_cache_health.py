"""Runs the code of omnitrack-cache-health against Redis servers and against faulty stand-ins."""

import ast
import concurrent.futures
import contextlib
import importlib.util
import io
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import unittest.mock
import urllib.parse

sys.path.append(str(pathlib.Path(__file__).parents[1]))
from support.redis_server import (
    free_port, make_certificates, redis_cli, redis_server, wait_until_asleep,
)

SOURCE = pathlib.Path(__file__).parents[2] / "src" / "app" / "cache_health.py"
SKIPPED = 77
STEPS = ["connect", "ping", "write", "read", "expiry"]


def load(name):
    spec = importlib.util.spec_from_file_location(name, SOURCE.with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


cache_health = load("cache_health")


@contextlib.contextmanager
def stand_in(behave):
    """A server that hands its one connection, and an event that is set at the end, to behave."""
    over = threading.Event()

    def serve():
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                behave(connection, over)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            over.set()
            # Wakes an accept that no client came to.
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def replies(*answers):
    """Answers the nth command with the nth answer, closes after the last."""

    def behave(connection, over):
        for answer in answers:
            connection.recv(4096)
            connection.sendall(answer)

    return behave


def invoke(port, host="127.0.0.1", function=cache_health, **variables):
    """The report of one invocation, and the lines that it logged."""
    environment = {"REDIS_HOST": host, "REDIS_PORT": str(port), **variables}
    log = io.StringIO()
    with unittest.mock.patch.dict(os.environ, environment), contextlib.redirect_stdout(log):
        report = function.handler({}, None)
    return report, log.getvalue().splitlines()


class Source(unittest.TestCase):
    def test_fits_into_the_inline_code_of_a_function(self):
        self.assertLess(len(SOURCE.read_text()), 4096)

    def test_imports_the_standard_library_alone(self):
        imported = set()
        for node in ast.walk(ast.parse(SOURCE.read_text())):
            if isinstance(node, ast.Import):
                imported.update(name.name.split(".")[0] for name in node.names)
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module.split(".")[0])
        self.assertTrue(imported)
        self.assertLessEqual(imported, set(sys.stdlib_module_names))


class Reports(unittest.TestCase):
    def assert_ok(self, report, lines):
        self.assertEqual(report["status"], "ok", report)
        self.assertEqual(set(report), {"status", "latency_ms"})
        self.assertEqual(list(report["latency_ms"]), STEPS)
        for step, latency in report["latency_ms"].items():
            self.assertGreater(latency, 0, step)
        self.assertEqual([json.loads(line) for line in lines], [report])

    def assert_error(self, outcome, step, pattern):
        report, lines = outcome
        self.assertEqual(report["status"], "error", report)
        self.assertEqual(report["step"], step, report)
        self.assertRegex(report["error"], pattern)
        self.assertEqual(list(report["latency_ms"]), STEPS[: STEPS.index(step)])
        self.assertEqual([json.loads(line) for line in lines], [report])


@unittest.skipUnless(importlib.util.find_spec("botocore"), "botocore is not installed")
class ByIam(Reports):
    VARIABLES = {
        "REDIS_USERNAME": "app-user", "REDIS_IAM_CACHE": "shop-cache",
        "AWS_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        "AWS_SESSION_TOKEN": "a/session+token==",
    }

    def invoke(self, port):
        with unittest.mock.patch.dict(sys.modules, cache_health=load("cache_health")) as modules:
            function = load("cache_health_iam")
            with unittest.mock.patch.object(modules["cache_health"], "connect", function.connect):
                return invoke(port, function=modules["cache_health"], **self.VARIABLES)

    def test_signs_in_by_a_token_that_the_role_signs(self):
        commands = []

        def take(connection, over):
            commands.append(connection.recv(4096).decode())
            connection.sendall(b"+OK\r\n")

        with stand_in(take) as port:
            self.assert_error(self.invoke(port), "ping", "closed|reset|[Bb]roken pipe")
        name, user, token = commands[0].split()
        self.assertEqual((name, user), ("AUTH", "app-user"))
        cache, _, query = token.partition("/?")
        self.assertEqual(cache, "shop-cache")
        said = dict(urllib.parse.parse_qsl(query))
        day = said["X-Amz-Date"][:8]
        self.assertEqual(
            {name: said[name] for name in said if name not in ("X-Amz-Date", "X-Amz-Signature")},
            {"Action": "connect", "User": "app-user", "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
             "X-Amz-Credential": f"AKIDEXAMPLE/{day}/eu-central-1/elasticache/aws4_request",
             "X-Amz-Expires": "900", "X-Amz-Security-Token": "a/session+token==",
             "X-Amz-SignedHeaders": "host"})

    def test_measures_every_step_as_the_user(self):
        with redis_server("--user", "default", "off", "--user", "app-user", "on", "nopass",
                          "~health:*", "+@all", "-@dangerous") as port:
            report, lines = self.invoke(port)
            self.assert_ok(report, lines)

    def test_says_that_it_is_refused_and_not_by_what(self):
        with redis_server("--user", "app-user", "on", ">secret", "~*", "+@all") as port:
            outcome = self.invoke(port)
            self.assert_error(outcome, "connect", "^AUTH refused: WRONGPASS")
            self.assertNotIn("X-Amz", str(outcome))


class AgainstRedis(Reports):
    def test_measures_every_step_and_leaves_no_key(self):
        with redis_server() as port:
            report, lines = invoke(port)
            self.assert_ok(report, lines)
            self.assertGreaterEqual(report["latency_ms"]["expiry"], 50)
            self.assertEqual(redis_cli(port, "DBSIZE"), "0")
            stats = redis_cli(port, "INFO", "stats")
            self.assertIn("expired_keys:1\n", stats.replace("\r", ""))

    def test_touches_no_key_but_its_own(self):
        with redis_server() as port:
            redis_cli(port, "SET", "session:1", "kept")
            self.assertEqual(invoke(port)[0]["status"], "ok")
            self.assertEqual(redis_cli(port, "KEYS", "*"), "session:1")

    def test_runs_concurrently_without_disturbing_itself(self):
        with redis_server() as port:
            environment = {"REDIS_HOST": "127.0.0.1", "REDIS_PORT": str(port)}
            with (
                unittest.mock.patch.dict(os.environ, environment),
                contextlib.redirect_stdout(io.StringIO()),
                concurrent.futures.ThreadPoolExecutor(8) as pool,
            ):
                reports = list(pool.map(cache_health.handler, range(8), range(8)))
            self.assertEqual([report["status"] for report in reports], ["ok"] * 8)

    def test_says_when_a_password_is_wanted(self):
        with redis_server("--requirepass", "secret") as port:
            self.assert_error(invoke(port), "ping", "refused: NOAUTH")

    def test_says_when_memory_is_exhausted(self):
        with redis_server("--maxmemory", "100kb", "--maxmemory-policy", "noeviction") as port:
            self.assert_error(invoke(port), "write", "refused: OOM")

    def test_deletes_its_key_after_a_step_failed(self):
        with redis_server("--user", "default", "on", "nopass", "~*", "+@all", "-get") as port:
            self.assert_error(invoke(port), "read", "refused: NOPERM")
            self.assertEqual(redis_cli(port, "DBSIZE"), "0")

    def test_says_when_the_node_is_a_read_only_replica(self):
        with redis_server("--replicaof", "127.0.0.1", str(free_port())) as port:
            self.assert_error(invoke(port), "write", "refused: READONLY")

    def test_says_when_the_server_stands_still(self):
        with redis_server("--enable-debug-command", "local") as port:
            asleep = subprocess.Popen(["redis-cli", "-p", str(port), "DEBUG", "SLEEP", "3"],
                                      stdout=subprocess.DEVNULL)
            try:
                wait_until_asleep(port)
                self.assert_error(invoke(port), "ping", "no answer within 2 s")
            finally:
                asleep.wait()


class OverTls(Reports):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        make_certificates(folder)
        cls.authority = f"{folder}/ca.crt"
        cls.port = cls.enterClassContext(
            redis_server("--tls-cert-file", f"{folder}/server.crt", "--tls-key-file",
                         f"{folder}/server.key", "--tls-auth-clients", "no", tls=True)
        )

    def test_measures_every_step(self):
        report, lines = invoke(self.port, REDIS_TLS="true", SSL_CERT_FILE=self.authority)
        self.assert_ok(report, lines)

    def test_refuses_a_certificate_of_an_unknown_authority(self):
        outcome = invoke(self.port, REDIS_TLS="true")
        self.assert_error(outcome, "connect", "CERTIFICATE_VERIFY_FAILED")

    def test_refuses_a_certificate_of_another_host(self):
        outcome = invoke(self.port, "127.1", REDIS_TLS="true", SSL_CERT_FILE=self.authority)
        self.assert_error(outcome, "connect", "Hostname mismatch")

    def test_says_when_tls_is_wanted_and_not_used(self):
        self.assert_error(invoke(self.port), "ping", "is REDIS_TLS right|reset by peer")

    def test_says_when_tls_is_used_and_not_spoken(self):
        with stand_in(replies(b"-ERR unknown command\r\n")) as port:
            self.assert_error(invoke(port, REDIS_TLS="true"), "connect", "(?i)ssl")


class AgainstFaults(Reports):
    def test_says_when_nobody_listens(self):
        self.assert_error(invoke(free_port()), "connect", "Connection refused")

    def test_says_when_the_host_is_unknown(self):
        self.assert_error(invoke(6379, "cache.invalid"), "connect", "(?i)name|resolution")

    def test_gives_up_on_a_server_that_never_answers(self):
        with stand_in(lambda connection, over: over.wait()) as port:
            start = time.monotonic()
            self.assert_error(invoke(port), "ping", "no answer within 2 s")
            self.assertLess(time.monotonic() - start, 3)

    def test_gives_up_on_a_tls_server_that_never_answers(self):
        with stand_in(lambda connection, over: over.wait()) as port:
            self.assert_error(invoke(port, REDIS_TLS="true"), "connect", "no answer|timed out")

    def test_gives_up_on_a_server_that_drips_its_reply(self):
        def drip(connection, over):
            while not over.wait(0.1):
                connection.sendall(b"+")

        with stand_in(drip) as port:
            start = time.monotonic()
            self.assert_error(invoke(port), "ping", "no answer within 2 s")
            self.assertLess(time.monotonic() - start, 3)

    def test_puts_a_reply_in_pieces_together(self):
        pieces = (b"+PO", b"NG\r", b"\n+", b"OK\r\n", b"$-1\r\n")

        def in_pieces(connection, over):
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(0.02)
            over.wait()

        with stand_in(in_pieces) as port:
            self.assert_error(invoke(port), "read", "GET .* answered None")

    def test_says_when_the_connection_closes_amid_a_reply(self):
        with stand_in(replies(b"+PO")) as port:
            self.assert_error(invoke(port), "ping", "connection closed amid a reply")

    def test_says_when_the_connection_closes_after_a_step(self):
        with stand_in(replies(b"+PONG\r\n")) as port:
            self.assert_error(invoke(port), "write", "connection closed|reset|[Bb]roken pipe")

    def test_says_when_another_protocol_answers(self):
        with stand_in(replies(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as port:
            self.assert_error(invoke(port), "ping", "not a reply of Redis: 'HTTP/1.1 400")

    def test_says_when_the_reply_is_no_text(self):
        with stand_in(replies(b"\xff\x00\xfe\r\n")) as port:
            self.assert_error(invoke(port), "ping", "not a reply of Redis")

    def test_says_when_the_reply_is_an_empty_line(self):
        with stand_in(replies(b"\r\n")) as port:
            self.assert_error(invoke(port), "ping", "not a reply of Redis: ''")

    def test_says_when_the_server_is_loading(self):
        with stand_in(replies(b"-LOADING Redis is loading the dataset in memory\r\n")) as port:
            self.assert_error(invoke(port), "ping", "refused: LOADING")

    def test_says_when_the_value_read_is_not_the_one_written(self):
        with stand_in(replies(b"+PONG\r\n", b"+OK\r\n", b"$5\r\nother\r\n", b":0\r\n")) as port:
            self.assert_error(invoke(port), "read", "answered 'other', not '[0-9a-f]{32}'")

    def test_says_when_the_probe_has_no_expiry(self):
        self.assert_error(self.invoke_liar(pttl=b":-1\r\n"), "expiry", "PTTL answered '-1'")
        self.assert_error(self.invoke_liar(pttl=b"$-1\r\n"), "expiry", "PTTL answered None")

    def test_says_when_a_key_does_not_expire(self):
        self.assert_error(self.invoke_liar(pttl=b":9999\r\n"), "expiry", "outlived 2 s")

    def invoke_liar(self, pttl):
        """Invokes against a server that keeps every key for ever and answers PTTL as given."""

        def lie(connection, over):
            value = b""
            while line := connection.recv(4096):
                words = line.split()
                if words[0] == b"SET":
                    value = words[2]
                answers = {
                    b"PING": b"+PONG\r\n",
                    b"SET": b"+OK\r\n",
                    b"GET": b"$%d\r\n%b\r\n" % (len(value), value),
                    b"PTTL": pttl,
                    b"DEL": b":1\r\n",
                }
                connection.sendall(answers[words[0]])

        with stand_in(lie) as port:
            return invoke(port)


class Misconfigured(Reports):
    def test_names_the_missing_host(self):
        self.assert_error(invoke(6379, ""), "connect", "^REDIS_HOST is not set$")

    def test_names_the_missing_or_wrong_port(self):
        for wrong in ("", "redis", "-1", "0", "65536", "6379.0"):
            with self.subTest(wrong):
                self.assert_error(invoke(wrong), "connect", f"^REDIS_PORT is no port: '{wrong}'$")


if __name__ == "__main__":
    for tool in ("redis-server", "redis-cli", "openssl"):
        if not shutil.which(tool):
            print(f"SKIP: {tool} is not installed")
            sys.exit(SKIPPED)
    unittest.main()

"""Runs the function for simulation results against a stand-in of the Runtime API and real Redis."""

import contextlib
import json
import pathlib
import shutil
import socket
import sys
import tempfile
import time
import unittest

from function import NAME, running

sys.path.append(str(pathlib.Path(__file__).parents[1]))
from support.redis_server import free_port, make_certificates, redis_cli, redis_server

BOOTSTRAP = None
SKIPPED = 77
TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"
# Takes long enough that two processes meet in it, a quarter of what is allowed.
LARGE = {"runs": 4000, "days": 365, "dailyDemand": 30}


def event(scenario="port-closure", **parameters):
    return {"scenarioId": scenario, "parameters": {"runs": 20, "days": 60, **parameters}}


def connections_received(port):
    """How many connections a server has had, without the one that asks."""
    stats = redis_cli(port, "INFO", "stats").replace("\r", "")
    return int(dict(line.split(":") for line in stats.splitlines() if ":" in line)
               ["total_connections_received"])


class Results(unittest.TestCase):
    @contextlib.contextmanager
    def function(self, port, **variables):
        variables = {"REDIS_HOST": "127.0.0.1", "REDIS_PORT": port, **variables}
        with running(BOOTSTRAP, **variables) as function:
            yield function
            if function.process.poll() is None:
                self.assertEqual(function.end(), 0)
            self.assertEqual(function.api.violations, [])
            self.assertEqual(function.said(), "")

    def assert_answers(self, outcome, origin):
        self.assertEqual(outcome.kind, "response", outcome.body)
        answer = outcome.json()
        self.assertEqual(set(answer), {"scenarioId", "hash", "origin", "result"})
        self.assertEqual(answer["origin"], origin)
        self.assertRegex(answer["hash"], "^[0-9a-f]{64}$")
        return answer

    def assert_fails(self, outcome, error_type, message):
        self.assertEqual(outcome.kind, "error", outcome.body)
        self.assertEqual(outcome.json()["errorType"], error_type)
        self.assertRegex(outcome.json()["errorMessage"], message)
        self.assertEqual(outcome.headers["lambda-runtime-function-error-type"],
                         f"Function.{error_type}")


class WithRedis(Results):
    @classmethod
    def setUpClass(cls):
        cls.port = cls.enterClassContext(redis_server("--maxmemory-policy", "allkeys-lru"))

    def setUp(self):
        redis_cli(self.port, "FLUSHALL")

    def test_computes_once_and_answers_from_the_cache_then(self):
        with self.function(self.port) as function:
            computed = self.assert_answers(function.invoke(event(seed=1)), "computed")
            cached = self.assert_answers(function.invoke(event(seed=1)), "cached")
            self.assertEqual(cached["result"], computed["result"])
            self.assertEqual(cached["scenarioId"], "port-closure")
            self.assert_answers(function.invoke(event(seed=2)), "computed")
            key = f"omnitrack:simulation:port-closure:{computed['hash']}"
            self.assertAlmostEqual(int(redis_cli(self.port, "TTL", key)), 3600, delta=10)

    def test_serves_hundreds_of_invocations_over_one_connection(self):
        received = connections_received(self.port)
        with self.function(self.port) as function:
            for i in range(400):
                self.assert_answers(function.invoke(event(seed=i % 40)),
                                    "computed" if i < 40 else "cached")
            self.assertEqual(function.api.connections, 1)
            # The second one is that of this question.
            self.assertEqual(connections_received(self.port) - received, 2)

    def test_takes_the_same_parameters_in_any_order_and_form_as_the_same(self):
        with self.function(self.port) as function:
            first = self.assert_answers(function.invoke(
                b'{"scenarioId": "s", "parameters": {"seed": 7, "runs": 30, "dailyDemand": 12}}'),
                "computed")
            for text in (
                    b'{"parameters":{"dailyDemand":12,"runs":30,"seed":7},"scenarioId":"s"}',
                    b'{"scenarioId":"s","parameters":{"runs":3e1,"seed":7.0,"dailyDemand":12.0}}',
                    b'{"scenarioId":"s","parameters":{"runs":30,"seed":7,"dailyDemand":12,'
                    b'"days":365}}'):
                again = self.assert_answers(function.invoke(text), "cached")
                self.assertEqual(again["hash"], first["hash"])

    def test_keeps_scenarios_apart(self):
        with self.function(self.port) as function:
            first = self.assert_answers(function.invoke(event("one")), "computed")
            second = self.assert_answers(function.invoke(event("two")), "computed")
            self.assertEqual(first["result"], second["result"])

    def test_serves_the_invocation_after_one_that_fails(self):
        with self.function(self.port) as function:
            self.assert_answers(function.invoke(event()), "computed")
            for _ in range(20):
                self.assert_fails(function.invoke(b"{"), "InvalidEvent", "not a JSON object")
                self.assert_answers(function.invoke(event()), "cached")
            self.assertEqual(function.api.connections, 1)

    def test_says_what_is_wrong_with_an_event_and_the_way_out(self):
        def with_parameters(**parameters):
            return {"scenarioId": "s", "parameters": parameters}

        with self.function(self.port) as function:
            for wrong, message in (
                    (b"", "not a JSON object; hint: send"),
                    (b"\xff", "not a JSON object"),
                    ([], "not a JSON object"),
                    (b"[" * 100_000 + b"]" * 100_000, "not a JSON object"),
                    ({}, "scenarioId is not text; hint: send"),
                    ({"scenarioId": 1, "parameters": {}}, "scenarioId is not text"),
                    ({"scenarioId": "s"}, "parameters is not an object"),
                    ({"scenarioId": "s", "parameters": []}, "parameters is not an object"),
                    ({"scenarioId": "", "parameters": {}}, "^scenarioId: "),
                    ({"scenarioId": "a:b", "parameters": {}}, "^scenarioId: "),
                    ({"scenarioId": "a\nb", "parameters": {}}, "^scenarioId: "),
                    ({"scenarioId": "x" * 300, "parameters": {}}, "^scenarioId: "),
                    (with_parameters(demand=1), "unknown member 'demand'; hint: there are seed, "),
                    (with_parameters(runs="20"), "parameters.runs is not a number; hint: .* from 1"),
                    (with_parameters(runs=0), "parameters.runs is 0; hint: it may be from 1 to"),
                    (with_parameters(runs=1.5), "parameters.runs is 1.5; hint: .*whole"),
                    (with_parameters(seed=1e300), "parameters.seed is 1e\\+300; hint"),
                    (with_parameters(days=-1), "parameters.days is -1"),
                    (with_parameters(runs=None), "not a number"),
                    (with_parameters(reorderPoint=500), "orderUpTo is not more than"),
                    (with_parameters(runs=1_000_000), "too large.*hint: .*fewer runs")):
                with self.subTest(wrong if len(str(wrong)) < 99 else "long"):
                    self.assert_fails(function.invoke(wrong), "InvalidEvent", message)
            self.assertEqual(redis_cli(self.port, "DBSIZE"), "0")

    def test_gives_the_same_result_in_every_process(self):
        results = []
        for _ in range(2):
            redis_cli(self.port, "FLUSHALL")
            with self.function(self.port) as function:
                results.append(
                    self.assert_answers(function.invoke(event(seed=5)), "computed")["result"])
        self.assertEqual(*results)
        self.assertLessEqual(0, results[0]["fillRate"]["p05"])
        self.assertLessEqual(results[0]["fillRate"]["p05"], results[0]["fillRate"]["p95"])
        self.assertLessEqual(results[0]["fillRate"]["p95"], 1)

    def test_simulates_what_can_be_reckoned_by_hand(self):
        with self.function(self.port) as function:
            calm = self.assert_answers(function.invoke(
                event(dailyDemand=0, disruptionsPerYear=0)), "computed")["result"]
            self.assertEqual(calm["fillRate"], {"mean": 1, "p05": 1, "p95": 1})
            self.assertEqual(calm["averageStock"]["mean"], 400)
            # A supplier that is always disrupted sends nothing: the stock is sold, and no more.
            cut_off = self.assert_answers(function.invoke(event(
                days=100, dailyDemand=100, disruptionsPerYear=365, disruptionDays=365)),
                "computed")["result"]
            self.assertAlmostEqual(cut_off["fillRate"]["mean"], 400 / (100 * 100), delta=0.001)
            self.assertAlmostEqual(cut_off["stockoutDays"]["mean"], 96, delta=1)
            better, worse = (
                self.assert_answers(function.invoke(event(runs=200, days=365, reorderPoint=point)),
                                    "computed")["result"]["fillRate"]["mean"]
                for point in (300, 100))
            self.assertGreater(better, worse)

    def test_ends_a_simulation_before_the_invocations_time_is_over(self):
        with self.function(self.port) as function:
            late = event(**LARGE)
            started = time.monotonic()
            self.assert_fails(function.invoke(late, seconds=0.25), "OutOfTime",
                              "hint: take fewer runs, or")
            self.assertLess(time.monotonic() - started, 5)
            self.assert_fails(function.invoke(late, seconds=-1), "OutOfTime", "time was over")
            self.assertEqual(redis_cli(self.port, "DBSIZE"), "0")
            self.assert_answers(function.invoke(late), "computed")
            # What is there already needs no time.
            self.assert_answers(function.invoke(late, seconds=0.25), "cached")

    def test_computes_once_where_two_processes_are_asked_at_once(self):
        with self.function(self.port) as one, self.function(self.port) as other:
            for seed in range(3):
                asked = [(function, function.api.submit(event(seed=seed, **LARGE)))
                         for function in (one, other)]
                answers = [function.finish(invocation).json() for function, invocation in asked]
                origins = sorted(answer["origin"] for answer in answers)
                self.assertIn(origins, (["cached", "computed"], ["computed", "shared"]))
                self.assertEqual(answers[0]["result"], answers[1]["result"])

    def test_passes_the_trace_on_into_its_log(self):
        with self.function(self.port) as function:
            function.invoke(event(), trace=TRACE)
            (line,) = function.log()
            self.assertEqual((line["message"], line["origin"], line["scenarioId"]),
                             ("simulation", "computed", "port-closure"))
            self.assertEqual((line["xrayTraceId"], line["functionName"]), (TRACE, NAME))

    def test_reports_a_response_that_is_too_large_and_goes_on(self):
        with self.function(self.port) as function:
            function.api.fault("response", status=413)
            self.assert_fails(function.invoke(event()), "ResponseTooLarge", "more than Lambda")
            self.assert_answers(function.invoke(event()), "cached")


class WithoutRedis(Results):
    def test_computes_where_there_is_none_and_says_so(self):
        with self.function(free_port()) as function:
            for seed in range(6):
                self.assert_answers(function.invoke(event(seed=seed)), "computed")
            warnings = [line for line in function.log() if line["level"] == "WARN"]
            self.assertIn("cache_bypassed", {line["event"] for line in warnings})
            self.assertTrue(all(line["requestId"] for line in warnings))
            self.assertTrue(any("Connection refused" in line["message"] for line in warnings))

    def test_computes_while_it_is_away_and_finds_it_again(self):
        port = free_port()
        with self.function(port) as function:
            with redis_server(port=port):
                self.assert_answers(function.invoke(event()), "computed")
                self.assert_answers(function.invoke(event()), "cached")
            for _ in range(5):
                self.assert_answers(function.invoke(event()), "computed")
            with redis_server(port=port):
                deadline = time.monotonic() + 30
                origins = []
                while origins[-1:] != ["cached"]:
                    self.assertLess(time.monotonic(), deadline, origins)
                    origins.append(function.invoke(event()).json()["origin"])
                self.assertEqual(set(origins[:-1]), {"computed"})

    def test_computes_where_it_never_answers(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            with self.function(silent.getsockname()[1]) as function:
                started = time.monotonic()
                for seed in range(20):
                    self.assert_answers(function.invoke(event(seed=seed)), "computed")
                # After a few tries it is left alone.
                self.assertLess(time.monotonic() - started, 10)
                self.assertIn("breaker_opened", {line["event"] for line in function.log()
                                                 if "event" in line})

    def test_does_not_start_without_the_address_of_one(self):
        for variables, message in (({"REDIS_HOST": None}, "REDIS_HOST"),
                                   ({"REDIS_HOST": ""}, "REDIS_HOST"),
                                   ({"REDIS_PORT": "redis"}, "REDIS_PORT"),
                                   ({"REDIS_TLS": "perhaps"}, "REDIS_TLS")):
            with self.subTest(variables), self.function(6379, **variables) as function:
                self.assertEqual(function.wait(), 1)
                error = function.api.init_error
                self.assertEqual(error.json()["errorType"], "InvalidConfiguration")
                self.assertIn(message, error.json()["errorMessage"])
                self.assertEqual(error.headers["lambda-runtime-function-error-type"],
                                 "Runtime.InvalidConfiguration")
                self.assertEqual([line["level"] for line in function.log()], ["FATAL"])


class OverTls(Results):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        make_certificates(folder)
        cls.authority = f"{folder}/ca.crt"
        cls.port = cls.enterClassContext(redis_server(
            "--tls-cert-file", f"{folder}/server.crt", "--tls-key-file", f"{folder}/server.key",
            "--tls-auth-clients", "no", "--requirepass", "default's", "--user",
            *"function on >secret ~omnitrack:* +@all".split(), tls=True))

    def with_tls(self, **variables):
        return self.function(self.port, **{
            "REDIS_TLS": "true", "REDIS_CA_FILE": self.authority, "REDIS_USERNAME": "function",
            "REDIS_PASSWORD": "secret", **variables})

    def test_caches_as_the_user_that_the_environment_names(self):
        with self.with_tls() as function:
            self.assert_answers(function.invoke(event(seed=1)), "computed")
            self.assert_answers(function.invoke(event(seed=1)), "cached")
        with self.with_tls(REDIS_USERNAME=None, REDIS_PASSWORD="default's") as function:
            self.assert_answers(function.invoke(event(seed=1)), "cached")

    def test_computes_where_the_password_or_the_certificate_is_wrong(self):
        for variables, reason in (({"REDIS_PASSWORD": "wrong"}, "WRONGPASS"),
                                  ({"REDIS_CA_FILE": None}, "is not trusted")):
            with self.subTest(variables), self.with_tls(**variables) as function:
                self.assert_answers(function.invoke(event(seed=2)), "computed")
                bypassed = [line for line in function.log()
                            if line.get("event") == "cache_bypassed"]
                self.assertRegex(bypassed[0]["message"], reason)
                self.assertNotIn("secret", json.dumps(function.log()))


if __name__ == "__main__":
    for tool in ("redis-server", "redis-cli", "openssl"):
        if not shutil.which(tool):
            print(f"SKIP: {tool} is not installed")
            sys.exit(SKIPPED)
    BOOTSTRAP = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()

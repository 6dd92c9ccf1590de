"""Runs a function on the Lambda runtime against a stand-in of the Runtime API."""

import contextlib
import pathlib
import socket
import sys
import time
import unittest

from function import NAME, running

BOOTSTRAP = None
TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"
TIMESTAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"


class Runtime(unittest.TestCase):
    @contextlib.contextmanager
    def obedient(self, *faults, **variables):
        """The function, which must obey the API's rules until its end and never crash."""
        with running(BOOTSTRAP, faults=faults, **variables) as function:
            yield function
            if function.process.poll() is None:
                self.assertEqual(function.end(), 0)
            self.assertEqual(function.api.violations, [])
            self.assertEqual(function.said(), "")

    def assert_echoes(self, function, text="hello"):
        outcome = function.invoke({"do": "echo", "text": text})
        self.assertEqual(outcome.kind, "response")
        self.assertEqual(outcome.json()["event"]["text"], text)

    def assert_fails(self, outcome, error_type, message):
        self.assertEqual(outcome.kind, "error")
        error = outcome.json()
        self.assertEqual(error["errorType"], error_type)
        self.assertRegex(error["errorMessage"], message)


class Invocations(Runtime):
    def test_reach_the_handler_with_all_that_lambda_tells(self):
        with self.obedient() as function:
            before = time.time() * 1000
            echoed = function.invoke({"do": "echo"}, seconds=9, trace=TRACE, headers={
                "Lambda-Runtime-Client-Context": '{"client":{"app_title":"x"}}',
                "Lambda-Runtime-Cognito-Identity": '{"identityId":"us-east-2:1"}',
                "Lambda-Runtime-Aws-Tenant-Id": "blue",
            }).json()
            self.assertRegex(echoed["requestId"], r"^[0-9a-f-]{36}$")
            self.assertAlmostEqual(echoed["deadline"], before + 9000, delta=2000)
            self.assertAlmostEqual(echoed["remaining"], 9000, delta=2000)
            self.assertEqual(echoed["functionArn"],
                             "arn:aws:lambda:us-east-2:123456789012:function:tried")
            self.assertEqual(echoed["traceId"], TRACE)
            self.assertEqual(echoed["traceVariable"], TRACE)
            self.assertEqual(echoed["clientContext"], '{"client":{"app_title":"x"}}')
            self.assertEqual(echoed["cognitoIdentity"], '{"identityId":"us-east-2:1"}')
            self.assertEqual(echoed["tenantId"], "blue")

    def test_without_a_trace_do_not_see_the_last_one(self):
        with self.obedient() as function:
            function.invoke({"do": "echo"}, trace=TRACE)
            echoed = function.invoke({"do": "echo"},
                                     headers={"Lambda-Runtime-Trace-Id": None}).json()
            self.assertEqual((echoed["traceId"], echoed["traceVariable"]), ("", ""))

    def test_bound_what_the_handler_waits_for_and_leave_time_for_the_answer(self):
        with self.obedient() as function:
            told = function.invoke({"do": "tell_deadlines"}, seconds=9).json()
            self.assertAlmostEqual(told["handler"], 8900, delta=2000)
            self.assertLess(told["handler"], 8901)
            self.assertIsNone(told["thread"])
            self.assertLessEqual(told["scoped"], told["handler"])
            self.assertLess(function.invoke({"do": "tell_deadlines"}, seconds=0.5).json()["handler"], 451)
            self.assertLess(function.invoke({"do": "tell_deadlines"}, seconds=-5).json()["handler"], 1)

    def test_may_be_past_their_deadline_or_have_none(self):
        with self.obedient() as function:
            late = function.invoke({"do": "echo"}, seconds=-5).json()
            self.assertEqual(late["remaining"], 0)
            for headers, remaining in (
                    ({"Lambda-Runtime-Deadline-Ms": None}, 86_400_000),
                    ({"Lambda-Runtime-Deadline-Ms": "9223372036854775807"}, 86_400_000),
                    ({"Lambda-Runtime-Deadline-Ms": "-9223372036854775808"}, 0)):
                echoed = function.invoke({"do": "echo"}, headers=headers).json()
                self.assertEqual(echoed["remaining"], remaining, headers)

    def test_by_the_hundred_go_over_one_connection(self):
        with self.obedient() as function:
            for i in range(300):
                self.assert_echoes(function, f"number {i}")
            self.assertEqual(function.api.connections, 1)

    def test_have_events_of_any_size_that_lambda_allows(self):
        with self.obedient() as function:
            for size in (0, 1, 8192, 1 << 20, (6 << 20) - 1000):
                with self.subTest(size=size):
                    self.assert_echoes(function, "x" * size)

    def test_come_in_chunks_as_well(self):
        with self.obedient(("next", {"chunked": True})) as function:
            self.assert_echoes(function, "in chunks" * 1000)

    def test_that_are_no_json_are_the_handlers_matter(self):
        with self.obedient() as function:
            for event in (b"", b"{", b"\xff\xfe", b"nul\x00l"):
                outcome = function.invoke(event)
                self.assertEqual(outcome.kind, "error")
                self.assertIn("parse_error", outcome.json()["errorType"])
            self.assert_echoes(function)


class Failures(Runtime):
    def test_of_the_handler_are_reported_and_the_next_invocation_is_served(self):
        with self.obedient() as function:
            for event, error_type, message in (
                    ({"do": "throw_exception", "message": "no stock"},
                     "(anonymous namespace)::Complaint", "^no stock$"),
                    ({"do": "throw_number"}, "int", "no std::exception"),
                    ({"do": "throw_error", "type": "NoStock", "message": "none"},
                     "NoStock", "^none$"),
                    ({"do": "return_error", "type": "NoStock", "message": "none"},
                     "NoStock", "^none$"),
                    ({"do": "unheard of"}, "std::out_of_range", ".")):
                with self.subTest(event):
                    self.assert_fails(function.invoke(event), error_type, message)
                    self.assert_echoes(function)
            self.assertEqual(function.api.connections, 1)

    def test_name_their_type_in_a_header_with_a_category(self):
        with self.obedient() as function:
            for error_type, header in (
                    ("NoStock", "Function.NoStock"),
                    ("Warehouse.Closed", "Warehouse.Closed"),
                    ("a b\r\nx: y\u00e9", "Function.a_b__x:_y__"),
                    ("x" * 500, "Function." + "x" * 119)):
                outcome = function.invoke(
                    {"do": "return_error", "type": error_type, "message": ""})
                self.assertEqual(outcome.headers["lambda-runtime-function-error-type"], header)
                self.assertEqual(outcome.json()["errorType"], error_type)
                self.assertEqual(outcome.json()["stackTrace"], ["here", "there"])

    def test_with_bytes_that_are_no_text_are_reported_as_text(self):
        with self.obedient() as function:
            self.assert_fails(function.invoke({"do": "invalid_utf8"}), "std::runtime_error",
                              "^bytes \ufffd\ufffd$")
            warning, error = function.log()
            self.assertEqual(warning["message"], "bytes \ufffd\ufffd")
            self.assertEqual(warning["field"], "\ufffd(\x00")
            self.assertEqual(error["errorMessage"], "bytes \ufffd\ufffd")

    def test_of_a_response_that_is_too_large_are_that_invocations_alone(self):
        with self.obedient() as function:
            function.api.fault("response", status=413)
            outcome = function.invoke({"do": "respond", "bytes": 3000})
            self.assert_fails(outcome, "ResponseTooLarge", "3000 bytes, more than Lambda takes")
            huge = function.invoke({"do": "respond", "bytes": 7 << 20})
            self.assert_fails(huge, "ResponseTooLarge", "7340032 bytes")
            self.assert_echoes(function)
            self.assertEqual(function.api.connections, 1)

    def test_of_a_response_that_is_not_even_read_are_reported_too(self):
        with self.obedient() as function:
            function.api.fault("response", status=413, early=True)
            huge = function.invoke({"do": "respond", "bytes": 30 << 20})
            self.assert_fails(huge, "ResponseTooLarge", "31457280 bytes")
            self.assert_echoes(function)

    def test_that_the_api_knows_already_do_not_end_the_process(self):
        with self.obedient() as function:
            function.api.fault("response", status=413)
            # Lambda's own API takes the failure from the 413.
            function.api.fault("error", status=403, settles=True)
            function.api.submit({"do": "respond", "bytes": 3000})
            self.assert_echoes(function)
            self.assertEqual([line["errorType"] for line in function.log()
                              if line["level"] == "WARN"], ["refused"])

    def test_to_deliver_a_response_in_time_do_not_end_the_process(self):
        for status in (400, 403):
            with self.subTest(status), self.obedient() as function:
                function.api.fault("response", status=status, settles=True)
                late = function.api.submit({"do": "echo"})
                self.assert_echoes(function)
                warning = [line for line in function.log() if line["level"] == "WARN"]
                self.assertEqual([line["requestId"] for line in warning], [late.id])
                self.assertIn(f"the response with {status}", warning[0]["errorMessage"])


class Connections(Runtime):
    def test_that_the_api_closes_are_made_anew(self):
        for how in ({"closing": True}, {"announced": True}):
            for kind in ("next", "response"):
                with self.subTest(kind=kind, how=how), self.obedient() as function:
                    for i in range(5):
                        function.api.fault(kind, **how)
                        self.assert_echoes(function, str(i))
                    self.assertGreaterEqual(function.api.connections, 5)
                    posts = [path for method, path in function.api.requests if method == "POST"]
                    self.assertEqual(len(posts), 5)

    def test_that_end_while_it_waits_are_made_anew_however_often(self):
        with self.obedient() as function:
            for asks in range(1, 3):
                function.api.wait_until(lambda api: api.asks >= asks)
                function.api.cut()
            self.assert_echoes(function)

    def test_that_end_before_the_answer_lead_to_a_second_try(self):
        with self.obedient() as function:
            # The API did not even take the response.
            function.api.fault("response", status=202, silent=True)
            self.assert_echoes(function)
            # The API took the response, and its answer got lost: the second one is refused.
            function.api.fault("response", silent=True)
            self.assert_echoes(function)
            self.assert_echoes(function)
            self.assertEqual([line["errorType"] for line in function.log()
                              if line["level"] == "WARN"], ["refused"])

    def test_that_end_again_and_again_end_the_process(self):
        with self.obedient() as function:
            for _ in range(3):
                function.api.fault("response", status=202, silent=True)
            function.api.submit({"do": "echo"})
            self.assertEqual(function.wait(), 1)
            self.assertEqual(function.log()[-1]["level"], "FATAL")
            self.assertEqual(function.log()[-1]["errorType"], "connection_lost")

    def test_to_an_api_that_is_gone_end_the_process(self):
        with self.obedient() as function:
            function.api.wait_until(lambda api: api.asks == 1)
            with contextlib.suppress(OSError):
                function.api.listener.shutdown(socket.SHUT_RDWR)
            function.api.threads[0].join()
            function.api.listener.close()
            function.api.cut()
            self.assertEqual(function.wait(), 1)
            self.assertEqual(function.log()[-1]["errorType"], "connect_failed")
            self.assertIn("Connection refused", function.log()[-1]["errorMessage"])


class Ends(Runtime):
    def test_quietly_by_sigterm_while_it_waits(self):
        with self.obedient() as function:
            self.assert_echoes(function)
            function.api.wait_until(lambda api: api.asks == 2)
            self.assertEqual(function.end(), 0)
            self.assertEqual([line["message"] for line in function.log()], ["echo"])

    def test_by_sigterm_amid_an_invocation_after_its_answer(self):
        with self.obedient() as function:
            self.assertEqual(function.invoke({"do": "end_amid"}).json(), "finished")
            self.assertEqual(function.wait(), 0)
            self.assertEqual(function.log(), [])

    def test_with_an_error_where_the_api_is_beyond_recovery(self):
        for kind, event in (("next", {"do": "echo"}), ("response", {"do": "echo"}),
                            ("error", {"do": "throw_number"})):
            with self.subTest(kind), self.obedient((kind, {"status": 500})) as function:
                function.api.submit(event)
                self.assertEqual(function.wait(), 1)
                self.assertEqual(function.log()[-1]["level"], "FATAL")
                self.assertEqual(function.log()[-1]["errorType"], "container_error")
                self.assertIn("with 500", function.log()[-1]["errorMessage"])

    def test_with_an_error_where_the_api_gives_no_invocation(self):
        with self.obedient(("next", {"status": 403})) as function:
            self.assertEqual(function.wait(), 1)
            self.assertIn("with 403", function.log()[-1]["errorMessage"])

    def test_with_an_error_where_the_answer_is_none_of_the_api(self):
        for fault, message in (
                ({"raw": b"+PONG\r\n\r\n"}, "no answer of it"),
                ({"raw": b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"}, "no answer of it"),
                ({"raw": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n"},
                 "no answer of it"),
                ({"raw": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"},
                 "no answer of it"),
                ({"raw": b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"}, "with 302"),
                ({"headers": {"Lambda-Runtime-Aws-Request-Id": None}}, "request id is ''"),
                ({"headers": {"Lambda-Runtime-Aws-Request-Id": "a/../b c"}}, "request id is 'a/"),
                ({"headers": {"Lambda-Runtime-Deadline-Ms": "soon"}}, "deadline is 'soon'")):
            with self.subTest(fault), self.obedient(("next", fault)) as function:
                function.api.submit({"do": "echo"})
                self.assertEqual(function.wait(), 1)
                self.assertEqual(function.log()[-1]["errorType"], "protocol_error")
                self.assertIn(message, function.log()[-1]["errorMessage"])


class Initialization(Runtime):
    def test_that_fails_is_reported_and_ends_the_process(self):
        for way, error_type, message in (
                ("returns an error", "NoTable", "there is no table; hint: set TABLE"),
                ("throws", "std::logic_error", "no table"),
                ("gives nothing", "NoHandler", "gave no handler")):
            with self.subTest(way), self.obedient(INITIALIZATION=way) as function:
                self.assertEqual(function.wait(), 1)
                error = function.api.init_error
                self.assertEqual(error.json()["errorType"], error_type)
                self.assertIn(message, error.json()["errorMessage"])
                self.assertEqual(error.headers["lambda-runtime-function-error-type"],
                                 "Runtime." + error_type)
                (line,) = function.log()
                self.assertEqual((line["level"], line["errorType"]), ("FATAL", error_type))
                self.assertEqual(function.api.asks, 0)

    def test_that_fails_and_cannot_be_reported_ends_the_process_too(self):
        with self.obedient(("init", {"status": 500}), INITIALIZATION="throws") as function:
            self.assertEqual(function.wait(), 1)
            self.assertEqual([line["level"] for line in function.log()], ["FATAL", "ERROR"])

    def test_needs_the_address_of_the_api(self):
        for address, message in ((None, "is not set"), ("", "is not set"),
                                 ("http://127.0.0.1:80", "which is no HOST:PORT"),
                                 ("127.0.0.1:", "no HOST:PORT"), (":80", "no HOST:PORT"),
                                 ("127.0.0.1:65536", "no HOST:PORT"),
                                 ("127.0.0.1:0", "no HOST:PORT"), ("a:b:c", "no HOST:PORT"),
                                 ("[::1", "no HOST:PORT"), ("[::1]80", "no HOST:PORT"),
                                 ("ho st:80", "no HOST:PORT"), ("host:80/x", "no HOST:PORT")):
            with self.subTest(address), self.obedient(AWS_LAMBDA_RUNTIME_API=address) as function:
                self.assertEqual(function.wait(), 1)
                (line,) = function.log()
                self.assertEqual((line["level"], line["errorType"]),
                                 ("FATAL", "invalid_environment"))
                self.assertIn(message, line["errorMessage"])

    def test_says_when_nobody_listens_there(self):
        for address, message in (("nobody.invalid:9001", "nobody.invalid:9001: "),
                                 ("[::1]:1", "[::1]:1: "), ("127.0.0.1:1", "refused")):
            with self.subTest(address), self.obedient(AWS_LAMBDA_RUNTIME_API=address) as function:
                self.assertEqual(function.wait(), 1)
                self.assertEqual(function.log()[-1]["errorType"], "connect_failed")
                self.assertIn(message, function.log()[-1]["errorMessage"])


class Log(Runtime):
    def test_has_the_fields_of_lambdas_own(self):
        with self.obedient() as function:
            function.invoke({"do": "log_levels"}, trace=TRACE)
            lines = function.log()
            self.assertEqual([(line["level"], line["message"]) for line in lines],
                             [("INFO", "informed"), ("WARN", "warned"), ("ERROR", "failed"),
                              ("FATAL", "died")])
            for line in lines:
                self.assertEqual(list(line)[:7],
                                 ["timestamp", "level", "message", "requestId", "xrayTraceId",
                                  "functionName", "functionVersion"])
                self.assertRegex(line["timestamp"], f"^{TIMESTAMP}$")
                self.assertEqual(line["xrayTraceId"], TRACE)
                self.assertEqual((line["functionName"], line["functionVersion"]),
                                 (NAME, "$LATEST"))
            self.assertEqual({name: lines[0][name] for name in ("count", "part", "done", "text")},
                             {"count": 3, "part": 0.5, "done": True, "text": "a\nb\"c"})

    def test_belongs_to_the_invocation_that_is_under_way(self):
        with self.obedient() as function:
            invocations = [function.api.submit({"do": "log_levels"}) for _ in range(3)]
            for invocation in invocations:
                function.finish(invocation)
            self.assertEqual([line["requestId"] for line in function.log()],
                             [invocation.id for invocation in invocations for _ in range(4)])

    def test_leaves_out_what_is_less_grave_than_the_level(self):
        levels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"]
        for level, least in [*((level, level) for level in levels), ("warn", "WARN"),
                             ("LOUD", "INFO"), (None, "INFO")]:
            with self.subTest(level), self.obedient(AWS_LAMBDA_LOG_LEVEL=level) as function:
                function.invoke({"do": "log_levels"})
                self.assertEqual([line["level"] for line in function.log()],
                                 levels[levels.index(least):])

    def test_is_written_line_by_line_from_many_threads(self):
        with self.obedient() as function:
            for size in (10, 20_000):
                function.invoke({"do": "log_from_threads", "bytes": size})
            lines = function.log()
            for size in (10, 20_000):
                for thread in range(8):
                    self.assertEqual(50, sum(line["thread"] == thread and
                                             line["padding"] == "x" * size for line in lines))


if __name__ == "__main__":
    BOOTSTRAP = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()

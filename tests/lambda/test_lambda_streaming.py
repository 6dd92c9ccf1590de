"""Runs a bootstrap of several functions, one of which streams, against a stand-in of the Runtime API."""

import base64
import contextlib
import json
import pathlib
import sys
import tempfile
import unittest

from function import running

BOOTSTRAP = None
MEGABYTE = 1 << 20


class Functions(unittest.TestCase):
    @contextlib.contextmanager
    def function(self, handler="streaming", faults=()):
        """The function of a name, which must obey the API's rules until its end and never crash."""
        with running(BOOTSTRAP, faults=faults, _HANDLER=handler) as function:
            yield function
            if function.process.poll() is None:
                self.assertEqual(function.end(), 0)
            self.assertEqual(function.api.violations, [])
            self.assertEqual(function.said(), "")

    def assert_streams(self, function):
        outcome = function.invoke({"do": "pieces", "texts": ["ho", "ho"]})
        self.assertEqual((outcome.kind, outcome.body, outcome.trailers), ("response", b"hoho", {}))


class Named(Functions):
    def test_the_configuration_names_which_one_serves(self):
        with self.function("buffered") as function:
            self.assertEqual(function.invoke({"a": 1}).json(), {"a": 1})
        with self.function("streaming") as function:
            self.assert_streams(function)

    def test_a_name_that_none_has_fails_the_initialization(self):
        with self.function("Buffered") as function:
            self.assertEqual(function.wait(), 1)
            error = function.api.init_error.json()
            self.assertEqual((error["errorType"], error["errorMessage"]),
                             ("NoSuchHandler", "the function's handler is 'Buffered', and this bootstrap has "
                                               "buffered, streaming"))


class Streams(Functions):
    def test_a_piece_arrives_before_the_next_one_is_made(self):
        with tempfile.TemporaryDirectory() as folder, self.function() as function:
            go = pathlib.Path(folder) / "go"
            invocation = function.api.submit({"do": "pieces", "texts": ["first ", "second"], "wait_for": str(go)})
            function.api.wait_until(lambda api: api.streamed == 1)
            go.touch()
            outcome = function.finish(invocation)
            self.assertEqual([piece for _, piece in outcome.pieces], [b"first ", b"second"])
            self.assertEqual(outcome.headers["content-type"], "application/octet-stream")

    def test_one_follows_the_other(self):
        with self.function() as function:
            for _ in range(5):
                self.assert_streams(function)

    def test_a_response_may_be_empty_and_have_empty_pieces(self):
        with self.function() as function:
            for texts, body in (([], b""), ([""], b""), (["a", "", "b"], b"ab")):
                outcome = function.invoke({"do": "pieces", "texts": texts})
                self.assertEqual((outcome.kind, outcome.body), ("response", body))

    def test_a_response_has_the_type_that_it_begins_with(self):
        with self.function() as function:
            outcome = function.invoke({"do": "typed", "texts": ["data: 1\n\n"]})
            self.assertEqual((outcome.headers["content-type"], outcome.body), ("text/event-stream", b"data: 1\n\n"))

    def test_a_type_cannot_bring_headers_of_its_own(self):
        with self.function() as function:
            outcome = function.invoke({"do": "typed", "texts": ["a"], "type": "text/plain\r\nX-Other: 1"})
            self.assertEqual((outcome.kind, outcome.json()["errorType"]), ("error", "refused"))
            self.assertIn("control character", outcome.json()["errorMessage"])
            self.assert_streams(function)

    def test_an_http_response_has_a_head(self):
        with self.function() as function:
            outcome = function.invoke({"do": "http", "texts": ["<p>", "</p>"]})
            self.assertEqual(outcome.headers["content-type"], "application/vnd.awslambda.http-integration-response")
            head, body = outcome.body.split(b"\0" * 8)
            self.assertEqual(json.loads(head),
                             {"statusCode": 201, "headers": {"x-kind": 'tried "so"'}, "cookies": ["a=b"]})
            self.assertEqual(body, b"<p></p>")

    def test_it_begins_once(self):
        with self.function() as function:
            outcome = function.invoke({"do": "begin_twice", "texts": ["a"]})
            self.assertEqual(outcome.trailers["lambda-runtime-function-error-type"], "Function.refused")
            self.assert_streams(function)

    def test_more_than_a_buffered_response_may_have(self):
        with self.function() as function:
            outcome = function.invoke({"do": "large", "megabytes": 5})
            self.assertEqual(len(outcome.body), 5 * MEGABYTE)

    def test_an_error_before_the_first_piece_is_the_invocations(self):
        with self.function() as function:
            for deed, error_type in (("fail", "NoMore"), ("throw", "std::out_of_range")):
                outcome = function.invoke({"do": deed, "texts": []})
                self.assertEqual((outcome.kind, outcome.json()["errorType"]), ("error", error_type))
            self.assert_streams(function)

    def test_an_error_after_it_breaks_the_response_off(self):
        with self.function() as function:
            for deed, error_type, message in (("fail", "NoMore", "that is all\nthere is"),
                                              ("throw", "std::out_of_range", "too far")):
                outcome = function.invoke({"do": deed, "texts": ["part"]})
                self.assertEqual((outcome.kind, outcome.body), ("response", b"part"))
                self.assertEqual(outcome.trailers["lambda-runtime-function-error-type"], f"Function.{error_type}")
                error = json.loads(base64.b64decode(outcome.trailers["lambda-runtime-function-error-body"]))
                self.assertEqual((error["errorType"], error["errorMessage"]), (error_type, message))
            self.assertEqual([line["message"] for line in function.log()], ["the response broke off"] * 2)
            self.assert_streams(function)


class Faults(Functions):
    def test_a_connection_that_breaks_amid_a_response_fails_that_invocation_alone(self):
        with self.function(faults=[("response", {"cut_after": 1})]) as function:
            outcome = function.invoke({"do": "large", "megabytes": 20})
            self.assertEqual((outcome.kind, outcome.json()["errorType"]), ("error", "ResponseCut"))
            self.assertEqual([line["message"] for line in function.log()],
                             ["the response broke off", "the invocation failed"])
            self.assert_streams(function)

    def test_a_response_that_is_refused_at_its_end_is_a_warning(self):
        with self.function(faults=[("response", {"status": 400, "settles": True})]) as function:
            function.api.submit({"do": "pieces", "texts": ["late"]})
            self.assert_streams(function)
            self.assertEqual([(line["level"], line["message"]) for line in function.log()],
                             [("WARN", "the invocation's outcome was refused")])

    def test_an_api_beyond_recovery_ends_the_process(self):
        with self.function(faults=[("response", {"status": 500})]) as function:
            function.api.submit({"do": "pieces", "texts": ["a"]})
            self.assertEqual(function.wait(), 1)


if __name__ == "__main__":
    BOOTSTRAP = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()

"""A stand-in of Lambda's Runtime API on 127.0.0.1, strict about what a runtime may ask of it.

It follows https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html and the OpenAPI document
that is linked there. What a runtime does against them is noted in `violations`.
"""

import collections
import contextlib
import dataclasses
import json
import re
import select
import socket
import threading
import time
import uuid

PREFIX = "/2018-06-01/runtime/"
TIME_LIMIT = 60
LARGEST_RESPONSE = 6 * 1024 * 1024 + 100
REASONS = {200: "OK", 202: "Accepted", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
           405: "Method Not Allowed", 413: "Payload Too Large", 500: "Internal Server Error"}


@dataclasses.dataclass
class Fault:
    """How one request is treated otherwise; each part by itself."""

    status: int | None = None  # answered instead, and the request has no effect
    early: bool = False  # answers before it read the body, and closes
    silent: bool = False  # closes instead of answering
    closing: bool = False  # closes after the answer, without a word
    announced: bool = False  # closes after the answer, and says so
    raw: bytes | None = None  # sent instead of an answer; then it closes
    settles: bool = False  # with a status: for the API the invocation is over
    chunked: bool = False  # the answer comes in chunks
    headers: dict = dataclasses.field(default_factory=dict)  # other headers; None leaves one out
    cut_after: int | None = None  # closes after so many pieces of a streamed response


@dataclasses.dataclass
class Outcome:
    """What a runtime posted about an invocation."""

    kind: str  # "response" or "error"
    headers: dict
    body: bytes
    seconds: float  # from the event's sending to the end of the post
    pieces: list = dataclasses.field(default_factory=list)  # of a streamed response, each with its seconds
    trailers: dict = dataclasses.field(default_factory=dict)

    def json(self):
        return json.loads(self.body)


class Invocation:
    def __init__(self, event, headers):
        self.id = str(uuid.uuid4())
        self.event = event
        self.headers = headers
        self.delivered = None
        self.outcome = None
        self.done = threading.Event()


@dataclasses.dataclass
class Request:
    method: str
    path: str
    headers: dict
    body: bytes
    ended: float
    pieces: list = dataclasses.field(default_factory=list)
    trailers: dict = dataclasses.field(default_factory=dict)


class RuntimeApi:
    """The API of one execution environment, from `with` to its end."""

    def __init__(self, host="127.0.0.1"):
        """It listens on 127.0.0.1, by whatever name that goes."""
        self.host = host

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.address = f"{self.host}:{self.listener.getsockname()[1]}"
        self.condition = threading.Condition()
        self.waiting = collections.deque()
        self.current = None
        self.asked_first = None  # when the first invocation was asked for
        self.asks = 0
        self.faults = collections.defaultdict(collections.deque)
        self.init_error = None
        self.connections = 0
        self.requests = []
        self.violations = []
        self.sockets = set()
        self.streamed = 0  # pieces of the response that is on its way
        self.over = False
        self.threads = [threading.Thread(target=self.accept)]
        self.threads[0].start()
        return self

    def __exit__(self, *_):
        with self.condition:
            self.over = True
            self.condition.notify_all()
            for connection in [self.listener, *self.sockets]:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join()
        self.listener.close()

    def submit(self, event, *, seconds=30, trace=None, headers=None):
        """Queues an invocation with so many seconds until its deadline; bytes are sent as they are."""
        if not isinstance(event, bytes):
            event = json.dumps(event).encode()
        invocation = Invocation(event, {
            "Lambda-Runtime-Deadline-Ms": str(int((time.time() + seconds) * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn":
                "arn:aws:lambda:us-east-2:123456789012:function:tried",
            "Lambda-Runtime-Trace-Id":
                trace or "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1",
            **(headers or {}),
        })
        with self.condition:
            self.waiting.append(invocation)
            self.condition.notify_all()
        return invocation

    def fault(self, kind, **how):
        """Treats one request of the kind otherwise: "next", "response", "error" or "init"."""
        with self.condition:
            self.faults[kind].append(Fault(**how))

    def wait_until(self, holds):
        """Waits until something holds of this API."""
        with self.condition:
            if not self.condition.wait_for(lambda: holds(self), TIME_LIMIT):
                raise AssertionError("it never came to that")

    def cut(self):
        """Closes all connections."""
        with self.condition:
            for connection in self.sockets:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    # From here on it serves.

    def accept(self):
        with contextlib.suppress(OSError):
            while not self.over:
                connection, _ = self.listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                thread = threading.Thread(target=self.serve, args=[connection])
                with self.condition:
                    self.connections += 1
                    self.sockets.add(connection)
                    self.threads.append(thread)
                thread.start()

    def serve(self, connection):
        try:
            with contextlib.suppress(OSError), connection:
                buffer = bytearray()
                while not self.over and self.serve_one(connection, buffer):
                    pass
        finally:
            with self.condition:
                self.sockets.discard(connection)
                self.condition.notify_all()

    def serve_one(self, connection, buffer):
        """Serves one request; false where the connection is over."""
        head = self.read_head(connection, buffer)
        if head is None:
            return False
        method, path, headers = head
        kind = self.kind_of(path)
        with self.condition:
            fault = self.faults[kind].popleft() if self.faults[kind] else Fault()
        if fault.early:
            self.answer(connection, fault.status, b"{}", {}, Fault())
            return False
        if headers.get("transfer-encoding") == "chunked":
            request = self.read_pieces(connection, buffer, head, fault)
        else:
            request = self.read_body(connection, buffer, head)
        if request is None:
            return False
        self.check(kind, request)
        with self.condition:
            self.requests.append((method, path))
            if fault.settles:
                self.current = None
            self.condition.notify_all()
        if fault.raw is not None:
            connection.sendall(fault.raw)
            return False
        status = fault.status
        if status is None:
            answered = self.act(kind, request, connection)
            if answered is None or fault.silent:
                return False
            status, body, answer_headers = answered
        else:
            body, answer_headers = b'{"errorType":"Made","errorMessage":"by the test"}', {}
            if fault.silent:
                return False
        self.answer(connection, status, body, {**answer_headers, **fault.headers}, fault)
        return not (fault.closing or fault.announced)

    def read_head(self, connection, buffer):
        while (end := buffer.find(b"\r\n\r\n")) < 0:
            if len(buffer) > 1 << 16:
                return self.violate("the head of a request has no end")
            if not (piece := connection.recv(1 << 16)):
                return None
            buffer += piece
        first, *lines = buffer[:end].decode("latin-1").split("\r\n")
        del buffer[: end + 4]
        match = re.fullmatch(r"([A-Z]+) (/\S*) HTTP/1\.1", first)
        if not match:
            return self.violate(f"no request line: {first!r}")
        headers = {}
        for line in lines:
            name, colon, value = line.partition(":")
            if not colon or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
                return self.violate(f"no header: {line!r}")
            if name.lower() in headers:
                self.violate(f"the header {name} comes twice")
            headers[name.lower()] = value.strip()
        return match[1], match[2], headers

    @staticmethod
    def read_body(connection, buffer, head):
        """The request of which the head was read; None where the connection ends in it."""
        size = int(head[2].get("content-length", 0))
        while len(buffer) < size:
            if not (piece := connection.recv(1 << 20)):
                return None
            buffer += piece
        request = Request(*head, bytes(buffer[:size]), time.perf_counter())
        del buffer[:size]
        return request

    def read_pieces(self, connection, buffer, head, fault):
        """The same of a body in chunks, each noted with its time."""
        pieces, trailers = [], {}

        def line():
            while (end := buffer.find(b"\r\n")) < 0:
                if not (more := connection.recv(1 << 16)):
                    raise OSError("the connection ends in a chunk")
                buffer.extend(more)
            text = bytes(buffer[:end])
            del buffer[: end + 2]
            return text

        while size := int(line(), 16):
            while len(buffer) < size + 2:
                if not (more := connection.recv(1 << 20)):
                    return None
                buffer += more
            pieces.append((time.perf_counter(), bytes(buffer[:size])))
            if buffer[size:size + 2] != b"\r\n":
                self.violate("a chunk is longer than it says")
            del buffer[: size + 2]
            with self.condition:
                self.streamed = len(pieces)
                self.condition.notify_all()
            if fault.cut_after is not None and len(pieces) >= fault.cut_after:
                return None
        while text := line():
            name, _, value = text.decode("latin-1").partition(":")
            trailers[name.lower()] = value.strip()
        return Request(*head, b"".join(piece for _, piece in pieces), time.perf_counter(), pieces, trailers)

    @staticmethod
    def kind_of(path):
        if path == PREFIX + "invocation/next":
            return "next"
        if path == PREFIX + "init/error":
            return "init"
        match = re.fullmatch(re.escape(PREFIX) + r"invocation/[^/]+/(response|error)", path)
        return match[1] if match else "unknown"

    def check(self, kind, request):
        """Notes what the document does not allow."""
        wanted = {"next": "GET", "init": "POST", "response": "POST", "error": "POST"}.get(kind)
        if request.method != wanted:
            self.violate(f"{request.method} {request.path}")
        if request.headers.get("host") != self.address:
            self.violate(f"the host is {request.headers.get('host')!r}")
        if not request.headers.get("user-agent"):
            self.violate("there is no user agent")
        is_stream = request.headers.get("lambda-runtime-function-response-mode") == "streaming"
        if ("transfer-encoding" in request.headers) != is_stream or "expect" in request.headers:
            self.violate("a request is not sent at once")
        if is_stream:
            self.check_stream(kind, request)
        if kind == "next" and (request.body or "content-length" in request.headers):
            self.violate("the request for an invocation has a body")
        if kind == "response" and not is_stream and request.headers.get("content-type") != "application/json":
            self.violate(f"the response's type is {request.headers.get('content-type')!r}")
        if kind in ("error", "init"):
            self.check_error(request)

    # https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming
    def check_stream(self, kind, request):
        if kind != "response" or "content-length" in request.headers:
            self.violate(f"a stream that is no response: {request.headers}")
        announced = {name.strip().lower() for name in request.headers.get("trailer", "").split(",")}
        if not set(request.trailers) <= announced:
            self.violate(f"trailers that were not announced: {request.trailers}")

    def check_error(self, request):
        if request.headers.get("content-type") != "application/vnd.aws.lambda.error+json":
            self.violate(f"the error's type is {request.headers.get('content-type')!r}")
        category = request.headers.get("lambda-runtime-function-error-type", "")
        if not re.fullmatch(r"[!-~]+\.[!-~]+", category) or len(category) > 128:
            self.violate(f"the error's category is {category!r}")
        body = json.loads(request.body)
        if {name: type(value) for name, value in body.items()} != {
                "errorType": str, "errorMessage": str, "stackTrace": list}:
            self.violate(f"the error is {body}")

    def violate(self, what):
        with self.condition:
            self.violations.append(what)

    def act(self, kind, request, connection):
        """Does what the request asks for: status, body and headers, or None where it is over."""
        if kind == "next":
            return self.next(connection)
        if kind == "init":
            return self.fail_initialization(request)
        if kind in ("response", "error"):
            return self.settle(kind, request)
        return 404, b"{}", {}

    def next(self, connection):
        with self.condition:
            self.asks += 1
            self.asked_first = self.asked_first or time.perf_counter()
            self.condition.notify_all()
            if self.current is not None:
                self.violate("the next invocation is asked for before the last one has an outcome")
                return self.refusal(403, "InvalidStateTransition")
            while not self.waiting:
                if self.over or self.is_gone(connection):
                    return None
                # So that a connection that was closed meanwhile takes no invocation with it.
                self.condition.wait(0.2)
            if self.is_gone(connection):
                return None
            invocation = self.current = self.waiting.popleft()
        invocation.delivered = time.perf_counter()
        return 200, invocation.event, {
            "Lambda-Runtime-Aws-Request-Id": invocation.id, **invocation.headers}

    @staticmethod
    def is_gone(connection):
        if not select.select([connection], [], [], 0)[0]:
            return False
        try:
            return not connection.recv(1, socket.MSG_PEEK)
        except OSError:
            return True

    def settle(self, kind, request):
        request_id = request.path.split("/")[-2]
        with self.condition:
            invocation = self.current
            if invocation is None:
                return self.refusal(403, "InvalidStateTransition")
            if request_id != invocation.id:
                self.violate(f"an outcome of {request_id}, which is not the invocation")
                return self.refusal(400, "InvalidRequestID")
            if kind == "response" and len(request.body) > LARGEST_RESPONSE:
                return self.refusal(413, "RequestEntityTooLarge")
            invocation.outcome = Outcome(kind, request.headers, request.body,
                                         request.ended - invocation.delivered, request.pieces,
                                         request.trailers)
            self.current = None
            self.condition.notify_all()
        invocation.done.set()
        return 202, b'{"status":"OK"}', {}

    def fail_initialization(self, request):
        with self.condition:
            if self.asked_first is not None:
                self.violate("an initialization fails after it was over")
                return self.refusal(403, "InvalidStateTransition")
            self.init_error = Outcome("init", request.headers, request.body, 0)
            self.condition.notify_all()
        return 202, b'{"status":"OK"}', {}

    @staticmethod
    def refusal(status, error_type):
        return status, json.dumps({"errorType": error_type, "errorMessage": "refused"}).encode(), {}

    @staticmethod
    def answer(connection, status, body, headers, fault):
        lines = [f"HTTP/1.1 {status} {REASONS[status]}", "Content-Type: application/json"]
        lines += [f"{name}: {value}" for name, value in headers.items() if value is not None]
        if fault.announced:
            lines.append("Connection: close")
        if fault.chunked:
            lines.append("Transfer-Encoding: chunked")
            half = len(body) // 2 or 1
            pieces = [piece for piece in (body[:half], body[half:]) if piece]
            body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        else:
            lines.append(f"Content-Length: {len(body)}")
        connection.sendall("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

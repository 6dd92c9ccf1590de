/** The code of `omnitrack-cache-health`: asks Redis for a PONG and for a round trip of a probe key. */
export const cacheHealthCode = `import json
import os
import socket
import time


def encode(*words):
    parts = [b"*%d\\r\\n" % len(words)]
    for word in words:
        data = str(word).encode()
        parts.append(b"$%d\\r\\n%s\\r\\n" % (len(data), data))
    return b"".join(parts)


def read_reply(stream):
    line = stream.readline()
    kind, rest = line[:1], line[1:].strip()
    if kind == b"-":
        raise RuntimeError(rest.decode())
    if kind == b"$":
        size = int(rest)
        return None if size < 0 else stream.read(size + 2)[:size].decode()
    return rest.decode()


def handler(event, context):
    latencies = {}
    key = "omnitrack:health:" + context.aws_request_id
    steps = {
        "ping": ("PING",),
        "write": ("SET", key, "probe", "EX", 30),
        "read": ("GET", key),
        "expiry": ("TTL", key),
    }
    address = (os.environ["REDIS_HOST"], int(os.environ["REDIS_PORT"]))
    try:
        with socket.create_connection(address, timeout=3) as connection:
            stream = connection.makefile("rb")
            for name, words in steps.items():
                started = time.perf_counter()
                connection.sendall(encode(*words))
                read_reply(stream)
                latencies[name] = round((time.perf_counter() - started) * 1000, 3)
    except (OSError, RuntimeError) as error:
        return {"statusCode": 503, "body": json.dumps({"status": "error", "reason": str(error)})}
    return {"statusCode": 200, "body": json.dumps({"status": "ok", "latency_ms": latencies})}
`;

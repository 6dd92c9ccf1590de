"""What tests do with Redis servers of their own."""

import contextlib
import pathlib
import socket
import subprocess
import tempfile
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def redis_server(*options, tls=False, port=None):
    """A server on a port of 127.0.0.1, a free one unless it is given, that keeps no files."""
    port = port or free_port()
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            ["redis-server", "--bind", "127.0.0.1", "--dir", folder, "--save", ""]
            + (["--port", "0", "--tls-port", str(port)] if tls else ["--port", str(port)])
            + list(options),
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            wait_until_ready(process)
            yield port
        finally:
            process.terminate()
            process.communicate(timeout=10)


def wait_until_ready(process):
    said = []
    for line in process.stdout:
        said.append(line)
        if "Ready to accept connections" in line:
            return
    raise RuntimeError("redis-server ended at once:\n" + "".join(said))


def wait_until_asleep(port):
    """Returns as soon as the server leaves a ping unanswered."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.settimeout(0.1)
            connection.sendall(b"PING\r\n")
            try:
                connection.recv(16)
            except TimeoutError:
                return
    raise AssertionError("the server never fell asleep")


def redis_cli(port, *words):
    return subprocess.run(
        ["redis-cli", "-p", str(port), *words], capture_output=True, text=True, check=True
    ).stdout.strip()


def make_certificates(folder):
    """A certificate authority, and a certificate of its own making for 127.0.0.1, by openssl."""

    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    pathlib.Path(folder, "server.ext").write_text(
        "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=serverAuth\n"
        "subjectAltName=IP:127.0.0.1\n"
        "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
    )
    new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *new_key, "-subj", "/CN=Test CA", "-keyout", "ca.key",
            "-out", "ca.crt", "-days", "2", "-addext", "keyUsage=critical,keyCertSign")
    openssl("req", *new_key, "-subj", "/CN=127.0.0.1", "-keyout", "server.key",
            "-out", "server.csr")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key",
            "-CAcreateserial", "-days", "2", "-extfile", "server.ext", "-out", "server.crt")

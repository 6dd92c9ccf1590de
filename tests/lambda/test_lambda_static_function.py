"""Runs the function with its libraries inside where there is nothing else: in an empty root folder.

So it shows what a runtime with another C library must provide: none, or files under /etc. It runs in
a network of its own, in which it is the DNS server.
"""

import contextlib
import fcntl
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import unittest

from dns_server import dns_server
from function import running

sys.path.append(str(pathlib.Path(__file__).parents[1]))
from support.redis_server import make_certificates, redis_server

BOOTSTRAP = None
SKIPPED = 77
INSIDE = "--in-a-network-of-its-own"
REDIS_NAME = "omnitrack-redis-cluster.abc123.0001.use2.cache.amazonaws.com"
EVENT = {"scenarioId": "port-closure", "parameters": {"runs": 20}}


class Static(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        shutil.copy(BOOTSTRAP, self.root / "bootstrap")

    def write(self, path, text):
        path = self.root / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    @contextlib.contextmanager
    def function(self, redis_host, port, host="127.0.0.1", **variables):
        with running("/bootstrap", root=str(self.root), host=host, REDIS_HOST=redis_host,
                     REDIS_PORT=port, **variables) as function:
            yield function
            self.assertEqual(function.end(), 0, function.log())
            self.assertEqual(function.api.violations, [])
            self.assertEqual(function.said(), "")

    def assert_caches(self, function):
        origins = [function.invoke(EVENT).json()["origin"] for _ in range(2)]
        self.assertEqual(origins, ["computed", "cached"], function.log())

    def test_needs_no_file_at_all_for_addresses(self):
        with redis_server() as port, self.function("127.0.0.1", port) as function:
            self.assert_caches(function)
            self.assertEqual(os.listdir(self.root), ["bootstrap"])

    def test_finds_names_in_etc_hosts(self):
        self.write("etc/hosts", "127.0.0.1 redis.internal sandbox.localdomain\n")
        with redis_server() as port:
            with self.function("redis.internal", port, host="sandbox.localdomain") as function:
                self.assert_caches(function)

    def test_finds_names_by_the_dns(self):
        self.write("etc/resolv.conf", "nameserver 127.0.0.1\n")
        with redis_server() as port, dns_server({REDIS_NAME: "127.0.0.1"}) as asked:
            with self.function(REDIS_NAME, port) as function:
                self.assert_caches(function)
            self.assertIn(REDIS_NAME, asked)

    def test_computes_where_the_dns_knows_no_such_name(self):
        self.write("etc/resolv.conf", "nameserver 127.0.0.1\n")
        with dns_server({}) as asked, self.function(REDIS_NAME, 6379) as function:
            self.assertEqual(function.invoke(EVENT).json()["origin"], "computed")
            self.assertIn(REDIS_NAME, asked)
            self.assertIn("was not found", function.log()[0]["message"])

    def test_asks_no_name_service_of_the_system(self):
        # A service that is not there ends the search.
        self.write("etc/nsswitch.conf", "hosts: myhostname [UNAVAIL=return] files dns\n")
        self.write("etc/hosts", "127.0.0.1 redis.internal\n")
        with redis_server() as port, self.function("redis.internal", port) as function:
            self.assert_caches(function)

    def test_trusts_the_authorities_of_amazon_linux(self):
        with tempfile.TemporaryDirectory() as folder:
            make_certificates(folder)
            self.write("etc/pki/tls/certs/ca-bundle.crt",
                       pathlib.Path(folder, "ca.crt").read_text())
            with redis_server("--tls-cert-file", f"{folder}/server.crt", "--tls-key-file",
                              f"{folder}/server.key", "--tls-auth-clients", "no",
                              tls=True) as port:
                with self.function("127.0.0.1", port, REDIS_TLS="true") as function:
                    self.assert_caches(function)


def switch_loopback_on():
    set_flags, is_up = 0x8914, 0x1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", is_up))


def missing():
    """Why this cannot run here, or None."""
    for tool in ("redis-server", "openssl", "unshare", "chroot"):
        if not shutil.which(tool):
            return f"{tool} is not installed (scripts/setup.sh --tests installs it)"
    if os.geteuid() != 0 or subprocess.run(["unshare", "--net", "true"], check=False).returncode:
        return "a root folder and a network of its own need root's rights"
    return None


if __name__ == "__main__":
    if reason := missing():
        print(f"SKIPPED: {reason}")
        sys.exit(SKIPPED)
    if sys.argv[1] != INSIDE:
        os.execvp("unshare", ["unshare", "--net", sys.executable, "-B", __file__, INSIDE,
                              *sys.argv[1:]])
    del sys.argv[1]
    switch_loopback_on()
    BOOTSTRAP = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()

"""The servers that bench/cache.py measures on, all on 127.0.0.1 and ended with it."""

import contextlib
import pathlib
import sys
import tempfile
import time
from dataclasses import dataclass

import measure

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "tests"))
from support.redis_server import free_port, make_certificates, redis_cli, redis_server

# Those of the OmniTrack stack.
PARAMETERS = ("--maxmemory-policy", "allkeys-lru", "--timeout", "300")
PRIMARIES = 3
PATIENCE = 30
BUS_OFFSET = 10_000


@dataclass
class Server:
    port: int
    is_cluster: bool = False
    ca_file: str = ""


@contextlib.contextmanager
def single():
    with redis_server(*PARAMETERS) as port:
        yield Server(port)


@contextlib.contextmanager
def encrypted():
    with tempfile.TemporaryDirectory() as folder:
        make_certificates(folder)
        options = ("--tls-cert-file", f"{folder}/server.crt", "--tls-key-file", f"{folder}/server.key",
                   "--tls-ca-cert-file", f"{folder}/ca.crt", "--tls-auth-clients", "no")
        with redis_server(*PARAMETERS, *options, tls=True) as port:
            yield Server(port, ca_file=f"{folder}/ca.crt")


@contextlib.contextmanager
def cluster():
    """Primaries that have all slots between them."""
    with contextlib.ExitStack() as nodes:
        ports = [nodes.enter_context(redis_server(*PARAMETERS, "--cluster-enabled", "yes",
                                                  port=port_with_bus()))
                 for _ in range(PRIMARIES)]
        measure.run(["redis-cli", "--cluster", "create", *(f"127.0.0.1:{port}" for port in ports),
                     "--cluster-yes"])
        wait_until_agreed(ports)
        yield Server(ports[0], is_cluster=True)


def port_with_bus():
    """A free port that leaves room for the nodes' own, which lies so much above it."""
    while (port := free_port()) > 65_535 - BUS_OFFSET:
        pass
    return port


def wait_until_agreed(ports):
    deadline = time.monotonic() + PATIENCE
    while not all("cluster_state:ok" in redis_cli(port, "cluster", "info") for port in ports):
        if time.monotonic() > deadline:
            raise measure.Failed("the nodes never made a cluster")
        time.sleep(0.1)

"""A stand-in of a DNS server on 127.0.0.1, which knows the IPv4 addresses of a few names."""

import contextlib
import socket
import struct
import threading

PORT = 53
TYPE_A = 1
NO_SUCH_NAME = 3


def name_of(question):
    labels, at = [], 0
    while size := question[at]:
        labels.append(question[at + 1:at + 1 + size].decode())
        at += 1 + size
    return ".".join(labels), question[:at + 5]


def answer(query, addresses):
    """The answer to a query, and the name that it asks for."""
    query_id, flags = struct.unpack_from("!HH", query)
    name, question = name_of(query[12:])
    asked_type, _ = struct.unpack("!HH", question[-4:])
    address = addresses.get(name.lower())
    records = b""
    if address and asked_type == TYPE_A:
        # The name is the one at offset 12, the question's.
        records = struct.pack("!HHHIH", 0xC00C, TYPE_A, 1, 60, 4) + socket.inet_aton(address)
    code = 0 if address else NO_SUCH_NAME
    head = struct.pack("!HHHHHH", query_id, 0x8180 | flags & 0x0100 | code, 1,
                       1 if records else 0, 0, 0)
    return head + question + records, name


@contextlib.contextmanager
def dns_server(addresses):
    """Serves the addresses; gives the list of the names that it is asked for."""
    asked = []

    def serve():
        with contextlib.suppress(OSError):
            while True:
                query, sender = server.recvfrom(512)
                if not query:
                    return
                reply, name = answer(query, addresses)
                asked.append(name)
                server.sendto(reply, sender)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", PORT))
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield asked
        finally:
            server.sendto(b"", ("127.0.0.1", PORT))
            thread.join()

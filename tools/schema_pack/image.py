"""A growing block of little-endian records that point at each other by offset."""

import struct

WORD = 0xFFFFFFFFFFFFFFFF
FACTOR = 0x9E3779B97F4A7C15


def name_hash(text):
    """The 32-bit hash of a name; src/schema/records.hpp computes the same."""
    data = text.encode()
    size = len(data)
    state = (size * FACTOR) & WORD
    if size >= 8:
        words = [data[at:at + 8] for at in range(0, size - 8, 8)] + [data[-8:]]
    elif size >= 4:
        words = [data[:4] + data[-4:]]
    else:
        words = [data]
    for word in words:
        state = ((state ^ int.from_bytes(word, "little")) * FACTOR) & WORD
        state ^= state >> 32
    return state & 0xFFFFFFFF


class Image:
    """Offset 0 stands for "none", so something must be reserved first."""

    def __init__(self):
        self.data = bytearray()
        self.places = {}

    def reserve(self, size, alignment=4):
        """Room for what is filled in later."""
        self.align(alignment)
        at = len(self.data)
        self.data += bytes(size)
        return at

    def fill(self, at, record):
        self.data[at:at + len(record)] = record

    def align(self, alignment):
        self.data += bytes(-len(self.data) % alignment)

    def add(self, record, alignment=4):
        """The offset of a record; equal ones are kept once."""
        key = (alignment, bytes(record))
        if key not in self.places:
            self.places[key] = self.reserve(len(record), alignment)
            self.fill(self.places[key], record)
        return self.places[key]

    def text(self, text):
        """A text behind its size; 0 for an empty one."""
        if not text:
            return 0
        data = text.encode()
        return self.add(struct.pack("<H", len(data)) + data, 1)

    def number(self, value):
        return self.add(struct.pack("<d", value), 8)

    def offsets(self, offsets):
        """A counted list of offsets; 0 for an empty one."""
        return self.add(words([len(offsets), *offsets])) if offsets else 0

    def texts(self, texts):
        return self.offsets([self.text(text) for text in texts])

    def slots(self, names):
        """An open-addressed table of indices + 1 by the names' hashes, and its mask."""
        size = 1
        while size < len(names) * 3 / 2:
            size *= 2
        table = [0] * size
        for index, name in enumerate(names):
            at = name_hash(name) & (size - 1)
            while table[at]:
                at = (at + 1) & (size - 1)
            table[at] = index + 1
        return self.add(struct.pack(f"<{size}H", *table)), size - 1


def words(values):
    return struct.pack(f"<{len(values)}I", *values)

"""A growing block of little-endian records, side by side, that point at each other by offset."""

import struct

WORD = 0xFFFFFFFFFFFFFFFF
FACTOR = 0x9E3779B97F4A7C15
LONG_TEXT = 255         # in place of a text's size: the size follows in 16 bits


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

    def reserve(self, size):
        """Room for what is filled in later."""
        at = len(self.data)
        self.data += bytes(size)
        return at

    def fill(self, at, record):
        self.data[at:at + len(record)] = record

    def add(self, record):
        """The offset of a record; equal ones are kept once."""
        key = bytes(record)
        if key not in self.places:
            self.places[key] = self.reserve(len(record))
            self.fill(self.places[key], record)
        return self.places[key]

    def text(self, text):
        """A text behind its size; 0 for an empty one."""
        if not text:
            return 0
        data = text.encode()
        is_short = len(data) < LONG_TEXT
        size = bytes([len(data)]) if is_short else struct.pack("<BH", LONG_TEXT, len(data))
        return self.add(size + data)

    def number(self, value):
        return self.add(struct.pack("<d", value))

    def offsets(self, offsets):
        """A counted list of offsets; 0 for an empty one."""
        return self.add(struct.pack("<H", len(offsets)) + packed(offsets)) if offsets else 0

    def texts(self, texts):
        return self.offsets([self.text(text) for text in texts])

    def slots(self, names, most_in_bytes=0):
        """An open-addressed table of indices + 1 by the names' hashes, and its mask; 16 bits each, or a
        byte where there are no more names than said."""
        size = 1
        while size < len(names) * 3 / 2:
            size *= 2
        table = [0] * size
        for index, name in enumerate(names):
            at = name_hash(name) & (size - 1)
            while table[at]:
                at = (at + 1) & (size - 1)
            table[at] = index + 1
        kind = "B" if len(names) <= most_in_bytes else "H"
        return self.add(struct.pack(f"<{size}{kind}", *table)), size - 1


def packed(offsets):
    """Offsets as records hold them: 24 bits each."""
    return b"".join(offset.to_bytes(3, "little") for offset in offsets)


def wide(*offsets):
    """The same with 32 bits each."""
    return struct.pack(f"<{len(offsets)}I", *offsets)

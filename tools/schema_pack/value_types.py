"""The types of values: what the data spells as `string`, `[#Rule]` or `json|{string}`."""

import struct
from dataclasses import dataclass, field

from image import packed

BITS = {"string": 1, "boolean": 2, "integer": 4, "number": 8, "json": 16, "date-time": 32, "tag": 64}
LIST, MAP, OBJECT = 128, 256, 512
HAS_TEXT = 1024     # a union: the order of its members is not to be seen from the record


@dataclass
class Parsed:
    bits: int = 0
    items: list = field(default_factory=list)     # texts of what lists hold
    values: list = field(default_factory=list)    # texts of what maps hold
    shapes: list = field(default_factory=list)    # names of nested types


def alternatives(text):
    """The members of a union."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text + "|"):
        depth += (char in "[{") - (char in "]}")
        if char == "|" and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return parts


def parse(text):
    found = Parsed()
    for part in alternatives(text):
        if part[0] == "[":
            found.bits |= LIST
            found.items.append(part[1:-1])
        elif part[0] == "{":
            found.bits |= MAP
            found.values.append(part[1:-1])
        elif part[0] == "#":
            found.bits |= OBJECT
            found.shapes.append(part[1:])
        else:
            found.bits |= BITS[part]
    return found


class TypeWriter:
    """Writes the types of one resource's values."""

    def __init__(self, image, definitions, shapes):
        self.image = image
        self.definitions = definitions
        self.shapes = shapes    # offsets of nested types' records by name
        self.known = {}

    def write(self, text):
        if text not in self.known:
            self.known[text] = self._write(text)
        return self.known[text]

    def _write(self, text):
        parsed = parse(text)
        bits = parsed.bits
        # A nested type of which no property is known holds whatever it is given.
        if any(not self.definitions[name]["properties"] for name in parsed.shapes):
            bits |= BITS["json"]
        offsets = [self.write("|".join(texts)) for texts in (parsed.items, parsed.values) if texts]
        if len(alternatives(text)) > 1:
            bits |= HAS_TEXT
            offsets.append(self.image.text(text))
        offsets += [self.shapes[name] for name in parsed.shapes]
        return self.image.add(struct.pack("<HB", bits, len(parsed.shapes)) + packed(offsets))

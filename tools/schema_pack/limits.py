"""The limits of values, as in JSON Schema."""

import struct

import class_sequences
from image import packed

NUMBERS = ("minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
           "multipleOf", "minItems", "maxItems", "minProperties", "maxProperties")
FLAGS = ("uniqueItems", "enumIgnoresCase")
TEXTS = ("format", "enumAsOf")
# In the order of the bits that src/schema/records.hpp names.
FIELDS = ("pattern", "enum", "format") + NUMBERS + ("enumAsOf",) + FLAGS


class LimitsWriter:
    """Writes limits, and numbers the patterns."""

    def __init__(self, image):
        self.image = image
        self.patterns = {}

    def write(self, facts):
        """The offset of what a property or rule limits; 0 for nothing."""
        bits, values = 0, []
        for bit, name in enumerate(FIELDS):
            if name not in facts:
                continue
            bits |= 1 << bit
            if name not in FLAGS:
                values.append(self._value(name, facts[name]))
        return self.image.add(packed([bits, *values])) if bits else 0

    def _value(self, name, value):
        if name == "pattern":
            return self.pattern(value)
        if name == "enum":
            return self.image.texts([enum_text(one) for one in value])
        return self.image.text(value) if name in TEXTS else self.image.number(value)

    def pattern(self, text):
        """The offset of a pattern with its number."""
        index = self.patterns.setdefault(text, len(self.patterns))
        sequence = class_sequences.write(self.image, text)
        return self.image.add(packed([self.image.text(text), sequence]) + struct.pack("<H", index))


def enum_text(value):
    """An allowed value as a template spells it."""
    return str(value).lower() if isinstance(value, bool) else str(value)

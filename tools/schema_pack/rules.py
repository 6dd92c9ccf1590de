"""Rules: the fragments of JSON Schema that say how properties go together."""

import struct

from image import packed, wide
from limits import FIELDS, enum_text

# In the order of Rule::Keyword in src/schema/schema.hpp.
KEYWORDS = ("allOf", "anyOf", "oneOf", "not", "if", "required", "requiredXor", "requiredOr",
            "dependentRequired", "dependentExcluded", "properties", "onlyProperties", "items",
            "prefixItems", "contains", "type", "enum", "limits", "nothing", "uniqueKeys")

NOTES = ("about", "source", "warning")


class RuleWriter:
    def __init__(self, image, limits):
        self.image = image
        self.limits = limits

    def write_top(self, rule):
        """The same for a rule of a shape, with what is said about it."""
        fragment = {key: value for key, value in rule.items() if key not in NOTES}
        if len(fragment) == len(rule):
            return self.write(fragment)
        return self._record("allOf", list(self._keywords(fragment)), about=rule.get("about"),
                            is_warning=rule.get("warning", False))

    def write(self, fragment):
        """The offset of a fragment's record; its keywords hold together."""
        if fragment is False:
            return self._record("nothing")
        rules = [] if fragment is True else list(self._keywords(fragment))
        return rules[0] if len(rules) == 1 else self._record("allOf", rules)

    def _keywords(self, fragment):
        for key, value in fragment.items():
            if key in ("allOf", "anyOf", "oneOf", "prefixItems"):
                yield self._record(key, [self.write(one) for one in value])
            elif key in ("not", "items", "contains"):
                yield self._record(key, [self.write(value)])
            elif key == "if":
                branches = [value, fragment.get("then", True), fragment.get("else", True)]
                yield self._record("if", [self.write(one) for one in branches])
            elif key in ("required", "requiredXor", "requiredOr", "onlyProperties", "uniqueKeys"):
                yield self._record(key, names=value)
            elif key in ("dependentRequired", "dependentExcluded"):
                for first, others in value.items():
                    yield self._record(key, names=[first, *others])
            elif key == "properties":
                yield self._record(key, [self.write(one) for one in value.values()], list(value))
            elif key == "type":
                yield self._record(key, names=[value] if isinstance(value, str) else value)
            elif key == "enum" and not fragment.get("enumIgnoresCase"):
                yield self._record(key, names=[enum_text(one) for one in value])
            elif key not in FIELDS and key not in ("then", "else"):
                raise ValueError(f"a rule has the unknown keyword {key}")
        limited = {key: value for key, value in fragment.items()
                   if key in FIELDS and (key != "enum" or fragment.get("enumIgnoresCase"))}
        if limited:
            yield self._record("limits", limits=self.limits.write(limited))

    def _record(self, keyword, rules=(), names=(), limits=0, about=None, is_warning=False):
        texts = [self.image.text(name) for name in names]
        head = struct.pack("<BBHH", KEYWORDS.index(keyword), is_warning, len(names), len(rules))
        return self.image.add(head + packed([limits, self.image.text(about)]) + wide(*rules, *texts))

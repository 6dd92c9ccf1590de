"""The resource types as records; src/schema/records.hpp has their layout."""

import struct

from image import packed, wide
from limits import LimitsWriter
from rules import RuleWriter
from value_types import TypeWriter, parse

FLAGS = ((0, "required"), (1, "deprecated"), (2, "readOnly"), (3, "writeOnly"), (7, "unordered"))
UPDATES = ("", "may replace", "replaces")
TAG_FORMATS = ("", "standard", "asg", "map")
LIFECYCLES = ("", "maintenance", "sunset", "shutdown")
SHAPE_SIZE, RESOURCE_SIZE = 19, 51
MOST_IN_BYTES = 255     # properties whose indices + 1 fit into slots of a byte
UPDATE_SHIFT, HAS_MORE = 4, 64    # of a property's flags
DEEPEST = 6     # how many structures an attribute's name may go down


class SpecificationWriter:
    def __init__(self, image):
        self.image = image
        self.limits = LimitsWriter(image)
        self.rules = RuleWriter(image, self.limits)

    def resource(self, name, record, naming, documentation):
        """Writes one resource type and all that it alone uses, close together; its offset."""
        definitions = record["definitions"]
        at = self.image.reserve(RESOURCE_SIZE)
        shapes = self.image.reserve(SHAPE_SIZE * (1 + len(definitions)))
        names = sorted(definitions)
        places = {nested: shapes + SHAPE_SIZE * (1 + i) for i, nested in enumerate(names)}
        self.types = TypeWriter(self.image, definitions, places)
        self.image.fill(shapes, self._shape("", record))
        for nested in names:
            self.image.fill(places[nested], self._shape(nested, definitions[nested]))
        (attributes, attribute_count), (below, below_count) = self._attributes(record)
        tags, tag_format = record.get("tags", ("", ""))
        status, date = record.get("lifecycle", ("", ""))
        offsets = packed([
            self.image.text(name), shapes, attributes, below,
            self.image.texts(record.get("primaryIdentifier", ())), self.image.texts(naming),
            self.image.text("|".join(record.get("ref", ()))), self.image.text(record.get("arn")),
            self.image.text(tags), self.image.text(record.get("transform")),
            self.image.texts([path.replace(".", "/") for path in record.get("alsoReplaces", ())]),
            self.image.text(date), *documentation])
        self.image.fill(at, offsets + struct.pack(
            "<3H3B", len(names), attribute_count, below_count, TAG_FORMATS.index(tag_format),
            record.get("stateful", False), LIFECYCLES.index(status)))
        return at

    def _shape(self, name, record):
        properties = sorted(record["properties"].items())
        rules = record.get("rules", ())
        slots, mask = self.image.slots([prop for prop, _ in properties], MOST_IN_BYTES)
        records = b"".join(self._property(prop, facts) for prop, facts in properties)
        offsets = wide(self.image.add(records) if records else 0, slots) + packed([
            self.image.text(name),
            self.image.offsets([self.rules.write_top(rule) for rule in rules])])
        required_count = sum("required" in facts for _, facts in properties)
        return offsets + struct.pack("<HHB", len(properties), mask, required_count)

    def _property(self, name, facts):
        flags = sum(1 << bit for bit, flag in FLAGS if facts.get(flag))
        flags |= UPDATES.index(facts.get("update", "")) << UPDATE_SHIFT
        limits = self.limits.write(facts)
        more = (self.limits.write(facts.get("items", {})), self.image.text(facts.get("default")),
                self._relations(facts))
        if any(more):
            flags |= HAS_MORE
            limits = self.image.add(packed([limits, *more]))
        return (wide(self.image.text(name), self.types.write(facts["type"])) + packed([limits])
                + bytes([flags]))

    def _relations(self, facts):
        return self.image.texts([text for relation in facts.get("relations", ()) for text in relation])

    def _attributes(self, record):
        """The attributes, and what can be read below them, each as (offset, count)."""
        own = sorted(record["attributes"].items())
        below = dict(item for name, facts in own
                     for item in self._below(record, name, facts["type"], DEEPEST))
        below |= {name: self._property_at(record, name) for name in record.get("readable", ())}
        below = sorted(item for item in below.items() if item[0] not in record["attributes"])
        return self._attribute_list(own), self._attribute_list(below)

    def _below(self, record, name, text, depth):
        parsed = parse(text)
        for inner in (["json"] if "json" in text.split("|") else []) + parsed.values:
            yield f"{name}.*", {"type": inner}
        for shape in parsed.shapes if depth else ():
            properties = record["definitions"][shape]["properties"]
            if not properties:
                yield f"{name}.*", {"type": "json"}
            for nested, facts in properties.items():
                yield f"{name}.{nested}", facts
                yield from self._below(record, f"{name}.{nested}", facts["type"], depth - 1)

    def _property_at(self, record, name):
        """The property that a name with dots leads to; a text where it leads to none, and anything
        where any name may follow."""
        if name.endswith(".*"):
            return {"type": "json"}
        shape, facts = record, {}
        for part in name.split("."):
            facts = shape["properties"].get(part) if shape else None
            if facts is None:
                return {"type": "string"}
            shapes = parse(facts["type"]).shapes
            shape = record["definitions"][shapes[0]] if shapes else None
        return facts

    def _attribute_list(self, items):
        records = b"".join(packed([self.image.text(name), self.types.write(facts["type"]),
                                   self._relations(facts)]) for name, facts in items)
        return (self.image.add(records) if records else 0), len(items)

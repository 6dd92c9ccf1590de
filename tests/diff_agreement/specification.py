"""What CloudFormation's specification says of a value's place, read from the data in src/schema."""

import dataclasses
import functools
import json
import pathlib
import re

DATA = pathlib.Path(__file__).resolve().parents[2] / "src/schema/data"


@dataclasses.dataclass(frozen=True)
class Place:
    """Where a value stands; `type` as the data spells it, empty where nothing is known."""

    resource: str = ""
    type: str = ""
    unordered: bool = False

    def definitions(self):
        """The names of the nested types that a map here may be of."""
        return re.findall(r"(?<![\[{])#(\w+)", self.type)

    def member(self, key):
        """The place of a member of the map here."""
        for name in self.definitions():
            found = definition(self.resource, name).get(key)
            if found is not None:
                return place_of(self.resource, found)
        if self.type.startswith("{"):
            return Place(self.resource, self.type[1:-1])
        return Place(self.resource, "json" if "json" in self.type.split("|") else "")

    def item(self):
        """The place of an item of the list here."""
        if self.type.startswith("["):
            return Place(self.resource, inside_brackets(self.type))
        return Place(self.resource, "json" if "json" in self.type.split("|") else "")


def inside_brackets(text):
    """`A|B` of `[A|B]|C`."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "[") - (character == "]")
        if depth == 0:
            return text[1:at]
    return ""


@functools.lru_cache(maxsize=None)
def resources():
    """Every resource type of the specification."""
    found = {}
    for file in DATA.glob("*.json"):
        found.update(json.loads(file.read_text("utf-8"))["resources"])
    return found


def resource(kind):
    return resources().get(kind, {})


def definition(kind, name):
    return resource(kind).get("definitions", {}).get(name, {}).get("properties", {})


def property_that_ref_gives(kind):
    """The property that a Ref of a resource of a type gives; nothing where it gives something else."""
    described = resource(kind)
    identifier = described.get("primaryIdentifier", [])
    return identifier[0] if len(identifier) == 1 and "ref" not in described else None


def place_of(kind, described):
    text = described.get("type", "")
    return Place(kind, text, described.get("unordered", False) or text == "[tag]")


def place_of_property(kind, name):
    """The place of a property of a resource."""
    described = resource(kind).get("properties", {}).get(name)
    return Place(kind) if described is None else place_of(kind, described)


def update_of_member(place, key):
    """What a change of a member of the map at a place does; empty where nothing is known."""
    for name in place.definitions():
        found = definition(place.resource, name).get(key)
        if found is not None:
            return found.get("update", "")
    return ""

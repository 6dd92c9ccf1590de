"""The specification's data as the C++ declarations to write, without their text."""

import json
import re
from dataclasses import dataclass, field

from kinds import Kinds
from naming import distinct, enumerator_names, member_name, snake_case
from sharing import share

SCALARS = {"string": "std::string", "date-time": "std::string", "boolean": "bool",
           "integer": "std::int64_t", "number": "double", "json": "Json", "tag": "Tag"}
TAG_FORMATS = {"standard": "standard", "asg": "autoscaling", "map": "map"}
CORE_NAMES = {"AnyOf", "Attach", "EnumInfo", "Id", "Json", "List", "Map", "Node", "Required", "Resource",
              "StructInfo", "Tag", "TypeInfo", "Value"}
MOST_ENUMERATORS = 64


@dataclass
class Enum:
    name: str
    names: list
    texts: list


@dataclass
class Member:
    name: str       # in C++
    text: str       # in the template
    type: tuple     # container (Value, List or Map) and element
    record: dict    # the specification's facts
    enum: Enum | None

    @property
    def required(self):
        return self.record.get("required", False)


@dataclass
class Struct:
    name: str
    doc: str
    members: list
    shared: str | None = None   # the namespace of the resource that declares it alike

    @property
    def enums(self):
        return [member.enum for member in self.members if member.enum]


@dataclass
class Attribute:
    name: str
    text: str
    type: tuple
    doc: str


@dataclass
class Resource:
    type: str
    name: str
    namespace: str
    record: dict
    props: Struct
    structs: list
    attributes: list
    ref_type: tuple
    ref_name: str
    hidden: set     # names of the core that its nested types hide

    @property
    def tags_index(self):
        name = self.record.get("tags", [None])[0]
        return next((i for i, member in enumerate(self.props.members) if member.text == name), -1)

    @property
    def tag_format(self):
        return TAG_FORMATS[self.record["tags"][1]] if self.tags_index >= 0 else "none"


@dataclass
class Service:
    file: str
    namespace: str
    own_tags: list
    foreign_tags: dict      # namespace to names
    resources: list
    hidden: set             # names of the core that its resources hide
    tag_uses: set = field(default_factory=set)


def load(folder):
    """All services of a data folder, in name order."""
    files = [(path.stem, json.loads(path.read_text())["resources"]) for path in sorted(folder.glob("*.json"))]
    namespaces = {stem: member_name(stem) for stem, _ in files}
    resources = {name: record for _, records in files for name, record in records.items()}
    owners = {name: namespaces[stem] for stem, records in files for name in records}
    kinds = Kinds(resources, owners)
    return [_service(stem, namespaces[stem], records, kinds) for stem, records in files]


def _service(stem, namespace, records, kinds):
    classes = {record["class"] for record in records.values()}
    own_tags = sorted(name for space, name in kinds.used if space == namespace)
    names = classes | {name + "Props" for name in classes}
    clashes = names & set(own_tags)
    if clashes or len(names) != 2 * len(classes):
        raise ValueError(f"{stem}: names that clash: {sorted(clashes)}")
    service = Service(stem, namespace, own_tags, {}, [], CORE_NAMES & (names | set(own_tags)))
    spaces = distinct(member_name(record["class"]) for record in records.values())
    for space, (name, record) in zip(spaces, records.items()):
        service.resources.append(_Builder(service, kinds, name, record, space).resource())
    share(service.resources)
    for space, name in sorted(service.tag_uses):
        if space != namespace:
            service.foreign_tags.setdefault(space, []).append(name)
    return service


class _Builder:
    """Makes one resource."""

    def __init__(self, service, kinds, name, record, namespace):
        self.service = service
        self.kinds = kinds
        self.type = name
        self.record = record
        self.namespace = namespace
        # A nested type without properties holds whatever JSON it is given.
        self.nested = {name for name, nested in record["definitions"].items() if nested["properties"]}

    def resource(self):
        record, name = self.record, self.record["class"]
        ref_tag = self.kinds.given(self.type, None)
        return Resource(
            self.type, name, self.namespace, record,
            self.struct(name + "Props", record, outside=True),
            [self.struct(nested, record["definitions"][nested]) for nested in sorted(self.nested)],
            self.attributes(),
            ("Value", self.tag_text([ref_tag]) if ref_tag else "std::string"),
            " and ".join(record.get("ref", record.get("primaryIdentifier", ()))),
            self.service.hidden | (CORE_NAMES & self.nested))

    def struct(self, name, record, outside=False):
        records = sorted(record["properties"].items(),
                         key=lambda item: (not item[1].get("required", False), snake_case(item[0]), item[0]))
        taken = {"id", "info", "Makes"} if outside else {"info"}
        names = distinct(member_name(text, taken) for text, _ in records)
        members = [self.member(name, cpp, text, prop, outside) for cpp, (text, prop) in zip(names, records)]
        return Struct(name, record["doc"], members)

    def member(self, owner, name, text, prop, outside):
        tags = self.kinds.taken(self.type, text, prop)
        values = {"string": prop.get("enum", ()), "[string]": prop.get("items", {}).get("enum", ())}
        # New values of a list that grows, or that a page alone states, could not be written, were
        # they enumerators.
        grows = "enumAsOf" in prop or "enumAsOf" in prop.get("items", {}) or "documented" in prop
        enum = None if tags or grows else self.enum(owner, text, values.get(prop["type"], ()))
        element = self.tag_text(tags) if tags else enum.name if enum else None
        return Member(name, text, self.cpp_type(prop["type"], element, outside), prop, enum)

    def enum(self, owner, text, values):
        names = enumerator_names(values) if 0 < len(values) <= MOST_ENUMERATORS else None
        if names is None:
            return None
        name = re.sub(r"\W", "", text[0].upper() + text[1:])
        if name in CORE_NAMES | self.nested | {owner, self.record["class"]}:
            name += "Option"
        return Enum(name, names, list(values))

    def attributes(self):
        found = [(text, record) for text, record in self.record["attributes"].items()]
        names = distinct("attr_" + snake_case(text) for text, _ in found)
        return [Attribute(name, text, self.attribute_type(text, record), record.get("doc", ""))
                for name, (text, record) in zip(names, found)]

    def attribute_type(self, text, record):
        tag = self.kinds.given(self.type, text) if record["type"] in ("string", "[string]") else None
        return self.cpp_type(record["type"], self.tag_text([tag]) if tag else None, outside=True)

    def tag_text(self, tags):
        self.service.tag_uses.update(tags)
        names = [f"cfn::{space}::{name}" for space, name in tags]
        return names[0] if len(names) == 1 else f"AnyOf<{', '.join(names)}>"

    def cpp_type(self, text, element, outside):
        """Container and element of a type; `element` stands in for what the text says."""
        text = _structured(text)
        # Where a structure or "any JSON" is taken, the structure says what the JSON must be.
        typed = [part for part in _split(text) if part != "json"]
        if len(typed) == 1 and typed[0][0] in "[#":
            text = typed[0]
        container = {"[": "List", "{": "Map"}.get(text[0], "Value") if "|" not in _outer(text) else "Value"
        inner = text if container == "Value" else text[1:-1]
        if element and inner == "string":
            return container, element
        return container, self.scalar(inner, outside)

    def scalar(self, text, outside):
        if "|" in _outer(text):
            found = {self.scalar(part, outside) for part in _split(text)}
            return found.pop() if len(found) == 1 else "Json"
        if text.startswith("#"):
            name = text[1:]
            if name not in self.nested:
                return "Json"
            return f"{self.namespace}::{name}" if outside else name
        return SCALARS.get(text, "Json")


def _split(text):
    """The members of a union."""
    parts, depth, start = [], 0, 0
    for i, char in enumerate(text + "|"):
        depth += (char in "[{") - (char in "]}")
        if char == "|" and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    return parts


def _structured(text):
    """A type without the `json` that some types allow beside their own structure."""
    parts = _split(text)
    others = [part for part in parts if part != "json"]
    return others[0] if len(parts) == 2 and len(others) == 1 and others[0][0] in "#[{" else text


def _outer(text):
    """The text without what stands in brackets, so that a union inside them is not seen."""
    return re.sub(r"[\[{].*[\]}]", "", text)

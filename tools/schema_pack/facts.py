"""Facts about types and properties that the specification does not tell, from src/schema/facts,
src/schema/settings.json and src/schema/pictures.json."""

import json
import struct
import sys

from image import packed

SOURCE = "https://"
NOT_KNOWN = 0xFFFFFF
FOR_EVER = 0xFFFFFE
NOTHING_SAID = [1]      # the columns of a kind without fields
CONCERNS = ("permissions", "network", "publicAccess", "encryption", "audit")
SCALES = ("onIsSafe", "offIsSafe", "givenIsSafe", "givenIsOpen", "ranked", "moreIsSafe",
          "lessIsSafe", "openList", "neededList")
ROLLOUT_POLICIES = ("CreationPolicy", "UpdatePolicy")
EFFECTS = ("undecided", "in place", "replaces")
POLICIES = ("identity", "trust", "resource", "repository", "lenient")

FAMILIES = ("", "compute", "container", "storage", "database", "cache", "network", "edge", "api",
            "messaging", "workflow", "identity", "security", "monitoring", "analytics", "delivery",
            "ai", "config", "other")
OWNERS = ("@user", "@sender", "@waiting")

# Each kind of fact with its fields, in the order of FactKind and of the columns that
# src/schema/facts.hpp reads; what ends with a question mark may be left out.
KINDS = {
    "holds": {"data": "text"},
    "named": {"properties": "paths", "form": "text?"},
    "unique": {"what": "text", "properties": "paths?", "required": "number?", "isName": "flag",
               "form": "text?", "isSecret": "flag", "goesWithOther": "flag", "whereTrue": "path?",
               "whereSet": "path?", "hasRule": "flag"},
    "fixed": {"path": "path", "without": "text?", "since": ("creation", "firstSet", "presence"),
              "isUncertain": "flag"},
    "oneWay": {"path": "path", "from": "text", "to": "text"},
    "growsOnly": {"path": "path"},
    "version": {"path": "path", "engine": "path?"},
    "mustBeEmpty": {"of": "text", "emptiedBy": "path?"},
    "protection": {"path": "path", "on": "text?", "isOnWithout": "flag", "keeps": "text?"},
    "retention": {"path": "path", "data": "text", "unit": "text", "without": "time",
                  "zeroIsForever": "flag"},
    "mayReplace": {"property": "path?", "reason": "text", "unless": "text?", "onlyIf": "text?",
                   "added": EFFECTS, "changed": EFFECTS, "removed": EFFECTS, "alike": "names?",
                   "among": EFFECTS, "where": "path?", "begins": "names?", "without": "text?",
                   "whereRemoved": "flag"},
    "itemProtection": {"list": "path", "name": "item?", "only": "text?", "path": "item?",
                       "on": "text?", "keeps": "text?", "lost": "text?"},
    "keepsCopies": {"lost": "text", "of": "path?", "whereSet": "path?"},
    "keptItems": {"list": "path", "name": "item", "time": "item", "unit": "item?", "data": "text"},
    "policy": {"path": "path", "kind": POLICIES, "service": "text?", "maximumSize": "number?",
               "isOfAll": "flag"},
    "policyFor": {"property": "path"},
    "guard": {"concern": CONCERNS, "words": "text"},
    "snapshots": {"restoredBy": "paths?"},
    "deployedAs": {"type": "type"},
    "identifier": {"words": "text", "attributes": "names", "isRef": "flag", "refWithout": "path?",
                   "parameter": "text?", "prefix": "text?", "orBegins": "text?", "within": "text?",
                   "exceptOf": "text?", "hint": "text?", "arn": "text?"},
    "rollout": {"policy": ROLLOUT_POLICIES, "within": "text?", "maps": "names?", "lists": "names?",
                "texts": "names?", "integers": "names?", "booleans": "names?", "others": "names?"},
    "broad": {"name": "name", "words": "text"},
    "setting": {"name": "name", "within": "text?", "types": "text?", "concern": CONCERNS,
                "scale": SCALES, "words": "text", "absent": "text?", "ranks": "ranks?",
                "onlyWith": "text?", "isGuard": "flag"},
    "refGives": {"attribute": "attribute"},
    "atMost": {"what": "text", "properties": "paths", "count": "number"},
    "ownLogGroup": {"prefix": "text", "property": "path"},
    "described": {"call": "text", "at": "text?", "into": "path?", "marks": "names?",
                  "names": "renames?", "states": "names?", "beyond": "text?"},
    "askedFor": {"paths": "paths", "where": "path?", "is": "text?"},
    "picture": {"family": FAMILIES, "name": "text?", "foldsInto": "owners?", "flows": "flows?",
                "isGlobal": "flag", "isGrouped": "flag", "icon": "text?",
                "names": "namings?"},
}
# Choices of which the first holds where none is made.
MAY_BE_LEFT_OUT = (EFFECTS, FAMILIES, ("creation", "firstSet", "presence"))
# What a template may name besides the specification's types.
OTHER_TYPES = {"AWS::EC2::Image", "AWS::Serverless::GraphQLApi"}


class Mistake(Exception):
    """What is wrong with an entry."""


def has_path(resource, path):
    """Whether a path of properties leads anywhere in a type; `*` stands for the items of a list."""
    definitions = resource.get("definitions", {})
    shapes = [resource["properties"]]
    is_open = False
    for step in path.split("/"):
        if step == "*":
            continue
        found = [shape[step] for shape in shapes if step in shape]
        if not found:
            return is_open
        kinds = [kind.strip("[]{}") for each in found for kind in each["type"].split("|")]
        is_open = "json" in kinds or any("{" in each["type"] for each in found)
        shapes = [definitions[kind[1:]]["properties"] for kind in kinds if kind.startswith("#")]
    return True


class Columns:
    """Writes the fields of facts."""

    def __init__(self, image, records):
        self.image = image
        self.records = records
        self.list = None    # of the fact whose items are asked for
        self.into = None    # the property of the fact below which its names lead

    def row(self, subject, kind, fact):
        """The columns of one fact."""
        fields = KINDS[kind]
        unknown = set(fact) - set(fields) - {"source"}
        if unknown:
            raise Mistake(f"unknown field '{min(unknown)}'")
        sources = fact.get("source")
        for source in (sources if isinstance(sources, list) else [sources]) or [None]:
            if not isinstance(source, str) or not source.startswith(SOURCE):
                raise Mistake("'source' must be the address of the page that says so")
        self.list = fact.get("list")
        self.into = fact.get("into")
        return [self.column(subject, field, form, fact.get(field))
                for field, form in fields.items()]

    def column(self, subject, field, form, value):
        """The number that stands for a field."""
        if isinstance(form, tuple):
            return self.choice(field, form, value)
        if value is None and (form.endswith("?") or form in ("flag", "time")):
            return NOT_KNOWN if form == "time" else 0
        form = form.rstrip("?")
        if value is None:
            raise Mistake(f"'{field}' is missing")
        return getattr(self, form)(subject, field, value)

    def choice(self, field, allowed, value):
        """One of the names that a field can have; the first where it is left out."""
        if value is None and allowed in MAY_BE_LEFT_OUT:
            return 0
        if value not in allowed:
            raise Mistake(f"'{field}' must be one of {', '.join(allowed)}")
        return allowed.index(value)

    def text(self, _, field, value):
        if not isinstance(value, str) or not value:
            raise Mistake(f"'{field}' must be a text")
        return self.image.text(value)

    name = text

    def flag(self, _, field, value):
        if value is not True:
            raise Mistake(f"'{field}' is true or left out")
        return 1

    def number(self, _, field, value):
        if not isinstance(value, int) or not 0 < value < FOR_EVER:
            raise Mistake(f"'{field}' must be a whole number above 0")
        return value

    def time(self, _, field, value):
        if value == "forever":
            return FOR_EVER
        if not isinstance(value, int) or not 0 <= value < FOR_EVER:
            raise Mistake(f"'{field}' must be a whole number or 'forever'")
        return value

    def path(self, subject, field, value):
        if not has_path(self.records[subject], value):
            raise Mistake(f"'{field}' names no property: '{value}'")
        return self.text(subject, field, value)

    def paths(self, subject, field, values):
        if not values:
            raise Mistake(f"'{field}' names no property")
        return self.image.offsets([self.path(subject, field, value) for value in values])

    def item(self, subject, field, value):
        """A path from an item of the fact's list."""
        # SAM's specification has not all that its events take.
        if subject.startswith("AWS::Serverless::"):
            return self.text(subject, field, value)
        self.path(subject, field, f"{self.list}/*/{value}")
        return self.text(subject, field, value)

    def names(self, subject, field, values):
        if not isinstance(values, list) or not values:
            raise Mistake(f"'{field}' is a list of names")
        return self.image.offsets([self.text(subject, field, value) for value in values])

    def owners(self, subject, field, values):
        """Properties that lead to what a resource is a part of, or how else that is found."""
        for value in values:
            if value not in OWNERS:
                self.path(subject, field, value)
        return self.names(subject, field, values)

    def flows(self, subject, field, values):
        """Pairs of properties, `FROM>TO`; a dot stands for the resource itself."""
        for value in values:
            ends = value.split(">")
            if len(ends) != 2 or ends == [".", "."]:
                raise Mistake(f"'{field}' has FROM>TO: '{value}'")
            for end in ends:
                if end != ".":
                    self.path(subject, field, end)
        return self.names(subject, field, values)

    def namings(self, subject, field, values):
        """How a resource is called by a property, `PROPERTY=VALUE>NAME`; without a value, by its absence."""
        for value in values:
            test, arrow, name = value.partition(">")
            path, equals, _ = test.partition("=")
            if not (arrow and equals and name):
                raise Mistake(f"'{field}' has PROPERTY=VALUE>NAME: '{value}'")
            self.path(subject, field, path)
        return self.names(subject, field, values)

    def renames(self, subject, field, values):
        """Ways in an answer to properties or attributes: `FROM>TO`, below a property where the fact
        says so."""
        for value in values:
            begin, found, end = value.partition(">")
            first = end.split("=")[0].removesuffix("/+")
            if self.into:
                first = f"{self.into}/{first}"
            is_there = first in self.records[subject].get("attributes", ()) or has_path(
                self.records[subject], first)
            if not begin or not found or not is_there:
                raise Mistake(f"'{field}' has FROM>TO, of which TO is there: '{value}'")
        return self.names(subject, field, values)

    def attribute(self, subject, field, value):
        if value not in self.records[subject]["attributes"]:
            raise Mistake(f"'{field}' names no attribute: '{value}'")
        return self.text(subject, field, value)

    def type(self, subject, field, value):
        if value not in self.records:
            raise Mistake(f"'{field}' names no type: '{value}'")
        return self.text(subject, field, value)

    def ranks(self, _, field, value):
        if len(value) < 2 or not all(isinstance(rank, list) and rank for rank in value):
            raise Mistake(f"'{field}' is a list of lists of values, the weakest first")
        return self.image.text(";".join("|".join(rank) for rank in value))


def has_name(resource, name):
    """Whether a type has a property of a name, at any depth."""
    shapes = [resource, *resource.get("definitions", {}).values()]
    return any(name in shape.get("properties", {}) for shape in shapes)


# Their policies are texts, whose keys no specification names.
TYPES_OF_POLICY_TEXTS = "AWS::OpenSearchServerless::"


def check_setting(setting, records):
    """That some type has the property of a setting; keys of attributes have dots or underscores."""
    name = setting.get("name", "")
    is_key = name[:1].islower()
    types = setting.get("types", "")
    of_types = [record for type_name, record in records.items() if type_name.startswith(types)]
    if not of_types:
        raise Mistake(f"'types' begins no type: '{types}'")
    if types.startswith(TYPES_OF_POLICY_TEXTS):
        return
    for each in (name, setting.get("within")):
        if each and not is_key and not any(has_name(record, each) for record in of_types):
            raise Mistake(f"no type has a property '{each}'")


def gather(folder, records):
    """The facts: file, entry, subject, kind, fact."""
    for file in sorted((folder / "facts").glob("*.json")):
        for type_name, kinds in json.loads(file.read_text(encoding="utf-8")).items():
            if type_name not in records and type_name not in OTHER_TYPES:
                yield file, type_name, None, None, Mistake("there is no such type")
                continue
            for kind, facts in kinds.items():
                is_by_name = KINDS.get(kind, {}).get("name") == "name"
                for fact in facts if isinstance(facts, list) else [facts]:
                    subject = fact.get("name") if is_by_name else type_name
                    yield file, f"{type_name} {kind}", subject, kind, fact
    file = folder / "replacement.json"
    for type_name, paths in json.loads(file.read_text(encoding="utf-8")).items():
        for path, decision in paths.items():
            if "reason" in decision:
                yield file, f"{type_name} {path}", type_name, "mayReplace", {
                    "property": path, "reason": decision["reason"], "source": decision["source"]}
            elif not decision.get("source", "").startswith(SOURCE):
                yield file, f"{type_name} {path}", None, None, Mistake(
                    "'source' must be the address of the page that tells it")
    file = folder / "settings.json"
    for setting in json.loads(file.read_text(encoding="utf-8")):
        yield file, setting.get("name", "?"), setting.get("name", "?"), "setting", setting
    file = folder / "pictures.json"
    pictures = json.loads(file.read_text(encoding="utf-8"))
    for service, picture in pictures["services"].items():
        types = picture.pop("types", {})
        yield file, service, service, "picture", {**picture, "source": pictures["source"]}
        for name, of_type in types.items():
            type_name = f"{service}::{name}"
            if type_name not in records:
                of_type = Mistake("there is no such type")
            else:
                of_type = {**of_type, "source": pictures["source"]}
            yield file, type_name, type_name, "picture", of_type


def named_by(folder, records):
    """What names resources, by their types, where a fact says so."""
    return {subject: fact["properties"] for _, _, subject, kind, fact in gather(folder, records)
            if kind == "named"}


def speciality(fact):
    """Of the settings of one name the more special ones come first."""
    return "types" not in fact, "within" not in fact


def write(image, folder, records):
    """The slots of the subjects, their mask, the offset of the records, one for each subject: its
    name, and for each kind a list of the columns of its facts; and how many columns each kind has."""
    columns = Columns(image, records)
    subjects = {}
    mistakes = []
    entries = list(gather(folder, records))
    entries.sort(key=lambda entry: speciality(entry[4]) if entry[3] == "setting" else (False, False))
    for file, entry, subject, kind, fact in entries:
        try:
            if isinstance(fact, Mistake):
                raise fact
            if kind not in KINDS:
                raise Mistake("there is no such kind of fact")
            if kind == "setting":
                check_setting(fact, records)
            rows = subjects.setdefault(subject, {}).setdefault(kind, [])
            rows.extend(columns.row(subject, kind, fact) or NOTHING_SAID)
        except Mistake as mistake:
            mistakes.append(f"{file}: {entry}: {mistake}")
    if mistakes:
        sys.exit("\n".join(mistakes))
    table = b"".join(
        packed([image.text(subject),
                *(image.offsets(kinds.get(kind, [])) for kind in KINDS)])
        for subject, kinds in subjects.items())
    slots, mask = image.slots(list(subjects))
    widths = bytes(len(fields) or len(NOTHING_SAID) for fields in KINDS.values())
    return slots, mask, image.add(table), image.add(widths)

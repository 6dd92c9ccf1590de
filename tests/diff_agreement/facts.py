"""What is plain from the two templates: the ground on which a difference of the tools is explained.

Each fact is found without our engine; `Facts` names them for explained.json.
"""

import normal_form
import specification
from pointers import steps_of

REWORDED = "reworded"
WRITTEN_ALIKE = "written alike"
OTHER_KIND = "other kind"
FOLLOWS = "follows"
CONDITION_CHANGED = "condition changed"
ONLY_SAM_TARGETS = "only SAM targets"
NESTED = "nested"
UPDATES = {"": 0, "may replace": 1, "replaces": 2}
EFFECTS = {"may_replace": "may replace", "replaces": "replaces"}


def type_of(template, logical_id):
    """The type of a resource; empty where the template has none of the name."""
    body = template["Resources"].get(logical_id)
    return str(body.get("Type", "")) if isinstance(body, dict) else ""


def properties_of(template, logical_id):
    body = template["Resources"].get(logical_id)
    properties = body.get("Properties") if isinstance(body, dict) else None
    return properties if isinstance(properties, dict) else {}


class Names:
    """All that a value refers to: what it names by Ref, GetAtt and Sub, looks up and chooses by."""

    def __init__(self, value):
        self.targets, self.mappings, self.conditions = set(), set(), set()
        self.collect(value)

    def collect(self, value):
        if isinstance(value, list):
            for each in value:
                self.collect(each)
        if not isinstance(value, dict):
            return
        for piece in normal_form.pieces_of(value) or []:
            self.add_target(piece)
        function = normal_form.call_of(value) or next(iter(value), "")
        argument = value.get(function)
        if isinstance(argument, list) and argument and isinstance(argument[0], str):
            if function == "Fn::FindInMap":
                self.mappings.add(argument[0])
            elif function == "Fn::If":
                self.conditions.add(argument[0])
        elif function == "Condition" and isinstance(argument, str):
            self.conditions.add(argument)
        for each in value.values():
            self.collect(each)

    def add_target(self, piece):
        if isinstance(piece, dict) and len(piece) == 1:
            ((function, argument),) = piece.items()
            if function in ("Ref", "Fn::GetAtt") and isinstance(argument, str):
                self.targets.add(argument.split(".")[0])


class Pair:
    """Two templates, and what differs in them besides the resources."""

    def __init__(self, old, new):
        self.templates = (old, new)
        self.mappings = self.changed("Mappings")
        self.conditions = self.changed("Conditions")
        self.spread_to_conditions()

    def changed(self, section):
        old, new = (template.get(section) or {} for template in self.templates)
        return {name for name in {*old, *new} if old.get(name) != new.get(name)}

    def spread_to_conditions(self):
        """What a condition is made of changes it too."""
        conditions = self.templates[1].get("Conditions") or {}
        names = {name: Names(value) for name, value in conditions.items()}
        while True:
            more = {name for name, made in names.items() if name not in self.conditions
                    and (made.mappings & self.mappings or made.conditions & self.conditions)}
            if not more:
                return
            self.conditions |= more

    def values(self, logical_id, name):
        """A property, or a whole resource where no name is given, in both templates."""
        if not name:
            return [template["Resources"].get(logical_id) for template in self.templates]
        return [properties_of(template, logical_id).get(name) for template in self.templates]

    def facts(self, logical_id, name, rows, changes):
        """The facts about a property, or a resource, of which we tell `rows` and the peer `changes`."""
        found = set()
        kind = type_of(self.templates[1], logical_id) or type_of(self.templates[0], logical_id)
        old, new = self.values(logical_id, name)
        if old == new:
            found.add(WRITTEN_ALIKE)
        elif form_of(old, kind, name) == form_of(new, kind, name):
            found.add(REWORDED)
        elif without_kinds(old) == without_kinds(new):
            found.add(OTHER_KIND)
        if isinstance(new, dict) and not name and new.get("Condition") in self.conditions:
            found.add(CONDITION_CHANGED)
        is_replaced = changes.get(logical_id, {}).get("impact") in ("MAY_REPLACE", "WILL_REPLACE")
        if rows and all(self.is_beyond_the_peer(row, changes, is_replaced) for row in rows):
            found.add(FOLLOWS)
        replaced = {target for target in Names(new).targets
                    if changes.get(target, {}).get("impact") == "WILL_REPLACE"}
        if replaced and all(type_of(self.templates[1], target).startswith("AWS::Serverless::")
                            for target in replaced):
            found.add(ONLY_SAM_TARGETS)
        if rows and all(is_nested(kind, row) for row in rows):
            found.add(NESTED)
        return frozenset(found)

    def is_beyond_the_peer(self, row, changes, is_replaced):
        """Whether a row follows from something that changes, which the peer does not follow.

        The peer follows plain references to what surely is replaced, where that replaces a resource
        that was not to be replaced before.
        """
        because = row.get("because", "")
        names = Names(row.get("new"))
        section, _, name = because.partition("/")
        if section == "Mappings":
            return name in self.mappings and name in names.mappings
        if section == "Conditions":
            return name in self.conditions and name in names.conditions
        if because not in names.targets:
            return False
        is_plain = list(row["new"])[0] in ("Ref", "Fn::GetAtt") and "/Fn::" not in row["path"]
        is_known = changes.get(because, {}).get("impact") == "WILL_REPLACE"
        return row["effect"] == "in_place" or is_replaced or not is_plain or not is_known


def form_of(value, kind, name):
    if not name:
        return value and normal_form.of_resource(value)
    return normal_form.of_value(value, specification.place_of_property(kind, name))


def without_kinds(value):
    """A value in which texts, numbers, booleans and lists of one item are alike."""
    if isinstance(value, list):
        return without_kinds(value[0]) if len(value) == 1 else [without_kinds(each) for each in value]
    if isinstance(value, dict):
        return {key: without_kinds(each) for key, each in value.items()}
    return str(value).lower()


def is_nested(kind, row):
    """Whether the specification says of something below the property what a row tells."""
    steps = steps_of(row["path"])[1:]
    names = [step for step in steps if not is_place(step)]
    also = [[part for part in path.split(".") if part != "*"]
            for path in specification.resource(kind).get("alsoReplaces", [])]
    if any(path[:len(names)] == names[:len(path)] for path in also):
        return True
    place = specification.place_of_property(kind, steps[0])
    found = {""}
    for step in steps[1:]:
        if is_place(step):
            place = place.item()
        else:
            found.add(specification.update_of_member(place, step))
            place = place.member(step)
    for value in (row.get("old"), row.get("new")):
        found |= set(updates_in(value, place))
    return max(found, key=UPDATES.get) == EFFECTS.get(row["effect"])


def is_place(step):
    """Whether a step of a path leads to an item of a list."""
    return step.isdigit() or step == "-"


def updates_in(value, place):
    """What changes of the values in a value do."""
    if isinstance(value, list):
        for each in value:
            yield from updates_in(each, place.item())
    elif isinstance(value, dict) and normal_form.call_of(value) == "Fn::If":
        for branch in value["Fn::If"][1:]:
            yield from updates_in(branch, place)
    elif isinstance(value, dict) and not normal_form.call_of(value):
        for key, each in value.items():
            yield specification.update_of_member(place, key)
            yield from updates_in(each, place.member(key))

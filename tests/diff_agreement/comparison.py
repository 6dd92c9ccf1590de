"""Where two tools say the same of a resource, and where not and why."""

import collections
import dataclasses
import re

import normal_form
from pointers import steps_of
from specification import place_of_property

SAME = "same"
ACTIONS = {
    "WILL_CREATE": "create",
    "WILL_UPDATE": "update",
    "MAY_REPLACE": "may_replace",
    "WILL_REPLACE": "replace",
    "WILL_DESTROY": "delete",
    "WILL_ORPHAN": "orphan",
}
EFFECTS = {"WILL_UPDATE": "in_place", "MAY_REPLACE": "may_replace", "WILL_REPLACE": "replaces",
           "NO_CHANGE": "unknown"}
RANKS = {SAME: 0, "none": 1, "unknown": 2, "in_place": 2, "may_replace": 3, "replaces": 4}


@dataclasses.dataclass(frozen=True)
class Point:
    """One thing that the two see in different ways: a property, or all of a resource."""

    pair: str
    logical_id: str
    type: str
    property: str  # empty for the resource itself
    ours: str
    theirs: str
    facts: frozenset = frozenset()
    reason: str = ""

    @property
    def kind(self):
        return f"{self.ours} x {self.theirs}"


def our_action(entry):
    """Our word for what happens to a resource, as the peer tells it."""
    if entry is None:
        return SAME
    return "orphan" if entry["action"] == "retain" else entry["action"]


def their_action(change):
    """The peer's word; a change of a type that it does not know is an update to it."""
    if change is None:
        return SAME
    if change["impact"] == "NO_CHANGE":
        return "update" if change["properties"] or change["others"] else SAME
    return ACTIONS[change["impact"]]


def our_effects(entry):
    """What we say of each property of a resource: the worst, and whether it only follows."""
    effects, follows = {}, {}
    for row in entry["properties"] if entry else []:
        steps = steps_of(row["path"])
        name = steps[1] if len(steps) > 1 and steps[0] == "Properties" else ""
        if RANKS[row["effect"]] >= RANKS[effects.get(name, SAME)]:
            effects[name] = row["effect"]
        follows[name] = follows.get(name, True) and "because" in row
    return effects, {name for name, only in follows.items() if only}


def type_of(template, logical_id):
    """The type of a resource; empty where the template has none of the name."""
    body = template["Resources"].get(logical_id)
    return str(body.get("Type", "")) if isinstance(body, dict) else ""


def properties_of(template, logical_id):
    body = template["Resources"].get(logical_id)
    properties = body.get("Properties") if isinstance(body, dict) else None
    return properties if isinstance(properties, dict) else {}


class Comparison:
    """Counts and points over all pairs."""

    def __init__(self, explained):
        self.explained = explained
        self.resources = 0
        self.agreed = 0
        self.changed = 0  # resources of which either says that they change
        self.changed_agreed = 0
        self.kinds = collections.Counter()
        self.properties = collections.Counter()
        self.points = []
        self.disagreed = []  # the resources as points

    def add(self, pair, old, new, report, changes):
        """Compares what was said of one pair."""
        entries = {each["logical_id"]: each for each in report["resources"]}
        for logical_id in {**old["Resources"], **new["Resources"]}:
            if logical_id.startswith("Fn::"):
                continue
            self.add_resource(pair, logical_id, (old, new), entries.get(logical_id),
                              changes.get(logical_id))

    def add_resource(self, pair, logical_id, templates, entry, change):
        said = (our_action(entry), their_action(change))
        agrees = said[0] == said[1]
        changes = said != (SAME, SAME)
        self.resources += 1
        self.agreed += agrees
        self.changed += changes
        self.changed_agreed += changes and agrees
        self.kinds[said] += 1
        points = self.points_of(pair, logical_id, templates, entry, change)
        if not agrees:
            point = self.point(pair, logical_id, templates, "", said)
            reasons = [each.reason for each in points] or [point.reason]
            self.disagreed.append(dataclasses.replace(
                point, reason="; ".join(sorted(set(reasons))) if all(reasons) else ""))
            points = points or [point]
        self.points += points

    def points_of(self, pair, logical_id, templates, entry, change):
        """The properties of a resource that stays of which the two say different things."""
        if len({type_of(template, logical_id) for template in templates}) > 1:
            return []
        effects, follows = our_effects(entry)
        theirs = {name: EFFECTS[impact] for name, impact in (change or {"properties": {}})
                  ["properties"].items()}
        points = []
        for name in sorted({*effects, *theirs} - {""}):
            said = (effects.get(name, SAME), theirs.get(name, SAME))
            self.properties[said] += 1
            if RANKS[said[0]] != RANKS[said[1]]:
                facts = {"follows"} if name in follows else set()
                points.append(self.point(pair, logical_id, templates, name, said, facts))
        return points

    def point(self, pair, logical_id, templates, name, said, facts=frozenset()):
        kind = type_of(templates[1], logical_id) or type_of(templates[0], logical_id)
        facts = frozenset(facts) | facts_of(kind, templates, logical_id, name)
        point = Point(pair, logical_id, kind, name, *said, facts)
        return dataclasses.replace(point, reason=self.reason(point))

    def reason(self, point):
        """Why a difference is right, from the list of the explained."""
        for each in self.explained:
            if (re.fullmatch(each["kind"], point.kind)
                    and re.fullmatch(each.get("type", ".*"), point.type)
                    and re.fullmatch(each.get("property", ".*"), point.property)
                    and set(each.get("facts", [])) <= point.facts):
                return each["reason"]
        return ""

    def unexplained(self):
        """The resources that the two see in different ways, and nobody has explained."""
        return [point for point in self.disagreed if not point.reason]


def facts_of(kind, templates, logical_id, name):
    """What is plain from the two templates, without either tool."""
    bodies = [template["Resources"].get(logical_id) for template in templates]
    if name:
        place = place_of_property(kind, name)
        forms = [normal_form.of_value(properties_of(template, logical_id).get(name), place)
                 for template in templates]
    else:
        forms = [body and normal_form.of_resource(body) for body in bodies]
    return frozenset({"same meaning"} if forms[0] == forms[1] else ())

"""Where two tools say the same of a resource, and where not and why."""

import collections
import dataclasses
import re

import facts
from facts import type_of
from pointers import steps_of

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


def as_map(value):
    return value if isinstance(value, dict) else {}


def our_rows(entry):
    """What we tell of each property of a resource."""
    rows = collections.defaultdict(list)
    for row in entry["properties"] if entry else []:
        steps = steps_of(row["path"])
        if steps == ["Properties"]:  # not a map on both sides: told as a whole
            for name in {**as_map(row.get("old")), **as_map(row.get("new"))}:
                rows[name].append(row)
        elif len(steps) > 1 and steps[0] == "Properties":
            rows[steps[1]].append(row)
    return rows


def our_effect(rows):
    """The worst effect of a property's rows."""
    return max((row["effect"] for row in rows), key=RANKS.get, default=SAME)


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

    def add(self, name, old, new, report, changes):
        """Compares what was said of one pair."""
        pair = facts.Pair(old, new)
        entries = {each["logical_id"]: each for each in report["resources"]}
        for logical_id in {**old["Resources"], **new["Resources"]}:
            if not logical_id.startswith("Fn::"):
                self.add_resource(name, pair, logical_id, entries.get(logical_id), changes)

    def add_resource(self, name, pair, logical_id, entry, changes):
        said = (our_action(entry), their_action(changes.get(logical_id)))
        agrees = said[0] == said[1]
        is_changed = said != (SAME, SAME)
        self.resources += 1
        self.agreed += agrees
        self.changed += is_changed
        self.changed_agreed += is_changed and agrees
        self.kinds[said] += 1
        points = self.points_of(name, pair, logical_id, entry, changes)
        if not agrees:
            point = self.point(name, pair, logical_id, "", said, [], changes)
            reasons = {each.reason for each in points} or {point.reason}
            self.disagreed.append(dataclasses.replace(
                point, reason="; ".join(sorted(reasons)) if all(reasons) else ""))
            points = points or [point]
        self.points += points

    def points_of(self, name, pair, logical_id, entry, changes):
        """The properties of a resource that stays of which the two say different things."""
        if len({type_of(template, logical_id) for template in pair.templates}) > 1:
            return []
        rows = our_rows(entry)
        theirs = changes.get(logical_id, {}).get("properties", {})
        points = []
        for each in sorted({*rows, *theirs}):
            said = (our_effect(rows[each]), EFFECTS[theirs[each]] if each in theirs else SAME)
            self.properties[said] += 1
            if RANKS[said[0]] != RANKS[said[1]]:
                more = [row for row in rows[each] if RANKS[row["effect"]] > RANKS[said[1]]]
                points.append(self.point(name, pair, logical_id, each, said, more, changes))
        return points

    def point(self, name, pair, logical_id, part, said, rows, changes):
        kind = type_of(pair.templates[1], logical_id) or type_of(pair.templates[0], logical_id)
        point = Point(name, logical_id, kind, part, *said,
                      pair.facts(logical_id, part, rows, changes))
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


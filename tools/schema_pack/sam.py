"""What SAM's transform takes and makes, from src/schema/sam: checked, and joined to one JSON text."""

import json
import sys

SOURCE = "https://"
FORMS = {"text", "map", "list", "flag", "integer", "any"}
PROPERTY_FIELDS = {"takes", "required", "literal", "noCall", "among", "ignoresCase", "gone", "closed",
                   "properties", "each"}
RULE_FIELDS = {"when", "needs", "needsOneOf", "forbids", "source"}


class Mistakes:
    """Gathers what is wrong with the data."""

    def __init__(self):
        self.found = []

    def expect(self, holds, what):
        if not holds:
            self.found.append(f"src/schema/sam: {what}")


def attach(properties, nested, where, mistakes):
    """Adds what stands below properties, and what holds for them besides their type."""
    for name, facts in nested.items():
        mistakes.expect(name in properties, f"{where} has no property '{name}'")
        properties.setdefault(name, {}).update(facts)


def check_property(facts, where, mistakes):
    mistakes.expect(not set(facts) - PROPERTY_FIELDS, f"{where}: unknown field")
    mistakes.expect(facts.get("literal", True) in (True, "parameter"), f"{where}: 'literal'")
    takes = facts.get("takes", "any")
    for form in takes.replace("[", "").replace("]", "").split("|"):
        mistakes.expect(form.strip("{}") in FORMS, f"{where}: 'takes' is '{takes}'")
    for name, below in facts.get("properties", {}).items():
        check_property(below, f"{where}/{name}", mistakes)
    if "each" in facts:
        check_property(facts["each"], f"{where}/*", mistakes)


def check_rules(rules, properties, where, mistakes, sourced):
    for rule in rules:
        mistakes.expect(not set(rule) - RULE_FIELDS, f"{where}: a rule has an unknown field")
        mistakes.expect(not sourced or rule.get("source", "").startswith(SOURCE),
                        f"{where}: a rule needs a source")
        for path in (*rule.get("when", {}), *rule.get("needs", []), *rule.get("needsOneOf", []),
                     *rule.get("forbids", [])):
            mistakes.expect(path.split("/")[0] in properties, f"{where} has no property '{path}'")


def check_made(made, records, where, mistakes):
    for each in made.get("makes", []):
        record = records.get(each["type"])
        mistakes.expect(record is not None, f"{where}: there is no type '{each['type']}'")
        body = each.get("properties", {})
        if record is not None and isinstance(body, dict):
            for name in body:
                mistakes.expect(name in record["properties"],
                                f"{where}: {each['type']} has no property '{name}'")


def newer_types(newer, known, mistakes):
    """The types that the extracted package does not have yet; all their properties may be in Globals."""
    types = {}
    for name, facts in newer.items():
        mistakes.expect(name not in known, f"newer.json: {name} is in types.json")
        mistakes.expect(facts["source"].startswith(SOURCE), f"{name} needs a source")
        types[name] = {key: facts[key] for key in ("properties", "made", "open") if key in facts}
        types[name]["globals"] = list(facts["properties"])
    return types


def load(folder, records, names_alone):
    """The JSON text of all facts."""
    read = {path.stem: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted((folder / "sam").glob("*.json"))}
    mistakes = Mistakes()
    types, events = read["types"], read["events"]
    for name, nested in read["nested"].items():
        attach(types[name]["properties"], nested, name, mistakes)
    for name, rules in read["rules"].items():
        check_rules(rules, types[name]["properties"], name, mistakes, True)
        types[name]["rules"] = rules
    types |= newer_types(read["newer"], types, mistakes)
    types = dict(sorted(types.items()))
    for name, made in read["made"].items():
        check_made(made, records, name, mistakes)
        types[name]["made"] = made
    for name in types:
        becomes = types[name].get("made", {}).get("becomes")
        mistakes.expect(not becomes or becomes in records or becomes in names_alone,
                        f"{name} becomes no type")
    for owner, made_events in read["events_made"].items():
        for name, made in made_events.items():
            event, where = events[owner][name], f"{owner} {name}"
            attach(event["properties"], made.pop("nested", {}), where, mistakes)
            mistakes.expect(made.get("source", "").startswith(SOURCE), f"{where} needs a source")
            check_rules(made.get("rules", []), event["properties"], where, mistakes, False)
            check_made(made, records, where, mistakes)
            event.update(made)
    for owner, facts in (*types.items(), *((name, event) for of_type in events.values()
                                           for name, event in of_type.items())):
        for name, each in facts["properties"].items():
            check_property(each, f"{owner} {name}", mistakes)
    if mistakes.found:
        sys.exit("\n".join(mistakes.found))
    return json.dumps({"types": types, "events": events, "policies": read["policy_templates"],
                       "connectors": read["connectors"]}, separators=(",", ":"))


def write(image, folder, records, names_alone):
    """The offset of the text and its size; of the types in `names_alone` nothing else is known."""
    text = load(folder, records, names_alone).encode()
    return image.add(text), len(text)

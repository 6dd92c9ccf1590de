"""The rules of services that no schema states, from src/schema/rules."""

import json
import struct
import sys
from collections import Counter

from facts import has_path
from image import packed
from rule_needs import Needs
from rule_reads import reads_of_rule
from rule_terms import OPS, Mistake, Place, parse, parse_hint, parse_message, steps_of

FIELDS = {"at", "when", "must", "never", "blame", "says", "hint", "source", "warning", "right",
          "wrong"}


class TermWriter:
    """Writes terms; a pattern is numbered like those of the specification."""

    def __init__(self, image, limits):
        self.image = image
        self.limits = limits

    def write(self, term):
        op, terms, texts = term
        below = [self.write(each) for each in terms]
        if op == "number":
            offsets = [self.image.number(texts[0])]
        elif op == "matches":
            offsets = [self.limits.pattern(texts[0])]
        else:
            offsets = [self.image.text(text) for text in texts]
        head = struct.pack("<BBB", OPS.index(op), len(below), len(offsets))
        return self.image.add(head + packed(below + offsets))


def as_list(value):
    return value if isinstance(value, list) else [value]


class RuleKeys:
    """The keys that the rules of a type need, and then those that they read, those of most rules first, each
    a bit of a mask; those beyond are not told. The last bit stands for whatever else a rule may look at."""

    MOST = 63
    ELSE = 1 << MOST

    def __init__(self, needs_of_rules, reads_of_rules):
        needed = in_order(needs_of_rules)
        read = in_order(reads for reads in reads_of_rules if reads is not None)
        self.keys = list(dict.fromkeys(needed + read))[:self.MOST]

    def needed(self, needs):
        return sum(1 << self.keys.index(key) for key in needs if key in self.keys)

    def read(self, reads):
        if reads is None or not reads.issubset(self.keys):
            return self.ELSE
        return self.needed(reads)


def in_order(sets):
    """What the sets hold, what most of them hold first."""
    counts = Counter(sorted(key for each in sets for key in each))
    return [key for key, _ in counts.most_common()]


class RuleWriter:
    def __init__(self, image, limits, records):
        self.image = image
        self.records = records
        self.terms = TermWriter(image, limits)

    def write(self, subject, name, rule):
        """For each place that the type has of a rule: the offset of its record, the keys that it needs, those
        that it reads."""
        check_fields(rule)
        top = Place(subject, [], has_path, self.records)
        places = [at for at in as_list(rule.get("at", "")) if top.exists(steps_of(at))]
        if not places:
            raise Mistake(f"{subject} has no property '{rule['at']}'")
        return [self.record(subject, name, rule, at) for at in places]

    def record(self, subject, name, rule, at):
        place = Place(subject, steps_of(at), has_path, self.records)
        must = parse(rule["must"], place) if "must" in rule else \
            ("not", [parse(rule["never"], place)], [])
        when = parse(rule["when"], place) if "when" in rule else ("true", [], [])
        blame = rule.get("blame", ".")
        place.below(steps_of(blame))
        record = self.image.add(struct.pack("<B", rule.get("warning", False)) + packed([
            self.image.text(name), self.parts(parse_hint(rule.get("hint", ""), place)),
            self.image.text(rule["source"]),
            self.terms.write(("path", [], steps_of(at))),
            self.terms.write(("path", [], steps_of(blame))),
            self.terms.write(when), self.terms.write(must),
            self.parts(parse_message(rule["says"], place))]))
        return record, Needs(place).of_rule(when, must), reads_of_rule(place, when, must)

    def of_type(self, subject, rules):
        """The record of a type's rules, each with the keys that it needs and those that it reads."""
        records, needs, reads = zip(*rules)
        keys = RuleKeys(needs, reads)
        slots, mask = self.image.slots(keys.keys, RuleKeys.MOST + 1)
        masks = struct.pack(f"<{2 * len(rules)}Q", *map(keys.needed, needs), *map(keys.read, reads))
        return packed([self.image.text(subject), self.image.offsets(list(records)),
                       self.image.add(masks), self.image.texts(keys.keys), slots]) + \
            struct.pack("<H", mask)

    def parts(self, terms):
        return self.image.offsets([self.terms.write(term) for term in terms])


def check_fields(rule):
    unknown = set(rule) - FIELDS
    if unknown:
        raise Mistake(f"unknown field '{min(unknown)}'")
    for field in ("says", "source", "right", "wrong"):
        if not rule.get(field):
            raise Mistake(f"'{field}' is missing")
    if ("must" in rule) == ("never" in rule):
        raise Mistake("either 'must' or 'never' is given")
    if not rule["source"].startswith("https://"):
        raise Mistake("'source' must be the address of the page that states it")
    for field in ("says", "hint"):
        text = rule.get(field, "")
        if text.endswith("."):
            raise Mistake(f"'{field}' ends without a full stop")


def unique_keys(pairs):
    """An object, which must not have a key twice."""
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        raise Mistake(f"'{next(key for key in keys if keys.count(key) > 1)}' appears twice")
    return made


def gather(folder):
    """The rules: file, subject, name, rule."""
    for file in sorted((folder / "rules").glob("*.json")):
        try:
            subjects = json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=unique_keys)
        except (ValueError, Mistake) as mistake:
            yield file, "", "", Mistake(str(mistake))
            continue
        for names, rules in subjects.items():
            for subject in names.split(" | "):
                for name, rule in rules.items():
                    yield file, subject, f"{file.stem}/{name}", rule


def write(image, limits, folder, records):
    """The slots of the types that have rules, their mask, and the offset of a list of rules each."""
    writer = RuleWriter(image, limits, records)
    rules_of = {}
    mistakes = []
    for file, subject, name, rule in gather(folder):
        try:
            if isinstance(rule, Mistake):
                raise rule
            if subject not in records:
                raise Mistake(f"there is no type '{subject}'")
            rules_of.setdefault(subject, []).extend(writer.write(subject, name, rule))
        except Mistake as mistake:
            mistakes.append(f"{file}: {name}: {mistake}")
    if mistakes:
        sys.exit("\n".join(mistakes))
    table = b"".join(writer.of_type(subject, rules) for subject, rules in rules_of.items())
    slots, mask = image.slots(list(rules_of))
    return slots, mask, image.add(table) if table else 0

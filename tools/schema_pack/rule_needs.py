"""Which keys a rule cannot be broken without, so that it is not even read where one is absent.

Where a key is absent everywhere, what a way through it leads to is missing, or unknown.
"""

COMPARED = {
    "equal": lambda left, right: left == right,
    "unequal": lambda left, right: left != right,
    "less": lambda left, right: left < right,
    "atMost": lambda left, right: left <= right,
    "more": lambda left, right: left > right,
    "atLeast": lambda left, right: left >= right,
}
ORDERS = set(COMPARED) - {"equal", "unequal"}
TEXT_TESTS = {"matches", "starts", "ends", "contains", "is"}
RANGE_TESTS = {"within", "overlaps", "meet"}
# What these give of something missing is missing or unknown; a measure looks at its first part alone.
MEASURES = {"part", "length", "bytes", "size", "lower", "prefix", "minutes", "time", "occurrences", "before",
            "sum", "smallest", "largest", "target"}
CALCULATIONS = {"add", "subtract", "multiply", "divide", "modulo"}


class Needs:
    """Reads the terms of a rule that judges the values at a place."""

    def __init__(self, place):
        self.place = place

    def of_rule(self, when, must):
        """The keys without each of which the rule lets everything pass."""
        return keys_to(self.place) | self.never_holds_without(when) | self.never_fails_without(must)

    def keys(self, *terms):
        """The keys that the ways lead through; none of what is no way."""
        found = set()
        for op, below, texts in terms:
            if op in MEASURES:
                found |= self.keys(below[0])
            elif op in CALCULATIONS:
                found |= self.keys(*below)
            elif op == "path":
                found |= keys_to(self.place.below(list(texts)))
        return found

    def at(self, way):
        """The same at the values that a way leads to."""
        return Needs(self.place.below(list(way[2])))

    def counts_none_without(self, term):
        """The keys without each of which a count, or a sum of counts, is 0 or unknown; None for others."""
        op, below, _ = term
        if op == "count":
            way, *inner = below
            return self.keys(way).union(*(self.at(way).never_holds_without(each) for each in inner))
        sides = [self.counts_none_without(each) for each in below] if op == "add" else [None]
        return None if None in sides else set.intersection(*sides)

    def of_count(self, op, below):
        """Whether a comparison of a count with a number holds where nothing is counted, and the keys without
        each of which nothing is."""
        for counted, number in (below, below[::-1]):
            keys = self.counts_none_without(counted)
            if keys is not None and number[0] == "number":
                values = [0 if side is counted else number[2][0] for side in below]
                return COMPARED[op](*values), keys
        return None, set()

    def never_holds_without(self, term):
        """The keys without each of which a truth is false or unknown."""
        op, below, _ = term
        if op == "and":
            return set().union(*map(self.never_holds_without, below))
        if op == "or":
            return set.intersection(*map(self.never_holds_without, below))
        if op == "not":
            return self.never_fails_without(below[0])
        if op in COMPARED:
            holds_for_none, keys = self.of_count(op, below)
            if holds_for_none is False:
                return keys
        if op in ("has", "equal") or op in ORDERS or op in RANGE_TESTS:
            return self.keys(*below)
        if op == "some":
            return self.keys(below[0]) | self.at(below[0]).never_holds_without(below[1])
        if op in ("in", "refers") or op in TEXT_TESTS:
            return self.keys(below[0])
        if op in ("any_of", "one_of"):
            return set.intersection(*(self.keys(each) for each in below))
        return self.keys(term) if op == "path" else set()

    def never_fails_without(self, term):
        """The keys without each of which a truth is true or unknown."""
        op, below, _ = term
        if op == "and":
            return set.intersection(*map(self.never_fails_without, below))
        if op == "or":
            return set().union(*map(self.never_fails_without, below))
        if op == "not":
            return self.never_holds_without(below[0])
        if op in COMPARED:
            holds_for_none, keys = self.of_count(op, below)
            if holds_for_none:
                return keys
        if op in ("unequal", "alone") or op in ORDERS or op in RANGE_TESTS:
            return self.keys(*below)
        if op == "every":
            return self.keys(below[0]) | self.at(below[0]).never_fails_without(below[1])
        if op == "unique":
            return self.keys(below[0]) | self.at(below[0]).keys(*below[1:])
        if op == "refers" or op in TEXT_TESTS:
            return self.keys(below[0])
        if op == "missing":
            return set.intersection(*(self.keys(each) for each in below))
        if op == "at_most_one" and len(below) == 2:
            return self.keys(*below)
        return set()


def keys_to(place):
    """The keys on the way from the properties to a place, as far as it is not in a text."""
    steps = place.steps[:place.steps.index("#")] if "#" in place.steps else place.steps
    return {step for step in steps if step != "*" and not step.isdigit()}

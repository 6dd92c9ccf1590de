"""Which properties a rule cannot be broken without, so that it is not even read where one is absent."""

ORDERS = {"less", "atMost", "more", "atLeast"}
TEXT_TESTS = {"matches", "starts", "ends", "contains", "is"}
RANGE_TESTS = {"within", "overlaps", "meet"}


class Needs:
    """Reads the terms of a rule that judges the values at a place."""

    def __init__(self, place):
        self.place = place

    def of_rule(self, when, must):
        """The names of properties without each of which the rule lets everything pass."""
        own = set(self.place.steps[:1])
        return own | self.never_holds_without(when) | self.never_fails_without(must)

    def names(self, *terms):
        """The property that each way leads through; none of what is no way."""
        found = set()
        for op, below, texts in terms:
            if op == "part":
                found |= self.names(*below[:1])
            elif op == "path":
                found |= set(self.place.below(list(texts)).steps[:1])
        return found

    def never_holds_without(self, term):
        """The names without each of which a truth is false or unknown."""
        op, below, _ = term
        if op == "and":
            return set().union(*map(self.never_holds_without, below))
        if op == "or":
            return set.intersection(*map(self.never_holds_without, below))
        if op == "not":
            return self.never_fails_without(below[0])
        if op in ("has", "equal") or op in ORDERS or op in RANGE_TESTS:
            return self.names(*below)
        if op in ("in", "refers", "some") or op in TEXT_TESTS:
            return self.names(below[0])
        if op == "any_of":
            return set.intersection(*(self.names(each) for each in below))
        return self.names(term)

    def never_fails_without(self, term):
        """The names without each of which a truth is true or unknown."""
        op, below, _ = term
        if op == "and":
            return set.intersection(*map(self.never_fails_without, below))
        if op == "or":
            return set().union(*map(self.never_fails_without, below))
        if op == "not":
            return self.never_holds_without(below[0])
        if op == "unequal" or op in ORDERS or op in RANGE_TESTS:
            return self.names(*below)
        if op in ("every", "unique", "refers") or op in TEXT_TESTS:
            return self.names(below[0])
        if op == "missing":
            return set.intersection(*(self.names(each) for each in below))
        if op == "at_most_one" and len(below) == 2:
            return self.names(*below)
        return set()

"""Which properties a rule looks at, so that it is not read again where these say the same."""

# What is read at each value of the way before.
INNER = {"every", "some", "count", "unique"}
# What looks at other resources too.
FAR = {"refers", "target", "referrers", "attribute", "alone"}


def reads_of_rule(place, when, must):
    """The names of the properties that decide; None where more than these does."""
    return union([top(place), reads(place, when), reads(place, must)])


def reads(place, term):
    """The same of a term that is read at a place."""
    op, below, texts = term
    if op in FAR:
        return None
    if op == "path":
        there = place.below(list(texts))
        return top(there) if there.steps else None
    if op in INNER:
        way, *inner = below
        at = place.below(list(way[2]))
        return union([reads(place, way), *(reads(at, each) for each in inner)])
    return union([reads(place, each) for each in below])


def top(place):
    """The property that a place lies in; none at the properties themselves, where other ways begin."""
    if not place.steps:
        return set()
    return None if place.steps[0] == "*" else {place.steps[0]}


def union(sets):
    return None if None in sets else set().union(*sets)

"""The lifecycles of Lambda's runtimes."""

FIELDS = ("deprecated", "createBlock", "updateBlock", "successor")


def write(target, runtimes):
    """The offset of a list of texts: for each runtime in order its name and its fields."""
    return target.texts([text for name, facts in sorted(runtimes.items())
                         for text in (name, *(facts.get(field, "") for field in FIELDS))])

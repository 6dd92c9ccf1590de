"""JSON pointers (RFC 6901)."""


def steps_of(pointer):
    """The steps of a pointer; none of the whole."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]

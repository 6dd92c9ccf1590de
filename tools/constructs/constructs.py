"""Reads what the library's constructs are from the comments of their classes in include/omnitrack."""

import re
import sys

# The comment right above a construct that an app can make, and its name.
CLASS = re.compile(r"((?:^///[^\n]*\n)+)class (\w+)(?: final)?\s*:\s*public Construct\b", re.M)
TYPE = re.compile(r"\bAWS::\w+::\w+|\bCustom::\w+")
URL = re.compile(r"https://\S+")


class Construct:
    """A construct: its name, its header as an app includes it, and the types that it can make."""

    def __init__(self, header, comment, name):
        text = " ".join(line[3:].strip() for line in comment.splitlines())
        self.name = name
        self.header = header
        self.types = sorted(set(TYPE.findall(text)))
        self.url = next(iter(URL.findall(text)), "")
        self.sentence = re.split(r"[.:](?:\s|$)", URL.sub("", text), maxsplit=1)[0].strip()


def read_constructs(include):
    """The constructs of all services, by header and name."""
    found = []
    for path in sorted(include.glob("omnitrack/*/*.hpp")):
        header = path.relative_to(include).as_posix()
        for comment, name in CLASS.findall(path.read_text(encoding="utf-8")):
            construct = Construct(header, comment, name)
            if not construct.types:
                sys.exit(f"{path}: the comment of {name} names no resource type")
            found.append(construct)
    return found

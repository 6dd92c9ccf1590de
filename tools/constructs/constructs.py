"""Reads what the library's constructs are from the comments of their classes in include/omnitrack."""

import re

# A class with its bases, and the comment right above it.
CLASS = re.compile(r"((?:^///[^\n]*\n)*)^class (\w+)( final)?\s*:([^{;]*)\{", re.M)
BASE = re.compile(r"public (\w+)")
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
    """The constructs of all services that make resources, by header and name: the final classes that
    derive from `Construct`, by whatever other classes."""
    classes = [
        (path, comment, name, final, BASE.findall(bases))
        for path in sorted(include.glob("omnitrack/*/*.hpp"))
        for comment, name, final, bases in CLASS.findall(path.read_text(encoding="utf-8"))
    ]
    bases_of = {name: bases for _, _, name, _, bases in classes}

    def is_construct(name):
        return name == "Construct" or any(map(is_construct, bases_of.get(name, [])))

    found = []
    for path, comment, name, final, _ in classes:
        if not final or not is_construct(name):
            continue
        construct = Construct(path.relative_to(include).as_posix(), comment, name)
        if construct.types:
            found.append(construct)
    return found

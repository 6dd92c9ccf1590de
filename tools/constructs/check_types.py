#!/usr/bin/env python3
"""Says where the comments of constructs and their sources disagree about the types that are made: a
type that a source makes must be named by a construct of its folder, and a type that is named must be
made somewhere."""

import pathlib
import re
import sys

from constructs import read_constructs

ROOT = pathlib.Path(__file__).resolve().parents[2]
ALIAS = re.compile(r"namespace (\w+) = cfn::(\w+);")
QUOTED = re.compile(r'"(AWS::\w+::\w+)"')
MADE = re.compile(r"\b((?:cfn::)?\w+)::(\w+)Props\b(?!::)")


def key(name):
    return "::".join(name.split("::")[1:]).lower()


def made_by(path):
    """The types that a source makes, as `service::type` in lower case."""
    text = path.read_text(encoding="utf-8")
    aliases = dict(ALIAS.findall(text))
    types = set()
    for space, made in MADE.findall(text):
        space = space.removeprefix("cfn::")
        types.add(f"{aliases.get(space, space)}::{made}".lower())
    return types


def main():
    constructs = read_constructs(ROOT / "include")
    named = {}
    for each in constructs:
        named.setdefault(each.header.split("/")[1], set()).update(map(key, each.types))
    problems = []
    everything = set()
    for folder in sorted(path for path in (ROOT / "constructs").iterdir() if path.is_dir()):
        for path in sorted(folder.glob("*.cpp")):
            made = made_by(path)
            everything |= made | set(map(key, QUOTED.findall(path.read_text(encoding="utf-8"))))
            problems += [
                f"{path.relative_to(ROOT)} makes {each}, which no construct of include/omnitrack/"
                f"{folder.name} names" for each in sorted(made - named.get(folder.name, set()))
            ]
    for each in constructs:
        problems += [
            f"{each.header}: {each.name} names {name}, which nothing makes"
            for name in each.types if name.startswith("AWS::") and key(name) not in everything
        ]
    sys.exit("\n".join(problems) or None)


if __name__ == "__main__":
    main()

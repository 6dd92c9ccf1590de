"""Reads what the library's constructs are: from the comments of their classes in include/omnitrack, and
from their sources in constructs/ which others they add."""

import re

# A class with its bases, and the comment right above it.
CLASS = re.compile(r"((?:^///[^\n]*\n)*)^class (\w+)( final)?\s*:([^{;]*)\{", re.M)
BASE = re.compile(r"public (\w+)")
TYPE = re.compile(r"\bAWS::\w+::\w+|\bCustom::\w+")
URL = re.compile(r"https://\S+")
# Where a function begins, by its class, if it is of one, and its name.
FUNCTION = re.compile(r"^(?=\w)(?:[\w:<>&*, ]+ [&*]*)?(?:(\w+)::)?(\w+)\(", re.M)
ADDED = re.compile(r"\badd\((\w+)Props\s*\{")
PROPS = re.compile(r"\b(\w+)Props (\w+)\{")


class Construct:
    """A construct: its name, its header as an app includes it, the types that it can make by itself, and
    the constructs through which it can make more."""

    def __init__(self, header, comment, name):
        text = " ".join(line[3:].strip() for line in comment.splitlines())
        self.name = name
        self.header = header
        self.types = sorted(set(TYPE.findall(text)))
        self.through = []
        self.url = next(iter(URL.findall(text)), "")
        self.sentence = re.split(r"[.:](?:\s|$)", URL.sub("", text), maxsplit=1)[0].strip()


def added_in(text):
    """The constructs that a piece of source adds."""
    variables = {name for name, variable in PROPS.findall(text)
                 if re.search(rf"\badd\((?:std::move\()?{variable}\b", text)}
    return set(ADDED.findall(text)) | variables


def added_by(source):
    """The constructs that each class of a source adds, by itself or by the functions that it calls."""
    members, functions = {}, {}
    begins = list(FUNCTION.finditer(source))
    ends = [each.start() for each in begins[1:]] + [len(source)]
    for begin, end in zip(begins, ends):
        of, name = (members, begin[1]) if begin[1] else (functions, begin[2])
        of[name] = of.get(name, "") + source[begin.start():end]

    def added(text, seen):
        found = added_in(text)
        for name in sorted(set(functions) - seen):
            if re.search(rf"\b{name}\(", text):
                seen.add(name)
                found |= added(functions[name], seen)
        return found

    return {name: added(text, set()) for name, text in members.items()}


def find_what_they_add(constructs, bases_of, sources):
    """Fills in through which others constructs make what their comments do not name."""
    by_name = {each.name: each for each in constructs}
    added = {}
    for path in sorted(sources.glob("*/*.cpp")):
        for name, found in added_by(path.read_text(encoding="utf-8")).items():
            added.setdefault(name, set()).update(found)

    def added_of(name):
        return added.get(name, set()).union(*map(added_of, bases_of.get(name, [])))

    for each in constructs:
        each.through = sorted(name for name in added_of(each.name) if name != each.name and name in by_name
                              and set(by_name[name].types).isdisjoint(each.types))


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
    find_what_they_add(found, bases_of, include.parent / "constructs")
    return found

"""Shared pieces of C++ text."""

import json
import re
import textwrap

WIDTH = 100
HEADING = "// Made from CloudFormation's specification while building: see src/schema/README.md.\n"


def comment(text, indent=""):
    """A documentation comment, wrapped; nothing for no text."""
    text = re.sub(r"\s+", " ", text.replace("\\", "/")).strip()
    return "".join(f"{indent}/// {line}\n" for line in
                   textwrap.wrap(text, WIDTH - len(indent) - 4, break_long_words=False,
                                 break_on_hyphens=False))


def wrapped(items, indent):
    """Comma-separated items on lines of their own; an item is never broken."""
    lines = [indent]
    for i, item in enumerate(items):
        piece = item + (", " if i + 1 < len(items) else "")
        if len(lines[-1]) + len(piece.rstrip()) > WIDTH and lines[-1] != indent:
            lines.append(indent)
        lines[-1] += piece
    return "".join(f"{line.rstrip()}\n" for line in lines)


def literal(text):
    """A C++ string literal."""
    return json.dumps(text, ensure_ascii=False)


class Names:
    """Writes types for a scope in which some names of the core are hidden by others."""

    def __init__(self, hidden):
        self.hidden = hidden

    def core(self, name):
        return f"omnitrack::{name}" if name in self.hidden else name

    def type(self, container_and_element):
        container, element = container_and_element
        if element.startswith("AnyOf<"):
            element = self.core("AnyOf") + element[5:]
        elif element in ("Json", "Tag"):
            element = self.core(element)
        return f"{self.core(container)}<{element}>"

"""Reads the blocks of code in pages, each with the markers that stand above it: comments of one line,
which nobody sees who reads the page. CONTRIBUTING.md tells which there are."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"
# Pages whose blocks are held by the tests of what they tell of.
TESTED_ELSEWHERE = ("compared.md", "graph.md", "reach.md")

BLOCK = re.compile(r"((?:^<!-- [^\n]* -->\n+)*)^```(\w+)\n(.*?)^```$", re.M | re.S)
MARKER = re.compile(r"<!-- ([\w ]+): (.*) -->")


class Block:
    """A block of code: its page, its number there, its line, its language, its text and its markers."""

    def __init__(self, page, number, line, language, text, markers):
        self.page = page
        self.number = number
        self.line = line
        self.language = language
        self.text = text
        self.markers = markers

    @property
    def place(self):
        return f"{self.page.relative_to(PROJECT)}:{self.line}"


def blocks_of(page):
    """The blocks of a page, in their order."""
    text = page.read_text(encoding="utf-8")
    for number, found in enumerate(BLOCK.finditer(text), 1):
        line = text.count("\n", 0, found.start(3)) + 1
        yield Block(page, number, line, found[2], found[3], dict(MARKER.findall(found[1])))


def pages():
    """The pages whose blocks are tested here: docs/ without those of findings."""
    return [path for path in sorted(DOCS.rglob("*.md"))
            if path.parent.name != "codes" and path.name not in TESTED_ELSEWHERE]


def is_app(block):
    """Whether a block of C++ begins an app, so that it can be built by itself."""
    return "as in" not in block.markers and bool(re.search(r"\bbuild\(App& app\)|\bapp\.add\(", block.text))


def example_of(block):
    """The example whose whole source a block is, if it is one's."""
    return next((path for path in sorted(PROJECT.glob("examples/*/main.cpp"))
                 if path.read_text(encoding="utf-8") == block.text), None)


def programs(block):
    """The name of the program that a block is for the consoles below it, if it is one."""
    return block.markers.get("program", "").partition(",")[0]

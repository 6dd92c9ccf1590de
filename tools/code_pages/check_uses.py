#!/usr/bin/env python3
"""Checks that each page of docs/codes has a use in the sources, and that only the owners of its
block use a code; acknowledging one is free, and so is mending what has it."""

import argparse
import pathlib
import re
import sys

from blocks import block_of
from pages import read_pages

SOURCES = ("src", "include", "constructs")
# What is there reports nothing: it reads the findings of others.
READERS = ("src/fix", "src/validate/retold.cpp")
USE = re.compile(r"(acknowledge\(\s*)?\bcodes::(OT\d{4})\b")


def uses(root):
    """The uses in the sources: file, line, code."""
    for folder in SOURCES:
        for file in sorted((root / folder).rglob("*.[ch]pp")):
            if any(file.is_relative_to(root / reader) for reader in READERS):
                continue
            text = file.read_text(encoding="utf-8")
            for match in USE.finditer(text):
                if not match[1]:
                    line = text.count("\n", 0, match.start()) + 1
                    yield file.relative_to(root), line, match[2]


def is_owner(code, file):
    """Whether a source may use a code."""
    block = block_of(code)
    return block is not None and any(file.is_relative_to(owner) for owner in block.owners)


def problems_of(root):
    """What is wrong, a line each."""
    found = list(uses(root))
    problems = [
        f"{file}:{line}: {code} belongs to another folder, see tools/code_pages/blocks.py"
        for file, line, code in found
        if not is_owner(code, file)
    ]
    used = {code for _, _, code in found}
    pages = read_pages(root / "docs" / "codes")
    problems += [f"{page.path.relative_to(root)}: nothing uses this code"
                 for page in pages if page.code not in used]
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, help="the project",
                        default=pathlib.Path(__file__).resolve().parents[2])
    problems = problems_of(parser.parse_args().root)
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()

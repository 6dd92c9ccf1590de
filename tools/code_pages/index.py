#!/usr/bin/env python3
"""Writes docs/codes/README.md, the list of the pages of the findings' codes, by block; with
--check, says whether it is as it should be."""

import argparse
import pathlib
import sys

from blocks import BLOCKS, block_of
from pages import read_pages

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "docs" / "codes"
BEGIN = """\
# The codes of findings

Each finding of the synth and of `validate` has a code that never changes its meaning, and each code
a page, which `omnitrack-synth explain CODE` prints too. What is fine as it is can be acknowledged, in
code by `acknowledge("OT4380", "why it is fine")` and in a template's metadata as
[OT4901](OT4901.md) shows.

A page is where a code is born: the build makes the constant `omnitrack::codes::OT4380` of it, which
allows the severities that the page names. Each block of numbers belongs to some folders; only their
sources use it.

`python3 tools/code_pages/index.py` writes this list.
"""


def index(pages):
    """The text of the index."""
    text = BEGIN
    for block in BLOCKS:
        owners = ", ".join(f"`{owner}`" for owner in block.owners)
        text += f"\n## {block.title}\n\n{block.prefix}…, used in {owners}.\n\n"
        text += "| | | |\n|---|---|---|\n"
        for page in pages:
            if block_of(page.code) is block:
                severity = page.severities[0]
                text += f"| [{page.code}]({page.code}.md) | {severity} | {page.title} |\n"
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    pages = read_pages(FOLDER)
    lost = [page.code for page in pages if block_of(page.code) is None]
    if lost:
        sys.exit(f"no block of tools/code_pages/blocks.py has {', '.join(lost)}")
    file = FOLDER / "README.md"
    if not arguments.check:
        file.write_text(index(pages), encoding="utf-8")
    elif file.read_text(encoding="utf-8") != index(pages):
        sys.exit(f"{file} is old: run {pathlib.Path(__file__).name}")


if __name__ == "__main__":
    main()

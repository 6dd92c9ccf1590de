#!/usr/bin/env python3
"""Packs the pages of the findings' codes: their size when joined, 4 bytes, little-endian, and then
all pages in the order of their codes, each ended by a zero byte, compressed by zlib."""

import argparse
import pathlib
import re
import struct
import sys
import zlib

FORM = re.compile(r"# (OT\d{4}): [^\n]*[^\n.]\n\n\*(error|warning|info)\b[^*\n]*\*\n\n[^\n]")


def page(path):
    """A page's text, after a look at the lines that the program reads."""
    text = path.read_text(encoding="utf-8")
    form = FORM.match(text)
    if not form or form[1] != path.stem or "\0" in text:
        sys.exit(
            f"{path}: a page begins with '# {path.stem}: Title', an empty line, its usual "
            "severity as *error*, *warning* or *info* (and maybe when it is another), an empty line "
            "and its text"
        )
    return text.rstrip("\n") + "\n\0"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=pathlib.Path, required=True, help="the folder docs/codes")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    pages = "".join(page(path) for path in sorted(arguments.pages.glob("OT*.md"))).encode()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_bytes(struct.pack("<I", len(pages)) + zlib.compress(pages, 9))


if __name__ == "__main__":
    main()

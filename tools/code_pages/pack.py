#!/usr/bin/env python3
"""Packs the pages of the findings' codes: their size when joined, 4 bytes, little-endian, and then
all pages in the order of their codes, each ended by a zero byte, compressed by zlib."""

import argparse
import pathlib
import struct
import zlib

from pages import read_pages


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=pathlib.Path, required=True, help="the folder docs/codes")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    texts = [page.text.rstrip("\n") + "\n\0" for page in read_pages(arguments.pages)]
    pages = "".join(texts).encode()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_bytes(struct.pack("<I", len(pages)) + zlib.compress(pages, 9))


if __name__ == "__main__":
    main()

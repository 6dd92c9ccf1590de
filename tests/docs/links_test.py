#!/usr/bin/env python3
"""Checks the links of every page that git knows: a file must be there, an anchor must be a heading of
its page, an address outside must have its form. No network is asked."""

import re
import subprocess
import unittest
from functools import lru_cache
from urllib.parse import urlsplit

from pages import PROJECT

CODE = re.compile(r"^( *)(`{3,}|~{3,})[^\n]*\n.*?^\1\2`*~*$|^(?: {4}|\t)[^\n]*$", re.M | re.S)
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
URL = re.compile(r"https?://[^\s)>`\"]+[^\s)>`\".,;:*]")


def tracked_pages():
    listed = subprocess.run(["git", "ls-files", "-z", "--", "*.md"], cwd=PROJECT, check=True,
                            capture_output=True, text=True).stdout
    return [PROJECT / name for name in listed.split("\0") if name and (PROJECT / name).exists()]


@lru_cache(maxsize=None)
def text_of(page):
    """A page without its blocks of code."""
    return CODE.sub("", page.read_text(encoding="utf-8"))


@lru_cache(maxsize=None)
def anchors_of(page):
    """The anchors of a page's headings, as GitHub makes them."""
    anchors, seen = set(), {}
    for heading in re.findall(r"^#{1,6} +(.*)$", text_of(page), re.M):
        words = LINK.sub(r"\1", heading).replace("`", "").lower()
        anchor = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        number = seen[anchor] = seen.get(anchor, -1) + 1
        anchors.add(f"{anchor}-{number}" if number else anchor)
    return anchors


def links_of(page):
    """What a page links, but for what only looks so in a code span."""
    plain = re.sub(r"`[^`\n]*`(?!\]\()", "", text_of(page))
    return {target for _, target in LINK.findall(plain)} | set(URL.findall(plain))


class Links(unittest.TestCase):
    def test_they_lead_somewhere(self):
        pages = tracked_pages()
        self.assertGreater(len(pages), 600)
        for page in pages:
            for target in sorted(links_of(page)):
                with self.subTest(page.relative_to(PROJECT).as_posix(), target=target):
                    self.check(page, target)

    def check(self, page, target):
        if "://" in target:
            self.assertRegex(urlsplit(target).netloc, r"^[\w-]+(\.[\w-]+)+(:\d+)?$")
            return
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        self.assertTrue(there.exists(), "nothing is there")
        if anchor:
            self.assertEqual(there.suffix, ".md", "only pages have anchors")
            self.assertIn(anchor, anchors_of(there))


if __name__ == "__main__":
    unittest.main()

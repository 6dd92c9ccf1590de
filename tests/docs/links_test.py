#!/usr/bin/env python3
"""Checks the links of every page that git knows: a file must be there, an anchor must be a heading of
its page, an address outside must have its form. No network is asked."""

import re
import subprocess
import sys
import unittest
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "tools" / "site"))
from staging import BARE_URL, LINK, outside_of_code  # noqa: E402


def tracked_pages():
    listed = subprocess.run(["git", "ls-files", "-z", "--", "*.md"], cwd=PROJECT, check=True,
                            capture_output=True, text=True).stdout
    return [PROJECT / name for name in listed.split("\0") if name and (PROJECT / name).exists()]


@lru_cache(maxsize=None)
def anchors_of(page):
    """The anchors of a page's headings, as GitHub and MyST make them."""
    anchors, seen = set(), {}

    def take(line):
        if re.match(r"#{1,6} ", line):
            words = LINK.sub(r"\1", line.lstrip("#").strip()).replace("`", "").lower()
            anchor = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
            number = seen[anchor] = seen.get(anchor, -1) + 1
            anchors.add(f"{anchor}-{number}" if number else anchor)
        return line

    outside_of_code(page.read_text(encoding="utf-8"), take)
    return anchors


def links_of(page):
    found = []

    def take(line):
        plain = re.sub(r"`[^`\]]*`(?!\]\()", "", line)
        found.extend(target for _, target in LINK.findall(plain))
        found.extend(BARE_URL.findall(plain))
        return line

    outside_of_code(page.read_text(encoding="utf-8"), take)
    return found


class Links(unittest.TestCase):
    def test_they_lead_somewhere(self):
        for page in tracked_pages():
            for target in links_of(page):
                with self.subTest(page.relative_to(PROJECT).as_posix(), target=target):
                    self.check(page, target)

    def check(self, page, target):
        if "://" in target:
            parts = urlsplit(target)
            self.assertIn(parts.scheme, ("https", "http"))
            self.assertRegex(parts.netloc, r"^[\w-]+(\.[\w-]+)+(:\d+)?$")
            return
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        self.assertTrue(there.exists(), "nothing is there")
        if anchor:
            self.assertEqual(there.suffix, ".md", "only pages have anchors")
            self.assertIn(anchor, anchors_of(there))


if __name__ == "__main__":
    unittest.main()

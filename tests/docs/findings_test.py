#!/usr/bin/env python3
"""Holds the examples of the findings' pages against the library and the program: names in C++ must be
there, a whole template that is shown as right must not have the finding, and one that is shown as wrong
has it where nothing else ends its reading first: findings_test.py INCLUDE PROGRAM, with INCLUDE as the
folder of the typed resources."""

import re
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

from pages import DOCS, PROJECT

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
SECTION = re.compile(r"^(Resources|Parameters|Outputs|Conditions|Mappings|Rules|Transform):", re.M)
# A resource by itself, as examples show it.
RESOURCE = re.compile(r"^\w+:(\n  Type:| \{ ?Type:) *\"?(AWS|Custom)::", re.M)
NAME = re.compile(r"(?<![\w)\]])\.(\w+) =|\b(\w+Props)\b|\b(\w+)::|::(\w+)\b|(?:\.|->)([a-z]\w*)\(")
# How many wrong examples have their finding at least.
FEWEST = 72
# Constructs of the user's own in the examples.
OWN = {"DataProps"}


def examples(page):
    """The blocks of a page that are wrong, and those that are right."""
    example = page.read_text(encoding="utf-8").partition("\n## For example\n")[2]
    wrong, _, right = example.partition("\nRight:\n")
    return BLOCK.findall(wrong), BLOCK.findall(right)


def sections(text):
    return set(SECTION.findall(text))


def whole(text):
    """What is shown as a template that can be read by itself, if it can."""
    if not sections(text) and RESOURCE.search(text):
        text = "Resources:\n" + textwrap.indent(text, "  ")
    if not sections(text):
        return None
    if "Resources" not in sections(text):
        text += "\nResources:\n  Topic: {Type: \"AWS::SNS::Topic\"}\n"
    return "Transform: AWS::Serverless-2016-10-31\n" + text if (
        "AWS::Serverless::" in text and "Transform" not in sections(text)) else text


class Findings(unittest.TestCase):
    def codes_of(self, text):
        file = Path(self.folder.name) / "shown.yaml"
        file.write_text(text, encoding="utf-8")
        done = subprocess.run([PROGRAM, "validate", file.name], cwd=file.parent, capture_output=True,
                              text=True, check=False)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return set(re.findall(r" (OT\d{4}): ", done.stdout))

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def test_templates_have_what_the_page_tells_of(self):
        told = []
        for page in sorted((DOCS / "codes").glob("OT4*.md")):
            wrong, right = ([text for language, text in blocks if language in ("yaml", "json")]
                            for blocks in examples(page))
            if not wrong or not whole(wrong[0]):
                continue
            if page.stem in self.codes_of(whole(wrong[0])):
                told.append(page.stem)
            if right and sections(right[0]) == sections(wrong[0]) and whole(right[0]):
                with self.subTest(page.stem):
                    self.assertNotIn(page.stem, self.codes_of(whole(right[0])))
        # Others need a second template, or have an error that is found before.
        self.assertGreaterEqual(len(told), FEWEST, told)

    def test_names_in_cpp_are_there(self):
        headers = [*(PROJECT / "include").rglob("*.hpp"), *INCLUDE.rglob("*.hpp")]
        known = OWN.union(*(re.findall(r"\b[A-Za-z_]\w*\b", path.read_text(encoding="utf-8"))
                            for path in headers))
        for page in sorted((DOCS / "codes").glob("OT*.md")):
            for language, text in BLOCK.findall(page.read_text(encoding="utf-8")):
                code = re.sub(r'//.*|"(?:[^"\\]|\\.)*"|R"\((?:.|\n)*?\)"', "", text)
                for found in NAME.findall(code) if language == "cpp" else ():
                    name = next(filter(None, found))
                    if name not in known:
                        with self.subTest(page.stem):
                            self.fail(f"no header has '{name}'")


if __name__ == "__main__":
    PROGRAM = Path(sys.argv.pop()).resolve()
    INCLUDE = Path(sys.argv.pop()).resolve()
    unittest.main()

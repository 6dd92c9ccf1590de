"""The pages of the codes: what explain prints, and that every code has its page."""

import pathlib
import re
import unittest

import cli

PAGES = cli.PROJECT / "docs" / "codes"
SOURCES = ("src", "constructs", "include")


def codes_in_the_sources():
    """Every code that stands as a text in the sources."""
    codes = set()
    for folder in SOURCES:
        for pattern in ("*.cpp", "*.hpp"):
            for path in (cli.PROJECT / folder).rglob(pattern):
                codes |= set(re.findall(r'"(OT\d{4})"', path.read_text(encoding="utf-8")))
    return sorted(codes)


class Pages(unittest.TestCase):
    maxDiff = None

    def test_every_code_has_a_page_and_every_page_a_code(self):
        self.assertEqual(sorted(path.stem for path in PAGES.glob("OT*.md")), codes_in_the_sources())

    def test_every_page_has_an_example_and_lines_that_fit(self):
        for path in sorted(PAGES.glob("OT*.md")):
            with self.subTest(path.name):
                text = path.read_text(encoding="utf-8")
                example = text.partition("\n## For example\n")[2]
                self.assertRegex(example, r"(?m)^```[a-z]+$")
                self.assertEqual(text.count("```") % 2, 0)
                wide = [line for line in text.splitlines() if len(line) > 110]
                self.assertTrue(all("https://" in line for line in wide), wide)

    def test_the_index_lists_every_page(self):
        titles = [
            re.match(r"# (OT\d{4}): (.*)\n", path.read_text(encoding="utf-8")).groups()
            for path in sorted(PAGES.glob("OT*.md"))
        ]
        listed = re.findall(
            r"^\| \[(OT\d{4})\]\(\1\.md\) \| (?:error|warning|info) \| (.*) \|$",
            (PAGES / "README.md").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        self.assertEqual(listed, titles)


class Explain(cli.CliTestCase):
    def test_a_page_is_printed_as_it_is(self):
        page = (PAGES / "OT4002.md").read_text(encoding="utf-8")
        self.assert_ends(self.run_app("configured", "explain", "OT4002"), 0, page)
        self.assert_ends(self.run_app("configured", "explain", "ot4002"), 0, page)

    def test_every_page_is_in_the_program(self):
        printed = self.run_app("configured", "explain").stdout
        self.assertEqual(
            [line.split()[0] for line in printed.splitlines()],
            sorted(path.stem for path in PAGES.glob("OT*.md")),
        )
        self.assertIn("OT4002  warning  Key that stands twice\n", printed)

    def test_a_terminal_gets_it_without_markup(self):
        printed = self.run_app("configured", "explain", "OT4002", "--color", "always").stdout
        self.assertTrue(printed.startswith("\033[1mOT4002: Key that stands twice\033[0m\n"))
        self.assertNotIn("```", printed)
        self.assertIn("\n    Resources:\n", printed)

    def test_a_wrong_code_gives_the_nearest(self):
        self.assert_ends(
            self.run_app("configured", "explain", "OT40002"),
            1,
            stderr="configured: error: there is no code 'OT40002'\n"
            "  hint: did you mean 'OT4002'?\n",
        )
        self.assert_ends(
            self.run_app("configured", "explain", "something"),
            1,
            stderr="configured: error: there is no code 'something'\n"
            "  hint: explain without a code lists them all\n",
        )


if __name__ == "__main__":
    unittest.main()

"""The pages of the codes, and what explain prints of them."""

import pathlib
import unittest

import cli

PAGES = cli.PROJECT / "docs" / "codes"


class Pages(unittest.TestCase):
    def test_every_page_has_an_example_and_lines_that_fit(self):
        for path in sorted(PAGES.glob("OT*.md")):
            with self.subTest(path.name):
                text = path.read_text(encoding="utf-8")
                example = text.partition("\n## For example\n")[2]
                self.assertRegex(example, r"(?m)^```[a-z]+$")
                self.assertEqual(text.count("```") % 2, 0)
                wide = [line for line in text.splitlines() if len(line) > 110]
                self.assertTrue(all("https://" in line for line in wide), wide)


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
        self.assertIn("OT4002  warning  Key that appears twice\n", printed)

    def test_a_terminal_gets_it_without_markup(self):
        printed = self.run_app("configured", "explain", "OT4002", "--color", "always").stdout
        self.assertTrue(printed.startswith("\033[1mOT4002: Key that appears twice\033[0m\n"))
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

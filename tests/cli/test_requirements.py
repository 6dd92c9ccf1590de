"""What requirements prints, and how it ends."""

import html.parser
import json
import re
import unittest

import cli

LOST = ("--set", "recovery=false")


class Page(html.parser.HTMLParser):
    """The elements that are open, the texts, and what would load something."""

    VOID = {"meta", "br"}

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.words, self.addresses = [], [], "", []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.addresses += [value for name, value in attributes if name in ("src", "href")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            raise AssertionError(f"{tag} ends something else")

    def handle_data(self, data):
        self.words += data


class Requirements(cli.CliTestCase):
    def of(self, *arguments):
        return self.run_app("required", "requirements", *arguments)

    def json_of(self, *arguments):
        printed = self.of("--format", "json", *arguments).stdout
        cli.assert_wide_json(self, printed)
        return json.loads(printed)

    def test_each_is_shown_with_resources_values_and_lines(self):
        run = self.of()
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(run.stderr, "required: all 3 requirements hold\n")
        first, second, third = run.stdout.split("\n\n")
        self.assertRegex(
            first,
            r"""1  Orders can be restored <at any time> & cost what is used
  The contract, 3, tests/cli/apps/required.cpp:\d+
  shown Data/Orders: /PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled is true
      Orders PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled = true """
            r"""\(tests/cli/apps/required.cpp:\d+\)
  shown every AWS::DynamoDB::Table: /BillingMode is "PAY_PER_REQUEST"
      Orders BillingMode = "PAY_PER_REQUEST" \(tests/cli/apps/required.cpp:\d+\)""")
        self.assertIn("Queue MessageRetentionPeriod = 3600", second)
        self.assertTrue(third.endswith("  shown no AWS::EC2::Instance\n"), third)

    def test_what_is_not_shown_is_told_and_ends_with_1(self):
        run = self.of(*LOST)
        self.assertEqual(run.returncode, 1)
        self.assertEqual(run.stderr, "required: 1 of 3 requirements not shown\n")
        self.assertRegex(
            " ".join(run.stdout.split()),
            r"NOT SHOWN Data/Orders: \S+ is true ! Orders: \S+ is false and should be true ")

    def test_a_synth_fails_by_it_at_the_line_of_the_requirement(self):
        run = self.run_app("required", "synth", "Data", *LOST)
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        place = re.match(r"tests/cli/apps/required.cpp:(\d+): error OT1601: Data/1: ", run.stderr)
        source = (cli.PROJECT / "tests/cli/apps/required.cpp").read_text().splitlines()
        self.assertIn('.id = "1"', source[int(place[1]) - 1])

    def test_what_cannot_be_looked_for_is_listed_as_not_shown(self):
        run = self.of("--set", "misspelt=true")
        self.assertEqual(run.returncode, 1)
        self.assertIn("error OT1602: Jobs/2: requirement '2' (Jobs wait for at most an hour): ", run.stderr)
        self.assertIn("hint: did you mean 'MessageRetentionPeriod'?", run.stderr)
        self.assertTrue(run.stderr.endswith("required: 1 of 3 requirements not shown\n"), run.stderr)
        self.assertIn("NOT SHOWN every AWS::SQS::Queue", run.stdout)
        self.assertIn("! no AWS::SQS::Queue has anything at '/MessageRetentionPerid'", " ".join(run.stdout.split()))

    def test_json_has_all_of_it(self):
        document = self.json_of()
        self.assertEqual((document["format_version"], document["app"], document["holds"]),
                         ("1.0", "required", True))
        first = document["requirements"][0]
        self.assertEqual((first["id"], first["source"], first["stack"], first["path"]),
                         ("1", "The contract, 3", "Data", "Data/1"))
        place = first["evidence"][0]["places"][0]
        self.assertEqual(
            {key: place[key] for key in ("holds", "stack", "logical_id", "type", "path", "value")},
            {"holds": True, "stack": "Data", "logical_id": "Orders", "path": "Data/Orders",
             "type": "AWS::DynamoDB::Table", "value": True})
        lost = self.json_of(*LOST)
        self.assertFalse(lost["holds"])
        self.assertIs(lost["requirements"][0]["evidence"][0]["places"][0]["value"], False)

    def test_stacks_are_chosen_and_those_of_the_app_stay(self):
        ids = [each["id"] for each in self.json_of("Jobs")["requirements"]]
        self.assertEqual(ids, ["2", "3"])
        run = self.of("Job")
        self.assertEqual(run.returncode, 1)
        self.assertIn("the app has no stack 'Job'\n  hint: did you mean 'Jobs'?", run.stderr)

    def test_markdown_has_a_table_for_each(self):
        printed = self.of("--format", "markdown").stdout
        self.assertIn("## 1: Orders can be restored &lt;at any time&gt; &amp; cost", printed)
        rows = [line for line in printed.splitlines() if line.startswith("| ✅")]
        self.assertEqual(len(rows), 4)
        self.assertTrue(all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows), rows)
        self.assertIn("| ❌ ", self.of("--format", "markdown", *LOST).stdout)

    def test_the_page_stands_by_itself(self):
        for words, verdict in ((), "all 3 requirements hold"), (LOST, "1 of 3 requirements"):
            printed = self.of("--format", "html", *words).stdout
            page = Page(printed)
            self.assertEqual(page.open, [])
            self.assertIn(verdict, page.words)
            self.assertIn("Orders can be restored <at any time> & cost what is used", page.words)
            self.assertNotIn("script", page.tags)
            self.assertEqual(page.addresses, ["#r0", "#r1", "#r2"])
            self.assertIn("prefers-color-scheme:dark", printed)

    def test_an_app_without_requirements_says_so(self):
        self.assert_ends(self.run_app("two_stacks", "requirements"), 0, "",
                         "two_stacks: the app states no requirements\n")

    def test_an_app_that_fails_otherwise_shows_nothing(self):
        run = self.run_app("mistaken", "requirements")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("error", run.stderr)


if __name__ == "__main__":
    unittest.main()

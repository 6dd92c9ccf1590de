#!/usr/bin/env python3
"""Holds docs/compared.md against what it names: our own commands are run, our figures counted, the tests and
files looked for: compared_test.py PROGRAM."""

import os
import pathlib
import re
import subprocess
import sys
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
INPUTS = PROJECT / "tests" / "docs" / "compared"
PAGE = (PROJECT / "docs" / "compared.md").read_text(encoding="utf-8")
AGREEMENT = (PROJECT / "docs" / "agreement.md").read_text(encoding="utf-8")
README = (PROJECT / "README.md").read_text(encoding="utf-8")

TOOLS = 9
OURS, CDK, LINT, VALIDATE = 2, 3, 4, 5
# The exit code of each command of ours that the page names, and what it says.
COMMANDS = {
    "schema --types": (0, ["^AWS::S3::Bucket$"]),
    "list --constructs": (0, ["^Bucket +<omnitrack/s3/bucket.hpp>$"]),
    "validate queue.yaml": (1, [
        "^queue.yaml:5:7: error OT4220: AWS::SQS::Queue has no property 'QueuName'$",
        "^queue.yaml:6:21: error OT4227: 1000 is more than the maximum of 900$"]),
    "validate subnets.yaml": (1, ["^subnets.yaml:11:11: error OT4238: "]),
    "validate queue.yaml --format sarif": (1, ["sarif-2.1.0"]),
    "synth --set environment=production": (1, [r"^src/app/stack.cpp:\d+: error OT3001: "]),
    "diff old.yaml new.yaml --exit-code": (3, [
        r"^Data loss\n  ! Orders \(AWS::DynamoDB::Table\)",
        "replace +AWS::DynamoDB::Table Orders"]),
    "diff old.yaml new.yaml --security-only --exit-code": (4, [
        r"more open \(permissions\) Worker", r"more open \(public access\) Reports"]),
    "graph new.yaml --format dot": (0, ["^digraph ", "Orders"]),
    "reach Worker Orders new.yaml": (0, ["^yes: Worker can reach Orders$", r"policy, new.yaml:\d+:"]),
    "format queue.yaml": (0, ["^Resources:$"]),
    "requirements": (0, [r"all \d+ requirements hold$"]),
    "diff before after": (0, ["OT5104 OrdersArn of Data", "phases: synth --phase"]),
}
# What stands in the lines of the inputs that the page names by their number.
LINES = {("cdk.ts", 11): "subnet: callers", ("cdk.ts", 13): "subnetIds: [callers.",
         ("pulumi.ts", 11): "subnetIds: [callers.", ("delay.js", 5): "delaySeconds"}


def run(command):
    """What the program says on both streams, and its exit code."""
    left_out = ("AWS_ACCOUNT_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "TERM")
    environment = {key: value for key, value in os.environ.items() if key not in left_out}
    done = subprocess.run([PROGRAM, *command.split()], cwd=INPUTS, env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout, done.returncode


def rows():
    """The cells of each row of the tables, by the number of the row."""
    return {int(number): [cell.strip() for cell in line.strip("|").split("|")]
            for number, line in re.findall(r"^(?=\| (\d+) \|)(.*)$", PAGE, re.M)}


def ratios(row):
    """The ratios in the row of the README's table of costs that begins so."""
    return re.search(rf"^\| {row}.* \| ([^|]+) \|$", README, re.M)[1].split(", ")


def note(number):
    return re.search(rf"^{number}\. (.*)$", PAGE, re.M)[1]


def code():
    """All that stands in backticks."""
    return re.findall(r"`([^`\n]+)`", PAGE)


class ComparedTest(unittest.TestCase):
    def test_the_rows_are_whole_and_each_has_a_note(self):
        self.assertEqual(list(rows()), list(range(1, len(rows()) + 1)))
        self.assertEqual([number for number, row in rows().items() if len(row) != OURS + TOOLS], [])
        notes = [int(number) for number in re.findall(r"^(\d+)\. ", PAGE, re.M)]
        self.assertEqual(notes, list(rows()))

    def test_our_commands_do_what_the_page_says(self):
        named = {each.partition(" ")[2] for each in code() if each.startswith("omnitrack-synth ")}
        self.assertEqual(named, set(COMMANDS))
        for command, (exit_code, says) in COMMANDS.items():
            with self.subTest(command):
                said, ended = run(command)
                self.assertEqual(ended, exit_code, said)
                for each in says:
                    self.assertRegex(said, re.compile(each, re.M))

    def test_each_format_of_reports_is_there(self):
        for report, begins in (("json", "{"), ("sarif", "{"), ("junit", "<?xml")):
            self.assertTrue(run(f"validate queue.yaml --format {report}")[0].startswith(begins), report)

    def test_our_figures_are_those_of_the_program(self):
        types = run("schema --types")[0].splitlines()
        constructs = re.findall(r"<omnitrack/\S+>$", run("list --constructs")[0], re.M)
        self.assertEqual(rows()[4][OURS], str(len(types)))
        self.assertEqual(rows()[5][OURS], str(len(constructs)))

    def test_the_figures_of_agreement_are_those_of_its_page(self):
        for number, over in ((14, "templates"), (15, "templates, without runtimes")):
            for column, tool in ((OURS, "omnitrack-synth"), (VALIDATE, r"cloudformation-validate \S+")):
                found = re.search(rf"^\| {tool} \| {over} \| (\S+) \| (\S+) \|", AGREEMENT, re.M)
                self.assertEqual(rows()[number][column], f"{found[1]}, {found[2]}")
        for tool in ("omnitrack-synth", r"cloudformation-validate \S+"):
            found = re.search(rf"^\| {tool} \| findings \| (\S+) \| (\S+) \|", AGREEMENT, re.M)
            self.assertIn(found[1], PAGE)
            self.assertIn(found[2], PAGE)
        found = re.search(r"^(\d+) findings of \d+; at (\d+) of them we have a warning", AGREEMENT, re.M)
        self.assertIn(f"it has {int(found[1]):,} errors that we have not; at {found[2]} of them we warn", PAGE)
        found = re.search(r"on (\S+) public templates", AGREEMENT)
        self.assertIn(f"over {found[1]} templates", PAGE)

    def test_the_times_are_those_of_the_readme(self):
        with_validation, without = ratios("one synth of the OmniTrack stack")
        self.assertEqual(rows()[38][CDK], f"{without} to {with_validation}")
        with_validation, without = ratios(r"\| \| the compiled CDK app")
        self.assertEqual(rows()[39][CDK], f"{without} to {with_validation}")
        lint, validate, warm = ratios("its template validated")
        self.assertEqual(rows()[40][LINT:VALIDATE + 1], [lint, validate])
        self.assertIn(f"kept warm in a process it is {warm}.", note(40))
        self.assertEqual([rows()[41][CDK]], ratios("the diff of two templates of 500 resources"))
        self.assertIn(f"runs already: {ratios('the same in process')[1]}.", note(41))
        self.assertEqual([rows()[47][CDK]], ratios("an edited line of the stack"))
        time, size = rows()[48][OURS].split(", ")
        self.assertIn(f"the first takes {time} and {size} with all that it installs", README)

    def test_the_tests_and_files_that_the_page_names_are_there(self):
        added = "".join(path.read_text(encoding="utf-8") for path in PROJECT.glob("tests/**/CMakeLists.txt"))
        tests = {each for each in code() if re.fullmatch(r"[a-z]+(_[a-z]+){3,}", each)} | {"failures_are_diagnosed"}
        self.assertEqual([each for each in tests if not re.search(rf"\b{each}\b", added)], [])
        words = {word for each in code() for word in re.split(r"[ ']", each)}
        files = {word for word in words if re.fullmatch(r"\w+\.(yaml|ts|js|py|guard)", word)}
        self.assertEqual([each for each in files if not (INPUTS / each).exists()], [])
        for each in words:
            if each.startswith("tests/"):
                self.assertTrue((PROJECT / each).exists(), each)

    def test_the_lines_that_the_page_names_are_those(self):
        for (name, line), shown in LINES.items():
            self.assertIn(shown, (INPUTS / name).read_text(encoding="utf-8").splitlines()[line - 1])


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop()).resolve())
    unittest.main()

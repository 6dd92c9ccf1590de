"""What validate prints of templates and of the app, in each of its formats."""

import json
import os
import pathlib
import re
import tempfile
import unittest
import xml.etree.ElementTree

import cli

WRONG = """Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueuName: jobs
      DelaySeconds: 1000
"""
WRONG_TEXT = """wrong.yaml:5:7: error OT4220: AWS::SQS::Queue has no property 'QueuName'
  5 |       QueuName: jobs
    |       ^~~~~~~~
  at: Resources/Queue/Properties/QueuName
  hint: did you mean 'QueueName'?
wrong.yaml:6:21: error OT4227: 1000 is more than the maximum of 900
  6 |       DelaySeconds: 1000
    |                     ^~~~
  at: Resources/Queue/Properties/DelaySeconds
  hint: it may be from 0 to 900
"""
RIGHT = '{"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}'
UNUSED = "Parameters:\n  Unused: {Type: String}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n"
UNUSED_TEXT = """unused.yaml:2:3: warning OT4380: nothing uses the parameter 'Unused'
  2 |   Unused: {Type: String}
    |   ^~~~~~
  at: Parameters/Unused
"""
ACKNOWLEDGED = (
    "Metadata:\n  OmniTrack:\n    Acknowledge: [{Code: OT4380, Reason: kept for later}]\n" + UNUSED
)


class Validate(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def validate(self, *arguments, **options):
        return self.run_app("configured", "validate", *arguments, cwd=self.folder, **options)

    def assert_validates(self, arguments, code, stdout, said, **options):
        """Checks all that validate says; each line of stderr but the hints begins with the name."""
        said = "".join(f"configured: {line}\n" for line in said)
        self.assert_ends(self.validate(*arguments, **options), code, stdout, said)


class Text(Validate):
    def test_findings_are_on_stdout_and_their_count_on_stderr(self):
        self.write("wrong.yaml", WRONG)
        self.assert_validates(["wrong.yaml"], 1, WRONG_TEXT, ["2 errors in 1 file"])

    def test_lines_that_windows_ended_are_shown_without_their_end(self):
        self.write("wrong.yaml", WRONG.replace("\n", "\r\n"))
        self.assert_validates(["wrong.yaml"], 1, WRONG_TEXT, ["2 errors in 1 file"])

    def test_valid_templates_give_an_empty_stdout(self):
        self.write("one.json", RIGHT)
        self.write("two.template", RIGHT)
        self.assert_validates(["one.json"], 0, "", ["1 file is valid"])
        self.assert_validates(["one.json", "two.template"], 0, "", ["2 files are valid"])

    def test_a_variable_of_one_letter_is_told_what_it_lacks(self):
        self.write(
            "function.yaml",
            "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n"
            "      Role: arn:aws:iam::123456789012:role/x\n      Code: {ZipFile: x}\n"
            "      Runtime: python3.12\n      Handler: i.h\n"
            "      Environment: {Variables: {A: x}}\n",
        )
        text = self.validate("function.yaml").stdout
        self.assertIn(
            "OT4801: the variable's name 'A' is not a letter followed by one or more letters, "
            "digits and _\n", text)
        self.assertIn("  hint: rename it; a name has at least two characters; see ", text)

    def test_warnings_stop_nothing_unless_strict(self):
        self.write("unused.yaml", UNUSED)
        self.assert_validates(["unused.yaml"], 0, UNUSED_TEXT, ["1 warning in 1 file"])
        self.assert_validates(
            ["--strict", "unused.yaml"],
            1,
            UNUSED_TEXT,
            ["1 warning in 1 file; --strict makes warnings errors"],
        )

    def test_quiet_leaves_out_what_stops_nothing(self):
        self.write("unused.yaml", UNUSED)
        self.assert_validates(["-q", "unused.yaml"], 0, "", [])
        self.assert_validates(["-q", "--strict", "unused.yaml"], 1, UNUSED_TEXT, [])

    def test_what_is_acknowledged_is_counted_and_shown_on_demand(self):
        self.write("unused.yaml", ACKNOWLEDGED)
        said = ["1 file is valid, 1 acknowledged"]
        self.assert_validates(["--strict", "unused.yaml"], 0, "", said)
        shown = self.validate("-v", "unused.yaml").stdout
        self.assertTrue(shown.startswith("unused.yaml:5:3: info OT4380: "))
        self.assertTrue(shown.endswith("  acknowledged: kept for later\n"))

    def test_standard_input_is_a_dash(self):
        self.assert_validates(
            ["-"], 1, WRONG_TEXT.replace("wrong.yaml", "-"), ["2 errors in 1 file"], input=WRONG
        )

    def test_a_folder_means_its_templates_in_the_order_of_their_names(self):
        for name in ("b.yaml", "a/z.json", "a/y.yml", "c.template"):
            self.write(f"in/{name}", "{")
        self.write("in/package.json", '{"name": "x"}')
        self.write("in/.git/d.json", "{Resources")
        self.write("in/node_modules/e.json", "{Resources")
        self.write("in/d.txt", "{Resources")
        self.write("in/a/z.json", '{"Resources": {')
        self.write("in/a/y.yml", "Resources: [")
        self.write("in/b.yaml", "AWSTemplateFormatVersion: {")
        run = self.validate("in")
        self.assertEqual(
            re.findall(r"^([^ ].*?):\d+:\d+: error OT4001", run.stdout, re.MULTILINE),
            ["in/a/y.yml", "in/a/z.json", "in/b.yaml", "in/c.template"],
        )
        self.assertEqual(
            run.stderr,
            "configured: left out 1 file without Resources\nconfigured: 4 errors in 4 files\n",
        )
        self.assertEqual(self.validate("--exclude", "a/", "in").stderr.splitlines()[-1],
                         "configured: 2 errors in 2 files")

    def test_a_file_is_checked_once_by_whatever_names(self):
        self.write("in/wrong.yaml", WRONG)
        os.symlink("in/wrong.yaml", self.folder / "link.yaml")
        run = self.validate("in/wrong.yaml", "./in/wrong.yaml", "link.yaml", "in")
        self.assertEqual(run.stderr, "configured: 2 errors in 1 file\n")
        self.assertEqual(run.stdout.count("error OT4220"), 1)

    def test_what_cannot_be_read_is_told_and_the_rest_is_checked(self):
        self.write("wrong.yaml", WRONG)
        self.write("empty/readme.md", "")
        self.assert_validates(
            ["missing.yaml", "wrong.yaml", "empty"],
            1,
            "missing.yaml: error OT4006: cannot be read: No such file or directory\n"
            + WRONG_TEXT
            + "empty: error OT4007: the folder has no template\n"
            "  hint: a template has Resources, and its name ends in .json, .yaml, .yml or .template\n",
            ["4 errors in 3 files"],
        )

    def test_a_pattern_that_the_shell_left_alone_is_told(self):
        for verb in (("validate",), ("diff", "/dev/null")):
            run = self.run_app("configured", *verb, "*.yaml", cwd=self.folder)
            self.assertEqual(run.returncode, 1)
            self.assertIn("*.yaml: error OT4006: cannot be read: No such file or directory\n"
                          "  hint: no file has such a name; a folder means all its templates\n",
                          run.stdout + run.stderr)

    def test_a_template_in_place_of_a_verb_is_told(self):
        run = self.run_app("configured", "app.yaml", cwd=self.folder)
        self.assertEqual((run.returncode, run.stderr), (
            64, "configured: error: unknown verb 'app.yaml'\n"
            "  hint: to check a template: validate app.yaml\n"))

    def test_what_is_no_text_cannot_steer_the_terminal(self):
        self.write("bytes.json", b"\x1b[31m\xff\x00")
        run = self.validate("bytes.json")
        self.assertEqual(run.returncode, 1)
        self.assertIn("error OT400", run.stdout)
        self.assertNotIn("\x1b", run.stdout)
        self.write("escape.json", '{"Resources": {"A": {"Type": "\\u001b[31mAWS"}}}')
        self.assertNotIn("\x1b", self.validate("escape.json").stdout)

    def test_stacks_of_one_app_are_checked_together_on_demand(self):
        exporting = RIGHT[:-1] + ', "Outputs": {"A": {"Value": "1", "Export": {"Name": "shared"}}}}'
        self.write("one.json", exporting)
        self.write("two.json", exporting)
        self.assert_validates(["one.json", "two.json"], 0, "", ["2 files are valid"])
        run = self.validate("--together", "one.json", "two.json")
        self.assertEqual(run.returncode, 1)
        self.assertIn("error OT4702", run.stdout)

    def test_an_output_is_looked_up_in_the_template_that_is_named_after_its_stack(self):
        read = '{"Fn::GetStackOutput": {"StackName": "network", "OutputName": "Vpc"}}'
        self.write("network.template.json",
                   RIGHT[:-1] + ', "Outputs": {"VpcId": {"Value": "1"}}}')
        self.write("shop.json", RIGHT[:-1] + ', "Outputs": {"A": {"Value": ' + read + "}}}")
        run = self.validate("--together", "--strict", "network.template.json", "shop.json")
        self.assertEqual(run.returncode, 1)
        self.assertIn("warning OT4711: 'network.template.json' has no output 'Vpc'\n", run.stdout)
        self.assertIn("  at: Outputs/A/Value\n  hint: did you mean 'VpcId'?\n", run.stdout)

    def test_colors_are_for_terminals_and_on_demand(self):
        self.write("wrong.yaml", WRONG)
        painted = self.validate("--color", "always", "wrong.yaml").stdout
        self.assertIn("\033[1;31merror\033[0m OT4220", painted)
        self.assertEqual(re.sub("\033\\[[0-9;]*m", "", painted), WRONG_TEXT)

    def test_a_wrong_command_line_is_told(self):
        wrong = {
            ("-", "-"): "standard input can be read only once",
            ("--format", "xml", "a"): "--format must be text, json, sarif or junit, not 'xml'",
            ("--together",): "--together is for files",
            ("a", "--set", "alarms=true"): "--config, --set, --lock and --no-lock are for the app's "
            "own templates",
            ("",): "the name of a file is empty",
        }
        for arguments, message in wrong.items():
            with self.subTest(arguments):
                run = self.validate(*arguments)
                self.assertEqual((run.returncode, run.stdout), (64, ""))
                self.assertTrue(run.stderr.startswith(f"configured: error: {message}\n"))


class App(cli.CliTestCase):
    def test_without_a_file_the_app_itself_is_validated(self):
        self.assert_ends(
            self.run_app("configured", "validate"), 0, "", "configured: the app is valid\n"
        )

    def test_its_findings_have_the_lines_of_the_code(self):
        run = self.run_app("mistaken", "validate")
        self.assertTrue(
            run.stdout.startswith("tests/cli/apps/mistaken.cpp:24: error XX0002: Demo/First: this")
        )
        self.assertIn('  24 |   auto& first = stack.add(', run.stdout)
        self.assertEqual((run.returncode, run.stderr), (1, "mistaken: 2 errors in the app\n"))

    def test_its_configuration_counts(self):
        run = self.run_app("mistaken", "validate", "--set", "mistake=warning", "--format", "json")
        self.assertEqual((run.returncode, run.stderr), (0, "mistaken: 1 warning in the app\n"))
        finding = json.loads(run.stdout)["findings"][0]
        self.assertEqual((finding["code"], finding["path"]), ("XX0001", "Demo/First"))


class Formats(Validate):
    def setUp(self):
        super().setUp()
        self.write("wrong.yaml", WRONG)
        self.write("a b.yaml", ACKNOWLEDGED)
        self.write("right.json", RIGHT)

    def report(self, *arguments):
        run = self.validate(*arguments, "wrong.yaml", "right.json", "a b.yaml", "missing.yaml")
        said = "configured: 3 errors, 1 acknowledged in 4 files\n"
        self.assertEqual((run.returncode, run.stderr), (1, said))
        return run.stdout

    def test_json_has_all_that_is_known(self):
        document = json.loads(self.report("--format", "json"))
        self.assertEqual(document["format_version"], "1.0")
        first, _, acknowledged, missing = document["findings"]
        self.assertEqual(
            first,
            {
                "code": "OT4220",
                "severity": "error",
                "file": "wrong.yaml",
                "line": 5,
                "column": 7,
                "end_line": 5,
                "end_column": 15,
                "path": "Resources/Queue/Properties/QueuName",
                "message": "AWS::SQS::Queue has no property 'QueuName'",
                "hint": "did you mean 'QueueName'?",
            },
        )
        self.assertEqual(
            (acknowledged["severity"], acknowledged["acknowledged"]), ("info", "kept for later")
        )
        self.assertEqual((missing["file"], missing["line"]), ("missing.yaml", 0))

    def test_columns_count_characters(self):
        self.write("wrong.yaml", '{"Resources": {"Ä": {"Type": "AWS::SQS::Queue", "Typ": 1}}}')
        finding = json.loads(self.validate("--format", "json", "wrong.yaml").stdout)["findings"][-1]
        self.assertEqual((finding["column"], finding["end_column"]), (49, 54))

    def test_an_unknown_key_is_underlined_with_its_quotes(self):
        begin = '{"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {'
        for key in ('"QueuName"', '"Queu\\u004eame"', '"Q\\""'):
            self.write("wrong.json", begin + key + ": 1}}}}")
            run = self.validate("--format", "json", "wrong.json")
            finding = json.loads(run.stdout)["findings"][0]
            self.assertEqual(finding["code"], "OT4220")
            self.assertEqual(
                (finding["column"], finding["end_column"]),
                (len(begin) + 1, len(begin) + 1 + len(key)),
            )
        self.write("wrong.json", begin + '"QueuName": 1}}}}')
        lines = self.validate("wrong.json").stdout.splitlines()
        self.assertEqual(lines[2].strip(" |"), '^' + '~' * len('QueuName"'))

    def test_a_missing_property_is_marked_at_the_key_of_the_resource(self):
        self.write("wrong.json", '{"Resources": {"Rule": {"Type": "AWS::IAM::Role"}}}')
        finding = json.loads(self.validate("--format", "json", "wrong.json").stdout)["findings"][0]
        self.assertEqual(finding["code"], "OT4221")
        self.assertEqual((finding["column"], finding["end_column"]), (16, 22))

    def test_json_is_laid_out_as_other_tools_do(self):
        for form in ("json", "sarif"):
            cli.assert_wide_json(self, self.report("--format", form))

    def test_sarif_has_the_rules_and_relative_places(self):
        run = json.loads(self.report("--format", "sarif"))["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        for result in run["results"]:
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
        first, _, acknowledged, missing = run["results"]
        self.assertEqual(first["level"], "error")
        place = first["locations"][0]["physicalLocation"]
        self.assertEqual(place["artifactLocation"]["uri"], "wrong.yaml")
        self.assertEqual(
            place["region"], {"startLine": 5, "startColumn": 7, "endLine": 5, "endColumn": 15}
        )
        self.assertEqual(
            acknowledged["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "a%20b.yaml",
        )
        self.assertEqual(
            acknowledged["suppressions"],
            [{"kind": "inSource", "justification": "kept for later"}],
        )
        self.assertNotIn("region", missing["locations"][0]["physicalLocation"])
        for rule in rules:
            self.assertTrue(rule["shortDescription"]["text"])
            self.assertTrue(rule["help"]["markdown"].startswith(f"# {rule['id']}: "))

    def test_sarif_makes_a_path_below_the_folder_relative(self):
        run = self.validate("--format", "sarif", self.folder.resolve() / "wrong.yaml")
        place = json.loads(run.stdout)["runs"][0]["results"][0]["locations"][0]
        self.assertEqual(place["physicalLocation"]["artifactLocation"]["uri"], "wrong.yaml")

    def test_junit_has_a_suite_for_each_file(self):
        suites = xml.etree.ElementTree.fromstring(self.report("--format", "junit"))
        self.assertEqual(
            [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in suites],
            [
                ("wrong.yaml", "2", "2"),
                ("right.json", "1", "0"),
                ("a b.yaml", "1", "0"),
                ("missing.yaml", "1", "1"),
            ],
        )
        failure = suites[0][0].find("failure")
        self.assertEqual(failure.get("message"), "AWS::SQS::Queue has no property 'QueuName'")
        self.assertEqual(suites[1][0].get("name"), "is valid")
        self.assertIn("acknowledged: kept for later", suites[2][0].findtext("skipped"))

    def test_junit_is_xml_whatever_the_template_holds(self):
        self.write("wrong.yaml", '{"Resources": {"A": {"Type": "<&\\u0001\\">", "]]>": 1}}}')
        run = self.validate("--format", "junit", "wrong.yaml")
        self.assertEqual(len(xml.etree.ElementTree.fromstring(run.stdout)), 1)

    def test_reports_of_valid_templates_are_complete(self):
        self.assertEqual(
            json.loads(self.validate("--format", "json", "right.json").stdout),
            {"format_version": "1.0", "findings": []},
        )
        sarif = json.loads(self.validate("--format", "sarif", "right.json").stdout)
        self.assertEqual(sarif["runs"][0]["results"], [])


MISSPELT = """Parameters:
  Unused: {Type: String} # nobody
Resources:
  # of the shop
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueuName: jobs # misspelt
      DelaySeconds: 1000
"""
MENDED = MISSPELT.replace("QueuName", "QueueName")
MENDED_TEXT = """shop.yaml:2:3: warning OT4380: nothing uses the parameter 'Unused'
  2 |   Unused: {Type: String} # nobody
    |   ^~~~~~
  at: Parameters/Unused
shop.yaml:9:21: error OT4227: 1000 is more than the maximum of 900
  9 |       DelaySeconds: 1000
    |                     ^~~~
  at: Resources/Queue/Properties/DelaySeconds
  hint: it may be from 0 to 900
"""
MENDED_DIFF = """--- shop.yaml
+++ shop.yaml
@@ -5,5 +5,5 @@
   Queue:
     Type: AWS::SQS::Queue
     Properties:
-      QueuName: jobs # misspelt
+      QueueName: jobs # misspelt
       DelaySeconds: 1000
"""


class Fix(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name, "shop.yaml")
        self.file.write_text(MISSPELT, encoding="utf-8")

    def validate(self, *arguments, **options):
        return self.run_app(
            "configured", "validate", *arguments, cwd=self.file.parent, **options
        )

    def text(self):
        return self.file.read_text(encoding="utf-8")

    def test_what_is_certain_is_mended_and_the_rest_is_told(self):
        said = (
            "configured: shop.yaml: 'QueuName' becomes 'QueueName'\n"
            "configured: 1 error, 1 warning in 1 file\n"
        )
        self.assert_ends(self.validate("--fix", "shop.yaml"), 1, MENDED_TEXT, said)
        self.assertEqual(self.text(), MENDED)
        self.assert_ends(
            self.validate("--fix", "."),
            1,
            MENDED_TEXT.replace("shop.yaml", "./shop.yaml"),
            "configured: 1 error, 1 warning in 1 file\n",
        )

    def test_a_dry_run_shows_a_diff_and_writes_nothing(self):
        run = self.validate("--fix", "--dry-run", "shop.yaml")
        self.assert_ends(
            run, 1, MENDED_DIFF, MENDED_TEXT + "configured: 1 error, 1 warning in 1 file\n"
        )
        self.assertEqual(self.text(), MISSPELT)
        run = self.validate("--fix", "--dry-run", "-", input=MISSPELT)
        self.assertEqual(run.stdout, MENDED_DIFF.replace("shop.yaml", "-"))

    def test_what_nothing_uses_goes_where_it_is_asked(self):
        run = self.validate("--fix-unused", "shop.yaml")
        self.assertIn("shop.yaml: 'Unused' goes, as nothing uses it\n", run.stderr)
        self.assertEqual(self.text(), "# nobody\n" + MENDED.split("\n", 2)[2])

    def test_sarif_tells_what_would_mend_a_finding(self):
        run = self.validate("--format", "sarif", "shop.yaml")
        results = json.loads(run.stdout)["runs"][0]["results"]
        fixes = {each["ruleId"]: each.get("fixes") for each in results}
        change = {
            "artifactLocation": {"uri": "shop.yaml"},
            "replacements": [
                {
                    "deletedRegion": {
                        "startLine": 8,
                        "startColumn": 7,
                        "endLine": 8,
                        "endColumn": 15,
                    },
                    "insertedContent": {"text": "QueueName"},
                }
            ],
        }
        described = {"text": "'QueuName' becomes 'QueueName'"}
        self.assertEqual(
            fixes,
            {
                "OT4380": None,
                "OT4220": [{"description": described, "artifactChanges": [change]}],
                "OT4227": None,
            },
        )

    def test_nothing_is_written_where_nothing_is_certain(self):
        self.file.write_text(RIGHT, encoding="utf-8")
        before = self.file.stat().st_ino
        self.assert_ends(
            self.validate("--fix", "shop.yaml"), 0, "", "configured: 1 file is valid\n"
        )
        self.assertEqual(self.file.stat().st_ino, before)

    def test_a_file_that_is_no_template_is_left_alone(self):
        self.file.write_text("description: settings\n", encoding="utf-8")
        self.validate("--fix", "shop.yaml")
        self.assertEqual(self.text(), "description: settings\n")

    def test_wrong_command_lines_are_told(self):
        wrong = {
            ("--fix",): ("--fix is for files", "what the app makes is mended in its code"),
            ("--dry-run", "a"): ("--dry-run is for --fix", "add --fix"),
            ("--fix", "-"): (
                "standard input cannot be mended in place",
                "add --dry-run, or name a file",
            ),
        }
        for arguments, (message, hint) in wrong.items():
            self.assert_ends(
                self.validate(*arguments),
                64,
                stderr=f"configured: error: {message}\n  hint: {hint}\n",
            )


if __name__ == "__main__":
    unittest.main()

"""What is said of mistakes: in the app, in the configuration and on the command line."""

import json
import os
import pathlib
import pty
import re
import tempfile
import unittest

import cli

ERRORS = """tests/cli/apps/mistaken.cpp:24: error XX0002: Demo/First: this is wrong
  24 |   auto& first = stack.add(UntypedResourceProps{.id = "First", .type = "Custom::Thing"});
     |   ^
  hint: put it right
tests/cli/apps/mistaken.cpp:25: error XX0003: Demo/Second: this is wrong too
  25 |   auto& second = stack.add(UntypedResourceProps{.id = "Second", .type = "Custom::Thing"});
     |   ^
mistaken: 2 errors
"""
WARNING = """tests/cli/apps/mistaken.cpp:24: warning XX0001: Demo/First: this is odd
  24 |   auto& first = stack.add(UntypedResourceProps{.id = "First", .type = "Custom::Thing"});
     |   ^
  hint: make it even
"""

VERBS = ("synth", "init", "diff", "deploy", "watch", "destroy", "list", "tree", "graph", "validate",
         "format", "requirements", "reach", "lock", "adopt", "import", "publish", "bootstrap", "status", "outputs",
         "events", "diagnose", "drift", "rollback", "schema", "explain", "completion", "help")
APP_VERBS = ("synth", "diff", "deploy", "watch", "destroy", "list", "tree", "graph", "validate",
             "requirements", "reach", "lock", "adopt", "publish", "status", "outputs", "events",
             "diagnose", "drift", "rollback", "explain")


class Diagnostics(cli.CliTestCase):
    def test_all_errors_are_shown_with_their_lines_and_nothing_is_on_stdout(self):
        self.assert_ends(self.run_app("mistaken"), 1, stderr=ERRORS)
        self.assert_ends(self.run_app("mistaken", "--quiet"), 1, stderr=ERRORS)

    def test_without_the_source_the_line_is_left_out(self):
        run = self.run_app("mistaken", cwd="/")
        without = "".join(
            line + "\n" for line in ERRORS.splitlines() if not re.match(r" +\d* \|", line)
        )
        self.assert_ends(run, 1, stderr=without)

    def test_a_warning_does_not_stop_the_synth(self):
        run = self.run_app("mistaken", "--set", "mistake=warning")
        self.assertEqual((run.returncode, run.stderr), (0, WARNING + "mistaken: 1 warning\n"))
        self.assertIn('"Second"', run.stdout)

    def test_quiet_leaves_warnings_out(self):
        run = self.run_app("mistaken", "-q", "--set", "mistake=warning")
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    def test_strict_makes_a_warning_an_error_even_when_quiet(self):
        said = WARNING + "mistaken: 1 warning; --strict makes warnings errors\n"
        for more in ([], ["--quiet"]):
            run = self.run_app("mistaken", "--strict", "--set", "mistake=warning", *more)
            self.assert_ends(run, 1, stderr=said)

    def test_an_exception_of_the_app_is_a_message(self):
        self.assert_ends(
            self.run_app("mistaken", "--set", "mistake=exception"),
            1,
            stderr="mistaken: error: the build went wrong\n",
        )

    def test_verbose_tells_how_long_each_phase_takes(self):
        run = self.run_app("configured", "-v")
        phases = re.findall(r"^configured: (\w+): \d+\.\d{3} ms$", run.stderr, re.MULTILINE)
        self.assertEqual(phases, ["configure", "build", "synthesize", "write", "all"])
        self.assertEqual(run.stdout, self.run_app("configured").stdout)


class Colors(cli.CliTestCase):
    def said_on_a_terminal(self, *arguments, **changes):
        controller, terminal = pty.openpty()
        env = cli.environment(**changes)
        process = cli.subprocess.Popen(
            [cli.APPS / "mistaken", *arguments], stderr=terminal, cwd=cli.PROJECT, env=env
        )
        process.wait()
        os.close(terminal)
        with os.fdopen(controller, "rb") as screen:
            return screen.read1(100000).decode()

    def test_a_terminal_gets_colors_unless_it_or_the_user_says_no(self):
        self.assertIn("\033[1;31merror\033[0m", self.said_on_a_terminal(TERM="xterm"))
        self.assertNotIn("\033", self.said_on_a_terminal(TERM="xterm", NO_COLOR="1"))
        self.assertNotIn("\033", self.said_on_a_terminal(TERM="dumb"))
        self.assertNotIn("\033", self.said_on_a_terminal())
        self.assertNotIn("\033", self.said_on_a_terminal("--color=never", TERM="xterm"))

    def test_always_means_colors_in_a_pipe_too(self):
        run = self.run_app("mistaken", "--color", "always", env=cli.environment(NO_COLOR="1"))
        plain = re.sub("\033\\[[0-9;]*m", "", run.stderr)
        self.assertNotEqual(plain, run.stderr)
        self.assertEqual(plain, ERRORS)


class Configuration(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name) / "config.json"

    def assert_config(self, text, said, *arguments):
        """Checks what is said of a configuration file; @ stands for its path."""
        self.file.write_bytes(text if isinstance(text, bytes) else text.encode())
        run = self.run_app("configured", "--config", self.file, *arguments)
        self.assert_ends(run, 1, stderr=said.replace("@", str(self.file)))

    def properties(self, *arguments):
        run = self.run_app("configured", *arguments)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return json.dumps(json.loads(run.stdout), ensure_ascii=False)

    def test_the_file_goes_over_the_defaults_and_set_over_both(self):
        self.file.write_text(
            '{"environment": "production", "retention_days": 7, "origins": ["https://c\\u00e9"],\n'
            ' "alarms": false, "name_prefix": "\\ud83d\\ude00 \\"x\\" "}'
        )
        printed = self.properties("--config", self.file, "--set", "retention_days=8")
        texts = ('"prod"', '"RetentionDays": 8', "https://cé", '"Alarms": false', '😀 \\"x\\" ')
        for part in texts:
            self.assertIn(part, printed)

    def test_of_two_settings_of_one_key_the_last_one_counts(self):
        printed = self.properties("--set", "name_prefix=a=b", "--set", "name_prefix=c=,d")
        self.assertIn('"NamePrefix": "c=,d"', printed)

    def test_a_list_is_set_with_commas(self):
        printed = self.properties("--set", "origins=one,two,three")
        self.assertEqual(printed.count('"Custom::Origin"'), 3)
        self.assertNotIn("Custom::Origin", self.properties("--set", "origins="))

    def test_every_mistake_in_the_file_is_told_with_its_place(self):
        self.assert_config(
            '{\n  "alarms": "yes", "é": 1,\n  "retention_days": 12.5,\n'
            '  "environment": "prodution",\n  "origins": ["a", 1],\n'
            '  "alarms": true,\n\t"name_prefix": {"a": [null]}\n}\n',
            """@:2:13: error OT1104: 'alarms' must be true or false, not 'yes'
  2 |   "alarms": "yes", "é": 1,
    |             ^
@:2:20: error OT1103: unknown configuration key 'é'
  2 |   "alarms": "yes", "é": 1,
    |                    ^
  hint: the keys are environment, alarms, retention_days, name_prefix and origins
@:3:21: error OT1104: 'retention_days' must be a whole number from 1 to 3650, not 12.5
  3 |   "retention_days": 12.5,
    |                     ^
@:4:18: error OT1106: 'environment' must be development or production, not 'prodution'
  4 |   "environment": "prodution",
    |                  ^
  hint: did you mean 'production'?
@:5:14: error OT1104: 'origins' must be a list of texts, not a list with other things
  5 |   "origins": ["a", 1],
    |              ^
@:6:3: error OT1107: 'alarms' is given twice, first on line 2
  6 |   "alarms": true,
    |   ^
@:7:17: error OT1104: 'name_prefix' must be a text, not an object
  7 |  "name_prefix": {"a": [null]}
    |                 ^
--set retention_days=0: error OT1105: 'retention_days' must be a whole number from 1 to 3650, not '0'
configured: 8 errors
""",
            "--set",
            "retention_days=0",
        )

    def test_every_mistake_in_settings_is_told(self):
        settings = ["alarm=true", "retention_days=x", "environment=test", "foo", "alarms="]
        run = self.run_app("configured", *(word for s in settings for word in ("--set", s)))
        self.assert_ends(
            run,
            1,
            stderr="""--set alarm=true: error OT1103: unknown configuration key 'alarm'
  hint: did you mean 'alarms'?
--set retention_days=x: error OT1104: 'retention_days' must be a whole number from 1 to 3650, not 'x'
--set environment=test: error OT1106: 'environment' must be development or production, not 'test'
--set foo: error OT1108: a key and a value are needed
  hint: write --set foo=VALUE
--set alarms=: error OT1104: 'alarms' must be true or false, not ''
configured: 5 errors
""",
        )

    def test_an_app_without_configuration_says_so(self):
        self.assert_ends(
            self.run_app("two_stacks", "list", "--set", "a=b"),
            1,
            stderr="--set a=b: error OT1103: unknown configuration key 'a'\n"
            "  hint: the app has no configuration\ntwo_stacks: 1 error\n",
        )

    def test_what_is_not_json_is_told_with_its_place(self):
        wrong = {
            "": ("1:1", "a value is expected"),
            '{"alarms": true,}': ("1:17", "a key in double quotes is expected"),
            '{"alarms" true}': ("1:11", "':' is expected after the key"),
            '{"alarms": true': ("1:16", "',' or '}' is expected"),
            '{"alarms": true} x': ("1:18", "nothing may follow the value"),
            '{"alarms": True}': ("1:12", "a value is expected"),
            '{"origins": [1 2]}': ("1:16", "',' or ']' is expected"),
            '{"a": 01}': ("1:8", "a number must not begin with 0"),
            '{"a": 1.}': ("1:9", "a digit is expected"),
            '{"a": -}': ("1:8", "a digit is expected"),
            '{"a": "b}': ("1:7", "the string has no end"),
            '{"a": "\n"}': ("1:8", "a control character in a string must be written as an escape"),
            '{"a": "\\x"}': ("1:9", "no such escape"),
            '{"a": "\\u12g4"}': ("1:12", "four hexadecimal digits are expected"),
            '{"a": "\\ud83d"}': ("1:14", "half of a surrogate pair"),
            b'{"a": "\xff"}': ("1:7", "the string is not UTF-8"),
            "[" * 200: ("1:102", "the value is nested too deeply"),
        }
        for text, (place, reason) in wrong.items():
            with self.subTest(text):
                self.file.write_bytes(text if isinstance(text, bytes) else text.encode())
                run = self.run_app("configured", "--config", self.file)
                first = run.stderr.splitlines()[0]
                self.assertEqual(first, f"{self.file}:{place}: error OT1102: not JSON: {reason}")
                self.assertEqual((run.returncode, run.stdout), (1, ""))

    def test_another_value_than_an_object_is_told(self):
        self.assert_config(
            " []",
            "@:1:2: error OT1102: the configuration must be a JSON object\n"
            "  1 |  []\n    |  ^\nconfigured: 1 error\n",
        )

    def test_a_file_that_cannot_be_read_is_told(self):
        wrong = {"/nonexistent": "No such file or directory", "/": "Is a directory"}
        for path, reason in wrong.items():
            self.assert_ends(
                self.run_app("configured", "--config", path),
                1,
                stderr=f"{path}: error OT1101: cannot read the configuration: {reason}\n"
                "configured: 1 error\n",
            )

    def test_a_pipe_serves_as_the_file(self):
        run = self.run_app("configured", "--config", "/dev/stdin", input='{"alarms": 1}')
        self.assert_ends(
            run,
            1,
            stderr="/dev/stdin:1:12: error OT1104: 'alarms' must be true or false, not 1\n"
            "configured: 1 error\n",
        )

    def test_a_long_line_is_cut_around_the_column_and_cannot_steer_the_terminal(self):
        self.file.write_text('{"name_prefix": "' + "\x7fé" * 500 + '", "alarms": 1}')
        run = self.run_app("configured", "--config", self.file)
        excerpt, caret = run.stderr.splitlines()[1:3]
        self.assertLess(len(excerpt), 140)
        self.assertNotIn("\x7f", excerpt)
        self.assertEqual(excerpt[caret.index("^") :], "1}")


class CommandLine(cli.CliTestCase):
    def test_what_was_typed_does_not_steer_the_terminal(self):
        for words in (("explain", "\x1b[31mX"), ("tree", "\x1b[2J"), ("\x1b]0;x\a",),
                      ("graph", "--view", "\x9b31m"), ("list", "\u202ex")):
            run = self.run_app("configured", *words)
            self.assertNotEqual(run.returncode, 0, words)
            self.assertNotRegex(run.stderr, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")

    def test_every_wrong_command_line_is_told_with_a_hint(self):
        help_hint = "see configured --help"
        wrong = {
            ("synt",): ("unknown verb 'synt'", "did you mean 'synth'?"),
            ("help", "lst"): ("unknown verb 'lst'", "did you mean 'list'?"),
            ("Everything",): (
                "unknown verb 'Everything'",
                "the verbs are " + ", ".join(VERBS[:-1]) + f" and {VERBS[-1]}; for a stack of that "
                "name: synth Everything",
            ),
            ("--compct",): ("unknown option '--compct'", "did you mean '--compact'?"),
            ("synth", "--chek=x", "y"): ("unknown option '--chek'", "did you mean '--check'?"),
            ("list", "--jsn"): ("unknown option '--jsn'", "did you mean '--json'?"),
            ("-x",): ("unknown option '-x'", help_hint),
            ("--output",): ("--output needs a value: --output DIR", help_hint),
            ("--set",): ("--set needs a value: --set KEY=VALUE", help_hint),
            ("-o", "a", "-o", "b"): ("--output may be given only once", help_hint),
            ("-o", ""): ("--output must not be empty", help_hint),
            ("--compact=yes",): ("--compact takes no value", help_hint),
            ("-o", "a", "--check", "b"): ("--output and --check exclude each other", help_hint),
            ("list", "--long", "--json"): ("--long and --json exclude each other",
                                          "see configured help list"),
            ("list", "x"): ("unexpected argument 'x'", "see configured help list"),
            ("--color", "alway"): (
                "--color must be auto, always or never, not 'alway'",
                "did you mean 'always'?",
            ),
            ("bootstrap", "--yes"): ("unknown option '--yes'", "see configured help bootstrap"),
            ("--set", "retention_days=7", "lock", "--check"): (
                "the verb 'lock' stands behind options",
                "put it first: lock [OPTION...]; for a stack of that name: synth lock",
            ),
            ("--yes", "deploy"): (
                "the verb 'deploy' stands behind options",
                "put it first: deploy [OPTION...]; for a stack of that name: synth deploy",
            ),
            ("completion",): ("the shell is missing", "name one of bash, zsh or fish"),
            ("apply",): ("unknown verb 'apply'", "deploy does that"),
            ("delete",): ("unknown verb 'delete'", "destroy does that"),
            ("new",): ("unknown verb 'new'", "init does that"),
            ("init",): ("the name is missing", "for example: init photos"),
            ("init", "photos", "--template", "sight"): (
                "--template must be app, lambda, library, queue-worker or static-site, not 'sight'",
                "see configured help init"),
            ("completion", "tcsh"): ("SHELL must be bash, zsh or fish, not 'tcsh'",
                                     "see configured help completion"),
            ("completion", "bsh"): (
                "SHELL must be bash, zsh or fish, not 'bsh'",
                "did you mean 'bash'?",
            ),
        }
        for arguments, (message, hint) in wrong.items():
            with self.subTest(arguments):
                self.assert_ends(
                    self.run_app("configured", *arguments),
                    64,
                    stderr=f"configured: error: {message}\n  hint: {hint}\n",
                )

    def test_the_version_is_on_stdout(self):
        for arguments in (["--version"], ["list", "--version"]):
            run = self.run_app("configured", *arguments)
            self.assertRegex(run.stdout, r"^configured \(omnitrack\) \d+\.\d+\.\d+\n$")
            self.assertEqual((run.returncode, run.stderr), (0, ""))

    def test_the_help_names_every_verb_option_and_configuration_key(self):
        printed = self.run_app("configured", "--help")
        self.assertEqual((printed.returncode, printed.stderr), (0, ""))
        for part in (
            "\n  list ",
            "\n  -o, --output DIR ",
            "\n  retention_days  how long logs are kept (1..3650, default 30)\n",
            "\n  environment     where it runs (development|production, default development)\n",
            "Examples:\n  configured synth > ",
            "\n  64   the command line is wrong\n",
        ):
            self.assertIn(part, printed.stdout)
        self.assert_ends(self.run_app("configured", "help"), 0, printed.stdout)
        self.assert_ends(self.run_app("configured", "-h"), 0, printed.stdout)

    def test_the_help_says_that_the_program_is_for_its_app_and_for_any_template(self):
        printed = self.run_app("configured", "--help").stdout
        self.assertIn(
            "\n\nWrites, checks and compares the templates of the app that is built into it. "
            "validate, format,\ndiff, graph, reach, import, schema and explain are for anybody's CloudFormation templates too.\n",
            printed,
        )

    def test_examples_name_the_program_itself(self):
        for verb in VERBS:
            self.assertNotIn("PROGRAM", self.run_app("configured", "help", verb).stdout)
        self.assertIn(
            "source <(configured completion bash)",
            self.run_app("configured", "help", "completion").stdout,
        )

    def test_each_verb_has_its_help(self):
        for verb in VERBS:
            by_option = self.run_app("configured", verb, "--help")
            self.assert_ends(self.run_app("configured", "help", verb), 0, by_option.stdout)
            self.assertTrue(by_option.stdout.startswith(f"Usage: configured {verb} "))
            self.assertIn(f"\nExamples:\n  configured {verb} ", by_option.stdout)
            self.assertEqual(
                "retention_days" in by_option.stdout, verb in APP_VERBS
            )

    def test_the_help_of_a_verb_tells_the_exit_codes_of_that_verb(self):
        own = {
            "synth": {2: "--check: a file differs from what the app makes"},
            "diff": {
                2: "--exit-code: something differs",
                3: "--exit-code: data is lost, or may be, that nobody has accepted to lose",
                4: "--exit-code --security-only: something becomes more open, or may",
            },
            "deploy": {3: "data would be lost that nobody has accepted to lose", 130: "Ctrl-C"},
            "destroy": {3: "--yes without --with-data: data would be lost", 130: "Ctrl-C"},
            "reach": {
                2: "it cannot; with --expect: the answer is not the expected one",
                5: "perhaps: it depends on what is not known",
            },
            "format": {2: "--check: a file is not in the tidy form"},
            "lock": {2: "--check: the lock file differs"},
            "adopt": {
                2: "something is refused, or what holds data is, or may be, replaced or left behind",
                3: "data is lost, or may be",
            },
            "publish": {130: "Ctrl-C"},
            "drift": {2: "something differs from its template"},
            "rollback": {130: "Ctrl-C"},
        }
        of_each = {
            0: "done",
            1: "an error in the input or in the environment; nothing but findings is on stdout",
            64: "the command line is wrong",
        }
        for verb in VERBS:
            told = self.run_app("configured", "help", verb).stdout.split("\nExit codes:\n")[1]
            codes = dict(re.findall(r"^  (\d+) +(.+(?:\n {4,}.+)*)\n", told, re.M))
            self.assertEqual(
                {int(code): " ".join(means.split()) for code, means in codes.items()},
                of_each | own.get(verb, {}),
                verb,
            )

    def test_the_help_of_the_program_tells_every_exit_code(self):
        told = self.run_app("configured", "--help").stdout.split("\nExit codes:\n")[1]
        self.assertEqual(
            re.findall(r"^  (\d+) ", told, re.M), ["0", "1", "2", "3", "4", "5", "64", "130"]
        )

    def test_no_line_of_the_help_is_wider_than_100_columns(self):
        for verb in VERBS:
            for line in self.run_app("configured", verb, "--help").stdout.splitlines():
                self.assertLessEqual(len(line), 100)


if __name__ == "__main__":
    unittest.main()

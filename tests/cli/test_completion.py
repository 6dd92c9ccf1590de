"""What bash, zsh and fish complete, asked of the shells themselves."""

import os
import pty
import re
import select
import shutil
import subprocess
import time
import unittest

import cli


def offered_by_bash(app, *words, breaks="\\ \"'><=;|&(:"):
    """The words that bash offers for the last one; `=` and `:` split words as bash does it."""
    split = []
    for word in words:
        parts = re.split("([=:]+)", word) if "=" in breaks else [word]
        split += [word] if parts[0] == "" else parts
    while split[-1] == "" and split[-2:-1] in (["="], ["::"]):
        split.pop()
    script = (
        'source <("$1" completion bash); COMP_WORDBREAKS=$2; shift 2; COMP_WORDS=("$@"); '
        "COMP_CWORD=$(($# - 1)); _two_stacks_or_other; printf '%s\\n' \"${COMPREPLY[@]}\""
    ).replace("_two_stacks_or_other", f"_{app}")
    run = subprocess.run(
        ["bash", "--norc", "-c", script, "bash", cli.APPS / app, breaks, cli.APPS / app, *split],
        capture_output=True,
        text=True,
        cwd=cli.PROJECT,
        check=True,
    )
    # Outside of a real completion compopt fails, which the script expects.
    assert run.stderr == "", run.stderr
    return run.stdout.split()


class Bash(cli.CliTestCase):
    def test_a_first_word_is_a_verb(self):
        self.assertEqual(
            offered_by_bash("configured", ""),
            ["synth", "init", "diff", "deploy", "watch", "destroy", "list", "tree", "graph", "validate",
             "format", "requirements", "reach", "lock", "adopt", "import", "publish", "bootstrap", "status", "outputs",
             "events", "diagnose", "drift", "rollback", "schema", "explain", "completion", "help"],
        )
        self.assertEqual(offered_by_bash("configured", "--color", "never", "li"), ["list"])

    def test_options_are_those_of_the_verb(self):
        self.assertEqual(offered_by_bash("configured", "--comp"), ["--compact"])
        self.assertEqual(offered_by_bash("configured", "synth", "--c"),
                         ["--check", "--compact", "--config", "--color"])
        self.assertEqual(offered_by_bash("configured", "list", "--j"), ["--json"])
        self.assertEqual(offered_by_bash("configured", "list", "--comp"), [])

    def test_values_are_those_of_the_option(self):
        self.assertEqual(offered_by_bash("configured", "--color", "a"), ["auto", "always"])
        self.assertEqual(offered_by_bash("configured", "--color=al"), ["always"])
        self.assertEqual(offered_by_bash("configured", "--color="), ["auto", "always", "never"])
        self.assertEqual(offered_by_bash("configured", "completion", "z"), ["zsh"])
        self.assertEqual(offered_by_bash("configured", "diff", "--format", "m"), ["markdown"])
        self.assertEqual(offered_by_bash("configured", "diff", "CMakeL"), ["CMakeLists.txt"])
        self.assertEqual(offered_by_bash("configured", "help", "li"), ["list"])

    def test_set_offers_the_configuration_keys_and_their_values(self):
        self.assertEqual(offered_by_bash("configured", "--set", "ret"), ["retention_days="])
        self.assertEqual(
            offered_by_bash("configured", "list", "--set", "environment="),
            ["development", "production"],
        )
        self.assertEqual(offered_by_bash("configured", "--set", "alarms=t"), ["true"])
        self.assertEqual(
            offered_by_bash("configured", "--set", "alarms=t", breaks=" "), ["alarms=true"]
        )
        self.assertEqual(
            offered_by_bash("configured", "--color=al", breaks=" "), ["--color=always"]
        )

    def test_stacks_come_from_the_app(self):
        self.assertEqual(offered_by_bash("two_stacks", "synth", ""), ["Network", "Compute"])
        self.assertEqual(offered_by_bash("two_stacks", "-o", "x", "N"), ["Network"])
        self.assertEqual(offered_by_bash("mistaken", "synth", ""), [])

    def test_codes_and_resource_types_come_from_the_program(self):
        self.assertEqual(offered_by_bash("configured", "explain", "OT400"),
                         [f"OT400{i}" for i in range(1, 10)])
        self.assertEqual(offered_by_bash("configured", "schema", "AWS::SQS::"),
                         ["Queue", "QueueInlinePolicy", "QueuePolicy"])
        self.assertEqual(offered_by_bash("configured", "schema", "AWS::SQS::QueueP", breaks=" "),
                         ["AWS::SQS::QueuePolicy"])

    def test_files_and_folders_come_from_the_file_system(self):
        self.assertEqual(offered_by_bash("configured", "--config", "CMakeL"), ["CMakeLists.txt"])
        self.assertEqual(offered_by_bash("configured", "-o", "CMakeL"), [])
        self.assertEqual(offered_by_bash("configured", "-o", "tests/cl"), ["tests/cli"])


@unittest.skipUnless(shutil.which("fish"), "fish is not installed")
class Fish(cli.CliTestCase):
    def offered(self, app, line):
        script = f"'{cli.APPS / app}' completion fish | source; complete -C \"$argv[1]\""
        # The completion belongs to the program's name, which fish finds for a path too.
        run = subprocess.run(
            ["fish", "--no-config", "-c", script, f"{cli.APPS / app} {line}"],
            capture_output=True,
            text=True,
            cwd=cli.PROJECT,
            check=True,
        )
        self.assertEqual(run.stderr, "")
        return [line.split("\t")[0] for line in run.stdout.splitlines()]

    def test_fish_completes_verbs_options_keys_and_stacks(self):
        self.assertEqual(
            sorted(self.offered("configured", "")),
            ["adopt", "bootstrap", "completion", "deploy", "destroy", "diagnose", "diff", "drift",
             "events", "explain", "format", "graph", "help", "import", "init", "list", "lock", "outputs", "publish", "reach",
             "requirements", "rollback", "schema", "status", "synth", "tree", "validate", "watch"],
        )
        self.assertEqual(self.offered("configured", "--color never li"), ["list"])
        self.assertEqual(self.offered("configured", "--comp"), ["--compact"])
        self.assertEqual(self.offered("configured", "list --j"), ["--json"])
        self.assertEqual(self.offered("configured", "list --comp"), [])
        self.assertEqual(self.offered("configured", "--color al"), ["always"])
        self.assertEqual(self.offered("configured", "--set ret"), ["retention_days="])
        self.assertEqual(self.offered("configured", "--set alarms=t"), ["alarms=true"])
        self.assertEqual(self.offered("configured", "completion z"), ["zsh"])
        self.assertEqual(sorted(self.offered("two_stacks", "synth ")), ["Compute", "Network"])
        self.assertEqual(self.offered("two_stacks", "-o x N"), ["Network"])
        self.assertEqual(self.offered("configured", "--config CMakeL"), ["CMakeLists.txt"])
        self.assertEqual(self.offered("configured", "validate CMakeL"), ["CMakeLists.txt"])
        self.assertEqual(self.offered("configured", "explain OT4002"), ["OT4002"])
        self.assertEqual(
            self.offered("configured", "schema AWS::SQS::QueueP"), ["AWS::SQS::QueuePolicy"]
        )


@unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
class Zsh(cli.CliTestCase):
    def setUp(self):
        controller, terminal = pty.openpty()
        self.screen = controller
        self.shell = subprocess.Popen(
            ["zsh", "-f", "-i"],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            cwd=cli.PROJECT,
            env=cli.environment(TERM="dumb", PATH=f"{cli.APPS}:{os.environ['PATH']}"),
            start_new_session=True,
        )
        os.close(terminal)
        self.addCleanup(self.stop)
        # Ctrl-X shows the line as it was completed, and drops it.
        self.type("autoload -Uz compinit && compinit -u -D\r")
        self.type("zstyle ':completion:*' menu no; setopt no_beep no_auto_menu\r")
        self.type('show() { print -r -- "<<$BUFFER>>"; BUFFER=; zle accept-line }\r')
        self.type("zle -N show; bindkey '^I' complete-word '^X' show\r")
        for app in ("configured", "two_stacks"):
            self.type(f"source <({app} completion zsh)\r")
        self.type("print rea''dy\r")
        self.read_until("ready")

    def stop(self):
        self.shell.kill()
        self.shell.wait()
        os.close(self.screen)

    def type(self, text):
        os.write(self.screen, text.encode())

    def read_until(self, end):
        said = ""
        limit = time.monotonic() + 20
        while end not in said:
            ready, _, _ = select.select([self.screen], [], [], limit - time.monotonic())
            self.assertTrue(ready, f"zsh did not say {end!r} but {said!r}")
            said += os.read(self.screen, 10000).decode()
        return said

    def completed(self, line):
        self.type(line + "\t\x18")
        return self.read_until(">>").rpartition("<<")[2].partition(">>")[0]

    def test_zsh_completes_verbs_options_keys_and_stacks(self):
        for typed, completed in {
            "configured li": "configured list ",
            "configured --color never li": "configured --color never list ",
            "configured --comp": "configured --compact ",
            "configured list --j": "configured list --json ",
            "configured --color al": "configured --color always ",
            "configured --set ret": "configured --set retention_days=",
            "configured --set=alarms=t": "configured --set=alarms=true",
            "configured completion z": "configured completion zsh ",
            "configured help li": "configured help list ",
            "two_stacks synth N": "two_stacks synth Network ",
            "configured --config CMakeL": "configured --config CMakeLists.txt ",
            "configured validate --format js": "configured validate --format json ",
            "configured explain OT4002": "configured explain OT4002 ",
            "configured schema AWS::SQS::QueueP": "configured schema AWS::SQS::QueuePolicy ",
        }.items():
            with self.subTest(typed):
                self.assertEqual(self.completed(typed), completed)


if __name__ == "__main__":
    unittest.main()

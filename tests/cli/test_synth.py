"""What synth prints, writes and compares."""

import json
import os
import pathlib
import random
import re
import tempfile
import unittest

import cli


def patched(text, diff):
    """The text with a unified diff applied, which must fit it exactly."""
    before = text.splitlines(keepends=True)
    result, at = [], 0
    for line in re.sub(r"\n\\ No newline.*\n", "\x00", diff).splitlines(keepends=True)[2:]:
        hunk = re.match(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@", line)
        if hunk:
            begin = int(hunk[1]) - (hunk[2] != "0")
            result += before[at:begin]
            at = begin
            assert len(result) == int(hunk[3]) - (hunk[4] != "0"), line
            continue
        # A line that has no end is followed by the next one of the diff.
        for part in re.split(r"(?<=\x00)", line):
            sign, content = part[:1], part[1:].replace("\x00", "")
            if sign in ("-", " "):
                assert before[at] == content, part
                at += 1
            if sign in ("+", " "):
                result.append(content)
    return "".join(result + before[at:])


class Synth(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

        self.network = self.run_app("two_stacks", "synth", "Network").stdout

    def files(self):
        return sorted(path.name for path in self.folder.iterdir())

    def test_the_template_alone_is_on_stdout(self):
        run = self.run_app("configured", "synth")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(json.loads(run.stdout)["Resources"]["Thing"]["Type"], "Custom::Thing")

    def test_no_verb_means_synth_with_and_without_options(self):
        explicit = self.run_app("configured", "synth", "--set", "alarms=false").stdout
        self.assert_ends(self.run_app("configured", "--set", "alarms=false"), 0, explicit)
        self.assert_ends(self.run_app("configured", "-q", "--set=alarms=false"), 0, explicit)
        self.assert_ends(
            self.run_app("configured"), 0, self.run_app("configured", "synth").stdout
        )

    def test_common_options_may_stand_before_the_verb(self):
        self.assert_ends(self.run_app("configured", "--color", "never", "-q", "list"), 0, "Demo\n")

    def test_the_value_of_an_option_is_no_verb(self):
        run = self.run_app("configured", "-o", "list", cwd=self.folder)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertTrue((self.folder / "list" / "Demo.template.json").exists())

    def test_compact_leaves_out_line_breaks_and_spaces(self):
        compact = self.run_app("configured", "--compact").stdout
        self.assertEqual(compact.count("\n"), 1)
        self.assertEqual(json.loads(compact), json.loads(self.run_app("configured").stdout))

    def test_one_of_several_stacks_goes_to_stdout_by_its_name(self):
        run = self.run_app("two_stacks", "synth", "Network")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(list(json.loads(run.stdout)["Resources"]), ["Vpc"])

    def test_several_stacks_do_not_go_to_stdout(self):
        self.assert_ends(
            self.run_app("two_stacks"),
            1,
            stderr="two_stacks: error: stdout takes one template, and these are 2\n"
            "  hint: name one of Network or Compute, or write all of them by -o DIR\n",
        )

    def test_an_unknown_stack_is_told_with_the_nearest_one(self):
        self.assert_ends(
            self.run_app("two_stacks", "synth", "Netwrk"),
            1,
            stderr="two_stacks: error: the app has no stack 'Netwrk'\n"
            "  hint: did you mean 'Network'?\n",
        )
        self.assert_ends(
            self.run_app("two_stacks", "synth", "Somewhere"),
            1,
            stderr="two_stacks: error: the app has no stack 'Somewhere'\n"
            "  hint: it has Network and Compute\n",
        )

    def test_every_stack_is_written_into_a_new_folder(self):
        folder = self.folder / "made" / "for it"
        run = self.run_app("two_stacks", "-o", folder)
        written = (folder / f"{name}.template.json" for name in ("Network", "Compute"))
        sizes = [path.stat().st_size for path in written]
        self.assert_ends(
            run,
            0,
            stderr=f"two_stacks: wrote {folder}/Network.template.json (1 resource, {sizes[0]} bytes)\n"
            f"two_stacks: wrote {folder}/Compute.template.json (1 resource, {sizes[1]} bytes)\n",
        )
        self.assertEqual((folder / "Network.template.json").read_text(), self.network)
        self.assertEqual(len(list(folder.iterdir())), 2)

    def test_only_the_named_stacks_are_written(self):
        self.assert_ends(self.run_app("two_stacks", "synth", "-qo", self.folder, "Compute"), 0)
        self.assertEqual(self.files(), ["Compute.template.json"])

    def test_a_written_file_replaces_the_old_one_and_nothing_else(self):
        (self.folder / "Network.template.json").write_text("old")
        (self.folder / "notes.txt").write_text("mine")
        self.assert_ends(self.run_app("two_stacks", "--quiet", "--output", self.folder), 0)
        self.assertEqual(
            self.files(), ["Compute.template.json", "Network.template.json", "notes.txt"]
        )
        self.assertEqual((self.folder / "Network.template.json").read_text(), self.network)

    def test_a_folder_that_cannot_be_made_is_told(self):
        (self.folder / "file").write_text("")
        self.assert_ends(
            self.run_app("two_stacks", "-o", self.folder / "file" / "below"),
            1,
            stderr=f"two_stacks: error: cannot make the folder {self.folder}/file/below: "
            "Not a directory\n",
        )

    def test_where_a_place_is_taken_by_a_folder_nothing_is_left_behind(self):
        (self.folder / "Network.template.json" / "full").mkdir(parents=True)
        self.assert_ends(
            self.run_app("two_stacks", "-o", self.folder),
            1,
            stderr=f"two_stacks: error: cannot write {self.folder}/Network.template.json: "
            "Is a directory\n",
        )
        self.assertEqual(self.files(), ["Network.template.json"])

    def test_check_is_silent_on_stdout_where_nothing_differs(self):
        self.run_app("two_stacks", "-o", self.folder)
        self.assert_ends(
            self.run_app("two_stacks", "--check", self.folder),
            0,
            stderr=f"two_stacks: {self.folder} is up to date\n",
        )

    def test_check_prints_a_unified_diff(self):
        network = self.folder / "Network.template.json"
        lines = self.network.splitlines()
        network.write_text("\n".join(["{", "  old", *lines[1:-1], "}"]))
        run = self.run_app("two_stacks", "synth", "Network", "--check", self.folder)
        self.assert_ends(
            run,
            2,
            f"--- {network}\n+++ Network as synthesized\n@@ -1,5 +1,4 @@\n {{\n-  old\n"
            + "".join(f" {line}\n" for line in lines[1:4])
            + f"@@ -{len(lines) - 2},4 +{len(lines) - 3},4 @@\n"
            + "".join(f" {line}\n" for line in lines[-4:-1])
            + "-}\n\\ No newline at end of file\n+}\n",
            f"two_stacks: 1 template differs; synth -o {self.folder} "
            "writes what the app makes now\n",
        )
        self.assertIn("  old", network.read_text())

    def test_the_diff_of_any_edits_leads_to_the_new_template(self):
        chance = random.Random(1)
        network = self.folder / "Network.template.json"
        for _ in range(60):
            lines = self.network.splitlines(keepends=True)
            for _ in range(chance.randrange(1, 9)):
                at = chance.randrange(len(lines) + 1)
                added = chance.choices(["{\n", "}\n", "x\n"], k=chance.randrange(3))
                lines[at : at + chance.randrange(3)] = added
            old = "".join(lines).rstrip("\n") + chance.choice(["", "\n"])
            network.write_text(old)
            run = self.run_app("two_stacks", "synth", "Network", "-q", "--check", self.folder)
            if old == self.network:
                self.assert_ends(run, 0)
            else:
                self.assertEqual((patched(old, run.stdout), run.returncode), (self.network, 2))

    def test_check_tells_missing_and_superfluous_templates(self):
        (self.folder / "Network.template.json").write_text(self.network)
        (self.folder / "Old.template.json").write_text("{}")
        self.assert_ends(
            self.run_app("two_stacks", "-q", "--check", self.folder),
            2,
            f"missing: {self.folder}/Compute.template.json\n"
            f"superfluous: {self.folder}/Old.template.json (the app has no such stack)\n",
        )
        self.assert_ends(
            self.run_app("two_stacks", "synth", "Network", "-q", "--check", self.folder), 0
        )
        self.assertEqual(self.files(), ["Network.template.json", "Old.template.json"])

    def test_check_of_texts_that_have_nothing_in_common_replaces_all(self):
        network = self.folder / "Network.template.json"
        network.write_text("".join(f"{i}\n" for i in range(5000)))
        run = self.run_app("two_stacks", "synth", "Network", "-q", "--check", self.folder)
        self.assertEqual(run.returncode, 2)
        self.assertIn(f"@@ -1,5000 +1,{len(self.network.splitlines())} @@\n-0\n-1\n", run.stdout)

    def test_check_needs_a_folder_that_is_there(self):
        self.assert_ends(
            self.run_app("two_stacks", "--check", self.folder / "gone"),
            1,
            stderr=f"two_stacks: error: cannot read the folder {self.folder}/gone: "
            "No such file or directory\n",
        )

    def test_a_full_disk_below_stdout_is_an_error(self):
        with open("/dev/full", "w") as full:
            run = self.run_app("configured", stdout=full)
        self.assert_ends(
            run,
            1,
            stderr="configured: error: cannot write to stdout: No space left on device\n",
        )

    def test_a_pipe_that_nobody_reads_ends_it_quietly(self):
        reading, writing = os.pipe()
        os.close(reading)
        run = self.run_app("configured", stdout=writing)
        os.close(writing)
        self.assert_ends(run, 141)

    def test_the_output_is_the_same_in_any_locale_and_folder(self):
        plain = self.run_app("configured").stdout
        env = cli.environment(LC_ALL="de_DE.UTF-8", TZ="Asia/Tokyo")
        self.assert_ends(self.run_app("configured", env=env, cwd=self.folder), 0, plain)


if __name__ == "__main__":
    unittest.main()

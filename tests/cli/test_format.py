"""What format prints, writes and refuses."""

import os
import pathlib
import stat
import tempfile
import unittest

import cli

UNTIDY = """# jobs
Resources:
    Queue:   # of jobs
        Type: "AWS::SQS::Queue"
        Properties: {QueueName: {Ref: Name}}
"""
TIDY = """# jobs
Resources:
  Queue: # of jobs
    Type: AWS::SQS::Queue
    Properties: {QueueName: !Ref Name}
"""
JSON = """{
 "Resources": {
  "Queue": {
   "Type": "AWS::SQS::Queue",
   "Properties": {
    "QueueName": {"Ref": "Name"}
   }
  }
 }
}
"""
DIFF = """--- untidy.yaml
+++ untidy.yaml
@@ -1,5 +1,5 @@
 # jobs
 Resources:
-    Queue:   # of jobs
-        Type: "AWS::SQS::Queue"
-        Properties: {QueueName: {Ref: Name}}
+  Queue: # of jobs
+    Type: AWS::SQS::Queue
+    Properties: {QueueName: !Ref Name}
"""


class Format(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.write("untidy.yaml", UNTIDY)
        self.write("tidy.yaml", TIDY)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def format(self, *arguments, **options):
        return self.run_app("configured", "format", *arguments, cwd=self.folder, **options)

    def test_one_template_is_printed(self):
        self.assert_ends(self.format("untidy.yaml"), 0, TIDY)
        self.assert_ends(self.format("-", input=UNTIDY), 0, TIDY)
        self.assertEqual(self.read("untidy.yaml"), UNTIDY)

    def test_files_and_folders_are_written_in_place_with_their_rights(self):
        (self.folder / "untidy.yaml").chmod(0o640)
        self.assert_ends(self.format("-w", "."), 0, stderr="configured: wrote ./untidy.yaml\n")
        self.assertEqual(self.read("untidy.yaml"), TIDY)
        self.assertEqual(stat.S_IMODE((self.folder / "untidy.yaml").stat().st_mode), 0o640)
        self.assert_ends(
            self.format("--write", "."), 0, stderr="configured: 2 files are in the tidy form\n"
        )
        self.assertEqual(sorted(os.listdir(self.folder)), ["tidy.yaml", "untidy.yaml"])

    def test_a_link_stays_one_and_its_file_is_written(self):
        (self.folder / "link.yaml").symlink_to("untidy.yaml")
        self.assert_ends(self.format("-w", "link.yaml"), 0, stderr="configured: wrote link.yaml\n")
        self.assertTrue((self.folder / "link.yaml").is_symlink())
        self.assertEqual(self.read("untidy.yaml"), TIDY)

    def test_check_names_what_is_not_tidy(self):
        self.assert_ends(
            self.format("--check", "untidy.yaml", "tidy.yaml"),
            2,
            "untidy.yaml\n",
            "configured: 1 of 2 files is not in the tidy form; format --write mends that\n",
        )
        self.assert_ends(
            self.format("--check", "tidy.yaml"), 0, "", "configured: 1 file is in the tidy form\n"
        )
        self.assertEqual(self.read("untidy.yaml"), UNTIDY)

    def test_diff_shows_what_would_change(self):
        self.assert_ends(self.format("--diff", "untidy.yaml", "tidy.yaml"), 0, DIFF)
        run = self.format("--diff", "--check", "untidy.yaml")
        self.assertEqual((run.stdout, run.returncode), (DIFF, 2))
        self.assertEqual(self.read("untidy.yaml"), UNTIDY)

    def test_yaml_becomes_json_and_says_how_many_comments_are_lost(self):
        lost = "configured: 2 comments are left out: JSON has none\n"
        self.assert_ends(self.format("--to", "json", "untidy.yaml"), 0, JSON, lost)
        self.assert_ends(self.format("untidy.yaml", "-o", "made.json"), 0, "", lost)
        self.assertEqual(self.read("made.json"), JSON)

    def test_a_dash_behind_output_is_standard_output(self):
        self.assert_ends(self.format("untidy.yaml", "-o", "-"), 0, TIDY)
        self.assertEqual(sorted(os.listdir(self.folder)), ["tidy.yaml", "untidy.yaml"])

    def test_json_becomes_yaml(self):
        self.write("a.json", JSON)
        yaml = "\n".join(line for line in TIDY.splitlines() if not line.startswith("#"))
        yaml = yaml.replace(" # of jobs", "").replace(
            "Properties: {QueueName: !Ref Name}", "Properties:\n      QueueName: !Ref Name\n")
        self.assert_ends(self.format("--to", "yaml", "a.json"), 0, yaml)
        self.assert_ends(self.format("a.json", "-o", "made.yml"), 0)
        self.assertEqual(self.read("made.yml"), yaml)
        self.assert_ends(self.format("a.json"), 0, JSON)

    def test_files_of_a_folder_that_are_no_templates_are_left_alone(self):
        self.write("settings.yaml", "a:   1\n")
        self.assert_ends(
            self.format("--check", "."),
            2,
            "./untidy.yaml\n",
            "configured: left out 1 file without Resources\n"
            "configured: 1 of 2 files is not in the tidy form; format --write mends that\n",
        )

    def test_what_patterns_and_ignore_files_name_is_left_out_of_folders(self):
        (self.folder / "apps" / "vendor").mkdir(parents=True)
        for name in ("apps/one.yaml", "apps/made.yaml", "apps/vendor/two.yaml"):
            self.write(name, UNTIDY)

        def checked(*arguments):
            return self.format("--check", *arguments).stdout.split()

        self.assertEqual(checked("apps"), ["apps/made.yaml", "apps/one.yaml", "apps/vendor/two.yaml"])
        self.assertEqual(checked("--exclude", "vendor/", "--exclude=/one.*", "apps"), ["apps/made.yaml"])
        self.write("apps/.omnitrackignore", "# of others\n\n  vendor/  \n")
        self.write(".omnitrackignore", "apps/made.yaml\r\nuntidy.yaml\n")
        self.assertEqual(checked("apps"), ["apps/one.yaml"])
        self.assertEqual(checked(str(self.folder / "apps")), [f"{self.folder}/apps/one.yaml"])
        self.assertEqual(checked("."), ["./apps/one.yaml", "./apps/vendor/two.yaml"])
        self.assertEqual(checked("--exclude", "!one.yaml", "--exclude", "/apps/", "."), [])
        self.assertEqual(checked("untidy.yaml"), ["untidy.yaml"], "a file that is named is taken")

    def test_a_pattern_that_is_none_is_told(self):
        hint = "  hint: patterns know '*', '?' and '**'; use '?' for any one character\n"
        self.assert_ends(
            self.format("--check", "--exclude", "[a].yaml", "."), 64,
            stderr=f"configured: error: --exclude: the pattern '[a].yaml' holds '[', ']' or '\\'\n{hint}")
        self.write(".omnitrackignore", "a.yaml\n[a].yaml\n")
        self.assert_ends(
            self.format("--write", "."), 1,
            stderr="configured: error: .omnitrackignore:2: the pattern '[a].yaml' holds '[', ']' or '\\'\n"
            + hint)
        self.assertEqual(self.read("untidy.yaml"), UNTIDY)

    def test_what_cannot_be_read_is_told_and_the_others_are_written(self):
        self.write("twice.yaml", "Resources:\n  A: {Type: T}\n  A: {Type: U}\n")
        run = self.format("-w", "twice.yaml", "missing.yaml", "untidy.yaml")
        self.assert_ends(
            run,
            1,
            stderr="twice.yaml:3:3: error OT4002: the key 'A' appears twice in one map, first on "
            "line 2\n"
            "  3 |   A: {Type: U}\n    |   ^\n"
            "  hint: remove or rename one of them: only the last counts\n"
            "missing.yaml: error OT4006: cannot be read: No such file or directory\n"
            "configured: 2 errors\n"
            "configured: wrote untidy.yaml\n",
        )
        self.assertEqual(self.read("twice.yaml"), "Resources:\n  A: {Type: T}\n  A: {Type: U}\n")
        self.assertEqual(self.read("untidy.yaml"), TIDY)

    def test_texts_of_other_languages_are_refused_with_their_places(self):
        wrong = {
            "Resources:\n  {% if x %}\n  A: {Type: T}\n": "bad.yaml:2:",
            "Resources: {}\n---\nResources: {}\n": "bad.yaml:2:1: error OT4001: a second document",
            "a: !!Unknown x\n": "bad.yaml:1:4: error OT4005: '!!Unknown' is not a type of YAML",
        }
        self.write("bad.yaml", "Resources:\n  {% if x %}\n")
        self.assertIn("hint: a template of Jinja or the like must be rendered first\n",
                      self.format("bad.yaml").stderr)
        for text, beginning in wrong.items():
            self.write("bad.yaml", text)
            run = self.format("bad.yaml")
            self.assertEqual((run.stdout, run.returncode), ("", 1))
            self.assertTrue(run.stderr.startswith(beginning), run.stderr)

    def test_tags_of_other_tools_stay_and_have_no_json(self):
        self.write("tagged.yaml", "Resources:\n    A:   !Rain::Module   here\n")
        self.assert_ends(self.format("tagged.yaml"), 0, stdout="Resources:\n  A: !Rain::Module here\n")
        self.assert_ends(
            self.format("--to", "json", "tagged.yaml"), 1,
            stderr="tagged.yaml:2:10: error OT1790: JSON has no tags, so '!Rain::Module' cannot be written in it\n"
            "  2 |     A:   !Rain::Module   here\n    |          ^\n"
            "  hint: have the tool that reads it make the template first\nconfigured: 1 error\n")

    def test_json_with_a_comment_before_it_is_told_to_have_none(self):
        for comment in ("// c", "/* c */"):
            self.write("commented.json", comment + '\n{"Resources": {}}\n')
            self.assert_ends(
                self.format("commented.json"),
                1,
                stderr="commented.json:1:1: error OT4001: a value is expected\n"
                f"  1 | {comment}\n    | ^\n"
                "  hint: JSON has no comments\n"
                "configured: 1 error\n",
            )

    def test_sections_are_sorted_where_it_is_asked(self):
        self.write("order.yaml", "Resources: {}\nDescription: d\n")
        self.assert_ends(self.format("order.yaml"), 0, "Resources: {}\nDescription: d\n")
        self.assert_ends(
            self.format("--sort", "order.yaml"), 0, "Description: d\nResources: {}\n"
        )

    def test_an_alias_cannot_be_sorted_before_its_anchor(self):
        self.write("alias.yaml", "Outputs: &o\n  O: {Value: x}\nMetadata: *o\n")
        self.assert_ends(
            self.format("--sort", "alias.yaml"),
            1,
            stderr="alias.yaml:1:1: error OT1790: sorted, it cannot be read: the alias '*o' names "
            "no anchor before it\n"
            "  1 | Outputs: &o\n    | ^\n"
            "  hint: an alias must stand after its anchor; leave --sort out\n"
            "configured: 1 error\n",
        )

    def test_wrong_command_lines_are_told(self):
        wrong = {
            (): ("no file is named", "name a template, a folder, or - for standard input"),
            ("a", "b"): ("one template at a time can be printed",
                         "several files and folders take --write, --check or --diff"),
            (".",): ("one template at a time can be printed",
                     "several files and folders take --write, --check or --diff"),
            ("-w", "-"): ("standard input cannot be written in place", "leave --write out"),
            ("-", "--check", "-"): ("standard input can be read only once", "name - once"),
            ("-w", "--check", "a"): ("--write excludes --check and --diff", "these write nothing"),
            ("-w", "--to", "json", "a"): (
                "--to and --output exclude --write, --check and --diff",
                "a template that is turned into another format is printed, or written by -o",
            ),
        }
        for arguments, (message, hint) in wrong.items():
            with self.subTest(arguments):
                self.assert_ends(self.format(*arguments), 64,
                                 stderr=f"configured: error: {message}\n  hint: {hint}\n")


if __name__ == "__main__":
    unittest.main()

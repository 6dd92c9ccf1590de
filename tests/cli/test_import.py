"""What import says and writes; what that makes is compared in tests/import."""

import os
import pathlib
import tempfile
import unittest

import cli

SHOP = """\
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Thing: {Type: 'Custom::Thing', Properties: {ServiceToken: token}}
"""


class ImportTest(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.write("shop.yaml", SHOP)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def run_import(self, *arguments, **options):
        return self.run_app(os.environ["OMNITRACK_SYNTH"], "import", *arguments, cwd=self.folder, **options)

    def test_writes_an_app(self):
        self.assert_ends(
            self.run_import("shop.yaml", "-o", "apps/shop"), 0,
            stderr="omnitrack-synth: wrote apps/shop/main.cpp (2 resources, 2 of them by constructs)\n")
        self.assertEqual(sorted(os.listdir(self.folder / "apps/shop")),
                         ["CMakeLists.txt", "main.cpp", "omnitrack.lock.json"])
        self.assertIn('StackProps{.id = "shop"}', self.read("apps/shop/main.cpp"))
        self.assertIn("omnitrack_add_app(shop main.cpp)", self.read("apps/shop/CMakeLists.txt"))
        self.assertIn('"path": "shop/Jobs"', self.read("apps/shop/omnitrack.lock.json"))

    def test_the_stack_can_have_another_name(self):
        self.run_import("shop.yaml", "-o", "app", "--stack", "Shop-Live")
        self.assertIn('StackProps{.id = "Shop-Live"}', self.read("app/main.cpp"))
        self.assertIn("omnitrack_add_app(shop_live main.cpp)", self.read("app/CMakeLists.txt"))
        self.assertIn('"path": "Shop-Live/Jobs"', self.read("app/omnitrack.lock.json"))

    def test_reads_standard_input(self):
        run = self.run_import("-", "-o", "app", "--stack", "Shop", input=SHOP)
        self.assert_ends(run, 0,
                         stderr="omnitrack-synth: wrote app/main.cpp (2 resources, 2 of them by constructs)\n")

    def test_writes_over_nothing_unless_forced(self):
        os.mkdir(self.folder / "app")
        self.write("app/CMakeLists.txt", "mine")
        self.assert_ends(self.run_import("shop.yaml", "-o", "app"), 1,
                         stderr="omnitrack-synth: error: app/CMakeLists.txt is there already\n"
                         "  hint: take another folder, or --force\n")
        self.assertEqual(os.listdir(self.folder / "app"), ["CMakeLists.txt"])
        self.assertEqual(self.run_import("shop.yaml", "-o", "app", "--force").returncode, 0)
        self.assertIn("omnitrack_add_app", self.read("app/CMakeLists.txt"))

    def test_what_will_stop_the_app_is_told(self):
        self.write("wrong.yaml", "Resources:\n  Jobs: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 1000}}\n")
        self.assert_ends(self.run_import("wrong.yaml", "-o", "app"), 0,
                         stderr="omnitrack-synth: wrote app/main.cpp (1 resource)\n"
                         "omnitrack-synth: 1 error in the template will stop the app's synth; validate "
                         "wrong.yaml tells it\n")

    def test_what_no_code_says_is_told_and_nothing_is_written(self):
        self.write("loop.yaml", SHOP + "  Fn::ForEach::Topics:\n    - Name\n    - !Ref Names\n"
                   "    - {'T${Name}': {Type: 'AWS::SNS::Topic'}}\n")
        self.assert_ends(
            self.run_import("loop.yaml", "-o", "app"), 1,
            stderr="loop.yaml:5:3: error OT1801: Resources/Fn::ForEach::Topics: a loop over what only "
            "the deployment knows cannot be written as code\n"
            "  5 |   Fn::ForEach::Topics:\n    |   ^\n"
            "  hint: write out what it makes, or a loop in C++\nomnitrack-synth: 1 error\n")
        self.assertFalse((self.folder / "app").exists())

    def test_what_is_no_template_is_told_with_its_place(self):
        self.write("broken.yaml", "Resources: [\n")
        run = self.run_import("broken.yaml", "-o", "app")
        self.assertEqual(run.returncode, 1)
        self.assertRegex(run.stderr, r"^broken\.yaml:2:1: error OT40\d\d: ")
        self.write("twice.yaml", "Resources:\n  A: {Type: AWS::SNS::Topic}\n  A: {Type: AWS::SQS::Queue}\n")
        run = self.run_import("twice.yaml", "-o", "app")
        self.assertEqual(run.returncode, 1)
        self.assertRegex(run.stderr, r"^twice\.yaml:3:3: error OT40\d\d: ")
        run = self.run_import("none.yaml", "-o", "app")
        self.assertEqual(run.returncode, 1)
        self.assertIn("none.yaml", run.stderr)
        self.assertFalse((self.folder / "app").exists())

    def test_a_wrong_command_line(self):
        self.assert_ends(self.run_import(), 64,
                         stderr="omnitrack-synth: error: a template is needed\n"
                         "  hint: name it: import TEMPLATE -o DIR\n")
        self.assert_ends(self.run_import("shop.yaml"), 64,
                         stderr="omnitrack-synth: error: a folder for the app is needed\n"
                         "  hint: name it: -o DIR\n")
        self.assert_ends(self.run_import("-", "-o", "app", input=SHOP), 64,
                         stderr="omnitrack-synth: error: the template of standard input has no name\n"
                         "  hint: give it by --stack NAME\n")
        self.assert_ends(self.run_import("shop.yaml", "-o", "app", "--stack", "1"), 64,
                         stderr="omnitrack-synth: error: --stack '1' is no name of a stack\n"
                         "  hint: it is a letter, then letters, digits and hyphens, 128 at most\n")
        run = self.run_import(".", "-o", "app")
        self.assertEqual(run.returncode, 64)
        self.assertIn("import takes one template at a time", run.stderr)


if __name__ == "__main__":
    unittest.main()

"""The tree of constructs."""

import json
import unittest

import cli


class Tree(cli.CliTestCase):
    def test_each_construct_has_its_elements_and_line(self):
        run = self.run_app("two_stacks", "tree", env=cli.environment(LC_ALL="C.UTF-8"))
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertRegex(
            run.stdout,
            r"^Network\n(├─ .*\n)*└─ .*tests/cli/apps/two_stacks.cpp:\d+\n\nCompute\n")
        self.assertRegex(run.stdout, r"─ Vpc  \S+ Vpc  output ExportVpc  tests/cli/apps/two_stacks.cpp:\d+\n")

    def test_a_terminal_without_unicode_gets_ascii(self):
        run = self.run_app("two_stacks", "tree", env=cli.environment(LC_ALL="C"))
        self.assertTrue(run.stdout.isascii())
        self.assertIn("\n`- ", run.stdout)

    def test_what_a_construct_makes_is_below_it_without_its_line_again(self):
        run = self.run_app("required", "tree", "Data", env=cli.environment(LC_ALL="C"))
        self.assertRegex(
            run.stdout,
            r"^Data\n`- Orders  AWS::DynamoDB::Table Orders  tests/cli/apps/required.cpp:\d+\n$")

    def test_json_has_all_of_it(self):
        printed = self.run_app("two_stacks", "tree", "--json", "Network").stdout
        cli.assert_wide_json(self, printed)
        (stack,) = json.loads(printed)["stacks"]
        self.assertEqual((stack["id"], stack["path"]), ("Network", "Network"))
        vpc = next(each for each in stack["children"] if each["id"] == "Vpc")
        self.assertEqual(vpc["elements"][0]["logical_id"], "Vpc")
        self.assertEqual(vpc["file"], "tests/cli/apps/two_stacks.cpp")
        self.assertEqual(vpc["line"], vpc["elements"][0]["line"])

    def test_an_unknown_stack_is_told(self):
        run = self.run_app("two_stacks", "tree", "Netwrk")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("did you mean 'Network'?", run.stderr)

    def test_a_template_is_told_to_be_graph_s(self):
        self.assert_ends(
            self.run_app("two_stacks", "tree", "shop.yaml"),
            64,
            stderr="two_stacks: error: tree shows the app's constructs, and 'shop.yaml' is a "
            "template\n"
            "  hint: graph --view tree shop.yaml shows what is in it\n",
        )


if __name__ == "__main__":
    unittest.main()

"""What list prints."""

import json
import unittest

import cli


class List(cli.CliTestCase):
    def sizes(self):
        return {
            name: len(self.run_app("two_stacks", "synth", name).stdout)
            for name in ("Network", "Compute")
        }

    def test_stacks_are_listed_in_the_order_of_their_deployment(self):
        self.assert_ends(self.run_app("two_stacks", "list"), 0, "Network\nCompute\n")

    def test_the_long_list_is_a_table(self):
        run = self.run_app("two_stacks", "list", "--long")
        sizes = self.sizes()
        self.assertEqual(
            [line.split() for line in run.stdout.splitlines()],
            [
                ["STACK", "RESOURCES", "BYTES", "DEPENDS", "ON"],
                ["Network", "1", str(sizes["Network"]), "-"],
                ["Compute", "1", str(sizes["Compute"]), "Network"],
            ],
        )

    def test_the_json_list_has_everything(self):
        printed = self.run_app("two_stacks", "list", "--json").stdout
        cli.assert_wide_json(self, printed)
        document = json.loads(printed)
        self.assertEqual(document["format_version"], "1.0")
        self.assertEqual(
            document["stacks"][1],
            {
                "name": "Compute",
                "file": "Compute.template.json",
                "resources": 1,
                "bytes": self.sizes()["Compute"],
                "depends_on": ["Network"],
            },
        )

    def test_an_app_with_mistakes_lists_nothing(self):
        run = self.run_app("mistaken", "list")
        self.assertEqual((run.returncode, run.stdout), (1, ""))


if __name__ == "__main__":
    unittest.main()

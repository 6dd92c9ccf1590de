"""How the rows of a report are applied."""

import unittest

import apply_changes


def applied(properties, *rows):
    old = {"Resources": {"A": {"Type": "T", "Properties": properties}}}
    report = {"resources": [{"logical_id": "A", "properties": list(rows)}]}
    return apply_changes.applied(old, report)["Resources"]["A"]["Properties"]


class ApplyChangesTest(unittest.TestCase):
    def test_values_come_go_and_change(self):
        self.assertEqual(
            applied({"a": 1, "b/c": {"d": 2}, "gone": 3},
                    {"path": "/Properties/a", "old": 1, "new": 4},
                    {"path": "/Properties/b~1c/e", "new": 5},
                    {"path": "/Properties/gone", "old": 3}),
            {"a": 4, "b/c": {"d": 2, "e": 5}})

    def test_the_places_of_items_are_those_of_the_old_list(self):
        self.assertEqual(
            applied({"l": ["a", "b", "c"]},
                    {"path": "/Properties/l/0", "old": "a"},
                    {"path": "/Properties/l/1", "old": "b"},
                    {"path": "/Properties/l/2", "old": "c", "new": "C"},
                    {"path": "/Properties/l/-", "new": "d"}),
            {"l": ["C", "d"]})

    def test_a_consequence_is_not_applied(self):
        row = {"path": "/Properties/a", "old": 1, "new": 1, "because": "B"}
        self.assertEqual(applied({"a": 1}, row), {"a": 1})

    def test_whole_entries_come_and_go(self):
        report = {"resources": [{"logical_id": "B", "properties": [{"path": "", "new": {"Type": "U"}}]},
                                {"logical_id": "A", "properties": [{"path": "", "old": {"Type": "T"}}]}],
                  "outputs": [{"name": "O", "properties": [{"path": "", "new": {"Value": 1}}]}]}
        self.assertEqual(apply_changes.applied({"Resources": {"A": {"Type": "T"}}}, report),
                         {"Resources": {"B": {"Type": "U"}}, "Outputs": {"O": {"Value": 1}}})

    def test_a_row_that_calls_something_else_old_is_a_misfit(self):
        for row in ({"path": "/Properties/a", "old": 2, "new": 3},
                    {"path": "/Properties/a", "new": 3},
                    {"path": "/Properties/b", "old": 3},
                    {"path": "/Properties/a/b", "new": 3}):
            with self.subTest(row=row), self.assertRaises(apply_changes.Misfit):
                applied({"a": 1}, row)


if __name__ == "__main__":
    unittest.main()

"""How findings of several tools are matched."""

import pathlib
import unittest

import comparison
from findings import Finding, Verdict, steps_of

FILE = pathlib.Path("folder/template.yaml")


def error(rule, line, path="", message="", severity="error"):
    return Finding(rule, severity, line, steps_of(path), message)


def compare(ours, theirs, second=None, explained=None):
    result = comparison.Comparison({"E3004": ["OT4330"], "W2001": ["OT4380"]},
                                   explained or {"extras": [], "misses": []})
    result.add(FILE, Verdict(ours), Verdict(theirs), second and Verdict(second))
    return result


class ComparisonTest(unittest.TestCase):
    def test_findings_on_neighbouring_lines_agree(self):
        result = compare([error("OT4221", 5)], [error("E3003", 6)])
        self.assertEqual(result.agreed, {("E3003", "OT4221"): 1})
        self.assertEqual(result.misses, [])
        self.assertEqual([case.peers for case in result.ours], ["cfn-lint"])

    def test_a_finding_agrees_with_one_about_what_it_lies_in(self):
        result = compare([error("OT4221", 5, "Resources/A/Properties")],
                         [error("E3003", 9, "Resources/A/Properties/Tags/0")])
        self.assertEqual(result.misses, [])

    def test_findings_of_different_resources_do_not_agree(self):
        result = compare([error("OT4221", 5, "Resources/A/Properties")],
                         [error("E3003", 9, "Resources/B/Properties")])
        self.assertEqual(len(result.misses), 1)
        self.assertEqual([case.peers for case in result.extras()], ["nobody"])
        self.assertEqual(len(result.unexplained()), 1)

    def test_a_warning_of_the_same_kind_counts_as_one(self):
        result = compare([error("OT4380", 5, severity="warning")], [error("W2001", 5)])
        self.assertEqual(result.weaker, {"W2001": 1})

    def test_a_warning_of_another_kind_is_a_miss(self):
        result = compare([error("OT4204", 5, severity="warning")], [error("W2001", 5)])
        self.assertEqual(len(result.misses), 1)

    def test_a_cycle_told_once_agrees_with_each_of_its_resources(self):
        result = compare([error("OT4330", 5, "Resources/A", "A needs B, which needs A")],
                         [error("E3004", 5, "Resources/A"), error("E3004", 90, "Resources/B")])
        self.assertEqual(result.misses, [])

    def test_an_extra_of_which_the_second_peer_knows_needs_no_explanation(self):
        result = compare([error("OT4221", 5)], [], [error("F3003", 5)])
        self.assertEqual([case.peers for case in result.extras()], ["second"])
        self.assertEqual(result.unexplained(), [])

    def test_an_extra_may_be_explained(self):
        reasons = {"extras": [{"rule": "OT42..", "file": "template", "message": "gone",
                               "reason": "it is so"}], "misses": []}
        result = compare([error("OT4221", 5, message="it is gone")], [], explained=reasons)
        self.assertEqual(result.unexplained(), [])
        result = compare([error("OT4221", 5, message="it is there")], [], explained=reasons)
        self.assertEqual(len(result.unexplained()), 1)


if __name__ == "__main__":
    unittest.main()

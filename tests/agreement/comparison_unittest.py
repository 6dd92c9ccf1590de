"""How findings of several tools are matched."""

import pathlib
import unittest

import comparison
from findings import Finding, Verdict, steps_of

FILE = pathlib.Path("folder/template.yaml")


def error(rule, line, path="", message="", severity="error"):
    return Finding(rule, severity, line, steps_of(path), message)


def compare(ours, theirs, second=None, explained=None, sam=False):
    result = comparison.Comparison(
        {"E3004": ["OT4330"], "W2001": ["OT4380"], "E3510": ["OT4507"]},
        explained or {"extras": [], "misses": []})
    result.add(FILE, Verdict(ours), Verdict(theirs), second and Verdict(second),
               "Type: AWS::Serverless::Function" if sam else "Transform: Mine")
    return result


def explaining(kind, rule):
    return {"extras": [], "misses": [], kind: [{"rule": rule, "reason": "it is so"}]}


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

    def test_findings_of_a_kind_agree_wherever_in_the_resource_they_are(self):
        ours = error("OT4507", 5, "Resources/A/Properties/Statement/0/NotAction")
        result = compare([ours], [error("E3510", 2, "Resources/A/Properties/Statement/0/Action")])
        self.assertEqual(result.misses, [])
        self.assertEqual(result.extras(), [])
        result = compare([ours], [error("E3003", 2, "Resources/A/Properties/Statement/0/Action")])
        self.assertEqual(len(result.misses), 1)

    def test_what_globals_set_is_told_once_and_agrees_with_each_resource(self):
        result = compare([error("OT4507", 5, "Globals/Function/Policies")],
                         [error("E3510", 20, "Resources/A/Properties/Policies"),
                          error("E3510", 40, "Resources/B/Properties/Policies")])
        self.assertEqual(result.misses, [])
        self.assertEqual(result.extras(), [])

    def test_a_warning_of_the_same_kind_is_a_miss_that_tells_of_it(self):
        result = compare([error("OT4380", 5, severity="warning")], [error("W2001", 5)])
        self.assertEqual([case.warned for case in result.misses], [True])

    def test_a_warning_of_another_kind_is_a_plain_miss(self):
        result = compare([error("OT4204", 5, severity="warning")], [error("W2001", 5)])
        self.assertEqual([case.warned for case in result.misses], [False])

    def test_of_sam_a_finding_agrees_with_one_about_what_the_transform_makes(self):
        ours = [error("OT5006", 9, "Resources/Job/Properties/CodeUri")]
        theirs = [error("E3031", 3, "Resources/JobRole/Properties/Policies")]
        self.assertEqual(compare(ours, theirs, sam=True).misses, [])
        self.assertEqual(len(compare(ours, theirs).misses), 1)

    def test_of_sam_a_refusal_of_the_transform_agrees_where_it_names_the_resource(self):
        refusal = [error("E0001", 1, "", "Resource with id [Job] is invalid.")]
        self.assertEqual(compare([error("OT5006", 9, "Resources/Job")], refusal, sam=True).extras(),
                         [])
        other = compare([error("OT5006", 9, "Resources/Other")], refusal, sam=True)
        self.assertEqual([case.reason for case in other.extras()],
                         ["cfn-lint stopped before, with E0001"])

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

    def test_a_reason_may_ask_for_a_text_of_the_template(self):
        reasons = {"extras": [], "misses": [
            {"rule": "E3003", "text": "Transform: Yours", "reason": "another macro"},
            {"rule": "E3003", "text": "Transform: Mine", "reason": "a macro"}]}
        result = compare([], [error("E3003", 5)], explained=reasons)
        self.assertEqual([case.reason for case in result.misses], ["a macro"])
        self.assertEqual([each["reason"] for each in result.unused()], ["another macro"])

    def test_a_template_without_the_reference_counts_nowhere(self):
        result = comparison.Comparison({}, {"extras": [], "misses": []})
        result.add(FILE, Verdict([error("OT4221", 5)]), Verdict([], "no answer in 20 s"), None)
        self.assertEqual(result.templates, 0)
        self.assertEqual(result.ours, [])
        self.assertEqual(len(result.failed), 1)


class FiguresTest(unittest.TestCase):
    def test_precision_recall_and_f1_are_shares(self):
        figures = comparison.Figures(both=3, extra=1, missed=2, found=3)
        self.assertAlmostEqual(figures.precision, 0.75)
        self.assertAlmostEqual(figures.recall, 0.6)
        self.assertAlmostEqual(figures.f1, 2 * 0.75 * 0.6 / 1.35)

    def test_without_anything_both_agree(self):
        self.assertEqual(comparison.Figures().f1, 1.0)

    def test_one_finding_may_meet_several_of_the_reference(self):
        figures = compare([error("OT4221", 5)], [error("E3003", 5), error("E3002", 6)]
                          ).agreement.findings
        self.assertEqual((figures.both, figures.found, figures.extra, figures.missed), (1, 2, 0, 0))

    def test_a_verdict_that_only_one_side_has_counts_against_precision_or_recall(self):
        extra = compare([error("OT4221", 5)], []).agreement.templates
        self.assertEqual((extra.both, extra.extra, extra.missed), (0, 1, 0))
        missed = compare([], [error("E3003", 5)]).agreement.templates
        self.assertEqual((missed.both, missed.extra, missed.missed), (0, 0, 1))

    def test_what_is_explained_is_left_out_of_the_second_figures_alone(self):
        result = compare([], [error("E3003", 5)], explained=explaining("misses", "E3003"))
        self.assertEqual(result.agreement.templates.missed, 1)
        self.assertEqual(result.agreement.findings.missed, 1)
        self.assertEqual(result.agreement.templates_explained.missed, 0)
        self.assertEqual(result.agreement.findings_explained.missed, 0)

    def test_a_gap_of_ours_is_told_and_counts_against_us(self):
        reasons = {"extras": [], "misses": [{"rule": "E3003", "gap": True, "reason": "not yet"}]}
        result = compare([], [error("E3003", 5)], explained=reasons)
        self.assertEqual([case.reason for case in result.misses], ["not yet"])
        self.assertEqual(result.agreement.findings_explained.missed, 1)
        self.assertEqual(result.agreement.templates_explained.missed, 1)

    def test_a_template_counts_where_one_of_its_differences_is_not_explained(self):
        result = compare([error("OT4221", 5), error("OT4222", 50)], [],
                         explained=explaining("extras", "OT4221"))
        self.assertEqual(result.agreement.templates_explained.extra, 1)
        self.assertEqual(result.agreement.findings_explained.extra, 1)

    def test_a_peer_is_measured_in_the_same_way_by_the_numbers_of_its_rules(self):
        tool = Verdict([error("F3012", 5, "Resources/A/Properties/B")])
        reference = Verdict([error("E3012", 9, "Resources/A/Properties/C")])
        figures = comparison.agreement_of([(tool, reference, "")]).findings
        self.assertEqual((figures.both, figures.found, figures.extra, figures.missed), (1, 1, 0, 0))
        reference = Verdict([error("E3013", 9, "Resources/A/Properties/C")])
        figures = comparison.agreement_of([(tool, reference, "")]).findings
        self.assertEqual((figures.both, figures.found, figures.extra, figures.missed), (0, 0, 1, 1))

    def test_rules_may_be_left_out_of_both_sides(self):
        tool = Verdict([error("OT4601", 5)])
        reference = Verdict([error("E2533", 9), error("E3012", 20)])
        figures = comparison.agreement_of([(tool, reference, "")], lambda _: [],
                                          comparison.RUNTIMES).findings
        self.assertEqual((figures.both, figures.extra, figures.missed), (0, 0, 1))


if __name__ == "__main__":
    unittest.main()

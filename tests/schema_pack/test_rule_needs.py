"""Which keys the rules of services need, by the expressions that they have."""

import pathlib
import sys
import unittest

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools" / "schema_pack"
sys.path.insert(0, str(TOOLS))

from rule_needs import Needs  # noqa: E402
from rule_terms import Place, parse, steps_of  # noqa: E402


def needs(must="true", when="true", at=""):
    """The keys that a rule needs, of a type that has every property."""
    place = Place("AWS::Store::Shelf", steps_of(at), lambda *_: True, {"AWS::Store::Shelf": {}})
    return Needs(place).of_rule(parse(when, place), parse(must, place))


class NeededKeys(unittest.TestCase):
    def test_the_way_to_what_is_judged_is_needed_at_any_depth(self):
        self.assertEqual(needs("'x' in B/*", at="Boards/*/Books/0"), {"Boards", "Books"})

    def test_what_a_text_holds_is_not_seen(self):
        self.assertEqual(needs("A > 1", at="Text/#/Inner"), {"Text"})

    def test_a_condition_needs_what_it_compares(self):
        self.assertEqual(needs(when="A == 1 and has(B, C)"), {"A", "B", "C"})
        self.assertEqual(needs(when="A == 1 or A > B"), {"A"})

    def test_what_may_be_absent_is_not_needed(self):
        self.assertEqual(needs("A == 1"), set())
        self.assertEqual(needs("has(A)"), set())
        self.assertEqual(needs("(A ?? 1) > 2"), set())
        self.assertEqual(needs("count(A/*) >= 1"), set())
        self.assertEqual(needs("one_of(A, B)"), set())

    def test_a_measure_needs_what_it_measures(self):
        self.assertEqual(needs("length(A) + 1 <= B % 2"), {"A", "B"})

    def test_a_count_within_its_limit_without_anything_needs_what_it_counts(self):
        self.assertEqual(needs("count(A/*, B == 1) <= 5"), {"A", "B"})
        self.assertEqual(needs("not (3 < count(A/*))"), {"A"})

    def test_a_sum_of_counts_needs_what_all_of_them_count(self):
        self.assertEqual(needs("count(A/*/C) + count(B/*/C) <= 5"), {"C"})

    def test_what_is_told_of_each_item_needs_the_items_and_what_is_told(self):
        self.assertEqual(needs("every(A/*, B > 1)"), {"A", "B"})
        self.assertEqual(needs("unique(A/*, B, C)"), {"A", "B", "C"})
        self.assertEqual(needs(when="some(A/*, has(B))"), {"A", "B"})

    def test_what_is_alone_needs_all_that_makes_it_so(self):
        self.assertEqual(needs("alone(A, B)"), {"A", "B"})

    def test_what_a_text_begins_with_needs_the_text(self):
        self.assertEqual(needs("matches(before(A, ':'), 'x')"), {"A"})
        self.assertEqual(needs("unique(A/*, before(., ':'))"), {"A"})


class JoinedTests(unittest.TestCase):
    def parsed(self, text):
        place = Place("AWS::Store::Shelf", ["Name"], lambda *_: True, {"AWS::Store::Shelf": {}})
        return parse(text, place)

    def test_tests_of_the_value_at_hand_for_several_texts_are_one(self):
        here = ("path", [], [])
        self.assertEqual(self.parsed("ends(., 'a') or ends(., 'b')"),
                         ("ends", [here, ("text", [], ["a"]), ("text", [], ["b"])], []))

    def test_other_tests_stay_apart(self):
        for text in ("ends(., 'a') or starts(., 'b')", "ends(A, 'a') or ends(A, 'b')",
                     "ends(., 'a') or ends(., A)"):
            self.assertEqual(self.parsed(text)[0], "or", text)


if __name__ == "__main__":
    unittest.main()

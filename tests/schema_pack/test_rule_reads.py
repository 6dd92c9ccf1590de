"""Which properties the rules of services read, by the expressions that they have."""

import pathlib
import sys
import unittest

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools" / "schema_pack"
sys.path.insert(0, str(TOOLS))

from rule_reads import reads_of_rule  # noqa: E402
from rule_terms import Place, parse, steps_of  # noqa: E402


def reads(must="true", when="true", at=""):
    """What a rule reads, of a type that has every property."""
    place = Place("AWS::Store::Shelf", steps_of(at), lambda *_: True, {"AWS::Store::Shelf": {}})
    return reads_of_rule(place, parse(when, place), parse(must, place))


class ReadProperties(unittest.TestCase):
    def test_the_property_that_a_way_begins_with_is_read(self):
        self.assertEqual(reads("A/B/0 > 1", when="has(C)"), {"A", "C"})

    def test_what_is_judged_is_read_with_what_lies_in_it(self):
        self.assertEqual(reads("B == 1 and ^D == 2", at="Boards/*/Books/0"), {"Boards"})

    def test_a_way_from_the_properties_reads_another_one(self):
        self.assertEqual(reads(". == /Other/Name", at="Boards/*"), {"Boards", "Other"})
        self.assertEqual(reads("^Other == 1", at="Boards"), {"Boards", "Other"})

    def test_what_is_read_at_each_value_lies_in_it(self):
        self.assertEqual(reads("every(A/*, B == 1 and /C == 2)"), {"A", "C"})
        self.assertEqual(reads("unique(A/*, B)"), {"A"})
        self.assertEqual(reads("count(A/*, has(B)) < 3"), {"A"})

    def test_other_resources_and_all_the_properties_are_more(self):
        for far in ("refers(A, AWS::Store::Shelf)", "alone(A)", "attribute(A) == 'Arn'", "size(.) < 9"):
            self.assertIsNone(reads(far), far)
        self.assertIsNone(reads("has(A)", when="alone(B)"))


if __name__ == "__main__":
    unittest.main()

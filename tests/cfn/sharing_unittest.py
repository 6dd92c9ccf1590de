"""Nested types that resources of one service have in common."""

import unittest
from types import SimpleNamespace

from model import Member, Struct
from sharing import share


def member(name, element):
    return Member(name, name, ("Value", element), {}, None)


def resource(namespace, *structs):
    return SimpleNamespace(namespace=namespace, structs=list(structs))


class ShareTest(unittest.TestCase):
    def test_alike_types_are_declared_by_the_first_resource(self):
        first = Struct("Rule", "", [member("name", "std::string")])
        second = Struct("Rule", "other words", [member("name", "std::string")])
        share([resource("a", first), resource("b", second)])
        self.assertEqual((first.shared, second.shared), (None, "a"))

    def test_types_that_refer_to_different_ones_are_not_alike(self):
        first = [Struct("Outer", "", [member("in", "Inner")]), Struct("Inner", "", [member("x", "bool")])]
        second = [Struct("Outer", "", [member("in", "Inner")]), Struct("Inner", "", [member("x", "double")])]
        share([resource("a", *first), resource("b", *second)])
        self.assertEqual([struct.shared for struct in first + second], [None] * 4)

    def test_types_that_refer_to_themselves_can_be_alike(self):
        first = Struct("Filter", "", [member("and", "Filter")])
        second = Struct("Filter", "", [member("and", "Filter")])
        share([resource("a", first), resource("b", second)])
        self.assertEqual(second.shared, "a")


if __name__ == "__main__":
    unittest.main()

"""How what two tools say of a resource is compared."""

import unittest

from comparison import Comparison

TABLE = "AWS::DynamoDB::Table"


def template(**resources):
    return {"Resources": resources}


def table(name):
    return {"Type": TABLE, "Properties": {"TableName": name}}


def row(effect, **more):
    return {"path": "/Properties/TableName", "effect": effect, **more}


def ours(action, *rows):
    return {"resources": [{"logical_id": "A", "action": action, "properties": list(rows)}]}


def theirs(impact, **properties):
    return {"A": {"impact": impact, "properties": properties, "others": []}}


def compare(report, changes, old=None, new=None, explained=()):
    result = Comparison(explained)
    result.add("pair", template(A=old or table("a")), template(A=new or table("b")), report, changes)
    return result


class ComparisonTest(unittest.TestCase):
    def test_the_same_effect_agrees(self):
        result = compare(ours("replace", row("replaces")),
                         theirs("WILL_REPLACE", TableName="WILL_REPLACE"))
        self.assertEqual((result.agreed, result.changed_agreed, result.points), (1, 1, []))

    def test_a_resource_that_neither_tells_agrees_but_does_not_change(self):
        result = compare({"resources": []}, {}, new=table("a"))
        self.assertEqual((result.agreed, result.changed), (1, 0))

    def test_a_kept_resource_is_an_orphan_to_the_peer(self):
        result = compare(ours("retain", row("none")), theirs("WILL_ORPHAN"))
        self.assertEqual(result.disagreed, [])

    def test_an_update_that_the_peer_calls_a_replacement_is_unexplained(self):
        result = compare(ours("update", row("in_place")),
                         theirs("WILL_REPLACE", TableName="WILL_REPLACE"))
        self.assertEqual([point.kind for point in result.points], ["in_place x replaces"])
        self.assertEqual([point.kind for point in result.unexplained()], ["update x replace"])

    def test_it_is_explained_where_every_property_is(self):
        explained = [{"kind": "in_place x replaces", "type": TABLE, "property": "TableName",
                      "reason": "why"}]
        result = compare(ours("update", row("in_place")),
                         theirs("WILL_REPLACE", TableName="WILL_REPLACE"), explained=explained)
        self.assertEqual([point.reason for point in result.disagreed], ["why"])
        result = compare(ours("update", row("in_place")),
                         theirs("WILL_REPLACE", TableName="WILL_REPLACE", Other="WILL_REPLACE"),
                         explained=explained)
        self.assertEqual(len(result.unexplained()), 1)

    def test_a_fact_may_be_part_of_an_explanation(self):
        explained = [{"kind": "same x .*", "facts": ["reworded"], "reason": "why"}]
        changes = theirs("WILL_UPDATE", TableName="WILL_UPDATE")
        told = compare({"resources": []}, changes, table({"Ref": "A"}), table({"Fn::Sub": "${A}"}),
                       explained)
        self.assertEqual(told.unexplained(), [])
        told = compare({"resources": []}, changes, explained=explained)
        self.assertEqual(len(told.unexplained()), 1)

    def test_a_property_that_the_peer_does_not_know_is_an_update_to_both(self):
        result = compare(ours("update", row("in_place")), theirs("NO_CHANGE", TableName="NO_CHANGE"))
        self.assertEqual((result.disagreed, result.points), ([], []))


if __name__ == "__main__":
    unittest.main()

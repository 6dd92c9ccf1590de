"""What is found in two templates to explain a difference."""

import unittest

import facts


def template(properties, kind="AWS::EC2::Subnet", **more):
    return {"Resources": {"A": {"Type": kind, "Properties": properties}, **more.pop("others", {})},
            **more}


def found(old, new, name, rows=(), changes=None):
    return facts.Pair(old, new).facts("A", name, rows, changes or {})


def row(value, because, effect="replaces", path="/Properties/VpcId"):
    return {"path": path, "old": value, "new": value, "effect": effect, "because": because}


class FactsTest(unittest.TestCase):
    def test_values_are_written_alike_reworded_or_of_another_kind(self):
        for old, new, fact in (("a", "a", {"written alike"}),
                               ({"Ref": "V"}, {"Fn::Sub": "${V}"}, {"reworded"}),
                               ("1", ["1"], {"other kind"}), ("a", "b", set())):
            with self.subTest(old=old, new=new):
                self.assertEqual(
                    found(template({"VpcId": old}), template({"VpcId": new}), "VpcId"), fact)

    def test_a_reference_follows_only_where_the_peer_does_not(self):
        value = {"Ref": "V"}
        both = template({"VpcId": value})
        replaced = {"V": {"impact": "WILL_REPLACE"}}
        self.assertIn("follows", found(both, both, "VpcId", [row(value, "V")]))
        self.assertNotIn("follows", found(both, both, "VpcId", [row(value, "V")], replaced))
        self.assertIn("follows", found(both, both, "VpcId", [row(value, "V", "in_place")], replaced))
        self.assertNotIn("follows", found(both, both, "VpcId", [row(value, "Other")]))
        joined = {"Fn::Sub": "x-${V}"}
        both = template({"VpcId": joined})
        self.assertIn("follows", found(both, both, "VpcId", [row(joined, "V")], replaced))

    def test_a_lookup_follows_only_where_its_mapping_changed(self):
        value = {"Fn::FindInMap": ["M", {"Ref": "AWS::Region"}, "x"]}
        old = template({"VpcId": value}, Mappings={"M": {"a": {"x": 1}}})
        new = template({"VpcId": value}, Mappings={"M": {"a": {"x": 2}}})
        rows = [row(value, "Mappings/M")]
        self.assertIn("follows", found(old, new, "VpcId", rows))
        self.assertNotIn("follows", found(old, old, "VpcId", rows))

    def test_a_condition_changes_with_what_it_is_made_of(self):
        made = {"Both": {"Fn::Not": [{"Condition": "One"}]}}
        bodies = [template({}, Conditions={**made, "One": {"Fn::Equals": ["a", each]}})
                  for each in "ab"]
        for body in bodies:
            body["Resources"]["A"]["Condition"] = "Both"
        self.assertIn("condition changed", found(*bodies, ""))
        self.assertNotIn("condition changed", found(bodies[0], bodies[0], ""))

    def test_the_specification_tells_what_a_nested_property_does(self):
        kind = "AWS::Batch::ComputeEnvironment"
        given = {"Fn::If": ["C", {"SpotIamFleetRole": "r"}, {"Ref": "AWS::NoValue"}]}
        old, new = template({}, kind), template({"ComputeResources": given}, kind)
        rows = [{"path": "/Properties/ComputeResources", "new": given, "effect": "replaces"}]
        self.assertIn("nested", found(old, new, "ComputeResources", rows))
        rows[0]["new"] = {"Fn::If": ["C", {"MaxvCpus": 2}, {"Ref": "AWS::NoValue"}]}
        self.assertNotIn("nested", found(old, new, "ComputeResources", rows))


if __name__ == "__main__":
    unittest.main()

"""What counts as the same to the judge of the diff."""

import unittest

import normal_form
from specification import Place, place_of_property


def form(value, kind="", name=""):
    return normal_form.of_value(value, place_of_property(kind, name) if kind else Place())


class NormalFormTest(unittest.TestCase):
    def assert_same(self, one, other, *place):
        self.assertEqual(form(one, *place), form(other, *place))

    def assert_different(self, one, other, *place):
        self.assertNotEqual(form(one, *place), form(other, *place))

    def test_a_text_is_the_same_however_it_is_put_together(self):
        self.assert_same({"Fn::Sub": "a-${Table.Arn}-${!b}"},
                         {"Fn::Join": ["-", ["a", {"Fn::GetAtt": ["Table", "Arn"]}, "${b}"]]})
        self.assert_same({"Fn::Sub": "${Table}"}, {"Ref": "Table"})
        self.assert_same({"Fn::Sub": ["${X}", {"X": {"Fn::GetAtt": "A.B"}}]},
                         {"Fn::GetAtt": ["A", "B"]})
        self.assert_different({"Fn::Sub": "${Table}"}, {"Fn::Sub": "${!Table}"})
        self.assert_different({"Fn::Join": [",", ["a", "b"]]}, {"Fn::Join": ["", ["a", "b"]]})

    def test_a_boolean_may_be_a_text_where_the_specification_says_boolean(self):
        self.assert_same(True, "True", "AWS::EC2::VPC", "EnableDnsSupport")
        self.assert_different("True", "true", "AWS::SQS::Queue", "QueueName")

    def test_the_kind_of_a_scalar_counts_in_json_that_is_handed_on(self):
        self.assert_different({"a": 1}, {"a": "1"}, "AWS::SSM::Document", "Content")

    def test_the_order_of_a_list_counts_unless_the_specification_says_otherwise(self):
        tags = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
        self.assert_same(tags, tags[::-1], "AWS::EC2::VPC", "Tags")
        self.assert_different(["a", "b"], ["b", "a"])

    def test_the_statements_of_a_policy_are_a_set(self):
        one = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": ["b", "a"]}
        other = {"Effect": "Deny", "Action": ["s3:PutObject"], "Resource": "*"}
        self.assert_same({"Statement": [one, other]},
                         {"Statement": [other, {**one, "Action": ["S3:getObject"],
                                                "Resource": ["a", "b"]}]})
        self.assert_different({"Statement": [one]}, {"Statement": [{**one, "Effect": "Deny"}]})

    def test_a_value_that_is_none_is_not_there(self):
        self.assert_same({"a": 1, "b": {"Ref": "AWS::NoValue"}}, {"a": 1})

    def test_what_a_resource_waits_for_is_a_set(self):
        one = {"Type": "T", "DependsOn": ["b", "a"]}
        self.assertEqual(normal_form.of_resource(one),
                         normal_form.of_resource({"Type": "T", "DependsOn": ["a", "b"]}))
        self.assertEqual(normal_form.of_resource({"Type": "T", "DependsOn": "a"}),
                         normal_form.of_resource({"Type": "T", "DependsOn": ["a"]}))

    def test_a_ref_that_gives_a_name_is_that_name(self):
        bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Sub": "a-${AWS::Region}"}}}
        alike = ({"Ref": "Photos"}, {"Fn::Sub": "${Photos}"}, {"Fn::Join": ["", [{"Ref": "Photos"}]]},
                 {"Fn::Sub": ["${X}", {"X": {"Ref": "Photos"}}]}, {"Fn::Sub": "a-${AWS::Region}"})
        for value in alike:
            template = {"Resources": {"Photos": bucket}, "Outputs": {"Name": {"Value": value}}}
            with self.subTest(value=value):
                self.assertEqual(normal_form.of_template(template)["Outputs"]["Name"]["Value"],
                                 {"text": ["a-", {"Ref": "AWS::Region"}]})
        self.assertEqual(normal_form.names_in({"Resources": {
            "Zone": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": "x"}},
            "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "x"}}}}), {})


if __name__ == "__main__":
    unittest.main()

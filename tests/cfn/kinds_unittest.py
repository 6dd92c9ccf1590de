"""Which kinds of identifiers the generated code tells apart."""

import unittest

from kinds import Kinds


def resource(name, ref, properties=(), attributes=()):
    return {"class": name, "primaryIdentifier": [ref], "properties": dict(properties),
            "attributes": dict(attributes), "definitions": {}}


RESOURCES = {
    "AWS::EC2::SecurityGroup": resource(
        "SecurityGroup", "Id",
        {"GroupName": {"type": "string", "relations": [["AWS::EC2::SecurityGroup", "Name"]]}},
        {"Id": {"type": "string"}, "GroupId": {"type": "string"}}),
    "AWS::EC2::VPC": resource("VPC", "VpcId", attributes={
        "VpcId": {"type": "string"},
        "DefaultSecurityGroup": {"type": "string", "relations": [["AWS::EC2::SecurityGroup", "Id"]]}}),
    "AWS::DynamoDB::Table": resource("Table", "TableName", {"TableName": {"type": "string"}}, {
        "Arn": {"type": "string"}, "StreamArn": {"type": "string"}}),
    "AWS::X::User": resource("User", "Id", {
        "SecurityGroupIds": {"type": "[string]", "relations": [["AWS::EC2::SecurityGroup", "GroupId"],
                                                             ["AWS::EC2::SecurityGroup", "Id"]]},
        "TableStreamArn": {"type": "string", "relations": [["AWS::DynamoDB::Table", "StreamArn"]]},
        "Target": {"type": "string", "relations": [["AWS::DynamoDB::Table", "Arn"]]}}),
}


class KindsTest(unittest.TestCase):
    def setUp(self):
        spaces = {name: name.split("::")[1].lower() for name in RESOURCES}
        self.kinds = Kinds(RESOURCES, spaces)

    def taken(self, owner, name):
        return self.kinds.taken(owner, name, RESOURCES[owner]["properties"][name])

    def test_names_of_one_identifier_are_one_kind(self):
        self.assertEqual(self.taken("AWS::X::User", "SecurityGroupIds"), [("ec2", "SecurityGroupId")])
        self.assertEqual(self.kinds.given("AWS::EC2::SecurityGroup", "GroupId"), ("ec2", "SecurityGroupId"))
        self.assertEqual(self.kinds.given("AWS::EC2::SecurityGroup", None), ("ec2", "SecurityGroupId"))

    def test_an_attribute_that_is_another_resources_identifier_is_of_that_kind(self):
        self.assertEqual(self.kinds.given("AWS::EC2::VPC", "DefaultSecurityGroup"),
                         ("ec2", "SecurityGroupId"))

    def test_two_arns_of_one_resource_are_two_kinds(self):
        self.assertEqual(self.taken("AWS::X::User", "TableStreamArn"), [("dynamodb", "TableStreamArn")])
        self.assertEqual(self.kinds.tag("AWS::DynamoDB::Table", "Arn"), ("dynamodb", "TableArn"))

    def test_a_property_whose_name_speaks_of_no_resource_stays_text(self):
        self.assertEqual(self.taken("AWS::X::User", "Target"), [])

    def test_a_resources_own_name_stays_text(self):
        self.assertEqual(self.taken("AWS::EC2::SecurityGroup", "GroupName"), [])

    def test_what_nothing_takes_is_given_as_text(self):
        self.assertIsNone(self.kinds.given("AWS::EC2::VPC", None))


if __name__ == "__main__":
    unittest.main()

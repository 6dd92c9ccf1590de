"""The template that omnitrack-synth gives for a configuration, to look into."""

import json
import subprocess
import sys
import unittest

# Output, description and export, as documented.
OUTPUTS = {
    "VpcId": ("VPC identifier", "VpcId"),
    "DynamoDBTableName": ("Main table name", "TableName"),
    "DynamoDBTableArn": ("Main table ARN", "TableArn"),
    "UserPoolId": ("Cognito User Pool ID", "UserPoolId"),
    "UserPoolClientId": ("User Pool Client ID", "UserPoolClientId"),
    "UserPoolArn": ("User Pool ARN", "UserPoolArn"),
    "RestApiUrl": ("REST API endpoint", "RestApiUrl"),
    "RestApiId": ("REST API ID", "RestApiId"),
    "WebSocketApiId": ("WebSocket API ID", "WebSocketApiId"),
    "WebSocketApiUrl": ("WebSocket endpoint", "WebSocketApiUrl"),
    "DigitalTwinBucketName": ("Digital twin S3 bucket", "DigitalTwinBucket"),
    "ModelArtifactsBucketName": ("Model artifacts S3 bucket", "ModelArtifactsBucket"),
    "ApplicationLogGroupName": ("App log group", "AppLogGroup"),
    "RedisClusterEndpoint": ("Redis cluster endpoint address", "RedisEndpoint"),
    "RedisClusterPort": ("Redis cluster port", "RedisPort"),
    "RedisSecurityGroupId": ("Security group ID", "RedisSecurityGroup"),
}


def ref(name):
    return {"Ref": name}


def get_att(name, attribute):
    return {"Fn::GetAtt": [name, attribute]}


class Resource:
    """A resource of the template, with its logical id."""

    def __init__(self, name, body):
        self.name = name
        self.body = body
        self.type = body["Type"]
        self.properties = body.get("Properties", {})

    def __getitem__(self, name):
        return self.properties[name]

    def waits_for(self):
        """The resources that it names in DependsOn."""
        names = self.body.get("DependsOn", [])
        return {names} if isinstance(names, str) else set(names)


class Template:
    """The template that a configuration gives."""

    binary = None
    made = {}

    def __init__(self, text):
        self.text = text
        document = json.loads(text)
        self.outputs = document["Outputs"]
        self.resources = [Resource(*item) for item in document["Resources"].items()]

    @classmethod
    def of(cls, *settings):
        """The template with these settings, each `key=value`."""
        if settings not in cls.made:
            words = [word for setting in settings for word in ("--set", setting)]
            run = subprocess.run([cls.binary, "synth", *words], stdout=subprocess.PIPE, text=True,
                                 check=True)
            cls.made[settings] = cls(run.stdout)
        return cls.made[settings]

    def all(self, kind):
        return [resource for resource in self.resources if resource.type == f"AWS::{kind}"]

    def one(self, kind):
        found = self.all(kind)
        assert len(found) == 1, f"{len(found)} of AWS::{kind}"
        return found[0]

    def named(self, name):
        return next(resource for resource in self.resources if resource.name == name)

    def with_property(self, kind, name, value):
        return next(item for item in self.all(kind) if item.properties.get(name) == value)

    def bucket(self, name):
        return self.with_property(
            "S3::Bucket", "BucketName", {"Fn::Sub": name + "-${AWS::AccountId}-${AWS::Region}"})

    def subnets(self, kind):
        return [subnet for subnet in self.all("EC2::Subnet") if kind in subnet.name]

    def referred(self, value):
        """The resource whose ARN a value is."""
        name, attribute = value["Fn::GetAtt"]
        assert attribute == "Arn", attribute
        return self.named(name)

    def default_route(self, subnet):
        association = self.with_property(
            "EC2::SubnetRouteTableAssociation", "SubnetId", ref(subnet.name))
        return self.with_property("EC2::Route", "RouteTableId", association["RouteTableId"])

    def log_groups(self):
        return {group.properties.get("LogGroupName", "made up"): group
                for group in self.all("Logs::LogGroup")}


class DocumentTest(unittest.TestCase):
    """A test of the stack as it is without configuration, in `template`."""

    maxDiff = None

    def setUp(self):
        self.template = Template.of()

    def assert_properties(self, resource, expected):
        """Checks those properties that are named; a path with dots leads into a structure."""
        for path, value in expected.items():
            with self.subTest(resource=resource.name, property=path):
                found = resource.properties
                for step in path.split("."):
                    found = found[step]
                self.assertEqual(found, value)

    def role_statements(self, role):
        """What the role allows by policies of its own."""
        self.assertEqual({policy["PolicyDocument"]["Version"] for policy in role["Policies"]},
                         {"2012-10-17"})
        return [statement for policy in role["Policies"]
                for statement in policy["PolicyDocument"]["Statement"]]

    def assert_trusts(self, role, service):
        """Checks that the service alone may take the role; returns on what condition."""
        trusts = role["AssumeRolePolicyDocument"]["Statement"]
        self.assertEqual(
            [(trust["Effect"], trust["Principal"], trust["Action"]) for trust in trusts],
            [("Allow", {"Service": service}, "sts:AssumeRole")])
        return trusts[0].get("Condition", {})


def main():
    """Runs the tests of a file; its first argument is the program."""
    Template.binary = sys.argv.pop(1)
    unittest.main()

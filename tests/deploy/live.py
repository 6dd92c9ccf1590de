"""Imports resources that are in the account as an app, which makes what CloudFormation imports them by."""

import json
import pathlib
import re
import shlex
import shutil
import sys

import harness

sys.path.insert(0, str(harness.HERE.parent / "import"))
import corpus  # noqa: E402

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]})


class LiveTest(harness.CloudCase):
    binary = None

    def made_by(self, app):
        """The template that an app makes."""
        compiler = corpus.Compiler(pathlib.Path(self.binary).parents[1], self.folder)
        template = corpus.Template(pathlib.Path("live"), app)
        program, error = compiler.compile([template], "live")
        self.assertIsNotNone(program, error)
        made = self.folder / "made.json"
        ended = corpus.run([program, 0, made])
        self.assertTrue(made.exists(), ended.stderr)
        return json.loads(made.read_text())

    def refuse_cloud_control(self):
        """Has `aws` say of Cloud Control, which moto lacks, what AWS says of a type that it does not know."""
        aws = self.folder / "bin" / "aws"
        aws.parent.mkdir()
        path = self.cloud.environment["PATH"]
        real = shlex.quote(shutil.which("aws", path=path))
        aws.write_text('#!/bin/sh\nif [ "$1" = cloudcontrol ]; then\n'
                       '  echo "An error occurred (UnsupportedActionException) when calling GetResource" >&2\n'
                       f'  exit 254\nfi\nexec {real} "$@"\n', encoding="utf-8")
        aws.chmod(0o755)
        self.cloud.environment["PATH"] = f"{aws.parent}:{path}"

    def test_an_app_is_written_of_resources_that_are_there(self):
        aws = self.cloud.run
        aws("dynamodb", "create-table", "--table-name", "orders", "--billing-mode", "PAY_PER_REQUEST",
            "--attribute-definitions", "AttributeName=id,AttributeType=S",
            "--key-schema", "AttributeName=id,KeyType=HASH", "--tags", "Key=Team,Value=shop")
        aws("dynamodb", "update-time-to-live", "--table-name", "orders",
            "--time-to-live-specification", "Enabled=true,AttributeName=expires")
        dead = aws("sqs", "create-queue", "--queue-name", "jobs-dead")["QueueUrl"]
        dead_arn = aws("sqs", "get-queue-attributes", "--queue-url", dead, "--attribute-names", "QueueArn")[
            "Attributes"]["QueueArn"]
        redrive = json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": 3})
        jobs = aws("sqs", "create-queue", "--queue-name", "jobs", "--attributes",
                   json.dumps({"VisibilityTimeout": "180", "RedrivePolicy": redrive}))["QueueUrl"]
        role = aws("iam", "create-role", "--role-name", "worker", "--assume-role-policy-document", TRUST)["Role"]["Arn"]
        code = self.folder / "code.zip"
        code.write_bytes(b"PK\x05\x06" + bytes(18))
        aws("lambda", "create-function", "--function-name", "worker", "--runtime", "python3.13", "--handler", "a.b",
            "--role", role, "--zip-file", f"fileb://{code}", "--environment", "Variables={API_TOKEN=hunter2,TABLE=orders}")
        aws("logs", "create-log-group", "--log-group-name", "/aws/lambda/worker")
        aws("logs", "put-retention-policy", "--log-group-name", "/aws/lambda/worker", "--retention-in-days", "30")
        aws("s3api", "create-bucket", "--bucket", "photos")
        aws("s3api", "put-bucket-versioning", "--bucket", "photos", "--versioning-configuration", "Status=Enabled")
        vpc = aws("ec2", "create-vpc", "--cidr-block", "10.1.0.0/16")["Vpc"]["VpcId"]
        subnet = aws("ec2", "create-subnet", "--vpc-id", vpc, "--cidr-block", "10.1.1.0/24")["Subnet"]["SubnetId"]

        self.refuse_cloud_control()
        # One is read of what a call printed, the others are asked.
        web = aws("ec2", "create-security-group", "--group-name", "web", "--description", "the web", "--vpc-id", vpc)["GroupId"]
        aws("ec2", "authorize-security-group-ingress", "--group-id", web, "--protocol", "tcp", "--port", "443",
            "--cidr", "0.0.0.0/0")
        group = aws("ec2", "describe-security-groups", "--group-ids", web)
        (self.folder / "group.json").write_text(json.dumps(group), encoding="utf-8")
        ended = self.cloud.run_program(
            self.binary, "import", "--live", "AWS::DynamoDB::Table=orders", f"AWS::SQS::Queue={jobs}",
            f"AWS::SQS::Queue={dead}", "AWS::Lambda::Function=worker", "AWS::IAM::Role=worker",
            "AWS::Logs::LogGroup=/aws/lambda/worker", "AWS::S3::Bucket=photos", f"AWS::EC2::VPC={vpc}",
            f"AWS::EC2::Subnet={subnet}", "group.json", "-o", "shop", "--stack", "Shop", cwd=self.folder)
        self.assertNotIn("tried again", ended.stderr)
        self.assertNotIn("hunter2", ended.stderr + (self.folder / "shop" / "main.cpp").read_text())

        template = self.made_by(self.folder / "shop")
        self.cloud.run_program(self.binary, "validate", "made.json", cwd=self.folder)
        resources = template["Resources"]
        self.assertEqual({each["DeletionPolicy"] for each in resources.values()}, {"Retain"})
        properties = {name: each["Properties"] for name, each in resources.items()}
        self.assertEqual(properties["Orders"], {
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "BillingMode": "PAY_PER_REQUEST", "DeletionProtectionEnabled": False,
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}], "TableName": "orders",
            "Tags": [{"Key": "Team", "Value": "shop"}],
            "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True}})
        self.assertEqual(properties["Jobs"]["RedrivePolicy"],
                         {"deadLetterTargetArn": {"Fn::GetAtt": ["JobsDead", "Arn"]}, "maxReceiveCount": 3})
        self.assertEqual(properties["Jobs"]["VisibilityTimeout"], 180)
        self.assertEqual(properties["Worker"]["Role"], {"Fn::GetAtt": ["WorkerRole", "Arn"]})
        self.assertEqual(properties["Worker"]["Environment"]["Variables"]["API_TOKEN"],
                         {"Ref": "WorkerEnvironmentVariablesAPITOKEN"})
        self.assertEqual(template["Parameters"]["WorkerEnvironmentVariablesAPITOKEN"], {"Type": "String", "NoEcho": True})
        self.assertEqual(properties["AwsLambdaWorker"], {"LogGroupName": "/aws/lambda/worker", "RetentionInDays": 30})
        self.assertEqual(properties["Photos"]["VersioningConfiguration"], {"Status": "Enabled"})
        self.assertEqual(properties["Subnet"]["VpcId"], {"Ref": "VPC"})
        self.assertEqual(properties["Web"]["SecurityGroupIngress"], [
            {"CidrIp": "0.0.0.0/0", "FromPort": 443, "IpProtocol": "tcp", "ToPort": 443}])

        imported = json.loads((self.folder / "shop" / "resources-to-import.json").read_text())
        self.assertEqual({each["LogicalResourceId"] for each in imported}, set(resources))
        self.assertIn({"ResourceType": "AWS::EC2::Subnet", "LogicalResourceId": "Subnet",
                       "ResourceIdentifier": {"SubnetId": subnet}}, imported)

        # The command that is told is taken by the AWS CLI; moto imports nothing.
        (self.folder / "Shop.template.json").write_text(json.dumps(template), encoding="utf-8")
        command = re.search(r"^aws (cloudformation .*)", ended.stderr, re.M | re.S)[1].replace("\\\n", "")
        words = [word.replace("file://", f"file://{self.folder}/") for word in shlex.split(command)]
        self.assertIn(":changeSet/import/", self.cloud.run(*words)["Id"])

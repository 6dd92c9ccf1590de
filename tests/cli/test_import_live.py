"""What `import --live` makes of what the AWS CLI prints, and what it asks it."""

import json
import os
import pathlib
import sys
import tempfile
import unittest

import cli

ARN = "arn:aws:lambda:eu-west-1:123456789012:function:worker"
ROLE = "arn:aws:iam::123456789012:role/worker"
FUNCTION = {
    "Configuration": {
        "FunctionName": "worker", "FunctionArn": ARN, "Role": ROLE, "Runtime": "python3.13", "Handler": "a.b",
        "CodeSize": 100, "CodeSha256": "abc=", "Timeout": 30, "MemorySize": 256, "Description": "",
        "PackageType": "Zip", "TracingConfig": {"Mode": "Active"}, "State": "Active", "Version": "$LATEST",
        "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": [], "VpcId": ""}, "Architectures": ["arm64"],
        "Layers": [{"Arn": "arn:aws:lambda:eu-west-1:123456789012:layer:one:1", "CodeSize": 5}],
        "Environment": {"Variables": {"DB_PASSWORD": "hunter2", "QUEUE": "jobs", "TOKEN_TTL": "300",
                                      "URL": "postgres://me:hunter2@db/shop"}}},
    "Code": {"RepositoryType": "S3", "Location": "https://aws.example/signed?hunter2"},
    "Tags": {"Team": "shop", "aws:thing": "x"}}
# What IAM's part of Cloud Control tells of the role.
ROLE_TOLD = {
    "TypeName": "AWS::IAM::Role",
    "ResourceDescription": {"Identifier": "worker", "Properties": json.dumps({
        "RoleName": "worker", "Arn": ROLE, "RoleId": "AROAEXAMPLE", "Path": "/", "MaxSessionDuration": 3600,
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
        "Policies": [{"PolicyName": "read", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::photos/*"}]}}]})}}
BUCKET_TOLD = {
    "TypeName": "AWS::S3::Bucket",
    "ResourceDescription": {"Identifier": "photos", "Properties": json.dumps({
        "BucketName": "photos", "Arn": "arn:aws:s3:::photos", "DomainName": "photos.s3.amazonaws.com",
        "VersioningConfiguration": {"Status": "Enabled"}})}}
GROUPS = {"logGroups": [
    {"logGroupName": "/aws/lambda/worker-2", "arn": "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/worker-2:*",
     "creationTime": 1, "storedBytes": 2, "metricFilterCount": 0},
    {"logGroupName": "/aws/lambda/worker", "arn": "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/worker:*",
     "retentionInDays": 30, "creationTime": 1, "storedBytes": 2, "metricFilterCount": 0}]}
AWS = """#!{python} -BES
import json, pathlib, sys
answers = json.loads(pathlib.Path({answers!r}).read_text())
words = sys.argv[1:sys.argv.index("--output")]
with open({calls!r}, "a") as calls:
    print(" ".join(words), file=calls)
answer = answers.get(" ".join(words))
if answer is None:
    sys.exit("An error occurred (UnsupportedActionException) when calling GetResource: not supported")
print(json.dumps(answer))
"""


class ImportLiveTest(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, value):
        text = value if isinstance(value, str) else json.dumps(value, indent=1)
        (self.folder / name).write_text(text, encoding="utf-8")

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def run_live(self, *words, **options):
        return self.run_app(os.environ["OMNITRACK_SYNTH"], "import", "--live", *words, cwd=self.folder, **options)

    def answer(self, **answers):
        """Puts an `aws` on PATH that gives these answers."""
        self.write("answers.json", answers)
        launcher = self.folder / "bin" / "aws"
        launcher.parent.mkdir()
        launcher.write_text(AWS.format(python=sys.executable, answers=str(self.folder / "answers.json"),
                                       calls=str(self.folder / "calls")), encoding="utf-8")
        launcher.chmod(0o755)
        return {"env": os.environ | {"PATH": f"{launcher.parent}:{os.environ['PATH']}"}}

    def test_what_cloud_control_prints_becomes_an_app_and_the_file_of_the_import(self):
        self.write("role.json", ROLE_TOLD)
        self.write("bucket.json", BUCKET_TOLD)
        run = self.run_live("role.json", "bucket.json", "-o", "shop", "--stack", "Shop")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(
            run.stderr.splitlines()[0], "omnitrack-synth: wrote shop/main.cpp (2 resources, 2 of them by constructs)")
        self.assertEqual(
            run.stderr[run.stderr.index("omnitrack-synth: next"):],
            "omnitrack-synth: next, with what the app's 'synth -o .' writes:\n"
            "aws cloudformation create-change-set \\\n    --stack-name Shop \\\n    --change-set-name import \\\n"
            "    --change-set-type IMPORT \\\n    --template-body file://Shop.template.json \\\n"
            "    --resources-to-import file://shop/resources-to-import.json \\\n"
            "    --capabilities CAPABILITY_NAMED_IAM\n")
        self.assertEqual(json.loads(self.read("shop/resources-to-import.json")), [
            {"ResourceType": "AWS::IAM::Role", "LogicalResourceId": "Worker",
             "ResourceIdentifier": {"RoleName": "worker"}},
            {"ResourceType": "AWS::S3::Bucket", "LogicalResourceId": "Photos",
             "ResourceIdentifier": {"BucketName": "photos"}}])
        code = self.read("shop/main.cpp")
        self.assertIn('concat(photos.arn(), "/*")', code)
        self.assertIn('.bucket_name = "photos"', code)
        self.assertEqual(code.count("set_removal_policy(RemovalPolicy::retain)"), 1, code)
        self.assertEqual(code.count(".removal_policy = RemovalPolicy::retain"), 1, code)
        self.assertNotIn("AROAEXAMPLE", code)
        self.assertNotIn("domain_name", code)

    def test_a_function_keeps_its_secrets_and_asks_for_its_code(self):
        self.write("role.json", ROLE_TOLD)
        self.write("function.json", FUNCTION)
        run = self.run_live("function.json", "role.json", "-o", "worker")
        self.assertEqual(run.returncode, 0, run.stderr)
        code = self.read("worker/main.cpp")
        self.assertNotIn("hunter2", code + run.stderr + self.read("worker/resources-to-import.json"))
        for part in ('.role = worker_role,', '.timeout = 30', '"WorkerEnvironmentVariablesDBPASSWORD"',
                     '.no_echo = true', '{"TOKEN_TTL", "300"}', 'worker_code_s3_key.value()',
                     '"arn:aws:lambda:eu-west-1:123456789012:layer:one:1"', '.key = "Team"'):
            self.assertIn(part, code)
        for part in ("description", "vpc_config", "code_size", "aws:thing"):
            self.assertNotIn(part, code)
        self.assertIn("parameters that are not shown stand for secrets: WorkerEnvironmentVariablesDBPASSWORD, "
                      "WorkerEnvironmentVariablesURL\n", run.stderr)
        self.assertIn("parameters stand for what AWS does not tell: WorkerCodeS3Bucket, WorkerCodeS3Key\n", run.stderr)
        self.assertIn("does not tell its reserved concurrency", run.stderr)
        self.assertIn(" --parameters ParameterKey=WorkerEnvironmentVariablesDBPASSWORD,ParameterValue=VALUE ",
                      run.stderr)

    def test_calls_of_several_services_are_known_by_what_they_print(self):
        self.write("queue.json", {"Attributes": {
            "QueueArn": "arn:aws:sqs:eu-west-1:123456789012:jobs", "VisibilityTimeout": "180", "DelaySeconds": "0",
            "ApproximateNumberOfMessages": "3", "SqsManagedSseEnabled": "true", "NewThing": "x",
            "RedrivePolicy": '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead","maxReceiveCount":5}'}})
        self.write("group.yaml", "SecurityGroups:\n- GroupId: sg-0a1b2c3d4e5f60718\n  GroupName: web\n  VpcId: vpc-0a1b2c3d\n"
                   "  OwnerId: '123456789012'\n  Description: the web\n  IpPermissions:\n  - IpProtocol: tcp\n    FromPort: 443\n"
                   "    ToPort: 443\n    IpRanges: [{CidrIp: 0.0.0.0/0, Description: all}]\n"
                   "    UserIdGroupPairs: [{GroupId: sg-1, UserId: '123456789012'}]\n    Ipv6Ranges: []\n"
                   "  IpPermissionsEgress: []\n")
        self.write("vpc.json", {"Vpcs": [{"VpcId": "vpc-0a1b2c3d", "CidrBlock": "10.0.0.0/16", "IsDefault": False,
                                          "State": "available", "Tags": [{"Key": "Name", "Value": "main net"}]}]})
        run = self.run_live("queue.json", "-o", "app")
        self.assert_ends(run, 1, stderr="queue.json:2:16: error OT1830: AWS::SQS::Queue: the answer does not tell its "
                         "QueueUrl, which identifies it\n  2 |  \"Attributes\": {\n    |                ^\n"
                         "  hint: name it, so that AWS is asked: AWS::SQS::Queue=IDENTIFIER\n"
                         "omnitrack-synth: 1 error\n")
        self.assertFalse((self.folder / "app").exists())
        run = self.run_live("group.yaml", "vpc.json", "-o", "app")
        self.assertEqual(run.returncode, 0, run.stderr)
        code = self.read("app/main.cpp")
        self.assertIn('.vpc_id = main_net.ref()', code)
        self.assertIn('.cidr_ip = "0.0.0.0/0"', code)
        self.assertIn('.source_security_group_id = "sg-1"', code)
        self.assertIn('.description = "the web"', code)
        self.assertEqual(json.loads(self.read("app/resources-to-import.json"))[0]["ResourceIdentifier"],
                         {"Id": "sg-0a1b2c3d4e5f60718"})

    def test_a_named_resource_is_asked_of_cloud_control(self):
        with_aws = self.answer(**{
            "cloudcontrol get-resource --type-name AWS::S3::Bucket --identifier photos --region eu-west-1": BUCKET_TOLD})
        run = self.run_live("AWS::S3::Bucket=photos", "-o", "photos", "--region", "eu-west-1", **with_aws)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn(" --region eu-west-1\n", run.stderr)
        self.assertIn('StackProps{.id = "photos"}', self.read("photos/main.cpp"))

    def test_without_cloud_control_the_calls_of_its_service_are_asked(self):
        url = "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs"
        with_aws = self.answer(**{
            "logs describe-log-groups --log-group-name-prefix /aws/lambda/worker": GROUPS,
            "logs list-tags-log-group --log-group-name /aws/lambda/worker": {"tags": {"Team": "shop"}},
            f"sqs get-queue-attributes --queue-url {url} --attribute-names All": {"Attributes": {
                "QueueArn": "arn:aws:sqs:eu-west-1:123456789012:jobs", "VisibilityTimeout": "180"}}})
        run = self.run_live("AWS::Logs::LogGroup=/aws/lambda/worker", f"AWS::SQS::Queue={url}", "-o", "app", **with_aws)
        self.assertEqual(run.returncode, 0, run.stderr)
        code = self.read("app/main.cpp")
        self.assertIn(".retention = 30", code)
        self.assertIn('.value = "shop"', code)
        self.assertIn('.queue_name = "jobs"', code)
        self.assertIn(".visibility_timeout = 180", code)
        self.assertEqual([each["ResourceIdentifier"] for each in json.loads(self.read("app/resources-to-import.json"))],
                         [{"LogGroupName": "/aws/lambda/worker"}, {"QueueUrl": url}])

    def test_what_cannot_be_imported_is_told(self):
        self.write("stacked.json", {"Role": {"RoleName": "r", "Arn": ROLE, "AssumeRolePolicyDocument": {}, "Path": "/",
                                             "Tags": [{"Key": "aws:cloudformation:stack-name", "Value": "Other"}]}})
        run = self.run_live("stacked.json", "-o", "app")
        self.assertEqual(run.returncode, 1)
        self.assertIn("error OT1830: AWS::IAM::Role: it is part of the stack 'Other', and CloudFormation imports nothing "
                      "that a stack has", run.stderr)
        self.write("other.json", {"Buckets": []})
        self.assertIn("other.json:1:1: error OT1830: no call of the AWS CLI that is known here prints this\n",
                      self.run_live("other.json", "-o", "app").stderr)
        self.write("broken.json", "{")
        self.assertRegex(self.run_live("broken.json", "-o", "app").stderr, r"^broken\.json:1:2: error OT1830: ")
        for word, message in (("AWS::S3::Buckets=a", "has no type 'AWS::S3::Buckets'"),
                              ("Custom::Thing=a", "custom resources and modules cannot be imported"),
                              ("AWS::Serverless::Function=a", "cannot import an 'AWS::Serverless::Function'")):
            run = self.run_live(word, "-o", "app")
            self.assertEqual(run.returncode, 1, run.stderr)
            self.assertIn(message, run.stderr)
        run = self.run_live("none.json", "-o", "app")
        self.assertEqual((run.returncode, "cannot read none.json: " in run.stderr), (1, True))
        self.assertFalse((self.folder / "app").exists())

    def test_a_wrong_command_line(self):
        synth = os.environ["OMNITRACK_SYNTH"]
        self.assert_ends(self.run_live("-o", "app"), 64, stderr="omnitrack-synth: error: a resource is needed\n"
                         "  hint: name it: import --live TYPE=IDENTIFIER -o DIR\n")
        self.assert_ends(self.run_app(synth, "import", "AWS::S3::Bucket=a", "-o", "app"), 64,
                         stderr="omnitrack-synth: error: 'AWS::S3::Bucket=a' is a resource and no template\n"
                         "  hint: resources that are there are imported by --live\n")
        self.assert_ends(self.run_live("AWS::S3::Bucket=", "-o", "app"), 64,
                         stderr="omnitrack-synth: error: 'AWS::S3::Bucket=' has no identifier\n"
                         "  hint: name one, as in AWS::S3::Bucket=photos\n")
        self.assert_ends(self.run_app(synth, "import", "a.yaml", "-o", "app", "--region", "eu-west-1"), 64,
                         stderr="omnitrack-synth: error: --profile and --region are for --live\n"
                         "  hint: see omnitrack-synth help import\n")


if __name__ == "__main__":
    unittest.main()

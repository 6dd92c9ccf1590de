"""What diff prints of templates, of the app and of what is deployed, and how it ends."""

import itertools
import json
import os
import pathlib
import re
import stat
import sys
import tempfile
import unittest

import cli

OLD = """Description: the shop
Parameters:
  Stage: {Type: String, Default: dev}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      BillingMode: PAY_PER_REQUEST
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
  Invoices:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: 5
      Tags: [{Key: team, Value: blue}, {Key: cost, Value: "12"}]
  Reader:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.12
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/reader
      Code: {ZipFile: "pass"}
      Environment: {Variables: {TABLE: !Ref Orders}}
  News:
    Type: AWS::SNS::Topic
Outputs:
  Table: {Value: !Ref Orders}
  Topic: {Value: !Ref News}
"""
NEW = """{
 "Description": "the shop, larger",
 "Parameters": {"Stage": {"Default": "dev", "Type": "String"}},
 "Resources": {
  "Orders": {
   "Type": "AWS::DynamoDB::Table",
   "Properties": {
    "TableName": "orders-2",
    "BillingMode": "PAY_PER_REQUEST",
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeType": "S", "AttributeName": "id"}]
   }
  },
  "Jobs": {
   "Type": "AWS::SQS::Queue",
   "Properties": {
    "DelaySeconds": "10",
    "Tags": [{"Key": "cost", "Value": "12"}, {"Key": "team", "Value": "green"}, {"Key": "x", "Value": "y"}],
    "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Failed", "Arn"]}, "maxReceiveCount": 3, "remark": "what could not be worked on three times"}
   }
  },
  "Failed": {"Type": "AWS::SQS::Queue"},
  "Reader": {
   "Type": "AWS::Lambda::Function",
   "Properties": {
    "Runtime": "python3.12",
    "Handler": "index.handler",
    "Role": "arn:aws:iam::123456789012:role/reader",
    "Code": {"ZipFile": "pass"},
    "Environment": {"Variables": {"TABLE": {"Fn::Sub": "${Orders}"}}}
   }
  }
 },
 "Outputs": {"Table": {"Value": {"Ref": "Orders"}}, "Dead": {"Value": {"Ref": "Failed"}}}
}
"""
TEXT = """\
Data loss
  ! Orders (AWS::DynamoDB::Table): all items of the table 'orders'
    at: new.json:5:3
    hint: set 'UpdateReplacePolicy: Retain' and deploy that first, or leave
      '/Properties/TableName' as it is

Stack new
  ± replace     AWS::DynamoDB::Table Orders  [stateful, the old one is deleted]  new.json:5:3
      TableName: "orders" → "orders-2" (replaces)
  ~ update      AWS::SQS::Queue Jobs  [stateful]  new.json:14:3
      DelaySeconds: 5 → "10"
      Tags/0/Value: "blue" → "green"
      + Tags: {Key: "x", Value: "y"}
      + RedrivePolicy:
          + deadLetterTargetArn: !GetAtt Failed.Arn
          + maxReceiveCount: 3
          + remark: "what could not be worked on three times"
  + create      AWS::SQS::Queue Failed  [stateful]  new.json:22:3
  ~ update      AWS::Lambda::Function Reader  new.json:23:3
      because Orders is replaced: Environment/Variables/TABLE
  = retain      AWS::S3::Bucket Invoices  [stateful]  old.yaml:12:3
  - delete      AWS::SNS::Topic News  old.yaml:28:3
  Outputs
    + Dead: {Value: !Ref Failed}
    - Topic: {Value: !Ref News}
    ~ Table  new.json:34:14
      because Orders is replaced: Value
  Settings
    ~ Description: "the shop" → "the shop, larger" (no effect)

1 created, 2 updated, 1 replaced, 1 deleted, 1 retained; 3 outputs, 1 setting changed
"""
NARROW = """\
Data loss
  ! Orders (AWS::DynamoDB::Table): all items of the table
    'orders'
    at: new.json:5:3
    hint: set 'UpdateReplacePolicy: Retain' and deploy
      that first, or leave '/Properties/TableName' as it is

Stack new
  ! replace     AWS::DynamoDB::Table Orders
      [stateful, the old one is deleted]  new.json:5:3
      TableName: "orders" -> "orders-2" (replaces)
  ~ update      AWS::SQS::Queue Jobs  [stateful]
      new.json:14:3
      DelaySeconds: 5 -> "10"
      Tags/0/Value: "blue" -> "green"
      + Tags: {Key: "x", Value: "y"}
      + RedrivePolicy:
          + deadLetterTargetArn: !GetAtt Failed.Arn
          + maxReceiveCount: 3
          + remark: "what could not be ...ed on three times"
  + create      AWS::SQS::Queue Failed  [stateful]
      new.json:22:3
  ~ update      AWS::Lambda::Function Reader  new.json:23:3
      because Orders is replaced:
        Environment/Variables/TABLE
  = retain      AWS::S3::Bucket Invoices  [stateful]
      old.yaml:12:3
  - delete      AWS::SNS::Topic News  old.yaml:28:3
  Outputs
    + Dead: {Value: !Ref Failed}
    - Topic: {Value: !Ref News}
    ~ Table  new.json:34:14
      because Orders is replaced: Value
  Settings
    ~ Description: (no effect)
      - "the shop"
      + "the shop, larger"

1 created, 2 updated, 1 replaced, 1 deleted, 1 retained; 3 outputs, 1 setting changed
"""
MARKDOWN = """\
## Data would be lost

1 created, 2 updated, 1 replaced, 1 deleted, 1 retained; 3 outputs, 1 setting changed

> [!CAUTION]
> **Data would be lost**
>
> - **`Orders`** (`AWS::DynamoDB::Table`): all items of the table 'orders', `new.json:5:3`<br>set 'UpdateReplacePolicy: Retain' and deploy that first, or leave '/Properties/TableName' as it is

### Stack `new`

| Action | Resource | Type | From |
|:--|:--|:--|:--|
| **replace**, the old one is deleted | `Orders` stateful | `AWS::DynamoDB::Table` | `new.json:5:3` |
| update | `Jobs` stateful | `AWS::SQS::Queue` | `new.json:14:3` |
| create | `Failed` stateful | `AWS::SQS::Queue` | `new.json:22:3` |
| update | `Reader` | `AWS::Lambda::Function` | `new.json:23:3` |
| **retain** | `Invoices` stateful | `AWS::S3::Bucket` | `old.yaml:12:3` |
| **delete** | `News` | `AWS::SNS::Topic` | `old.yaml:28:3` |

<details><summary>What changes in 3 resources</summary>

- **`Orders`**
  - `TableName`: `"orders"` → `"orders-2"` (**replaces**)
- **`Jobs`**
  - `DelaySeconds`: `5` → `"10"`
  - `Tags/0/Value`: `"blue"` → `"green"`
  - added `Tags`: `{Key: "x", Value: "y"}`
  - added `RedrivePolicy`: `{deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 3, remark: "what could not be worked on three times"}`
- **`Reader`**
  - `Environment/Variables/TABLE` because Orders is replaced

</details>

<details><summary>3 outputs, 1 setting changed</summary>

- Outputs: added **`Dead`**: `{Value: !Ref Failed}`
- Outputs: removed **`Topic`**: `{Value: !Ref News}`
- Outputs: **`Table`**
  - `Value` because Orders is replaced
- Settings: **`Description`**: `"the shop"` → `"the shop, larger"` (no effect)

</details>
"""
QUEUE = "Resources: {Jobs: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 5}}}\n"
SLOWER = QUEUE.replace("5", "6")
TABLE = """Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
"""
OTHER_TABLE = TABLE.replace("orders", "orders-2")
# 2026-01-15.
DAY = "1768435200"
OPEN = """Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: the web
      VpcId: vpc-1234567890abcdef0
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]
"""
CLOSED = OPEN.replace("0.0.0.0/0", "10.0.0.0/8")


class Diff(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.write("old.yaml", OLD)
        self.write("new.json", NEW)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        return path

    def diff(self, *arguments, app="configured", **options):
        settings = {"LANG": "C.UTF-8", "LC_ALL": "", "LC_CTYPE": "", "COLUMNS": "",
                    "SOURCE_DATE_EPOCH": DAY}
        environment = cli.environment(**settings) | options.pop("set", {})
        return self.run_app(app, "diff", *arguments, cwd=self.folder, env=environment, **options)

    def json_of(self, *arguments, **options):
        run = self.diff(*arguments, "--format", "json", **options)
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    def assert_diffs(self, arguments, code, stdout="", said=(), **options):
        """Checks all that diff says; each line of stderr but the hints begins with the name."""
        said = "".join(line if line[0] == " " else f"configured: {line}\n" for line in said)
        self.assert_ends(self.diff(*arguments, **options), code, stdout, said)

    def assert_refused(self, arguments, code, message, hint=None, **options):
        said = [f"error: {message}"] + ([f"  hint: {hint}\n"] if hint else [])
        self.assert_diffs(arguments, code, "", said, **options)


class Text(Diff):
    def test_losses_come_first_then_a_tree_of_what_changes(self):
        self.assert_diffs(["old.yaml", "new.json"], 0, TEXT)

    def test_it_fits_the_width_and_needs_no_unicode(self):
        arguments = ["old.yaml", "new.json"]
        self.assert_diffs(arguments, 0, NARROW, set={"COLUMNS": "60", "LANG": "C"})
        self.assertLessEqual(max(map(len, NARROW.splitlines()[:-1])), 60)

    def test_colours_change_nothing_but_the_colours(self):
        painted = self.diff("old.yaml", "new.json", "--color", "always").stdout
        self.assertEqual(re.sub(r"\x1b\[[\d;]*m", "", painted), TEXT)
        self.assertIn('TableName: \x1b[1;31m"orders"\x1b[0m → \x1b[1;32m"orders-2"\x1b[0m', painted)
        self.assertIn("\x1b[1;31m± replace\x1b[0m     AWS::DynamoDB::Table \x1b[1mOrders", painted)

    def test_statements_of_policies_are_told_whole_in_words(self):
        role = """Resources:
  Worker:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: work
      Roles: [worker]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Deny, Action: "s3:Delete*", Resource: "*"}
          - Effect: Allow
            Action: [%s]
            Resource: !GetAtt Files.Arn
            Condition: {StringEquals: {"aws:PrincipalTag/team": blue}}
  Files: {Type: AWS::S3::Bucket}
"""
        self.write("a.yaml", role % "s3:GetBucketLocation, s3:ListBucketVersions")
        self.write("b.yaml", role % "s3:GetBucketLocation")
        shown = self.diff("a.yaml", "b.yaml", set={"COLUMNS": "80"}).stdout
        self.assertIn(
            """      - PolicyDocument/Statement/1:
          Allow s3:GetBucketLocation, s3:ListBucketVersions on !GetAtt
            Files.Arn where {StringEquals: {"aws:PrincipalTag/team": "blue"}}
      + PolicyDocument/Statement:
          Allow s3:GetBucketLocation on !GetAtt Files.Arn where {StringEquals:
            {"aws:PrincipalTag/team": "blue"}}
""",
            shown,
        )
        self.assertNotIn("Deny", shown)

    def test_what_does_nothing_is_counted_and_shown_by_all(self):
        self.write("a.yaml", "Resources: {T: {Type: AWS::SNS::Topic, Metadata: {a: 1}}}\n")
        self.write("b.yaml", "Resources: {T: {Type: AWS::SNS::Topic, Metadata: {a: 2}}}\n")
        counted = "1 row differs in metadata, order, form or a tool's tag alone, which does nothing\n"
        self.assert_diffs(["a.yaml", "b.yaml"], 0, counted)
        self.assert_diffs(["a.yaml", "b.yaml", "--all"], 0, """Stack b
  ~ update      AWS::SNS::Topic T  [no effect]  b.yaml:1:13
      Metadata/a: 1 → 2 (no effect)

""" + counted)
        self.assertIn(counted.strip(), self.diff("a.yaml", "b.yaml", "--format", "markdown").stdout)
        told = self.json_of("a.yaml", "b.yaml")
        self.assertEqual((told["summary"]["resources"]["update"], told["summary"]["quiet_rows"]),
                         (0, 1))
        self.assertEqual(told["resources"][0]["quiet"], True)
        self.assertEqual(told["verdict"], "same")
        run = self.diff("a.yaml", "b.yaml", "--exit-code")
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    def test_what_old_shows_of_the_account_is_filled_in_and_said(self):
        bucket = "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: %s}}}\n"
        self.write("a.yaml", bucket % "data-123456789012")
        self.write("b.yaml", bucket % "!Sub 'data-${AWS::AccountId}'")
        assumed = "the account is 123456789012, as OLD shows; --account says it"
        self.assertEqual(self.diff("a.yaml", "b.yaml", "--exit-code").returncode, 0)
        self.assertIn(assumed, self.diff("a.yaml", "b.yaml").stdout)
        self.assertIn(assumed, self.diff("a.yaml", "b.yaml", "--format", "markdown").stdout)
        self.assertEqual(self.json_of("a.yaml", "b.yaml")["stacks"][0]["assumed"], [assumed])
        said = self.diff("a.yaml", "b.yaml", "--account", "123456789012")
        self.assertNotIn("shows", said.stdout)
        other = self.diff("a.yaml", "b.yaml", "--account", "999999999999", "--exit-code")
        self.assertEqual(other.returncode, 3)
        self.assertEqual(self.diff("a.yaml", "b.yaml", "--account", "12").returncode, 64)
        self.assertEqual(self.diff("a.yaml", "b.yaml", "--region", "nowhere").returncode, 64)

    def test_what_will_be_refused_is_told_with_the_way_out(self):
        index = "{IndexName: %s, KeySchema: [{AttributeName: id, KeyType: HASH}], " \
                "Projection: {ProjectionType: ALL}}"
        self.write("a.yaml", TABLE)
        self.write("b.yaml", TABLE + "      GlobalSecondaryIndexes: [%s, %s]\n"
                   % (index % "one", index % "two"))
        text = self.diff("a.yaml", "b.yaml").stdout
        head = r"CloudFormation will refuse\n  OT5101 Orders \(AWS::DynamoDB::Table\): [^\n]+\n"
        self.assertRegex(text, "^" + head)
        self.assertRegex(text, r"\n    hint: [^\n]+\n")
        row = self.json_of("a.yaml", "b.yaml")["refused"][0]
        self.assertEqual((row["code"], row["logical_id"], row["certain"]),
                         ("OT5101", "Orders", True))
        shown = self.diff("a.yaml", "b.yaml", "--format", "markdown").stdout
        self.assertIn("> [!WARNING]\n> **CloudFormation will refuse this**\n>\n> - OT5101 ", shown)
        self.assertIn("will be refused: Orders\n",
                      self.diff("a.yaml", "b.yaml", "--summary").stdout)

    def test_what_may_be_refused_is_told_apart(self):
        topic = "Resources: {T: {Type: AWS::SNS::Topic}}\n"
        self.write("a.yaml", topic + "Outputs: {O: {Value: !Ref T, Export: {Name: x}}}\n")
        self.write("b.yaml", topic)
        self.assert_diffs(["a.yaml", "b.yaml", "--summary"], 0,
                          "may be refused: O\nb: 1 output changed\n")

    def test_a_new_database_is_empty_though_a_snapshot_of_the_old_one_is_kept(self):
        def database(name, policy="Snapshot", **properties):
            return json.dumps({"Resources": {"D": {
                "Type": "AWS::RDS::DBInstance", "UpdateReplacePolicy": policy,
                "Properties": {"DBInstanceIdentifier": name, **properties}}}})

        folder = pathlib.Path(self.folder)
        for old, new, words in (
                (database("a"), database("b"), "a snapshot is kept, the new one is empty"),
                (database("a"), database("b", DBSnapshotIdentifier="s"), "a snapshot is kept"),
                (database("a", "Retain"), database("b", "Retain"), "the old one is kept, the new one is empty"),
                (database("a", "Retain"), database("b", "Retain", SourceDBInstanceIdentifier="a"),
                 "the old one is kept")):
            (folder / "old.json").write_text(old)
            (folder / "new.json").write_text(new)
            self.assertIn(f"D  [stateful, {words}]", self.diff("old.json", "new.json").stdout)

    def test_values_cannot_steer_the_terminal(self):
        self.write("a.json", '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}')
        self.write(
            "b.json",
            '{"Resources": {"T": {"Type": "AWS::SNS::Topic", '
            '"Properties": {"DisplayName": "a\\u001b[31m\\nb"}}}}',
        )
        for form in ("text", "markdown"):
            shown = self.diff("a.json", "b.json", "--format", form).stdout
            self.assertNotIn("\x1b", shown)
            self.assertIn('"a\\x1b[31m\\nb"', shown)

    def test_a_summary_is_a_few_lines(self):
        self.assert_diffs(
            ["old.yaml", "new.json", "--summary"],
            0,
            "loses data: Orders\n"
            "new: 1 created, 2 updated, 1 replaced, 1 deleted, 1 retained; 3 outputs, 1 setting "
            "changed\n",
            set={"COLUMNS": "120"},
        )
        self.assert_refused(
            ["old.yaml", "new.json", "--summary", "--format", "json"],
            64,
            "--summary is for text and markdown",
            "the JSON has a summary in it",
        )


class Sameness(Diff):
    def test_no_difference_is_said_on_stderr_alone(self):
        self.assert_diffs(["old.yaml", "old.yaml"], 0, "", ["no differences"])
        self.assert_diffs(["old.yaml", "old.yaml", "-q", "--exit-code"], 0)

    def test_json_and_yaml_short_and_long_forms_and_orders_are_no_difference(self):
        self.write(
            "a.yaml",
            """Resources:
  Topic: {Type: AWS::SNS::Topic}
  Files:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub "files-${AWS::AccountId}"
      Tags: [{Key: a, Value: 1}, {Key: b, Value: !GetAtt Topic.TopicName}]
      VersioningConfiguration: {Status: Enabled}
      PublicAccessBlockConfiguration: {BlockPublicAcls: "true"}
""",
        )
        self.write(
            "b.json",
            """{"Resources": {"Files": {"Properties": {
  "PublicAccessBlockConfiguration": {"BlockPublicAcls": true},
  "VersioningConfiguration": {"Status": "Enabled"},
  "Tags": [{"Value": {"Fn::GetAtt": ["Topic", "TopicName"]}, "Key": "b"}, {"Key": "a", "Value": "1"}],
  "BucketName": {"Fn::Join": ["-", ["files", {"Ref": "AWS::AccountId"}]]}
 }, "Type": "AWS::S3::Bucket"}, "Topic": {"Type": "AWS::SNS::Topic"}}}""",
        )
        self.assert_diffs(["a.yaml", "b.json", "--exit-code"], 0, "", ["no differences"])


class ExitCodes(Diff):
    def setUp(self):
        super().setUp()
        for name, text in (("queue", QUEUE), ("slower", SLOWER), ("table", TABLE),
                           ("other", OTHER_TABLE), ("open", OPEN), ("closed", CLOSED)):
            self.write(f"{name}.yaml", text)

    def code(self, *arguments, **options):
        return self.diff(*arguments, **options).returncode

    def test_they_tell_same_different_lost_and_failed_apart(self):
        self.assertEqual(self.code("queue.yaml", "queue.yaml", "--exit-code"), 0)
        self.assertEqual(self.code("queue.yaml", "slower.yaml", "--exit-code"), 2)
        self.assertEqual(self.code("table.yaml", "other.yaml", "--exit-code"), 3)
        self.assertEqual(self.code("table.yaml", "missing.yaml", "--exit-code"), 1)
        self.assertEqual(self.code("--exit-code"), 64)

    def test_without_the_option_a_diff_is_done(self):
        for new in ("slower.yaml", "other.yaml"):
            self.assertEqual(self.code("queue.yaml", new), 0)

    def test_a_stack_that_is_new_or_gone_differs(self):
        self.assertEqual(self.code("/dev/null", "queue.yaml", "--exit-code"), 2)
        self.assertEqual(self.code("table.yaml", "/dev/null", "--exit-code"), 3)

    def test_a_loss_that_is_accepted_is_a_difference(self):
        self.assert_accepts("Orders@2026-01-15=a copy is kept", 2)
        self.assert_accepts("other/Orders@2027-06-30=a copy is kept", 2)
        shown = self.diff("table.yaml", "other.yaml", "--accept-loss",
                          "Orders@2026-02-01=a copy is kept").stdout
        self.assertIn("    accepted until 2026-02-01: a copy is kept\n", shown)

    def test_a_loss_that_is_accepted_no_more_or_for_another_counts(self):
        note = "data would be lost; --accept-loss 'ID@YYYY-MM-DD=REASON' accepts that"
        self.assert_accepts(
            "Orders@2026-01-14=a copy is kept", 3,
            ["that Orders loses data is not accepted: it expired on 2026-01-14", note],
        )
        self.assert_accepts("app/Orders@2026-01-15=x", 3,
                            ["--accept-loss app/Orders: it loses nothing", note])
        self.assert_accepts("Carts@2026-01-15=x", 3,
                            ["--accept-loss Carts: it loses nothing", note])

    def assert_accepts(self, acceptance, code, said=()):
        run = self.diff("table.yaml", "other.yaml", "--exit-code", "--accept-loss", acceptance)
        self.assertEqual(run.returncode, code)
        self.assertEqual(run.stderr, "".join(f"configured: {line}\n" for line in said))

    def test_an_acceptance_in_the_template_counts(self):
        self.write("other.yaml", OTHER_TABLE + """    Metadata:
      OmniTrack: {AcceptLoss: [{Reason: a copy is kept, Until: "2026-01-15"}]}
""")
        arguments = ("table.yaml", "other.yaml", "--exit-code")
        self.assertEqual(self.code(*arguments), 2)
        self.assertEqual(self.code(*arguments, set={"SOURCE_DATE_EPOCH": "1768521600"}), 3)

    def test_what_becomes_more_open_has_a_code_of_its_own(self):
        security = ("--exit-code", "--security-only")
        self.assertEqual(self.code("closed.yaml", "open.yaml", *security), 4)
        self.assertEqual(self.code("open.yaml", "closed.yaml", *security), 2)
        self.assert_diffs(["queue.yaml", "slower.yaml", *security], 0, "",
                          ["no difference in security"])
        shown = self.diff("closed.yaml", "open.yaml", "--security-only").stdout
        self.assertTrue(shown.startswith("Security\n  more open (network) Web ("), shown)
        self.assertEqual(self.code("closed.yaml", "open.yaml", "--exit-code"), 2)

    def test_a_malformed_acceptance_says_what_is_wrong(self):
        wrong = {
            "Orders": "there is no @ with the last day",
            "Orders@2026-01-01": "there is no = with the reason",
            "Orders@2026-02-30=x": "'2026-02-30' is not a day",
            "Orders@2026-1-1=x": "'2026-1-1' is not a day",
            "Orders@=x": "'' is not a day",
            "Orders@2026-01-01= ": "the reason is empty",
            "@2026-01-01=x": "the logical id is empty",
            "/Orders@2026-01-01=x": "the stack before the / is empty",
        }
        for text, reason in wrong.items():
            with self.subTest(text):
                self.assert_refused(
                    ["table.yaml", "other.yaml", "--accept-loss", text], 64,
                    f"--accept-loss {text}: {reason}",
                    "its form is [STACK/]LOGICAL_ID@YYYY-MM-DD=REASON",
                )

    def test_a_day_that_is_none_stops_the_gate(self):
        for text in ("tomorrow", "-1", "99999999999999999999"):
            with self.subTest(text):
                self.assert_refused(
                    ["table.yaml", "other.yaml", "--exit-code"], 1,
                    f"SOURCE_DATE_EPOCH is not a number of seconds: '{text}'",
                    set={"SOURCE_DATE_EPOCH": text},
                )


class Inputs(Diff):
    def names(self, *arguments, **options):
        return [
            (stack["name"], stack["action"])
            for stack in self.json_of(*arguments, **options)["stacks"]
        ]

    def test_folders_are_paired_by_the_names_in_them(self):
        self.write("base/Shop.template.json", '{"Resources": {}}')
        self.write("base/deep/Net.yaml", QUEUE)
        self.write("base/Gone.yml", QUEUE)
        self.write("base/package.json", '{"name": "x"}')
        self.write("head/Shop.yaml", QUEUE)
        self.write("head/deep/Net.json", '{"Resources": {"Jobs": {"Type": "AWS::SQS::Queue", '
                   '"Properties": {"DelaySeconds": 5}}}}')
        self.write("head/New.template", QUEUE)
        self.assertEqual(
            self.names("base", "head"),
            [("New", "create"), ("Shop", "update"), ("deep/Net", "none"), ("Gone", "delete")],
        )
        self.assertIn("left out 1 file without Resources in base",
                      self.diff("base", "head").stderr)

    def test_how_long_texts_differ_is_seen(self):
        def machine(attempts):
            retry = f'"Retry": [{{"MaxAttempts": {attempts}}}]'
            text = '{"Comment": "ä' + 90 * "ö" + '", ' + retry + ', "End": "' + 300 * "z" + '"}'
            return json.dumps({"Resources": {"M": {
                "Type": "AWS::StepFunctions::StateMachine",
                "Properties": {"DefinitionString": {"Fn::Join": ["", [text]]}}}}})

        old, new = self.write("old.json", machine(3)), self.write("new.json", machine(7))
        shown = self.diff(old, new).stdout.splitlines()
        parts = [line.strip() for line in shown if "MaxAttempts" in line]
        self.assertEqual(len(parts), 2, shown)
        for part, attempts in zip(parts, (3, 7)):
            self.assertIn(f'MaxAttempts\\": {attempts}}}', part)
            self.assertTrue(part[2] == part[-1] == "…", part)
        page = self.diff(old, new, "--format", "markdown").stdout
        self.assertIn('MaxAttempts\\": 3}', page)
        self.assertIn('MaxAttempts\\": 7}', page)

    def test_what_another_stack_reads_and_what_goes_is_told_and_refuses_nothing(self):
        topic = "Resources: {News: {Type: AWS::SNS::Topic}}\n"
        reader = ("Resources: {Copy: {Type: AWS::SNS::Topic, Properties: {DisplayName: "
                  "!GetStackOutput {StackName: Net, OutputName: Arn}}}}\n")
        for side in ("base", "head"):
            self.write(f"{side}/Net.yaml", topic + ("Outputs: {Arn: {Value: !Ref News}}\n" if side == "base" else ""))
            self.write(f"{side}/Shop.yaml", reader)
        what = "the output goes, and 'Shop' reads it: the next deployment of 'Shop' fails"
        shown = self.diff("base", "head").stdout
        self.assertTrue(shown.startswith(
            f"Other stacks read it\n  ! Arn of Net: {what}\n    at: base/Net.yaml:2:11\n"
            "    hint: change 'Shop' to do without it, or keep the output\n"), shown)
        self.assertTrue(self.diff("base", "head", "--summary").stdout.startswith(
            "read by other stacks: Arn\n"))
        self.assertIn("> [!IMPORTANT]\n> **Other stacks read what goes or changes**\n>\n"
                      f"> - **`Arn`** of `Net`: {what}",
                      self.diff("base", "head", "--format", "markdown").stdout)
        document = self.json_of("base", "head")
        self.assertEqual((document["refused"], document["verdict"]), ([], "different"))
        self.assertEqual(document["stale_reads"], [{
            "stack": "Net", "logical_id": "Arn", "type": "", "path": "", "what": what,
            "hint": "change 'Shop' to do without it, or keep the output", "certain": True}])
        self.assertNotIn("stale_reads", self.json_of("head", "head"))

    def test_a_file_goes_with_the_template_of_its_name_or_the_only_one(self):
        self.write("head/a.yaml", QUEUE)
        self.write("head/b.yaml", SLOWER)
        self.write("b.yaml", QUEUE)
        self.assertEqual(self.names("b.yaml", "head"), [("b", "update")])
        self.assertEqual(self.names("head", "b.yaml"), [("b", "update")])
        self.assert_refused(
            ["old.yaml", "head"], 1, "old.yaml may belong to any stack of head",
            "name the file after its stack: a or b",
        )
        (self.folder / "head/b.yaml").unlink()
        self.assertEqual(self.names("old.yaml", "head"), [("a", "update")])

    def test_standard_input_is_a_dash(self):
        self.write("a.yaml", QUEUE)
        for arguments in (["-", "a.yaml"], ["a.yaml", "-"]):
            run = self.diff(*arguments, "--exit-code", input=SLOWER)
            self.assertEqual(run.returncode, 2)
            self.assertTrue(run.stdout.startswith("Stack a\n"))
        self.assert_refused(["-", "-"], 64, "standard input can be read only once", "name - once")

    def test_two_templates_of_one_name_are_refused(self):
        self.write("head/a.yaml", QUEUE)
        self.write("head/a.json", '{"Resources": {}}')
        self.assert_refused(["old.yaml", "head"], 1,
                            "both head/a.json and head/a.yaml are the template of 'a'",
                            "give one of the files another name: stacks are named by their files")

    def test_what_is_no_template_is_an_error_with_its_place(self):
        self.write("broken.yaml", "Resources:\n  Jobs: [\n")
        self.write("list.json", "[1]")
        self.write("package.json", '{"name": "x"}')
        self.write("service.yaml", "apiVersion: v1\nkind: Service\n")
        self.write("empty.yaml", "")
        self.write("folder/a.txt", "Resources: {}")
        expected = {
            "broken.yaml": r"broken\.yaml:3:1: error OT4001: ",
            "list.json": r"list\.json: error OT4010: a template must be a map\n",
            "empty.yaml": r"empty\.yaml:1:1: error OT4001: the file is empty\n",
            "package.json": r"package\.json: error OT4013: the template has no Resources\n",
            "service.yaml": r"service\.yaml: error OT4027: this is a manifest of Kubernetes, not a template\n",
            "missing.yaml": r"missing\.yaml: error OT4006: cannot be read: No such file or dir",
            "folder": r"folder: error OT4007: the folder has no template\n"
                      r"  hint: /dev/null stands for no template at all\n",
        }
        for (name, pattern), is_old in itertools.product(expected.items(), (True, False)):
            with self.subTest(name, is_old=is_old):
                arguments = [name, "old.yaml"] if is_old else ["old.yaml", name]
                run = self.diff(*arguments, "--exit-code", "--format", "json")
                self.assertEqual((run.returncode, run.stdout), (1, ""))
                self.assertRegex(run.stderr, "^" + pattern)

    def test_wrong_command_lines_are_told(self):
        wrong = {
            (): ("there is nothing to compare with",
                 "name OLD: configured diff OLD [NEW]; or --deployed for what is deployed"),
            ("a", "b", "c"): ("unexpected argument 'c'", "diff takes OLD and NEW"),
            ("a", "b", "--set", "alarms=true"): (
                "--config, --set, --lock and --no-lock are for the app's own templates",
                "leave them out, or NEW"),
            ("a", "--new", "b"): ("--new is for --deployed", "name NEW after OLD"),
            ("a", "--stack-name", "a=b"): ("--stack-name is for --deployed",
                                           "see configured help diff"),
            ("--deployed", "--stack-name", "a"): ("--stack-name a: it is not STACK=NAME",
                                                  "see configured help diff"),
            ("a", "b", "--format", "jsn"): (
                "--format must be text, json or markdown, not 'jsn'", "did you mean 'json'?"),
        }
        for arguments, (message, hint) in wrong.items():
            with self.subTest(arguments):
                self.assert_refused(arguments, 64, message, hint)


class App(Diff):
    def synth(self, app, *arguments):
        return self.run_app(app, "synth", *arguments).stdout

    def test_new_is_what_the_app_makes_with_the_constructs_and_their_lines(self):
        self.write("Demo.json", self.synth("configured"))
        self.assert_diffs(["Demo.json"], 0, "", ["no differences"])
        shown = self.diff("Demo.json", "--set", "retention_days=7").stdout
        line = self.line_of("tests/cli/apps/configured.cpp", '.id = "Thing"')
        self.assertEqual(shown, f"""Stack Demo
  ~ update      Custom::Thing Thing  Demo/Thing at tests/cli/apps/configured.cpp:{line}
      RetentionDays: 30 → 7

1 updated
""")
        row = self.json_of("Demo.json", "--set", "retention_days=7")["resources"][0]
        self.assertEqual(
            (row["construct"], row["file"], row["line"]),
            ("Demo/Thing", "tests/cli/apps/configured.cpp", line),
        )
        self.assertNotIn("column", row)

    @staticmethod
    def line_of(file, text):
        lines = (cli.PROJECT / file).read_text().splitlines()
        return next(i for i, line in enumerate(lines, 1) if text in line)

    def test_outputs_that_the_app_makes_for_other_stacks_have_their_line_too(self):
        for stack in ("Network", "Compute"):
            self.write(f"base/{stack}.template.json", self.synth("two_stacks", stack))
        text = (self.folder / "base/Network.template.json").read_text()
        self.write("base/Network.template.json", text.replace('"Network:Vpc', '"Network:Old'))
        document = self.json_of("base", app="two_stacks")
        self.assertEqual([s["action"] for s in document["stacks"]], ["update", "none"])
        output = document["outputs"][0]
        self.assertEqual((output["construct"], output["action"]), ("Network/Vpc", "update"))
        self.assertEqual(output["line"],
                         self.line_of("tests/cli/apps/two_stacks.cpp", '.id = "Vpc"'))

    def test_a_file_goes_with_the_stack_of_its_name(self):
        self.write("Compute.template.json", self.synth("two_stacks", "Compute"))
        self.assertEqual(self.diff("Compute.template.json", app="two_stacks").stderr,
                         "two_stacks: no differences\n")
        run = self.diff("old.yaml", app="two_stacks")
        self.assertEqual(run.returncode, 1)
        self.assertIn("name the file after its stack: Network or Compute", run.stderr)

    def test_an_app_that_cannot_be_made_is_an_error(self):
        run = self.diff("old.yaml", "--set", "retention_days=0", "--exit-code")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("--set retention_days=0: error OT1105", run.stderr)


class Json(Diff):
    def test_every_change_is_told_so_that_it_can_be_applied(self):
        document = self.json_of("old.yaml", "new.json")
        rows = {row["logical_id"]: row for row in document["resources"]}
        self.assertEqual(document["verdict"], "loses_data")
        self.assertEqual(document["data_loss"][0]["logical_id"], "Orders")
        self.assertEqual(document["summary"]["resources"]["replace"], 1)
        self.assertEqual(
            {name: (row["action"], row.get("kept")) for name, row in rows.items()},
            {"Orders": ("replace", "deleted"), "Jobs": ("update", None),
             "Failed": ("create", None), "Reader": ("update", None),
             "Invoices": ("retain", "retained"), "News": ("delete", "deleted")},
        )
        self.assertEqual(
            rows["Jobs"]["properties"],
            [
                {"path": "/Properties/DelaySeconds", "old": 5, "new": "10", "effect": "in_place"},
                {"path": "/Properties/Tags/0/Value", "old": "blue", "new": "green",
                 "effect": "in_place"},
                {"path": "/Properties/Tags/-", "new": {"Key": "x", "Value": "y"},
                 "effect": "in_place"},
                {"path": "/Properties/RedrivePolicy",
                 "new": json.loads(NEW)["Resources"]["Jobs"]["Properties"]["RedrivePolicy"],
                 "effect": "in_place"},
            ],
        )
        self.assertEqual(rows["News"]["properties"],
                         [{"path": "", "old": {"Type": "AWS::SNS::Topic"}, "effect": "none"}])
        followed = rows["Reader"]["properties"][0]
        self.assertEqual((followed["because"], followed["reason"]),
                         ("Orders", "Orders is replaced"))
        self.assertEqual((rows["News"]["file"], rows["News"]["line"], rows["News"]["column"]),
                         ("old.yaml", 28, 3))

    def test_yaml_is_written_as_json_with_long_forms(self):
        self.write("a.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n")
        self.write("b.yaml", """Resources:
  T: {Type: AWS::SNS::Topic}
  U:
    Type: Custom::U
    Properties:
      ServiceToken: !GetAtt T.TopicArn
      Values: [!Ref T, 0x1F, 1_000, 1.5, yes, ~, "2", -0.5]
""")
        body = self.json_of("a.yaml", "b.yaml")["resources"][0]["properties"][0]["new"]
        self.assertEqual(
            body["Properties"],
            {"ServiceToken": {"Fn::GetAtt": ["T", "TopicArn"]},
             "Values": [{"Ref": "T"}, 31, 1000, 1.5, True, None, "2", -0.5]},
        )

    def test_it_goes_into_a_file_beside_any_format(self):
        self.assert_diffs(["old.yaml", "new.json", "--json-into", "diff.json"], 0, TEXT)
        self.assertEqual(json.loads((self.folder / "diff.json").read_text()),
                         self.json_of("old.yaml", "new.json"))
        self.assert_refused(
            ["old.yaml", "new.json", "--json-into", "no/diff.json"], 1,
            "cannot write no/diff.json: No such file or directory")

    def test_security_alone_has_no_other_sections(self):
        document = self.json_of("old.yaml", "new.json", "--security-only")
        self.assertEqual(list(document), ["format_version", "old", "new", "security"])


class Markdown(Diff):
    def test_a_comment_leads_with_the_verdict_and_folds_what_is_long(self):
        self.assert_diffs(["old.yaml", "new.json", "--format", "markdown"], 0, MARKDOWN)

    def test_a_summary_has_no_tables(self):
        shown = self.diff("old.yaml", "new.json", "--format", "markdown", "--summary").stdout
        self.assertEqual(shown, MARKDOWN[:MARKDOWN.index("\n### Stack")])

    def test_no_difference_is_a_page_too(self):
        self.assert_diffs(["old.yaml", "old.yaml", "--format", "markdown"], 0,
                          "## No differences\n", ["no differences"])

    def test_values_can_neither_end_their_code_nor_become_html(self):
        queue = '{"Resources": {"Q": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "%s"}}}}'
        self.write("a.json", queue % "a")
        self.write("b.json", queue % "`` |</details>@you")
        shown = self.diff("a.json", "b.json", "--format", "markdown").stdout
        self.assertIn('- `DisplayName`: `"a"` → ```"`` |</details>@you"```\n', shown)

    def test_it_stays_below_what_github_takes(self):
        topics = {f"Topic{i}": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "a" * 90}}
                  for i in range(900)}
        self.write("a.json", json.dumps({"Resources": topics}))
        self.write("b.json", json.dumps({"Resources": topics}).replace("aa", "b"))
        shown = self.diff("a.json", "b.json", "--format", "markdown").stdout
        self.assertLess(len(shown.encode()), 65536)
        self.assertGreater(len(shown), 50000)
        self.assertEqual(shown.count("<details>"), shown.count("</details>"))
        left_out = int(re.search(r"_(\d+) rows more than a comment can hold", shown)[1])
        rows = len(re.findall(r"^(?:\| update|- \*\*|  - )", shown, re.MULTILINE))
        self.assertEqual(rows + left_out, 900 * 3)


class Deployed(Diff):
    """What the AWS CLI says is played by a script in its place."""

    def aws(self, script):
        path = self.write("bin/aws", f"#!{sys.executable}\nimport json, sys\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return {"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}"}

    def fails(self, message, code=254):
        return self.aws(f"sys.stderr.write({message!r})\nsys.exit({code})")

    def test_a_json_template_comes_as_json_and_a_yaml_template_as_text(self):
        answers = {"Shop": json.loads(NEW), "net-prod": QUEUE}
        path = self.aws(
            f"answers = {answers!r}\n"
            "expected = ['cloudformation', 'get-template', '--stack-name', sys.argv[4],\n"
            "            '--template-stage', 'Original', '--output', 'json']\n"
            "assert sys.argv[1:] == expected, sys.argv\n"
            "assert sys.stdin.read() == ''\n"
            "sys.stderr.write('x' * 200000)\n"
            "print(json.dumps({'TemplateBody': answers[sys.argv[4]], 'StagesAvailable': []}))"
        )
        self.write("head/Shop.json", NEW)
        self.write("head/Net.yaml", SLOWER)
        run = self.diff("--deployed", "--new", "head", "--stack-name", "Net=net-prod", set=path)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(run.stdout, """Stack Net
  ~ update      AWS::SQS::Queue Jobs  [stateful]  head/Net.yaml:1:13
      DelaySeconds: 5 → 6

1 updated
""")
        run = self.diff("--deployed", "Shop", "--new", "head", "--exit-code", set=path)
        self.assertEqual((run.returncode, run.stdout, run.stderr),
                         (0, "", "configured: no differences\n"))

    def test_values_of_parameters_are_compared_with_those_that_are_deployed(self):
        text = ("Parameters: {Delay: {Type: Number}, Stage: {Type: String}}\n" + QUEUE
                .replace("DelaySeconds: 5", "DelaySeconds: !Ref Delay, QueueName: !Ref Stage"))
        path = self.aws(
            f"described = {{'Stacks': [{{'StackName': 'net-prod', 'StackStatus': 'UPDATE_COMPLETE',"
            f" 'Parameters': [{{'ParameterKey': 'Delay', 'ParameterValue': '5'}},"
            f" {{'ParameterKey': 'Stage', 'ParameterValue': 'prod'}}]}}]}}\n"
            f"answers = {{'describe-stacks': described, 'get-template': {{'TemplateBody': {text!r}}}}}\n"
            "assert sys.argv[4] == 'net-prod', sys.argv\n"
            "print(json.dumps(answers[sys.argv[2]]))"
        )
        self.write("head/Net.yaml", text)
        run = self.diff("--deployed", "--new", "head", "--stack-name", "Net=net-prod",
                        "--parameter", "Delay=6", set=path)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertIn("      DelaySeconds: 5 → 6\n", run.stdout)
        self.assertNotIn("QueueName", run.stdout)

    def test_a_stack_that_is_not_deployed_is_new(self):
        path = self.fails("\nAn error occurred (ValidationError) when calling the GetTemplate "
                          "operation: Stack with id Demo does not exist\n")
        run = self.diff("--deployed", "--exit-code", set=path)
        self.assertEqual((run.returncode, run.stderr),
                         (2, "configured: the stack 'Demo' is not deployed\n"))
        self.assertTrue(run.stdout.startswith("Stack Demo (new)\n  + create "))

    def test_an_account_that_cannot_be_asked_is_told_with_the_way_out(self):
        log_in = "log in (aws sso login or aws configure); AWS_PROFILE chooses a profile"
        denied = "An error occurred (AccessDenied) when calling the GetTemplate operation: no"
        said = {
            "\nUnable to locate credentials. You can configure credentials.\n": log_in,
            "\nThe SSO session associated with this profile has expired\n": log_in,
            "\nYou must specify a region. You can also configure one\n": "set AWS_REGION",
            f"\n{denied}\n": "the caller needs cloudformation:GetTemplate",
            "some trouble\nof another kind\n": None,
        }
        for message, hint in said.items():
            with self.subTest(message):
                last = message.strip().splitlines()[-1]
                self.assert_refused(
                    ["--deployed", "--exit-code"], 1,
                    f"the AWS CLI cannot tell the template of 'Demo': {last}", hint,
                    set=self.fails(message),
                )
        self.assert_refused(
            ["--deployed"], 1,
            "the AWS CLI cannot tell the template of 'Demo' and does not say why",
            set=self.fails(""),
        )
        self.assert_refused(["--deployed"], 1, "the AWS CLI gave no template of 'Demo'",
                            set=self.aws("print('{}')"))

    def test_without_the_aws_cli_that_is_told(self):
        self.assert_refused(
            ["--deployed"], 1, "the AWS CLI (aws) is not installed, or not on PATH",
            "install it, or name the deployed template's file as OLD",
            set={"PATH": str(self.folder)},
        )

    def test_a_deployed_template_that_cannot_be_read_is_an_error(self):
        path = self.aws("print(json.dumps({'TemplateBody': 'Resources: ['}))")
        run = self.diff("--deployed", set=path)
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("Demo (deployed):1:13: error OT4001: ", run.stderr)

    def test_a_stack_that_the_app_has_not_is_an_error(self):
        self.assert_refused(["--deployed", "Dmo"], 1, "configured has no stack 'Dmo'",
                            "did you mean 'Demo'?")
        self.assert_refused(["--deployed", "--stack-name", "Network=x"], 1,
                            "configured has no stack 'Network'", "it has Demo")


if __name__ == "__main__":
    unittest.main()

"""The verb adopt: what another tool deployed, matched with what the app makes."""

import json
import pathlib
import tempfile
import unittest

import cli

LOCK = "omnitrack.lock.json"

SHOP = """\
Resources:
  EventsTopic5E6F7A8B:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: events}
  AlarmTopicFFEE0011:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: alarms}
  OrderTable1A2B3C4D:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties:
      TableName: orders
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
      BillingMode: PAY_PER_REQUEST
  Legacy:
    Type: AWS::SQS::Queue
"""

TABLE = """\
  %s:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
      BillingMode: PAY_PER_REQUEST
"""


OTHER_TABLE = """\
  Old:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{AttributeName: Name, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Name, AttributeType: S}]
"""


# Where the app makes the table.
SOURCE = pathlib.Path(__file__).parent / "apps" / "moving.cpp"
TABLE_LINE = 1 + next(at for at, line in enumerate(SOURCE.read_text(encoding="utf-8").splitlines())
                      if line == '    add_table(shop, "Orders").set("TableName", "orders");')


class AdoptTestCase(cli.CliTestCase):
    # What adopt of the shop ends with: its queue goes with its messages.
    code = 3

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.write("deployed.yaml", SHOP)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def moving(self, *arguments, **options):
        return self.run_app("moving", *arguments, cwd=self.folder, **options)

    def adopted(self, *arguments, code=None):
        """The rows of an adoption by path, or by old logical id for what is gone."""
        run = self.moving("adopt", *arguments, "--format", "json")
        self.assertEqual(run.returncode, self.code if code is None else code, run.stderr)
        self.report = json.loads(run.stdout)
        rows = [row for stack in self.report["stacks"] for row in stack["resources"]]
        return {row.get("path", row.get("old_logical_id")): row for row in rows}

    def locked(self):
        stacks = json.loads((self.folder / LOCK).read_text(encoding="utf-8"))["stacks"]
        return {each["path"]: name for stack in stacks.values() for name, each in stack.items()}


class Adopt(AdoptTestCase):
    def test_the_table_of_matches_is_on_stdout(self):
        self.assert_ends(
            self.moving("adopt", "deployed.yaml"),
            3,
            "Shop: 3 resources of 4 in deployed.yaml go on as ours\n"
            "  certain  Shop/Alarms = AlarmTopicFFEE0011  the same content\n"
            "  certain  Shop/Orders = OrderTable1A2B3C4D  the same TableName 'orders'\n"
            "  certain  Shop/Events = EventsTopic5E6F7A8B  the same content\n"
            "  gone     Legacy (AWS::SQS::Queue)  will be deleted, and with it the messages that "
            "are in the queue\n"
            "\n"
            "The next deployment of Shop: what holds data, and what is replaced\n"
            "  stays as it is  Shop/Orders (AWS::DynamoDB::Table)\n"
            "  deleted  Legacy (AWS::SQS::Queue)\n"
            "\n"
            "Data that the next deployment loses\n"
            "  OrderTable1A2B3C4D (/DeletionPolicy) nothing yet, but the next removal from the "
            "template deletes\n"
            "    all items of the table 'orders'\n"
            "    hint: keep 'DeletionPolicy' as it is deployed\n"
            "    set it by: .removal_policy = RemovalPolicy::retain, or\n"
            "      set_removal_policy(RemovalPolicy::retain) of a typed resource, in "
            f"tests/cli/apps/moving.cpp:{TABLE_LINE}\n"
            "  Legacy the messages that are in the queue\n"
            "    hint: deploy it with 'DeletionPolicy: Retain' first, then remove it\n"
            "\n"
            "What stays different of Shop: 1 updated and 1 deleted, which diff OLD shows\n"
            "\n"
            "The next deployment is not safe: it loses data, see above\n",
            f"moving: wrote {LOCK} (3 resources); diff OLD shows all that the next deployment "
            "does\n",
        )

    def test_the_lock_keeps_the_deployed_ids(self):
        self.adopted("deployed.yaml")
        self.assertEqual(
            self.locked(),
            {"Shop/Alarms": "AlarmTopicFFEE0011", "Shop/Orders": "OrderTable1A2B3C4D",
             "Shop/Events": "EventsTopic5E6F7A8B"},
        )
        resources = json.loads(self.moving("synth").stdout)["Resources"]
        self.assertEqual(
            sorted(resources), ["AlarmTopicFFEE0011", "EventsTopic5E6F7A8B", "OrderTable1A2B3C4D"])
        run = self.moving("lock", "--check")
        self.assertEqual(run.returncode, 0, run.stdout)

    def test_a_program_gets_the_same(self):
        rows = self.adopted("deployed.yaml")
        self.assertEqual(self.report["format_version"], "1.0")
        self.assertTrue(self.report["written"])
        self.assertEqual(
            rows["Shop/Orders"],
            {"state": "certain", "type": "AWS::DynamoDB::Table", "path": "Shop/Orders",
             "old_logical_id": "OrderTable1A2B3C4D", "logical_id": "OrderTable1A2B3C4D",
             "why": "the same TableName 'orders'", "stateful": True, "next": "update"},
        )
        self.assertEqual((rows["Legacy"]["state"], rows["Legacy"]["next"]), ("gone", "delete"))
        self.assertIn("Legacy", [each["logical_id"] for each in self.report["data_loss"]])
        self.assertEqual(self.report["refused"], [])

    def test_a_dry_run_writes_nothing(self):
        self.adopted("deployed.yaml", "--dry-run")
        self.assertFalse(self.report["written"])
        self.assertFalse((self.folder / LOCK).exists())

    def test_a_template_may_come_from_standard_input(self):
        run = self.moving("adopt", "-", "--format", "json", input=SHOP)
        self.assertEqual(run.returncode, 3, run.stderr)

    def test_stacks_are_found_by_their_files(self):
        (self.folder / "old").mkdir()
        self.write("old/Shop.yaml", SHOP)
        self.write("old/Data.yaml", "Resources:\n" + TABLE % "Orders9F")
        rows = self.adopted("old", "--set", "table_stack=Data", "--accept-guesses")
        self.assertEqual(rows["Data/Orders"]["old_logical_id"], "Orders9F")

    def test_a_file_that_belongs_to_no_stack_is_told(self):
        self.assert_ends(
            self.moving("adopt", "deployed.yaml", "--set", "table_stack=Data"),
            1,
            stderr="moving: error: the app has no stack 'deployed' for deployed.yaml\n"
            "  hint: name the file after its stack, or the stack by --stack: Data or Shop\n",
        )
        self.assert_ends(
            self.moving("adopt", "deployed.yaml", "--stack", "Shpo"),
            1,
            stderr="moving: error: the app has no stack 'Shpo'\n  hint: did you mean 'Shop'?\n",
        )
        rows = self.adopted("deployed.yaml", "--stack", "Shop", "--set", "table_stack=Data")
        self.assertEqual(rows["Shop/Events"]["state"], "certain")

    def test_moved_in_the_code_is_no_matter(self):
        self.adopted("deployed.yaml", "--set", "layout=told")
        self.assertEqual(self.locked()["Shop/Data/Orders"], "OrderTable1A2B3C4D")

    def test_more_resources_than_a_stack_can_have_are_refused(self):
        self.write("Shop.yaml", "Resources:\n" + "".join(f"  Q{i}: {{Type: AWS::SQS::Queue}}\n" for i in range(501)))
        self.assert_ends(
            self.moving("adopt", "Shop.yaml"),
            1,
            stderr="moving: error: Shop.yaml has 501 resources; no deployed stack has more than 500\n"
            "  hint: give the template of each nested stack as a file of its own\n",
        )

    def test_what_cannot_be_read_is_told(self):
        run = self.moving("adopt", "none.yaml")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("none.yaml: error OT4006: ", run.stderr)
        self.write("list.json", "[]")
        self.assertIn("OT4010", self.moving("adopt", "list.json").stderr)

    def test_a_wrong_command_line_is_told(self):
        for arguments in (("adopt",), ("adopt", ""), ("adopt", "a", "--no-lock"),
                          ("adopt", "deployed.yaml", "--deployed"),
                          ("adopt", "deployed.yaml", "--match", "Shop/Orders")):
            self.assertEqual(self.moving(*arguments).returncode, 64, arguments)


class Undecided(AdoptTestCase):
    """Two tables of which nothing tells which is which."""

    code = 0

    def setUp(self):
        super().setUp()
        self.write("deployed.yaml", "Resources:\n" + TABLE % "First" + TABLE % "Second" +
                   "  T:\n    Type: AWS::SNS::Topic\n    Properties: {DisplayName: alarms}\n")
        self.twins = ("--set", "layout=twins")

    def test_guesses_about_data_are_not_taken(self):
        run = self.moving("adopt", "deployed.yaml", *self.twins)
        self.assertEqual(run.returncode, 1)
        self.assertIn("guess", run.stdout)
        self.assertRegex(
            run.stdout,
            r"undecided: it holds data, and this is a guess; --match 'Shop/[AB]=(First|Second)' "
            "confirms it\n")
        self.assertRegex(
            run.stderr,
            r"moving: error: (1 resource is|2 resources are) undecided\n"
            "  hint: the way out stands beside each; --accept-guesses takes all guesses\n")
        self.assertFalse((self.folder / LOCK).exists())

    def test_guesses_can_be_accepted(self):
        self.adopted("deployed.yaml", "--accept-guesses", *self.twins)
        self.assertEqual({self.locked()["Shop/A"], self.locked()["Shop/B"]}, {"First", "Second"})

    def test_what_is_said_stands(self):
        rows = self.adopted("deployed.yaml", "--match", "Shop/A=Second", "--match", "Shop/B=First",
                            *self.twins)
        self.assertEqual(rows["Shop/A"]["why"], "as it was said")
        self.assertEqual((self.locked()["Shop/A"], self.locked()["Shop/B"]), ("Second", "First"))

    def test_what_is_said_to_be_new_is_new(self):
        rows = self.adopted("deployed.yaml", "--match", "Shop/A=", "--match", "Shop/B=Second",
                            *self.twins, code=3)
        self.assertEqual((rows["Shop/A"]["state"], rows["First"]["state"]), ("new", "gone"))

    def test_what_is_said_of_nothing_is_told(self):
        for match, message, hint in (
            ("Shop/C=First", "no adopted stack has a resource at 'Shop/C'", "'Shop/A' or 'Shop/B'"),
            ("Shop/A=Frist", "nothing deployed has the logical id 'Frist'", "'First'"),
        ):
            self.assert_ends(
                self.moving("adopt", "deployed.yaml", "--match", match, *self.twins),
                1,
                stderr=f"moving: error: --match: {message}\n  hint: did you mean {hint}?\n",
            )
        self.assert_ends(
            self.moving("adopt", "deployed.yaml", "--match", "Shop/A=T", *self.twins),
            1,
            stderr="moving: error: --match: 'Shop/A' is of the type AWS::DynamoDB::Table, and 'T' "
            "of the type AWS::SNS::Topic\n  hint: a logical id cannot change its type\n",
        )


class Left(AdoptTestCase):
    """A table of other keys than the app's, which nothing tells to be one of them."""

    def setUp(self):
        super().setUp()
        self.write("deployed.yaml", "Resources:\n" + OTHER_TABLE +
                   "  T:\n    Type: AWS::SNS::Topic\n    Properties: {DisplayName: alarms}\n")
        self.twins = ("--set", "layout=twins")

    def test_what_holds_data_is_asked_about(self):
        self.assert_ends(
            self.moving("adopt", "deployed.yaml", *self.twins),
            1,
            "Shop: 1 resource of 2 in deployed.yaml go on as ours\n"
            "  certain  Shop/Alarms = T  the same content\n"
            "  new      Shop/A (AWS::DynamoDB::Table) as A  will be made\n"
            "  new      Shop/B (AWS::DynamoDB::Table) as B  will be made\n"
            "  gone     Old (AWS::DynamoDB::Table)  will be deleted, and with it all items of the "
            "table\n"
            "           undecided: it holds data, and nothing tells which of Shop/A and Shop/B is "
            "the same, if\n"
            "             any; --match 'PATH=Old' says so, --match '=Old' that it is meant to go\n",
            "moving: error: 1 resource is undecided\n"
            "  hint: the way out stands beside each; --accept-guesses takes all guesses\n",
        )
        self.assertFalse((self.folder / LOCK).exists())

    def test_where_one_of_ours_is_left_it_is_asked_for(self):
        run = self.moving("adopt", "deployed.yaml", "--match", "Shop/A=", *self.twins)
        self.assertEqual(run.returncode, 1)
        self.assertIn("whether 'Shop/B' is the same; --match 'Shop/B=Old'",
                      " ".join(run.stdout.split()))

    def test_what_is_meant_to_go_is_no_question(self):
        rows = self.adopted("deployed.yaml", "--match", "=Old", *self.twins)
        self.assertEqual(rows["Old"]["state"], "gone")
        self.assertNotIn("problem", rows["Old"])


LOGGING = """\
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: old-orders
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
      BillingMode: PAY_PER_REQUEST
  Seller:
    Type: AWS::Lambda::Function
    Properties:
      Code: {ZipFile: exports.handler = async () => 1;}
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/seller
      Runtime: nodejs22.x
  SellerLogGroup:
    Type: AWS::Logs::LogGroup
    Properties: {LogGroupName: !Sub '/aws/lambda/${Seller}'}
  SellerSecurityGroup:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: Automatic, VpcId: vpc-0123456789abcdef0}
"""


class Contradicted(AdoptTestCase):
    """A pin with which the app cannot be made takes no other pin along."""

    def setUp(self):
        super().setUp()
        self.write("logging.yaml", "Resources:\n" + LOGGING)
        self.arguments = ("logging.yaml", "--set", "layout=logging", "--accept-guesses")

    def test_the_other_pins_stand(self):
        self.adopted(*self.arguments)
        self.assertEqual([(each["path"], each["property"]) for each in self.report["pins"]],
                         [("Shop/Orders", "/TableName"),
                          ("Shop/Seller/SecurityGroup", "/GroupDescription")])
        [left_out] = self.report["left_out"]
        self.assertEqual(left_out, {
            "stack": "Shop", "logical_id": "SellerLogGroup", "type": "AWS::Logs::LogGroup",
            "path": "Shop/Seller/LogGroup", "property": "/LogGroupName",
            "deployed": {"Fn::Sub": "/aws/lambda/${Seller}"},
            "reason": "resources depend on each other: SellerLogGroup (Properties/LogGroupName) → "
                      "Seller (Properties/LoggingConfig/LogGroup) → SellerLogGroup"})
        self.assertEqual(json.loads(self.moving("synth", "--set", "layout=logging").stdout)
                         ["Resources"]["Orders"]["Properties"]["TableName"], "old-orders")

    def test_what_a_construct_makes_beside_its_own_resource_has_no_props_to_set(self):
        self.adopted(*self.arguments)
        self.assertEqual([each["set"] for each in self.report["settings"]],
                         ['.table_name = "old-orders" of TableProps'])

    def test_what_is_left_out_is_told_with_the_way_out(self):
        text = self.moving("adopt", *self.arguments).stdout
        begin = text.index("What the lock file cannot keep")
        self.assertEqual(text[begin:text.index("\n\n", begin)], """\
What the lock file cannot keep as it is deployed, since the code contradicts it
  Shop/Seller/LogGroup LogGroupName {"Fn::Sub":"/aws/lambda/${Seller}"}
    with it: resources depend on each other: SellerLogGroup (Properties/LogGroupName) → Seller
      (Properties/LoggingConfig/LogGroup) → SellerLogGroup
    hint: set `.log_group_named_after_function = true` in the props of Shop/Seller""")


class Again(AdoptTestCase):
    def test_other_ids_in_the_lock_are_written_over_by_force_alone(self):
        self.adopted("deployed.yaml")
        before = (self.folder / LOCK).read_text(encoding="utf-8")
        self.adopted("deployed.yaml")
        self.assertEqual((self.folder / LOCK).read_text(encoding="utf-8"), before)
        self.write("deployed.yaml", SHOP.replace("OrderTable1A2B3C4D", "Other"))
        self.assert_ends(
            self.moving("adopt", "deployed.yaml"),
            1,
            stderr="moving: error: the lock file has other logical ids for 1 resource\n"
            "  hint: --force writes over them\n",
        )
        self.assertEqual((self.folder / LOCK).read_text(encoding="utf-8"), before)
        self.adopted("deployed.yaml", "--force")
        self.assertEqual(self.locked()["Shop/Orders"], "Other")

    def test_what_is_new_gets_no_id_of_a_deployed_one(self):
        self.write("deployed.yaml", SHOP.replace("OrderTable1A2B3C4D", "Events"))
        rows = self.adopted("deployed.yaml", "--match", "Shop/Events=")
        self.assertEqual(rows["Shop/Orders"]["logical_id"], "Events")
        self.assertEqual(rows["Shop/Events"]["logical_id"], "Events2")
        resources = json.loads(self.moving("synth").stdout)["Resources"]
        self.assertEqual(resources["Events"]["Type"], "AWS::DynamoDB::Table")
        self.assertEqual(resources["Events2"]["Type"], "AWS::SNS::Topic")

    def test_other_stacks_keep_what_the_lock_has_of_them(self):
        lock = {"format_version": "1.0", "stacks": {
            "Data": {"Kept": {"path": "Data/Orders", "type": "AWS::DynamoDB::Table"}},
            "Test": {"Old": {"path": "Test/Old", "type": "AWS::SNS::Topic"}}}}
        self.write(LOCK, json.dumps(lock))
        self.adopted("deployed.yaml", "--stack", "Shop", "--set", "table_stack=Data")
        self.assertEqual(self.locked()["Data/Orders"], "Kept")
        self.assertEqual(self.locked()["Test/Old"], "Old")
        self.assertEqual(self.locked()["Shop/Alarms"], "AlarmTopicFFEE0011")


if __name__ == "__main__":
    unittest.main()

"""`drift`: what was changed beside the template."""

from verb_case import HOSTILE, HOSTILE_SHOWN, VPC, VerbCase, resources

SHOP = {"template": resources(Queue="AWS::SQS::Queue", Table="AWS::DynamoDB::Table",
                              Run="Custom::Run")}
CHANGED = {"StackResourceDriftStatus": "MODIFIED", "PropertyDifferences": [
    {"PropertyPath": "/DelaySeconds", "ExpectedValue": "5", "ActualValue": "6",
     "DifferenceType": "NOT_EQUAL"},
    {"PropertyPath": "/Tags/0", "ExpectedValue": "null", "ActualValue": '{"Key":"a"}',
     "DifferenceType": "ADD"},
    {"PropertyPath": "/Policy", "ExpectedValue": HOSTILE, "ActualValue": "null",
     "DifferenceType": "REMOVE"}]}
CHECKING = "two_stacks: checking 'Shop'\n"


class Drift(VerbCase):
    def test_differences_are_shown_at_their_properties(self):
        aws = self.stand_in({"Shop": SHOP}, not_checked=["Run"],
                            drift={"Queue": CHANGED, "Table": {"StackResourceDriftStatus": "DELETED"}})
        self.assert_ends(self.run_app(aws, "drift", "Shop"), 2, f"""\
Shop: 2 of 2 checked resources differ from the template
  Queue (AWS::SQS::Queue) was changed
    /DelaySeconds: 5 \N{RIGHTWARDS ARROW} 6
    /Tags/0: added {{"Key":"a"}}
    /Policy: removed {HOSTILE_SHOWN}
  Table (AWS::DynamoDB::Table) was deleted
  CloudFormation cannot check: Run (Custom::Run)
""", CHECKING)

    def test_what_cannot_be_checked_is_never_in_sync(self):
        aws = self.stand_in({"Shop": SHOP}, not_checked=["Run", "Queue"], drift={
            "Table": {"StackResourceDriftStatus": "UNKNOWN", "DriftStatusReason": "no right"}})
        self.assert_ends(self.run_app(aws, "drift", "Shop"), 0, """\
Shop: none of its resources can be checked
  CloudFormation cannot check: Table (AWS::DynamoDB::Table): no right, Queue (AWS::SQS::Queue),
    Run (Custom::Run)
""", CHECKING)

    def test_in_sync_is_said(self):
        aws = self.stand_in({"Shop": SHOP})
        self.assert_ends(self.run_app(aws, "drift", "Shop"), 0,
                         "Shop: 3 checked resources are as the template says\n", CHECKING)
        self.assertEqual(len(aws.calls("describe-stack-drift-detection-status")), 3)

    def test_the_line_of_code_is_shown(self):
        aws = self.stand_in({"Network": {"template": resources(Vpc="Custom::Vpc")}},
                            drift={"Vpc": CHANGED})
        ended = self.run_app(aws, "drift")
        self.assertEqual(ended.code, 2)
        self.assertIn(f"    made by: {VPC}\n", ended.stdout)
        self.assertIn("two_stacks: the stack 'Compute' is not deployed\n", ended.stderr)

    def test_a_stack_that_claims_to_be_nested_in_itself_is_checked_once(self):
        own = "arn:aws:cloudformation:us-east-1:123456789012:stack/Shop/1"
        aws = self.stand_in({"Shop": {"template": resources(Inner="AWS::CloudFormation::Stack"), "id": own}},
                            drift={"Inner": {"PhysicalResourceId": own}})
        self.assert_ends(self.run_app(aws, "drift", "Shop"), 0,
                         "Shop: 1 checked resource is as the template says\n", CHECKING)
        self.assertEqual(len(aws.calls("detect-stack-drift")), 1)

    def test_json_has_every_resource(self):
        aws = self.stand_in({"Network": {"template": resources(Vpc="Custom::Vpc")}},
                            drift={"Vpc": CHANGED})
        ended = self.run_app(aws, "drift", "Network", "--json", "--quiet")
        vpc = self.json_of(ended, 2)["stacks"][0]["resources"][0]
        self.assertEqual((vpc["status"], vpc["line"], len(vpc["differences"])), ("MODIFIED", 14, 3))

    def test_nested_stacks_are_checked_too(self):
        inner = "arn:aws:cloudformation:us-east-1:123456789012:stack/Inner/1"
        aws = self.stand_in({
            "Shop": {"template": resources(Inner="AWS::CloudFormation::Stack"),
                     "physical": {"Inner": inner}},
            "Shop-Inner-1": {"id": inner, "template": resources(Queue="AWS::SQS::Queue")}},
            drift={"Queue": CHANGED})
        ended = self.run_app(aws, "drift", "Shop")
        self.assertEqual(ended.code, 2)
        self.assertIn("\n\nShop/Inner: 1 of 1 checked resource differs from the template\n", ended.stdout)

    def test_a_detection_that_fails_is_an_error_beside_what_was_checked(self):
        aws = self.stand_in({"Shop": SHOP}, drift_fails="Failed to detect drift on resource [Queue]")
        self.assert_ends(self.run_app(aws, "drift", "Shop"), 1, """\
Shop: not all of it was checked: Failed to detect drift on resource [Queue]
Shop: 3 checked resources are as the template says
""", CHECKING)

    def test_a_stack_in_an_operation_cannot_be_checked(self):
        aws = self.stand_in({"Shop": SHOP | {"status": "ROLLBACK_COMPLETE"}})
        ended = self.run_app(aws, "drift", "Shop")
        self.assertEqual((ended.code, ended.stderr), (1, ""))
        self.assertIn("Shop: it could not be checked: An error occurred (ValidationError)", ended.stdout)

    def test_a_stack_that_is_not_deployed_is_an_error(self):
        hint = "--stack-name STACK=NAME tells another name, --region another region"
        self.assert_fails(self.run_app(self.stand_in(), "drift", "Shop"), "the stack 'Shop' is not deployed", hint)
        self.assert_fails(self.run_app(self.stand_in(), "drift"), "the stack 'Network' is not deployed", hint)

"""`diagnose`: the first cause of a failure that already happened."""

import json

from verb_case import HOSTILE, HOSTILE_SHOWN, SERVER, VerbCase, resources

COMPUTE = resources(Server="Custom::Server", Other="Custom::Server")
ROLLED_BACK = {
    "template": COMPUTE, "status": "ROLLBACK_COMPLETE",
    "events": [[None, "CREATE_IN_PROGRESS", "User Initiated"],
               ["Other", "CREATE_FAILED", "Resource creation cancelled"],
               ["Server", "CREATE_FAILED", "jobs already exists in stack X"],
               [None, "ROLLBACK_IN_PROGRESS", "The following resource(s) failed to create: [Server]. "],
               ["Server", "DELETE_COMPLETE", ""], ["Other", "DELETE_COMPLETE", ""],
               [None, "ROLLBACK_COMPLETE", ""]]}
LINE = 'auto& server = compute.add(UntypedResourceProps{.id = "Server", .type = "Custom::Server"});'


class Diagnose(VerbCase):
    def make(self, aws, template, kind="CREATE"):
        """Deploys over the stand-in by a change set, to whatever end."""
        aws.aws("cloudformation", "create-change-set", "--stack-name", "Shop", "--change-set-name", "a",
                "--change-set-type", kind, "--template-body", json.dumps(template))
        for _ in range(2):
            aws.aws("cloudformation", "describe-change-set", "--stack-name", "Shop",
                    "--change-set-name", "a")
        aws.aws("cloudformation", "execute-change-set", "--stack-name", "Shop", "--change-set-name", "a")
        return aws.settle("Shop")

    def test_the_cause_is_told_with_its_line(self):
        aws = self.stand_in({"Compute": ROLLED_BACK})
        self.assert_ends(self.run_app(aws, "diagnose", "Compute"), 0, f"""\
Compute is in ROLLBACK_COMPLETE, changed 2030-01-01T00:00:01.000+00:00

Server (Custom::Server) could not be created at 2030-01-01T00:00:06.000+00:00
  reason: jobs already exists in stack X
  made by: {SERVER}
      {LINE}
  hint: a resource of that name is there: import it, delete it, or choose another name
  stopped with it: 1 resource

now: 'Compute' was never made: what there was of it is deleted (ROLLBACK_COMPLETE); the next
  deploy deletes the empty stack and makes it anew
""")

    def test_a_stranger_is_diagnosed_without_lines(self):
        aws = self.stand_in({"other-stack": ROLLED_BACK})
        told = self.json_of(self.run_app(aws, "diagnose", "other-stack", "--json"))
        self.assertEqual(told["cause"]["logical_id"], "Server")
        self.assertNotIn("line", told["cause"])
        self.assertEqual(told["stopped"], 1)

    def test_json_has_construct_and_line(self):
        aws = self.stand_in({"Compute": ROLLED_BACK})
        cause = self.json_of(self.run_app(aws, "diagnose", "Compute", "--json"))["cause"]
        self.assertEqual((cause["construct"], cause["file"], cause["line"]),
                         ("Compute/Server", "tests/cli/apps/two_stacks.cpp", 16))

    def test_the_cause_lies_in_a_nested_stack(self):
        aws = self.stand_in(fails={"Table": "Subnet is missing"},
                            nested={"Inner": resources(Table="AWS::DynamoDB::Table")})
        self.assertEqual(self.make(aws, resources(Inner="AWS::CloudFormation::Stack")),
                         "ROLLBACK_COMPLETE")
        shown = self.run_app(aws, "diagnose", "Shop").stdout
        self.assertIn("\nTable (AWS::DynamoDB::Table) could not be created at ", shown)
        self.assertIn("  in the nested stack: Inner\n  reason: Subnet is missing\n", shown)
        self.assertNotIn("Embedded stack", shown)

    def test_a_rollback_that_failed_is_told_too(self):
        old = {"Resources": {"Q": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "a"}}}}
        aws = self.stand_in({"Shop": {"template": old}}, fails={"Q": "AccessDenied"},
                            rollback_fails=["Q"])
        self.assertEqual(self.make(aws, json.loads(json.dumps(old).replace('"a"', '"b"')), "UPDATE"),
                         "UPDATE_ROLLBACK_FAILED")
        told = self.json_of(self.run_app(aws, "diagnose", "Shop", "--json"))
        self.assertEqual(told["cause"]["status"], "UPDATE_FAILED")
        self.assertEqual(told["cause"]["hint"], "the caller, or the role of the stack, lacks that right")
        self.assertEqual(told["rollback_cause"]["logical_id"], "Q")
        self.assertIn("on the way back: Q (AWS::SQS::Queue) could not be updated",
                      self.run_app(aws, "diagnose", "Shop").stdout)

    def test_a_failure_before_the_last_operation_is_told_as_that(self):
        events = ROLLED_BACK["events"][1:4] + [
            [None, "UPDATE_ROLLBACK_COMPLETE", ""], [None, "UPDATE_IN_PROGRESS", ""],
            [None, "UPDATE_COMPLETE", ""]]
        aws = self.stand_in({"Shop": {"template": COMPUTE, "events": events}})
        shown = self.run_app(aws, "diagnose", "Shop").stdout
        self.assertIn("note: what failed is from an operation before the last one\n", shown)
        self.assertIn("\nServer (Custom::Server) could not be created", shown)

    def test_a_change_set_that_failed_is_told(self):
        failed = {"name": "mine", "status": "FAILED", "reason": "The following hook(s)/validation failed"}
        empty = {"name": "same", "status": "FAILED",
                 "reason": "The submitted information didn't contain changes. Submit different "
                           "information to create a change set."}
        aws = self.stand_in(
            {"Compute": {"change_sets": [failed, empty]}},
            validations=[{"LogicalResourceId": "Server", "ValidationPath": "/Properties/Size",
                          "ValidationFailureMode": "FAIL", "ValidationStatusReason": "too big"}])
        shown = self.run_app(aws, "diagnose", "Compute").stdout
        self.assertIn(f"""
the change set 'mine' could not be made at 2030-01-01T00:00:05.000+00:00
  reason: The following hook(s)/validation failed
  Server/Properties/Size: too big
    made by: {SERVER}
""", shown)
        self.assertNotIn("same", shown)

    def test_an_older_aws_cli_tells_no_validations(self):
        failed = {"name": "mine", "status": "FAILED", "reason": "why"}
        aws = self.stand_in({"Compute": {"change_sets": [failed]}}, lacks=["describe-events"])
        told = self.json_of(self.run_app(aws, "diagnose", "Compute", "--json"))
        self.assertEqual(told["change_sets"][0]["validations"], [])

    def test_a_stack_that_was_deleted_since_is_found(self):
        aws = self.stand_in({"Compute": ROLLED_BACK | {"status": "DELETE_COMPLETE"}})
        told = self.json_of(self.run_app(aws, "diagnose", "Compute", "--json"))
        self.assertEqual((told["status"], told["cause"]["line"]), ("DELETE_COMPLETE", 16))

    def test_where_nothing_failed_that_is_said(self):
        aws = self.stand_in({"Shop": {}})
        self.assert_ends(self.run_app(aws, "diagnose", "Shop"), 0, """\
Shop is in CREATE_COMPLETE, changed 2030-01-01T00:00:01.000+00:00
nothing failed in what CloudFormation remembers of the stack
""")

    def test_a_stack_that_never_was_is_an_error(self):
        self.assert_fails(self.run_app(self.stand_in(), "diagnose", "Shop"),
                          "the stack 'Shop' is not deployed",
                          "--stack-name STACK=NAME tells another name, --region another region")

    def test_an_app_with_errors_lacks_only_its_lines(self):
        aws = self.stand_in({"Compute": ROLLED_BACK})
        ended = self.run_app(aws, "diagnose", "Compute", "--set", "nothing=1")
        self.assertEqual(ended.code, 0)
        self.assertIn("Server (Custom::Server) could not be created", ended.stdout)
        self.assertEqual(ended.stderr, "two_stacks: the app has errors, which validate tells, so no line "
                         "of code is known\n")

    def test_hostile_reasons_steer_no_terminal(self):
        events = [["Server", "CREATE_FAILED", HOSTILE]]
        aws = self.stand_in({"Shop": {"template": COMPUTE, "events": events}})
        shown = self.run_app(aws, "diagnose", "Shop").stdout
        self.assertIn(f"reason: {HOSTILE_SHOWN}\n", shown)

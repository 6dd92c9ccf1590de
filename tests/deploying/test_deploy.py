"""`deploy` and `destroy` against the stand-in for `aws`: what they show, ask, run, and do after a fault."""

import concurrent.futures
import json
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import tempfile
import time
import unittest

from harness import StandIn

SHOP = os.environ["SHOP"]
THROTTLED = ("\nAn error occurred (Throttling) when calling the {0} operation (reached max retries: 2): "
             "Rate exceeded\n")
CUT = '\nCould not connect to the endpoint URL: "https://cloudformation.us-east-1.amazonaws.com/"\n'


def template(stack, *settings):
    """A template of the app."""
    words = [word for each in settings for word in ("--set", each)]
    return json.loads(subprocess.run([SHOP, "synth", stack, *words], capture_output=True, text=True,
                                     check=True).stdout)


class DeployCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def account(self, **scenario):
        made = StandIn(**{"steps_per_call": 6} | scenario)
        self.addCleanup(made.close)
        return made

    def run_app(self, aws, *arguments, **more):
        return aws.run(SHOP, *arguments, cwd=self.folder, OMNITRACK_POLL_SECONDS="0.01", **more)

    def deployed(self, **scenario):
        """An account in which both stacks are."""
        aws = self.account(**scenario)
        self.assertEqual(self.run_app(aws, "deploy", "--yes").code, 0)
        aws.forget_calls()
        return aws

    def assert_ends(self, ended, code, stderr, stdout=""):
        self.assertEqual((ended.code, ended.stdout, ended.stderr), (code, stdout, stderr))

    def said(self, ended, code, *parts):
        self.assertEqual(ended.code, code, ended.stderr)
        for part in parts:
            self.assertIn(part, ended.stderr)

    def operations(self, aws):
        return [call[1] for call in aws.calls()]


class Deploying(DeployCase):
    def test_the_stacks_are_made_in_the_order_of_their_references(self):
        aws = self.account()
        ended = self.run_app(aws, "deploy", "--yes")
        self.assertEqual(ended.code, 0, ended.stderr)
        self.assertRegex(ended.stdout, r"\ASTACK +OUTPUT +VALUE\nShop +JobsUrl +\S+\n\Z")
        self.assertIn("Stack Store (new)", ended.stderr)
        self.assertIn("+ create  AWS::SQS::Queue Jobs", re.sub(" +", " ", ended.stderr).replace(
            "create AWS", "create  AWS"))
        lines = [line for line in ended.stderr.splitlines() if "_COMPLETE" in line]
        self.assertEqual(lines, [
            "shop: Store 1/1: CREATE_COMPLETE Orders (AWS::DynamoDB::Table)",
            "shop: Store: CREATE_COMPLETE",
            "shop: Shop 1/2: CREATE_COMPLETE Jobs (AWS::SQS::Queue)",
            "shop: Shop 2/2: CREATE_COMPLETE JobsPolicy (AWS::SQS::QueuePolicy)",
            "shop: Shop: CREATE_COMPLETE",
        ])
        self.assertEqual({name: aws.stack(name)["status"] for name in ("Store", "Shop")},
                         {"Store": "CREATE_COMPLETE", "Shop": "CREATE_COMPLETE"})

    def test_nothing_that_the_user_did_not_say_is_passed(self):
        aws = self.account()
        self.run_app(aws, "deploy", "Store", "--yes")
        made, = aws.calls("create-change-set")
        self.assertEqual(
            [word for word in made if word.startswith("--")],
            ["--stack-name", "--change-set-name", "--change-set-type", "--template-body", "--output"])
        executed, = aws.calls("execute-change-set")
        self.assertEqual([word for word in executed if word.startswith("--")],
                         ["--change-set-name", "--client-request-token", "--output"])

    def test_what_the_user_says_is_passed(self):
        aws = self.account()
        role = "arn:aws:iam::111122223333:role/deploys"
        alarm = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:errors"
        self.run_app(aws, "deploy", "Store", "--yes", "--region", "eu-west-1")
        aws.forget_calls()
        ended = self.run_app(
            aws, "deploy", "Shop", "--yes", "--set", "has_parameter=true", "--parameter", "Stage=a, b",
            "--tag", "team=shop, and more", "--role-arn", role, "--rollback-alarm", alarm,
            "--rollback-minutes", "5", "--no-rollback", "--region", "eu-west-1", "--profile", "ops",
            "--stack-name", "Shop=shop-eu", "--outputs-into", "outputs.json")
        self.assertEqual(ended.code, 0, ended.stderr)
        words, = aws.calls("create-change-set")
        given = dict(zip(words, words[1:]))
        self.assertEqual(given["--stack-name"], "shop-eu")
        self.assertEqual(json.loads(given["--parameters"]),
                         [{"ParameterKey": "Stage", "ParameterValue": "a, b"}])
        self.assertEqual(json.loads(given["--tags"]), [{"Key": "team", "Value": "shop, and more"}])
        self.assertEqual(json.loads(given["--rollback-configuration"]), {
            "RollbackTriggers": [{"Arn": alarm, "Type": "AWS::CloudWatch::Alarm"}],
            "MonitoringTimeInMinutes": 5})
        self.assertEqual((given["--role-arn"], given["--region"], given["--profile"]),
                         (role, "eu-west-1", "ops"))
        self.assertIn("--disable-rollback", aws.calls("execute-change-set")[0])
        self.assertEqual(list(json.loads((self.folder / "outputs.json").read_text())), ["Shop"])

    def test_files_give_parameters_values(self):
        aws = self.account()
        (self.folder / "prod.env").write_text("Stage=prod\nOther=1\n")
        parameters = ("--set", "has_parameter=true", "--parameters", "prod.env")
        ended = self.run_app(aws, "deploy", "Store", "Shop", "--yes", *parameters)
        self.assertEqual(ended.code, 0, ended.stderr)
        self.assertIn("no stack that is deployed has a parameter 'Other': its value is left aside", ended.stderr)
        ended = self.run_app(aws, "deploy", "Store", "Shop", "--yes", *parameters, "--parameter", "Stage=beta")
        self.assertEqual(ended.code, 0, ended.stderr)
        given = [json.loads(words[words.index("--parameters") + 1])
                 for words in aws.calls("create-change-set") if "--parameters" in words]
        self.assertEqual(given, [[{"ParameterKey": "Stage", "ParameterValue": "prod"}],
                                 [{"ParameterKey": "Stage", "ParameterValue": "beta"}]])

    def test_a_parameter_needs_a_value_once(self):
        aws = self.account()
        parameter = ("--set", "has_parameter=true")
        self.assert_ends(
            self.run_app(aws, "deploy", "Store", "Shop", "--yes", *parameter), 1,
            "shop: error: the parameter Stage of 'Shop' has no value\n"
            "  hint: give one: --parameter Stage=VALUE\n")
        self.assert_ends(
            self.run_app(aws, "deploy", "Store", "Shop", "--yes", *parameter, "--parameter", "Stagge=x"), 1,
            "shop: error: the parameter Stage of 'Shop' has no value\n"
            "  hint: give one: --parameter Stage=VALUE\n")
        self.said(self.run_app(aws, "deploy", "Store", "Shop", "--yes", *parameter, "--parameter",
                               "Shop/Stage=beta"), 0)
        aws.forget_calls()
        self.said(self.run_app(aws, "deploy", "Store", "Shop", "--yes", *parameter, "--set", "visibility=40"), 0)
        words, = aws.calls("create-change-set")
        self.assertEqual(json.loads(dict(zip(words, words[1:]))["--parameters"]),
                         [{"ParameterKey": "Stage", "UsePreviousValue": True}])
        self.assert_ends(
            self.run_app(aws, "deploy", "Store", "Shop", "--yes", *parameter, "--parameter", "Stagge=x"), 1,
            "shop: error: no stack that is deployed has a parameter 'Stagge'\n"
            "  hint: did you mean 'Stage'?\n")

    def test_nothing_is_done_where_nothing_differs(self):
        aws = self.deployed()
        ended = self.run_app(aws, "deploy", "--yes")
        self.said(ended, 0)
        self.assertEqual(ended.stderr, "shop: no differences: nothing to deploy\n")
        self.assertRegex(ended.stdout, r"\ASTACK +OUTPUT +VALUE\nShop +JobsUrl +\S+\n\Z")
        self.assertEqual(set(self.operations(aws)),
                         {"describe-stacks", "get-template", "list-change-sets"})

    def test_a_link_in_place_of_the_outputs_file_is_written_through(self):
        aws = self.account()
        (self.folder / "link.json").symlink_to("outputs.json")
        self.said(self.run_app(aws, "deploy", "--yes", "--outputs-into", "link.json"), 0)
        self.assertTrue((self.folder / "link.json").is_symlink())
        self.assertIn("Shop", json.loads((self.folder / "outputs.json").read_text()))

    def test_only_what_differs_is_deployed(self):
        aws = self.deployed()
        ended = self.run_app(aws, "deploy", "--yes", "--set", "visibility=60")
        self.said(ended, 0, "VisibilityTimeout: 30 → 60", "Shop: UPDATE_COMPLETE")
        self.assertEqual([dict(zip(call, call[1:]))["--stack-name"].split("/")[1]
                          for call in aws.calls("create-change-set")], ["Shop"])

    def test_events_are_asked_for_in_small_pieces_and_none_is_missed(self):
        aws = self.account(steps_per_call=1000)
        ended = aws.run(os.environ["OMNITRACK_SYNTH"], "deploy", "--yes", "--summary",
                        cwd=self.folder, OMNITRACK_POLL_SECONDS="0.01")
        self.said(ended, 0)
        self.assertEqual(len(re.findall(r"OmniTrack \d+/77: CREATE_COMPLETE", ended.stderr)), 77)
        first, second = aws.calls("describe-stack-events")
        self.assertIn("--max-items", first)
        self.assertNotIn("--max-items", second)

    def test_errors_only_says_nothing_of_what_goes_well(self):
        aws = self.account()
        ended = self.run_app(aws, "deploy", "--yes", "--errors-only", "--summary")
        self.said(ended, 0)
        self.assertNotIn("_COMPLETE", ended.stderr)

    def test_quiet_says_nothing_but_the_outputs(self):
        self.assertEqual(self.run_app(self.account(), "deploy", "--yes", "--quiet").stderr, "")

    def test_data_is_not_lost_unless_somebody_answers_for_it(self):
        aws = self.deployed()
        renamed = ("--set", "table_name=orders-2")
        ended = self.run_app(aws, "deploy", "--yes", *renamed)
        self.said(ended, 3, "Data loss", "all items of the table 'orders'",
                  "shop: error: data would be lost: nothing was deployed\n"
                  "  hint: --accept-loss 'ID@YYYY-MM-DD=REASON' accepts that\n")
        self.assertEqual(aws.calls("create-change-set"), [])
        aws.change(replaces=["Orders"])
        self.said(self.run_app(aws, "deploy", "--yes", *renamed, "--accept-loss",
                               "Store/Orders@2999-12-31=it is filled anew"), 0)

    def test_what_cloudformation_sees_otherwise_is_said(self):
        aws = self.deployed()
        aws.change(replaces=["Jobs"])
        ended = self.run_app(aws, "deploy", "--yes", "--set", "visibility=60")
        self.said(ended, 3, "shop: Shop: CloudFormation says 'replace' of Jobs, and the diff says 'update'",
                  "error: CloudFormation would delete Jobs of 'Shop' with the data, which the diff does "
                  "not show")
        self.assertEqual(aws.calls("execute-change-set"), [])
        listed = aws.aws("cloudformation", "list-change-sets", "--stack-name", "Shop")["Summaries"]
        self.assertEqual([each for each in listed if each["ExecutionStatus"] == "AVAILABLE"], [])

    def test_data_that_no_template_shows_is_not_lost_either(self):
        expanded = template("Shop")
        expanded["Transform"] = ["MakesTables"]
        aws = self.account(start={"stacks": {"Shop": {"status": "CREATE_COMPLETE", "template": expanded}}})
        ended = self.run_app(aws, "destroy", "Shop", "--yes")
        self.said(ended, 3, "what its loops and macros made is not known")
        self.assertEqual(aws.calls("delete-stack"), [])

    def test_a_possible_replacement_of_data_is_said(self):
        aws = self.deployed()
        aws.change(may_replace=["Jobs"])
        self.said(self.run_app(aws, "deploy", "--yes", "--set", "visibility=60"), 0,
                  "shop: Shop: CloudFormation may replace Jobs, which holds data; the diff says that it is kept")

    def test_a_template_that_is_not_told_is_not_taken_for_none(self):
        aws = self.deployed()
        for answer in ("{}", ""):
            aws.change(faults=[{"call": "get-template", "raw": answer}])
            for words in (("deploy", "--yes"), ("destroy", "--yes", "--with-data")):
                self.said(self.run_app(aws, *words), 1,
                          "error: the AWS CLI failed: it does not tell the template of a stack that is there")
        self.assertEqual(aws.calls("create-change-set") + aws.calls("delete-stack"), [])

    def test_a_stack_is_missing_only_where_cloudformation_says_so(self):
        aws = self.deployed()
        for said in ('The profile "p" is configured to use the SSO token provider but the "corp" '
                     "sso_session configuration does not exist.",
                     'The source_profile "base" referenced in the profile "prod" does not exist.'):
            aws.change(faults=[{"exit": 255, "stderr": f"\n{said}\n"}])
            for verb in ("deploy", "destroy", "status"):
                words = (verb,) if verb == "status" else (verb, "--yes")
                self.said(self.run_app(aws, *words), 1, "hint: log in")
        aws.change(faults=[{"call": "describe-stacks", "raw": "{}"}])
        for words in (("destroy", "--yes"), ("status",), ("outputs",)):
            self.said(self.run_app(aws, *words), 1, "did not answer with JSON")

    def test_a_refused_change_set_is_told_with_its_validations(self):
        aws = self.deployed()
        aws.change(
            change_set_fails="The change set was not created, see its events.",
            validations=[{"EventType": "VALIDATION_ERROR", "LogicalResourceId": "Jobs",
                          "ValidationPath": "/Resources/Jobs/Properties/VisibilityTimeout",
                          "ValidationStatusReason": "it is too much", "ValidationFailureMode": "FAIL"}])
        ended = self.run_app(aws, "deploy", "--yes", "--set", "visibility=60")
        self.said(
            ended, 1,
            "shop: Shop: CloudFormation's validation fails of Jobs at "
            "/Resources/Jobs/Properties/VisibilityTimeout: it is too much\n  at: Shop/Jobs at ",
            "apps/shop.cpp:",
            "error: CloudFormation refuses the change set of 'Shop': The change set was not created")
        self.assertEqual(aws.stack("Shop")["status"], "CREATE_COMPLETE")

    def test_a_large_template_goes_through_the_bucket_once(self):
        bucket = "omnitrack-assets-123456789012-us-east-1"
        aws = self.account(buckets=[])
        large = ("--set", "padding=60000")
        ended = self.run_app(aws, "deploy", "Store", "Shop", "--yes", "--summary", *large)
        self.said(ended, 1, " bytes, more than 51,200 go through a bucket, and there is no " + bucket,
                  "hint: 'bootstrap' makes it; --assets-bucket names another one\n")
        aws.change(buckets=[bucket])
        self.said(self.run_app(aws, "deploy", "Store", "Shop", "--yes", *large), 0,
                  "bytes, is uploaded to " + bucket)
        words = aws.calls("create-change-set")[-1]
        self.assertRegex(
            dict(zip(words, words[1:]))["--template-url"],
            rf"\Ahttps://{bucket}\.s3\.us-east-1\.amazonaws\.com/templates/[0-9a-f]{{64}}\.json\Z")


class WeakReferences(DeployCase):
    """The shop reads an output of the store by Fn::GetStackOutput."""

    WEAK = ("--set", "table_tag=weak")
    STRONG = ("--set", "table_tag=strong")

    def read_deployed(self):
        aws = self.account()
        self.said(self.run_app(aws, "deploy", "--yes", *self.WEAK), 0)
        aws.forget_calls()
        return aws

    def test_a_reader_is_deployed_after_what_it_reads_and_gets_its_new_value(self):
        aws = self.read_deployed()
        table = aws.stack("Store")["resources"]["Orders"]["physical"]
        self.assertEqual(aws.stack("Shop")["reads"], {"Store.ExportOrdersArn": f"{table}.Arn"})
        aws.change(replaces=["Orders"])
        ended = self.run_app(aws, "deploy", "--yes", *self.WEAK, "--set", "table_name=orders-2",
                             "--accept-loss", "Orders@2999-01-01=it is a test")
        self.said(ended, 0,
                  "Other stacks read it\n"
                  "  ! ExportOrdersArn of Store: the value changes, and 'Shop' reads it: 'Shop' has the old one "
                  "until\n    its next deployment\n", "hint: deploy 'Shop' next\n")
        self.assertNotIn("CloudFormation says", ended.stderr)
        moved = aws.stack("Store")["resources"]["Orders"]["physical"]
        self.assertNotEqual(moved, table)
        self.assertEqual(aws.stack("Shop")["reads"], {"Store.ExportOrdersArn": f"{moved}.Arn"})

    def test_a_reader_whose_template_is_the_same_is_asked_for_and_has_no_changes(self):
        aws = self.read_deployed()
        self.said(self.run_app(aws, "deploy", "--yes", *self.WEAK), 0,
                  "shop: 'Shop': CloudFormation finds no changes\n")

    def test_readers_that_are_not_deployed_are_told(self):
        aws = self.read_deployed()
        aws.change(replaces=["Orders"])
        ended = self.run_app(aws, "deploy", "Store", "--yes", *self.WEAK, "--set", "table_name=orders-2",
                             "--accept-loss", "Orders@2999-01-01=it is a test")
        self.said(ended, 0, "ExportOrdersArn: the value changes, and 'Shop' reads it")

    def test_what_is_read_must_be_deployed(self):
        aws = self.account()
        self.assert_ends(self.run_app(aws, "deploy", "Shop", "--yes", *self.WEAK), 1,
                         "shop: error: 'Shop' needs 'Store', which is not deployed\n"
                         "  hint: name it too: it is deployed first\n")

    def test_what_is_read_from_another_account_is_not_looked_for_in_this_one(self):
        aws = self.account()
        ended = self.run_app(aws, "deploy", "Shop", "--yes", *self.WEAK, "--set",
                             "store_account=111122223333")
        self.said(ended, 1, "Output ExportOrdersArn of stack Store does not exist")
        words, = aws.calls("create-change-set")
        self.assertIn('"RoleArn": "arn:aws:iam::111122223333:role/outputs"',
                      dict(zip(words, words[1:]))["--template-body"])

    def test_an_output_that_goes_refuses_nothing_and_fails_its_reader(self):
        aws = self.read_deployed()
        store = template("Store", "table_tag=none")
        self.assertNotIn("Outputs", store)
        aws.aws("cloudformation", "create-change-set", "--stack-name", "Store", "--change-set-name", "a",
                "--template-body", json.dumps(store))
        while aws.aws("cloudformation", "describe-change-set", "--stack-name", "Store",
                      "--change-set-name", "a")["Status"] != "CREATE_COMPLETE":
            pass
        aws.aws("cloudformation", "execute-change-set", "--stack-name", "Store", "--change-set-name", "a")
        self.assertEqual(aws.settle("Store"), "UPDATE_COMPLETE")
        ended = self.run_app(aws, "deploy", "Shop", "--yes", *self.WEAK, "--set", "visibility=40")
        self.said(ended, 1, "Output ExportOrdersArn of stack Store does not exist")

    def test_what_is_read_may_be_destroyed_and_its_reader_is_named(self):
        aws = self.read_deployed()
        self.said(self.run_app(aws, "destroy", "Store", "--yes", "--with-data", *self.WEAK), 0,
                  "shop: 'Shop' reads outputs of 'Store': once they are gone, its next deployment fails\n")
        self.assertEqual(aws.stack("Store")["status"], "DELETE_COMPLETE")

    def test_another_name_of_what_is_read_is_refused(self):
        aws = self.account()
        self.assert_ends(
            self.run_app(aws, "deploy", "--yes", *self.WEAK, "--stack-name", "Store=store-eu"), 1,
            "shop: error: 'Shop' reads outputs of a stack of the name 'Store', which is deployed as "
            "'store-eu'\n"
            "  hint: give it that name in code, by .stack_name, in place of --stack-name\n")
        self.assertEqual(aws.calls("create-change-set"), [])
        self.said(self.run_app(aws, "deploy", "--yes", *self.WEAK, "--stack-name", "Shop=shop-eu"), 0)

    def test_change_sets_that_are_made_together_may_be_early(self):
        aws = self.read_deployed()
        aws.change(replaces=["Orders"])
        ended = self.run_app(aws, "deploy", "--prepare", "sets.json", *self.WEAK, "--set",
                             "table_name=orders-2", "--accept-loss", "Orders@2999-01-01=it is a test")
        self.said(ended, 0, "shop: 'Shop' reads outputs of 'Store', and its change set may have what these "
                            "are now: after the execution, deploy it once more\n")

    def test_a_strong_reference_is_made_weak_step_by_step(self):
        aws = self.account()
        self.said(self.run_app(aws, "deploy", "--yes", *self.STRONG), 0)
        before = self.run_app(aws, "synth", "-q", "-o", "old", *self.STRONG)
        self.assertEqual(before.code, 0, before.stderr)
        ended = self.run_app(aws, "deploy", "--yes", *self.WEAK)
        self.said(ended, 1, "the export 'Store:Orders:Arn' goes, and 'Shop' imports it",
                  "hint: 'synth --phase' writes steps that get there")
        self.said(self.run_app(aws, "synth", "--phase", "old", "-o", "steps", *self.WEAK), 0)
        for step in ("1", "2"):
            for stack in ("Store", "Shop"):
                text = (self.folder / "steps" / step / f"{stack}.template.json").read_text()
                name = f"step-{step}"
                aws.aws("cloudformation", "create-change-set", "--stack-name", stack,
                        "--change-set-name", name, "--template-body", text)
                words = ("--stack-name", stack, "--change-set-name", name)
                while True:
                    made = aws.aws("cloudformation", "describe-change-set", *words)
                    if made["Status"] not in ("CREATE_PENDING", "CREATE_IN_PROGRESS"):
                        break
                if made["Status"] == "CREATE_COMPLETE":
                    aws.aws("cloudformation", "execute-change-set", *words)
                    self.assertEqual(aws.settle(stack), "UPDATE_COMPLETE")
        self.assertEqual(aws.stack("Shop")["template"], aws.run(SHOP, "synth", "Shop", *self.WEAK).stdout)
        self.assertEqual(list(aws.stack("Shop")["reads"]), ["Store.ExportOrdersArn"])
        self.assertNotIn("ExportName", aws.stack("Store")["outputs"][0])


class Asking(DeployCase):
    def on_a_terminal(self, aws, answer, *arguments):
        """Runs the app on a terminal and answers its question; returns exit code and what it showed."""
        controller, terminal = pty.openpty()
        program = subprocess.Popen(
            [SHOP, *arguments], stdin=terminal, stdout=subprocess.PIPE, stderr=terminal, cwd=self.folder,
            env=aws.environment(OMNITRACK_POLL_SECONDS="0.01", TERM="xterm"), start_new_session=True)
        os.close(terminal)
        shown = b""
        has_answered = False
        while True:
            ready, _, _ = select.select([controller], [], [], 60)
            if not ready:
                break
            try:
                piece = os.read(controller, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
            if b"[y/N]" in shown and not has_answered:
                has_answered = True
                if answer is None:
                    program.send_signal(signal.SIGINT)
                else:
                    os.write(controller, answer)
        os.close(controller)
        program.stdout.close()
        return program.wait(60), shown.decode()

    def test_without_a_terminal_it_refuses_to_ask_before_it_does_anything(self):
        aws = self.account()
        for verb in ("deploy", "destroy"):
            self.assert_ends(
                self.run_app(aws, verb), 64,
                f"shop: error: {verb} asks before it changes anything, and there is no terminal\n"
                "  hint: --yes goes on without asking\n")
        self.assertEqual(aws.calls(), [])

    def test_no_is_the_default_answer(self):
        aws = self.account()
        code, shown = self.on_a_terminal(aws, b"\n", "deploy")
        self.assertEqual(code, 1)
        self.assertIn("deploy Store and Shop? [y/N]", shown)
        self.assertIn("nothing was deployed", shown)
        self.assertEqual(aws.calls("create-change-set"), [])

    def test_yes_deploys_and_the_terminal_shows_what_runs(self):
        aws = self.account(steps_per_call=1)
        code, shown = self.on_a_terminal(aws, b"y\n", "deploy")
        self.assertEqual(code, 0, shown)
        self.assertRegex(shown, r"  Shop  1/2  JobsPolicy \d+ s")
        self.assertIn("\x1b[1A\x1b[2K", shown)

    def test_ctrl_c_at_the_question_deploys_nothing(self):
        aws = self.account()
        code, shown = self.on_a_terminal(aws, None, "deploy")
        self.assertEqual(code, 130, shown)
        self.assertEqual(aws.calls("create-change-set"), [])


class Failing(DeployCase):
    def test_the_first_cause_is_told_with_its_line_and_what_is_left(self):
        aws = self.account(fails={"JobsPolicy": "Resource of type 'AWS::SQS::QueuePolicy' already exists"})
        ended = self.run_app(aws, "deploy", "--yes", "--summary", "--errors-only")
        self.said(ended, 1)
        self.assertRegex(
            ended.stderr,
            r"shop: error: 'Shop' was not deployed: JobsPolicy \(AWS::SQS::QueuePolicy\) CREATE_FAILED: "
            r"Resource of type 'AWS::SQS::QueuePolicy' already exists\n"
            r"  at: Shop/Jobs/Policy at \S*apps/shop\.cpp:\d+\n"
            r"  hint: a resource of that name is there: import it, delete it, or choose another name\n"
            r"shop: 'Shop' was never made: what there was of it is deleted \(ROLLBACK_COMPLETE\); the next "
            r"deploy deletes the empty stack and makes it anew\n\Z")
        aws.change(fails={})
        aws.forget_calls()
        ended = self.run_app(aws, "deploy", "--yes", "--summary")
        self.said(ended, 0, "'Shop' was never made (ROLLBACK_COMPLETE): the empty stack is deleted, and made "
                  "anew", "Shop: DELETE_COMPLETE", "Shop: CREATE_COMPLETE")
        self.assertEqual(aws.stack("Shop")["status"], "CREATE_COMPLETE")

    def test_what_needs_a_failed_stack_is_left_out(self):
        aws = self.account(fails={"Orders": "no such thing"})
        ended = self.run_app(aws, "deploy", "--yes", "--summary")
        self.said(ended, 1, "'Shop' was left out, since a stack that it needs was not deployed")
        self.assertEqual(aws.calls("create-change-set")[0][3], "Store")

    def test_a_failed_update_leaves_the_stack_as_it_was(self):
        aws = self.deployed()
        aws.change(fails={"Jobs": "Rate exceeded"})
        changed = ("deploy", "--yes", "--summary", "--set", "visibility=60")
        self.said(self.run_app(aws, *changed), 1,
                  "hint: the service was asked too often: deploy again",
                  "'Shop' is as it was before (UPDATE_ROLLBACK_COMPLETE)")
        aws.change(fails={})
        self.said(self.run_app(aws, *changed), 0)

    def test_a_failed_rollback_is_not_updated(self):
        aws = self.deployed()
        aws.change(fails={"Jobs": "no"}, rollback_fails=["Jobs"])
        changed = ("deploy", "--yes", "--summary", "--set", "visibility=60")
        self.said(self.run_app(aws, *changed), 1, "'Shop' could not be rolled back (UPDATE_ROLLBACK_FAILED): "
                  "mend what stopped it, then 'shop rollback Shop' goes on")
        self.assert_ends(
            self.run_app(aws, *changed), 1,
            "shop: error: 'Shop' could not be rolled back (UPDATE_ROLLBACK_FAILED), and takes no update\n"
            "  hint: mend what stopped it, then 'shop rollback Shop' goes on\n")

    def test_without_rollback_it_goes_on_from_where_it_failed(self):
        aws = self.deployed()
        aws.change(fails={"Jobs": "no"})
        changed = ("deploy", "--yes", "--summary", "--set", "visibility=60")
        self.said(self.run_app(aws, *changed, "--no-rollback"), 1, "(UPDATE_FAILED)")
        self.said(self.run_app(aws, *changed), 1, "error: 'Shop' stays where its last deployment failed "
                  "(UPDATE_FAILED)")
        aws.change(fails={})
        self.said(self.run_app(aws, *changed, "--no-rollback"), 0)

    def test_a_protected_stack_that_was_never_made_is_not_deleted(self):
        aws = self.account(start={"stacks": {"Shop": {"status": "ROLLBACK_COMPLETE", "protected": True,
                                                      "template": template("Shop")}}})
        self.said(self.run_app(aws, "deploy", "Store", "Shop", "--yes"), 1,
                  "error: 'Shop' was never made (ROLLBACK_COMPLETE), and is protected against deletion")
        self.assertEqual(aws.calls("delete-stack"), [])


class Meanwhile(DeployCase):
    def test_a_running_operation_is_waited_for(self):
        aws = self.account(steps_per_call=1, start={"stacks": {"Store": {
            "status": "UPDATE_IN_PROGRESS", "template": template("Store"),
            "steps": [["Orders", "UPDATE_COMPLETE", ""], [None, "UPDATE_COMPLETE", ""]]}}})
        ended = self.run_app(aws, "deploy", "Store", "--yes")
        self.said(ended, 0, "'Store' is busy (UPDATE_IN_PROGRESS): waiting for its end",
                  "no differences: nothing to deploy")

    def test_the_change_set_of_somebody_else_is_named(self):
        aws = self.deployed()
        aws.aws("cloudformation", "create-change-set", "--stack-name", "Shop", "--change-set-name", "theirs",
                "--change-set-type", "UPDATE", "--template-body",
                json.dumps(template("Shop", "visibility=45")))
        aws.aws("cloudformation", "describe-change-set", "--stack-name", "Shop", "--change-set-name",
                "theirs")
        ended = self.run_app(aws, "deploy", "--yes", "--set", "visibility=60")
        self.said(ended, 0, "'Shop' has another change set, 'theirs', which CloudFormation deletes when this "
                  "deployment is executed")

    def test_what_a_killed_deploy_left_is_gone_on_from(self):
        aws = self.account(start={"stacks": {"Store": {
            "status": "REVIEW_IN_PROGRESS", "template": {},
            "change_sets": [{"name": "omnitrack-old", "status": "CREATE_COMPLETE",
                             "execution": "AVAILABLE", "type": "CREATE"}]}}})
        self.said(self.run_app(aws, "deploy", "Store", "--yes"), 0,
                  "'Store' has another change set, 'omnitrack-old'", "Store: CREATE_COMPLETE")

    def test_a_stack_that_somebody_deletes_meanwhile_is_not_deployed(self):
        aws = self.account(steps_per_call=1)
        program = subprocess.Popen(
            [SHOP, "deploy", "Store", "--yes", "--summary"], cwd=self.folder, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env=aws.environment(OMNITRACK_POLL_SECONDS="0.3"))
        end = time.monotonic() + 60
        while not aws.calls("describe-stack-events") and time.monotonic() < end:
            time.sleep(0.02)
        aws.aws("cloudformation", "delete-stack", "--stack-name", "Store")
        _, stderr = program.communicate(timeout=60)
        self.assertEqual(program.returncode, 1, stderr)
        self.assertIn("'Store' is gone: somebody deleted it", stderr)

    def test_an_execution_whose_answer_is_lost_is_followed(self):
        aws = self.account(faults=[{"call": "execute-change-set", "times": 1, "is_done": True, "exit": 255,
                                    "stderr": CUT}])
        self.said(self.run_app(aws, "deploy", "Store", "--yes"), 0, "Store: CREATE_COMPLETE")

    def test_a_change_set_whose_answer_is_lost_is_found(self):
        aws = self.account(faults=[{"call": "create-change-set", "times": 1, "is_done": True, "exit": 255,
                                    "stderr": CUT}])
        self.said(self.run_app(aws, "deploy", "Store", "--yes"), 0, "Store: CREATE_COMPLETE")

    def test_credentials_that_expire_meanwhile_end_the_following_alone(self):
        expired = ("\nAn error occurred (ExpiredToken) when calling the DescribeStackEvents operation: The "
                   "security token included in the request is expired\n")
        aws = self.account(faults=[{"call": "describe-stack-events", "exit": 254, "stderr": expired}])
        ended = self.run_app(aws, "deploy", "Store", "--yes")
        self.said(ended, 1, "error: 'Store' goes on, and can no longer be followed: the AWS CLI failed: An "
                  "error occurred (ExpiredToken)", "'shop events Store' shows how it goes on")
        self.assertNotIn("was not deployed", ended.stderr)

    def test_two_deploys_at_once_both_come_to_the_right_end(self):
        aws = self.deployed()
        deploy = ("deploy", "--yes", "--summary", "--set", "visibility=60")
        with concurrent.futures.ThreadPoolExecutor() as pool:
            ended = list(pool.map(lambda _: self.run_app(aws, *deploy), range(2)))
        self.assertIn(0, [each.code for each in ended], [each.stderr for each in ended])
        for each in ended:
            self.assertIn(each.code, (0, 1), each.stderr)
            self.assertNotIn("Traceback", each.stderr)
        self.assertEqual(aws.stack("Shop")["status"], "UPDATE_COMPLETE")
        self.assert_ends(self.run_app(aws, *deploy), 0, "shop: no differences: nothing to deploy\n",
                         ended[0].stdout or ended[1].stdout)

    def test_ctrl_c_while_it_runs_leaves_the_stack_to_cloudformation(self):
        aws = self.account(steps_per_call=1,
                           faults=[{"call": "describe-stack-events", "after": 1, "sleep": 30}])
        program = subprocess.Popen(
            [SHOP, "deploy", "Store", "--yes", "--summary"], cwd=self.folder, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, start_new_session=True,
            env=aws.environment(OMNITRACK_POLL_SECONDS="0.01"))
        end = time.monotonic() + 60
        while len(aws.calls("describe-stack-events")) < 2 and time.monotonic() < end:
            time.sleep(0.02)
        os.killpg(program.pid, signal.SIGINT)
        _, stderr = program.communicate(timeout=60)
        self.assertEqual(program.returncode, 130, stderr)
        self.assertIn("'Store' goes on without this program; 'shop events Store' shows how, and the next "
                      "deploy waits for its end", stderr)
        aws.set(steps_per_call=1)
        self.said(self.run_app(aws, "deploy", "Store", "--yes"), 0, "'Store' is busy (CREATE_IN_PROGRESS)",
                  "nothing to deploy")

    def test_a_terminal_that_goes_before_the_execution_leaves_nothing(self):
        self.assert_nothing_is_left_after(signal.SIGHUP, "--yes")

    def test_ctrl_c_before_the_execution_leaves_nothing(self):
        self.assert_nothing_is_left_after(signal.SIGINT, "--yes")

    def test_what_is_prepared_is_left_by_no_signal_either(self):
        self.assert_nothing_is_left_after(signal.SIGHUP, "--prepare", "sets.json")
        self.assertFalse((self.folder / "sets.json").exists())

    def assert_nothing_is_left_after(self, how, *words):
        aws = self.account(faults=[{"call": "describe-change-set", "times": 1, "sleep": 30}])
        program = subprocess.Popen(
            [SHOP, "deploy", "Store", *words, "--summary"], cwd=self.folder, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, start_new_session=True,
            env=aws.environment(OMNITRACK_POLL_SECONDS="0.01"))
        end = time.monotonic() + 60
        while not aws.calls("describe-change-set") and time.monotonic() < end:
            time.sleep(0.02)
        os.killpg(program.pid, how)
        _, stderr = program.communicate(timeout=60)
        self.assertEqual(program.returncode, 130, stderr)
        self.assertEqual(aws.calls("execute-change-set"), [])
        self.assertEqual(self.operations(aws).count("delete-stack"), 1, f"{self.operations(aws)}\n{stderr}")
        self.assertIn("delete-change-set", self.operations(aws))


class Protection(DeployCase):
    """`termination_protection` of a stack."""

    ON = ("--set", "protection=yes")
    OFF = ("--set", "protection=no")

    def test_a_new_stack_is_protected_once_it_is_made(self):
        aws = self.account()
        ended = self.run_app(aws, "deploy", "Store", "--yes", *self.ON)
        self.said(ended, 0, "shop: 'Store' will be protected against deletion\n",
                  "Store: CREATE_COMPLETE\nshop: 'Store' is protected against deletion\n")
        self.assertTrue(aws.stack("Store")["protected"])
        self.said(self.run_app(aws, "deploy", "Store", "--yes", *self.ON), 0, "nothing to deploy")

    def test_a_stack_that_does_not_differ_is_protected_after_a_question(self):
        aws = self.deployed()
        self.said(self.run_app(aws, "deploy", "Store", *self.ON), 64)
        ended = self.run_app(aws, "deploy", "Store", "--yes", *self.ON)
        self.said(ended, 0, "'Store' will be protected", "'Store' is protected against deletion")
        self.assertEqual(aws.calls("create-change-set"), [])
        self.assertTrue(aws.stack("Store")["protected"])

    def test_it_is_taken_away_where_the_code_says_so_and_stays_where_it_says_nothing(self):
        aws = self.deployed()
        aws.aws("cloudformation", "update-termination-protection", "--stack-name", "Store",
                "--enable-termination-protection")
        self.said(self.run_app(aws, "deploy", "--yes"), 0, "nothing to deploy")
        self.assertTrue(aws.stack("Store")["protected"])
        self.said(self.run_app(aws, "deploy", "--yes", *self.OFF), 0,
                  "'Store' is no longer protected against deletion")
        self.assertFalse(aws.stack("Store")["protected"])

    def test_a_stack_that_failed_is_not_protected(self):
        aws = self.account(fails={"Orders": "no"})
        self.said(self.run_app(aws, "deploy", "Store", "--yes", *self.ON), 1)
        self.assertEqual(aws.calls("update-termination-protection"), [])

    def test_a_protection_that_cannot_be_set_is_told(self):
        aws = self.account(faults=[{
            "call": "update-termination-protection",
            "stderr": "\nAn error occurred (AccessDenied) when calling the UpdateTerminationProtection "
                      "operation: no\n"}])
        self.said(self.run_app(aws, "deploy", "Store", "--yes", *self.ON), 1,
                  "error: 'Store' is deployed, but its protection against deletion stays as it was: ",
                  "hint: the caller needs cloudformation:UpdateTerminationProtection\n")

    def test_destroy_tells_the_way_that_the_code_leaves(self):
        aws = self.deployed()
        self.run_app(aws, "deploy", "Store", "--yes", *self.ON)
        self.said(self.run_app(aws, "destroy", "Store", "--yes", "--with-data", *self.ON), 1,
                  "error: 'Store' is protected against deletion\n"
                  "  hint: set `.termination_protection = false` on the stack, and deploy it first\n")
        self.assertEqual(aws.calls("delete-stack"), [])

    def test_a_plan_and_an_assembly_carry_it(self):
        aws = self.deployed()
        self.run_app(aws, "deploy", "--plan", "deploy.sh", "--set", "visibility=60", *self.ON)
        self.assertIn("update-termination-protection --enable-termination-protection",
                      re.sub(r" \\\n *", " ", (self.folder / "deploy.sh").read_text()))
        self.run_app(aws, "synth", "-o", "out", "--assembly", *self.ON)
        artifacts = json.loads((self.folder / "out" / "manifest.json").read_text())["artifacts"]
        self.assertIs(artifacts["Store"]["properties"]["terminationProtection"], True)
        self.assertNotIn("terminationProtection", artifacts["Shop"]["properties"])


class Troubles(DeployCase):
    def test_a_file_that_cannot_be_written_is_told_before_anything_is_made(self):
        aws = self.deployed()
        for option in ("--prepare", "--outputs-into"):
            for path, why in (("not/there.json", "No such file or directory"), (".", "Is a directory")):
                words = (option, path) if option == "--prepare" else (option, path, "--yes")
                self.assert_ends(self.run_app(aws, "deploy", "--set", "visibility=60", *words), 1,
                                 f"shop: error: cannot write {path}: {why}\n")
        self.assertEqual(aws.calls(), [])
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_throttling_and_lost_connections_pass(self):
        aws = self.account(faults=[
            {"call": "describe-stack-events", "times": 1, "after": 1, "exit": 254,
             "stderr": THROTTLED.format("DescribeStackEvents")},
            {"call": "describe-stack-events", "times": 1, "after": 2, "exit": 255, "stderr": CUT}])
        self.said(self.run_app(aws, "deploy", "Store", "--yes"), 0, "Store: CREATE_COMPLETE")

    def test_without_a_program_to_ask_nothing_is_done(self):
        cases = {
            "no credentials": ({"exit": 253, "stderr": "\nUnable to locate credentials. You can configure "
                                "credentials by running \"aws configure\".\n"},
                               "Unable to locate credentials", "log in"),
            "expired": ({"exit": 254, "stderr": "\nAn error occurred (ExpiredToken) when calling the "
                         "DescribeStacks operation: The security token included in the request is "
                         "expired\n"}, "(ExpiredToken)", "log in"),
            "garbage": ({"raw": "<html>"}, "did not answer with JSON", "aws sts get-caller-identity"),
            "a gigabyte": ({"bytes": 1 << 30}, "answered with more than 64 MB", "aws sts"),
            "255": ({"exit": 255}, "failed and does not say why", ""),
            "hostile": ({"exit": 255, "stderr": "\x1b[2Jyou are fine\x07\n"}, "\\x1b[2Jyou are fine\\x07", ""),
        }
        for name, (fault, message, hint) in cases.items():
            with self.subTest(name):
                aws = self.account(faults=[fault])
                ended = self.run_app(aws, "deploy", "Store", "--yes")
                self.said(ended, 1, "shop: error: ", message, hint)
                self.assertEqual(ended.stdout, "")
                self.assertNotIn("\x1b", ended.stderr)
                self.assertEqual(aws.calls("create-change-set"), [])

    def test_a_stack_that_another_one_needs_is_named(self):
        aws = self.account()
        self.said(self.run_app(aws, "deploy", "Shop", "--yes"), 1,
                  "error: 'Shop' needs 'Store', which is not deployed\n  hint: name it too: it is deployed first")
        self.assertEqual(aws.calls("create-change-set"), [])

    def test_texts_of_the_account_stay_on_their_line_and_steer_nothing(self):
        aws = self.account(fails={"Orders": "no\nshop: Shop: CREATE_COMPLETE \u009b2J \u202e x \u2028 y"})
        ended = self.run_app(aws, "deploy", "Store", "--yes", "--summary")
        self.said(ended, 1, "CREATE_FAILED: no\\nshop: Shop: CREATE_COMPLETE \\u009b2J \\u202e x \\u2028 y")

    def test_the_aws_cli_may_be_missing(self):
        aws = self.account()
        empty = self.folder / "empty"
        empty.mkdir()
        ended = self.run_app(aws, "deploy", "Store", "--yes", PATH=str(empty))
        self.said(ended, 1, "error: the AWS CLI (aws) is not installed, or not on PATH\n  hint: install it: ")

    def test_an_aws_cli_that_is_too_old_for_an_option_is_told(self):
        aws = self.account(lacks=["--deployment-config"])
        self.said(self.run_app(aws, "deploy", "Store", "--yes", "--express"), 1, "--deployment-config",
                  "hint: this needs a newer AWS CLI")
        self.assertEqual(aws.calls("execute-change-set"), [])

    def test_an_aws_cli_without_validations_deploys_all_the_same(self):
        aws = self.account(lacks=["describe-events"])
        self.said(self.run_app(aws, "deploy", "Store", "--yes"), 0)

    def test_a_wrong_command_line_runs_nothing(self):
        aws = self.account()
        wrong = {
            ("--parameter", "x"): "--parameter x: it is not KEY=VALUE",
            ("--tag", "=x"): "--tag =x: it is not KEY=VALUE",
            ("--role-arn", "x"): "--role-arn x: it is no ARN",
            ("--rollback-minutes", "5"): "--rollback-minutes says how long alarms are watched",
            ("--jobs", "0"): "--jobs must be a whole number from 1 to 32, not '0'",
            ("--region", "here"): "--region 'here' is no region",
            ("--stack-name", "Shop=a;b"): "--stack-name Shop=a;b: a stack cannot have that name",
            ("--prepare", "a", "--plan", "b"): "--prepare, --execute and --plan exclude each other",
            ("--execute", "a", "Shop"): "--execute takes its stacks from the file",
        }
        for words, message in wrong.items():
            with self.subTest(words):
                ended = self.run_app(aws, "deploy", "--yes", *words)
                self.said(ended, 64, "shop: error: " + message)
        self.said(self.run_app(aws, "deploy", "Shopp", "--yes"), 1, "has no stack 'Shopp'",
                  "did you mean 'Shop'?")
        self.assertEqual(aws.calls(), [])


class InTwoSteps(DeployCase):
    def prepare(self, aws, *more):
        ended = self.run_app(aws, "deploy", "--prepare", "sets.json", *more)
        self.assertEqual(ended.code, 0, ended.stderr)
        return json.loads((self.folder / "sets.json").read_text())

    def test_prepared_change_sets_are_executed_as_they_are(self):
        aws = self.deployed()
        prepared = self.prepare(aws, "--set", "visibility=60")
        store, shop = prepared["stacks"]
        self.assertEqual((store["stack"], store["is_unchanged"]), ("Store", True))
        self.assertEqual(shop["depends_on"], ["Store"])
        self.assertEqual([(each["logical_id"], each["action"]) for each in shop["changes"]],
                         [("Jobs", "Modify")])
        self.assertEqual(aws.calls("execute-change-set"), [])
        ended = self.run_app(aws, "deploy", "--execute", "sets.json", "--yes")
        self.said(ended, 0, "Shop\n  update AWS::SQS::Queue Jobs\n", "Shop: UPDATE_COMPLETE")
        self.assertEqual(dict(zip(*[iter(aws.calls("execute-change-set")[0][2:])] * 2))[
            "--change-set-name"], shop["change_set"])

    def test_what_changed_since_is_not_executed(self):
        aws = self.deployed()
        self.prepare(aws, "--set", "visibility=60")
        self.said(self.run_app(aws, "deploy", "--yes", "--set", "visibility=90"), 0)
        aws.forget_calls()
        ended = self.run_app(aws, "deploy", "--execute", "sets.json", "--yes")
        self.said(ended, 1, "hint: prepare it again: nothing was executed")
        self.assertEqual(aws.calls("execute-change-set"), [])

    def test_a_failure_of_what_was_prepared_is_told_with_its_line(self):
        aws = self.deployed()
        self.prepare(aws, "--set", "visibility=60")
        aws.change(fails={"Jobs": "no"})
        self.said(self.run_app(aws, "deploy", "--execute", "sets.json", "--yes"), 1,
                  "Jobs (AWS::SQS::Queue) UPDATE_FAILED: no\n  at: Shop/Jobs at ")

    def test_a_file_that_names_another_stack_is_refused(self):
        aws = self.deployed()
        prepared = self.prepare(aws, "--set", "visibility=60")
        for change, code_text in (({"deployed_as": "Harmless"}, "'Harmless' changed since"),
                                  ({"change_set": "file:///etc/passwd"}, "is not named by an ARN"),
                                  ({"depends_on": ["Shop"]}, "'Shop' needs 'Shop', which does not stand")):
            other = json.loads(json.dumps(prepared))
            other["stacks"][1] |= change
            (self.folder / "sets.json").write_text(json.dumps(other))
            self.said(self.run_app(aws, "deploy", "--execute", "sets.json", "--yes"), 1, code_text)
        self.assertEqual(aws.calls("execute-change-set"), [])
        self.said(self.run_app(aws, "deploy", "--execute", "sets.json", "--yes", "--tag", "a=b"), 64,
                  "error: --execute executes what was prepared as it is")

    def test_a_file_that_is_none_is_told(self):
        aws = self.account()
        for text, why in (("{", "it is not JSON"), ("[]", "it is not what"),
                          ('{"format_version": 1}', "it has no list of stacks"),
                          ('{"format_version": 1, "stacks": [{}]}', "a stack has no 'stack'")):
            (self.folder / "sets.json").write_text(text)
            self.said(self.run_app(aws, "deploy", "--execute", "sets.json", "--yes"), 1,
                      "error: sets.json names no change sets: " + why)
        self.assertEqual(aws.calls(), [])

    def test_a_plan_is_a_script_that_does_the_same(self):
        aws = self.deployed()
        ended = self.run_app(aws, "deploy", "--plan", "deploy.sh", "--set", "visibility=60", "--tag",
                             "team=it's; rm -rf $HOME")
        self.said(ended, 0, "wrote deploy.sh and 2 templates; nothing was run")
        self.assertEqual(set(self.operations(aws)),
                         {"describe-stacks", "get-template", "list-change-sets"})
        script = (self.folder / "deploy.sh").read_text()
        self.assertIn("--template-body file://deploy/Shop.template.json", script)
        self.assertIn("""'[{"Key":"team","Value":"it'\\''s; rm -rf $HOME"}]'""", script)
        # The stand-in knows no waiters, so what they wait for is asked for instead.
        for line in re.sub(r" \\\n", " ", script).splitlines():
            if " wait stack-" in line:
                for name in ("Store", "Shop"):
                    aws.settle(name)
            elif line.startswith("aws "):
                line = line.replace("wait change-set-create-complete", "describe-change-set")
                run = subprocess.run(["sh", "-c", line], cwd=self.folder, env=aws.environment(),
                                     capture_output=True, text=True, check=False)
                self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(aws.settle("Shop"), "UPDATE_COMPLETE")


class Destroying(DeployCase):
    def test_the_stacks_go_in_the_reverse_order(self):
        aws = self.deployed()
        ended = self.run_app(aws, "destroy", "--yes")
        self.said(ended, 3, "Store\n  LOSE      Orders (AWS::DynamoDB::Table)\n",
                  "shop: error: data would be lost: nothing was destroyed\n"
                  "  hint: --with-data destroys what holds data too\n")
        self.assertEqual(aws.calls("delete-stack"), [])
        self.said(self.run_app(aws, "destroy", "--yes", "--with-data"), 0)
        ids = [dict(zip(call, call[1:]))["--stack-name"].split("/")[1]
               for call in aws.calls("delete-stack")]
        self.assertEqual(ids, ["Shop", "Store"])
        self.assert_ends(self.run_app(aws, "destroy", "--yes"), 0,
                         "shop: 'Store' is not deployed\nshop: 'Shop' is not deployed\n")

    def test_what_is_retained_is_named_before_and_after(self):
        text = template("Store")
        text["Resources"]["Orders"]["DeletionPolicy"] = "Retain"
        aws = self.account(start={"stacks": {"Store": {"status": "CREATE_COMPLETE", "template": text}}})
        ended = self.run_app(aws, "destroy", "Store", "--yes")
        self.said(ended, 0, "Store\n  retain    Orders (AWS::DynamoDB::Table)\n")
        self.assertRegex(ended.stdout, r"\Aretained: Orders \(AWS::DynamoDB::Table\) \S+\n\Z")

    def test_a_network_that_what_is_retained_keeps_is_told(self):
        text = {"Resources": {
            "Broker": {"Type": "AWS::AmazonMQ::Broker", "DeletionPolicy": "Retain",
                       "Properties": {"SubnetIds": [{"Ref": "Inner"}], "SecurityGroups": [{"Ref": "Group"}]}},
            "Inner": {"Type": "AWS::EC2::Subnet"},
            "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "g"}}}}
        aws = self.account(start={"stacks": {"Store": {"status": "CREATE_COMPLETE", "template": text}}})
        self.said(self.run_app(aws, "destroy", "Store", "--yes"), 0,
                  "  may fail  Broker: it is retained, and its network interfaces keep 'Group', 'Inner' from "
                  "being deleted, and the stack with it\n"
                  "            hint: delete it as well ('DeletionPolicy: Delete'), or retain its network too\n")

    def test_what_others_import_stays(self):
        text = template("Store")
        text["Outputs"] = {"Name": {"Value": "x", "Export": {"Name": "Store:Name"}}}
        aws = self.account(imports={"Store:Name": ["Billing"]}, start={"stacks": {"Store": {
            "status": "CREATE_COMPLETE", "template": text}}})
        self.said(self.run_app(aws, "destroy", "Store", "--yes", "--with-data"), 1,
                  "error: 'Billing' imports 'Store:Name' of 'Store', which therefore cannot go")
        self.assertEqual(aws.calls("delete-stack"), [])

    def test_what_happened_before_is_not_shown_again(self):
        aws = self.deployed()
        ended = self.run_app(aws, "destroy", "Shop", "--yes", "--with-data")
        self.said(ended, 0)
        self.assertNotIn("CREATE_COMPLETE", ended.stderr)

    def test_a_protected_stack_stays(self):
        aws = self.account(start={"stacks": {"Shop": {"status": "CREATE_COMPLETE", "protected": True,
                                                      "template": template("Shop")}}})
        self.said(self.run_app(aws, "destroy", "Shop", "--yes", "--with-data"), 1,
                  "error: 'Shop' is protected against deletion")
        self.assertEqual(aws.calls("delete-stack"), [])

    def test_a_deletion_that_fails_is_told(self):
        aws = self.deployed(delete_fails={"Jobs": "the queue is in use"})
        self.said(self.run_app(aws, "destroy", "Shop", "--yes", "--with-data"), 1,
                  "error: 'Shop' was not destroyed: Jobs (AWS::SQS::Queue) DELETE_FAILED: the queue is in use",
                  "'Shop' could not be deleted as a whole (DELETE_FAILED)")


if __name__ == "__main__":
    unittest.main()

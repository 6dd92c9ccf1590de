"""`rollback`: the one way back that a stack's status allows."""

import contextlib
import json
import os
import pty
import signal
import subprocess
import time

from verb_case import APP, HOSTILE, PROJECT, SERVER, VerbCase, resources

OLD = {"Resources": {"Server": {"Type": "Custom::Server", "Properties": {"Size": "a"}},
                     "Topic": {"Type": "AWS::SNS::Topic"}}}
NEW = json.loads(json.dumps(OLD).replace('"a"', '"b"'))


def shown_on(terminal):
    """All that a terminal shows, once no program has it."""
    shown = b""
    # Linux ends it by an error.
    with contextlib.suppress(OSError):
        while piece := os.read(terminal, 65536):
            shown += piece
    return shown


class Rollback(VerbCase):
    def update(self, aws, *options):
        """Executes an update of the stack Compute, without waiting for its end."""
        words = ["--stack-name", "Compute", "--change-set-name", "a"]
        aws.aws("cloudformation", "create-change-set", *words, "--template-body", json.dumps(NEW))
        for _ in range(2):
            aws.aws("cloudformation", "describe-change-set", *words)
        aws.aws("cloudformation", "execute-change-set", *words, *options)

    def stuck(self):
        """An account where the rollback of Compute failed at Server."""
        aws = self.stand_in({"Compute": {"template": OLD}}, fails={"Server": "quota"},
                            rollback_fails=["Server"])
        self.update(aws)
        self.assertEqual(aws.settle("Compute"), "UPDATE_ROLLBACK_FAILED")
        aws.forget_calls()
        return aws

    def rollback(self, aws, *words, **environment):
        return self.run_app(aws, "rollback", "Compute", "--yes", *words, **environment)

    def status(self, aws):
        return aws.stack("Compute")["status"]

    def test_a_rollback_that_failed_goes_on(self):
        aws = self.stuck()
        aws.change(rollback_fails=[])
        ended = self.rollback(aws)
        self.assertEqual((ended.code, ended.stdout), (0, ""), ended.stderr)
        self.assertIn(f"""\
two_stacks: Server (Custom::Server) could not be taken back: quota
  made by: {SERVER}
two_stacks: 'Compute' is in UPDATE_ROLLBACK_FAILED: its rollback goes on (continue-update-rollback)
""", ended.stderr)
        self.assertIn("'Compute' is as it was before (UPDATE_ROLLBACK_COMPLETE)\n", ended.stderr)
        self.assertEqual(self.status(aws), "UPDATE_ROLLBACK_COMPLETE")

    def test_what_stops_it_can_be_skipped(self):
        aws = self.stuck()
        ended = self.rollback(aws, "--skip", "Server")
        self.assertEqual(ended.code, 0, ended.stderr)
        self.assertIn("Server (Custom::Server) is left as it is: quota\n", ended.stderr)
        call = aws.calls("continue-update-rollback")[0]
        self.assertEqual(call[call.index("--resources-to-skip") + 1], "Server")

    def test_what_does_not_stop_it_is_not_skipped(self):
        aws = self.stuck()
        self.assert_fails(self.rollback(aws, "--skip", "Servr"),
                          "the resource 'Servr' does not stop the rollback of 'Compute'",
                          "did you mean 'Server'?")
        self.assertEqual(aws.calls("continue-update-rollback"), [])

    def test_a_rollback_that_fails_again_tells_why(self):
        aws = self.stuck()
        ended = self.rollback(aws)
        self.assertEqual(ended.code, 1)
        self.assertIn("error: 'Compute' was not rolled back: Server (Custom::Server) UPDATE_FAILED: quota",
                      ended.stderr)
        self.assertIn(SERVER, ended.stderr)

    def test_what_failed_without_rollback_is_taken_back(self):
        aws = self.stand_in({"Compute": {"template": OLD}}, fails={"Server": "no"})
        self.update(aws, "--disable-rollback")
        self.assertEqual(aws.settle("Compute"), "UPDATE_FAILED")
        ended = self.rollback(aws)
        self.assertEqual(ended.code, 0, ended.stderr)
        self.assertIn("'Compute' is in UPDATE_FAILED: what was updated is taken back (rollback-stack)\n",
                      ended.stderr)
        self.assertEqual(self.status(aws), "UPDATE_ROLLBACK_COMPLETE")

    def test_an_update_that_runs_is_stopped(self):
        aws = self.stand_in({"Compute": {"template": OLD}}, steps_per_call=0)
        self.update(aws)
        aws.change(steps_per_call=1)
        ended = self.rollback(aws)
        self.assertEqual(ended.code, 0, ended.stderr)
        self.assertIn("'Compute' is in UPDATE_IN_PROGRESS: the update is stopped and taken back "
                      "(cancel-update-stack)\n", ended.stderr)
        self.assertEqual(self.status(aws), "UPDATE_ROLLBACK_COMPLETE")

    def test_without_a_way_back_it_says_what_there_is(self):
        hints = {
            "CREATE_COMPLETE": "deploy an earlier version of the app to go back",
            "ROLLBACK_COMPLETE": "that has happened: 'two_stacks diagnose Compute' tells why",
            "DELETE_FAILED": "'two_stacks diagnose Compute' tells why; then delete it again",
        }
        for status, hint in hints.items():
            with self.subTest(status):
                aws = self.stand_in({"Compute": {"status": status}})
                self.assert_fails(self.rollback(aws),
                                  f"'Compute' cannot be rolled back from {status}", hint)

    def test_skipping_is_for_a_rollback_that_failed(self):
        aws = self.stand_in({"Compute": {"status": "UPDATE_FAILED"}})
        self.assert_fails(self.rollback(aws, "--skip", "A"), "--skip is for a rollback that failed, and "
                          "'Compute' is in UPDATE_FAILED")

    def test_without_a_terminal_it_does_not_ask(self):
        aws = self.stuck()
        self.assert_fails(
            self.run_app(aws, "rollback", "Compute"),
            "rollback asks before it changes anything, and there is no terminal",
            "--yes goes on without asking", 64)
        self.assertEqual(aws.calls(), [])

    def test_on_a_terminal_it_takes_no_for_no(self):
        aws = self.stuck()
        parent, child = pty.openpty()
        self.addCleanup(os.close, parent)
        process = subprocess.Popen([APP, "rollback", "Compute"], env=aws.environment(), cwd=PROJECT,
                                   stdin=child, stdout=subprocess.PIPE, stderr=child)
        os.close(child)
        os.write(parent, b"n\n")
        stdout, _ = process.communicate(timeout=60)
        self.assertEqual((process.returncode, stdout), (1, b""))
        self.assertIn(b"nothing was rolled back", shown_on(parent))
        self.assertEqual(aws.calls("continue-update-rollback"), [])

    def test_an_interrupted_one_goes_on_by_itself(self):
        aws = self.stuck()
        aws.change(rollback_fails=[], steps_per_call=0)
        process = subprocess.Popen(
            [APP, "rollback", "Compute", "--yes"], env=aws.environment(OMNITRACK_POLL_SECONDS="0.01"),
            cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while not aws.calls("continue-update-rollback"):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
        self.assertEqual((process.returncode, stdout), (130, ""), stderr)
        self.assertIn("'Compute' goes on without this program; 'two_stacks events Compute' shows how, "
                      "and the next deploy waits for its end\n", stderr)
        self.assertNotIn("UPDATE_ROLLBACK_FAILED: The following", stderr)

    def test_a_connection_that_is_lost_meanwhile_is_sat_out(self):
        aws = self.stuck()
        lost = 'Could not connect to the endpoint URL: "https://x/"'
        aws.change(rollback_fails=[], faults=[{"call": "describe-stack-events", "after": 2, "times": 1,
                                               "stderr": f"\n{lost}\n"}])
        ended = self.rollback(aws)
        self.assertEqual(ended.code, 0, ended.stderr)
        self.assertIn(f"two_stacks: the AWS CLI failed: {lost}; tried again\n", ended.stderr)
        self.assertEqual(self.status(aws), "UPDATE_ROLLBACK_COMPLETE")

    def test_garbage_meanwhile_ends_it_with_an_error(self):
        aws = self.stuck()
        aws.change(faults=[{"call": "describe-stack-events", "after": 2, "raw": "garbage"}])
        ended = self.rollback(aws)
        self.assertEqual(ended.code, 1)
        self.assertIn("can no longer be followed: the AWS CLI did not answer with JSON\n", ended.stderr)

    def test_a_stack_that_is_not_deployed_is_an_error(self):
        self.assert_fails(self.rollback(self.stand_in()), "the stack 'Compute' is not deployed",
                          "--stack-name STACK=NAME tells another name, --region another region")

    def test_hostile_reasons_steer_no_terminal(self):
        aws = self.stand_in({"Shop": {"template": resources(Topic="AWS::SNS::Topic"),
                                      "status": "UPDATE_ROLLBACK_FAILED",
                                      "events": [["Topic", "UPDATE_FAILED", HOSTILE]]}})
        ended = self.run_app(aws, "rollback", "Shop", "--yes")
        self.assertNotIn("\x1b", ended.stderr)

"""Tries each form of feeding a template to the AWS CLI that the README shows."""

import unittest

import harness

STDIN = "file:///dev/stdin"
NAMED = ["--stack-name", "OmniTrack"]


class CommandLineFormsTest(unittest.TestCase):
    binary, emulator = None, None

    @classmethod
    def setUpClass(cls):
        cls.template = harness.synthesize(cls.binary)

    def setUp(self):
        self.cloud = harness.Cloud(self.emulator)

    def pipe(self, operation, *words):
        return self.cloud.run("cloudformation", operation, *words, stdin=self.template)

    def wait(self):
        self.cloud.run("cloudformation", "wait", "stack-create-complete", *NAMED)
        self.assertEqual(len(self.cloud.exports()), 16)

    def test_validate_template_reads_the_pipe(self):
        answer = self.pipe("validate-template", "--template-body", STDIN)
        self.assertIn("Parameters", answer)

    def test_create_stack_reads_the_pipe(self):
        self.pipe("create-stack", *NAMED, "--template-body", STDIN,
                  "--capabilities", *harness.CAPABILITIES)
        self.wait()

    def test_create_change_set_reads_the_pipe_and_is_executed(self):
        self.pipe("create-change-set", *NAMED, "--change-set-type", "CREATE",
                  "--change-set-name", "first", "--template-body", STDIN,
                  "--capabilities", *harness.CAPABILITIES)
        changes = ["--change-set-name", "first"]
        self.cloud.run("cloudformation", "wait", "change-set-create-complete", *NAMED, *changes)
        self.cloud.run("cloudformation", "execute-change-set", *NAMED, *changes)
        self.wait()

    def test_deploy_refuses_the_pipe(self):
        with self.assertRaisesRegex(harness.Failed, "/dev/stdin"):
            self.pipe("deploy", *NAMED, "--template-file", "/dev/stdin")

"""An `aws` that is missing, too old, throttled, cut off, silent or hostile: a clear error, bounded."""

import os
import resource
import time

from verb_case import VerbCase

GARBAGE = "run 'aws sts get-caller-identity' to see whether it is the AWS CLI and works"
THROTTLED = ("An error occurred (Throttling) when calling the DescribeStacks operation (reached max "
             "retries: 2): Rate exceeded")
LOST = 'Could not connect to the endpoint URL: "https://cloudformation.us-east-1.amazonaws.com/"'


class AwsFaults(VerbCase):
    def outputs(self, fault, **environment):
        aws = self.stand_in({"Shop": {"outputs": {"A": "1"}}}, faults=[fault])
        return self.run_app(aws, "outputs", "Shop", **environment)

    def test_what_passes_is_tried_again(self):
        for said in (THROTTLED, LOST):
            with self.subTest(said):
                ended = self.outputs({"times": 1, "stderr": f"\n{said}\n"})
                self.assert_ends(ended, 0, "STACK  OUTPUT  VALUE\nShop   A       1\n",
                                 f"two_stacks: the AWS CLI failed: {said}; tried again\n")

    def test_what_does_not_pass_is_told_with_the_way_out(self):
        said = {
            "\nUnable to locate credentials. You can configure credentials by running \"aws login\".\n":
                "log in (aws sso login or aws configure); AWS_PROFILE chooses a profile",
            "\nAn error occurred (AccessDenied) when calling the DescribeStacks operation: no\n":
                "the caller needs cloudformation:DescribeStacks",
            "\nYou must specify a region. You can also configure your region by running \"aws configure\".\n":
                "set AWS_REGION",
            "\nsome trouble\n": None,
        }
        for message, hint in said.items():
            with self.subTest(message):
                self.assert_fails(self.outputs({"stderr": message}),
                                  f"the AWS CLI failed: {message.strip()}", hint)

    def test_one_that_is_missing(self):
        aws = self.stand_in()
        self.assert_fails(
            self.run_app(aws, "outputs", "Shop", PATH=os.devnull),
            "the AWS CLI (aws) is not installed, or not on PATH",
            "install it: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html")

    def test_one_that_is_too_old(self):
        aws = self.stand_in({"Shop": {}}, lacks=["detect-stack-drift"])
        ended = self.run_app(aws, "drift", "Shop")
        self.assert_fails(
            ended, "the AWS CLI failed: aws: error: argument operation: Found invalid choice "
            "'detect-stack-drift'",
            "this needs a newer AWS CLI; aws --version tells the one on PATH")

    def test_one_that_says_nothing(self):
        self.assert_fails(self.outputs({"exit": 255}), "the AWS CLI failed and does not say why")

    def test_one_that_answers_with_garbage(self):
        for text in ("garbage", "[1]", '{"Stacks": ', "\x00\x1b[2J"):
            with self.subTest(text):
                self.assert_fails(self.outputs({"raw": text}),
                                  "the AWS CLI did not answer with JSON", GARBAGE)

    def test_one_that_never_answers(self):
        begun = time.monotonic()
        self.assert_fails(self.outputs({"sleep": 60}, OMNITRACK_AWS_SECONDS="0.5"),
                          "the AWS CLI did not answer in time", GARBAGE)
        self.assertLess(time.monotonic() - begun, 30)

    def test_one_that_answers_with_a_gigabyte(self):
        self.assert_fails(self.outputs({"bytes": 1_000_000_000}),
                          "the AWS CLI answered with more than 64 MB", GARBAGE)
        kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertLess(kilobytes, 400_000)

    def test_hostile_words_steer_no_terminal(self):
        ended = self.outputs({"stderr": "no\x1b[2J\n"})
        self.assert_fails(ended, "the AWS CLI failed: no\\x1b[2J")

"""`outputs`, as a table, as JSON and as lines for a shell."""

import json
import subprocess

from verb_case import HOSTILE, HOSTILE_SHOWN, VerbCase, resources

SHOP = {"template": resources(Topic="AWS::SNS::Topic"),
        "outputs": {"QueueUrl": "https://sqs/1", "HTTPApiId": "it's $HOME\nand `more`"}}


class Outputs(VerbCase):
    def test_a_table_shows_them_by_stack(self):
        aws = self.stand_in({"Shop": SHOP})
        self.assert_ends(self.run_app(aws, "outputs", "Shop"), 0, """\
STACK  OUTPUT     VALUE
Shop   QueueUrl   https://sqs/1
Shop   HTTPApiId  it's $HOME\\nand `more`
""")

    def test_json_has_them_as_they_are(self):
        aws = self.stand_in({"Shop": SHOP, "Other": {}})
        self.assertEqual(self.json_of(self.run_app(aws, "outputs", "Shop", "Other", "--json")),
                         {"Shop": SHOP["outputs"], "Other": {}})

    def test_a_shell_reads_the_lines_back(self):
        aws = self.stand_in({"Shop": SHOP})
        lines = self.run_app(aws, "outputs", "Shop", "--env").stdout
        self.assertTrue(lines.startswith("export QUEUE_URL=https://sqs/1\n"), lines)
        read = subprocess.run(
            ["sh", "-c", 'eval "$1"; printf %s "$HTTP_API_ID"', "sh", lines],
            capture_output=True, text=True, check=True)
        self.assertEqual(read.stdout, SHOP["outputs"]["HTTPApiId"])

    def test_two_outputs_of_one_variable_are_refused(self):
        aws = self.stand_in({"Shop": {"outputs": {"aB": "1"}}, "Other": {"outputs": {"AB": "2"}}})
        self.assertEqual(self.run_app(aws, "outputs", "Shop", "Other", "--env").code, 0)
        aws = self.stand_in({"Shop": {"outputs": {"aB": "1"}}, "Other": {"outputs": {"A_B": "2"}}})
        self.assert_fails(self.run_app(aws, "outputs", "Shop", "Other", "--env"),
                          "the outputs 'aB' and 'A_B' would both be A_B",
                          "name one stack at a time, or take --json")

    def test_an_output_that_would_change_how_a_shell_works_is_refused(self):
        for key, variable in {"Path": "PATH", "LdPreload": "LD_PRELOAD", "Home": "HOME", "IFS": "IFS",
                              "BashEnv": "BASH_ENV", "ENV": "ENV", "Ps4": "PS4",
                              "OmnitrackDocker": "OMNITRACK_DOCKER"}.items():
            with self.subTest(key):
                aws = self.stand_in({"Shop": {"outputs": {"A": "1", key: "/tmp"}}})
                self.assert_fails(self.run_app(aws, "outputs", "Shop", "--env"),
                                  f"the output '{key}' would be the variable {variable}, which changes how a "
                                  "shell, or what it starts, works", "rename the output, or take --json")
                self.assertEqual(self.run_app(aws, "outputs", "Shop", "--json").code, 0)
        aws = self.stand_in({"Shop": {"outputs": {"HomePath": "1", "ShellUrl": "2"}}})
        self.assertEqual(self.run_app(aws, "outputs", "Shop", "--env").stdout,
                         "export HOME_PATH=1\nexport SHELL_URL=2\n")

    def test_those_of_the_app_are_asked_for_by_their_deployed_names_and_regions(self):
        aws = self.stand_in({"net-prod": {"outputs": {"A": "1"}, "region": "eu-west-1"},
                             "Compute": {"outputs": {"B": "2"}, "region": "eu-west-1"}})
        ended = self.run_app(aws, "outputs", "--stack-name", "Network=net-prod", "--region",
                             "eu-west-1", "--profile", "me", "--json")
        self.assertEqual(self.json_of(ended), {"Network": {"A": "1"}, "Compute": {"B": "2"}})
        for words in aws.calls():
            self.assertEqual(words[4:], ["--profile", "me", "--region", "eu-west-1", "--output",
                                         "json"])

    def test_a_stack_that_is_not_deployed_is_an_error(self):
        self.assert_fails(self.run_app(self.stand_in(), "outputs", "Shop"),
                          "the stack 'Shop' is not deployed",
                          "--stack-name STACK=NAME tells another name, --region another region")

    def test_without_outputs_that_is_said(self):
        aws = self.stand_in({"Shop": {}})
        self.assert_ends(self.run_app(aws, "outputs", "Shop"), 0, "",
                         "two_stacks: there are no outputs\n")
        self.assert_ends(self.run_app(aws, "outputs", "Shop", "--json"), 0, '{\n  "Shop": {}\n}\n',
                         "two_stacks: there are no outputs\n")

    def test_a_table_steers_no_terminal(self):
        aws = self.stand_in({"Shop": {"outputs": {"A": HOSTILE}}})
        self.assertIn(HOSTILE_SHOWN, self.run_app(aws, "outputs", "Shop").stdout)
        shown = self.run_app(aws, "outputs", "Shop", "--json").stdout
        self.assertEqual(json.loads(shown)["Shop"]["A"], HOSTILE)

    def test_wrong_usage_is_told(self):
        ended = self.run_app(self.stand_in(), "outputs", "--env", "--json")
        self.assert_fails(ended, "--env and --json exclude each other", "see two_stacks help outputs", 64)
        ended = self.run_app(self.stand_in(), "outputs", "")
        self.assert_fails(ended, "STACK must not be empty", "see two_stacks help outputs", 64)

"""Values of parameters, from the command line and from files of every form."""

import json
import pathlib
import tempfile
import unittest

import cli

TEMPLATE = """Parameters:
  Stage: {Type: String, AllowedValues: [test, prod]}
  Delay: {Type: Number, MaxValue: 5000, Default: 10}
  Zones: {Type: CommaDelimitedList, Default: 'a,b'}
  Vpc: {Type: 'AWS::EC2::VPC::Id', Default: vpc-12345678}
  Password: {Type: String, NoEcho: true, MinLength: 8, Default: not-this-one}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub '${Stage}-jobs'
      DelaySeconds: !Ref Delay
  Alarm:
    Type: AWS::SNS::Topic
    Condition: IsProd
    Properties:
      TopicName: !If [IsProd, !Select [1, !Ref Zones], {Wrong: 1}]
      DisplayName: !Ref Vpc
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties: {SecretString: !Ref Password}
"""

# What each form gives is the same: Stage is prod, and Delay 1000.
FORMS = {
    "cli.json": '[{"ParameterKey": "Stage", "ParameterValue": "prod"},\n'
                ' {"ParameterKey": "Delay", "ParameterValue": "1000"}]',
    "words.json": '["Stage=prod", "Delay=1000"]',
    "pipeline.json": '{"Parameters": {"Stage": "prod", "Delay": "1000"}, "Tags": {"a": "b"},\n'
                     ' "StackPolicy": {"Statement": []}}',
    "object.json": '{"Stage": "prod", "Delay": 1000}',
    "described.json": '{"Stacks": [{"StackName": "x", "Parameters": [\n'
                      '{"ParameterKey": "Stage", "ParameterValue": "prod"},\n'
                      '{"ParameterKey": "Delay", "ParameterValue": "1000"}]}]}',
    "git.yaml": "template-file-path: ./x.yaml\nparameters:\n  Stage: prod\n  Delay: 1000\ntags: {}\n",
    "rain.yaml": "Parameters:\n  Stage: prod\n  Delay: 1000\nTags:\n  a: b\n",
    "lines.properties": "# of production\nStage=prod\nDelay = 1000\n",
    ".env": "export Stage='prod'\nDelay=\"1000\"\n",
    "one-line.txt": "Stage=prod Delay=1000\n",
    "short.txt": "ParameterKey=Stage,ParameterValue=prod ParameterKey=Delay,ParameterValue=1000 \\\n",
    "samconfig.toml": "version = 0.1\n[default.deploy.parameters]\nstack_name = \"x\"\n"
                      "parameter_overrides = \"Stage=\\\"prod\\\" Delay=\\\"1000\\\"\"\n",
    "dotted.toml": "default.deploy.parameters.parameter_overrides = ['Stage=prod', 'Delay=1000']\n",
    "inline.toml": "[default]\ndeploy = { parameters = { stack_name = 'x', parameter_overrides = "
                   "\"Stage=prod Delay=1000\" } }\n",
    "both.toml": "[default.global.parameters]\nparameter_overrides = 'Stage=test Delay=10'\n"
                 "[default.deploy.parameters]\nparameter_overrides = 'Stage=prod Delay=1000'\n",
    "table.toml": "[default.deploy.parameters.parameter_overrides]\nStage = 'prod'\nDelay = 1000\n",
    "commented.env": "Stage=\"prod\" # of 'production'\nDelay='1000'   # seconds\n",
    "samconfig.yaml": "version: 0.1\ndefault:\n  deploy:\n    parameters:\n"
                      "      parameter_overrides: [Stage=prod, Delay=1000]\n",
}


class Parameters(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.write("app.yaml", TEMPLATE)

    def write(self, name, content):
        (self.folder / name).write_text(content)

    def run_verb(self, *arguments, code=0, **options):
        run = self.run_app("configured", *arguments, cwd=self.folder, **options)
        self.assertEqual(run.returncode, code, run.stdout + run.stderr)
        return run

    def findings(self, *arguments, code=1):
        run = self.run_verb("validate", "app.yaml", "--format", "json", *arguments, code=code)
        return [
            (each["file"], each.get("line"), each.get("column"), each["code"], each["message"])
            for each in json.loads(run.stdout)["findings"]
        ]

    def test_a_file_of_any_form_gives_values(self):
        for name, text in FORMS.items():
            with self.subTest(name):
                self.write(name, text)
                found = self.findings("--parameters", name)
                self.assertEqual([each[:4] for each in found], [("app.yaml", 14, 21, "OT4227")])
                self.assertRegex(found[0][4], "1000 is more than the maximum of 900, where Delay is "
                                              rf"'1000' \({name}:\d+:\d+\)$")

    def test_standard_input_gives_values(self):
        run = self.run_verb("validate", "app.yaml", "--parameters", "-", code=1,
                            input="Stage=prod\nDelay=1000\n")
        self.assertIn("where Delay is '1000' (-:2:7)", run.stdout)

    def test_the_command_line_counts_before_files_and_the_later_file_before_the_earlier(self):
        self.write("one.env", "Stage=prod\nDelay=1000\n")
        self.write("two.env", "Delay=1001\n")
        self.assertIn("1001", self.findings("--parameters", "one.env", "--parameters", "two.env")[0][4])
        found = self.findings("--parameters", "one.env", "--parameter", "app/Delay=2000")
        self.assertIn("where Delay is '2000' (--parameter)", found[0][4])
        self.assertEqual(
            self.findings("--parameters", "one.env", "--parameter", "Delay=5", code=0), [])

    def test_a_value_is_for_the_template_of_one_stack(self):
        (self.folder / "a").mkdir()
        self.write("a/app.yaml", TEMPLATE)
        for stack, places in (("app/", 2), ("a/app/", 1)):
            run = self.run_verb("validate", ".", "--parameter", "Stage=prod", "--parameter",
                                stack + "Delay=1000", code=1)
            self.assertEqual(run.stdout.count("OT4227"), places)
        run = self.run_verb("validate", "app.yaml", "--parameter", "a/app/Delay=1000", "--parameter",
                            "Stage=prod", code=1)
        self.assertEqual(run.stdout, "--parameter Delay: error OT4416: no template here has a parameter "
                                     "'a/app/Delay'\n")

    def test_branches_that_are_not_taken_are_left_aside(self):
        self.assertEqual(self.findings("--parameter", "Stage=prod", code=0), [])
        self.assertEqual(self.findings("--parameter", "Stage=test", code=0), [])
        self.assertEqual([each[3] for each in self.findings()], ["OT4222"])

    def test_values_are_checked_where_they_stand(self):
        self.write("wrong.json", json.dumps([
            {"ParameterKey": "Stage", "ParameterValue": "production"},
            {"ParameterKey": "Delay", "ParameterValue": "many"},
            {"ParameterKey": "Vpc", "ParameterValue": "vpc-x"},
            {"ParameterKey": "Password", "ParameterValue": "hunter2"},
            {"ParameterKey": "Zone", "ParameterValue": "a"},
        ], indent=1))
        run = self.run_verb("validate", "app.yaml", "--parameters", "wrong.json", code=1)
        self.assertEqual(run.stdout, """app.yaml:19:56: error OT4222: a map is given, text is expected
  19 |       TopicName: !If [IsProd, !Select [1, !Ref Zones], {Wrong: 1}]
     |                                                        ^~~~~~~~~~
  at: Resources/Alarm/Properties/TopicName/Fn::If/2
wrong.json:4:21: error OT4417: Stage: the value 'production' is not among the AllowedValues
  4 |   "ParameterValue": "production"
    |                     ^~~~~~~~~~~~
  hint: it takes test, prod
wrong.json:8:21: error OT4417: Delay: the value 'many' is not a number, as Type Number wants
  8 |   "ParameterValue": "many"
    |                     ^~~~~~
wrong.json:12:21: error OT4417: Vpc: the value 'vpc-x' is not a VPC's id, as Type AWS::EC2::VPC::Id wants
  12 |   "ParameterValue": "vpc-x"
     |                     ^~~~~~~
wrong.json:16:21: error OT4417: Password: the value's length of 7 characters is below MinLength 8
wrong.json:19:19: error OT4416: no template here has a parameter 'Zone'
  19 |   "ParameterKey": "Zone",
     |                   ^~~~~~
  hint: did you mean 'Zones'?
""")
        self.assertEqual(run.stderr, "configured: 6 errors in 2 files\n")

    def test_an_empty_item_is_the_id_of_nothing(self):
        self.write("ids.yaml", "Parameters: {Ids: {Type: 'List<AWS::EC2::Subnet::Id>'}}\n"
                   "Resources: {T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Join ['', !Ref Ids]}}}\n")
        for ids, code in (("subnet-12345678,,subnet-12345679", 1), ("subnet-12345678", 0)):
            run = self.run_verb("validate", "ids.yaml", "--parameter", f"Ids={ids}", code=code)
            self.assertEqual("OT4417: Ids: the value '' is not a subnet's id" in run.stdout, code == 1)

    def test_the_command_line_is_named_where_it_is_wrong(self):
        run = self.run_verb("validate", "app.yaml", "--parameter", "Stage=live", "--parameter",
                            "Password=hunter2", code=1)
        self.assertIn("--parameter Stage: error OT4417: Stage: the value 'live' is not among the "
                      "AllowedValues\n", run.stdout)
        self.assertIn("--parameter Password: error OT4417: ", run.stdout)
        self.assertNotIn("hunter2", run.stdout + run.stderr)
        run = self.run_verb("validate", "app.yaml", "--parameter", "Stage=live", "--format", "sarif",
                            code=1)
        place = json.loads(run.stdout)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        self.assertEqual(place, {"artifactLocation": {"uri": "app.yaml"}})

    def test_what_is_not_to_be_shown_is_in_no_format(self):
        self.write("one.json", '{"Stage": "live", "Password": "hunter2", "Passwort": "hunter3"}')
        for report in ("text", "json", "sarif", "junit"):
            run = self.run_verb("validate", "app.yaml", "--parameters", "one.json", "--format", report,
                                code=1)
            self.assertNotIn("hunter", run.stdout + run.stderr, report)

    def test_a_file_that_cannot_be_read_is_not_shown(self):
        for name, content in (("cut.json", '{"Stage": "prod", "Password": "hunter2"'),
                              ("map.json", '{"Password": {"x": "hunter2"}}'),
                              ("key.json", '[{"ParameterKey": "Password", "ParameterVal": "hunter2"}]'),
                              ("two.yaml", "Password: hunter2: x\n")):
            self.write(name, content)
            run = self.run_verb("validate", "app.yaml", "--parameters", name, code=1)
            self.assertRegex(run.stdout, f"{name}:1:[0-9]+: error OT40")
            self.assertNotIn("hunter", run.stdout + run.stderr)

    def test_what_one_template_hides_no_other_shows(self):
        (self.folder / "both").mkdir()
        self.write("both/a.yaml", "Parameters: {Pw: {Type: String, NoEcho: true}}\n"
                   "Resources: {S: {Type: AWS::SecretsManager::Secret, Properties: {SecretString: !Ref Pw}}}\n")
        self.write("both/b.yaml", "Parameters: {Pw: {Type: String, MaxLength: 4}}\n"
                   "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'q_${Pw}!'}}}\n")
        for arguments in (["validate", "both"], ["validate", "both", "--format", "json"],
                          ["diff", "both", "both", "--old-parameter", "Pw=s3cr3"],
                          ["graph", "both", "--format", "html"], ["reach", "internet", "b/Q", "both"]):
            run = self.run_app("configured", *arguments, "--parameter", "Pw=t0ps3", cwd=self.folder)
            said = run.stdout + run.stderr
            self.assertTrue(said, arguments)
            self.assertNotRegex(said, "s3cr3|t0ps3")

    def test_a_value_that_is_left_open_is_not_its_default(self):
        self.write("open.yaml", "Parameters: {Delay: {Type: Number, Default: 1000}}\n"
                   "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !Ref Delay}}}\n")
        self.write("old.json", '[{"ParameterKey": "Delay", "UsePreviousValue": true}]')
        run = self.run_verb("diff", "open.yaml", "open.yaml", "--old-parameters", "old.json",
                            "--parameter", "Delay=10")
        self.assertIn("DelaySeconds: !Ref Delay → 10\n", run.stdout)

    def test_a_number_of_a_file_is_held_to_the_pattern(self):
        self.write("account.yaml", "Parameters: {Account: {Type: String, AllowedPattern: '[0-9]{12}'}}\n"
                   "Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub 'a-${Account}'}}}\n")
        for name, content in (("number.json", '{"Account": 1}'), ("number.yml", "Account: 1\n")):
            self.write(name, content)
            run = self.run_verb("validate", "account.yaml", "--parameters", name, code=1)
            self.assertIn("does not match the AllowedPattern", run.stdout)

    def test_comments_in_a_list_of_overrides_are_passed_over(self):
        self.write("listed.toml", "[default.deploy.parameters]\nparameter_overrides = [ # first\n"
                   '"Stage=prod", # second\n"Delay=1000",\n]\n')
        run = self.run_verb("validate", "app.yaml", "--parameters", "listed.toml", "--parameter", "Password=long-enough",
                            code=1)
        self.assertIn("where Delay is '1000' (listed.toml:2:", run.stdout)

    def test_a_parameter_without_a_value_is_told(self):
        self.write("cli.json", '[{"ParameterKey": "Delay", "ParameterValue": "10"}]')
        self.write("cli.env", "Delay=10\n")
        for name, code in (("cli.json", 1), ("cli.env", 1)):
            found = self.findings("--parameters", name, code=code)
            self.assertEqual([each[3] for each in found][0], "OT4418")
        self.write("kept.json", '[{"ParameterKey": "Delay", "ParameterValue": "10"},'
                                ' {"ParameterKey": "Stage", "UsePreviousValue": true}]')
        self.assertEqual([each[3] for each in self.findings("--parameters", "kept.json")], ["OT4222"])

    def test_a_name_too_many_is_a_warning_where_deploy_leaves_it_aside(self):
        self.write("more.env", "Stage=prod\nOther=1\n")
        run = self.run_verb("validate", "app.yaml", "--parameters", "more.env")
        self.assertIn("more.env:2:1: warning OT4416: no template here has a parameter 'Other'\n",
                      run.stdout)

    def test_a_file_that_gives_no_values_is_told(self):
        self.write("empty.json", "")
        self.write("keys.json", '[{"Key": "Stage", "Value": "prod"}]')
        self.write("map.yaml", "Stage: {a: b}\n")
        self.write("null.yaml", "Stage:\n")
        self.write("two.toml", "[a.deploy.parameters]\nparameter_overrides = 'Stage=prod'\n"
                               "[b.deploy.parameters]\nparameter_overrides = 'Stage=test'\n")
        self.write("twice.toml", "[a.deploy.parameters]\nparameter_overrides = 'Stage=prod'\n"
                                 "[a.deploy.parameters]\nparameter_overrides = 'Stage=test'\n")
        self.write("cli.json", FORMS["cli.json"])
        self.write("cli.env", FORMS[".env"])
        wrong = {
            "app.yaml": "this is a template, and gives its parameters no values",
            "keys.json": "there is no ParameterKey",
            "map.yaml": "'Stage' is given a map, not a text",
            "null.yaml": "'Stage' is given nothing",
            "two.toml": "the file has several environments",
            "two.toml#c": "the file has no environment 'c'",
            "twice.toml": "the table '[a.deploy.parameters]' is there twice",
            "cli.json#prod": "the file has no environments, so none that is 'prod'",
            "cli.env#prod": "the file has no environments, so none that is 'prod'",
        }
        for name, message in wrong.items():
            with self.subTest(name):
                self.assertIn(("OT4028", message),
                              [each[3:] for each in self.findings("--parameters", name)])
        self.assertEqual(self.findings("--parameters", "two.toml#a", code=0), [])
        self.assertIn(("OT4001", "the file is empty"),
                      [each[3:] for each in self.findings("--parameters", "empty.json")])

    def test_what_is_filled_in_later_is_not_known(self):
        self.write("later.env", "Stage=$STAGE\nDelay=${DELAY}\nVpc={{resolve:ssm:vpc}}\n")
        self.assertEqual([each[3] for each in self.findings("--parameters", "later.env")], ["OT4222"])
        self.write("described.json", '{"Stacks": [{"Parameters": [\n'
                   '{"ParameterKey": "Stage", "ParameterValue": "prod"},\n'
                   '{"ParameterKey": "Password", "ParameterValue": "****"}]}]}')
        self.assertEqual(self.findings("--parameters", "described.json", code=0), [])

    def test_what_tools_fill_in_is_not_known(self):
        self.write("sceptre.yaml", "parameters:\n  Stage: !stack_output x::y\n  Delay: '10'\n")
        self.write("pipeline.json", '{"Parameters": {"Stage": {"Fn::GetArtifactAtt": ["a", "URL"]}}}')
        for name in ("sceptre.yaml", "pipeline.json"):
            self.assertEqual([each[3] for each in self.findings("--parameters", name)], ["OT4222"])

    def test_calls_that_fail_with_the_values_are_told(self):
        self.write("app.yaml", """Parameters:
  Stage: {Type: String}
Mappings:
  Names: {test: {Topic: t}, prod: {Topic: p}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Rules:
  Known:
    Assertions:
      - Assert: !Contains [[test, prod, live], !Ref Stage]
        AssertDescription: nobody knows the stage
Globals: {}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Condition: IsProd
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !FindInMap [Names, !Ref Stage, Topic]
      DisplayName: !GetAtt Queue.QueueName
""".replace("Globals: {}\n", ""))
        self.assertEqual(self.findings("--parameter", "Stage=prod", code=0), [])
        found = self.findings("--parameter", "Stage=live")
        self.assertEqual([each[3:] for each in found], [
            ("OT4317", "the mapping 'Names' has no key 'live', where Stage is 'live' (--parameter)"),
            ("OT4310", "'Queue' is not made with these values: its condition 'IsProd' does not hold"),
        ])
        found = self.findings("--parameter", "Stage=other")
        self.assertEqual(found[0][1:], (10, 17, "OT4417", "the rule 'Known' refuses these values: "
                         "nobody knows the stage, where Stage is 'other' (--parameter)"))

    def test_globals_are_those_of_the_values(self):
        self.write("app.yaml", """Transform: AWS::Serverless-2016-10-31
Parameters:
  Boundary: {Type: String, Default: none}
Conditions:
  HasBoundary: !Not [!Equals [!Ref Boundary, none]]
Globals:
  Function:
    Runtime: python3.13
    PermissionsBoundary: !If [HasBoundary, !Ref Boundary, !Ref AWS::NoValue]
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties: {Handler: a.b, CodeUri: s3://some-bucket/key}
""")
        self.assertEqual(self.findings("--parameter", "Boundary=none", code=0), [])
        text = (self.folder / "app.yaml").read_text()
        self.write("app.yaml", text + "    Metadata: {A: !Ref Nobody}\n")
        self.assertEqual([each[3] for each in self.findings("--parameter", "Boundary=none")], ["OT4310"])
        self.write("app.yaml", text)
        self.assertEqual([each[3] for each in self.findings("--parameter", "Boundary=some")], ["OT4801"])

    def test_wrong_command_lines_are_told(self):
        wrong = {
            ("validate", "--parameter", "A=b"): "--parameter and --parameters are for files",
            ("validate", "app.yaml", "--parameters", ""): "the name of a file is empty",
            ("validate", "app.yaml", "--parameter", "Stage"): "--parameter Stage: it is not KEY=VALUE",
            ("validate", "-", "--parameters", "-"): "standard input can be read only once",
            ("diff", "-", "app.yaml", "--parameters", "-"): "standard input can be read only once",
            ("graph", "-", "--parameters", "-"): "standard input can be read only once",
        }
        for arguments, message in wrong.items():
            with self.subTest(arguments):
                run = self.run_verb(*arguments, code=64)
                self.assertEqual(run.stdout, "")
                self.assertTrue(run.stderr.startswith(f"configured: error: {message}\n"), run.stderr)
        run = self.run_verb("validate", "app.yaml", "--parameters", "none.json", code=1)
        self.assertEqual(run.stderr, "configured: error: --parameters none.json cannot be read: "
                                     "No such file or directory\n")

    def test_a_diff_has_what_other_values_do(self):
        self.write("test.env", "Stage=test\nPassword=one-secret\n")
        self.write("prod.env", "Stage=prod\nPassword=two-secret\n")
        run = self.run_verb("diff", "app.yaml", "app.yaml", "--old-parameters", "test.env",
                            "--parameters", "prod.env", "--exit-code", code=3)
        self.assertIn('      QueueName: "test-jobs" → "prod-jobs" (replaces)\n', run.stdout)
        self.assertIn("  + create      AWS::SNS::Topic Alarm", run.stdout)
        self.assertIn("      because 'Password' is given another value: SecretString\n", run.stdout)
        self.assertIn('      Value: "test" → "prod"\n', run.stdout)
        self.assertIn('      Value: "****" → "****"\n', run.stdout)
        self.assertNotIn("IsProd", run.stdout)
        self.assertNotIn("secret\"", run.stdout)
        same = self.run_verb("diff", "app.yaml", "app.yaml", "--parameters", "prod.env", "--exit-code")
        self.assertEqual(same.stdout, "")
        run = self.run_verb("diff", "app.yaml", "app.yaml", "--old-parameter", "Stage=prod",
                            "--parameter", "Delay=20", "--exit-code", code=2)
        self.assertNotIn("Stage", run.stdout)
        self.assertIn('      DelaySeconds: 10 → 20\n', run.stdout)

    def test_a_diff_refuses_values_that_new_does_not_take(self):
        self.write("old.yaml", TEMPLATE.replace("[test, prod]", "[test]"))
        self.run_verb("diff", "old.yaml", "app.yaml", "--parameter", "Stage=prod")
        run = self.run_verb("diff", "app.yaml", "old.yaml", "--parameter", "Stage=prod", code=1)
        self.assertEqual(run.stdout, "")
        self.assertIn("--parameter Stage: error OT4417: ", run.stderr)

    def test_a_diff_refuses_values_that_old_does_not_take(self):
        self.write("old.json", '{"Stage": "tset"}')
        run = self.run_verb("diff", "app.yaml", "app.yaml", "--old-parameter", "Stage=tset", code=1)
        self.assertIn("--old-parameter Stage: error OT4417: Stage: the value 'tset' is not among the "
                      "AllowedValues\n", run.stderr)
        run = self.run_verb("diff", "app.yaml", "app.yaml", "--old-parameters", "old.json", code=1)
        self.assertIn("old.json:1:11: error OT4417", run.stderr)
        run = self.run_verb("diff", "app.yaml", "app.yaml", "--old-parameters", "none.json", code=1)
        self.assertIn("--old-parameters none.json cannot be read", run.stderr)

    def test_what_is_meant_for_new_alone_is_not_what_old_has(self):
        self.write("old.yaml", TEMPLATE.replace("[test, prod]", "[test]"))
        run = self.run_verb("diff", "old.yaml", "app.yaml", "--parameter", "Stage=prod")
        self.assertIn("      QueueName: !Sub \"${Stage}-jobs\" → \"prod-jobs\"", run.stdout)

    def test_a_value_that_is_kept_must_be_one_that_new_takes(self):
        self.write("new.yaml", TEMPLATE.replace("[test, prod]", "[prod]"))
        arguments = ("diff", "app.yaml", "new.yaml", "--old-parameter", "Stage=test")
        run = self.run_verb(*arguments, "--parameter", "Delay=5", code=1)
        self.assertIn("--old-parameter Stage: error OT4417: Stage: the value 'test' is not among the "
                      "AllowedValues in NEW, and the stack keeps it\n", run.stderr)
        self.run_verb(*arguments, "--parameter", "Stage=prod")

    def test_rules_that_refuse_the_values_are_told_by_a_diff(self):
        rules = ("Rules: {Prod: {RuleCondition: !Equals [!Ref Stage, prod], Assertions: [{Assert: "
                 "!Equals [!Ref Delay, '5'], AssertDescription: 'too slow'}]}}\n")
        self.write("ruled.yaml", rules + TEMPLATE)
        given = ("--parameter", "Stage=prod")
        run = self.run_verb("diff", "app.yaml", "ruled.yaml", *given, "--parameter", "Delay=6", code=1)
        self.assertIn("error OT4417: the rule 'Prod' refuses these values: too slow\n", run.stderr)
        self.run_verb("diff", "app.yaml", "ruled.yaml", *given, "--parameter", "Delay=5")
        # The stack may have another value than the default.
        self.run_verb("diff", "app.yaml", "ruled.yaml", *given)
        # A rule is what is written.
        run = self.run_verb("diff", "ruled.yaml", "ruled.yaml", "--old-parameter", "Delay=5",
                            "--parameter", "Delay=6", "--parameter", "Stage=test")
        self.assertNotIn("Rules", run.stdout)
        self.run_verb("diff", "/dev/null", "ruled.yaml", *given, code=1)

    def test_a_new_parameter_that_is_given_a_value_is_not_refused(self):
        topic = "Parameters: {%s: {Type: String}}\nResources: {T: {Type: AWS::SNS::Topic}}\n"
        self.write("old.yaml", topic % "Old")
        self.write("new.yaml", topic % "New")
        run = self.run_verb("diff", "old.yaml", "new.yaml")
        self.assertIn("OT5113", run.stdout)
        run = self.run_verb("diff", "old.yaml", "new.yaml", "--parameter", "New=a")
        self.assertNotIn("OT5113", run.stdout)
        self.write("two.yaml", topic % "A: {Type: String}, New")
        run = self.run_verb("diff", "/dev/null", "two.yaml", "--parameter", "A=a")
        self.assertIn("OT5113", run.stdout)
        self.assertIn("the stack is new, and the parameter has no default and no value here",
                      " ".join(run.stdout.split()))

    def nest(self, delay, default=1000):
        self.write("child.yaml", "Parameters: {Delay: {Type: Number, Default: %s}}\nResources: {Q: {Type: "
                                 "AWS::SQS::Queue, Properties: {DelaySeconds: !Ref Delay}}}\n" % default)
        self.write("parent.yaml", "Parameters: {Slow: {Type: String, Default: ''}}\nResources: {C: {Type: "
                                  "AWS::CloudFormation::Stack, Properties: {TemplateURL: ./child.yaml, "
                                  "Parameters: {Delay: %s}}}}\n" % delay)

    def test_a_nested_stack_has_what_it_is_handed(self):
        self.nest(10)
        both = ("validate", "child.yaml", "parent.yaml", "--parameter", "Slow=2000")
        self.run_verb(*both)
        self.nest("!Ref Slow", default=0)
        run = self.run_verb(*both, code=1)
        self.assertIn("where Delay is '2000' (the stack around it)", run.stdout)
        # What is known at deployment only is not the default.
        self.nest("!ImportValue x")
        self.run_verb(*both)

    def test_a_nested_stack_of_a_bucket_is_the_file_of_its_name_that_takes_what_it_is_handed(self):
        self.nest(10)
        text = (self.folder / "parent.yaml").read_text()
        self.write("parent.yaml", text.replace("./child.yaml", "!Sub 'https://s3.amazonaws.com/${Slow}/a/child.yaml'"))
        both = ("validate", "child.yaml", "parent.yaml", "--parameter", "Slow=bucket")
        self.run_verb(*both)
        self.write("child.yaml", (self.folder / "child.yaml").read_text()
                   .replace("{Delay:", "{Other: {Type: String}, Slow: {Type: String}, Delay:"))
        self.assertIn("OT4227", self.run_verb(*both, code=1).stdout)

    def test_a_diff_has_what_nested_stacks_are_handed(self):
        (self.folder / "old").mkdir()
        (self.folder / "new").mkdir()
        for folder, delay in (("old", 10), ("new", 20)):
            self.nest(delay)
            for name in ("child.yaml", "parent.yaml"):
                (self.folder / name).rename(self.folder / folder / name)
        run = self.run_verb("diff", "old", "new")
        self.assertIn("      DelaySeconds: 10 → 20\n", run.stdout)

    def test_templates_are_checked_together_with_their_values(self):
        for name in ("a", "b"):
            self.write(f"{name}.yaml", "Parameters: {Name%s: {Type: String, Default: %s}}\nResources: {Q: {Type: "
                       "AWS::SQS::Queue, Properties: {QueueName: !Ref Name%s}}}\n" % (name, name, name))
        both = ("validate", "--together", "a.yaml", "b.yaml", "--parameter", "Namea=jobs")
        self.run_verb(*both)
        run = self.run_verb(*both, "--parameter", "Nameb=jobs", code=1)
        self.assertIn("b.yaml:2:", run.stdout)

    def test_a_picture_has_what_values_make(self):
        test = self.run_verb("graph", "app.yaml", "--format", "mermaid", "--parameter", "Stage=test")
        prod = self.run_verb("graph", "app.yaml", "--format", "mermaid", "--parameter", "Stage=prod")
        self.assertNotIn("Alarm", test.stdout)
        self.assertIn("Alarm", prod.stdout)


if __name__ == "__main__":
    unittest.main()

"""What reach says and ends with; whether it is right is asked in tests/reach."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import cli

TEMPLATE = """Parameters: {Office: {Type: String}}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: g
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/24}
        - {IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: !Ref Office}
  One: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group]}}
  Two: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group]}}
"""
YES = """yes: One can reach Two at port 22

network: yes
  yes: the local route of Vpc leads to Two
      route, {file}:3:3
  yes: Group lets everything out, as no rule of its own says otherwise
      security group, {file}:5:3
  yes: Group lets in port 22 from 10.0.0.0/24
      security group, {file}:11:11

permission: none is needed: who gets there may use it
"""
PERHAPS = """perhaps: One may reach Two at port 80

network: perhaps
  perhaps: Group perhaps lets in port 80 from ${{Office}}
      security group, {file}:12:11
  yes: the local route of Vpc leads to Two
      route, {file}:3:3
  yes: Group lets everything out, as no rule of its own says otherwise
      security group, {file}:5:3
  depends on: the parameter Office

permission: none is needed: who gets there may use it
"""

WHOLE = """Parameters: {Env: {Type: String}}
Conditions: {Prod: !Equals [!Ref Env, prod]}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: ./inner.yaml, Parameters: {Subnet: !Ref Subnet, Vpc: !Ref Vpc}}
  Outer:
    Type: AWS::EC2::Instance
    Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!GetAtt Inner.Outputs.Group]}
"""
INNER = """Parameters: {Subnet: {Type: String}, Vpc: {Type: String}, Port: {Type: Number, Default: 22}}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: g
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: 10.0.0.0/16}
  Server: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group]}}
Outputs: {Group: {Value: !Ref Group}}
"""


class Reach(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name) / "net.yaml"
        self.file.write_text(TEMPLATE, encoding="utf-8")

    def reach(self, *words, **options):
        run = subprocess.run(
            [os.environ["OMNITRACK_SYNTH"], "reach", *words],
            capture_output=True, text=True, env=cli.environment(), check=False, **options,
        )
        return run

    def test_each_answer_has_its_exit_code_and_its_reasons(self):
        run = self.reach("One", "Two", self.file, "--port", "22")
        self.assert_ends(run, 0, YES.format(file=self.file))
        run = self.reach("One", "Two", self.file, "--port", "80")
        self.assert_ends(run, 5, PERHAPS.format(file=self.file))
        run = self.reach("One", "Two", self.file, "--port", "443")
        self.assertEqual((run.returncode, run.stderr), (2, ""))
        self.assertIn("no: no rule of Group lets in port 443 from One\n", run.stdout)

    def test_an_expected_answer_gates(self):
        for port, expected, code in (
            ("22", "yes", 0), ("22", "no", 2), ("443", "no", 0), ("443", "yes", 2),
            # What may be is neither.
            ("80", "yes", 2), ("80", "no", 2),
        ):
            run = self.reach("One", "Two", self.file, "--port", port, "--expect", expected)
            self.assertEqual(run.returncode, code, (port, expected))

    def test_the_json_says_the_same(self):
        run = self.reach("One", "Two", self.file, "--port", "80/tcp", "--json")
        self.assertEqual((run.returncode, run.stderr), (5, ""))
        cli.assert_wide_json(self, run.stdout)
        report = json.loads(run.stdout)
        self.assertEqual(
            {k: report[k] for k in ("format_version", "from", "to", "port", "verdict", "through")},
            {"format_version": "1.0", "from": "One", "to": "Two", "port": "80/tcp",
             "verdict": "perhaps", "through": []},
        )
        self.assertNotIn("permission", report)
        self.assertEqual(report["network"]["depends_on"], ["the parameter Office"])
        self.assertEqual(
            report["network"]["reasons"][-1],
            {"kind": "security group", "says": "perhaps",
             "words": "Group perhaps lets in port 80 from ${Office}", "resource": "Group",
             "path": "/Properties/SecurityGroupIngress/1", "file": str(self.file), "line": 12,
             "column": 11},
        )

    def test_a_parameter_is_given_a_value(self):
        for value, code in (("10.0.0.0/16", 0), ("192.0.2.0/24", 2)):
            run = self.reach("One", "Two", self.file, "--port", "80",
                             "--parameter", f"Office={value}")
            self.assertEqual((run.returncode, run.stderr), (code, ""), run.stdout)
        text = TEMPLATE.replace("{Office: {Type: String}}", "{Office: {Type: String, Default: "
                                "10.0.0.0/8, AllowedValues: [10.0.0.0/8, 192.0.2.0/24]}}")
        file = self.write("allowed.yaml", text)
        for given, message, hint in (
            ("Ofice=1", "no template has the parameter 'Ofice'", "did you mean 'Office'?"),
            ("Office", "--parameter Office: it is not KEY=VALUE", "write it as in 'Stage=prod'"),
            ("Office=1", "--parameter: Office: the value '1' is not among the AllowedValues",
             "it takes 10.0.0.0/8, 192.0.2.0/24"),
        ):
            run = self.reach("One", "Two", file, "--parameter", given)
            self.assertEqual((run.returncode, run.stdout), (64, ""))
            self.assertIn(f"error: {message}\n  hint: {hint}\n", run.stderr)

    def test_a_perhaps_tells_what_the_defaults_give(self):
        text = TEMPLATE.replace("Type: String", "Type: String, Default: 10.0.0.0/8")
        file = self.write("default.yaml", text)
        run = self.reach("One", "Two", file, "--port", "80")
        self.assertEqual((run.returncode, run.stderr), (5, ""))
        self.assertTrue(run.stdout.startswith(
            "perhaps: One may reach Two at port 80\n"
            "  with the defaults: yes (Office = 10.0.0.0/8)\n"), run.stdout)
        report = json.loads(self.reach("One", "Two", file, "--port", "80", "--json").stdout)
        self.assertEqual(report["with_defaults"],
                         {"verdict": "yes", "parameters": {"Office": "10.0.0.0/8"}})

    def test_a_region_decides_the_conditions_on_it(self):
        text = TEMPLATE + "Conditions: {Here: !Equals [!Ref AWS::Region, eu-west-1]}\n"
        text = text.replace("Ref Office", "If [Here, 10.0.0.0/24, 192.0.2.0/24]")
        file = self.write("region.yaml", text)
        for region, code in (("eu-west-1", 0), ("us-east-1", 2)):
            run = self.reach("One", "Two", file, "--port", "80", "--region", region)
            self.assertEqual((run.returncode, run.stderr), (code, ""), run.stdout)

    def test_what_has_no_shape_of_a_template_is_told(self):
        for text, place, message in (
            ('{"Resources": null}', "1:15", "OT4026: Resources: null, which CloudFormation accepts nowhere"),
            ('{"Resources": {"One": null, "Two": {"Type": "AWS::SQS::Queue"}}}', "1:23",
             "OT4026: Resources/One: null, which CloudFormation accepts nowhere"),
            ('{"Resources": {"One": {"Type": "AWS::SNS::Topic", "Properties": []}}}', "1:65",
             "OT4216: Resources/One/Properties: 'Properties' must be a map, not a list"),
            ('{"Resources": {"One": {"Type": "AWS::SNS::Topic"}}, "Conditions": []}', "1:67",
             "OT4012: Conditions: the section Conditions must be a map, not a list"),
        ):
            file = self.write("shapeless.json", text)
            run = self.reach("One", "Two", file)
            self.assertEqual((run.returncode, run.stdout), (1, ""), run.stderr)
            self.assertIn(f"{file}:{place}: error {message}\n", run.stderr)

    def test_more_conditions_than_are_tried_out_are_named(self):
        names = [f"C{i}" for i in range(9)]
        rules = "".join(
            f"        - !If [{name}, {{IpProtocol: tcp, FromPort: {8000 + i}, ToPort: {8000 + i}, "
            f"CidrIp: 10.0.0.0/24}}, !Ref AWS::NoValue]\n" for i, name in enumerate(names))
        conditions = "".join(f"  {name}: !Equals [!Ref Office, {name}x{i}]\n"
                             for i, name in enumerate(names))
        text = TEMPLATE.replace("Parameters: {Office", "Parameters: {" + ", ".join(
            f"P{i}: {{Type: String}}" for i in range(9)) + ", Office")
        for i, name in enumerate(names):
            conditions = conditions.replace(f"!Ref Office, {name}x", f"!Ref P{i}, {name}x")
        file = self.write("many.yaml", text.replace("  One:", rules + "  One:", 1)
                          + "Conditions:\n" + conditions)
        run = self.reach("One", "Two", file, "--port", "443")
        self.assertEqual((run.returncode, run.stderr), (5, ""))
        self.assertIn("yes: the local route of Vpc leads to Two\n", run.stdout)
        self.assertIn("more conditions than can be tried out together: C0, C1, C2,", run.stdout)

    def test_a_template_comes_from_standard_input_too(self):
        run = self.reach("One", "Two", "-", "--port", "22", input=TEMPLATE)
        self.assert_ends(run, 0, YES.format(file="-"))

    def test_without_a_template_the_app_is_asked(self):
        run = self.run_app("two_stacks", "reach", "internet", "Nothing")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("there is no resource 'Nothing'", run.stderr)

    def test_what_is_asked_wrongly_is_told(self):
        hint_of_ends = "name a logical id, 'internet', or an address on the internet"
        for words, message, hint, code in (
            ((), "two ends are needed", "name them: reach FROM TO [TEMPLATE]...", 64),
            (("One",), "two ends are needed", "name them: reach FROM TO [TEMPLATE]...", 64),
            (("One", "Twoo"), "there is no resource 'Twoo'", "did you mean 'Two'?", 1),
            (("10.0.0.7", "Two"), "there is no resource '10.0.0.7'", hint_of_ends, 1),
            (("Vpc\x1b[31m", "Two"), "there is no resource 'Vpc\\x1b[31m'", hint_of_ends, 1),
            (("One", "Two", "--port", "x"), "--port 'x' is no port",
             "name it as in '443' or '53/udp'", 64),
            (("One", "Two", "--port", "80/icmp"), "--port '80/icmp' is no port",
             "name it as in '443' or '53/udp'", 64),
            (("One", "Two", "--port", "70000"), "--port '70000' is no port",
             "name it as in '443' or '53/udp'", 64),
            (("One", "Two", "--action", "sqs:Sendmesage"), "--action 'sqs:Sendmesage' is no action",
             "did you mean 'sqs:Sendmessage'?", 64),
            (("One", "Two", "--action", "sqq:SendMessage"),
             "--action 'sqq:SendMessage' is no action", "did you mean 'sqs:SendMessage'?", 64),
            (("One", "Two", "--action", "foo"), "--action 'foo' is no action",
             "name it as in 'dynamodb:PutItem'", 64),
            (("One", "Two", "--action", "sqs:*"), "--action 'sqs:*' is no action",
             "name it as in 'dynamodb:PutItem'", 64),
            (("One", "Two", "--action", "sqs:SendMessage"),
             "--action 'sqs:SendMessage' is no action on Two", "name an action of ec2", 64),
            (("Group", "Subnet"), "no way from 'Group' to 'Subnet' is modelled",
             "ask about what connects or acts, and about what is connected to or acted on", 1),
        ):
            with self.subTest(words):
                given = [*words, self.file] if len(words) > 1 else words
                run = self.reach(*given)
                self.assertEqual((run.returncode, run.stdout), (code, ""), run.stderr)
                self.assertIn(f"error: {message}\n", run.stderr)
                self.assertIn(f"  hint: {hint}\n", run.stderr)

    def write(self, name, text):
        file = self.file.parent / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def test_a_nested_stack_is_read_beside_the_template_that_names_it(self):
        whole = self.write("nested/whole.yaml", WHOLE)
        inner = self.write("nested/inner.yaml", INNER)
        for target in (whole, whole.parent):
            run = self.reach("Outer", "Server", target)
            self.assertEqual((run.returncode, run.stderr), (0, ""), run.stdout)
            self.assertIn("Group lets in port 22 from 10.0.0.0/16\n", run.stdout)
            self.assertIn(f"security group, {inner}:9:11\n", run.stdout)
        run = self.reach("Outer", "whole.Inner/Server", whole, "--port", "23")
        self.assertEqual((run.returncode, run.stderr), (2, ""))

    def test_a_nested_stack_under_a_condition_may_not_be_there(self):
        stack = "AWS::CloudFormation::Stack\n"
        under = WHOLE.replace(stack, stack + "    Condition: Prod\n")
        whole = self.write("nested/whole.yaml", under)
        self.write("nested/inner.yaml", INNER)
        run = self.reach("Subnet", "Server", whole)
        self.assertEqual((run.returncode, run.stderr), (5, ""))
        self.assertIn("  depends on: the condition Prod\n", run.stdout)

    def test_what_a_nested_stack_that_is_not_read_may_add_is_open(self):
        elsewhere = WHOLE.replace("./inner.yaml", "https://a.example/inner.yaml")
        whole = self.write("nested/whole.yaml", elsewhere)
        run = self.reach("internet", "Subnet", whole)
        self.assertEqual((run.returncode, run.stderr), (5, ""), run.stdout)
        self.assertIn("what the nested stack Inner, which is not read, adds to Subnet\n", run.stdout)
        whole = self.write("nested/whole.yaml", WHOLE)
        run = self.reach("internet", "Subnet", whole)
        self.assertEqual(run.returncode, 5)
        self.assertIn("the nested stack whole.Inner is not read: ", run.stderr)

    def test_two_templates_of_one_stack_are_refused(self):
        one = self.write("one/net.yaml", TEMPLATE)
        two = self.write("two/net.yaml", TEMPLATE)
        self.assert_ends(
            self.reach("One", "Two", one, two), 1,
            stderr=f"omnitrack-synth: error: both {one} and {two} are the template of 'net'\n"
                   "  hint: give one of the files another name: stacks are named by their files\n",
        )

    def test_an_id_of_several_stacks_has_to_name_one(self):
        self.write("two.yaml", TEMPLATE)
        run = self.reach("One", "Two", self.file.parent)
        self.assert_ends(
            run, 1,
            stderr="omnitrack-synth: error: several stacks have a resource 'One'\n"
            "  hint: name one: net/One, two/One\n",
        )
        run = self.reach("net/One", "net/Two", self.file.parent, "--port", "22")
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    def test_a_template_that_cannot_be_read_is_told(self):
        self.file.write_text("Resources: [", encoding="utf-8")
        run = self.reach("One", "Two", self.file)
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn(f"{self.file}:1:", run.stderr)

    def test_what_a_template_says_never_steers_a_terminal(self):
        text = TEMPLATE.replace("!Ref Office", '"\\e[31mred"')
        self.file.write_text(text, encoding="utf-8")
        for more in ([], ["--json"]):
            run = self.reach("One", "Two", self.file, "--port", "80", *more)
            self.assertNotIn("\x1b", run.stdout)


if __name__ == "__main__":
    unittest.main()

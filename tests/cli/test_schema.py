"""What schema says of the specification."""

import json
import unittest

import cli

RULES = """AWS::S3::Bucket.LifecycleConfiguration.Rules: list of Rule, required
  A lifecycle rule for individual objects in an Amazon S3 bucket.
  no item twice

Rule
  Specifies lifecycle rules for an Amazon S3 bucket.

Required:
  Status: string
      If Enabled, the rule is currently being applied.
      one of Enabled, Disabled

Optional:
  AbortIncompleteMultipartUpload: AbortIncompleteMultipartUpload
"""


class Schema(cli.CliTestCase):
    def schema(self, *arguments):
        run = self.run_app("configured", "schema", *arguments)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return run.stdout

    def assert_fails(self, arguments, message, hint):
        self.assert_ends(
            self.run_app("configured", "schema", *arguments),
            1,
            stderr=f"configured: error: {message}\n  hint: {hint}\n",
        )


class Types(Schema):
    def test_a_type_names_the_constructs_that_make_it(self):
        self.assertRegex(self.schema("AWS::SQS::Queue"), r"made by +Queue, <omnitrack/sqs/queue.hpp>")
        document = json.loads(self.schema("AWS::SQS::Queue", "--json"))
        self.assertIn({"construct": "Queue", "header": "omnitrack/sqs/queue.hpp"},
                      document["constructs"])

    def test_a_type_names_the_constructs_that_make_it_through_others(self):
        makers = {each["construct"]: each for each in json.loads(
            self.run_app("configured", "list", "--constructs", "--json").stdout)}
        type_ = "AWS::ECS::TaskDefinition"
        document = json.loads(self.schema(type_, "--json"))
        own = {each["construct"] for each in document["constructs"]}
        adders = document["constructs_through"]
        self.assertIn("LoadBalancedFargateService", [each["construct"] for each in adders])
        for each in adders:
            self.assertNotIn(type_, makers[each["construct"]]["types"])
            self.assertEqual(each["through"], makers[each["construct"]]["through"])
            self.assertTrue(set(each["through"]) & (own | {one["construct"] for one in adders}))
        shown = " ".join(self.schema(type_).split())
        self.assertIn(" also through " + ", ".join(each["construct"] for each in adders) + " ", shown)

    def test_a_type_is_shown_with_all_that_is_known(self):
        shown = self.schema("AWS::SQS::Queue")
        self.assertTrue(shown.startswith("AWS::SQS::Queue\n  "))
        for part in (
            "\n  identified by  QueueUrl\n",
            "\n  tags           Tags: a list of Key and Value\n",
            "\n  DelaySeconds: integer\n",
            "\n      0 to 900\n",
            "a change replaces the resource",
            "\nAttributes, for Fn::GetAtt:\n  Arn: string\n",
        ):
            self.assertIn(part, shown)

    def test_required_properties_come_first(self):
        shown = self.schema("AWS::Lambda::Function")
        self.assertIn("\nRequired:\n  Code: Code\n", shown)
        self.assertLess(shown.index("\nRequired:\n"), shown.index("\nOptional:\n"))

    def test_combinations_are_told_in_words(self):
        self.assertIn(
            "\nTogether:\n  - exactly one of LaunchTemplateId and LaunchTemplateName is there\n",
            self.schema("AWS::AutoScaling::AutoScalingGroup.LaunchTemplate"),
        )

    def test_lines_fit_a_terminal_of_80_columns_where_words_allow_it(self):
        for line in self.schema("AWS::EC2::Instance").splitlines():
            self.assertTrue(len(line) <= 80 or len(line.split()) <= 2, line)

    def test_a_path_leads_into_nested_types(self):
        shown = self.schema("AWS::S3::Bucket.LifecycleConfiguration.Rules")
        self.assertEqual(shown[: len(RULES)], RULES)

    def test_a_path_may_lead_to_an_attribute(self):
        shown = self.schema("AWS::SQS::Queue.Arn")
        self.assertTrue(shown.startswith("AWS::SQS::Queue.Arn: string, an attribute\n"))

    def test_a_wrong_type_gives_the_nearest_ones(self):
        self.assert_fails(
            ["AWS::SQS::Qeue"], "there is no type 'AWS::SQS::Qeue'", "did you mean 'AWS::SQS::Queue'?"
        )
        for near in ("sqs queue", "sqs.queue", "aws::sqs::queue"):
            run = self.run_app("configured", "schema", near)
            self.assertIn("\n  hint: did you mean AWS::SQS::Queue?\n", run.stderr)
        several = self.run_app("configured", "schema", "bucket").stderr
        self.assertIn("hint: did you mean AWS::S3::Bucket, ", several)

    def test_the_name_of_a_service_lists_its_types(self):
        types = self.schema("SQS")
        self.assertEqual(
            types, "AWS::SQS::Queue\nAWS::SQS::QueueInlinePolicy\nAWS::SQS::QueuePolicy\n"
        )
        for name in ("sqs", "AWS::SQS", "aws::sqs"):
            self.assertEqual(self.schema(name), types)

    def test_a_wrong_property_gives_the_nearest_one(self):
        self.assert_fails(
            ["AWS::S3::Bucket.LifecycleConfiguration.Rulez"],
            "AWS::S3::Bucket.LifecycleConfiguration has no property 'Rulez'",
            "did you mean 'Rules'?",
        )

    def test_json_has_the_same_for_a_program(self):
        printed = self.schema("AWS::SQS::Queue", "--json")
        cli.assert_wide_json(self, printed)
        queue = json.loads(printed)
        self.assertEqual((queue["format_version"], queue["type"]), ("1.0", "AWS::SQS::Queue"))
        delay = next(p for p in queue["properties"] if p["name"] == "DelaySeconds")
        self.assertEqual(delay["limits"], {"minimum": 0, "maximum": 900})
        self.assertEqual((delay["type"], delay["required"]), ("integer", False))
        rules = json.loads(
            self.schema("AWS::S3::Bucket.LifecycleConfiguration.Rules", "--json")
        )
        self.assertEqual(rules["property"]["type"], "[#Rule]")
        self.assertEqual(
            [p["name"] for p in rules["definitions"]["Rule"]["properties"] if p["required"]],
            ["Status"],
        )


class Lists(Schema):
    def test_search_lists_types_and_paths_of_properties(self):
        found = self.schema("--search", "lifecycleconf").splitlines()
        self.assertIn("AWS::SageMaker::NotebookInstanceLifecycleConfig", found)
        self.assertIn("AWS::S3::Bucket.LifecycleConfiguration", found)
        for path in found:
            self.schema(path)

    def test_search_without_a_match_fails(self):
        self.assert_fails(
            ["--search", "qwertz"],
            "no type and no property has 'qwertz' in its name",
            "a shorter part of the name finds more",
        )

    def test_without_a_type_the_services_are_listed(self):
        run = self.run_app("configured", "schema")
        self.assertEqual(run.returncode, 0)
        self.assertRegex(run.stdout, r"(?m)^AWS::SQS +3$")
        count = sum(int(line.split()[1]) for line in run.stdout.splitlines())
        self.assertIn(f"configured: {count} types, from ", run.stderr)
        self.assertEqual(len(self.schema("--types").splitlines()), count)

    def test_what_excludes_each_other_is_told(self):
        for arguments in (["AWS::SQS::Queue", "--types"], ["--search", "x", "--types"], ["--json"]):
            self.assertEqual(self.run_app("configured", "schema", *arguments).returncode, 64)


if __name__ == "__main__":
    unittest.main()

"""Nothing that comes in reaches a terminal, or what reads a report, other than as a text."""

import json
import os
import re
import unittest
import xml.etree.ElementTree

import hostile

HOSTILE = ("x\x1b[31m\x07\r\n::error::pwned\n\u202eevil\u2066 | <img src=x onerror=alert(1)> "
           "![a](http://example.com) @team **b** `c` ]]> %0A -- \x9b2J")


def named(text):
    """A template that has a text in each place that a report may show."""
    statement = {"Sid": text, "Effect": "Allow", "Action": text, "Resource": text,
                 "Condition": {"StringEquals": {text: text}}}
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": text, "Action": text, "Principal": {"AWS": text}}]}
    return {
        "Parameters": {text: {"Type": text, "Default": text, "AllowedPattern": "(" + text}},
        "Conditions": {text: {"Fn::Equals": [{"Ref": text}, text]}},
        "Mappings": {text: {text: {text: text}}},
        "Metadata": {text: text},
        "Resources": {
            text: {"Type": "AWS::SNS::Topic", "Condition": text, "DeletionPolicy": text, "DependsOn": text + "2",
                   "Properties": {"DisplayName": {"Ref": text + "1"}, text: text, "Tags": [{"Key": text, "Value": text}]}},
            "Queue": {"Type": text, "Properties": {text: text}},
            "Bucket": {"Type": "AWS::S3::Bucket", "DependsOn": text, "Properties": {"BucketName": text}},
            "Role": {"Type": "AWS::IAM::Role", "Properties": {
                "RoleName": text, "AssumeRolePolicyDocument": trust,
                "Policies": [{"PolicyName": text, "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}}]}},
        },
        "Outputs": {text: {"Description": text, "Value": {"Ref": text}, "Export": {"Name": text}}},
    }


class Showing(hostile.HostileTestCase):
    def setUp(self):
        super().setUp()
        self.write("old.json", named(HOSTILE))
        self.write("new.json", named(HOSTILE.replace("pwned", "changed")))
        self.file = self.write("f\x1b[31m\u202e\n::error::x.json", named(HOSTILE))

    def shown(self, *words):
        """What is said, which steers nothing and begins no line that a CI takes for its own."""
        run = self.run_synth(*words)
        self.assertIn(run.returncode, (0, 1, 2, 3, 4, 5, 64), (words, run.stderr))
        for text in (run.stdout, run.stderr):
            self.assertIsNone(re.search(hostile.STEERING, text), (words, re.findall(hostile.STEERING, text)))
            self.assertNotRegex(text, r"(?m)^::", words)
        return run.stdout

    def test_every_verb_shows_escapes(self):
        for words in (("validate", "old.json"), ("validate", self.file), ("diff", "old.json", "new.json"),
                      ("diff", self.file, "new.json"), ("adopt", "old.json"), ("reach", "internet", HOSTILE, "old.json"),
                      ("reach", "Queue", "Bucket", "old.json"), ("schema", HOSTILE), ("schema", f"AWS::SNS::Topic/{HOSTILE}"),
                      ("explain", HOSTILE), ("list", HOSTILE), ("tree", HOSTILE), ("help", HOSTILE), (HOSTILE,),
                      ("--" + HOSTILE,), ("synth", "--set", f"{HOSTILE}=1"), ("synth", "--config", self.file),
                      ("synth", "--lock", self.file), ("validate", HOSTILE), ("format", HOSTILE), ("graph", HOSTILE),
                      ("import", "old.json", "-o", "app"), ("init", HOSTILE), ("completion", HOSTILE),
                      ("validate", "--fix", "old.json")):
            self.shown(*words)

    def test_what_was_left_out_is_seen(self):
        self.assertIn("x\\x1b[31m\\x07\\r\\n::error::pwned\\n\\u202eevil\\u2066", self.shown("diff", "old.json", "new.json"))
        self.assertIn("f\\x1b[31m\\u202e\\n::error::x.json:1:", self.shown("validate", self.file))

    def test_reports_for_programs_have_the_text_in_their_own_escapes(self):
        for form in ("json", "sarif"):
            said = self.shown("validate", "old.json", "--format", form)
            self.assertIn("\\u202e", said)
            self.assertIn("\u202eevil", json.dumps(json.loads(said), ensure_ascii=False))
        self.assertIn("\u202eevil", json.dumps(json.loads(self.shown("diff", "old.json", "new.json", "--format", "json")),
                                               ensure_ascii=False))
        root = xml.etree.ElementTree.fromstring(self.shown("validate", "old.json", "--format", "junit"))
        self.assertIn("\\u202eevil", root.find(".//failure").text)

    def test_markdown_has_no_html_image_mention_or_cell_of_others(self):
        page = self.shown("diff", "old.json", "new.json", "--format", "markdown")
        # Without what stands as code.
        words = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", page)
        self.assertNotIn("<img", words)
        self.assertNotIn("![", words.replace("\\[", ""))
        self.assertNotIn("@team", words)

    def test_pictures_have_no_element_or_script_of_others(self):
        for form in ("mermaid", "svg", "drawio", "html"):
            said = self.shown("graph", "old.json", "--format", form)
            self.assertNotIn("<img src=x", said, form)

    def test_a_default_that_is_not_to_be_shown_is_not(self):
        for name, secret in (("old.yaml", "hunter2"), ("new.yaml", "hunter3")):
            self.write(name, f"""\
Parameters:
  Password: {{Type: String, NoEcho: true, Default: "{secret}", AllowedPattern: "[0-9]+"}}
  Other: {{Type: Number, NoEcho: "true", Default: "{secret}"}}
  Short: {{Type: String, NoEcho: true, Default: "{secret}", AllowedValues: [hunter4]}}
Resources:
  T: {{Type: AWS::SNS::Topic, Properties: {{DisplayName: !Ref Password}}}}
""")
        self.write("none.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}")
        for form in ("text", "json", "sarif", "junit"):
            said = self.shown("validate", "old.yaml", "--format", form)
            self.assertIn("the default does not match the AllowedPattern", said)
            self.assertNotIn("hunter2", said)
        for form in ("text", "json", "markdown"):
            said = self.shown("diff", "old.yaml", "new.yaml", "--format", form)
            self.assertIn("****", said)
            self.assertNotRegex(said, "hunter[23]")
            for pair in (("old.yaml", "none.yaml"), ("none.yaml", "old.yaml")):
                self.assertNotIn("hunter2", self.shown("diff", *pair, "--format", form))

    def test_credentials_in_the_environment_are_not_shown(self):
        secret = "wJalrXUtnFEMI-bPxRfiCYEXAMPLEKEY"
        env = {**os.environ, "AWS_SECRET_ACCESS_KEY": secret, "AWS_SESSION_TOKEN": secret + "2", "PATH": "/nowhere"}
        for words in (("deploy", "--yes", "-v"), ("status",), ("diff", "--deployed", "-v"), ("synth", "-v"), ("help",)):
            run = self.run_synth(*words, env=env)
            self.assertNotIn(secret, run.stdout + run.stderr, words)


if __name__ == "__main__":
    unittest.main()

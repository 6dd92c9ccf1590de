"""How templates are read."""

import importlib.util
import unittest

import templates

YAML = """\
Resources:
  Queue:
    Type: Custom::Thing
    Properties:
      Ref: !Ref Other
      Nested: !Sub ["${A}", {A: !GetAtt Other.Arn.More}]
      List: !If [Chosen, !Ref "AWS::NoValue", 80]
      Date: 2012-10-17
      Ports: 22:22
      Account: 012345678901
      Quoted: "80"
      Switch: yes
      Half: 7
      None:
      Half: 0.5
"""


class TemplatesTest(unittest.TestCase):
    @unittest.skipUnless(importlib.util.find_spec("yaml"), "PyYAML is not installed")
    def test_yaml_is_read_as_cloudformation_reads_it(self):
        self.assertEqual(templates.parse(YAML)["Resources"]["Queue"]["Properties"], {
            "Ref": {"Ref": "Other"},
            "Nested": {"Fn::Sub": ["${A}", {"A": {"Fn::GetAtt": ["Other", "Arn.More"]}}]},
            "List": {"Fn::If": ["Chosen", {"Ref": "AWS::NoValue"}, 80]},
            "Date": "2012-10-17",
            "Ports": "22:22",
            "Account": "012345678901",
            "Quoted": "80",
            "Switch": True,
            "Half": 0.5,
            "None": None,
        })

    def test_what_is_no_template_is_told(self):
        for text in ("{", '{"Resources": []}', '["Resources"]'):
            with self.subTest(text=text), self.assertRaises(templates.Unreadable):
                templates.parse(text)


if __name__ == "__main__":
    unittest.main()

"""`status`: the state of stacks, and how the app differs from them."""

import json
import subprocess

from verb_case import APP, HOSTILE, PROJECT, VerbCase, resources


def template_of(stack):
    ended = subprocess.run([APP, "synth", stack], cwd=PROJECT, capture_output=True, check=True)
    return json.loads(ended.stdout)


class Status(VerbCase):
    def test_all_stacks_of_the_app_are_shown(self):
        aws = self.stand_in({"Network": {"template": template_of("Network"), "protected": True},
                             "compute-live": {"template": resources(A="AWS::SNS::Topic"),
                                              "status": "UPDATE_ROLLBACK_FAILED"}})
        ended = self.run_app(aws, "status", "--stack-name", "Compute=compute-live")
        self.assert_ends(ended, 0, """\
STACK                   STATUS                  CHANGED                        APP      PROTECTED  DRIFT
Network                 CREATE_COMPLETE         2030-01-01T00:00:01.000+00:00  same     yes        NOT_CHECKED
Compute (compute-live)  UPDATE_ROLLBACK_FAILED  2030-01-01T00:00:05.000+00:00  differs  no         NOT_CHECKED

'Compute' is stuck on its way back: 'two_stacks diagnose Compute' tells why, 'two_stacks rollback Compute' goes on
""")

    def test_what_is_not_deployed_is_shown_as_that(self):
        aws = self.stand_in({"Network": {"template": resources(A="AWS::S3::Bucket")}})
        told = self.json_of(self.run_app(aws, "status", "--json"))
        self.assertEqual(told["format_version"], "1.0")
        self.assertEqual([each.get("app") for each in told["stacks"]], ["loses data", None])
        self.assertEqual(told["stacks"][1],
                         {"stack": "Compute", "deployed_as": "Compute", "is_deployed": False})

    def test_a_stranger_has_no_difference(self):
        aws = self.stand_in({"Shop": {"status": "CREATE_IN_PROGRESS", "steps": [["Topic", "X"]]}})
        ended = self.run_app(aws, "status", "Shop")
        self.assertIn("Shop   CREATE_IN_PROGRESS  ", ended.stdout)
        self.assertIn("'Shop' is busy: 'two_stacks events Shop' shows with what", ended.stdout)
        self.assertEqual(aws.calls("get-template"), [])

    def test_a_difference_that_cannot_be_asked_for_leaves_the_rest(self):
        denied = ("An error occurred (AccessDenied) when calling the GetTemplate operation: no")
        aws = self.stand_in({"Network": {}},
                            faults=[{"call": "get-template", "stderr": denied + "\n"}])
        ended = self.run_app(aws, "status", "Network")
        self.assertEqual(ended.code, 0)
        self.assertIn("Network  CREATE_COMPLETE  2030-01-01T00:00:01.000+00:00  -    no", ended.stdout)
        self.assertEqual(ended.stderr, "two_stacks: the AWS CLI cannot tell the template of 'Network': "
                         f"{denied}; its difference is not shown\n")

    def test_hostile_names_steer_no_terminal(self):
        aws = self.stand_in({HOSTILE: {"status": "ROLLBACK_COMPLETE"}})
        self.assertNotIn("\x1b", self.run_app(aws, "status", HOSTILE).stdout)

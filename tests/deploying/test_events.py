"""`events`: what happened to a stack."""

from verb_case import HOSTILE, HOSTILE_SHOWN, VerbCase

EVENTS = [[None, "CREATE_IN_PROGRESS", "User Initiated"], ["Topic", "CREATE_COMPLETE", ""],
          [None, "CREATE_COMPLETE", ""], [None, "UPDATE_IN_PROGRESS", "User Initiated"],
          ["Topic", "UPDATE_FAILED", HOSTILE], [None, "UPDATE_ROLLBACK_IN_PROGRESS", "so"],
          [None, "UPDATE_ROLLBACK_COMPLETE", ""]]


class Events(VerbCase):
    def test_those_of_the_last_operation_are_shown(self):
        aws = self.stand_in({"Shop": {"status": "UPDATE_ROLLBACK_COMPLETE", "events": EVENTS}})
        self.assert_ends(self.run_app(aws, "events", "Shop"), 0, f"""\
TIME                           RESOURCE  STATUS                       REASON
2030-01-01T00:00:06.000+00:00  Shop      UPDATE_IN_PROGRESS           User Initiated
2030-01-01T00:00:07.000+00:00  Topic     UPDATE_FAILED                {HOSTILE_SHOWN}
2030-01-01T00:00:08.000+00:00  Shop      UPDATE_ROLLBACK_IN_PROGRESS  so
2030-01-01T00:00:09.000+00:00  Shop      UPDATE_ROLLBACK_COMPLETE
""")

    def test_all_of_them_are_shown_where_that_is_asked_for(self):
        aws = self.stand_in({"Shop": {"events": EVENTS, "token": "t"}})
        told = self.json_of(self.run_app(aws, "events", "Shop", "--all", "--json"))
        self.assertEqual([each["status"] for each in told["events"]], [each[1] for each in EVENTS])
        self.assertEqual(told["events"][4]["reason"], HOSTILE)
        self.assertEqual(told["events"][1]["token"], "t")

    def test_one_stack_must_be_named(self):
        hint = "name one stack, by its name in the app or by any deployed name"
        self.assert_fails(self.run_app(self.stand_in(), "events"), "no STACK is named", hint, 64)
        self.assert_fails(self.run_app(self.stand_in(), "events", "A", "B"),
                          "more than one STACK is named", hint, 64)

    def test_a_stack_that_is_not_deployed_is_an_error(self):
        self.assert_fails(self.run_app(self.stand_in(), "events", "Shop"),
                          "the stack 'Shop' is not deployed",
                          "--stack-name STACK=NAME tells another name, --region another region")

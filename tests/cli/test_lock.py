"""The verb lock, and what a synth does with the lock file."""

import json
import pathlib
import tempfile
import unittest

import cli

LOCK = "omnitrack.lock.json"


def line_of(text):
    """The number of the line of the app that has a text."""
    source = (cli.PROJECT / "tests/cli/apps/moving.cpp").read_text(encoding="utf-8")
    return next(i for i, line in enumerate(source.splitlines(), 1) if text in line)


class LockTestCase(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def moving(self, *arguments):
        return self.run_app("moving", *arguments, cwd=self.folder)

    def done(self, *arguments):
        run = self.moving(*arguments)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run

    def locked(self, name=LOCK):
        return json.loads((self.folder / name).read_text(encoding="utf-8"))["stacks"]

    def ids(self, *arguments):
        """The logical ids of a synth by type."""
        resources = json.loads(self.done("synth", *arguments).stdout)["Resources"]
        return {each["Type"]: name for name, each in resources.items() if name != "Alarms"}


class Lock(LockTestCase):
    def test_the_file_has_the_path_the_id_and_a_digest_of_each_resource(self):
        self.assert_ends(
            self.moving("lock"), 0, stderr=f"moving: wrote {LOCK} (3 resources)\n")
        orders = self.locked()["Shop"]["Orders"]
        self.assertEqual(
            (orders["path"], orders["type"]), ("Shop/Orders", "AWS::DynamoDB::Table"))
        self.assertRegex(orders["digest"], r"^([0-9a-f]{10}-){3}([0-9a-f]{4})+$")

    def test_it_is_written_only_where_it_changes(self):
        self.done("lock")
        before = (self.folder / LOCK).stat()
        self.assert_ends(self.moving("lock"), 0, stderr=f"moving: {LOCK} is up to date\n")
        self.assertEqual((self.folder / LOCK).stat().st_mtime_ns, before.st_mtime_ns)

    def test_it_changes_no_template(self):
        before = self.done("synth").stdout
        self.done("lock")
        self.assertEqual(self.done("synth").stdout, before)

    def test_check_says_whether_it_is_up_to_date(self):
        run = self.moving("lock", "--check")
        self.assertEqual(run.returncode, 2)
        self.assertIn("lock writes it", run.stderr)
        self.assertFalse((self.folder / LOCK).exists())
        self.done("lock")
        self.assert_ends(
            self.moving("lock", "--check"), 0, stderr=f"moving: {LOCK} is up to date\n")
        run = self.moving("lock", "--check", "--set", "layout=told")
        self.assertEqual(run.returncode, 2)
        self.assertRegex(run.stdout, r'(?m)^-.*"Shop/Orders"')
        self.assertRegex(run.stdout, r'(?m)^\+.*"Shop/Data/Orders"')
        self.assertEqual(run.stderr, f"moving: {LOCK} differs; lock writes it as it should be\n")

    def test_another_file_serves_another_configuration(self):
        self.done("lock", "--lock", "test.lock.json", "--set", "layout=twins")
        self.assertEqual(sorted(self.locked("test.lock.json")["Shop"]), ["A", "Alarms", "B"])
        self.assertFalse((self.folder / LOCK).exists())

    def test_stacks_that_are_not_made_now_are_kept_until_they_are_forgotten(self):
        self.done("lock", "--set", "shop_name=Shop-test")
        run = self.done("lock")
        self.assertIn("kept what it has of Shop-test", run.stderr)
        self.assertEqual(sorted(self.locked()), ["Shop", "Shop-test"])
        self.done("lock", "--forget", "Shop-test")
        self.assertEqual(sorted(self.locked()), ["Shop"])

    def test_nothing_can_be_forgotten_that_is_not_there(self):
        self.done("lock")
        self.assert_ends(
            self.moving("lock", "--forget", "Shop/Order"),
            1,
            stderr=f"moving: error: {LOCK} has nothing at 'Shop/Order'\n"
            "  hint: did you mean 'Shop/Orders'?\n",
        )

    def test_options_that_exclude_each_other(self):
        for arguments in (
            ("lock", "--no-lock"),
            ("lock", "--check", "--stack-refactor", "f.json"),
            ("synth", "--lock", "f.json", "--no-lock"),
        ):
            self.assertEqual(self.moving(*arguments).returncode, 64, arguments)


class Moves(LockTestCase):
    def setUp(self):
        super().setUp()
        self.done("lock")
        self.before = (self.folder / LOCK).read_text(encoding="utf-8")

    def told(self, run, code):
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn(f": error {code}: ", run.stderr)

    def test_what_would_be_lost_stops_the_synth_with_both_ways_out(self):
        table = line_of('UntypedResource& table = add_table(data, "Orders");')
        topic = line_of('add_topic(data, "Events", "events");')
        app = "tests/cli/apps/moving.cpp"
        self.assert_ends(
            self.run_app("moving", "synth", "--lock", self.folder / LOCK, "--set", "layout=nested",
                         cwd=self.folder),
            1,
            stderr=f"{app}:{table}: error OT1721: Shop/Data/Orders: this is 'Shop/Orders' of the "
            "lock file, by its content; CloudFormation would make a new AWS::DynamoDB::Table under "
            "the logical id 'DataOrders' and delete the old one, and with it all items of the "
            "table 'orders'\n"
            '  hint: keep its id by app.moved("Shop/Orders", "Shop/Data/Orders"); or by lock '
            '--accept-moves; where it is not the same, lock --forget "Shop/Orders"\n'
            f"{app}:{topic}: warning OT1722: Shop/Data/Events: this is 'Shop/Events' of the lock "
            "file, by its content; CloudFormation would make a new AWS::SNS::Topic under the "
            "logical id 'DataEvents' and delete the old one\n"
            '  hint: keep its id by app.moved("Shop/Events", "Shop/Data/Events"); or by lock '
            "--accept-moves\n"
            "moving: 1 error, 1 warning\n",
        )

    def test_every_verb_that_makes_the_app_stops(self):
        for verb in ("synth", "list", "validate"):
            run = self.moving(verb, "--set", "layout=nested")
            self.assertEqual(run.returncode, 1, verb)
            self.assertIn("OT1721", run.stdout + run.stderr)

    def test_moved_in_the_code_keeps_the_ids(self):
        self.assertEqual(
            self.ids("--set", "layout=told"),
            {"AWS::DynamoDB::Table": "Orders", "AWS::SNS::Topic": "Events"},
        )

    def test_moved_is_told_to_be_deleted_once_the_file_knows(self):
        self.done("lock", "--set", "layout=told")
        run = self.done("synth", "--set", "layout=told")
        self.assertEqual(run.stderr.count("info OT1706"), 2)
        self.assertEqual(
            self.ids("--set", "layout=nested"),
            {"AWS::DynamoDB::Table": "Orders", "AWS::SNS::Topic": "Events"},
        )

    def test_accepted_moves_keep_the_ids(self):
        run = self.done("lock", "--accept-moves", "--set", "layout=nested")
        self.assertEqual(
            run.stderr,
            "moving: 'Shop/Data/Events' is 'Shop/Events' by its content and keeps the logical id "
            "Events\n"
            "moving: 'Shop/Data/Orders' is 'Shop/Orders' by its content and keeps the logical id "
            f"Orders\nmoving: wrote {LOCK} (3 resources)\n",
        )
        self.assertEqual(
            self.ids("--set", "layout=nested"),
            {"AWS::DynamoDB::Table": "Orders", "AWS::SNS::Topic": "Events"},
        )

    def test_lock_refuses_while_what_holds_data_is_undecided(self):
        self.told(self.moving("lock", "--set", "layout=nested"), "OT1721")
        self.assertEqual((self.folder / LOCK).read_text(encoding="utf-8"), self.before)

    def test_what_changed_too_is_told_by_what_moved_with_it(self):
        run = self.moving("synth", "--set", "layout=changed")
        self.told(run, "OT1721")
        self.assertIn("by its place among what moved with it", run.stderr)

    def test_what_is_meant_to_go_is_forgotten(self):
        self.done("lock", "--forget", "Shop/Orders", "--set", "layout=nested")
        self.assertEqual(
            self.ids("--set", "layout=nested")["AWS::DynamoDB::Table"], "DataOrders")

    def test_twins_are_never_guessed(self):
        self.done("lock", "--set", "layout=twins")
        for arguments in (("synth",), ("lock",), ("lock", "--accept-moves")):
            run = self.moving(*arguments, "--set", "layout=renamed_twins")
            self.told(run, "OT1723")
            self.assertIn("it cannot be told which is which", run.stderr)

    def test_without_the_file_everything_is_as_its_path_says(self):
        self.assertEqual(
            self.ids("--no-lock", "--set", "layout=nested"),
            {"AWS::DynamoDB::Table": "DataOrders", "AWS::SNS::Topic": "DataEvents"},
        )
        self.done("synth", "--no-lock", "--set", "layout=told")

    def test_moved_without_a_file_is_an_error(self):
        (self.folder / LOCK).unlink()
        run = self.moving("synth", "--set", "layout=told")
        self.told(run, "OT1703")

    def test_warnings_alone_stop_only_a_strict_synth(self):
        lock = json.loads(self.before)
        del lock["stacks"]["Shop"]["Orders"]
        (self.folder / LOCK).write_text(json.dumps(lock), encoding="utf-8")
        run = self.done("synth", "--set", "layout=nested")
        self.assertEqual(run.stderr.count("warning OT1722"), 1)
        self.assertEqual(
            self.moving("synth", "--strict", "--set", "layout=nested").returncode, 1)


class StackRefactor(LockTestCase):
    def setUp(self):
        super().setUp()
        self.done("lock")

    def test_a_move_to_another_stack_is_written_for_cloudformation(self):
        run = self.moving("synth", "-o", "out", "--set", "table_stack=Data")
        self.assertEqual(run.returncode, 1)
        self.assertIn("in the stack 'Data' and, in 'Shop', delete the old one", run.stderr)
        run = self.done("lock", "--accept-moves", "--stack-refactor", "mapping.json", "--set",
                        "table_stack=Data")
        self.assertIn("wrote mapping.json (1 resource)", run.stderr)
        self.assertEqual(
            json.loads((self.folder / "mapping.json").read_text(encoding="utf-8")),
            [{"Source": {"StackName": "Shop", "LogicalResourceId": "Orders"},
              "Destination": {"StackName": "Data", "LogicalResourceId": "Orders"}}],
        )
        self.assertEqual(sorted(self.locked()["Data"]), ["Orders"])
        self.done("lock", "--check", "--set", "table_stack=Data")

    def test_without_a_move_there_is_nothing_to_write(self):
        run = self.moving("lock", "--stack-refactor", "mapping.json")
        self.assertEqual(run.returncode, 1)
        self.assertIn("no resource changes its stack or its logical id", run.stderr)
        self.assertFalse((self.folder / "mapping.json").exists())


class WrongFiles(LockTestCase):
    def test_a_file_that_is_named_must_be_there(self):
        self.assert_ends(
            self.moving("synth", "--lock", "none.json"),
            1,
            stderr="none.json: error OT1711: cannot read the lock file: No such file or directory\n"
            "moving: 1 error\n",
        )

    def test_a_wrong_file_is_told_with_its_place(self):
        (self.folder / LOCK).write_text('{"format_version": 1}\n', encoding="utf-8")
        for verb in ("synth", "lock"):
            run = self.moving(verb)
            self.assertEqual((run.returncode, run.stdout), (1, ""))
            self.assertIn(f"{LOCK}:1:1: error OT1712: ", run.stderr)


if __name__ == "__main__":
    unittest.main()

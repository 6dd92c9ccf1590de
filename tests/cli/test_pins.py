"""Pins: what only creation decides stays as it is deployed, by the lock file."""

import copy
import json
import pathlib
import tempfile
import unittest

import cli

LOCK = "omnitrack.lock.json"
SUBNETS = {"VpcInnerSubnet1": "eu-west-1b", "VpcInnerSubnet2": "eu-west-1a"}


class PinsTestCase(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.made = json.loads(self.app("synth").stdout)
        self.deployed = self.as_deployed()
        self.write("deployed.json", json.dumps(self.deployed))

    def as_deployed(self):
        """What the app makes, as another tool would have decided it."""
        deployed = copy.deepcopy(self.made)
        resources = deployed["Resources"]
        for name, zone in SUBNETS.items():
            resources[name]["Properties"]["AvailabilityZone"] = zone
        del resources["FlowLogs"]["Properties"]["MaxAggregationInterval"]
        del resources["Users"]["Properties"]["UsernameConfiguration"]
        resources["Workers"]["Properties"]["GroupDescription"] = "Shop/Workers"
        resources["Workers"]["Properties"]["GroupName"] = "workers"
        return deployed

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def app(self, *arguments):
        return self.run_app("adopting", *arguments, cwd=self.folder)

    def adopted(self, *arguments):
        run = self.app("adopt", "deployed.json", "--format", "json", *arguments)
        self.assertEqual(run.returncode, 0, run.stderr + run.stdout)
        cli.assert_wide_json(self, run.stdout)
        return json.loads(run.stdout)

    def resources(self, *arguments):
        run = self.app("synth", *arguments)
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)["Resources"]


class Pins(PinsTestCase):
    def test_what_would_be_replaced_or_refused_is_pinned(self):
        report = self.adopted()
        self.assertEqual(
            [(pin["path"], pin["property"], pin.get("deployed"), pin.get("in_code"))
             for pin in report["pins"]],
            [("Shop/Vpc/InnerSubnet1", "/AvailabilityZone", "eu-west-1b",
              {"Fn::Select": [0, {"Fn::GetAZs": ""}]}),
             ("Shop/Vpc/InnerSubnet2", "/AvailabilityZone", "eu-west-1a",
              {"Fn::Select": [1, {"Fn::GetAZs": ""}]}),
             ("Shop/FlowLogs", "/MaxAggregationInterval", None, 600),
             ("Shop/Workers", "/GroupDescription", "Shop/Workers", "Workers"),
             ("Shop/Workers", "/GroupName", "workers", None),
             ("Shop/Users", "/UsernameConfiguration", None, {"CaseSensitive": False})])
        self.assertEqual(report["safety"], "safe")
        self.assertEqual((report["data_loss"], report["refused"]), ([], []))

    def test_synth_and_diff_use_what_is_pinned_without_a_flag(self):
        self.adopted()
        self.assertEqual(self.resources(), self.deployed["Resources"])
        self.assert_ends(self.app("diff", "deployed.json", "--exit-code"), 0,
                         stderr="adopting: no differences\n")
        self.assertEqual(self.app("lock", "--check").returncode, 0)

    def test_without_the_lock_file_the_code_decides(self):
        self.adopted()
        self.assertEqual(self.resources("--no-lock"), self.made["Resources"])

    def test_the_end_says_what_is_kept_what_to_set_and_that_it_is_safe(self):
        run = self.app("adopt", "deployed.json")
        self.assertEqual(run.returncode, 0, run.stderr)
        place = "tests/cli/apps/adopting.cpp"
        text = run.stdout[run.stdout.index("What the lock file keeps"):]
        for path in (str(cli.PROJECT) + "/", "../"):
            text = text.replace(path, "")
        self.assertEqual(
            " ".join(text.split()),
            "What the lock file keeps as it is deployed, since a change would replace it or be "
            "refused "
            'Shop/Vpc AvailabilityZone of 2 subnets "eu-west-1b", "eu-west-1a" '
            'set it by: .zone_names = {"eu-west-1b", "eu-west-1a"} of VpcProps, in '
            f"{place}:27 "
            "Shop/FlowLogs no MaxAggregationInterval; the code says 600 "
            f"set it by: .interval_seconds = {{}} of FlowLogsProps, in {place}:31 "
            'Shop/Workers GroupDescription "Shop/Workers"; the code says "Workers" '
            'set it by: .description = "Shop/Workers" of SecurityGroupProps, in '
            f"{place}:33 "
            'Shop/Workers GroupName "workers" '
            f'set it by: .group_name = "workers" of SecurityGroupProps, in {place}:33 '
            'Shop/Users no UsernameConfiguration; the code says {"CaseSensitive":false} '
            "set it by: case_sensitive = true, in the configuration "
            "What stays different of Shop: nothing "
            "The next deployment is safe: no data is lost, and nothing is refused")

    def test_what_the_configuration_says_too_is_pinned_no_more(self):
        self.adopted()
        self.app("lock", "--set", "case_sensitive=true")
        self.assertNotIn("UsernameConfiguration", (self.folder / LOCK).read_text())

    def test_without_pins_the_code_decides_and_it_is_not_safe(self):
        run = self.app("adopt", "deployed.json", "--no-pins", "--format", "json")
        self.assertEqual(run.returncode, 2, run.stderr)
        report = json.loads(run.stdout)
        self.assertEqual((report["pins"], report["safety"]), ([], "disturbs"))
        self.assertNotIn('"pins"', (self.folder / LOCK).read_text())

    def test_what_the_code_says_otherwise_than_then_is_told(self):
        self.adopted()
        changed = ("--set", "group_description=Others")
        run = self.app("synth", *changed)
        self.assertEqual(run.returncode, 0)
        self.assertIn(
            "warning OT1726: Shop/Workers: the lock file keeps 'GroupDescription' as it is "
            'deployed, "Shop/Workers", and the code says "Others" now, where it said "Workers"\n',
            run.stderr)
        self.assertIn("hint: lock --unpin 'Shop/Workers' lets the code decide; lock goes on so\n",
                      run.stderr)
        self.assertEqual(self.app("lock", *changed).returncode, 0)
        self.assertNotIn("OT1726", self.app("synth", *changed).stderr)

    def test_what_is_unpinned_is_decided_by_the_code(self):
        self.adopted()
        run = self.app("lock", "--unpin", "Shop/Workers")
        self.assertEqual(run.returncode, 0, run.stderr)
        resources = self.resources()
        self.assertEqual(resources["Workers"], self.made["Resources"]["Workers"])
        self.assertEqual(resources["FlowLogs"], self.deployed["Resources"]["FlowLogs"])
        self.assert_ends(
            self.app("lock", "--unpin", "Shop/Worker"),
            1,
            stderr=f"adopting: error: {LOCK} pins nothing at 'Shop/Worker'\n",
        )

    def test_what_moves_keeps_its_pins(self):
        self.adopted()
        lock = json.loads((self.folder / LOCK).read_text())
        users = lock["stacks"]["Shop"].pop("Users")
        lock["stacks"]["Shop"]["People1A2B3C4D"] = {**users, "path": "Shop/People"}
        self.write(LOCK, json.dumps(lock))
        run = self.app("lock", "--accept-moves")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.resources()["People1A2B3C4D"], self.deployed["Resources"]["Users"])
        self.assertEqual(self.app("lock", "--check").returncode, 0)

    def test_what_is_adopted_again_is_pinned_anew(self):
        self.adopted()
        before = (self.folder / LOCK).read_text()
        self.adopted()
        self.assertEqual((self.folder / LOCK).read_text(), before)
        self.app("adopt", "deployed.json", "--no-pins")
        self.assertNotIn('"pins"', (self.folder / LOCK).read_text())

    def test_a_pin_that_the_code_has_no_place_for_is_an_error(self):
        self.adopted()
        lock = json.loads((self.folder / LOCK).read_text())
        subnet = lock["stacks"]["Shop"]["VpcInnerSubnet1"]
        subnet["pins"] = {"/VpcId/Deep": {"deployed": 1}}
        self.write(LOCK, json.dumps(lock))
        run = self.app("synth")
        self.assertEqual(run.returncode, 1)
        self.assertIn("error OT1726: Shop/Vpc/InnerSubnet1: what the lock file keeps of "
                      "'VpcId/Deep' goes into a value that is neither an object nor a list\n",
                      run.stderr)


if __name__ == "__main__":
    unittest.main()

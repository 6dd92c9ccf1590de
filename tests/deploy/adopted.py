"""Adopts what another tool deployed, and deploys our template over it."""

import json
import subprocess
import sys

import harness

ADOPTION = harness.HERE.parent / "adoption"
sys.path.insert(0, str(ADOPTION))
import deployed  # noqa: E402

STACK = "OmniTrack"
CDK_APP = deployed.PROJECT / "bench" / "cdk-omnitrack" / "bin" / "omnitrack.ts"


class AdoptedTest(harness.CloudCase):
    binary = None

    def ours(self, *words):
        return self.cloud.run_program(self.binary, *words, cwd=self.folder).stdout

    def deploy(self, name, text):
        file = self.folder / name
        file.write_text(text)
        self.cloud.deploy(file, STACK)

    def physical_ids(self):
        """The physical id of each resource but the deployment, which is made anew each time."""
        told = self.cloud.run("cloudformation", "describe-stack-resources", "--stack-name", STACK)
        return {each["LogicalResourceId"]: each["PhysicalResourceId"]
                for each in told["StackResources"]
                if each["ResourceType"] != "AWS::ApiGateway::Deployment"}

    def test_our_template_updates_in_place_what_another_tool_deployed(self):
        old, _ = deployed.shuffled(json.loads(self.ours("synth")), seed=7)
        self.deploy("old.json", json.dumps(old))
        before = self.physical_ids()

        rows = json.loads(self.ours("adopt", "--deployed", "--format", "json"))["stacks"][0]
        self.assertEqual({row["state"] for row in rows["resources"]}, {"certain", "remade"})
        self.deploy("new.json", self.ours("synth"))
        self.assertEqual(self.cloud.stack(STACK)["StackStatus"], "UPDATE_COMPLETE")
        self.assertEqual(self.physical_ids(), before)

    def test_the_stack_of_the_cdk_keeps_what_holds_data(self):
        if not (ADOPTION.parent / "node_modules" / ".package-lock.json").exists():
            self.skipTest("the npm packages of tests are not installed")
        subprocess.run(["node", ADOPTION / "cdk_template.cjs", self.folder / "cdk", CDK_APP], check=True)
        text = (self.folder / "cdk" / f"{STACK}.template.json").read_text()
        old = json.loads(text)
        # They ask the account's parameter store for the CDK's bootstrap, and make no resource.
        del old["Parameters"], old["Rules"]
        self.deploy("old.json", json.dumps(old))
        before = self.physical_ids()

        settings = ["--set", "case_sensitive_users=true"]
        self.ours("adopt", "--deployed", *settings)
        self.deploy("new.json", self.ours("synth", *settings))
        after = self.physical_ids()
        kept = [name for name, each in old["Resources"].items()
                if each["Type"] in deployed.STATEFUL]
        self.assertEqual(len(kept), 10)
        self.assertEqual({name: after.get(name) for name in kept},
                         {name: before[name] for name in kept})

    def test_without_adoption_everything_is_made_anew(self):
        topic = {"Type": "AWS::SNS::Topic"}
        old, _ = deployed.shuffled({"Resources": {"News": topic}}, seed=7)
        self.deploy("old.json", json.dumps(old))
        before = self.physical_ids()
        self.deploy("new.json", json.dumps({"Resources": {"News": topic}}))
        self.assertEqual(set(before.values()) & set(self.physical_ids().values()), set())

"""The workflows that the pages show: their steps, run here as the runner of GitHub does it."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import textwrap
import unittest

from harness import StandIn
from verb_case import PROJECT

SHOP = os.environ["SHOP"]
BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.M | re.S)
STEP = re.compile(r"^(?:- |  )run: (?:\|\n((?:    .*\n|\n)+)|(.+)\n)", re.M)


def steps_of(page):
    """The scripts of the steps that a page shows."""
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    return [textwrap.dedent(several) if several else one
            for block in blocks for several, one in STEP.findall(block)]


class Workflows(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.summary = self.folder / "summary"
        self.aws = StandIn(steps_per_call=6)
        self.addCleanup(self.aws.close)

    def install(self, name, program, *settings):
        """Puts a program on PATH that has these settings."""
        words = " ".join(word for each in settings for word in ("--set", each))
        launcher = self.aws.folder / name
        launcher.write_text(f'#!/bin/sh\nexec {program} "$@" {words}\n')
        launcher.chmod(0o755)

    def run_step(self, script):
        return subprocess.run(
            ["bash", "-e", "-c", script], cwd=self.folder, capture_output=True, text=True, check=False,
            stdin=subprocess.DEVNULL, env=self.aws.environment(
                OMNITRACK_POLL_SECONDS="0.01", GITHUB_STEP_SUMMARY=str(self.summary)))

    def run_steps(self, page):
        """Runs the steps of a page up to the first that fails; returns the last exit code and how many ran."""
        for count, step in enumerate(steps_of(PROJECT / "docs" / page), 1):
            ended = self.run_step(step)
            if ended.returncode != 0:
                break
        return ended.returncode, count

    def deployments(self):
        """How many change sets were executed since this was asked for the last time."""
        count = len(self.aws.calls("execute-change-set"))
        self.aws.forget_calls()
        return count

    def test_these_pages_show_steps_and_each_is_run_here(self):
        docs = PROJECT / "docs"
        pages = [page.relative_to(docs).as_posix() for page in sorted(docs.rglob("*.md")) if steps_of(page)]
        self.assertEqual(pages, ["deploying.md", "formats.md", "guide/ci.md", "reach.md"])
        self.assertEqual(steps_of(PROJECT / "README.md"), [])

    def test_what_differs_is_deployed_and_what_is_the_same_is_left_alone(self):
        self.install("shop", SHOP)
        self.assertEqual(self.run_steps("deploying.md"), (0, 2))
        self.assertEqual(self.deployments(), 2)
        self.install("shop", SHOP, "visibility=60")
        self.summary.unlink()
        self.assertEqual(self.run_steps("deploying.md"), (0, 2))
        self.assertEqual(self.deployments(), 1)
        self.assertIn("1 updated", self.summary.read_text())
        self.assertEqual(self.run_steps("deploying.md"), (0, 2))
        self.assertEqual(self.deployments(), 0)

    def test_nothing_is_deployed_where_data_would_be_lost(self):
        self.install("shop", SHOP)
        self.run_steps("deploying.md")
        self.deployments()
        self.install("shop", SHOP, "table_name=others")
        self.assertEqual(self.run_steps("deploying.md"), (3, 1))
        self.assertEqual(self.deployments(), 0)

    def test_what_reaches_the_cache_is_what_is_expected(self):
        self.install("omnitrack-synth", os.environ["OMNITRACK_SYNTH"])
        made = json.loads((PROJECT / "templates/omnitrack/OmniTrack.template.json").read_text())
        (self.folder / "templates").mkdir()
        template = self.folder / "templates" / "OmniTrack.template.json"
        template.write_text(json.dumps(made))
        self.assertEqual(self.run_steps("reach.md"), (0, 2))
        del made["Resources"]["RedisSecurityGroup"]["Properties"]["SecurityGroupIngress"]
        template.write_text(json.dumps(made))
        self.assertEqual(self.run_steps("reach.md"), (2, 2))

    def test_a_ci_keeps_the_picture_and_the_evidence_and_stops_where_the_cache_is_reached(self):
        self.install("omnitrack-synth", os.environ["OMNITRACK_SYNTH"])
        shutil.copytree(PROJECT / "templates" / "omnitrack", self.folder / "base" / "templates")
        picture, evidence, reach = steps_of(PROJECT / "docs" / "guide" / "ci.md")
        if shutil.which("dot") is not None:
            self.assertEqual(self.run_step(picture).returncode, 0)
            self.assertIn("<svg", (self.folder / "change.svg").read_text(encoding="utf-8"))
        self.assertEqual(self.run_step(evidence).returncode, 0)
        self.assertIn("requirements hold", (self.folder / "requirements.html").read_text(encoding="utf-8"))
        self.assertEqual(self.run_step(reach).returncode, 0)
        self.assertEqual(self.run_step(reach.replace("internet", "CacheHealthFunction")).returncode, 2)

    def test_nothing_is_deployed_without_an_answer(self):
        self.install("shop", SHOP)
        self.aws.change(faults=[{"call": "get-template", "exit": 254, "stderr": "no"},
                                {"call": "describe-stacks", "exit": 254, "stderr": "no"}])
        self.assertEqual(self.run_steps("deploying.md"), (1, 1))

    def test_the_script_of_the_diff_tells_its_answers_apart(self):
        self.install("omnitrack-synth", os.environ["OMNITRACK_SYNTH"])
        page = (PROJECT / "docs" / "diff.md").read_text(encoding="utf-8")
        script = re.search(r"^## In a CI\n.*?^```sh\n(.*?)^```", page, re.M | re.S)[1]
        for side in ("base", "head"):
            (self.folder / "templates" / side).mkdir(parents=True)
        base, head = (self.folder / "templates" / side / "Shop.json" for side in ("base", "head"))
        table, queue = {"Type": "AWS::DynamoDB::Table"}, {"Type": "AWS::SQS::Queue"}
        base.write_text(json.dumps({"Resources": {"Orders": table}}))
        for resources, code, said in (({"Orders": table}, 0, "nothing changes"),
                                      ({"Orders": table, "Jobs": queue}, 0,
                                       "something changes, and no data is lost"),
                                      ({"Jobs": queue}, 1, "data would be lost"),
                                      (None, 1, "no answer")):
            head.write_text(json.dumps({"Resources": resources}) if resources else "{")
            ended = self.run_step(script)
            self.assertEqual((ended.stdout.splitlines()[-1], ended.returncode), (said, code), ended.stderr)

    def test_findings_are_written_whether_there_are_errors_or_not(self):
        self.install("omnitrack-synth", os.environ["OMNITRACK_SYNTH"])
        template = self.folder / "templates" / "Shop.template.json"
        template.parent.mkdir()
        for kind, code in (("AWS::SQS::Queue", 0), ("AWS::SQS::Queeu", 1)):
            template.write_text(json.dumps({"Resources": {"Jobs": {"Type": kind}}}))
            self.assertEqual(self.run_steps("formats.md"), (code, 1))
            report = json.loads((self.folder / "findings.sarif").read_text())
            self.assertEqual(len(report["runs"][0]["results"]), code)


if __name__ == "__main__":
    unittest.main()

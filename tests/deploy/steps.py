"""Takes a refused change in steps, by the commands that docs/references.md shows."""

import re
import subprocess

import harness

PAGE = (harness.HERE.parents[1] / "docs" / "references.md").read_text(encoding="utf-8")


def script_of(section):
    """The commands that the page shows in a section."""
    return re.search(rf"^### {section}\n.*?^```sh\n(.*?)^```", PAGE, re.M | re.S)[1]


class StepsTest(harness.CloudCase):
    """A shop that imports the table of its store, and comes to read it without a lock."""

    shop = None

    def setUp(self):
        super().setUp()
        self.environment = self.cloud.environment | {
            "OMNITRACK_POLL_SECONDS": "0.1",
            "PATH": f"{self.folder}:{self.cloud.environment['PATH']}"}

    def let_references_be(self, strength):
        launcher = self.folder / "shop"
        launcher.write_text(f'#!/bin/sh\nexec {self.shop} "$@" --set table_tag={strength}\n')
        launcher.chmod(0o755)

    def end_of(self, script):
        return subprocess.run(["sh", "-c", script], cwd=self.folder, env=self.environment,
                              capture_output=True, text=True, check=False)

    def run_script(self, script):
        ended = self.end_of(script)
        self.assertEqual(ended.returncode, 0, ended.stderr + ended.stdout)
        return ended

    def test_a_strong_reference_becomes_a_weak_one(self):
        self.let_references_be("strong")
        self.run_script("shop deploy --yes")
        self.assertEqual(len(self.cloud.exports()), 1)
        self.run_script(script_of("What is deployed"))
        self.assertEqual(self.run_script("shop list --affected-by deployed").stdout, "")

        self.let_references_be("weak")
        phased = self.run_script("shop synth --phase deployed -o steps")
        self.assertIn("deploy them one after the other: 2 steps", phased.stderr)
        self.run_script(script_of("Deploying the steps"))
        self.assertEqual(self.cloud.exports(), {})
        self.assertEqual(self.run_script("shop diff --deployed --exit-code").stdout, "")

    def test_a_stack_that_is_not_deployed_is_told(self):
        self.let_references_be("strong")
        ended = self.end_of(script_of("What is deployed"))
        self.assertNotEqual(ended.returncode, 0)
        self.assertIn("Stack with id Store does not exist", ended.stderr)

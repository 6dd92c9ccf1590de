"""The workflow of the projects that `init` writes: its steps, run here as the runner of GitHub does it."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import cli

WORKFLOWS = cli.PROJECT / "starters/common/.github/workflows"
WORKFLOW = (WORKFLOWS / "infrastructure.yml").read_text(encoding="utf-8").replace("@NAME@", "photos")
SYNTH = os.environ["OMNITRACK_SYNTH"]
TEMPLATE = "OmniTrack.template.json"


class Workflow(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()
        self.output, self.summary = self.folder / "output", self.folder / "summary"
        self.called = self.folder / "called"
        self.write_program("build/release/photos", f'exec "{SYNTH}" "$@"')
        shutil.copytree(cli.PROJECT / "templates/omnitrack", self.folder / "templates")

    def write_program(self, path, text):
        program = self.folder / path
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{text}\n")
        program.chmod(0o755)

    def run_step(self, step, **variables):
        environment = cli.environment(
            GITHUB_OUTPUT=str(self.output), GITHUB_STEP_SUMMARY=str(self.summary), RUNNER_TEMP=str(self.folder),
            CALLED=str(self.called), **{"OMNITRACK_DEB": "", **variables})
        environment["PATH"] = f"{self.folder / 'tools'}{os.pathsep}{environment['PATH']}"
        found = re.search(rf"- name: {step}\n(?:(?!      - ).*\n)*?"
                          r"        run: (?:\|\n((?:          .*\n|\n)+)|(.*)\n)", WORKFLOW)
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found[1] or found[2]],
            cwd=self.folder, capture_output=True, text=True, env=environment, check=False)

    def diff(self):
        run = self.run_step("Diff")
        return run.returncode, self.output.read_text() if self.output.exists() else ""

    def test_the_library_comes_from_the_folder_or_from_a_package(self):
        run = self.run_step("Install")
        self.assertEqual((run.returncode, run.stdout[:9]), (1, "::error::"))
        for name in ("curl", "sudo"):
            self.write_program(f"tools/{name}", f'echo {name} "$@" >>"$CALLED"')
        run = self.run_step("Install", OMNITRACK_DEB="https://example.com/omnitrack.deb")
        self.assertEqual(run.returncode, 0, run.stderr)
        package = f"{self.folder}/omnitrack.deb"
        self.assertEqual(self.called.read_text().splitlines(), [
            f"curl --fail --silent --show-error --location --output {package} https://example.com/omnitrack.deb",
            "sudo apt-get update -qq", f"sudo apt-get install -y -qq ninja-build mold {package}"])
        self.write_program("omnitrack/scripts/setup.sh", "echo set up")
        self.assertEqual(self.run_step("Install").stdout, "set up\n")

    def test_it_is_built_and_tested_by_presets_that_are_there(self):
        presets = (cli.PROJECT / "starters/common/CMakePresets.json").read_text()
        for tool in ("cmake", "ctest"):
            self.write_program(f"tools/{tool}", f'echo {tool} "$@" >>"$CALLED"')
        for step in ("Build", "Test"):
            self.assertEqual(self.run_step(step).returncode, 0)
        self.assertEqual(self.called.read_text().splitlines(),
                         ["cmake --preset release", "cmake --build --preset release", "ctest --preset release"])
        self.assertEqual(presets.count('"name": "release"'), 7)

    def test_templates_that_are_not_what_the_app_makes_fail(self):
        self.assertEqual(self.run_step("Synthesize").returncode, 0)
        self.assertEqual(self.run_step("Validate").returncode, 0)
        template = self.folder / "templates" / TEMPLATE
        template.write_text(template.read_text().replace('"CidrBlock"', '"CidrBlok"'))
        self.assertEqual(self.run_step("Synthesize").returncode, 2)
        self.assertEqual(self.run_step("Validate").returncode, 1)

    def test_a_pull_request_is_told_what_it_changes_and_stopped_where_data_would_be_lost(self):
        base = self.folder / "build/base/templates"
        self.assertEqual(self.diff(), (0, "code=0\n"))
        self.assertEqual(self.summary.read_text(), "## The first templates\n")
        self.output.unlink()
        shutil.copytree(self.folder / "templates", base, dirs_exist_ok=True)
        self.assertEqual(self.diff(), (0, "code=0\n"))
        self.output.unlink()
        shutil.copytree(cli.PROJECT / "templates/omnitrack-production", base, dirs_exist_ok=True)
        self.assertEqual(self.diff(), (0, "code=3\n"))
        self.assertIn("## Data would be lost", self.summary.read_text())
        self.output.unlink()
        (base / TEMPLATE).write_text("{")
        self.assertEqual(self.diff(), (1, "code=1\n"))
        for code, ends in (("0", 0), ("2", 0), ("3", 1)):
            self.assertEqual(self.run_step("Gate", CODE=code).returncode, ends)

    def test_comments_are_made_as_in_the_workflow_of_the_examples(self):
        example = (cli.PROJECT / "examples/github-actions/diff.yml").read_text()
        self.assertEqual(cli.workflow_block(WORKFLOW, "Comment", "script").replace("build/diff.md", "diff.md"),
                         cli.workflow_block(example, "Comment", "script"))


if __name__ == "__main__":
    unittest.main()

"""The workflow diff.yml of examples/github-actions: its steps, run here as the runner of GitHub does it,
and the script that builds an app for it."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import cli

WORKFLOW = (cli.PROJECT / "examples/github-actions/diff.yml").read_text()
TEMPLATES = cli.PROJECT / "templates"


def block(step, key):
    return cli.workflow_block(WORKFLOW, step, key)


class Workflow(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.output, self.summary = self.folder / "output", self.folder / "summary"

    def put(self, side, folder):
        shutil.copytree(folder, self.folder / "templates" / side)

    def run_step(self, step, **variables):
        files = {"GITHUB_OUTPUT": str(self.output), "GITHUB_STEP_SUMMARY": str(self.summary)}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", block(step, "run")],
            cwd=self.folder, capture_output=True, text=True,
            env=cli.environment(SYNTH=str(cli.APPS / "configured"), **files, **variables),
        )

    def compare(self):
        run = self.run_step("Compare")
        return run, re.fullmatch(r"code=(\d+)\n", self.output.read_text())[1]

    def gate(self, code):
        return self.run_step("Gate", CODE=code).returncode

    def put_script(self, side, environment):
        """The repository of an app that is built by a stand-in for cmake, with the script of the examples."""
        scripts = self.folder / side / "scripts"
        scripts.mkdir(parents=True)
        shutil.copy(cli.PROJECT / "examples/github-actions/synth", scripts)
        setup = self.folder / side / "omnitrack/scripts/setup.sh"
        setup.parent.mkdir(parents=True)
        setup.write_text("#!/bin/sh\necho set up\n")
        setup.chmod(0o755)
        cmake = self.folder / "tools" / "cmake"
        cmake.parent.mkdir(exist_ok=True)
        cmake.write_text(
            "#!/bin/sh\necho \"cmake $*\"\n[ \"$1\" = --build ] || exit 0\nmkdir -p \"$2\"\n"
            f"printf '#!/bin/sh\\nexec {cli.APPS}/configured \"$@\" --set %s\\n' "
            f"\"$(cat \"$2/../settings\")\" >\"$2/$4\"\nchmod +x \"$2/$4\"\n")
        cmake.chmod(0o755)
        (self.folder / side / "settings").write_text(f"environment={environment}")

    def test_both_sides_are_built_and_synthesized_each_by_its_own_script(self):
        self.put_script("base", "development")
        self.put_script("head", "production")
        run = self.run_step("Synthesize", PATH=f"{self.folder / 'tools'}:{os.environ['PATH']}")
        self.assertEqual((run.returncode, run.stdout), (0, ""), run.stderr)
        self.assertIn(f"set up\ncmake -S {self.folder}/head -B {self.folder}/head/build -G Ninja "
                      "-DCMAKE_BUILD_TYPE=Release\n"
                      f"cmake --build {self.folder}/head/build --target photos\n", run.stderr)
        for side, environment in (("base", "development"), ("head", "production")):
            made = (self.folder / "templates" / side / "Demo.template.json").read_text()
            self.assertEqual(made, self.run_app("configured", "--set", f"environment={environment}").stdout)

    def test_equal_templates_pass(self):
        self.put("base", TEMPLATES / "omnitrack")
        self.put("head", TEMPLATES / "omnitrack")
        run, code = self.compare()
        self.assertEqual((run.returncode, code), (0, "0"), run.stderr)
        self.assertEqual(self.summary.read_text(), "## No differences\n")
        self.assertEqual(self.gate(code), 0)

    def test_differences_pass_and_are_told(self):
        self.put("base", TEMPLATES / "examples/first_app")
        self.put("head", TEMPLATES / "examples/first_app")
        file = self.folder / "templates/head/FirstApp.template.json"
        file.write_text(file.read_text().replace('"Outputs": {', '"Outputs": {"More": {"Value": "x"},'))
        run, code = self.compare()
        self.assertEqual((run.returncode, code), (0, "2"), run.stderr)
        self.assertIn("1 output changed", self.summary.read_text())
        self.assertEqual(json.loads((self.folder / "diff.json").read_text())["verdict"],
                         "different")
        self.assertEqual(self.gate(code), 0)

    def test_lost_data_is_told_and_stopped_by_the_gate(self):
        self.put("base", TEMPLATES / "omnitrack")
        self.put("head", TEMPLATES / "omnitrack-production")
        run, code = self.compare()
        self.assertEqual((run.returncode, code), (0, "3"), run.stderr)
        self.assertTrue(self.summary.read_text().startswith("## Data would be lost\n"))
        self.assertEqual(self.gate(code), 1)

    def test_what_cannot_be_compared_fails(self):
        self.put("base", TEMPLATES / "omnitrack")
        run, code = self.compare()
        self.assertEqual((run.returncode, code), (1, "1"))
        self.assertFalse(self.summary.exists())

    @unittest.skipUnless(shutil.which("node"), "node is not installed")
    def test_one_comment_is_made_and_then_kept_up_to_date(self):
        (self.folder / "diff.md").write_text("## Changes\n")
        script = """
            const calls = [];
            const issues = {
              listComments: "list",
              createComment: (given) => calls.push(["create", given]),
              updateComment: (given) => calls.push(["update", given]),
            };
            const comments = JSON.parse(process.argv[1]);
            const github = { rest: { issues }, paginate: async () => comments };
            const context = { repo: { owner: "o", repo: "r" }, issue: { number: 7 } };
            (async () => {
            %s
            })().then(() => console.log(JSON.stringify(calls)));
        """ % block("Comment", "script")

        def calls(comments):
            run = subprocess.run(["node", "-e", script, json.dumps(comments)], cwd=self.folder,
                                 capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stderr)
            return json.loads(run.stdout)

        body = "<!-- omnitrack diff -->\n## Changes\n"
        other = {"id": 1, "body": "a comment about <!-- omnitrack diff -->"}
        self.assertEqual(
            calls([other]),
            [["create", {"owner": "o", "repo": "r", "issue_number": 7, "body": body}]],
        )
        ours = {"id": 2, "body": "<!-- omnitrack diff -->\n## Old\n"}
        self.assertEqual(
            calls([other, ours]),
            [["update", {"owner": "o", "repo": "r", "comment_id": 2, "body": body}]],
        )


if __name__ == "__main__":
    unittest.main()

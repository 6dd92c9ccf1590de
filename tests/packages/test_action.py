"""The GitHub Action and the hook for pre-commit: what they run, run here."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import tempfile
import textwrap
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
SYNTH = pathlib.Path(os.environ["OMNITRACK_SYNTH"])
ACTION = (PROJECT / "action.yml").read_text(encoding="utf-8")
HOOK = dict(re.findall(r"^[- ] (\w+): (.*)$", (PROJECT / ".pre-commit-hooks.yaml").read_text(), re.M))
QUEUE = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n"
TABLE = ("Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties:\n"
         "      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]\n"
         "      KeySchema: [{AttributeName: Id, KeyType: HASH}]\n      BillingMode: PAY_PER_REQUEST\n")
STEP = r"    - name: {}\n(?:(?!    - ).*\n)*?      run: \|\n((?:        .*\n|\n)+)"


class InFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()

    def write(self, path, text, mode=0o644):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(mode)


class Action(InFolder):
    def step(self, name, **variables):
        """Runs a step; the exit code, what it says, and its outputs."""
        output = self.folder / "output"
        output.write_text("")
        script = textwrap.dedent(re.search(STEP.format(name), ACTION)[1])
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=self.folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            env={**os.environ, "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
                 "RUNNER_TEMP": str(self.folder), "PROGRAM": str(SYNTH), **variables})
        return done.returncode, done.stdout, dict(line.split("=", 1) for line in output.read_text().splitlines())

    def validate(self, templates, strict="false", sarif="omnitrack.sarif", parameters=""):
        return self.step("Validate", TEMPLATES=templates, STRICT=strict, SARIF=sarif, PARAMETERS=parameters)

    def diff(self, base="base", templates="templates", arguments="", parameters=""):
        return self.step("Diff", BASE=base, TEMPLATES=templates, ARGUMENTS=arguments, PARAMETERS=parameters)

    def test_findings_are_said_and_written_for_code_scanning(self):
        self.write("templates/good.yaml", QUEUE)
        code, _, outputs = self.validate("templates")
        self.assertEqual((code, outputs), (0, {"sarif": "omnitrack.sarif", "code": "0"}))
        self.write("more/bad.yaml", QUEUE.replace("Queue", "Queeu"))
        code, said, outputs = self.validate("templates\nmore/bad.yaml\n")
        self.assertEqual((code, outputs["code"]), (0, "1"))
        self.assertIn("more/bad.yaml:3:11: error", said)
        report = json.loads((self.folder / "omnitrack.sarif").read_text())
        self.assertEqual(len(report["runs"][0]["results"]), 1)
        self.assertEqual(self.validate("templates", sarif="")[2], {"code": "0"})

    def test_parameters_have_the_values_of_files(self):
        text = "Parameters: {Delay: {Type: Number}}\n" + QUEUE.rstrip("\n") + \
            "\n    Properties: {DelaySeconds: !Ref Delay}\n"
        self.write("base/Shop.yaml", text)
        self.write("templates/Shop.yaml", text)
        self.write("good.env", "Delay=10\n")
        self.write("bad.env", "Delay=1000\n")
        self.assertEqual(self.validate("templates", parameters="good.env")[2]["code"], "0")
        code, said, outputs = self.validate("templates", parameters="good.env\nbad.env")
        self.assertEqual((code, outputs["code"]), (0, "1"))
        self.assertIn("where Delay is '1000' (bad.env:1:7)", said)
        self.assertEqual(self.diff(parameters="bad.env")[2], {"verdict": "same"})

    def test_differences_have_a_verdict_and_a_summary(self):
        for side in ("base", "templates"):
            self.write(f"{side}/Shop.yaml", TABLE)
        self.assertEqual(self.diff()[::2], (0, {"verdict": "same"}))
        self.write("templates/Shop.yaml", TABLE + QUEUE.removeprefix("Resources:\n"))
        self.assertEqual(self.diff()[::2], (0, {"verdict": "different"}))
        self.assertIn("AWS::SQS::Queue", (self.folder / "summary").read_text())
        self.write("templates/Shop.yaml", QUEUE)
        self.assertEqual(self.diff()[::2], (0, {"verdict": "data-loss"}))
        self.assertEqual(self.diff(arguments="--accept-loss Orders@2099-01-31=moved")[2], {"verdict": "different"})
        self.write("templates/Shop.yaml", "{")
        self.assertEqual(self.diff()[::2], (1, {}))
        self.assertEqual(self.diff(templates="templates more")[0], 64)

    def test_the_first_templates_are_new(self):
        self.write("templates/Shop.yaml", QUEUE)
        code, said, outputs = self.diff()
        self.assertEqual((code, outputs), (0, {"verdict": "different"}))
        self.assertIn("::warning::There is no 'base': everything is new.", said)
        self.assertIn("AWS::SQS::Queue", (self.folder / "summary").read_text())

    def test_the_gate_stops_what_it_is_to_stop(self):
        for gate, verdict, code, ends in (
                ("data-loss", "data-loss", "0", 1), ("data-loss", "different", "0", 0), ("data-loss", "", "0", 0),
                ("differences", "different", "0", 1), ("differences", "same", "0", 0), ("differences", "", "0", 0),
                ("nothing", "data-loss", "0", 0), ("nothing", "", "1", 1), ("loss", "same", "0", 64)):
            with self.subTest(gate=gate, verdict=verdict, code=code):
                self.assertEqual(self.step("Gate", GATE=gate, VERDICT=verdict, CODE=code)[0], ends)

    def test_the_program_is_the_given_one_that_of_path_or_that_of_the_release(self):
        release = {"REPOSITORY": "o/r", "REF": "v0.1.0", "SERVER": "https://example.com"}
        self.assertEqual(self.step("Find the program", **release)[::2], (0, {"program": str(SYNTH)}))
        self.write("path/omnitrack-synth", "#!/bin/sh\necho of path\n", 0o755)
        path = f"{self.folder / 'path'}:/usr/bin:/bin"
        self.assertEqual(self.step("Find the program", PROGRAM="", PATH=path, **release)[1], "of path\n")
        (self.folder / "path/omnitrack-synth").unlink()
        name = f"omnitrack-synth-0.1.0-linux-{os.uname().machine}"
        self.write(f"{name}/bin/omnitrack-synth", "#!/bin/sh\necho of the release\n", 0o755)
        self.write("served/other", "")
        archive = self.folder / f"served/{name}.tar.gz"
        with tarfile.open(archive, "w:gz") as packed:
            packed.add(self.folder / name, name)
        self.write("served/SHA256SUMS", f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {name}.tar.gz\n")
        self.write("path/curl", f"""#!/bin/bash
while [[ $1 != --output ]]; do shift; done
[[ $3 == https://example.com/o/r/releases/download/v0.1.0/* ]] && cp "{self.folder}/served/${{3##*/}}" "$2"
""", 0o755)
        self.assertEqual(self.step("Find the program", PROGRAM="", PATH=path, **release)[1], "of the release\n")
        self.write("served/SHA256SUMS", f"{'0' * 64}  {name}.tar.gz\n")
        code, _, outputs = self.step("Find the program", PROGRAM="", PATH=path, **release)
        self.assertEqual((code != 0, outputs), (True, {}))

    def test_the_comment_is_that_of_the_workflow_of_the_examples(self):
        example = (PROJECT / "examples/github-actions/diff.yml").read_text()
        scripts = [textwrap.dedent(re.search(r"script: \|\n((?: +.*\n)+)", text)[1]).rstrip()
                   for text in (ACTION, example)]
        scripts[0] = scripts[0].replace("`${process.env.RUNNER_TEMP}/omnitrack-diff.md`", '"diff.md"')
        self.assertEqual(scripts[0].split("\n\n")[0], scripts[1].split("\n\n")[0])

    def test_each_input_is_used_and_each_that_is_used_is_there(self):
        declared = set(re.findall(r"^  (\w+):$", ACTION.split("outputs:")[0], re.M))
        self.assertEqual(declared, set(re.findall(r"inputs\.(\w+)", ACTION)))


class Hook(InFolder):
    def test_it_takes_templates_by_their_names(self):
        for name, is_taken in (("template.yaml", True), ("a/template.yml", True), ("a/Shop.template.json", True),
                               ("package.json", False), ("mytemplate.yaml", False), ("template.yaml.orig", False)):
            self.assertEqual(bool(re.search(HOOK["files"], name)), is_taken, name)

    def test_what_it_runs_passes_and_fails(self):
        self.write("template.yaml", QUEUE)
        self.write("bad.template.yaml", QUEUE.replace("Queue", "Queeu"))
        for files, code in ((["template.yaml"], 0), (["template.yaml", "bad.template.yaml"], 1)):
            done = subprocess.run([*HOOK["entry"].split(), *files], cwd=self.folder, capture_output=True, check=False,
                                  env={**os.environ, "PATH": f"{SYNTH.parent}:{os.environ['PATH']}"})
            self.assertEqual((done.returncode, b"did you mean 'AWS::SQS::Queue'?" in done.stdout), (code, code == 1))

    @unittest.skipUnless(shutil.which("pre-commit"), "pre-commit is not installed")
    def test_pre_commit_runs_it(self):
        def git(*words):
            subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=e@example.com", *words], cwd=self.folder,
                           check=True, capture_output=True)

        shutil.copy(PROJECT / ".pre-commit-hooks.yaml", self.folder)
        git("init", "-q")
        self.write("template.yaml", QUEUE)
        git("add", "-A")
        git("commit", "-qm", "one")
        environment = {**os.environ, "PATH": f"{SYNTH.parent}:{os.environ['PATH']}",
                       "PRE_COMMIT_HOME": str(self.folder / "cache")}
        for text, code in ((QUEUE, 0), (QUEUE.replace("Queue", "Queeu"), 1)):
            self.write("template.yaml", text)
            git("add", "template.yaml")
            done = subprocess.run(["pre-commit", "try-repo", ".", "omnitrack-validate", "--all-files"],
                                  cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, code, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()

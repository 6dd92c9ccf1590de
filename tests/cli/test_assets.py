"""What becomes of the files and folders that an app uploads: templates, assemblies, waves."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile

import cli

APP = (cli.PROJECT / "tests/cli/apps/assets.cpp").read_text(encoding="utf-8").splitlines()
BUCKET = "omnitrack-assets-${AWS::AccountId}-${AWS::Region}"


def line_of(text):
    """The line of the app that has a text."""
    return next(i for i, line in enumerate(APP, 1) if text in line)


class Assets(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()
        self.fill(self.folder)

    def fill(self, folder):
        (folder / "worker" / "lib").mkdir(parents=True)
        (folder / "worker" / "index.py").write_text("def handler(event, context): pass\n")
        (folder / "worker" / "lib" / "ä.py").write_text("")
        tool = folder / "worker" / "lib" / "tool"
        tool.write_text("#!/bin/sh\n")
        tool.chmod(0o700)
        (folder / "page.html").write_text("hello\n")

    def run_in(self, *words, cwd=None):
        return self.run_app("assets", *words, cwd=cwd or self.folder)

    def done(self, *words, **options):
        run = self.run_in(*words, **options)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run

    def code(self, **options):
        template = json.loads(self.done("synth", "Work", **options).stdout)
        return template["Resources"]["Worker"]["Properties"]["Code"]

    def assembly(self, name="out"):
        self.done("synth", "-o", name, "--assembly")
        return self.folder / name


class Templates(Assets):
    def test_the_key_is_the_hash_of_the_folder_as_the_documentation_says(self):
        key = cli.fingerprint(self.folder / "worker") + ".zip"
        self.assertEqual(self.code(), {"S3Bucket": {"Fn::Sub": BUCKET}, "S3Key": key})

    def test_the_key_is_the_same_elsewhere_at_another_time_and_with_what_is_ignored(self):
        other = self.folder / "elsewhere"
        self.fill(other)
        os.utime(other / "worker" / "index.py", (1, 1))
        (other / "worker" / "a.log").write_text("log")
        (other / "worker" / ".git").mkdir()
        (other / "worker" / ".git" / "HEAD").write_text("ref")
        self.assertEqual(self.code(cwd=other), self.code())

    def test_another_bucket_is_named_by_an_option(self):
        (name,) = {json.loads(self.done("synth", "Work", "--assets-bucket", "builds").stdout)
                   ["Resources"]["Worker"]["Properties"]["Code"]["S3Bucket"]}
        self.assertEqual(name, "builds")
        self.assert_ends(
            self.run_in("synth", "--assets-bucket", "My ${Bucket}"), 64,
            stderr="assets: error: --assets-bucket: 'My ${Bucket}' is no name for a bucket of assets\n"
                   "  hint: use 3 to 63 lower-case letters, digits, '-' and '.'\n")

    def test_what_is_wrong_is_told_at_its_line(self):
        shutil.rmtree(self.folder / "worker")
        (self.folder / "page.html").unlink()
        (self.folder / "page.html").symlink_to("gone")
        hint = (f"\n  hint: a relative path is seen from the working folder, here '{self.folder}'; one that begins "
                'with OMNITRACK_APP_DIR, as in `OMNITRACK_APP_DIR "/{}"`, lies beside the sources of the app\n')
        self.assert_ends(
            self.run_in("synth", "-o", "out"), 1,
            stderr=f"tests/cli/apps/assets.cpp:{line_of('Worker')}: error OT4101: Work/Worker/Code: "
                   f"cannot read 'worker': No such file or directory{hint.format('worker')}"
                   f"tests/cli/apps/assets.cpp:{line_of('Page')}: error OT4101: Site/Page: "
                   f"cannot read 'page.html': No such file or directory{hint.format('page.html')}"
                   "assets: 2 errors\n")
        self.assertFalse((self.folder / "out").exists())


class CloudAssembly(Assets):
    def test_an_archive_holds_the_files_in_order_with_fixed_times_and_modes(self):
        folder = self.assembly()
        (archive,) = folder.glob("asset.*.zip")
        with zipfile.ZipFile(archive) as packed:
            self.assertIsNone(packed.testzip())
            entries = packed.infolist()
            self.assertEqual([each.filename for each in entries],
                             ["index.py", "lib/tool", "lib/ä.py"])
            self.assertEqual([oct(each.external_attr >> 16) for each in entries],
                             ["0o100644", "0o100755", "0o100644"])
            self.assertEqual({each.date_time for each in entries}, {(1980, 1, 1, 0, 0, 0)})
            self.assertEqual(packed.read("lib/tool"), b"#!/bin/sh\n")

    def test_each_byte_is_the_same_when_it_is_written_again(self):
        contents = []
        for name in ("one", "two"):
            folder = self.assembly(name)
            contents.append({file.name: file.read_bytes() for file in folder.iterdir()})
            shutil.copytree(self.folder / "worker", self.folder / "copy")
            shutil.rmtree(self.folder / "worker")
            (self.folder / "copy").rename(self.folder / "worker")
        self.assertEqual(contents[0], contents[1])

    def test_stacks_assets_and_lines_stand_in_the_manifests(self):
        folder = self.assembly()
        manifest = json.loads((folder / "manifest.json").read_text())
        work = manifest["artifacts"]["Work"]
        self.assertEqual(work["type"], "aws:cloudformation:stack")
        self.assertEqual(work["environment"], "aws://unknown-account/unknown-region")
        self.assertEqual(work["properties"],
                         {"templateFile": "Work.template.json", "stackName": "Work"})
        self.assertEqual(work["dependencies"], ["Jobs", "Work.assets"])
        self.assertEqual(work["metadata"]["/Work/Worker"], [{
            "type": "aws:cdk:logicalId", "data": "Worker",
            "trace": [f"tests/cli/apps/assets.cpp:{line_of('Worker')}"]}])
        self.assertEqual(manifest["artifacts"]["Jobs"]["dependencies"], [])
        page = hashlib.sha256(b"hello\n").hexdigest()
        self.assertEqual(json.loads((folder / "Site.assets.json").read_text())["files"], {page: {
            "displayName": "Site/Page",
            "source": {"path": f"asset.{page}.html", "packaging": "file"},
            "destinations": {"current_account-current_region": {
                "bucketName": BUCKET, "objectKey": f"{page}.html"}}}})
        self.assertEqual((folder / f"asset.{page}.html").read_text(), "hello\n")
        tree = json.loads((folder / "tree.json").read_text())["tree"]
        self.assertEqual(tree["children"]["Site"]["children"]["Visits"]["attributes"], {
            "aws:cdk:cloudformation:type": "AWS::SQS::Queue",
            "aws:cdk:cloudformation:logicalId": "Visits"})

    def test_a_wrong_command_line_is_told(self):
        more = "\n  hint: "
        for words, said in {
            ("synth", "--assembly"): "--assembly needs a folder to write to" + more + "add -o DIR",
            ("synth", "Work", "-o", "out", "--assembly"):
                "--assembly is for all of the app's stacks" + more + "name no stack",
            ("synth", "-o", "out", "--assembly", "--phase", "old"):
                "--phase and --assembly exclude each other" + more + "see assets help synth",
        }.items():
            with self.subTest(words):
                self.assert_ends(self.run_in(*words), 64, stderr=f"assets: error: {said}\n")


class AffectedBy(Assets):
    def affected(self, *words):
        run = self.done("list", "--affected-by", "old", "--format", "json", *words)
        cli.assert_wide_json(self, run.stdout)
        found = json.loads(run.stdout)
        return [[each["stack"] for each in wave["include"]] for wave in found["waves"]], run

    def setUp(self):
        super().setUp()
        self.done("synth", "-o", "old")

    def test_without_a_difference_there_is_no_wave(self):
        self.assertEqual(self.affected()[0], [])

    def test_another_content_of_an_asset_affects_its_stack_alone(self):
        (self.folder / "worker" / "index.py").write_text("changed")
        self.assertEqual(self.affected()[0], [["Work"]])

    def test_stacks_wait_for_those_that_they_need(self):
        (self.folder / "worker" / "index.py").write_text("changed")
        (self.folder / "page.html").write_text("changed")
        waves, run = self.affected("--set", "queue_name=tasks")
        self.assertEqual(waves, [["Jobs", "Site"], ["Work"]])
        self.assertEqual(json.loads(run.stdout)["waves"][1]["include"], [
            {"stack": "Work", "file": "Work.template.json", "is_new": False, "account": "",
             "region": ""}])
        plain = self.done("list", "--affected-by", "old", "--set", "queue_name=tasks")
        self.assertEqual(plain.stdout, "1 Jobs\n1 Site\n2 Work\n")

    def test_new_and_gone_stacks_are_told(self):
        (self.folder / "old" / "Site.template.json").rename(
            self.folder / "old" / "Gone.template.json")
        waves, run = self.affected()
        self.assertEqual(waves, [["Site"]])
        self.assertTrue(json.loads(run.stdout)["waves"][0]["include"][0]["is_new"])
        self.assertEqual(json.loads(run.stdout)["gone"], ["Gone"])
        self.assertEqual(run.stderr, "assets: the app has no stack 'Gone' any more; it stays until "
                                     "it is deleted\n")

    def test_an_assembly_is_an_old_state_too(self):
        shutil.rmtree(self.folder / "old")
        self.assembly("old")
        (self.folder / "page.html").write_text("changed")
        self.assertEqual(self.affected()[0], [["Site"]])


@unittest.skipUnless(shutil.which("jq"), "jq is not installed")
class Workflow(Assets):
    """examples/github-actions/deploy-affected.yml, as the runner of GitHub runs its plan."""

    WORKFLOW = (cli.PROJECT / "examples/github-actions/deploy-affected.yml").read_text()

    def waves_of_the_workflow(self):
        return re.search(r"^ +WAVES: (\d+)$", self.WORKFLOW, re.M)[1]

    def put(self, side, *settings):
        """An app of its own, whose scripts/synth has these settings."""
        self.fill(self.folder / side)
        script = self.folder / side / "scripts" / "synth"
        script.parent.mkdir()
        words = " ".join(word for setting in settings for word in ("--set", setting))
        script.write_text(f'#!/bin/sh\nexec {cli.APPS / "assets"} "$@" {words}\n')
        script.chmod(0o755)

    def run_plan(self, waves):
        """Runs the step in a workflow of so many waves; returns how it ended and its output file."""
        output = self.folder / "output"
        run = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", cli.workflow_block(self.WORKFLOW, "Affected", "run")],
            cwd=self.folder, capture_output=True, text=True,
            env=cli.environment(GITHUB_OUTPUT=str(output), RUNNER_TEMP=str(self.folder / "tmp"),
                                WAVES=waves))
        return run, output

    def plan(self):
        run, output = self.run_plan(self.waves_of_the_workflow())
        self.assertEqual(run.returncode, 0, run.stderr)
        (line,) = output.read_text().splitlines()
        self.assertTrue(line.startswith("waves="))
        return json.loads(line.removeprefix("waves="))

    def test_the_plan_gives_a_matrix_for_each_wave(self):
        self.put("old")
        self.put("new", "queue_name=tasks")
        (self.folder / "new" / "worker" / "index.py").write_text("changed")
        waves = self.plan()
        self.assertEqual([[each["stack"] for each in wave["include"]] for wave in waves],
                         [["Jobs"], ["Work"]])
        for number in range(1, len(waves) + 1):
            self.assertIn(f"  wave-{number}:\n", self.WORKFLOW)
            self.assertIn(f"matrix: ${{{{ fromJSON(needs.plan.outputs.waves)[{number - 1}] }}}}",
                          self.WORKFLOW)

    def test_more_waves_than_jobs_are_an_error_and_none_runs(self):
        self.put("old")
        self.put("new", "queue_name=tasks")
        (self.folder / "new" / "worker" / "index.py").write_text("changed")
        run, output = self.run_plan("1")
        self.assertEqual((run.returncode, run.stdout), (
            1, "::error::The change needs 2 waves, and the workflow has 1: add jobs.\n"))
        self.assertFalse(output.exists())

    def test_the_workflow_counts_its_jobs(self):
        jobs = re.findall(r"^  wave-(\d+):$", self.WORKFLOW, re.M)
        self.assertEqual(jobs, [str(each) for each in range(1, int(self.waves_of_the_workflow()) + 1)])

    def test_without_a_difference_no_wave_runs(self):
        self.put("old")
        self.put("new")
        self.assertEqual(self.plan(), [])


class Bootstrap(Assets):
    def test_the_bucket_is_encrypted_versioned_kept_and_by_tls_alone(self):
        resources = json.loads(self.done("bootstrap", "--print").stdout)["Resources"]
        bucket = resources["Assets"]
        self.assertEqual((bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]),
                         ("Retain", "Retain"))
        properties = bucket["Properties"]
        self.assertEqual(properties["BucketName"], {"Fn::Sub": BUCKET})
        self.assertEqual(properties["VersioningConfiguration"], {"Status": "Enabled"})
        (rule,) = properties["LifecycleConfiguration"]["Rules"]
        self.assertEqual(rule["NoncurrentVersionExpiration"], {"NoncurrentDays": 30})
        self.assertIn("ServerSideEncryptionByDefault", json.dumps(properties["BucketEncryption"]))
        self.assertIn('"aws:SecureTransport": "false"', json.dumps(resources))

    def test_the_template_is_valid(self):
        file = self.folder / "bootstrap.template.json"
        file.write_text(self.done("bootstrap", "--print", "--assets-bucket", "builds").stdout)
        self.assertEqual(json.loads(file.read_text())["Resources"]["Assets"]["Properties"]
                         ["BucketName"], "builds")
        self.done("validate", "--strict", file)


if __name__ == "__main__":
    unittest.main()

"""What becomes of the images that an app builds of folders: tags in templates, assemblies."""

import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import cli

CDK = cli.PROJECT / "tests" / "node_modules" / "aws-cdk" / "bin" / "cdk"


class Images(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()
        for name in ("worker", "web"):
            (self.folder / name / "src").mkdir(parents=True)
            (self.folder / name / "Dockerfile").write_text(f"FROM {name}\n")
            (self.folder / name / "src" / "main.py").write_text("pass\n")

    def done(self, *words):
        run = self.run_app("images", *words, cwd=self.folder)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run

    def tag(self):
        text = self.done("synth", "Work").stdout
        return re.search(r"/omnitrack-images:([0-9a-f]{64})\"", text)[1]

    def test_the_tag_is_the_hash_that_the_documentation_says(self):
        listing = (f"omnitrack image 1\n{cli.fingerprint(self.folder / 'worker')}\n"
                   "dockerfile Dockerfile\0platform linux/arm64\0target function\0"
                   "argument LEVEL=2; $(id)\0")
        self.assertEqual(self.tag(), hashlib.sha256(listing.encode()).hexdigest())

    def test_another_content_is_another_tag_and_affects_its_stack_alone(self):
        before = self.tag()
        self.done("synth", "-o", "old")
        (self.folder / "worker" / "src" / "main.py").write_text("changed\n")
        self.assertNotEqual(self.tag(), before)
        self.assertEqual(self.done("list", "--affected-by", "old").stdout, "1 Work\n")

    def test_what_dockerignore_names_changes_nothing(self):
        (self.folder / "worker" / ".dockerignore").write_text("*\n!src\n")
        before = self.tag()
        (self.folder / "worker" / "README.md").write_text("text\n")
        self.assertEqual(self.tag(), before)

    def test_a_folder_without_a_dockerfile_is_told_at_its_line(self):
        (self.folder / "worker" / "Dockerfile").unlink()
        run = self.run_app("images", "synth", cwd=self.folder)
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertRegex(run.stderr, r"^tests/cli/apps/images\.cpp:\d+: error OT4111: Work/Worker/Image: ")

    def test_a_repository_that_cannot_be_is_refused(self):
        self.assert_ends(
            self.run_app("images", "synth", "--images-repository", "My Images", cwd=self.folder), 64,
            stderr="images: error: --images-repository: 'My Images' is no name for a repository of images\n"
                   "  hint: use 2 to 256 lower-case letters and digits, joined by '-', '_', '.' or '/'\n")

    def test_an_assembly_has_the_folder_and_how_it_is_built(self):
        tag = self.tag()
        run = self.done("synth", "-o", "out", "--assembly")
        self.assertEqual(run.stderr, "images: wrote out: 2 stacks and 2 assets; cdk --app out reads it\n")
        manifest = json.loads((self.folder / "out" / "Work.assets.json").read_text())
        self.assertEqual(manifest["files"], {})
        self.assertEqual(manifest["dockerImages"], {tag: {
            "displayName": "Work/Worker/Image",
            "source": {"directory": f"asset.{tag}", "dockerFile": "Dockerfile",
                       "dockerBuildTarget": "function", "dockerBuildArgs": {"LEVEL": "2; $(id)"},
                       "platform": "linux/arm64"},
            "destinations": {"current_account-current_region": {
                "repositoryName": "omnitrack-images", "imageTag": tag}}}})
        context = self.folder / "out" / f"asset.{tag}"
        self.assertEqual((context / "src" / "main.py").read_text(), "pass\n")
        self.assertEqual(context.stat().st_mode & 0o777, 0o755)
        self.done("synth", "-o", "out", "--assembly")
        self.assertEqual(len(list((self.folder / "out").glob("asset.*"))), 2)

    @unittest.skipUnless(CDK.exists() and shutil.which("node"), "aws-cdk or node is not installed")
    def test_the_cdks_command_line_reads_the_assembly(self):
        self.done("synth", "-o", "out", "--assembly")
        environment = cli.environment(CI="true", HOME=str(self.folder), CDK_DISABLE_CLI_TELEMETRY="true")
        for words, said in {("ls",): "Work\nWeb\n", ("synth", "Work"): "PackageType: Image"}.items():
            run = subprocess.run(
                ["node", str(CDK), *words, "--app", "out", "--no-notices", "--no-version-reporting"],
                capture_output=True, text=True, cwd=self.folder, env=environment, timeout=120, check=False)
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertIn(said, run.stdout)


class Bootstrap(cli.CliTestCase):
    def test_the_repository_is_immutable_scanned_kept_and_open_to_functions(self):
        run = self.run_app("images", "bootstrap", "--print")
        self.assertEqual(run.returncode, 0, run.stderr)
        repository = json.loads(run.stdout)["Resources"]["Images"]
        self.assertEqual(repository["DeletionPolicy"], "Retain")
        properties = repository["Properties"]
        self.assertEqual(properties["RepositoryName"], "omnitrack-images")
        self.assertEqual(properties["ImageTagMutability"], "IMMUTABLE")
        self.assertEqual(properties["ImageScanningConfiguration"], {"ScanOnPush": True})
        (rule,) = json.loads(properties["LifecyclePolicy"]["LifecyclePolicyText"])["rules"]
        self.assertEqual(rule["selection"]["tagStatus"], "untagged")
        (statement,) = properties["RepositoryPolicyText"]["Statement"]
        self.assertEqual(statement["Principal"], {"Service": "lambda.amazonaws.com"})
        self.assertEqual(statement["Action"], ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"])

    def test_another_name_is_taken(self):
        run = self.run_app("images", "bootstrap", "--print", "--images-repository", "team/images")
        self.assertEqual(json.loads(run.stdout)["Resources"]["Images"]["Properties"]["RepositoryName"],
                         "team/images")


if __name__ == "__main__":
    unittest.main()

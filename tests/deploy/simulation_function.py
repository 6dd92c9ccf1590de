"""Uploads and deploys the function of simulation results, and reads it back."""

import platform
import shutil
import subprocess
import sys
import zipfile

import harness
from omnitrack_stack import STACK, Deployed

BUCKET = "omnitrack-assets-123456789012-us-east-1"
FUNCTION = ["--function-name", "omnitrack-simulation-results"]
ARCHITECTURES = {"x86_64": "x86_64", "aarch64": "arm64"}
PRODUCTION = ("environment=production", "cors_origins=https://app.example.com")
# The emulator brings it along.
LINTER = [sys.executable, "-c", "from cfnlint.runner import main; main()"]
# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
MOST_BYTES_IN_A_REQUEST = 51_200


class SimulationFunctionTest(Deployed):
    """Some program of this machine stands for the function: nothing here runs it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        work = cls.folder / "work"
        (work / "built").mkdir(parents=True)
        cls.program = work / "built" / "bootstrap"
        shutil.copy(shutil.which("true"), cls.program)
        (work / "built" / "scenarios.json").write_text("{}")
        cls.run_verb("bootstrap")
        cls.run_verb("publish", *cls.settings())
        cls.template = cls.folder / "simulation.template.json"
        cls.synthesize()
        cls.cloud.deploy(cls.template, STACK)
        cls.function = cls.aws("lambda", "get-function-configuration", *FUNCTION)

    @staticmethod
    def settings(*more):
        """The folder with the built code, seen from the one that it is in, and more settings."""
        return [word for setting in ("simulation_function=built", *more)
                for word in ("--set", setting)]

    @classmethod
    def run_verb(cls, *words):
        cls.cloud.run_program(cls.binary, *words, cwd=cls.folder / "work")

    @classmethod
    def synthesize(cls, *settings):
        """Writes the template under these settings, without line breaks, as `deploy` passes it."""
        cls.template.write_text(harness.synthesize(
            cls.binary, "synth", "--compact", *cls.settings(*settings), cwd=cls.folder / "work"))

    def test_it_is_a_custom_runtime_for_the_processor_of_its_program(self):
        wanted = {
            "Runtime": "provided.al2023", "Handler": "bootstrap", "MemorySize": 256, "Timeout": 30,
            "Architectures": [ARCHITECTURES[platform.machine()]], "PackageType": "Zip",
            "TracingConfig": {"Mode": "Active"},
        }
        self.assertEqual({key: self.function[key] for key in wanted}, wanted)

    def test_it_knows_redis_and_runs_as_the_health_function_does_where_that_does(self):
        exports = self.cloud.exports()
        self.assertEqual(self.function["Environment"]["Variables"],
                         {"REDIS_HOST": exports["OmniTrack-RedisEndpoint"],
                          "REDIS_PORT": exports["OmniTrack-RedisPort"]})
        health = self.aws("lambda", "get-function-configuration",
                          "--function-name", "omnitrack-cache-health")
        self.assertEqual(len(self.function["VpcConfig"]["SubnetIds"]), 3)
        for shared in ("Role", "VpcConfig"):
            self.assertEqual(self.function[shared], health[shared])

    def test_its_code_is_the_folder_with_a_program_that_lambda_may_execute(self):
        file = self.folder / "code.zip"
        (stored,) = self.aws("s3api", "list-objects-v2", "--bucket", BUCKET)["Contents"]
        self.aws("s3api", "get-object", "--bucket", BUCKET, "--key", stored["Key"], file)
        self.assertEqual(self.function["CodeSize"], file.stat().st_size)
        with zipfile.ZipFile(file) as package:
            self.assertEqual(sorted(package.namelist()), ["bootstrap", "scenarios.json"])
            self.assertEqual(package.read("bootstrap"), self.program.read_bytes())
            self.assertEqual(package.getinfo("bootstrap").external_attr >> 16 & 0o777, 0o755)

    def test_the_template_fits_in_a_request_and_linters_have_nothing_to_say(self):
        for settings in ((), PRODUCTION):
            with self.subTest(settings):
                self.synthesize(*settings, "alarms=true")
                self.assertLess(self.template.stat().st_size, MOST_BYTES_IN_A_REQUEST)
                for command in (LINTER, [self.binary, "validate", "--quiet", "--strict"]):
                    ended = subprocess.run(
                        [*command, self.template], capture_output=True, text=True)
                    self.assertEqual((ended.stdout, ended.stderr, ended.returncode), ("", "", 0))

"""What the OmniTrack stack makes of the folder that `simulation_function` names."""

import json
import os
import pathlib
import struct
import tempfile
import unittest

import cli

SYNTH = os.environ["OMNITRACK_SYNTH"]
STACK = (cli.PROJECT / "src" / "app" / "stack.cpp").read_text(encoding="utf-8")
LINE = STACK[: STACK.index('.id = "OmniTrack"')].count("\n") + 1

X86_64, AARCH64, ARM = 62, 183, 40
RELOCATABLE, FIXED, POSITION_INDEPENDENT = 1, 2, 3
PRODUCTION = ("environment=production", "cors_origins=https://app.example.com")
BUCKET = {"Fn::Sub": "omnitrack-assets-${AWS::AccountId}-${AWS::Region}"}


def elf(machine=X86_64, kind=POSITION_INDEPENDENT, bits=2, order=1, system=0):
    """The header of an ELF file."""
    return struct.pack("<4s5B7xHHI40x", b"\x7fELF", bits, order, 1, system, 0, kind, machine, 1)


def get_att(name, attribute):
    return {"Fn::GetAtt": [name, attribute]}


class SimulationFunction(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve() / "built"
        self.folder.mkdir()

    def build(self, content=elf(), mode=0o755):
        program = self.folder / "bootstrap"
        program.write_bytes(content)
        program.chmod(mode)

    def synth(self, *settings, path=None, words=(), **options):
        settings = (f"simulation_function={path or self.folder}", *settings)
        words = [*words, *(word for setting in settings for word in ("--set", setting))]
        return self.run_app(SYNTH, "synth", *words, **{"cwd": "/", **options})

    def resources(self, *settings, **options):
        run = self.synth(*settings, **options)
        # The template of production is so large with it that it goes through S3.
        said = [line for line in run.stderr.splitlines() if "OT4034" not in line and "--s3-bucket" not in line]
        self.assertEqual((said, run.returncode), (["omnitrack-synth: 1 info"] if run.stderr else [], 0))
        return json.loads(run.stdout)["Resources"]

    def key(self):
        """The key of the folder's archive."""
        return cli.fingerprint(self.folder) + ".zip"

    def function(self, *settings, **options):
        return self.resources(*settings, **options)["SimulationResultsFunction"]

    def assert_refused(self, code, message, hint, **options):
        self.assert_ends(
            self.synth(**options),
            1,
            stderr=f"src/app/stack.cpp:{LINE}: error {code}: OmniTrack: simulation_function: "
            f"{message}\n  hint: {hint}\nomnitrack-synth: 1 error\n",
        )

    def test_the_function_reaches_redis_from_the_private_subnets(self):
        self.build()
        self.assertEqual(self.function(), {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Code": {"S3Bucket": BUCKET, "S3Key": self.key()},
                "Role": get_att("LambdaExecutionRole", "Arn"),
                "Architectures": ["x86_64"],
                "Description":
                    "Answers with simulation results from Redis, or computes and caches them",
                "Environment": {"Variables": {
                    "REDIS_HOST": get_att("RedisCluster", "RedisEndpoint.Address"),
                    "REDIS_PORT": get_att("RedisCluster", "RedisEndpoint.Port"),
                }},
                "FunctionName": "omnitrack-simulation-results",
                "Handler": "bootstrap",
                "LoggingConfig": {"LogGroup": {"Ref": "LambdaLogGroup"}},
                "MemorySize": 256,
                "Runtime": "provided.al2023",
                "Timeout": 30,
                "TracingConfig": {"Mode": "Active"},
                "VpcConfig": {
                    "SecurityGroupIds": [get_att("LambdaSecurityGroup", "GroupId")],
                    "SubnetIds": [{"Ref": f"VpcPrivateSubnet{zone}"} for zone in (1, 2, 3)],
                },
            },
        })

    def test_nothing_else_of_the_stack_changes(self):
        self.build()
        resources = self.resources()
        del resources["SimulationResultsFunction"]
        plain = json.loads(self.run_app(SYNTH).stdout)["Resources"]
        self.assertEqual(list(resources.items()), list(plain.items()))

    def test_production_speaks_tls_under_its_prefix(self):
        self.build()
        function = self.function(*PRODUCTION, "name_prefix=acme")["Properties"]
        group = "RedisClusterReplicationGroup"
        self.assertEqual(function["FunctionName"], "acme-simulation-results")
        self.assertEqual(function["Environment"]["Variables"], {
            "REDIS_HOST": get_att(group, "PrimaryEndPoint.Address"),
            "REDIS_PORT": get_att(group, "PrimaryEndPoint.Port"),
            "REDIS_TLS": "true",
            "REDIS_AUTH": "iam",
            "REDIS_USERNAME": {"Ref": "CacheUser"},
            "REDIS_IAM_CACHE": {"Ref": group},
        })

    def test_the_processor_is_the_one_that_the_program_is_built_for(self):
        for kind in (FIXED, POSITION_INDEPENDENT):
            for machine, name in ((X86_64, "x86_64"), (AARCH64, "arm64")):
                with self.subTest(kind=kind, machine=name):
                    self.build(elf(machine, kind))
                    self.assertEqual(self.function()["Properties"]["Architectures"], [name])

    def test_an_alarm_watches_it_where_alarms_are_wanted(self):
        self.build()
        resources = self.resources(*PRODUCTION, "alarms=true")
        alarm = resources["SimulationResultsErrors"]["Properties"]
        health = resources["CacheHealthErrors"]["Properties"]
        own = {
            "AlarmDescription": "The function of simulation results fails",
            "AlarmName": "omnitrack-SimulationResultsErrors",
            "Dimensions": [{"Name": "FunctionName", "Value": {"Ref": "SimulationResultsFunction"}}],
        }
        self.assertEqual(alarm, health | own)

    def test_the_template_is_the_same_wherever_the_folder_lies_and_however_it_is_named(self):
        self.build()
        link = self.folder.parent / "link"
        link.symlink_to(self.folder)
        for path in ("built", "./built/", "built/../built", f"{link}/", self.folder):
            with self.subTest(path):
                function = self.function(path=path, cwd=self.folder.parent)
                self.assertEqual(function["Properties"]["Code"]["S3Key"], self.key())

    def test_there_is_nothing_to_acknowledge(self):
        self.build()
        run = self.synth(words=["--strict"])
        self.assertEqual((run.stderr, run.returncode), ("", 0))
        self.assertNotIn("acknowledged", self.synth(words=["-v"]).stderr)

    def test_a_folder_that_is_not_there_is_told(self):
        hint = "name the folder that holds the built 'bootstrap'"
        for path in ("/not/there", "not/there"):
            with self.subTest(path):
                self.assert_refused("OT3002", f"'{path}': No such file or directory", hint,
                                    path=path)
        self.build()
        program = self.folder / "bootstrap"
        self.assert_refused("OT3002", f"'{program}' is not a folder", hint, path=program)

    def test_a_folder_without_a_bootstrap_is_told(self):
        program = self.folder / "bootstrap"
        said = (f"'{self.folder}' holds no file 'bootstrap'",
                "Lambda starts the program of that name")
        self.assert_refused("OT3002", *said)
        program.symlink_to("/not/there")
        self.assert_refused("OT3002", *said)
        program.unlink()
        program.mkdir()
        self.assert_refused("OT3002", *said)
        program.rmdir()
        os.mkfifo(program)
        self.assert_refused("OT3002", *said)

    def test_a_program_that_others_may_not_execute_is_told(self):
        for mode in (0o644, 0o700, 0o751):
            with self.subTest(mode=oct(mode)):
                self.build(mode=mode)
                self.assert_refused(
                    "OT3003", f"'{self.folder}/bootstrap' may not be executed by everybody",
                    "Lambda runs it as a user of its own; set its mode to 755")

    def test_what_is_no_program_for_linux_is_told(self):
        wrong = {
            "empty": b"", "script": b"#!/bin/sh\nexec /opt/simulation\n", "cut off": elf()[:63],
            "32 bits": elf(bits=1), "highest byte first": elf(order=2), "FreeBSD": elf(system=9),
            "object file": elf(kind=RELOCATABLE),
        }
        for name, content in wrong.items():
            with self.subTest(name):
                self.build(content)
                self.assert_refused(
                    "OT3003", f"'{self.folder}/bootstrap' is no 64-bit program for Linux",
                    "name the folder of the built program, not that of its source")

    def test_a_program_for_another_processor_is_told(self):
        self.build(elf(ARM))
        self.assert_refused(
            "OT3003",
            f"'{self.folder}/bootstrap' is for a processor that Lambda does not have",
            "build it for x86_64 or aarch64")


if __name__ == "__main__":
    unittest.main()

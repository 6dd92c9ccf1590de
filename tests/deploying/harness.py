"""What the tests of the verbs that speak to CloudFormation need: the stand-in for `aws`, on PATH."""

import functools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import typing

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "calls")]
import calls  # noqa: E402
import stand_in_aws  # noqa: E402


class Ended(typing.NamedTuple):
    """How a program ended."""

    code: int
    stdout: str
    stderr: str


@functools.cache
def server():
    """What runs the calls of the stand-in, which are many."""
    return calls.Server(stand_in_aws.main)


class StandIn:
    """A folder with the stand-in as `aws`, and an account that follows a scenario (stand_in_aws.py)."""

    def __init__(self, **scenario):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="stand_in_aws."))
        calls.stand_in(server().path, self.folder, "aws")
        self.set(**scenario)

    def add_docker(self, name="docker"):
        """Puts the stand-in for docker beside that for aws."""
        launcher = self.folder / name
        launcher.write_text(f"#!{sys.executable} -BES\nimport sys\nsys.path.insert(0, {str(HERE)!r})\n"
                            f"import stand_in_docker\nstand_in_docker.main({str(self.folder)!r}, sys.argv[1:])\n",
                            encoding="utf-8")
        launcher.chmod(0o755)

    def docker_calls(self, verb=None):
        """The calls of docker so far; those of one verb where it is given."""
        path = self.folder / "docker.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        calls = [json.loads(line) for line in lines]
        return [each for each in calls if verb in (None, each["words"][0])]

    def set(self, **scenario):
        """Sets the whole scenario; the account stays as it is."""
        self.scenario = scenario
        (self.folder / "scenario.json").write_text(json.dumps(scenario), encoding="utf-8")

    def change(self, **scenario):
        """Sets some keys of the scenario."""
        self.set(**self.scenario | scenario)

    def environment(self, **more):
        """The environment in which `aws` is the stand-in, and nothing else says where AWS is."""
        kept = {key: value for key, value in os.environ.items()
                if not key.startswith("AWS_") and key not in ("NO_COLOR", "TERM", "COLUMNS")}
        return kept | {"PATH": f"{self.folder}:{os.environ['PATH']}", "AWS_REGION": "us-east-1"} | more

    def run(self, program, *arguments, stdin=None, cwd=None, timeout=60, **environment):
        """Runs a program to its end; returns its exit code and both streams."""
        ended = subprocess.run(
            [str(program), *map(str, arguments)], env=self.environment(**environment), cwd=cwd,
            input=stdin, stdin=subprocess.DEVNULL if stdin is None else None, capture_output=True,
            text=True, errors="surrogateescape", timeout=timeout, check=False)
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    def aws(self, *words):
        """What the stand-in answers; None for nothing. Fails where it does not end with 0."""
        ended = self.run(self.folder / "aws", *words)
        if ended.code != 0:
            raise AssertionError(f"aws {' '.join(map(str, words))}: {ended.stderr}")
        return json.loads(ended.stdout) if ended.stdout else None

    def settle(self, stack):
        """Lets the operation of a stack come to its end; returns its status."""
        while True:
            status = self.aws("cloudformation", "describe-stacks", "--stack-name", stack)["Stacks"][0][
                "StackStatus"]
            if not status.endswith("_IN_PROGRESS"):
                return status

    def calls(self, operation=None):
        """The words of each call so far, without `aws`; those of one operation where it is given."""
        path = self.folder / "calls.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        calls = [json.loads(line) for line in lines]
        return [each for each in calls if operation is None or operation in each[:2]]

    def forget_calls(self):
        """Begins the list of calls anew."""
        (self.folder / "calls.jsonl").unlink(missing_ok=True)

    def state(self):
        """The account as the stand-in keeps it."""
        return json.loads((self.folder / "state.json").read_text(encoding="utf-8"))

    def stack(self, name):
        """The latest stack of a name as the stand-in keeps it, also where it is deleted."""
        return [each for each in self.state()["stacks"] if each["name"] == name][-1]

    def close(self):
        """Removes the folder."""
        shutil.rmtree(self.folder)

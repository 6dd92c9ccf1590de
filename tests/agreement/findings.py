"""What the three tools say of templates: running them, keeping what the slow ones said."""

import dataclasses
import hashlib
import json
import pathlib
import select
import subprocess
import sys
import time

PEERS = pathlib.Path(__file__).resolve().parent / "peers"
BATCH = 40
TIMEOUT_SECONDS = 20


@dataclasses.dataclass(frozen=True)
class Finding:
    """One finding of one tool."""

    rule: str
    severity: str
    line: int
    path: tuple
    message: str


@dataclasses.dataclass
class Verdict:
    """All that one tool says of one template."""

    findings: list
    failed: str = ""

    def errors(self):
        return [each for each in self.findings if each.severity == "error"]


class Failed(Exception):
    """A tool that cannot be run at all."""


def steps_of(path):
    """The steps of a path such as `Resources/Bucket/Properties`, as all tools write it."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in path.split("/") if step)


def verdict_of(document, rule="rule"):
    findings = [
        Finding(each[rule], each["severity"], each["line"], steps_of(each["path"]),
                each["message"])
        for each in document["findings"]
    ]
    return Verdict(findings, document.get("failed", ""))


def run_ours(binary, files):
    """The verdict of omnitrack-synth on each file, and the seconds that it took for all."""
    verdicts = {}
    began = time.perf_counter()
    for start in range(0, len(files), BATCH):
        batch = files[start:start + BATCH]
        answers = validate(binary, batch)
        if answers is None:  # one of them makes it stumble: ask for each by itself
            for file in batch:
                verdicts[file] = (validate(binary, [file]) or
                                  {file: Verdict([], "no answer")})[file]
        else:
            verdicts.update(answers)
    return verdicts, time.perf_counter() - began


def validate(binary, files):
    """One run of omnitrack-synth; nothing where it gives no report."""
    command = [binary, "validate", "--format", "json", *files]
    try:
        run = subprocess.run(command, capture_output=True, timeout=60 + len(files))
        report = json.loads(run.stdout)
    except OSError as problem:
        raise Failed(f"{binary}: {problem.strerror}") from problem
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
    documents = {str(file): [] for file in files}
    for each in report["findings"]:
        documents[each["file"]].append(each)
    return {file: verdict_of({"findings": documents[str(file)]}, rule="code") for file in files}


def version_of(binary):
    """The version that omnitrack-synth tells of itself."""
    run = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True)
    return run.stdout.split()[-1]


class Peer:
    """A peer that answers for one template at a time, its answers kept by the template's content."""

    def __init__(self, name, version, command, cache):
        self.name = f"{name} {version}"
        self.command = command
        self.folder = cache / f"{name}-{version}"

    def place(self, file):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        return self.folder / f"{digest[:24]}.json"

    def run(self, files):
        """The verdict on each file, and the seconds that it took for all, as measured when asked."""
        places = {file: self.place(file) for file in files}
        self.ask({place: file for file, place in places.items() if not place.exists()})
        verdicts, seconds = {}, 0.0
        for file, place in places.items():
            if not place.exists():
                raise Failed(f"{self.name} gave no answer for {file}")
            document = json.loads(place.read_text("utf-8"))
            verdicts[file] = verdict_of(document)
            seconds += document["seconds"]
        return verdicts, seconds

    def ask(self, missing):
        """Has the worker answer for templates that it never saw."""
        if not missing:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        print(f"asking {self.name} about {len(missing)} templates", file=sys.stderr)
        tasks = [(file.resolve(), place.resolve()) for place, file in missing.items()]
        while tasks:
            done, problem = self.work(tasks)
            if done < len(tasks):
                failure = {"failed": problem, "findings": [], "seconds": 0.0}
                tasks[done][1].write_text(json.dumps(failure), "utf-8")
            tasks = tasks[done + 1:]

    def work(self, tasks):
        """One run of the worker: how many it did in their order, and what stopped it."""
        # In a folder of its own, where no configuration of cfn-lint lies about.
        with subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, cwd=self.folder, bufsize=0) as worker:
            for done, (file, place) in enumerate(tasks):
                task = json.dumps({"file": str(file), "out": str(place)}) + "\n"
                try:
                    worker.stdin.write(task.encode())
                except BrokenPipeError:
                    return done, "it ended"
                ready, _, _ = select.select([worker.stdout], [], [], TIMEOUT_SECONDS)
                if not ready:
                    worker.kill()
                    return done, f"no answer in {TIMEOUT_SECONDS} s"
                if not worker.stdout.readline():
                    return done, "it ended"
            return len(tasks), ""


def cfn_lint(python, cache):
    """cfn-lint, as the interpreter has it installed."""
    version = subprocess.run(
        [python, "-c", "import importlib.metadata as m; print(m.version('cfn-lint'))"],
        capture_output=True, text=True, check=False)
    if version.returncode != 0:
        raise Failed(f"{python} has no cfn-lint: pip install cfn-lint")
    return Peer("cfn-lint", version.stdout.strip(), [python, PEERS / "cfn_lint_worker.py"], cache)


def aws_validate(package, cache):
    """AWS's own validator, from the folder of its npm package; nothing where there is none."""
    manifest = package / "package.json"
    if not manifest.exists():
        return None
    version = json.loads(manifest.read_text("utf-8"))["version"]
    command = ["node", PEERS / "aws_validate_worker.mjs", package.resolve()]
    return Peer("cloudformation-validate", version, command, cache)

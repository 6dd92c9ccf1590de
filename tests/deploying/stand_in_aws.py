"""A scripted stand-in for the `aws` program, for what no emulator of AWS shows: failures, rollbacks,
drift, change sets of others, throttling, silence, and time that goes on by calls instead of by a clock.

A folder holds it as `aws` (see harness.py), with `scenario.json`, which a test writes, `state.json`, in
which it remembers the account, and `calls.jsonl`, where each call's words become a line. Calls may come
side by side.

A scenario may have these keys:

    start           {"stacks": {NAME: {status, status_reason, template, parameters, tags, outputs, role,
                    protected, region, id, parent, token, physical: {LOGICAL: ID}, operation,
                    events: [[LOGICAL or null for the stack, STATUS, REASON]...] the earliest first,
                    steps: [[LOGICAL or null, STATUS, REASON]...] what happens next,
                    change_sets: [{name, status, reason, execution, type, changes}]}}}
    fails           {LOGICAL: REASON}: creating or updating it fails
    rollback_fails  [LOGICAL...]: taking it back fails
    delete_fails    {LOGICAL: REASON}: deleting it fails
    replaces        [LOGICAL...]: an update replaces it; may_replace likewise
    change_set_fails  REASON: making change sets fails
    validations     [{...}]: the events of a change set's validations, for describe-events
    nested          {LOGICAL: TEMPLATE}: what is in a nested stack
    nested_changes  {LOGICAL: [{...}]}: the changes of a nested stack's change set, where those are included;
                    of nested stacks whose text stays as it is too
    outputs         {KEY: VALUE}: what outputs become
    drift           {LOGICAL: {StackResourceDriftStatus, PropertyDifferences, ...}}; the rest is in sync
    not_checked     [LOGICAL...]: what CloudFormation cannot check for drift
    drifts_a_page   how many are told at a time; 100
    drift_fails     REASON: the detection of drift fails
    imports         {EXPORT: [STACK...]}: who imports an export
    buckets         [NAME...]: the buckets of S3
    repositories    [NAME...]: the repositories of ECR; what stand_in_docker.py pushes lies in them
    docker          {VERB: {stderr, exit, sleep, then_pushed}}: what its verbs do instead of their work
    steps_per_call  how many steps an operation goes on by each call; 1
    lacks           [WORD...]: operations and options that this AWS CLI is too old for
    version         what `aws --version` prints
    seed            makes its ids others than those of another account
    faults          [{call: "describe-stack-events" or "*" (the default), times: how often (always),
                    after: how many calls are let through first, stdout, stderr, exit, raw: TEXT printed
                    with exit code 0, bytes: how many are printed, sleep: SECONDS, is_done: the call does
                    what it does and fails then}]

Return codes are those of version 2: https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html
"""

import contextlib
import fcntl
import json
import os
import sys
import time

from stand_in_stacks import ACCOUNT, Account, ServiceError, refuse

# What a registry takes; no program may be given it as a word, or say it.
PASSWORD = "password-of-the-stand-in-" + 40 * "0"

USAGE = """usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
"""
GLOBAL = {"--profile", "--region", "--output", "--endpoint-url", "--query", "--color", "--cli-read-timeout",
          "--cli-connect-timeout"}
GLOBAL_FLAGS = {"--no-cli-pager", "--no-paginate", "--debug", "--no-verify-ssl", "--no-cli-auto-prompt"}
CLOUDFORMATION = {
    "cancel-update-stack": "--stack-name --client-request-token",
    "continue-update-rollback": "--stack-name --role-arn --resources-to-skip* --client-request-token",
    "create-change-set":
        "--stack-name --change-set-name --change-set-type --template-body --template-url --parameters* "
        "--tags* --capabilities* --role-arn --client-token --description --on-stack-failure "
        "--rollback-configuration --notification-arns* --resource-types* --deployment-mode "
        "--include-nested-stacks! --use-previous-template! --import-existing-resources!",
    "delete-change-set": "--stack-name --change-set-name",
    "delete-stack":
        "--stack-name --role-arn --client-request-token --retain-resources* --deletion-mode",
    "describe-change-set": "--stack-name --change-set-name --include-property-values!",
    "describe-events": "--stack-name --change-set-name --operation-id --filters",
    "describe-stack-drift-detection-status": "--stack-drift-detection-id",
    "describe-stack-events": "--stack-name --max-items",
    "describe-stack-resource-drifts":
        "--stack-name --stack-resource-drift-status-filters* --next-token",
    "describe-stack-resources": "--stack-name --logical-resource-id",
    "describe-stacks": "--stack-name",
    "detect-stack-drift": "--stack-name --logical-resource-ids*",
    "execute-change-set":
        "--stack-name --change-set-name --client-request-token --disable-rollback! "
        "--retain-except-on-create!",
    "get-template": "--stack-name --change-set-name --template-stage",
    "get-template-summary": "--stack-name --template-body --template-url",
    "list-change-sets": "--stack-name",
    "list-exports": "",
    "list-imports": "--export-name",
    "list-stack-resources": "--stack-name",
    "list-stacks": "--stack-status-filter*",
    "rollback-stack": "--stack-name --role-arn --client-request-token --retain-except-on-create!",
    "update-termination-protection": "--stack-name --enable-termination-protection!",
    "validate-template": "--template-body --template-url",
}
OTHERS = {
    ("ecr", "describe-images"): "--registry-id --repository-name --image-ids*",
    ("ecr", "get-login-password"): "",
    ("s3", "cp"): "--quiet! --sse --content-type --no-progress!",
    ("s3api", "head-bucket"): "--bucket --expected-bucket-owner",
    ("s3api", "head-object"): "--bucket --key --expected-bucket-owner",
    ("s3api", "put-object"):
        "--bucket --key --body --content-type --expected-bucket-owner --checksum-algorithm "
        "--checksum-sha256 --server-side-encryption --if-none-match --tagging",
    ("sts", "get-caller-identity"): "",
}


class UsageError(Exception):
    """The AWS CLI does not understand its words."""


def content_of(path, **options):
    with open(path, encoding="utf-8", **options) as file:
        return file.read()


def text_given(value):
    """A parameter's value, or what is in the file that it names."""
    if value.startswith(("file://", "fileb://")):
        path = value.partition("://")[2]
        try:
            return content_of(path)
        except OSError:
            raise UsageError(f"Error parsing parameter: Unable to load paramfile {value}: [Errno 2] No "
                             f"such file or directory: '{path}'") from None
    return value


def structure(option, text):
    """A shorthand such as `ParameterKey=A,ParameterValue=B`, or JSON."""
    if text[:1] in ("{", "["):
        value = json.loads(text)
        return value if isinstance(value, list) else [value]
    result, position = {}, 0
    while position < len(text):
        key, equals, rest = text[position:].partition("=")
        if not equals or "," in key:
            raise UsageError(f"Error parsing parameter '{option}': Expected: '=', received: ',' for "
                             f"input:\n{text}")
        if rest[:1] == '"':
            end = 1
            while end < len(rest) and rest[end] != '"':
                end += 2 if rest[end] == "\\" else 1
            value, length = rest[1:end].replace('\\"', '"').replace("\\\\", "\\"), end + 1
        else:
            value = rest.partition(",")[0]
            length = len(value)
        result[key] = value
        position += len(key) + 1 + length + 1
    return [result]


def options_of(known, words):
    """Reads options; `*` marks one with several values in the table, `!` a flag."""
    kinds = {word.rstrip("*!"): word[-1:] for word in known.split()}
    options, free, unknown, i = {}, [], [], 0
    while i < len(words):
        word, i = words[i], i + 1
        name, equals, attached = word.partition("=")
        positive = "--" + name[5:] if name.startswith("--no-") and name not in kinds else name
        if not word.startswith("--"):
            free.append(word)
        elif positive not in kinds:
            unknown.append(word)
        elif kinds[positive] == "!":
            options[positive] = positive == name
        else:
            values = [attached] if equals else []
            while not equals and i < len(words) and not words[i].startswith("--"):
                values.append(words[i])
                i += 1
                if kinds[name] != "*":
                    break
            if not values:
                raise UsageError(f"argument {name}: expected one argument")
            options[name] = _value(name, kinds[name], values)
    if unknown:
        raise UsageError(f"Unknown options: {', '.join(unknown)}")
    return options, free


def _value(name, kind, values):
    values = [text_given(each) for each in values]
    if name in ("--parameters", "--tags"):
        return [one for each in values for one in structure(name, each)]
    if kind == "*" and values[0][:1] == "[":
        return json.loads(values[0])
    return values if kind == "*" else values[0]


class Run:
    """One call."""

    def __init__(self, folder, words):
        self._folder = folder
        self._words = words
        self._scenario = json.loads(self._text("scenario.json") or "{}")
        self._options = {}
        self._rest = []
        self._split()

    def _text(self, name):
        path = self._path(name)
        return content_of(path) if os.path.exists(path) else ""

    def _path(self, name):
        return os.path.join(self._folder, name)

    def _split(self):
        words = list(self._words)
        while words:
            word = words.pop(0)
            name, equals, value = word.partition("=")
            if name in GLOBAL:
                self._options[name] = value if equals else words.pop(0)
            elif word not in GLOBAL_FLAGS:
                self._rest.append(word)

    @property
    def _call(self):
        return self._rest[1] if len(self._rest) > 1 else ""

    def answer(self):
        """Does what the call asks; returns the exit code."""
        with self._locked() as state:
            fault = self._fault(state)
            ended = self._do(state) if fault is None or fault.get("is_done") else None
        if fault is not None:
            return self._fail(fault)
        output, errors, code = ended
        sys.stdout.write(output)
        sys.stderr.write(errors)
        return code

    @contextlib.contextmanager
    def _locked(self):
        with open(self._path("lock"), "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            state = json.loads(self._text("state.json") or "{}")
            try:
                yield state
                with open(self._path("state.json.new"), "w", encoding="utf-8") as new:
                    json.dump(state, new)
                os.replace(new.name, self._path("state.json"))
            finally:
                # Who waits for a call, to kill what made it, finds the state as the call left it.
                with open(self._path("calls.jsonl"), "a", encoding="utf-8") as log:
                    log.write(json.dumps(self._words) + "\n")

    def _fault(self, state):
        counts = state.setdefault("faults", {})
        for i, fault in enumerate(self._scenario.get("faults", [])):
            if fault.get("call", "*") not in ("*", self._call):
                continue
            met = counts.get(str(i), 0)
            counts[str(i)] = met + 1
            after = fault.get("after", 0)
            if after <= met < after + fault.get("times", float("inf")):
                return fault
        return None

    @staticmethod
    def _fail(fault):
        time.sleep(fault.get("sleep", 0))
        sys.stdout.write(fault.get("raw", fault.get("stdout", "")))
        with contextlib.suppress(BrokenPipeError):
            for _ in range(fault.get("bytes", 0) // 65536):
                sys.stdout.buffer.write(b"x" * 65536)
            sys.stdout.flush()
        sys.stderr.write(fault.get("stderr", ""))
        return fault.get("exit", 254 if fault.get("stderr") else 0)

    def _do(self, state):
        if self._words == ["--version"]:
            return self._scenario.get("version", "aws-cli/2.31.0 Python/3.13.7 Linux/6.8") + "\n", "", 0
        try:
            value = self._asked(state)
        except UsageError as error:
            return "", f"{USAGE}\naws: error: {error}\n", 252
        except ServiceError as error:
            operation = "".join(word.capitalize() for word in self._call.split("-"))
            return "", (f"\nAn error occurred ({error.code}) when calling the {operation} operation: "
                        f"{error}\n"), 254
        if isinstance(value, str):
            return value + "\n", "", 0
        return (json.dumps(value, indent=4) + "\n" if value else ""), "", 0

    def _asked(self, state):
        service, call = (self._rest + ["", ""])[:2]
        lacking = self._scenario.get("lacks", [])
        known = CLOUDFORMATION.get(call) if service == "cloudformation" else OTHERS.get((service, call))
        if known is None or call in lacking:
            raise UsageError("argument operation: Found invalid choice '" + call + "'")
        known = " ".join(word for word in known.split() if word.rstrip("*!") not in lacking)
        options, free = options_of(known, self._rest[2:])
        region = (self._options.get("--region") or os.environ.get("AWS_REGION")
                  or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1")
        account = Account(state, self._scenario, region)
        if service == "cloudformation":
            if free:
                raise UsageError(f"Unknown options: {', '.join(free)}")
            self._require(known, options)
            return getattr(account, call.replace("-", "_"))(options)
        if service == "sts":
            return {"UserId": "AIDAEXAMPLE", "Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:user/me"}
        if service == "ecr":
            return self._registry(call, options, region)
        return self._store(state["objects"], call, options, free)

    def _require(self, known, options):
        if self._call in ("describe-stacks", "get-template", "get-template-summary", "describe-events"):
            return
        needed = [word for word in ("--stack-name", "--stack-drift-detection-id", "--change-set-name")
                  if word in known.split()]
        is_arn = options.get("--change-set-name", "").startswith("arn:")
        missing = [word for word in needed if word not in options
                   and not (word == "--stack-name" and is_arn)]
        if missing:
            raise UsageError(f"the following arguments are required: {', '.join(missing)}")

    def _registry(self, call, options, region):
        if call == "get-login-password":
            return PASSWORD
        name = options["--repository-name"]
        if name not in self._scenario.get("repositories", []):
            refuse(f"The repository with name '{name}' does not exist in the registry with id "
                   f"'{ACCOUNT}'", "RepositoryNotFoundException")
        tag = options["--image-ids"][0].removeprefix("imageTag=")
        uri = f"{options['--registry-id']}.dkr.ecr.{region}.amazonaws.com/{name}:{tag}"
        if uri not in json.loads(self._text("pushed.json") or "[]"):
            refuse(f"The image with imageId {{imageDigest:'null', imageTag:'{tag}'}} does not exist within "
                   f"the repository with name '{name}'", "ImageNotFoundException")
        return {"imageDetails": [{"imageTags": [tag]}]}

    def _store(self, objects, call, options, free):
        buckets = self._scenario.get("buckets", [])
        if call == "cp":
            bucket, _, key = free[1].removeprefix("s3://").partition("/")
            if bucket not in buckets:
                refuse("The specified bucket does not exist", "NoSuchBucket")
            text = content_of(free[0], errors="replace")
            objects.setdefault(bucket, {})[key] = {"text": text}
            return None
        bucket, key = options["--bucket"], options.get("--key", "")
        if call == "put-object":
            if bucket not in buckets:
                refuse("The specified bucket does not exist", "NoSuchBucket")
            text = content_of(options["--body"], errors="replace")
            objects.setdefault(bucket, {})[key] = {"text": text}
            return {"ETag": '"0"'}
        if bucket not in buckets or (key and key not in objects.get(bucket, {})):
            refuse("Not Found", "404")
        return {"ContentLength": len(objects[bucket][key]["text"])} if key else {}


def main(folder):
    sys.exit(Run(folder, sys.argv[1:]).answer())

#!/usr/bin/env python3
"""Times the diff of two templates of 500 resources: ours, and the CDK's library from npm.

In process and as whole processes; the programs take turns, so that a busy moment of the machine
falls on all of them. With the CDK app built, the diff of the OmniTrack stack with its own synth
stands beside `cdk diff`.
"""

import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import measure

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent
PEER = HERE / "cloudformation-diff" / "diff.js"
PEER_PACKAGE = HERE / "node_modules" / "@aws-cdk" / "cloudformation-diff"
CDK = HERE / "node_modules" / ".bin" / "cdk"
CDK_APP = HERE / "cdk-omnitrack"
COMMITTED = PROJECT / "templates" / "omnitrack" / "OmniTrack.template.json"
MOST_IN_PROCESS_MS = 2
MOST_WHOLE_MS = 10


def resource(i, changed):
    """The i-th of the resources: queues, roles, functions, tables and buckets in turn."""
    kind = i % 5
    before = f"R{i - kind}"
    if kind == 0:
        return {"Type": "AWS::SQS::Queue", "Properties": {
            "QueueName": {"Fn::Sub": f"${{AWS::StackName}}-jobs-{i}"},
            "VisibilityTimeout": 60 if changed else 30,
            "Tags": [{"Key": "team", "Value": "orders"}, {"Key": "number", "Value": str(i)}]}}
    if kind == 1:
        actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage"] + (["sqs:SendMessage"] if changed else [])
        return {"Type": "AWS::IAM::Role", "Properties": {
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Action": "sts:AssumeRole",
                "Principal": {"Service": "lambda.amazonaws.com"}}]},
            "Policies": [{"PolicyName": "jobs", "PolicyDocument": {"Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Action": actions, "Resource": {"Fn::GetAtt": [before, "Arn"]}}]}}]}}
    if kind == 2:
        return {"Type": "AWS::Lambda::Function", "Properties": {
            "Code": {"ZipFile": "def handler(event, context):\n    return event\n"},
            "Handler": "index.handler", "Runtime": "python3.13", "MemorySize": 512 if changed else 256,
            "Role": {"Fn::GetAtt": [f"R{i - 1}", "Arn"]},
            "Environment": {"Variables": {"QUEUE": {"Ref": before}}}}}
    if kind == 3:
        return {"Type": "AWS::DynamoDB::Table", "Properties": {
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in ("PK", "SK")],
            "KeySchema": [{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
            "BillingMode": "PAY_PER_REQUEST",
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": not changed}}}
    return {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain", "Properties": {
        "BucketName": f"orders-{i}{'-new' if changed else ''}",
        "VersioningConfiguration": {"Status": "Enabled"},
        "LifecycleConfiguration": {"Rules": [{"Status": "Enabled", "ExpirationInDays": 90}]}}}


def template(count, changed):
    """A template of so many resources; every eleventh differs where it is the changed one."""
    resources = {f"R{i}": resource(i, changed and i % 11 == 0) for i in range(count)}
    outputs = {f"Out{i}": {"Value": {"Ref": f"R{i}"}} for i in range(0, count, 5)}
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources, "Outputs": outputs}


def in_process(arguments, old, new):
    """Prints ours and the peer's time in process; whether the target is reached."""
    ours = json.loads(measure.run([arguments.binaries / "diff_speed", old, new])[1])
    rows = [[f"omnitrack: {part}", f"{ours[part]['median_us'] / 1e3:.3f}",
             f"{ours[part]['best_us'] / 1e3:.3f}", ""] for part in ("read", "compare", "verdicts", "all")]
    median = ours["all"]["median_us"] / 1e3
    complete = median <= MOST_IN_PROCESS_MS
    rows[-1][3] = f"<= {MOST_IN_PROCESS_MS} ms: {'yes' if complete else 'NO'}"
    if has_peer():
        peer = json.loads(measure.run(["node", PEER, old, new, 20])[1])
        rows.append(["@aws-cdk/cloudformation-diff, warm", f"{peer['warm_ms']:.1f}", "",
                     f"{peer['warm_ms'] / median:.0f} times ours"])
        rows.append(["@aws-cdk/cloudformation-diff, the first", f"{peer['first_ms']:.1f}", "",
                     f"{peer['first_ms'] / median:.0f} times ours"])
    measure.table([f"{arguments.resources} resources, in process", "median ms", "best ms", ""], rows)
    return complete and has_peer()


def has_peer():
    return PEER_PACKAGE.is_dir() and shutil.which("node") is not None


def whole_process(arguments, old, new):
    """Prints ours and the peer's whole processes; whether the target is reached."""
    commands = {"omnitrack-synth diff": [arguments.binaries / "omnitrack-synth", "diff", old, new]}
    if has_peer():
        commands["node, @aws-cdk/cloudformation-diff"] = ["node", PEER, old, new]
    seconds = timed(commands, arguments)
    complete = print_ratios("as a whole process", seconds, MOST_WHOLE_MS)
    return complete and has_peer()


def with_synth(arguments):
    """Prints the diff of the OmniTrack stack with its own synth beside `cdk diff`; whether it ran."""
    if not CDK.exists() or not (CDK_APP / "dist").is_dir():
        print("left out: cdk diff: run `npm install && npm run build` in bench/", file=sys.stderr)
        return False
    commands = {
        "omnitrack-synth diff OLD": [arguments.binaries / "omnitrack-synth", "diff", COMMITTED],
        "cdk diff --template OLD": [CDK, "diff", "--template", COMMITTED, "OmniTrack"],
    }
    print_ratios("with the synth of the OmniTrack stack", timed(commands, arguments, cwd=CDK_APP))
    return True


def timed(commands, arguments, cwd="."):
    seconds = {name: [] for name in commands}
    for _ in range(arguments.rounds):
        for name, command in commands.items():
            times = arguments.repeat if name.startswith("omnitrack") else 1
            seconds[name] += [measure.run(command, cwd=cwd)[0] for _ in range(times)]
    return seconds


def print_ratios(heading, seconds, most_ms=None):
    """Prints each program's median beside ours, the first; whether ours takes at most so long."""
    medians = {name: statistics.median(values) * 1e3 for name, values in seconds.items()}
    first = next(iter(medians.values()))
    rows = [[name, len(seconds[name]), f"{median:.2f}", f"{min(seconds[name]) * 1e3:.2f}",
             f"{median / first:.0f}" if median != first else "1"] for name, median in medians.items()]
    print()
    measure.table([heading, "runs", "median ms", "best ms", "times ours"], rows)
    return most_ms is None or first <= most_ms


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binaries", help="the folder of a release build's programs", type=pathlib.Path)
    parser.add_argument("--resources", type=int, default=500, help="of each template (default 500)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of all programs (default 5)")
    parser.add_argument("--repeat", type=int, default=20, help="runs of ours in a round (default 20)")
    parser.add_argument("--require", action="store_true",
                        help="fail when a peer is missing or a target is missed")
    arguments = parser.parse_args()
    arguments.binaries = arguments.binaries.resolve()
    if not has_peer():
        print("left out: @aws-cdk/cloudformation-diff: run `npm install` in bench/", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder) / name for name in ("old.json", "new.json")]
        for path, changed in zip(paths, (False, True)):
            path.write_text(json.dumps(template(arguments.resources, changed), indent=2))
        try:
            complete = in_process(arguments, *paths)
            complete &= whole_process(arguments, *paths)
            complete &= with_synth(arguments)
        except (measure.Failed, subprocess.SubprocessError) as failure:
            sys.exit(f"diff.py: {failure}")
    if arguments.require and not complete:
        sys.exit(1)


if __name__ == "__main__":
    main()

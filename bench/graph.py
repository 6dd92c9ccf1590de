#!/usr/bin/env python3
"""Times pictures of templates as whole processes: ours, and @mhlabs/cfn-diagram from npm.

Both write diagrams.net; ours also its page with all views. The programs take turns, so that a busy moment of the machine falls
on all of them.
"""

import argparse
import json
import pathlib
import shutil
import statistics
import sys
import tempfile

import measure

HERE = pathlib.Path(__file__).resolve().parent
PEER = HERE / "node_modules" / ".bin" / "cfn-dia"
OMNITRACK = HERE.parent / "templates" / "omnitrack" / "OmniTrack.template.json"
COUNTS = (500, 1000, 2500, 5000)
MOST_OMNITRACK_MS = 50
MOST_500_MS = 500


def service(i):
    """Ten resources: a function that works off a queue into a table, with what it needs."""
    name = f"S{i}"
    arn = {kind: {"Fn::GetAtt": [name + kind, "Arn"]} for kind in ("Table", "Dead", "Queue", "Role")}
    return {
        name + "Table": {"Type": "AWS::DynamoDB::Table", "Properties": {
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "BillingMode": "PAY_PER_REQUEST"}},
        name + "Dead": {"Type": "AWS::SQS::Queue"},
        name + "Queue": {"Type": "AWS::SQS::Queue", "Properties": {
            "RedrivePolicy": {"deadLetterTargetArn": arn["Dead"], "maxReceiveCount": 3}}},
        name + "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {
            "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                                                    "Principal": {"Service": "lambda.amazonaws.com"}}]}}},
        name + "Policy": {"Type": "AWS::IAM::Policy", "Properties": {
            "PolicyName": "work", "Roles": [{"Ref": name + "Role"}], "PolicyDocument": {
                "Version": "2012-10-17", "Statement": [
                    {"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
                     "Resource": arn["Table"]},
                    {"Effect": "Allow", "Action": "sqs:SendMessage",
                     "Resource": {"Fn::GetAtt": [f"S{max(0, i - 1)}Queue", "Arn"]}}]}}},
        name + "Logs": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 30}},
        name + "Work": {"Type": "AWS::Lambda::Function", "Properties": {
            "Role": arn["Role"], "Handler": "index.handler", "Runtime": "python3.13",
            "Code": {"ZipFile": "def handler(event, context):\n    return event\n"},
            "LoggingConfig": {"LogGroup": {"Ref": name + "Logs"}}}},
        name + "Source": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
            "FunctionName": {"Ref": name + "Work"}, "EventSourceArn": arn["Queue"]}},
        name + "Errors": {"Type": "AWS::CloudWatch::Alarm", "Properties": {
            "MetricName": "Errors", "Namespace": "AWS/Lambda", "Statistic": "Sum", "Period": 60,
            "Dimensions": [{"Name": "FunctionName", "Value": {"Ref": name + "Work"}}],
            "ComparisonOperator": "GreaterThanThreshold", "EvaluationPeriods": 1, "Threshold": 1}},
        name + "News": {"Type": "AWS::SNS::Topic"},
    }


def template(count):
    """A template of so many resources."""
    resources = {}
    for i in range(count // 10):
        resources |= service(i)
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}


def has_peer():
    return PEER.exists() and shutil.which("node") is not None


def commands(program, file, out):
    """The command lines that are compared, by their names."""
    found = {
        "omnitrack-synth, html": [program, "graph", file, "-o", out / "ours.html"],
        "omnitrack-synth, svg": [program, "graph", file, "--format", "svg", "-o", out / "ours.svg"],
        "omnitrack-synth, drawio": [program, "graph", file, "--format", "drawio", "-o", out / "ours.drawio"],
    }
    if has_peer():
        found["cfn-dia draw.io"] = [PEER, "draw.io", "-c", "-t", file, "-o", out / "peer.drawio"]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="omnitrack-synth of a release build", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of all programs (default 3)")
    parser.add_argument("--repeat", type=int, default=10, help="runs of ours in a round (default 10)")
    parser.add_argument("--require", action="store_true",
                        help="fail when the peer is missing or a target is missed")
    arguments = parser.parse_args()
    program = arguments.program.resolve()
    complete = has_peer()
    if not complete:
        print("left out: @mhlabs/cfn-diagram: run `npm install` in bench/", file=sys.stderr)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        files = {"OmniTrack, 77": OMNITRACK}
        for count in COUNTS:
            files[str(count)] = out / f"{count}.json"
            files[str(count)].write_text(json.dumps(template(count), indent=1))
        for name, file in files.items():
            seconds = {}
            for _ in range(arguments.rounds):
                for peer, command in commands(program, file, out).items():
                    times = arguments.repeat if peer.startswith("omnitrack") else 1
                    try:
                        seconds.setdefault(peer, []).extend(
                            measure.run(command)[0] for _ in range(times))
                    except measure.Failed as failure:
                        sys.exit(f"graph.py: {failure}")
            for peer, each in seconds.items():
                rows.append([name, peer, f"{statistics.median(each) * 1e3:.1f}", f"{min(each) * 1e3:.1f}"])
            most = {"OmniTrack, 77": MOST_OMNITRACK_MS, "500": MOST_500_MS}.get(name)
            if most is not None:
                complete &= statistics.median(seconds["omnitrack-synth, html"]) * 1e3 <= most
    measure.table(["resources", "program", "median ms", "best ms"], rows)
    if arguments.require and not complete:
        sys.exit(1)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Runs the calls of the AWS CLI, loaded once, at an emulator: aws_calls.py URL

Needs the Python that has the AWS CLI's modules. Prints where it listens (tests/calls), and ends when its
input does. The words that every call begins with point at the emulator: the option reaches every AWS CLI;
Debian's does not know the variable yet.
"""

import io
import os
import pathlib
import sys

import awscli.clidriver

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "calls"))
import calls  # noqa: E402

# Of the services that are called most, so that these are loaded too.
FIRST = ("cloudformation describe-stacks", "s3api list-buckets", "sts get-caller-identity",
         "ec2 describe-account-attributes")


def main():
    pointed = ["--endpoint-url", sys.argv[1]]
    driver = awscli.clidriver.create_clidriver()
    stdout, sys.stdout = sys.stdout, io.StringIO()
    for words in FIRST:
        if driver.main([*pointed, *words.split()]) != 0:
            sys.exit(f"aws {words}: failed")
    sys.stdout = stdout
    server = calls.Server(lambda _: driver.main([*pointed, *sys.argv[1:]]))
    print(server.path, flush=True)
    # Its input ends with who needs it.
    os.read(0, 1)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Runs cfn-lint over every template below a folder; it must print nothing. Each template must also be
small enough to be deployed without a bucket to upload it to."""

import pathlib
import shutil
import subprocess
import sys

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
MOST_BYTES_IN_A_REQUEST = 51_200


def main(folder):
    templates = sorted(pathlib.Path(folder).rglob("*.template.json"))
    if not templates:
        sys.exit(f"no template below {folder}")
    too_large = [path for path in templates if path.stat().st_size > MOST_BYTES_IN_A_REQUEST]
    for path in too_large:
        print(f"{path}: {path.stat().st_size} bytes, and a request takes {MOST_BYTES_IN_A_REQUEST}")
    if shutil.which("cfn-lint") is None:
        print("SKIP: cfn-lint is not installed, as no index of Python packages was reached")
        return 1 if too_large else 77
    lint = subprocess.run(["cfn-lint", *map(str, templates)], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    print(lint.stdout, end="")
    return 1 if too_large or lint.stdout or lint.returncode else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

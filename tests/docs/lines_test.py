#!/usr/bin/env python3
"""Checks what the pages of examples say of the lines of both programs, and that ours has no more.

    python3 lines_test.py EXAMPLES
"""

import re
import sys
from pathlib import Path


def lines(program):
    """How many lines are neither empty nor a comment."""
    stripped = (line.strip() for line in program.splitlines())
    return sum(1 for line in stripped if line and not line.startswith("//"))


def main():
    wrong = []
    for page in sorted(Path(sys.argv[1]).glob("*/README.md")):
        text = page.read_text(encoding="utf-8")
        program = re.search(r"```ts\n(.*?)```", text, re.DOTALL)
        if not program:
            continue
        cdk, ours = lines(program[1]), lines(page.with_name("main.cpp").read_text(encoding="utf-8"))
        if f"| lines | {cdk} | {ours} |" not in text:
            wrong.append(f"{page}: the lines are {cdk} and {ours}")
        if ours > cdk:
            wrong.append(f"{page}: ours has more lines")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()

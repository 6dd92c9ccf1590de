#!/usr/bin/env python3
"""Checks that a mistake in an app does not compile, and what the compiler says about it.

    python3 compile_fail.py --compiler c++ --include DIR [--include DIR ...] [--says] CASE.cpp
    python3 compile_fail.py --compiler c++ --include DIR [--include DIR ...] --without-mistakes CASE.cpp...

A case makes its mistake where MISTAKE is defined, and must compile where it is not, which is tried for
all cases at once. The first line of a case is `// says: REGEX`; with --says the compiler's first error must match it, the message must name a
line of the case, and a user must not have to read much. Where the first error cannot tell,
`// says in a later line, WHY: REGEX` lets any error or note match.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

LONGEST_MESSAGE = 30
INCLUDE = re.compile(r"^#include <.+>$", re.MULTILINE)


def compiled(arguments, *options, text=None):
    """The compiler's exit code and its lines."""
    command = [arguments.compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", *options,
               *(f"-I{folder}" for folder in arguments.include)]
    # In the C locale the compiler quotes in ASCII and does not translate.
    done = subprocess.run(command, input=text, stderr=subprocess.PIPE, text=True, check=False,
                          env={**os.environ, "LC_ALL": "C"})
    return done.returncode, done.stderr.splitlines()


def problem_without_mistakes(arguments):
    """What is wrong with the cases where they make no mistake, or None."""
    includes, cases = set(), []
    for case in arguments.cases:
        includes.update(INCLUDE.findall(case.read_text(encoding="utf-8")))
        cases.append(f'namespace {case.stem} {{\n#include "{case.resolve()}"\n}}')
    text = "\n".join([*sorted(includes), *cases, ""])
    code, lines = compiled(arguments, "-x", "c++", "-", text=text)
    return ["without their mistakes they do not compile cleanly:", *lines] if code != 0 or lines else None


def problem_of(arguments, case):
    """What is wrong with a case, or None."""
    first = case.read_text(encoding="utf-8").split("\n", 1)[0]
    pin = re.fullmatch(r"// says(?P<later> in a later line, [^:]+)?: (?P<regex>.+)", first)
    if not pin:
        return ["the first line is not `// says: REGEX`"]
    says = re.compile(pin["regex"])
    code, lines = compiled(arguments, "-DMISTAKE", str(case))
    if code == 0:
        return ["the mistake compiles"]
    if not arguments.says:
        return None
    told = [line for line in lines if re.search(r" (error|note): " if pin["later"] else " error: ", line)]
    if not any(says.search(line) for line in (told if pin["later"] else told[:1])):
        return [f"the {'message' if pin['later'] else 'first error'} does not match {says.pattern}",
                *lines]
    if not any(re.match(re.escape(str(case)) + r":\d+:\d+: ", line) for line in lines):
        return ["no line of the case is named", *lines]
    if len(lines) > LONGEST_MESSAGE:
        return [f"the message has {len(lines)} lines, and {LONGEST_MESSAGE} are allowed", *lines]
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--says", action="store_true", help="check the message too")
    parser.add_argument("--without-mistakes", action="store_true")
    parser.add_argument("cases", type=Path, nargs="+", metavar="CASE")
    arguments = parser.parse_args()
    if arguments.without_mistakes:
        problem = problem_without_mistakes(arguments)
    else:
        problem = problem_of(arguments, arguments.cases[0])
    if problem:
        sys.exit("\n".join(problem))


if __name__ == "__main__":
    main()

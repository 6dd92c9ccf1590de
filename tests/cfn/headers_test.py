#!/usr/bin/env python3
"""Compiles every generated header on its own and says which took longest.

    python3 headers_test.py --compiler c++ --include DIR [--include DIR ...] HEADERS_DIR

Ends with 1 if a header does not compile, or compiles with a warning.
"""

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def compile_header(compiler, includes, header):
    """The CPU seconds that one header took, and the compiler's complaints."""
    command = [compiler, "-std=c++20", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-x", "c++",
               *(f"-I{folder}" for folder in includes), "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdin.write(f"#include <omnitrack/cfn/{header.name}>\n")
    process.stdin.close()
    complaints = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 and not complaints:
        complaints = f"the compiler ended with {process.returncode}"
    return usage.ru_utime + usage.ru_stime, complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("headers", type=Path)
    arguments = parser.parse_args()
    headers = sorted(arguments.headers.glob("*.hpp"))
    if not headers:
        sys.exit(f"no headers in {arguments.headers}")
    with ThreadPoolExecutor(arguments.jobs) as pool:
        results = list(pool.map(
            lambda header: compile_header(arguments.compiler, arguments.include, header), headers))
    failed = [(header, complaints) for header, (_, complaints) in zip(headers, results) if complaints]
    for header, complaints in failed:
        print(f"{header.name}:\n{complaints}")
    times = sorted(((seconds, header.name) for header, (seconds, _) in zip(headers, results)), reverse=True)
    print(f"{len(headers)} headers, {len(failed)} failed; median {times[len(times) // 2][0]:.2f} s; slowest:")
    for seconds, name in times[:5]:
        print(f"  {seconds:.2f} s  {name}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

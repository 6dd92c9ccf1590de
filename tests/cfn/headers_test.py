#!/usr/bin/env python3
"""Shows that every generated header compiles on its own.

    python3 headers_test.py --compiler c++ --include DIR [--include DIR ...] HEADERS_DIR

All are compiled together, which costs a tenth of compiling each; that none of them lives on what
another one declares is read from its text: each includes the same public header alone, and declares
every name of another service that it uses. Ends with 1 if that does not hold.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

INCLUDES = ["#include <omnitrack/resource.hpp>"]
OPENED = re.compile(r"^namespace omnitrack::cfn::(\w+) \{$(.*?)^\}", re.MULTILINE | re.DOTALL)
INNER = re.compile(r"^namespace (\w+) \{$", re.MULTILINE)
DECLARED = re.compile(r"^(?:enum class|struct|class) (\w+)\b", re.MULTILINE)
USED = re.compile(r"\b([a-z]\w*)::([A-Z]\w*)")
COMMENT = re.compile(r"//.*")


def faults(header, services):
    """What keeps a header from compiling on its own, a sentence each."""
    text = COMMENT.sub("", header.read_text(encoding="utf-8"))
    includes = [line for line in text.splitlines() if line.startswith("#include")]
    if includes != INCLUDES:
        yield f"it includes {includes}, not {INCLUDES}"
    declared = {(service, name) for service, body in OPENED.findall(text)
                for name in DECLARED.findall(body)}
    # A structure's own namespace, such as that of a resource Config, may be called as a service is.
    others = services.difference(INNER.findall(text))
    for service, name in sorted(set(USED.findall(text))):
        if service in others and (service, name) not in declared:
            yield f"it uses {service}::{name} without declaring it"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("headers", type=Path)
    arguments = parser.parse_args()
    headers = sorted(arguments.headers.glob("*.hpp"))
    if not headers:
        sys.exit(f"no headers in {arguments.headers}")
    services = {header.stem for header in headers}
    found = [f"{header.name}: {fault}" for header in headers for fault in faults(header, services)]
    source = "".join(f"#include <omnitrack/cfn/{header.name}>\n" for header in headers)
    compiled = subprocess.run(
        [arguments.compiler, "-std=c++20", "-Wall", "-Wextra", "-Werror", "-fsyntax-only",
         *(f"-I{folder}" for folder in arguments.include), "-x", "c++", "-"],
        input=source, stderr=subprocess.PIPE, text=True, check=False)
    print(*found, compiled.stderr, sep="\n")
    print(f"{len(headers)} headers, {len(found)} faults; the compiler ended with {compiled.returncode}")
    sys.exit(1 if found or compiled.returncode else 0)


if __name__ == "__main__":
    main()

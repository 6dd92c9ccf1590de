#!/usr/bin/env python3
"""Lists the tests that a JUnit file of ctest records as skipped, whole or in part, and why; exits 1
if any is.

    unrun_tests.py TESTS.XML
"""

import re
import sys
import xml.etree.ElementTree

# What a test that is skipped as a whole says, and what unittest says of a part.
WHOLE = re.compile(r"^(?:SKIP: |\S+: Skipped\n)(.*)$", re.MULTILINE)
PART = re.compile(r"^(?:(\w+) \(.*\).*|.*) \.\.\. skipped '(.*)'$", re.MULTILINE)


def unrun(path):
    """Yields name and reason of each test that did not run."""
    for case in xml.etree.ElementTree.parse(path).iter("testcase"):
        name, output = case.get("name"), case.findtext("system-out") or ""
        if case.get("status") not in ("run", "fail"):
            said = WHOLE.search(output)
            yield name, said.group(1) if said else case.find("skipped").get("message")
        for part, reason in PART.findall(output):
            yield f"{name}: {part}", reason


def main(path):
    """Prints what did not run, and returns the exit code."""
    skipped = list(unrun(path))
    if skipped:
        print("Skipped:")
    for name, reason in skipped:
        print(f"  {name}: {reason}")
    return 1 if skipped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

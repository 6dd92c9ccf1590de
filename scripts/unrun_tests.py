#!/usr/bin/env python3
"""Lists the tests that a JUnit file of ctest records as skipped or not run; exits 1 if any is."""

import sys
import xml.etree.ElementTree


def main(path):
    unrun = [
        case
        for case in xml.etree.ElementTree.parse(path).iter("testcase")
        if case.get("status") not in ("run", "fail")
    ]
    for case in unrun:
        reason = case.find("skipped")
        print(f"did not run: {case.get('name')}: {'' if reason is None else reason.get('message')}")
        print((case.findtext("system-out") or "").rstrip())
    return 1 if unrun else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

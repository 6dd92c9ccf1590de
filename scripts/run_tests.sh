#!/bin/bash
# Runs the tests of the preset test, which is built; arguments go to ctest. The last lines say what was
# skipped and why. What became of each is also in build/test/tests.xml.
set -uo pipefail
cd "$(dirname "$0")/.."

# A part of a test that is skipped is found in what the test says.
ctest --preset test --output-junit tests.xml --test-output-size-passed 100000 "$@"
result=$?
scripts/unrun_tests.py build/test/tests.xml
exit "$result"

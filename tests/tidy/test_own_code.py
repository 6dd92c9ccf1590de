#!/usr/bin/env python3
"""Checks that clang-tidy finds the same with the plugin of tools/clang_tidy as without.

    python3 test_own_code.py OWN_CODE.SO
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
CHECK = re.compile(r" // ([\w.-]+)$")
# Each line that ends with a check's name has a finding of it. Classes that are declared alone are
# compared with those of system headers.
MISTAKES = """\
#include <algorithm>
#include <map>
#include <string>
#include <vector>

class ios_base; // bugprone-forward-declaration-namespace
class locale; // bugprone-forward-declaration-namespace

namespace omnitrack {
class ios_base; // bugprone-forward-declaration-namespace

using std::map; // misc-unused-using-decls

typedef int Number; // modernize-use-using

struct Base {
  virtual ~Base() = default;
  virtual void run();
};
struct Derived : Base {
  virtual void run(); // modernize-use-override
};

int BadName(std::string text) { // readability-identifier-naming
  std::string other = std::move(text);
  return text.size() == 0 ? 1 : 0; // bugprone-use-after-move
}

bool is_same(int number) {
  return number == number; // misc-redundant-expression
}

int at_null() {
  int* pointer = nullptr;
  return *pointer; // clang-analyzer-core.NullDereference
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (std::string each : texts) // performance-for-range-copy
    all += each;
  std::remove(all.begin(), all.end(), ' '); // bugprone-unused-return-value
  return std::string(all.c_str()); // readability-redundant-string-cstr
}
}  // namespace omnitrack

using namespace std; // google-build-using-namespace
"""


class OwnCodeTest(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.source = pathlib.Path(place.name) / "mistakes.cpp"
        self.source.write_text(MISTAKES, encoding="utf-8")

    def found(self, *options):
        """What clang-tidy says about the mistakes."""
        return subprocess.run(["clang-tidy", *options, f"--config-file={PROJECT / '.clang-tidy'}", "--quiet",
                               self.source, "--", "-std=c++20"], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True, check=False).stdout

    def test_every_mistake_is_found_as_with_system_headers(self):
        found = self.found("-load", PLUGIN)
        for number, line in enumerate(MISTAKES.splitlines(), start=1):
            if check := CHECK.search(line):
                with self.subTest(line=line):
                    self.assertRegex(found, rf"(?m)^{self.source}:{number}:.*\[{check[1]}[],]")
        self.assertEqual(found, self.found())


if __name__ == "__main__":
    PLUGIN = sys.argv.pop()
    unittest.main()

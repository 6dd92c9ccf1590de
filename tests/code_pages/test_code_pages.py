"""What tools/code_pages makes of pages, and what it refuses."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools" / "code_pages"
PAGE = "# {code}: Something wrong\n\n*{severities}*\n\nIt is wrong.\n"


class CodePages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def write_page(self, code, severities="error"):
        self.write(f"docs/codes/{code}.md", PAGE.format(code=code, severities=severities))

    def run_tool(self, name, *arguments):
        return subprocess.run([sys.executable, "-B", TOOLS / name, *arguments],
                              capture_output=True, text=True, check=False)

    def make_header(self):
        out = self.root / "codes.hpp"
        done = self.run_tool("header.py", "--pages", self.root / "docs/codes", "--out", out)
        return done, out.read_text(encoding="utf-8") if out.exists() else ""

    def check_uses(self):
        return self.run_tool("check_uses.py", "--root", self.root).stderr

    def test_a_page_makes_a_constant_that_allows_its_severities(self):
        self.write_page("OT2001")
        self.write_page("OT4001", "warning; error where nothing else is possible")
        self.write_page("OT5101", "error; uncertain where a parameter decides")
        _, header = self.make_header()
        self.assertIn("/// Something wrong.\ninline constexpr FindingCode<Severity::error> OT2001{", header)
        self.assertIn("FindingCode<Severity::error, Severity::warning> OT4001{", header)
        self.assertIn("FindingCode<Severity::error> OT5101{", header)

    def test_an_unknown_severity_is_refused(self):
        for line in ("fatal", "error; fatal where it burns", "error; error", ""):
            with self.subTest(line=line):
                self.write_page("OT2001", line)
                done, header = self.make_header()
                self.assertNotEqual(done.returncode, 0)
                self.assertIn("OT2001.md: ", done.stderr)
                self.assertEqual(header, "")
                packed = self.run_tool("pack.py", "--pages", self.root / "docs/codes",
                                       "--out", self.root / "pages.bin")
                self.assertNotEqual(packed.returncode, 0)

    def test_a_page_of_another_code_than_its_file_is_refused(self):
        self.write("docs/codes/OT2001.md", PAGE.format(code="OT2002", severities="error"))
        self.assertIn("a page begins with '# OT2001: Title'", self.make_header()[0].stderr)

    def test_a_page_without_a_use_is_told(self):
        self.write_page("OT2001")
        self.assertEqual(self.check_uses(), "docs/codes/OT2001.md: nothing uses this code\n")
        self.write("constructs/ec2/vpc.cpp", "error(codes::OT2001, text);\n")
        self.assertEqual(self.check_uses(), "")

    def test_a_use_outside_of_the_owner_s_folders_is_told(self):
        self.write_page("OT2001")
        self.write("constructs/ec2/vpc.cpp", "error(codes::OT2001, text);\n")
        self.write("constructs/s3/bucket.cpp", "\nerror(\n    codes::OT2001, text);\n")
        self.assertEqual(self.check_uses(), "constructs/s3/bucket.cpp:3: OT2001 belongs to another "
                                            "folder, see tools/code_pages/blocks.py\n")

    def test_acknowledging_a_code_is_free_and_no_use(self):
        self.write_page("OT4243")
        self.write("constructs/lambda/function.cpp", "acknowledge(codes::OT4243, why);\n")
        self.assertEqual(self.check_uses(), "docs/codes/OT4243.md: nothing uses this code\n")

    def test_mending_what_has_a_code_is_free_and_no_use(self):
        self.write_page("OT4243")
        self.write("src/fix/values.cpp", "row(codes::OT4243, mend);\n")
        self.assertEqual(self.check_uses(), "docs/codes/OT4243.md: nothing uses this code\n")


if __name__ == "__main__":
    unittest.main()

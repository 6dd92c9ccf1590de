"""Each verb that reads a template, and those that write the app's, run under valgrind without an error and
without a leak. Takes the program."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
ONE = PROJECT / "templates/omnitrack/OmniTrack.template.json"
OTHER = PROJECT / "templates/omnitrack-production/OmniTrack.template.json"
VALGRIND = ("valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full",
            "--errors-for-leak-kinds=definite,possible")
BAD = """Parameters:
  Unused: {Type: String}
Conditions:
  Odd: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Queue: # a comment
    Type: AWS::SQS::Queue
    Properties: {QueuName: jobs, DelaySeconds: "x", Tags: !If [Odd, [{Key: a, Value: b}], !Ref AWS::NoValue]}
  Policy:
    Type: AWS::SQS::QueuePolicy
    DependsOn: Queue
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument: {Statement: [{Effect: Allow, Principal: '*', Action: sqs:Send, Resource: !Sub '${Queu.Arn}'}]}
"""


class Verbs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        # Valgrind 3.19 cannot read the debug information that the build puts beside its objects.
        cls.program = cls.folder / "omnitrack-synth"
        subprocess.run(["strip", "-o", cls.program, sys.argv[1]], check=True)
        cls.bad = cls.folder / "bad.yaml"
        cls.bad.write_text(BAD)
        cls.broken = cls.folder / "broken.json"
        cls.broken.write_text(ONE.read_text()[:-200])

    def expect(self, code, *words):
        words = [str(word) for word in words]
        done = subprocess.run([*VALGRIND, self.program, *words], cwd=self.folder, capture_output=True, text=True,
                              check=False)
        self.assertNotIn("==", "\n".join(line[:2] for line in done.stderr.splitlines()), done.stderr[:4000])
        self.assertEqual(done.returncode, code, done.stderr[:2000])

    def test_the_app_is_written_and_told(self):
        self.expect(0, "synth", "-o", "out")
        self.expect(0, "synth", "--compact")
        self.expect(0, "tree")
        self.expect(0, "requirements")
        self.expect(0, "graph", "--format", "html", "-o", "app.html")

    def test_templates_are_checked_and_mended(self):
        self.expect(0, "validate", ONE, OTHER)
        for form in ("text", "json", "sarif", "junit"):
            self.expect(1, "validate", "--format", form, self.bad)
        self.expect(1, "validate", self.broken)
        self.expect(1, "validate", "--fix", "--dry-run", self.bad)
        self.expect(0, "format", "--to", "yaml", ONE, "-o", "one.yaml")
        self.expect(0, "validate", "one.yaml")

    def test_templates_are_compared_and_drawn(self):
        for form in ("text", "json", "markdown"):
            self.expect(0, "diff", "--format", form, ONE, OTHER)
        for form in ("svg", "mermaid", "dot", "drawio"):
            self.expect(0, "graph", "--format", form, ONE)
        self.expect(2, "reach", "internet", "RedisCluster", ONE)

    def test_templates_are_imported_and_explained(self):
        self.expect(0, "import", ONE, "-o", "imported")
        self.expect(0, "schema", "AWS::S3::Bucket")
        self.expect(0, "list", "--constructs")


if __name__ == "__main__":
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not installed")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])

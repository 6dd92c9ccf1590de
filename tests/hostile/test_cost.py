"""Every shape of bench/hostile_shapes.py is judged in bounded time, and what is bounded is right."""

import json
import os
import pathlib
import resource
import subprocess
import sys
import unittest

import cli
import hostile

sys.path.insert(0, str(cli.PROJECT / "bench"))
import hostile_shapes  # noqa: E402 (it lies beside the benchmark that times it)

CODES = (0, 1, 2, 3, 4, 5)
# What SECURITY.md promises, with room for a program that is built for tests.
START_BYTES = 25_000_000
BYTES_PER_BYTE = 12
TIME = "/usr/bin/time"


class Cost(hostile.HostileTestCase):
    def assert_bounded(self, verb, *shapes, more=()):
        names = []
        for place, shape in enumerate(shapes):
            names.append(self.write(f"{place}.yaml", shape(300)))
        run = self.run_synth(verb, *more, *names, seconds=15, stdout=subprocess.DEVNULL)
        self.assertIn(run.returncode, CODES, (verb, [each.__name__ for each in shapes], run.stderr))

    def assert_small(self, verb, *shapes):
        """How much memory one run takes, of what is enough of a shape to tell."""
        names = [self.write(f"{place}.yaml", shape(3_000)) for place, shape in enumerate(shapes)]
        size = sum((self.folder / each).stat().st_size for each in names)
        self.run_synth("-q", "-f", "%M", "-o", "memory", hostile.SYNTH, verb, *names, seconds=60, program=TIME,
                       stdout=subprocess.DEVNULL)
        memory = int((self.folder / "memory").read_text()) * 1024
        self.assertLess(memory, START_BYTES + BYTES_PER_BYTE * size, (verb, [each.__name__ for each in shapes], size))

    @unittest.skipUnless(os.path.exists(TIME), "time is not installed")
    @unittest.skipIf("/asan/" in hostile.SYNTH, "the sanitizers take memory of their own")
    def test_memory(self):
        for shapes in hostile_shapes.DIFF:
            self.assert_small("diff", *shapes)

    def test_validation(self):
        for shape in hostile_shapes.VALIDATE:
            self.assert_bounded("validate", shape)

    def test_diff(self):
        for shapes in hostile_shapes.DIFF:
            self.assert_bounded("diff", *shapes)

    def test_pictures(self):
        for shape in hostile_shapes.GRAPH:
            self.assert_bounded("graph", shape, more=("--format", "mermaid"))

    def run_app(self, verb, shape, *words):
        """The app of the benchmark, grown in a shape."""
        return self.run_synth(verb, *words, "--set", f"shape={shape}", "--set", "size=150", seconds=15,
                              program=os.environ["HOSTILE_APP"])

    def test_adoption(self):
        for made, shape in hostile_shapes.ADOPT:
            self.write("old.yaml", shape(150))
            run = self.run_app("adopt", made, "--dry-run", "--accept-guesses", "--stack", "Grown0", "old.yaml")
            self.assertIn(run.returncode, CODES, (made, shape.__name__, run.stderr))
            self.assertIn(" resources of ", run.stdout)

    def test_names_that_all_change(self):
        for shape in hostile_shapes.LOCK:
            self.assertEqual(self.run_app("lock", shape).returncode, 0)
            run = self.run_app("lock", shape, "--accept-moves", "--set", "prefix=Renamed")
            self.assertIn(run.returncode, CODES, (shape, run.stdout, run.stderr))
            (self.folder / "omnitrack.lock.json").unlink()

    def test_findings_of_many_files(self):
        """Twelve thousand files with five findings each; what is kept of them may not be moved with every file."""
        resources = {f"T{i}": {"Type": "AWS::SNS::Topic", "Properties": {"Nmae": "a"}} for i in range(5)}
        text = json.dumps({"Resources": resources})
        (self.folder / "many").mkdir()
        for i in range(12_000):
            (self.folder / "many" / f"{i}.json").write_text(text)
        said = self.run_synth("validate", "many", "--format", "json", seconds=15).stdout
        self.assertEqual(said.count('"OT4220"'), 60_000)

    def test_conditions_that_multiply_are_answered(self):
        self.write("chain.json", hostile_shapes.condition_chain_of_or(100))
        self.assertIn("OT4322: 'R' exists only where the condition 'C99' holds",
                      self.run_synth("validate", "chain.json", seconds=5).stdout)

    def test_conditions_that_are_too_much_are_told(self):
        made = {f"C0x{j}": {"Fn::Equals": [{"Ref": "P"}, "a"]} for j in range(150)}
        for i in range(1, 20):
            for j in range(150):
                made[f"C{i}x{j}"] = {"Fn::Or": [{"Condition": f"C{i - 1}x{(j * 7 + k * 13) % 150}"} for k in range(10)]}
        resources = {f"R{i}": {"Type": "AWS::SNS::Topic", "Condition": f"C{19 - i // 150 % 12}x{i % 150}",
                               "Properties": {"DisplayName": {"Ref": f"R{(i * 31 + 1) % 8000}"}}} for i in range(8000)}
        self.write("many.json", {"Parameters": {"P": {"Type": "String"}}, "Conditions": made, "Resources": resources})
        said = self.run_synth("validate", "many.json", "--format", "json", seconds=60).stdout
        self.assertEqual(said.count('"OT1840"'), 1)

    def test_a_policy_is_not_multiplied_out(self):
        def policy(letter):
            return {"Resources": {"P": {"Type": "AWS::S3::BucketPolicy", "Properties": {
                "Bucket": "r", "PolicyDocument": {"Version": "2012-10-17", "Statement": [{
                    "Effect": "Allow",
                    "Principal": {"AWS": [f"arn:aws:iam::123456789012:role/{letter}{i}" for i in range(300)]},
                    "Action": [f"s3:{letter}{i}*" for i in range(300)],
                    "Resource": [f"arn:aws:s3:::b{letter}{i}/*" for i in range(300)]}]}}}}}

        self.write("a.json", policy("a"))
        self.write("b.json", policy("b"))
        said = self.run_synth("diff", "a.json", "b.json", seconds=10).stdout
        self.assertIn("and 298", " ".join(said.split()))

    def test_a_pattern_that_closes_its_group_and_backtracks(self):
        self.write("a.json", {"Parameters": {"P": {
            "Type": "String", "AllowedPattern": "z)|(?:(?:a|a){15}[^bc]*+[bc]", "Default": "a" * 4090}},
            "Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "P"}}}}})
        self.assertIn("OT4410", self.run_synth("validate", "a.json", seconds=5).stdout)

    def test_memory_is_a_small_multiple_of_the_input(self):
        text = json.dumps({"Resources": {f"R{i}": {"Type": "AWS::SNS::Topic"} for i in range(200_000)}})
        self.write("large.json", text)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        run = subprocess.run(["sh", "-c", f"ulimit -v {(len(text) * 16 + 200_000_000) // 1024}; "
                              f"exec '{hostile.SYNTH}' validate -q large.json"],
                             cwd=self.folder, env=cli.environment(), capture_output=True, text=True, timeout=30)
        self.assertNotIn("out of memory", run.stderr)
        self.assertIn(run.returncode, (0, 1))
        after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        if after > before:
            self.assertLess(after * 1024, 12 * len(text) + 60_000_000)

    def test_nesting_has_a_bound_that_is_told(self):
        for text in ("[" * 200 + "]" * 200, "- " * 200 + "a", "{a: " * 200 + "1" + "}" * 200):
            self.write("deep.yaml", "Resources: " + text if text[0] != "-" else text)
            self.assertIn("the value is nested too deeply\n", self.run_synth("validate", "deep.yaml").stdout + "\n")


if __name__ == "__main__":
    unittest.main()

"""Files are written whole or not at all: full disks, links, kills, two runs at once."""

import json
import os
import random
import subprocess
import time
import unittest

import cli
import hostile

TOPIC = {"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}
TEMPLATE = "OmniTrack.template.json"


def is_whole(text):
    try:
        return bool(json.loads(text)["Resources"])
    except ValueError:
        return False


class Writing(hostile.HostileTestCase):
    def entries(self, folder="."):
        return sorted(os.listdir(self.folder / folder))

    def test_what_a_killed_run_left_is_no_obstacle(self):
        for left in (f"{TEMPLATE}.new-1", f"{TEMPLATE}.new", ".omnitrack-1.new"):
            self.write(left, "")
        for _ in range(2):
            self.assertEqual(self.run_synth("synth", "-o", ".").returncode, 0)
        self.assertTrue(is_whole((self.folder / TEMPLATE).read_text()))
        self.assertEqual(len(self.entries()), 4)

    def test_a_run_that_is_killed_at_any_moment_leaves_the_old_file_or_the_new_one(self):
        started = time.monotonic()
        self.run_synth("synth", "-o", "out")
        duration = time.monotonic() - started
        place = self.folder / "out" / TEMPLATE
        other = {"Resources": {"Old": {"Type": "AWS::SNS::Topic"}}}
        new = place.read_text()
        for seed in range(300):
            place.write_text(json.dumps(other))
            run = subprocess.Popen([hostile.SYNTH, "synth", "-q", "-o", "out"], cwd=self.folder,
                                   stderr=subprocess.DEVNULL)
            time.sleep(random.Random(seed).uniform(0, 1.2 * duration))
            run.kill()
            run.wait()
            self.assertIn(place.read_text(), (json.dumps(other), new), seed)
        self.assertEqual(self.run_synth("synth", "-o", "out").returncode, 0)
        self.assertEqual(place.read_text(), new)

    def test_two_runs_at_once_in_one_folder(self):
        for _ in range(5):
            runs = [subprocess.Popen([hostile.SYNTH, "synth", "-q", "-o", "out"], cwd=self.folder)
                    for _ in range(4)]
            self.assertEqual([run.wait(20) for run in runs], [0] * 4)
            self.assertEqual(self.entries("out"), [TEMPLATE])
            self.assertTrue(is_whole((self.folder / "out" / TEMPLATE).read_text()))

    def test_a_link_out_of_the_output_folder_is_not_followed(self):
        self.write("precious", "mine")
        (self.folder / "out").mkdir()
        (self.folder / "out" / TEMPLATE).symlink_to("../precious")
        self.assertEqual(self.run_synth("synth", "-o", "out").returncode, 0)
        self.assertEqual((self.folder / "precious").read_text(), "mine")
        self.assertFalse((self.folder / "out" / TEMPLATE).is_symlink())

    def test_a_folder_that_is_a_link_out_of_the_output_folder_is_refused(self):
        self.write("a.json", TOPIC)
        self.write("elsewhere/notes", "mine")
        (self.folder / "app").mkdir()
        (self.folder / "app/src").symlink_to("../elsewhere")
        run = self.run_synth("init", "app", "--force")
        linked = [each for each in self.entries("elsewhere") if each != "notes"]
        self.assertEqual(linked, [], run.stderr)

    def test_a_link_that_was_named_is_written_through_in_one_piece(self):
        self.write("a.json", TOPIC)
        self.write("target.html", "old")
        (self.folder / "link.html").symlink_to("target.html")
        self.assertEqual(self.run_synth("graph", "a.json", "-o", "link.html").returncode, 0)
        self.assertTrue((self.folder / "link.html").is_symlink())
        self.assertIn("<html", (self.folder / "target.html").read_text())

    def test_a_folder_that_may_not_be_written(self):
        self.write("file", "")
        for folder in ("file/out", "/proc/out", "/dev/null/out"):
            run = self.run_synth("synth", "-o", folder)
            self.assertEqual((run.returncode, run.stdout), (1, ""), folder)
            self.assertRegex(run.stderr, r"\Aomnitrack-synth: error: cannot [^\n]+\n")

    @unittest.skipUnless(os.path.exists("/usr/bin/prlimit"), "prlimit is missing")
    def test_a_file_that_does_not_fit_leaves_nothing(self):
        self.assertEqual(self.run_synth("synth", "-o", "out").returncode, 0)
        before = (self.folder / "out" / TEMPLATE).read_bytes()
        run = subprocess.run(["bash", "-c", f"trap '' XFSZ; ulimit -f 8; exec '{hostile.SYNTH}' synth -o out"],
                             cwd=self.folder, env=cli.environment(), capture_output=True, text=True, timeout=20)
        self.assertEqual(run.returncode, 1)
        self.assertIn(f"cannot write out/{TEMPLATE}: File too large", run.stderr)
        self.assertEqual(self.entries("out"), [TEMPLATE])
        self.assertEqual((self.folder / "out" / TEMPLATE).read_bytes(), before)

    def test_a_full_disk_leaves_nothing(self):
        script = (f"mount -t tmpfs -o size=16k none out && {{ '{hostile.SYNTH}' synth -o out; "
                  "echo \"code $?\"; ls -A out; }")
        (self.folder / "out").mkdir()
        run = subprocess.run(["unshare", "-mr", "sh", "-c", script], cwd=self.folder,
                             env=cli.environment(), capture_output=True, text=True, timeout=20)
        if "code " not in run.stdout:
            self.skipTest("no file system can be mounted here")
        self.assertEqual(run.stdout, "code 1\n")
        self.assertIn("No space left on device", run.stderr)


class Stdout(hostile.HostileTestCase):
    def test_a_reader_that_goes_ends_it_quietly(self):
        run = subprocess.run(["bash", "-c", f"'{hostile.SYNTH}' synth | head -1; echo ${{PIPESTATUS[0]}}"],
                             cwd=self.folder, capture_output=True, text=True, timeout=20)
        self.assertEqual(run.stderr, "")
        self.assertIn(run.stdout.splitlines()[1], ("141", "0"))

    def test_a_full_or_closed_stdout_is_an_error(self):
        self.write("a.json", TOPIC)
        self.write("b.json", {"Resources": {"T": {"Type": "AWS::SQS::Queue"}}})
        for words in ("synth", "--version", "--help", "diff a.json b.json", "format a.json",
                      "graph a.json --format mermaid", "schema AWS::SNS::Topic", "explain OT4220",
                      "validate b.json --format json", "list", "tree"):
            for to, why in ((">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")):
                run = subprocess.run(["bash", "-c", f"exec '{hostile.SYNTH}' {words} {to}"], cwd=self.folder,
                                     env=cli.environment(), capture_output=True, text=True, timeout=20)
                self.assertEqual((run.returncode, run.stderr.splitlines()[-1:]),
                                 (1, [f"omnitrack-synth: error: cannot write to stdout: {why}"]), (words, to))

    def test_a_closed_stdout_is_not_taken_by_a_file_that_is_written(self):
        run = subprocess.run(["bash", "-c", f"exec '{hostile.SYNTH}' synth -o out >&-"], cwd=self.folder,
                             env=cli.environment(), capture_output=True, text=True, timeout=20)
        self.assertEqual(run.returncode, 0)
        self.assertTrue(is_whole((self.folder / "out" / TEMPLATE).read_text()))


if __name__ == "__main__":
    unittest.main()

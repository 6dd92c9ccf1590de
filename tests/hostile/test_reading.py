"""What is no template: devices, pipes, files of the system, bytes that are no text."""

import os
import socket
import subprocess
import unittest

import cli
import hostile

RIGHT = '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}'


class Reading(hostile.HostileTestCase):
    def assert_unreadable(self, path, why, *more):
        run = self.run_synth("validate", path, *more)
        self.assertEqual((run.returncode, run.stdout),
                         (1, f"{path}: error OT4006: cannot be read: {why}\n"))

    def test_a_device_is_no_file_for_any_verb(self):
        self.write("right.json", RIGHT)
        for device in ("/dev/zero", "/dev/urandom", "/dev/full"):
            self.assert_unreadable(device, "it is a device, not a file")
        for words in (("diff", "right.json", "/dev/zero"), ("diff", "/dev/zero", "right.json"),
                      ("format", "/dev/zero"), ("graph", "/dev/zero"), ("import", "/dev/zero", "-o", "app"),
                      ("adopt", "/dev/zero"), ("reach", "internet", "T", "/dev/zero"),
                      ("synth", "--lock", "/dev/zero"), ("synth", "--config", "/dev/zero")):
            run = self.run_synth(*words)
            self.assertEqual(run.returncode, 1, (words, run.stderr))
            self.assertIn("it is a device, not a file", run.stdout + run.stderr, words)

    def test_a_named_pipe_that_never_begins_or_never_ends(self):
        os.mkfifo(self.folder / "pipe")
        silent = [subprocess.Popen([hostile.SYNTH, "validate", "pipe"], cwd=self.folder, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)]
        os.mkfifo(self.folder / "begun")
        writer = os.open(self.folder / "begun", os.O_RDWR)
        self.addCleanup(os.close, writer)
        os.write(writer, RIGHT.encode())
        silent.append(subprocess.Popen([hostile.SYNTH, "validate", "begun"], cwd=self.folder, text=True,
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
        for run in silent:
            said, _ = run.communicate(timeout=30)
            self.assertIn("error OT4006: cannot be read: nothing came from it for 10 seconds\n", said)
            self.assertEqual(run.returncode, 1)

    def test_a_pipe_without_an_end_is_too_large(self):
        with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as endless:
            run = self.run_synth("validate", "-", stdin=endless.stdout)
            endless.kill()
        self.assertEqual((run.returncode, run.stdout),
                         (1, "-: error OT4006: cannot be read: it is larger than 100 MB\n"))

    def test_a_pipe_that_begins_late_is_read(self):
        os.mkfifo(self.folder / "pipe")
        with subprocess.Popen(["sh", "-c", f"sleep 0.3; echo '{RIGHT[:20]}' | tr -d '\\n' >pipe"],
                              cwd=self.folder):
            pass_through = self.run_synth("validate", "pipe")
        self.assertIn("error OT4001", pass_through.stdout)

    def test_what_is_larger_than_any_template(self):
        with open(self.folder / "large.json", "wb") as large:
            large.truncate(1 << 30)
        self.assert_unreadable("large.json", "it is larger than 100 MB")

    def test_a_socket_a_folder_and_files_of_the_system(self):
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(self.folder / "socket"))
            self.assert_unreadable("socket", "No such device or address")
        (self.folder / "empty").mkdir()
        self.assertIn("error OT4007", self.run_synth("validate", "empty").stdout)
        for path in ("/proc/self/mem", "/proc/self/environ", "/proc/self/status"):
            run = self.run_synth("validate", path)
            self.assertEqual(run.returncode, 1)
            self.assertRegex(run.stdout, "error OT40")

    def test_a_pipe_in_a_folder_is_left_out(self):
        self.write("in/right.json", RIGHT)
        os.mkfifo(self.folder / "in/pipe.json")
        self.assertEqual(self.run_synth("validate", "in").returncode, 0)

    def test_bytes_that_are_no_text(self):
        for content in (b"\xff\xfe" + RIGHT.encode("utf-16-le"), RIGHT.encode("utf-16"), b"\x00" * 100,
                        b'{"Resources": {"\xff": 1}}', b"a: \xc3\x28", b"\x80", b"{\x00}", b"a:\x00b",
                        b'{"a": "\\ud800"}', b"a: &a [*a]", b"a: &a {<<: *a}", b"{" * 100_000,
                        b"[" * 100_000, b"- " * 50_000, b"a: " * 50_000, b"!!binary a", b"%YAML 9.9\n---\na",
                        b'{"Resources": 1e999999}', b"\xef\xbb\xbf"):
            self.write("bytes", content)
            run = self.run_synth("validate", "bytes")
            self.assertEqual(run.returncode, 1, (content[:30], run.stdout, run.stderr))
            self.assertRegex(run.stdout, "error", content[:30])
            for verb in (("diff", "bytes", "bytes"), ("graph", "bytes"), ("format", "bytes")):
                run = self.run_synth(*verb)
                self.assertIn(run.returncode, (0, 1), (verb, content[:30], run.stdout, run.stderr))
                if verb[0] != "format":
                    self.assertNotRegex(run.stdout + run.stderr, hostile.STEERING, content[:30])

    def test_numbers_that_no_double_holds_stay_what_they_are(self):
        number = "9" * 400
        self.write("a.json", f'{{"Resources": {{"T": {{"Type": "Custom::T", "Properties": {{"ServiceToken": "a", "N": {number}}}}}}}}}')
        self.assertEqual(self.run_synth("diff", "a.json", "a.json").returncode, 0)
        self.assertIn(number, self.run_synth("format", "a.json").stdout)

    def test_keys_that_stand_twice_are_told(self):
        self.write("a.json", '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}, "T": {"Type": "AWS::SNS::Topic"}}}')
        self.assertIn("appears twice in one map", self.run_synth("validate", "a.json").stdout)


if __name__ == "__main__":
    unittest.main()

"""The same input gives the same output, whatever surrounds the program."""

import os
import shutil
import subprocess
import unittest

import cli
import hostile
from test_showing import named

RUNS = (("synth",), ("validate", "old.json", "--format", "json"), ("validate", "old.json", "--format", "sarif"),
        ("diff", "old.json", "new.json", "--format", "json"), ("diff", "old.json", "new.json", "--format", "markdown"),
        ("graph", "old.json", "--format", "mermaid"), ("graph", "old.json", "--format", "html"),
        ("format", "old.json", "--to", "yaml"))
SURROUNDINGS = ({"LC_ALL": "C"}, {"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "tr_TR.UTF-8"}, {"LANG": "ar_EG.UTF-8"},
                {"TZ": "Asia/Kathmandu"}, {"TZ": "America/St_Johns"}, {"COLUMNS": "40", "TERM": "dumb"},
                {"HOME": "/nowhere", "USER": "nobody"}, {"TMPDIR": "/nowhere"}, {"MALLOC_PERTURB_": "170"})


class SameEverywhere(hostile.HostileTestCase):
    def setUp(self):
        super().setUp()
        self.write("old.json", named("a<b>ÿ\u202e\n|"))
        self.write("new.json", named("a<c>ÿ\u202e\n|"))

    def outputs(self, **options):
        return [self.run_synth(*words, **options).stdout for words in RUNS]

    def test_in_any_locale_time_zone_and_environment(self):
        usual = self.outputs()
        self.assertTrue(all(usual))
        for changes in SURROUNDINGS:
            self.assertEqual(self.outputs(env=cli.environment(**changes)), usual, changes)

    def test_in_another_folder(self):
        usual = self.outputs()
        moved = self.folder / "elsewhere" / "ü b"
        moved.mkdir(parents=True)
        for name in ("old.json", "new.json"):
            shutil.move(self.folder / name, moved)
        self.folder = moved
        self.assertEqual(self.outputs(), usual)

    @unittest.skipUnless(shutil.which("setpriv") and os.geteuid() == 0, "only root becomes another user")
    def test_as_another_user(self):
        os.chmod(self.folder, 0o755)
        for words in RUNS:
            command = ["setpriv", "--reuid=65534", "--clear-groups", hostile.SYNTH, *words]
            run = subprocess.run(command, cwd=self.folder, env=cli.environment(), stdin=subprocess.DEVNULL,
                                 capture_output=True, encoding="utf-8", timeout=20)
            self.assertEqual(run.stdout, self.run_synth(*words).stdout, words)

    @unittest.skipUnless(shutil.which("faketime"), "faketime is missing")
    def test_at_any_date(self):
        for words in RUNS:
            usual = self.run_synth(*words).stdout
            for date in ("1970-01-02", "2038-01-20"):
                run = subprocess.run(["faketime", date, hostile.SYNTH, *words], cwd=self.folder, env=cli.environment(),
                                     capture_output=True, encoding="utf-8", timeout=20)
                self.assertEqual(run.stdout, usual, (date, words))


if __name__ == "__main__":
    unittest.main()

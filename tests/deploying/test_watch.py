"""`watch` with builds that stand in for a compiler: a build puts the app that the source names into its place."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from harness import StandIn

APPS = pathlib.Path(os.environ["CLI_APPS"])
SHOP = pathlib.Path(os.environ["SHOP"])
# Far more than any step takes, so that a step that never comes is a failure and no endless test.
PATIENCE = 60

# Builds the app that src/app.txt names; `broken` cannot be built, and `endless` takes for ever.
BUILD = """import pathlib, shutil, subprocess, sys
home = pathlib.Path(__file__).parent
name = (home / "src/app.txt").read_text().strip()
if name == "broken":
    sys.exit("src/app.txt:1: error: expected an app")
if name == "endless":
    endless = subprocess.Popen(["sleep", "1000"])
    print("building in", endless.pid, flush=True)
    endless.wait()
apps = dict(word.split("=") for word in sys.argv[1:])
shutil.copy(apps[name], home / "photos.new")
(home / "photos.new").rename(home / "photos")
"""

PROJECT = """cmake_minimum_required(VERSION 3.25)
project(photos NONE)
add_custom_target(photos COMMAND ${CMAKE_COMMAND} -P ${CMAKE_SOURCE_DIR}/build.cmake VERBATIM)
"""
BUILD_BY_CMAKE = """file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/app.txt" name)
file(COPY_FILE "@APPS@/${name}" photos.new)
file(RENAME photos.new photos)
"""


class Watching:
    """A `watch` that runs, and what it has said so far."""

    def __init__(self, program, *words, cwd, env):
        self.process = subprocess.Popen([program, "watch", *words], cwd=cwd, env=env, text=True,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        self.said = ""
        self.printed = ""
        self.seen = 0
        self.grew = threading.Condition()
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stderr:
            with self.grew:
                self.said += line
                self.grew.notify()

    def until(self, pattern):
        """Waits until something new matches; returns what is new, up to and with the match."""
        end = time.monotonic() + PATIENCE
        with self.grew:
            while not (found := re.search(pattern, self.said[self.seen:])):
                if not self.grew.wait(end - time.monotonic()) and time.monotonic() > end:
                    raise AssertionError(f"no {pattern!r} after:\n{self.said[self.seen:]}")
            new = self.said[self.seen:self.seen + found.end()]
            self.seen += found.end()
            return new

    def shown(self):
        """What is new, until a round is over."""
        return self.until(r"shown in \d+\.\d\d s, after a build of \d+\.\d\d s\n")

    def end(self, by=signal.SIGINT):
        """Ends it, if it runs; returns its exit code and what it printed."""
        if self.process.poll() is None:
            self.process.send_signal(by)
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        if not self.process.stdout.closed:
            self.printed = self.process.stdout.read()
            self.process.stdout.close()
            self.process.stderr.close()
        return code, self.printed


class WatchCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name).resolve()
        (self.home / "src").mkdir()
        (self.home / "tmp").mkdir()
        (self.home / "build.py").write_text(BUILD)
        self.environment = {key: value for key, value in os.environ.items()
                            if not key.startswith("AWS_") and key not in ("NO_COLOR", "TERM")}
        self.environment["TMPDIR"] = str(self.home / "tmp")
        apps = {name: APPS / name for name in ("two_stacks", "configured", "mistaken")} | {"shop": SHOP}
        self.build = " ".join([sys.executable, str(self.home / "build.py"),
                               *(f"{name}={path}" for name, path in apps.items())])
        shutil.copy(APPS / "two_stacks", self.home / "photos")
        self.save("two_stacks")

    def save(self, text, name="app.txt"):
        (self.home / "src" / name).write_text(text)

    def started(self, *words, by_build=True):
        """A `watch` by the stand-in for a build, whose words these are."""
        if by_build:
            words = ("--build", self.build, "--path", "src", *words)
        made = Watching(self.home / "photos", *words, cwd=self.home, env=self.environment)
        self.addCleanup(made.end, signal.SIGKILL)
        return made

    def run_watch(self, *words):
        """A `watch` that does not come to watching."""
        ended = subprocess.run([self.home / "photos", "watch", *words], cwd=self.home, text=True,
                               env=self.environment, capture_output=True, timeout=PATIENCE, check=False)
        self.assertEqual(ended.stdout, "")
        return ended.returncode, ended.stderr


class Rounds(WatchCase):
    def test_the_first_round_shows_what_there_is(self):
        watch = self.started()
        self.assertRegex(watch.shown(), r"\Aphotos: watching 1 folder; Ctrl-C ends it\n"
                         r"Network: 1 created.*\nCompute: 1 created.*\n"
                         r"photos: shown in \S+ s, after a build of \S+ s\n\Z")

    def test_a_save_shows_the_difference_to_the_last_round(self):
        watch = self.started()
        watch.shown()
        self.save("configured")
        new = watch.shown()
        self.assertRegex(new, r"\A\n— \d\d:\d\d:\d\d — src/app\.txt\n")
        self.assertIn("Stack Demo (new)", new)
        self.assertRegex(new, r"- delete +Custom::Vpc Vpc")
        # The line of code is the new program's.
        self.assertIn("Demo/Thing at tests/cli/apps/configured.cpp:", new)
        self.save("configured")
        self.assertIn("photos: no differences\n", watch.shown())

    def test_with_a_summary_a_save_shows_few_lines(self):
        watch = self.started("--summary")
        watch.shown()
        self.save("configured")
        new = watch.shown()
        self.assertIn("Demo: ", new)
        self.assertNotIn("Custom::Vpc", new)

    def test_what_cannot_be_built_is_shown_as_the_compiler_says_it_and_waited_for(self):
        watch = self.started()
        watch.shown()
        self.save("broken")
        new = watch.until(r"photos: error: the build failed: .* ended with 1\n")
        self.assertIn("\nsrc/app.txt:1: error: expected an app\n", new)
        self.save("two_stacks")
        self.assertIn("photos: no differences\n", watch.shown())

    def test_findings_are_shown_as_synth_shows_them_and_the_last_good_round_is_compared_with(self):
        watch = self.started()
        watch.shown()
        self.save("mistaken")
        new = watch.until("photos: 2 errors\n")
        self.assertIn("error XX0002: Demo/First: this is wrong\n", new)
        self.assertIn("  hint: put it right\n", new)
        self.save("two_stacks")
        self.assertIn("photos: no differences\n", watch.shown())

    def test_an_app_that_is_wrong_from_the_beginning_is_shown_once_it_is_right(self):
        self.save("mistaken")
        watch = self.started()
        watch.until("photos: 2 errors\n")
        self.save("configured")
        self.assertRegex(watch.shown(), r"\nDemo: \d created")

    def test_the_configuration_is_passed_on_and_watched(self):
        self.save("configured")
        (self.home / "app.json").write_text('{"retention_days": 7}')
        watch = self.started("--config", "app.json", "--set", "name_prefix=mine")
        watch.shown()
        (self.home / "app.json").write_text('{"retention_days": 8}')
        new = watch.shown()
        self.assertIn("— app.json\n", new)
        self.assertIn("7 → 8", new)
        self.assertNotIn("NamePrefix", new)

    def test_quiet_says_differences_and_errors_alone(self):
        watch = self.started("--quiet")
        watch.until(r"\ANetwork: 1 created")
        self.save("broken")
        watch.until("photos: error: the build failed")


class Files(WatchCase):
    def test_a_file_that_is_renamed_over_another_is_a_save(self):
        watch = self.started()
        watch.shown()
        self.save("configured", ".app.txt.swp")
        (self.home / "src/.app.txt.swp").rename(self.home / "src/app.txt")
        self.assertRegex(watch.shown(), r"\A\n— \S+ — src/app\.txt\n(.*\n)*Stack Demo \(new\)")

    def test_a_new_folder_is_watched_with_what_is_in_it(self):
        watch = self.started()
        watch.shown()
        (self.home / "src/a/b").mkdir(parents=True)
        self.save("x", "a/b/new.hpp")
        self.assertIn("— src/a/b/new.hpp\n", watch.shown())
        (self.home / "src/a").rename(self.home / "src/c")
        self.assertIn("src/c/b/new.hpp", watch.shown())
        self.save("y", "c/b/new.hpp")
        self.assertIn("— src/c/b/new.hpp\n", watch.shown())

    def test_what_is_removed_is_a_change(self):
        self.save("x", "old.hpp")
        watch = self.started()
        watch.shown()
        (self.home / "src/old.hpp").unlink()
        self.assertIn("— src/old.hpp\n", watch.shown())

    def test_many_saves_at_once_are_one_round(self):
        watch = self.started()
        watch.shown()
        for number in range(9):
            self.save("x", f"{number}.hpp")
        self.assertIn("— src/0.hpp, src/1.hpp, src/2.hpp and 6 more\n", watch.shown())

    def test_hidden_files_and_copies_of_editors_are_no_changes(self):
        (self.home / "src/.git").mkdir()
        (self.home / "src/node_modules").mkdir()
        watch = self.started()
        watch.shown()
        for name in (".git/index", "node_modules/x.js", ".app.txt.swp", "app.txt~", "#app.txt#"):
            self.save("x", name)
        self.save("x", "seen.hpp")
        self.assertRegex(watch.shown(), r"\A\n— \S+ — src/seen\.hpp\n")

    def test_paths_replace_the_folder_and_may_be_files(self):
        watch = self.started("--path", "build.py")
        watch.shown()
        (self.home / "build.py").write_text(BUILD + "\n")
        self.assertIn("— build.py\n", watch.shown())


class Builds(WatchCase):
    def test_cmake_is_asked_for_the_target_of_the_executables_name(self):
        (self.home / "src/CMakeLists.txt").write_text(PROJECT)
        (self.home / "src/build.cmake").write_text(BUILD_BY_CMAKE.replace("@APPS@", str(APPS)))
        # The folder that CMake builds in is no source, though it is among them.
        build = self.home / "src/build"
        subprocess.run(["cmake", "-G", "Ninja", "-S", self.home / "src", "-B", build], check=True,
                       capture_output=True)
        shutil.copy(APPS / "two_stacks", build / "photos")
        watch = Watching(build / "photos", cwd=self.home, env=self.environment)
        self.addCleanup(watch.end, signal.SIGKILL)
        self.assertIn("watching 1 folder;", watch.shown())
        self.save("configured")
        self.assertIn("Stack Demo (new)", watch.shown())
        self.assertEqual(watch.end(), (0, ""))
        # Each build wrote into the folder, which was no change.
        self.assertEqual(watch.said.count("\n— "), 1)

    def test_without_cmake_the_command_must_be_said(self):
        self.assertEqual(self.run_watch(), (
            1, f"photos: error: there is no CMakeCache.txt above {self.home}/photos, so it is not known "
            "how the app is built\n  hint: say it: --build COMMAND --path DIR\n"))
        self.assertEqual(self.run_watch("--build", "make"), (
            64, "photos: error: it is not known which folder the app is built from\n"
            "  hint: say what to watch: --path DIR\n"))

    def test_a_build_in_the_folder_of_the_sources_needs_a_path(self):
        (self.home / "CMakeCache.txt").write_text(f"CMAKE_HOME_DIRECTORY:INTERNAL={self.home}\n")
        self.assertEqual(self.run_watch(), (
            64, "photos: error: the app is built in the folder of its sources, so each build would be a "
            "change\n  hint: say what to watch: --path DIR, or build in a folder of its own\n"))

    def test_a_command_is_words_and_no_shell(self):
        (self.home / "CMakeCache.txt").write_text(f"CMAKE_HOME_DIRECTORY:INTERNAL={self.home}/src\n")
        hint = "  hint: quote it, name a script, or say: --build \"sh -c '…'\"\n"
        for command, wrong in (("make && x", "&"), ("make | x", "|"), ("make > x", ">"), ("a $b", "$")):
            self.assertEqual(self.run_watch("--build", command), (
                64, f"photos: error: --build is run without a shell, which '{wrong}' is for\n{hint}"))
        self.assertEqual(self.run_watch("--build", "make 'x"), (
            64, "photos: error: --build ends within a quote: make 'x\n  hint: see photos help watch\n"))
        self.assertEqual(self.run_watch("--build", " "), (
            64, "photos: error: --build names no program\n  hint: see photos help watch\n"))

    def test_quotes_keep_words_together(self):
        program = "import sys; sys.exit(repr(sys.argv[1:]))"
        self.build = f"{sys.executable} -c '{program}' \"a 'b\" c\\ d '' e$f".replace("e$f", "'e$f'")
        watch = self.started()
        watch.until(r"\n\[\"a 'b\", 'c d', '', 'e\$f'\]\n")

    def test_a_program_that_is_not_there_is_told(self):
        self.build = "no-such-build"
        watch = self.started()
        watch.until("photos: error: the build failed: no-such-build cannot be run: "
                    "No such file or directory\n")

    def test_what_is_not_there_cannot_be_watched(self):
        self.assertEqual(self.run_watch("--build", "make", "--path", "lib"), (
            1, "photos: error: cannot watch lib: No such file or directory\n"))

    def test_the_limit_of_watched_folders_is_told(self):
        for number in range(9):
            (self.home / f"src/{number}").mkdir()
        limited = ["unshare", "--user", "--map-root-user", "sh", "-c",
                   'echo 3 > /proc/sys/user/max_inotify_watches && exec "$@"', "sh"]
        if subprocess.run([*limited, "true"], capture_output=True, check=False).returncode != 0:
            self.skipTest("limits cannot be set here")
        ended = subprocess.run([*limited, self.home / "photos", "watch", "--build", "true", "--path", "src"],
                               cwd=self.home, env=self.environment, text=True, capture_output=True,
                               timeout=PATIENCE, check=False)
        self.assertEqual((ended.returncode, ended.stdout), (1, ""))
        self.assertRegex(ended.stderr, r"\Aphotos: error: cannot watch \S+/src/\d: No space left on device\n"
                         r"  hint: that is the limit of watched folders: watch fewer by --path DIR, or raise "
                         r"it: sysctl fs\.inotify\.max_user_watches=1000000\n\Z")

    def test_options_of_a_deployment_need_it(self):
        for option, value in (("--stack-name", "A=b"), ("--profile", "dev"), ("--tag", "a=b")):
            self.assertEqual(self.run_watch(option, value)[1].splitlines()[0],
                             f"photos: error: {option} is for --deploy")


class Ends(WatchCase):
    def test_ctrl_c_ends_it_with_0_and_leaves_nothing(self):
        for by in (signal.SIGINT, signal.SIGTERM):
            watch = self.started()
            watch.shown()
            self.assertEqual(watch.end(by), (0, ""))
            self.assertEqual(list((self.home / "tmp").iterdir()), [])

    def test_a_build_that_never_ends_ends_with_it(self):
        self.save("endless")
        watch = self.started()
        process = int(re.search(r"building in (\d+)\n", watch.until(r"building in \d+\n"))[1])
        self.assertEqual(watch.end(), (0, ""))
        end = time.monotonic() + PATIENCE
        while running(process) and time.monotonic() < end:
            time.sleep(0.01)
        self.assertFalse(running(process))


def running(process):
    """Whether a process runs; one that has ended and nobody asked after does not."""
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Deploying(WatchCase):
    def setUp(self):
        super().setUp()
        self.aws = StandIn(steps_per_call=6)
        self.addCleanup(self.aws.close)
        self.environment = self.aws.environment(
            OMNITRACK_POLL_SECONDS="0.01", TMPDIR=self.environment["TMPDIR"], LC_ALL="C.UTF-8")
        self.save("shop")
        self.configure()

    def configure(self, **keys):
        text = ", ".join(f'"{key}": {value}' for key, value in keys.items())
        (self.home / "app.json").write_text("{" + text + "}")

    def started(self, *words):
        return super().started("--config", "app.json", "--deploy", *words)

    def test_the_stacks_that_changed_are_deployed(self):
        watch = self.started("--stack-name", "Shop=shop-dev", "--tag", "team=a b")
        watch.until("photos: Store: CREATE_COMPLETE\n")
        watch.until(r"\nShop +JobsUrl .*\n")
        words, = self.aws.calls("create-change-set")[1:]
        self.assertIn("shop-dev", words)
        self.assertIn("team", " ".join(words))
        self.aws.forget_calls()
        self.configure(visibility=40)
        watch.until("photos: shop-dev: UPDATE_COMPLETE\n")
        self.assertEqual(watch.end(), (0, ""))
        # Of the other stack only whether it is there is asked, as this one needs it.
        self.assertEqual([call[1] for call in self.aws.calls() if "Store" in call], ["describe-stacks"])

    def test_who_reads_what_changed_is_deployed_too(self):
        self.aws.change(replaces=["Orders"])
        self.configure(table_tag='"weak"')
        watch = self.started("--accept-loss", "Orders@2999-12-31=it is filled anew")
        watch.until(r"\nShop +JobsUrl .*\n")
        self.configure(table_tag='"weak"', table_name='"carts"')
        watch.until("photos: Store: UPDATE_COMPLETE\n")
        watch.until("photos: Shop: UPDATE_COMPLETE\n")
        self.assertEqual(watch.end(), (0, ""))

    def test_data_is_not_lost_and_the_next_save_is_deployed(self):
        watch = self.started()
        watch.until(r"\nShop +JobsUrl .*\n")
        self.configure(table_name='"carts"')
        watch.until("photos: error: data would be lost: nothing was deployed\n")
        self.aws.forget_calls()
        self.configure(visibility=50)
        watch.until("photos: Shop: UPDATE_COMPLETE\n")
        self.assertEqual(watch.end(), (0, ""))
        self.assertEqual(self.aws.stack("Store")["status"], "CREATE_COMPLETE")

    def test_what_was_not_deployed_is_tried_again_though_nothing_differs(self):
        self.aws.change(change_set_fails="no")
        watch = self.started()
        watch.until("photos: error: ")
        self.aws.change(change_set_fails=None)
        self.save("x", "new.hpp")
        new = watch.until(r"\nShop +JobsUrl .*\n")
        self.assertIn("photos: no differences\n", new)

    def test_ctrl_c_ends_a_deployment_before_its_next_step(self):
        self.aws.change(faults=[{"call": "create-change-set", "sleep": 2, "after": 1, "is_done": True}])
        watch = self.started()
        watch.until("photos: Store: CREATE_COMPLETE\n")
        self.assertEqual(watch.end(), (0, ""))
        self.assertEqual(len(self.aws.calls("execute-change-set")), 1)

    def test_nothing_is_asked_of_aws_where_nothing_changed(self):
        watch = self.started()
        watch.until(r"\nShop +JobsUrl .*\n")
        self.aws.forget_calls()
        self.save("x", "new.hpp")
        watch.shown()
        self.assertEqual(watch.end(), (0, ""))
        self.assertEqual(self.aws.calls(), [])


if __name__ == "__main__":
    unittest.main()

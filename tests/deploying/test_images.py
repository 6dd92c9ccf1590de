"""Container images on their way into a repository, by the stand-ins for `docker` and `aws`."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import verb_case

APP = verb_case.APP.with_name("images")
REGISTRY = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
REPOSITORY = "omnitrack-images"
BUILT = "it cannot be built"
PASSWORD = "password-of-the-stand-in-"


class ImagesCase(verb_case.VerbCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()
        for name in ("worker", "web"):
            (self.folder / name / "src").mkdir(parents=True)
            (self.folder / name / "Dockerfile").write_text(f"FROM {name}\n")
            (self.folder / name / "src" / "main.py").write_text("pass\n")
        (self.folder / "web" / ".dockerignore").write_text("*.md\n")
        (self.folder / "web" / "README.md").write_text("text\n")
        (self.folder / "web" / "a.log").write_text("log\n")
        self.aws = self.stand_in(repositories=[REPOSITORY])
        self.aws.add_docker()
        self.temporary = self.folder / "tmp"
        self.temporary.mkdir()

    def run_verb(self, *words, **environment):
        return self.aws.run(APP, *words, cwd=self.folder, **{
            "OMNITRACK_POLL_SECONDS": "0.01", "LC_ALL": "C.UTF-8",
            "TMPDIR": str(self.temporary)} | environment)

    def verbs(self):
        return [each["words"][0] for each in self.aws.docker_calls()]

    def assert_one_problem(self, ended, message, hint, wrong=f"it cannot be pushed to {REPOSITORY}"):
        """Checks that the image of the function could not be pushed, and nothing else is said of it."""
        self.assertEqual(ended.code, 1, ended.stderr)
        self.assert_told(ended, message, hint, wrong)
        self.assertIn("0 assets uploaded, 0 there already", ended.stderr)
        self.assertEqual(list(self.temporary.iterdir()), [])

    def assert_told(self, ended, message, hint, wrong):
        line = next(i for i, text in enumerate(
            (verb_case.PROJECT / "tests/cli/apps/images.cpp").read_text().splitlines(), 1)
            if '.id = "Worker"' in text)
        self.assertIn("images: error: Work/Worker/Image (tests/cli/apps/images.cpp:"
                      f"{line}): {wrong}: {message}\n  hint: {hint}\n", ended.stderr)


class Pushed(ImagesCase):
    def test_what_is_absent_is_built_and_pushed_and_a_second_run_builds_nothing(self):
        ended = self.run_verb("publish")
        self.assertEqual(ended.code, 0, ended.stderr)
        worker, web = self.aws.docker_calls("build")
        names = [each["words"][2] for each in (worker, web)]
        self.assertEqual(ended.stderr, "".join(f"images: {line}\n" for line in (
            "building Work/Worker/Image (1 of 2)",
            f"pushing Work/Worker/Image to {names[0]}",
            "building Web/Task/webImage (2 of 2)",
            f"pushing Web/Task/webImage to {names[1]}",
            "2 assets uploaded, 0 there already")))
        self.assertEqual(self.verbs(), ["build", "login", "push", "build", "push"])
        self.assertEqual(list(self.temporary.iterdir()), [])
        again = self.run_verb("publish")
        self.assert_ends(again, 0, "", "images: 0 assets uploaded, 2 there already\n")
        self.assertEqual(len(self.verbs()), 5)

    def test_docker_is_given_what_the_app_says_as_words_of_their_own(self):
        self.run_verb("publish", "Work")
        (build,) = self.aws.docker_calls("build")
        context = build["words"][-1]
        tag = build["words"][2]
        self.assertRegex(tag, f"^{REGISTRY}/{REPOSITORY}:[0-9a-f]{{64}}$")
        self.assertEqual(build["words"], [
            "build", "--tag", tag, "--platform", "linux/arm64", "--file", f"{context}/Dockerfile",
            "--target", "function", "--build-arg", "LEVEL=2; $(id)", context])
        self.assertEqual(build["dockerfile"], "FROM worker\n")
        self.assertEqual(build["files"], {"Dockerfile": "0o644", "src/main.py": "0o644"})
        self.assertFalse(build["attestations"])

    def test_what_is_ignored_is_not_there_for_docker(self):
        self.run_verb("publish", "Web")
        (build,) = self.aws.docker_calls("build")
        self.assertEqual(sorted(build["files"]), [".dockerignore", "Dockerfile", "src/main.py"])

    def test_the_password_goes_through_standard_input_alone(self):
        ended = self.run_verb("publish", "Work")
        (login,) = self.aws.docker_calls("login")
        self.assertEqual(login["words"], ["login", "--username", "AWS", "--password-stdin", REGISTRY])
        self.assertTrue(login["read"].startswith(PASSWORD))
        self.assertNotIn(PASSWORD, ended.stdout + ended.stderr)

    def test_the_repository_of_the_cdks_bootstrap_serves_as_well(self):
        name = "cdk-hnb659fds-container-assets-123456789012-us-east-1"
        self.aws.change(repositories=[name])
        ended = self.run_verb("publish", "Work", "--images-repository",
                              "cdk-hnb659fds-container-assets-${AWS::AccountId}-${AWS::Region}")
        self.assertEqual(ended.code, 0, ended.stderr)
        (push,) = self.aws.docker_calls("push")
        self.assertTrue(push["words"][1].startswith(f"{REGISTRY}/{name}:"))

    def test_another_program_takes_the_same_words(self):
        (self.aws.folder / "docker").rename(self.aws.folder / "podman")
        ended = self.run_verb("publish", "Work", OMNITRACK_DOCKER="podman")
        self.assertEqual(ended.code, 0, ended.stderr)
        self.assertEqual(self.verbs(), ["build", "login", "push"])

    def test_a_deployment_pushes_before_it_makes_change_sets(self):
        ended = self.run_verb("deploy", "Work", "--yes")
        self.assertEqual(ended.code, 0, ended.stderr)
        self.assertEqual(self.verbs(), ["version", "build", "login", "push"])
        self.assertEqual(self.aws.stack("Work")["status"], "CREATE_COMPLETE")
        self.assertLess(ended.stderr.index("pushing Work/Worker/Image"), ended.stderr.index("CREATE"))


class Failing(ImagesCase):
    def test_without_a_repository_nothing_is_built(self):
        self.aws.change(repositories=[])
        ended = self.run_verb("publish", "Work")
        self.assert_one_problem(
            ended, "An error occurred (RepositoryNotFoundException) when calling the DescribeImages "
                   f"operation: The repository with name '{REPOSITORY}' does not exist in the registry with "
                   "id '123456789012'",
            "the verb bootstrap makes the repository; --images-repository names another one")
        self.assertEqual(self.verbs(), [])

    def test_docker_is_missed_only_where_something_must_be_built(self):
        self.run_verb("publish", "Work")
        missing = {"OMNITRACK_DOCKER": "there-is-no-such-program"}
        self.assertEqual(self.run_verb("publish", "Work", **missing).code, 0)
        (self.folder / "worker" / "src" / "main.py").write_text("changed\n")
        self.assert_one_problem(
            self.run_verb("publish", "Work", **missing),
            "there-is-no-such-program is not installed, or not on PATH",
            "install docker, or name a program that takes its words, such as podman, by "
            "OMNITRACK_DOCKER; an image that is pushed needs neither", BUILT)

    def test_the_last_lines_of_a_build_that_fails_are_shown(self):
        lines = "".join(f"#{i} step\n" for i in range(30))
        self.aws.change(docker={"build": {"stderr": lines + "ERROR: failed to solve\x1b[2J\n", "exit": 17}})
        ended = self.run_verb("publish", "Work")
        self.assert_one_problem(ended, "docker build failed with exit code 17: ERROR: failed to solve\\x1b[2J",
                                "the lines above are the last that it wrote", BUILT)
        self.assertIn("#29 step\n", ended.stderr)
        self.assertNotIn("#9 step\n", ended.stderr)
        self.assertEqual(self.verbs(), ["build"])

    def test_one_line_of_a_build_that_fails_is_said_once(self):
        self.aws.change(docker={"build": {"stderr": "no such platform\n"}})
        ended = self.run_verb("publish", "Work")
        self.assertEqual(ended.code, 1)
        self.assertEqual(ended.stderr.count("no such platform"), 1)
        self.assertRegex(ended.stderr, ": it cannot be built: docker build failed with exit code 1: no such "
                                       "platform\nimages: 0 assets uploaded")

    def test_a_deployment_looks_for_docker_before_it_asks(self):
        daemon = "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is it running?"
        self.aws.change(docker={"version": {"stderr": daemon + "\n"}})
        for words in (("Work", "--yes"), ("Work", "--prepare", "p.json")):
            ended = self.run_verb("deploy", *words)
            self.assertEqual(ended.code, 1, ended.stderr)
            self.assert_told(ended, f"docker version failed with exit code 1: {daemon}",
                             "start its daemon, or name a program that takes its words, such as podman, by "
                             "OMNITRACK_DOCKER", BUILT)
            self.assertEqual(ended.stderr.count(daemon), 1)
            self.assertNotIn("building", ended.stderr)
        self.assertEqual(self.verbs(), ["version", "version"])
        self.assertEqual(self.aws.calls("create-change-set"), [])

    def test_a_deployment_that_pushes_nothing_needs_no_docker(self):
        self.run_verb("publish", "Work")
        ended = self.run_verb("deploy", "Work", "--yes", OMNITRACK_DOCKER="there-is-no-such-program")
        self.assertEqual(ended.code, 0, ended.stderr)

    def test_a_deployment_looks_for_the_repository_before_it_asks(self):
        self.aws.change(repositories=[])
        ended = self.run_verb("deploy", "Work", "--yes")
        self.assertEqual(ended.code, 1)
        self.assertIn("hint: the verb bootstrap makes the repository", ended.stderr)
        self.assertEqual(self.verbs(), [])

    def test_a_login_that_fails_does_not_show_the_password(self):
        self.aws.change(docker={"login": {"stderr": "refused READ\n"}})
        ended = self.run_verb("publish", "Work")
        self.assert_one_problem(ended, "docker login failed with exit code 1: refused ***",
                                "look whether the daemon of docker runs, and where it keeps credentials")
        self.assertNotIn(PASSWORD, ended.stdout + ended.stderr)

    def test_a_push_that_fails_is_told(self):
        self.aws.change(docker={"push": {"stderr": "denied: not authorized\n"}})
        self.assert_one_problem(
            self.run_verb("publish", "Work"),
            "docker push failed with exit code 1: denied: not authorized",
            "the caller needs ecr:BatchCheckLayerAvailability, ecr:CompleteLayerUpload, "
            "ecr:InitiateLayerUpload, ecr:PutImage and ecr:UploadLayerPart on the repository")

    def test_what_somebody_else_pushed_meanwhile_is_no_failure(self):
        self.aws.change(docker={"push": {"stderr": "the tag is immutable\n", "then_pushed": True}})
        self.assertEqual(self.run_verb("publish", "Work").code, 0)

    def test_a_build_that_takes_too_long_is_ended(self):
        self.aws.change(docker={"build": {"sleep": 60}})
        self.assert_one_problem(self.run_verb("publish", "Work", OMNITRACK_DOCKER_SECONDS="0.3"),
                                "docker build did not end in time",
                                "OMNITRACK_DOCKER_SECONDS gives it more than the usual hour", BUILT)

    def test_without_rights_it_is_told_which_are_needed(self):
        self.aws.change(faults=[{
            "call": "describe-images",
            "stderr": "An error occurred (AccessDeniedException) when calling the DescribeImages operation: "
                      "no\n"}])
        self.assertIn("hint: the repository must be of this account, and the caller needs "
                      "ecr:DescribeImages on it and ecr:GetAuthorizationToken\n",
                      self.run_verb("publish", "Work").stderr)

    def test_what_fails_stops_a_deployment_and_no_other_image(self):
        self.aws.change(docker={"build": {"stderr": "no\n"}})
        ended = self.run_verb("deploy", "--yes")
        self.assertEqual(ended.code, 1, ended.stderr)
        self.assertEqual(self.verbs(), ["version", "build", "build"])
        self.assertEqual(self.aws.calls("create-change-set"), [])


class Interrupted(ImagesCase):
    def interrupt(self, how, *words):
        """Ends the app while docker builds."""
        process = subprocess.Popen([APP, *words], cwd=self.folder, text=True,
                                   env=self.aws.environment(TMPDIR=str(self.temporary)),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 30
        while not self.aws.docker_calls("build") and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(process.pid, how)
        began = time.monotonic()
        _, stderr = process.communicate(timeout=30)
        self.assertLess(time.monotonic() - began, 10)
        return process.returncode, stderr

    def test_a_signal_ends_the_build_and_the_next_run_pushes(self):
        for how in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(how):
                self.aws.change(docker={"build": {"sleep": 60}})
                shutil.rmtree(self.aws.folder / "docker.jsonl", ignore_errors=True)
                (self.aws.folder / "docker.jsonl").unlink(missing_ok=True)
                (self.folder / "worker" / "src" / "main.py").write_text(f"{how}\n")
                code, stderr = self.interrupt(how, "publish", "Work")
                self.assertEqual((code, stderr), (130, (
                    "images: building Work/Worker/Image (1 of 1)\n"
                    "images: 0 assets uploaded, 0 there already\n"
                    "images: interrupted: run it again to upload the rest\n")))
                self.assertEqual(list(self.temporary.iterdir()), [])
                self.aws.change(docker={})
                self.assertEqual(self.run_verb("publish", "Work").code, 0)

    def test_a_deployment_that_is_interrupted_makes_no_change_set(self):
        self.aws.change(docker={"build": {"sleep": 60}})
        code, stderr = self.interrupt(signal.SIGINT, "deploy", "Work", "--yes")
        self.assertEqual(code, 130, stderr)
        self.assertTrue(stderr.endswith("images: interrupted: nothing was deployed\n"), stderr)
        self.assertEqual(self.aws.calls("create-change-set"), [])

    def test_a_run_that_is_killed_is_made_good_by_the_next_one(self):
        self.aws.change(docker={"build": {"sleep": 1}})
        code, _ = self.interrupt(signal.SIGKILL, "publish", "Work")
        self.assertEqual(code, -signal.SIGKILL)
        self.aws.change(docker={})
        ended = self.run_verb("publish", "Work")
        self.assertEqual(ended.code, 0, ended.stderr)
        self.assertIn("1 asset uploaded, 0 there already", ended.stderr)


if __name__ == "__main__":
    unittest.main()

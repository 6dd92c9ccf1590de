"""Projects that `init` begins: what is written where, and what it leaves alone."""

import os
import pathlib
import pty
import shutil
import tempfile
import unittest

import cli

SYNTH = pathlib.Path(os.environ["OMNITRACK_SYNTH"])
STARTERS = cli.PROJECT / "starters"
NAMES = ("app", "lambda", "library", "queue-worker", "static-site")


def files_of(folder):
    """The files of a folder by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*")) if path.is_file()}


class Init(cli.CliTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()

    def init(self, *words, program=SYNTH, **options):
        return self.run_app(program, "init", *words, cwd=options.pop("cwd", self.folder), **options)

    def assert_refused(self, words, code, message, hint):
        before = files_of(self.folder)
        self.assert_ends(self.init(*words), code, stderr=(
            f"omnitrack-synth: error: {message}\n" + (f"  hint: {hint}\n" if hint else "")))
        self.assertEqual(files_of(self.folder), before)

    def on_a_terminal(self, answer, *words):
        """The exit code, and what is said, where somebody answers on a terminal."""
        controller, terminal = pty.openpty()
        process = cli.subprocess.Popen([SYNTH, "init", *words], cwd=self.folder, stdin=terminal,
                                       stderr=terminal, env=cli.environment())
        os.close(terminal)
        os.write(controller, answer.encode() + b"\n")
        said = b""
        try:
            while chunk := os.read(controller, 4096):
                said += chunk
        except OSError:  # Linux says that nobody has the terminal open any more
            pass
        os.close(controller)
        return process.wait(), said.decode().replace("\r\n", "\n")

    def test_each_starter_is_written_with_the_name_in_its_place(self):
        for starter in NAMES:
            self.assertEqual(self.init(f"my-{starter}", "-t", starter, "-q").returncode, 0)
            written = files_of(self.folder / f"my-{starter}")
            expected = files_of(STARTERS / "common") | files_of(STARTERS / starter)

            def filled(text):
                return text.replace("@NAME@", f"my-{starter}").replace("@VERSION@", "0.1")

            self.assertEqual(written, {filled(path): filled(text) for path, text in expected.items()})
            self.assertIn(f"templates/my-{starter}.template.json", written)
            self.assertIn(".github/workflows/infrastructure.yml", written)

    def test_the_starters_are_the_folders(self):
        folders = sorted(path.name for path in STARTERS.iterdir() if path.is_dir())
        self.assertEqual(folders, sorted((*NAMES, "common")))
        said = self.run_app(SYNTH, "help", "init").stdout
        for name in NAMES:
            self.assertRegex(said, rf"\b{name},")

    def test_the_next_commands_fit_where_the_library_is(self):
        count = len(files_of(STARTERS / "common") | files_of(STARTERS / "app"))
        wrote = f"omnitrack-synth: wrote {count} files to photos; next:\n  cd photos\n"
        for place, first, build in (
                ("alone", "cat README.md                  # says how the build finds the library", ""),
                ("prefix", "", "omnitrack_ROOT={}/prefix "),
                ("on PATH", "", ""),
                ("checkout", "ln -s {}/checkout omnitrack", "")):
            with self.subTest(place):
                prefix = self.folder / ("prefix" if place == "on PATH" else place)
                shutil.rmtree(prefix, ignore_errors=True)
                program = prefix / ("build/release/bin" if place == "checkout" else "bin") / SYNTH.name
                program.parent.mkdir(parents=True)
                os.link(SYNTH, program) if os.stat(SYNTH).st_dev == os.stat(prefix).st_dev else \
                    shutil.copy(SYNTH, program)
                if prefix.name == "prefix":
                    package = prefix / "lib/x86_64-linux-gnu/cmake/omnitrack"
                    package.mkdir(parents=True)
                    (package / "omnitrackConfig.cmake").touch()
                if place == "checkout":
                    (prefix / "include/omnitrack").mkdir(parents=True)
                    (prefix / "include/omnitrack/omnitrack.hpp").touch()
                    (prefix / "CMakeLists.txt").touch()
                path = f"{prefix}/bin:{os.environ['PATH']}" if place == "on PATH" else os.environ["PATH"]
                run = self.init("photos", program=program, env=cli.environment(PATH=path))
                shutil.rmtree(self.folder / "photos")
                lines = run.stderr.removeprefix(wrote).splitlines()
                self.assertEqual(run.returncode, 0)
                self.assertTrue(run.stderr.startswith(wrote), run.stderr)
                if first:
                    self.assertTrue(lines[0].startswith("  " + first.format(self.folder)), lines)
                self.assertEqual([line.split("  # ")[0].strip() for line in lines[-2:]],
                                 [build.format(self.folder) + "cmake --workflow --preset dev",
                                  "build/dev/photos"])
                self.assertEqual(len(lines), 3 if first else 2)

    def test_it_says_nothing_where_it_is_to_be_quiet(self):
        self.assert_ends(self.init("photos", "--quiet"), 0)

    def test_the_working_folder_is_a_place_and_a_path_is_too(self):
        (self.folder / "photos" / ".git").mkdir(parents=True)
        run = self.init(".", cwd=self.folder / "photos")
        self.assertEqual(run.returncode, 0)
        self.assertNotIn("cd ", run.stderr)
        self.assertIn('"photos"', (self.folder / "photos/main.cpp").read_text())
        self.assertEqual(self.init("photos/parts/").returncode, 0)
        self.assertIn('"parts"', (self.folder / "photos/parts/main.cpp").read_text())

    def test_a_name_must_be_one_of_a_stack_and_of_a_target(self):
        hint = "a letter, then letters, digits and hyphens, 128 at most: it is the name of a stack, too"
        for name in ("1st", "my_app", "my app", "-x-", "é", "x" * 129, "a.b", "tab\t"):
            shown = name.replace("\t", " ")
            if not name.startswith("-"):
                self.assert_refused([name], 64, f"a project cannot be called '{shown}'", hint)
        self.assert_refused(["/"], 64, "a project cannot be called ''", hint)
        for name in ("test", "all", "omnitrack", "CMakeFiles", "Install"):
            self.assert_refused([name], 64, f"a project cannot be called '{name}'",
                                "CMake, or the library, has something of that name: take another one")
        self.assertEqual(self.init("x" * 128, "-q").returncode, 0)

    def test_nothing_that_exists_is_overwritten_without_being_asked(self):
        photos = self.folder / "photos"
        photos.mkdir()
        (photos / "notes.txt").write_text("mine")
        self.assert_refused(["photos"], 1, "'photos' is there already, and not empty",
                            "choose another name, or --force: nothing would be replaced")
        for name in ("README.md", "main.cpp"):
            (photos / name).write_text("mine")
        (photos / ".gitignore").symlink_to("nowhere")
        self.assert_refused(
            ["photos"], 1, "'photos' is there already, and not empty",
            "choose another name, or --force, which would replace .gitignore, README.md and main.cpp")
        code, said = self.on_a_terminal("n", "photos")
        self.assertEqual((code, files_of(photos)["main.cpp"]), (1, "mine"))
        self.assertIn("'photos' is not empty: replace .gitignore, README.md and main.cpp? [y/N] ", said)
        self.assertTrue(said.endswith("omnitrack-synth: nothing was written\n"), said)
        code, said = self.on_a_terminal("yes", "photos")
        self.assertEqual(code, 0, said)
        self.assertIn("build(App& app)", (photos / "main.cpp").read_text())
        self.assertEqual((photos / "notes.txt").read_text(), "mine")
        (photos / "main.cpp").write_text("mine")
        self.assertEqual(self.init("photos", "--force").returncode, 0)
        self.assertIn("build(App& app)", (photos / "main.cpp").read_text())

    def test_an_empty_folder_is_taken_without_a_question(self):
        (self.folder / "photos").mkdir()
        self.assertEqual(self.init("photos").returncode, 0)

    def test_what_is_in_the_way_is_told_and_stays(self):
        (self.folder / "photos").write_text("mine")
        self.assert_refused(["photos"], 1, "'photos' is there already, and is no folder",
                            "choose another name")
        self.assert_refused(["photos", "--force"], 1, "'photos' is there already, and is no folder",
                            "choose another name")
        self.assert_refused(["no/where"], 1,
                            "cannot make the folder 'no/where': No such file or directory", "")
        books = self.folder / "books"
        books.mkdir()
        (books / ".vscode").write_text("mine")
        self.assert_refused(["books", "--force"], 1,
                            "cannot make the folder 'books/.vscode': File exists", "")
        self.assertEqual([path.name for path in books.iterdir()], [".vscode"])

    @unittest.skipIf(os.geteuid() == 0 and not shutil.which("setpriv"), "root may write anywhere")
    def test_without_a_permission_nothing_is_written(self):
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        as_nobody = (["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
                     if os.geteuid() == 0 else [])
        run = cli.subprocess.run([*as_nobody, SYNTH, "init", "photos"], cwd=self.folder, text=True,
                                 capture_output=True, check=False)
        self.assert_ends(run, 1, stderr="omnitrack-synth: error: cannot make the folder 'photos': "
                                        "Permission denied\n")
        self.assertEqual(files_of(self.folder), {})


if __name__ == "__main__":
    unittest.main()

"""The packages that packaging/make.py makes of this build: what is in them, that they run where nothing else
is, and that the same commit makes the same bytes."""

import gzip
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "packaging"))

import hardening  # noqa: E402

BUILD = pathlib.Path(os.environ["BUILD"])
PROGRAM = pathlib.Path(os.environ["OMNITRACK_SYNTH"])
MAKE = [sys.executable, "-B", PROJECT / "packaging/make.py", "--build", BUILD, "--cpack",
        "-D CPACK_DEBIAN_COMPRESSION_TYPE=gzip"]
BAD = "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueuName: jobs\n"


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)


def make(folder):
    """Makes all packages in a new folder."""
    commit = {"OMNITRACK_COMMIT": "0" * 40, "SOURCE_DATE_EPOCH": "1767225600"}
    made = run(*MAKE, "--out", folder, env={**os.environ, **commit})
    if made.returncode != 0:
        sys.exit(made.stdout + made.stderr)


def setUpModule():
    global FOLDER, PACKAGES, MEMBERS
    FOLDER = pathlib.Path(tempfile.mkdtemp())
    unittest.addModuleCleanup(shutil.rmtree, FOLDER)
    PACKAGES = FOLDER / "packages"
    make(PACKAGES)
    MEMBERS = members(the("*.deb"))


def the(pattern):
    """The one package of a name."""
    found, = PACKAGES.glob(pattern)
    return found


def members(deb):
    """The two archives in a Debian package: files by their paths."""
    data = deb.read_bytes()
    found, at = {}, 8
    while at < len(data):
        name, size = data[at:at + 16].decode().strip(" /"), int(data[at + 48:at + 58])
        if name.endswith(".gz"):
            archive = tarfile.open(fileobj=io.BytesIO(data[at + 60:at + 60 + size]))
            found[name.split(".")[0]] = {entry.name.removeprefix("./"): (entry, archive) for entry in archive}
        at += 60 + size + size % 2
    return found


def text_of(entry):
    info, archive = entry
    content = archive.extractfile(info).read()
    return (gzip.decompress(content) if info.name.endswith(".gz") else content).decode()


class Debian(unittest.TestCase):
    def test_everything_is_in_its_place(self):
        files = MEMBERS["data"]
        for path in ("bin/omnitrack-synth", "include/omnitrack/omnitrack.hpp", "include/omnitrack/cfn/sqs.hpp",
                     "share/man/man1/omnitrack-synth.1.gz", "share/man/man1/omnitrack-synth-diff.1.gz",
                     "share/bash-completion/completions/omnitrack-synth",
                     "share/zsh/vendor-completions/_omnitrack_synth",
                     "share/fish/vendor_completions.d/omnitrack-synth.fish", "share/doc/omnitrack/copyright",
                     "share/doc/omnitrack/NOTICE", "share/doc/omnitrack/changelog.gz"):
            self.assertIn(f"usr/{path}", files)
        self.assertTrue(any(path.endswith("/cmake/omnitrack/omnitrackConfig.cmake") for path in files))
        self.assertTrue(any(path.endswith("/libomnitrack_cli.a") for path in files))
        for entry, _ in files.values():
            self.assertEqual((entry.uid, entry.gid), (0, 0), entry.name)
            is_program = entry.isdir() or entry.name.endswith("bin/omnitrack-synth")
            self.assertEqual(entry.mode & 0o777, 0o755 if is_program else 0o644, entry.name)

    def test_it_depends_on_no_compiler_and_no_python_and_recommends_graphviz(self):
        control = dict(re.findall(r"^(\w+): (.*)$", text_of(MEMBERS["control"]["control"]), re.M))
        self.assertEqual([each.split()[0] for each in control["Depends"].split(", ")], ["libc6"])
        self.assertIn("graphviz", control["Recommends"].split(", "))

    @unittest.skipUnless(shutil.which("lintian"), "lintian is not installed")
    def test_lintian_finds_no_error(self):
        # The archives are left out: lintian reads each section of each member, for minutes.
        tree, rest = FOLDER / "tree", FOLDER / "rest.deb"
        run("dpkg-deb", "--raw-extract", the("*.deb"), tree)
        (tree / "DEBIAN/md5sums").unlink()
        for archive in tree.rglob("*.a"):
            archive.unlink()
        packed = run("dpkg-deb", "--root-owner-group", "-Zgzip", "--build", tree, rest)
        self.assertEqual(packed.returncode, 0, packed.stderr)
        said = run("lintian", "--allow-root", "--fail-on", "error", "--display-level", "error", rest)
        self.assertEqual((said.stdout, said.returncode), ("", 0), said.stderr)

    @unittest.skipUnless(shutil.which("groff"), "groff is not installed")
    def test_the_manual_has_a_page_of_each_verb_and_no_mistake(self):
        pages = {path.name[:-2]: path for path in (BUILD / "man").glob("*.1")}
        said = run(PROGRAM, "help").stdout.split("Options of")[0]
        verbs = re.findall(r"^  (\w+)  ", said, re.M)
        self.assertEqual(sorted(pages), sorted(["omnitrack-synth", *(f"omnitrack-synth-{verb}" for verb in verbs)]))
        for name in ("omnitrack-synth", "omnitrack-synth-diff", "omnitrack-synth-init"):
            said = run("groff", "-man", "-Tutf8", "-ww", "-b", pages[name], env={**os.environ, "MANWIDTH": "100"})
            self.assertEqual(re.sub(r".*can't break line\n?", "", said.stderr), "", name)
            self.assertIn("\nSYNOPSIS\n", re.sub(".\b", "", said.stdout))


class Archive(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        with tarfile.open(the("*.tar.gz")) as archive:
            archive.extractall(self.root)
        self.unpacked, = self.root.iterdir()

    def test_the_program_asks_for_no_library_and_no_version_of_one(self):
        program = self.unpacked / "bin/omnitrack-synth"
        headers = run("readelf", "--wide", "--program-headers", "--dynamic", program).stdout
        self.assertIn("LOAD", headers)
        self.assertNotIn("INTERP", headers)
        self.assertNotIn("(NEEDED)", headers)
        self.assertNotIn("(VERNEED)", headers)

    def test_it_has_its_completions_its_manual_and_its_licenses(self):
        for path in ("share/man/man1/omnitrack-synth.1", "share/zsh/site-functions/_omnitrack_synth", "LICENSE",
                     "NOTICE", "COPYRIGHT"):
            self.assertTrue((self.unpacked / path).stat().st_size, path)

    @unittest.skipUnless(os.geteuid() == 0, "only root may change the root folder")
    def test_it_runs_in_a_root_folder_with_nothing_else(self):
        empty = self.root / "empty"
        empty.mkdir()
        shutil.copy(self.unpacked / "bin/omnitrack-synth", empty)
        (empty / "bad.yaml").write_text(BAD)
        (empty / "good.yaml").write_text(BAD.replace("QueuName", "QueueName"))

        def said(*words):
            done = run("chroot", empty, "/omnitrack-synth", *words)
            return done.returncode, done.stdout + done.stderr

        self.assertEqual(said("validate", "/good.yaml"), (0, "omnitrack-synth: 1 file is valid\n"))
        code, findings = said("validate", "/bad.yaml")
        self.assertEqual((code, "did you mean 'QueueName'?" in findings), (1, True))
        self.assertEqual(said("diff", "/good.yaml", "/good.yaml", "--exit-code"),
                         (0, "omnitrack-synth: no differences\n"))
        self.assertEqual(said("--version")[0], 0)


@unittest.skipUnless(shutil.which("npx"), "npm is not installed")
class Hardening(unittest.TestCase):
    def test_a_program_without_guards_is_not_released(self):
        lax = FOLDER / "lax"
        source = FOLDER / "lax.cpp"
        source.write_text("namespace omnitrack::detail { struct Program; int run_program(int, char**, const Program&) "
                          "{ return 0; } }\nint main() {}\n")
        subprocess.run(["c++", "-no-pie", "-fcf-protection=none", "-fno-stack-protector", "-Wl,-z,norelro",
                        "-Wl,-z,execstack", "-o", lax, source], check=True, stderr=subprocess.DEVNULL)
        self.assertEqual(hardening.faults(lax),
                         ["it is no position-independent executable", "the loader's tables are not read-only",
                          "symbols are bound late", "its stack can be executed", "stacks are not checked",
                          "indirect calls are not checked"])

    def test_the_program_has_them_all(self):
        self.assertEqual(hardening.faults(PROGRAM), [])
        self.assertEqual(hardening.unguarded_sources(BUILD), [])


class Npm(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = FOLDER / "project"
        cls.folder.mkdir()
        (cls.folder / "package.json").write_text("{}")
        (cls.folder / "bad.yaml").write_text(BAD)
        cls.environment = {**os.environ, "npm_config_cache": str(FOLDER / "npm"), "npm_config_offline": "true",
                           "npm_config_update_notifier": "false"}
        done = run("npm", "install", "--offline", "--no-audit", "--no-fund", the("omnitrack-synth-linux-*.tgz"),
                   the("omnitrack-synth-[0-9]*.tgz"), cwd=cls.folder, env=cls.environment)
        if done.returncode != 0:
            raise AssertionError(done.stdout + done.stderr)

    def npx(self, *words):
        return run("npx", "--offline", "omnitrack-synth", *words, cwd=self.folder, env=self.environment)

    def test_npx_runs_the_program_with_its_words_streams_and_exit_code(self):
        direct = run(PROGRAM, "validate", "bad.yaml", cwd=self.folder)
        done = self.npx("validate", "bad.yaml")
        self.assertEqual((done.stdout, done.stderr, done.returncode), (direct.stdout, direct.stderr, 1))
        self.assertEqual(self.npx("no-such-verb").returncode, 64)

    def test_a_signal_reaches_the_program_and_comes_back(self):
        wrapper = self.folder / "node_modules/.bin/omnitrack-synth"
        with subprocess.Popen([wrapper, "validate", "-"], stdin=subprocess.PIPE) as process:
            children = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children")
            until = time.monotonic() + 60
            while not (child := children.read_text().split()) and time.monotonic() < until:
                time.sleep(0.05)
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(60), -signal.SIGTERM)
            self.assertFalse(pathlib.Path(f"/proc/{child[0]}").exists())

    def test_without_the_package_of_the_platform_it_says_so(self):
        lonely = FOLDER / "lonely"
        shutil.copytree(self.folder / "node_modules/omnitrack-synth", lonely)
        done = run("node", lonely / "bin/omnitrack-synth.js")
        self.assertEqual((done.stdout, done.returncode), ("", 1))
        self.assertRegex(done.stderr, r"^omnitrack-synth: the package @omnitrack/synth-linux-\w+ is not installed\n"
                                      r"  hint: ")

    def test_the_packages_name_each_other_by_one_version(self):
        own = json.loads((self.folder / "node_modules/omnitrack-synth/package.json").read_text())
        self.assertEqual(set(own["optionalDependencies"].values()), {own["version"]})
        listed = (PROJECT / "CMakeLists.txt").read_text()
        self.assertEqual(own["version"], re.search(r"^project\(\w+ VERSION ([\d.]+)", listed, re.M)[1])


class Bill(unittest.TestCase):
    def test_the_sums_are_those_of_all_files(self):
        listed = dict(line.split("  ")[::-1] for line in (PACKAGES / "SHA256SUMS").read_text().splitlines())
        made = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()
                for path in PACKAGES.iterdir() if path.name != "SHA256SUMS"}
        self.assertEqual(listed, made)
        self.assertEqual(len(made), 5)

    def test_the_bill_names_what_is_linked_what_is_carried_and_what_is_made(self):
        bill = json.loads(the("*.cdx.json").read_text())
        self.assertEqual((bill["bomFormat"], bill["specVersion"], bill["version"]), ("CycloneDX", "1.5", 1))
        self.assertRegex(bill["serialNumber"],
                         r"^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
        self.assertEqual(bill["metadata"]["timestamp"], "2026-01-01T00:00:00Z")
        names = {each["name"] for each in bill["components"]}
        self.assertLessEqual({"pcre2", "libyaml", "zlib", "CLI11", "libstdc++", "glibc", "cfn-lint"}, names)
        references = [each["bom-ref"] for each in bill["components"]]
        self.assertEqual(sorted(references), bill["dependencies"][0]["dependsOn"])
        self.assertEqual(len(set(references)), len(references))
        for each in bill["metadata"]["component"]["components"]:
            self.assertEqual(each["hashes"][0]["content"],
                             hashlib.sha256((PACKAGES / each["name"]).read_bytes()).hexdigest())

    def test_the_data_is_that_of_the_specification(self):
        readme = (PROJECT / "src/schema/README.md").read_text()
        for each in json.loads((PROJECT / "packaging/components.json").read_text())["data"]:
            name, version = each["purl"].split("/", 1)[1].replace("%40", "@").rsplit("@", 1)
            self.assertRegex(readme, rf"{re.escape(name)}`? {re.escape(version)}\b")

    def test_the_same_commit_makes_the_same_bytes(self):
        again = FOLDER / "again"
        make(again)
        self.assertEqual((again / "SHA256SUMS").read_text(), (PACKAGES / "SHA256SUMS").read_text())

    def test_what_is_there_is_not_mixed_with_what_is_made(self):
        done = run(*MAKE, "--out", PACKAGES)
        self.assertEqual((done.returncode, done.stderr), (1, f"{PACKAGES} is not empty\n"))


if __name__ == "__main__":
    unittest.main()

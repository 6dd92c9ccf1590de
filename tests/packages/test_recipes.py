"""The port for vcpkg, the recipe for Conan and the workflow of a release, as far as they go without their
tools: what they call is called here by stand-ins."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import types
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PORT = PROJECT / "packaging/vcpkg/omnitrack"
RECIPE = PROJECT / "packaging/conan/conanfile.py"
RELEASE = (PROJECT / ".github/workflows/release.yml").read_text(encoding="utf-8")
VERSION = re.search(r"^project\(\w+ VERSION ([\d.]+)", (PROJECT / "CMakeLists.txt").read_text(), re.M)[1]
# What https://learn.microsoft.com/vcpkg/maintainers/functions/ has, here as functions that say their words.
FUNCTIONS = ("vcpkg_check_linkage", "vcpkg_find_acquire_program", "vcpkg_cmake_configure", "vcpkg_cmake_install",
             "vcpkg_copy_tools", "vcpkg_cmake_config_fixup", "vcpkg_install_copyright")


def options_are_there(test, text):
    """Checks that the options of CMake in a text are this project's or CMake's own."""
    sources = "".join(path.read_text() for path in (PROJECT / "CMakeLists.txt", PROJECT / "src/app/CMakeLists.txt"))
    for name in re.findall(r"\b(OMNITRACK_\w+|BUILD_TESTING|Python3_EXECUTABLE)\b", text):
        test.assertIn(name, sources)


class Vcpkg(unittest.TestCase):
    def test_the_port_calls_what_vcpkg_has_on_files_that_are_there(self):
        with tempfile.TemporaryDirectory() as folder:
            script = pathlib.Path(folder) / "port.cmake"
            script.write_text("".join(f'function({name})\n  message("{name}: ${{ARGV}}")\nendfunction()\n'
                                      for name in FUNCTIONS) +
                              f'set(CURRENT_PACKAGES_DIR "{folder}")\ninclude("{PORT}/portfile.cmake")\n')
            done = subprocess.run(["cmake", "-P", script], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        called = dict(line.split(": ", 1) for line in done.stderr.splitlines())
        self.assertEqual(set(called), set(FUNCTIONS))
        self.assertIn(f"SOURCE_PATH;{PROJECT};", called["vcpkg_cmake_configure"])
        for path in called["vcpkg_install_copyright"].split(";")[1:]:
            self.assertTrue(pathlib.Path(path).is_file(), path)
        options_are_there(self, called["vcpkg_cmake_configure"])

    def test_its_manifest_has_the_version_and_the_libraries(self):
        manifest = json.loads((PORT / "vcpkg.json").read_text())
        self.assertEqual((manifest["name"], manifest["version"]), ("omnitrack", VERSION))
        self.assertLessEqual({"cli11", "libyaml", "pcre2", "zlib"},
                             {each for each in manifest["dependencies"] if isinstance(each, str)})


class Stand:
    """Stands for whatever Conan has: it can be called and asked for anything."""

    def __init__(self, *_, **__):
        self.cache_variables = {}

    def __getattr__(self, _):
        return Stand()

    def __call__(self, *_, **__):
        return Stand()


def recipe():
    """The recipe's class, on stand-ins for Conan's modules."""
    modules = {name: types.ModuleType(name) for name in
               ("conan", "conan.tools", "conan.tools.build", "conan.tools.cmake", "conan.tools.files")}
    modules["conan"].ConanFile = type("ConanFile", (), {})
    modules["conan.tools.build"].check_min_cppstd = Stand()
    for name in ("CMake", "CMakeDeps", "CMakeToolchain", "cmake_layout"):
        setattr(modules["conan.tools.cmake"], name, Stand)
    modules["conan.tools.files"].copy = lambda self, pattern, source, _: self.copied.append((pattern, source))
    modules["conan.tools.files"].load = lambda _, path: pathlib.Path(path).read_text()
    sys.modules.update(modules)
    names = {"__file__": str(RECIPE), "__name__": "conanfile"}
    exec(compile(RECIPE.read_text(), RECIPE, "exec"), names)
    made = names["Omnitrack"]()
    made.copied, made.required, made.cpp_info = [], [], Stand()
    made.requires = lambda reference, **_: made.required.append(reference.split("/")[0])
    made.export_sources_folder = made.source_folder = made.package_folder = "/nowhere"
    return made


class Conan(unittest.TestCase):
    def test_the_recipe_goes_through_its_methods(self):
        made = recipe()
        for method in ("set_version", "export_sources", "requirements", "validate", "layout", "generate", "build",
                       "package", "package_info"):
            getattr(made, method)()
        self.assertEqual((made.name, made.version), ("omnitrack", VERSION))
        self.assertEqual(made.required, ["pcre2", "libyaml", "zlib", "cli11"])
        options_are_there(self, RECIPE.read_text())

    def test_the_recipe_takes_all_that_the_build_reads(self):
        made = recipe()
        made.export_sources()
        patterns = [pattern for pattern, _ in made.copied]
        for pattern in patterns:
            self.assertTrue(list(PROJECT.glob(pattern)), pattern)
        cmake = "".join(path.read_text() for path in (PROJECT / "CMakeLists.txt", PROJECT / "cmake/Install.cmake"))
        for folder in re.findall(r"^  ?(?:add_subdirectory|include)\((\w+)", cmake, re.M):
            if folder not in ("CTest", "GNUInstallDirs", "CMakePackageConfigHelpers", "fuzz", "lambda", "tests"):
                self.assertIn(f"{folder}/*", patterns)


class Release(unittest.TestCase):
    def run_step(self, name, folder, **variables):
        found = re.search(rf"- name: {name}\n(?:(?!      - ).*\n)*?"
                          r"        run: (?:\|\n((?:          .*\n|\n)+)|(.*)\n)", RELEASE)
        return subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found[1] or found[2]],
                              cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, **variables})

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_the_tag_must_be_the_version(self):
        self.assertEqual(self.run_step("Check the tag", PROJECT, TAG=f"v{VERSION}").returncode, 0)
        self.assertEqual(self.run_step("Check the tag", PROJECT, TAG="v9.9.9").returncode, 1)

    def make(self, runner, own, shared):
        made = self.folder / "made" / runner
        made.mkdir(parents=True)
        (made / own).write_text(own)
        (made / "omnitrack-synth-0.1.0.tgz").write_text(shared)
        with open(made / "SHA256SUMS", "w") as sums:
            subprocess.run(["sha256sum", own, "omnitrack-synth-0.1.0.tgz"], cwd=made, stdout=sums, check=True)

    def test_the_packages_of_both_processors_are_gathered_where_they_agree(self):
        self.make("packages-x", "x.deb", "same")
        self.make("packages-y", "y.deb", "same")
        done = self.run_step("Gather", self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        sums = (self.folder / "packages/SHA256SUMS").read_text()
        self.assertEqual([line.split()[1] for line in sums.splitlines()],
                         ["omnitrack-synth-0.1.0.tgz", "x.deb", "y.deb"])

    def test_npm_packages_that_differ_are_not_released(self):
        self.make("packages-x", "x.deb", "one")
        self.make("packages-y", "y.deb", "other")
        self.assertEqual(self.run_step("Gather", self.folder).returncode, 1)

    def test_what_is_published_is_what_is_packed(self):
        tools = self.folder / "tools"
        tools.mkdir()
        (tools / "npm").write_text('#!/bin/sh\necho "${5##*/}"\n')
        (tools / "npm").chmod(0o755)
        (self.folder / "packages").mkdir()
        done = self.run_step("Publish to npm", self.folder, TAG="v0.1.0", PATH=f"{tools}:{os.environ['PATH']}")
        self.assertEqual(done.stdout.splitlines(), [
            "omnitrack-synth-linux-arm64-0.1.0.tgz",
            "omnitrack-synth-linux-x64-0.1.0.tgz", "omnitrack-synth-0.1.0.tgz"])

    def test_the_packages_are_made_by_a_script_that_is_there(self):
        self.assertIn("scripts/package packages", RELEASE)
        self.assertTrue(os.access(PROJECT / "scripts/package", os.X_OK))


if __name__ == "__main__":
    unittest.main()

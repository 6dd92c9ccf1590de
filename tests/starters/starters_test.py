#!/usr/bin/env python3
"""Begins a project of each starter, and builds and tests it as its README says: against the installed
package, and one of them within a checkout.

    python3 starters_test.py --cmake CMAKE --build BUILD_DIR --compiler CXX --flags FLAGS

With --update the templates of the starters become what their apps make.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
STARTERS = PROJECT / "starters"
sys.path.insert(0, str(PROJECT / "tests/package"))

from nested_test import run  # noqa: E402

NAME = "my-shop"


def environment(prefix):
    """The environment of somebody who has the package on PATH."""
    return {**os.environ, "PATH": f"{prefix / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def in_project(folder, prefix, *command):
    """Runs a command in the folder of a project; ends this program where it fails."""
    done = subprocess.run([str(word) for word in command], cwd=folder, env=environment(prefix),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{folder.name}: {' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def install(cmake, build, folder):
    """Installs the package, moved afterwards as it may be."""
    run(cmake, "--install", build, "--prefix", folder / "staged")
    return (folder / "staged").rename(folder / "prefix")


def begin(prefix, folder, starter):
    """A new project."""
    folder.mkdir()
    in_project(folder, prefix, "omnitrack-synth", "init", NAME, "--template", starter, "--quiet")
    return folder / NAME


def build_project(options, project, prefix):
    """Configures and builds a project in this build's flags, in the folder of its preset."""
    in_project(project, prefix, options.cmake, "--preset", "dev", f"-DCMAKE_CXX_COMPILER={options.compiler}",
               f"-DCMAKE_CXX_FLAGS={options.flags}")
    in_project(project, prefix, options.cmake, "--build", "--preset", "dev")


def update(project, starter):
    """Takes over the templates that an app makes."""
    for made in sorted((project / "templates").iterdir()):
        kept = STARTERS / starter / "templates" / made.name.replace(NAME, "@NAME@")
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(made.read_text(encoding="utf-8").replace(NAME, "@NAME@"), encoding="utf-8")


def check_starter(options, prefix, folder, starter):
    """Builds and tests a project; an edit of it fails its test until it is accepted."""
    project = begin(prefix, folder / starter, starter)
    build_project(options, project, prefix)
    if options.update:
        in_project(project, prefix, options.cmake, "--build", "--preset", "dev", "--target", "update-templates")
        update(project, starter)
    ctest = Path(options.cmake).with_name("ctest")
    said = in_project(project, prefix, ctest, "--preset", "dev")
    if "100% tests passed, 0 tests failed out of 2" not in said:
        sys.exit(f"{starter} has other tests than two that pass:\n{said}")
    listed = in_project(project, prefix, f"build/dev/{NAME}", "list")
    if listed != NAME + "\n":
        sys.exit(f"{starter} has other stacks than its own:\n{listed}")


def check_checkout(options, prefix, folder):
    """Configures a project with the library as a checkout within it, and as one that is named; what a
    checkout brings is compiled by tests/package."""
    project = begin(prefix, folder / "checkout", "app")
    source = PROJECT.resolve()
    for more in ([], [f"-DFETCHCONTENT_SOURCE_DIR_OMNITRACK={source}"]):
        link = project / "omnitrack"
        if not more:
            link.symlink_to(source)
        build = project / "build" / ("named" if more else "within")
        run(options.cmake, "-S", project, "-B", build, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={options.compiler}",
            f"-DCMAKE_CXX_FLAGS={options.flags}", "-DCMAKE_BUILD_TYPE=Debug", *more)
        if not more:
            link.unlink()
        tests = run(Path(options.cmake).with_name("ctest"), "--test-dir", build, "-N")
        if "Total Tests: 2" not in tests:
            sys.exit(f"the checkout brings tests:\n{tests}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cmake", required=True)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--flags", default="")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        prefix = install(options.cmake, options.build, folder)
        for starter in sorted(path.name for path in STARTERS.iterdir() if path.is_dir()):
            if starter != "common":
                check_starter(options, prefix, folder, starter)
        if not options.update:
            check_checkout(options, prefix, folder)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Installs the library as packagers do, moves it, and builds and runs a user's project against it.

    python3 package_test.py --cmake CMAKE --build BUILD_DIR -- CMAKE_ARGUMENTS...

The arguments are those of the user's project: generator, compiler and flags.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


# What packagers expect beside headers, libraries and the program.
EXPECTED = ["bin/omnitrack-synth", "share/doc/omnitrack/LICENSE", "share/doc/omnitrack/README.md",
            "share/doc/omnitrack/docs/formats.md",
            "share/bash-completion/completions/omnitrack-synth",
            "share/zsh/site-functions/_omnitrack_synth",
            "share/fish/vendor_completions.d/omnitrack-synth.fish"]


def run(*command, **environment):
    """The stdout of a command; ends this program where the command fails."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False,
                          env={**os.environ, **environment})
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n"
                 f"{done.stdout}{done.stderr}")
    return done.stdout


def check_tests(project, ctest):
    """The user's tests pass, and write the snapshot that they are told to write."""
    run(ctest, "--test-dir", project, "--output-on-failure")
    changed = project / "changed"
    changed.mkdir()
    snapshot = changed / "snapshots" / "users.json"
    failed = subprocess.run([project / "users_app_test", f"--snapshots={changed}"], check=False,
                            stdout=subprocess.PIPE, text=True)
    if failed.returncode == 0 or f"there is no {snapshot}" not in failed.stdout:
        sys.exit(f"a snapshot that is missing is no failure:\n{failed.stdout}")
    run(project / "users_app_test", f"--snapshots={changed}", "--update-snapshots")
    run(project / "users_app_test", f"--snapshots={changed}")
    if snapshot.read_text(encoding="utf-8") != (HERE / "app/snapshots/users.json").read_text(
            encoding="utf-8"):
        sys.exit("the snapshot that is written is not the one that is committed")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cmake", required=True)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("arguments", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        staged, project = Path(folder) / "staged", Path(folder) / "build"
        run(options.cmake, "--install", options.build, "--prefix", "/opt/omnitrack",
            DESTDIR=str(staged))
        if [path.name for path in staged.iterdir()] != ["opt"]:
            sys.exit("an installation with DESTDIR leaves the folder that this names")
        prefix = (staged / "opt" / "omnitrack").rename(Path(folder) / "moved")
        for name in EXPECTED:
            if not (prefix / name).stat().st_size:
                sys.exit(f"{name} is empty")
        for path in prefix.rglob("*.cmake"):
            text = path.read_text(encoding="utf-8")
            for name in (str(options.build), "/opt/omnitrack", "scripts/"):
                if name in text:
                    sys.exit(f"{path.relative_to(prefix)} names {name}, which is not there")
        run(options.cmake, "-S", HERE / "app", "-B", project, f"-DCMAKE_PREFIX_PATH={prefix}",
            *options.arguments)
        run(options.cmake, "--build", project)
        template = run(project / "users_app")
        expected = (HERE / "expected.json").read_text(encoding="utf-8")
        if template != expected:
            sys.exit(f"the user's app wrote another template than expected:\n{template}")
        check_tests(project, Path(options.cmake).with_name("ctest"))
        run(prefix / "bin" / "omnitrack-synth", "--version")
        # A library that is missing is no error where the package may be missing.
        run(options.cmake, "-S", HERE / "quiet", "-B", Path(folder) / "quiet",
            f"-DCMAKE_PREFIX_PATH={prefix}", "-DOMNITRACK_pcre2_LIBRARY=OFF", *options.arguments)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Installs the library into a folder of its own, and builds and runs a user's project against it.

    python3 package_test.py --cmake CMAKE --build BUILD_DIR -- CMAKE_ARGUMENTS...

The arguments are those of the user's project: generator, compiler and flags.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def run(*command):
    """The stdout of a command; ends this program where the command fails."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n"
                 f"{done.stdout}{done.stderr}")
    return done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cmake", required=True)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("arguments", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prefix, project = Path(folder) / "installed", Path(folder) / "build"
        run(options.cmake, "--install", options.build, "--prefix", prefix)
        for path in prefix.rglob("*.cmake"):
            if str(options.build) in path.read_text(encoding="utf-8"):
                sys.exit(f"{path.relative_to(prefix)} names the folder that it was built in")
        run(options.cmake, "-S", HERE / "app", "-B", project, f"-DCMAKE_PREFIX_PATH={prefix}",
            *options.arguments)
        run(options.cmake, "--build", project)
        template = run(project / "users_app")
        expected = (HERE / "expected.json").read_text(encoding="utf-8")
        if template != expected:
            sys.exit(f"the user's app wrote another template than expected:\n{template}")
        run(prefix / "bin" / "omnitrack-synth", "--version")


if __name__ == "__main__":
    main()

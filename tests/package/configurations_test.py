#!/usr/bin/env python3
"""Configures the project, tests and all, by a plain `cmake -S . -B FOLDER` in every configuration.

    python3 configurations_test.py --cmake CMAKE --source OMNITRACK -- CMAKE_ARGUMENTS...
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

CONFIGURATIONS = [[], *([f"-DCMAKE_BUILD_TYPE={name}"]
                        for name in ("Debug", "Release", "RelWithDebInfo", "MinSizeRel"))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cmake", required=True)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("arguments", nargs="*")
    options = parser.parse_args()
    failed = False
    for configuration in CONFIGURATIONS:
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([options.cmake, "-S", options.source, "-B", folder, "-G", "Ninja",
                                   *configuration, *options.arguments],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                  check=False)
        if done.returncode != 0:
            print(f"{configuration}:\n{done.stdout}")
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

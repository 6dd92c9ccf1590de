#!/usr/bin/env python3
"""Configures a project that has the library within itself, as a subfolder and as fetched content:
it must bring the library alone. Compiles an app's source with what it brings.

    python3 nested_test.py --cmake CMAKE --source OMNITRACK -- CMAKE_ARGUMENTS...
"""

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
OWN_TARGETS = re.compile(r"omnitrack_\w+")


def run(*command):
    """The stdout of a command; ends this program where the command fails."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def targets(build):
    """The names of the targets, as CMake's file API tells them."""
    reply = build / ".cmake" / "api" / "v1" / "reply"
    model = json.loads(next(reply.glob("codemodel-v2-*.json")).read_text(encoding="utf-8"))
    return {each["name"] for each in model["configurations"][0]["targets"]}


def compile_source(build, target):
    """Compiles a program's one source with the precompiled header and the headers that the build
    makes; the libraries, which Ninja would want first, are compiled by other tests."""
    listed = run("ninja", "-C", build, "-t", "targets", "all")
    header, = re.findall(r"^(\S*/omnitrack_header_\S*\.gch): CXX", listed, re.MULTILINE)
    made, = re.findall(rf"^(\S*{target}\.dir/\S*main\.cpp\.o): CXX", listed, re.MULTILINE)
    makers = re.findall(r"^(omnitrack/\S*omnitrack_\w+_gen): phony", listed, re.MULTILINE)
    run("ninja", "-C", build, *makers)
    for each in (header, made):
        (build / each).parent.mkdir(parents=True, exist_ok=True)
        command = run("ninja", "-C", build, "-t", "commands", "-s", each).splitlines()[-1]
        run("sh", "-c", f"cd {shlex.quote(str(build))} && {command}")
        if not (build / each).stat().st_size:
            sys.exit(f"nothing was compiled: {command}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cmake", required=True)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("arguments", nargs="*")
    options = parser.parse_args()
    for fetches in ("OFF", "ON"):
        with tempfile.TemporaryDirectory() as folder:
            build = Path(folder) / "build"
            query = build / ".cmake" / "api" / "v1" / "query" / "codemodel-v2"
            query.parent.mkdir(parents=True)
            query.touch()
            run(options.cmake, "-S", HERE / "nested", "-B", build, "-G", "Ninja",
                f"-DOMNITRACK_FOLDER={options.source}", f"-DFETCHES={fetches}",
                "-DCMAKE_DISABLE_FIND_PACKAGE_GTest=ON", "-DBUILD_TESTING=ON", *options.arguments)
            others = {name for name in targets(build) if not OWN_TARGETS.fullmatch(name)}
            if others != {"inner", "other"}:
                sys.exit(f"it brings more than the library: {sorted(others - {'inner', 'other'})}")
            tests = run(Path(options.cmake).with_name("ctest"), "--test-dir", build, "-N")
            if "Total Tests: 0" not in tests:
                sys.exit(f"it brings tests:\n{tests}")
            if fetches == "OFF":
                headers = list(build.glob("CMakeFiles/omnitrack_header_*.dir/cmake_pch.hxx"))
                if len(headers) != 1:
                    sys.exit(f"two apps should share one precompiled header, not {headers}")
                compile_source(build, "inner")


if __name__ == "__main__":
    main()

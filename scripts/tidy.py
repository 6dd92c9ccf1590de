#!/usr/bin/env python3
"""Runs clang-tidy over the units that sources are compiled in, and remembers which of them passed,
so that only what changed is checked again: a source, a header that it includes, a rule, the command
or the tool.

    tidy.py [--all] BUILD SOURCE...

The build was made by ninja and holds compile_commands.json. Where it compiles the sources of a folder
at once they are read once: most of the time goes into their common headers. With the plugin of
tools/clang_tidy, which the build has where clang's headers are, it takes less than half of the time and
finds the same. --all checks what passed before too. Prints what clang-tidy finds, and exits with 1 if
that is anything.
"""

import argparse
import functools
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# clang cannot read the precompiled headers of g++, and each source includes what it uses anyway.
PRECOMPILED = re.compile(r" (?:-Winvalid-pch )?-include \S*/cmake_pch\.hxx")
UNIT_OF_SEVERAL = re.compile(r"/Unity/unity_\w+\.cxx$")
INCLUDED = re.compile(r'^#include "(.+)"$', re.MULTILINE)


@functools.cache
def digest(path):
    """The digest of what a file holds."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def headers_of_objects(build):
    """What each object was made of, as ninja recorded it."""
    listed = subprocess.run(["ninja", "-C", build, "-t", "deps"], stdout=subprocess.PIPE, text=True,
                            check=True).stdout
    headers, current = {}, None
    for line in listed.splitlines():
        if line.startswith(" "):
            current.append(line.strip())
        elif ": #deps" in line:
            current = headers.setdefault(line.split(":")[0], [])
    return headers


def sources_in(unit):
    """The sources that a unit is made of: itself or those that it includes."""
    if UNIT_OF_SEVERAL.search(unit):
        return INCLUDED.findall(Path(unit).read_text(encoding="utf-8"))
    return [unit]


class Tidy:
    """The units of a build, and which of them passed before."""

    def __init__(self, build):
        self.folder = build / "tidy"
        self.passed = self.folder / "passed"
        self.passed.mkdir(parents=True, exist_ok=True)
        text = PRECOMPILED.sub("", (build / "compile_commands.json").read_text(encoding="utf-8"))
        (self.folder / "compile_commands.json").write_text(text, encoding="utf-8")
        self.build = build.resolve()
        self.commands = {each["file"]: each for each in json.loads(text)}
        self.units = {}
        for unit in self.commands:
            for source in sources_in(unit):
                self.units.setdefault(source, unit)
        self.headers = headers_of_objects(build)
        version = subprocess.run(["clang-tidy", "--version"], stdout=subprocess.PIPE, text=True,
                                 check=True).stdout
        self.rules = version + digest(".clang-tidy")
        plugin = build / "tools" / "clang_tidy" / "own_code.so"
        self.options = ["-load", plugin] if plugin.exists() else []

    def unit(self, source):
        """The first unit that a source is compiled in; itself if the build does not have it."""
        source = str(source.resolve())
        return self.units.get(source, source)

    def stamp(self, unit):
        """The file that is there once the unit has passed as it is; None for one not built."""
        command = self.commands.get(unit)
        words = shlex.split(command["command"]) if command else ["-o", None]
        made_of = self.headers.get(words[words.index("-o") + 1])
        if made_of is None:
            return None
        # What a precompiled header holds is listed there.
        for header in [each for each in made_of if each.endswith(".gch")]:
            made_of = made_of + self.headers.get(os.path.relpath(header, self.build), [])
        own = [self.build / each for each in made_of if not each.startswith("/usr/")]
        files = sorted({path for path in own if path.suffix != ".gch" and path.exists()})
        key = [self.rules, command["command"], *(f"{path} {digest(path)}" for path in files)]
        return self.passed / hashlib.sha256("\n".join(key).encode()).hexdigest()

    def check(self, unit):
        """What clang-tidy finds in the unit; an empty text if nothing."""
        run = subprocess.run(["clang-tidy", *self.options, "-p", self.folder, "--quiet", unit],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        if run.returncode == 0 and not run.stdout:
            stamp = self.stamp(unit)
            if stamp:
                stamp.touch()
            return ""
        return run.stdout + run.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--all", action="store_true", help="check what passed before too")
    parser.add_argument("build", type=Path)
    parser.add_argument("sources", type=Path, nargs="+")
    options = parser.parse_args()
    tidy = Tidy(options.build)
    stamps = {unit: tidy.stamp(unit) for unit in map(tidy.unit, options.sources)}
    unknown = [unit for unit, stamp in stamps.items()
               if options.all or stamp is None or not stamp.exists()]
    print(f"clang-tidy: {len(unknown)} of {len(stamps)} units", flush=True)
    failed = False
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(tidy.check, unknown):
            print(found, end="", flush=True)
            failed = failed or bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

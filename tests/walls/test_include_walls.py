#!/usr/bin/env python3
"""Checks that each folder includes only what the table of docs/architecture.md lets it include.

    python3 test_include_walls.py [FOLDER OF THE PROJECT]

A row of the table is `| folder | what lives there | may include |`. A layer of `src/` is named by
its folder, the public headers by `public headers`; C++'s standard headers and a folder's own are
always allowed, and so is a library that the row names, such as `zlib`.
"""

import pathlib
import re
import sys
import tempfile
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
ROW = re.compile(r"\| `([\w/]+?)/(?:<\w+>/)?` \| .* \| (.*) \|")
INCLUDE = re.compile(r'\s*#\s*include ([<"])([^>"]+)[>"]')
PUBLIC = "public headers"
LIBRARIES = {
    "CLI/CLI.hpp": "CLI11",
    "fmt": "fmt",
    "gmock": "GoogleTest",
    "gtest": "GoogleTest",
    "nlohmann": "nlohmann/json",
    "pcre2.h": "PCRE2",
    "spdlog": "spdlog",
    "yaml.h": "libyaml",
    "zlib.h": "zlib",
}
# What a program on Linux has without a library of its own.
SYSTEM = re.compile(r"(arpa|netinet|sys)/\w+\.h|(emmintrin|fcntl|poll|signal|spawn|unistd)\.h")


def allowed_of(project):
    """What each folder may include, by the table."""
    text = (project / "docs/architecture.md").read_text(encoding="utf-8")
    rows = {}
    for line in text.splitlines():
        match = ROW.fullmatch(line.strip())
        if match and match[1].split("/")[0] in ("src", "include", "constructs"):
            words = re.sub(r"`|\bthe\b", "", match[2]).split(",")
            rows[match[1]] = {word.strip() for word in words} - {"–"}
    return rows


def wanted_of(folder, file, quote, name):
    """What an include needs to be allowed to include, or None where everybody may."""
    first = name.split("/")[0]
    for library in (name, first):
        if library in LIBRARIES:
            return LIBRARIES[library]
    if first == "omnitrack":
        return None if folder == "include/omnitrack" else PUBLIC
    if quote == "<":
        if "/" not in name and "." not in name or SYSTEM.fullmatch(name):
            return None
        return name
    if "/" not in name or (file.parent / name).resolve().is_file():
        return None
    return None if first == pathlib.PurePath(folder).name else first


def innermost(rows, project, file):
    """The folder of the row that decides about a file: the longest around it."""
    parents = [parent.as_posix() for parent in file.relative_to(project).parents]
    return next(parent for parent in parents if parent in rows)


def breaches_of(project):
    """Each include that the table does not allow, as `file:line: …`."""
    rows = allowed_of(project)
    for folder, allowed in rows.items():
        for file in sorted((project / folder).rglob("*.[ch]pp")):
            if innermost(rows, project, file) != folder:
                continue
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if not (match := INCLUDE.match(line)):
                    continue
                wanted = wanted_of(folder, file, *match.groups())
                if wanted is not None and wanted not in allowed:
                    yield (
                        f"{file.relative_to(project)}:{number}: {folder} may not include {wanted}"
                        f" ({match[2]})"
                    )


class IncludeWalls(unittest.TestCase):
    def test_each_folder_includes_only_what_the_architecture_allows(self):
        self.assertEqual(list(breaches_of(PROJECT)), [])

    def test_the_table_names_each_layer(self):
        layers = {f"src/{path.name}" for path in (PROJECT / "src").iterdir() if path.is_dir()}
        self.assertLessEqual(layers | {"include/omnitrack", "constructs"}, set(allowed_of(PROJECT)))

    def test_an_include_through_a_wall_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            project = pathlib.Path(folder)
            (project / "docs").mkdir()
            (project / "docs/architecture.md").write_text(
                "| `src/low/` | below | – |\n| `src/high/` | above | low, zlib |\n"
                "| `src/high/inner/` | with a row of its own | libyaml |\n"
            )
            for name, text in {
                "low/a.cpp": '#include "low/a.hpp"\n#include <vector>\n#include "high/b.hpp"\n',
                "high/b.hpp": '#include "low/a.hpp"\n#include <zlib.h>\n#include <yaml.h>\n',
                "high/inner/c.hpp": "#include <yaml.h>\n#include <zlib.h>\n",
            }.items():
                (project / "src" / name).parent.mkdir(parents=True, exist_ok=True)
                (project / "src" / name).write_text(text)
            self.assertEqual(
                sorted(breaches_of(project)),
                [
                    "src/high/b.hpp:3: src/high may not include libyaml (yaml.h)",
                    "src/high/inner/c.hpp:2: src/high/inner may not include zlib (zlib.h)",
                    "src/low/a.cpp:3: src/low may not include high (high/b.hpp)",
                ],
            )


if __name__ == "__main__":
    unittest.main(argv=sys.argv)

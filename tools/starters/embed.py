#!/usr/bin/env python3
"""Makes the source that carries starters/, the projects that `init` writes: one text of all files, each
as its starter, its path and its content, each ended by a zero byte. Texts, so that one has to look at
no table of addresses to start the program."""

import argparse
import pathlib

LONGEST_LITERAL = 8000


def files_of(folder):
    """Each file with its starter, in the order of starters and paths."""
    for starter in sorted(path for path in folder.iterdir() if path.is_dir()):
        for path in sorted(starter.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield starter.name, path.relative_to(starter).as_posix(), path


def literal(text):
    """A text as C++ writes it; compilers bound the length of one literal."""
    parts = [text[i:i + LONGEST_LITERAL] for i in range(0, len(text), LONGEST_LITERAL)] or [""]
    return "\n    ".join(f'R"_____({part})_____"' for part in parts)


def source_of(folder):
    """The C++ source."""
    fields = []
    for starter, path, file in files_of(folder):
        text = file.read_text(encoding="utf-8")
        if "\0" in text or ")_____" in text:
            raise SystemExit(f"{file} holds what cannot be packed")
        fields += [f'"{starter}"', f'"{path}"', literal(text)]
    packed = "\n    ".join(f'{field} "\\0"' for field in fields)
    return f"""// Made by tools/starters/embed.py of starters/.

#include "cli/init/starters.hpp"

namespace omnitrack::cli {{

std::string_view packed_starters() {{
  static constexpr char text[] =
    {packed};
  return {{text, sizeof text - 1}};
}}

}}  // namespace omnitrack::cli
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starters", type=pathlib.Path, required=True, help="the folder starters")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(source_of(arguments.starters), encoding="utf-8")


if __name__ == "__main__":
    main()

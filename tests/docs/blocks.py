#!/usr/bin/env python3
"""Writes a program of what the pages of docs/ show: blocks.py SOURCE FILES makes SOURCE of each block
of C++ that begins an app. The program writes the templates of each into a folder, or is the app of
one block, where OMNITRACK_PAGE_BLOCK names it; FILES is the folder that the apps upload from."""

import re
import sys
from pathlib import Path

from pages import DOCS, blocks_of, example_of, is_app, pages, programs

WHOLE = re.compile(r"^void build\(App& app\)", re.M)
INCLUDE = re.compile(r"^#include <omnitrack/(.*)>$", re.M)
HEAD = """\
// Made of docs/ by tests/docs/blocks.py.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

{includes}
#include <omnitrack/omnitrack.hpp>
#include <omnitrack/synth.hpp>

#undef OMNITRACK_APP_DIR
#define OMNITRACK_APP_DIR "{files}"

using namespace omnitrack;

"""
MAIN = """\
#line 1 "main"
struct PageBlock {
  std::string name;
  void (*build)(App&);
  bool has_mistake;
};

// A page is right where its blocks have no mistake, and writes its templates.
bool write(const PageBlock& block, const std::filesystem::path& folder) {
  App app;
  block.build(app);
  const Synthesis synthesis = synthesize(app);
  bool is_right = true;
  for (const Diagnostic& each : synthesis.diagnostics) {
    if (each.severity != Severity::error) continue;
    std::cout << block.name << ": " << to_text(each) << '\\n';
    is_right = false;
  }
  for (const SynthesizedStack& stack : synthesis.stacks) {
    std::ofstream(folder / (block.name + "-" + stack.name + ".template.json")) << stack.text;
  }
  return is_right;
}

int main(int argc, char** argv) {
  const char* const wanted = std::getenv("OMNITRACK_PAGE_BLOCK");
  bool is_right = true;
  for (const PageBlock& block : page_blocks) {
    if (wanted != nullptr && block.name == wanted) return run(argc, argv, block.build);
    if (wanted == nullptr && !block.has_mistake) is_right = write(block, argv[1]) && is_right;
  }
  return is_right && wanted == nullptr ? 0 : 1;
}
"""


def name_of(block):
    """What a block is called in the program; the test of consoles calls it so too."""
    stem = re.sub(r"\W", "_", block.page.relative_to(DOCS).with_suffix("").as_posix())
    return f"{stem}_{block.number}"


def source_of(block):
    """A block as the inside of a namespace, in which compilers tell the lines of the page, and the app
    those of its `main.cpp`."""
    text = INCLUDE.sub("", block.text)
    text = text if WHOLE.search(text) else f"void build(App& app) {{\n{text}}}\n"
    first = block.line if WHOLE.search(block.text) else block.line - 1
    file = "main.cpp" if programs(block) else block.page.name
    line = 1 if programs(block) else first
    return f"namespace {name_of(block)} {{\n#line {line} \"{file}\"\n{text}}}\n\n"


def main():
    source, files = map(Path, sys.argv[1:])
    apps = [block for page in pages() for block in blocks_of(page)
            if block.language == "cpp" and is_app(block) and not example_of(block)]
    shown = "".join(block.text for block in apps)
    includes = {f"cfn/{service}.hpp" for service in re.findall(r"\bcfn::(\w+)::", shown)}
    includes |= set(INCLUDE.findall(shown)) - {"omnitrack.hpp"}
    text = HEAD.format(files=files, includes="\n".join(f"#include <omnitrack/{each}>"
                                                       for each in sorted(includes)))
    text += "".join(map(source_of, apps))
    rows = "".join(f'    {{"{name_of(block)}", {name_of(block)}::build, '
                   f'{"true" if block.markers.get("program", "").endswith("a mistake") else "false"}}},\n'
                   for block in apps)
    main_head, main_rest = MAIN.split("// A page is right", 1)
    text += f"{main_head}const PageBlock page_blocks[] = {{\n{rows}}};\n\n// A page is right{main_rest}"
    source.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

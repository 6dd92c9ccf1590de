#!/usr/bin/env python3
"""Writes a program of what the pages of constructs show: blocks.py SOURCE PAGE... makes SOURCE of each
block of C++ that begins an app, and the program writes the templates of each into a folder."""

import pathlib
import re
import sys

BLOCK = re.compile(r"^```cpp\n(.*?)^```", re.M | re.S)
WHOLE = re.compile(r"^void build\(App& app\)", re.M)
HEAD = """\
// Made of docs/constructs by tests/docs/blocks.py.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <omnitrack/omnitrack.hpp>
#include <omnitrack/synth.hpp>

using namespace omnitrack;

"""
MAIN = """\
// A page is right where its blocks have no mistake, and writes its templates.
bool write(void (*build)(App&), const std::string& page, const std::filesystem::path& folder) {
  App app;
  build(app);
  const Synthesis synthesis = synthesize(app);
  bool is_right = true;
  for (const Diagnostic& each : synthesis.diagnostics) {
    if (each.severity != Severity::error) continue;
    std::cout << page << ": " << to_text(each) << '\\n';
    is_right = false;
  }
  for (const SynthesizedStack& stack : synthesis.stacks) {
    std::ofstream(folder / (page + "-" + stack.name + ".template.json")) << stack.text;
  }
  return is_right;
}

int main(int, char** argv) {
  const std::filesystem::path folder = argv[1];
  bool is_right = true;
"""


def blocks_of(page):
    """The blocks of a page that begin an app; others go on from text around them."""
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        if WHOLE.search(block):
            yield block
        elif "app.add(" in block:
            yield f"void build(App& app) {{\n{block}}}\n"


def main():
    source, *pages = map(pathlib.Path, sys.argv[1:])
    shown = "".join(page.read_text(encoding="utf-8") for page in pages)
    typed = "".join(f"#include <omnitrack/cfn/{service}.hpp>\n"
                    for service in sorted(set(re.findall(r"\bcfn::(\w+)::", shown))))
    text, calls = HEAD.replace("#include <omnitrack/omnitrack.hpp>\n",
                               typed + "#include <omnitrack/omnitrack.hpp>\n"), ""
    for page in sorted(pages):
        for number, block in enumerate(blocks_of(page), 1):
            name = re.sub(r"\W", "_", page.stem) + f"_{number}"
            text += f"namespace {name} {{\n{block}}}  // namespace {name}\n\n"
            calls += f'  is_right = write({name}::build, "{page.stem}-{number}", folder) && is_right;\n'
    source.write_text(text + MAIN + calls + "  return is_right ? 0 : 1;\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes the source that carries the page of `graph --format html`: page.html with its style, its
script and the hashes of both that its Content-Security-Policy names, cut where the program fills it
in; the style of a picture alone; and the icons."""

import argparse
import base64
import hashlib
import pathlib
import re

STYLES = ("page.css", "panel.css", "picture.css")
SCRIPTS = ("dom.js", "data.js", "picture.js", "zoom.js", "properties.js", "panel.js", "search.js",
           "list.js", "legend.js", "page.js")
SLOTS = re.compile(r"\{\{(?:title|defs|views|data)\}\}")
SLOTS_IN_ORDER = ["{{title}}", "{{title}}", "{{defs}}", "{{views}}", "{{data}}"]
ICON = re.compile(r"<svg xmlns=\S+ (.*?)>\s*(.*?)\s*</svg>\s*", re.DOTALL)


def source_hash(text):
    """How a Content-Security-Policy names an inline text."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def page_of(folder):
    """The page with its style and script in place."""
    read = lambda name: (folder / name).read_text(encoding="utf-8")
    style = "\n" + "".join(read(name) for name in STYLES)
    script = '\n"use strict";\n{\n' + "".join(read(name) for name in SCRIPTS) + "}\n"
    for text in (style, script):
        if "</" in text or SLOTS.search(text):
            raise SystemExit("a style or script of the page ends its element or looks like a slot")
    texts = {"style": style, "script": script,
             "style_hash": source_hash(style), "script_hash": source_hash(script)}
    return re.sub(r"\{\{(style|script|style_hash|script_hash)\}\}",
                  lambda match: texts[match[1]], read("page.html"))


def pieces_of(page):
    """The page's texts between its slots, which stand in the order that the program fills them."""
    if SLOTS.findall(page) != SLOTS_IN_ORDER:
        raise SystemExit(f"page.html must have these slots in this order: {SLOTS_IN_ORDER}")
    return SLOTS.split(page)


def symbol_of(file):
    """An icon as a symbol for <use>."""
    match = ICON.fullmatch(file.read_text(encoding="utf-8"))
    if not match:
        raise SystemExit(f"{file} is no icon: one <svg> of one <path>, <rect> … a line")
    attributes = re.sub(r"\s+", " ", match[1])
    shapes = re.sub(r">\s+<", "><", match[2])
    return f'<symbol id="icon-{file.stem}" {attributes}>{shapes}</symbol>'


def literal(text):
    """A text as C++ writes it."""
    return f'R"_____({text})_____"'


def source_of(page_folder, icons_folder):
    """The C++ source."""
    pieces = pieces_of(page_of(page_folder))
    symbols = {file.stem: symbol_of(file) for file in sorted(icons_folder.glob("*.svg"))}
    style = (page_folder / "picture.css").read_text(encoding="utf-8")
    page = ",\n      ".join(map(literal, pieces))
    names = ", ".join(f'"{name}"' for name in symbols)
    icons = ",\n      ".join(map(literal, symbols.values()))
    return f"""// Made by tools/graph_page/embed.py of src/graph/page and src/graph/icons.

#include "graph/page/page_parts.hpp"

#include <algorithm>

namespace omnitrack::graph {{

const PagePieces& page_pieces() {{
  static constexpr PagePieces pieces{{
      {page}}};
  return pieces;
}}

std::string_view picture_style() {{
  return {literal(style)};
}}

std::span<const std::string_view> icon_symbols() {{
  static constexpr std::array<std::string_view, {len(symbols)}> symbols{{
      {icons}}};
  return symbols;
}}

std::string_view icon_symbol(std::string_view name) {{
  constexpr std::array<std::string_view, {len(symbols)}> names{{{names}}};
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return icon_symbol("other");
  return icon_symbols()[static_cast<std::size_t>(found - names.begin())];
}}

}}  // namespace omnitrack::graph
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", type=pathlib.Path, required=True, help="the folder src/graph/page")
    parser.add_argument("--icons", type=pathlib.Path, required=True,
                        help="the folder src/graph/icons")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(source_of(arguments.page, arguments.icons), encoding="utf-8")


if __name__ == "__main__":
    main()

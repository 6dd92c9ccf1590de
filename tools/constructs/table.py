#!/usr/bin/env python3
"""Writes what the constructs are: docs/constructs.md, or with --source the C++ table that the program
carries. With --check, says whether the page is as it should be."""

import argparse
import pathlib
import sys

from constructs import read_constructs

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "constructs.md"
BEGIN = """\
# Constructs

What the library has beyond the typed resources, by service, each with the resource types that it can
make by itself, and the constructs through which it can make more. The header is what an app includes;
`omnitrack-synth list --constructs` lists them too, and `omnitrack-synth schema AWS::SQS::Queue` names
those that make a type, by themselves or through others. [A construct of your own](writing-constructs.md) tells how to write one.

Members of props are given in the order of their declaration: the id first, then what is required, then
the rest, by the alphabet but for a few that belong together. Where one comes too late, g++ says of it
`designator order for field 'omnitrack::FunctionProps::code' does not match declaration order`, and may say
`a_required_property_is_left_out_or_comes_too_late` behind it: the first error counts.

`python3 tools/constructs/table.py` writes this page.
"""


def page(constructs):
    """The text of docs/constructs.md."""
    text = BEGIN
    service = None
    for each in constructs:
        own = each.header.split("/")[1]
        if own != service:
            service = own
            more = ROOT / "docs" / "constructs" / f"{service}.md"
            title = f"[{service}](constructs/{service}.md)" if more.exists() else service
            text += f"\n## {title}\n\n| | makes | header |\n|---|---|---|\n"
        types = ", ".join(f"`{name}`" for name in each.types)
        if each.through:
            types += ", and through " + ", ".join(f"`{name}`" for name in each.through)
        name = f"[`{each.name}`]({each.url})" if each.url else f"`{each.name}`"
        text += f"| {name}: {each.sentence} | {types} | `{each.header}` |\n"
    return text


def source(constructs):
    """The text of the C++ table."""
    lists = "".join(
        listed(f"types_{i}", each.types) + (listed(f"through_{i}", each.through) if each.through else "")
        for i, each in enumerate(constructs)
    )
    rows = "".join(
        f"    {{{quoted(each.name)}, {quoted(each.header)}, types_{i}, {f'through_{i}' if each.through else '{}'}}},\n"
        for i, each in enumerate(constructs)
    )
    return (
        "// Made of the comments in include/omnitrack by tools/constructs/table.py.\n\n"
        '#include "cli/list/constructs.hpp"\n\n'
        "namespace omnitrack::cli {\n\nnamespace {\n\n"
        f"{lists}\nconstexpr ConstructEntry entries[] = {{\n{rows}}};\n\n"
        "}  // namespace\n\n"
        "std::span<const ConstructEntry> all_constructs() { return entries; }\n\n"
        "}  // namespace omnitrack::cli\n"
    )


def listed(name, texts):
    return f"constexpr std::string_view {name}[] = {{{', '.join(map(quoted, texts))}}};\n"


def quoted(text):
    return f'"{text}"'


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--source", type=pathlib.Path, help="write the C++ table to this file")
    arguments = parser.parse_args()
    constructs = read_constructs(ROOT / "include")
    if arguments.source:
        arguments.source.write_text(source(constructs), encoding="utf-8")
    elif not arguments.check:
        PAGE.write_text(page(constructs), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page(constructs):
        sys.exit(f"{PAGE} is old: run tools/constructs/{pathlib.Path(__file__).name}")


if __name__ == "__main__":
    main()

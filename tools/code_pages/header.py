#!/usr/bin/env python3
"""Writes omnitrack/codes.hpp: a typed constant for each page of docs/codes."""

import argparse
import pathlib

from pages import read_pages

BEGIN = """\
#pragma once

// Made of docs/codes by tools/code_pages/header.py.

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <omnitrack/finding_code.hpp>

/// The codes of this library's findings; each has a page in `docs/codes`.
namespace omnitrack::codes {

"""
END = """
}}  // namespace omnitrack::codes

namespace omnitrack::detail {{

struct Pages {{
  static constexpr std::uint16_t numbers[] = {{
{numbers}
  }};

  static constexpr bool contain(std::string_view code) {{
    if (code.size() != 6) return false;
    unsigned number = 0;
    for (const char c : code.substr(2)) number = number * 10 + static_cast<unsigned>(c - '0');
    return std::binary_search(std::begin(numbers), std::end(numbers), number);
  }}
}};

}}  // namespace omnitrack::detail
"""


# A finding that is uncertain is an error that may not come; the diff's verdicts say which it is.
def constant(page):
    """The line that declares a page's code."""
    allowed = sorted(f"Severity::{each}" for each in page.severities if each != "uncertain")
    return (
        f"/// {page.title}.\n"
        f"inline constexpr FindingCode<{', '.join(allowed)}> {page.code}"
        f"{{detail::CodeWithPage{{\"{page.code}\"}}}};\n"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=pathlib.Path, required=True, help="the folder docs/codes")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the header to write")
    arguments = parser.parse_args()
    pages = read_pages(arguments.pages)
    numbers = "\n".join(f"      {page.code[2:]}," for page in pages)
    text = BEGIN + "".join(constant(page) for page in pages) + END.format(numbers=numbers)
    # What includes it is compiled again only where it changes.
    out = arguments.out
    if out.exists() and out.read_text(encoding="utf-8") == text:
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

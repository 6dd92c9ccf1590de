#!/usr/bin/env python3
"""Writes docs/codes/README.md, the list of the pages of the findings' codes, by area."""

import pathlib
import re

PAGES = pathlib.Path(__file__).resolve().parents[2] / "docs" / "codes"
AREAS = {
    "OT10": "The app",
    "OT11": "The configuration",
    "OT17": "Logical ids that survive refactoring",
    "OT2": "Constructs",
    "OT3": "The OmniTrack stack",
    "OT40": "Text, sections and limits of a template",
    "OT42": "Resources and properties",
    "OT43": "Functions and references",
    "OT44": "Parameters, mappings, conditions, rules and outputs",
    "OT45": "Policies",
    "OT46": "Rules of single services",
    "OT47": "The stacks of an app together",
    "OT49": "Acknowledgements",
    "OT51": "Changes that will be refused",
}
BEGIN = """\
# The codes of findings

Each finding of the synth and of `validate` has a code that never changes its meaning, and each code
a page, which `omnitrack-synth explain CODE` prints too. What is fine as it is can be acknowledged, in
code by `acknowledge("OT4380", "why it is fine")` and in a template's metadata as
[OT4901](OT4901.md) shows.

`python3 tools/code_pages/index.py` writes this list.
"""


def row(path):
    code, title, severity = re.match(
        r"# (OT\d{4}): (.*)\n\n\*(\w+)", path.read_text(encoding="utf-8")
    ).groups()
    return f"| [{code}]({code}.md) | {severity} | {title} |\n"


def main():
    text = BEGIN
    for prefix, area in AREAS.items():
        rows = "".join(row(path) for path in sorted(PAGES.glob(f"{prefix}*.md")))
        if rows:
            text += f"\n## {area}\n\n| | | |\n|---|---|---|\n{rows}"
    (PAGES / "README.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

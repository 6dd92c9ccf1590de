#!/usr/bin/env python3
"""Makes the manual pages of a program out of what it says of itself: man_pages.py PROGRAM OUT writes
OUT/NAME.1 and, of each verb, OUT/NAME-VERB.1."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "site"))

from program_help import SHARED, rows, said, sections  # noqa: E402

# Titles as manual pages have them.
TITLES = {"Exit codes": "EXIT STATUS", SHARED[1]: "CONFIGURATION KEYS"}


def escaped(text):
    """A text as roff takes it as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...").replace("'", "\\(aq")
    return re.sub(r"^\.", "\\\\&.", text, flags=re.M)


def list_of(lines):
    """A list of terms and what they mean."""
    return "".join(f".TP\n.B {escaped(term)}\n{escaped(meaning) or '.'}\n" for term, meaning in rows(lines))


def examples_of(lines):
    """Command lines, each below what it does."""
    return "".join(f".PP\n{escaped(meaning[:1].upper() + meaning[1:])}:\n.PP\n.RS 4\n.EX\n{escaped(term)}\n.EE\n.RE\n"
                   for term, meaning in rows(lines))


def page(name, summary, version, parts, about, usage, see):
    """A page of section 1."""
    text = f'.TH "{escaped(name.upper())}" 1 "" "{escaped(version)}" "User Commands"\n'
    text += f".SH NAME\n{escaped(name)} \\- {escaped(summary)}\n"
    text += f".SH SYNOPSIS\n.B {escaped(usage)}\n.SH DESCRIPTION\n{escaped(about)}\n"
    for title, lines in parts.items():
        text += f'.SH "{TITLES.get(title, title.upper())}"\n'
        text += examples_of(lines) if title == "Examples" else list_of(lines)
    return text + ".SH SEE ALSO\n" + ",\n".join(f".BR {escaped(each)} (1)" for each in see) + "\n"


def split_about(lines):
    """The usage, and the sentences below it."""
    usage, *about = [line for line in lines if line]
    return usage.removeprefix("Usage: "), " ".join(about)


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: man_pages.py PROGRAM OUT")
    program, out = Path(sys.argv[1]), Path(sys.argv[2])
    name, version = program.name, said(program, "--version").strip()
    out.mkdir(parents=True, exist_ok=True)
    parts = sections(said(program, "help"))
    verbs = rows(parts["Verbs"])
    usage, about = split_about(parts.pop("")[:-1])
    summary = "write, check, compare and deploy CloudFormation templates"
    pages = {name: page(name, summary, version, parts, about, usage,
                        [f"{name}-{verb}" for verb, _ in verbs])}
    for verb, meaning in verbs:
        parts = sections(said(program, "help", verb))
        usage, about = split_about(parts.pop(""))
        own = {title: lines for title, lines in parts.items() if title not in SHARED}
        about += f" Options of every verb, and configuration keys, are told by {name}(1)."
        summary = meaning.split(":")[0].split(" (without")[0]
        pages[f"{name}-{verb}"] = page(f"{name}-{verb}", summary[:1].lower() + summary[1:], version, own,
                                       about, usage, [name])
    for title, text in pages.items():
        (out / f"{title}.1").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

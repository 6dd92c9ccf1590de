"""Makes the pages of the command line out of what the program says of itself: `help` and
`help VERB`."""

import re

from program_help import SHARED, rows, said, sections
from site_pages import Page


def marked(text):
    """What help says as Markdown: its words are only text, its options code."""
    text = re.sub(r"([*_<>\[\]$|])", r"\\\1", text)
    return re.sub(r"(?<![\w`-])(--[a-z][a-z-]*)", r"`\1`", text)


def list_text(lines):
    return "".join(f"`{term}`\n: {marked(meaning)}\n\n" for term, meaning in rows(lines))


def section_text(title, lines):
    if title == "Examples":
        return "".join(f"{marked(meaning)}:\n\n```sh\n{term}\n```\n\n" for term, meaning in rows(lines))
    return list_text(lines)


def heading(title):
    return "Configuration keys of the OmniTrack stack" if title == SHARED[1] else title


def verb_text(program, verb, guide):
    """The page of a verb; what every verb has is told on the page of them all."""
    parts = sections(said(program, "help", verb))
    usage, *about = [line for line in parts.pop("") if line]
    text = f"# {verb}\n\n" + marked(" ".join(about)) + "\n\n"
    text += f"```text\n{usage.removeprefix('Usage: ')}\n```\n\n"
    text += f"More: [{guide[1]}](../{guide[0]})\n\n" if guide else ""
    for title, lines in parts.items():
        if title not in SHARED or (verb == "synth" and title == SHARED[1]):
            text += f"## {heading(title)}\n\n" + section_text(title, lines)
    return text + "Options of every verb: [the command line](index.md#options-of-every-verb).\n"


def program_text(program):
    """The page of all verbs, with what they share, and the verbs."""
    parts = sections(said(program, "help"))
    verbs = rows(parts["Verbs"])
    text = "# The command line\n\n" + marked(" ".join(parts[""][1:]).strip()) + "\n\n"
    text += "An app of your own has the same verbs: `photos diff` is that of the program `photos`.\n\n"
    text += "## Verbs\n\n" + "".join(f"[`{verb}`]({verb}.md)\n: {marked(meaning)}\n\n"
                                     for verb, meaning in verbs)
    for title, lines in parts.items():
        if title in (SHARED[0], "Exit codes"):
            text += f"## {title}\n\n" + list_text(lines)
    return text, [verb for verb, _ in verbs]


def add_command_line(site, program, guides):
    """Adds the pages; `guides` gives the hand-written page of a verb, where one is."""
    text, verbs = program_text(program)
    site.add(Page("command-line/index", text))
    for verb in verbs:
        site.add(Page(f"command-line/{verb}", verb_text(program, verb, guides.get(verb)),
                      trail=[("Command line", "command-line/index")]))

"""Reads what the program says of itself: `help` and `help VERB`."""

import re
import subprocess

ROW = re.compile(r"^  (\S.*?)(?:  +(\S.*))?$")
SHARED = ("Options of every verb", "Configuration keys, for --config and --set")


def said(program, *words):
    done = subprocess.run([str(program), *words], capture_output=True, text=True, check=True)
    return done.stdout


def sections(text):
    """What help says, by its headings: first what stands above them all, without a heading."""
    found, title = {"": []}, ""
    for line in text.splitlines():
        if re.match(r"^[A-Z][^.]*:$", line):
            title = line[:-1]
            found[title] = []
        else:
            found[title].append(line)
    return found


def rows(lines):
    """The rows of a list in help: a term, and what it means over one or several lines."""
    found = []
    for line in lines:
        row = ROW.match(line)
        if row:
            found.append([row[1], row[2] or ""])
        elif line.startswith("   "):
            found[-1][1] = f"{found[-1][1]} {line.strip()}".strip()
    return found

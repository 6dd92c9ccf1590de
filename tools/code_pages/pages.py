"""Reads the pages of the findings' codes, docs/codes/OT*.md: what is in them besides their text."""

import re
import sys

SEVERITIES = ("error", "warning", "info", "uncertain")
HEAD = re.compile(r"# (OT\d{4}): ([^\n]*[^\n.])\n\n\*([^*\n]+)\*\n\n[^\n]")


class Page:
    """A page: its code, its title, the severities that the code allows, the usual one first."""

    def __init__(self, path):
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        head = HEAD.match(self.text)
        if not head or head[1] != path.stem or "\0" in self.text:
            sys.exit(
                f"{path}: a page begins with '# {path.stem}: Title', an empty line, its severities "
                "between asterisks, an empty line and its text"
            )
        self.code, self.title, self.severity_line = head.groups()
        self.severities = [
            re.match(r"\w*", part)[0] for part in re.split(r"[,;] ", self.severity_line)
        ]
        wrong = [each for each in self.severities if each not in SEVERITIES]
        if wrong or len(set(self.severities)) != len(self.severities) or len(self.severities) > 2:
            sys.exit(
                f"{path}: '{self.severity_line}' does not say the severities: the usual one of "
                f"{', '.join(SEVERITIES)}, and maybe another after a comma or a semicolon, with "
                "when it is that one, as in '*error; warning where …*'"
            )


def read_pages(folder):
    """The pages of a folder, in the order of their codes."""
    return [Page(path) for path in sorted(folder.glob("OT*.md"))]

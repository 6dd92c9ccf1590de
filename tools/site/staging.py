"""Brings the pages of docs/ into the folder that Sphinx reads, with what they lead to: a page, a file
or a folder of the repository that a page links comes along."""

import os
import re
from pathlib import Path

LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
BARE_URL = re.compile(r"(?<![(<\"'`\w])(https://[^\s)>`]+[^\s)>`.,;:])")
FENCE = re.compile(r"^ *(```+|~~~+)")
LANGUAGES = {".cpp": "cpp", ".hpp": "cpp", ".py": "python", ".yml": "yaml", ".yaml": "yaml",
             ".json": "json", "": "sh"}
ORPHAN = "---\norphan: true\n---\n\n"


def outside_of_code(text, change):
    """The text with each line changed that is in no block of code."""
    lines, fence = [], None
    for line in text.split("\n"):
        mark = FENCE.match(line)
        if mark and fence is None:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = None
        elif fence is None and not line.startswith("    "):
            line = change(line)
        lines.append(line)
    return "\n".join(lines)


def with_marked_urls(line):
    """A line whose bare addresses are links, but for those in code."""
    parts = re.split(r"(`+[^`]*`+)", line)
    return "".join(part if part.startswith("`") else BARE_URL.sub(r"<\1>", part) for part in parts)


class Staging:
    """The folder that Sphinx reads, being filled."""

    def __init__(self, root, out):
        self.root = root
        self.docs = root / "docs"
        self.out = out
        self.brought = set()

    def place_of(self, path):
        """Where something of the repository is in the site; a folder is its README, and a README the
        first page of its folder."""
        if path.is_dir():
            path = path / "README.md"
        if path.name == "README.md":
            path = path.with_name("index.md")
        if path.is_relative_to(self.docs):
            return self.out / path.relative_to(self.docs)
        return self.out / "repository" / path.relative_to(self.root)

    def bring(self, path):
        """Brings a page, a file or a folder; gives its place."""
        place = self.place_of(path)
        if place in self.brought:
            return place
        self.brought.add(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.suffix != ".md":
            place.write_bytes(path.read_bytes())
            return place
        text = self.page(path) if path.is_file() else self.folder(path)
        is_navigated = path.is_relative_to(self.docs) and not path.stem.startswith("OT")
        place.write_text(("" if is_navigated else ORPHAN) + text, encoding="utf-8")
        return place

    def folder(self, folder):
        """A folder as a page: what its README says; of an example the sources too, else the names."""
        readme = folder / "README.md"
        text = self.page(readme) if readme.exists() else f"# {folder.relative_to(self.root)}\n"
        for path in sorted(folder.iterdir()):
            if folder.parent.name == "examples" and path.is_file() and path.suffix in LANGUAGES:
                text += (f"\n## {path.name}\n\n````{LANGUAGES[path.suffix]}\n"
                         f"{path.read_text(encoding='utf-8')}````\n")
            elif not readme.exists():
                text += f"\n- `{path.name}`"
        return text

    def page(self, path):
        """The text of a page, with its links as they are in the site."""
        def change(line):
            return with_marked_urls(LINK.sub(lambda link: self.link(path, *link.groups()), line))
        return outside_of_code(path.read_text(encoding="utf-8"), change)

    def link(self, page, text, target):
        name, hash_mark, anchor = target.partition("#")
        found = Path(os.path.normpath(page.parent / name))
        if "://" in target or not name or not found.exists():
            return f"[{text}]({target})"
        if found.name == "README.md" and found.parent.parent.name == "examples":
            found = found.parent
        place = os.path.relpath(self.bring(found), self.place_of(page).parent)
        return f"[{text}]({place}{hash_mark}{anchor})"

"""The pages of the site: those of docs/, what they lead to in the repository, and those that are made."""

import os
import posixpath
from pathlib import Path

LANGUAGES = {".cpp": "cpp", ".hpp": "cpp", ".py": "python", ".yml": "yaml", ".yaml": "yaml",
             ".json": "json", "": "sh"}


class Page:
    """A page: its document, which is its address without an ending, its Markdown, the file that it is
    of, if any, and what stands above it as (title, document)."""

    def __init__(self, document, text, source=None, trail=()):
        self.document = document
        self.text = text
        self.source = source
        self.trail = list(trail)
        self.made = None

    @property
    def title(self):
        return self.text.split("\n", 1)[0].removeprefix("# ").replace("`", "")

    def to(self, document):
        """The address of another document, seen from this one."""
        return posixpath.relpath(f"{document}.html", posixpath.dirname(self.document) or ".")


class Site:
    """All pages by their documents, and the files that are opened as they are."""

    def __init__(self, root):
        self.root = root
        self.docs = root / "docs"
        self.pages = {}
        self.files = {}
        self.mistakes = []
        for path in sorted(self.docs.rglob("*.md")):
            self.bring(path)

    def add(self, page):
        self.pages[page.document] = page
        return page

    def document_of(self, path):
        """The document of a page of the repository; a README is the first page of its folder."""
        if path.name == "README.md":
            path = path.with_name("index.md")
        if path.is_relative_to(self.docs):
            return path.relative_to(self.docs).with_suffix("").as_posix()
        return ("repository" / path.relative_to(self.root)).with_suffix("").as_posix()

    def bring(self, path):
        """The document of a page, or of a folder, of the repository, which is added where it is new."""
        page = path / "README.md" if path.is_dir() else path
        document = self.document_of(page)
        if document not in self.pages:
            text = page.read_text(encoding="utf-8") if page.exists() else ""
            self.add(Page(document, text, page))
            if page.name == "README.md" and not page.is_relative_to(self.docs):
                self.pages[document].text = folder_text(page.parent, text, self.root)
        return document

    def link(self, page, target):
        """The address of what a page links."""
        name, hash_mark, anchor = target.partition("#")
        if "://" in target or not name:
            return target
        document = posixpath.normpath(posixpath.join(posixpath.dirname(page.document), name))
        document = document.removesuffix(".md")
        if document.endswith("README"):
            document = document.removesuffix("README") + "index"
        if document not in self.pages:
            found = Path(os.path.normpath(page.source.parent / name)) if page.source else None
            if found is None or not found.exists():
                self.mistakes.append(f"{page.document}: nothing is at '{target}'")
                return target
            if found.suffix != ".md" and not found.is_dir():
                return self.file(page, found)
            document = self.bring(found)
        return f"{page.to(document)}{hash_mark}{anchor}"

    def file(self, page, path):
        place = path.relative_to(self.docs if path.is_relative_to(self.docs) else self.root).as_posix()
        self.files[place] = path
        return posixpath.relpath(place, posixpath.dirname(page.document) or ".")


def folder_text(folder, readme, root):
    """A folder as a page: what its README says; of an example the sources too, else the names."""
    text = readme or f"# {folder.relative_to(root)}\n"
    for path in sorted(folder.iterdir()):
        if folder.parent.name == "examples" and path.is_file() and path.suffix in LANGUAGES:
            text += (f"\n## {path.name}\n\n````{LANGUAGES[path.suffix]}\n"
                     f"{path.read_text(encoding='utf-8')}````\n")
        elif not readme:
            text += f"\n- `{path.name}`"
    return text

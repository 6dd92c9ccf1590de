#!/usr/bin/env python3
"""Builds the documentation as a site: build.py PROGRAM OUT makes OUT of docs/, of the headers in
include/ and of what the program's help says; `scripts/site` calls it. Needs markdown-it-py and
Pygments."""

import html
import re
import shutil
import sys
from pathlib import Path
from string import Template

import navigation
from command_line import add_command_line
from markdown import Renderer
from reference import add_reference, places_of, types_of
from search import index_of
from site_pages import Page, Site

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
STATIC = ("site.css", "site.js", "search.js")
REFERENCE = """
## Reference

Made of the library and the program while this site is built:

- [Constructs](constructs.md): what each makes, its properties with their defaults, its methods
- [Headers](headers/index.md): the types that constructs share
- [Findings](codes/README.md): every code, with an example, wrong and right
- [The command line](command-line/index.md): every verb with its options and exit codes
- [Examples](examples.md): whole apps
"""
SEARCH = "# Search\n\nWords of titles, headings and texts; all of them must be there.\n"


def add_examples(site):
    """The examples, each with its sources, and the page that lists them."""
    text = "# Examples\n\nWhole apps, some beside the same in the CDK's TypeScript.\n\n"
    for folder in sorted((site.root / "examples").iterdir()):
        if (folder / "main.cpp").exists():
            page = site.pages[site.bring(folder)]
            page.trail = [("Examples", "examples")]
            title = page.title if page.source.exists() else folder.name
            text += f"- [{title}]({page.document}.md)\n"
    site.add(Page("examples", text))


def add_trails(site):
    """What is above the findings and the services."""
    for document, page in site.pages.items():
        if document.startswith("codes/OT"):
            page.trail = [("Findings", "codes/index")]
        elif document.startswith("constructs/") and not page.trail:
            page.trail = [("Constructs", "constructs")]


def rendered(site, places):
    """Renders every page, those too that a link brings."""
    def place(page, name):
        known = next((each for each in (name, name.split("::")[0]) if each in places), None)
        if known is None:
            return None
        document, anchor = places[known]
        if document == page.document:
            return f"#{anchor}" if anchor else None
        return page.to(document) + (f"#{anchor}" if anchor else "")

    renderer = Renderer(site.link, place)
    while waiting := [page for page in site.pages.values() if page.made is None]:
        for page in waiting:
            page.made = renderer.render(page, page.text)
    return list(site.pages.values())


def write(site, out, layout):
    sections = navigation.sections_of(site.pages["index"], site.pages)
    for page in site.pages.values():
        title = page.title if page.document == "index" else f"{page.title} · omnitrack-synth"
        text = layout.substitute(
            title=html.escape(title), root=page.to("x").removesuffix("x.html"),
            sidebar=navigation.sidebar(page, sections, site.pages), trail=navigation.trail(page),
            body=page.made.html, contents=navigation.contents(page.made),
            neighbours=navigation.neighbours(page, sections, site.pages))
        file = out / f"{page.document}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for place, path in site.files.items():
        (out / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, out / place)
    for name in STATIC:
        shutil.copyfile(HERE / name, out / name)


def guides_of_verbs(docs):
    """The hand-written page of a verb: named after it, with it in its title, or with a heading of
    its own in another page."""
    guides = {}
    for path in sorted(docs.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = text.split("\n", 1)[0].removeprefix("# ")
        for verb in re.findall(r"^## (\w+)$", text, re.M):
            guides.setdefault(verb, (f"{path.name}#{verb}", title))
        for verb in [path.stem, *re.findall(r"`(\w+)`", title)]:
            guides[verb] = (path.name, title)
    return guides


def main():
    program, out = map(Path, sys.argv[1:])
    site = Site(ROOT)
    topics = add_reference(site, ROOT / "include")
    add_command_line(site, program, guides_of_verbs(site.docs))
    add_examples(site)
    site.pages["index"].text += REFERENCE
    site.add(Page("search", SEARCH))
    add_trails(site)
    pages = rendered(site, places_of(topics))
    if site.mistakes:
        sys.exit("\n".join(site.mistakes))
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    write(site, out, Template((HERE / "layout.html").read_text(encoding="utf-8")))
    (out / "search-index.js").write_text(index_of(
        [page for page in pages if page.document != "search"], types_of(topics)), encoding="utf-8")


if __name__ == "__main__":
    main()

"""What leads through the site: the sections of the home page beside each page, and what is above it."""

import html
import re

LINK = re.compile(r"\[[^\]]+\]\(([\w/.-]+\.md)\)")
# What the pages of a section that is not shown in full are below, and what is shown of it there.
MADE = (("Constructs", "constructs"), ("Headers", "headers/index"), ("Findings", "codes/index"),
        ("Command line", "command-line/index"), ("Examples", "examples"))


def sections_of(home, pages):
    """The sections beside each page: (title, documents), of the home page's headings and links, then
    of the pages of docs/ that it does not link."""
    found, seen = [], {"index", *(document for _, document in MADE)}
    for part in re.split(r"^## ", home.text, flags=re.M)[1:]:
        documents = [target.removesuffix(".md") for target in LINK.findall(part)]
        documents = [each for each in documents if each in pages and each not in seen]
        seen.update(documents)
        if documents:
            found.append((part.split("\n", 1)[0], documents))
    others = [page.document for page in pages.values()
              if page.source and page.document not in seen and is_of_docs(page.document)]
    return [*found, ("More", others)] if others else found


def is_of_docs(document):
    return document.split("/")[0] not in ("constructs", "codes", "repository", "schema")


def short(page):
    """A title that fits beside a page."""
    return re.sub(r": .*", "", page.title)


def sidebar(page, sections, pages):
    """The sections as lists, with the page marked; of a made part, what is next to the page."""
    text = ""
    for title, documents in sections:
        text += f"<h2>{html.escape(title)}</h2>\n<ul>\n"
        text += "".join(entry(page, each, short(pages[each])) for each in documents) + "</ul>\n"
    text += "<h2>Reference</h2>\n<ul>\n"
    for title, document in MADE:
        text += entry(page, document, title, below(page, document, pages))
    return text + "</ul>\n"


def entry(page, document, title, inner=""):
    above = document in (each for _, each in page.trail[1:])
    current = ' aria-current="page"' if page.document == document else ' aria-current="true"' * above
    return f'<li><a href="{page.to(document)}"{current}>{html.escape(title)}</a>{inner}</li>\n'


def below(page, document, pages):
    """The list below an entry: the services of constructs, the verbs of the command line."""
    folder = {"constructs": "constructs/", "command-line/index": "command-line/"}.get(document)
    if folder is None or not page.document.startswith(folder.rstrip("/")):
        return ""
    names = sorted(each for each in pages
                   if each.startswith(folder) and each.count("/") == 1 and each != document)
    return "<ul>\n" + "".join(entry(page, each, each.split("/")[1]) for each in names) + "</ul>\n"


def trail(page):
    """The way from the top to a page."""
    links = [f'<a href="{page.to(document)}">{html.escape(title)}</a>' for title, document in page.trail]
    return f'<nav class="trail" aria-label="Above">{" / ".join(links)}</nav>\n' if links else ""


def contents(made):
    """The headings of a page; nothing where there are few."""
    shown = [each for each in made.headings if each[0] in (2, 3)]
    if len(shown) < 2:
        return ""
    rows = "".join(f'<li class="level{level}"><a href="#{anchor}">{html.escape(title)}</a></li>\n'
                   for level, anchor, title in shown)
    return f'<nav class="contents" aria-label="On this page"><h2>On this page</h2><ul>\n{rows}</ul></nav>\n'


def neighbours(page, sections, pages):
    """The pages before and after a page of the sections."""
    order = [each for _, documents in sections for each in documents]
    if page.document not in order:
        return ""
    at = order.index(page.document)
    text = ""
    if at > 0:
        text += f'<a href="{page.to(order[at - 1])}">← {html.escape(short(pages[order[at - 1]]))}</a>'
    if at + 1 < len(order):
        text += (f'<a class="next" href="{page.to(order[at + 1])}">'
                 f'{html.escape(short(pages[order[at + 1]]))} →</a>')
    return f'<nav class="neighbours" aria-label="Before and after">{text}</nav>\n'

"""Makes the index of the search: a script, since a page that is opened from a file may load scripts and
nothing else."""

import json
import re

WORD = re.compile(r"[a-z0-9_]{2,}")
KINDS = (("constructs/", "Construct"), ("headers/", "Header"), ("codes/", "Finding"),
         ("command-line/", "Command line"), ("repository/examples", "Example"))


def kind_of(document):
    for beginning, kind in KINDS:
        if document.startswith(beginning) and not (kind == "Construct" and document.count("/") == 1):
            return kind
    return "Guide"


def words_of(text):
    """The words of a text, whole and, where they are joined by `_`, their parts."""
    found = set(WORD.findall(text.lower()))
    for word in list(found):
        if "_" in word:
            found.update(part for part in word.split("_") if len(part) > 1)
    # What joins names in C++ and in types is no letter, so `TableProps` is also `table` and `props`.
    for name in re.findall(r"\b(?:[A-Z][a-z0-9]+){2,}\b", text):
        found.update(part.lower() for part in re.findall(r"[A-Z][a-z0-9]+", name))
    return found


def summary_of(page):
    """The first sentence of a page that says something."""
    for paragraph in page.text.split("\n\n")[1:]:
        plain = re.sub(r"\{cpp\}|[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(paragraph.split()))
        if plain and plain[0] not in "#|<:-$" and "```" not in paragraph and not re.fullmatch(r"\*[^*]+\*", paragraph.strip()):
            return plain if len(plain) < 160 else plain[:157].rsplit(" ", 1)[0] + " …"
    return ""


def heads_of(page):
    """The words that a page is about: of its headings, and of where it stands in the reference."""
    titles = " ".join(title for _, _, title in page.made.headings)
    place = re.sub(r"\W", " ", page.document) if kind_of(page.document) != "Finding" else ""
    return words_of(f"{titles} {place}")


def index_of(pages, types):
    """The text of the index: rows of pages and types, and for each word the numbers of the rows that
    have it, those first that are about it, as differences."""
    rows, in_text, in_headings = [], {}, {}
    for number, page in enumerate(pages):
        rows.append([page.title, f"{page.document}.html", kind_of(page.document), summary_of(page)])
        heads = heads_of(page)
        for word in heads:
            in_headings.setdefault(word, []).append(number)
        for word in words_of(" ".join(page.made.words)) - heads:
            in_text.setdefault(word, []).append(number)
    for number, row in enumerate(types, len(rows)):
        for word in words_of(row[0]):
            in_headings.setdefault(word, []).append(number)
    rows += types
    words = {word: [steps(in_headings.get(word, [])), steps(in_text.get(word, []))]
             for word in sorted({*in_text, *in_headings})}
    data = json.dumps({"pages": rows, "words": words}, ensure_ascii=False, separators=(",", ":"))
    return f"window.omnitrackIndex = {data};\n"


def steps(numbers):
    return [number - before for before, number in zip([0, *numbers], numbers)]

"""Makes the reference of the library out of its headers: a page for each construct, and one for each
header whose types are no single construct's."""

import json
import re
import sys
from pathlib import Path

from declarations import read_header, without_template

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "constructs"))
from constructs import read_constructs  # noqa: E402

CHECKED = re.compile(r"\bChecked(Number|Text)<\s*(?:struct )?detail::")
CHOSEN = re.compile(r"\bdetail::Chosen<(\w+)>")
LINE_OF_CALL = re.compile(r",? ?const char\* file = __builtin_FILE\(\),\s*unsigned line = __builtin_LINE\(\)")
CHECKED_WORD = {"Number": "whole number", "Text": "text"}
REQUIRED = re.compile(r"^Required<(.*), struct \w+>$")


class Page:
    """A page of the reference: its document, its title, and the declarations that are on it."""

    def __init__(self, document, title, header):
        self.document = document
        self.title = title
        self.header = header
        self.construct = None
        self.made = None
        self.props = None
        self.declarations = []


def anchor(name):
    return "type-" + name.lower().replace("::", "-").replace("_", "-")


def escaped(text):
    """A comment as Markdown: what is in no code span is only text."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([*_<>\[\]$~|])", r"\\\1", part)
                   for part in parts)


def code(text):
    """C++ whose types lead to where they are told of."""
    return "{cpp}`" + text + "`"


def readable(type_name):
    """A type as its user thinks of it, and whether a value is wanted."""
    required = REQUIRED.match(type_name)
    plain = CHOSEN.sub(r"\1", required[1] if required else type_name)
    checked = CHECKED.match(plain)
    return (CHECKED_WORD[checked[1]] if checked else code(plain)), bool(required)


def entry(term, doc, url=""):
    more = f" [AWS]({url})" if url else ""
    return f"{term}\n: {escaped(doc) or 'Nothing more is to be said.'}{more}\n\n"


def field_text(field):
    if field.name == "id":
        return entry("`id` {cpp}`Id` *required*", field.sentence or "Its name in its scope.")
    type_text, is_required = readable(field.type)
    term = f"`{field.name}` {type_text}"
    if is_required:
        term += " *required*"
    elif field.default and field.default != "{}":
        term += f" = {code(field.default)}"
    return entry(term, field.sentence, field.url)


def function_text(function):
    plain = LINE_OF_CALL.sub("", without_template(function.text))
    if "class Property" in function.text or "detail::" in plain.partition(" requires(")[0]:
        return ""
    head = function.text[:-len(without_template(function.text))].partition(" requires(")[0].strip()
    shown = f"{head} {plain.partition(' requires(')[0]}".replace("detail::", "")
    shown = re.sub(r" = (default|0)$|\b(override|constexpr|consteval|virtual|inline)\b ?", "", shown)
    return entry(code(shown.strip()), function.sentence, function.url)


def members_text(declaration):
    fields = [field_text(each) for each in declaration.members if each.kind == "field"]
    functions = [function_text(each) for each in declaration.members if each.kind == "function"]
    inner = [type_text(each, "####", f"{declaration.name}::") for each in declaration.members
             if each.kind in ("type", "enum")]
    return "".join(fields + functions + inner)


def type_text(each, level="###", owner=""):
    """A type with all that can be done with it."""
    name = owner + each.name
    text = f"({anchor(name)})=\n\n{level} {name}\n\n" if not owner else f"{level} {name}\n\n"
    text += escaped(each.doc) + (f" [AWS]({each.url})" if each.url else "") + "\n\n"
    if each.kind == "alias" and "detail::" not in each.type:
        text += f"Another name of {code(each.type)}.\n\n"
    if each.kind == "enum":
        text += "".join(f"- {code(f'{name}::{value.name}')}"
                        f"{f': {escaped(value.sentence)}' if value.sentence else ''}\n"
                        for value in each.members) + "\n"
    bases = [base for base in each.bases if base[0].isupper()]
    if bases:
        text += "It has also what " + ", ".join(map(code, bases)) + " has.\n\n"
    return text + ("" if each.kind == "enum" else members_text(each))


def guides_of(construct, docs):
    """The hand-written pages that tell of a construct: of its service first."""
    service = construct.header.split("/")[1]
    for path in sorted((docs / "constructs").glob("*.md")):
        is_own = path.stem == service
        if is_own or path.stem.startswith(f"{service}-"):
            text = path.read_text(encoding="utf-8")
            if is_own or re.search(rf"\b{construct.name}(Props)?\b", text):
                yield path.stem, text.splitlines()[0].removeprefix("# ")


def construct_text(page, docs):
    construct, made = page.construct, page.made
    service = construct.header.split("/")[1]
    text = f"# {construct.name}\n\n{escaped(made.doc)}\n\n"
    text += f"```cpp\n#include <{construct.header}>\n```\n\n"
    links = [f"[{title}](../{stem}.md)" for stem, title in guides_of(construct, docs)]
    links += [f"[AWS about it]({made.url})"] if made.url else []
    text += "More: " + " · ".join(links) + "\n\n" if links else ""
    text += "## Resources\n\n" + "".join(f"- `{name}`\n" for name in construct.types) + "\n"
    if page.props:
        text += f"({anchor(page.props.name)})=\n\n## Properties\n\n"
        text += (f"Members of `{page.props.name}`, in the order in which they are given: "
                 f"`scope.add({page.props.name}{{.id = \"…\", …}})`.\n\n")
        text += "".join(field_text(each) for each in page.props.members if each.kind == "field")
    bases = [base for base in made.bases if base != "Construct"]
    text += "## Methods\n\nBeside those of " + ", ".join(map(code, [*bases, "Construct"])) + ":\n\n"
    text += members_text(made) or "None.\n\n"
    if page.declarations:
        text += "## Types\n\n" + "".join(map(type_text, page.declarations))
    trail = f"[Constructs](../../constructs.md) / [{service}](../{service}.md)"
    return text, trail


def header_text(page):
    text = f"# {page.title}\n\n```cpp\n#include <{page.header}>\n```\n\n"
    free = [each for each in page.declarations if each.kind in ("function", "field")]
    types = [each for each in page.declarations if each.kind not in ("function", "field")]
    if types:
        text += "## Types\n\n" + "".join(map(type_text, types))
    if free:
        text += "## Functions\n\n" + "".join(
            function_text(each) if each.kind == "function" else field_text(each) for each in free)
    depth = page.document.count("/")
    return text, f"[Headers]({'../' * (depth - 1)}index.md)"


def pages_of(include):
    """All pages, by header."""
    by_header = {}
    for construct in read_constructs(include):
        by_header.setdefault(construct.header, []).append(construct)
    for path in sorted(include.glob("omnitrack/**/*.hpp")):
        header = path.relative_to(include).as_posix()
        declarations = read_header(path)
        constructs = by_header.get(header, [])
        pages = []
        for construct in constructs:
            page = Page(f"constructs/{construct.header.split('/')[1]}/{construct.name}",
                        construct.name, header)
            page.construct = construct
            page.made = next(each for each in declarations if each.name == construct.name)
            page.props = next((each for each in declarations if each.makes == construct.name), None)
            pages.append(page)
        taken = {id(each) for page in pages for each in (page.made, page.props)}
        rest = [each for each in declarations if id(each) not in taken]
        if len(pages) == 1:
            pages[0].declarations = rest
        elif rest:
            page = Page("headers/" + header.removeprefix("omnitrack/").removesuffix(".hpp"),
                        header, header)
            page.declarations = rest
            pages.append(page)
        yield from pages


def places_of(pages):
    """Where each type is told of: its document and the anchor there."""
    places = {}
    for page in pages:
        for each in page.declarations:
            if each.kind not in ("function", "field"):
                places[each.name] = [page.document, anchor(each.name)]
        if page.construct:
            places[page.made.name] = [page.document, ""]
        if page.props:
            places[page.props.name] = [page.document, anchor(page.props.name)]
    return places


def headers_index(pages):
    text = ("# Headers\n\nWhat each header has that is no construct's own: values, links, policies, "
            "metrics and the types that several constructs share. `<omnitrack/omnitrack.hpp>` "
            "includes them all but `<omnitrack/synth.hpp>`.\n\n")
    for page in pages:
        if not page.construct:
            link = page.document.removeprefix("headers/")
            names = ", ".join(f"`{each.name}`" for each in page.declarations[:12])
            more = " …" if len(page.declarations) > 12 else ""
            text += f"- [{page.title}]({link}.md): {names}{more}\n"
    return text


def write_reference(include, docs, out):
    """Writes the pages below `out`, with `types.json` for the links between them; gives the pages."""
    pages = list(pages_of(include))
    for page in pages:
        text, trail = construct_text(page, docs) if page.construct else header_text(page)
        file = out / f"{page.document}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\norphan: true\n---\n\n{trail}\n\n{text}", encoding="utf-8")
    (out / "headers" / "index.md").write_text(headers_index(pages), encoding="utf-8")
    (out / "types.json").write_text(json.dumps(places_of(pages), indent=1), encoding="utf-8")
    return pages

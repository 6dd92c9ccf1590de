"""Makes the reference of the library out of its headers: a page for each construct, and one for each
header whose types are no single construct's."""

import re
import sys
from pathlib import Path

from declaration_text import code, escaped, field_text, function_text, members_text, type_text
from declarations import read_header
from markdown import slug
from site_pages import Page

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "constructs"))
from constructs import read_constructs  # noqa: E402


class Topic:
    """What a page of the reference tells of: the declarations of a header, with the construct, its class
    and its props, if it is one's."""

    def __init__(self, document, header):
        self.document = document
        self.header = header
        self.construct = None
        self.made = None
        self.props = None
        self.declarations = []

    @property
    def service(self):
        return self.header.split("/")[1]

    def names(self):
        """What is declared, each name once; the first twelve."""
        names = list(dict.fromkeys(each.name for each in self.declarations))
        return ", ".join(f"`{name}`" for name in names[:12]) + (" …" if len(names) > 12 else "")


def is_type(declaration):
    return declaration.kind not in ("function", "field")


def topics_of(include):
    """All topics, by header."""
    by_header = {}
    for construct in read_constructs(include):
        by_header.setdefault(construct.header, []).append(construct)
    for path in sorted(include.glob("omnitrack/**/*.hpp")):
        header = path.relative_to(include).as_posix()
        declarations = read_header(path)
        topics = []
        for construct in by_header.get(header, []):
            topic = Topic(f"constructs/{header.split('/')[1]}/{construct.name}", header)
            topic.construct = construct
            topic.made = next(each for each in declarations if each.name == construct.name)
            topic.props = next((each for each in declarations if each.makes == construct.name), None)
            topics.append(topic)
        taken = {id(each) for topic in topics for each in (topic.made, topic.props)}
        rest = [each for each in declarations if id(each) not in taken]
        if rest and len(topics) != 1:
            topics.append(Topic(f"headers/{header.removeprefix('omnitrack/').removesuffix('.hpp')}", header))
        if rest:
            topics[-1].declarations = rest
        yield from topics


def places_of(topics):
    """Where each type is told of: its document and the anchor there."""
    places = {}
    for topic in topics:
        places.update({each.name: (topic.document, slug(each.name))
                       for each in topic.declarations if is_type(each)})
        if topic.construct:
            places[topic.made.name] = (topic.document, "")
        if topic.props:
            places[topic.props.name] = (topic.document, "properties")
    return places


def types_of(topics):
    """The types that share a page, for the search: name, address and the first sentence."""
    return [[each.name, f"{topic.document}.html#{slug(each.name)}", "Type",
             re.split(r"[.;:](?:\s|$)", each.sentence.replace("`", ""), maxsplit=1)[0]]
            for topic in topics for each in topic.declarations if is_type(each)]


def guides_of(construct, site):
    """The hand-written pages that tell of a construct: of its service first."""
    service = construct.header.split("/")[1]
    for document, page in sorted(site.pages.items()):
        stem = document.removeprefix("constructs/")
        if stem == document or "/" in stem:
            continue
        names_it = re.search(rf"\b{construct.name}(Props)?\b", page.text)
        if stem == service or stem.startswith(f"{service}-") and names_it:
            yield stem, page.title


def construct_text(topic, site):
    text = f"# {topic.construct.name}\n\n{escaped(topic.made.doc)}\n\n"
    text += f"```cpp\n#include <{topic.header}>\n```\n\n"
    links = [f"[{title}](../{stem}.md)" for stem, title in guides_of(topic.construct, site)]
    links += [f"[AWS about it]({topic.made.url})"] if topic.made.url else []
    text += "More: " + " · ".join(links) + "\n\n" if links else ""
    text += "## Resources\n\n" + "".join(f"- `{name}`\n" for name in topic.construct.types) + "\n"
    if topic.construct.through:
        text += "And those of " + ", ".join(f"`{each}`" for each in topic.construct.through) + ", which it adds.\n\n"
    if topic.props:
        name = topic.props.name
        text += (f"## Properties\n\nMembers of `{name}`, in the order in which they are given: "
                 f"`scope.add({name}{{.id = \"…\", …}})`.\n\n")
        text += "".join(field_text(each) for each in topic.props.members if each.kind == "field")
    bases = [base for base in topic.made.bases if base != "Construct"]
    text += "## Methods\n\nBeside those of " + ", ".join(map(code, [*bases, "Construct"])) + ":\n\n"
    text += members_text(topic.made) or "None.\n\n"
    return text + types_text(topic) + free_text(topic)


def types_text(topic):
    types = [each for each in topic.declarations if is_type(each)]
    return "## Types\n\n" + "".join(map(type_text, types)) if types else ""


def free_text(topic):
    free = [field_text(each) if each.kind == "field" else function_text(each)
            for each in topic.declarations if not is_type(each)]
    return "## Functions\n\n" + "".join(free) if any(free) else ""


def header_text(topic):
    return (f"# {topic.header}\n\n{topic.names()}\n\n```cpp\n#include <{topic.header}>\n```\n\n"
            + types_text(topic) + free_text(topic))


def headers_index(topics):
    text = ("# Headers\n\nWhat each header has that is no construct's own: values, links, policies, "
            "metrics and the types that several constructs share. `<omnitrack/omnitrack.hpp>` "
            "includes them all but `<omnitrack/synth.hpp>`.\n\n")
    for topic in topics:
        if not topic.construct:
            text += f"- [{topic.header}]({topic.document.removeprefix('headers/')}.md): {topic.names()}\n"
    return text


def list_constructs(site, topics):
    """Has each construct of the list lead to its page, and each page of a service to its constructs."""
    listed = site.pages["constructs"]
    services = {}
    for topic in topics:
        name = topic.construct.name
        listed.text = re.sub(rf"\[`{name}`\]\([^)]*\)|(?<=^\| )`{name}`(?=: )",
                             f"[`{name}`]({topic.document}.md)", listed.text, flags=re.M)
        services.setdefault(topic.service, []).append(topic)
    for service, topics_there in services.items():
        page = site.pages.get(f"constructs/{service}")
        if page is None:
            page = site.add(Page(f"constructs/{service}", f"# {service}\n"))
        page.text = page.text.rstrip("\n") + "\n\n## Every property and method\n\n" + "".join(
            f"- [`{topic.construct.name}`]({service}/{topic.construct.name}.md): "
            f"{topic.construct.sentence}\n" for topic in topics_there)


def add_reference(site, include):
    """Adds the pages of the reference; gives their topics."""
    topics = list(topics_of(include))
    for topic in topics:
        if topic.construct:
            trail = [("Constructs", "constructs"), (topic.service, f"constructs/{topic.service}")]
            site.add(Page(topic.document, construct_text(topic, site), trail=trail))
        else:
            site.add(Page(topic.document, header_text(topic), trail=[("Headers", "headers/index")]))
    site.add(Page("headers/index", headers_index(topics)))
    list_constructs(site, [topic for topic in topics if topic.construct])
    return topics

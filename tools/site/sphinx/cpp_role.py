"""The role `cpp`: code whose names of types lead to where the reference tells of them, by types.json,
which the making of the reference wrote."""

import json
import os
import re
from pathlib import Path

from docutils import nodes

NAME = re.compile(r"[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*")


def place_of(name, places):
    """Where a type is told of: by its whole name, by the one that it is in, or by its last."""
    for known in (name, name.split("::")[0], "::".join(name.split("::")[-2:])):
        if known in places and not name.startswith(("std::", "cfn::")):
            return places[known]
    return None


def cpp(_name, _rawtext, text, _line, inliner, _options=None, _content=None):
    """Makes the code span with its links."""
    env = inliner.document.settings.env
    here = os.path.dirname(env.docname)
    span = nodes.literal(classes=["cpp"])
    end = 0
    for found in NAME.finditer(text):
        place = place_of(found[0], env.app.config.cpp_places)
        if place is None or place[0] == env.docname and not place[1]:
            continue
        document, anchor = place
        target = "" if document == env.docname else os.path.relpath(f"{document}.html", here or ".")
        span += nodes.Text(text[end:found.start()])
        span += nodes.reference("", found[0], refuri=target + (f"#{anchor}" if anchor else ""),
                                internal=True)
        end = found.end()
    span += nodes.Text(text[end:])
    return [span], []


def read_places(app, config):
    places = json.loads((Path(app.srcdir) / "types.json").read_text(encoding="utf-8"))
    config.cpp_places = places


def setup(app):
    app.add_role("cpp", cpp)
    app.add_config_value("cpp_places", {}, "env")
    app.connect("config-inited", read_places)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""Writes ../documented.json: the limits that only the pages of the template reference state.

    documented.py FOLDER DAY

FOLDER holds the pages as Markdown, `aws-resource-….md` and `aws-properties-….md`; DAY is the day that
they are of. What the other sources limit already is left to them, so run it after an extraction
with no types in ../documented.json. Patterns are left out: the pages have them from the models of the
services' APIs, and not every service holds to its own.
"""

import json
import pathlib
import re
import sys

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
OUTPUT = DATA.parent / "documented.json"
PROPERTY = re.compile(r"^`([A-Za-z0-9]+)`\n(.*?)(?=^`[A-Za-z0-9]+`\n|\Z)", re.S | re.M)
LONGEST_TEXT = 100_000
PAGE_TYPES = {"string": ("String",), "integer": ("Integer",), "number": ("Number", "Double")}


def fields_of(page):
    """What a page says of each property."""
    if not page.exists():
        return {}
    text = page.read_text(encoding="utf-8")
    text = text[text.find("## Properties"):].split("## Return values")[0]
    return {name: dict(re.findall(r"^_([A-Z][a-z ]+)_: (.*)$", body, re.M))
            for name, body in PROPERTY.findall(text)}


def number(fields, name):
    text = fields.get(name, "").strip("` ")
    return int(text) if re.fullmatch(r"-?\d+", text) else None


def values_of(fields):
    text = fields.get("Allowed values", "").strip().strip("`")
    values = [value.strip() for value in text.split("|")]
    return values if all(re.fullmatch(r"[\w.:+/-]+", value) for value in values) else []


def limits_of_text(fields, known):
    if known.keys() & {"enum", "pattern"}:
        return {}
    values = values_of(fields)
    if values:
        return {"enum": sorted(values), "enumIgnoresCase": True}
    least, most = number(fields, "Minimum"), number(fields, "Maximum")
    limits = {}
    # A text may hold a number, whose bounds these are then; one with a pattern holds none.
    if least and (least == 1 or "Pattern" in fields) and "minLength" not in known:
        limits["minLength"] = least
    if most is not None and most < LONGEST_TEXT and "maxLength" not in known:
        limits["maxLength"] = most
    return limits


def limits_of_number(fields, known):
    limits = {"minimum": number(fields, "Minimum"), "maximum": number(fields, "Maximum")}
    return {key: value for key, value in limits.items() if value is not None and key not in known}


def limits_of_list(fields, known):
    limits = {"minItems": number(fields, "Minimum"), "maxItems": number(fields, "Maximum")}
    return {key: value for key, value in limits.items() if value and key not in known}


def limits_of(fields, known):
    kind = known.get("type", "")
    # Where the page takes a number for a text, its bounds are those of the text.
    if kind in PAGE_TYPES and fields.get("Type", "").strip() not in PAGE_TYPES[kind]:
        return {}
    if kind == "string":
        return limits_of_text(fields, known)
    if kind in ("integer", "number"):
        return limits_of_number(fields, known)
    # Of a list of texts a page's numbers may be those of a text.
    return limits_of_list(fields, known) if kind.startswith("[#") else {}


def shapes_of(type_name, resource, pages):
    """Each shape of a type: its name, its properties, and its page."""
    name = "-".join(type_name.split("::")[1:]).lower()
    yield "", resource["properties"], pages / f"aws-resource-{name}.md"
    for shape, definition in resource.get("definitions", {}).items():
        page = pages / f"aws-properties-{name}-{shape.lower()}.md"
        yield shape, definition.get("properties", {}), page


def main():
    pages, day = pathlib.Path(sys.argv[1]), sys.argv[2]
    found = {}
    for file in sorted(DATA.glob("*.json")):
        for type_name, resource in json.loads(file.read_text())["resources"].items():
            for shape, properties, page in shapes_of(type_name, resource, pages):
                fields = fields_of(page)
                limits = {name: limits_of(fields[name], known)
                          for name, known in properties.items()
                          if name in fields and not known.get("readOnly")}
                limits = {name: each for name, each in limits.items() if each}
                if limits:
                    found.setdefault(type_name, {})[shape] = limits
    lines = []
    for type_name, shapes in found.items():
        rows = [f'  {json.dumps(shape)}: {json.dumps(limits, ensure_ascii=False)}'
                for shape, limits in shapes.items()]
        lines.append(f" {json.dumps(type_name)}: {{\n" + ",\n".join(rows) + "\n }")
    OUTPUT.write_text(f'{{"asOf": "{day}", "types": {{\n' + ",\n".join(lines) + "\n}}\n",
                      encoding="utf-8")
    print(sum(len(limits) for shapes in found.values() for limits in shapes.values()), "properties")


if __name__ == "__main__":
    main()

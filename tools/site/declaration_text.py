"""Tells of declarations in Markdown: types, their members and functions, with their comments."""

import re

from declarations import without_template
from markdown import CPP

CHECKED = re.compile(r"\bChecked(Number|Text)<\s*(?:struct )?detail::")
CHOSEN = re.compile(r"\bdetail::Chosen<(\w+)>")
LINE_OF_CALL = re.compile(r",? ?const char\* file = __builtin_FILE\(\),\s*unsigned line = __builtin_LINE\(\)")
CHECKED_WORD = {"Number": "whole number", "Text": "text"}
REQUIRED = re.compile(r"^Required<(.*), struct \w+>$")


def escaped(text):
    """A comment as Markdown: what is in no code span is only text."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([*_<>\[\]$~|])", r"\\\1", part)
                   for part in parts)


def code(text):
    """C++ whose types lead to where they are told of."""
    return f"{CPP}`{text}`"


def readable(type_name):
    """A type as its user thinks of it, and whether a value is wanted."""
    required = REQUIRED.match(type_name)
    plain = CHOSEN.sub(r"\1", required[1] if required else type_name)
    checked = CHECKED.match(plain)
    return (CHECKED_WORD[checked[1]] if checked else code(plain)), bool(required)


def entry(term, doc, url=""):
    more = f" [AWS]({url})" if url else ""
    return f"{term}\n: {escaped(doc)}{more}\n\n"


def field_text(field):
    if field.name == "id":
        return entry(f"`id` {code('Id')} *required*", field.sentence or "Its name in its scope.")
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
    text = f"{level} {name}\n\n" + escaped(each.doc) + (f" [AWS]({each.url})" if each.url else "") + "\n\n"
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

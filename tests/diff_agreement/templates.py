"""Reads templates, JSON or YAML, as CloudFormation does.

Short forms become long ones, and of equal keys the last counts.
"""

import json
import re

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
FRACTION = re.compile(r"[-+]?[0-9]+\.[0-9]*([eE][-+][0-9]+)?|[-+]?\.[0-9]+([eE][-+][0-9]+)?")
TRUE_WORDS = {"true", "yes", "on"}
SHORT_FORMS = {
    "Ref", "Condition", "And", "Base64", "Cidr", "Contains", "EachMemberEquals", "EachMemberIn",
    "Equals", "FindInMap", "GetAtt", "GetAZs", "GetStackOutput", "If", "ImportValue", "Join", "Length",
    "Not", "Or", "RefAll", "Select", "Split", "Sub", "ToJsonString", "Transform", "ValueOf",
    "ValueOfAll",
}


class Unreadable(Exception):
    """A text that is not a template."""


def read(path):
    """The template in a file, as dicts, lists and scalars."""
    try:
        return parse(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise Unreadable(f"not UTF-8: {problem}") from problem


def parse(text):
    """The template in a text."""
    try:
        template = json.loads(text) if text.lstrip().startswith("{") else from_yaml(text)
    except (ValueError, RecursionError) as problem:
        raise Unreadable(str(problem)) from problem
    if not isinstance(template, dict) or not isinstance(template.get("Resources"), dict):
        raise Unreadable("no map with Resources")
    return template


def from_yaml(text):
    import yaml  # only where a template is YAML

    loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
    try:
        return value_of(yaml.compose(text, loader))
    except yaml.YAMLError as problem:
        raise ValueError(str(problem)) from problem


def value_of(node):
    """What a node of YAML stands for."""
    if node is None:
        return None
    if not node.tag.startswith("!"):
        return content_of(node, node.tag.rpartition(":")[2])
    function = node.tag[1:]
    if function not in SHORT_FORMS:
        raise Unreadable(f"'!{function}' is not a short form of CloudFormation's")
    argument = content_of(node, "str")
    if function in ("Ref", "Condition"):
        return {function: argument}
    if function == "GetAtt" and isinstance(argument, str) and "." in argument:
        argument = argument.split(".", 1)
    return {f"Fn::{function}": argument}


def content_of(node, kind):
    """The value of a node, whose tag matters only for a scalar without quotes."""
    if node.id == "sequence":
        return [value_of(each) for each in node.value]
    if node.id == "mapping":
        return {key.value: value_of(value) for key, value in node.value}
    return node.value if node.style else plain_scalar(node.value, kind)


def plain_scalar(text, kind):
    """A scalar without quotes. Dates stay texts, and so does `22:22`, which YAML 1.1 takes for 1342."""
    if kind == "bool":
        return text.lower() in TRUE_WORDS
    if kind == "null":
        return None
    if kind == "int" and INTEGER.fullmatch(text):
        return int(text)
    if kind == "float" and FRACTION.fullmatch(text):
        return float(text)
    return text

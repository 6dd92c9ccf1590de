"""A form of templates in which two that mean the same are equal.

It is written apart from the engine, to judge it: what the engine calls no difference must be none here.
"""

import json
import re

from specification import Place, place_of_property, property_that_ref_gives

NO_VALUE = {"Ref": "AWS::NoValue"}
VARIABLE = re.compile(r"\$\{(!?)([^}]*)\}")


def of_template(template):
    """The normal form of a whole template."""
    template = with_names(template, names_in(template))
    form = {key: of_value(value, Place()) for key, value in template.items()
            if key != "Resources" and value != {}}
    form["Resources"] = {name: of_resource(body) for name, body in template["Resources"].items()}
    return form


def names_in(template):
    """What a Ref of each resource gives that the template names."""
    names = {}
    for logical_id, body in template["Resources"].items():
        if isinstance(body, dict) and isinstance(body.get("Properties"), dict):
            name = body["Properties"].get(property_that_ref_gives(str(body.get("Type"))))
            if isinstance(name, str) or pieces_of(name) is not None:
                names[logical_id] = name
    return names


def with_names(value, names):
    """A value with the names of resources in place of the Refs that give them."""
    if isinstance(value, list):
        return [with_names(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    function = call_of(value)
    if function == "Ref" and isinstance(value[function], str):
        return names.get(value[function], value)
    if function == "Fn::Sub":
        text, given = text_and_variables(value[function])
        if isinstance(text, str):
            named = {name: names[name] for _, name in VARIABLE.findall(text) if name in names}
            return {function: [text, named | with_names(given, names)]}
    return {key: with_names(each, names) for key, each in value.items()}


def of_resource(body):
    """The normal form of a resource."""
    if not isinstance(body, dict) or not isinstance(body.get("Type"), str):
        return of_value(body, Place())
    form = {}
    for key, value in body.items():
        if key == "DependsOn":
            form[key] = sorted({value} if isinstance(value, str) else map(str, value))
        elif key == "Properties" and isinstance(value, dict) and not call_of(value):
            form[key] = of_properties(body["Type"], value)
        else:
            form[key] = of_value(value, Place())
    return {key: value for key, value in form.items()
            if not (key in ("DependsOn", "Properties") and not value)}


def of_properties(kind, properties):
    return {key: of_value(value, place_of_property(kind, key))
            for key, value in present(properties).items()}


def present(members):
    """The members that have a value."""
    return {key: value for key, value in members.items() if value != NO_VALUE}


def call_of(value):
    """The function that a map calls; nothing where it calls none."""
    if isinstance(value, dict) and len(value) == 1:
        (key,) = value
        if key == "Ref" or key.startswith("Fn::"):
            return key
    return None


def of_value(value, place):
    """The normal form of a value in its place."""
    if isinstance(value, list):
        items = [of_value(each, place.item()) for each in value if each != NO_VALUE]
        return sorted(items, key=text_of) if place.unordered else items
    if not isinstance(value, dict):
        return of_scalar(value, place)
    if call_of(value):
        return of_call(value, place)
    if is_policy(value):
        return of_policy(value)
    return {key: of_value(each, place.member(key)) for key, each in present(value).items()}


def text_of(form):
    return json.dumps(form, sort_keys=True)


def of_scalar(value, place):
    """Numbers and booleans become texts, except in JSON that is handed on as it is."""
    if value is None or (place.type in ("json", "json|string") and not isinstance(value, str)):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value if isinstance(value, str) else json.dumps(value)
    if place.type == "boolean":
        return text.lower()
    if place.type in ("integer", "number"):
        try:
            return f"{float(text):f}"
        except ValueError:
            return text
    return text


def of_call(value, place):
    ((function, argument),) = value.items()
    pieces = pieces_of(value)
    if pieces is not None:
        return of_pieces(pieces, place)
    if function == "Fn::GetAZs" and argument in ("", None):
        argument = {"Ref": "AWS::Region"}
    if function == "Fn::If" and isinstance(argument, list) and len(argument) == 3:
        return {function: [argument[0]] + [of_value(each, place) for each in argument[1:]]}
    return {function: of_value(argument, Place())}


def of_pieces(pieces, place):
    """Neighbouring literals become one; a text of one piece is that piece."""
    form = []
    for piece in pieces:
        if isinstance(piece, str) and form and isinstance(form[-1], str):
            form[-1] += piece
        elif piece != "":
            form.append(piece)
    if not form:
        return ""
    if len(form) == 1:
        return of_scalar(form[0], place) if isinstance(form[0], str) else form[0]
    return {"text": form}


def pieces_of(value):
    """The literals and values that a text is put together from; nothing for any other value."""
    function = call_of(value)
    argument = value[function] if function else None
    if function == "Ref" and isinstance(argument, str):
        return [{"Ref": argument}]
    if function == "Fn::GetAtt":
        return pieces_of_get_att(argument)
    if function == "Fn::Sub":
        return pieces_of_sub(argument)
    if function == "Fn::Join":
        return pieces_of_join(argument)
    return None


def pieces_of_get_att(argument):
    if isinstance(argument, str) and "." in argument:
        argument = argument.split(".", 1)
    if isinstance(argument, list) and all(isinstance(each, str) for each in argument):
        return [attribute(".".join(argument))]
    return None


def attribute(name):
    """A Ref where it gives the same: of a security group, of which alone this is an attribute."""
    owner, _, own = name.partition(".")
    return {"Ref": owner} if own == "GroupId" else {"Fn::GetAtt": name}


def text_and_variables(argument):
    """The two parts of what Fn::Sub is given."""
    if isinstance(argument, list) and len(argument) == 2 and isinstance(argument[1], dict):
        return argument
    return argument, {}


def pieces_of_sub(argument):
    text, given = text_and_variables(argument)
    if not isinstance(text, str):
        return None
    pieces, at = [], 0
    for found in VARIABLE.finditer(text):
        pieces.append(text[at:found.start()])
        at = found.end()
        pieces += pieces_of_variable(found.group(1), found.group(2).strip(), given)
    return pieces + [text[at:]]


def pieces_of_variable(escape, name, given):
    if escape:
        return ["${" + name + "}"]
    if name in given:
        return pieces_or_value(given[name])
    return [attribute(name) if "." in name else {"Ref": name}]


def pieces_of_join(argument):
    if not (isinstance(argument, list) and len(argument) == 2 and isinstance(argument[0], str)
            and isinstance(argument[1], list)):
        return None
    pieces = []
    for number, each in enumerate(argument[1]):
        pieces += ([argument[0]] if number else []) + pieces_or_value(each)
    return pieces


def pieces_or_value(value):
    if isinstance(value, (dict, list)):
        pieces = pieces_of(value) if isinstance(value, dict) else None
        return [of_value(value, Place())] if pieces is None else pieces
    return [of_scalar(value, Place()) or ""]


def is_policy(value):
    return "Statement" in value and all(
        isinstance(each, dict) and (call_of(each) or "Effect" in each)
        for each in as_list(value["Statement"]))


def as_list(value):
    return value if isinstance(value, list) else [value]


def of_policy(document):
    """Statements and the values in them are sets."""
    form = {key: of_value(value, Place())
            for key, value in present(document).items() if key != "Statement"}
    form["Statement"] = as_set(of_statement(each) for each in as_list(document["Statement"]))
    return {"policy": form}


def as_set(forms):
    return [json.loads(each) for each in sorted({text_of(form) for form in forms})]


def values_of(value):
    return as_set(of_value(each, Place()) for each in as_list(value) if each != NO_VALUE)


def of_statement(statement):
    if call_of(statement):
        return of_value(statement, Place())
    return {key: of_element(key, value) for key, value in present(statement).items()}


def of_element(key, value):
    if key in ("Action", "NotAction"):
        return as_set(json.loads(text_of(each).lower()) for each in values_of(value))
    if key in ("Resource", "NotResource"):
        return values_of(value)
    if key in ("Principal", "NotPrincipal"):
        return "*" if value == {"AWS": "*"} or value == {"AWS": ["*"]} else of_value_sets(value)
    if key == "Condition" and isinstance(value, dict) and not call_of(value):
        return {operator: of_value_sets(keys) for operator, keys in present(value).items()}
    return of_value(value, Place())


def of_value_sets(value):
    if isinstance(value, dict) and not call_of(value):
        return {key: values_of(each) for key, each in present(value).items()}
    return of_value(value, Place())

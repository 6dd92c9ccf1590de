"""Writes what SAM's transform takes to a folder: types.json, events.json, policy_templates.json and
connectors.json, from the package aws-sam-translator that comes with cfn-lint.

    python3 sam.py FOLDER
"""

import importlib
import inspect
import sys
from pathlib import Path

from samtranslator.model import eventsources, sam_resources, stepfunctions
from samtranslator.model.connector_profiles.profile import PROFILE
from samtranslator.plugins.globals.globals import Globals
from samtranslator.policy_template_processor.processor import PolicyTemplatesProcessor

from layout import write_files

KINDS = {dict: "map", str: "text", bool: "flag", int: "integer", list: "list"}
INTERNAL = "__"
IAM_POLICY = "AWS_IAM_ROLE_MANAGED_POLICY"


def takes(validator):
    """What a validator of a property lets through, as README.md writes it."""
    inside = inspect.getclosurevars(validator).nonlocals
    if "valid_type" in inside:
        return KINDS[inside["valid_type"]]
    if "validators" in inside:
        return "|".join(dict.fromkeys(takes(each) for each in inside["validators"]))
    if "validate_key" in inside:
        return "{" + takes(inside["validate_item"]) + "}"
    if "validate_item" in inside:
        return "[" + takes(inside["validate_item"]) + "]"
    return "text" if "valid_values" in inside else "any"


def property_of(declared):
    """One property: what it takes, whether it must be there, the values, and whether a call may stand
    for it."""
    form = takes(declared.validate)
    values = inspect.getclosurevars(declared.validate).nonlocals.get("valid_values")
    found = {"takes": form}
    if declared.required:
        found["required"] = True
    if values:
        found["among"] = list(values)
    if not declared.supports_intrinsics and form != "any":
        found["literal"] = True
    return found


def properties_of(of):
    return {name: property_of(declared) for name, declared in of.property_types.items()
            if not name.startswith(INTERNAL)}


def classes_of(*modules):
    """The classes of modules that stand for a type of resource or of event."""
    return {each.resource_type: each for module in modules
            for _, each in inspect.getmembers(module, inspect.isclass)
            if each.__module__ == module.__name__ and getattr(each, "resource_type", None)}


def types():
    found = {}
    for name, of in sorted(classes_of(sam_resources).items()):
        record = {"properties": properties_of(of)}
        if name in Globals.supported_properties:
            record["globals"] = Globals.supported_properties[name]
        if of.referable_properties:
            record["names"] = of.referable_properties
        found[name] = record
    return found


def events():
    def module(name):
        return importlib.import_module(name)

    push = eventsources.__name__
    of_function = classes_of(module(push + ".pull"), module(push + ".push"),
                             module(push + ".cloudwatchlogs"), module(push + ".scheduler"))
    of_machine = classes_of(module(stepfunctions.__name__ + ".events"), module(push + ".scheduler"))
    return {type_name: {name: {"properties": properties_of(of)} for name, of in sorted(of_type.items())}
            for type_name, of_type in (("AWS::Serverless::Function", of_function),
                                       ("AWS::Serverless::StateMachine", of_machine))}


def policy_templates():
    templates = PolicyTemplatesProcessor.get_default_policy_templates_json()["Templates"]
    return {name: sorted(template.get("Parameters", {}))
            for name, template in sorted(templates.items())}


def connector(profile):
    facts = profile["Properties"]
    found = {"permissions": list(facts["AccessCategories"])}
    if facts.get("ValidAccessCategories"):
        found["together"] = facts["ValidAccessCategories"]
    found["makes"] = profile["Type"]
    if profile["Type"] == IAM_POLICY:
        found["roleOf"] = "source" if facts["SourcePolicy"] else "destination"
    return found


def connectors():
    return {source: {target: connector(profile) for target, profile in sorted(targets.items())}
            for source, targets in sorted(PROFILE["Permissions"].items())}


def main():
    write_files(Path(sys.argv[1]), [("types", types(), 3), ("events", events(), 4),
                                    ("policy_templates", policy_templates(), 1),
                                    ("connectors", connectors(), 2)])


if __name__ == "__main__":
    main()

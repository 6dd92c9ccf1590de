"""What aws-sam-translator, the transform itself, says of templates."""

import json
import logging
import os

import cfnlint.decode
from cfnlint.data import Serverless
from cfnlint.helpers import load_resource
from samtranslator.parser.parser import Parser
from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.translator import Translator

SAM = "AWS::Serverless-2016-10-31"
PACKAGED = "s3://bucket/key"
# Where packaging replaces a path of this machine, or what a build makes, by an object.
PATHS = {
    "AWS::Serverless::Api": ["DefinitionUri"],
    "AWS::Serverless::Application": ["Location"],
    "AWS::Serverless::Function": ["CodeUri", "ImageUri"],
    "AWS::Serverless::GraphQLApi": ["SchemaUri"],
    "AWS::Serverless::HttpApi": ["DefinitionUri"],
    "AWS::Serverless::LayerVersion": ["ContentUri"],
    "AWS::Serverless::StateMachine": ["DefinitionUri"],
}

logging.disable(logging.CRITICAL)
os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")


def read(file):
    """A template as plain values; None where it is none of SAM's that can be read."""
    try:
        template, problems = cfnlint.decode.decode(str(file))
    except Exception:  # whatever a reader of strangers' files raises
        return None
    if problems or not isinstance(template, dict):
        return None
    transforms = template.get("Transform")
    transforms = transforms if isinstance(transforms, list) else [transforms]
    return json.loads(json.dumps(template)) if SAM in transforms else None


def is_call(value):
    return isinstance(value, dict) and len(value) == 1 and next(iter(value)).startswith(("Ref", "Fn::"))


def package(type_name, properties):
    """Replaces what a build and packaging would."""
    for name in PATHS.get(type_name, []):
        value = properties.get(name)
        if is_call(value) or isinstance(value, str) and not value.startswith("s3://"):
            properties[name] = PACKAGED
    body = properties.get("DefinitionBody")
    if isinstance(body, dict) and "Fn::Transform" in body:
        del properties["DefinitionBody"]        # included before SAM's transform sees it


def packaged(template):
    """Prepares a template as a deployment does; returns the values of parameters."""
    sections = template.get("Globals")
    sections = sections if isinstance(sections, dict) else {}
    owners = [(f"AWS::Serverless::{name}", each) for name, each in sections.items()]
    is_image = isinstance(sections.get("Function"), dict) and (
        sections["Function"].get("PackageType") == "Image")
    resources = template.get("Resources")
    for resource in resources.values() if isinstance(resources, dict) else []:
        if isinstance(resource, dict) and isinstance(resource.get("Properties"), dict):
            owners.append((resource.get("Type"), resource["Properties"]))
            if resource.get("Type") == "AWS::Serverless::Function":
                of_image = resource["Properties"].get("PackageType", "Image" if is_image else "")
                code = "ImageUri" if of_image == "Image" else "CodeUri"
                if "InlineCode" not in resource["Properties"]:
                    resource["Properties"].setdefault(code, PACKAGED)
    parameters = {}
    for type_name, properties in owners:
        if not isinstance(properties, dict):
            continue
        package(type_name, properties)
        alias = properties.get("AutoPublishAlias")
        if isinstance(alias, dict) and alias.get("Ref") in (template.get("Parameters") or {}):
            parameters[alias["Ref"]] = "live"
    return parameters


def transform(template, policies=load_resource(Serverless, "ManagedPolicies.json")):
    """What the transform makes of a template, and why it refuses it; one of them is None."""
    parameters = packaged(template)
    try:
        made = Translator(managed_policy_map=dict(policies), sam_parser=Parser()).translate(
            sam_template=template, parameter_values=parameters)
    except InvalidDocumentException as refusal:
        return None, "; ".join(cause.message for cause in refusal.causes)
    except Exception as crash:  # the transform falls over what it does not expect
        return None, repr(crash)
    return made, None

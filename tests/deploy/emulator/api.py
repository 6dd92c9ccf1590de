"""Calls of the emulated services' own APIs, with CloudFormation properties as arguments.

CloudFormation makes most resources by calling the service with the properties that the template
states, so a property finds its parameter by name, whatever the case of its letters.
"""

import functools
import json

import boto3

_endpoint = None


def use_endpoint(url):
    """Sets the address of the server that all calls go to."""
    global _endpoint
    _endpoint = url


@functools.lru_cache(maxsize=None)
def client(service, region):
    """A client of the service in that region of the emulator."""
    session = boto3.Session(
        aws_access_key_id="testing", aws_secret_access_key="testing", region_name=region
    )
    return session.client(service, endpoint_url=_endpoint)


def call(service, region, operation, properties):
    """Calls the operation with those properties that it knows; returns its response."""
    caller = client(service, region)
    name = caller.meta.method_to_api_mapping[operation]
    shape = caller.meta.service_model.operation_model(name).input_shape
    return getattr(caller, operation)(**(project(shape, properties) if shape else {}))


def project(shape, value):
    """The value in the form that an API's shape wants; properties that it lacks are left out."""
    kind = shape.type_name
    if kind == "structure" and isinstance(value, dict):
        given = {name.lower(): item for name, item in value.items()}
        return {
            member: project(member_shape, given[member.lower()])
            for member, member_shape in shape.members.items()
            if given.get(member.lower()) is not None
        }
    if kind == "list":
        items = value if isinstance(value, list) else [value]
        return [project(shape.member, item) for item in items]
    if kind == "map":
        if isinstance(value, list):  # tags: a list in CloudFormation, a map in many an API
            value = {tag["Key"]: tag["Value"] for tag in value}
        return {key: project(shape.value, item) for key, item in value.items()}
    if kind == "boolean":
        return value if isinstance(value, bool) else str(value).lower() == "true"
    if kind in ("integer", "long"):
        return int(value)
    if kind in ("float", "double"):
        return float(value)
    if kind == "string" and not isinstance(value, str):
        return json.dumps(value)  # policies and other documents; also true, 5, 1.5
    return value

"""The patches of moto's CloudFormation engine. Each says in its first line what it puts right."""

import contextlib
import ipaddress
import json
import traceback

from moto.cloudformation import exceptions, models, parsing, responses
from moto.core.responses import ActionResult

from . import (
    cache, compute, databases, domains, gateway, identity, nested, network, report, storage, template,
)
from .kinds import ServiceResourceClass
from .stand_in import StandIn, StandInClass, stand_in_attribute

_KINDS = {
    **network.KINDS, **storage.KINDS, **identity.KINDS, **gateway.KINDS, **compute.KINDS,
    **cache.KINDS, **databases.KINDS, **domains.KINDS,
}
_NO_VALUE = {"Ref": "AWS::NoValue"}
_original_clean_json = parsing.clean_json
_original_class_from_type = parsing.resource_class_from_type
_original_create = models.CloudFormationBackend.create_change_set
_original_execute = models.CloudFormationBackend.execute_change_set
_original_summary = responses.get_template_summary_response_from_template
_original_validate = models.CloudFormationBackend.validate_template
_original_parse_template = models.Stack.parse_template


# Its model of the first wants a role that AWS leaves out where there is one linked to the service; the second asks
# for the first.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-batch-computeenvironment.html
_STAND_INS = ("AWS::Batch::ComputeEnvironment", "AWS::Batch::JobQueue")


def resource_class_from_type(resource_type):
    """Types whose properties it drops are made by their service; unknown ones get a stand-in."""
    if resource_type in _STAND_INS:
        return StandInClass(resource_type)
    if resource_type in _KINDS:
        return ServiceResourceClass(resource_type, _KINDS[resource_type])
    known = resource_type.startswith("Custom::") or resource_type in parsing.get_model_map()
    return _original_class_from_type(resource_type) if known else StandInClass(resource_type)


def clean_json(value, resources):
    """It lacks Cidr, GetStackOutput, Length, calls in GetAZs and dots in Sub, keeps a list's NoValue."""
    if isinstance(value, list):
        return [clean_json(item, resources) for item in value if item != _NO_VALUE]
    if isinstance(value, dict) and len(value) == 1:
        (function, argument), = value.items()
        if function in _FUNCTIONS:
            return _FUNCTIONS[function](argument, resources)
    return _original_clean_json(value, resources)


def _ref(name, resources):
    resource = resources[name]
    if hasattr(resource, "is_created") and not hasattr(resource, "physical_resource_id"):
        return getattr(resource, "id", name)  # some models have an id of their own, but no Ref
    return _original_clean_json({"Ref": name}, resources)


def _get_att(argument, resources):
    name, attribute = argument if isinstance(argument, list) else argument.split(".", 1)
    try:
        found = _original_clean_json({"Fn::GetAtt": [name, attribute]}, resources)
    except parsing.ValidationError:
        found = {}
    if isinstance(found, dict):  # what moto returns for an attribute that it does not know
        resource = resources[name]
        return stand_in_attribute(resource.cf_resource_type, _ref(name, resources), attribute)
    return found


def _sub(argument, resources):
    text, names = argument if isinstance(argument, list) else (argument, {})

    def resolve(name):
        if name in names:
            return clean_json(names[name], resources)
        return _get_att(name, resources) if "." in name else _ref(name, resources)

    return template.substitute(text, resolve)


def _zones(argument, resources):
    region = clean_json(argument, resources) or resources["AWS::Region"]
    return _original_clean_json({"Fn::GetAZs": region}, resources)


def _cidr(argument, resources):
    block, count, bits = (clean_json(part, resources) for part in [*argument, 8][:3])
    subnets = ipaddress.ip_network(block).subnets(new_prefix=32 - int(bits))
    return [str(next(subnets)) for _ in range(int(count))]


def _stack_output(argument, resources):
    read = clean_json(argument, resources)
    region = read.get("Region", resources["AWS::Region"])
    backend = models.cloudformation_backends[resources["AWS::AccountId"]][region]
    stated = backend.get_stack(read["StackName"]).outputs or []
    found = next((each for each in stated if each["OutputKey"] == read["OutputName"]), None)
    if found is None:
        raise exceptions.ValidationError(message=f"Output {read['OutputName']} does not exist")
    return found["OutputValue"]


_FUNCTIONS = {
    "Ref": _ref,
    "Fn::GetAtt": _get_att,
    "Fn::Sub": _sub,
    "Fn::GetAZs": _zones,
    "Fn::GetStackOutput": _stack_output,
    "Fn::Cidr": _cidr,
    "Fn::Length": lambda argument, resources: len(clean_json(argument, resources)),
}


def validate_outputs(resources):
    """It refuses an output of an attribute that its own list lacks."""


def update(resources, new_template, parameters=None):
    """It makes resources in the template's order, deletes first, loses what it cannot update."""
    changes = resources.build_resource_diff(new_template, parameters)
    old = dict(resources._resource_json_map)
    resources._template = new_template
    if parameters:
        resources.input_parameters = parameters
    resources.load_mapping()
    resources.load_parameters()
    resources.load_conditions()
    resources._resource_json_map = new_template["Resources"]
    for name in template.in_order(new_template["Resources"]):
        if name in changes["Add"]:
            _named(name, resources.__getitem__, name)
        elif name in changes["Modify"]:
            _named(name, _modify, resources, name)
    for name in reversed(template.in_order(old)):
        if name in changes["Remove"]:
            _remove(resources, name, old[name])


def _modify(resources, name):
    original = resources[name]
    if original is None:
        return
    changed = parsing.parse_and_update_resource(
        name, resources._resource_json_map[name], resources,
        account_id=resources._account_id, region_name=resources._region_name,
    )
    if changed is None:
        report.say("update not modelled", original.cf_resource_type)
    else:
        resources._parsed_resources[name] = changed


def _named(name, action, *arguments):
    """Runs the action; an error names the resource."""
    try:
        action(*arguments)
    except Exception as error:
        raise RuntimeError(f"{name}: {type(error).__name__}: {error}") from error


def delete(resources):
    """It gives up on what it cannot delete; this goes backwards and says what stays."""
    bodies = resources._resource_json_map
    for name in reversed(template.in_order(bodies)):
        _remove(resources, name, bodies[name])


def _remove(resources, name, body):
    resource = resources._parsed_resources.pop(name, None)
    kept = body.get("DeletionPolicy") in ("Retain", "RetainExceptOnCreate")
    if resource is None or isinstance(resource, str) or kept:
        return
    if isinstance(resource, StandIn):
        return
    try:
        resources._delete_resource(resource, body)
    except Exception as error:
        report.say("not deleted", f"{name} ({body['Type']}): {error}")


def _apply(stack, text, parameters):
    backend = models.cloudformation_backends[stack.account_id][stack.region_name]
    stack.resource_map.cross_stack_resources = backend.exports
    for name in [export.name for export in stack.exports]:
        backend.exports.pop(name, None)
    stack.template, stack.parameters = text, parameters
    stack._parse_template()
    stack.description = stack.template_dict.get("Description")
    stack.resource_map.update(stack.template_dict, parameters)
    stack.output_map = stack._create_output_map()
    backend._validate_export_uniqueness(stack)
    backend.exports.update({export.name: export for export in stack.exports})


def apply_change_set(change_set):
    """It leaves outputs, exports and imports out when a change set is executed."""
    _apply(change_set.stack, change_set.template, change_set.parameters)


@contextlib.contextmanager
def _rolled_back(stack, action):
    """Turns an error into the stack's state and an event."""
    try:
        yield
    except Exception as error:
        traceback.print_exc()
        stack._add_stack_event(f"{action}_FAILED", resource_status_reason=str(error))
        stack.status = "ROLLBACK_COMPLETE" if action == "CREATE" else "UPDATE_ROLLBACK_COMPLETE"


def create_change_set(backend, stack_name, *rest, **named):
    """It knows the stack of a change set by its name alone, not by its id."""
    stack = backend.stacks.get(stack_name)
    return _original_create(backend, stack.name if stack else stack_name, *rest, **named)


def execute_change_set(backend, change_set_name, stack_name=None):
    """A failure must become the stack's state and an event, not an error of the server."""
    change_set = backend.describe_change_set(change_set_name)
    with _rolled_back(change_set.stack, change_set.change_set_type):
        _original_execute(backend, change_set_name, stack_name)


def create_stack(backend, name, template, parameters, notification_arns=None, tags=None,
                 role_arn=None, enable_termination_protection=False, timeout_in_mins=None,
                 stack_policy_body=None):
    """It resolves the exports of a new stack before it makes the resources, so out of order."""
    if name in [stack.name for stack in backend.stacks.values()]:
        raise models.AlreadyExistsException(f"Stack {name} already exists")
    change_set, stack_id = backend.create_change_set(
        name, "create", template, parameters, "", "CREATE", notification_arns, tags, role_arn
    )
    backend.execute_change_set(change_set)
    backend.delete_change_set(change_set)
    stack = backend.stacks[stack_id]
    stack.enable_termination_protection = enable_termination_protection
    stack.timeout_in_minutes, stack.policy = timeout_in_mins, stack_policy_body or ""
    return stack


def update_stack(stack, template, role_arn=None, parameters=None, tags=None):
    """An update must renew the exports too."""
    stack._add_stack_event("UPDATE_IN_PROGRESS", resource_status_reason="User Initiated")
    with _rolled_back(stack, "UPDATE"):
        _apply(stack, template, parameters or stack.parameters)
        stack.role_arn = role_arn
        stack.tags = tags or stack.tags
        stack.status = "UPDATE_COMPLETE"
        stack._add_stack_event("UPDATE_COMPLETE")


def outputs(stack):
    """It finds the export's name by the output's value, which two outputs may share."""
    found = []
    for name, stated in (stack.template_dict.get("Outputs") or {}).items():
        with contextlib.suppress(KeyError):
            output = stack.output_map[name]
            if output is None:
                continue
            export = (stated.get("Export") or {}).get("Name")
            found.append(
                {
                    "OutputKey": name,
                    "OutputValue": output.value,
                    "Description": output.description,
                    "ExportName": clean_json(export, stack.resource_map),
                }
            )
    return found or None


def parse_template(text):
    """It reads JSON as YAML, which is slow, and different for tabs and some escapes."""
    with contextlib.suppress(json.JSONDecodeError):
        return json.loads(text)
    return _original_parse_template(text)


def validate_template(backend, text):
    """It refuses a template for a warning of cfn-lint's."""
    return [found for found in _original_validate(backend, text) if found.rule.severity == "error"]


def template_summary(text):
    """It wants a format version, which a template may leave out."""
    stated = parse_template(text)
    stated.setdefault("AWSTemplateFormatVersion", "2010-09-09")
    return _original_summary(json.dumps(stated, default=str))


def describe_events(_response):
    """It cannot be asked for the validations of a change set, of which it makes none."""
    return ActionResult({"OperationEvents": []})


def list_imports(response):
    """It cannot be asked which stacks import an export."""
    name = response._get_param("ExportName")
    importers = [stack.name for stack in response.cloudformation_backend.stacks.values()
                 if "Fn::ImportValue" in str(stack.template) and name in str(stack.template)]
    if not importers:
        raise exceptions.ValidationError(message=f"Export '{name}' is not imported by any stack.")
    return ActionResult({"Imports": importers})


def install():
    """Patches moto's engine; says each thing that it puts right."""
    patches = [
        (parsing, "resource_class_from_type", resource_class_from_type),
        (parsing, "clean_json", clean_json),
        (parsing.ResourceMap, "validate_outputs", validate_outputs),
        (parsing.ResourceMap, "update", update),
        (parsing.ResourceMap, "delete", delete),
        (models.ChangeSet, "apply", apply_change_set),
        (models.CloudFormationBackend, "create_change_set", create_change_set),
        (models.CloudFormationBackend, "execute_change_set", execute_change_set),
        (models.CloudFormationBackend, "create_stack", create_stack),
        (models.Stack, "update", update_stack),
        (models.Stack, "outputs", property(outputs)),
        (models.CloudFormationBackend, "validate_template", validate_template),
        (responses, "get_template_summary_response_from_template", template_summary),
        (models.Stack, "parse_template", staticmethod(parse_template)),
        *domains.PATCHES,
        *identity.PATCHES,
        *nested.PATCHES,
        *storage.PATCHES,
    ]
    lacking = [(responses.CloudFormationResponse, "describe_events", describe_events),
               (responses.CloudFormationResponse, "list_imports", list_imports),
               *nested.LACKING]
    for owner, name, patch in patches + lacking:
        if not hasattr(owner, name) and (owner, name, patch) not in lacking:
            raise RuntimeError(f"this moto has no {owner.__name__}.{name} to put right")
        setattr(owner, name, patch)
        report.say("put right", (patch.fget if isinstance(patch, property) else
                                 getattr(patch, "__func__", patch)).__doc__)
    for module in (network, storage, identity, gateway, compute, cache, databases, domains,
                   nested):
        report.say("put right", module.__doc__)

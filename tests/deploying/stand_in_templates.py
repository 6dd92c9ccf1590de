"""What the stand-in for `aws` understands of a template in JSON: order, values, capabilities, changes."""

import json
import re

PSEUDO = {"AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com", "AWS::AccountId": "123456789012"}
IAM_NAMES = {
    "AWS::IAM::Group": "GroupName", "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName", "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName", "AWS::IAM::Policy": None, "AWS::IAM::AccessKey": None,
    "AWS::IAM::UserToGroupAddition": None,
}


class FormatError(ValueError):
    """A text is not a template; the message is CloudFormation's."""


def read(text):
    """The template of a text in JSON; this stand-in reads no YAML."""
    try:
        template = json.loads(text)
    except ValueError as error:
        place = f"(line {getattr(error, 'lineno', 1)}, column {getattr(error, 'colno', 1)})"
        raise FormatError(f"Template format error: JSON not well-formed. {place}") from None
    if not isinstance(template, dict) or not template.get("Resources"):
        raise FormatError("Template format error: At least one Resources member must be defined.")
    return template


def needed_capabilities(template):
    """The capabilities that must be given."""
    needed = []
    for resource in template["Resources"].values():
        if resource["Type"] in IAM_NAMES:
            name = IAM_NAMES[resource["Type"]]
            is_named = name is not None and name in resource.get("Properties", {})
            needed.append("CAPABILITY_NAMED_IAM" if is_named else "CAPABILITY_IAM")
    found = ["CAPABILITY_NAMED_IAM"] if "CAPABILITY_NAMED_IAM" in needed else sorted(set(needed))
    return found + (["CAPABILITY_AUTO_EXPAND"] if "Transform" in template else [])


def parameters_of(template, given):
    """The value of each parameter: what is given, or its default. Returns values and what lacks one."""
    declared = template.get("Parameters", {})
    values = {name: given.get(name, each.get("Default")) for name, each in declared.items()}
    lacking = [name for name, value in values.items() if value is None]
    return {name: str(value) for name, value in values.items() if value is not None}, lacking


def holds(template, condition, values):
    """Whether a condition holds, by its name or as it is written."""
    if isinstance(condition, str):
        return holds(template, template.get("Conditions", {}).get(condition, {}), values)
    (call, arguments), = condition.items() if condition else (("Fn::And", []),)
    if call == "Condition":
        return holds(template, arguments, values)
    if call == "Fn::Equals":
        first, second = (value_of(each, template, values, {}) for each in arguments)
        return first == second
    inner = [holds(template, each, values) for each in arguments]
    return {"Fn::And": all, "Fn::Or": any, "Fn::Not": lambda each: not each[0]}[call](inner)


def value_of(value, template, values, physical):
    """A value with its functions worked out as far as the stand-in knows them."""
    if isinstance(value, list):
        return [value_of(each, template, values, physical) for each in value]
    if not isinstance(value, dict):
        return value
    if len(value) != 1:
        return {key: value_of(each, template, values, physical) for key, each in value.items()}
    (call, arguments), = value.items()
    if call == "Ref":
        return values.get(arguments) or physical.get(arguments) or PSEUDO.get(arguments, arguments)
    if call == "Fn::GetAtt":
        parts = arguments.split(".", 1) if isinstance(arguments, str) else arguments
        return f"{physical.get(parts[0], parts[0])}.{parts[1]}"
    if call == "Fn::Sub":
        text, own = (arguments, {}) if isinstance(arguments, str) else arguments
        own = {key: value_of(each, template, values, physical) for key, each in own.items()}
        def replaced(match):
            name = match.group(1)
            one = {"Fn::GetAtt": name} if "." in name else {"Ref": name}
            return str(own.get(name) or value_of(one, template, values, physical))
        return re.sub(r"\$\{([^!}]+)\}", replaced, text)
    if call == "Fn::Join":
        parts = value_of(arguments[1], template, values, physical)
        return arguments[0].join(map(str, parts)) if isinstance(parts, list) else str(parts)
    if call == "Fn::GetStackOutput":
        return values.get(read_name(arguments), value)
    if call == "Fn::If":
        chosen = arguments[1 if holds(template, arguments[0], values) else 2]
        return value_of(chosen, template, values, physical)
    return {call: value_of(arguments, template, values, physical)}


def read_name(arguments):
    """The name of what an Fn::GetStackOutput reads, among the values of a template."""
    return f"{arguments['StackName']}.{arguments['OutputName']}"


def reads_of(value):
    """The arguments of every Fn::GetStackOutput in a value."""
    if isinstance(value, dict):
        own = [value["Fn::GetStackOutput"]] if "Fn::GetStackOutput" in value else []
        return own + [read for each in value.values() for read in reads_of(each)]
    if isinstance(value, list):
        return [read for each in value for read in reads_of(each)]
    return []


def resources_of(template, values):
    """The resources whose conditions hold."""
    return {
        name: each for name, each in template.get("Resources", {}).items()
        if "Condition" not in each or holds(template, each["Condition"], values)
    }


def needs_of(resource, names):
    """The resources that one needs, out of some names."""
    needed = resource.get("DependsOn", [])
    found = {needed} if isinstance(needed, str) else set(needed)

    def walk(value):
        if isinstance(value, dict):
            for key, each in value.items():
                if key == "Ref":
                    found.add(each)
                elif key == "Fn::GetAtt":
                    found.add(each.split(".")[0] if isinstance(each, str) else each[0])
                elif key == "Fn::Sub":
                    text = each if isinstance(each, str) else each[0]
                    found.update(part.split(".")[0] for part in re.findall(r"\$\{([^!}]+)\}", text))
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(resource.get("Properties", {}))
    return found & names


def waves_of(resources):
    """The names of resources in the waves in which CloudFormation works on them."""
    left = {name: needs_of(each, set(resources)) - {name} for name, each in resources.items()}
    waves = []
    while left:
        ready = [name for name, needs in left.items() if not needs & set(left)] or list(left)
        waves.append(ready)
        for name in ready:
            del left[name]
    return waves


def outputs_of(template, values, physical):
    """The outputs as describe-stacks tells them."""
    outputs = []
    for key, each in template.get("Outputs", {}).items():
        if "Condition" in each and not holds(template, each["Condition"], values):
            continue
        told = {"OutputKey": key, "OutputValue": str(value_of(each["Value"], template, values, physical))}
        if "Description" in each:
            told["Description"] = each["Description"]
        if "Export" in each:
            told["ExportName"] = str(value_of(each["Export"]["Name"], template, values, physical))
        outputs.append(told)
    return outputs


def changes_of(old, new, scenario, physical, tags_differ=False):
    """The changes of a change set. `old` and `new` are a template and the values of its parameters."""
    before, after = resources_of(*old), resources_of(*new)
    changes = []
    for name in list(after) + [name for name in before if name not in after]:
        one = {"LogicalResourceId": name, "ResourceType": (after.get(name) or before[name])["Type"]}
        if name in before:
            one["PhysicalResourceId"] = physical.get(name, name)
        if name not in before:
            one |= {"Action": "Add", "Scope": [], "Details": []}
        elif name not in after:
            kept = before[name].get("DeletionPolicy") == "Retain"
            one |= {"Action": "Remove", "PolicyAction": "Retain" if kept else "Delete", "Scope": [],
                    "Details": []}
        else:
            details = _details(name, (old, before[name]), (new, after[name]), scenario)
            if not details and not tags_differ:
                continue
            one |= {"Action": "Modify", "Details": details,
                    "Scope": sorted({each["Target"]["Attribute"] for each in details}) or ["Tags"],
                    "Replacement": _replacement(name, details, scenario)}
        changes.append({"Type": "Resource", "ResourceChange": one})
    return changes


def _replacement(name, details, scenario):
    if not any(each["Target"]["Attribute"] == "Properties" for each in details):
        return "False"
    if name in scenario.get("replaces", []):
        return "True"
    return "Conditional" if name in scenario.get("may_replace", []) else "False"


def _details(name, before, after, scenario):
    recreation = {"True": "Always", "Conditional": "Conditionally"}
    ((old, old_resource), (new, new_resource)) = before, after
    first = value_of(old_resource.get("Properties", {}), *old, {})
    second = value_of(new_resource.get("Properties", {}), *new, {})
    details = []
    for key in sorted(set(first) | set(second)):
        if first.get(key) == second.get(key):
            continue
        target = {"Attribute": "Properties", "Name": key, "RequiresRecreation": "Never"}
        details.append({"Target": target, "Evaluation": "Static", "ChangeSource": "DirectModification"})
        target["RequiresRecreation"] = recreation.get(_replacement(name, details, scenario), "Never")
    for key in ("Metadata", "DeletionPolicy", "UpdatePolicy", "UpdateReplacePolicy", "CreationPolicy"):
        if old_resource.get(key) != new_resource.get(key):
            target = {"Attribute": key, "RequiresRecreation": "Never"}
            details.append({"Target": target, "Evaluation": "Static",
                            "ChangeSource": "DirectModification"})
    return details

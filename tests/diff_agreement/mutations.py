"""Changes of templates by chance, from a seed: some mean something, some say the same in another way."""

import json

import normal_form
import specification
from specification import Place

SCALARS = (str, int, float, bool)


def resources_of(template):
    return {name: body for name, body in template["Resources"].items() if "Type" in body}


def any_resource(template, random):
    return random.choice(sorted(resources_of(template)))


def holders_in(value, place, wanted):
    """The maps and lists in a value, with their places, that are wanted."""
    if isinstance(value, dict):
        if wanted(value):
            yield value, place
        inner = Place() if normal_form.call_of(value) else place
        for key, each in value.items():
            yield from holders_in(each, inner.member(key), wanted)
    elif isinstance(value, list):
        if wanted(value):
            yield value, place
        for each in value:
            yield from holders_in(each, place.item(), wanted)


def holders(template, wanted=lambda holder: True):
    """The maps and lists in the properties of resources, with what is known of their places."""
    found = []
    for body in resources_of(template).values():
        kind, properties = body["Type"], body.get("Properties", {})
        if properties and wanted(properties):
            found.append((properties, Place(kind)))
        for name, value in properties.items():
            found += holders_in(value, specification.place_of_property(kind, name), wanted)
    return found


def is_plain(holder):
    """Whether a map or a list is neither a call nor part of a policy."""
    return bool(holder) and (isinstance(holder, list) or not normal_form.call_of(holder))


def is_map(holder):
    return isinstance(holder, dict) and is_plain(holder)


def is_list(holder):
    return isinstance(holder, list) and bool(holder)


def keys_of(holder):
    return sorted(holder) if isinstance(holder, dict) else list(range(len(holder)))


# What means something.


def change_a_scalar(template, random):
    holder, _ = random.choice(holders(template, lambda holder: is_plain(holder) and any(
        isinstance(holder[key], SCALARS) for key in keys_of(holder))))
    key = random.choice([key for key in keys_of(holder) if isinstance(holder[key], SCALARS)])
    value = holder[key]
    if isinstance(value, bool):
        holder[key] = not value
    else:
        holder[key] = value + 1 if isinstance(value, (int, float)) else value + "-changed"


def remove_a_property(template, random):
    holder, _ = random.choice(holders(template, is_map))
    del holder[random.choice(sorted(holder))]


def add_a_property(template, random):
    holder, _ = random.choice(holders(template, is_map))
    holder["Added"] = random.choice(["text", 7, True, {"Key": ["a", {"Ref": "AWS::Region"}]}])


def turn_a_value_into_another_kind(template, random):
    holder, _ = random.choice(holders(template, is_map))
    key = random.choice(sorted(holder))
    holder[key] = {"Was": holder[key]} if random.random() < 0.5 else [holder[key]]


def remove_an_item(template, random):
    holder, _ = random.choice(holders(template, is_list))
    del holder[random.randrange(len(holder))]


def add_an_item(template, random):
    holder, _ = random.choice(holders(template, is_list))
    item = random.choice(["an item", {"Key": "added", "Value": "item"}, {"Ref": "AWS::StackName"}])
    holder.insert(random.randrange(len(holder) + 1), item)


def repeat_an_item(template, random):
    holder, _ = random.choice(holders(template, is_list))
    holder.append(json.loads(json.dumps(random.choice(holder))))


def shuffle_a_list(template, random):
    random.shuffle(random.choice(holders(template, is_list))[0])


def change_a_reference(template, random):
    found = holders(template, lambda holder: normal_form.call_of(holder) == "Ref")
    random.choice(found)[0]["Ref"] = any_resource(template, random)


def put_a_value_under_a_condition(template, random):
    template.setdefault("Conditions", {})["Chosen"] = {
        "Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]}
    holder, _ = random.choice(holders(template, is_map))
    key = random.choice(sorted(holder))
    other = random.choice([normal_form.NO_VALUE, "another"])
    branches = [holder[key], dict(other) if isinstance(other, dict) else other]
    random.shuffle(branches)
    holder[key] = {"Fn::If": ["Chosen", *branches]}


def swap_branches(template, random):
    """The values of a condition change places; without one, a value is put under one."""
    found = holders(template, lambda holder: normal_form.call_of(holder) == "Fn::If")
    if not found:
        return put_a_value_under_a_condition(template, random)
    branches = random.choice(found)[0]["Fn::If"]
    branches[1:] = branches[:0:-1]


def remove_a_resource(template, random):
    if len(template["Resources"]) > 1:
        del template["Resources"][any_resource(template, random)]


def copy_a_resource(template, random):
    body = template["Resources"][any_resource(template, random)]
    template["Resources"]["CopiedResource"] = json.loads(json.dumps(body))


def rename_a_resource(template, random):
    name = any_resource(template, random)
    text = json.dumps(template).replace(f'"{name}"', f'"Renamed{name}"')
    text = text.replace("${" + name + "}", "${Renamed" + name + "}")
    template.clear()
    template.update(json.loads(text))


def change_a_type(template, random):
    template["Resources"][any_resource(template, random)]["Type"] = random.choice(
        ["AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::S3::Bucket"])


def change_an_attribute(template, random):
    body = template["Resources"][any_resource(template, random)]
    key, values = random.choice([
        ("DeletionPolicy", ["Retain", "Delete", "Snapshot", "RetainExceptOnCreate"]),
        ("UpdateReplacePolicy", ["Retain", "Delete", "Snapshot"]),
        ("DependsOn", [any_resource(template, random)]),
        ("Metadata", [{"Note": "changed"}]),
        ("Condition", ["Chosen"]),
        ("CreationPolicy", [{"ResourceSignal": {"Count": 2}}]),
        ("UpdatePolicy", [{"AutoScalingReplacingUpdate": {"WillReplace": True}}]),
    ])
    if key in body and random.random() < 0.5:
        del body[key]
    else:
        body[key] = random.choice(values)
    if key == "Condition":
        template.setdefault("Conditions", {})["Chosen"] = {
            "Fn::Equals": [{"Ref": "AWS::StackName"}, "b"]}


def change_an_output(template, random):
    outputs = template.setdefault("Outputs", {})
    way = random.choice(["add", "remove", "value", "export", "description"])
    name = random.choice(sorted(outputs) or ["Added"])
    if way == "add" or name not in outputs:
        outputs["Added"] = {"Value": {"Ref": any_resource(template, random)}}
    elif way == "remove":
        del outputs[name]
    elif way == "value":
        outputs[name]["Value"] = {"Fn::Sub": "changed-${AWS::StackName}"}
    elif way == "export":
        outputs[name]["Export"] = {"Name": "changed"}
    else:
        outputs[name]["Description"] = "changed"


def change_a_section(template, random):
    section, name, value = random.choice([
        ("Parameters", "Size", {"Type": "Number", "Default": random.randrange(9)}),
        ("Mappings", "Regions", {"eu-west-1": {"Size": random.randrange(9)}}),
        ("Conditions", "Often", {"Fn::Not": [{"Fn::Equals": [{"Ref": "AWS::Region"}, "x"]}]}),
        ("Rules", "Checked", {"Assertions": [{"Assert": {"Fn::Equals": ["a", "b"]}}]}),
        ("Metadata", "Note", {"Number": random.randrange(9)}),
    ])
    if name in template.get(section, {}) and random.random() < 0.5:
        del template[section][name]
    else:
        template.setdefault(section, {})[name] = value


def change_the_description(template, random):
    template["Description"] = f"changed {random.randrange(9)}"


def change_the_transform(template, random):
    template["Transform"] = random.choice(["AWS::Serverless-2016-10-31", ["Macro", "Other"]])


MEANINGFUL = [change_a_scalar, remove_a_property, add_a_property, turn_a_value_into_another_kind,
              remove_an_item, add_an_item, repeat_an_item, shuffle_a_list, change_a_reference,
              put_a_value_under_a_condition, swap_branches, remove_a_resource, copy_a_resource,
              rename_a_resource, change_a_type, change_an_attribute, change_an_output,
              change_a_section, change_the_description, change_the_transform]


# What says the same in another way; each gives the template that it makes.


def everywhere(value, change):
    """A value in which everything is changed, from the inside to the outside."""
    if isinstance(value, dict):
        value = {key: everywhere(each, change) for key, each in value.items()}
    elif isinstance(value, list):
        value = [everywhere(each, change) for each in value]
    return change(value)


def calls(change_call):
    """A mutation that writes calls in another way, some of them by chance."""
    def mutate(template, random):
        def change(value):
            function = normal_form.call_of(value) if isinstance(value, dict) else None
            if not function or random.random() < 0.3:
                return value
            return change_call(function, value[function], value)
        body = {key: everywhere(template[key], change)
                for key in ("Resources", "Outputs") if key in template}
        return {**template, **body}
    mutate.__name__ = change_call.__name__
    return mutate


@calls
def write_ref_as_sub(function, argument, value):
    wanted = function == "Ref" and argument != "AWS::NoValue"
    return {"Fn::Sub": "${" + argument + "}"} if wanted else value


@calls
def write_get_att_in_its_other_form(function, argument, value):
    if function != "Fn::GetAtt" or not normal_form.pieces_of(value):
        return value
    return {function: argument.split(".", 1) if isinstance(argument, str) else ".".join(argument)}


@calls
def write_get_att_as_sub(function, argument, value):
    if function != "Fn::GetAtt" or not normal_form.pieces_of(value):
        return value
    return {"Fn::Sub": "${" + (argument if isinstance(argument, str) else ".".join(argument)) + "}"}


@calls
def write_sub_as_join(function, argument, value):
    if function != "Fn::Sub":
        return value
    return {"Fn::Join": ["", [each for each in normal_form.pieces_of(value) if each != ""]]}


@calls
def write_sub_with_variables(function, argument, value):
    if function != "Fn::Sub" or not isinstance(argument, str) or "${AWS::Region}" not in argument:
        return value
    text = argument.replace("${AWS::Region}", "${Here}")
    return {"Fn::Sub": [text, {"Here": {"Ref": "AWS::Region"}}]}


def shuffle_keys(template, random):
    def change(value):
        if not isinstance(value, dict):
            return value
        keys = list(value)
        random.shuffle(keys)
        return {key: value[key] for key in keys}
    return everywhere(template, change)


def shuffle_statements(template, random):
    def change(value):
        if isinstance(value, dict) and normal_form.is_policy(value):
            statements = [dict(each) for each in normal_form.as_list(value["Statement"])]
            random.shuffle(statements)
            for each in statements:
                if isinstance(each.get("Action"), str):
                    each["Action"] = [each["Action"]]
                elif isinstance(each.get("Action"), list):
                    random.shuffle(each["Action"])
            return {**value, "Statement": statements}
        return value
    return everywhere(template, change)


def shuffle_tags(template, random):
    for holder, place in holders(template, is_list):
        if place.unordered:
            random.shuffle(holder)
    return template


def write_scalars_as_text(template, random):
    """Booleans and numbers as texts where the specification says that they are none."""
    for holder, place in holders(template, is_map):
        for key, value in holder.items():
            kind = place.member(key).type if place.type else (
                specification.place_of_property(place.resource, key).type)
            if isinstance(value, bool) and kind == "boolean":
                holder[key] = random.choice(["true", "True"] if value else ["false", "False"])
            elif isinstance(value, int) and kind in ("integer", "number"):
                holder[key] = str(value)
    return template


def write_depends_on_in_its_other_form(template, random):
    for body in resources_of(template).values():
        names = body.get("DependsOn")
        if isinstance(names, str):
            body["DependsOn"] = [names]
        elif isinstance(names, list):
            random.shuffle(names)
    return template


def add_nothing(template, random):
    """Values that are none."""
    for holder, _ in holders(template, is_map):
        if random.random() < 0.2:
            holder["Nothing"] = dict(normal_form.NO_VALUE)
    return template


MEANINGLESS = [write_ref_as_sub, write_get_att_in_its_other_form, write_get_att_as_sub,
               write_sub_as_join, write_sub_with_variables, shuffle_keys, shuffle_statements,
               shuffle_tags, write_scalars_as_text, write_depends_on_in_its_other_form, add_nothing]


def as_yaml(value):
    """A template as YAML with short forms, all on one line."""
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    if not isinstance(value, dict):
        return json.dumps(value)
    function = normal_form.call_of(value)
    if function is None:
        return "{" + ", ".join(f"{json.dumps(key)}: {as_yaml(each)}"
                               for key, each in value.items()) + "}"
    argument = value[function]
    if function == "Fn::GetAtt" and normal_form.pieces_of(value):
        argument = argument if isinstance(argument, str) else ".".join(argument)
    if isinstance(argument, dict) and normal_form.call_of(argument) is not None:
        # A value has one tag.
        return f"{{{json.dumps(function)}: {as_yaml(argument)}}}"
    return f"!{function.removeprefix('Fn::')} {as_yaml(argument)}"

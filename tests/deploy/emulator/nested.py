"""Nested stacks: moto's CloudFormation gives their outputs to nobody, and makes them anew on an update."""

from moto.cloudformation.models import Stack
from moto.cloudformation.utils import get_stack_from_s3_url
from moto.utilities.utils import get_partition


def output_of(stack, attribute):
    """What `Fn::GetAtt: [NestedStack, Outputs.NAME]` gives."""
    name = attribute.removeprefix("Outputs.")
    return next(each.value for each in stack.output_map.values() if each and each.key == name)


def update(_, original_resource, cloudformation_json, account_id, region_name, **_new_name):
    """An update in place, with the template of the new URL."""
    properties = cloudformation_json["Properties"]
    template = get_stack_from_s3_url(properties["TemplateURL"], account_id=account_id,
                                     partition=get_partition(region_name))
    original_resource.update(template, parameters=properties.get("Parameters", {}))
    return original_resource


LACKING = [(Stack, "get_cfn_attribute", output_of)]
PATCHES = [(Stack, "update_from_cloudformation_json", classmethod(update))]

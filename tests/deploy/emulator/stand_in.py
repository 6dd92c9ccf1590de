"""Resources of types that the emulator has no model of: they exist in the stack alone."""

from . import report


class StandIn:
    """A resource with an invented physical id; any attribute is a text that names it."""

    def __init__(self, name, resource_type):
        self.physical_resource_id = name
        self.cf_resource_type = resource_type

    def is_created(self):
        return True

    def get_cfn_attribute(self, attribute):
        return stand_in_attribute(self.cf_resource_type, self.physical_resource_id, attribute)

    def delete(self, account_id, region_name):
        """There is nothing to delete."""


class StandInClass:
    """What moto's CloudFormation takes for the class of such a type."""

    def __init__(self, resource_type):
        self.resource_type = resource_type

    def has_cfn_attr(self, attribute):
        return True

    def create_from_cloudformation_json(self, name, body, account_id, region_name, **kwargs):
        report.say("not modelled", self.resource_type)
        return StandIn(name, self.resource_type)

    def update_from_cloudformation_json(self, original_resource, **kwargs):
        return original_resource


def stand_in_attribute(resource_type, physical_id, attribute):
    """A text for an attribute that the emulator does not know; services refuse an ARN that has not its form."""
    report.say("attribute not modelled", f"{resource_type}.{attribute}")
    text = f"{physical_id}.{attribute}"
    if not attribute.lower().endswith("arn"):
        return text
    service = resource_type.split("::")[1].lower()
    return f"arn:aws:{service}:us-east-1:123456789012:{text}"

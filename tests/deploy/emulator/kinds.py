"""Resources made by calling their service's API, as CloudFormation itself does."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

import jmespath

from . import api, report
from .stand_in import stand_in_attribute


@dataclasses.dataclass(frozen=True)
class Kind:
    """How one resource type is made, changed and deleted.

    `ref`, `attributes` and `key` are JMESPath expressions over `response` (what `create` answered),
    `properties`, `ref` and `region`.
    """

    service: str
    create: str
    ref: str
    arguments: Callable[[dict], dict] = dict
    """From the properties to the parameters, where more than names differs."""
    rename: Mapping[str, str] = dataclasses.field(default_factory=dict)
    fixed: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    named: str | None = None
    """The property that takes a generated name when the template states none."""
    attributes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    key: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """The parameters by which `update` and `delete` name the resource."""
    update: str | None = None
    delete: str | Callable | None = None
    """The operation, or a function of the resource where it takes more than one call."""
    follow: tuple[Callable, ...] = ()
    """Functions of the resource that apply what takes calls of its own, after each change."""


class ServiceResource:
    """One resource that a service's API made."""

    def __init__(self, kind, resource_type, region):
        self.kind, self.cf_resource_type, self.region = kind, resource_type, region
        self.properties, self.response, self.physical_resource_id = {}, {}, None

    def call(self, operation, properties, service=None):
        return api.call(service or self.kind.service, self.region, operation, properties)

    def find(self, expression):
        return jmespath.search(
            expression,
            {
                "response": self.response,
                "properties": self.properties,
                "ref": self.physical_resource_id,
                "region": self.region,
            },
        )

    def make(self, name, properties):
        if self.kind.named:
            properties.setdefault(self.kind.named, name)
        self.properties = properties
        self.response = self.call(self.kind.create, self.arguments())
        self.physical_resource_id = self.find(self.kind.ref)
        self._follow()

    def change(self, properties):
        if self.kind.named:
            properties.setdefault(self.kind.named, self.properties[self.kind.named])
        self.properties = properties
        if self.kind.update:
            self.call(self.kind.update, {**self.arguments(), **self._key()})
        elif not self.kind.follow:
            report.say("update not modelled", self.cf_resource_type)
        self._follow()

    def is_created(self):
        return True

    def get_cfn_attribute(self, attribute):
        expression = self.kind.attributes.get(attribute)
        value = self.find(expression) if expression else None
        if value is None:
            return stand_in_attribute(self.cf_resource_type, self.physical_resource_id, attribute)
        return value

    def delete(self, account_id, region_name):
        if callable(self.kind.delete):
            self.kind.delete(self)
        elif self.kind.delete:
            self.call(self.kind.delete, self._key())
        else:
            report.say("deletion not modelled", self.cf_resource_type)

    def arguments(self):
        """The properties as parameters of the operation that makes the resource."""
        given = self.kind.arguments(self.properties)
        renamed = {self.kind.rename.get(name, name): value for name, value in given.items()}
        return {**renamed, **self.kind.fixed}

    def _key(self):
        return {name: self.find(expression) for name, expression in self.kind.key.items()}

    def _follow(self):
        for follow in self.kind.follow:
            follow(self)


class ServiceResourceClass:
    """What moto's CloudFormation takes for the class of such a type."""

    def __init__(self, resource_type, kind):
        self.resource_type, self.kind = resource_type, kind

    def has_cfn_attr(self, attribute):
        return True

    def create_from_cloudformation_json(self, name, body, account_id, region_name, **kwargs):
        resource = ServiceResource(self.kind, self.resource_type, region_name)
        resource.make(name, body["Properties"])
        return resource

    def update_from_cloudformation_json(self, original_resource, cloudformation_json, **kwargs):
        original_resource.change(cloudformation_json["Properties"])
        return original_resource

"""Counts the resource types in troposphere."""

import importlib
import pkgutil

import troposphere

types = set()
for module in pkgutil.walk_packages(troposphere.__path__, "troposphere."):
    if ".openstack" in module.name:
        continue
    for each in vars(importlib.import_module(module.name)).values():
        if isinstance(each, type) and issubclass(each, troposphere.AWSObject):
            types.add(getattr(each, "resource_type", None) or "")
print(sum(name.startswith("AWS::") for name in types), "types")

"""Prints the schemas that cfn-lint's rules apply to properties: by the rule's id, where it applies and what it says."""

import importlib
import inspect
import json
import pkgutil

import cfnlint.rules.resources
from cfnlint.rules.jsonschema.CfnLintJsonSchema import CfnLintJsonSchema

found = {}
for module in pkgutil.walk_packages(cfnlint.rules.resources.__path__, "cfnlint.rules.resources."):
    for _, rule in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
        if issubclass(rule, CfnLintJsonSchema) and rule.__module__ == module.name and rule.id:
            made = rule()
            found[rule.id] = {"paths": list(made.keywords), "schema": made.schema}
print(json.dumps(found))

"""Prints what Fn::GetAtt can read of each resource type, as cfn-lint knows it: properties among them."""

import json

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER as MANAGER

REGION = "us-east-1"

print(json.dumps({name: list(MANAGER.get_resource_schema(REGION, name).get_atts)
                  for name in MANAGER.get_resource_types(REGION)}))

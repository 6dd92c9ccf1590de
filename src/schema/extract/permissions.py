"""Writes to a folder what actions are about (action_kinds.json), from the service authorization
reference that cfn-lint carries, and the statements of SAM's policy templates and connectors
(sam_policies.json), from the package aws-sam-translator that comes with it. The folder must hold
targets.json.

    python3 permissions.py FOLDER
"""

import json
import sys
from pathlib import Path

import cfnlint
from samtranslator.model.connector_profiles.profile import PROFILE
from samtranslator.policy_template_processor.processor import PolicyTemplatesProcessor

from layout import write_files

REFERENCE = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html"
TEMPLATES = "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html"
# The services whose actions do not begin with the name in their types.
SERVICES = {"EFS": "elasticfilesystem", "Cognito": "cognito-idp", "StepFunctions": "states"}


def kinds_of_targets(folder, reference):
    """The kinds of resources that targets.json names, by service."""
    kinds = {}
    for name, facts in json.loads((folder / "targets.json").read_text(encoding="utf-8")).items():
        named = {kind for place in ("names", "others") for of_name in facts.get(place, {}).values()
                 for kind in of_name.split()}
        services = facts.get("services", SERVICES.get(name.split("::")[1], name.split("::")[1].lower()))
        for service in services.split() if named else ():
            known = {each.replace(" ", "-") for action in reference[service]["Actions"].values()
                     for each in action.get("Resources", [])}
            kinds.setdefault(service, set()).update(named & known)
    return {service: found for service, found in sorted(kinds.items()) if found}


def action_kinds(folder):
    data = Path(cfnlint.__file__).parent / "data" / "AdditionalSpecs" / "Policies.json"
    reference = json.loads(data.read_text(encoding="utf-8"))
    found = {"source": REFERENCE, "services": {}}
    for service, kinds in kinds_of_targets(folder, reference).items():
        actions = reference[service]["Actions"]
        takes = {name: {kind.replace(" ", "-") for kind in facts.get("Resources", [])}
                 for name, facts in sorted(actions.items())}
        found["services"][service] = {
            kind: " ".join(name for name in takes if kind in takes[name]) for kind in sorted(kinds)}
    return found


def filled(value, parameters):
    """A value of a policy template, with `=Name` where a parameter of it stands."""
    if isinstance(value, dict):
        if set(value) == {"Ref"} and value["Ref"] in parameters:
            return "=" + value["Ref"]
        return {key: filled(each, parameters) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(each, parameters) for each in value]
    return value


def policy_templates():
    templates = PolicyTemplatesProcessor.get_default_policy_templates_json()["Templates"]
    return {name: filled(each["Definition"]["Statement"], each.get("Parameters", {}))
            for name, each in sorted(templates.items())}


def connectors():
    return {source: {target: profile["Properties"]["AccessCategories"]
                     for target, profile in sorted(targets.items())}
            for source, targets in sorted(PROFILE["Permissions"].items())}


def main():
    folder = Path(sys.argv[1])
    sam = {"source": TEMPLATES, "templates": policy_templates(), "connectors": connectors()}
    write_files(folder, [("action_kinds", action_kinds(folder), 3), ("sam_policies", sam, 3)])


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Counts the resource types of templates, and says what share of the resources is of types that the
library's constructs make.

    python3 resource_types.py PROGRAM PATH... [--all]

PATHs are templates and folders of them, JSON or YAML; what is no template is passed over. Left out,
and said, are SAM's types, custom resources, modules, CDK's own metadata and WaitConditions.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys

import yaml

LEFT_OUT = ("AWS::Serverless::", "Custom::", "AWS::CDK::", "AWS::CloudFormation::WaitCondition",
            "AWS::CloudFormation::CustomResource")


class Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms, whatever they are, as nothing."""


Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def types_in(path):
    """The types of a template's resources; none where the file is no template."""
    try:
        template = yaml.load(path.read_text(encoding="utf-8"), Loader)
        resources = template["Resources"].values()
        return [each["Type"] for each in resources if isinstance(each.get("Type"), str)]
    except (OSError, UnicodeError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError,
            RecursionError):
        return []


def files_in(paths):
    """The files below paths that may be templates."""
    for path in paths:
        if path.is_dir():
            yield from (each for each in sorted(path.rglob("*"))
                        if each.suffix in (".json", ".yaml", ".yml", ".template"))
        else:
            yield path


def made_types(program):
    """The types that constructs make."""
    listed = subprocess.run([program, "list", "--constructs", "--json"], check=True,
                            capture_output=True, text=True).stdout
    return {name for construct in json.loads(listed) for name in construct["types"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="omnitrack-synth")
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("--all", action="store_true",
                        help="list all types, not the 30 most frequent ones without a construct")
    arguments = parser.parse_args()
    counts = collections.Counter()
    templates = 0
    for path in files_in(arguments.paths):
        types = types_in(path)
        templates += bool(types)
        counts.update(types)
    made = made_types(arguments.program)
    counted = {name: n for name, n in counts.items() if not name.startswith(LEFT_OUT)
               and not name.endswith("::MODULE")}
    total = sum(counted.values())
    if not total:
        sys.exit("no resource found")
    covered = sum(n for name, n in counted.items() if name in made)
    missing = [(name, n) for name, n in counts.most_common() if name in counted and name not in made]
    for name, n in missing if arguments.all else missing[:30]:
        print(f"{n:6} {name}")
    print(f"{templates} templates, {sum(counts.values())} resources, of which "
          f"{sum(counts.values()) - total} are left out")
    print(f"{covered} of {total} resources, {100 * covered / total:.1f} %, are of types that a "
          "construct makes")


if __name__ == "__main__":
    main()

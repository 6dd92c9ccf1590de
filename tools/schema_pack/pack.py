#!/usr/bin/env python3
"""Packs the specification's data into the two blocks that the program carries.

    python3 pack.py --data src/schema --out BUILD/schema_pack

writes specification.bin and documentation.bin; src/schema/records.hpp has their layout.
"""

import argparse
import json
import re
import struct
import sys
from pathlib import Path

import documentation
import facts
import iam
import permissions
import runtimes
import sam
import service_rules
from image import Image, packed
from specification import SpecificationWriter

VERSION = 8
HEADER = struct.Struct("<4s29I")


def load(folder):
    """All resource types by name, in name order."""
    return dict(sorted((name, record) for path in folder.glob("*.json")
                       for name, record in json.loads(path.read_text())["resources"].items()))


def parameter_types(folder):
    """The types that CloudFormation documents for parameters, in the order of the data."""
    documented = json.loads((folder / "parameter_types.json").read_text())
    return documented["types"]


def newer_types(folder, records):
    """The types that are known by their name alone, in name order."""
    named = json.loads((folder / "newer_types.json").read_text())["types"]
    documented = json.loads((folder / "documented_types.json").read_text())
    return sorted({*named, *documented} - set(records))


def settable_identifier(record):
    """The properties that identify a resource, where it is not the service that names it."""
    identifier = record.get("primaryIdentifier", ())
    properties = [record["properties"].get(name) for name in identifier]
    is_settable = all(each is not None and not each.get("readOnly") for each in properties)
    return identifier if is_settable else ()


def pack(folder, records, actions, lifecycles, origin):
    """The two blocks."""
    block, *dictionary_sizes, places = documentation.pack(list(records.values()))
    image = Image()
    image.reserve(HEADER.size)
    writer = SpecificationWriter(image)
    named = facts.named_by(folder, records)
    resources = [writer.resource(name, record, named.get(name) or settable_identifier(record), place)
                 for (name, record), place in zip(records.items(), places)]
    slots, mask = image.slots(list(records))
    rules = service_rules.write(image, writer.limits, folder, records)
    header = HEADER.pack(
        b"OTSP", VERSION, len(resources), image.add(packed(resources)), slots, mask,
        writer.types.write("json"), len(writer.limits.patterns), image.text(origin),
        *dictionary_sizes,
        *iam.write(image, actions), runtimes.write(image, lifecycles),
        *facts.write(image, folder, records),
        image.texts(parameter_types(folder)),
        image.texts(newer_types(folder, records)),
        *rules,
        *sam.write(image, folder, records, newer_types(folder, records)),
        *permissions.write(image, folder, records))
    image.fill(0, header)
    return bytes(image.data), block


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder src/schema")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    arguments = parser.parse_args()
    records = load(arguments.data / "data")
    if not records:
        sys.exit(f"no data in {arguments.data}")
    origin = (arguments.data / "ORIGIN").read_text().strip()
    if not re.search(r"; \d{4}-\d\d-\d\d$", origin):
        sys.exit("ORIGIN must end with the day of the extraction, as in `; 2026-11-22`")
    actions = json.loads((arguments.data / "iam" / "actions.json").read_text())
    lifecycles = json.loads((arguments.data / "lambda" / "runtimes.json").read_text())
    specification, block = pack(arguments.data, records, actions, lifecycles, origin)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "specification.bin").write_bytes(specification)
    (arguments.out / "documentation.bin").write_bytes(block)


if __name__ == "__main__":
    main()

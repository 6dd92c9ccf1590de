#!/usr/bin/env python3
"""Writes the typed resources: a header and a source for each service of CloudFormation.

    python3 generate.py --data src/schema/data --out BUILD/gen

writes BUILD/gen/include/omnitrack/cfn/<service>.hpp, BUILD/gen/src/<service>.cpp and
BUILD/gen/cpp_names.bin, the table of their names. Files that would not change are left alone, so that
nothing is compiled again for them.
"""

import argparse
import sys
from pathlib import Path

from cpp_names import cpp_names
from header import header
from model import load
from source import source


def write_if_changed(path, data):
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the specification's data")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    arguments = parser.parse_args()
    headers = arguments.out / "include" / "omnitrack" / "cfn"
    sources = arguments.out / "src"
    services = load(arguments.data)
    if not services:
        sys.exit(f"no data in {arguments.data}")
    for folder in (headers, sources):
        folder.mkdir(parents=True, exist_ok=True)
    for service in services:
        write_if_changed(headers / f"{service.file}.hpp", header(service).encode())
        write_if_changed(sources / f"{service.file}.cpp", source(service).encode())
    write_if_changed(arguments.out / "cpp_names.bin", cpp_names(services))


if __name__ == "__main__":
    main()

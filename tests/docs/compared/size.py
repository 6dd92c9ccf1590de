"""Prints how many MB a package and all that it requires take: size.py PACKAGE"""

import importlib.metadata
import re
import sys

sizes = {}


def add(requirement):
    """Adds what is installed of a requirement, and of its own."""
    name = re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")
    if name in sizes:
        return
    try:
        package = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return
    files = [file.locate() for file in package.files or ()]
    sizes[name] = sum(file.stat().st_size for file in files if file.exists())
    for each in package.requires or ():
        if "extra ==" not in each:
            add(each)


add(sys.argv[1])
print(round(sum(sizes.values()) / 1e6))

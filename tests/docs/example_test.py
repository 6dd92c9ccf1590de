#!/usr/bin/env python3
"""Checks that a page shows a source file, whole and as it is.

    python3 example_test.py PAGE.md SOURCE.cpp
"""

import sys
from pathlib import Path


def main():
    page, source = (Path(name) for name in sys.argv[1:])
    shown = f"```cpp\n{source.read_text(encoding='utf-8')}```\n"
    if shown not in page.read_text(encoding="utf-8"):
        sys.exit(f"{page.name} does not show {source.parent.name}/{source.name} as it is")


if __name__ == "__main__":
    main()

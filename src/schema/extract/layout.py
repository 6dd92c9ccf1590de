"""The text layout of a data file: JSON, what is a few levels down on one line."""

import json


def write_files(folder, files):
    """Writes `NAME.json` of each (name, value, depth) to a folder."""
    for name, value, depth in files:
        (folder / f"{name}.json").write_text(written(value, depth) + "\n", encoding="utf-8")


def written(value, depth):
    """A value as JSON, what is `depth` levels down on one line."""
    if depth == 0 or not isinstance(value, dict) or not value:
        return json.dumps(value)
    lines = [f"{json.dumps(key)}: {written(each, depth - 1)}" for key, each in value.items()]
    return "{\n" + ",\n".join(line.replace("\n", "\n ").join((" ", "")) for line in lines) + "\n}"

"""Greets whoever calls."""

import json
import pathlib

GREETINGS = json.loads((pathlib.Path(__file__).parent / "greetings.json").read_text("utf-8"))


def handler(event, context):
    return GREETINGS[event.get("language", "en")] + ", " + event.get("name", "world")

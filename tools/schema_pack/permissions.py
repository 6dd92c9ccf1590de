"""What policies are about, who acts, and what listens where, from src/schema/permissions: checked, and joined to one JSON
text."""

import json
import sys

SOURCE = "https://docs.aws.amazon.com/"
FIELDS = {
    "targets": {"services", "form", "endsAtRandom", "madeWithHyphens", "reference", "names", "parts",
                "others", "needs", "never", "off", "key", "source"},
    "actors": {"roles", "trusts", "calls", "callsOf", "handsOn", "targets", "source"},
    "endpoints": {"service", "source"},
    "managed_policies": {"within", "Statement", "source"},
    "ports": {"ports", "by", "of", "sources", "source"},
}


def check(part, facts, records):
    """What is wrong with the facts of one file that has them by name."""
    for name, each in facts.items():
        where = f"src/schema/permissions/{part}.json: {name}"
        if set(each) - FIELDS[part]:
            yield f"{where} has an unknown field"
        if not each.get("source", "").startswith(SOURCE):
            yield f"{where} needs a source"
        if part != "managed_policies" and name not in records:
            yield f"{where} is no type"


def load(folder, records):
    """The JSON text of all facts."""
    read = {path.stem: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted((folder / "permissions").glob("*.json"))}
    mistakes = [each for part in FIELDS for each in check(part, read[part], records)]
    if mistakes:
        sys.exit("\n".join(mistakes))
    for facts in (*(each["key"] for each in read["targets"].values() if "key" in each),
                  *(each for part in FIELDS for each in read[part].values()),
                  read["action_kinds"], read["sam_policies"]):
        del facts["source"]
        facts.pop("sources", None)
    return json.dumps({**read, "action_kinds": read["action_kinds"]["services"]}, separators=(",", ":"))


def write(image, folder, records):
    """The offset of the text and its size."""
    text = load(folder, records).encode()
    return image.add(text), len(text)

"""The bill of materials of a release, by CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/): the program,
the libraries that are linked into it, and the data about CloudFormation that it carries."""

import datetime
import json
import subprocess
import uuid
from pathlib import Path
from urllib.parse import unquote

HERE = Path(__file__).resolve().parent
COMPONENTS = json.loads((HERE / "components.json").read_text(encoding="utf-8"))


def version_of(package):
    """The installed version of a package of Debian, or nothing where it is none of Debian's."""
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True,
                          check=False)
    return done.stdout if done.returncode == 0 else ""


def license_of(text):
    """A license as CycloneDX names it: by its identifier, or as an expression."""
    return [{"expression": text}] if " " in text else [{"license": {"id": text}}]


def linked():
    """The libraries that the build machine has, as components."""
    for each in COMPONENTS["linked"]:
        component = {"type": "library", "bom-ref": each["name"], "name": each["name"],
                     "description": each["what"], "licenses": license_of(each["license"])}
        if version := version_of(each["package"]):
            component["version"] = version
            component["purl"] = f"pkg:deb/debian/{each['package'].replace('+', '%2B')}@{version.replace(':', '%3A')}"
        yield component


def data():
    """What the specification is made of (src/schema/README.md), as components."""
    for each in COMPONENTS["data"]:
        name, version = unquote(each["purl"].split("/", 1)[1]).rsplit("@", 1)
        yield {"type": "data", "bom-ref": each["purl"], "name": name, "version": version, "purl": each["purl"],
               "description": "data about CloudFormation, reduced", "licenses": license_of(each["license"])}


def bill(version, commit, seconds, files):
    """The bill as text; `files` are the packages by name, with their SHA-256."""
    components = [*linked(), *data()]
    made = [{"type": "file", "bom-ref": f"file:{name}", "name": name,
             "hashes": [{"alg": "SHA-256", "content": digest}]} for name, digest in sorted(files.items())]
    time = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    root = f"omnitrack-synth@{version}"
    names = "".join(sorted(files.values()))
    return json.dumps({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{root}#{commit}#{names}')}",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application", "bom-ref": root, "name": "omnitrack-synth", "version": version,
                "licenses": license_of("Apache-2.0"),
                "properties": [{"name": "omnitrack:commit", "value": commit}],
                "components": made,
            },
        },
        "components": components,
        "dependencies": [{"ref": root, "dependsOn": sorted(each["bom-ref"] for each in components)}],
    }, indent=2, ensure_ascii=False) + "\n"

"""Runs cfn-lint over many templates in one process, for agreement.py.

Each line of standard input is a JSON object: `file`, and `out`, where the answer is written. A line on
standard output tells that one is done. What a template says to silence cfn-lint is left out, since the
question is what cfn-lint sees, not what somebody preferred not to hear.
"""

import json
import os
import pathlib
import sys
import time

from cfnlint.config import ConfigMixIn, ManualArgs
from cfnlint.decode import decode_str
from cfnlint.runner import Runner, run_template_by_data

REGION = "us-east-1"
LEVELS = {"error": "error", "warning": "warning", "informational": "info"}


def without_directives(template):
    """Drops the metadata that configures cfn-lint, of the template and of its resources."""
    if not isinstance(template, dict):
        return
    holders = [template]
    if isinstance(template.get("Resources"), dict):
        holders += template["Resources"].values()
    for holder in holders:
        metadata = holder.get("Metadata") if isinstance(holder, dict) else None
        if isinstance(metadata, dict):
            metadata.pop("cfn-lint", None)


def check(text, config, rules):
    """The findings of one template."""
    template, matches = decode_str(text)
    if not matches and template is not None:
        without_directives(template)
        matches = run_template_by_data(template, config, rules)
    return [
        {
            "rule": match.rule.id,
            "severity": LEVELS[match.rule.severity],
            "line": match.linenumber,
            "column": match.columnnumber,
            "path": "/".join(str(step) for step in getattr(match, "path", None) or []),
            "message": match.message,
        }
        for match in matches
    ]


def answer(file, config, rules):
    """What is written for one template."""
    began = time.perf_counter()
    try:
        result = {"findings": check(pathlib.Path(file).read_text("utf-8-sig"), config, rules)}
    except Exception as problem:  # cfn-lint itself stumbles over some templates
        result = {"failed": f"{type(problem).__name__}: {problem}", "findings": []}
    result["seconds"] = time.perf_counter() - began
    return result


def main():
    config = ConfigMixIn(**ManualArgs(regions=[REGION]))
    rules = Runner(config).rules
    for line in sys.stdin:
        task = json.loads(line)
        unfinished = task["out"] + ".part"
        with open(unfinished, "w", encoding="utf-8") as out:
            json.dump(answer(task["file"], config, rules), out)
        os.replace(unfinished, task["out"])
        print(task["file"], flush=True)


if __name__ == "__main__":
    main()

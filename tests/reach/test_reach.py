#!/usr/bin/env python3
"""Asks the built program the questions in `cases/`, whose answers AWS's documentation gives.

A case has a base of `bases.json` (or a folder of templates), what it changes there as a JSON merge
patch (RFC 7396), the question, the answer, the kind of the rule that decides, the resource that the
rule stands in, and the page that says so.
"""

import copy
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
PROGRAM = os.environ["OMNITRACK_SYNTH"]
BASES = json.loads((HERE / "bases.json").read_text(encoding="utf-8"))
PAGE = re.compile(r"https://docs\.aws\.amazon\.com/[\w./#-]+\.html(#[\w-]+)?")
KEYS = {
    "name", "base", "change", "from", "to", "port", "action", "of", "answer", "by", "at",
    "depends_on", "action_allowed", "through", "at_start", "page",
}
EXIT_CODES = {"yes": 0, "no": 2, "perhaps": 5}


def patched(document, patch):
    """A document after a JSON merge patch; a function takes the place of whatever stood there."""
    if not isinstance(patch, dict) or any(map(is_function, patch)):
        return patch
    result = dict(document) if isinstance(document, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = patched(result.get(key), value)
    return result


def is_function(key):
    return key == "Ref" or key.startswith("Fn::") and not key.startswith("Fn::ForEach::")


def base(name):
    """A base with all that it is made of."""
    found = copy.deepcopy(BASES[name])
    under = found.pop("is", None)
    return found if under is None else patched(base(under), found)


def cases():
    for file in sorted((HERE / "cases").glob("*.json")):
        for each in json.loads(file.read_text(encoding="utf-8")):
            yield file.stem, each


class Reach(unittest.TestCase):
    maxDiff = None

    def ask(self, case, *more):
        words = [case["from"], case["to"]]
        for option in ("port", "action"):
            if option in case:
                words += ["--" + option, case[option]]
        with tempfile.TemporaryDirectory() as folder:
            target = str(PROJECT / case["base"])
            if case["base"] in BASES:
                file = pathlib.Path(folder) / "template.json"
                document = patched(base(case["base"]), case.get("change", {}))
                file.write_text(json.dumps(document, indent=1), encoding="utf-8")
                target = str(file)
            environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
            return subprocess.run(
                [PROGRAM, "reach", *words, target, *more],
                capture_output=True, text=True, env=environment, check=False,
            )

    def test_the_answers_are_those_of_the_documentation(self):
        asked = 0
        for topic, case in cases():
            with self.subTest(topic=topic, case=case["name"]):
                asked += 1
                run = self.ask(case, "--json")
                self.assertEqual(run.stderr, "")
                report = json.loads(run.stdout)
                if "of" not in case:
                    self.assertEqual(run.returncode, EXIT_CODES[report["verdict"]])
                self.check(case, report)
        self.assertGreaterEqual(asked, 60)

    def check(self, case, report):
        part = report[case["of"]] if "of" in case else report
        self.assertEqual(part["verdict"], case["answer"], json.dumps(report, indent=1))
        parts = [report[each] for each in ("network", "permission") if each in report]
        reasons = [reason for each in parts for reason in each["reasons"]]
        deciding = [
            reason for reason in reasons
            if reason["kind"] == case["by"] and case["answer"] in ("perhaps", reason["says"])
            and case.get("at", reason.get("resource")) == reason.get("resource")
        ]
        if case["by"]:
            self.assertTrue(deciding, json.dumps(report, indent=1))
        for reason in reasons:
            self.assertTrue(reason["words"])
            if "resource" in reason:
                self.assertGreater(reason["line"], 0)
        depends_on = " / ".join(each for one in parts for each in one["depends_on"])
        self.assertIn(case.get("depends_on", ""), depends_on)
        if case["answer"] == "perhaps":
            self.assertTrue(depends_on, "a perhaps has to name what it depends on")
        if "through" in case:
            self.assertEqual([each["resource"] for each in report["through"]], [case["through"]])
        self.assertEqual(report.get("at_start", {}).get("resource"), case.get("at_start"))
        if "action_allowed" in case:
            actions = [each["action"] for each in report["permission"]["actions"]]
            self.assertIn(case["action_allowed"], actions)

    def test_every_case_names_its_page(self):
        names = []
        for topic, case in cases():
            with self.subTest(topic=topic, case=case["name"]):
                self.assertRegex(case["page"], PAGE)
                self.assertEqual(set(case) - KEYS, set())
                names.append((topic, case["name"]))
        self.assertEqual(len(names), len(set(names)))

    def test_the_page_shows_what_is_printed(self):
        page = (PROJECT / "docs" / "reach.md").read_text(encoding="utf-8")
        blocks = re.findall(r"```console\n\$ omnitrack-synth (.*)\n((?:.*\n)*?)```", page)
        self.assertGreaterEqual(len(blocks), 2)
        environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "AWS_REGION")}
        for words, shown in blocks:
            run = subprocess.run(
                [PROGRAM, *words.split()],
                capture_output=True, text=True, cwd=PROJECT, env=environment, check=False,
            )
            self.assertEqual(run.stdout, shown)

    def test_an_expected_answer_ends_with_zero(self):
        case = {"base": "vpc", "from": "internet", "to": "Data"}
        for expected, code in (("no", 0), ("yes", 2)):
            self.assertEqual(self.ask(case, "--expect", expected).returncode, code)


if __name__ == "__main__":
    unittest.main()

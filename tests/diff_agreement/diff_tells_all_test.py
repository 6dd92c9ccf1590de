"""Whether a diff tells all that differs and nothing else: the committed templates, changed by chance.

The seeds are fixed, so that every run is the same. Usage: diff_tells_all_test.py PROGRAM
"""

import concurrent.futures
import copy
import json
import os
import pathlib
import random
import sys
import tempfile
import unittest

import apply_changes
import mutations
import tools

PROJECT = pathlib.Path(__file__).resolve().parents[2]
CASES = 240
TEMPLATES = [json.loads(file.read_text("utf-8"))
             for file in sorted((PROJECT / "templates").rglob("*.template.json"))]


class Case:
    """A pair of templates and how the new one was made."""

    def __init__(self, number):
        self.random = random.Random(number)
        self.old = copy.deepcopy(self.random.choice(TEMPLATES))
        for _ in range(self.random.randint(0, 3)):
            mutations.put_a_value_under_a_condition(self.old, self.random)
        self.new = copy.deepcopy(self.old)
        self.done = []

    def change_meaning(self):
        for mutate in self.random.choices(mutations.MEANINGFUL, k=self.random.randint(1, 4)):
            try:
                mutate(self.new, self.random)
                self.done.append(mutate.__name__)
            except IndexError:
                pass  # the template has nothing of the kind

    def say_otherwise(self, mutate):
        self.new = mutate(self.new, self.random)
        self.done.append(mutate.__name__)

    def __str__(self):
        return ", ".join(self.done)


def compared(case, folder):
    """What the program says of a case, and the file of its new template."""
    folder = pathlib.Path(folder)
    old, new = folder / "old.json", folder / "new.yaml"
    old.write_text(json.dumps(case.old), "utf-8")
    as_yaml = case.random.random() < 0.5
    new.write_text("---\n" + mutations.as_yaml(case.new) if as_yaml else json.dumps(case.new),
                   "utf-8")
    return tools.ours(BINARY, old, new), new


def problem_of(case, spoil=lambda report: None):
    """What is wrong with what the program says of a case; empty where it is right."""
    with tempfile.TemporaryDirectory() as folder:
        answer, new = compared(case, folder)
        if answer.failed:
            return answer.failed
        spoil(answer.report)
        return apply_changes.check(BINARY, case.old, case.new, new, answer.report)


def problems_of(cases):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return [(case, problem) for case, problem in zip(cases, pool.map(problem_of, cases))
                if problem]


def changed_case(number):
    case = Case(number)
    case.change_meaning()
    for mutate in case.random.sample(mutations.MEANINGLESS, case.random.randint(0, 2)):
        case.say_otherwise(mutate)
    return case


def reworded_case(number):
    case = Case(number)
    case.say_otherwise(mutations.MEANINGLESS[number % len(mutations.MEANINGLESS)])
    for mutate in case.random.sample(mutations.MEANINGLESS, 2):
        case.say_otherwise(mutate)
    return case


class DiffTellsAllTest(unittest.TestCase):
    def assert_right(self, cases):
        problems = problems_of(cases)
        for case, problem in problems:
            with self.subTest(mutations=str(case)):
                self.fail(problem)

    def test_the_changes_applied_to_the_old_template_give_the_new_one(self):
        self.assert_right([changed_case(number) for number in range(CASES)])

    def test_another_way_to_say_the_same_is_no_difference(self):
        self.assert_right([reworded_case(number) for number in range(CASES // 2)])

    def test_a_report_that_leaves_a_change_out_is_caught(self):
        case = Case(0)
        case.new["Resources"].popitem()
        case.new["Description"] = "another"
        self.assertEqual(problem_of(case), "")
        for section in ("resources", "settings"):
            with self.subTest(section=section):
                self.assertIn("not NEW", problem_of(case, lambda report: report[section].clear()))


if __name__ == "__main__":
    BINARY = sys.argv.pop(1)
    unittest.main()

#!/usr/bin/env python3
"""Checks that a diff tells all: the changes it reports, applied to OLD, give NEW.

Whether they do is asked twice: of omnitrack-synth itself, and of normal_form.py, which is written apart
from it. Ends with 1 where a pair fails.
"""

import argparse
import concurrent.futures
import copy
import json
import os
import pathlib
import sys
import tempfile

import normal_form
import tools
from pointers import steps_of

PROJECT = pathlib.Path(__file__).resolve().parents[2]
SECTIONS = ("outputs", "parameters", "conditions", "mappings", "rules", "metadata")
ENTRIES = ("resources", *SECTIONS, "loops", "settings")
ABSENT = object()


class Misfit(Exception):
    """A change that does not fit the template that it is to be applied to."""


def applied(old, report):
    """OLD with the reported changes."""
    result = copy.deepcopy(old)
    for entry in report["resources"]:
        change_entry(result["Resources"], entry["logical_id"], entry["properties"])
    for section in SECTIONS:
        name = section.capitalize()
        result.setdefault(name, {})
        for entry in report.get(section, []):
            change_entry(result[name], entry["name"], entry["properties"])
        if not result[name] and name not in old:
            del result[name]
    for entry in report.get("loops", []):
        change_entry(result["Resources"], entry["name"], entry["properties"])
    for entry in report.get("settings", []):
        change_entry(result, entry["name"], entry["properties"])
    return with_names_of_gone_resources(result, old)


def with_names_of_gone_resources(result, old):
    """What still refers to a resource that goes means its name: the diff tells no change of that."""
    gone = {logical_id: name for logical_id, name in normal_form.names_in(old).items()
            if logical_id not in result["Resources"]}
    return normal_form.with_names(result, gone) if gone else result


def change_entry(holder, name, rows):
    """Applies the rows of one entry. Their paths are OLD's, so what goes is taken away at the end."""
    told = [([name, *steps_of(row["path"])], row) for row in rows if "because" not in row]
    if any(steps[1:2] == ["Properties"] for steps, _ in told):
        holder[name].setdefault("Properties", {})
    for steps, row in told:
        if "new" in row:
            put(*lead_to(holder, steps), row)
    for steps, row in sorted(told, key=lambda each: order_of(each[0]), reverse=True):
        if "new" not in row:
            take_away(*lead_to(holder, steps), row)


def order_of(steps):
    return [(step.isdigit(), int(step) if step.isdigit() else 0, step) for step in steps]


def lead_to(holder, steps):
    """The map or list that a path ends in, and the place in it."""
    for step in steps[:-1]:
        holder = holder[place_in(holder, step)]
    return holder, place_in(holder, steps[-1])


def place_in(holder, step):
    if isinstance(holder, list):
        return len(holder) if step == "-" else int(step)
    if not isinstance(holder, dict):
        raise Misfit(f"'{step}' leads into a scalar")
    return step


def there(holder, place):
    """What stands at a place; a value that is none counts as absent."""
    if isinstance(holder, list):
        value = holder[place] if place < len(holder) else ABSENT
    else:
        value = holder.get(place, ABSENT)
    return ABSENT if value == normal_form.NO_VALUE else value


def put(holder, place, row):
    check_old(holder, place, row)
    if isinstance(holder, list) and place == len(holder):
        holder.append(row["new"])
    else:
        holder[place] = row["new"]


def take_away(holder, place, row):
    check_old(holder, place, row)
    del holder[place]


def check_old(holder, place, row):
    """Whether what a row calls old is what stands there."""
    found, told = there(holder, place), row.get("old", ABSENT)
    if told == normal_form.NO_VALUE:
        told = ABSENT
    if (found is ABSENT) != (told is ABSENT):
        raise Misfit(f"{row['path']}: there {'is none' if found is ABSENT else 'is one already'}")
    if found is not ABSENT and not alike(found, told):
        raise Misfit(f"{row['path']}: {json.dumps(found)[:80]} is there, not {json.dumps(told)[:80]}")


def alike(found, told):
    form = normal_form.of_value
    return form(found, normal_form.Place()) == form(told, normal_form.Place())


def first_difference(left, right, path=""):
    """Where two normal forms differ."""
    if isinstance(left, dict) and isinstance(right, dict):
        for key in sorted({*left, *right}):
            if left.get(key, ABSENT) != right.get(key, ABSENT):
                return first_difference(left.get(key), right.get(key), f"{path}/{key}")
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for number, (one, other) in enumerate(zip(left, right)):
            if one != other:
                return first_difference(one, other, f"{path}/{number}")
    return f"{path}: {json.dumps(left)[:120]} is not {json.dumps(right)[:120]}"


def told_by(report):
    """All entries of a report."""
    return [entry for section in ENTRIES for entry in report.get(section, [])]


def is_empty(report):
    """Whether a report tells no difference."""
    return report["verdict"] == "same" and not told_by(report)


def check(binary, old, new, new_file, report):
    """What is wrong with a report; empty where it tells all."""
    old_form, new_form = normal_form.of_template(old), normal_form.of_template(new)
    if is_empty(report):
        return "" if old_form == new_form else (
            f"not told: {first_difference(old_form, new_form)}")
    if old_form == new_form:
        return f"told, though nothing differs: {json.dumps(told_by(report))[:200]}"
    try:
        result = applied(old, report)
    except (Misfit, LookupError, TypeError, ValueError) as problem:
        return f"does not fit: {type(problem).__name__} {problem}"
    form = normal_form.of_template(result)
    if form != new_form:
        return f"not NEW: {first_difference(form, new_form)}"
    return check_by_ours(binary, result, new_file)


def check_by_ours(binary, result, new_file):
    """What the program finds between the applied changes and NEW."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "applied.json"
        file.write_text(json.dumps(result), "utf-8")
        answer = tools.ours(binary, file, new_file)
    if answer.failed:
        return f"the applied changes are no template: {answer.failed}"
    if is_empty(answer.report):
        return ""
    rest = json.dumps(told_by(answer.report))[:200]
    return f"our own diff of the applied changes and NEW: {rest}"


def check_pair(binary, pair, old, new):
    """What is wrong with what is told of a pair of files."""
    answer = tools.ours(binary, pair.old, pair.new)
    if answer.failed:
        return f"not handled: {answer.failed}"
    return check(binary, old, new, pair.new, answer.report)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=pathlib.Path, metavar="FOLDER",
                        help="holds pairs: folders with a file 'old' and a file 'new' each")
    parser.add_argument("--binary", type=pathlib.Path,
                        default=PROJECT / "build/release/bin/omnitrack-synth")
    arguments = parser.parse_args()
    pairs, unread = tools.read_pairs(arguments.folders)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = list(pool.map(lambda pair: check_pair(arguments.binary, *pair), pairs))
    failed = [(pair, problem) for (pair, _, _), problem in zip(pairs, problems) if problem]
    for pair, problem in failed + unread:
        print(f"{pair.name}: {problem}")
    print(f"{len(pairs)} pairs, {len(failed)} failed; {len(unread)} are no templates")
    if failed or not pairs:
        sys.exit(1)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Compares omnitrack-synth's diff with @aws-cdk/cloudformation-diff on pairs of templates.

Prints how far the two agree on what happens to each resource, and where not. Ends with 1 where a
difference has no explanation in explained.json, or where a pair could not be handled.
"""

import argparse
import collections
import json
import pathlib
import sys

import comparison
import tools

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[1]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=pathlib.Path, metavar="FOLDER",
                        help="holds pairs: folders with a file 'old' and a file 'new' each")
    parser.add_argument("--binary", type=pathlib.Path,
                        default=PROJECT / "build/release/bin/omnitrack-synth")
    parser.add_argument("--peer", type=pathlib.Path, metavar="FOLDER",
                        default=HERE / "node_modules/@aws-cdk/cloudformation-diff",
                        help="the npm package @aws-cdk/cloudformation-diff")
    parser.add_argument("--show", action="append", default=[], metavar="KIND",
                        help="list the differences of a kind, such as 'update x replace'; repeatable")
    parser.add_argument("--samples", type=int, default=3, metavar="N",
                        help="samples of each kind in the summary (default 3)")
    return parser.parse_args()


def place(point):
    inside = f" {point.property}" if point.property else ""
    facts = f" [{', '.join(sorted(point.facts))}]" if point.facts else ""
    return f"{point.pair} {point.logical_id} ({point.type}){inside}{facts}"


def print_counts(title, counts):
    print(f"\n{title}")
    for (ours, theirs), count in counts.most_common():
        mark = "" if comparison.RANKS.get(ours, ours) == comparison.RANKS.get(theirs, theirs) else " !"
        print(f"  {count:7}  {ours} x {theirs}{mark}")


def print_points(title, points, samples):
    """Points by kind, the most frequent first, with what is behind each explained one."""
    print(f"\n{title}: {len(points)}")
    kinds = collections.defaultdict(list)
    for point in points:
        kinds[point.kind, point.reason].append(point)
    for (kind, reason), group in sorted(kinds.items(), key=lambda item: -len(item[1])):
        print(f"  {len(group):6}  {kind}{': ' + reason if reason else ''}")
        for point in group[:0 if reason else samples]:
            print(f"          {place(point)}")


def print_failures(title, failures):
    if failures:
        print(f"\n{title}: {len(failures)}")
        for pair, problem in failures:
            print(f"  {pair.name}: {problem[:160]}")


def percent(part, whole):
    return f"{100 * part / whole:.2f} %" if whole else "none"


def print_summary(result, pairs, handled, answers, theirs, started):
    ours_seconds = sum(each.seconds for each in answers)
    their_seconds = sum(each.seconds for each in theirs)
    print(f"{pairs} pairs, {handled} handled by both")
    print(f"{result.resources} resources compared: the same of {result.agreed}, "
          f"{percent(result.agreed, result.resources)}")
    print(f"{result.changed} that change for either: the same of {result.changed_agreed}, "
          f"{percent(result.changed_agreed, result.changed)}")
    print(f"time: ours {ours_seconds:.2f} s, a process for each pair; theirs {their_seconds:.2f} s, "
          f"and {started:.2f} s once to start")


def main():
    arguments = parse_arguments()
    explained = json.loads((HERE / "explained.json").read_text("utf-8"))
    read, unread = tools.read_pairs(arguments.folders)
    try:
        answers = tools.ours_of_all(arguments.binary, [(pair.old, pair.new) for pair, _, _ in read])
        theirs, started = tools.peer_of_all(arguments.peer, [(old, new) for _, old, new in read])
    except tools.Failed as failure:
        sys.exit(f"agreement.py: {failure}")

    result = comparison.Comparison(explained)
    handled, unhandled, stumbled = 0, [], []
    for (pair, old, new), answer, other in zip(read, answers, theirs):
        if answer.failed:
            unhandled.append((pair, answer.failed))
        if other.failed:
            stumbled.append((pair, other.failed))
        if not answer.failed and not other.failed:
            handled += 1
            result.add(pair.name, old, new, answer.report, other.report)

    if arguments.show:
        for point in result.points + result.disagreed:
            if point.kind in arguments.show:
                print(f"{place(point)}{': ' + point.reason if point.reason else ''}")
        return
    print_summary(result, len(read), handled, answers, theirs, started)
    print_counts("actions, ours x theirs", result.kinds)
    print_counts("effects of properties, ours x theirs", result.properties)
    print_failures("no templates", unread)
    print_failures("pairs that the peer cannot handle", stumbled)
    print_failures("pairs that we cannot handle", unhandled)
    print_points("explained properties and resources",
                 [point for point in result.points if point.reason], 0)
    print_points("properties and resources without an explanation",
                 [point for point in result.points if not point.reason], arguments.samples)
    unexplained = result.unexplained()
    print(f"\nresources that the two see in different ways: {len(result.disagreed)}, "
          f"without an explanation: {len(unexplained)}")
    if unexplained or unhandled:
        sys.exit(1)


if __name__ == "__main__":
    main()

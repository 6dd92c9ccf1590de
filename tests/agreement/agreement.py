#!/usr/bin/env python3
"""Compares omnitrack-synth with cfn-lint, and AWS's own validator, on a folder of templates.

Prints how far they agree, what cfn-lint has and we have not (misses), and what we have and cfn-lint
has not (extras), by rule. Ends with 1 where we report an error that no peer shares and that
explained.json does not explain, or lack one of cfn-lint's without a reason.
"""

import argparse
import collections
import json
import pathlib
import sys

import comparison
import findings
import report

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
SUFFIXES = {".json", ".yaml", ".yml", ".template", ".cfn", ".cform"}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("templates", nargs="+", type=pathlib.Path,
                        help="folders of templates, or templates")
    parser.add_argument("--binary", type=pathlib.Path,
                        default=PROJECT / "build/release/bin/omnitrack-synth")
    parser.add_argument("--python", default=sys.executable,
                        help="the interpreter that has cfn-lint (default: this one)")
    parser.add_argument("--aws-validate", type=pathlib.Path, metavar="FOLDER",
                        default=HERE / "node_modules/aws-cdk-lib/node_modules/@aws/"
                                       "cloudformation-validate",
                        help="the npm package @aws/cloudformation-validate, the second opinion")
    parser.add_argument("--cache", type=pathlib.Path, metavar="FOLDER",
                        default=PROJECT / "build/agreement",
                        help="keeps what the peers said (default build/agreement)")
    parser.add_argument("--report", type=pathlib.Path, metavar="FILE",
                        help="also write the page docs/agreement.md")
    parser.add_argument("--show", action="append", default=[], metavar="RULE",
                        help="list the misses or extras of a rule of either side; repeatable")
    parser.add_argument("--samples", type=int, default=3, metavar="N",
                        help="samples of each rule in the summary (default 3)")
    return parser.parse_args()


def templates_in(places):
    """All files that may be templates, each content once."""
    files = {}
    for place in places:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.name == report.GATHERED:
                continue
            if file.is_file() and (place.is_file() or file.suffix.lower() in SUFFIXES):
                files.setdefault(file.read_bytes(), file)
    return list(files.values())


def table(rows, indent="  "):
    """Prints rows with their columns below each other, numbers to the right."""
    if not rows:
        print(f"{indent}none")
        return
    widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [str(cell).rjust(width) if isinstance(cell, int) else str(cell).ljust(width)
                 for cell, width in zip(row, widths)]
        print((indent + "  ".join(cells)).rstrip())


def sample(case):
    finding = case.finding
    return f"{case.file}:{finding.line} {'/'.join(finding.path)}: {finding.message}"


def print_cases(title, cases, samples):
    """Cases by rule, the most frequent first, with who of the peers has them."""
    print(f"\n{title}: {len(cases)}")
    by_rule = collections.defaultdict(list)
    for case in cases:
        by_rule[case.finding.rule].append(case)
    for rule, group in sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0])):
        peers = collections.Counter(case.peers for case in group)
        told = ", ".join(f"{name}: {count}" for name, count in sorted(peers.items()))
        print(f"  {rule}  {len(group)} in {len({case.file for case in group})} templates ({told})")
        for case in group[:samples]:
            print(f"      {sample(case)}"[:300])


def print_explained(title, cases):
    """How many differences are explained, by reason."""
    reasons = collections.Counter((case.finding.rule, case.reason) for case in cases)
    print(f"\n{title}: {len(cases)}")
    table([(rule, count, reason) for (rule, reason), count in reasons.most_common()])


def print_summary(result, verdicts, seconds):
    print(f"{result.templates} templates")
    table([("", "errors", "warnings", "with errors", "seconds")] + [
        (tool,
         sum(len(each.errors()) for each in answers.values()),
         sum(each.severity == "warning" for one in answers.values() for each in one.findings),
         sum(bool(each.errors()) for each in answers.values()),
         f"{seconds[tool]:.2f}")
        for tool, answers in verdicts.items()])
    if result.failed:
        print("\nno answer:")
        table([(tool, str(file), problem[:80]) for file, tool, problem in result.failed])


def print_figures(agreements):
    """How far each tool agrees with cfn-lint."""
    print("\nagainst cfn-lint, in percent")
    rows = [("", "", "precision", "recall", "F1")]
    for tool, measured in agreements.items():
        rows += [(tool, what, *report.percentages(figures))
                 for what, figures in report.rows_of(measured)]
    table(rows)


def print_rules(result):
    """How many of cfn-lint's errors we have, by its rule."""
    agreed = collections.Counter()
    codes = collections.defaultdict(collections.Counter)
    for (rule, code), count in result.agreed.items():
        agreed[rule] += count
        codes[rule][code] += count
    print("\ncfn-lint's errors, by rule, and what we say there")
    explained = collections.Counter(case.finding.rule for case in result.misses if case.reason)
    warned = collections.Counter(case.finding.rule for case in result.misses if case.warned)
    table([("", "found", "errors", "explained", "missed", "warnings", "our codes")] + [
           (rule, found, agreed[rule], explained[rule], found - agreed[rule] - explained[rule],
            warned[rule], " ".join(code for code, _ in codes[rule].most_common(4)))
           for rule, found in result.found.most_common()])
    missed = len(result.misses) - sum(explained.values())
    print(f"  all: {sum(result.found.values())}, as errors {sum(agreed.values())}, explained"
          f" {sum(explained.values())}, missed {missed}; warnings where it has errors"
          f" {sum(warned.values())}")


def main():
    arguments = parse_arguments()
    rules = json.loads((HERE / "rules.json").read_text("utf-8"))
    explained = json.loads((HERE / "explained.json").read_text("utf-8"))
    files = templates_in(arguments.templates)
    try:
        peers = {"cfn-lint": findings.cfn_lint(arguments.python, arguments.cache)}
        second = findings.aws_validate(arguments.aws_validate, arguments.cache)
        if second is None:
            print("left out: @aws/cloudformation-validate: run `npm install` in tests/agreement",
                  file=sys.stderr)
        else:
            peers["second"] = second
        verdicts, seconds = {}, {}
        verdicts["ours"], seconds["ours"] = findings.run_ours(arguments.binary, files)
        for name, peer in peers.items():
            verdicts[name], seconds[name] = peer.run(files)
    except findings.Failed as failure:
        sys.exit(f"agreement.py: {failure}")

    result = comparison.Comparison(rules, explained)
    texts = {file: file.read_text("utf-8", errors="replace") for file in files}
    for file in files:
        result.add(file, *(verdicts[tool][file] for tool in ("ours", "cfn-lint")),
                   verdicts.get("second", {}).get(file), texts[file])
    if arguments.show:
        for case in result.misses + result.ours:
            if case.finding.rule in arguments.show:
                print(f"{case.finding.rule} ({case.peers}) {sample(case)}")
        return
    names = {"ours": "omnitrack-synth"} | {key: peer.name for key, peer in peers.items()}
    kinds = {"ours": result.kinds, "second": comparison.same_number}
    agreements = {}
    for tool in [each for each in kinds if each in verdicts]:
        compared = [(verdicts[tool][file], verdicts["cfn-lint"][file], texts[file])
                    for file in files if not verdicts["cfn-lint"][file].failed]
        agreements[names[tool]] = [
            ("", result.agreement if tool == "ours" else comparison.agreement_of(compared)),
            (", without runtimes", comparison.agreement_of(compared, kinds[tool],
                                                           comparison.RUNTIMES))]
    print_summary(result, {names[key]: answers for key, answers in verdicts.items()},
                  {names[key]: each for key, each in seconds.items()})
    print_figures(agreements)
    print_rules(result)
    print_cases("misses: errors of cfn-lint that we have not",
                [case for case in result.misses if not case.reason], arguments.samples)
    print_explained("explained misses", [case for case in result.misses if case.reason])
    shared = collections.Counter(case.peers for case in result.ours)
    print(f"\nour errors: {len(result.ours)}; both peers have {shared['both']} of them,"
          f" cfn-lint alone {shared['cfn-lint']}, the second alone {shared['second']},"
          f" nobody {shared['nobody']}")
    print_explained("explained extras",
                    [case for case in result.ours if case.peers == "nobody" and case.reason])
    unused = result.unused()
    if unused:
        print("\nexplanations that no difference needs:")
        table([(each["rule"], each["reason"]) for each in unused])
    if arguments.report:
        versions = {"omnitrack-synth": findings.version_of(arguments.binary)} | {
            peer.name.rpartition(" ")[0]: peer.name.rpartition(" ")[2] for peer in peers.values()}
        page = report.page(result, agreements, versions, report.sources_in(arguments.templates))
        arguments.report.write_text(page, "utf-8")
    unexplained = result.unexplained()
    print_cases("extras: errors of ours that no peer has", unexplained, arguments.samples)
    if unexplained or any(not case.reason for case in result.misses):
        sys.exit(1)


if __name__ == "__main__":
    main()

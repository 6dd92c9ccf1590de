"""The page docs/agreement.md: the figures, and every difference by rule with its reason."""

import collections
import datetime
import json

GATHERED = "gathered.json"  # what gather.py says of where the templates are from
NAMES = {"cfn-lint": "cfn-lint", "cloudformation-validate": "@aws/cloudformation-validate"}

METHOD = """\
cfn-lint is the reference, as it is where AWS reports on its own validator. **Over templates** asks
for the verdict alone: has the template errors or not. **Over findings** asks for each error whether
the other tool has one at its place: within a line, at a value that leads to it or lies in it, or of
the same kind in the same resource. A template of which cfn-lint gave no verdict counts nowhere.

The raw figures leave out nothing. *Without runtimes* leaves out what the days of Lambda's runtimes
decide, since AWS put several off after cfn-lint's release. *Explained* leaves out the differences of
which the tables below say why they are right, and keeps those of which they say that we lack a
check. The reasons are our judgement, with AWS's page where one speaks of it."""


def rows_of(measured):
    """The rows of one tool: what is counted, and its figures; none where nothing was explained."""
    rows = []
    for note, agreement in measured:
        rows += [("templates" + note, agreement.templates), ("findings" + note, agreement.findings)]
        if agreement.templates_explained.both:
            rows += [("templates, explained", agreement.templates_explained),
                     ("findings, explained", agreement.findings_explained)]
    return rows


def percentages(figures):
    """Precision, recall and F1, as texts."""
    return tuple(f"{100 * value:.1f}" for value in
                 (figures.precision, figures.recall, figures.f1))


def sources_in(places):
    """The repositories and their commits, as gather.py left them in the folders."""
    sources = {}
    for place in places:
        gathered = place / GATHERED
        if gathered.is_file():
            sources |= json.loads(gathered.read_text("utf-8"))
    return sources


def grid(head, rows):
    """A table of Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(cell(each) for each in row) + " |" for row in rows]


def cell(value):
    return str(value).replace("|", "\\|")


def by_reason(cases):
    """Cases by rule and reason, the most frequent first: findings, templates, reason."""
    groups = collections.defaultdict(list)
    for case in cases:
        reason = case.reason or ("AWS's validator reports it too" if case.peers == "second"
                                 else "**not explained**")
        groups[case.finding.rule, reason].append(case.file)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(rule, len(files), len(set(files)), reason) for (rule, reason), files in ordered]


def page(result, agreements, versions, sources):
    """The whole page."""
    today = datetime.date.today().isoformat()
    told = [f"{NAMES.get(tool, tool)} {version}" for tool, version in versions.items()]
    lines = ["# Agreement with cfn-lint and AWS's validator", "",
             f"Measured on {today} by `tests/agreement` on {result.templates:,} public templates of"
             f" {len(sources)} repositories, each content once, with", ""]
    lines += [f"- {each}" for each in told]
    lines += ["", METHOD, "", "## Figures, in percent", ""]
    lines += grid(("Tool", "Over", "Precision", "Recall", "F1", "Both", "It alone",
                   "cfn-lint alone"),
                  [(tool, what, *percentages(figures), figures.both, figures.extra, figures.missed)
                   for tool, measured in agreements.items()
                   for what, figures in rows_of(measured)])
    misses = result.misses
    lines += ["", "## Errors of cfn-lint that we have not", "",
              f"{len(misses)} findings of {sum(result.found.values())};"
              f" at {sum(case.warned for case in misses)} of them we have a warning of the kind.", ""]
    lines += grid(("Rule", "Findings", "Templates", "Why"), by_reason(misses))
    extras = result.extras()
    lines += ["", "## Errors of ours that cfn-lint has not", "",
              f"{len(extras)} findings of {len(result.ours)}.", ""]
    lines += grid(("Code", "Findings", "Templates", "Why"), by_reason(extras))
    lines += ["", "## Templates", ""]
    lines += grid(("Repository", "Commit", "Templates"),
                  [(name, each["commit"], each["templates"]) for name, each in sources.items()])
    return "\n".join(lines) + "\n"

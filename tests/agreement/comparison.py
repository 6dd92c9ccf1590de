"""Where findings of several tools mean the same place and the same mistake, and how far they agree."""

import collections
import dataclasses
import re

STOPPED = ("E0000", "E0001", "E0002")  # cfn-lint did not get to the template's content
TRANSFORM = "E0001"  # what SAM's transform refuses
TEXT = "OT400"  # our codes about the text itself
RUNTIMES = ("E2531", "E2533", "OT4601")  # what the days of Lambda's runtimes, as each has them, decide
# cfn-lint tells each of the resources, we tell one and name the others in its message.
ABOUT_SEVERAL = ("E3004", "E3019", "E3022", "E3060", "E2529")


def within(path, other):
    """Whether one path leads to the other, or both to values that lie beside each other."""
    shared = min(len(path), len(other))
    return shared >= 2 and path[:shared] == other[:shared]


def made_of(theirs, ours):
    """Whether one resource is the other, or one that SAM's transform makes of it."""
    return (len(ours) > 1 and len(theirs) > 1 and ours[0] == theirs[0] == "Resources"
            and theirs[1].startswith(ours[1]))


def same_place(ours, theirs, sam=False):
    """Whether two findings are about one place: a line, or a value and what it lies in.

    Of a template for SAM, cfn-lint sees what the transform makes of it: other paths, and the lines of
    whole resources.
    """
    if ours.line and abs(ours.line - theirs.line) <= 1:
        return True
    if sam and theirs.rule == TRANSFORM and len(ours.path) > 1:
        return names(theirs.message, ours.path[1])
    return within(ours.path, theirs.path) or (sam and made_of(theirs.path, ours.path))


def same_kind(ours, theirs, kinds):
    """Whether two findings of one resource are of a kind, wherever in it each tool puts its own.

    What SAM's Globals set for many resources, we tell once and cfn-lint once for each.
    """
    if ours.rule not in kinds or theirs.path[:1] != ("Resources",):
        return False
    return ours.path[:1] == ("Globals",) or ours.path[:2] == theirs.path[:2]


def meet(ours, theirs, kinds, sam):
    """Whether two findings mean the same."""
    return same_place(ours, theirs, sam) or same_kind(ours, theirs, kinds)


def names(message, logical_id):
    """Whether a message names a resource."""
    return re.search(rf"\b{re.escape(logical_id)}\b", message) is not None


@dataclasses.dataclass
class Case:
    """A finding that one side has and the other has not."""

    file: object
    finding: object
    peers: str  # who has it at that place: "both", "cfn-lint", "second" or "nobody"
    reason: str = ""  # why we are right all the same
    warned: bool = False  # whether we have a warning of that kind where cfn-lint has an error
    gap: bool = False  # whether the reason is that we lack a check; it counts against us


@dataclasses.dataclass
class Figures:
    """How far a tool agrees with the reference: what both have, and what one of them has alone."""

    both: int = 0
    extra: int = 0
    missed: int = 0
    found: int = 0  # of the reference's, where one finding may meet several

    def add(self, ours, theirs):
        """Counts one verdict of each: whether there are errors."""
        self.both += ours and theirs
        self.found += ours and theirs
        self.extra += ours and not theirs
        self.missed += theirs and not ours

    @property
    def precision(self):
        """The share of the tool's that the reference has too."""
        return share(self.both, self.extra)

    @property
    def recall(self):
        """The share of the reference's that the tool has too."""
        return share(self.found, self.missed)

    @property
    def f1(self):
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def is_sam(text):
    """Whether a template is one for SAM."""
    return "AWS::Serverless" in text


def share(part, rest):
    return part / (part + rest) if part + rest else 1.0


@dataclasses.dataclass
class Agreement:
    """The figures of one tool against cfn-lint, as they are and without what is explained."""

    templates: Figures = dataclasses.field(default_factory=Figures)
    findings: Figures = dataclasses.field(default_factory=Figures)
    templates_explained: Figures = dataclasses.field(default_factory=Figures)
    findings_explained: Figures = dataclasses.field(default_factory=Figures)


def same_number(finding):
    """The rules of AWS's validator of the kind of one of cfn-lint's: those of the same number."""
    return [letter + finding.rule[1:] for letter in "EF"]


def agreement_of(verdicts, kinds=same_number, left_out=()):
    """The raw figures of a tool: its verdict, cfn-lint's, and the text of each template."""
    result = Agreement()
    for tool, reference, text in verdicts:
        sam = is_sam(text)
        ours, theirs = ([each for each in verdict.errors() if each.rule not in left_out]
                        for verdict in (tool, reference))
        wanted = [kinds(each) for each in theirs]
        result.templates.add(bool(ours), bool(theirs))
        shared = sum(any(meet(each, other, kind, sam) for other, kind in zip(theirs, wanted))
                     for each in ours)
        found = sum(any(meet(each, other, kind, sam) for each in ours)
                    for other, kind in zip(theirs, wanted))
        result.findings.both += shared
        result.findings.extra += len(ours) - shared
        result.findings.found += found
        result.findings.missed += len(theirs) - found
    return result


class Comparison:
    """Counts and cases over all templates, cfn-lint being the reference."""

    def __init__(self, mapping, explained):
        self.mapping = mapping
        self.explained = explained
        self.templates = 0
        self.agreed = collections.Counter()  # (their rule, our code)
        self.found = collections.Counter()  # their rule: all errors
        self.misses = []  # errors of cfn-lint that we have not
        self.ours = []  # all our errors
        self.failed = []
        self.used = set()
        self.agreement = Agreement()

    def add(self, file, ours, theirs, second, text=""):
        """Compares what is said of one template, of which `text` is the text; `second` may be nothing."""
        sam = is_sam(text)
        for tool, verdict in (("ours", ours), ("cfn-lint", theirs), ("second", second)):
            if verdict and verdict.failed:
                self.failed.append((file, tool, verdict.failed))
        if theirs.failed:  # without the reference there is nothing to compare with
            return
        self.templates += 1
        misses = []
        for finding in theirs.errors():
            self.found[finding.rule] += 1
            misses += self.look_for(file, finding, ours, second, text)
        stopped = next((each.rule for each in theirs.errors() if each.rule in STOPPED), "")
        errors = []
        for finding in ours.errors():
            shared = (any(meet(finding, each, self.kinds(each), sam) for each in theirs.errors())
                      or (stopped and finding.rule.startswith(TEXT)))
            reason = self.explanation("extras", file, finding, text).get("reason", "")
            if not reason and stopped:
                reason = f"cfn-lint stopped before, with {stopped}"
            errors.append(Case(file, finding, who(shared, has(finding, second, sam)), reason))
        self.misses += misses
        self.ours += errors
        self.count(errors, theirs, misses)

    def count(self, errors, theirs, misses):
        """Adds one template to the figures."""
        extras = [case for case in errors if not shared_with_reference(case)]
        found, wanted = len(theirs.errors()) - len(misses), len(theirs.errors())
        unexplained = [case for case in extras if not is_explained(case)]
        missed = [case for case in misses if not case.reason or case.gap]
        for figures, extra, miss in ((self.agreement.findings, extras, misses),
                                     (self.agreement.findings_explained, unexplained, missed)):
            figures.both += len(errors) - len(extras)
            figures.extra += len(extra)
            figures.found += found
            figures.missed += len(miss)
        self.agreement.templates.add(bool(errors), bool(wanted))
        if bool(errors) == bool(wanted) or unexplained or missed:
            self.agreement.templates_explained.add(bool(errors), bool(wanted))

    def look_for(self, file, finding, ours, second, text):
        """Notes whether we have an error of theirs; the case where we have not."""
        sam = is_sam(text)
        wanted = self.kinds(finding)
        near = [each for each in ours.findings if meet(each, finding, wanted, sam)]
        if finding.rule in STOPPED and not near:
            near = [each for each in ours.errors() if each.rule.startswith(TEXT)] or ours.errors()
        if finding.rule in ABOUT_SEVERAL:
            near += [each for each in ours.findings if each.rule in wanted and
                     len(finding.path) > 1 and names(each.message, finding.path[1])]
        near.sort(key=lambda each: (each.severity != "error", each.rule not in wanted))
        if near and near[0].severity == "error":
            self.agreed[finding.rule, near[0].rule] += 1
            return []
        explanation = self.explanation("misses", file, finding, text)
        return [Case(file, finding, who(True, has(finding, second, sam)),
                     explanation.get("reason", ""), any(each.rule in wanted for each in near),
                     explanation.get("gap", False))]

    def kinds(self, finding):
        """Our codes that are of the kind of an error of theirs."""
        return self.mapping.get(finding.rule, ())

    def explanation(self, kind, file, finding, text):
        """The entry of the explained that tells why a difference is there; empty where none does."""
        for index, each in enumerate(self.explained[kind]):
            if (re.fullmatch(each["rule"], finding.rule)
                    and re.search(each.get("file", ""), file.as_posix())
                    and re.search(each.get("message", ""), finding.message)
                    and re.search(each.get("text", ""), text)):
                self.used.add((kind, index))
                return each
        return {}

    def unused(self):
        """The explanations that no difference needs."""
        return [each for kind, entries in self.explained.items()
                for index, each in enumerate(entries) if (kind, index) not in self.used]

    def extras(self):
        """Our errors that cfn-lint has not."""
        return [case for case in self.ours if not shared_with_reference(case)]

    def unexplained(self):
        """Our errors that neither peer shares and nobody has explained."""
        return [case for case in self.extras() if not is_explained(case)]


def shared_with_reference(case):
    """Whether cfn-lint has an error of ours."""
    return case.peers in ("both", "cfn-lint")


def is_explained(case):
    """Whether an extra needs no further word: AWS's own validator has it too, or there is a reason."""
    return case.peers == "second" or bool(case.reason)


def has(finding, verdict, sam=False):
    """Whether a tool has an error at the place of a finding."""
    return verdict is not None and any(same_place(finding, each, sam) for each in verdict.errors())


def who(first, second):
    """Who of the peers has an error."""
    if first:
        return "both" if second else "cfn-lint"
    return "second" if second else "nobody"

"""Where findings of several tools mean the same place and the same mistake."""

import collections
import dataclasses
import re

UNREAD = ("E0000", "E0001", "E0002")  # cfn-lint did not get to the template's content
TEXT = "OT400"  # our codes about the text itself
# cfn-lint tells each of the resources, we tell one and name the others in its message.
ABOUT_SEVERAL = ("E3004", "E3019", "E3022", "E3060", "E2529")


def within(path, other):
    """Whether one path leads to the other, or both to values that lie beside each other."""
    shared = min(len(path), len(other))
    return shared >= 2 and path[:shared] == other[:shared]


def same_place(ours, theirs):
    """Whether two findings are about one place: a line, or a value and what it lies in."""
    if ours.line and abs(ours.line - theirs.line) <= 1:
        return True
    return within(ours.path, theirs.path)


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


class Comparison:
    """Counts and cases over all templates."""

    def __init__(self, mapping, explained):
        self.mapping = mapping
        self.explained = explained
        self.templates = 0
        self.same_verdict = 0
        self.agreed = collections.Counter()  # (their rule, our code)
        self.weaker = collections.Counter()  # their rule: an error there, a warning of ours
        self.found = collections.Counter()  # their rule: all errors
        self.misses = []  # errors of cfn-lint that we have not
        self.ours = []  # all our errors
        self.failed = []

    def add(self, file, ours, theirs, second):
        """Compares what is said of one template; `second` may be nothing."""
        self.templates += 1
        for tool, verdict in (("ours", ours), ("cfn-lint", theirs), ("second", second)):
            if verdict and verdict.failed:
                self.failed.append((file, tool, verdict.failed))
        unread = any(each.rule in UNREAD for each in theirs.errors())
        self.same_verdict += bool(ours.errors()) == bool(theirs.errors() or theirs.failed)
        for finding in theirs.errors():
            self.found[finding.rule] += 1
            self.look_for(file, finding, ours, second)
        for finding in ours.errors():
            shared = has(finding, theirs) or (unread and finding.rule.startswith(TEXT))
            self.ours.append(Case(file, finding, who(shared, has(finding, second)),
                                  self.reason("extras", file, finding)))

    def look_for(self, file, finding, ours, second):
        """Notes whether we have an error of theirs."""
        near = [each for each in ours.findings if same_place(each, finding)]
        if finding.rule in UNREAD and not near:
            near = [each for each in ours.errors() if each.rule.startswith(TEXT)] or ours.errors()
        wanted = self.mapping.get(finding.rule, ())
        if finding.rule in ABOUT_SEVERAL:
            near += [each for each in ours.findings if each.rule in wanted and
                     len(finding.path) > 1 and names(each.message, finding.path[1])]
        near.sort(key=lambda each: (each.severity != "error", each.rule not in wanted))
        if near and near[0].severity == "error":
            self.agreed[finding.rule, near[0].rule] += 1
        elif any(each.rule in wanted for each in near):
            self.weaker[finding.rule] += 1
        else:
            self.misses.append(Case(file, finding, who(True, has(finding, second)),
                                    self.reason("misses", file, finding)))

    def reason(self, kind, file, finding):
        """Why a difference is right, from the list of the explained."""
        for each in self.explained[kind]:
            if (re.fullmatch(each["rule"], finding.rule)
                    and re.search(each.get("file", ""), file.as_posix())
                    and re.search(each.get("message", ""), finding.message)):
                return each["reason"]
        return ""

    def extras(self):
        """Our errors that cfn-lint has not."""
        return [case for case in self.ours if case.peers in ("second", "nobody")]

    def unexplained(self):
        """Our errors that neither peer shares and nobody has explained."""
        return [case for case in self.ours if case.peers == "nobody" and not case.reason]


def has(finding, verdict):
    """Whether a tool has an error at the place of a finding."""
    return verdict is not None and any(same_place(finding, each) for each in verdict.errors())


def who(first, second):
    """Who of the peers has an error."""
    if first:
        return "both" if second else "cfn-lint"
    return "second" if second else "nobody"

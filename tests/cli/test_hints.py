"""The style of hints: lower case, without a full stop, over all that stand in the sources."""

import re
import unittest

import cli

SOURCES = ("src", "constructs", "include")

# The functions that take a message and, behind it, mostly a hint.
TELLS = (
    "Failure UsageError add_problem error error_at_key fail info problem_of refuse report report_at "
    "report_at_key tell warning warning_at_key"
).split()
CALL = re.compile(r"\b(" + "|".join(TELLS) + r")\(")
MEMBER = re.compile(r"\.hint = ")
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


def arguments_from(text, start):
    """The texts of a call's arguments; `start` is behind its bracket."""
    arguments, depth, begin, at = [], 0, start, start
    while at < len(text):
        literal = LITERAL.match(text, at)
        if literal:
            at = literal.end()
            continue
        if text[at] in ",)}" and depth == 0:
            arguments.append(text[begin:at])
            if text[at] != ",":
                return arguments
            begin = at + 1
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text[at], 0)
        at += 1
    return arguments


def literals_of(expression):
    """The literals of an expression, those that stand side by side as one."""
    joined = re.sub(r'"\s*"', "", expression)
    return [match.group(1) for match in LITERAL.finditer(joined)]


def hint_among(arguments):
    """The argument that is the hint, or None: what has words and stands behind what has words."""
    worded = [
        argument
        for argument in arguments
        if any(" " in words for words in literals_of(argument))
    ]
    return worded[-1] if len(worded) > 1 else None


def hints_in_the_sources():
    """Every hint with its file: the literals of the expression that makes it."""
    hints = []
    for folder in SOURCES:
        for path in sorted((cli.PROJECT / folder).rglob("*.[ch]pp")):
            text = path.read_text(encoding="utf-8")
            expressions = [
                hint
                for call in CALL.finditer(text)
                if (hint := hint_among(arguments_from(text, call.end())))
            ]
            expressions += [arguments_from(text, at.end())[0] for at in MEMBER.finditer(text)]
            name = str(path.relative_to(cli.PROJECT))
            hints += [(name, literals) for e in expressions if (literals := literals_of(e))]
    return hints


class Hints(unittest.TestCase):
    def test_every_hint_in_the_sources_is_in_lower_case_and_has_no_full_stop(self):
        hints = hints_in_the_sources()
        self.assertGreater(len(hints), 300)
        for path, literals in hints:
            for words in literals:
                with self.subTest(path, hint=words):
                    self.assertEqual(cli.fault_of_hint(words), "")

    def test_a_hint_in_capitals_or_with_a_full_stop_is_a_fault(self):
        self.assertEqual(cli.fault_of_hint("Name one"), "it begins with a capital")
        self.assertEqual(cli.fault_of_hint("name one."), "it ends with a full stop")
        for hint in ("name one", "AWS_PROFILE chooses", "Fn::GetAtt reads it", "Lambda starts it"):
            self.assertEqual(cli.fault_of_hint(hint), "")


if __name__ == "__main__":
    unittest.main()

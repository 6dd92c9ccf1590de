"""Which regular expressions are packed as sequences of classes, and that these mean the same."""

import pathlib
import random
import re
import sys
import unittest

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools" / "schema_pack"
sys.path.insert(0, str(TOOLS))

from class_sequences import NO_LIMIT, joined, parse  # noqa: E402

SEQUENCES = [
    r"^[a-z]+$", r"^[\w\-]+$", r"\S+", r".*\S.*", r"^#[A-F0-9]{6}$", r"^[^\u0000-\u001F]+$", r"^.{0,5}$",
    r"^a?b*c+$", r"^(ab|[0-9]+)$", r"^[-a-z._]*$", r"^[a-]{2,3}$", r"^[a-c-9]+$", r"[x-z]{2}$",
    r"^\d{2}-\d{2}", r"^(?:-a)?$", r"^[a-z][a-z0-9-]{1,6}[a-z]$", r"^x(a|bc)?[0-9]+$", r"^(a|b(c|d))e$",
    r"(ab|c)[a-z]", r"^[a-z](-[a-z]+)?$", r"^a(b|)c(?:d|e)$", r"^(ab|a)(c|bc)$", r"^([a-c]|[x-z])*9$",
    r"^([a-c,@[\]])+$", r"^[a-c]{2}\Z", r"[.](a|b)c$|x(-[yz])?$",
    r"^a|^b"]
OTHERS = [
    r"^(ab|c)+$", r"^a|b", r"a|b$", r"^(?!x)a", r"^a+?$", r"^(a(bc){2}d)$", r"^\p{L}$", r"^[[:alpha:]]$", r"^[a-z&&x]$",
    r"^\bx", r"(a)\1", r"^[]a]$", r"^[b-a]$", r"^a{70000}$", r"^a{0}$", r"^[é]$", r"a**", r"(a", r"[a", "a\\"]
CHARACTERS = "aAbcdxyz019-_./:#\n \t@~[],"


def is_found(sequence, text):
    """The same as src/validate/values/class_sequence.cpp, without its haste."""
    def goes_on(steps, at):
        if not steps:
            return not sequence.is_ended or at == len(text)
        characters, least, most = steps[0]
        taken = 0
        while True:
            if taken >= least and goes_on(steps[1:], at + taken):
                return True
            is_full = taken == most and most != NO_LIMIT
            if is_full or at + taken == len(text) or ord(text[at + taken]) not in characters:
                return False
            taken += 1

    begins = [0] if sequence.is_anchored else range(len(text) + 1)
    return any(goes_on(steps, begin) for begin in begins for steps in sequence.alternatives)


class ClassSequences(unittest.TestCase):
    def test_a_sequence_finds_what_the_expression_finds(self):
        chance = random.Random(1)
        found = 0
        for pattern in SEQUENCES:
            sequence = parse(pattern)
            self.assertIsNotNone(sequence, pattern)
            for _ in range(400):
                text = "".join(chance.choice(CHARACTERS) for _ in range(chance.randrange(7)))
                if text.endswith("\n"):
                    continue
                expected = re.search(pattern, text, re.ASCII) is not None
                found += expected
                self.assertEqual(is_found(sequence, text), expected, (pattern, text))
        self.assertGreater(found, 500)

    def test_the_rest_is_left_to_a_machine(self):
        for pattern in OTHERS:
            self.assertIsNone(parse(pattern), pattern)

    def test_certain_characters_become_a_text(self):
        steps = joined(parse(r"^arn:(aws|aws-cn):[0-9]{12}:x$").alternatives[1])
        self.assertEqual(["arn:aws-cn:", ":x"], [step for step in steps if isinstance(step, str)])


if __name__ == "__main__":
    unittest.main()

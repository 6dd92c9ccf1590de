"""Regular expressions that are no more than classes of characters in a row, as tables that need no machine.

Such as `^[a-z]{1,63}$`, with groups that are there once or not at all, such as `^(/[!-~]+/)?$` or
`^(get|set)[.].+`. The tables are right about texts of ASCII.
"""

import re
import struct
from dataclasses import dataclass, field

from image import packed

NO_LIMIT = 0xFFFF       # in place of the most characters that a step takes; both are 0 of a text
MOST_ALTERNATIVES = 64
MOST_STEPS = 255        # of all alternatives: what takes more room is left to a machine
ALL = frozenset(range(128))
DIGITS = frozenset(b"0123456789")
WORD = DIGITS | frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
SPACES = frozenset(b"\t\n\v\f\r ")
ESCAPED = {"d": DIGITS, "D": ALL - DIGITS, "w": WORD, "W": ALL - WORD, "s": SPACES, "S": ALL - SPACES}
CONTROLS = {"n": 10, "r": 13, "t": 9}
QUANTIFIERS = "*+?{"
END = re.compile(r"(\$|\\Z)(\||\Z)")    # of a text that an expression asks for


class MoreThanThat(Exception):
    """The expression is no sequence of classes."""


@dataclass
class Sequence:
    """Alternatives, each a list of steps: characters, the least and the most of them."""

    is_anchored: bool = False           # at the begin
    is_ended: bool = False              # at the end
    has_inner_groups: bool = False
    alternatives: list = field(default_factory=list)


def parse(pattern):
    """The sequence that an expression is; nothing where it is more."""
    try:
        return Parser(pattern).sequence()
    except MoreThanThat:
        return None


class Parser:
    def __init__(self, text):
        self.text = text
        self.at = 0
        self.groups = 0
        self.end_of_group = None
        self.ends_by_group = False
        self.character = None           # the last one that stood for itself

    def sequence(self):
        is_anchored = self.peek() == "^"
        alternatives, is_ended = self.whole(is_anchored)
        begins_by_group = self.text.startswith("(", int(is_anchored))
        is_one_group = begins_by_group and self.groups == 1 and self.ends_by_group
        while self.skips("|"):
            is_one_group = False
            others, are_ended = self.whole(is_anchored)
            if are_ended != is_ended:
                raise MoreThanThat
            alternatives += others
        if self.at != len(self.text) or len(alternatives) > MOST_ALTERNATIVES:
            raise MoreThanThat
        return Sequence(is_anchored, is_ended, self.groups != 0 and not is_one_group, alternatives)

    def whole(self, is_anchored):
        """A row with its marks, and whether it ends the text."""
        if self.skips("^") != is_anchored:
            raise MoreThanThat
        alternatives = self.row()
        self.ends_by_group = self.at == self.end_of_group
        # What ends with a line break is never asked of a sequence that is ended: `\\Z` may come before it.
        return alternatives, self.skips("$") or self.skips("\\Z")

    def peek(self):
        return self.text[self.at:self.at + 1]

    def skips(self, part):
        if not self.text.startswith(part, self.at):
            return False
        self.at += len(part)
        return True

    def takes(self):
        if self.at == len(self.text):
            raise MoreThanThat
        self.at += 1
        return self.text[self.at - 1]

    def row(self):
        alternatives = [[]]
        while self.peek() not in ("", "|", ")") and not END.match(self.text, self.at):
            parts = self.group() if self.skips("(") else [[self.step()]]
            if len(parts) * len(alternatives) > MOST_ALTERNATIVES:
                raise MoreThanThat
            alternatives = [begin + part for begin in alternatives for part in parts]
        return alternatives

    def group(self):
        self.groups += 1
        self.skips("?:")
        alternatives = self.row()
        while self.skips("|"):
            alternatives += self.row()
        if not self.skips(")"):
            raise MoreThanThat
        if self.peek() in ("*", "+", "{"):
            alternatives = [[self.repeated(alternatives)]]
        elif self.skips("?"):
            alternatives.append([])
        self.end_of_group = self.at
        self.refuse_quantifier()
        return alternatives

    def repeated(self, alternatives):
        """The step that a group of single characters is, repeated."""
        if any(len(steps) != 1 or steps[0][1:] != (1, 1) for steps in alternatives):
            raise MoreThanThat
        return frozenset().union(*(steps[0][0] for steps in alternatives)), *self.quantity()

    def step(self):
        characters = self.characters()
        least, most = self.quantity()
        # A second mark makes the first lazy or possessive.
        self.refuse_quantifier()
        return characters, least, most

    def refuse_quantifier(self):
        if self.peek() and self.peek() in QUANTIFIERS:
            raise MoreThanThat

    def quantity(self):
        for mark, quantity in {"*": (0, NO_LIMIT), "+": (1, NO_LIMIT), "?": (0, 1)}.items():
            if self.skips(mark):
                return quantity
        if not self.skips("{"):
            return 1, 1
        least = most = self.number()
        if self.skips(","):
            most = NO_LIMIT if self.peek() == "}" else self.number()
        if not self.skips("}") or most == 0:
            raise MoreThanThat
        return least, most

    def number(self):
        digits = ""
        while self.peek().isdecimal():
            digits += self.takes()
        if not digits or int(digits) >= NO_LIMIT:
            raise MoreThanThat
        return int(digits)

    def characters(self):
        one = self.takes()
        if one == "[":
            return self.bracketed()
        if one == "\\":
            return self.escape()
        if one == ".":
            return ALL - {ord("\n")}
        return self.itself(one, "^$*+?{}()|]")

    def itself(self, one, special=""):
        if not one.isascii() or one in special:
            raise MoreThanThat
        self.character = ord(one)
        return frozenset({self.character})

    def bracketed(self):
        is_negated = self.skips("^")
        found = set()
        first = None                    # what a following `-` may make a range of
        if self.peek() == "]":
            raise MoreThanThat
        while not self.skips("]"):
            # Java's intersections and POSIX classes mean other things elsewhere.
            if self.text.startswith(("&&", "[:", "[.", "[="), self.at):
                raise MoreThanThat
            is_range = first is not None and self.peek() == "-" and \
                self.text[self.at + 1:self.at + 2] not in ("", "]")
            if is_range:
                self.at += 1
            one = self.takes()
            characters = self.escape() if one == "\\" else self.itself(one)
            if not is_range:
                found |= characters
                first = self.character
                continue
            if self.character is None or self.character < first:
                raise MoreThanThat
            found.update(range(first, self.character + 1))
            first = None
        found &= ALL
        return ALL - found if is_negated else frozenset(found)

    def escape(self):
        one = self.takes()
        self.character = None
        if one in ESCAPED:
            return ESCAPED[one]
        if one in ("x", "u"):
            self.character = self.code_unit(2 if one == "x" else 4)
        elif one in CONTROLS:
            self.character = CONTROLS[one]
        elif not one.isascii() or ord(one) in WORD:
            raise MoreThanThat
        else:
            self.character = ord(one)
        return frozenset({self.character}) & ALL

    def code_unit(self, count):
        digits = self.text[self.at:self.at + count]
        if len(digits) < count or not all(each in "0123456789abcdefABCDEF" for each in digits):
            raise MoreThanThat
        self.at += count
        return int(digits, 16)


def joined(steps):
    """The same steps, with those that are one certain character each joined into texts."""
    made = []
    for characters, least, most in steps:
        is_certain = len(characters) == 1 and least == most == 1
        if is_certain and made and isinstance(made[-1], str):
            made[-1] += chr(min(characters))
        else:
            made.append(chr(min(characters)) if is_certain else (characters, least, most))
    return made


def write_step(image, step):
    if isinstance(step, str):
        return packed([image.text(step)]) + struct.pack("<HH", 0, 0)
    characters, least, most = step
    bits = sum(1 << each for each in characters)
    return packed([image.add(bits.to_bytes(16, "little"))]) + struct.pack("<HH", least, most)


def write(image, pattern):
    """The offset of the tables of an expression; 0 where it is more than a sequence of classes."""
    sequence = parse(pattern)
    alternatives = [joined(steps) for steps in sequence.alternatives] if sequence else []
    if not alternatives or sum(map(len, alternatives)) > MOST_STEPS:
        return 0
    flags = sequence.is_anchored | sequence.is_ended << 1 | sequence.has_inner_groups << 2
    record = struct.pack("<BB", flags, len(alternatives))
    for steps in alternatives:
        record += bytes([len(steps)]) + b"".join(write_step(image, step) for step in steps)
    return image.add(record)

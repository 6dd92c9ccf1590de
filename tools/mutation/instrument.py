"""Writes mutants into C++ sources, all at once: each is off until the program is told its number.

A mutant is inserted text that calls mutation.hpp, found by clang's syntax tree: a comparison or a condition
turned round, a bound moved by one, a part of a condition taken for granted, a sum made a difference, a truth
told as its opposite, a call left out.
"""

import dataclasses
import pathlib

import clang.cindex as clang

Kind = clang.CursorKind
TURNED = {"==", "!=", "<", "<=", ">", ">="}
MOVED = {"<": "at_most", "<=": "below", ">": "at_least", ">=": "above"}
NUMBERS = {clang.TypeKind.INT, clang.TypeKind.UINT, clang.TypeKind.LONG, clang.TypeKind.ULONG,
           clang.TypeKind.LONGLONG, clang.TypeKind.ULONGLONG}
FUNCTIONS = {Kind.FUNCTION_DECL, Kind.CXX_METHOD, Kind.CONSTRUCTOR, Kind.DESTRUCTOR, Kind.CONVERSION_FUNCTION}


@dataclasses.dataclass
class Mutant:
    number: int
    place: str  # file:line:column
    what: str


@dataclasses.dataclass
class Insertion:
    """A text that replaces so many bytes at an offset; of several at one offset, the lower order comes first."""
    offset: int
    order: int
    text: str
    replaced: int = 0


class Instrumented:
    """One source with its mutants."""

    def __init__(self, path, arguments, name, first_number):
        self.path, self.name = pathlib.Path(path), name
        self.text = self.path.read_bytes()
        self.mutants, self.insertions = [], []
        self.next_number = first_number
        unit = clang.Index.create().parse(str(path), args=arguments)
        self.failed = [each for each in unit.diagnostics if each.severity >= clang.Diagnostic.Error]
        if not self.failed:
            for cursor in unit.cursor.get_children():
                if cursor.location.file and cursor.location.file.name == str(path):
                    self.find_functions(cursor)

    def find_functions(self, cursor):
        if cursor.kind in FUNCTIONS and cursor.is_definition():
            before_body = " ".join(token.spelling for token in cursor.get_tokens()).split("{")[0]
            if "constexpr" not in before_body and "consteval" not in before_body:
                self.visit(cursor, None, 0)
            return
        for child in cursor.get_children():
            self.find_functions(child)

    # What a macro writes, and what is asked while compiling, stays.
    def is_fixed(self, cursor):
        text = self.text[cursor.extent.start.offset:cursor.extent.end.offset]
        return cursor.kind in (Kind.STATIC_ASSERT,) or text.startswith((b"if constexpr", b"constexpr", b"static constexpr"))

    def visit(self, cursor, parent, depth):
        if self.is_fixed(cursor):
            return
        children = list(cursor.get_children())
        if cursor.kind == Kind.BINARY_OPERATOR and len(children) == 2:
            self.mutate_operator(cursor, *children, depth)
        elif cursor.kind == Kind.IF_STMT and children:
            self.mutate_condition(children, depth)
        elif cursor.kind == Kind.RETURN_STMT and children and children[0].kind == Kind.CXX_BOOL_LITERAL_EXPR:
            self.wrap("tells the opposite", children[0], "::mutation::on({}) != ", "", depth)
        elif cursor.kind == Kind.CALL_EXPR:
            self.mutate_call(cursor, parent, depth)
        for child in children:
            self.visit(child, cursor, depth + 1)

    def operator_between(self, left, right):
        """The operator's token and its offset."""
        begin, end = left.extent.end.offset, right.extent.start.offset
        between = self.text[begin:end]
        words = between.split()
        if len(words) != 1:
            return "", 0  # a bracket or a comment: not to be told by the text alone
        return words[0].decode(), begin + between.index(words[0])

    def mutate_operator(self, cursor, left, right, depth):
        sign, offset = self.operator_between(left, right)
        kinds = {each.type.get_canonical().kind for each in (left, right)}
        if sign in MOVED and kinds <= NUMBERS:
            number = self.note(f"{sign} becomes {'=' not in sign and sign + '=' or sign[0]}", cursor)
            self.insert(cursor.extent.start.offset, depth, f"::mutation::{MOVED[sign]}({number}, ")
            self.insertions.append(Insertion(offset, depth, ", ", len(sign)))
            self.insert(cursor.extent.end.offset, -depth, ")")
        elif sign in TURNED and cursor.type.get_canonical().kind == clang.TypeKind.BOOL:
            self.wrap(f"{sign} is turned round", cursor, "(::mutation::on({}) != (", "))", depth)
        elif sign in ("&&", "||"):
            for operand in (left, right):
                begin, what = ("(::mutation::on({}) || ", "always") if sign == "&&" else ("(!::mutation::on({}) && ", "never")
                self.wrap(f"an operand of {sign} {what} holds", operand, begin + "(", "))", depth)
        elif sign == "+" and kinds <= NUMBERS:
            number = self.note("+ becomes -", cursor)
            self.insert(cursor.extent.start.offset, depth, f"::mutation::sum({number}, ")
            self.insertions.append(Insertion(offset, depth, ", ", 1))
            self.insert(cursor.extent.end.offset, -depth, ")")

    def mutate_call(self, cursor, parent, depth):
        if parent is not None and parent.kind == Kind.COMPOUND_STMT:
            self.wrap("is left out", cursor, "if (!::mutation::on({})) ", "", depth)
        elif cursor.spelling.removeprefix("operator") in TURNED and cursor.type.kind == clang.TypeKind.BOOL:
            self.wrap("a comparison is turned round", cursor, "(::mutation::on({}) != (", "))", depth)

    def mutate_condition(self, children, depth):
        condition = children[0]
        if condition.kind in (Kind.DECL_STMT, Kind.VAR_DECL) or (
                condition.kind == Kind.BINARY_OPERATOR and condition.type.kind == clang.TypeKind.BOOL):
            return
        if condition.type.get_canonical().kind == clang.TypeKind.BOOL:
            self.wrap("is turned round", condition, "::mutation::on({}) != (", ")", depth)

    def wrap(self, what, cursor, before, after, depth):
        number = self.note(what, cursor)
        self.insert(cursor.extent.start.offset, depth, before.format(number))
        if after:
            self.insert(cursor.extent.end.offset, -depth, after)

    def note(self, what, cursor):
        place = f"{self.name}:{cursor.extent.start.line}:{cursor.extent.start.column}"
        self.mutants.append(Mutant(self.next_number, place, what))
        self.next_number += 1
        return self.mutants[-1].number

    def insert(self, offset, order, text):
        self.insertions.append(Insertion(offset, order, text))

    def write(self):
        """Writes the mutants into the file."""
        parts, at = [], 0
        # Where one text ends and the next begins, the end comes first.
        for each in sorted(self.insertions, key=lambda each: (each.offset, each.order)):
            parts += [self.text[at:each.offset], each.text.encode()]
            at = each.offset + each.replaced
        self.path.write_bytes(b'#include "mutation.hpp"\n' + b"".join(parts) + self.text[at:])

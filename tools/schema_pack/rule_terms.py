"""The language of the rules in src/schema/rules: parses an expression, and checks the paths in it."""

import re

TOKEN = re.compile(r"""\s*(?:
    (?P<number>\d+(?:\.\d+)?)
  | '(?P<text>[^']*)'
  | (?P<type>[A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+)
  | (?P<path>(?:\^+|/(?=[A-Za-z`])|\./(?=\*))?(?:[A-Za-z][A-Za-z0-9_]*|`[^`]*`|(?<=\./)\*)
       (?:/(?:[A-Za-z][A-Za-z0-9_]*|`[^`]*`|\*|\#|\d+))*)
  | (?P<here>\.|\^+)
  | (?P<sign>==|!=|<=|>=|\?\?|[-+*/%<>()\[\],|])
)""", re.VERBOSE)
STEP = re.compile(r"`[^`]*`|[^/]+")

COMPARISONS = {"==": "equal", "!=": "unequal", "<": "less", "<=": "atMost", ">": "more",
               ">=": "atLeast"}
SUMS = {"+": "add", "-": "subtract"}
PRODUCTS = {"*": "multiply", "/": "divide", "%": "modulo"}

# Each function with the forms of its arguments: a path to one value, `paths` to any number, an
# expression, one that is read at each value of the path before, a text, a name of a format, the type
# of a resource. `...` repeats the last one, `?` may be left out.
FUNCTIONS = {
    "has": ("path", "..."),
    "missing": ("path", "..."),
    "one_of": ("path", "path", "..."),
    "at_most_one": ("path", "path", "..."),
    "any_of": ("path", "path", "..."),
    "all_or_none": ("path", "path", "..."),
    "every": ("paths", "inner"),
    "some": ("paths", "inner"),
    "unique": ("paths", "inner?", "..."),
    "count": ("paths", "inner?"),
    "sum": ("paths",),
    "smallest": ("paths",),
    "largest": ("paths",),
    "matches": ("value", "pattern"),
    "starts": ("value", "value"),
    "ends": ("value", "value"),
    "contains": ("value", "value"),
    "is": ("value", "format"),
    "refers": ("path", "type", "target?"),
    "target": ("path", "type", "target"),
    "length": ("value",),
    "bytes": ("value",),
    "size": ("path",),
    "lower": ("value",),
    "part": ("value", "part"),
    "prefix": ("value",),
    "within": ("value", "value"),
    "overlaps": ("value", "value"),
    "occurrences": ("value", "value"),
    "minutes": ("value",),
    "meet": ("value", "value"),
    "alone": ("value", "..."),
    "referrers": ("type", "target"),
    "key": (),
    "time": ("value",),
    "attribute": ("path",),
    "before": ("value", "value"),
    "has_key": ("paths", "value"),
}
# In the order of Term::Op in src/schema/service_rules.hpp.
OPS = ("true", "false", "number", "text", "path", "list", "and", "or", "not",
       *COMPARISONS.values(), "in", "coalesce", *SUMS.values(), *PRODUCTS.values(), *FUNCTIONS)
TEXT_TESTS = ("starts", "ends", "contains")
HERE = ("path", [], [])
FORMATS = ("number", "integer", "boolean", "text", "list", "map", "json", "arn", "ipv4", "ipv6",
           "cidr4", "cidr6", "schedule", "url", "base64", "date", "regex")
ARN_PARTS = ("partition", "service", "region", "account", "resource")


class Mistake(Exception):
    """What is wrong with an expression."""


class Place:
    """Where in the properties of a type an expression is read."""

    def __init__(self, subject, steps, has_path, lookup):
        self.subject = subject
        self.steps = steps
        self.has_path = has_path
        self.lookup = lookup

    def below(self, steps):
        """The place that steps lead to; a mistake where the specification has none."""
        at = list(self.steps)
        for step in steps:
            if step == "/":
                at = []
            elif step == "^":
                while at and at[-1] == "*":
                    at.pop()
                if not at:
                    raise Mistake("'^' leads above the properties")
                at.pop()
            else:
                at.append(step)
        if not self.exists(at):
            raise Mistake(f"{self.subject} has no property '{'/'.join(at)}'")
        return Place(self.subject, at, self.has_path, self.lookup)

    def exists(self, at):
        """Whether steps from the properties lead anywhere; behind `#` nothing is specified."""
        known = at[:at.index("#")] if "#" in at else at
        way = "/".join("*" if step.isdigit() else step for step in known)
        return not way or self.has_path(self.lookup[self.subject], way)

    def of(self, subject):
        """The properties of another type."""
        if subject not in self.lookup:
            raise Mistake(f"there is no type '{subject}'")
        return Place(subject, [], self.has_path, self.lookup)


def steps_of(text):
    """The steps of a path: `/` for the properties, `^` for the map around, names and `*`."""
    steps = []
    if text.startswith("#"):
        raise Mistake("'#' stands behind the text that is read as JSON")
    while text.startswith("^"):
        steps.append("^")
        text = text[1:]
    if text.startswith("/"):
        steps.append("/")
    return steps + [step.strip("`") for step in STEP.findall(text) if step != "."]


class Parser:
    """One expression. What it makes is (op, terms, texts), where a path's texts are its steps."""

    def __init__(self, text, place):
        self.text = text
        self.place = place
        self.tokens = []
        at = 0
        while text[at:].strip():
            found = TOKEN.match(text, at)
            if not found or found.end() == at:
                raise Mistake(f"cannot be read from '{text[at:].strip()}'")
            self.tokens.append((found.lastgroup, found.group(found.lastgroup)))
            at = found.end()
        self.at = 0

    def whole(self):
        term = self.either()
        if self.at != len(self.tokens):
            raise Mistake(f"'{self.tokens[self.at][1]}' is not expected")
        return term

    def peek(self, *wanted):
        return self.at < len(self.tokens) and self.tokens[self.at][1] in wanted and \
            self.tokens[self.at][0] in ("sign", "path")

    def take(self, *wanted):
        if not self.peek(*wanted):
            return None
        self.at += 1
        return self.tokens[self.at - 1][1]

    def need(self, wanted):
        if not self.take(wanted):
            raise Mistake(f"'{wanted}' is expected")

    def either(self):
        terms = [self.both()]
        while self.take("or"):
            terms.append(self.both())
        terms = joined(terms)
        return terms[0] if len(terms) == 1 else ("or", terms, [])

    def both(self):
        terms = [self.negation()]
        while self.take("and"):
            terms.append(self.negation())
        return terms[0] if len(terms) == 1 else ("and", terms, [])

    def negation(self):
        if self.take("not"):
            return ("not", [self.negation()], [])
        return self.comparison()

    def comparison(self):
        left = self.sum()
        sign = self.take(*COMPARISONS)
        if sign:
            return (COMPARISONS[sign], [left, self.sum()], [])
        is_negated = self.take("not")
        if self.take("in"):
            term = ("in", [left, self.members()], [])
            return ("not", [term], []) if is_negated else term
        if is_negated:
            raise Mistake("'in' is expected behind 'not'")
        return left

    def members(self):
        if self.take("["):
            terms = [self.sum()]
            while self.take(","):
                terms.append(self.sum())
            self.need("]")
            return ("list", terms, [])
        return self.path(self.place, "paths")[0]

    def sum(self):
        return self.chain(SUMS, self.product)

    def product(self):
        return self.chain(PRODUCTS, self.coalesced)

    def chain(self, signs, part):
        term = part()
        while sign := self.take(*signs):
            term = (signs[sign], [term, part()], [])
        return term

    def coalesced(self):
        term = self.primary()
        return ("coalesce", [term, self.primary()], []) if self.take("??") else term

    def primary(self):
        if self.at == len(self.tokens):
            raise Mistake("it ends too early")
        kind, text = self.tokens[self.at]
        if self.take("("):
            term = self.either()
            self.need(")")
            return term
        if kind == "number":
            self.at += 1
            return ("number", [], [float(text)])
        if kind == "text":
            self.at += 1
            return ("text", [], [text])
        if text in ("true", "false"):
            self.at += 1
            return (text, [], [])
        if kind == "path" and self.at + 1 < len(self.tokens) and \
                self.tokens[self.at + 1] == ("sign", "("):
            return self.function(text)
        return self.path(self.place, "path")[0]

    def path(self, place, form):
        """A path and the place that it leads to."""
        if self.at == len(self.tokens) or self.tokens[self.at][0] not in ("path", "here"):
            raise Mistake("a path is expected")
        steps = steps_of(self.tokens[self.at][1])
        self.at += 1
        if form == "path" and "*" in steps:
            raise Mistake(f"'{'/'.join(steps)}' leads to several values; use count, every or some")
        return ("path", [], steps), place.below(steps)

    def function(self, name):
        if name not in FUNCTIONS:
            raise Mistake(f"there is no function '{name}'")
        self.at += 2
        forms = list(FUNCTIONS[name])
        repeats = forms[-1:] == ["..."]
        if repeats:
            forms.pop()
        terms, texts, inner = [], [], self.place
        index = 0
        while not self.peek(")"):
            if index and not self.take(","):
                raise Mistake(f"',' or ')' is expected in {name}(…)")
            if index >= len(forms) and not repeats:
                raise Mistake(f"{name} takes {len(forms)} arguments")
            form = forms[min(index, len(forms) - 1)].rstrip("?")
            inner = self.argument(form, terms, texts, inner)
            index += 1
        self.need(")")
        if index < sum(not form.endswith("?") for form in forms):
            raise Mistake(f"{name} takes {len(forms)} arguments")
        return (name, terms, texts)

    def argument(self, form, terms, texts, inner):
        if form in ("path", "paths"):
            term, inner = self.path(self.place, form)
            terms.append(term)
        elif form in ("inner", "target"):
            outer, self.place = self.place, inner
            terms.append(self.either())
            self.place = outer
        elif form == "value":
            terms.append(self.sum())
        elif form == "type":
            names = [self.type_name()]
            while self.take("|"):
                names.append(self.type_name())
            texts.extend(names)
            inner = self.place.of(names[0])
        else:
            text = self.literal()
            allowed = {"format": FORMATS, "part": ARN_PARTS}.get(form)
            if allowed and text not in allowed:
                raise Mistake(f"'{text}' is none of {', '.join(allowed)}")
            if form == "pattern":
                check_pattern(text)
            texts.append(text)
        return inner

    def literal(self):
        if self.at == len(self.tokens) or self.tokens[self.at][0] != "text":
            raise Mistake("a text is expected")
        self.at += 1
        return self.tokens[self.at - 1][1]

    def type_name(self):
        if self.at == len(self.tokens) or self.tokens[self.at][0] != "type":
            raise Mistake("a type such as AWS::SQS::Queue is expected")
        self.at += 1
        return self.tokens[self.at - 1][1]


def joined(alternatives):
    """Alternatives in which tests of the value at hand for one text each are one test for any of them."""
    terms = []
    for op, below, texts in alternatives:
        is_test = op in TEXT_TESTS and below[0] == HERE and below[1][0] == "text"
        if is_test and terms and terms[-1][0] == op and terms[-1][1][0] == HERE:
            terms[-1][1].append(below[1])
        else:
            terms.append((op, below, texts))
    return terms


def check_pattern(text):
    try:
        re.compile(text)
    except re.error as error:
        raise Mistake(f"the pattern '{text}' is wrong: {error}") from error


def parse(text, place):
    """The term of an expression that is read at a place."""
    try:
        return Parser(text, place).whole()
    except Mistake as mistake:
        raise Mistake(f"'{text}': {mistake}") from None


def parse_message(text, place):
    """The parts of a message: texts, and the values of what stands in braces."""
    parts = []
    for index, part in enumerate(re.split(r"\{([^{}]*)\}", text)):
        if index % 2:
            parts.append(parse(part, place))
        elif part:
            parts.append(("text", [], [part]))
    return parts


def parse_hint(text, place):
    """The same of a hint, in which braces may also stand for themselves."""
    parts = []
    for index, part in enumerate(re.split(r"(\{[^{}]*\})", text)):
        term = ("text", [], [part])
        if index % 2 and not part[1:-1].isdigit():
            try:
                term = parse(part[1:-1], place)
            except Mistake:
                pass
        parts.append(term)
    return [part for part in parts if part != ("text", [], [""])]

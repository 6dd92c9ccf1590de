"""Reads the public declarations of a header in include/omnitrack, each with its comment: what is
behind `private:`, in a namespace `detail` or `cfn`, or without `///` where one is wanted is no part
of the library's face."""

import re

HIDDEN_SPACES = ("detail", "cfn")
DOC = re.compile(r"^\s*///(?!<) ?(.*)$", re.M)
TRAILING_DOC = re.compile(r"///<\s*(.*)")
URL = re.compile(r"^https://\S+$")
ACCESS = re.compile(r"(public|protected|private)\s*:(?!:)")
TYPE_HEAD = re.compile(r"^(?:template\s*<.*?>\s*)?(enum class|struct|class)\s+(\w+)", re.S)
CLOSING = {"(": ")", "{": "}", "[": "]"}


class Declaration:
    """Something declared: `kind` is type, enum, alias, field or function; `text` is its code on one
    line without a body, `doc` the comment above it, `members` what is declared in it."""

    def __init__(self, kind, name, text, doc):
        self.kind = kind
        self.name = name
        self.text = text
        self.url = next((line for line in doc if URL.match(line)), "")
        self.doc = "\n".join(line for line in doc if not URL.match(line)).strip()
        self.members = []
        self.bases = []
        self.type = ""
        self.default = None
        self.makes = ""

    @property
    def sentence(self):
        """The comment as one line."""
        return " ".join(self.doc.split())


def one_line(text):
    return re.sub(r"\s+", " ", text).strip()


def closing(text, start):
    """Where the bracket that opens at `start` is closed; texts and characters are passed over."""
    stack = []
    i = start
    while i < len(text):
        c = text[i]
        if c == '"' or (c == "'" and not text[i - 1].isalnum()):
            i = end_of_quote(text, i)
        elif c in CLOSING:
            stack.append(CLOSING[c])
        elif stack and c == stack[-1]:
            stack.pop()
            if not stack:
                return i
        i += 1
    raise ValueError(f"nothing closes: {text[start:start + 60]}")


def end_of_quote(text, start):
    i = start + 1
    while text[i] != text[start]:
        i += 2 if text[i] == "\\" else 1
    return i


def without_comments(text):
    """The text without plain comments and directives; those that begin with `///` stay."""
    lines = []
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            continue
        found = re.search(r'(?<![:"/])//(?!/)', line)
        lines.append(line[:found.start()] if found and not line.lstrip().startswith("///") else line)
    return "\n".join(lines)


def pieces(text):
    """Splits what is in one pair of braces into declarations: (doc, head, body), where body is None
    or the text between the braces of a type, a namespace or a function."""
    doc, start, i = [], 0, 0
    while i < len(text):
        c = text[i]
        if not text[start:i].strip() and text.startswith("///", i):
            end = text.find("\n", i)
            end = len(text) if end < 0 else end
            doc.append(text[i + 3:end].strip())
            i = start = end + 1
            continue
        if not text[start:i].strip() and c == "\n" and text[i:i + 2] == "\n\n":
            doc = []
        access = ACCESS.match(text, i) if not text[start:i].strip() else None
        if access:
            yield [], access[1] + ":", None
            doc, i = [], access.end()
            start = i
            continue
        if c == '"' or (c == "'" and not text[i - 1].isalnum()):
            i = end_of_quote(text, i)
        elif c in "([":
            i = closing(text, i)
        elif c == ";":
            head = one_line(text[start:i])
            if head:
                yield doc, head, None
            doc, start = [], i + 1
        elif c == "{":
            end = closing(text, i)
            head = text[start:i]
            if is_value(head) or re.match(r"[\w:<> ]+\s\w+$", head.strip()) and not is_scope(head):
                i = end
            else:
                yield doc, one_line(head), text[i + 1:end]
                doc, i = [], end
                start = i + 1
        i += 1


def is_scope(head):
    return bool(re.match(r"\s*(template\s*<.*>\s*(requires.*)?)?(enum class|struct|class|namespace|union)\b",
                         head, re.S))


def is_value(head):
    """Whether braces after this are a value's: there is a `=` that is no operator's."""
    flat = re.sub(r"\([^()]*(\([^()]*\)[^()]*)*\)|operator\s*\W+|<[^;]*?>(?=\s)", "", head)
    return not is_scope(head) and bool(re.search(r"(?<![=!<>])=(?!=)", flat))


def signature(head):
    """A function as it is called: without its attributes and what initializes its members."""
    text = head.replace("[[nodiscard]] ", "").replace("[[nodiscard]]", "")
    depth = 0
    for i, c in enumerate(text):
        depth += (c in "(<") - (c in ")" or (c == ">" and text[i - 1] != "-"))
        if c == ":" and depth == 0 and text[i - 1] == " " and text[i + 1] == " ":
            return text[:i].strip()
    return text


def function_name(head):
    found = re.search(r"(operator\s*\W{1,3}|~?\w+)\s*\(", without_template(head))
    return found[1] if found else ""


def without_template(head):
    """A declaration without `template <…>` and `requires(…)` before it."""
    if not head.startswith("template"):
        return head
    depth = 0
    for i, c in enumerate(head):
        depth += (c == "<") - (c == ">")
        if c == ">" and depth == 0:
            head = head[i + 1:].strip()
            break
    if head.startswith("requires("):
        head = head[closing(head, len("requires")) + 1:].strip()
    return head


def enumerators(body):
    """The names in an enum, each with its comment."""
    found, doc = [], []
    for line in body.splitlines():
        above = DOC.match(line)
        if above:
            doc.append(above[1])
            continue
        beside = TRAILING_DOC.search(line)
        for name in re.findall(r"(\w+)(?:\s*=\s*[^,]+)?(?:,|$)", line.split("///")[0].strip()):
            member = Declaration("enumerator", name, name, doc or ([beside[1]] if beside else []))
            found.append(member)
            doc = []
    return found


def read_field(doc, head):
    """A member of an aggregate: `Type name = default`, or `Type name{default}`."""
    declared, _, default = re.sub(r"^([^={]*\w)\{(.*)\}$", r"\1 = \2", head).partition(" = ")
    found = re.match(r"(.*[\w>&*])\s+(\w+)$", declared)
    if not found:
        return None
    field = Declaration("field", found[2], head, doc)
    field.type, field.default = found[1], default.strip() or None
    return field


def read_type(doc, head, body):
    kind, name = TYPE_HEAD.match(head).groups()
    if kind == "enum class":
        made = Declaration("enum", name, head, doc)
        made.members = enumerators(body)
        return made
    made = Declaration("type", name, head, doc)
    made.bases = re.findall(r"public (\w+)", head)
    visible = kind == "struct"
    for member_doc, member, member_body in pieces(body):
        if member.endswith(":") and member_body is None:
            visible = member == "public:"
        elif visible:
            makes = re.match(r"using Makes = (\w+)$", member)
            if makes:
                made.makes = makes[1]
            else:
                made.members += read_declaration(member_doc, member, member_body, name)
    return made


def read_declaration(doc, head, body, owner=""):
    """The declarations that a piece is, mostly one; none where it is nobody's to use."""
    if TYPE_HEAD.match(head):
        return [read_type(doc, head, body)] if body is not None and doc else []
    if head.startswith(("friend", "static_assert", "extern")) or "= delete" in head or " concept " in head:
        return []
    alias = re.match(r"(?:template <.*> )?using (\w+) = (.*)$", head)
    if alias:
        made = Declaration("alias", alias[1], head, doc)
        made.type = alias[2]
        return [made] if doc else []
    if "(" in without_template(head).partition(" = ")[0]:
        name = function_name(head)
        if not doc or name.startswith("~"):
            return []
        return [Declaration("function", name, signature(head), doc)]
    if not doc and not (owner.endswith("Props") and re.match(r"Id id\b", head)):
        return []
    field = read_field(doc, head)
    return [field] if field else []


def read_scope(text, space=""):
    found = []
    for doc, head, body in pieces(text):
        inner = re.match(r"(?:inline )?namespace ([\w:]*)$", head)
        if inner is None:
            found += [named(each, space) for each in read_declaration(doc, head, body)]
        elif body is not None:
            names = inner[1].split("::")
            if names[0] == "omnitrack":
                names = names[1:]
            if not set(names) & set(HIDDEN_SPACES):
                found += read_scope(body, "::".join(filter(None, [space, *names])))
    return found


def named(declaration, space):
    if space:
        declaration.name = f"{space}::{declaration.name}"
    return declaration


def read_header(path):
    """The public declarations of a header, in their order."""
    return read_scope(without_comments(path.read_text(encoding="utf-8")))

"""Makes HTML of Markdown: headings with anchors as GitHub makes them, code in colours, tables that
scroll, and C++ whose types lead to where the reference tells of them."""

import html
import re

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

URL = re.compile(r"https://[^\s)>`]+[^\s)>`.,;:]")
MARKER = re.compile(r"^<!-- .* -->\n+", re.M)
NAME = re.compile(r"[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*")
# Code that is as short is not broken where a line ends.
SHORT = 26
# A cell of a table with so much text keeps the room to be read.
PROSE = 60
# Marks a code span of C++ whose names of types are links.
CPP = "{cpp}"


def slug(title):
    """The anchor of a heading."""
    return re.sub(r"[^\w\- ]", "", title.replace("`", "").lower()).replace(" ", "-")


class Rendered:
    """A page as HTML, with its title, its headings as (level, anchor, title), the anchors of all that
    can be linked, and its text for the search."""

    def __init__(self):
        self.html = ""
        self.title = ""
        self.headings = []
        self.words = []


def colored(code, language):
    try:
        lexer = get_lexer_by_name({"console": "text", "": "text"}.get(language, language))
    except ClassNotFound:
        lexer = get_lexer_by_name("text")
    return highlight(code, lexer, HtmlFormatter(nowrap=True))


def console(code):
    """What is typed stands out from what is said."""
    lines = (f'<b class="typed">{html.escape(line)}</b>' if line.startswith("$ ") else html.escape(line)
             for line in code.splitlines())
    return "\n".join(lines) + "\n"


def breakable(text):
    """Text as HTML that may be broken before the last part of a type's name."""
    return re.sub(r"::(?=\w+(?!\w|::))", "::<wbr>", html.escape(text, quote=False))


def breakable_code(code):
    """The same of code, and where a path is put together."""
    return re.sub(r"(?<=[\w.])/(?=\w)", "/<wbr>", breakable(code))


def span(code):
    """Code within a text."""
    if len(code) <= SHORT:
        return f"<code class=short>{html.escape(code, quote=False)}</code>"
    return f"<code>{breakable_code(code)}</code>"


def block(code, language):
    inner = console(code) if language == "console" else colored(code, language)
    return f'<pre class="code" tabindex="0"><code>{inner}</code></pre>\n'


def heading_end(opening):
    anchor = "" if opening.tag == "h1" else (
        f' <a class="anchor" href="#{opening.attrGet("id")}" aria-label="Link to this heading">#</a>')
    return f"{anchor}</{opening.tag}>\n"


class Renderer:
    """Makes pages; `link` gives the address of a link's target, `place` that of a type or None."""

    def __init__(self, link, place):
        self.link = link
        self.place = place
        self.parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(deflist_plugin)
        rules = self.parser.renderer.rules
        rules["fence"] = lambda tokens, i, *_: block(tokens[i].content, tokens[i].info.strip())
        rules["code_block"] = lambda tokens, i, *_: block(tokens[i].content, "")
        rules["code_inline"] = lambda tokens, i, *_: span(tokens[i].content)
        rules["text"] = lambda tokens, i, *_: breakable(tokens[i].content)
        rules["heading_close"] = lambda tokens, i, *_: heading_end(tokens[i - 2])
        rules["table_open"] = lambda *_: '<div class="table" tabindex="0"><table>\n'
        rules["table_close"] = lambda *_: "</table></div>\n"
        rules["cpp"] = lambda tokens, i, *_: self.cpp(tokens[i].content)

    def render(self, page, text):
        self.page = page
        made = Rendered()
        tokens = self.parser.parse(MARKER.sub("", text))
        seen = {}
        for i, token in enumerate(tokens):
            if token.type == "heading_open":
                inline = tokens[i + 1]
                title = "".join(child.content for child in inline.children)
                anchor = slug(title)
                number = seen[anchor] = seen.get(anchor, -1) + 1
                anchor = f"{anchor}-{number}" if number else anchor
                token.attrSet("id", anchor)
                made.headings.append((int(token.tag[1]), anchor, title))
            elif token.type == "inline":
                if tokens[i - 1].type == "td_open" and len(token.content) > PROSE:
                    tokens[i - 1].attrSet("class", "prose")
                made.words.append("".join(child.content or " " for child in token.children))
                token.children = self.inline(token.children)
            elif token.type in ("fence", "code_block"):
                made.words.append(token.content)
        made.html = self.parser.renderer.render(tokens, self.parser.options, {})
        made.title = made.headings[0][2] if made.headings else page.document
        return made

    def inline(self, children):
        """The parts of a line with their links."""
        made, depth = [], 0
        for child in children:
            if child.type in ("link_open", "image"):
                name = "href" if child.type == "link_open" else "src"
                child.attrSet(name, self.link(self.page, child.attrGet(name)))
            depth += child.nesting if child.type in ("link_open", "link_close") else 0
            if child.type == "code_inline" and made and made[-1].content.endswith(CPP):
                made[-1].content = made[-1].content[:-len(CPP)]
                child.type = "cpp"
            if child.type == "text" and depth == 0:
                made += self.with_urls(child)
            else:
                made.append(child)
        return made

    @staticmethod
    def with_urls(text):
        """A text whose bare addresses are links."""
        made, end = [], 0
        for found in URL.finditer(text.content):
            before = Token("text", "", 0, content=text.content[end:found.start()])
            opening = Token("link_open", "a", 1, attrs={"href": found[0]})
            made += [before, opening, Token("text", "", 0, content=found[0]),
                     Token("link_close", "a", -1)]
            end = found.end()
        return [*made, Token("text", "", 0, content=text.content[end:])]

    def cpp(self, code):
        """C++ with its types as links."""
        made, end = "", 0
        for found in NAME.finditer(code):
            place = self.place(self.page, found[0])
            if place is not None:
                made += breakable(code[end:found.start()])
                made += f'<a href="{place}">{breakable(found[0])}</a>'
                end = found.end()
        return f'<code class="cpp">{made}{breakable(code[end:])}</code>'

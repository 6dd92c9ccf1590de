#!/usr/bin/env python3
"""Checks the site that was built: test_site.py PROGRAM OUT."""

import json
import posixpath
import re
import subprocess
import sys
import tempfile
import unittest
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tools" / "site"), str(ROOT / "tools" / "constructs")]
from constructs import read_constructs  # noqa: E402
from declarations import read_header  # noqa: E402
from navigation import sections_of  # noqa: E402
from site_pages import Page, Site  # noqa: E402

MEMBER = re.compile(r"^  (?! )[^/\n{}()]*?\b(\w+)(?: = [^;]*)?;$", re.M)


class Html(HTMLParser):
    """What a page has: its anchors, its links, what it loads, and its text."""

    def __init__(self, path):
        super().__init__()
        self.anchors, self.links, self.loads, self.text = [], [], [], ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.anchors += [attributes["id"]] if "id" in attributes else []
        if tag == "a":
            self.links.append(attributes["href"])
        else:
            self.loads += [attributes[each] for each in ("src", "href", "action") if each in attributes]

    def handle_data(self, data):
        self.text += data


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pages = {path.relative_to(OUT).as_posix(): Html(path) for path in OUT.rglob("*.html")}

    def leads_somewhere(self, name, link):
        parts = urlsplit(link)
        if parts.scheme:
            return parts.scheme == "https" and re.fullmatch(r"[\w-]+(\.[\w-]+)+", parts.netloc)
        there = self.target(name, parts.path)
        if not parts.fragment:
            return there in self.pages or (OUT / there).is_file()
        return there in self.pages and unquote(parts.fragment) in self.pages[there].anchors

    @staticmethod
    def target(name, path):
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name

    def test_every_link_leads_somewhere(self):
        wrong = [f"{name}: {link}" for name, page in self.pages.items() for link in set(page.links)
                 if not self.leads_somewhere(name, link)]
        self.assertEqual(wrong, [])

    def test_every_page_is_reached_from_the_first(self):
        reached, waiting = {"index.html", "search.html"}, ["index.html"]
        while waiting:
            name = waiting.pop()
            for link in self.pages[name].links:
                parts = urlsplit(link)
                there = "" if parts.scheme else self.target(name, parts.path)
                if there in self.pages and there not in reached:
                    reached.add(there)
                    waiting.append(there)
        self.assertEqual(set(self.pages) - reached, set())

    def test_nothing_is_loaded_from_a_network(self):
        local = re.compile(r"data:,|(\.\./)*(site\.css|site\.js|search\.js|search\.html)|[\w./-]+\.(svg|png)")
        self.assertEqual([f"{name}: {load}" for name, page in self.pages.items() for load in page.loads
                          if not local.fullmatch(load)], [])
        for path in OUT.glob("*.css"):
            self.assertNotRegex(path.read_text(encoding="utf-8"), r"url\(|@import")

    def test_anchors_are_there_once(self):
        self.assertEqual([name for name, page in self.pages.items()
                          if len(page.anchors) != len(set(page.anchors))], [])

    def test_each_construct_has_its_page_with_its_types_and_properties(self):
        for construct in read_constructs(ROOT / "include"):
            with self.subTest(construct.name):
                text = self.pages[f"constructs/{construct.header.split('/')[1]}/{construct.name}.html"].text
                for name in [*construct.types, *construct.through]:
                    self.assertIn(name, text)
                source = (ROOT / "include" / construct.header).read_text(encoding="utf-8")
                props = re.search(rf"struct \w+ {{\n  using Makes = {construct.name};\n(.*?)^}};", source,
                                  re.M | re.S)
                for member in MEMBER.findall(props[1]) if props else ():
                    self.assertTrue(re.search(rf"(?m)^{member} ", text), f"{member} is not there")

    def test_a_page_tells_types_defaults_and_what_is_required(self):
        text = " ".join(self.pages["constructs/dynamodb/Table.html"].text.split())
        self.assertIn("partition_key Attribute required The partition key.", text)
        self.assertIn("billing TableBilling = TableBilling::on_demand() How throughput is paid for.", text)
        self.assertIn("point_in_time_recovery Optional<Bool> = true", text)
        self.assertIn("void grant_read_data(Grantee& grantee) Allows reading items", text)
        self.assertNotIn("finish", text)

    def test_each_finding_has_its_page(self):
        for path in (ROOT / "docs" / "codes").glob("OT*.md"):
            with self.subTest(path.stem):
                title = path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
                self.assertIn(title.replace("`", ""), self.pages[f"codes/{path.stem}.html"].text)

    def test_each_page_of_docs_is_there(self):
        for path in (ROOT / "docs").rglob("*.md"):
            name = path.relative_to(ROOT / "docs").with_suffix(".html").as_posix()
            self.assertIn(name.replace("README.html", "index.html"), self.pages)

    def test_each_verb_has_its_page_with_its_options_and_exit_codes(self):
        said = subprocess.run([PROGRAM, "help"], capture_output=True, text=True, check=True).stdout
        verbs = re.findall(r"^  (\w+)  ", said.split("Verbs:\n")[1].split("\n\n")[0], re.M)
        self.assertIn("diff", verbs)
        for verb in verbs:
            own = subprocess.run([PROGRAM, "help", verb], capture_output=True, text=True, check=True).stdout
            text = self.pages[f"command-line/{verb}.html"].text
            shared = self.pages["command-line/index.html"].text
            for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", own.split("Configuration keys")[0], re.M):
                with self.subTest(verb, option=option):
                    self.assertTrue(option in text or option in shared)
            codes = re.findall(r"^  (\d+)  +", own.split("Exit codes:\n")[1], re.M)
            for code in codes:
                with self.subTest(verb, code=code):
                    self.assertRegex(text, rf"(?m)^{code}$")

    def test_the_index_of_the_search_knows_constructs_and_findings(self):
        script = (OUT / "search-index.js").read_text(encoding="utf-8")
        index = json.loads(re.fullmatch(r"window\.omnitrackIndex = (.*);\n", script)[1])
        for word, wanted in (("table", "constructs/dynamodb/Table.html"), ("ot4380", "codes/OT4380.html"),
                             ("partition_key", "constructs/dynamodb/Table.html")):
            numbers, at = [], 0
            for steps in index["words"][word]:
                at = 0
                for step in steps:
                    at += step
                    numbers.append(at)
            self.assertIn(wanted, [index["pages"][number][1] for number in numbers])
        addresses = [address for _, address, _, _ in index["pages"]]
        self.assertEqual({each for each in addresses if "#" not in each}, set(self.pages) - {"search.html"})
        self.assertIn("headers/cloudwatch/metric.html#metric", addresses)
        for address in addresses:
            name, _, anchor = address.partition("#")
            self.assertTrue(not anchor or anchor in self.pages[name].anchors, address)


class Making(unittest.TestCase):
    def test_a_link_that_leads_nowhere_is_a_mistake(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "docs").mkdir()
            (root / "docs" / "README.md").write_text("# Home\n", encoding="utf-8")
            (root / "notes.md").write_text("# Notes\n", encoding="utf-8")
            site = Site(root)
            home = site.pages["index"]
            self.assertEqual(site.link(home, "../notes.md#there"), "repository/notes.html#there")
            self.assertEqual(site.mistakes, [])
            site.link(home, "nowhere.md")
            site.link(Page("made", "# Made\n"), "../notes.md")
            self.assertEqual(site.mistakes, ["index: nothing is at 'nowhere.md'",
                                             "made: nothing is at '../notes.md'"])

    def test_a_page_that_the_first_does_not_link_stands_under_more(self):
        with tempfile.TemporaryDirectory() as folder:
            docs = Path(folder) / "docs"
            docs.mkdir()
            (docs / "README.md").write_text("# Home\n\n## Guide\n\n- [B](b.md)\n", encoding="utf-8")
            for name in "ab":
                (docs / f"{name}.md").write_text(f"# {name}\n", encoding="utf-8")
            site = Site(Path(folder))
            self.assertEqual(sections_of(site.pages["index"], site.pages),
                             [("Guide", ["b"]), ("More", ["a"])])

    def test_only_what_is_public_is_read(self):
        with tempfile.TemporaryDirectory() as folder:
            header = Path(folder) / "thing.hpp"
            header.write_text(HEADER, encoding="utf-8")
            kind, things, thing = read_header(header)
            self.assertEqual([each.name for each in kind.members], ["none", "some"])
            self.assertEqual([(each.name, each.type, each.default) for each in things.members],
                             [("id", "Id", None), ("parts", "Items<Part>", "{{.name = \"a;b\"}}")])
            self.assertEqual([each.text for each in thing.members],
                             ["int size(int least = 0) const", "Thing(int size)"])


HEADER = """\
namespace omnitrack {
namespace detail {
/// Nobody's.
struct Hidden {};
}  // namespace detail
/// A kind.
enum class Kind : char { none, some };
/// What it takes.
struct ThingProps {
  using Makes = Thing;
  Id id;
  /// Its parts.
  Items<Part> parts = {{.name = "a;b"}};
};
/// A thing.
class Thing final : public Construct {
 public:
  Thing(Attach at, const ThingProps& props);
  /// How big it is.
  [[nodiscard]] int size(int least = 0) const { return size_ < least ? least : size_; }
  /// Of a size.
  Thing(int size) : size_(size) {}

 private:
  /// Nobody's.
  void finish();
  int size_;
};
}  // namespace omnitrack
"""

if __name__ == "__main__":
    OUT = Path(sys.argv.pop()).resolve()
    PROGRAM = Path(sys.argv.pop()).resolve()
    unittest.main()

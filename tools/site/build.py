#!/usr/bin/env python3
"""Builds the documentation as a site: build.py PROGRAM OUT makes OUT/html of docs/, of the headers in
include/ and of what the program's help says; `scripts/site` calls it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from command_line import write_command_line
from reference import write_reference
from staging import Staging

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
HOME = DOCS / "README.md"
# What is in the navigation by another way than a link of the home page.
BEHIND = ("constructs", "codes", "schema")


def title_of(path):
    return path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")


def toctree(entries, caption=""):
    head = f":caption: {caption}\n" if caption else ""
    return "\n```{toctree}\n:hidden:\n" + head + "\n" + "\n".join(entries) + "\n```\n"


def linked(text):
    """The pages that a text links, in their order."""
    return [page for page in re.findall(r"\]\(([\w/.-]+\.md)\)", text)]


def home_text(staged, examples):
    """The home page with the navigation: the pages that it links, by its headings, then those of
    docs/ that it does not link, then what is made while building."""
    text = staged.read_text(encoding="utf-8")
    navigation, seen = "", {"README.md"}
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        pages = [page for page in linked(section) if page not in seen]
        seen.update(pages)
        if pages:
            navigation += toctree(pages, section.splitlines()[0])
    others = [path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob("*.md"))
              if path.relative_to(DOCS).parts[0] not in BEHIND]
    others = [page for page in others if page not in seen]
    if others:
        navigation += toctree(others, "More")
        text += "\n## More\n\n" + "".join(f"- [{title_of(DOCS / page)}]({page})\n" for page in others)
    text += "\n## Examples\n\nWhole apps, with what they make and how they are written elsewhere:\n\n"
    text += "".join(f"- [{title}]({place})\n" for title, place in examples)
    text += REFERENCE + navigation
    return text + toctree(["constructs", "headers/index", "codes/index", "command-line/index"],
                          "Reference")


REFERENCE = """
## Reference

Made of the library and the program while this site is built:

- [Constructs](constructs.md): what each makes, its properties with their defaults, its methods
- [Headers](headers/index.md): the types that constructs share
- [Findings](codes/index.md): every code, with an example, wrong and right
- [The command line](command-line/index.md): every verb with its options and exit codes
"""


def guides_of_verbs():
    """The hand-written page of a verb: named after it, with it in its title, or with a heading of
    its own in another page."""
    guides = {}
    for path in sorted(DOCS.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for verb in re.findall(r"^## (\w+)$", text, re.M):
            guides.setdefault(verb, (f"{path.name}#{verb}", f"{title_of(path)}: {verb}"))
        for verb in [path.stem, *re.findall(r"`(\w+)`", title_of(path))]:
            guides[verb] = (path.name, title_of(path))
    return guides


def list_constructs(source, pages):
    """Has each construct of the list lead to its page, and each page of a service to its constructs."""
    listed = (source / "constructs.md").read_text(encoding="utf-8")
    services = {}
    for page in pages:
        if page.construct:
            name = page.construct.name
            listed = re.sub(rf"\[`{name}`\]\([^)]*\)|(?<=^\| )`{name}`(?=: )",
                            f"[`{name}`]({page.document}.md)", listed, flags=re.M)
            services.setdefault(page.document.split("/")[1], []).append(page)
    stems = sorted(path.stem for path in (source / "constructs").glob("*.md"))
    (source / "constructs.md").write_text(
        listed + toctree([f"constructs/{stem}" for stem in stems]), encoding="utf-8")
    for service, made in services.items():
        path = source / "constructs" / f"{service}.md"
        text = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n## Every property and method\n\n"
        text += "".join(f"- [`{page.construct.name}`]({service}/{page.construct.name}.md): "
                        f"{page.construct.sentence}\n" for page in made)
        path.write_text(text, encoding="utf-8")


def stage(program, source):
    """Fills the folder that Sphinx reads."""
    staging = Staging(ROOT, source)
    for path in sorted(DOCS.rglob("*.md")):
        staging.bring(path)
    examples = []
    for folder in sorted((ROOT / "examples").iterdir()):
        if (folder / "main.cpp").exists():
            place = staging.bring(folder)
            title = title_of(folder / "README.md") if (folder / "README.md").exists() else folder.name
            examples.append((title, place.relative_to(source).as_posix()))
    pages = write_reference(ROOT / "include", DOCS, source)
    list_constructs(source, pages)
    write_command_line(program, guides_of_verbs(), source)
    home = source / "index.md"
    home.write_text(home_text(home, examples), encoding="utf-8")


def main():
    program, out = map(Path, sys.argv[1:])
    source, html = out / "source", out / "html"
    for folder in (source, html):
        shutil.rmtree(folder, ignore_errors=True)
    stage(program, source)
    sphinx = shutil.which("sphinx-build") or sys.exit("sphinx-build is not there: "
                                                      "scripts/setup.sh --tests brings it")
    done = subprocess.run([sphinx, "-q", "-b", "html", "-j", "auto", "-c", Path(__file__).parent / "sphinx",
                           "-d", out / "doctrees", "-w", out / "warnings.txt", source, html],
                          check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()

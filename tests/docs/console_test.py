#!/usr/bin/env python3
"""Runs what the pages of docs/ and the README show on a console, each page in a folder of its own, and
compares what is said: console_test.py PAGES PROGRAM. Also holds the commands that are not run, and
those of scripts, to the verbs and options that there are."""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from functools import lru_cache
from pathlib import Path

from blocks import name_of
from pages import PROJECT, blocks_of, example_of, is_app, pages, programs

FILES = Path(__file__).parent / "files"
# Verbs that speak to AWS, or go on until they are stopped: shown, and not run here.
OF_AWS = {"bootstrap", "deploy", "destroy", "diagnose", "drift", "events", "outputs", "publish",
          "rollback", "status", "watch"}
# What stands for an app in pages; any other first word is no program of ours.
APP = r"(?:[\w/]*/)?(?:omnitrack-synth|synth|app|shop|photos|configured|many_accounts)"
CALL = re.compile(rf"(?:^|[;&|(]\s*){APP} +([a-z]+)\b([^;&|()#\n]*)", re.M)


def commands_of(block):
    """The commands of a console, each with the lines that are expected after it."""
    found = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append([line[2:], []])
        elif found and found[-1][0].endswith("\\") and not found[-1][1]:
            found[-1][0] += "\n" + line
        else:
            found[-1][1].append(line)
    return found


def without_own_lines(text):
    """A text without the numbers of lines of our own app, which change with it."""
    return re.sub(r"^ +\d+ \|", " N |", re.sub(r"(src/app/\w+\.cpp):\d+", r"\1:N", text), flags=re.M)


def fits(said, expected):
    """Whether lines are what is expected, where `…` stands for anything: alone for any lines."""
    if "src/app/" in said:
        said, expected = without_own_lines(said), without_own_lines("\n".join(expected)).split("\n")
    parts = [".*".join(map(re.escape, line.split("…"))) if line != "…" else None for line in expected]
    pattern = "".join("(?:.*\n)*?" if part is None else part + "\n" for part in parts)
    return re.fullmatch(pattern, said) is not None


class Session:
    """The folder in which the consoles of a page run, with its programs and files."""

    def __init__(self, page, folder):
        self.folder = Path(folder) / "work"
        self.programs = Path(folder) / "bin"
        self.programs.mkdir()
        own = FILES / page.stem
        self.folder.mkdir()
        for path in own.glob("*"):
            (self.folder / path.name).write_bytes(path.read_bytes())
        if page == PROJECT / "README.md":
            for name in ("src", "templates"):
                (self.folder / name).symlink_to(PROJECT / name)
            (self.folder / "scripts").mkdir()
            self.write_program(self.folder / "scripts" / "synth", f'exec "{PROGRAM}" "$@"')

    @staticmethod
    def write_program(path, text):
        path.write_text(f"#!/bin/bash\n{text}\n", encoding="utf-8")
        path.chmod(0o755)

    def take(self, block):
        """Takes a block that is a file or a program for what comes."""
        if "file" in block.markers:
            file = self.folder / block.markers["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        if programs(block):
            (self.folder / "main.cpp").write_text(block.text, encoding="utf-8")
            self.write_program(self.programs / programs(block),
                               f'export OMNITRACK_PAGE_BLOCK={name_of(block)}\n'
                               f'exec -a "$0" "{PAGES}" "$@"')

    def write_what_is_shown(self, commands):
        """A file that `cat` shows, and that is not there yet, is what is shown."""
        for command, expected in commands:
            shown = re.fullmatch(r"cat ([\w.]+)", command)
            if shown and not (self.folder / shown[1]).exists():
                (self.folder / shown[1]).write_text("\n".join(expected) + "\n", encoding="utf-8")

    def run(self, commands):
        """What each command says on both streams, in one shell: what it tells on stderr stands last, as
        on a terminal, where stdout waits for nothing."""
        script = "".join(f"{{ {command}\n}} >../out 2>../err\n"
                         "_code=$?; cat ../out ../err; printf '\\1'; (exit $_code)\n"
                         for command, _ in commands)
        path = os.pathsep.join([str(self.programs), str(PROGRAM.parent), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path, "SOURCE_DATE_EPOCH": "1767225600"}
        done = subprocess.run(["bash", "-c", script], cwd=self.folder, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done.stdout.split("\1")[:-1]


def is_run(block):
    """Whether a console is run: nothing of it speaks to AWS, and the page gives no reason why not."""
    verbs = {verb for command, _ in commands_of(block) for verb, _ in CALL.findall(command)}
    return "not run" not in block.markers and not verbs & OF_AWS


@lru_cache
def help_of(verb):
    done = subprocess.run([PROGRAM, "help", verb], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


class Consoles(unittest.TestCase):
    maxDiff = None

    def run_page(self, page):
        with tempfile.TemporaryDirectory() as folder:
            session = Session(page, folder)
            for block in blocks_of(page):
                session.take(block)
                if block.language != "console" or not is_run(block):
                    continue
                commands = commands_of(block)
                session.write_what_is_shown(commands)
                for (command, expected), said in zip(commands, session.run(commands)):
                    with self.subTest(block.place, command=command):
                        if not fits(said, expected):
                            self.assertEqual(said, "\n".join(expected) + "\n")

    def test_consoles_say_what_is_said(self):
        for page in [PROJECT / "README.md", *pages()]:
            self.run_page(page)


class Commands(unittest.TestCase):
    def test_every_verb_and_option_is_one(self):
        for page in [PROJECT / "README.md", *pages()]:
            for block in blocks_of(page):
                if block.language in ("console", "sh"):
                    for verb, rest in CALL.findall(re.sub(r"\\\n", " ", block.text).replace("$ ", "")):
                        with self.subTest(block.place, verb=verb):
                            said = help_of(verb)
                            self.assertIsNotNone(said, f"{verb} is no verb")
                            for option in re.findall(r"(?<=\s)--[a-z-]+", rest):
                                self.assertIn(f"{option} ", said)


class Rules(unittest.TestCase):
    def test_every_block_of_cpp_is_built_somewhere(self):
        for page in pages():
            for block in blocks_of(page):
                if block.language != "cpp" or is_app(block):
                    continue
                with self.subTest(block.place):
                    file = block.markers.get("as in")
                    self.assertTrue(file or example_of(block),
                                    "no app begins here, and no marker says where this is tested: see "
                                    "CONTRIBUTING.md")
                    if file:
                        self.assertIn(block.text, (PROJECT / file).read_text(encoding="utf-8"))

    def test_what_is_not_run_has_a_reason(self):
        for page in pages():
            for block in blocks_of(page):
                with self.subTest(block.place):
                    self.assertNotEqual(block.markers.get("not run", "a reason").strip(), "")


if __name__ == "__main__":
    PROGRAM = Path(sys.argv.pop()).resolve()
    PAGES = Path(sys.argv.pop()).resolve()
    unittest.main()

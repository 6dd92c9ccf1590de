#!/usr/bin/env python3
"""Imports templates, compiles what that writes, runs it, and compares with the originals.

    python3 corpus.py FOLDER... [--build build/test] [--limit N] [--work DIR] [--only TEXT]

FOLDERs are searched for templates, JSON or YAML. All are imported; N of them, evenly spread, are compiled
too (0: none), several in one program. The table says how many there are of each, and why the others fail.
"""

import argparse
import collections
import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess
import sys

SUFFIXES = (".json", ".template", ".yaml", ".yml")
BATCH = 6
DRIVER = """
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

// What the lock file of each says.
const std::vector<std::vector<omnitrack::LockedResource>> locks = {%s};

int main(int argc, char** argv) {
  using Build = void (*)(omnitrack::App&);
  const Build builds[] = {%s};
  if (argc != 3) return 64;
  omnitrack::App app;
  builds[std::atoi(argv[1])](app);
  omnitrack::SynthOptions options;
  options.validate = false;
  options.locked = locks[std::atoi(argv[1])];
  const auto synthesis = omnitrack::synthesize(app, options);
  for (const auto& each : synthesis.diagnostics) std::cerr << omnitrack::to_text(each);
  if (synthesis.stacks.empty()) return 1;
  std::ofstream(argv[2]) << synthesis.stacks.front().text;
}
"""


def run(command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          errors="replace", check=False, **options)


def is_template(path):
    """Whether a file may be one: the program tells the rest."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return False
    return re.search(r'^\s*"?Resources"?\s*:', text, re.M) is not None and "Type" in text


def templates_in(folders):
    for folder in folders:
        found = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        yield from (each for each in found
                    if each.suffix in SUFFIXES and each.is_file() and is_template(each))


class Template:
    """A template on its way, with the reason where it stops."""

    def __init__(self, path, folder):
        self.path = path
        self.folder = folder
        self.step = "imported"
        self.reason = ""
        self.resources = 0
        self.constructs = 0
        self.untyped = 0
        self.is_alike = False   # also in what does nothing, such as a dependency that a reference makes

    def fail(self, step, reason):
        self.step = step
        self.reason = reason

    def import_by(self, program):
        try:
            done = run([program, "import", self.path, "-o", self.folder, "--force"], timeout=60)
        except subprocess.TimeoutExpired:
            return self.fail("refused", "takes more than a minute")
        if done.returncode != 0:
            if done.returncode < 0:
                return self.fail("refused", f"crashed by signal {-done.returncode}")
            errors = re.findall(r"error (OT\d+: .*)", done.stderr) or [done.stderr.strip()[:120]]
            return self.fail("refused", errors[0])
        words = re.search(r"wrote .*\((\d+ resources?.*)\)", done.stderr)[1]
        self.resources = int(words.split()[0])
        self.constructs, self.untyped = (
            int(found[1]) if (found := re.search(rf"(\d+) (?:of them )?{kind}", words)) else 0
            for kind in ("by constructs", "untyped"))
        return None


def lock_of(folder):
    """The entries of an app's lock file, as C++."""
    stacks = json.loads((folder / "omnitrack.lock.json").read_text(encoding="utf-8"))["stacks"]
    return "{%s}" % ", ".join(
        "{%s}" % ", ".join(json.dumps(text) for text in (stack, each["path"], logical_id, each["type"]))
        for stack, resources in stacks.items() for logical_id, each in resources.items())


class Compiler:
    """Compiles apps as the build does, but without optimization."""

    def __init__(self, build, work):
        self.build = build
        self.work = work
        self.flags = ["-std=c++20", "-O0", "-w"]
        commands = run(["ninja", "-C", build, "-t", "commands", "first_app"]).stdout.splitlines()
        app = next(each for each in commands if "/first_app" in each and " -c " in each)
        self.includes = re.findall(r"-I\S+", app)
        link = next(each for each in reversed(commands) if " -o bin/first_app" in each)
        self.libraries = re.search(r"-o bin/first_app\s+(.*?)\s*&&", link)[1].split()
        header = work / "header.hpp"
        header.write_text("#include <omnitrack/omnitrack.hpp>\n#include <omnitrack/synth.hpp>\n",
                          encoding="utf-8")
        self.header = header
        done = run(["c++", *self.includes, *self.flags, "-x", "c++-header", header, "-o", f"{header}.gch"])
        if done.returncode != 0:
            sys.exit(f"the headers do not compile: {done.stderr[:500]}")

    def compile(self, templates, name):
        """The program of several apps, or the compiler's first error."""
        includes, bodies = set(), []
        for i, each in enumerate(templates):
            text = (each.folder / "main.cpp").read_text(encoding="utf-8")
            lines = text.splitlines()
            includes.update(line for line in lines if line.startswith("#include <omnitrack/"))
            body = re.sub(r"\nint main\(int argc.*\n?\Z", "\n", text)
            body = re.sub(r"^#include <omnitrack/.*$", "", body, flags=re.M)
            bodies.append(f'namespace app_{i} {{\n#line 1 "{each.folder}/main.cpp"\n{body}}}\n')
        source = self.work / f"{name}.cpp"
        builds = ", ".join(f"app_{i}::build" for i in range(len(templates)))
        locks = ", ".join(lock_of(each.folder) for each in templates)
        source.write_text("\n".join(sorted(includes)) + "\n" + "".join(bodies) + DRIVER % (locks, builds),
                          encoding="utf-8")
        done = run(["c++", *self.includes, *self.flags, "-include", self.header, "-c", source,
                    "-o", source.with_suffix(".o")])
        if done.returncode == 0:
            program = source.with_suffix("")
            done = run(["c++", "-Wl,--gc-sections", "-fuse-ld=mold", source.with_suffix(".o"), "-o", program,
                        *self.libraries], cwd=self.build)
            if done.returncode == 0:
                return program, ""
        error = re.search(r"^(.*?error: .*)$", done.stderr, re.M)
        return None, error[1] if error else done.stderr[:300]


def check(program, place, template, tool):
    made = template.folder / "made.json"
    made.unlink(missing_ok=True)
    done = run([program, place, made])
    if not made.exists():
        return template.fail("not synthesized", (done.stderr.strip().splitlines() or ["crashed"])[0])
    done = run([tool, "diff", template.path, made, "--exit-code"])
    template.step = "same"
    if done.returncode != 0:
        lines = [line.strip() for line in done.stdout.splitlines() if re.match(r"\s+[~+±=?°-] ", line)]
        template.fail("different", (lines or [done.stderr.strip() or done.stdout.strip()])[0])
    template.is_alike = not run([tool, "diff", template.path, made, "--all"]).stdout.strip()
    return None


def compile_and_check(compiler, tool, templates, name):
    program, error = compiler.compile(templates, name)
    if program is None and len(templates) == 1:
        templates[0].fail("not compiled", error)
    elif program is None:
        for i, each in enumerate(templates):
            compile_and_check(compiler, tool, [each], f"{name}_{i}")
    else:
        for i, each in enumerate(templates):
            check(program, i, each, tool)


def spread(items, limit):
    """So many of the items, evenly."""
    if limit is None or limit >= len(items):
        return items
    return [items[i * len(items) // limit] for i in range(limit)]


def report(templates, tried):
    steps = collections.Counter(each.step for each in templates)
    imported = [each for each in templates if each.step != "refused"]
    total = len(templates)
    resources = sum(each.resources for each in imported)
    typed = resources - sum(each.untyped for each in imported)
    print(f"{total} templates: {len(imported)} import, {steps['refused']} are refused")
    made = sum(each.constructs for each in imported)
    print(f"{resources} resources, {typed} of them typed, {made} ({made / max(resources, 1):.1%}) by constructs")
    if tried:
        compiled = [each for each in tried if each.step != "not compiled"]
        print(f"{len(tried)} tried: {len(compiled)} compile, "
              f"{sum(each.step == 'same' for each in tried)} make the same template, "
              f"{sum(each.is_alike for each in tried)} of them to the last key")
    for step in ("refused", "not compiled", "not synthesized", "different"):
        for each in templates:
            if each.step == step:
                print(f"{step}: {each.path}: {each.reason}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/test"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--only", help="templates whose path has this text")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/tmp/omnitrack-import"))
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    if not (build / "build.ninja").exists():
        print("the commands of the build are asked of ninja, which it was not made for")
        return 77
    tool = build / "bin" / "omnitrack-synth"
    shutil.rmtree(arguments.work, ignore_errors=True)
    arguments.work.mkdir(parents=True)
    found = [path.resolve() for path in templates_in(arguments.folders)
             if arguments.only is None or arguments.only in str(path)]
    templates = [Template(path, arguments.work / f"app{i}") for i, path in enumerate(found)]
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        list(pool.map(lambda each: each.import_by(tool), templates))
        tried = spread([each for each in templates if each.step == "imported"], arguments.limit)
        if tried:
            compiler = Compiler(build, arguments.work)
            batches = [tried[i:i + BATCH] for i in range(0, len(tried), BATCH)]
            list(pool.map(lambda each: compile_and_check(compiler, tool, each[1], f"batch{each[0]}"),
                          enumerate(batches)))
    report(templates, tried)
    return 0 if all(each.step in ("imported", "same") for each in templates) else 1


if __name__ == "__main__":
    sys.exit(main())

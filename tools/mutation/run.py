#!/usr/bin/env python3
"""How many mutants of the sources the unit tests find, and which they do not.

    python3 tools/mutation/run.py FOLDER... [--sample N] [--seed N] [--work DIR] [--report FILE]

FOLDERs are some of src/ or constructs/. The sources of a copy get all mutants at once, which are compiled
once; then N of them are turned on, one after the other, for those tests alone that reach them. Needs clang's
Python bindings (Debian: python3-clang-14 and its python3) and the preset dev configured, whose commands say
how a source is compiled.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import shlex
import subprocess
import sys

import instrument

PROJECT = pathlib.Path(__file__).resolve().parents[2]
TESTS = ("assets_test", "constructs_test", "deploy_test", "diff_test", "engine_test", "fix_test", "format_test",
         "graph_test", "import_test", "lock_test", "omnitrack_requirements_test", "props_test", "reach_test",
         "rules_test", "support_test", "testing_test", "validation_test")
SECONDS = 60
LIMITS = ("prlimit", "--as=6000000000", "--core=0")
MOST_OF_A_SOURCE = 1_000  # mutants


def copied(work):
    """A copy of what is committed; its build stays for another run."""
    source = work / "source"
    if source.exists():
        subprocess.run(["rm", "-rf", source], check=True)
    source.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=PROJECT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "x", "-C", source], input=archive, check=True)
    return source


def arguments_of(command):
    """What of a compiler's command clang's library needs."""
    words = shlex.split(command)
    return [word for word in words[1:] if word.startswith(("-I", "-D", "-std", "-isystem"))]


def instrument_one(number, path, name, command, target):
    """The mutants of a source, written into its copy, and why there are none."""
    one = instrument.Instrumented(path, arguments_of(command), name, number * MOST_OF_A_SOURCE)
    if one.failed:
        return [], f"{name}: {one.failed[0].spelling}"
    one.path = target
    one.write()
    return one.mutants, ""


def instrumented(folders, source):
    """Writes the mutants of the folders' sources into the copy; gives them by their numbers."""
    commands = json.loads((PROJECT / "build/dev/compile_commands.json").read_text())
    sources = {}
    for entry in commands:
        path = pathlib.Path(entry["file"])
        name = str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else ""
        if any(name.startswith(folder.rstrip("/") + "/") for folder in folders):
            sources[name] = (path, name, entry["command"], source / name)
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        made = list(pool.map(instrument_one, range(len(sources)), *zip(*sources.values())))
    for _, why in made:
        if why:
            print(f"left out: {why}", file=sys.stderr)
    return {each.number: each for mutants, _ in made for each in mutants}


def built(source, work, tests):
    build = work / "build"
    flags = f"-I{PROJECT / 'tools/mutation'} -w"
    subprocess.run(["cmake", "-S", source, "--preset", "test", "-B", build, f"-DCMAKE_CXX_FLAGS={flags}",
                    "-DOMNITRACK_WERROR=OFF", f"-DCMAKE_RUNTIME_OUTPUT_DIRECTORY={build}/bin"],
                   cwd=source, stdout=subprocess.DEVNULL, check=True)
    subprocess.run(["cmake", "--build", build, "--target", *tests], check=True)
    return build / "bin"


def passes(program, source, **environment):
    """Whether a test passes; one that does not end has found the mutant too."""
    try:
        done = subprocess.run([*LIMITS, program, "--gtest_brief=1", "--gtest_fail_fast"], cwd=source, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False,
                              env={**os.environ, **environment})
        return done.returncode == 0
    except subprocess.TimeoutExpired:
        return False


def reached_by(programs, source, work):
    """The tests that reach a mutant, by its number."""
    reached = collections.defaultdict(list)
    for program in programs:
        told = work / "reached"
        told.unlink(missing_ok=True)
        if not passes(program, source, MUTANTS_REACHED=str(told)):
            sys.exit(f"{program.name} fails without a mutant")
        for number in told.read_text().split() if told.exists() else ():
            reached[int(number)].append(program)
    return reached


def is_found(number, programs, source):
    return any(not passes(program, source, MUTANT=str(number)) for program in programs)


def score(found, of):
    return f"{found} of {of} ({100 * found / of:.1f} %)" if of else "none"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--sample", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=pathlib.Path, default=PROJECT / "build/mutation")
    parser.add_argument("--report", type=pathlib.Path, help="a file for the mutants that no test finds")
    parser.add_argument("--tests", nargs="+", default=TESTS)
    arguments = parser.parse_args()
    work = arguments.work.resolve()
    source = copied(work)
    mutants = instrumented(arguments.folders, source)
    binaries = built(source, work, arguments.tests)
    programs = [binaries / test for test in arguments.tests]
    reached = reached_by(programs, source, work)
    chosen = random.Random(arguments.seed).sample(sorted(mutants), min(arguments.sample, len(mutants)))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(chosen, pool.map(lambda each: is_found(each, reached[each], source), chosen)))
    folders = collections.defaultdict(list)
    for number in chosen:
        folders["/".join(mutants[number].place.split("/")[:2])].append(found[number])
    for folder, results in sorted(folders.items()):
        print(f"{folder}: {score(sum(results), len(results))}")
    unreached = sum(not reached[number] for number in chosen)
    print(f"all: {score(sum(found.values()), len(chosen))} of {len(mutants)} mutants; no test reaches {unreached}")
    left = [f"{mutants[number].place}: {mutants[number].what}{'' if reached[number] else ' (not reached)'}"
            for number in sorted(chosen) if not found[number]]
    if arguments.report:
        arguments.report.write_text("\n".join(left) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

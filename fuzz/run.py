#!/usr/bin/env python3
"""Runs the fuzz targets for a while, beginning with their corpora, and tells what they found.

    fuzz/run.py                        each target for 60 s
    fuzz/run.py --seconds 600 fix diff two of them for 10 minutes each
    fuzz/run.py --minimize             writes the smallest inputs of all that was reached into the corpora

What a target makes up on the way is kept in build/fuzz/corpus, what breaks it in
build/fuzz/findings. Exit code 1 says that there is a finding, 77 that there is no clang here.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent
BUILD = PROJECT / "build" / "fuzz"
MOST_BYTES = 4096  # of an input that the repository keeps
MOST_INPUTS = 120  # that it keeps of a target


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="all where none is named")
    parser.add_argument("--seconds", type=int, default=60, help="for each target; 60 by default")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count(), help="targets at one time")
    parser.add_argument("--seeds", action="append", default=[], type=pathlib.Path,
                        help="a folder of further inputs; repeatable")
    parser.add_argument("--minimize", action="store_true", help="fuzz nothing, but write the corpora anew")
    parser.add_argument("--no-build", action="store_true", help="take the programs as they are")
    return parser.parse_args()


def build():
    """Builds the targets; what is built already is not built again."""
    jobs = str(os.cpu_count())
    subprocess.run(["cmake", "--preset", "fuzz"], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", "--preset", "fuzz", "--target", "fuzz_targets", "-j", jobs],
                   cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)


def known_targets():
    programs = (BUILD / "bin").glob("fuzz_*")
    return sorted(each.name.removeprefix("fuzz_") for each in programs)


def folder(*parts):
    path = BUILD.joinpath(*parts)
    path.mkdir(parents=True, exist_ok=True)
    return path


def command(target, *arguments):
    return ["nice", "-n", "10", str(BUILD / "bin" / f"fuzz_{target}"),
            *(str(each) for each in arguments)]


def fuzz(target, options):
    """Runs one target. Returns whether it is without a finding, and a line that says so."""
    findings = folder("findings")
    before = set(findings.iterdir())
    inputs = [folder("corpus", target), HERE / "corpus" / target, *options.seeds]
    run = subprocess.run(
        command(target, f"-max_total_time={options.seconds}", "-timeout=30", "-rss_limit_mb=3000",
                "-max_len=16384", "-print_final_stats=1", f"-dict={HERE / 'template.dict'}",
                f"-artifact_prefix={findings}/{target}-", *inputs),
        capture_output=True, text=True, errors="replace", cwd=folder("work"))
    runs = re.search(r"stat::number_of_executed_units:\s*(\d+)", run.stderr)
    reached = re.findall(r"cov: (\d+)", run.stderr)
    line = f"{target}: {runs.group(1) if runs else '?'} runs, {reached[-1] if reached else '?'} places reached"
    if run.returncode == 0:
        return True, line
    made = sorted(set(findings.iterdir()) - before)
    names = ", ".join(str(each.relative_to(PROJECT)) for each in made if each.name.startswith(target))
    return False, f"{line}: FINDING {names}\n{run.stderr[-4000:]}"


def minimize(target, options):
    """Writes into the corpus in the repository the fewest small inputs that reach what all reach."""
    kept = HERE / "corpus" / target
    smallest = folder("smallest", target)
    shutil.rmtree(smallest)
    smallest.mkdir()
    inputs = [folder("corpus", target), kept, *options.seeds]
    subprocess.run(command(target, "-merge=1", f"-max_len={MOST_BYTES}", "-timeout=30",
                           "-rss_limit_mb=3000", smallest, *(each for each in inputs if each.is_dir())),
                   check=True, capture_output=True, cwd=folder("work"))
    chosen = sorted(smallest.iterdir(), key=lambda each: (each.stat().st_size, each.name))
    named = {each.name for each in kept.iterdir()} if kept.is_dir() else set()
    kept.mkdir(parents=True, exist_ok=True)
    # Inputs with names of their own stay: they are there for a reason.
    is_made_up = re.compile(r"[0-9a-f]{40}$").match
    for name in named:
        if is_made_up(name):
            (kept / name).unlink()
    for each in chosen[:: max(1, -(-len(chosen) // MOST_INPUTS))]:
        shutil.copy(each, kept / each.name)
    return True, f"{target}: {len(list(kept.iterdir()))} inputs of {len(chosen)} are kept"


def main():
    options = parse_arguments()
    if shutil.which("clang++") is None:
        print("fuzzing is skipped: there is no clang++ here", file=sys.stderr)
        return 77
    if not options.no_build:
        build()
    known = known_targets()
    for each in options.targets:
        if each not in known:
            print(f"there is no target '{each}'; there are {', '.join(known)}", file=sys.stderr)
            return 64
    work = minimize if options.minimize else fuzz
    is_fine = True
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for is_right, line in pool.map(lambda each: work(each, options), options.targets or known):
            print(line, flush=True)
            is_fine = is_fine and is_right
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())

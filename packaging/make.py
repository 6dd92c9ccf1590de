#!/usr/bin/env python3
"""Makes the packages of a release out of a build: a .deb, a .tar.gz with the program alone, the npm
packages, a bill of materials and the sums of all. The same commit gives the same bytes. scripts/package
builds what it needs.

    packaging/make.py --build BUILD_DIR --out DIR [--cpack 'OPTION...']
"""

import argparse
import hashlib
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import hardening
from archive import Entry, folder_entries, write_archive
from sbom import bill

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
CPUS = {"x86_64": "x64", "aarch64": "arm64"}
PROGRAM = "bin/omnitrack-synth"
LEGAL = (PROJECT / "LICENSE", PROJECT / "src/schema/NOTICE", HERE / "debian/copyright")


def run(*command, **options):
    """The stdout of a command; ends this program where it fails."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False, **options)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


class Release:
    """What the packages of a release have in common."""

    def __init__(self, build, out):
        self.build, self.out = build, out
        self.cpu = platform.machine()
        self.version = re.search(r"^project\(\w+ VERSION ([\d.]+)", (PROJECT / "CMakeLists.txt").read_text(), re.M)[1]
        self.commit = os.environ.get("OMNITRACK_COMMIT") or run("git", "-C", PROJECT, "rev-parse", "HEAD").strip()
        self.seconds = int(os.environ.get("SOURCE_DATE_EPOCH") or
                           run("git", "-C", PROJECT, "log", "-1", "--format=%ct").strip())


def make_deb(release, options):
    """The Debian package, by cpack."""
    with tempfile.TemporaryDirectory() as folder:
        run("cpack", "-G", "DEB", "-B", folder, *options, cwd=release.build,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(release.seconds)})
        made, = Path(folder).glob("*.deb")
        shutil.copy(made, release.out)


def check_is_hardened(release):
    for program in (release.build / PROGRAM, release.build / "static/omnitrack-synth"):
        if faults := hardening.faults(program):
            sys.exit(f"{program} is not to be released: {'; '.join(faults)}")
    if sources := hardening.unguarded_sources(release.build):
        sys.exit(f"{sources[0]} is compiled without checked copies")


def static_program(release, folder):
    """The program that needs no shared library, without what only debuggers read."""
    program = Path(folder) / "omnitrack-synth"
    run("strip", "-o", program, release.build / "static/omnitrack-synth")
    return program.read_bytes()


def legal_entries(prefix):
    """The license, and whose work the program carries besides."""
    return [Entry(f"{prefix}/{path.name.upper()}", path.read_bytes()) for path in LEGAL]


def make_archive(release, program):
    """The program alone, with its completions and its manual, below one folder."""
    with tempfile.TemporaryDirectory() as folder:
        run("cmake", "--install", release.build, "--component", "program", "--prefix", folder)
        name = f"omnitrack-synth-{release.version}-linux-{release.cpu}"
        entries = [each for each in folder_entries(Path(folder), name)
                   if not each.name.startswith((f"{name}/bin/", f"{name}/share/doc/"))]
    entries += [Entry(f"{name}/{PROGRAM}", program, is_program=True), *legal_entries(name)]
    write_archive(release.out / f"{name}.tar.gz", entries, release.seconds)


def npm_entries(release, kind, cpu):
    """The files of an npm package, with the version and the processor in their places."""
    entries = folder_entries(HERE / "npm" / kind, "package", {"bin/omnitrack-synth.js"})
    for entry in entries:
        text = entry.content.decode().replace("@VERSION@", release.version).replace("@CPU@", cpu)
        entry.content = text.encode()
    return entries


def make_npm(release, program):
    """The package that is installed by name, and the one for this platform, which has the program."""
    cpu = CPUS[release.cpu]
    wrapper = npm_entries(release, "wrapper", cpu) + legal_entries("package")[:1]
    write_archive(release.out / f"omnitrack-synth-{release.version}.tgz", wrapper, release.seconds)
    own = npm_entries(release, "platform", cpu) + legal_entries("package")
    own.append(Entry(f"package/{PROGRAM}", program, is_program=True))
    write_archive(release.out / f"omnitrack-synth-linux-{cpu}-{release.version}.tgz", own, release.seconds)


def digests(folder):
    """The SHA-256 of each file, by its name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def make_sums(release):
    """The bill of materials of the packages, and the sums of all, as sha256sum reads them."""
    text = bill(release.version, release.commit, release.seconds, digests(release.out))
    name = f"omnitrack-synth-{release.version}-linux-{release.cpu}.cdx.json"
    (release.out / name).write_text(text, encoding="utf-8")
    sums = "".join(f"{digest}  {name}\n" for name, digest in digests(release.out).items())
    (release.out / "SHA256SUMS").write_text(sums, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--build", type=Path, required=True, help="the folder of the build")
    parser.add_argument("--out", type=Path, required=True, help="a new or empty folder for the packages")
    parser.add_argument("--cpack", default="", help="further options of cpack")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if any(options.out.iterdir()):
        sys.exit(f"{options.out} is not empty")
    release = Release(options.build.resolve(), options.out.resolve())
    check_is_hardened(release)
    with tempfile.TemporaryDirectory() as folder:
        program = static_program(release, folder)
    make_deb(release, shlex.split(options.cpack))
    make_archive(release, program)
    make_npm(release, program)
    make_sums(release)


if __name__ == "__main__":
    main()

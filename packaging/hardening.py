"""Whether a program has the guards of cmake/Hardening.cmake."""

import json
import platform
import re
import subprocess

# What a function begins with where indirect calls may only go to such.
LANDING = {"x86_64": "endbr64", "aarch64": "paciasp|bti"}
# A function of the project's own, with variables whose addresses are taken.
OWN = "_ZN9omnitrack6detail11run_programEiPPcRKNS0_7ProgramE"


def said(*command):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, text=True, check=True).stdout


def faults(program):
    """What a program that is not stripped lacks, each in words; none where it has all."""
    about = said("readelf", "-hldW", program)
    own = said("objdump", f"--disassemble={OWN}", "--no-show-raw-insn", program)
    guards = {
        "it is no position-independent executable": re.search(r"Type:\s+DYN", about),
        "the loader's tables are not read-only": "GNU_RELRO" in about,
        "symbols are bound late": re.search(r"BIND_NOW|Flags:.*NOW", about),
        "its stack can be executed": re.search(r"GNU_STACK.* RW ", about),
        "stacks are not checked": "__stack_chk_fail" in own,
        "indirect calls are not checked":
            re.search(rf"<{OWN}>:\n\s*\w+:\s+({LANDING.get(platform.machine(), '')})\b", own),
    }
    return [words for words, is_there in guards.items() if not is_there]


def unguarded_sources(build):
    """The sources of the project's own that a build compiles without checked copies, which nothing in a
    program tells apart from those of the libraries."""
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    own = [each for each in commands if "/src/" in each["file"] or "/constructs/" in each["file"]]
    return [each["file"] for each in own if "-D_FORTIFY_SOURCE=2" not in each["command"]]

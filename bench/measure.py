"""What the benchmarks share: running a process and laying figures out as a table."""

import contextlib
import os
import shutil
import sys
import tempfile
import time


class Failed(Exception):
    """A measured process ended with an error; the message holds what it said."""


def run(command, *, cwd=".", env=None):
    """Runs the command without stdin; returns (seconds, stdout as text).

    It is spawned, not forked, as a fork of Python takes as long as a small program does in all.
    """
    program = shutil.which(str(command[0]))
    if program is None:
        raise Failed(f"{command[0]} is not there or cannot be run")
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        with contextlib.chdir(cwd):
            started = time.perf_counter()
            pid = os.posix_spawn(
                program,
                [str(word) for word in command],
                {**os.environ, **(env or {})},
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_DUP2, output.fileno(), 1),
                    (os.POSIX_SPAWN_DUP2, errors.fileno(), 2),
                ],
            )
            _, status = os.waitpid(pid, 0)
            seconds = time.perf_counter() - started
        output.seek(0)
        errors.seek(0)
        text = output.read().decode(errors="replace")
        if status != 0:
            said = (errors.read().decode(errors="replace") or text).strip()
            code = os.waitstatus_to_exitcode(status)
            raise Failed(f"{' '.join(map(str, command))} ended with {code}:\n{said}")
        return seconds, text


def instructions(command, *, cwd="."):
    """The instructions that the command takes in user space, as callgrind counts them."""
    with tempfile.TemporaryDirectory() as folder:
        profile = os.path.join(folder, "profile")
        run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", *command], cwd=cwd)
        with open(profile, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if line.startswith("totals:"):
                    return int(line.split()[1])
    raise Failed("callgrind wrote no totals")


def present(peers):
    """The peers that can run here, and whether that is all; says on stderr which are left out and why."""
    able = []
    for peer in peers:
        if reason := peer.missing():
            print(f"left out: {peer.name}: {reason}", file=sys.stderr)
        else:
            able.append(peer)
    return able, len(able) == len(peers)


def table(headings, rows):
    """Prints rows of text under their headings; every column but the first is set to the right."""
    lines = [[str(cell) for cell in row] for row in [headings, *rows]]
    widths = [max(len(line[i]) for line in lines) for i in range(len(headings))]
    lines.insert(1, ["-" * width for width in widths])
    for first, *others in lines:
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(others, widths[1:])]
        print("  ".join(cells).rstrip(), file=sys.stdout)

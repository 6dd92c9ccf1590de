#!/usr/bin/env python3
"""Times one synth of the OmniTrack stack as a whole process: ours, `cdk synth`, the CDK app alone.

The programs take turns, so that a busy moment of the machine falls on all of them.
"""

import argparse
import pathlib
import shutil
import statistics
import sys
import tempfile

import measure

HERE = pathlib.Path(__file__).resolve().parent
PEER = HERE / "cdk-omnitrack"
CDK = HERE / "node_modules" / ".bin" / "cdk"
COMPILED = PEER / "dist" / "bin" / "omnitrack.js"
INSTALL = f"run `npm install && npm run build` in {HERE.name}/"

# Since 2.262 aws-cdk-lib validates what it writes by default; the peer is shown without it too.
UNVALIDATED = {"CDK_VALIDATION": "false"}


class Program:
    """One way to synthesize the stack: a command, and what must exist for it to run."""

    def __init__(self, name, command, *, env=None, needs=(), target=None):
        self.name, self.command, self.env = name, command, env or {}
        self.needs, self.target = needs, target
        self.seconds = []

    def missing(self):
        """The reason why it cannot run here, or None."""
        for need, remedy in self.needs:
            if not (shutil.which(str(need)) or pathlib.Path(need).exists()):
                return f"{need} is missing: {remedy}"
        return None

    def run(self):
        """One run; the template goes into a folder of its own that is removed afterwards."""
        with tempfile.TemporaryDirectory() as folder:
            command = [word.replace("{out}", folder) for word in self.command]
            env = {key: value.replace("{out}", folder) for key, value in self.env.items()}
            seconds, _ = measure.run(command, cwd=PEER, env=env)
        self.seconds.append(seconds)


def peers():
    node = ("node", "install Node.js 20 or later")
    cdk = (CDK, INSTALL)
    compiled = (COMPILED, INSTALL)
    cdk_synth = [str(CDK), "synth", "--quiet", "--output", "{out}"]
    on_compiled = [*cdk_synth, "--app", f"node {COMPILED}"]
    direct = {"CDK_OUTDIR": "{out}"}
    return [
        Program("cdk synth (ts-node), as installed", cdk_synth, needs=[node, cdk]),
        Program("cdk synth (ts-node), unvalidated", cdk_synth, env=UNVALIDATED,
                needs=[node, cdk], target=1000),
        Program("cdk synth (compiled), as installed", on_compiled, needs=[node, cdk, compiled]),
        Program("cdk synth (compiled), unvalidated", on_compiled, env=UNVALIDATED,
                needs=[node, cdk, compiled]),
        Program("node on the compiled app, as installed", ["node", str(COMPILED)], env=direct,
                needs=[node, compiled]),
        Program("node on the compiled app, unvalidated", ["node", str(COMPILED)],
                env={**direct, **UNVALIDATED}, needs=[node, compiled], target=100),
    ]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", help="the omnitrack-synth to measure (a release build)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of all programs (default 5)")
    parser.add_argument("--repeat", type=int, default=20,
                        help="runs of omnitrack-synth in a round (default 20)")
    parser.add_argument("--require", action="store_true",
                        help="fail when a peer is missing or a target is missed")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    ours = Program("omnitrack-synth synth -o", [str(pathlib.Path(arguments.binary).resolve()),
                                                "synth", "-o", "{out}"],
                   needs=[(pathlib.Path(arguments.binary).resolve(), "build the release preset")])
    if reason := ours.missing():
        sys.exit(f"synth.py: {reason}")
    present, complete = measure.present(peers())
    try:
        for _ in range(arguments.rounds):
            for _ in range(arguments.repeat):
                ours.run()
            for peer in present:
                peer.run()
    except measure.Failed as failure:
        sys.exit(f"synth.py: {failure}")

    own = statistics.median(ours.seconds)
    rows = []
    for program in [ours, *present]:
        median = statistics.median(program.seconds)
        ratio = median / own
        verdict = ""
        if program.target:
            reached = ratio >= program.target
            complete &= reached
            verdict = f">= {program.target}: {'yes' if reached else 'NO'}"
        rows.append([program.name, len(program.seconds), f"{median * 1e3:.2f}",
                     f"{min(program.seconds) * 1e3:.2f}", f"{ratio:.1f}", verdict])
    measure.table(["one synth, whole process", "runs", "median ms", "best ms", "times ours",
                   "target"], rows)
    if arguments.require and not complete:
        sys.exit(1)


if __name__ == "__main__":
    main()

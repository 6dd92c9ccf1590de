#!/usr/bin/env python3
"""Deploys our templates to an emulated AWS account by the real AWS CLI.

Ends with 0 when all holds, 1 when not, and 77 (skipped) when the AWS CLI or the moto server is
missing. What the emulator does not model stands at the end; what it could not delete is a failure.
"""

import argparse
import pathlib
import sys
import tempfile
import unittest

import adopted
import assets
import cli_forms
import deployed_diff
import deployed_stacks
import examples
import harness
import live
import omnitrack_changes
import omnitrack_stack
import own_verbs
import simulation_function
import split_stacks
import steps

# The changes come last: they take the stack down that the others read.
SUITES = {
    "forms": [cli_forms.CommandLineFormsTest],
    "adopt": [adopted.AdoptedTest],
    "assets": [assets.PublishTest, assets.CdkTest],
    "live": [live.LiveTest],
    "diff": [deployed_diff.DeployedDiffTest],
    "stacks": [deployed_stacks.DeployedStacksTest],
    "verbs": [own_verbs.OwnVerbsTest],
    "steps": [steps.StepsTest],
    "split": [split_stacks.SplitStacksTest],
    "examples": [examples.ExamplesTest],
    "stack": [
        omnitrack_stack.OutputsTest,
        omnitrack_stack.NetworkTest,
        omnitrack_stack.DataTest,
        omnitrack_stack.IdentityTest,
        omnitrack_stack.ApiTest,
        omnitrack_stack.CacheTest,
        simulation_function.SimulationFunctionTest,
        omnitrack_changes.ChangeTest,
    ],
}


def run(arguments, emulator):
    """Runs the suites that were asked for; returns whether all passed."""
    suite = unittest.TestSuite()
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments.suites or SUITES:
            for case in SUITES[name]:
                case.emulator, case.binary = emulator, str(arguments.binary.resolve())
                case.shop = arguments.shop.resolve()
                case.templates, case.folder = arguments.examples, pathlib.Path(folder)
                suite.addTest(unittest.defaultTestLoader.loadTestsFromTestCase(case))
        return unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path, help="the omnitrack-synth to test")
    parser.add_argument("shop", type=pathlib.Path, help="the app of tests/deploying")
    parser.add_argument("--examples", type=pathlib.Path,
                        default=harness.HERE.parents[1] / "templates" / "examples",
                        help="the folder with the examples' templates")
    parser.add_argument("--suites", nargs="*", choices=SUITES, help="only these (default: all)")
    arguments = parser.parse_args()
    if reason := harness.missing():
        print(f"SKIP: {reason}")
        sys.exit(harness.SKIPPED)
    if not arguments.binary.exists():
        sys.exit(f"deploy_test.py: {arguments.binary} is not there")

    emulator = harness.Emulator()
    try:
        passed = run(arguments, emulator)
    finally:
        emulator.stop()
    for topic, text in emulator.said:
        if topic != "listening":
            print(f"emulator: {topic}: {text}")
        passed &= topic != "not deleted"
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()

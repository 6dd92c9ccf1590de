#!/usr/bin/env python3
"""Adopts our own templates with ids that say nothing: shuffled_test.py BINARY."""

import json
import pathlib
import sys
import unittest

import deployed

BINARY = None
TEMPLATE = deployed.PROJECT / "templates" / "omnitrack" / "OmniTrack.template.json"
SEEDS = range(3)


class ShuffledTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.template = json.loads(TEMPLATE.read_text(encoding="utf-8"))

    def adopted(self, seed):
        old, ids = deployed.shuffled(self.template, seed)
        return deployed.Adoption(BINARY, old), ids

    def test_every_resource_is_found_by_what_it_is_and_what_it_is_connected_to(self):
        for seed in SEEDS:
            with self.subTest(seed=seed):
                adoption, ids = self.adopted(seed)
                self.assertEqual(adoption.states("new", "gone"), [])
                for row in adoption.rows:
                    wanted = ids[self.own_id(row["path"], row["type"])]
                    self.assertEqual(row["old_logical_id"], wanted, row)

    def test_all_of_it_is_certain(self):
        adoption, _ = self.adopted(0)
        self.assertEqual(adoption.states("guess", "likely"), [])

    def test_the_next_deployment_replaces_and_deletes_nothing(self):
        adoption, ids = self.adopted(1)
        self.assertEqual(deployed.replaced(adoption.old, adoption.new), set())
        gone = adoption.old["Resources"].keys() - adoption.new["Resources"].keys()
        # The id of a deployment follows what it deploys, under the names that this has.
        self.assertEqual(gone, {ids[self.own_id("OmniTrack/RestApi/Deployment")]})

    def own_id(self, path, kind="AWS::ApiGateway::Deployment"):
        """The logical id that a path gets without a lock file."""
        name = "".join(c for c in path.partition("/")[2] if c.isalnum())
        if kind != "AWS::ApiGateway::Deployment":
            return name
        return next(each for each in self.template["Resources"] if each.startswith(name))


if __name__ == "__main__":
    BINARY = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()

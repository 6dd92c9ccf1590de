"""What the tests of split stacks share: an app whose second stack lives in nested stacks, of which the
first one reads the topic's name of the other stack."""

import json
import os
import pathlib
import tempfile

from verb_case import VerbCase

HALVES = os.environ["HALVES"]
HOMES = {"Entries": "NestedStack1", "News": "NestedStack1", "NewsPolicy": "NestedStack1", "Jobs": "NestedStack2",
         "JobsPolicy": "NestedStack2"}
BUCKET = "omnitrack-assets-123456789012-eu-west-1"
REGION = ("--region", "eu-west-1")
OLD_TABLE = {"LogicalResourceId": "Entries", "PhysicalResourceId": "events",
             "ResourceType": "AWS::DynamoDB::Table"}
REPLACED = OLD_TABLE | {"Action": "Modify", "Replacement": "True", "PolicyAction": "ReplaceAndDelete"}


def changes(*verdicts):
    """What a change set says."""
    return [{"Type": "Resource", "ResourceChange": each} for each in verdicts]


class SplitCase(VerbCase):
    """`Data` with a topic, and `Shop`, whose table and queue live in nested stacks of their own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_halves(self, aws, *words, code=0, **settings):
        """Runs a verb of the app as it is configured."""
        given = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
        ended = aws.run(HALVES, *words, *given, cwd=self.folder, OMNITRACK_POLL_SECONDS="0.01",
                        LC_ALL="C.UTF-8")
        self.assertEqual(ended.code, code, ended.stderr)
        return ended

    def put_in_place(self, aws, **settings):
        """Writes the lock file of the app, and tells the account what is in its nested stacks."""
        self.run_halves(aws, "lock", **settings)
        file = self.folder / "omnitrack.lock.json"
        lock = json.loads(file.read_text())
        for name, entry in lock["stacks"]["Shop"].items():
            if name in HOMES:
                entry["nested"] = HOMES[name]
        file.write_text(json.dumps(lock))
        self.run_halves(aws, "synth", "-o", "out", **settings)
        aws.change(nested={each.name.split(".")[1]: json.loads(each.read_text())
                           for each in (self.folder / "out").glob("Shop.Nested*.template.json")})

    def deploy(self, aws, *words, code=0, **settings):
        return self.run_halves(aws, "deploy", "--yes", *REGION, *words, code=code, **settings)

    def deployed(self, **settings):
        """An account in which the app is deployed."""
        aws = self.stand_in(buckets=[BUCKET], steps_per_call=20)
        self.put_in_place(aws, **settings)
        self.deploy(aws, **settings)
        aws.forget_calls()
        return aws

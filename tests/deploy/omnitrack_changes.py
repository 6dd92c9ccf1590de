"""Updates the deployed OmniTrack stack, sets a second one beside it, and deletes both."""

import json

from omnitrack_stack import BUCKETS, EXPORTS, STACK, TABLE, Deployed

SECOND = {
    "environment": "production",
    "name_prefix": "second",
    "cors_origins": ["https://omnitrack.example.com"],
    "alarms": True,
    "api_gateway_account": False,
}


class ChangeTest(Deployed):
    """Its tests share one stack and run by name: an update, a second environment, the end."""

    def test_1_an_update_changes_the_retention_in_place(self):
        stack = self.deploy("--set", "retention_days=90")
        self.assertEqual(stack["StackStatus"], "UPDATE_COMPLETE")
        self.assertEqual(self.retention("/aws/omnitrack/application"), 90)
        self.assertEqual(sorted(self.cloud.exports()), sorted(EXPORTS.values()))

    def test_2_the_same_template_again_changes_nothing(self):
        before = self.cloud.events(STACK)
        self.deploy("--set", "retention_days=90")
        self.assertEqual(self.cloud.events(STACK), before)

    def test_3_a_second_environment_fits_into_the_same_account(self):
        file = self.folder / "second.json"
        file.write_text(json.dumps(SECOND))
        stack = self.deploy("--config", str(file), stack="Second")
        self.assertEqual(stack["StackStatus"], "CREATE_COMPLETE")
        exports = set(self.cloud.exports()) - set(EXPORTS.values())
        self.assertEqual(
            exports, {name.replace("OmniTrack", "second") for name in EXPORTS.values()})
        self.cloud.delete("Second")

    def test_4_deletion_keeps_the_data_and_nothing_else(self):
        vpc = self.cloud.exports()["OmniTrack-VpcId"]
        self.cloud.delete(STACK)
        self.assertEqual(self.cloud.exports(), {})
        tables = self.aws("dynamodb", "list-tables")["TableNames"]
        self.assertIn(TABLE, tables)
        kept = [b["Name"] for b in self.aws("s3api", "list-buckets")["Buckets"]]
        self.assertLessEqual(set(BUCKETS.values()), set(kept))
        vpcs = self.aws("ec2", "describe-vpcs")["Vpcs"]
        self.assertNotIn(vpc, [v["VpcId"] for v in vpcs])
        self.assertEqual(self.aws("apigateway", "get-rest-apis")["items"], [])
        clusters = self.aws("elasticache", "describe-cache-clusters")["CacheClusters"]
        self.assertLessEqual({cluster["CacheClusterStatus"] for cluster in clusters}, {"deleting"})

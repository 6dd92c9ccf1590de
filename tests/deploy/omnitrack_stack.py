"""Deploys the OmniTrack stack and reads back what the document says of it."""

import ipaddress
import json
import unittest

import harness

STACK = "OmniTrack"
EXPORTS = {
    "VpcId": "OmniTrack-VpcId",
    "DynamoDBTableName": "OmniTrack-TableName",
    "DynamoDBTableArn": "OmniTrack-TableArn",
    "UserPoolId": "OmniTrack-UserPoolId",
    "UserPoolClientId": "OmniTrack-UserPoolClientId",
    "UserPoolArn": "OmniTrack-UserPoolArn",
    "RestApiUrl": "OmniTrack-RestApiUrl",
    "RestApiId": "OmniTrack-RestApiId",
    "WebSocketApiId": "OmniTrack-WebSocketApiId",
    "WebSocketApiUrl": "OmniTrack-WebSocketApiUrl",
    "DigitalTwinBucketName": "OmniTrack-DigitalTwinBucket",
    "ModelArtifactsBucketName": "OmniTrack-ModelArtifactsBucket",
    "ApplicationLogGroupName": "OmniTrack-AppLogGroup",
    "RedisClusterEndpoint": "OmniTrack-RedisEndpoint",
    "RedisClusterPort": "OmniTrack-RedisPort",
    "RedisSecurityGroupId": "OmniTrack-RedisSecurityGroup",
}
TABLE = "omnitrack-main"
BUCKETS = {
    "digital-twin": "omnitrack-digital-twin-123456789012-us-east-1",
    "model-artifacts": "omnitrack-model-artifacts-123456789012-us-east-1",
}
LOG_GROUPS = [
    "/aws/apigateway/omnitrack-api",
    "/aws/apigateway/omnitrack-websocket",
    "/aws/omnitrack/application",
    "/aws/lambda/omnitrack",
]


def by(items, key):
    return {item[key]: item for item in items}


class Deployed(unittest.TestCase):
    """A test of the stack, which is deployed once for all of them."""

    binary, emulator, folder = None, None, None
    cloud, stack = None, None

    @classmethod
    def setUpClass(cls):
        if Deployed.stack is None:
            Deployed.cloud = harness.Cloud(cls.emulator)
            Deployed.aws = Deployed.cloud.run
            Deployed.stack = cls.deploy()

    @classmethod
    def deploy(cls, *words, stack=STACK):
        file = cls.folder / f"{stack}.template.json"
        file.write_text(harness.synthesize(cls.binary, *words))
        return cls.cloud.deploy(file, stack)

    def retention(self, group):
        listed = self.aws("logs", "describe-log-groups", "--log-group-name-prefix", group)
        return by(listed["logGroups"], "logGroupName")[group]["retentionInDays"]


class OutputsTest(Deployed):
    def test_the_stack_is_complete(self):
        self.assertEqual(self.stack["StackStatus"], "CREATE_COMPLETE")

    def test_every_documented_output_has_its_export_a_description_and_a_value(self):
        outputs = by(self.stack["Outputs"], "OutputKey")
        for name, export in EXPORTS.items():
            with self.subTest(name):
                self.assertEqual(outputs[name]["ExportName"], export)
                self.assertTrue(outputs[name]["Description"])
                self.assertTrue(outputs[name]["OutputValue"])

    def test_the_account_exports_the_documented_names_and_no_others(self):
        self.assertEqual(sorted(self.cloud.exports()), sorted(EXPORTS.values()))


class NetworkTest(Deployed):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vpc = cls.cloud.exports()["OmniTrack-VpcId"]
        cls.inside = ["--filters", f"Name=vpc-id,Values={cls.vpc}"]
        cls.subnets = cls.aws("ec2", "describe-subnets", *cls.inside)["Subnets"]
        tables = cls.aws("ec2", "describe-route-tables", *cls.inside)["RouteTables"]
        cls.routes = {
            association["SubnetId"]: table["Routes"]
            for table in tables
            for association in table["Associations"]
            if "SubnetId" in association
        }
        nats = cls.aws("ec2", "describe-nat-gateways", "--filter", *cls.inside[1:])
        cls.nats = nats["NatGateways"]

    def way_out(self, subnet):
        routes = by(self.routes[subnet["SubnetId"]], "DestinationCidrBlock")
        return routes["0.0.0.0/0"]

    def half(self, public):
        kind = "/PublicSubnet" if public else "/PrivateSubnet"
        return [s for s in self.subnets if kind in by(s["Tags"], "Key")["Name"]["Value"]]

    def test_no_subnet_gives_out_public_addresses_unasked(self):
        self.assertFalse(any(subnet["MapPublicIpOnLaunch"] for subnet in self.subnets))

    def test_the_vpc_has_its_range_and_both_dns_settings(self):
        vpc = self.aws("ec2", "describe-vpcs", "--vpc-ids", self.vpc)["Vpcs"][0]
        self.assertEqual(vpc["CidrBlock"], "10.0.0.0/16")
        for attribute in ("enableDnsSupport", "enableDnsHostnames"):
            answer = self.aws("ec2", "describe-vpc-attribute", "--vpc-id", self.vpc,
                              "--attribute", attribute)
            self.assertTrue(answer[attribute[0].upper() + attribute[1:]]["Value"], attribute)

    def test_each_of_three_zones_has_a_public_and_a_private_subnet(self):
        for public in (True, False):
            self.assertEqual(len({s["AvailabilityZone"] for s in self.half(public)}), 3)
            self.assertEqual(len(self.half(public)), 3)

    def test_the_subnets_are_24s_of_the_vpc_without_overlap(self):
        blocks = [ipaddress.ip_network(subnet["CidrBlock"]) for subnet in self.subnets]
        for block in blocks:
            self.assertEqual(block.prefixlen, 24)
            self.assertTrue(block.subnet_of(ipaddress.ip_network("10.0.0.0/16")))
        self.assertEqual(len(set(blocks)), 6)

    def test_public_subnets_lead_to_an_internet_gateway(self):
        for subnet in self.half(True):
            self.assertRegex(self.way_out(subnet)["GatewayId"], "^igw-")

    def test_each_private_subnet_leads_to_the_nat_gateway_of_its_own_zone(self):
        zone_of = {subnet["SubnetId"]: subnet["AvailabilityZone"] for subnet in self.subnets}
        zone_of_nat = {nat["NatGatewayId"]: zone_of[nat["SubnetId"]] for nat in self.nats}
        self.assertEqual(len(zone_of_nat), 3)
        for subnet in self.half(False):
            nat = self.way_out(subnet)["NatGatewayId"]
            self.assertEqual(zone_of_nat[nat], subnet["AvailabilityZone"])

    def test_nat_gateways_are_in_public_subnets_with_addresses_of_their_own(self):
        public = {subnet["SubnetId"] for subnet in self.half(True)}
        self.assertEqual({nat["SubnetId"] for nat in self.nats}, public)
        addresses = {nat["NatGatewayAddresses"][0]["PublicIp"] for nat in self.nats}
        self.assertEqual(len(addresses), 3)

    def test_a_flow_log_of_all_traffic_goes_to_a_group_that_its_role_may_write(self):
        (log,) = self.aws("ec2", "describe-flow-logs", "--filter",
                          f"Name=resource-id,Values={self.vpc}")["FlowLogs"]
        self.assertEqual((log["TrafficType"], log["FlowLogStatus"]), ("ALL", "ACTIVE"))
        group = log.get("LogGroupName") or log["LogDestination"].split(":log-group:")[1]
        self.assertEqual(self.retention(group.removesuffix(":*")), 30)
        role = log["DeliverLogsPermissionArn"].rpartition("/")[2]
        names = self.aws("iam", "list-role-policies", "--role-name", role)["PolicyNames"]
        policies = [
            self.aws("iam", "get-role-policy", "--role-name", role, "--policy-name", name)
            for name in names
        ]
        self.assertIn("logs:PutLogEvents", json.dumps(policies))

    def test_redis_is_reached_from_the_vpc_alone_and_reaches_everything(self):
        group = self.cloud.exports()["OmniTrack-RedisSecurityGroup"]
        listed = self.aws("ec2", "describe-security-groups", "--group-ids", group)
        (group,) = listed["SecurityGroups"]
        self.assertEqual(group["VpcId"], self.vpc)
        (rule,) = group["IpPermissions"]
        self.assertEqual(
            (rule["IpProtocol"], rule["FromPort"], rule["ToPort"]), ("tcp", 6379, 6379))
        self.assertEqual([r["CidrIp"] for r in rule["IpRanges"]], ["10.0.0.0/16"])
        self.assertEqual(rule["UserIdGroupPairs"], [])
        self.assertEqual(group["IpPermissionsEgress"][0]["IpProtocol"], "-1")


class DataTest(Deployed):
    def test_the_table_has_its_keys_stream_encryption_and_billing(self):
        table = self.aws("dynamodb", "describe-table", "--table-name", TABLE)["Table"]
        keys = [(key["AttributeName"], key["KeyType"]) for key in table["KeySchema"]]
        self.assertEqual(keys, [("PK", "HASH"), ("SK", "RANGE")])
        self.assertEqual(table["BillingModeSummary"]["BillingMode"], "PAY_PER_REQUEST")
        self.assertEqual(table["StreamSpecification"]["StreamViewType"], "NEW_AND_OLD_IMAGES")
        self.assertEqual(table["SSEDescription"]["Status"], "ENABLED")
        self.assertEqual({a["AttributeType"] for a in table["AttributeDefinitions"]}, {"S"})

    def test_both_indexes_project_everything(self):
        table = self.aws("dynamodb", "describe-table", "--table-name", TABLE)["Table"]
        indexes = by(table["GlobalSecondaryIndexes"], "IndexName")
        self.assertEqual(sorted(indexes), ["GSI1", "GSI2"])
        for name, index in indexes.items():
            keys = [key["AttributeName"] for key in index["KeySchema"]]
            self.assertEqual(keys, [f"{name}PK", f"{name}SK"])
            self.assertEqual(index["Projection"]["ProjectionType"], "ALL")

    def test_the_table_can_be_recovered_to_a_point_in_time(self):
        answer = self.aws("dynamodb", "describe-continuous-backups", "--table-name", TABLE)
        recovery = answer["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
        self.assertEqual(recovery["PointInTimeRecoveryStatus"], "ENABLED")

    def of_bucket(self, bucket, what):
        return self.aws("s3api", f"get-{what}", "--bucket", bucket)

    def test_both_buckets_are_encrypted_versioned_and_closed_to_the_public(self):
        for bucket in BUCKETS.values():
            with self.subTest(bucket):
                (rule,) = self.of_bucket(bucket, "bucket-encryption")[
                    "ServerSideEncryptionConfiguration"]["Rules"]
                algorithm = rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"]
                self.assertEqual(algorithm, "AES256")
                self.assertEqual(self.of_bucket(bucket, "bucket-versioning")["Status"], "Enabled")
                block = self.of_bucket(bucket, "public-access-block")
                self.assertEqual(
                    set(block["PublicAccessBlockConfiguration"].values()), {True})

    def test_both_buckets_refuse_what_does_not_come_by_tls(self):
        for bucket in BUCKETS.values():
            with self.subTest(bucket):
                policy = json.loads(self.of_bucket(bucket, "bucket-policy")["Policy"])
                denials = [s for s in policy["Statement"] if s["Effect"] == "Deny"]
                self.assertIn('"aws:SecureTransport": "false"', json.dumps(denials))
                self.assertIn(f'"arn:aws:s3:::{bucket}/*"', json.dumps(denials))

    def rules(self, bucket):
        return self.of_bucket(bucket, "bucket-lifecycle-configuration")["Rules"]

    def test_snapshots_are_deleted_after_90_days_and_old_versions_after_30(self):
        rules = self.rules(BUCKETS["digital-twin"])
        self.assertIn(90, [r.get("Expiration", {}).get("Days") for r in rules])
        self.assertIn(
            30, [r.get("NoncurrentVersionExpiration", {}).get("NoncurrentDays") for r in rules])

    def test_models_move_to_infrequent_access_and_then_to_glacier(self):
        rules = self.rules(BUCKETS["model-artifacts"])
        steps = [(s["StorageClass"], s["Days"]) for r in rules for s in r.get("Transitions", [])]
        self.assertEqual(sorted(steps), [("GLACIER", 90), ("STANDARD_IA", 30)])

    def test_every_log_group_keeps_a_month(self):
        for group in LOG_GROUPS:
            self.assertEqual(self.retention(group), 30, group)


class IdentityTest(Deployed):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        exports = cls.cloud.exports()
        cls.pool_id = ["--user-pool-id", exports["OmniTrack-UserPoolId"]]
        cls.pool = cls.aws("cognito-idp", "describe-user-pool", *cls.pool_id)["UserPool"]
        cls.client = cls.aws("cognito-idp", "describe-user-pool-client", *cls.pool_id,
                             "--client-id", exports["OmniTrack-UserPoolClientId"])["UserPoolClient"]

    def test_the_pool_has_its_name_and_password_policy(self):
        self.assertEqual(self.pool["Name"], "omnitrack-users")
        policy = self.pool["Policies"]["PasswordPolicy"]
        self.assertEqual(policy["MinimumLength"], 12)
        self.assertEqual(policy["TemporaryPasswordValidityDays"], 3)
        for kind in ("Lowercase", "Uppercase", "Numbers", "Symbols"):
            self.assertTrue(policy[f"Require{kind}"], kind)

    def test_people_sign_up_themselves_and_verify_their_email(self):
        self.assertFalse(self.pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"])
        self.assertEqual(self.pool["AutoVerifiedAttributes"], ["email"])
        self.assertEqual(self.pool["AliasAttributes"], ["email"])
        (way,) = self.pool["AccountRecoverySetting"]["RecoveryMechanisms"]
        self.assertEqual(way["Name"], "verified_email")

    def test_the_attributes_are_required_and_mutable_as_documented(self):
        attributes = by(self.pool["SchemaAttributes"], "Name")
        for name, required in (("email", True), ("name", True), ("custom:role", False),
                               ("custom:organization", False)):
            self.assertEqual(attributes[name]["Required"], required, name)
            self.assertTrue(attributes[name]["Mutable"], name)

    def test_a_second_factor_is_optional_by_sms_or_app(self):
        answer = self.aws("cognito-idp", "get-user-pool-mfa-config", *self.pool_id)
        self.assertEqual(answer["MfaConfiguration"], "OPTIONAL")
        self.assertTrue(answer["SoftwareTokenMfaConfiguration"]["Enabled"])
        self.assertIn("SmsMfaConfiguration", answer)

    def test_the_role_that_sends_sms_may_publish(self):
        role = self.pool["SmsConfiguration"]["SnsCallerArn"].rpartition("/")[2]
        trust = self.aws("iam", "get-role", "--role-name", role)["Role"]
        self.assertIn("cognito-idp.amazonaws.com", json.dumps(trust))
        (name,) = self.aws("iam", "list-role-policies", "--role-name", role)["PolicyNames"]
        policy = self.aws("iam", "get-role-policy", "--role-name", role, "--policy-name", name)
        self.assertIn("sns:Publish", json.dumps(policy, default=str))

    def test_the_client_has_no_secret_and_its_flows_and_validities(self):
        client = self.client
        self.assertEqual(client["ClientName"], "omnitrack-web-client")
        self.assertNotIn("ClientSecret", client)
        flows = set(client["ExplicitAuthFlows"]) - {"ALLOW_REFRESH_TOKEN_AUTH"}
        self.assertEqual(
            flows, {"ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"})
        self.assertEqual(client["PreventUserExistenceErrors"], "ENABLED")
        self.assertTrue(client["EnableTokenRevocation"])
        minutes = {"minutes": 1, "hours": 60, "days": 1440}
        defaults = {"AccessToken": "hours", "IdToken": "hours", "RefreshToken": "days"}
        units = {**defaults, **client.get("TokenValidityUnits", {})}
        for token, expected in (("AccessToken", 60), ("IdToken", 60), ("RefreshToken", 43200)):
            self.assertEqual(client[f"{token}Validity"] * minutes[units[token]], expected, token)


class ApiTest(Deployed):
    PATHS = ["auth", "digital-twin", "scenarios", "alerts", "marketplace", "sustainability"]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        exports = cls.cloud.exports()
        cls.rest = ["--rest-api-id", exports["OmniTrack-RestApiId"]]
        cls.socket = ["--api-id", exports["OmniTrack-WebSocketApiId"]]

    def test_the_rest_api_has_the_documented_paths_and_answers_preflights(self):
        api = self.aws("apigateway", "get-rest-api", *self.rest)
        self.assertEqual(api["name"], "omnitrack-api")
        resources = by(self.aws("apigateway", "get-resources", *self.rest)["items"], "path")
        for path in self.PATHS:
            with self.subTest(path):
                method = resources[f"/{path}"]["resourceMethods"]["OPTIONS"]
                self.assertEqual(method["methodIntegration"]["type"], "MOCK")
                self.assertIn("Access-Control-Allow-Origin", json.dumps(method))

    def test_the_rest_stage_traces_logs_and_serves_a_deployment(self):
        stage = self.aws("apigateway", "get-stage", *self.rest, "--stage-name", "prod")
        self.assertTrue(stage["tracingEnabled"])
        settings = stage["methodSettings"]["*/*"]
        self.assertEqual(settings["loggingLevel"], "INFO")
        self.assertTrue(settings["dataTraceEnabled"] and settings["metricsEnabled"])
        logs = stage["accessLogSettings"]
        self.assertIn("/aws/apigateway/omnitrack-api", logs["destinationArn"])
        for field in ("caller", "httpMethod", "ip", "protocol", "requestTime", "resourcePath",
                      "responseLength", "status", "user"):
            self.assertIn(field, json.loads(logs["format"]))
        deployments = self.aws("apigateway", "get-deployments", *self.rest)["items"]
        self.assertEqual([d["id"] for d in deployments], [stage["deploymentId"]])

    def test_the_websocket_stage_throttles_and_logs(self):
        api = self.aws("apigatewayv2", "get-api", *self.socket)
        self.assertEqual((api["Name"], api["ProtocolType"], api["RouteSelectionExpression"]),
                         ("omnitrack-websocket-api", "WEBSOCKET", "$request.body.action"))
        stage = self.aws("apigatewayv2", "get-stage", *self.socket, "--stage-name", "prod")
        self.assertTrue(stage["AutoDeploy"])
        settings = stage["DefaultRouteSettings"]
        self.assertEqual(
            (settings["ThrottlingBurstLimit"], settings["ThrottlingRateLimit"]), (5000, 2000))
        self.assertEqual((settings["LoggingLevel"], settings["DataTraceEnabled"]), ("INFO", True))
        logs = stage["AccessLogSettings"]
        self.assertIn("/aws/apigateway/omnitrack-websocket", logs["DestinationArn"])
        self.assertEqual(set(json.loads(logs["Format"])),
                         {"requestId", "ip", "requestTime", "routeKey", "status"})


class CacheTest(Deployed):
    def test_the_cluster_is_as_documented(self):
        (cluster,) = self.aws("elasticache", "describe-cache-clusters", "--cache-cluster-id",
                              "omnitrack-redis-cluster")["CacheClusters"]
        wanted = {
            "Engine": "redis", "EngineVersion": "7.0", "CacheNodeType": "cache.t3.micro",
            "NumCacheNodes": 1, "AutoMinorVersionUpgrade": True, "SnapshotRetentionLimit": 5,
            "SnapshotWindow": "03:00-04:00", "PreferredMaintenanceWindow": "sun:05:00-sun:06:00",
        }
        self.assertEqual({key: cluster[key] for key in wanted}, wanted)

    def test_its_subnet_group_spans_the_private_subnets(self):
        (group,) = self.aws("elasticache", "describe-cache-subnet-groups")["CacheSubnetGroups"]
        names = [subnet["SubnetIdentifier"] for subnet in group["Subnets"]]
        subnets = self.aws("ec2", "describe-subnets", "--subnet-ids", *names)["Subnets"]
        self.assertEqual(len({subnet["AvailabilityZone"] for subnet in subnets}), 3)
        self.assertEqual({subnet["MapPublicIpOnLaunch"] for subnet in subnets}, {False})

    def test_the_health_function_knows_redis_and_runs_in_the_private_subnets(self):
        function = self.aws("lambda", "get-function-configuration",
                            "--function-name", "omnitrack-cache-health")
        exports = self.cloud.exports()
        variables = function["Environment"]["Variables"]
        self.assertEqual(variables["REDIS_HOST"], exports["OmniTrack-RedisEndpoint"])
        self.assertEqual(variables["REDIS_PORT"], exports["OmniTrack-RedisPort"])
        self.assertEqual(len(function["VpcConfig"]["SubnetIds"]), 3)
        role = function["Role"].rpartition("/")[2]
        attached = self.aws("iam", "list-attached-role-policies", "--role-name", role)
        self.assertIn("AWSLambdaVPCAccessExecutionRole",
                      [policy["PolicyName"] for policy in attached["AttachedPolicies"]])

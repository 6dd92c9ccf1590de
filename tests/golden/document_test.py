#!/usr/bin/env python3
"""Holds the OmniTrack template against the stack's documentation, statement by statement."""

import ipaddress
import json
import subprocess

from synthesized import OUTPUTS, DocumentTest, Template, get_att, main, ref

ORIGIN_HEADER = "Access-Control-Allow-Origin"


class Network(DocumentTest):
    def test_the_vpc_resolves_and_gives_dns_names(self):
        self.assert_properties(self.template.one("EC2::VPC"), {
            "CidrBlock": "10.0.0.0/16", "EnableDnsHostnames": True, "EnableDnsSupport": True})

    def test_three_public_and_three_private_subnets_are_in_three_zones(self):
        self.assertEqual(len(self.template.all("EC2::Subnet")), 6)
        for kind in ("Public", "Private"):
            zones = [subnet["AvailabilityZone"] for subnet in self.template.subnets(kind)]
            self.assertEqual(zones, [{"Fn::Select": [i, {"Fn::GetAZs": ""}]} for i in range(3)])

    def test_each_subnet_is_a_24_of_the_vpc_and_none_overlap(self):
        blocks = [ipaddress.ip_network(subnet["CidrBlock"])
                  for subnet in self.template.all("EC2::Subnet")]
        self.assertEqual([block.prefixlen for block in blocks], [24] * 6)
        self.assertEqual(len(set(blocks)), 6)
        vpc = ipaddress.ip_network(self.template.one("EC2::VPC")["CidrBlock"])
        self.assertTrue(all(block.subnet_of(vpc) for block in blocks))

    def test_everything_of_the_network_is_in_the_vpc(self):
        kinds = {"EC2::Subnet": 6, "EC2::RouteTable": 6, "EC2::VPCGatewayAttachment": 1,
                 "EC2::SecurityGroup": 2}
        for kind, count in kinds.items():
            self.assertEqual([item["VpcId"] for item in self.template.all(kind)],
                             [ref("Vpc")] * count)
        self.assertEqual(self.template.one("EC2::VPCGatewayAttachment")["InternetGatewayId"],
                         ref(self.template.one("EC2::InternetGateway").name))

    def test_public_subnets_reach_the_internet_by_the_gateway_once_it_is_attached(self):
        gateway = self.template.one("EC2::InternetGateway")
        attachment = self.template.one("EC2::VPCGatewayAttachment")
        for subnet in self.template.subnets("Public"):
            route = self.template.default_route(subnet)
            self.assert_properties(route, {"DestinationCidrBlock": "0.0.0.0/0",
                                           "GatewayId": ref(gateway.name)})
            self.assertIn(attachment.name, route.waits_for())

    def test_each_zone_has_a_nat_gateway_that_its_private_subnet_goes_out_by(self):
        nats = self.template.all("EC2::NatGateway")
        addresses = self.template.all("EC2::EIP")
        self.assertEqual([address["Domain"] for address in addresses], ["vpc"] * 3)
        self.assertEqual([nat["AllocationId"] for nat in nats],
                         [get_att(address.name, "AllocationId") for address in addresses])
        self.assertEqual([nat["SubnetId"] for nat in nats],
                         [ref(subnet.name) for subnet in self.template.subnets("Public")])
        routes = [self.template.default_route(subnet)
                  for subnet in self.template.subnets("Private")]
        self.assertEqual([(route["DestinationCidrBlock"], route["NatGatewayId"])
                          for route in routes],
                         [("0.0.0.0/0", ref(nat.name)) for nat in nats])

    def test_a_nat_gateway_waits_for_its_way_to_the_internet(self):
        for nat, subnet in zip(self.template.all("EC2::NatGateway"),
                               self.template.subnets("Public")):
            self.assertIn(self.template.default_route(subnet).name, nat.waits_for())

    def test_flow_logs_of_all_traffic_go_to_a_log_group_with_a_made_up_name(self):
        group = self.template.log_groups()["made up"]
        self.assert_properties(self.template.one("EC2::FlowLog"), {
            "ResourceId": ref("Vpc"), "ResourceType": "VPC", "TrafficType": "ALL",
            "LogDestinationType": "cloud-watch-logs", "LogGroupName": ref(group.name)})
        self.assertEqual(group["RetentionInDays"], 30)

    def test_the_role_of_the_flow_logs_can_write_to_their_group(self):
        flow_log = self.template.one("EC2::FlowLog")
        group = flow_log["LogGroupName"]["Ref"]
        role = self.template.referred(flow_log["DeliverLogsPermissionArn"])
        condition = self.assert_trusts(role, "vpc-flow-logs.amazonaws.com")
        account = "${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}"
        self.assertEqual(condition, {
            "StringEquals": {"aws:SourceAccount": ref("AWS::AccountId")},
            "ArnLike": {"aws:SourceArn": {"Fn::Sub": f"arn:{account}:vpc-flow-log/*"}}})
        # https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html, but for making
        # the group, which is there.
        self.assertIn(
            {"Effect": "Allow",
             "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
             "Resource": get_att(group, "Arn")}, self.role_statements(role))


class Table(DocumentTest):
    def setUp(self):
        super().setUp()
        self.table = self.template.one("DynamoDB::Table")

    def test_the_table_is_named_and_keyed_as_documented(self):
        self.assert_properties(self.table, {
            "TableName": "omnitrack-main",
            "KeySchema": [{"AttributeName": "PK", "KeyType": "HASH"},
                          {"AttributeName": "SK", "KeyType": "RANGE"}]})

    def test_every_key_is_a_string(self):
        keys = {item["AttributeName"]: item["AttributeType"]
                for item in self.table["AttributeDefinitions"]}
        self.assertEqual(keys, dict.fromkeys(
            ["PK", "SK", "GSI1PK", "GSI1SK", "GSI2PK", "GSI2SK"], "S"))

    def test_two_global_indexes_project_all_attributes(self):
        self.assertEqual(self.table["GlobalSecondaryIndexes"], [
            {"IndexName": name,
             "KeySchema": [{"AttributeName": f"{name}PK", "KeyType": "HASH"},
                           {"AttributeName": f"{name}SK", "KeyType": "RANGE"}],
             "Projection": {"ProjectionType": "ALL"}} for name in ("GSI1", "GSI2")])

    def test_it_is_paid_by_request_recoverable_encrypted_and_streamed(self):
        self.assert_properties(self.table, {
            "BillingMode": "PAY_PER_REQUEST",
            "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled": True,
            # The key of the account that AWS manages, since none is named.
            "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS"},
            "StreamSpecification": {"StreamViewType": "NEW_AND_OLD_IMAGES"}})

    def test_it_outlives_the_stack(self):
        self.assertEqual(self.table.body["DeletionPolicy"], "Retain")
        self.assertEqual(self.table.body["UpdateReplacePolicy"], "Retain")


class Identity(DocumentTest):
    def setUp(self):
        super().setUp()
        self.pool = self.template.one("Cognito::UserPool")
        self.client = self.template.one("Cognito::UserPoolClient")

    def test_people_sign_themselves_up_and_in_by_email_or_user_name(self):
        self.assert_properties(self.pool, {
            "UserPoolName": "omnitrack-users",
            "AdminCreateUserConfig.AllowAdminCreateUserOnly": False,
            # Beside the user name, which always works where email is an alias.
            "AliasAttributes": ["email"],
            "AutoVerifiedAttributes": ["email"]})
        self.assertNotIn("UsernameAttributes", self.pool.properties)

    def test_email_and_full_name_are_required_and_mutable(self):
        for name in ("email", "name"):
            self.assertIn({"Name": name, "Mutable": True, "Required": True}, self.pool["Schema"])

    def test_role_and_organization_are_mutable_custom_attributes(self):
        for name in ("role", "organization"):
            self.assertIn({"Name": name, "Mutable": True, "AttributeDataType": "String"},
                          self.pool["Schema"])
        self.assertEqual(len(self.pool["Schema"]), 4)

    def test_passwords_have_12_characters_of_all_kinds(self):
        self.assertEqual(self.pool["Policies"]["PasswordPolicy"], {
            "MinimumLength": 12, "RequireLowercase": True, "RequireNumbers": True,
            "RequireSymbols": True, "RequireUppercase": True, "TemporaryPasswordValidityDays": 3})

    def test_mfa_is_optional_by_sms_or_totp(self):
        self.assert_properties(self.pool, {
            "MfaConfiguration": "OPTIONAL",
            "EnabledMfas": ["SMS_MFA", "SOFTWARE_TOKEN_MFA"]})

    def test_accounts_are_recovered_by_email_only(self):
        self.assertEqual(self.pool["AccountRecoverySetting"]["RecoveryMechanisms"],
                         [{"Name": "verified_email", "Priority": 1}])

    def test_cognito_can_send_its_sms(self):
        sms = self.pool["SmsConfiguration"]
        role = self.template.referred(sms["SnsCallerArn"])
        condition = self.assert_trusts(role, "cognito-idp.amazonaws.com")
        self.assertEqual(condition["StringEquals"], {"sts:ExternalId": sms["ExternalId"],
                                                     "aws:SourceAccount": ref("AWS::AccountId")})
        account = "${AWS::Partition}:cognito-idp:${AWS::Region}:${AWS::AccountId}"
        self.assertEqual(condition["ArnLike"],
                         {"aws:SourceArn": {"Fn::Sub": f"arn:{account}:userpool/*"}})
        self.assertEqual(sms["SnsRegion"], ref("AWS::Region"))
        self.assertEqual(self.role_statements(role),
                         [{"Effect": "Allow", "Action": "sns:Publish", "Resource": "*"}])

    def test_tokens_live_an_hour_and_are_refreshed_for_30_days(self):
        self.assert_properties(self.client, {
            "AccessTokenValidity": 1, "IdTokenValidity": 1, "RefreshTokenValidity": 30,
            "TokenValidityUnits": {"AccessToken": "hours", "IdToken": "hours",
                                   "RefreshToken": "days"}})

    def test_the_web_client_has_no_secret_and_three_ways_to_authenticate(self):
        self.assert_properties(self.client, {
            "UserPoolId": ref(self.pool.name),
            "ClientName": "omnitrack-web-client",
            "GenerateSecret": False,
            "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH",
                                  "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"]})

    def test_the_client_tells_nobody_who_exists_and_can_revoke_tokens(self):
        self.assert_properties(self.client, {"PreventUserExistenceErrors": "ENABLED",
                                             "EnableTokenRevocation": True})


class RestApi(DocumentTest):
    def setUp(self):
        super().setUp()
        self.api = self.template.one("ApiGateway::RestApi")
        self.stage = self.template.one("ApiGateway::Stage")
        self.preflights = self.template.all("ApiGateway::Method")

    def test_it_is_named_and_serves_at_prod(self):
        self.assertEqual(self.api["Name"], "omnitrack-api")
        self.assert_properties(self.stage, {"RestApiId": ref(self.api.name), "StageName": "prod"})

    def test_it_is_traced_logged_and_measured(self):
        self.assertIs(self.stage["TracingEnabled"], True)
        self.assertEqual(self.stage["MethodSettings"], [
            {"HttpMethod": "*", "ResourcePath": "/*", "DataTraceEnabled": True,
             "LoggingLevel": "INFO", "MetricsEnabled": True}])

    def test_it_has_the_six_documented_resources(self):
        paths = {item["PathPart"] for item in self.template.all("ApiGateway::Resource")}
        self.assertEqual(paths, {"auth", "digital-twin", "scenarios", "alerts", "marketplace",
                                 "sustainability"})
        root = get_att(self.api.name, "RootResourceId")
        for item in self.template.all("ApiGateway::Resource"):
            self.assertEqual(item["ParentId"], root)

    def test_the_root_and_every_resource_answer_a_preflight(self):
        resources = [ref(item.name) for item in self.template.all("ApiGateway::Resource")]
        self.assertCountEqual([method["ResourceId"] for method in self.preflights],
                              [get_att(self.api.name, "RootResourceId"), *resources])
        for method in self.preflights:
            self.assert_properties(method, {
                "RestApiId": ref(self.api.name), "HttpMethod": "OPTIONS",
                "AuthorizationType": "NONE", "Integration.Type": "MOCK",
                "Integration.RequestTemplates": {"application/json": '{"statusCode":204}'}})

    def test_a_preflight_declares_every_header_that_it_sends(self):
        for method in self.preflights:
            sent, = method["Integration"]["IntegrationResponses"]
            declared, = method["MethodResponses"]
            origin = f"method.response.header.{ORIGIN_HEADER}"
            self.assertEqual((sent["StatusCode"], declared["StatusCode"]), ("204", "204"))
            self.assertEqual(declared["ResponseParameters"],
                             dict.fromkeys([*sent["ResponseParameters"], origin], True))

    def test_pages_of_all_origins_may_call_every_method_with_credentials(self):
        for method in self.preflights:
            answer, = method["Integration"]["IntegrationResponses"]
            headers = {name.rpartition(".")[2]: value.strip("'")
                       for name, value in answer["ResponseParameters"].items()}
            with self.subTest(method=method.name):
                self.assertEqual(set(headers["Access-Control-Allow-Methods"].split(",")),
                                 {"OPTIONS", "GET", "PUT", "POST", "DELETE", "PATCH", "HEAD"})
                self.assertEqual(headers["Access-Control-Allow-Credentials"], "true")
                self.assertEqual(
                    headers["Access-Control-Allow-Headers"].split(","),
                    ["Content-Type", "X-Amz-Date", "Authorization", "X-Api-Key",
                     "X-Amz-Security-Token", "X-Amz-User-Agent"])
                # A browser refuses an asterisk beside credentials, so the answer names the caller.
                self.assertNotIn(ORIGIN_HEADER, headers)
                self.assertIn(f"responseOverride.header.{ORIGIN_HEADER}=$o",
                              answer["ResponseTemplates"]["application/json"])

    def test_errors_may_be_read_by_the_page_too(self):
        responses = self.template.all("ApiGateway::GatewayResponse")
        self.assertEqual({item["ResponseType"] for item in responses},
                         {"DEFAULT_4XX", "DEFAULT_5XX"})
        for response in responses:
            self.assertEqual(response["RestApiId"], ref(self.api.name))
            self.assertEqual(response["ResponseParameters"], {
                f"gatewayresponse.header.{ORIGIN_HEADER}": "method.request.header.Origin",
                "gatewayresponse.header.Access-Control-Allow-Credentials": "'true'",
                "gatewayresponse.header.Vary": "'Origin'"})

    def test_it_is_deployed_once_all_that_it_serves_is_there(self):
        deployment = self.template.one("ApiGateway::Deployment")
        self.assertEqual(deployment["RestApiId"], ref(self.api.name))
        self.assertEqual(self.stage["DeploymentId"], ref(deployment.name))
        served = [*self.preflights, *self.template.all("ApiGateway::GatewayResponse")]
        self.assertLessEqual({item.name for item in served}, deployment.waits_for())

    def test_access_is_logged_as_json_with_the_documented_fields(self):
        group = self.template.log_groups()["/aws/apigateway/omnitrack-api"]
        log = self.stage["AccessLogSetting"]
        self.assertTrue(log["DestinationArn"]["Fn::Sub"].endswith(f":${{{group.name}}}"))
        self.assertEqual(json.loads(log["Format"]), {
            "requestId": "$context.requestId",  # API Gateway demands one
            "caller": "$context.identity.caller",
            "httpMethod": "$context.httpMethod",
            "ip": "$context.identity.sourceIp",
            "protocol": "$context.protocol",
            "requestTime": "$context.requestTime",
            "resourcePath": "$context.resourcePath",
            "responseLength": "$context.responseLength",
            "status": "$context.status",
            "user": "$context.identity.user"})


class ApiLogging(DocumentTest):
    def test_api_gateway_can_log_before_a_stage_does(self):
        account = self.template.one("ApiGateway::Account")
        for kind in ("ApiGateway::Stage", "ApiGatewayV2::Stage"):
            self.assertIn(account.name, self.template.one(kind).waits_for())
        role = self.template.referred(account["CloudWatchRoleArn"])
        self.assert_trusts(role, "apigateway.amazonaws.com")
        self.assertTrue(role["ManagedPolicyArns"][0]["Fn::Sub"].endswith(
            ":iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"))


class WebSocketApi(DocumentTest):
    def setUp(self):
        super().setUp()
        self.api = self.template.one("ApiGatewayV2::Api")
        self.stage = self.template.one("ApiGatewayV2::Stage")

    def test_it_routes_messages_by_their_action(self):
        self.assert_properties(self.api, {
            "Name": "omnitrack-websocket-api", "ProtocolType": "WEBSOCKET",
            "RouteSelectionExpression": "$request.body.action"})

    def test_it_deploys_itself_to_prod(self):
        self.assert_properties(self.stage, {"ApiId": ref(self.api.name), "StageName": "prod",
                                            "AutoDeploy": True})

    def test_it_is_throttled_and_logged(self):
        self.assertEqual(self.stage["DefaultRouteSettings"], {
            "DataTraceEnabled": True, "LoggingLevel": "INFO", "ThrottlingBurstLimit": 5000,
            "ThrottlingRateLimit": 2000})

    def test_access_is_logged_as_json_with_the_documented_fields(self):
        group = self.template.log_groups()["/aws/apigateway/omnitrack-websocket"]
        log = self.stage["AccessLogSettings"]
        self.assertTrue(log["DestinationArn"]["Fn::Sub"].endswith(f":${{{group.name}}}"))
        self.assertEqual(json.loads(log["Format"]), {
            "requestId": "$context.requestId",
            "ip": "$context.identity.sourceIp",
            "requestTime": "$context.requestTime",
            "routeKey": "$context.routeKey",
            "status": "$context.status"})


class Buckets(DocumentTest):
    def setUp(self):
        super().setUp()
        self.buckets = [self.template.bucket("omnitrack-digital-twin"),
                        self.template.bucket("omnitrack-model-artifacts")]

    def test_they_are_encrypted_private_versioned_and_outlive_the_stack(self):
        self.assertEqual(len(self.template.all("S3::Bucket")), 2)
        for bucket in self.buckets:
            self.assert_properties(bucket, {
                "BucketEncryption.ServerSideEncryptionConfiguration":
                    [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}],
                "PublicAccessBlockConfiguration": dict.fromkeys(
                    ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls",
                     "RestrictPublicBuckets"], True),
                "VersioningConfiguration": {"Status": "Enabled"}})
            self.assertEqual(bucket.body["DeletionPolicy"], "Retain")
            self.assertEqual(bucket.body["UpdateReplacePolicy"], "Retain")

    def test_they_refuse_what_is_not_encrypted_on_its_way(self):
        for bucket in self.buckets:
            policy = self.template.with_property("S3::BucketPolicy", "Bucket", ref(bucket.name))
            self.assertEqual(policy["PolicyDocument"], {"Version": "2012-10-17", "Statement": [
                {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
                 "Resource": [get_att(bucket.name, "Arn"),
                              {"Fn::Sub": f"${{{bucket.name}.Arn}}/*"}],
                 "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]})

    def test_snapshots_go_after_90_days_and_their_old_versions_after_30(self):
        rule, = self.buckets[0]["LifecycleConfiguration"]["Rules"]
        self.assertEqual((rule["Status"], rule["ExpirationInDays"],
                          rule["NoncurrentVersionExpiration"]),
                         ("Enabled", 90, {"NoncurrentDays": 30}))

    def test_models_move_to_cheaper_storage_after_30_and_90_days(self):
        rule, = self.buckets[1]["LifecycleConfiguration"]["Rules"]
        self.assertEqual((rule["Status"], rule["Transitions"]), ("Enabled", [
            {"StorageClass": "STANDARD_IA", "TransitionInDays": 30},
            {"StorageClass": "GLACIER", "TransitionInDays": 90}]))
        self.assertNotIn("ExpirationInDays", rule)


class Logs(DocumentTest):
    def test_there_are_five_log_groups_that_keep_a_month(self):
        groups = self.template.log_groups()
        self.assertEqual(set(groups), {
            "/aws/apigateway/omnitrack-api", "/aws/apigateway/omnitrack-websocket",
            "/aws/omnitrack/application", "/aws/lambda/omnitrack", "made up"})
        self.assertEqual({group["RetentionInDays"] for group in groups.values()}, {30})


class CacheTest(DocumentTest):
    """A test of what has to do with the cache."""

    def setUp(self):
        super().setUp()
        self.cluster = self.template.one("ElastiCache::CacheCluster")

    def private_subnets(self):
        return [ref(subnet.name) for subnet in self.template.subnets("Private")]


class Cache(CacheTest):
    def test_it_is_one_small_node_of_redis_7_0(self):
        self.assert_properties(self.cluster, {
            "ClusterName": "omnitrack-redis-cluster", "Engine": "redis", "EngineVersion": "7.0",
            "CacheNodeType": "cache.t3.micro", "NumCacheNodes": 1, "Port": 6379,
            "AutoMinorVersionUpgrade": True})

    def test_it_is_in_the_private_subnets_of_all_three_zones(self):
        group = self.template.one("ElastiCache::SubnetGroup")
        self.assertEqual(self.cluster["CacheSubnetGroupName"], ref(group.name))
        self.assertEqual(group["SubnetIds"], self.private_subnets())

    def test_it_keeps_five_snapshots_and_is_maintained_on_sundays(self):
        self.assert_properties(self.cluster, {
            "SnapshotRetentionLimit": 5, "SnapshotWindow": "03:00-04:00",
            "PreferredMaintenanceWindow": "sun:05:00-sun:06:00"})

    def test_it_evicts_the_least_recently_used_and_closes_idle_connections(self):
        group = self.template.one("ElastiCache::ParameterGroup")
        self.assertEqual(self.cluster["CacheParameterGroupName"], ref(group.name))
        self.assert_properties(group, {
            "CacheParameterGroupFamily": "redis7",
            "Properties": {"maxmemory-policy": "allkeys-lru", "timeout": "300"}})

    def test_its_security_group_lets_in_6379_from_the_vpc_alone_and_everything_out(self):
        group = self.template.with_property("EC2::SecurityGroup", "GroupName", "RedisSecurityGroup")
        self.assertEqual(self.cluster["VpcSecurityGroupIds"], [get_att(group.name, "GroupId")])
        self.assertEqual(self.template.all("EC2::SecurityGroupIngress"), [])
        rule, = group["SecurityGroupIngress"]
        self.assertEqual((rule["IpProtocol"], rule["FromPort"], rule["ToPort"], rule["CidrIp"]),
                         ("tcp", 6379, 6379, get_att("Vpc", "CidrBlock")))
        out, = group["SecurityGroupEgress"]
        self.assertEqual((out["IpProtocol"], out["CidrIp"]), ("-1", "0.0.0.0/0"))


class CacheFunction(CacheTest):
    def setUp(self):
        super().setUp()
        self.function = self.template.one("Lambda::Function")
        self.role = self.template.referred(self.function["Role"])

    def test_it_is_told_where_redis_is(self):
        self.assertEqual(self.function["Environment"]["Variables"], {
            "REDIS_HOST": get_att(self.cluster.name, "RedisEndpoint.Address"),
            "REDIS_PORT": get_att(self.cluster.name, "RedisEndpoint.Port")})

    def test_it_runs_in_the_private_subnets_of_the_vpc_that_redis_lets_in(self):
        group = self.template.named("LambdaSecurityGroup")
        self.assertEqual(self.function["VpcConfig"],
                         {"SecurityGroupIds": [get_att(group.name, "GroupId")],
                          "SubnetIds": self.private_subnets()})
        self.assertEqual(group.type, "AWS::EC2::SecurityGroup")
        out, = group["SecurityGroupEgress"]
        self.assertEqual((out["IpProtocol"], out["CidrIp"]), ("-1", "0.0.0.0/0"))

    def test_its_role_has_the_vpc_access_policy(self):
        self.assert_trusts(self.role, "lambda.amazonaws.com")
        self.assertTrue(self.role["ManagedPolicyArns"][0]["Fn::Sub"].endswith(
            ":iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"))

    def test_it_logs_to_the_documented_group_and_may(self):
        group = self.template.log_groups()["/aws/lambda/omnitrack"]
        self.assertEqual(self.function["LoggingConfig"]["LogGroup"], ref(group.name))
        self.assertIn({"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                       "Resource": get_att(group.name, "Arn")}, self.role_statements(self.role))

    def test_it_is_traced_and_may_say_so(self):
        self.assertEqual(self.function["TracingConfig"], {"Mode": "Active"})
        self.assertIn({"Effect": "Allow", "Resource": "*",
                       "Action": ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]},
                      self.role_statements(self.role))

    def test_its_code_is_inline_python_of_a_current_runtime(self):
        self.assertEqual(self.function["FunctionName"], "omnitrack-cache-health")
        self.assertRegex(self.function["Runtime"], r"^python3\.1[3-9]$")
        code = self.function["Code"]["ZipFile"]
        self.assertLess(len(code), 4096)
        self.assertEqual(self.function["Handler"], "index.handler")
        self.assertIn("\ndef handler(event, context):\n", code)
        compile(code, "index.py", "exec")


class Whole(DocumentTest):
    def test_it_has_the_documented_number_of_each_resource(self):
        counts = {
            "EC2::VPC": 1, "EC2::Subnet": 6, "EC2::NatGateway": 3, "DynamoDB::Table": 1,
            "Cognito::UserPool": 1, "ApiGateway::RestApi": 1, "ApiGatewayV2::Api": 1,
            "S3::Bucket": 2, "Logs::LogGroup": 5, "IAM::Role": 4, "ElastiCache::CacheCluster": 1,
            "ElastiCache::SubnetGroup": 1, "ElastiCache::ParameterGroup": 1}
        self.assertEqual({kind: len(self.template.all(kind)) for kind in counts}, counts)
        self.assertGreaterEqual(len(self.template.resources), 55)

    def test_its_outputs_are_the_documented_ones_with_descriptions_and_exports(self):
        self.assertEqual(
            {name: (output["Description"], output["Export"]["Name"])
             for name, output in self.template.outputs.items()},
            {name: (description, f"OmniTrack-{export}")
             for name, (description, export) in OUTPUTS.items()})

    def test_each_output_has_the_value_that_it_names(self):
        values = {
            "VpcId": ref("Vpc"),
            "DynamoDBTableName": ref("MainTable"),
            "DynamoDBTableArn": get_att("MainTable", "Arn"),
            "UserPoolId": ref("UserPool"),
            "UserPoolClientId": ref("UserPoolWebClient"),
            "UserPoolArn": get_att("UserPool", "Arn"),
            "RestApiUrl": {"Fn::Sub": "https://${RestApi}.execute-api.${AWS::Region}."
                                      "${AWS::URLSuffix}/prod/"},
            "RestApiId": ref("RestApi"),
            "WebSocketApiId": ref("WebSocketApi"),
            "WebSocketApiUrl": {"Fn::Sub": "wss://${WebSocketApi}.execute-api.${AWS::Region}."
                                           "${AWS::URLSuffix}/prod"},
            "DigitalTwinBucketName": ref("DigitalTwinBucket"),
            "ModelArtifactsBucketName": ref("ModelArtifactsBucket"),
            "ApplicationLogGroupName": ref("ApplicationLogGroup"),
            "RedisClusterEndpoint": get_att("RedisCluster", "RedisEndpoint.Address"),
            "RedisClusterPort": get_att("RedisCluster", "RedisEndpoint.Port"),
            "RedisSecurityGroupId": get_att("RedisSecurityGroup", "GroupId"),
        }
        self.assertEqual({name: output["Value"] for name, output in self.template.outputs.items()},
                         values)

    def test_it_is_one_stack_named_omnitrack(self):
        listed = subprocess.run([Template.binary, "list"], stdout=subprocess.PIPE, text=True,
                                check=True)
        self.assertEqual(listed.stdout, "OmniTrack\n")

    def test_it_names_no_region_account_or_partition(self):
        self.assertNotRegex(self.template.text,
                            r"arn:aws|amazonaws\.com/|\b(us|eu|ap)-[a-z]+-\d\b|\b\d{12}\b")


if __name__ == "__main__":
    main()

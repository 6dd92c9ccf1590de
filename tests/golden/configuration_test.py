#!/usr/bin/env python3
"""Holds the OmniTrack template against what each key of its configuration is said to change."""

import json
import re

from synthesized import OUTPUTS, DocumentTest, Template, get_att, main, ref

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
MOST_BYTES_IN_A_REQUEST = 51_200
PRODUCTION = ("environment=production", "cors_origins=https://app.example.com")
ORIGIN_HEADER = "Access-Control-Allow-Origin"


class Configuration(DocumentTest):
    def test_production_runs_larger_redis_nodes_in_several_zones_encrypted(self):
        template = Template.of(*PRODUCTION)
        group = template.one("ElastiCache::ReplicationGroup")
        self.assert_properties(group, {
            "ReplicationGroupId": "omnitrack-redis-cluster", "CacheNodeType": "cache.m7g.large",
            "NumCacheClusters": 2, "MultiAZEnabled": True, "AutomaticFailoverEnabled": True,
            "AtRestEncryptionEnabled": True, "TransitEncryptionEnabled": True, "Port": 6379,
            "SnapshotRetentionLimit": 5, "SnapshotWindow": "03:00-04:00",
            "PreferredMaintenanceWindow": "sun:05:00-sun:06:00"})
        self.assertEqual(template.all("ElastiCache::CacheCluster"), [])
        self.assertEqual(
            template.one("Lambda::Function")["Environment"]["Variables"],
            {"REDIS_HOST": get_att(group.name, "PrimaryEndPoint.Address"),
             "REDIS_PORT": get_att(group.name, "PrimaryEndPoint.Port"), "REDIS_TLS": "true",
             "REDIS_AUTH": "iam", "REDIS_USERNAME": ref("CacheUser"),
             "REDIS_IAM_CACHE": ref(group.name)})

    def test_the_health_check_of_production_is_python(self):
        function = Template.of(*PRODUCTION).one("Lambda::Function")
        code = function["Code"]["ZipFile"]
        compile(code, "index.py", "exec")
        self.assertEqual(code.count("def connect():"), 2)

    def test_production_lets_the_functions_connect_by_iam_alone(self):
        template = Template.of(*PRODUCTION)
        user, nobody = template.all("ElastiCache::User")
        self.assert_properties(user, {
            "AuthenticationMode": {"Type": "iam"}, "Engine": "redis",
            "AccessString": "on ~omnitrack:* ~health:* +@all -@dangerous"})
        self.assertEqual(user["UserId"], user["UserName"])
        self.assert_properties(nobody, {"UserName": "default", "AccessString": "off ~* -@all"})
        group = template.one("ElastiCache::UserGroup")
        self.assert_properties(group, {"UserIds": [ref(user.name), ref(nobody.name)]})
        cache = template.one("ElastiCache::ReplicationGroup")
        self.assertEqual(cache["UserGroupIds"], [ref(group.name)])
        statements = [statement for policy in template.all("IAM::Policy")
                      for statement in policy["PolicyDocument"]["Statement"]
                      if statement["Action"] == "elasticache:Connect"]
        self.assertEqual(len(statements), 1)
        of_cache, of_user = statements[0]["Resource"]
        self.assertIn(f":replicationgroup:${{{cache.name}}}", of_cache["Fn::Sub"])
        self.assertEqual(of_user, get_att(user.name, "Arn"))

    def test_production_lets_in_the_pages_of_the_named_origin_alone(self):
        template = Template.of(*PRODUCTION)
        for method in template.all("ApiGateway::Method"):
            answer, = method["Integration"]["IntegrationResponses"]
            self.assertEqual(
                answer["ResponseParameters"][f"method.response.header.{ORIGIN_HEADER}"],
                "'https://app.example.com'")
        for response in template.all("ApiGateway::GatewayResponse"):
            self.assertEqual(
                response["ResponseParameters"][f"gatewayresponse.header.{ORIGIN_HEADER}"],
                "'https://app.example.com'")

    def test_production_differs_in_nothing_else(self):
        documented = {resource.name: resource.type for resource in self.template.resources}
        produced = {resource.name: resource.type
                    for resource in Template.of(*PRODUCTION).resources}
        differing = {kind for _, kind in documented.items() ^ produced.items()}
        self.assertEqual(differing, {"AWS::ElastiCache::CacheCluster",
                                     "AWS::ElastiCache::ReplicationGroup",
                                     "AWS::ElastiCache::User", "AWS::ElastiCache::UserGroup",
                                     "AWS::IAM::Policy",
                                     "AWS::ApiGateway::Deployment"})

    def test_a_prefix_changes_all_names_and_exports(self):
        template = Template.of("name_prefix=acme-test", "alarms=true")
        self.assertEqual({output["Export"]["Name"] for output in template.outputs.values()},
                         {f"acme-test-{export}" for _, export in OUTPUTS.values()})
        plain = re.compile(r"omnitrack", re.IGNORECASE)
        named = re.compile(r"Name|ReplicationGroupId")
        for resource in template.resources:
            for name, value in resource.properties.items():
                if named.search(name):
                    with self.subTest(resource=resource.name, property=name):
                        self.assertNotRegex(json.dumps(value), plain)
        self.assertNotIn("omnitrack-", template.text)

    def test_a_prefix_changes_nothing_but_names(self):
        template = Template.of("name_prefix=acme-test")
        unnamed = template.text.replace("acme-test-", "omnitrack-").replace(
            "/acme-test", "/omnitrack")
        exports = json.dumps(self.template.outputs).replace('"OmniTrack-', '"omnitrack-')
        deployment = r"RestApiDeployment[0-9a-f]{10}"
        self.assertEqual(json.loads(re.sub(deployment, "", unnamed))["Resources"],
                         json.loads(re.sub(deployment, "", self.template.text))["Resources"])
        self.assertEqual(json.loads(unnamed)["Outputs"], json.loads(exports))

    def test_one_to_three_nat_gateways_serve_all_private_subnets(self):
        for count in (1, 2, 3):
            template = Template.of(f"nat_gateways={count}")
            nats = [ref(nat.name) for nat in template.all("EC2::NatGateway")]
            used = [template.default_route(subnet)["NatGatewayId"]
                    for subnet in template.subnets("Private")]
            with self.subTest(count=count):
                self.assertEqual(len(nats), count)
                self.assertEqual(len(template.all("EC2::EIP")), count)
                self.assertEqual(used, [nats[zone % count] for zone in range(3)])

    def test_retention_holds_for_every_log_group(self):
        template = Template.of("retention_days=90")
        self.assertEqual([group["RetentionInDays"] for group in template.all("Logs::LogGroup")],
                         [90] * 5)

    def test_the_node_type_can_be_chosen(self):
        template = Template.of("redis_node_type=cache.t4g.small")
        self.assertEqual(template.one("ElastiCache::CacheCluster")["CacheNodeType"],
                         "cache.t4g.small")

    def test_alarms_are_off_unless_wanted(self):
        self.assertEqual(self.template.all("CloudWatch::Alarm"), [])
        self.assertEqual(len(Template.of("alarms=true").all("CloudWatch::Alarm")), 7)

    def test_alarms_tell_the_topic_that_is_named(self):
        topic = "arn:aws:sns:eu-west-1:111122223333:alarms"
        for alarm in Template.of("alarms=true",
                                 f"alarm_topic_arn={topic}").all("CloudWatch::Alarm"):
            self.assert_properties(alarm, {"AlarmActions": [topic], "OKActions": [topic]})

    def test_the_logging_role_of_the_account_can_be_left_to_another_stack(self):
        template = Template.of("api_gateway_account=false")
        self.assertEqual(template.all("ApiGateway::Account"), [])
        self.assertEqual(len(template.all("IAM::Role")), 3)
        self.assertEqual(template.one("ApiGateway::Stage").waits_for(), set())

    def test_the_users_of_another_tools_pool_can_stay_case_sensitive(self):
        pool = self.template.one("Cognito::UserPool")
        self.assertEqual(pool["UsernameConfiguration"], {"CaseSensitive": False})
        kept = Template.of("case_sensitive_users=true").one("Cognito::UserPool")
        self.assertNotIn("UsernameConfiguration", kept.properties)

    def test_each_environment_fits_in_a_request_with_alarms_too(self):
        for settings in ((), PRODUCTION):
            size = len(Template.of(*settings, "alarms=true").text.encode())
            self.assertLess(size, MOST_BYTES_IN_A_REQUEST)


if __name__ == "__main__":
    main()

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../../constructs/cloudwatch/metric_node.hpp"
#include "../resource_text.hpp"
#include <omnitrack/cfn/opensearchservice.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/opensearchservice/domain.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using testing_support::codes_of;

class SearchDomainTest : public testing_support::OneStackTest {
 protected:
  Role& role() {
    return stack.add(RoleProps{
        .id = "Role",
        .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
    });
  }
  Domain& domain() { return stack.add(DomainProps{.id = "Search", .version = "OpenSearch_2.19"}); }
};

TEST_F(SearchDomainTest, a_domain_is_encrypted_and_logged) {
  domain();
  EXPECT_EQ(
      resource("Search"),
      R"({"Type":"AWS::OpenSearchService::Domain","DependsOn":"SearchLogPolicy",)"
      R"("DeletionPolicy":"Retain","UpdateReplacePolicy":"Retain","Properties":)"
      R"({"ClusterConfig":{"InstanceCount":2,"InstanceType":"r7g.large.search",)"
      R"("MultiAZWithStandbyEnabled":false,"ZoneAwarenessConfig":{"AvailabilityZoneCount":2},)"
      R"("ZoneAwarenessEnabled":true},"DomainEndpointOptions":{"EnforceHTTPS":true,)"
      R"("TLSSecurityPolicy":"Policy-Min-TLS-1-2-2019-07"},"EBSOptions":{"EBSEnabled":true,)"
      R"("VolumeSize":10,"VolumeType":"gp3"},"EncryptionAtRestOptions":{"Enabled":true},)"
      R"("EngineVersion":"OpenSearch_2.19","LogPublishingOptions":{"ES_APPLICATION_LOGS":)"
      R"({"CloudWatchLogsLogGroupArn":{"Fn::GetAtt":["SearchApplicationLogs","Arn"]},)"
      R"("Enabled":true},"INDEX_SLOW_LOGS":{"CloudWatchLogsLogGroupArn":{"Fn::GetAtt":)"
      R"(["SearchSlowIndexLogs","Arn"]},"Enabled":true},"SEARCH_SLOW_LOGS":)"
      R"({"CloudWatchLogsLogGroupArn":{"Fn::GetAtt":["SearchSlowSearchLogs","Arn"]},)"
      R"("Enabled":true}},"NodeToNodeEncryptionOptions":{"Enabled":true},)"
      R"("SoftwareUpdateOptions":{"AutoSoftwareUpdateEnabled":true}}})");
  EXPECT_EQ(properties("SearchApplicationLogs"), R"({"RetentionInDays":30})");
}

TEST_F(SearchDomainTest, its_logs_may_be_written_by_opensearch_of_this_account) {
  domain();
  EXPECT_EQ(properties("SearchLogPolicy"),
            R"({"PolicyDocument":{"Fn::Join":["",["{\"Version\":\"2012-10-17\",\"Statement\":)"
            R"([{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"es.amazonaws.com\"},\"Action\":)"
            R"([\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Condition\":{\"StringEquals\":)"
            R"({\"aws:SourceAccount\":\"",{"Ref":"AWS::AccountId"},"\"}},\"Resource\":[",{"Fn::)"
            R"(Join":[",",[{"Fn::Sub":"\"${SearchApplicationLogs.Arn}\""},{"Fn::Sub":)"
            R"("\"${SearchSlowIndexLogs.Arn}\""},{"Fn::Sub":"\"${SearchSlowSearchLogs.Arn}\""}]]},)"
            R"("]}]}"]]},"PolicyName":{"Fn::Join":["",["test-search-",{"Fn::Select":[0,{"Fn::)"
            R"(Split":["-",{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}]}]}]]}})");
}

TEST_F(SearchDomainTest, every_property_is_written_where_it_belongs) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  stack.add(DomainProps{
      .id = "Search",
      .version = "OpenSearch_2.19",
      .access_policies = {{.actions = {"es:ESHttpGet"},
                           .principals = PolicyPrincipal::aws("123456789012")}},
      .admin = SearchAdmin::generated("boss"),
      .advanced_options = {{"indices.query.bool.max_clause_count", "2048"}},
      .auto_software_update = false,
      .capacity = {.data_node_type = "r6g.large.search",
                   .data_nodes = 3,
                   .master_nodes = 3,
                   .multi_az_with_standby = true,
                   .warm_nodes = 2},
      .custom_endpoint =
          SearchEndpoint{.certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/c",
                         .domain_name = "search.example.com"},
      .domain_name = "orders",
      .kms_key = key,
      .logs = SearchLogs{.application = false,
                         .audit = true,
                         .retention = RetentionDays::one_week,
                         .slow_index = false,
                         .slow_search = false},
      .removal_policy = RemovalPolicy::destroy,
      .snapshot_start_hour = 3,
      .storage = SearchStorage{.iops = 3000, .size = 100, .throughput = 250},
      .unsigned_basic_auth = true,
      .vpc = vpc,
      .zones = 3,
  });
  EXPECT_EQ(
      resource("Search"),
      R"({"Type":"AWS::OpenSearchService::Domain","DependsOn":"SearchLogPolicy",)"
      R"("DeletionPolicy":"Delete","UpdateReplacePolicy":"Delete","Properties":)"
      R"({"AccessPolicies":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Principal":{"AWS":"123456789012"},"Action":"es:ESHttpGet","Resource":{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:es:${AWS::Region}:${AWS::AccountId}:domain/orders/*"}},)"
      R"({"Effect":"Allow","Principal":"*","Action":"es:ESHttp*","Resource":{"Fn::Sub":"arn:)"
      R"(${AWS::Partition}:es:${AWS::Region}:${AWS::AccountId}:domain/orders/*"}}]},)"
      R"("AdvancedOptions":{"indices.query.bool.max_clause_count":"2048"},)"
      R"("AdvancedSecurityOptions":{"Enabled":true,"InternalUserDatabaseEnabled":true,)"
      R"("MasterUserOptions":{"MasterUserName":{"Fn::Sub":"{{resolve:secretsmanager:)"
      R"(${SearchSecret}:SecretString:username}}"},"MasterUserPassword":{"Fn::Sub":)"
      R"("{{resolve:secretsmanager:${SearchSecret}:SecretString:password}}"}}},)"
      R"("ClusterConfig":{"DedicatedMasterCount":3,"DedicatedMasterEnabled":true,)"
      R"("DedicatedMasterType":"m6g.large.search","InstanceCount":3,"InstanceType":)"
      R"("r6g.large.search","MultiAZWithStandbyEnabled":true,"WarmCount":2,"WarmEnabled":)"
      R"(true,"WarmType":"ultrawarm1.medium.search","ZoneAwarenessConfig":)"
      R"({"AvailabilityZoneCount":3},"ZoneAwarenessEnabled":true},"DomainEndpointOptions":)"
      R"({"CustomEndpoint":"search.example.com","CustomEndpointCertificateArn":"arn:aws:acm:)"
      R"(eu-central-1:123456789012:certificate/c","CustomEndpointEnabled":true,)"
      R"("EnforceHTTPS":true,"TLSSecurityPolicy":"Policy-Min-TLS-1-2-2019-07"},"DomainName":)"
      R"("orders","EBSOptions":{"EBSEnabled":true,"Iops":3000,"Throughput":250,"VolumeSize":)"
      R"(100,"VolumeType":"gp3"},"EncryptionAtRestOptions":{"Enabled":true,"KmsKeyId":{"Fn::)"
      R"(GetAtt":["Key","Arn"]}},"EngineVersion":"OpenSearch_2.19","LogPublishingOptions":)"
      R"({"AUDIT_LOGS":{"CloudWatchLogsLogGroupArn":{"Fn::GetAtt":["SearchAuditLogs","Arn"]},)"
      R"("Enabled":true}},"NodeToNodeEncryptionOptions":{"Enabled":true},"SnapshotOptions":)"
      R"({"AutomatedSnapshotStartHour":3},"SoftwareUpdateOptions":)"
      R"({"AutoSoftwareUpdateEnabled":false},"VPCOptions":{"SecurityGroupIds":[{"Fn::GetAtt":)"
      R"(["SearchSecurityGroup","GroupId"]}],"SubnetIds":[{"Ref":"VpcPrivateSubnet1"},{"Ref":)"
      R"("VpcPrivateSubnet2"},{"Ref":"VpcPrivateSubnet3"}]}}})");
  EXPECT_EQ(resource("SearchSecret"),
            R"({"Type":"AWS::SecretsManager::Secret","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"Description":)"
            R"("The administrator of the OpenSearch domain Test/Search","GenerateSecretString":)"
            R"({"ExcludeCharacters":" \"'`/@\\{}$","GenerateStringKey":"password",)"
            R"("SecretStringTemplate":"{\"username\":\"boss\"}"}}})");
  EXPECT_EQ(properties("SearchAuditLogs"), R"({"RetentionInDays":7})");
}

TEST_F(SearchDomainTest, users_sign_in_to_dashboards_by_cognito) {
  auto& cognito = stack.add(RoleProps{
      .id = "Cognito", .assumed_by = PolicyPrincipal::service("opensearchservice.amazonaws.com")});
  stack.add(DomainProps{.id = "Search",
                        .version = "OpenSearch_2.19",
                        .capacity = {.cold_storage = true, .master_nodes = 3, .warm_nodes = 2},
                        .dual_stack = true,
                        .logs = {},
                        .off_peak_hour = 22,
                        .sign_in = SearchSignIn{.identity_pool_id = "eu-central-1:1",
                                                .role = cognito,
                                                .user_pool_id = "eu-central-1_abc"}});
  EXPECT_EQ(
      properties("Search"),
      R"({"ClusterConfig":{"ColdStorageOptions":{"Enabled":true},"DedicatedMasterCount":3,)"
      R"("DedicatedMasterEnabled":true,"DedicatedMasterType":"m6g.large.search",)"
      R"("InstanceCount":2,"InstanceType":"r7g.large.search","MultiAZWithStandbyEnabled":)"
      R"(false,"WarmCount":2,"WarmEnabled":true,"WarmType":"ultrawarm1.medium.search",)"
      R"("ZoneAwarenessConfig":{"AvailabilityZoneCount":2},"ZoneAwarenessEnabled":true},)"
      R"("CognitoOptions":{"Enabled":true,"IdentityPoolId":"eu-central-1:1","RoleArn":{"Fn::)"
      R"(GetAtt":["Cognito","Arn"]},"UserPoolId":"eu-central-1_abc"},"DomainEndpointOptions":)"
      R"({"EnforceHTTPS":true,"TLSSecurityPolicy":"Policy-Min-TLS-1-2-2019-07"},"EBSOptions":)"
      R"({"EBSEnabled":true,"VolumeSize":10,"VolumeType":"gp3"},"EncryptionAtRestOptions":)"
      R"({"Enabled":true},"EngineVersion":"OpenSearch_2.19","IPAddressType":"dualstack",)"
      R"("NodeToNodeEncryptionOptions":{"Enabled":true},"OffPeakWindowOptions":{"Enabled":)"
      R"(true,"OffPeakWindow":{"WindowStartTime":{"Hours":22,"Minutes":0}}},)"
      R"("SoftwareUpdateOptions":{"AutoSoftwareUpdateEnabled":true}})");
}

TEST_F(SearchDomainTest, a_role_may_administer_it) {
  stack.add(DomainProps{.id = "Search",
                        .version = "OpenSearch_2.19",
                        .admin = SearchAdmin::iam("arn:aws:iam::123456789012:role/admin"),
                        .capacity = {.data_node_type = "i3.large.search"},
                        .logs = {},
                        .storage = {}});
  const std::string text = properties("Search");
  EXPECT_NE(text.find(R"("AdvancedSecurityOptions":{"Enabled":true,)"
                      R"("InternalUserDatabaseEnabled":false,"MasterUserOptions":)"
                      R"({"MasterUserARN":"arn:aws:iam::123456789012:role/admin"}})"),
            std::string::npos);
  EXPECT_NE(text.find(R"("EBSOptions":{"EBSEnabled":false})"), std::string::npos);
  EXPECT_THAT(written(), has_no_resource("SearchLogPolicy"));
}

TEST_F(SearchDomainTest, grants_are_about_the_domain_or_an_index) {
  auto& grantee = role();
  auto& search = domain();
  search.grant_read_write(grantee);
  search.grant_index_read_write("orders-*", grantee);
  EXPECT_EQ(
      properties("RoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
      R"(["es:ESHttpGet","es:ESHttpHead","es:ESHttpDelete","es:ESHttpPatch","es:ESHttpPost",)"
      R"("es:ESHttpPut"],"Resource":[{"Fn::GetAtt":["Search","Arn"]},{"Fn::Sub":)"
      R"("${Search.Arn}/*"}]},{"Effect":"Allow","Action":["es:ESHttpGet","es:ESHttpHead","es:)"
      R"(ESHttpDelete","es:ESHttpPatch","es:ESHttpPost","es:ESHttpPut"],"Resource":[{"Fn::)"
      R"(Sub":"${Search.Arn}/orders-*"},{"Fn::Sub":"${Search.Arn}/orders-*/*"}]}]},)"
      R"("PolicyName":"DefaultPolicy","Roles":[{"Ref":"Role"}]})");
}

TEST_F(SearchDomainTest, clients_reach_it_by_https) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& client = stack.add(SecurityGroupProps{.id = "Client", .vpc = vpc});
  auto& search = stack.add(DomainProps{.id = "Search", .version = "OpenSearch_2.19", .vpc = vpc});
  search.connections().allow_from(client);
  EXPECT_EQ(properties("SearchSecurityGroupFromClientTCP443"),
            R"({"IpProtocol":"tcp","Description":"Allow TCP 443","FromPort":443,"GroupId":{"Fn::)"
            R"(GetAtt":["SearchSecurityGroup","GroupId"]},"SourceSecurityGroupId":{"Fn::GetAtt":)"
            R"(["Client","GroupId"]},"ToPort":443})");
  EXPECT_NE(properties("Search").find(R"("SubnetIds":[{"Ref":"VpcPrivateSubnet1"},)"
                                      R"({"Ref":"VpcPrivateSubnet2"}])"),
            std::string::npos);
}

TEST_F(SearchDomainTest, one_that_is_made_elsewhere_is_granted) {
  Domain::from_attributes(stack, "Search", {.domain_endpoint = "h", .domain_name = "orders"})
      .grant_read(role());
  EXPECT_EQ(properties("RoleDefaultPolicy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
            R"(["es:ESHttpGet","es:ESHttpHead"],"Resource":[{"Fn::Sub":"arn:${AWS::Partition}:es:)"
            R"(${AWS::Region}:${AWS::AccountId}:domain/orders"},{"Fn::Sub":"arn:${AWS::Partition}:)"
            R"(es:${AWS::Region}:${AWS::AccountId}:domain/orders/*"}]}]},"PolicyName":)"
            R"("DefaultPolicy","Roles":[{"Ref":"Role"}]})");
}

TEST_F(SearchDomainTest, what_is_wrong_with_a_domain_is_said) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  const int nodes = 2000;
  stack.add(DomainProps{.id = "Search",
                        .version = std::string("2.19"),
                        .capacity = {.data_node_type = std::string("r7g.large"),
                                     .data_nodes = nodes,
                                     .master_nodes = 2,
                                     .multi_az_with_standby = true,
                                     .warm_nodes = 1},
                        .domain_name = std::string("Orders"),
                        .encryption_at_rest = false,
                        .kms_key = key,
                        .logs = SearchLogs{.audit = true},
                        .subnets = {"subnet-0123456789abcdef0"},
                        .unsigned_basic_auth = true,
                        .zones = 4});
  EXPECT_EQ(codes_of(app),
            "OT3561 OT3562 OT3565 OT3565 OT3565 OT3565 OT3563 OT3564 OT3564 OT3564 OT3564 OT3564");
}

TEST_F(SearchDomainTest, its_metrics_are_measured_of_it) {
  const MetricProps& measured = domain().metric_cluster_status_red().node().measured;
  EXPECT_EQ(measured.name_space, "AWS/ES");
  EXPECT_EQ(measured.metric_name, "ClusterStatus.red");
  EXPECT_EQ(measured.statistic, "Maximum");
  stack.add(
      OutputProps{.id = "Dimensions", .value = fn::to_json_string(Json(measured.dimensions))});
  const std::string text = testing_support::compact_template(app);
  EXPECT_NE(text.find(R"("ClientId":{"Ref":"AWS::AccountId"},"DomainName":{"Ref":"Search"})"),
            std::string::npos)
      << text;
}

TEST_F(SearchDomainTest, what_cannot_be_asked_of_a_domain_is_said) {
  auto& search = stack.add(DomainProps{.id = "Search",
                                       .version = "OpenSearch_2.19",
                                       .admin = SearchAdmin::iam("arn:aws:iam::1:role/a"),
                                       .node_to_node_encryption = false,
                                       .zones = 3});
  static_cast<void>(search.admin_secret());
  auto& imported =
      Domain::from_attributes(stack, "Imported", {.domain_endpoint = "h", .domain_name = "o"});
  imported.add_access_policy({.actions = {"es:ESHttpGet"}});
  static_cast<void>(imported.resource());
  EXPECT_EQ(codes_of(app), "OT3565 OT3564 OT3566 OT2901 OT2901");
}

TEST(SearchDomainRulesTest, the_rules_are_those_of_opensearch) {
  EXPECT_TRUE(detail::SearchVersionRule::fits("OpenSearch_2.19"));
  EXPECT_TRUE(detail::SearchVersionRule::fits("Elasticsearch_7.10"));
  EXPECT_FALSE(detail::SearchVersionRule::fits("OpenSearch_2"));
  EXPECT_FALSE(detail::SearchVersionRule::fits("2.19"));
  EXPECT_TRUE(detail::SearchNodeTypeRule::fits("or1.medium.search"));
  EXPECT_FALSE(detail::SearchNodeTypeRule::fits("r7g.search"));
  EXPECT_TRUE(detail::SearchDomainNameRule::fits("a-1"));
  EXPECT_FALSE(detail::SearchDomainNameRule::fits("ab"));
}

}  // namespace
}  // namespace omnitrack

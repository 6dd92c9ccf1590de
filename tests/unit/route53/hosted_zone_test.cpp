#include "omnitrack/route53/hosted_zone.hpp"

#include <string>

#include "../resource_text.hpp"
#include <omnitrack/cfn/route53.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class HostedZoneTest : public testing_support::OneStackTest {};

TEST_F(HostedZoneTest, a_zone_is_public_and_stays) {
  stack.add(HostedZoneProps{.id = "Zone", .zone_name = "example.com."});
  EXPECT_EQ(resource("Zone"),
            R"({"Type":"AWS::Route53::HostedZone","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"Name":"example.com."}})");
}

TEST_F(HostedZoneTest, a_private_zone_is_for_its_vpcs) {
  Vpc& vpc = Vpc::from_ids(stack, "Vpc", {.vpc_id = "vpc-0a1b2c3d"});
  stack.add(HostedZoneProps{
      .id = "Zone",
      .zone_name = "internal.example.com",
      .comment = "Names inside",
      .removal_policy = RemovalPolicy::destroy,
      .vpcs = {vpc},
  });
  EXPECT_EQ(properties("Zone"),
            R"({"HostedZoneConfig":{"Comment":"Names inside"},"Name":"internal.example.com",)"
            R"("VPCs":[{"VPCId":"vpc-0a1b2c3d","VPCRegion":{"Ref":"AWS::Region"}}]})");
}

TEST_F(HostedZoneTest, queries_are_logged_by_a_policy_for_this_zone) {
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  stack.add(HostedZoneProps{.id = "Zone", .zone_name = "example.com", .query_log_group = logs});
  EXPECT_NE(
      properties("Zone").find(
          R"("QueryLoggingConfig":{"CloudWatchLogsLogGroupArn":{"Fn::GetAtt":["Logs","Arn"]}})"),
      std::string::npos);
  EXPECT_NE(resource("ZoneQueryLogPolicy").find("route53.amazonaws.com"), std::string::npos);
  EXPECT_NE(resource("Zone").find(R"("DependsOn":"ZoneQueryLogPolicy")"), std::string::npos);
}

TEST_F(HostedZoneTest, a_zone_hands_names_over_to_another) {
  HostedZone& zone = stack.add(HostedZoneProps{.id = "Zone", .zone_name = "example.com"});
  HostedZone& below = stack.add(HostedZoneProps{.id = "Shop", .zone_name = "shop.example.com"});
  zone.add_delegation(below);
  EXPECT_EQ(properties("ZoneShopDelegation"),
            R"({"Name":"shop.example.com","Type":"NS","HostedZoneId":{"Ref":"Zone"},)"
            R"("ResourceRecords":{"Fn::GetAtt":["Shop","NameServers"]},"TTL":"172800"})");
}

TEST_F(HostedZoneTest, answers_can_be_signed) {
  Key& key = stack.add(
      KeyProps{.id = "Key", .spec = KeySpec::ecc_nist_p256, .usage = KeyUsage::sign_verify});
  HostedZone& zone = stack.add(HostedZoneProps{.id = "Zone", .zone_name = "example.com"});
  zone.sign(key);
  EXPECT_EQ(properties("ZoneSigningKey"),
            R"({"HostedZoneId":{"Ref":"Zone"},"KeyManagementServiceArn":)"
            R"({"Fn::GetAtt":["Key","Arn"]},"Name":"main","Status":"ACTIVE"})");
  EXPECT_EQ(resource("ZoneDnssec"),
            R"({"Type":"AWS::Route53::DNSSEC","DependsOn":"ZoneSigningKey","Properties":)"
            R"({"HostedZoneId":{"Ref":"Zone"}}})");
  EXPECT_NE(properties("Key").find(R"("Principal":{"Service":"dnssec-route53.amazonaws.com"},)"
                                   R"("Action":["kms:DescribeKey","kms:GetPublicKey","kms:Sign"])"),
            std::string::npos)
      << properties("Key");
  EXPECT_NE(properties("Key").find(R"("Bool":{"kms:GrantIsForAWSResource":"true"})"),
            std::string::npos);
}

TEST_F(HostedZoneTest, changes_of_records_can_be_granted) {
  HostedZone& zone = HostedZone::from_id(stack, "Zone", "Z1");
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  zone.grant_change_records(role, {"www.example.com"});
  EXPECT_EQ(testing_support::object_at(resource("RoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":"route53:ChangeResourceRecordSets",)"
            R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:route53:::hostedzone/Z1"},)"
            R"("Condition":{"ForAllValues:StringEquals":)"
            R"({"route53:ChangeResourceRecordSetsNormalizedRecordNames":["www.example.com"]}}},)"
            R"({"Effect":"Allow","Action":"route53:ListResourceRecordSets",)"
            R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:route53:::hostedzone/Z1"}},)"
            R"({"Effect":"Allow","Action":"route53:GetChange",)"
            R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:route53:::change/*"}}]})");
}

TEST_F(HostedZoneTest, what_an_imported_or_private_zone_has_not_is_refused) {
  Stack& there = app.add(StackProps{.id = "There", .region = "eu-central-1"});
  LogGroup& logs = there.add(LogGroupProps{.id = "Logs"});
  Vpc& vpc = Vpc::from_ids(stack, "Vpc", {.vpc_id = "vpc-0a1b2c3d"});
  HostedZone& imported = HostedZone::from_id(stack, "Imported", "Z1");
  (void)imported.resource();
  (void)HostedZone::from_id(stack, "Other", "Z1").name_servers();
  HostedZone& inner = stack.add(
      HostedZoneProps{.id = "Inner", .zone_name = "a.b", .query_log_group = logs, .vpcs = {vpc}});
  (void)inner.name_servers();
  stack.add(HostedZoneProps{.id = "Far", .zone_name = "a.b", .query_log_group = logs});
  stack.add(HostedZoneProps{.id = "Broken", .zone_name = std::string("a..b")});
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT3326 OT3326 OT3320");
}

}  // namespace
}  // namespace omnitrack

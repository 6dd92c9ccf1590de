#include "omnitrack/ec2/vpc_peering.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cloudformation/custom_resource.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using assertions::has_resource;
using testing::HasSubstr;
using testing_support::codes_of;

class VpcPeeringTest : public testing_support::OneStackTest {
 protected:
  Vpc& vpc(std::string_view id, const std::string& cidr) {
    return stack.add(VpcProps{.id = id, .cidr = cidr, .nat_gateways = 0});
  }
};

TEST_F(VpcPeeringTest, the_subnets_of_both_have_routes) {
  Vpc& one = vpc("One", "10.0.0.0/16");
  Vpc& other = vpc("Other", "10.1.0.0/16");
  VpcPeering& peering = stack.add(VpcPeeringProps{.id = "Peering", .peer = other, .vpc = one});
  (void)peering.id();
  EXPECT_EQ(properties("Peering"), R"({"PeerVpcId":{"Ref":"Other"},"VpcId":{"Ref":"One"},)"
                                   R"("Tags":[{"Key":"Name","Value":"Test/Peering"}]})");
  EXPECT_EQ(properties("PeeringRoute6"),
            R"({"RouteTableId":{"Ref":"OnePrivateSubnet3RouteTable"},)"
            R"("DestinationCidrBlock":{"Fn::GetAtt":["Other","CidrBlock"]},)"
            R"("VpcPeeringConnectionId":{"Ref":"Peering"}})");
  EXPECT_EQ(properties("PeeringRouteBack1"),
            R"({"RouteTableId":{"Ref":"OtherPublicSubnet1RouteTable"},)"
            R"("DestinationCidrBlock":{"Fn::GetAtt":["One","CidrBlock"]},)"
            R"("VpcPeeringConnectionId":{"Ref":"Peering"}})");
}

TEST_F(VpcPeeringTest, a_vpc_of_another_account_is_accepted_by_a_role) {
  Vpc& theirs = Vpc::from_ids(stack, "Theirs", {.vpc_id = "vpc-01234561", .cidr = "10.9.0.0/16"});
  stack.add(VpcPeeringProps{
      .id = "Peering",
      .peer = theirs,
      .vpc = vpc("One", "10.0.0.0/16"),
      .peer_account = "123456789012",
      .peer_region = "eu-west-1",
      .peer_role = "arn:aws:iam::123456789012:role/accept",
  });
  EXPECT_EQ(properties("Peering"),
            R"({"PeerVpcId":"vpc-01234561","VpcId":{"Ref":"One"},"PeerOwnerId":"123456789012",)"
            R"("PeerRegion":"eu-west-1","PeerRoleArn":"arn:aws:iam::123456789012:role/accept",)"
            R"("Tags":[{"Key":"Name","Value":"Test/Peering"}]})");
  EXPECT_THAT(written(), has_resource("PeeringRoute1", {{"DestinationCidrBlock", "10.9.0.0/16"}}));
  EXPECT_THAT(written(), has_no_resource("PeeringRouteBack1"));
}

TEST_F(VpcPeeringTest, vpcs_that_overlap_or_have_no_block_are_errors) {
  Vpc& one = vpc("One", "10.0.0.0/16");
  stack.add(VpcPeeringProps{.id = "Overlap", .peer = vpc("Two", "10.0.128.0/17"), .vpc = one});
  Vpc& theirs = Vpc::from_ids(stack, "Theirs", {.vpc_id = "vpc-01234561"});
  stack.add(VpcPeeringProps{.id = "Unknown", .peer = theirs, .vpc = one});
  EXPECT_EQ(codes_of(app), "OT2064 OT2065");
}

TEST_F(VpcPeeringTest, a_gateway_endpoint_may_have_a_policy) {
  Vpc& one = vpc("One", "10.0.0.0/16");
  one.add_gateway_endpoint(
      GatewayService::s3,
      {{.actions = {"s3:GetObject"}, .principals = PolicyPrincipal::anyone(), .resources = {"*"}}});
  one.add_gateway_endpoint(GatewayService::dynamodb);
  EXPECT_THAT(properties("OneS3Endpoint"),
              HasSubstr(R"("PolicyDocument":{"Version":"2012-10-17","Statement":[)"));
  EXPECT_EQ(properties("OneDynamoDBEndpoint").find("PolicyDocument"), std::string::npos);
}

TEST_F(VpcPeeringTest, the_rules_of_the_default_security_group_are_taken_away_by_a_function) {
  vpc("One", "10.0.0.0/16").restrict_default_security_group();
  EXPECT_THAT(properties("OneDefaultSecurityGroup"),
              HasSubstr(R"("ServiceTimeout":120,"GroupId":{"Fn::GetAtt":["One",)"
                        R"("DefaultSecurityGroup"]},"Account":{"Ref":"AWS::AccountId"}})"));
  EXPECT_THAT(
      properties("OneDefaultSecurityGroupFunctionRoleDefaultPolicy"),
      HasSubstr(
          R"("Action":["ec2:AuthorizeSecurityGroupEgress","ec2:AuthorizeSecurityGroupIngress",)"
          R"("ec2:RevokeSecurityGroupEgress","ec2:RevokeSecurityGroupIngress"],)"
          R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:)"
          R"(security-group/${One.DefaultSecurityGroup}"})"));
}

TEST_F(VpcPeeringTest, the_default_security_group_of_an_imported_vpc_is_its_owners) {
  Vpc::from_ids(stack, "Theirs", {.vpc_id = "vpc-01234561"}).restrict_default_security_group();
  EXPECT_THAT(codes_of(app), HasSubstr("OT2901"));
}

}  // namespace
}  // namespace omnitrack

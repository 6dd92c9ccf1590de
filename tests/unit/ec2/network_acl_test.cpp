#include "omnitrack/ec2/network_acl.hpp"

#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class NetworkAclTest : public testing_support::OneStackTest {
 protected:
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc", .nat_gateways = 0});
};

TEST_F(NetworkAclTest, rules_say_what_comes_into_the_subnets_and_what_goes_out) {
  NetworkAcl& acl = stack.add(NetworkAclProps{
      .id = "Acl",
      .vpc = vpc,
      .rules = {{.number = 100, .peer = "10.0.0.0/16", .port = Port::tcp(443)},
                {.number = 100,
                 .allow = false,
                 .direction = AclDirection::outbound,
                 .peer = Peer::any_ipv6(),
                 .port = Port::udp_range(1024, 65535)}},
      .subnets = vpc.private_subnets(),
  });
  acl.add_rule({.number = 110, .port = Port::ping()});
  acl.add_rule({.number = 120});
  acl.add_rule({.number = 130, .peer = Peer::any_ipv6(), .port = Port::icmp(128)});
  EXPECT_EQ(properties("Acl"),
            R"({"VpcId":{"Ref":"Vpc"},"Tags":[{"Key":"Name","Value":"Test/Acl"}]})");
  EXPECT_EQ(properties("AclInbound100"),
            R"({"NetworkAclId":{"Ref":"Acl"},"Protocol":6,"RuleAction":"allow","RuleNumber":100,)"
            R"("CidrBlock":"10.0.0.0/16","Egress":false,"PortRange":{"From":443,"To":443}})");
  EXPECT_EQ(properties("AclOutbound100"),
            R"({"NetworkAclId":{"Ref":"Acl"},"Protocol":17,"RuleAction":"deny","RuleNumber":100,)"
            R"("Egress":true,"Ipv6CidrBlock":"::/0","PortRange":{"From":1024,"To":65535}})");
  EXPECT_EQ(properties("AclInbound110"),
            R"({"NetworkAclId":{"Ref":"Acl"},"Protocol":1,"RuleAction":"allow","RuleNumber":110,)"
            R"("CidrBlock":"0.0.0.0/0","Egress":false,"Icmp":{"Code":-1,"Type":8}})");
  EXPECT_EQ(properties("AclInbound120"),
            R"({"NetworkAclId":{"Ref":"Acl"},"Protocol":-1,"RuleAction":"allow","RuleNumber":120,)"
            R"("CidrBlock":"0.0.0.0/0","Egress":false})");
  EXPECT_EQ(properties("AclInbound130"),
            R"({"NetworkAclId":{"Ref":"Acl"},"Protocol":58,"RuleAction":"allow","RuleNumber":130,)"
            R"("Egress":false,"Icmp":{"Code":-1,"Type":128},"Ipv6CidrBlock":"::/0"})");
  EXPECT_EQ(properties("AclSubnet3"),
            R"({"NetworkAclId":{"Ref":"Acl"},"SubnetId":{"Ref":"VpcPrivateSubnet3"}})");
}

TEST_F(NetworkAclTest, what_cannot_be_is_an_error) {
  const int large = 40000;
  const std::string block = "10.0.0.1/16";
  SecurityGroup& group = SecurityGroup::from_id(stack, "Group", "sg-01234567");
  const Parameter& subnets =
      stack.add(ParameterProps{.id = "Subnets", .type = ParameterType::list_of_subnet_ids});
  NetworkAcl& acl = stack.add(
      NetworkAclProps{.id = "Acl", .vpc = vpc, .subnets = subnets.list<cfn::ec2::SubnetId>()});
  acl.add_rule({.number = large});
  acl.add_rule({.number = 1});
  acl.add_rule({.number = 1});
  acl.add_rule({.number = 2, .peer = group});
  acl.add_rule({.number = 3, .peer = block});
  EXPECT_EQ(codes_of(app), "OT2060 OT2061 OT2062 OT2063 OT2001");
}

}  // namespace
}  // namespace omnitrack

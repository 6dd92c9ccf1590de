#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticache/redis_cluster.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using assertions::has_resource;
using testing_support::codes_of;

class ConnectionsTest : public testing_support::OneStackTest {
 protected:
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});

  Function& function_in(SecurityGroup& group) {
    return stack.add(FunctionProps{
        .id = "Function",
        .code = FunctionCode::inline_text("exports.handler = async () => 1;"),
        .handler = "index.handler",
        .runtime = Runtime::nodejs24_x,
        .security_groups = {group},
        .subnets = vpc.private_subnets(),
    });
  }
};

TEST_F(ConnectionsTest, both_sides_are_opened_on_the_port_of_the_server) {
  SecurityGroup& group =
      stack.add(SecurityGroupProps{.id = "Group", .vpc = vpc, .allow_all_outbound = false});
  RedisCluster& redis =
      stack.add(RedisClusterProps{.id = "Redis", .node_type = "cache.t4g.micro", .vpc = vpc});
  redis.connections().allow_from(function_in(group));
  EXPECT_EQ(properties("RedisSecurityGroupFromGroupTCP6379"),
            R"({"IpProtocol":"tcp","Description":"Allow TCP 6379","FromPort":6379,)"
            R"("GroupId":{"Fn::GetAtt":["RedisSecurityGroup","GroupId"]},)"
            R"("SourceSecurityGroupId":{"Fn::GetAtt":["Group","GroupId"]},"ToPort":6379})");
  EXPECT_EQ(properties("GroupToRedisSecurityGroupTCP6379"),
            R"({"GroupId":{"Fn::GetAtt":["Group","GroupId"]},"IpProtocol":"tcp",)"
            R"("Description":"Allow TCP 6379",)"
            R"("DestinationSecurityGroupId":{"Fn::GetAtt":["RedisSecurityGroup","GroupId"]},)"
            R"("FromPort":6379,"ToPort":6379})");
}

TEST_F(ConnectionsTest, the_client_can_open_them_too) {
  SecurityGroup& group = stack.add(SecurityGroupProps{.id = "Group", .vpc = vpc});
  RedisCluster& redis =
      stack.add(RedisClusterProps{.id = "Redis", .node_type = "cache.t4g.micro", .vpc = vpc});
  function_in(group).connections().allow_to(redis);
  EXPECT_THAT(written(), has_resource("RedisSecurityGroupFromGroupTCP6379"));
  EXPECT_THAT(written(), has_no_resource("GroupToRedisSecurityGroupTCP6379"));
}

TEST_F(ConnectionsTest, members_of_a_group_reach_each_other) {
  SecurityGroup& group = stack.add(SecurityGroupProps{.id = "Group", .vpc = vpc});
  group.connections().allow_among(Port::tcp(7946));
  EXPECT_THAT(written(), has_resource("GroupFromItselfTCP7946"));
}

TEST_F(ConnectionsTest, what_is_in_no_network_or_has_no_port_is_told) {
  SecurityGroup& group = stack.add(SecurityGroupProps{.id = "Group", .vpc = vpc});
  Function& outside = stack.add(FunctionProps{
      .id = "Outside",
      .code = FunctionCode::inline_text("exports.handler = async () => 1;"),
      .handler = "index.handler",
      .runtime = Runtime::nodejs24_x,
  });
  group.connections().allow_from(outside, Port::tcp(443));
  group.connections().allow_from(outside);
  EXPECT_EQ(codes_of(app), "OT2031 OT2030");
}

TEST_F(ConnectionsTest, a_port_out_of_bounds_is_told) {
  const int port = 70000;
  SecurityGroup& group = stack.add(SecurityGroupProps{.id = "Group", .vpc = vpc});
  group.allow_from(Peer::any_ipv4(), Port::tcp(port));
  group.allow_from(Peer::any_ipv4(), Port::udp(-1));
  group.allow_from(Peer::any_ipv4(), Port::tcp_range(1024, 65536));
  EXPECT_EQ(codes_of(app), "OT2026 OT2026 OT2026");
}

}  // namespace
}  // namespace omnitrack

#include "late_props.hpp"

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateNetworkTest : public testing_support::LatePropsTest {};

TEST_F(LateNetworkTest, a_vpc_of_texts_and_numbers_that_were_made_at_run_time) {
  const Vpc& vpc = add_later([] {
    const std::string network = "10.1";
    const int zones = 2;
    std::vector<SubnetGroup> groups;
    for (const std::string name : {"Public", "Inner"}) {
      groups.push_back({.name = name + "Net",
                        .kind = name == "Public" ? SubnetKind::public_ : SubnetKind::isolated,
                        .prefix_length = zones * 12});
    }
    return VpcProps{.id = std::string("Vpc"),
                    .availability_zones = zones,
                    .cidr = network + ".0.0/16",
                    .gateway_endpoints = std::vector<GatewayService>{GatewayService::s3},
                    .subnet_groups = groups};
  });
  EXPECT_EQ(vpc.all_subnets().size(), 4U);
  EXPECT_THAT(properties("VpcInnerNetSubnet2"), HasSubstr(R"("CidrBlock":"10.1.3.0/24")"));
}

TEST_F(LateNetworkTest, what_is_in_a_vpc) {
  const Vpc& vpc = Vpc::from_ids(
      stack, std::string("Theirs"),
      {.vpc_id = std::string("vpc-01234561"),
       .cidr = std::string("10.0.0.0/16"),
       .private_subnets = std::vector<std::string>{"subnet-01234561", "subnet-01234562"}});
  auto& group = add_later([&] {
    const std::string name = "clients";
    return SecurityGroupProps{.id = name, .vpc = vpc, .description = name, .group_name = name};
  });
  group.allow_from(std::string("10.2.0.0/16"), Port::tcp(443));
  add_later([&] {
    return InterfaceEndpointProps{.id = std::string("Endpoint"),
                                  .service = std::string("sqs"),
                                  .vpc = vpc,
                                  .security_group = group};
  });
  add_later([&] {
    const std::string folder = "flows/";
    return FlowLogsProps{
        .id = std::string("Flows"),
        .vpc = vpc,
        .bucket = FlowLogsBucket{.bucket = Bucket::from_name(stack, "Bucket", "flow-logs"),
                                 .folder = folder}};
  });
  add_later([&] {
    const std::string name = "sessions";
    const short days = 3;
    return RedisClusterProps{.id = std::string("Redis"),
                             .node_type = std::string("cache.t3.micro"),
                             .vpc = vpc,
                             .cluster_name = name,
                             .engine_log = LogGroup::from_name(stack, "Engine", "/redis/" + name),
                             .maintenance_window = std::string("sun:05:00-sun:06:00"),
                             .security_group = group,
                             .snapshot_retention_days = days};
  });
  add_later([&] {
    return SubnetProps{.id = std::string("Subnet"),
                       .availability_zone = std::string("eu-central-1a"),
                       .cidr = std::string("10.0.128.0/20"),
                       .vpc = vpc};
  });
  EXPECT_THAT(properties("clients"), HasSubstr(R"("GroupName":"clients")"));
  EXPECT_THAT(properties("clients"), HasSubstr(R"("CidrIp":"10.2.0.0/16")"));
  EXPECT_THAT(properties("Endpoint"), HasSubstr("com.amazonaws.${AWS::Region}.sqs"));
  EXPECT_THAT(properties("Flows"), HasSubstr(":s3:::flow-logs/flows/"));
  EXPECT_THAT(properties("Redis"), HasSubstr(R"("LogGroup":"/redis/sessions")"));
  EXPECT_THAT(properties("Redis"), HasSubstr(R"("SnapshotRetentionLimit":3)"));
  EXPECT_THAT(properties("Subnet"), HasSubstr(R"("CidrBlock":"10.0.128.0/20")"));
}

}  // namespace
}  // namespace omnitrack

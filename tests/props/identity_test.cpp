#include "late_props.hpp"
#include <omnitrack/cloudformation/stack_set.hpp>
#include <omnitrack/ec2/prefix_list.hpp>
#include <omnitrack/ec2/vpn_connection.hpp>
#include <omnitrack/ec2/vpn_gateway.hpp>
#include <omnitrack/elasticloadbalancing/classic_load_balancer.hpp>
#include <omnitrack/iam/group.hpp>
#include <omnitrack/iam/oidc_provider.hpp>
#include <omnitrack/iam/user.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateIdentityTest : public testing_support::LatePropsTest {};

TEST_F(LateIdentityTest, users_of_names_that_were_made_at_run_time) {
  std::vector<Link<Group>> groups;
  for (const std::string name : {"readers", "writers"}) {
    groups.emplace_back(add_later([&] {
      return GroupProps{.id = name, .group_name = name + "-team", .path = "/" + name + "/"};
    }));
  }
  add_later([&] {
    const std::string name = "ann";
    return UserProps{.id = name, .groups = groups, .user_name = name + "@example.com"};
  });
  EXPECT_EQ(properties("ann"),
            R"({"Groups":[{"Ref":"readers"},{"Ref":"writers"}],"UserName":"ann@example.com"})");
}

TEST_F(LateIdentityTest, a_provider_of_a_url_that_was_made_at_run_time) {
  const OidcProvider& provider = add_later([] {
    const std::string host = "gitlab.example.com";
    return OidcProviderProps{.id = std::string("Provider"),
                             .url = "https://" + host,
                             .client_ids = std::vector<std::string>{host}};
  });
  EXPECT_EQ(provider.issuer(), "gitlab.example.com");
  EXPECT_THAT(properties("Provider"), HasSubstr(R"("ClientIdList":["gitlab.example.com"])"));
}

TEST_F(LateIdentityTest, networks_of_blocks_that_were_made_at_run_time) {
  add_later([] {
    std::vector<PrefixListEntry> entries;
    for (const std::string part : {"1", "2"}) {
      entries.push_back({.cidr = "10." + part + ".0.0/16", .description = "Office " + part});
    }
    return PrefixListProps{.id = std::string("List"), .entries = entries, .name = std::string("o")};
  });
  const Vpc& vpc = add_later([] { return VpcProps{.id = std::string("Vpc")}; });
  const VpnGateway& gateway =
      add_later([&] { return VpnGatewayProps{.id = std::string("Gateway"), .vpc = vpc}; });
  const CustomerGateway& office = add_later([] {
    const std::string address = "203.0.113.";
    return CustomerGatewayProps{.id = std::string("Office"), .ip_address = address + "9"};
  });
  add_later([&] {
    const std::vector<std::string> blocks = {"10.9.0.0/16"};
    return VpnConnectionProps{.id = std::string("Vpn"),
                              .customer_gateway = office,
                              .static_routes = blocks,
                              .vpn_gateway = gateway};
  });
  add_later([&] {
    std::vector<ClassicListener> listeners;
    for (const int port : {8080, 8081}) listeners.push_back({.instance_port = port, .port = port});
    return ClassicLoadBalancerProps{.id = std::string("Lb"), .listeners = listeners, .vpc = vpc};
  });
  EXPECT_THAT(properties("List"), HasSubstr(R"({"Cidr":"10.2.0.0/16","Description":"Office 2"})"));
  EXPECT_THAT(properties("VpnRoute1"), HasSubstr(R"("DestinationCidrBlock":"10.9.0.0/16")"));
  EXPECT_THAT(properties("Lb"), HasSubstr(R"("LoadBalancerPort":"8081")"));
}

TEST_F(LateIdentityTest, a_stack_set_of_regions_that_were_made_at_run_time) {
  add_later([] {
    std::vector<StackSetInstances> instances;
    for (const std::string zone : {"central", "west"}) {
      instances.push_back({.regions = std::vector<std::string>{"eu-" + zone + "-1"},
                           .accounts = std::set<std::string>{"123456789012"}});
    }
    return StackSetProps{.id = std::string("Set"),
                         .stack_set_name = std::string("base"),
                         .instances = instances,
                         .template_body = std::string("{}")};
  });
  EXPECT_THAT(properties("Set"), HasSubstr(R"("Regions":["eu-west-1"])"));
}

}  // namespace
}  // namespace omnitrack

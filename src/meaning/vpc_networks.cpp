#include "meaning/vpc_networks.hpp"

#include <array>

#include "meaning/cases.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"

namespace omnitrack::meaning {

using tmpl::Node;

namespace {

void add_network(VpcNetworks& networks, const Node* value) {
  if (value == nullptr) return;
  const Path root;
  for_each_case(*value, root, [&networks](const Node& one, const Path&) {
    const auto cidr = known_text(&one);
    const auto network = cidr ? IpNetwork::parse(*cidr) : std::nullopt;
    if (!network) {
      networks.are_complete = false;
      return;
    }
    networks.all.push_back(*network);
    networks.text += (networks.text.empty() ? "'" : ", '") + std::string(*cidr) + "'";
  });
}

constexpr std::array<std::string_view, 4> pool_keys{"AmazonProvidedIpv6CidrBlock", "Ipv4IpamPoolId",
                                                    "Ipv6IpamPoolId", "Ipv6Pool"};

void add_networks(VpcNetworks& networks, const tmpl::ResourceEntry& resource) {
  const Node* properties = all_properties(resource);
  if (properties == nullptr) {
    networks.are_complete = false;
    return;
  }
  add_network(networks, find_value(properties, "CidrBlock"));
  add_network(networks, find_value(properties, "Ipv6CidrBlock"));
  for (const std::string_view key : pool_keys) {
    if (find_value(properties, key) != nullptr) networks.are_complete = false;
  }
}

}  // namespace

std::unordered_map<std::string_view, VpcNetworks> vpc_networks(const tmpl::Index& index) {
  std::unordered_map<std::string_view, VpcNetworks> vpcs;
  for (const tmpl::ResourceEntry& resource : index.resources()) {
    if (resource.type_name == "AWS::EC2::VPC") {
      add_networks(vpcs[resource.logical_id], resource);
    } else if (resource.type_name == "AWS::EC2::VPCCidrBlock") {
      const Node* vpc = find_value(resource.properties, "VpcId");
      if (vpc != nullptr) add_networks(vpcs[referred_id(*vpc)], resource);
    }
  }
  return vpcs;
}

}  // namespace omnitrack::meaning

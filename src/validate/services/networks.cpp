#include <algorithm>
#include <unordered_map>
#include <vector>

#include "meaning/condition_logic.hpp"
#include "meaning/references.hpp"
#include "meaning/vpc_networks.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::always_meet;
using meaning::find_value;
using meaning::IpNetwork;
using meaning::known_boolean;
using meaning::known_text;
using meaning::Path;
using meaning::referred_id;
using meaning::surely_same;
using meaning::vpc_networks;
using meaning::VpcNetworks;
using meaning::written_text;
using tmpl::Node;

namespace {

/// A network of a subnet, where its text stands.
struct SubnetNetwork {
  IpNetwork network;
  std::string text;
  const tmpl::ResourceEntry* subnet = nullptr;
  std::string vpc;  ///< alike for subnets of one VPC
  std::string_view vpc_id;
  std::string_view property;
  const Node* at = nullptr;
};

void add_subnet(std::vector<SubnetNetwork>& subnets, const tmpl::ResourceEntry& resource) {
  const Node* vpc = find_value(resource.properties, "VpcId");
  if (vpc == nullptr || vpc->calls(tmpl::Function::if_)) return;
  const std::string_view id = referred_id(*vpc);
  for (const std::string_view property : {"CidrBlock", "Ipv6CidrBlock"}) {
    const Node* cidr = find_value(resource.properties, property);
    const auto text = known_text(cidr);
    const auto network = text ? IpNetwork::parse(*text) : std::nullopt;
    if (!network) continue;
    subnets.push_back({.network = *network,
                       .text = "'" + std::string(*text) + "'",
                       .subnet = &resource,
                       .vpc = id.empty() ? written_text(*vpc) : std::string(id),
                       .vpc_id = id,
                       .property = property,
                       .at = cidr});
  }
}

void report(const Context& context, const SubnetNetwork& subnet, FindingCode<Severity::error> code,
            std::string message, std::string hint) {
  const Path root;
  const Path section(root, "Resources");
  const Path resource(section, subnet.subnet->logical_id);
  const Path properties(resource, "Properties");
  const Path at(properties, subnet.property);
  context.report.error(code, *subnet.at, at, std::move(message), std::move(hint));
}

void check_within(const Context& context, const SubnetNetwork& subnet, const VpcNetworks& vpc) {
  if (!vpc.are_complete || vpc.all.empty()) return;
  const bool lies_within = std::ranges::any_of(
      vpc.all, [&subnet](const IpNetwork& each) { return each.contains(subnet.network); });
  if (lies_within) return;
  report(context, subnet, codes::OT4630,
         "the subnet's " + subnet.text + " does not lie in its VPC's " + vpc.text,
         "choose a range within the VPC's");
}

void check_apart(const Context& context, std::vector<SubnetNetwork>& subnets) {
  std::ranges::stable_sort(subnets, [](const SubnetNetwork& a, const SubnetNetwork& b) {
    return a.vpc != b.vpc ? a.vpc < b.vpc : a.network < b.network;
  });
  for (auto first = subnets.begin(); first != subnets.end(); ++first) {
    for (auto second = first + 1; second != subnets.end(); ++second) {
      if (second->vpc != first->vpc || !second->network.overlaps(first->network)) break;
      if (!always_meet(context.index, *first->subnet, *second->subnet)) continue;
      const bool in_order = first->at->begin < second->at->begin;
      const SubnetNetwork& earlier = in_order ? *first : *second;
      const SubnetNetwork& later = in_order ? *second : *first;
      report(context, later, codes::OT4631,
             "the subnet's " + later.text + " overlaps " + earlier.text + " of '" +
                 std::string(earlier.subnet->logical_id) + "' in the same VPC",
             "choose ranges that do not overlap");
    }
  }
}

/// A second interface endpoint of one service would claim the same private name.
void check_private_names(const Context& context,
                         const std::vector<const tmpl::ResourceEntry*>& endpoints) {
  std::unordered_map<std::string, std::vector<const tmpl::ResourceEntry*>> claimed;
  for (const tmpl::ResourceEntry* endpoint : endpoints) {
    const Node* service = find_value(endpoint->properties, "ServiceName");
    const Node* vpc = find_value(endpoint->properties, "VpcId");
    if (known_text(find_value(endpoint->properties, "VpcEndpointType")) != "Interface" ||
        known_boolean(find_value(endpoint->properties, "PrivateDnsEnabled")) != true ||
        service == nullptr || vpc == nullptr || !surely_same(*service, *service) ||
        !surely_same(*vpc, *vpc)) {
      continue;
    }
    auto& others = claimed[written_text(*service) + written_text(*vpc)];
    const auto other = std::ranges::find_if(others, [&](const tmpl::ResourceEntry* each) {
      return always_meet(context.index, *each, *endpoint);
    });
    if (other != others.end()) {
      const Path root;
      const Path section(root, "Resources");
      const Path resource(section, endpoint->logical_id);
      const Path properties(resource, "Properties");
      const Path at(properties, "PrivateDnsEnabled");
      context.report.error(codes::OT4632, *endpoint->properties->find("PrivateDnsEnabled"), at,
                           "'" + std::string((*other)->logical_id) +
                               "' already has the private DNS name of this service in this VPC",
                           "keep one of the two endpoints, or turn 'PrivateDnsEnabled' off");
    }
    others.push_back(endpoint);
  }
}

}  // namespace

void check_networks(const Context& context) {
  std::vector<SubnetNetwork> subnets;
  std::vector<const tmpl::ResourceEntry*> endpoints;
  for (const tmpl::ResourceEntry& resource : context.index.resources()) {
    if (resource.properties == nullptr) continue;
    if (resource.type_name == "AWS::EC2::Subnet") {
      add_subnet(subnets, resource);
    } else if (resource.type_name == "AWS::EC2::VPCEndpoint") {
      endpoints.push_back(&resource);
    }
  }
  const auto vpcs = vpc_networks(context.index);
  for (const SubnetNetwork& subnet : subnets) {
    const auto vpc = vpcs.find(subnet.vpc_id);
    if (vpc != vpcs.end() && !context.index.may_have_unseen()) {
      check_within(context, subnet, vpc->second);
    }
  }
  check_apart(context, subnets);
  check_private_names(context, endpoints);
}

}  // namespace omnitrack::validate

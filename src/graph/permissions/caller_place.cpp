#include "graph/permissions/caller_place.hpp"

#include <algorithm>
#include <array>

#include "graph/network/services.hpp"

namespace omnitrack::graph {

using tmpl::ResourceEntry;

namespace {

/// What runs code in the subnets that it names.
struct RunsIn {
  std::string_view type;
  std::string_view subnets;
  bool is_open_without;  ///< whether it runs outside of any VPC of the account where it names none
};

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
constexpr std::array<RunsIn, 3> runs{{
    {"AWS::EC2::Instance", "SubnetId|NetworkInterfaces/*/SubnetId", false},
    {"AWS::ECS::Service", "NetworkConfiguration/AwsvpcConfiguration/Subnets", false},
    {"AWS::Lambda::Function", "VpcConfig/SubnetIds", true},
}};

}  // namespace

CallerPlace place_of_caller(const Scene& scene, const Actor& actor, const ResourceEntry& to) {
  CallerPlace place;
  const std::string_view service = endpoint_service(to.type_name);
  if (actor.entry == nullptr || service.empty()) return place;
  const auto kind = std::ranges::find(runs, actor.entry->type_name, &RunsIn::type);
  if (kind == runs.end()) return place;
  const std::vector<ValueAt> subnets = scene.values(*actor.entry, kind->subnets);
  if (subnets.empty()) {
    if (kind->is_open_without) place.kind = CallerPlace::Kind::open;
    return place;
  }
  std::size_t with_endpoint = 0;
  for (const ValueAt& each : subnets) {
    const ResourceEntry* subnet = scene.named(each.node, "AWS::EC2::Subnet");
    const ResourceEntry* vpc =
        subnet == nullptr ? nullptr : scene.named(*subnet, "VpcId", "AWS::EC2::VPC");
    if (vpc == nullptr) return {};
    const ResourceEntry* endpoint = endpoint_of(scene, *subnet, service);
    if (endpoint == nullptr) continue;
    ++with_endpoint;
    place.subnets.push_back(subnet);
    place.vpcs.push_back(vpc);
    place.endpoints.push_back(endpoint);
  }
  // Calls from some subnets alone go through an endpoint.
  if (with_endpoint != 0 && with_endpoint != subnets.size()) return {};
  place.kind = with_endpoint == 0 ? CallerPlace::Kind::open : CallerPlace::Kind::endpoint;
  return place;
}

}  // namespace omnitrack::graph

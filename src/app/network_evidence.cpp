#include "network_evidence.hpp"

#include <algorithm>
#include <set>

namespace omnitrack::app {

namespace {

using Resources = std::vector<FinishedResource>;

// The routes of a subnet, by the route tables that are associated with it.
Resources routes_of(const EvidenceCheck& check, const FinishedResource& subnet) {
  Resources routes;
  for (const FinishedResource& association :
       check.resources("AWS::EC2::SubnetRouteTableAssociation")) {
    if (!association.property("/SubnetId").refers_to(subnet.construct())) continue;
    const std::string table = association.property("/RouteTableId").json();
    for (const FinishedResource& route : check.resources("AWS::EC2::Route")) {
      if (route.property("/RouteTableId").json() == table) routes.push_back(route);
    }
  }
  return routes;
}

// A subnet with a route to an internet gateway.
// https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
bool is_public(const EvidenceCheck& check, const FinishedResource& subnet) {
  const Resources routes = routes_of(check, subnet);
  return std::any_of(routes.begin(), routes.end(), [](const FinishedResource& route) {
    return route.property("/GatewayId").is_set();
  });
}

Resources private_subnets(const EvidenceCheck& check) {
  Resources subnets = check.resources("AWS::EC2::Subnet");
  std::erase_if(subnets, [&](const FinishedResource& each) { return is_public(check, each); });
  return subnets;
}

}  // namespace

void show_private_backend(EvidenceCheck& check) {
  struct Place {
    std::string_view type;
    std::string_view subnets;
  };
  const Resources inside = private_subnets(check);
  for (const Place& place : {Place{"AWS::Lambda::Function", "/VpcConfig/SubnetIds"},
                             Place{"AWS::ElastiCache::SubnetGroup", "/SubnetIds"}}) {
    for (const FinishedResource& each : check.resources(place.type)) {
      const std::vector<FinishedValue> subnets = each.property(place.subnets).items();
      const bool is_inside =
          !subnets.empty() && std::all_of(subnets.begin(), subnets.end(), [&](const auto& subnet) {
            return std::any_of(inside.begin(), inside.end(), [&](const FinishedResource& one) {
              return subnet.refers_to(one.construct());
            });
          });
      if (is_inside) {
        check.shows(each, place.subnets);
      } else {
        check.fails(each, place.subnets, "be private subnets");
      }
    }
  }
}

void show_egress_by_nat(EvidenceCheck& check) {
  for (const FinishedResource& subnet : private_subnets(check)) {
    bool has_route = false;
    for (const FinishedResource& route : routes_of(check, subnet)) {
      if (!route.property("/NatGatewayId").is_set()) continue;
      has_route = true;
      check.shows(route, "/NatGatewayId");
    }
    if (!has_route) check.fails(subnet, {}, "have a route to a NAT gateway");
  }
}

void show_three_zones(EvidenceCheck& check) {
  std::set<std::string> zones;
  for (const FinishedResource& subnet : private_subnets(check)) {
    const bool is_new = zones.insert(subnet.property("/AvailabilityZone").json()).second;
    if (is_new) check.shows(subnet, "/AvailabilityZone");
  }
  if (zones.size() < 3) {
    check.fails("the private subnets lie in " + std::to_string(zones.size()) +
                " zones and should lie in 3");
  }
}

}  // namespace omnitrack::app

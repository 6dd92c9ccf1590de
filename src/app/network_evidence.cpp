#include "network_evidence.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace omnitrack::app {

namespace {

using Resources = std::vector<FinishedResource>;

// The subnets of the templates and their routes, by the route tables that are associated with them.
class Network {
 public:
  explicit Network(const EvidenceCheck& check)
      : subnets_(check.resources("AWS::EC2::Subnet")),
        associations_(check.resources("AWS::EC2::SubnetRouteTableAssociation")) {
    for (const FinishedResource& route : check.resources("AWS::EC2::Route")) {
      routes_[route.property("/RouteTableId").json()].push_back(route);
    }
  }

  [[nodiscard]] Resources routes_of(const FinishedResource& subnet) const {
    Resources all;
    for (const FinishedResource& association : associations_) {
      if (!association.property("/SubnetId").refers_to(subnet.construct())) continue;
      const auto routes = routes_.find(association.property("/RouteTableId").json());
      if (routes == routes_.end()) continue;
      all.insert(all.end(), routes->second.begin(), routes->second.end());
    }
    return all;
  }

  [[nodiscard]] Resources private_subnets() const {
    Resources subnets = subnets_;
    std::erase_if(subnets, [this](const FinishedResource& each) { return is_public(each); });
    return subnets;
  }

 private:
  // A subnet with a route to an internet gateway.
  // https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
  [[nodiscard]] bool is_public(const FinishedResource& subnet) const {
    const Resources routes = routes_of(subnet);
    return std::any_of(routes.begin(), routes.end(), [](const FinishedResource& route) {
      return route.property("/GatewayId").is_set();
    });
  }

  Resources subnets_;
  Resources associations_;
  std::map<std::string, Resources> routes_;  // by the JSON of the table
};

}  // namespace

void show_private_backend(EvidenceCheck& check) {
  struct Place {
    std::string_view type;
    std::string_view subnets;
  };
  const Resources inside = Network(check).private_subnets();
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
  const Network network(check);
  for (const FinishedResource& subnet : network.private_subnets()) {
    bool has_route = false;
    for (const FinishedResource& route : network.routes_of(subnet)) {
      if (!route.property("/NatGatewayId").is_set()) continue;
      has_route = true;
      check.shows(route, "/NatGatewayId");
    }
    if (!has_route) check.fails(subnet, {}, "have a route to a NAT gateway");
  }
}

void show_three_zones(EvidenceCheck& check) {
  std::set<std::string> zones;
  for (const FinishedResource& subnet : Network(check).private_subnets()) {
    const bool is_new = zones.insert(subnet.property("/AvailabilityZone").json()).second;
    if (is_new) check.shows(subnet, "/AvailabilityZone");
  }
  if (zones.size() < 3) {
    check.fails("the private subnets lie in " + std::to_string(zones.size()) +
                " zones and should lie in 3");
  }
}

}  // namespace omnitrack::app

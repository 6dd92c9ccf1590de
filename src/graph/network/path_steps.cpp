#include "graph/network/path_steps.hpp"

namespace omnitrack::graph {

using tmpl::ResourceEntry;

const ResourceEntry* vpc_of_subnet(const Scene& scene, const ResourceEntry& subnet) {
  return scene.named(subnet, "VpcId", "AWS::EC2::VPC");
}

Addresses addresses_of_spot(const Scene& scene, const Spot& spot, bool is_v6) {
  Addresses found;
  if (spot.subnet.entry != nullptr) {
    found = addresses_of_subnet(scene, *spot.subnet.entry, is_v6);
  } else {
    found.unknown = spot.subnet.unknown;
  }
  found.shown = spot.shown;
  return found;
}

Opener opener_of(const Spot& spot) {
  if (spot.interface == nullptr) return Opener::service;
  const Publicity kind = spot.interface->kind->publicity;
  const bool is_system = kind == Publicity::instance || kind == Publicity::task;
  return is_system ? Opener::system : Opener::service;
}

void require_unknown_subnet(const Spot& spot, Answer& answer) {
  answer.require({.kind = RuleKind::route,
                  .says = Verdict::perhaps,
                  .words = "the subnets of " + spot.shown + " are not in the templates"},
                 spot.subnet.unknown);
}

void require_route(const Route& route, Answer& answer) {
  Reason reason = route.reason;
  if (!route.unknown.empty()) reason.says = Verdict::perhaps;
  answer.require(std::move(reason), route.unknown);
}

void require_unknown_hop(const Route& route, Answer& answer) {
  Reason reason = route.reason;
  reason.says = Verdict::perhaps;
  reason.words += ", and what is behind it is not in the templates";
  answer.require(std::move(reason), "what " + route.target_shown + " forwards");
}

void refuse_route(const Route& route, std::string_view why, Answer& answer) {
  Reason reason = route.reason;
  reason.says = route.unknown.empty() ? Verdict::no : Verdict::perhaps;
  if (route.hop != Hop::none) reason.words += why;
  answer.require(std::move(reason), route.unknown);
}

}  // namespace omnitrack::graph

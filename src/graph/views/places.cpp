#include "graph/views/places.hpp"

#include <algorithm>

#include "meaning/known.hpp"

namespace omnitrack::graph {

namespace {

std::string words_of(Tier tier) {
  switch (tier) {
    case Tier::open:
      return "public subnet";
    case Tier::outgoing:
      return "private subnet";
    default:
      return "isolated subnet";
  }
}

// `VPC Shop`; a VPC that is called that alone is not named twice.
std::string vpc_title(std::string_view id) {
  const bool says_all = id == "Vpc" || id == "VPC" || id == "vpc";
  return says_all ? "VPC" : "VPC " + std::string(id);
}

std::string with_note(std::string words, const std::string& note) {
  return note.empty() ? words : words + " · " + note;
}

}  // namespace

Places::Places(const Graph& graph, View& view)
    : graph_(graph), view_(view), networks_(find_network_places(graph)) {
  add_stacks();
  add_given_vpcs();
  for (const std::size_t vpc : networks_.vpcs) {
    add_vpc(vpc);
    add_zones(vpc);
  }
  for (std::size_t i = 0; i < graph.resources.size(); ++i) {
    const auto box = box_of_.find(graph.resources[i].owner);
    if (box == box_of_.end() || graph.resources[i].owner == i) continue;
    view.boxes[box->second].folded.push_back(graph.resources[i].key);
  }
}

std::size_t Places::add_box(ViewBox box) {
  view_.boxes.push_back(std::move(box));
  return view_.boxes.size() - 1;
}

void Places::add_stacks() {
  std::map<std::string, std::size_t> accounts;
  std::map<std::pair<std::string, std::string>, std::size_t> regions;
  const bool is_single = graph_.stacks.size() == 1;
  const bool has_global =
      std::ranges::any_of(graph_.resources, [](const Resource& each) { return each.is_global; });
  for (const StackSource& stack : graph_.stacks) {
    const auto [at, is_new_account] = accounts.try_emplace(stack.account, nowhere);
    if (is_new_account) {
      at->second = add_box(
          {.kind = BoxKind::account,
           .title = stack.account.empty() ? "AWS account" : "AWS account " + stack.account});
    }
    const std::size_t account = at->second;
    if (is_single && has_global) global_box_ = account;
    const auto [place, is_new] = regions.try_emplace({stack.account, stack.region}, nowhere);
    if (is_new) {
      place->second =
          add_box({.kind = BoxKind::region,
                   .title = stack.region.empty() ? "AWS Region" : "Region " + stack.region,
                   .parent = account});
    }
    box_of_stack_.push_back(is_single ? place->second
                                      : add_box({.kind = BoxKind::stack,
                                                 .title = "Stack " + stack.name,
                                                 .parent = place->second}));
  }
}

// Whatever stands in subnets that are given stands in the VPC of these, which no template has.
void Places::add_given_vpcs() {
  for (std::size_t i = 0; i < graph_.resources.size(); ++i) {
    const std::size_t stack = graph_.resources[i].stack;
    if (!networks_.are_given[i] || !networks_.subnets_of[i].empty()) continue;
    if (given_vpcs_.contains(stack)) continue;
    given_vpcs_[stack] = add_box(
        {.kind = BoxKind::given_vpc, .title = "Existing VPC", .parent = box_of_stack_[stack]});
  }
}

void Places::add_vpc(std::size_t vpc) {
  const Resource& resource = graph_.resources[vpc];
  const tmpl::Node* cidr = meaning::find_value(resource.entry->properties, "CidrBlock");
  box_of_[vpc] = add_box({.kind = BoxKind::vpc,
                          .title = vpc_title(resource.id()),
                          .note = std::string(meaning::known_text(cidr).value_or("")),
                          .key = resource.key,
                          .parent = box_of_stack_[resource.stack]});
}

// The zones in the order of their first subnets; in each the subnets by how open they are.
void Places::add_zones(std::size_t vpc) {
  struct Zone {
    std::string title;
    std::vector<std::size_t> subnets = {};
  };
  std::vector<Zone> zones;
  std::map<std::string, std::size_t> place_of;
  for (const auto& [subnet, place] : networks_.subnets) {
    if (place.vpc != vpc) continue;
    const auto [zone, is_new] = place_of.try_emplace(place.zone, zones.size());
    if (is_new) zones.push_back({.title = place.title});
    zones[zone->second].subnets.push_back(subnet);
  }
  std::map<Tier, std::size_t> rows;  // of each tier, as many as the zone with the most has
  for (const Zone& zone : zones) {
    std::map<Tier, std::size_t> counts;
    for (const std::size_t each : zone.subnets) ++counts[networks_.subnets[each].tier];
    for (const auto& [tier, count] : counts) rows[tier] = std::max(rows[tier], count);
  }
  std::map<Tier, std::size_t> first_row;
  std::size_t next = 0;
  for (const auto& [tier, count] : rows) {
    first_row[tier] = next;
    next += count;
  }
  for (const Zone& zone : zones) {
    const std::size_t box =
        add_box({.kind = BoxKind::zone, .title = zone.title, .parent = box_of_.at(vpc)});
    std::map<Tier, std::size_t> row = first_row;
    for (const auto& [tier, count] : rows) {
      for (const std::size_t each : zone.subnets) {
        const SubnetPlace& place = networks_.subnets[each];
        if (place.tier != tier) continue;
        const Resource& resource = graph_.resources[each];
        box_of_[each] = add_box({.kind = BoxKind::subnet,
                                 .title = std::string(resource.id()),
                                 .note = with_note(words_of(tier), place.cidr),
                                 .key = resource.key,
                                 .parent = box,
                                 .row = row[tier]++});
      }
    }
  }
}

bool Places::is_in_vpc(std::size_t box) const {
  const auto is_vpc = [&](std::size_t each) {
    return view_.boxes[each].kind == BoxKind::vpc || view_.boxes[each].kind == BoxKind::given_vpc;
  };
  while (box != nowhere && !is_vpc(box)) box = view_.boxes[box].parent;
  return box != nowhere;
}

std::size_t Places::vpc_of_subnet(std::size_t box) const {
  return view_.boxes[view_.boxes[box].parent].parent;
}

Candidate Places::candidate(std::size_t resource) const {
  const Resource& of = graph_.resources[resource];
  std::vector<std::size_t> subnets;
  for (const std::size_t each : networks_.subnets_of[resource]) {
    if (const auto box = box_of_.find(each); box != box_of_.end()) subnets.push_back(box->second);
  }
  if (subnets.size() == 1) return {.resource = resource, .box = subnets.front()};
  if (!subnets.empty()) {
    const std::size_t vpc = vpc_of_subnet(subnets.front());
    std::erase_if(subnets, [&](std::size_t each) { return vpc_of_subnet(each) != vpc; });
    return {.resource = resource, .box = vpc, .spans = std::move(subnets)};
  }
  if (networks_.are_given[resource]) {
    return {.resource = resource, .box = given_vpcs_.at(of.stack)};
  }
  const auto vpc = box_of_.find(networks_.vpc_of[resource]);
  if (vpc != box_of_.end()) return {.resource = resource, .box = vpc->second};
  const bool is_outside = of.is_global && global_box_ != nowhere;
  return {.resource = resource, .box = is_outside ? global_box_ : box_of_stack_[of.stack]};
}

}  // namespace omnitrack::graph

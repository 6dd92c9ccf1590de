#include "lock/stack_refactor.hpp"

#include <nlohmann/json.hpp>

namespace omnitrack::lock {

std::vector<ResourceMapping> mappings_of(const Detection& detection, const ChosenIds& chosen) {
  std::vector<ResourceMapping> mappings;
  const auto add = [&](const Entry& from, const PresentResource& to, const std::string& id) {
    if (from.resource.stack == to.stack && from.resource.logical_id == id) return;
    mappings.push_back({from.resource, std::string(to.stack), id});
  };
  for (const Kept& each : detection.kept) add(*each.from, *each.to, each.to->origin->logical_id);
  for (const DetectedMove& each : detection.moves) {
    const auto id = chosen.find(each.to);
    if (id != chosen.end()) add(*each.from, *each.to, id->second);
  }
  return mappings;
}

std::string write_mappings(const std::vector<ResourceMapping>& mappings) {
  const auto location = [](const std::string& stack, const std::string& id) {
    return nlohmann::ordered_json{{"StackName", stack}, {"LogicalResourceId", id}};
  };
  auto all = nlohmann::ordered_json::array();
  for (const ResourceMapping& each : mappings) {
    all.push_back({{"Source", location(each.from.stack, each.from.logical_id)},
                   {"Destination", location(each.to_stack, each.to_logical_id)}});
  }
  return all.dump(2) + '\n';
}

}  // namespace omnitrack::lock

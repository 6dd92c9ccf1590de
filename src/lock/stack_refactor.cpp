#include "lock/stack_refactor.hpp"

#include "support/json_writer.hpp"

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
  return support::json_text(support::JsonLayout::wide, [&](support::JsonWriter& json) {
    const auto location = [&](std::string_view name, const std::string& stack,
                              const std::string& id) {
      json.plain_key(name);
      json.begin_object();
      json.member("StackName", stack);
      json.member("LogicalResourceId", id);
      json.end_object();
    };
    json.begin_list();
    for (const ResourceMapping& each : mappings) {
      json.begin_item();
      json.begin_object();
      location("Source", each.from.stack, each.from.logical_id);
      location("Destination", each.to_stack, each.to_logical_id);
      json.end_object();
    }
    json.end_list();
  });
}

}  // namespace omnitrack::lock

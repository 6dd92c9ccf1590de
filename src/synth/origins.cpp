#include "synth/origins.hpp"

#include <string>

#include "core/tree.hpp"
#include "synth/property_history.hpp"
#include "synth/resource_form.hpp"

namespace omnitrack::synth {

namespace {

ElementOrigin origin_of(const Element& element) {
  return {.kind = element.construct_kind(),
          .logical_id = std::string(element.logical_id()),
          .path = element.path(),
          .source = element.source(),
          .id_is_chosen = TreeAccess::has_chosen_id(element)};
}

ElementOrigin origin_of(const Resource& resource, const StackPlan& plan) {
  ElementOrigin origin = origin_of(resource);
  origin.type = written_type(resource);
  origin.id_follows_content = has_digest(resource);
  const auto locked = plan.locked.find(&resource);
  if (locked != plan.locked.end()) origin.locked = locked->second;
  const auto pins = plan.pins.find(&resource);
  if (pins != plan.pins.end()) origin.pins = pins->second;
  return origin;
}

// Whatever has the value made the output, and it has its name from there.
ElementOrigin origin_of(const MadeOutput& made) {
  return {.kind = ConstructKind::output,
          .logical_id = made.logical_id,
          .path = made.of->path(),
          .source = made.of->source()};
}

}  // namespace

std::vector<ElementOrigin> origins_of(const StackPlan& plan, const Imports& imports,
                                      const PropertyHistory* history) {
  std::vector<ElementOrigin> origins;
  const auto add = [&](const auto& elements) {
    for (const Element* each : elements) origins.push_back(origin_of(*each));
  };
  add(plan.parameters);
  add(plan.mappings);
  add(plan.conditions);
  add(plan.rules);
  for (const Resource* each : plan.resources) {
    origins.push_back(origin_of(*each, plan));
    ElementOrigin& made = origins.back();
    if (history != nullptr) made.properties = history->origins_of(*each, made.pins);
  }
  add(plan.outputs);
  for (const MadeOutput& each : imports.made_for(*plan.stack)) origins.push_back(origin_of(each));
  return origins;
}

}  // namespace omnitrack::synth

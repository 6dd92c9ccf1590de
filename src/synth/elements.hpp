#pragma once

#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "synth/plan.hpp"

namespace omnitrack::synth {

/// Finds the constructs of a plan by section and logical id.
class Elements {
 public:
  explicit Elements(const StackPlan& plan) {
    add("Resources", plan.resources);
    add("Parameters", plan.parameters);
    add("Mappings", plan.mappings);
    add("Conditions", plan.conditions);
    add("Rules", plan.rules);
    add("Outputs", plan.outputs);
  }

  /// Null where there is none.
  [[nodiscard]] const Construct* find(std::string_view section, std::string_view logical_id) const {
    const auto in = sections_.find(section);
    if (in == sections_.end()) return nullptr;
    const auto found = in->second.find(logical_id);
    return found == in->second.end() ? nullptr : found->second;
  }

 private:
  template <class Element>
  void add(std::string_view section, const std::vector<Element*>& elements) {
    auto& by_id = sections_[section];
    for (const Element* each : elements) by_id.emplace(each->logical_id(), each);
  }

  std::map<std::string_view, std::unordered_map<std::string_view, const Construct*>> sections_;
};

}  // namespace omnitrack::synth

#pragma once

#include <span>
#include <string>
#include <vector>

#include "lock/adoption_plan.hpp"
#include "omnitrack/synth.hpp"

namespace omnitrack::lock {

/// A pin for a resource of an adopted stack.
struct PlannedPin {
  std::string stack;
  std::string logical_id;  ///< the deployed one
  Pin pin;                 ///< what the code says is not filled in yet

  /// Whether another one is about the same property of the same resource.
  [[nodiscard]] bool is_about_the_same(const PlannedPin& other) const {
    return stack == other.stack && logical_id == other.logical_id &&
           pin.pointer == other.pin.pointer;
  }
};

/// What must stay as it is deployed so that the next deployment replaces nothing that holds data,
/// nothing is refused, and the settings stay that tools give to groups, subnets and flow logs by
/// themselves. Values that name what the app does not make are left out.
std::vector<PlannedPin> find_pins(const AdoptionPlan& plan, const NextDeployment& next);

/// Adds pins to a lock and returns how many of them are new to it.
std::size_t add_pins(std::span<const PlannedPin> pins, Lock& lock);

}  // namespace omnitrack::lock

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lock/lock_file.hpp"
#include "lock/present.hpp"

namespace omnitrack::lock {

/// The logical ids that resources are to have from now on, where these are others than now.
using ChosenIds = std::map<const PresentResource*, std::string>;

/// The lock of what the app makes now. Of stacks that it does not make now, what was there stays.
Lock next_lock(const Lock& before, const Present& present, const ChosenIds& chosen);

/// A logical id that a resource cannot have because something else in its stack has it.
struct IdClash {
  const PresentResource* resource = nullptr;
  std::string logical_id;
  std::string taken_by;  ///< a path
};

/// The clashes that there would be with these ids; `stacks` are those that the app makes.
std::vector<IdClash> find_clashes(std::span<const SynthesizedStack> stacks, const Present& present,
                                  const ChosenIds& chosen);

/// The names of the stacks of a lock that the app does not make now, in order.
std::vector<std::string_view> stacks_not_made(const Lock& lock, const Present& present);

}  // namespace omnitrack::lock

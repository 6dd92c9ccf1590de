#pragma once

#include <string>
#include <string_view>

#include "lock/adoption_plan.hpp"

namespace omnitrack::cli {

/// What is to be told of an adoption.
struct AdoptionReport {
  const lock::AdoptionPlan& plan;
  lock::NextDeployment next = {};  ///< without diffs where resources are undecided
  bool is_written = false;         ///< whether the lock file was
};

/// `certain`, `likely`, `guess`, `remade`, `new` or `gone`: a part of a format, which may not
/// change.
std::string_view state_of(const lock::AdoptedResource& resource);

/// Why it matches, or what becomes of it.
std::string note_of(const lock::AdoptedResource& resource);

/// Why it is undecided, with the way out; empty where it is not.
std::string problem_of(const lock::AdoptedResource& resource);

}  // namespace omnitrack::cli

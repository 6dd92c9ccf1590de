#pragma once

#include <string>
#include <vector>

#include "lock/detection.hpp"
#include "lock/next_lock.hpp"

namespace omnitrack::lock {

/// That a deployed resource is to be another one from now on, without being touched.
struct ResourceMapping {
  LockedResource from;
  std::string to_stack;
  std::string to_logical_id;
};

/// What changes its stack or its logical id: what goes on from the lock, and what was chosen to.
std::vector<ResourceMapping> mappings_of(const Detection& detection, const ChosenIds& chosen);

/// The mappings as JSON, as `aws cloudformation create-stack-refactor --resource-mappings` takes
/// them.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceMapping.html
std::string write_mappings(const std::vector<ResourceMapping>& mappings);

}  // namespace omnitrack::lock

#pragma once

#include <string>
#include <string_view>

#include "cli/adopt/code_lines.hpp"
#include "cli/adopt/settling.hpp"
#include "lock/adoption_plan.hpp"

namespace omnitrack::cli {

/// What is to be told of an adoption.
struct AdoptionReport {
  const lock::AdoptionPlan& plan;
  lock::NextDeployment next = {};  ///< without diffs where resources are undecided
  Side after = {};  ///< what the app makes; without templates where resources are undecided
  std::vector<KeptPin> pins = {};         ///< what the lock keeps as it is deployed
  std::vector<LeftOutPin> left_out = {};  ///< what it cannot keep
  std::vector<PinGroup> groups = {};      ///< these, by the settings that say the same
  bool is_written = false;                ///< whether the lock file was
};

/// Whether the next deployment can be made as it is.
enum class Safety : std::uint8_t {
  safe,
  disturbs,  ///< something is refused, or what holds data is replaced or left behind
  loses      ///< data is lost
};
Safety safety_of(const AdoptionReport& report);

/// Whether something becomes of a resource: not only its metadata, an order or a tool's tag change.
bool has_effect(const diff::ResourceChange& change);

/// What of a resource that holds data is neither lost nor goes on with ours, as it was not said to
/// be meant; and what holds data and is, or may be, replaced.
bool is_disturbed(const lock::AdoptedResource& resource, const diff::StackDiff& next);

/// `certain`, `likely`, `guess`, `remade`, `new` or `gone`: a part of a format, which may not
/// change.
std::string_view state_of(const lock::AdoptedResource& resource);

/// Why it matches, or what becomes of it.
std::string note_of(const lock::AdoptedResource& resource);

/// Why it is undecided, with the way out; empty where it is not.
std::string problem_of(const lock::AdoptedResource& resource);

}  // namespace omnitrack::cli

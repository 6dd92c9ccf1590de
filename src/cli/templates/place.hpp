#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/templates/pairs.hpp"
#include "diff/changes/changes.hpp"

namespace omnitrack::cli {

/// What the user says of where the stacks are deployed.
struct PlaceOptions {
  std::optional<std::string> account;
  std::optional<std::string> region;
};

/// Throws UsageError where one of them is malformed.
void check_place(const PlaceOptions& options);

/// Where a stack is deployed: by the options, by its own account and region where it is fixed to
/// them, by `AWS_REGION`, and else by what texts show.
meaning::Surroundings place_of(std::string_view own_account, std::string_view own_region,
                               const PlaceOptions& options,
                               std::span<const meaning::ToldPlace> told_by);

/// The pairs to compare, each with what is known of its surroundings; all of the old templates,
/// and then the new ones, tell what nobody says.
std::vector<diff::StackPair> placed_pairs(const std::vector<SidePair>& pairs,
                                          const PlaceOptions& options);

}  // namespace omnitrack::cli

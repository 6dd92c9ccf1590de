#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/templates/pairs.hpp"
#include "cli/templates/place.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::cli {

/// What is to be told of two sides.
struct DiffReport {
  std::string old_label;
  std::string new_label;
  std::vector<SidePair> pairs;
  std::vector<diff::StackDiff> diffs;  ///< of the pairs, one each
  std::vector<diff::Loss> losses = {};
  std::vector<diff::Refusal> refusals = {};
  std::vector<diff::StaleRead> stale_reads = {};
  std::vector<diff::SecurityChange> security = {};
  bool is_security_only = false;  ///< whether only the last of these is asked for
};

/// What a diff comes to.
enum class DiffVerdict : std::uint8_t { same, different, loses_data };

/// How much there is of everything.
struct DiffCounts {
  std::array<std::size_t, 7> actions{};   ///< by diff::Action
  std::array<std::size_t, 8> sections{};  ///< by diff::Section
  std::size_t losses = 0;                 ///< those that are not accepted
  std::size_t accepted_losses = 0;
  std::array<std::size_t, 3> directions{};  ///< by diff::SecurityChange::Direction
  /// What differs and does nothing, which the others do not count: whole resources and entries, and
  /// values of those that do change.
  std::size_t quiet_rows = 0;
  std::size_t quiet_values = 0;
};

/// Compares the templates of pairs of two sides; no loss is accepted yet.
DiffReport report_on(const Side& before, const Side& after, std::vector<SidePair> pairs,
                     const PlaceOptions& place, bool is_security_only);

/// What the report comes to.
DiffVerdict verdict_of(const DiffReport& report);
/// How much there is of everything in it.
DiffCounts counts_of(const DiffReport& report);
/// What differs in one stack alone.
DiffCounts counts_of(const diff::StackDiff& stack);

}  // namespace omnitrack::cli

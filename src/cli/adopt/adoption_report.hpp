#pragma once

#include <string>
#include <vector>

#include "cli/adopt/adoption_run.hpp"
#include "cli/diff/diff_report.hpp"

namespace omnitrack::cli {

/// What an adoption comes to.
struct AdoptionReport {
  const std::vector<AdoptedStack>* stacks = nullptr;
  /// What the next deployment would do with the lock, one for each of the stacks.
  std::vector<diff::StackDiff> diffs = {};
  std::vector<diff::Loss> losses = {};
  std::vector<diff::Refusal> refusals = {};
  bool is_written = false;

  /// How many rows have a problem, so that no lock may be written.
  [[nodiscard]] std::size_t problems() const;
};

/// `certain`, `likely`, `guess`, `remade`, `new` or `gone`: a part of a format, which may not
/// change.
std::string_view state_of(const AdoptedRow& row);

/// What the next deployment does to a resource: `same`, `update`, `replace` and so on.
std::string_view next_action(const diff::StackDiff& stack, std::string_view logical_id);

/// The tables for a person.
std::string adoption_text(const AdoptionReport& report, const DiffLook& look);

/// The format for programs; see docs/formats.md.
std::string adoption_json(const AdoptionReport& report);

}  // namespace omnitrack::cli

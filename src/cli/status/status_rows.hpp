#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/stacks/stack_choice.hpp"

namespace omnitrack::cli {

/// A stack as `status` shows it.
struct StatusRow {
  std::string stack;
  std::string deployed;  ///< the name that it is deployed under
  std::optional<deploy::StackState> state;
  /// How the app differs from what is deployed: `same`, `differs`, `loses data`; empty where that
  /// is not known.
  std::string difference;
};

/// The rows of stacks. Says why a difference is not known. Throws AwsFailure.
std::vector<StatusRow> status_rows(const StackChoice& choice, const StackOptions& options,
                                   const Console& console);

/// What to do about a status from which no deployment goes on by itself; empty for others.
std::string advice_for(const StatusRow& row, const std::string& program);

std::string status_table(const std::vector<StatusRow>& rows, const std::string& program);
std::string status_json(const std::vector<StatusRow>& rows);

}  // namespace omnitrack::cli

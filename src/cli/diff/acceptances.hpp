#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/diff/diff_report.hpp"

namespace omnitrack::cli {

/// Reads `[STACK/]LOGICAL_ID@YYYY-MM-DD=REASON`. Throws UsageError that says what is wrong with it.
diff::Acceptance parse_acceptance(const std::string& text);

/// The same of each.
std::vector<diff::Acceptance> parse_acceptances(const std::vector<std::string>& texts);

/// Marks the losses of a report that are accepted today. Says which acceptances do not count, and
/// which meet nothing.
void accept(const std::vector<diff::Acceptance>& acceptances, DiffReport& report,
            const Console& console);

/// The day of the clock in UTC, or that of SOURCE_DATE_EPOCH where it is set, as `YYYY-MM-DD`.
/// Throws Failure where that is no number of seconds.
std::string today();

}  // namespace omnitrack::cli

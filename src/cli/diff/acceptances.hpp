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

/// `[STACK/]LOGICAL_ID` of an acceptance.
std::string named(const diff::Acceptance& acceptance);

/// Marks the losses that are accepted today, in the new templates of a report or by what is given.
/// What is said of a stack counts for the nested stacks that it is split into, too. Returns the
/// acceptances that are malformed, and those that would have met a loss and have expired.
std::vector<diff::VoidAcceptance> accept_losses(const DiffReport& report,
                                                const std::vector<diff::Acceptance>& given,
                                                std::vector<diff::Loss>& losses);

/// Marks the losses of a report that are accepted today, and says which acceptances do not count.
/// Returns those of the given ones that meet no loss.
std::vector<diff::Acceptance> accept(const std::vector<diff::Acceptance>& given, DiffReport& report,
                                     const Console& console);

/// The day of the clock in UTC, or that of SOURCE_DATE_EPOCH where it is set, as `YYYY-MM-DD`.
/// Throws Failure where that is not a number of seconds.
std::string today();

}  // namespace omnitrack::cli

#include "cli/diff/diff_report.hpp"

#include <algorithm>
#include <utility>

#include "diff/changes/quiet.hpp"

namespace omnitrack::cli {

namespace {

void add_counts(const diff::StackDiff& stack, DiffCounts& counts) {
  for (const auto& each : stack.resources) {
    if (diff::is_quiet(each)) {
      ++counts.quiet_rows;
      continue;
    }
    ++counts.actions[static_cast<std::size_t>(each.action)];
    counts.quiet_values += static_cast<std::size_t>(std::ranges::count_if(
        each.changes, [](const diff::Change& one) { return diff::is_quiet(one); }));
  }
  for (const auto& each : stack.entries) {
    if (diff::is_quiet(each)) {
      ++counts.quiet_rows;
    } else {
      ++counts.sections[static_cast<std::size_t>(each.section)];
    }
  }
}

// CloudFormation moves nothing from one template to another while it deploys.
void tell_moves(DiffReport& report) {
  for (diff::Loss& each : report.losses) {
    if (!each.path.empty()) continue;
    const diff::StackDiff* home =
        diff::new_home(report.diffs, report.diffs[each.stack], each.logical_id);
    if (home == nullptr) continue;
    each.hint = "it would be made anew in '" + std::string(home->name) +
                "', and not moved: use the lock file that knows where it lives, or move it by a "
                "stack refactoring first";
  }
}

}  // namespace

DiffReport report_on(const Side& before, const Side& after, std::vector<SidePair> pairs,
                     const PlaceOptions& place, bool is_security_only) {
  DiffReport report{.old_label = before.label,
                    .new_label = after.label,
                    .pairs = std::move(pairs),
                    .diffs = {},
                    .is_security_only = is_security_only};
  report.diffs = diff::compare_all(placed_pairs(report.pairs, place));
  report.security = diff::find_security_changes(report.diffs);
  if (is_security_only) return report;
  report.losses = diff::find_losses(report.diffs);
  tell_moves(report);
  report.refusals = diff::find_refusals(report.diffs);
  report.stale_reads = diff::find_stale_reads(report.diffs);
  return report;
}

DiffVerdict verdict_of(const DiffReport& report) {
  const auto counts = [](const diff::Loss& loss) { return !loss.accepted; };
  if (std::ranges::any_of(report.losses, counts)) return DiffVerdict::loses_data;
  const auto is_quiet = [](const auto& row) { return diff::is_quiet(row); };
  const bool is_same = std::ranges::all_of(report.diffs, [&](const diff::StackDiff& each) {
    return each.before != nullptr && each.after != nullptr &&
           std::ranges::all_of(each.resources, is_quiet) &&
           std::ranges::all_of(each.entries, is_quiet);
  });
  return is_same ? DiffVerdict::same : DiffVerdict::different;
}

DiffCounts counts_of(const diff::StackDiff& stack) {
  DiffCounts counts;
  add_counts(stack, counts);
  return counts;
}

DiffCounts counts_of(const DiffReport& report) {
  DiffCounts counts;
  for (const diff::StackDiff& each : report.diffs) add_counts(each, counts);
  for (const diff::Loss& each : report.losses) {
    ++(each.accepted ? counts.accepted_losses : counts.losses);
  }
  for (const diff::SecurityChange& each : report.security) {
    ++counts.directions[static_cast<std::size_t>(each.direction)];
  }
  return counts;
}

}  // namespace omnitrack::cli

#include "cli/diff/diff_view.hpp"

#include <algorithm>

#include "cli/diff/diff_words.hpp"
#include "diff/changes/quiet.hpp"

namespace omnitrack::cli {

namespace {

// With what is quiet among the direct ones, or without it.
ChangeRows rows_of(const diff::Changes& changes, bool with_quiet) {
  ChangeRows rows;
  const auto count = std::ranges::count(changes, false, &diff::Change::is_consequence);
  rows.direct.reserve(static_cast<std::size_t>(count));
  for (const diff::Change& each : changes) {
    const bool is_quiet = diff::is_quiet(each);
    if (is_quiet && !with_quiet && !each.is_consequence()) continue;
    auto& where = each.is_consequence() ? rows.consequences : rows.direct;
    where.push_back({.change = each, .is_quiet = is_quiet});
  }
  return rows;
}

class Viewer {
 public:
  Viewer(const DiffReport& report, bool shows_all) : report_(report), shows_all_(shows_all) {
    for (const SidePair& pair : report.pairs) origins_.emplace_back(pair);
  }

  [[nodiscard]] DiffView view() const {
    const DiffCounts counts = counts_of(report_);
    DiffView view{.report = report_,
                  .verdict = verdict_of(report_),
                  .counts = counts,
                  .tally = tally_of(counts),
                  .quiet_tally = quiet_tally_of(counts),
                  .security_tally = security_tally_of(counts),
                  .has_many_stacks = report_.diffs.size() > 1,
                  .losses = verdicts(report_.losses),
                  .open_losses = {},
                  .accepted_losses = {},
                  .refusals = verdicts(report_.refusals),
                  .stale_reads = verdicts(report_.stale_reads),
                  .security = verdicts(report_.security),
                  .stacks = {}};
    for (const LossRow& each : view.losses) {
      (each.verdict.accepted ? view.accepted_losses : view.open_losses).push_back(&each);
    }
    for (std::size_t i = 0; i < report_.diffs.size(); ++i) view.stacks.push_back(stack(i));
    return view;
  }

 private:
  [[nodiscard]] RowSubject subject(std::size_t stack, std::string_view name,
                                   std::string_view type_name, const RowOrigin& origin) const {
    return {report_.diffs[stack].name, name, type_name, origin};
  }

  template <class Verdict>
  [[nodiscard]] std::vector<VerdictRow<Verdict>> verdicts(const std::vector<Verdict>& all) const {
    std::vector<VerdictRow<Verdict>> rows;
    rows.reserve(all.size());
    for (const Verdict& each : all) {
      const RowOrigin origin = origins_[each.stack].of(each.logical_id);
      rows.push_back({.subject = subject(each.stack, each.logical_id, each.type_name, origin),
                      .verdict = each});
    }
    return rows;
  }

  [[nodiscard]] StackRows stack(std::size_t number) const {
    const diff::StackDiff& diff = report_.diffs[number];
    const bool is_new = diff.before == nullptr;
    const bool is_gone = diff.after == nullptr;
    const DiffCounts counts = counts_of(diff);
    DiffCounts of_entries;
    of_entries.sections = counts.sections;
    StackRows rows{.name = diff.name,
                   .action = is_new           ? "create"
                             : is_gone        ? "delete"
                             : diff.is_same() ? "none"
                                              : "update",
                   .state = is_new    ? "new"
                            : is_gone ? "deleted"
                                      : "",
                   .tally = tally_of(counts),
                   .entry_tally = tally_of(of_entries),
                   .is_hidden = false,
                   .assumed = assumed_of(diff),
                   .resources = {},
                   .sections = {}};
    rows.resources.reserve(diff.resources.size());
    for (const diff::ResourceChange& each : diff.resources) {
      if (is_shown(each)) rows.resources.push_back(resource(number, each));
    }
    for (const diff::EntryChange& each : diff.entries) {
      if (!is_shown(each)) continue;
      if (rows.sections.empty() || rows.sections.back().section != each.section) {
        rows.sections.push_back({each.section, title_of(each.section), {}});
      }
      rows.sections.back().entries.push_back(entry(number, each));
    }
    rows.is_hidden =
        !shows_all_ && rows.state.empty() && rows.resources.empty() && rows.sections.empty();
    return rows;
  }

  template <class Change>
  [[nodiscard]] bool is_shown(const Change& change) const {
    return shows_all_ || !diff::is_quiet(change);
  }

  static std::vector<std::string> assumed_of(const diff::StackDiff& diff) {
    std::vector<std::string> assumed;
    for (const std::string& each : diff.assumed) {
      const meaning::KnownPlace& place = *diff.surroundings.find(each);
      const bool is_account = each == "AWS::AccountId";
      assumed.push_back((is_account ? "the account is " : "the region is ") + place.text + ", as " +
                        place.source + (is_account ? " shows; --account" : " shows; --region") +
                        " says it");
    }
    return assumed;
  }

  [[nodiscard]] ResourceRow resource(std::size_t stack, const diff::ResourceChange& change) const {
    return {
        .subject = subject(stack, change.logical_id, change.type_name, origins_[stack].of(change)),
        .change = change,
        .before = written(stack, change.before),
        .after = written(stack, change.after),
        .action = words_of(change.action),
        .disposition = disposition_words(change),
        .has_no_effect = has_no_effect(change),
        .is_quiet = diff::is_quiet(change),
        .changes = rows_of(change.changes, shows_all_)};
  }

  [[nodiscard]] const tmpl::Node* written(std::size_t stack,
                                          const tmpl::ResourceEntry* resource) const {
    return resource == nullptr ? nullptr : &report_.diffs[stack].written(resource->member->value);
  }

  [[nodiscard]] EntryRow entry(std::size_t stack, const diff::EntryChange& change) const {
    return {.subject = subject(stack, change.name, {}, origins_[stack].of(change)),
            .action = entry_action(change),
            .before = change.before,
            .after = change.after,
            .is_one_value = is_one_value(change.changes),
            .is_quiet = diff::is_quiet(change),
            .changes = rows_of(change.changes, true)};
  }

  const DiffReport& report_;
  bool shows_all_;
  std::vector<RowOrigins> origins_;
};

}  // namespace

const std::vector<EntryRow>& StackRows::entries(diff::Section section) const {
  static const std::vector<EntryRow> none;
  const auto found = std::ranges::find(sections, section, &SectionRows::section);
  return found == sections.end() ? none : found->entries;
}

DiffView view_of(const DiffReport& report, bool shows_all) {
  return Viewer(report, shows_all).view();
}

}  // namespace omnitrack::cli

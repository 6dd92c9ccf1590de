#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/diff/diff_report.hpp"
#include "cli/diff/diff_words.hpp"
#include "cli/diff/row_origin.hpp"

namespace omnitrack::cli {

/// What a row is about, and where that comes from.
struct RowSubject {
  std::string_view stack;
  std::string_view name;       ///< the logical id of a resource, or the name of what else it is
  std::string_view type_name;  ///< empty for what is not a resource
  RowOrigin origin;
};

/// A loss, a refusal, what others read, or what becomes more open.
template <class Verdict>
struct VerdictRow {
  RowSubject subject;
  const Verdict& verdict;
};

using LossRow = VerdictRow<diff::Loss>;
using RefusalRow = VerdictRow<diff::Refusal>;
using StaleReadRow = VerdictRow<diff::StaleRead>;
using SecurityRow = VerdictRow<diff::SecurityChange>;

/// A value that differs.
struct ChangeRow {
  const diff::Change& change;
  bool is_quiet;  ///< whether it does nothing, see diff/changes/quiet.hpp

  /// What it does, for people; empty for what goes without saying.
  [[nodiscard]] std::string_view effect() const { return words_of(change.effect); }
  /// What a consequence follows from.
  [[nodiscard]] std::string_view cause() const {
    return change.reason.empty() ? change.because : change.reason;
  }
};

/// The values of one resource or entry that differ.
struct ChangeRows {
  std::vector<ChangeRow> direct;        ///< differences of the texts
  std::vector<ChangeRow> consequences;  ///< what follows from something else

  [[nodiscard]] bool is_empty() const { return direct.empty() && consequences.empty(); }
  /// The one that there is, where `is_one_value`.
  [[nodiscard]] const ChangeRow& only() const {
    return direct.empty() ? consequences.front() : direct.front();
  }
};

/// A resource that changes.
struct ResourceRow {
  RowSubject subject;
  const diff::ResourceChange& change;
  const tmpl::Node* before;      ///< the whole of it; null where it is new
  const tmpl::Node* after;       ///< null where it is gone
  std::string_view action;       ///< for people
  std::string_view disposition;  ///< what becomes of the old one, for people; may be empty
  bool has_no_effect;            ///< whether it stays as it is, since metadata and the like changes
  bool is_quiet;                 ///< whether all that changes is quiet
  ChangeRows changes;

  [[nodiscard]] bool is_update() const { return before != nullptr && after != nullptr; }
};

/// An output, a parameter, … that changes.
struct EntryRow {
  RowSubject subject;
  std::string_view action;   ///< `create`, `update` or `delete`
  const tmpl::Node* before;  ///< null where it is new
  const tmpl::Node* after;   ///< null where it is gone
  bool is_one_value;         ///< whether what changes is the entry itself
  bool is_quiet;             ///< whether it does nothing
  ChangeRows changes;

  [[nodiscard]] bool is_update() const { return before != nullptr && after != nullptr; }
};

/// What changes in one section.
struct SectionRows {
  diff::Section section;
  std::string_view title;
  std::vector<EntryRow> entries;  ///< at least one
};

/// What changes in one stack.
struct StackRows {
  std::string_view name;
  std::string_view action;  ///< `create`, `delete`, `update` or `none`
  std::string_view state;   ///< `new` or `deleted`; empty for one that goes on
  std::string tally;
  std::string entry_tally;           ///< of the sections alone
  bool is_hidden;                    ///< whether its rows are quiet and left out
  std::vector<std::string> assumed;  ///< what was assumed of its surroundings, for people
  std::vector<ResourceRow> resources;
  std::vector<SectionRows> sections;

  [[nodiscard]] bool is_shown() const { return action != "none" && !is_hidden; }
  /// The rows of a section; empty where nothing in it changes.
  [[nodiscard]] const std::vector<EntryRow>& entries(diff::Section section) const;
};

/// A diff as all its formats show it: every row with its words and its place, in order.
struct DiffView {
  const DiffReport& report;
  DiffVerdict verdict;
  DiffCounts counts;
  std::string tally;
  std::string quiet_tally;  ///< what differs and does nothing; empty where there is nothing
  std::string security_tally;
  bool has_many_stacks;                     ///< whether a row must say which stack it is of
  std::vector<LossRow> losses;              ///< in the order of the stacks
  std::vector<const LossRow*> open_losses;  ///< those of them that nobody accepted
  std::vector<const LossRow*> accepted_losses;
  std::vector<RefusalRow> refusals;
  std::vector<StaleReadRow> stale_reads;
  std::vector<SecurityRow> security;
  std::vector<StackRows> stacks;
};

/// Walks a report, which must outlive the view. What is quiet is in it only where all is shown.
DiffView view_of(const DiffReport& report, bool shows_all);

}  // namespace omnitrack::cli

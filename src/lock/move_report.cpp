#include "lock/move_report.hpp"

#include <algorithm>

#include "diff/effects/removal.hpp"
#include "diff/effects/stateful.hpp"
#include "lock/move_groups.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"

namespace omnitrack::lock {

namespace {

using support::quoted;

std::string in_code(std::string_view text) { return '"' + std::string(text) + '"'; }

bool is_stateful(const PresentResource& resource) { return diff::is_stateful(*resource.entry); }

Diagnostic about(const PresentResource& resource, GradedCode code, std::string message,
                 std::string hint) {
  return {.code = std::string(code.text()),
          .severity = code.severity(),
          .path = resource.origin->path,
          .file = resource.origin->source.file,
          .line = resource.origin->source.line,
          .message = std::move(message),
          .hint = std::move(hint),
          .acknowledged = {}};
}

// What becomes of an old one that is in the stack no more.
std::string disposition_of(const PresentResource& resource) {
  const std::string data = diff::held_data(*resource.entry);
  switch (diff::disposition_on_removal(*resource.entry)) {
    case diff::Disposition::retained:
      return "leave the old one behind, outside of the stack" +
             (data.empty() ? data : ", with " + data);
    case diff::Disposition::snapshot:
      return "delete the old one after a snapshot" + (data.empty() ? data : " of " + data);
    case diff::Disposition::none:
    case diff::Disposition::deleted:
      break;
  }
  return "delete the old one" + (data.empty() ? data : ", and with it " + data);
}

std::string call_of_moved(const Rewrite& rewrite) {
  return "app.moved(" + in_code(rewrite.old_prefix) + ", " + in_code(rewrite.new_prefix) + ");";
}

bool is_between_stacks(const DetectedMove& move) {
  return move.from->resource.stack != move.to->stack;
}

class GroupReport {
 public:
  explicit GroupReport(const MoveGroup& group) : group_(group), told_(group.moves.front()) {
    for (const DetectedMove* each : group.moves) {
      if (!is_stateful(*each->to)) continue;
      if (stateful_ == 0) told_ = each;
      ++stateful_;
    }
  }

  [[nodiscard]] Diagnostic made() const {
    Diagnostic made =
        about(*told_->to, stateful_ == 0 ? as_warning(codes::OT1722) : as_error(codes::OT1721),
              who() + what_happens(), hint());
    if (group_.moves.size() > 1) made.path = group_.rewrite.new_prefix;
    return made;
  }

 private:
  [[nodiscard]] std::string who() const {
    const LockedResource& from = told_->from->resource;
    if (group_.moves.size() > 1) {
      return std::to_string(group_.moves.size()) + " resources of " +
             quoted(group_.rewrite.old_prefix) + " in the lock file are here now; ";
    }
    const bool is_sure = told_->by != DetectedMove::By::likeness;
    return std::string(is_sure ? "this is " : "this is most likely ") + quoted(from.path) +
           " of the lock file, by " + std::string(reason_for(told_->by)) + "; ";
  }

  [[nodiscard]] std::string what_happens() const {
    if (group_.moves.size() == 1) {
      const PresentResource& to = *told_->to;
      return "CloudFormation would make a new " + to.origin->type +
             (is_between_stacks(*told_)
                  ? " in the stack " + quoted(to.stack) + " and, in " +
                        quoted(told_->from->resource.stack) + ", "
                  : " under the logical id " + quoted(to.origin->logical_id) + " and ") +
             disposition_of(to);
    }
    std::string text = "CloudFormation would make new ones and delete the old ones";
    for (const DetectedMove* each : group_.moves) {
      if (!is_stateful(*each->to)) continue;
      text += "; of " + quoted(each->to->origin->path) + " it would " + disposition_of(*each->to);
    }
    return text;
  }

  [[nodiscard]] std::string hint() const {
    std::string text = "keep " + std::string(group_.moves.size() == 1 ? "its id" : "their ids") +
                       " by " + call_of_moved(group_.rewrite) + " or by lock --accept-moves";
    if (std::ranges::any_of(group_.moves,
                            [](const DetectedMove* each) { return is_between_stacks(*each); })) {
      text += ", and move it between the stacks by lock --stack-refactor FILE";
    }
    if (stateful_ != 0) {
      text += "; where it is not the same, lock --forget " + in_code(group_.rewrite.old_prefix);
    }
    return text;
  }

  const MoveGroup& group_;
  const DetectedMove* told_;
  std::size_t stateful_ = 0;
};

template <class T, class PathOf>
std::string listed_paths(const std::vector<T>& all, const PathOf& path_of) {
  constexpr std::size_t most = 4;
  std::string text;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i) {
    if (i != 0) text += i + 1 == all.size() ? " and " : ", ";
    text += quoted(path_of(all[i]));
  }
  if (all.size() > most) text += " and " + std::to_string(all.size() - most) + " more";
  return text;
}

Diagnostic about(const Twins& twins) {
  const PresentResource& first = *twins.to.front();
  const bool holds_data = is_stateful(first);
  const std::string& old_path = twins.from.front()->resource.path;
  return about(first, holds_data ? as_error(codes::OT1723) : as_warning(codes::OT1724),
               listed_paths(twins.from, [](const Entry* each) { return each->resource.path; }) +
                   " of the lock file " + (twins.from.size() == 1 ? "is" : "are") + " gone, and " +
                   listed_paths(twins.to, [](const auto* each) { return each->origin->path; }) +
                   (twins.to.size() == 1 ? " is" : " are") + " new and alike: " +
                   first.origin->type + " of the same content, so it cannot be told which is which",
               "say it for each that goes on: app.moved(" + in_code(old_path) +
                   ", \"…\"); for one that is meant to go: lock --forget " + in_code(old_path));
}

}  // namespace

std::string_view reason_for(DetectedMove::By by) {
  switch (by) {
    case DetectedMove::By::content:
      return "its content";
    case DetectedMove::By::place:
      return "its place among what moved with it";
    case DetectedMove::By::likeness:
      return "most of its properties";
  }
  return {};
}

void report_moves(const Detection& detection, std::vector<Diagnostic>& diagnostics) {
  for (const MoveGroup& each : group_moves(detection)) {
    diagnostics.push_back(GroupReport(each).made());
  }
}

void report_twins(const Detection& detection, std::vector<Diagnostic>& diagnostics) {
  for (const Twins& each : detection.twins) diagnostics.push_back(about(each));
}

void report_renamed(const Detection& detection, std::vector<Diagnostic>& diagnostics) {
  for (const Kept& each : detection.kept) {
    if (!each.is_renamed() || !is_stateful(*each.to)) continue;
    const std::string& old_id = each.from->resource.logical_id;
    diagnostics.push_back(about(
        *each.to, as_error(codes::OT1725),
        "the code gives it the logical id " + quoted(each.to->origin->logical_id) +
            ", and the lock file has " + quoted(old_id) + "; CloudFormation would make a new " +
            each.to->origin->type + " and " + disposition_of(*each.to),
        "leave set_logical_id out, or give it " + quoted(old_id) +
            "; lock --stack-refactor FILE renames what is deployed"));
  }
}

}  // namespace omnitrack::lock

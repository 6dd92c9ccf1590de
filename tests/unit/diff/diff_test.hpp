#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diff/changes/changes.hpp"
#include "template/document.hpp"

namespace omnitrack::diff {

/// Two templates of one stack and how they differ; an empty text stands for no template.
struct Compared {
  Compared(const std::string& old_text, const std::string& new_text) {
    if (!old_text.empty()) before.emplace("test", old_text);
    if (!new_text.empty()) after.emplace("test", new_text);
    diff = compare({.name = "Stack",
                    .before = before ? &before->index() : nullptr,
                    .after = after ? &after->index() : nullptr});
  }
  /// One line for each change: `ACTION ID`, below it `  PATH EFFECT [because]`.
  [[nodiscard]] std::vector<std::string> lines() const;

  std::optional<tmpl::Document> before;
  std::optional<tmpl::Document> after;
  StackDiff diff;
};

inline std::vector<std::string> Compared::lines() const {
  constexpr const char* actions[] = {"create", "update", "may_replace", "replace",
                                     "delete", "retain", "orphan"};
  constexpr const char* effects[] = {"none", "in_place", "may_replace", "replaces"};
  constexpr const char* sections[] = {"output", "parameter", "condition", "mapping",
                                      "rule",   "metadata",  "loop",      "setting"};
  std::vector<std::string> lines;
  const auto add_changes = [&](const Changes& changes) {
    for (const Change& each : changes) {
      lines.push_back("  " + each.path + ' ' + effects[static_cast<int>(each.effect)] +
                      (each.is_consequence() ? " because " + each.because : ""));
    }
  };
  for (const ResourceChange& each : diff.resources) {
    lines.push_back(std::string(actions[static_cast<int>(each.action)]) + ' ' +
                    std::string(each.logical_id));
    add_changes(each.changes);
  }
  for (const EntryChange& each : diff.entries) {
    const char* what = each.before == nullptr ? "new " : each.after == nullptr ? "gone " : "";
    lines.push_back(what + std::string(sections[static_cast<int>(each.section)]) + ' ' +
                    std::string(each.name));
    add_changes(each.changes);
  }
  return lines;
}

}  // namespace omnitrack::diff

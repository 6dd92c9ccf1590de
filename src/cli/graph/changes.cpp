#include "cli/graph/changes.hpp"

#include "cli/diff/diff_view.hpp"
#include "cli/diff/diff_words.hpp"
#include "cli/page/value_text.hpp"

namespace omnitrack::cli {

namespace {

using Action = graph::Fate::Action;

Action fate_of(diff::Action action) {
  switch (action) {
    case diff::Action::create:
      return Action::added;
    case diff::Action::update:
      return Action::changed;
    case diff::Action::may_replace:
    case diff::Action::replace:
      return Action::replaced;
    default:
      return Action::removed;
  }
}

std::string row_text(const ChangeRow& row) {
  std::string text = shown_path(row.change.path) + ": ";
  if (row.change.before == nullptr) {
    text += "added";
    if (row.change.after != nullptr) text += ' ' + value_text(*row.change.after);
  } else if (row.change.after == nullptr) {
    text += "removed " + value_text(*row.change.before);
  } else if (row.change.is_consequence()) {
    text.append("follows from ").append(row.cause());
  } else {
    text += value_text(*row.change.before) + " → " + value_text(*row.change.after);
  }
  if (!row.effect().empty()) text.append(" (").append(row.effect()).append(")");
  return text;
}

std::string key_of(std::string_view stack, std::string_view logical_id) {
  return std::string(stack) + '/' + std::string(logical_id);
}

void add_rows(const ResourceRow& row, graph::Change& change) {
  change.fate.action = fate_of(row.change.action);
  change.action = row.action;
  if (!row.is_update()) return;
  for (const ChangeRow& each : row.changes.direct) change.rows.push_back(row_text(each));
  for (const ChangeRow& each : row.changes.consequences) change.rows.push_back(row_text(each));
}

}  // namespace

graph::ChangesByKey changes_of(const DiffReport& report) {
  graph::ChangesByKey changes;
  const DiffView view = view_of(report, false);
  for (const StackRows& stack : view.stacks) {
    for (const ResourceRow& row : stack.resources) {
      add_rows(row, changes[key_of(row.subject.stack, row.subject.name)]);
    }
  }
  const auto find = [&](const RowSubject& subject) {
    const auto found = changes.find(key_of(subject.stack, subject.name));
    return found == changes.end() ? nullptr : &found->second;
  };
  for (const LossRow& row : view.losses) {
    graph::Change* change = find(row.subject);
    if (change == nullptr) continue;
    change->fate.is_lost = true;
    change->losses.push_back((row.verdict.is_certain ? "" : "may lose ") + row.verdict.what);
  }
  for (const SecurityRow& row : view.security) {
    graph::Change* change = find(row.subject);
    if (change == nullptr) continue;
    if (row.verdict.direction == diff::SecurityChange::Direction::tighter) continue;
    change->fate.is_opened = true;
    change->opened.push_back(row.verdict.what);
  }
  return changes;
}

}  // namespace omnitrack::cli

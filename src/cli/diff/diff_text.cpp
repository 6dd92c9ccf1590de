#include <algorithm>
#include <initializer_list>

#include "cli/diff/change_text.hpp"
#include "cli/diff/diff_report.hpp"
#include "cli/diff/diff_words.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/text_page.hpp"
#include "cli/page/value_text.hpp"
#include "support/utf8.hpp"

namespace omnitrack::cli {

namespace {

using diff::Action;
using diff::ResourceChange;
using diff::SecurityChange;

constexpr std::size_t action_width = 11;
constexpr std::size_t min_type_width = 12;

struct ActionLook {
  std::string_view symbol;
  std::string_view ascii_symbol;
  Style style;
};

ActionLook look_of(Action action) {
  switch (action) {
    case Action::create:
      return {"+", "+", Style::mark};
    case Action::update:
      return {"~", "~", Style::info};
    case Action::may_replace:
      return {"?", "?", Style::warning};
    case Action::replace:
      return {"±", "!", Style::error};
    case Action::remove:
      return {"-", "-", Style::error};
    case Action::retain:
      return {"=", "=", Style::warning};
    case Action::orphan:
      return {"°", "o", Style::warning};
  }
  return {};
}

Style style_of(SecurityChange::Direction direction) {
  if (direction == SecurityChange::Direction::wider) return Style::error;
  return direction == SecurityChange::Direction::tighter ? Style::mark : Style::warning;
}

std::string notes_of(const ResourceChange& change) {
  std::string notes;
  const auto add = [&](std::string_view words) {
    if (words.empty()) return;
    notes.append(notes.empty() ? "[" : ", ").append(words);
  };
  if (change.is_stateful) add("stateful");
  add(disposition_words(change));
  if (has_no_effect(change)) add("no effect");
  if (change.may_not_happen) add("if its condition holds");
  if (change.may_be_removed) add("may be removed");
  return notes.empty() ? notes : notes + ']';
}

class DiffText {
 public:
  DiffText(const DiffReport& report, const DiffLook& look) : report_(report), page_(look) {
    for (const SidePair& pair : report.pairs) origins_.emplace_back(pair);
  }

  std::string write() {
    if (!report_.is_security_only) {
      write_losses();
      write_refusals();
    }
    write_security();
    if (report_.is_security_only) return page_.take();
    for (std::size_t i = 0; i < report_.diffs.size(); ++i) write_stack(i);
    const std::string tally = tally_of(counts_of(report_));
    if (!tally.empty()) page_.heading(tally, std::nullopt);
    return page_.take();
  }

 private:
  template <class Row>
  [[nodiscard]] std::string subject(const Row& row) const {
    std::string text(row.logical_id);
    if (!row.type_name.empty()) text.append(" (").append(row.type_name).append(")");
    if (report_.diffs.size() > 1) text += " of " + report_.diffs[row.stack].name;
    return text;
  }

  template <class Row>
  [[nodiscard]] std::string at(const Row& row) const {
    const std::string path = shown_path(row.path);
    const std::string origin = shown_origin(origins_[row.stack].of(row.logical_id));
    return path.empty() || origin.empty() ? path + origin : path + ", " + origin;
  }

  void write_losses() {
    if (report_.losses.empty()) return;
    page_.heading("Data loss", Style::error);
    for (const bool accepted : {false, true}) {
      for (const diff::Loss& loss : report_.losses) {
        if (loss.accepted.has_value() == accepted) write(loss);
      }
    }
  }

  void write(const diff::Loss& loss) {
    const std::string_view certainty = loss.is_certain ? "" : "perhaps ";
    const Style style = loss.accepted     ? Style::info
                        : loss.is_certain ? Style::error
                                          : Style::warning;
    page_.paragraph(2, loss.is_certain ? "!" : "?", style,
                    subject(loss) + ": " + std::string(certainty) + loss.what);
    page_.note(4, "at", at(loss));
    page_.note(4, "hint", loss.hint);
    if (loss.accepted) {
      page_.note(4, "accepted until " + loss.accepted->until, loss.accepted->reason);
    }
  }

  void write_refusals() {
    if (report_.refusals.empty()) return;
    page_.heading("CloudFormation will refuse", Style::error);
    for (const diff::Refusal& refusal : report_.refusals) {
      const std::string_view certainty = refusal.is_certain ? "" : "perhaps: ";
      page_.paragraph(2, refusal.code, refusal.is_certain ? Style::error : Style::warning,
                      subject(refusal) + ": " + std::string(certainty) + refusal.what);
      page_.note(4, "at", at(refusal));
      page_.note(4, "hint", refusal.hint);
      if (refusal.has_phases)
        page_.note(4, "phases", "synth --phase OLD -o DIR writes the steps that get there");
    }
  }

  void write_security() {
    if (report_.security.empty()) return;
    page_.heading("Security");
    for (const SecurityChange& change : report_.security) {
      page_.paragraph(
          2, words_of(change.direction), style_of(change.direction),
          '(' + std::string(words_of(change.kind)) + ") " + subject(change) + ": " + change.what);
      page_.note(4, "at", at(change));
    }
  }

  void write_stack(std::size_t number) {
    const diff::StackDiff& stack = report_.diffs[number];
    const bool is_new = stack.before == nullptr;
    const bool is_gone = stack.after == nullptr;
    if (stack.is_same() && !is_new && !is_gone) return;
    page_.heading("Stack " + printable(stack.name) +
                  (is_new    ? " (new)"
                   : is_gone ? " (deleted)"
                             : ""));
    for (const ResourceChange& change : stack.resources) {
      write_row(change, origins_[number].of(change));
      if (change.before != nullptr && change.after != nullptr) {
        write_changes(change.changes, 6, page_);
      }
    }
    for (const diff::Section section : all_sections) write_entries(number, section);
  }

  void write_row(const ResourceChange& change, const RowOrigin& origin) {
    const ActionLook look = look_of(change.action);
    std::string action(page_.look().is_unicode ? look.symbol : look.ascii_symbol);
    action.append(" ").append(words_of(change.action));
    const std::size_t padding =
        action_width - std::min(action_width, words_of(change.action).size());
    StyledText row = page_.styled();
    row.add(action, look.style).add(std::string(padding + 1, ' '));
    // The logical id is never cut, which tells more than the type.
    const std::string id = printable(change.logical_id);
    const std::size_t taken = 2 + row.width() + 1 + support::characters_in(id);
    row.add(page_.cut(printable(change.type_name), std::max(page_.room(taken), min_type_width)))
        .add(" ")
        .add(id, Style::bold);
    write_line_and(std::move(row), {notes_of(change), shown_origin(origin)}, 2);
    page_.note(6, "reason", change.reason);
  }

  // What is told beside a row stands behind it, or below it where it does not fit.
  void write_line_and(StyledText row, std::initializer_list<std::string> parts,
                      std::size_t indent) {
    std::string below;
    for (const std::string& part : parts) {
      if (part.empty()) continue;
      const std::size_t width = support::characters_in(part) + 2;
      if (below.empty() && row.width() + width <= page_.room(indent)) {
        row.add("  ").add(part);
      } else {
        below.append(below.empty() ? "" : "  ").append(part);
      }
    }
    page_.line(indent, row);
    if (!below.empty()) page_.line(6, page_.styled().add(page_.cut(below, page_.room(6))));
  }

  void write_entries(std::size_t number, diff::Section section) {
    const diff::StackDiff& stack = report_.diffs[number];
    bool has_title = false;
    for (const diff::EntryChange& change : stack.entries) {
      if (change.section != section) continue;
      if (!has_title) page_.line(2, page_.styled().add(title_of(section), Style::bold));
      has_title = true;
      write_entry(change, origins_[number].of(change));
    }
  }

  void write_entry(const diff::EntryChange& change, const RowOrigin& origin) {
    const std::string name = printable(change.name);
    if (change.before == nullptr || change.after == nullptr) {
      const bool is_new = change.before == nullptr;
      const tmpl::Node* value = is_new ? change.after : change.before;
      if (value != nullptr) write_value(name, *value, is_new, 4, page_);
      return;
    }
    if (is_one_value(change.changes)) {
      return write_change("~ " + name, change.changes.front(), 4, page_);
    }
    StyledText row = page_.styled();
    row.add("~ ", Style::info).add(name, Style::bold);
    write_line_and(std::move(row), {shown_origin(origin)}, 4);
    write_changes(change.changes, 6, page_);
  }

  const DiffReport& report_;
  TextPage page_;
  std::vector<RowOrigins> origins_;
};

}  // namespace

std::string text_diff(const DiffReport& report, const DiffLook& look) {
  return DiffText(report, look).write();
}

}  // namespace omnitrack::cli

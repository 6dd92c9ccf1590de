#include <algorithm>
#include <initializer_list>

#include "cli/diff/change_text.hpp"
#include "cli/diff/diff_formats.hpp"
#include "cli/diff/diff_words.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/text_page.hpp"
#include "cli/page/value_text.hpp"
#include "support/utf8.hpp"

namespace omnitrack::cli {

namespace {

using diff::Action;
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

std::string notes_of(const ResourceRow& row) {
  std::string notes;
  const auto add = [&](std::string_view words) {
    if (words.empty()) return;
    notes.append(notes.empty() ? "[" : ", ").append(words);
  };
  if (row.change.is_stateful) add("stateful");
  add(row.disposition);
  if (row.has_no_effect) add("no effect");
  if (row.change.may_not_happen) add("if its condition holds");
  if (row.change.may_be_removed) add("may be removed");
  return notes.empty() ? notes : notes + ']';
}

class DiffText {
 public:
  DiffText(const DiffView& view, const PageLook& look, const support::Sink& out)
      : view_(view), page_(look, out) {}

  void write() {
    write_losses();
    write_refusals();
    write_stale_reads();
    write_security();
    if (view_.report.is_security_only) return;
    for (const StackRows& each : view_.stacks) write_stack(each);
    if (!view_.tally.empty()) page_.heading(view_.tally, std::nullopt);
    write_notes();
  }

 private:
  [[nodiscard]] std::string words_of_subject(const RowSubject& subject) const {
    std::string text(subject.name);
    if (!subject.type_name.empty()) text.append(" (").append(subject.type_name).append(")");
    if (view_.has_many_stacks) text.append(" of ").append(subject.stack);
    return text;
  }

  template <class Row>
  static std::string place_of(const Row& row) {
    const std::string path = shown_path(row.verdict.path);
    const std::string place = shown_origin(row.subject.origin);
    return path.empty() || place.empty() ? path + place : path + ", " + place;
  }

  void write_losses() {
    if (view_.losses.empty()) return;
    page_.heading("Data loss", Style::error);
    for (const LossRow* each : view_.open_losses) write(*each);
    for (const LossRow* each : view_.accepted_losses) write(*each);
  }

  void write(const LossRow& row) {
    const diff::Loss& loss = row.verdict;
    const std::string_view certainty = loss.is_certain ? "" : "perhaps ";
    const Style style = loss.accepted     ? Style::info
                        : loss.is_certain ? Style::error
                                          : Style::warning;
    page_.paragraph(2, loss.is_certain ? "!" : "?", style,
                    words_of_subject(row.subject) + ": " + std::string(certainty) + loss.what);
    page_.note(4, "at", place_of(row));
    page_.note(4, "hint", loss.hint);
    if (loss.accepted) {
      page_.note(4, "accepted until " + loss.accepted->until, loss.accepted->reason);
    }
  }

  void write_refusals() {
    if (view_.refusals.empty()) return;
    page_.heading("CloudFormation will refuse", Style::error);
    for (const RefusalRow& row : view_.refusals) {
      const diff::Refusal& refusal = row.verdict;
      const std::string_view certainty = refusal.is_certain ? "" : "perhaps: ";
      page_.paragraph(2, refusal.code, refusal.is_certain ? Style::error : Style::warning,
                      words_of_subject(row.subject) + ": " + std::string(certainty) + refusal.what);
      page_.note(4, "at", place_of(row));
      page_.note(4, "hint", refusal.hint);
      if (refusal.has_phases) {
        page_.note(4, "phases", "synth --phase OLD -o DIR writes the steps that get there");
      }
    }
  }

  void write_stale_reads() {
    if (view_.stale_reads.empty()) return;
    page_.heading("Other stacks read it", Style::warning);
    for (const StaleReadRow& row : view_.stale_reads) {
      const diff::StaleRead& read = row.verdict;
      const std::string_view certainty = read.is_certain ? "" : "perhaps ";
      page_.paragraph(2, read.is_certain ? "!" : "?", Style::warning,
                      words_of_subject(row.subject) + ": " + std::string(certainty) + read.what);
      page_.note(4, "at", place_of(row));
      page_.note(4, "hint", read.hint);
    }
  }

  void write_security() {
    if (view_.security.empty()) return;
    page_.heading("Security");
    for (const SecurityRow& row : view_.security) {
      const SecurityChange& change = row.verdict;
      page_.paragraph(2, words_of(change.direction), style_of(change.direction),
                      '(' + std::string(words_of(change.kind)) + ") " +
                          words_of_subject(row.subject) + ": " + change.what);
      page_.note(4, "at", place_of(row));
    }
  }

  // What was left out, and what was assumed.
  void write_notes() {
    if (!view_.quiet_tally.empty()) page_.heading(view_.quiet_tally, std::nullopt);
    for (const StackRows& stack : view_.stacks) {
      for (const std::string& each : stack.assumed) {
        const std::string of = view_.has_many_stacks ? " of " + printable(stack.name) : "";
        page_.paragraph(0, "assumed" + of + ':', Style::info, each);
      }
    }
  }

  void write_stack(const StackRows& stack) {
    if (!stack.is_shown()) return;
    std::string heading = "Stack " + printable(stack.name);
    if (!stack.state.empty()) heading.append(" (").append(stack.state).append(")");
    page_.heading(heading);
    for (const ResourceRow& row : stack.resources) {
      write_row(row);
      if (row.is_update()) write_changes(row.changes, 6, page_);
    }
    for (const SectionRows& section : stack.sections) {
      page_.line(2, page_.styled().add(section.title, Style::bold));
      for (const EntryRow& row : section.entries) write_entry(row);
    }
  }

  void write_row(const ResourceRow& row) {
    const ActionLook look = look_of(row.change.action);
    std::string action(page_.look().is_unicode ? look.symbol : look.ascii_symbol);
    action.append(" ").append(row.action);
    const std::size_t padding = action_width - std::min(action_width, row.action.size());
    StyledText line = page_.styled();
    line.add(action, look.style).add(std::string(padding + 1, ' '));
    // The logical id is never cut, which says more than the type.
    const std::string id = printable(row.subject.name);
    const std::size_t taken = 2 + line.width() + 1 + support::characters_in(id);
    const std::size_t room = std::max(page_.room(taken), min_type_width);
    line.add(page_.cut(printable(row.subject.type_name), room)).add(" ").add(id, Style::bold);
    write_line_and(std::move(line), {notes_of(row), shown_origin(row.subject.origin)}, 2);
    page_.note(6, "reason", row.change.reason);
  }

  // What is said beside a row stands behind it, or below it where it does not fit.
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

  void write_entry(const EntryRow& row) {
    const std::string name = printable(row.subject.name);
    if (!row.is_update()) {
      const bool is_new = row.after != nullptr;
      return write_value(name, is_new ? *row.after : *row.before, is_new, 4, page_);
    }
    if (row.is_one_value) return write_change("~ " + name, row.changes.only(), 4, page_);
    StyledText line = page_.styled();
    line.add("~ ", Style::info).add(name, Style::bold);
    write_line_and(std::move(line), {shown_origin(row.subject.origin)}, 4);
    write_changes(row.changes, 6, page_);
  }

  const DiffView& view_;
  TextPage page_;
};

}  // namespace

void text_diff(const DiffView& view, const Console& console, const support::Sink& out) {
  const PageLook look = look_of(console);
  DiffText(view, look, out).write();
}

}  // namespace omnitrack::cli

#include "cli/diff/diff_formats.hpp"
#include "cli/diff/diff_words.hpp"
#include "cli/page/markdown_page.hpp"
#include "cli/page/value_text.hpp"
#include "cli/page/wording.hpp"

namespace omnitrack::cli {

namespace {

std::string in_bold(std::string_view text) { return "**" + std::string(text) + "**"; }

std::string value_code(const tmpl::Node& value) { return markdown_code(value_text(value)); }

// `name` is what changes, as it is shown.
std::string change_words(const std::string& name, const ChangeRow& row) {
  const diff::Change& change = row.change;
  std::string words;
  if (change.is_consequence()) {
    words = name + " because " + markdown_words(row.cause());
  } else if (change.before != nullptr && change.after != nullptr) {
    const auto [old_part, new_part] = cut_to_difference(
        value_text(*change.before), value_text(*change.after), max_markdown_value, true);
    words = name + ": " + markdown_code(old_part) + " → " + markdown_code(new_part);
  } else if (change.after != nullptr) {
    words = "added " + name + ": " + value_code(*change.after);
  } else if (change.before != nullptr) {
    words = "removed " + name + ": " + value_code(*change.before);
  }
  if (!row.effect().empty()) {
    const std::string note(row.effect());
    words += change.effect == diff::Effect::none ? " (" + note + ')' : " (" + in_bold(note) + ')';
  }
  if (!change.is_consequence() && !change.reason.empty()) {
    words += ": " + markdown_words(change.reason);
  }
  return words;
}

class DiffMarkdown {
 public:
  explicit DiffMarkdown(const DiffView& view) : view_(view) {}

  std::string write(bool only_summary) {
    write_heading();
    write_losses("CAUTION", "Data would be lost", view_.open_losses);
    write_refusals();
    write_stale_reads();
    write_losses("NOTE", "Losses that are accepted", view_.accepted_losses);
    write_security();
    if (view_.report.is_security_only || only_summary) return page_.take();
    for (const StackRows& each : view_.stacks) write_stack(each);
    write_assumed();
    return page_.take();
  }

 private:
  void write_assumed() {
    for (const StackRows& stack : view_.stacks) {
      for (const std::string& each : stack.assumed) {
        const std::string of = view_.has_many_stacks ? " of " + markdown_code(stack.name) : "";
        page_.line("\nAssumed" + of + ": " + markdown_words(each));
      }
    }
  }

  void write_heading() {
    const std::string& security = view_.security_tally;
    if (view_.report.is_security_only) {
      page_.line(security.empty() ? "## No difference in security" : "## Security: " + security);
      return;
    }
    switch (view_.verdict) {
      case DiffVerdict::same:
        page_.line(view_.quiet_tally.empty() ? "## No differences" : "## Nothing changes");
        break;
      case DiffVerdict::different:
        page_.line(view_.refusals.empty() ? "## Changes" : "## Changes that will be refused");
        break;
      case DiffVerdict::loses_data:
        page_.line("## Data would be lost");
        break;
    }
    std::string tally = view_.tally;
    if (!view_.quiet_tally.empty()) tally += (tally.empty() ? "" : "; ") + view_.quiet_tally;
    if (!security.empty()) tally += (tally.empty() ? "security: " : "; security: ") + security;
    if (tally.empty()) return;
    page_.line("");
    page_.line(tally);
  }

  [[nodiscard]] std::string words_of_subject(const RowSubject& subject) const {
    std::string text = in_bold(markdown_code(subject.name));
    if (!subject.type_name.empty()) text += " (" + markdown_code(subject.type_name) + ')';
    if (view_.has_many_stacks) text += " of " + markdown_code(subject.stack);
    return text;
  }

  // What stands behind a row: its path, its place and the way out.
  template <class Row>
  static std::string details(const Row& row) {
    std::string text;
    const std::string place = shown_origin(row.subject.origin);
    if (!row.verdict.path.empty()) text += " at " + markdown_code(shown_path(row.verdict.path));
    if (!place.empty()) text += ", " + markdown_code(place);
    if (!row.verdict.hint.empty()) text += "<br>" + markdown_words(row.verdict.hint);
    return text;
  }

  void begin_alert(std::string_view kind, std::string_view title) {
    page_.line("");
    page_.line("> [!" + std::string(kind) + ']');
    page_.line("> " + in_bold(title));
    page_.line(">");
  }

  void write_losses(std::string_view kind, std::string_view title,
                    const std::vector<const LossRow*>& rows) {
    if (rows.empty()) return;
    begin_alert(kind, title);
    for (const LossRow* each : rows) {
      const diff::Loss& loss = each->verdict;
      std::string row = "> - " + words_of_subject(each->subject) + ": " +
                        (loss.is_certain ? "" : "perhaps ") + markdown_words(loss.what) +
                        details(*each);
      if (loss.accepted) {
        row += "<br>accepted until " + loss.accepted->until + ": " +
               markdown_words(loss.accepted->reason);
      }
      page_.row(row);
    }
  }

  void write_refusals() {
    if (view_.refusals.empty()) return;
    begin_alert("WARNING", "CloudFormation will refuse this");
    for (const RefusalRow& each : view_.refusals) {
      const diff::Refusal& refusal = each.verdict;
      std::string row = "> - " + std::string(refusal.code) + ' ' + words_of_subject(each.subject) +
                        ": " + (refusal.is_certain ? "" : "perhaps: ") +
                        markdown_words(refusal.what) + details(each);
      if (refusal.has_phases) {
        row += "<br>`synth --phase OLD -o DIR` writes the steps that get there";
      }
      page_.row(row);
    }
  }

  void write_stale_reads() {
    if (view_.stale_reads.empty()) return;
    begin_alert("IMPORTANT", "Other stacks read what goes or changes");
    for (const StaleReadRow& each : view_.stale_reads) {
      page_.row("> - " + words_of_subject(each.subject) + ": " +
                (each.verdict.is_certain ? "" : "perhaps ") + markdown_words(each.verdict.what) +
                details(each));
    }
  }

  void write_security() {
    if (view_.security.empty()) return;
    page_.line("");
    if (!view_.report.is_security_only) page_.line("### Security\n");
    page_.line("| | Kind | Resource | What |");
    page_.line("|:--|:--|:--|:--|");
    for (const SecurityRow& each : view_.security) {
      const diff::SecurityChange& change = each.verdict;
      const bool is_tighter = change.direction == diff::SecurityChange::Direction::tighter;
      const std::string direction(words_of(change.direction));
      std::string row = "| " + (is_tighter ? direction : in_bold(direction));
      row.append(" | ").append(words_of(change.kind));
      row += " | " + markdown_cell_code(each.subject.name);
      if (view_.has_many_stacks) row += " of " + markdown_cell_code(each.subject.stack);
      page_.row(row + " | " + markdown_words(change.what) + " |");
    }
  }

  void write_stack(const StackRows& stack) {
    if (!stack.is_shown()) return;
    std::string heading = "\n### Stack " + markdown_code(stack.name);
    if (!stack.state.empty()) heading.append(" (").append(stack.state).append(")");
    page_.line(heading);
    write_table(stack.resources);
    write_resource_details(stack.resources);
    write_entry_details(stack);
  }

  void write_table(const std::vector<ResourceRow>& rows) {
    if (rows.empty()) return;
    page_.line("\n| Action | Resource | Type | From |");
    page_.line("|:--|:--|:--|:--|");
    for (const ResourceRow& each : rows) {
      const diff::ResourceChange& change = each.change;
      const std::string action(each.action);
      const bool is_plain = change.action == diff::Action::create ||
                            change.action == diff::Action::update ||
                            change.action == diff::Action::orphan;
      std::string row = "| " + (is_plain ? action : in_bold(action));
      if (!each.disposition.empty()) row.append(", ").append(each.disposition);
      if (each.has_no_effect) row += ", no effect";
      if (!change.reason.empty()) row += " (" + markdown_words(change.reason) + ')';
      row += " | " + markdown_cell_code(each.subject.name);
      if (change.is_stateful) row += " stateful";
      row += " | " + markdown_cell_code(each.subject.type_name) + " | ";
      const std::string place = shown_origin(each.subject.origin);
      if (!place.empty()) row += markdown_cell_code(place);
      page_.row(row + " |");
    }
  }

  void begin_details(const std::string& title) {
    page_.line("\n<details><summary>" + title + "</summary>\n");
  }
  void end_details() { page_.line("\n</details>"); }

  void write_resource_details(const std::vector<ResourceRow>& rows) {
    std::vector<const ResourceRow*> meant;
    for (const ResourceRow& each : rows) {
      if (each.is_update() && !each.changes.is_empty()) meant.push_back(&each);
    }
    if (meant.empty()) return;
    begin_details("What changes in " + counted(meant.size(), "resource"));
    for (const ResourceRow* each : meant) {
      page_.row("- " + in_bold(markdown_code(each->subject.name)));
      write_changes(each->changes);
    }
    end_details();
  }

  void write_entry_details(const StackRows& stack) {
    if (stack.sections.empty()) return;
    begin_details(stack.entry_tally);
    for (const SectionRows& section : stack.sections) {
      for (const EntryRow& each : section.entries) {
        write_entry("- " + std::string(section.title) + ": ", each);
      }
    }
    end_details();
  }

  void write_entry(const std::string& head, const EntryRow& entry) {
    const std::string name = in_bold(markdown_code(entry.subject.name));
    if (entry.is_one_value) {
      page_.row(head + change_words(name, entry.changes.only()));
    } else if (entry.is_update()) {
      page_.row(head + name);
      write_changes(entry.changes);
    } else if (entry.after != nullptr) {
      page_.row(head + "added " + name + ": " + value_code(*entry.after));
    } else {
      page_.row(head + "removed " + name + ": " + value_code(*entry.before));
    }
  }

  void write_changes(const ChangeRows& changes) {
    for (const ChangeRow& each : changes.direct) write_change(each);
    for (const ChangeRow& each : changes.consequences) write_change(each);
  }

  void write_change(const ChangeRow& row) {
    page_.row("  - " + change_words(markdown_code(shown_path(row.change.path)), row));
  }

  const DiffView& view_;
  MarkdownPage page_;
};

}  // namespace

void markdown_diff(const DiffView& view, const Console& /*console*/, const support::Sink& out) {
  out(DiffMarkdown(view).write(false));
}

void markdown_summary(const DiffView& view, const Console& /*console*/, const support::Sink& out) {
  out(DiffMarkdown(view).write(true));
}

}  // namespace omnitrack::cli

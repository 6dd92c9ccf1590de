#include <algorithm>

#include "cli/diff/diff_report.hpp"
#include "cli/diff/diff_words.hpp"
#include "cli/page/markdown_page.hpp"
#include "cli/page/text_page.hpp"
#include "cli/page/value_text.hpp"
#include "cli/page/wording.hpp"

namespace omnitrack::cli {

namespace {

using diff::Change;

std::string in_bold(std::string_view text) { return "**" + std::string(text) + "**"; }

std::string value_code(const tmpl::Node& value) { return markdown_code(value_text(value)); }

// `path` is the name of what changes, as it is shown.
std::string change_words(const std::string& path, const Change& change) {
  std::string words;
  if (change.is_consequence()) {
    const std::string& cause = change.reason.empty() ? change.because : change.reason;
    words = path + " because " + markdown_words(cause);
  } else if (change.before != nullptr && change.after != nullptr) {
    words = path + ": " + value_code(*change.before) + " → " + value_code(*change.after);
  } else if (change.after != nullptr) {
    words = "added " + path + ": " + value_code(*change.after);
  } else if (change.before != nullptr) {
    words = "removed " + path + ": " + value_code(*change.before);
  }
  const std::string_view effect = words_of(change.effect);
  if (!effect.empty()) {
    const std::string note(effect);
    words += change.effect == diff::Effect::none ? " (" + note + ')' : " (" + in_bold(note) + ')';
  }
  if (!change.is_consequence() && !change.reason.empty()) {
    words += ": " + markdown_words(change.reason);
  }
  return words;
}

class DiffMarkdown {
 public:
  explicit DiffMarkdown(const DiffReport& report) : report_(report), counts_(counts_of(report)) {
    for (const SidePair& pair : report.pairs) origins_.emplace_back(pair);
  }

  std::string write(bool summary_only) {
    write_heading();
    if (!report_.is_security_only) {
      write_losses(false);
      write_refusals();
      write_losses(true);
    }
    write_security();
    if (report_.is_security_only || summary_only) return page_.take();
    for (std::size_t i = 0; i < report_.diffs.size(); ++i) write_stack(i);
    return page_.take();
  }

 private:
  void write_heading() {
    const std::string security = security_tally_of(counts_);
    if (report_.is_security_only) {
      page_.line(security.empty() ? "## No difference in security" : "## Security: " + security);
      return;
    }
    switch (verdict_of(report_)) {
      case DiffVerdict::same:
        page_.line("## No differences");
        return;
      case DiffVerdict::different:
        page_.line(report_.refusals.empty() ? "## Changes" : "## Changes that will be refused");
        break;
      case DiffVerdict::loses_data:
        page_.line("## Data would be lost");
        break;
    }
    std::string tally = tally_of(counts_);
    if (!security.empty()) tally += (tally.empty() ? "security: " : "; security: ") + security;
    if (tally.empty()) return;
    page_.line("");
    page_.line(tally);
  }

  template <class Row>
  [[nodiscard]] std::string subject(const Row& row) const {
    std::string text = in_bold(markdown_code(row.logical_id));
    if (!row.type_name.empty()) text += " (" + markdown_code(row.type_name) + ')';
    if (report_.diffs.size() > 1) text += " of " + markdown_code(report_.diffs[row.stack].name);
    return text;
  }

  // What stands behind a row: its path, its place and the way out.
  template <class Row>
  [[nodiscard]] std::string details(const Row& row, std::string_view hint) const {
    std::string text;
    const std::string origin = shown_origin(origins_[row.stack].of(row.logical_id));
    if (!row.path.empty()) text += " at " + markdown_code(shown_path(row.path));
    if (!origin.empty()) text += ", " + markdown_code(origin);
    if (!hint.empty()) text += "<br>" + markdown_words(hint);
    return text;
  }

  void begin_alert(std::string_view kind, std::string_view title) {
    page_.line("");
    page_.line("> [!" + std::string(kind) + ']');
    page_.line("> " + in_bold(title));
    page_.line(">");
  }

  void write_losses(bool accepted) {
    const auto is_meant = [&](const diff::Loss& loss) {
      return loss.accepted.has_value() == accepted;
    };
    if (std::ranges::none_of(report_.losses, is_meant)) return;
    begin_alert(accepted ? "NOTE" : "CAUTION",
                accepted ? "Losses that are accepted" : "Data would be lost");
    for (const diff::Loss& loss : report_.losses) {
      if (!is_meant(loss)) continue;
      std::string row = "> - " + subject(loss) + ": " + (loss.is_certain ? "" : "perhaps ") +
                        markdown_words(loss.what) + details(loss, loss.hint);
      if (loss.accepted) {
        row += "<br>accepted until " + loss.accepted->until + ": " +
               markdown_words(loss.accepted->reason);
      }
      page_.row(row);
    }
  }

  void write_refusals() {
    if (report_.refusals.empty()) return;
    begin_alert("WARNING", "CloudFormation will refuse this");
    for (const diff::Refusal& each : report_.refusals) {
      std::string row = "> - " + std::string(each.code) + ' ' + subject(each) + ": " +
                        (each.is_certain ? "" : "perhaps: ") + markdown_words(each.what) +
                        details(each, each.hint);
      if (each.has_phases) row += "<br>`synth --phase OLD -o DIR` writes the steps that get there";
      page_.row(row);
    }
  }

  void write_security() {
    if (report_.security.empty()) return;
    page_.line("");
    if (!report_.is_security_only) page_.line("### Security\n");
    page_.line("| | Kind | Resource | What |");
    page_.line("|:--|:--|:--|:--|");
    for (const diff::SecurityChange& each : report_.security) {
      const bool is_tighter = each.direction == diff::SecurityChange::Direction::tighter;
      const std::string direction(words_of(each.direction));
      std::string row = "| " + (is_tighter ? direction : in_bold(direction));
      row.append(" | ").append(words_of(each.kind));
      row += " | " + markdown_cell_code(each.logical_id);
      if (report_.diffs.size() > 1) row += " of " + markdown_cell_code(name_of(each.stack));
      page_.row(row + " | " + markdown_words(each.what) + " |");
    }
  }

  [[nodiscard]] std::string_view name_of(std::size_t stack) const {
    return report_.diffs[stack].name;
  }

  void write_stack(std::size_t number) {
    const diff::StackDiff& stack = report_.diffs[number];
    const bool is_new = stack.before == nullptr;
    const bool is_gone = stack.after == nullptr;
    if (stack.is_same() && !is_new && !is_gone) return;
    page_.line("\n### Stack " + markdown_code(stack.name) +
               (is_new    ? " (new)"
                : is_gone ? " (deleted)"
                          : ""));
    if (!stack.resources.empty()) write_table(number);
    write_resource_details(stack);
    write_entry_details(stack);
  }

  void write_table(std::size_t number) {
    page_.line("\n| Action | Resource | Type | From |");
    page_.line("|:--|:--|:--|:--|");
    for (const diff::ResourceChange& change : report_.diffs[number].resources) {
      const std::string action(words_of(change.action));
      const bool is_plain = change.action == diff::Action::create ||
                            change.action == diff::Action::update ||
                            change.action == diff::Action::orphan;
      std::string row = "| " + (is_plain ? action : in_bold(action));
      const std::string_view disposition = disposition_words(change);
      if (!disposition.empty()) row.append(", ").append(disposition);
      if (has_no_effect(change)) row += ", no effect";
      if (!change.reason.empty()) row += " (" + markdown_words(change.reason) + ')';
      row += " | " + markdown_cell_code(change.logical_id);
      if (change.is_stateful) row += " stateful";
      row += " | " + markdown_cell_code(change.type_name) + " | ";
      const std::string origin = shown_origin(origins_[number].of(change));
      if (!origin.empty()) row += markdown_cell_code(origin);
      page_.row(row + " |");
    }
  }

  void begin_details(const std::string& title) {
    page_.line("\n<details><summary>" + title + "</summary>\n");
  }
  void end_details() { page_.line("\n</details>"); }

  void write_resource_details(const diff::StackDiff& stack) {
    const auto is_meant = [](const diff::ResourceChange& each) {
      return each.before != nullptr && each.after != nullptr && !each.changes.empty();
    };
    const auto count = std::ranges::count_if(stack.resources, is_meant);
    if (count == 0) return;
    begin_details("What changes in " + counted(static_cast<std::size_t>(count), "resource"));
    for (const diff::ResourceChange& each : stack.resources) {
      if (!is_meant(each)) continue;
      page_.row("- " + in_bold(markdown_code(each.logical_id)));
      write_changes(each.changes);
    }
    end_details();
  }

  void write_entry_details(const diff::StackDiff& stack) {
    if (stack.entries.empty()) return;
    DiffCounts counts;
    counts.sections = counts_of(stack).sections;
    begin_details(tally_of(counts));
    for (const diff::EntryChange& each : stack.entries) {
      const std::string name = in_bold(markdown_code(each.name));
      std::string row = "- " + std::string(title_of(each.section)) + ": ";
      if (is_one_value(each.changes)) {
        page_.row(row + change_words(name, each.changes.front()));
      } else if (each.before != nullptr && each.after != nullptr) {
        page_.row(row + name);
        write_changes(each.changes);
      } else if (each.after != nullptr) {
        page_.row(row.append("added ").append(name).append(": ") + value_code(*each.after));
      } else if (each.before != nullptr) {
        page_.row(row.append("removed ").append(name).append(": ") + value_code(*each.before));
      }
    }
    end_details();
  }

  void write_changes(const diff::Changes& changes) {
    for (const bool follows : {false, true}) {
      for (const Change& each : changes) {
        if (each.is_consequence() != follows) continue;
        page_.row("  - " + change_words(markdown_code(shown_path(each.path)), each));
      }
    }
  }

  const DiffReport& report_;
  DiffCounts counts_;
  std::vector<RowOrigins> origins_;
  MarkdownPage page_;
};

}  // namespace

std::string markdown_diff(const DiffReport& report, bool summary_only) {
  return DiffMarkdown(report).write(summary_only);
}

}  // namespace omnitrack::cli

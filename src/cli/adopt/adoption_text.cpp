#include <algorithm>
#include <optional>
#include <set>

#include "cli/adopt/adoption_formats.hpp"
#include "cli/adopt/loss_lines.hpp"
#include "cli/diff/diff_words.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/text_page.hpp"
#include "cli/page/wording.hpp"

namespace omnitrack::cli {

namespace {

constexpr std::size_t state_width = 9;

using lock::AdoptedResource;
using lock::AdoptedStack;

Style style_of(const AdoptedResource& resource) {
  using Kind = AdoptedResource::Kind;
  if (resource.problem != AdoptedResource::Problem::none) return Style::error;
  if (resource.kind == Kind::gone) return resource.data.empty() ? Style::warning : Style::error;
  const bool is_sure =
      resource.kind == Kind::match && resource.certainty == lock::Certainty::certain;
  return is_sure ? Style::info : Style::warning;
}

class AdoptionText {
 public:
  AdoptionText(const AdoptionReport& report, const PageLook& look, const support::Sink& out)
      : report_(report), page_(look, out) {}

  void write() {
    for (const AdoptedStack& each : report_.plan.stacks) write_stack(each);
    for (std::size_t i = 0; i < report_.next.diffs.size(); ++i) write_next(i);
    write_verdicts("Data that the next deployment loses", report_.next.losses);
    write_verdicts("What CloudFormation will refuse", report_.next.refusals);
    write_pins();
    write_left_out();
    for (const diff::StackDiff& each : report_.next.diffs) write_counts(each);
    if (!report_.next.diffs.empty()) write_safety();
  }

 private:
  void write_stack(const AdoptedStack& stack) {
    const auto matched = std::ranges::count_if(stack.resources, [](const AdoptedResource& each) {
      return each.kind == AdoptedResource::Kind::match;
    });
    page_.heading(stack.name + ": " + counted(static_cast<std::size_t>(matched), "resource") +
                  " of " + std::to_string(stack.old->resources().size()) + " in " +
                  printable(stack.old->source().file()) + " go on as ours");
    for (const AdoptedResource& row : stack.resources) write_row(row);
  }

  void write_row(const AdoptedResource& row) {
    const std::string_view state = state_of(row);
    StyledText line = page_.styled();
    line.add(state, style_of(row)).add(std::string(state_width - state.size(), ' '));
    line.add(printable(names_of(row)));
    const std::string note = printable(note_of(row));
    const bool fits = 2 + line.width() + 2 + note.size() <= page_.look().width;
    if (fits) line.add("  ").add(note, Style::mark);
    page_.line(2, line);
    const std::size_t below = 2 + state_width;
    if (!fits) page_.paragraph(below, "", Style::mark, note);
    page_.note(below, "undecided", problem_of(row));
  }

  static std::string names_of(const AdoptedResource& row) {
    if (row.kind == AdoptedResource::Kind::gone) return row.old_id + " (" + row.type + ')';
    if (row.kind == AdoptedResource::Kind::fresh) {
      return row.path + " (" + row.type + ") as " + row.new_id;
    }
    return row.path + " = " + row.old_id;
  }

  // What becomes of the deployed resources that hold data, and which others are replaced.
  void write_next(std::size_t place) {
    const AdoptedStack& stack = report_.plan.stacks[place];
    page_.heading("The next deployment of " + stack.name +
                  ": what holds data, and what is replaced");
    for (const AdoptedResource& row : stack.resources) {
      if (row.old_id.empty()) continue;
      const diff::ResourceChange* change = report_.next.diffs[place].find(row.old_id);
      const bool is_replaced = change != nullptr && change->is_replaced();
      if (row.data.empty() && !is_replaced) continue;
      const bool is_touched = change != nullptr && has_effect(*change);
      const bool loses = !row.data.empty() && is_touched && change->action != diff::Action::update;
      StyledText line = page_.styled();
      line.add(is_touched ? past_of(change->action) : "stays as it is",
               loses ? Style::error : (is_replaced ? Style::warning : Style::info));
      line.add("  ").add(printable(row.path.empty() ? row.old_id : row.path));
      line.add(" (" + row.type + ')');
      page_.line(2, line);
    }
  }

  template <class Rows>
  void write_verdicts(std::string_view heading, const Rows& rows) {
    if (rows.empty()) return;
    page_.heading(heading, Style::error);
    for (const auto& row : rows) {
      page_.paragraph(2, row.logical_id, Style::bold,
                      (row.path.empty() ? "" : "(" + row.path + ") ") + row.what);
      // What was read once is known.
      if (told_hints_.insert(row.hint).second) page_.note(4, "hint", row.hint);
      write_line(row);
    }
  }

  void write_line(const diff::Refusal& /*refusal*/) {}
  void write_line(const diff::Loss& loss) {
    if (!loss_lines_) loss_lines_.emplace(report_);
    const std::string line = loss_lines_->line_that_keeps(loss);
    if (!line.empty() && told_hints_.insert(line).second) {
      page_.note(4, "set it by", printable(line));
    }
  }

  void write_pins() {
    if (report_.groups.empty()) return;
    page_.heading(
        "What the lock file keeps as it is deployed, since a change would replace it or be "
        "refused");
    for (const PinGroup& each : report_.groups) {
      page_.paragraph(2, each.path, Style::bold, printable(each.words));
      if (!each.line.empty())
        page_.note(4, "set it by", printable(each.line + ", in " + each.place));
    }
  }

  void write_left_out() {
    if (report_.left_out.empty()) return;
    page_.heading("What the lock file cannot keep as it is deployed, since the code contradicts it",
                  Style::warning);
    for (const LeftOutPin& each : report_.left_out) {
      page_.paragraph(2, each.pin.path, Style::bold, printable(words_of(each.pin)));
      page_.note(4, "with it", printable(each.reason));
      const std::string way = way_out_of(each.pin);
      if (!way.empty()) page_.note(4, "hint", way);
    }
  }

  void write_counts(const diff::StackDiff& stack) {
    const DiffCounts counts = counts_of(stack);
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < counts.actions.size(); ++i) {
      if (counts.actions[i] == 0) continue;
      parts.push_back(std::to_string(counts.actions[i]) + ' ' +
                      std::string(past_of(static_cast<diff::Action>(i))));
    }
    const std::vector<std::string_view> words(parts.begin(), parts.end());
    page_.heading("What stays different of " + stack.name + ": " +
                  (words.empty() ? "nothing" : listed(words, " and ")) +
                  (words.empty() ? "" : ", which diff OLD shows"));
  }

  void write_safety() {
    switch (safety_of(report_)) {
      case Safety::safe:
        page_.heading("The next deployment is safe: no data is lost, and nothing is refused");
        break;
      case Safety::disturbs:
        page_.heading("The next deployment is not safe yet: " + disturbed_words(), Style::error);
        break;
      case Safety::loses:
        page_.heading("The next deployment is not safe: it loses data, see above", Style::error);
        break;
    }
  }

  [[nodiscard]] std::string disturbed_words() const {
    std::vector<std::string_view> left;
    std::vector<std::string_view> replaced;
    for (std::size_t i = 0; i < report_.next.diffs.size(); ++i) {
      for (const AdoptedResource& each : report_.plan.stacks[i].resources) {
        if (!is_disturbed(each, report_.next.diffs[i])) continue;
        (each.kind == AdoptedResource::Kind::gone ? left : replaced).push_back(each.old_id);
      }
    }
    std::string words;
    const auto add = [&words](const std::string& more) {
      words += (words.empty() ? "" : "; ") + more;
    };
    if (!report_.next.refusals.empty()) {
      add(counted(report_.next.refusals.size(), "change") + " will be refused, see above");
    }
    if (!replaced.empty()) add("it replaces " + listed(replaced, " and "));
    if (!left.empty()) {
      add("it leaves " + listed(left, " and ") +
          " behind with data; --match '=ID' says that it is meant to go");
    }
    return words;
  }

  const AdoptionReport& report_;
  std::set<std::string, std::less<>> told_hints_;
  std::optional<LossLines> loss_lines_;
  TextPage page_;
};

}  // namespace

void adoption_text(const AdoptionReport& report, const Console& console, const support::Sink& out) {
  const PageLook look = look_of(console);
  AdoptionText(report, look, out).write();
}

}  // namespace omnitrack::cli

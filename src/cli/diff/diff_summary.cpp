#include <set>

#include "cli/diff/diff_formats.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/text_page.hpp"

namespace omnitrack::cli {

namespace {

template <class Verdict>
const VerdictRow<Verdict>& row_at(const VerdictRow<Verdict>& row) {
  return row;
}
template <class Verdict>
const VerdictRow<Verdict>& row_at(const VerdictRow<Verdict>* row) {
  return *row;
}

// The logical ids of the rows that a test passes, each once.
template <class Rows, class Passes>
std::string ids_of(const Rows& rows, const Passes& passes) {
  std::set<std::string_view> met;
  std::string text;
  for (const auto& each : rows) {
    const auto& row = row_at(each);
    if (!passes(row) || !met.insert(row.subject.name).second) continue;
    text.append(text.empty() ? "" : ", ").append(row.subject.name);
  }
  return text;
}

template <class Rows>
std::string ids_of(const Rows& rows) {
  return ids_of(rows, [](const auto&) { return true; });
}

std::string refused_ids(const DiffView& view, bool is_certain) {
  return ids_of(view.refusals, [is_certain](const RefusalRow& row) {
    return row.verdict.is_certain == is_certain;
  });
}

}  // namespace

void text_summary(const DiffView& view, const Console& console, const support::Sink& out) {
  const PageLook look = look_of(console);
  TextPage page(look, out);
  const auto add = [&](std::string_view head, Style style, const std::string& words) {
    if (!words.empty()) page.paragraph(0, head, style, words);
  };
  add("loses data:", Style::error, ids_of(view.open_losses));
  add("loses data, accepted:", Style::info, ids_of(view.accepted_losses));
  add("will be refused:", Style::error, refused_ids(view, true));
  add("may be refused:", Style::warning, refused_ids(view, false));
  add("read by other stacks:", Style::warning, ids_of(view.stale_reads));
  add("security:", Style::warning, view.security_tally);
  if (view.report.is_security_only) return;
  for (const StackRows& stack : view.stacks) {
    std::string tally = stack.tally;
    if (!stack.state.empty()) {
      const std::string state(stack.state);
      tally += tally.empty() ? state : " (" + state + ')';
    }
    add(printable(stack.name) + ':', Style::bold, tally);
  }
}

}  // namespace omnitrack::cli

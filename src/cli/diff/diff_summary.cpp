#include <set>

#include "cli/diff/diff_report.hpp"
#include "cli/diff/diff_words.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/text_page.hpp"

namespace omnitrack::cli {

namespace {

// The logical ids of some rows, each once.
template <class Rows, class IsMeant>
std::string ids_of(const Rows& rows, const IsMeant& is_meant) {
  std::set<std::string_view> met;
  std::string text;
  for (const auto& row : rows) {
    if (!is_meant(row) || !met.insert(row.logical_id).second) continue;
    text.append(text.empty() ? "" : ", ").append(row.logical_id);
  }
  return text;
}

}  // namespace

std::string summary_diff(const DiffReport& report, const DiffLook& look) {
  TextPage page(look);
  const auto add = [&](std::string_view head, Style style, const std::string& words) {
    if (!words.empty()) page.paragraph(0, head, style, words);
  };
  if (!report.is_security_only) {
    add("loses data:", Style::error,
        ids_of(report.losses, [](const diff::Loss& each) { return !each.accepted; }));
    add("loses data, accepted:", Style::info,
        ids_of(report.losses, [](const diff::Loss& each) { return each.accepted.has_value(); }));
    add("will be refused:", Style::error,
        ids_of(report.refusals, [](const diff::Refusal&) { return true; }));
  }
  add("security:", Style::warning, security_tally_of(counts_of(report)));
  if (report.is_security_only) return page.take();
  for (const diff::StackDiff& stack : report.diffs) {
    std::string tally = tally_of(counts_of(stack));
    if (stack.before == nullptr) tally += tally.empty() ? "new" : " (new)";
    if (stack.after == nullptr) tally += tally.empty() ? "deleted" : " (deleted)";
    add(printable(stack.name) + ':', Style::bold, tally);
  }
  return page.take();
}

}  // namespace omnitrack::cli

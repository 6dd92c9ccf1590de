#include "cli/report/located.hpp"

#include <algorithm>

#include "support/utf8.hpp"

namespace omnitrack::cli {

namespace {

// More of a line than an excerpt shows on either side.
constexpr std::size_t most_beside = 1000;

// Where a place's line begins, or a character that is far enough before the place.
std::size_t begin_of_line(std::string_view text, std::size_t offset) {
  const std::size_t first = offset - std::min(offset, most_beside);
  const std::size_t before = text.substr(first, offset - first).rfind('\n');
  if (before != std::string_view::npos) return first + before + 1;
  return first == 0 ? 0 : first + support::bytes_to_character(text.substr(first));
}

std::string_view line_from(std::string_view text, std::size_t begin, std::size_t offset) {
  text = text.substr(begin, offset - begin + most_beside);
  return text.substr(0, text.find('\n'));
}

}  // namespace

ReportedFinding located(validate::Finding& finding, std::size_t subject) {
  const tmpl::Template& in = *finding.in;
  const tmpl::Place begin = in.place(finding.begin);
  const tmpl::Place end = in.place(std::max(finding.begin, finding.end));
  const std::size_t shown = begin_of_line(in.text(), finding.begin);
  return {.diagnostic = {.code = std::string(finding.code),
                         .severity = finding.severity,
                         .path = std::move(finding.path),
                         .file = in.file(),
                         .line = begin.line,
                         .message = std::move(finding.message),
                         .hint = std::move(finding.hint),
                         .column = begin.column,
                         .acknowledged = std::move(finding.acknowledged)},
          .end_line = end.line,
          .end_column = end.column,
          .line_text = line_from(in.text(), shown, finding.begin),
          .column_in_text = begin.column - in.place(static_cast<std::uint32_t>(shown)).column + 1,
          .rule = finding.rule,
          .subject = subject};
}

}  // namespace omnitrack::cli

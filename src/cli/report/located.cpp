#include "cli/report/located.hpp"

#include <algorithm>

namespace omnitrack::cli {

namespace {

std::string_view line_around(std::string_view text, std::uint32_t offset) {
  const std::size_t before = text.substr(0, offset).rfind('\n');
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

ReportedFinding located(validate::Finding& finding, std::size_t subject) {
  const tmpl::Template& in = *finding.in;
  const tmpl::Place begin = in.place(finding.begin);
  const tmpl::Place end = in.place(std::max(finding.begin, finding.end));
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
          .line_text = line_around(in.text(), finding.begin),
          .rule = finding.rule,
          .subject = subject};
}

}  // namespace omnitrack::cli

#include "validate/document/text_problems.hpp"

namespace omnitrack::validate {

using meaning::Path;

namespace {

std::string_view code_of(tmpl::TextProblem::Kind kind) {
  switch (kind) {
    case tmpl::TextProblem::Kind::syntax:
      return "OT4001";
    case tmpl::TextProblem::Kind::duplicate_key:
      return "OT4002";
    case tmpl::TextProblem::Kind::not_utf8:
      return "OT4003";
    case tmpl::TextProblem::Kind::too_deep:
      return "OT4004";
    case tmpl::TextProblem::Kind::unknown_tag:
      return "OT4005";
  }
  return {};
}

}  // namespace

void report_text_problems(const tmpl::Template& in, std::span<const tmpl::TextProblem> problems,
                          Findings& findings) {
  Reporter report(in, findings);
  for (const tmpl::TextProblem& each : problems) {
    const bool is_readable = each.kind == tmpl::TextProblem::Kind::duplicate_key;
    report.report(code_of(each.kind), is_readable ? Severity::warning : Severity::error, each.begin,
                  each.begin, Path(), each.message, each.hint);
  }
}

}  // namespace omnitrack::validate

#include "validate/document/text_problems.hpp"

#include "omnitrack/codes.hpp"

namespace omnitrack::validate {

using meaning::Path;

namespace {

GradedCode code_of(tmpl::TextProblem::Kind kind) {
  switch (kind) {
    case tmpl::TextProblem::Kind::syntax:
      return as_error(codes::OT4001);
    case tmpl::TextProblem::Kind::duplicate_key:
      return as_warning(codes::OT4002);
    case tmpl::TextProblem::Kind::not_utf8:
      return as_error(codes::OT4003);
    case tmpl::TextProblem::Kind::too_deep:
      return as_error(codes::OT4004);
    case tmpl::TextProblem::Kind::number_as_key:
      return as_error(codes::OT4008);
    case tmpl::TextProblem::Kind::unknown_tag:
      break;
  }
  return as_error(codes::OT4005);
}

}  // namespace

void report_text_problems(const tmpl::Template& in, std::span<const tmpl::TextProblem> problems,
                          Findings& findings) {
  Reporter report(in, findings);
  for (const tmpl::TextProblem& each : problems) {
    report.report(code_of(each.kind), each.begin, each.begin, Path(), each.message, each.hint);
  }
}

}  // namespace omnitrack::validate

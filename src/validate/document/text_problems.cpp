#include "validate/document/text_problems.hpp"

#include "omnitrack/codes.hpp"
#include "validate/document/other_file.hpp"

namespace omnitrack::validate {

using meaning::Path;

namespace {

GradedCode code_of(tmpl::TextProblem::Kind kind) {
  switch (kind) {
    case tmpl::TextProblem::Kind::syntax:
    case tmpl::TextProblem::Kind::second_document:
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
    if (each.kind == tmpl::TextProblem::Kind::second_document) {
      if (const auto other = other_file_of_first_document(in, each.begin)) {
        report.report(as_error(codes::OT4027), 0, 0, Path(), is_no_template(*other),
                      std::string(other->hint));
        continue;
      }
    }
    report.report(code_of(each.kind), each.begin, each.begin, Path(), each.message, each.hint);
  }
}

}  // namespace omnitrack::validate

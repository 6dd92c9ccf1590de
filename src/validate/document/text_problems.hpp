#pragma once

#include <span>

#include "template/parse.hpp"
#include "validate/finding.hpp"

namespace omnitrack::validate {

/// What is wrong with a template's text, as findings; OT4001 to OT4005.
void report_text_problems(const tmpl::Template& in, std::span<const tmpl::TextProblem> problems,
                          Findings& findings);

}  // namespace omnitrack::validate

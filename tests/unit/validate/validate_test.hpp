#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "template/index.hpp"
#include "template/parse.hpp"
#include "validate/context.hpp"
#include "validate/validate.hpp"

namespace omnitrack::validate {

/// One line a finding: `error OT4203 3:5 Resources/Bucket/Properties/Nme: message (hint)`.
inline std::string as_lines(const Findings& findings) {
  std::string lines;
  for (const Finding& each : findings) {
    const tmpl::Place place = each.in->place(each.begin);
    lines += each.severity == Severity::error     ? "error "
             : each.severity == Severity::warning ? "warning "
                                                  : "info ";
    lines.append(each.code).append(" ").append(std::to_string(place.line)).append(":");
    lines.append(std::to_string(place.column)).append(" ").append(each.path).append(": ");
    lines += each.message;
    if (!each.hint.empty()) lines += " (" + each.hint + ')';
    if (!each.acknowledged.empty()) lines += " [acknowledged: " + each.acknowledged + ']';
    lines += '\n';
  }
  return lines;
}

/// What one check finds in a template's text, JSON or YAML.
inline std::string found_by(void (*check)(const Context&), std::string_view text) {
  tmpl::Template source("test.template", std::string(text));
  for (const tmpl::TextProblem& each : tmpl::parse(source)) {
    ADD_FAILURE() << "the test's own template is wrong: " << each.message;
  }
  const tmpl::Index index(source);
  Findings findings;
  Reporter report(source, findings);
  check({index, report});
  return as_lines(findings);
}

/// What all checks together find in it.
inline std::string found_in(std::string_view text) {
  tmpl::Template source("test.template", std::string(text));
  for (const tmpl::TextProblem& each : tmpl::parse(source)) {
    ADD_FAILURE() << "the test's own template is wrong: " << each.message;
  }
  const tmpl::Index index(source);
  Findings findings;
  check_template(index, findings);
  return as_lines(findings);
}

}  // namespace omnitrack::validate

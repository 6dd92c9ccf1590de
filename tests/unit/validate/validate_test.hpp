#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "template/document.hpp"
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

/// A template of a test's own, which must be free of problems.
inline tmpl::Document sound_document(std::string name, std::string_view text) {
  tmpl::Document document(std::move(name), std::string(text));
  for (const tmpl::TextProblem& each : document.problems()) {
    ADD_FAILURE() << "the test's own template is wrong: " << each.message;
  }
  return document;
}

/// What one check finds in a template's text, JSON or YAML.
inline std::string found_by(void (*check)(const Context&), std::string_view text) {
  const tmpl::Document document = sound_document("test.template", text);
  Findings findings;
  Reporter report(document.source(), findings);
  check({document.index(), report});
  return as_lines(findings);
}

/// What all checks together find in it.
inline std::string found_in(std::string_view text) {
  const tmpl::Document document = sound_document("test.template", text);
  Findings findings;
  check_template(document.index(), findings);
  return as_lines(findings);
}

}  // namespace omnitrack::validate

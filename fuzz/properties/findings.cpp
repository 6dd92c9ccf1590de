#include "properties/findings.hpp"

#include "omnitrack/codes.hpp"
#include "validate/document/text_problems.hpp"
#include "validate/validate.hpp"

namespace omnitrack::fuzz {

validate::Findings findings_of(const tmpl::Document& document) {
  validate::Findings findings;
  validate::report_text_problems(document.source(), document.problems(), findings);
  if (document.is_readable()) validate::check_template(document.index(), findings);
  return findings;
}

CountByCode count_by_code(const validate::Findings& findings) {
  CountByCode counts;
  for (const validate::Finding& each : findings) {
    if (each.acknowledged.empty()) ++counts[each.code];
  }
  return counts;
}

std::string grown(const CountByCode& before, const CountByCode& after) {
  std::string words;
  for (const auto& [code, count] : after) {
    const auto found = before.find(code);
    const std::size_t was = found == before.end() ? 0 : found->second;
    if (count <= was) continue;
    words.append(code).append(": ").append(std::to_string(was));
    words.append(" became ").append(std::to_string(count)).append("\n");
  }
  return words;
}

Faults faults_of(const tmpl::Document& document) {
  Faults faults{};
  faults[0] = document.is_readable() ? 0 : 1;
  for (const validate::Finding& each : findings_of(document)) {
    // What the interface still names of a parameter that went is gone with the next mending.
    if (!each.acknowledged.empty() || each.code == codes::OT4023.text()) continue;
    if (each.code == codes::OT4002.text()) {
      ++faults[1];
    } else {
      ++faults[each.severity == Severity::error ? 2 : each.severity == Severity::warning ? 3 : 4];
    }
  }
  return faults;
}

}  // namespace omnitrack::fuzz

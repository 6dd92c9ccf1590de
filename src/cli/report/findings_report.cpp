#include "cli/report/findings_report.hpp"

#include <algorithm>

#include "cli/page/wording.hpp"

namespace omnitrack::cli {

Tally FindingsReport::tally() const {
  Tally tally;
  for (const ReportedFinding& each : findings) tally.add(each.diagnostic);
  return tally;
}

bool FindingsReport::fails() const {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const ReportedFinding& each) { return stops(each.diagnostic, strict); });
}

std::string conclusion(const FindingsReport& report) {
  const Tally tally = report.tally();
  const std::string checked =
      report.is_of_app ? "the app" : counted(report.subjects.size(), "file");
  if (tally.errors == 0 && tally.warnings == 0) {
    const bool is_one = report.is_of_app || report.subjects.size() == 1;
    const std::string rest = tally.text();
    return checked + (is_one ? " is valid" : " are valid") + (rest.empty() ? "" : ", " + rest);
  }
  std::string text = tally.text() + " in " + checked;
  if (report.strict && tally.warnings != 0) text += "; --strict makes warnings errors";
  return text;
}

}  // namespace omnitrack::cli

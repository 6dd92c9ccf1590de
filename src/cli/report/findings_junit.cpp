#include <span>

#include "cli/page/printable.hpp"
#include "cli/report/findings_formats.hpp"
#include "support/xml.hpp"

namespace omnitrack::cli {

namespace {

using support::xml_escaped;
using FindingsOfOne = std::span<const ReportedFinding>;

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + xml_escaped(printable(value)) + '"';
}

std::string attribute(std::string_view name, std::size_t value) {
  return attribute(name, std::to_string(value));
}

// What fails a build is a failure; the rest is what CI servers show without failing it.
std::string_view element_of(const Diagnostic& diagnostic, bool strict) {
  return stops(diagnostic, strict) ? "failure" : "skipped";
}

std::string test_case(const std::string& subject, const Diagnostic& diagnostic, bool strict) {
  const std::string element(element_of(diagnostic, strict));
  std::string name = diagnostic.code;
  if (!diagnostic.path.empty()) name += ' ' + diagnostic.path;
  std::string text = "    <testcase" + attribute("classname", subject) + attribute("name", name);
  text += attribute("file", diagnostic.file);
  if (diagnostic.line != 0) text += attribute("line", diagnostic.line);
  text += ">\n      <" + element + attribute("message", diagnostic.message);
  if (element == "failure") text += attribute("type", diagnostic.code);
  return text + '>' + xml_escaped(printable_lines(to_text(diagnostic))) + "</" + element +
         ">\n    </testcase>\n";
}

std::string counts(FindingsOfOne findings, bool strict) {
  std::size_t failures = 0;
  for (const ReportedFinding& each : findings) {
    if (stops(each.diagnostic, strict)) ++failures;
  }
  const std::size_t tests = findings.empty() ? 1 : findings.size();
  return attribute("tests", tests) + attribute("failures", failures) + attribute("errors", 0) +
         attribute("skipped", findings.size() - failures);
}

void write_suite(const std::string& subject, FindingsOfOne findings, bool strict,
                 const support::Sink& out) {
  out("  <testsuite" + attribute("name", subject) + counts(findings, strict) + ">\n");
  for (const ReportedFinding& each : findings) out(test_case(subject, each.diagnostic, strict));
  if (findings.empty()) {
    out("    <testcase" + attribute("classname", subject) + attribute("name", "is valid") +
        attribute("file", subject) + "/>\n");
  }
  out("  </testsuite>\n");
}

}  // namespace

void junit_report(const FindingsReport& report, const Console& /*console*/,
                  const support::Sink& out) {
  out("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
  FindingsOfOne rest = report.findings;
  for (std::size_t i = 0; i < report.subjects.size(); ++i) {
    std::size_t count = 0;
    while (count < rest.size() && rest[count].subject == i) ++count;
    write_suite(report.subjects[i], rest.first(count), report.strict, out);
    rest = rest.subspan(count);
  }
  out("</testsuites>\n");
}

}  // namespace omnitrack::cli

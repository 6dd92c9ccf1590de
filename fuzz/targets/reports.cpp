// Checks and compares what a fuzzer makes up and writes the reports in all their formats: none
// holds what steers a terminal or turns the direction of writing, and a report for programs is
// JSON.

#include <string>
#include <string_view>

#include "cli/diff/diff_formats.hpp"
#include "cli/report/findings_formats.hpp"
#include "cli/report/located.hpp"
#include "cli/templates/side.hpp"
#include "engine/pair.hpp"
#include "engine/target.hpp"
#include "properties/findings.hpp"
#include "properties/require.hpp"
#include "template/parse.hpp"

namespace omnitrack::fuzz {

namespace {

void check_report(std::string_view text, std::string_view format) {
  require_harmless(text, "a report steers nothing: " + std::string(format));
  if (format != "json" && format != "sarif") return;
  tmpl::Template json("report", std::string(text));
  require(tmpl::parse_json(json).empty(), "a report for programs is JSON", text);
}

void report_findings(std::string_view input, const cli::Console& console) {
  cli::FindingsReport report;
  report.subjects.emplace_back("template.yaml");
  tmpl::Document document("template.yaml", std::string(input));
  for (validate::Finding& each : findings_of(document)) {
    report.findings.push_back(cli::located(each, 0));
  }
  report.documents.push_back(std::move(document));
  for (const auto& format : cli::findings_formats) {
    check_report(cli::report_text(format.write, report, console), format.name);
  }
}

void report_diff(const Pair& pair, const cli::Console& console) {
  cli::Side before{.label = "old"};
  cli::Side after{.label = "new"};
  cli::add_template(before, "Stack", "old.yaml", std::string(pair.before));
  cli::add_template(after, "Stack", "new.yaml", std::string(pair.after));
  if (!before.problems.empty() || !after.problems.empty()) return;
  const cli::DiffReport report =
      cli::report_on(before, after, cli::pair_templates(before, after), {}, false);
  const cli::DiffView view = cli::view_of(report, true);
  for (const auto& format : cli::diff_formats) {
    check_report(cli::report_text(format.write, view, console), format.name);
    if (format.write_summary != nullptr) {
      check_report(cli::report_text(format.write_summary, view, console), format.name);
    }
  }
}

void report(std::string_view input) {
  static const cli::Console console("omnitrack-synth");
  const Pair pair = split(input);
  report_findings(pair.before, console);
  if (has_two(input)) report_diff(pair, console);
}

const NamedTarget target("reports", report);

}  // namespace

}  // namespace omnitrack::fuzz

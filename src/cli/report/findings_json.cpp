#include "cli/page/wording.hpp"
#include "cli/report/findings_formats.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

namespace {

void write(const ReportedFinding& finding, support::JsonWriter& json) {
  const Diagnostic& diagnostic = finding.diagnostic;
  json.begin_object();
  json.member("code", diagnostic.code);
  json.member("severity", name_of(diagnostic.severity));
  json.member("file", diagnostic.file);
  json.member("line", diagnostic.line);
  json.member("column", diagnostic.column);
  json.member("end_line", finding.end_line);
  json.member("end_column", finding.end_column);
  json.member("path", diagnostic.path);
  json.member("message", diagnostic.message);
  json.member("hint", diagnostic.hint);
  json.member_if_any("rule", finding.rule);
  json.member_if_any("acknowledged", diagnostic.acknowledged);
  json.end_object();
}

}  // namespace

void json_report(const FindingsReport& report, const Console& /*console*/,
                 const support::Sink& out) {
  support::write_json(support::JsonLayout::wide, out, [&](support::JsonWriter& json) {
    json.begin_object();
    json.member("format_version", "1.0");
    json.list("findings", report.findings, [&](const ReportedFinding& each) { write(each, json); });
    json.end_object();
  });
}

}  // namespace omnitrack::cli

#include <nlohmann/json.hpp>

#include "cli/validate/report.hpp"

namespace omnitrack::cli {

namespace {

using Json = nlohmann::ordered_json;

Json as_json(const ReportedFinding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  Json json{{"code", diagnostic.code},          {"severity", name_of(diagnostic.severity)},
            {"file", diagnostic.file},          {"line", diagnostic.line},
            {"column", diagnostic.column},      {"end_line", finding.end_line},
            {"end_column", finding.end_column}, {"path", diagnostic.path},
            {"message", diagnostic.message},    {"hint", diagnostic.hint}};
  if (!diagnostic.acknowledged.empty()) json["acknowledged"] = diagnostic.acknowledged;
  return json;
}

}  // namespace

std::string json_report(const Report& report) {
  Json document{{"format_version", "1.0"}, {"findings", Json::array()}};
  for (const ReportedFinding& each : report.findings) {
    document["findings"].push_back(as_json(each));
  }
  // A file's name may be no UTF-8.
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace omnitrack::cli

#include <algorithm>
#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

#include "cli/explain/code_pages.hpp"
#include "cli/validate/report.hpp"
#include "cli/version.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string_view level_of(Severity severity) {
  return severity == Severity::info ? "note" : name_of(severity);
}

std::string percent_encoded(std::string_view path) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (detail::is_letter_or_digit(c) || std::string_view("-._~/").find(c) != std::string::npos) {
      uri += c;
    } else {
      uri += '%';
      uri += digits[byte >> 4U];
      uri += digits[byte & 0xFU];
    }
  }
  return uri;
}

// Relative to the folder that the program runs in, which in a CI is that of the repository.
std::string uri_of(const std::string& file) {
  if (file == "-") return "stdin";
  const std::filesystem::path path = std::filesystem::path(file).lexically_normal();
  if (path.is_relative()) return percent_encoded(path.string());
  std::error_code error;
  const std::filesystem::path here = std::filesystem::current_path(error);
  const std::filesystem::path relative = path.lexically_relative(here);
  const bool is_outside = error || relative.empty() || relative.begin()->string() == "..";
  return is_outside ? "file://" + percent_encoded(path.string())
                    : percent_encoded(relative.string());
}

std::string_view first_link(std::string_view text) {
  const std::size_t begin = text.find("https://");
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin);
  return text.substr(0, text.find_first_of(" \n)>]"));
}

std::string first_paragraph(std::string_view text) {
  std::string paragraph(text.substr(0, text.find("\n\n")));
  std::replace(paragraph.begin(), paragraph.end(), '\n', ' ');
  return paragraph;
}

Json rule_of(const CodePage& page) {
  Json rule{{"id", page.code},
            {"shortDescription", {{"text", page.title}}},
            {"fullDescription", {{"text", first_paragraph(page.body)}}},
            {"help", {{"text", page.body}, {"markdown", page.text}}},
            {"defaultConfiguration", {{"level", level_of(page.severity)}}}};
  const std::string_view link = first_link(page.body);
  if (!link.empty()) rule["helpUri"] = link;
  return rule;
}

// The rules of all codes that were found, and the place of each among them.
class Rules {
 public:
  explicit Rules(const Report& report) {
    for (const ReportedFinding& each : report.findings) places_[each.diagnostic.code] = 0;
    const CodePages pages;
    for (auto& [code, place] : places_) {
      place = rules_.size();
      const CodePage* page = pages.find(code);
      // An app's own build may report codes of its own.
      rules_.push_back(page == nullptr ? Json{{"id", code}} : rule_of(*page));
    }
  }

  [[nodiscard]] const Json& all() const { return rules_; }
  [[nodiscard]] std::size_t place(const std::string& code) const { return places_.at(code); }

 private:
  std::map<std::string, std::size_t> places_;
  Json rules_ = Json::array();
};

Json region_of(const ReportedFinding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  Json region{{"startLine", diagnostic.line}};
  if (diagnostic.column != 0) region["startColumn"] = diagnostic.column;
  if (finding.end_line != 0) {
    region["endLine"] = finding.end_line;
    region["endColumn"] = finding.end_column;
  }
  return region;
}

Json location_of(const ReportedFinding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  Json location = Json::object();
  if (!diagnostic.file.empty()) {
    Json physical{{"artifactLocation", {{"uri", uri_of(diagnostic.file)}}}};
    if (diagnostic.line != 0) physical["region"] = region_of(finding);
    location["physicalLocation"] = std::move(physical);
  }
  if (!diagnostic.path.empty()) {
    location["logicalLocations"] = Json::array({Json{{"fullyQualifiedName", diagnostic.path}}});
  }
  return location;
}

Json suppressions_of(const Diagnostic& diagnostic) {
  Json suppressions = Json::array();
  if (!diagnostic.acknowledged.empty()) {
    suppressions.push_back(Json{{"kind", "inSource"}, {"justification", diagnostic.acknowledged}});
  }
  return suppressions;
}

Json result_of(const ReportedFinding& finding, const Rules& rules) {
  const Diagnostic& diagnostic = finding.diagnostic;
  std::string text = diagnostic.message;
  if (!diagnostic.hint.empty()) text += "\nHint: " + diagnostic.hint;
  return Json{{"ruleId", diagnostic.code},
              {"ruleIndex", rules.place(diagnostic.code)},
              {"level", level_of(diagnostic.severity)},
              {"message", {{"text", text}}},
              {"locations", Json::array({location_of(finding)})},
              {"suppressions", suppressions_of(diagnostic)}};
}

}  // namespace

std::string sarif_report(const Report& report) {
  const Rules rules(report);
  Json results = Json::array();
  for (const ReportedFinding& each : report.findings) results.push_back(result_of(each, rules));
  const Json run{
      {"tool",
       {{"driver",
         {{"name", "omnitrack-synth"}, {"semanticVersion", version()}, {"rules", rules.all()}}}}},
      {"columnKind", "unicodeCodePoints"},
      {"results", std::move(results)}};
  const Json document{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                      {"version", "2.1.0"},
                      {"runs", Json::array({run})}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace omnitrack::cli

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include "cli/explain/code_pages.hpp"
#include "cli/page/wording.hpp"
#include "cli/report/findings_formats.hpp"
#include "cli/version.hpp"
#include "omnitrack/characters.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

namespace {

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

// A member that is an object with one text.
void write_text(std::string_view name, std::string_view text, support::JsonWriter& json) {
  json.plain_key(name);
  json.begin_object();
  json.member("text", text);
  json.end_object();
}

// The codes that were found, and the place of each among the rules.
class Rules {
 public:
  explicit Rules(const FindingsReport& report) {
    for (const ReportedFinding& each : report.findings) places_[each.diagnostic.code] = 0;
    std::size_t count = 0;
    for (auto& [code, place] : places_) place = count++;
  }

  [[nodiscard]] std::size_t place(const std::string& code) const { return places_.at(code); }

  void write(support::JsonWriter& json) const {
    const CodePages pages;
    json.list("rules", places_, [&](const auto& each) {
      json.begin_object();
      json.member("id", each.first);
      // An app's own build may report codes of its own.
      if (const CodePage* page = pages.find(each.first)) write_page(*page, json);
      json.end_object();
    });
  }

 private:
  static void write_page(const CodePage& page, support::JsonWriter& json) {
    write_text("shortDescription", page.title, json);
    write_text("fullDescription", first_paragraph(page.body), json);
    json.plain_key("help");
    json.begin_object();
    json.member("text", page.body);
    json.member("markdown", page.text);
    json.end_object();
    json.plain_key("defaultConfiguration");
    json.begin_object();
    json.member("level", level_of(page.severity));
    json.end_object();
    json.member_if_any("helpUri", first_link(page.body));
  }

  std::map<std::string, std::size_t> places_;
};

void write_artifact(const ReportedFinding& finding, support::JsonWriter& json) {
  const std::string& file = finding.diagnostic.file;
  json.plain_key("artifactLocation");
  json.begin_object();
  json.member("uri", uri_of(finding.about.empty() ? file : finding.about));
  json.end_object();
}

void write_replacement(const ReportedFix& fix, support::JsonWriter& json) {
  json.begin_object();
  json.plain_key("deletedRegion");
  json.begin_object();
  json.member("startLine", fix.begin.line);
  json.member("startColumn", fix.begin.column);
  json.member("endLine", fix.end.line);
  json.member("endColumn", fix.end.column);
  json.end_object();
  write_text("insertedContent", fix.text, json);
  json.end_object();
}

// What a person may accept by one click.
void write_fixes(const ReportedFinding& finding, support::JsonWriter& json) {
  if (!finding.fix) return;
  json.list("fixes", std::array{&*finding.fix}, [&](const ReportedFix* fix) {
    json.begin_object();
    write_text("description", fix->what, json);
    json.list("artifactChanges", std::array{fix}, [&](const ReportedFix* /*the same*/) {
      json.begin_object();
      write_artifact(finding, json);
      json.list("replacements", std::array{fix},
                [&](const ReportedFix* each) { write_replacement(*each, json); });
      json.end_object();
    });
    json.end_object();
  });
}

void write_region(const ReportedFinding& finding, support::JsonWriter& json) {
  const Diagnostic& diagnostic = finding.diagnostic;
  if (diagnostic.line == 0) return;
  json.plain_key("region");
  json.begin_object();
  json.member("startLine", diagnostic.line);
  if (diagnostic.column != 0) json.member("startColumn", diagnostic.column);
  if (finding.end_line != 0) {
    json.member("endLine", finding.end_line);
    json.member("endColumn", finding.end_column);
  }
  json.end_object();
}

void write_location(const ReportedFinding& finding, support::JsonWriter& json) {
  const Diagnostic& diagnostic = finding.diagnostic;
  json.begin_object();
  if (!diagnostic.file.empty()) {
    json.plain_key("physicalLocation");
    json.begin_object();
    write_artifact(finding, json);
    write_region(finding, json);
    json.end_object();
  }
  if (!diagnostic.path.empty()) {
    json.list("logicalLocations", std::array{diagnostic.path}, [&](const std::string& path) {
      json.begin_object();
      json.member("fullyQualifiedName", path);
      json.end_object();
    });
  }
  json.end_object();
}

void write_suppressions(const Diagnostic& diagnostic, support::JsonWriter& json) {
  json.plain_key("suppressions");
  json.begin_list();
  if (!diagnostic.acknowledged.empty()) {
    json.begin_item();
    json.begin_object();
    json.member("kind", "inSource");
    json.member("justification", diagnostic.acknowledged);
    json.end_object();
  }
  json.end_list();
}

void write_result(const ReportedFinding& finding, const Rules& rules, support::JsonWriter& json) {
  const Diagnostic& diagnostic = finding.diagnostic;
  std::string text = diagnostic.message;
  if (!diagnostic.hint.empty()) text += "\nHint: " + diagnostic.hint;
  json.begin_object();
  json.member("ruleId", diagnostic.code);
  json.member("ruleIndex", rules.place(diagnostic.code));
  json.member("level", level_of(diagnostic.severity));
  write_text("message", text, json);
  json.plain_key("locations");
  json.begin_list();
  json.begin_item();
  write_location(finding, json);
  json.end_list();
  write_suppressions(diagnostic, json);
  write_fixes(finding, json);
  json.end_object();
}

void write_run(const FindingsReport& report, support::JsonWriter& json) {
  const Rules rules(report);
  json.begin_object();
  json.plain_key("tool");
  json.begin_object();
  json.plain_key("driver");
  json.begin_object();
  json.member("name", "omnitrack-synth");
  json.member("semanticVersion", version());
  rules.write(json);
  json.end_object();
  json.end_object();
  json.member("columnKind", "unicodeCodePoints");
  json.list("results", report.findings,
            [&](const ReportedFinding& each) { write_result(each, rules, json); });
  json.end_object();
}

}  // namespace

void sarif_report(const FindingsReport& report, const Console& /*console*/,
                  const support::Sink& out) {
  support::write_json(support::JsonLayout::wide, out, [&](support::JsonWriter& json) {
    json.begin_object();
    json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.member("version", "2.1.0");
    json.plain_key("runs");
    json.begin_list();
    json.begin_item();
    write_run(report, json);
    json.end_list();
    json.end_object();
  });
}

}  // namespace omnitrack::cli

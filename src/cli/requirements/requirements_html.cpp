#include "cli/requirements/requirements_formats.hpp"
#include "support/xml.hpp"

namespace omnitrack::cli {

namespace {

using support::xml_escaped;

// Contrasts of 4.5 and more in both schemes: https://www.w3.org/TR/WCAG22/#contrast-minimum
constexpr std::string_view style = R"(
:root{color-scheme:light dark;--page:#fff;--text:#1b1f24;--soft:#59636e;--line:#d1d9e0;--bad:#b3261e;--good:#0b6b32}
@media(prefers-color-scheme:dark){:root{--page:#14171b;--text:#e6e9ed;--soft:#a0a9b3;--line:#3a424c;--bad:#ff8a80;--good:#6fd394}}
body{background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:1rem}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2.2rem 0 .2rem}
p{margin:.2rem 0}a{color:inherit}.soft{color:var(--soft)}.good{color:var(--good)}.bad{color:var(--bad);font-weight:600}
ul.all{list-style:none;padding:0}ul.all li{margin:.15rem 0}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;min-width:52rem;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line)}
td:first-child,td:last-child,td:last-child code{white-space:nowrap}td[rowspan]{max-width:24rem}
code{font:.85rem/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
@media print{body{max-width:none}h2{break-after:avoid}}
)";

std::string code(std::string_view text) { return "<code>" + xml_escaped(text) + "</code>"; }

std::string verdict(bool holds) {
  return holds ? R"(<span class="good">✓ shown</span>)" : R"(<span class="bad">✗ not shown</span>)";
}

std::string anchor(std::size_t number) { return "r" + std::to_string(number); }

// What is claimed stands beside all the places that show it.
std::string claim_cell(const EvidenceResult& evidence, std::size_t rows) {
  return "<td rowspan=\"" + std::to_string(rows) + "\">" + xml_escaped(evidence.claim) + "</td>";
}

std::string place_row(const EvidencePlace& place, const std::string& claim) {
  const bool holds = place.problem.empty();
  const std::string value = place.value.empty() ? "" : code(place.value);
  return "<tr><td>" + verdict(holds) + "</td>" + claim + "<td>" + code(place_text(place)) +
         "</td><td>" + (holds ? value : xml_escaped(place.problem)) + "</td><td>" +
         code(line_text(place.source)) + "</td></tr>\n";
}

std::string rows_of(const EvidenceResult& evidence) {
  const bool has_row_of_its_own = evidence.places.empty() || !evidence.problem.empty();
  std::string claim = claim_cell(evidence, evidence.places.size() + (has_row_of_its_own ? 1 : 0));
  std::string rows;
  for (const EvidencePlace& each : evidence.places) {
    rows += place_row(each, claim);
    claim.clear();
  }
  if (has_row_of_its_own) {
    rows += "<tr><td>" + verdict(evidence.holds) + "</td>" + claim + "<td></td><td>" +
            xml_escaped(evidence.problem) + "</td><td></td></tr>\n";
  }
  return rows;
}

std::string section_of(const RequirementResult& requirement, std::size_t number) {
  std::string section = "<section id=\"" + anchor(number) + "\">\n<h2>" +
                        xml_escaped(requirement.id) + ": " + xml_escaped(requirement.text) +
                        "</h2>\n<p class=\"soft\">";
  if (!requirement.source.empty()) section += xml_escaped(requirement.source) + " · ";
  section += code(line_text(requirement.line)) +
             "</p>\n<div class=\"wide\"><table>\n<thead><tr><th>Verdict</th><th>Evidence</th>"
             "<th>Where</th><th>Value</th><th>Code</th></tr></thead>\n<tbody>\n";
  for (const EvidenceResult& each : requirement.evidence) section += rows_of(each);
  return section + "</tbody></table></div>\n</section>\n";
}

std::string contents_of(const RequirementsReport& report) {
  std::string list = "<ul class=\"all\">\n";
  for (std::size_t i = 0; i < report.requirements.size(); ++i) {
    const RequirementResult& each = report.requirements[i];
    list += "<li>" + verdict(each.holds) + " <a href=\"#" + anchor(i) + "\">" +
            xml_escaped(each.id) + "</a> " + xml_escaped(each.text) + "</li>\n";
  }
  return list + "</ul>\n";
}

}  // namespace

void requirements_html(const RequirementsReport& report, const Console& /*console*/,
                       const support::Sink& out) {
  const std::string title = "Requirements of " + xml_escaped(report.subject);
  out("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
      title + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<main>\n<h1>" +
      title + "</h1>\n<p class=\"" + (report.holds() ? "good" : "bad") + "\">" +
      xml_escaped(report.conclusion()) + "</p>\n" + contents_of(report));
  for (std::size_t i = 0; i < report.requirements.size(); ++i) {
    out(section_of(report.requirements[i], i));
  }
  out("</main>\n</body>\n</html>\n");
}

}  // namespace omnitrack::cli

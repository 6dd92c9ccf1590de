#include "cli/page/markdown_page.hpp"
#include "cli/requirements/requirements_formats.hpp"

namespace omnitrack::cli {

namespace {

void add_place(MarkdownPage& page, const EvidenceResult& evidence, const EvidencePlace& place) {
  std::string row = place.problem.empty() ? "| ✅ " : "| ❌ ";
  row += markdown_words(evidence.claim) + " | " + markdown_cell_code(place_text(place)) + " | ";
  if (!place.problem.empty()) {
    row += markdown_words(place.problem);
  } else if (!place.value.empty()) {
    row += markdown_cell_code(place.value);
  }
  page.row(row + " | " + markdown_cell_code(line_text(place.source)) + " |");
}

void add_requirement(MarkdownPage& page, const RequirementResult& requirement) {
  page.line("## " + markdown_words(requirement.id + ": " + requirement.text));
  page.line("");
  std::string stated = requirement.holds ? "✅ holds" : "❌ **not shown**";
  if (!requirement.source.empty()) stated += "; " + markdown_words(requirement.source);
  page.line(stated + "; stated at " + markdown_code(line_text(requirement.line)));
  page.line("");
  page.line("| Evidence | Where | Value | Code |");
  page.line("|---|---|---|---|");
  for (const EvidenceResult& each : requirement.evidence) {
    for (const EvidencePlace& place : each.places) add_place(page, each, place);
    if (each.places.empty() || !each.problem.empty()) {
      page.row((each.holds ? "| ✅ " : "| ❌ ") + markdown_words(each.claim) + " | | " +
               markdown_words(each.problem) + " | |");
    }
  }
  page.line("");
}

}  // namespace

void requirements_markdown(const RequirementsReport& report, const Console& /*console*/,
                           const support::Sink& out) {
  MarkdownPage page;
  page.line("# Requirements of " + markdown_words(report.subject));
  page.line("");
  page.line(markdown_words(report.conclusion()));
  page.line("");
  for (const RequirementResult& each : report.requirements) add_requirement(page, each);
  out(page.take());
}

}  // namespace omnitrack::cli

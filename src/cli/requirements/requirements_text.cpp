#include "cli/page/printable.hpp"
#include "cli/page/text_page.hpp"
#include "cli/requirements/requirements_formats.hpp"

namespace omnitrack::cli {

namespace {

class RequirementsPage {
 public:
  RequirementsPage(const PageLook& look, const support::Sink& out) : page_(look, out) {}

  void write(const RequirementsReport& report) {
    for (const RequirementResult& each : report.requirements) add(each);
  }

 private:
  void add(const RequirementResult& requirement) {
    page_.heading(printable(requirement.id + "  " + requirement.text));
    std::string stated = line_text(requirement.line);
    if (!requirement.source.empty()) stated = requirement.source + ", " + stated;
    page_.line(2, page_.styled().add(printable(stated)));
    for (const EvidenceResult& each : requirement.evidence) add(each);
  }

  void add(const EvidenceResult& evidence) {
    page_.paragraph(2, evidence.holds ? "shown" : "NOT SHOWN",
                    evidence.holds ? Style::mark : Style::error, evidence.claim);
    for (const EvidencePlace& each : evidence.places) add(each);
    if (!evidence.problem.empty()) page_.paragraph(6, "!", Style::error, evidence.problem);
  }

  void add(const EvidencePlace& place) {
    const std::string line = " (" + line_text(place.source) + ')';
    if (!place.problem.empty()) {
      page_.paragraph(6, "!", Style::error, place.logical_id + ": " + place.problem + line);
      return;
    }
    std::string words = place_text(place);
    if (!place.value.empty()) {
      words += " = " + page_.cut(place.value, longest_value);
    } else if (!place.pointer.empty()) {
      words += " is not set";
    }
    page_.line(6, page_.styled().add(printable(words + line)));
  }

  static constexpr std::size_t longest_value = 60;

  TextPage page_;
};

}  // namespace

void requirements_text(const RequirementsReport& report, const Console& console,
                       const support::Sink& out) {
  const PageLook look = look_of(console);
  RequirementsPage(look, out).write(report);
}

}  // namespace omnitrack::cli

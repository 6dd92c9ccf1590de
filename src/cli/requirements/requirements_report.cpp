#include "cli/requirements/requirements_report.hpp"

#include <algorithm>

#include "cli/page/value_text.hpp"
#include "cli/page/wording.hpp"

namespace omnitrack::cli {

std::size_t RequirementsReport::holding() const {
  return static_cast<std::size_t>(std::ranges::count_if(requirements, &RequirementResult::holds));
}

std::string RequirementsReport::conclusion() const {
  if (requirements.empty()) return "the app states no requirements";
  const std::size_t all = requirements.size();
  if (holds())
    return all == 1 ? "the requirement holds" : "all " + std::to_string(all) + " requirements hold";
  return std::to_string(all - holding()) + " of " + counted(all, "requirement") + " not shown";
}

std::string line_text(const Source& source) {
  return std::string(source.file) + ':' + std::to_string(source.line);
}

std::string place_text(const EvidencePlace& place) {
  if (place.pointer.empty()) return place.logical_id;
  return place.logical_id + ' ' + shown_path(place.pointer);
}

}  // namespace omnitrack::cli

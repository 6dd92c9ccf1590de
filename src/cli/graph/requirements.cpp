#include "cli/graph/requirements.hpp"

namespace omnitrack::cli {

std::vector<graph::PageRequirement> requirements_of(std::span<const RequirementResult> results) {
  std::vector<graph::PageRequirement> requirements;
  for (const RequirementResult& result : results) {
    graph::PageRequirement& made = requirements.emplace_back();
    made.id = result.id;
    made.text = result.text;
    for (const EvidenceResult& evidence : result.evidence) {
      for (const EvidencePlace& place : evidence.places) {
        if (!place.type.empty()) made.shown_by.insert(place.stack + '/' + place.logical_id);
      }
    }
  }
  return requirements;
}

}  // namespace omnitrack::cli

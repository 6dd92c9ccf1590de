#include "cli/reach/reach_report.hpp"

#include "cli/reach/ends.hpp"

namespace omnitrack::cli {

std::string place_of(const ReachReport& report, const graph::Reason& reason) {
  if (reason.resource.empty()) return {};
  if (const ElementOrigin* origin = origin_of_end(*report.stacks, *report.sides, reason.resource)) {
    return std::string(origin->source.file) + ':' + std::to_string(origin->source.line);
  }
  const graph::TemplatePlace found = report.stacks->place(reason.resource, reason.pointer);
  if (found.source == nullptr) return {};
  return found.source->file() + ':' + std::to_string(found.place.line) + ':' +
         std::to_string(found.place.column);
}

}  // namespace omnitrack::cli

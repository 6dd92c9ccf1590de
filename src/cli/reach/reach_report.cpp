#include "cli/reach/reach_report.hpp"

#include <algorithm>

namespace omnitrack::cli {

using graph::Verdict;

Verdict verdict_of(const ReachReport& report) {
  if (!report.network) return report.permission->answer.verdict;
  if (!report.permission || report.network_decides) return report.network->verdict;
  return std::min(report.network->verdict, report.permission->answer.verdict);
}

std::string place_of(const ReachReport& report, const graph::Reason& reason) {
  if (reason.resource.empty()) return {};
  const graph::TemplatePlace found = report.stacks->place(reason.resource, reason.pointer);
  if (found.source == nullptr) return {};
  return found.source->file() + ':' + std::to_string(found.place.line) + ':' +
         std::to_string(found.place.column);
}

}  // namespace omnitrack::cli

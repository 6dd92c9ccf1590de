#include "cli/graph/findings.hpp"

#include "cli/page/wording.hpp"
#include "validate/validate.hpp"

namespace omnitrack::cli {

namespace {

constexpr std::string_view section = "Resources/";

// The logical id in the path of a finding; empty where it is about no resource.
std::string_view resource_in(std::string_view path) {
  if (!path.starts_with(section)) return {};
  path.remove_prefix(section.size());
  return path.substr(0, path.find('/'));
}

}  // namespace

std::map<std::string, std::vector<graph::PageFinding>, std::less<>> findings_of(
    const graph::Graph& graph) {
  std::map<std::string, std::vector<graph::PageFinding>, std::less<>> by_key;
  for (const graph::StackSource& stack : graph.stacks) {
    validate::Findings findings;
    validate::check_template(*stack.index, findings);
    for (const validate::Finding& each : findings) {
      const std::string_view id = resource_in(each.path);
      if (id.empty()) continue;
      const tmpl::Place place = stack.index->source().place(each.begin);
      by_key[stack.name + '/' + std::string(id)].push_back(
          {.code = std::string(each.code),
           .severity =
               std::string(name_of(each.acknowledged.empty() ? each.severity : Severity::info)),
           .message = each.message,
           .place = stack.index->source().file() + ':' + std::to_string(place.line) + ':' +
                    std::to_string(place.column)});
    }
  }
  return by_key;
}

}  // namespace omnitrack::cli

#include "deploy/nested_templates.hpp"

#include <algorithm>

#include "deploy/deployed_stack.hpp"

namespace omnitrack::deploy {

std::vector<NestedTemplate> nested_templates(const AwsCli& aws, const std::string& stack,
                                             const std::vector<std::string>& logical_ids) {
  const AwsAnswer answer =
      aws.ask({"cloudformation", "list-stack-resources", "--stack-name", stack});
  std::vector<NestedTemplate> nested;
  std::vector<AwsCli::Words> calls;
  for (const tmpl::Node& each : items_at(answer.root(), "StackResourceSummaries")) {
    const std::string id(text_at(each, "LogicalResourceId"));
    const std::string physical(text_at(each, "PhysicalResourceId"));
    if (physical.empty() || std::ranges::find(logical_ids, id) == logical_ids.end()) continue;
    nested.push_back({.logical_id = id, .text = {}});
    calls.push_back(template_call(physical));
  }
  std::vector<AwsCli::Outcome> outcomes = aws.ask_all(calls);
  for (std::size_t i = 0; i < nested.size(); ++i) {
    if (!outcomes[i].answer) {
      if (outcomes[i].failure->fault() == AwsFault::not_found) continue;
      throw *outcomes[i].failure;
    }
    nested[i].text = template_text_in(*outcomes[i].answer).value_or("");
  }
  std::erase_if(nested, [](const NestedTemplate& each) { return each.text.empty(); });
  return nested;
}

}  // namespace omnitrack::deploy

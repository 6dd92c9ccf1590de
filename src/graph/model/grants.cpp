#include "graph/model/grants.hpp"

#include "meaning/cases.hpp"

namespace omnitrack::graph {

namespace {

constexpr std::size_t most_actions = 6;

// `dynamodb:GetItem, dynamodb:PutItem and 4 more`.
std::string actions_of(const tmpl::Node& statement) {
  std::string words;
  std::size_t count = 0;
  const tmpl::Node* actions = statement.find("Action");
  if (actions == nullptr) return words;
  const meaning::Path root;
  meaning::for_each_item(*actions, root, [&](const tmpl::Node& action, const meaning::Path&) {
    if (!action.is(tmpl::Kind::string) || ++count > most_actions) return;
    if (!words.empty()) words += ", ";
    words += action.text();
  });
  if (count > most_actions) words += " and " + std::to_string(count - most_actions) + " more";
  return words;
}

void add_grants(const Targets& targets, Graph& graph, std::size_t from,
                const tmpl::Node& document) {
  const meaning::Path root;
  const std::size_t stack = graph.resources[from].stack;
  meaning::for_each_at(document, "Statement/*", root,
                       [&](const tmpl::Node& statement, const meaning::Path&) {
                         const tmpl::Node* effect = statement.find("Effect");
                         const tmpl::Node* what = statement.find("Resource");
                         if (effect == nullptr || effect->text() != "Allow" || what == nullptr)
                           return;
                         for (const std::size_t to : targets.of(stack, *what)) {
                           graph.grants.push_back({.from = from,
                                                   .to = to,
                                                   .kind = EdgeKind::permission,
                                                   .words = actions_of(statement)});
                         }
                       });
}

// SAM's policy templates: `DynamoDBReadPolicy: {TableName: !Ref Orders}`.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
void add_policy_templates(const Targets& targets, Graph& graph, std::size_t from) {
  const meaning::Path root;
  const Resource& resource = graph.resources[from];
  meaning::for_each_at(
      *resource.entry->properties, "Policies/*", root,
      [&](const tmpl::Node& policy, const meaning::Path&) {
        if (policy.find("Statement") != nullptr) return add_grants(targets, graph, from, policy);
        for (const tmpl::Member& each : policy.members()) {
          if (policy.is_call()) return;
          for (const std::size_t to : targets.of(graph.resources[from].stack, each.value)) {
            graph.grants.push_back({.from = from,
                                    .to = to,
                                    .kind = EdgeKind::permission,
                                    .words = std::string(each.key())});
          }
        }
      });
}

}  // namespace

void find_grants(const Targets& targets, Graph& graph) {
  const meaning::Path root;
  for (std::size_t i = 0; i < graph.resources.size(); ++i) {
    const tmpl::ResourceEntry& entry = *graph.resources[i].entry;
    if (entry.properties == nullptr) continue;
    if (entry.type_name.starts_with("AWS::Serverless::")) add_policy_templates(targets, graph, i);
    for (const schema::PolicyPlace& place :
         schema::facts_of<schema::PolicyPlace>(entry.type_name)) {
      if (place.rules != schema::PolicyPlace::Kind::identity) continue;
      meaning::for_each_at(*entry.properties, place.path, root,
                           [&](const tmpl::Node& document, const meaning::Path&) {
                             add_grants(targets, graph, i, document);
                           });
    }
  }
}

}  // namespace omnitrack::graph

#include "graph/views/answers.hpp"

namespace omnitrack::graph {

JoinedNames::JoinedNames(const Graph& graph, const Stacks& stacks)
    : names_(graph.resources.size()) {
  std::map<std::string_view, std::size_t> by_key;
  for (std::size_t i = 0; i < graph.resources.size(); ++i) {
    by_key.emplace(graph.resources[i].key, i);
  }
  for (const tmpl::ResourceEntry& each : stacks.index().resources()) {
    const std::string key = stacks.key_of(each.logical_id);
    const auto found = by_key.find(key);
    if (found == by_key.end()) continue;
    names_[found->second] = each.logical_id;
    resources_.emplace(each.logical_id, found->second);
  }
}

std::size_t JoinedNames::resource(std::string_view name) const {
  const auto found = resources_.find(name);
  return found == resources_.end() ? nowhere : found->second;
}

std::string words_of(const Answer& answer) {
  std::string words(name_of(answer.verdict));
  std::string_view before = ": ";
  for (const Reason& each : answer.reasons) {
    words.append(before).append(each.words);
    if (!each.when.empty()) words.append(" (").append(each.when).append(")");
    before = "; ";
  }
  before = "; depends on ";
  for (const std::string& each : answer.unknowns) {
    words.append(before).append(each);
    before = ", ";
  }
  return words;
}

}  // namespace omnitrack::graph

#include "deploy/nested_change_sets.hpp"

namespace omnitrack::deploy {

namespace {

// A stack has 500 resources at most; so many nested ones are no account's, and end a hostile
// answer.
constexpr std::size_t most_change_sets = 2000;

/// What is asked next: the paths and, beside them, the calls.
struct Level {
  std::vector<std::string> paths;
  std::vector<AwsCli::Words> calls;

  void add(const std::string& outer, const std::vector<ResourceVerdict>& verdicts) {
    for (const ResourceVerdict& each : verdicts) {
      if (each.change_set.empty()) continue;
      paths.push_back(outer + each.logical_id);
      calls.push_back(describe_change_set_call(each.change_set));
    }
  }
};

}  // namespace

std::vector<NestedVerdicts> nested_verdicts(const AwsCli& aws, const ChangeSet& change_set) {
  std::vector<NestedVerdicts> all;
  Level level;
  level.add({}, change_set.verdicts);
  while (!level.calls.empty() && all.size() < most_change_sets) {
    const std::vector<AwsCli::Outcome> outcomes = aws.ask_all(level.calls);
    Level next;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      if (!outcomes[i].answer) throw *outcomes[i].failure;
      all.push_back({std::move(level.paths[i]), read_change_set(*outcomes[i].answer).verdicts});
      next.add(all.back().path + '.', all.back().verdicts);
    }
    level = std::move(next);
  }
  return all;
}

}  // namespace omnitrack::deploy

#include "deploy/nested_change_sets.hpp"

#include <algorithm>
#include <set>

namespace omnitrack::deploy {

namespace {

using Clock = std::chrono::steady_clock;

// A stack has 500 resources at most, and nobody nests so deep: what goes beyond has no end.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
constexpr std::size_t most_change_sets = 500;
constexpr std::size_t deepest_nest = 20;

[[noreturn]] void refuse_endless() {
  throw AwsFailure(AwsFault::other, "it names nested change sets without an end", {});
}

/// What is asked next: the paths and, beside them, the change sets.
struct Level {
  std::vector<std::string> paths;
  std::vector<std::string> ids;

  void add(const std::string& outer, const std::vector<ResourceVerdict>& verdicts) {
    for (const ResourceVerdict& each : verdicts) {
      if (each.change_set.empty()) continue;
      paths.push_back(outer + each.logical_id);
      ids.push_back(each.change_set);
    }
  }
};

class Asking {
 public:
  Asking(const AwsCli& aws, const FollowHooks& hooks)
      : aws_(aws), hooks_(hooks), end_(Clock::now() + longest_making) {}

  /// Asks for change sets until all of them are made.
  std::vector<ChangeSet> ask(const std::vector<std::string>& ids) {
    std::vector<ChangeSet> found(ids.size());
    for (bool is_first = true;; is_first = false) {
      std::vector<std::size_t> pending;
      std::vector<AwsCli::Words> calls;
      for (std::size_t i = 0; i < ids.size(); ++i) {
        if (found[i].state != ChangeSet::State::pending) continue;
        pending.push_back(i);
        calls.push_back(describe_change_set_call(ids[i]));
      }
      if (pending.empty() || is_over()) return found;
      if (!is_first) pause_for(poll_pause(), hooks_);
      std::vector<AwsCli::Outcome> outcomes = aws_.ask_all(calls);
      for (std::size_t i = 0; i < pending.size(); ++i) {
        if (!outcomes[i].answer) throw AwsFailure(*outcomes[i].failure);
        found[pending[i]] = read_change_set(*outcomes[i].answer);
      }
    }
  }

 private:
  [[nodiscard]] bool is_over() const {
    return Clock::now() > end_ || (hooks_.is_interrupted && hooks_.is_interrupted());
  }

  const AwsCli& aws_;
  const FollowHooks& hooks_;
  Clock::time_point end_;
};

}  // namespace

std::vector<NestedChangeSet> nested_change_sets(const AwsCli& aws, const ChangeSet& change_set,
                                                const FollowHooks& hooks) {
  Asking asking(aws, hooks);
  std::vector<NestedChangeSet> all;
  std::set<std::string> known{change_set.id};
  Level level;
  level.add({}, change_set.verdicts);
  for (std::size_t depth = 1; !level.ids.empty(); ++depth) {
    const bool is_new = std::ranges::all_of(
        level.ids, [&](const std::string& id) { return known.insert(id).second; });
    if (!is_new || depth > deepest_nest || known.size() > most_change_sets) refuse_endless();
    std::vector<ChangeSet> found = asking.ask(level.ids);
    Level next;
    for (std::size_t i = 0; i < found.size(); ++i) {
      all.push_back({std::move(level.paths[i]), std::move(found[i])});
      next.add(all.back().path + '.', all.back().change_set.verdicts);
    }
    level = std::move(next);
  }
  return all;
}

}  // namespace omnitrack::deploy

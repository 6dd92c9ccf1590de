#include "diff/effects/empty_ones.hpp"

#include <map>
#include <string_view>
#include <utility>

#include "diff/effects/stateful.hpp"

namespace omnitrack::diff {

namespace {

/// The resources that are the only one of their type with an action.
class OnlyOnes {
 public:
  explicit OnlyOnes(const StackDiff& diff) {
    for (const ResourceChange& each : diff.resources) {
      const auto [first, is_new] = of_.try_emplace({each.action, each.type_name}, &each);
      if (!is_new) first->second = nullptr;
    }
  }

  /// Null where there are others or none.
  [[nodiscard]] const ResourceChange* of(std::string_view type, Action action) const {
    const auto found = of_.find({action, type});
    return found == of_.end() ? nullptr : found->second;
  }

 private:
  std::map<std::pair<Action, std::string_view>, const ResourceChange*> of_;
};

}  // namespace

void tell_of_empty_ones(StackDiff& diff) {
  const OnlyOnes only_ones(diff);
  for (ResourceChange& made : diff.resources) {
    if (made.action != Action::create || !made.is_stateful || !made.reason.empty()) continue;
    if (is_restored(*made.after)) continue;
    if (only_ones.of(made.type_name, Action::create) == nullptr) continue;
    const ResourceChange* kept = only_ones.of(made.type_name, Action::retain);
    if (kept == nullptr) continue;
    made.reason = "it begins empty, and '" + std::string(kept->logical_id) +
                  "' stays with its data, outside of the stack";
  }
}

}  // namespace omnitrack::diff

#include "diff/effects/branches.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <vector>

#include "meaning/canonical.hpp"
#include "meaning/condition_logic.hpp"
#include "meaning/known.hpp"
#include "template/pointer.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Node;

constexpr std::string_view branch_step = "/Fn::If/";

std::string branch_of(std::string_view call, char number) {
  return std::string(call) + std::string(branch_step) + number;
}

/// The paths of what replaces a resource.
class ReplacingPaths {
 public:
  explicit ReplacingPaths(const Changes& changes) {
    for (const Change& each : changes) {
      if (each.effect == Effect::replaces) paths_.push_back(each.path);
    }
    std::ranges::sort(paths_);
  }

  /// Whether the value at a path surely replaces it, whatever the conditions below it are.
  [[nodiscard]] bool has_surely(const std::string& path) const {
    if (std::ranges::binary_search(paths_, path)) return true;
    const std::string inside = path + '/';
    std::set<std::string_view> calls;
    for (auto each = std::ranges::lower_bound(paths_, inside);
         each != paths_.end() && each->starts_with(inside); ++each) {
      const std::size_t at = each->find(branch_step, path.size());
      if (at == std::string_view::npos) return true;
      calls.insert(each->substr(0, at));
    }
    return std::ranges::any_of(calls, [this](std::string_view call) {
      return has_surely(branch_of(call, '1')) && has_surely(branch_of(call, '2'));
    });
  }

 private:
  std::vector<std::string_view> paths_;
};

/// A call of Fn::If by which a change is reached, and the branch that is gone into.
struct Step {
  std::string_view call;
  char number;
  std::string_view condition;  ///< empty where it is not known
};

/// The steps of a path through branches, from the outside in.
std::vector<Step> steps_of(const Node& resource, std::string_view path) {
  std::vector<Step> steps;
  for (std::size_t at = path.find(branch_step); at != path.npos;
       at = path.find(branch_step, at + 1)) {
    const std::string_view call = path.substr(0, at);
    const Node* value = tmpl::at_pointer(resource, call);
    const bool is_call = value != nullptr && value->calls(tmpl::Function::if_) &&
                         value->argument().items().size() == 3;
    steps.push_back({call, path[at + branch_step.size()],
                     is_call ? value->argument().items()[0].text() : std::string_view()});
  }
  return steps;
}

/// The branch by which a change is uncertain, in words; empty where it is certain. `own` is the
/// condition of the resource, which holds where there is one.
std::string uncertain_branch(const std::vector<Step>& steps, std::string_view own,
                             const ReplacingPaths& replacing) {
  for (const Step& each : steps) {
    if (!own.empty() && each.condition == own) continue;
    if (replacing.has_surely(branch_of(each.call, each.number == '1' ? '2' : '1'))) continue;
    if (each.condition.empty()) return "only in one branch of a condition";
    return "only where '" + std::string(each.condition) + "' " +
           (each.number == '1' ? "holds" : "does not hold");
  }
  return {};
}

/// What a value may come to, by whatever conditions; null for nothing at all.
void add_outcomes(const Node* value, std::vector<const Node*>& outcomes) {
  constexpr std::size_t most_outcomes = 16;
  if (outcomes.size() == most_outcomes) return;
  if (value != nullptr && meaning::is_no_value(*value)) value = nullptr;
  const auto branches = value == nullptr ? std::span<const Node>() : meaning::branches_of(*value);
  if (branches.empty()) {
    outcomes.push_back(value);
  } else {
    add_outcomes(&branches[1], outcomes);
    add_outcomes(&branches[2], outcomes);
  }
}

/// Whether a choice, or what takes the place of one, may give what was there.
bool may_give_the_same(const Change& change) {
  if (change.is_consequence()) return false;
  std::vector<const Node*> before;
  std::vector<const Node*> after;
  add_outcomes(change.before, before);
  add_outcomes(change.after, after);
  if (before.size() == 1 && after.size() == 1) return false;
  return std::ranges::any_of(before, [&after](const Node* was) {
    return std::ranges::any_of(after, [was](const Node* is) {
      return was == nullptr || is == nullptr ? was == is : meaning::same_meaning(*was, *is, {});
    });
  });
}

}  // namespace

void settle_branches(const tmpl::ResourceEntry& before, const tmpl::ResourceEntry& after,
                     Changes& changes) {
  const std::string_view condition = meaning::condition_of(before);
  const std::string_view own =
      condition == meaning::condition_of(after) ? condition : std::string_view();
  for (Change& each : changes) {
    const auto is_never_chosen = [&](const Step& step) {
      return step.condition == own && step.number == '2';
    };
    if (own.empty() || each.effect == Effect::none) continue;
    if (!std::ranges::any_of(steps_of(before.member->value, each.path), is_never_chosen)) continue;
    each.effect = Effect::none;
    each.reason = "never chosen, since '" + std::string(own) + "' holds where the resource is";
  }
  const ReplacingPaths replacing(changes);
  std::vector<std::pair<Change*, std::string>> weak;
  for (Change& each : changes) {
    if (each.effect != Effect::replaces) continue;
    std::string words = uncertain_branch(steps_of(before.member->value, each.path), own, replacing);
    if (words.empty() && may_give_the_same(each)) words = "a branch of a condition gives the same";
    if (!words.empty()) weak.emplace_back(&each, std::move(words));
  }
  for (auto& [change, words] : weak) {
    change->effect = Effect::may_replace;
    change->reason = change->reason.empty() ? words : change->reason + ", " + words;
  }
}

}  // namespace omnitrack::diff

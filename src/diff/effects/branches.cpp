#include "diff/effects/branches.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <vector>

#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "template/pointer.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Node;

constexpr std::string_view branch_step = "/Fn::If/";

std::string branch_of(std::string_view call, char number) {
  return std::string(call) + std::string(branch_step) + number;
}

bool leads_into(std::string_view path, std::string_view outer) {
  return path.starts_with(outer) && (path.size() == outer.size() || path[outer.size()] == '/');
}

/// Whether the value at a path surely replaces the resource, whatever the conditions below it are.
bool surely_replaces(const Changes& changes, const std::string& path) {
  std::set<std::string> calls;
  for (const Change& each : changes) {
    if (each.effect != Effect::replaces || !leads_into(each.path, path)) continue;
    const std::size_t at = each.path.find(branch_step, path.size());
    if (at == std::string::npos) return true;
    calls.insert(each.path.substr(0, at));
  }
  return std::ranges::any_of(calls, [&changes](const std::string& call) {
    return surely_replaces(changes, branch_of(call, '1')) &&
           surely_replaces(changes, branch_of(call, '2'));
  });
}

std::string only_in_branch(const Node& resource, std::string_view call, char number) {
  const Node* value = tmpl::at_pointer(resource, call);
  const bool is_call = value != nullptr && value->calls(tmpl::Function::if_) &&
                       value->argument().items().size() == 3;
  if (!is_call) return "only in one branch of a condition";
  return "only where '" + std::string(value->argument().items()[0].text()) + "' " +
         (number == '1' ? "holds" : "does not hold");
}

/// The branch by which a change is uncertain, in words; empty where it is certain.
std::string uncertain_branch(const Node& resource, const Changes& changes, const Change& change) {
  const std::string_view path = change.path;
  for (std::size_t at = path.find(branch_step); at != path.npos;
       at = path.find(branch_step, at + 1)) {
    const char number = path[at + branch_step.size()];
    const std::string_view call = path.substr(0, at);
    if (!surely_replaces(changes, branch_of(call, number == '1' ? '2' : '1'))) {
      return only_in_branch(resource, call, number);
    }
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

void settle_branches(const tmpl::ResourceEntry& resource, Changes& changes) {
  std::vector<std::pair<Change*, std::string>> weak;
  for (Change& each : changes) {
    if (each.effect != Effect::replaces) continue;
    std::string words = uncertain_branch(resource.member->value, changes, each);
    if (words.empty() && may_give_the_same(each)) words = "a branch of a condition gives the same";
    if (!words.empty()) weak.emplace_back(&each, std::move(words));
  }
  for (auto& [change, words] : weak) {
    change->effect = Effect::may_replace;
    change->reason = change->reason.empty() ? words : change->reason + ", " + words;
  }
}

}  // namespace omnitrack::diff

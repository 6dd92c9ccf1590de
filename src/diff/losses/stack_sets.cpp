#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "diff/losses/loss_check.hpp"
#include "meaning/known.hpp"
#include "support/listed.hpp"

namespace omnitrack::diff {

namespace {

using meaning::property_path;
using tmpl::Node;
using Texts = std::set<std::string, std::less<>>;

// As many as a stack set may have, so that more are not deployed.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
constexpr std::size_t most_stacks = 100'000;

/// The texts of a list; nothing where one of them is not known.
std::optional<Texts> texts_of(const Node* list) {
  Texts texts;
  if (list == nullptr) return texts;
  if (!list->is(tmpl::Kind::list)) return std::nullopt;
  for (const Node& each : list->items()) {
    const auto text = meaning::known_text(&each);
    if (!text) return std::nullopt;
    texts.emplace(*text);
  }
  return texts;
}

/// The regions of the stacks of a stack set by whose they are, as `account 111122223333`.
using Places = std::map<std::string, Texts, std::less<>>;

/// Nothing where that is not known.
std::optional<Places> places_of(const Node* groups) {
  Places places;
  std::size_t count = 0;
  if (groups == nullptr) return places;
  for (const Node& group : groups->items()) {
    const auto regions = texts_of(group.find("Regions"));
    const Node* targets = group.find("DeploymentTargets");
    if (!regions || targets == nullptr || targets->is_call()) return std::nullopt;
    // Which accounts a filter leaves is known to the organization only.
    if (targets->find("AccountFilterType") != nullptr) return std::nullopt;
    for (const auto& [key, noun] :
         {std::pair{"Accounts", "account "}, std::pair{"OrganizationalUnitIds", "unit "}}) {
      const auto names = texts_of(targets->find(key));
      if (!names || names->size() * regions->size() > most_stacks - count) return std::nullopt;
      count += names->size() * regions->size();
      for (const std::string& name : *names) {
        places[noun + name].insert(regions->begin(), regions->end());
      }
    }
  }
  return places;
}

std::vector<std::string> without(const Texts& all, const Texts& others) {
  std::vector<std::string> left;
  std::ranges::set_difference(all, others, std::back_inserter(left));
  return left;
}

constexpr std::string_view groups_way = "StackInstancesGroup";

void report_gone(const LossCheck& check, const Places& before, const Places& after) {
  for (const auto& [owner, regions] : before) {
    const auto kept = after.find(owner);
    const std::vector<std::string> gone =
        without(regions, kept == after.end() ? Texts() : kept->second);
    if (gone.empty()) continue;
    const bool is_one = gone.size() == 1;
    check.report(
        property_path(groups_way),
        std::string(is_one ? "what the stack of " : "what the stacks of ") + owner + " in " +
            support::listed(gone, gone.size()) +
            (is_one ? " holds, which is deleted" : " hold, which are deleted"),
        is_one ? "keep it among the targets, or take the stack out of the set first and retain it"
               : "keep them among the targets, or take the stacks out of the set first and retain "
                 "them",
        false);
  }
}

}  // namespace

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
void find_fewer_stacks(const LossCheck& check) {
  if (check.change.type_name != "AWS::CloudFormation::StackSet") return;
  bool may_lose = false;
  meaning::for_each_pair(check.before(groups_way), check.after(groups_way),
                         [&](const meaning::Case& before, const meaning::Case& after, bool) {
                           if (before.value == nullptr || meaning::same_case(before, after)) return;
                           const auto was = places_of(before.value);
                           const auto is = places_of(after.value);
                           if (was && is) {
                             report_gone(check, *was, *is);
                           } else {
                             may_lose = true;
                           }
                         });
  if (!may_lose) return;
  check.report(property_path(groups_way),
               "what the stacks hold that are no targets any more, as it turns out at deployment",
               "see which accounts and regions leave the set, and retain their stacks first",
               false);
}

}  // namespace omnitrack::diff

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "diff/losses/loss_check.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

using meaning::only_value;
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

/// Where the stacks of a stack set are, as `account 111122223333 in us-east-1`; nothing where that
/// is not known.
std::optional<Texts> places_of(const Node* groups) {
  Texts places;
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
      if (!names || names->size() * regions->size() > most_stacks - places.size()) {
        return std::nullopt;
      }
      for (const std::string& name : *names) {
        for (const std::string& region : *regions) {
          places.insert(std::string(noun).append(name).append(" in ").append(region));
        }
      }
    }
  }
  return places;
}

}  // namespace

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
void find_fewer_stacks(const LossCheck& check) {
  if (check.change.type_name != "AWS::CloudFormation::StackSet") return;
  constexpr std::string_view way = "StackInstancesGroup";
  const auto before = places_of(only_value(*check.diff.before, *check.change.before, way));
  const auto after = places_of(only_value(*check.diff.after, *check.change.after, way));
  if (!before || !after) return;
  for (const std::string& each : *before) {
    if (after->contains(each)) continue;
    check.report(property_path(way), "what the stack of " + each + " holds, which is deleted",
                 "keep it among the targets, or take the stack out of the set first and retain it",
                 false);
  }
}

}  // namespace omnitrack::diff

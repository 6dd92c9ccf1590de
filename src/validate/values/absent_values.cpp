#include "validate/values/absent_values.hpp"

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using meaning::Assumption;
using meaning::Case;
using meaning::Path;
using tmpl::Member;

namespace {

// What holds around a value: the resource's condition, and the branches that the value is in.
std::optional<std::vector<Assumption>> around(const PropertyScope& scope, const Member& member) {
  if (scope.resource.properties == nullptr) return std::nullopt;
  auto place = meaning::locate(*scope.resource.properties, member.value);
  if (!place) return std::nullopt;
  const std::string_view condition = meaning::condition_of(scope.resource);
  if (!condition.empty()) place->when.push_back({.condition = condition, .holds = true});
  return std::move(place->when);
}

std::string where_in_words(const std::vector<Assumption>& when) {
  std::string text;
  for (const Assumption& each : when) {
    text += text.empty() ? " where '" : " and '";
    text += std::string(each.condition) + (each.holds ? "' holds" : "' does not hold");
  }
  return text;
}

}  // namespace

void check_absent_branches(const PropertyScope& scope, const schema::Property& property,
                           const Member& member, const Path& path) {
  if (scope.context.index.may_have_unseen()) return;
  for (const Case& each : meaning::cases_of(&member.value)) {
    if (each.value != nullptr || !each.is_seen) continue;
    auto assumptions = around(scope, member);
    if (!assumptions) return;
    assumptions->insert(assumptions->end(), each.when.begin(), each.when.end());
    if (!meaning::can_hold_together(scope.context.index, *assumptions)) continue;
    scope.error(codes::OT4221, scope.span_of_key(member), path,
                "the required property '" + std::string(property.name()) + "' is missing" +
                    where_in_words(each.when),
                "it is " + in_words(property.type()));
    return;
  }
}

}  // namespace omnitrack::validate

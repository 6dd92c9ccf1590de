#include "diff/security/taken_away.hpp"

#include <map>
#include <string>

#include "meaning/cases.hpp"
#include "meaning/claims.hpp"

namespace omnitrack::diff {

namespace {

bool has_policy(const tmpl::Index& index, const tmpl::ResourceEntry& resource) {
  return meaning::only_value(index, resource, "PolicyDocument") != nullptr;
}

/// The policies that go with a resource, by what only one can have.
std::map<std::string, std::string_view> policies_that_go(const StackDiff& diff) {
  std::map<std::string, std::string_view> going;
  for (const ResourceChange& each : diff.resources) {
    if (!each.goes() || each.disposition == Disposition::retained) continue;
    for (meaning::Claim& claim : meaning::claims_of(*diff.before, *each.before)) {
      if (claim.goes_with_other) going.emplace(std::move(claim.key), each.logical_id);
    }
  }
  return going;
}

}  // namespace

void find_policies_taken_away(const StackDiff& diff, std::vector<SecurityChange>& changes) {
  if (diff.before == nullptr || diff.after == nullptr) return;
  const auto going = policies_that_go(diff);
  if (going.empty()) return;
  for (const ResourceChange& each : diff.resources) {
    if (!each.is_made() || !has_policy(*diff.after, *each.after)) continue;
    for (const meaning::Claim& claim : meaning::claims_of(*diff.after, *each.after)) {
      const auto old = going.find(claim.key);
      if (!claim.goes_with_other || old == going.end()) continue;
      changes.push_back({.direction = SecurityChange::Direction::unclear,
                         .kind = SecurityChange::Kind::permissions,
                         .logical_id = each.logical_id,
                         .type_name = each.type_name,
                         .path = meaning::path_of(claim),
                         .what = claim.text + " is gone once '" + std::string(old->second) +
                                 "' is deleted, with all that it allows and denies"});
    }
  }
}

}  // namespace omnitrack::diff

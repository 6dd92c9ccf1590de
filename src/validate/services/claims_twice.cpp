#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "meaning/claims.hpp"
#include "meaning/condition_logic.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Claim;
using tmpl::ResourceEntry;

bool claims_something(const ResourceEntry& resource) {
  for (const schema::Unique& each : schema::facts_of<schema::Unique>(resource.type_name)) {
    if (!each.has_rule && !each.goes_with_other) return true;
  }
  return false;
}

/// Whether a value names what SAM makes under a name that only SAM knows.
bool names_pattern(const tmpl::Node& value) {
  bool is_one = false;
  meaning::for_each_name_in(value, [&is_one](const meaning::Name& name) {
    is_one |= name.text.ends_with('#') || name.text.ends_with('*');
  });
  return is_one;
}

bool excludes_others(const Claim& claim) {
  return !claim.has_rule && !claim.goes_with_other && !claim.may_be_shared &&
         std::ranges::none_of(claim.values,
                              [](const tmpl::Node* each) { return names_pattern(*each); });
}

/// The resources that may claim what another one claims, in their order.
std::vector<const ResourceEntry*> rivals(const tmpl::Index& index) {
  std::vector<std::pair<std::string_view, const ResourceEntry*>> claiming;
  for (const ResourceEntry& each : index.resources()) {
    if (claims_something(each)) {
      claiming.emplace_back(meaning::claiming_family(each.type_name), &each);
    }
  }
  std::ranges::sort(claiming);
  std::vector<const ResourceEntry*> found;
  for (std::size_t i = 0; i < claiming.size(); ++i) {
    const bool is_one = (i > 0 && claiming[i - 1].first == claiming[i].first) ||
                        (i + 1 < claiming.size() && claiming[i + 1].first == claiming[i].first);
    if (is_one) found.push_back(claiming[i].second);
  }
  std::ranges::sort(found);
  return found;
}

void report_at(Reporter& report, const Claim& claim, std::string_view way, const Path& at,
               const std::string& message, const std::string& hint) {
  if (way.empty()) return report.error(codes::OT4690, *claim.shown, at, message, hint);
  const std::size_t slash = std::min(way.find('/'), way.size());
  const Path next(at, way.substr(0, slash));
  report_at(report, claim, way.substr(std::min(slash + 1, way.size())), next, message, hint);
}

void report_twice(const Context& context, const ResourceEntry& resource, const Claim& claim,
                  const ResourceEntry& owner) {
  const std::string message =
      claim.text + " is already that of '" + std::string(owner.logical_id) + "'";
  const std::string hint = claim.is_name ? "give each a name of its own, or keep one of the two"
                                         : "there can be one only: keep one of the two";
  const Path root;
  const Path section(root, "Resources");
  const Path at(section, resource.logical_id);
  if (claim.shown == nullptr) {
    return context.report.error_at_key(codes::OT4690, *resource.member, at, message, hint);
  }
  const Path properties(at, "Properties");
  report_at(context.report, claim, claim.way, properties, message, hint);
}

}  // namespace

void check_claims_twice(const Context& context) {
  std::unordered_map<std::string, std::vector<const ResourceEntry*>> claimed;
  for (const ResourceEntry* resource : rivals(context.index)) {
    for (const Claim& claim : meaning::claims_of(context.index, *resource)) {
      if (!excludes_others(claim)) continue;
      auto& owners = claimed[claim.key];
      const auto owner = std::ranges::find_if(owners, [&](const ResourceEntry* each) {
        return each != resource && meaning::always_meet(context.index, *each, *resource);
      });
      if (owner != owners.end()) report_twice(context, *resource, claim, **owner);
      owners.push_back(resource);
    }
  }
}

}  // namespace omnitrack::validate

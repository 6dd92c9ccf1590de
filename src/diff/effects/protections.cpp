#include "diff/effects/protections.hpp"

#include <algorithm>

#include "meaning/known.hpp"
#include "schema/facts.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Case;
using meaning::Cases;
using meaning::cases_at;
using meaning::only_value;
using tmpl::Node;

/// Load balancers have it among their attributes.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticloadbalancingv2-loadbalancer-loadbalancerattribute.html
bool is_protected_load_balancer(const tmpl::Index& index, const tmpl::ResourceEntry& resource) {
  const Node* attributes = only_value(index, resource, "LoadBalancerAttributes");
  if (attributes == nullptr) return false;
  return std::ranges::any_of(attributes->items(), [](const Node& each) {
    return meaning::known_text(each.find("Key")) == "deletion_protection.enabled" &&
           meaning::known_boolean(each.find("Value")) == true;
  });
}

}  // namespace

std::optional<bool> protects(const Protection& protection, const Case& value) {
  if (!value.is_seen) return std::nullopt;
  if (value.value == nullptr) return protection.is_on_without;
  if (protection.on.empty()) return true;
  const auto text = meaning::known_text(value.value);
  if (!text) return std::nullopt;
  return support::same_but_for_case(*text, protection.on);
}

std::string_view deletion_protection_of(const tmpl::Index& index,
                                        const tmpl::ResourceEntry& resource) {
  for (const Protection& each : schema::facts_of<Protection>(resource.type_name)) {
    if (!each.refuses_deletion()) continue;
    const Cases cases = cases_at(index, resource, each.path);
    const bool is_protected = std::ranges::all_of(
        cases, [&each](const Case& one) { return protects(each, one) == true; });
    if (is_protected) return each.path;
  }
  const bool is_balancer = resource.type_name == "AWS::ElasticLoadBalancingV2::LoadBalancer";
  return is_balancer && is_protected_load_balancer(index, resource) ? "LoadBalancerAttributes"
                                                                    : std::string_view();
}

}  // namespace omnitrack::diff

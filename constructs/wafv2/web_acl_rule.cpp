#include "omnitrack/wafv2/web_acl_rule.hpp"

namespace omnitrack {

namespace {

struct KnownGroup {
  std::string_view name;
  std::int64_t capacity;
};

// https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
constexpr KnownGroup known_groups[] = {
    {"AWSManagedRulesAdminProtectionRuleSet", 100},
    {"AWSManagedRulesAmazonIpReputationList", 25},
    {"AWSManagedRulesAnonymousIpList", 50},
    {"AWSManagedRulesCommonRuleSet", 700},
    {"AWSManagedRulesKnownBadInputsRuleSet", 200},
    {"AWSManagedRulesLinuxRuleSet", 200},
    {"AWSManagedRulesPHPRuleSet", 100},
    {"AWSManagedRulesUnixRuleSet", 100},
    {"AWSManagedRulesSQLiRuleSet", 200},
    {"AWSManagedRulesWindowsRuleSet", 200},
    {"AWSManagedRulesWordPressRuleSet", 100},
    {"AWSManagedRulesACFPRuleSet", 50},
    {"AWSManagedRulesATPRuleSet", 50},
    {"AWSManagedRulesAntiDDoSRuleSet", 50},
    {"AWSManagedRulesBotControlRuleSet", 50},
};

std::int64_t capacity_of(std::string_view group) {
  for (const KnownGroup& each : known_groups) {
    if (each.name == group) return each.capacity;
  }
  return 0;
}

Json geo_statement(const List<std::string>& codes) {
  return Json::object({{"GeoMatchStatement", Json::object({{"CountryCodes", codes}})}});
}

}  // namespace

WebAclRule WebAclRule::managed(ManagedRuleGroup group, const ManagedRuleOptions& options) {
  return managed(known_groups[static_cast<std::size_t>(group)].name, options);
}

WebAclRule WebAclRule::managed(std::string_view group, const ManagedRuleOptions& options) {
  Json settings = Json::object({{"Name", group}, {"VendorName", options.vendor.text()}});
  if (options.configs.is_set()) settings.set("ManagedRuleGroupConfigs", options.configs);
  const Node& counted = options.count_rules.node();
  if (counted.size > 0) {
    Json overrides = Json::array({});
    for (std::uint32_t i = 0; i < counted.size; ++i) {
      overrides.add(Json::object({
          {"Name", Value<std::string>::from_node(counted.items[i])},
          {"ActionToUse", Json::object({{"Count", Json::object({})}})},
      }));
    }
    settings.set("RuleActionOverrides", overrides);
  }
  if (options.scope_down.is_set()) settings.set("ScopeDownStatement", options.scope_down);
  if (options.version.is_set()) settings.set("Version", options.version);
  WebAclRule rule(group, Json::object({{"ManagedRuleGroupStatement", settings}}), {});
  rule.count_only_ = options.count_only;
  rule.capacity_ = options.vendor == "AWS" ? capacity_of(group) : 0;
  return rule;
}

WebAclRule WebAclRule::group(std::string_view name, const Value<std::string>& arn,
                             bool count_only) {
  WebAclRule rule(
      name, Json::object({{"RuleGroupReferenceStatement", Json::object({{"Arn", arn}})}}), {});
  rule.count_only_ = count_only;
  return rule;
}

WebAclRule WebAclRule::rate_limit(std::string_view name, const WafRateLimit& limit,
                                  const RateLimitOptions& options) {
  const bool is_forwarded = !options.forwarded_header.empty();
  Json settings = Json::object(
      {{"AggregateKeyType", is_forwarded ? "FORWARDED_IP" : "IP"}, {"Limit", limit.value()}});
  if (options.window.is_set()) settings.set("EvaluationWindowSec", options.window);
  if (is_forwarded) {
    settings.set("ForwardedIPConfig", Json::object({{"HeaderName", options.forwarded_header.text()},
                                                    {"FallbackBehavior", "MATCH"}}));
  }
  if (options.scope_down.is_set()) settings.set("ScopeDownStatement", options.scope_down);
  WebAclRule rule(name, Json::object({{"RateBasedStatement", settings}}), options.action);
  rule.capacity_ = 2;
  rule.limit_ = limit;
  return rule;
}

WebAclRule WebAclRule::countries(std::string_view name, const List<std::string>& codes,
                                 WafAction action) {
  WebAclRule rule(name, geo_statement(codes), action);
  rule.capacity_ = 1;
  return rule;
}

WebAclRule WebAclRule::other_countries(std::string_view name, const List<std::string>& codes,
                                       WafAction action) {
  WebAclRule rule(
      name, Json::object({{"NotStatement", Json::object({{"Statement", geo_statement(codes)}})}}),
      action);
  rule.capacity_ = 1;
  return rule;
}

WebAclRule WebAclRule::ip_set(std::string_view name, const IpSet& addresses, WafAction action) {
  WebAclRule rule(
      name, Json::object({{"IPSetReferenceStatement", Json::object({{"Arn", addresses.arn()}})}}),
      action);
  rule.capacity_ = 1;
  return rule;
}

WebAclRule WebAclRule::custom(std::string_view name, const Json& statement, WafAction action) {
  return {name, statement, action};
}

}  // namespace omnitrack

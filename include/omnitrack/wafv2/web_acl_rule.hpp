#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/wafv2/ip_set.hpp>

namespace omnitrack {

namespace detail {

inline void a_web_acl_limits_10_to_2000000000_requests() {}

}  // namespace detail

/// How many requests are let through in a window of time.
using WafRateLimit = CheckedNumber<
    detail::Between<10, 2000000000, detail::a_web_acl_limits_10_to_2000000000_requests>>;

/// What becomes of a request that a rule is for.
enum class WafAction : std::uint8_t { allow, block, count, captcha, challenge };

/// The rule groups that AWS manages, free of charge but for the last four.
/// https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
enum class ManagedRuleGroup : std::uint8_t {
  admin_protection,
  amazon_ip_reputation,
  anonymous_ip,
  common,
  known_bad_inputs,
  linux_,  ///< with an underscore, since compilers define `linux` where GNU extensions are on
  php,
  posix,
  sql_database,
  windows,
  wordpress,
  account_creation_fraud_prevention,
  account_takeover_prevention,
  anti_ddos,
  bot_control,
};

/// Options of a rule group that is managed by AWS or another vendor.
struct ManagedRuleOptions {
  /// Further settings of the group, as the API writes them.
  List<Json> configs = {};
  /// Whether the group only counts what it would block.
  Bool count_only = false;
  /// The rules of the group that only count.
  List<std::string> count_rules = {};
  /// Which requests the group looks at, as a statement in the API's JSON; all where it is left out.
  Value<Json> scope_down = {};
  /// The vendor.
  Text vendor = "AWS";
  /// The version; the vendor's newest where it is left out.
  Value<std::string> version = {};
};

/// Options of a limit.
struct RateLimitOptions {
  /// What becomes of the requests above the limit.
  WafAction action = WafAction::block;
  /// The header with the address of the client, behind a proxy; the sender's address where it is
  /// left out.
  Text forwarded_header = {};
  /// Which requests are counted, as a statement in the API's JSON; all where it is left out.
  Value<Json> scope_down = {};
  /// The window of time in seconds: 60, 120, 300 or 600.
  Value<std::int64_t> window = {};
};

/// A rule of a web ACL; its place in the list is its priority.
/// https://docs.aws.amazon.com/waf/latest/developerguide/waf-rules.html
class WebAclRule {
 public:
  /// A rule group that AWS manages.
  static WebAclRule managed(ManagedRuleGroup group, const ManagedRuleOptions& options = {});
  /// A rule group by its name, of AWS or another vendor.
  static WebAclRule managed(std::string_view group, const ManagedRuleOptions& options = {});
  /// A rule group of one's own, by its ARN.
  static WebAclRule group(std::string_view name, const Value<std::string>& arn,
                          bool count_only = false);
  /// A limit of requests from each address.
  static WebAclRule rate_limit(std::string_view name, const WafRateLimit& limit,
                               const RateLimitOptions& options = {});
  /// Requests from countries, by their two letters.
  static WebAclRule countries(std::string_view name, const List<std::string>& codes,
                              WafAction action = WafAction::block);
  /// Requests from all countries but these.
  static WebAclRule other_countries(std::string_view name, const List<std::string>& codes,
                                    WafAction action = WafAction::block);
  /// Requests from a set of addresses.
  static WebAclRule ip_set(std::string_view name, const IpSet& addresses, WafAction action);
  /// What a statement in the API's JSON fits, e.g. `Json::object({{"LabelMatchStatement", …}})`.
  static WebAclRule custom(std::string_view name, const Json& statement, WafAction action);

  /// The name, unique in its web ACL.
  [[nodiscard]] std::string_view name() const { return name_; }
  /// The statement as the API writes it.
  [[nodiscard]] const Json& statement() const { return statement_; }
  /// What becomes of the requests; none of a group, whose rules say it.
  [[nodiscard]] const Optional<WafAction>& action() const { return action_; }
  /// Whether a group only counts.
  [[nodiscard]] bool count_only() const { return count_only_; }
  /// The capacity units that it takes, as far as that is known; else 0.
  [[nodiscard]] std::int64_t capacity() const { return capacity_; }
  /// The limit, where it is one.
  [[nodiscard]] const WafRateLimit& limit() const { return limit_; }

 private:
  WebAclRule(std::string_view name, const Json& statement, Optional<WafAction> action)
      : name_(name), statement_(statement), action_(action) {}

  Text name_;
  Json statement_;
  Optional<WafAction> action_;
  bool count_only_ = false;
  std::int64_t capacity_ = 0;
  WafRateLimit limit_;
};

}  // namespace omnitrack

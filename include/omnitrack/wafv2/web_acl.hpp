#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/wafv2/web_acl_rule.hpp>

namespace omnitrack::cfn::wafv2 {
class WebACL;             // defined in <omnitrack/cfn/wafv2.hpp>
class WebACLAssociation;  // defined in <omnitrack/cfn/wafv2.hpp>
enum class WebACLArn : char;
}  // namespace omnitrack::cfn::wafv2

namespace omnitrack {

class LogGroup;
class RestApi;
class UserPool;

class WebAcl;

/// Properties of a web ACL.
struct WebAclProps {
  using Makes = WebAcl;
  Id id;
  /// Whether requests that no rule decides on are blocked.
  Bool block_by_default = false;
  /// What it is for, 256 characters at most.
  Value<std::string> description = {};
  /// The log group, named `aws-waf-logs-…`; one of its own where it is left out.
  Link<const LogGroup> log_group = {};
  /// Whether the requests that it looks at are logged.
  Bool logging = true;
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> name = {};
  /// The headers whose values are not logged, beside `authorization` and `cookie`.
  List<std::string> redacted_headers = {};
  /// The rules, in the order in which they are asked.
  Items<WebAclRule> rules = {
      WebAclRule::managed(ManagedRuleGroup::amazon_ip_reputation),
      WebAclRule::managed(ManagedRuleGroup::common),
      WebAclRule::managed(ManagedRuleGroup::known_bad_inputs),
  };
  /// What it guards.
  WafScope scope = WafScope::regional;
  /// The domains whose pages may share a token of a challenge.
  List<std::string> token_domains = {};
};

/// What lets requests through or blocks them: AWS::WAFv2::WebACL, with
/// AWS::WAFv2::LoggingConfiguration and its log group (AWS::Logs::LogGroup), and
/// AWS::WAFv2::WebACLAssociation for what it guards.
/// https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html
class WebAcl final : public Construct, public Measured {
 public:
  WebAcl(Attach at, const WebAclProps& props);
  WebAcl(Attach at, const struct ImportedWebAclProps& props);

  /// A web ACL that is made elsewhere.
  static WebAcl& from_arn(Construct& scope, const Id& id, const Value<cfn::wafv2::WebACLArn>& arn);

  /// Adds a rule behind the others.
  void add_rule(const WebAclRule& rule);
  /// Guards the stage of a REST API.
  void protect(RestApi& api);
  /// Guards a user pool.
  void protect(const UserPool& pool);
  /// Guards something by its ARN, such as an application load balancer or a GraphQL API; `id` names
  /// the association.
  void protect(const Id& id, const Value<std::string>& resource_arn);

  /// One of WAF's metrics of all its rules together.
  /// https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many requests were let through.
  [[nodiscard]] Metric metric_allowed_requests() const { return metric("AllowedRequests").sum(); }
  /// How many requests were blocked.
  [[nodiscard]] Metric metric_blocked_requests() const { return metric("BlockedRequests").sum(); }

  /// The ARN.
  [[nodiscard]] const Value<cfn::wafv2::WebACLArn>& arn() const { return arn_; }
  /// The capacity units that its rules take, as far as that is known now; up to 1,500 are in the
  /// price, and 5,000 are the most.
  [[nodiscard]] std::int64_t known_capacity() const { return capacity_; }
  /// Reports at a distribution that the web ACL is surely of another scope.
  void check_for_edge(const Construct& at) const;
  /// The web ACL's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::wafv2::WebACL& resource();

 private:
  void log_requests(const WebAclProps& props);
  cfn::wafv2::WebACLAssociation& associate(const Id& id, const Value<std::string>& resource_arn);

  cfn::wafv2::WebACL* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::wafv2::WebACLArn> arn_;
  WafScope scope_ = WafScope::regional;
  std::int64_t rules_ = 0;
  std::int64_t capacity_ = 0;
};

}  // namespace omnitrack

#include "omnitrack/wafv2/web_acl.hpp"

#include <string>

#include "../imported.hpp"
#include "scope.hpp"
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/characters.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {

/// What a web ACL that is made elsewhere is made of.
struct ImportedWebAclProps {
  using Makes = WebAcl;
  Id id;
  Value<cfn::wafv2::WebACLArn> arn;
};

namespace {

namespace l1 = cfn::wafv2::web_acl;

// https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html
constexpr std::int64_t largest_capacity = 5000;

l1::VisibilityConfig visibility(std::string_view metric_name) {
  return {.cloud_watch_metrics_enabled = true,
          .metric_name = metric_name,
          .sampled_requests_enabled = true};
}

l1::RuleAction lowered_action(WafAction action) {
  l1::RuleAction made;
  switch (action) {
    case WafAction::allow:
      made.allow = l1::AllowAction{};
      break;
    case WafAction::block:
      made.block = l1::BlockAction{};
      break;
    case WafAction::count:
      made.count = l1::CountAction{};
      break;
    case WafAction::captcha:
      made.captcha = l1::CaptchaAction{};
      break;
    case WafAction::challenge:
      made.challenge = l1::ChallengeAction{};
      break;
  }
  return made;
}

cfn::wafv2::WebACLProps web_acl_props(const Id& id, std::string_view metric_name,
                                      bool block_by_default, WafScope scope) {
  l1::DefaultAction action;
  if (block_by_default) {
    action.block = l1::BlockAction{};
  } else {
    action.allow = l1::AllowAction{};
  }
  return {
      .id = id,
      .default_action = action,
      .scope = wafv2::lowered_scope<cfn::wafv2::WebACLProps::Scope>(scope),
      .visibility_config = visibility(metric_name),
  };
}

// WAF writes into log groups of this prefix alone.
// https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
std::string log_group_name(const Construct& web_acl) {
  const std::string path = web_acl.path();
  const std::size_t slash = path.find('/');
  std::string name = "aws-waf-logs-" + std::string(web_acl.stack().name());
  if (slash != std::string::npos) name += path.substr(slash);
  for (char& c : name) {
    if (!detail::is_letter_or_digit(c) && c != '_' && c != '-') c = '-';
  }
  return name;
}

}  // namespace

WebAcl::WebAcl(Attach at, const WebAclProps& props)
    : Construct(std::move(at)),
      resource_(
          &add(web_acl_props(primary(), Construct::id(), props.block_by_default, props.scope))),
      arn_(resource_->attr_arn()),
      scope_(props.scope) {
  resource_->props.description = props.description;
  resource_->props.name = props.name;
  resource_->props.token_domains = props.token_domains;
  wafv2::check_region(*this, props.scope);
  for (const WebAclRule& rule : props.rules) add_rule(rule);
  if (props.logging) log_requests(props);
}

WebAcl::WebAcl(Attach at, const ImportedWebAclProps& props)
    : Construct(std::move(at)), arn_(props.arn) {
  const std::string_view text = props.arn.literal_text();
  const bool is_regional = text.empty() || text.find(":regional/") != std::string_view::npos;
  scope_ = is_regional ? WafScope::regional : WafScope::cloudfront;
}

WebAcl& WebAcl::from_arn(Construct& scope, const Id& id, const Value<cfn::wafv2::WebACLArn>& arn) {
  return scope.add(ImportedWebAclProps{.id = id, .arn = arn});
}

void WebAcl::log_requests(const WebAclProps& props) {
  const LogGroup* logs = props.log_group.get();
  if (logs == nullptr) {
    logs = &add(LogGroupProps{.id = child("LogGroup"), .name = log_group_name(*this)});
  }
  using cfn::wafv2::logging_configuration::FieldToMatch;
  using cfn::wafv2::logging_configuration::SingleHeader;
  List<FieldToMatch> redacted = {
      FieldToMatch{.single_header = SingleHeader{.name = "authorization"}},
      FieldToMatch{.single_header = SingleHeader{.name = "cookie"}},
  };
  const Node& headers = props.redacted_headers.node();
  for (std::uint32_t i = 0; i < headers.size; ++i) {
    redacted.add(FieldToMatch{
        .single_header = SingleHeader{.name = Value<std::string>::from_node(headers.items[i])}});
  }
  add(cfn::wafv2::LoggingConfigurationProps{
      .id = child("Logging"),
      .log_destination_configs = {logs->arn_without_streams()},
      .resource_arn = arn_,
      .redacted_fields = redacted,
  });
}

void WebAcl::add_rule(const WebAclRule& rule) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "a rule");
    return;
  }
  l1::Rule made{
      .name = rule.name(),
      .priority = rules_,
      .statement = as<l1::Statement>(Value<Json>(rule.statement())),
      .visibility_config = visibility(rule.name()),
  };
  if (rule.action().has_value()) {
    made.action = lowered_action(*rule.action());
  } else if (rule.count_only()) {
    made.override_action = l1::OverrideAction{.count = Json::object({})};
  } else {
    made.override_action = l1::OverrideAction{.none = Json::object({})};
  }
  ++rules_;
  resource_->props.rules.add(made);
  if (rule.limit().is_broken()) {
    error(codes::OT3353,
          "the limit of '" + std::string(rule.name()) + "' is " +
              std::to_string(rule.limit().number()) + ", which is out of bounds",
          "it is 10 to 2000000000 requests");
  }
  const bool fitted = capacity_ <= largest_capacity;
  capacity_ += rule.capacity();
  if (fitted && capacity_ > largest_capacity) {
    error(codes::OT3352,
          "the rules take " + std::to_string(capacity_) + " capacity units, 5,000 are the most",
          "leave rules out: each managed group takes what its page says");
  }
}

cfn::wafv2::WebACLAssociation& WebAcl::associate(const Id& id,
                                                 const Value<std::string>& resource_arn) {
  if (scope_ == WafScope::cloudfront) {
    error(codes::OT3351, "a web ACL of the scope CLOUDFRONT is to guard a region's resource",
          "leave `scope` out, and give distributions another web ACL");
  }
  return add(cfn::wafv2::WebACLAssociationProps{
      .id = id,
      .resource_arn = resource_arn,
      .web_acl_arn = arn_,
  });
}

void WebAcl::protect(RestApi& api) {
  // The stage's ARN holds its name alone, so nothing else says that the stage comes first.
  associate(child(std::string(api.Construct::id()) + "Association"), api.stage_arn())
      .depends_on(api.stage());
}

void WebAcl::protect(const UserPool& pool) {
  associate(child(std::string(pool.Construct::id()) + "Association"), pool.arn());
}

void WebAcl::protect(const Id& id, const Value<std::string>& resource_arn) {
  associate(id, resource_arn);
}

Metric WebAcl::metric(std::string_view metric_name) const {
  Map<std::string> dimensions = {{"WebACL", Construct::id()}, {"Rule", "ALL"}};
  if (scope_ == WafScope::regional) dimensions.set("Region", stack().region());
  return MetricProps{
      .name_space = "AWS/WAFV2", .metric_name = metric_name, .dimensions = dimensions};
}

void WebAcl::check_for_edge(const Construct& at) const {
  const bool is_unknown = resource_ == nullptr && !arn_.is_literal_text();
  if (is_unknown || scope_ == WafScope::cloudfront) return;
  at.error(codes::OT3351, "the web ACL '" + path() + "' is not for distributions",
           "set its scope = WafScope::cloudfront, in us-east-1");
}

cfn::wafv2::WebACL& WebAcl::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(web_acl_props(primary(), Construct::id(), false, scope_));
  }
  return *resource_;
}

}  // namespace omnitrack

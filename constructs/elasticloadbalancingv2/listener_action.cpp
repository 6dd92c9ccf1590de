#include "omnitrack/elasticloadbalancingv2/listener_action.hpp"

#include <vector>

#include <omnitrack/cfn/cognito.hpp>
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>

namespace omnitrack {

namespace {

namespace listener = cfn::elasticloadbalancingv2::listener;
namespace listener_rule = cfn::elasticloadbalancingv2::listener_rule;

using listener::Action;

// The texts of all kinds of authentication are the same.
template <class OnUnauthenticated>
Value<OnUnauthenticated> handling(UnauthenticatedRequest request) {
  constexpr std::string_view names[] = {"authenticate", "allow", "deny"};
  if (request == UnauthenticatedRequest::authenticate) return {};
  return as<OnUnauthenticated>(names[static_cast<std::size_t>(request)]);
}

Value<Json> condition_of(const listener_rule::RuleCondition& condition) {
  return as<Json>(Value<listener_rule::RuleCondition>(condition));
}

}  // namespace

ListenerAction ListenerAction::forward(const Link<TargetGroup>& group) {
  ListenerAction action;
  action.actions_ = {Action{.type = Action::Type::forward, .target_group_arn = group->arn()}};
  action.groups_ = {group};
  return action;
}

ListenerAction ListenerAction::forward(const Items<WeightedTargetGroup>& groups,
                                       const StickinessDuration& stickiness) {
  ListenerAction action;
  std::vector<Link<TargetGroup>> links;
  listener::ForwardConfig config;
  for (const WeightedTargetGroup& each : groups) {
    config.target_groups.add(listener::TargetGroupTuple{
        .target_group_arn = each.target_group->arn(), .weight = each.weight.value()});
    links.push_back(each.target_group);
    if (each.weight.is_broken()) action.problem_ = "the weight of a target group is 0 to 999";
  }
  if (stickiness.is_set()) {
    config.target_group_stickiness_config = listener::TargetGroupStickinessConfig{
        .duration_seconds = stickiness.value(), .enabled = true};
  }
  if (groups.empty()) action.problem_ = "an action forwards to no target group";
  if (stickiness.is_broken()) action.problem_ = "a client stays for 1 to 604800 seconds";
  action.actions_ = {Action{.type = Action::Type::forward, .forward_config = config}};
  action.groups_ = links;
  return action;
}

ListenerAction ListenerAction::redirect(const RedirectOptions& options) {
  using Redirect = listener::RedirectConfig;
  ListenerAction action;
  action.actions_ = {Action{
      .type = Action::Type::redirect,
      .redirect_config =
          Redirect{
              .status_code = options.permanent ? Redirect::StatusCode::http_301
                                               : Redirect::StatusCode::http_302,
              .host = options.host,
              .path = options.path,
              .port = options.port,
              .protocol = options.protocol,
              .query = options.query,
          },
  }};
  return action;
}

ListenerAction ListenerAction::fixed_response(const FixedResponse& response) {
  ListenerAction action;
  action.actions_ = {Action{
      .type = Action::Type::fixed_response,
      .fixed_response_config =
          listener::FixedResponseConfig{
              .status_code = response.status_code,
              .content_type = response.content_type,
              .message_body = response.message_body,
          },
  }};
  return action;
}

ListenerAction ListenerAction::authenticate_cognito(const CognitoAuthentication& by,
                                                    const ListenerAction& next) {
  using Config = listener::AuthenticateCognitoConfig;
  ListenerAction action;
  const Value<Action> first = Action{
      .type = Action::Type::authenticate_cognito,
      .authenticate_cognito_config =
          Config{
              .user_pool_arn = by.user_pool_arn,
              .user_pool_client_id = by.user_pool_client_id,
              .user_pool_domain = by.user_pool_domain,
              .authentication_request_extra_params = by.extra_params,
              .on_unauthenticated_request =
                  handling<Config::OnUnauthenticatedRequest>(by.on_unauthenticated_request),
              .scope = by.scope,
              .session_cookie_name = by.session_cookie_name,
              .session_timeout = as<std::string>(by.session_timeout.value()),
          },
      .order = 1,
  };
  action.put_before(first, next, by.session_timeout);
  return action;
}

ListenerAction ListenerAction::authenticate_oidc(const OidcAuthentication& by,
                                                 const ListenerAction& next) {
  using Config = listener::AuthenticateOidcConfig;
  ListenerAction action;
  const Value<Action> first = Action{
      .type = Action::Type::authenticate_oidc,
      .authenticate_oidc_config =
          Config{
              .authorization_endpoint = by.authorization_endpoint,
              .client_id = by.client_id,
              .issuer = by.issuer,
              .token_endpoint = by.token_endpoint,
              .user_info_endpoint = by.user_info_endpoint,
              .authentication_request_extra_params = by.extra_params,
              .client_secret = by.client_secret,
              .on_unauthenticated_request =
                  handling<Config::OnUnauthenticatedRequest>(by.on_unauthenticated_request),
              .scope = by.scope,
              .session_cookie_name = by.session_cookie_name,
              .session_timeout = as<std::string>(by.session_timeout.value()),
          },
      .order = 1,
  };
  action.put_before(first, next, by.session_timeout);
  return action;
}

// Of several actions, each has its order.
void ListenerAction::put_before(const Value<Action>& first, const ListenerAction& next,
                                const SessionTimeout& timeout) {
  actions_ = {first};
  const Node& rest = next.actions_.node();
  for (std::uint32_t i = 0; i < rest.size; ++i) {
    actions_.add(Value<Action>::from_node(
        detail::with_field(rest.items[i], "Order", detail::make_integer(i + 2))));
  }
  groups_ = next.groups_;
  authenticates_ = true;
  problem_ = next.authenticates_ ? "somebody is to sign in twice" : next.problem_;
  if (timeout.is_broken()) problem_ = "somebody stays signed in for 1 to 604800 seconds";
}

ListenerCondition ListenerCondition::host(const List<std::string>& names) {
  return ListenerCondition(
      condition_of({.field = "host-header",
                    .host_header_config = listener_rule::HostHeaderConfig{.values = names}}));
}

ListenerCondition ListenerCondition::header(const Value<std::string>& name,
                                            const List<std::string>& values) {
  return ListenerCondition(condition_of({.field = "http-header",
                                         .http_header_config = listener_rule::HttpHeaderConfig{
                                             .http_header_name = name, .values = values}}));
}

ListenerCondition ListenerCondition::method(const List<std::string>& methods) {
  return ListenerCondition(condition_of(
      {.field = "http-request-method",
       .http_request_method_config = listener_rule::HttpRequestMethodConfig{.values = methods}}));
}

ListenerCondition ListenerCondition::path(const List<std::string>& patterns) {
  return ListenerCondition(
      condition_of({.field = "path-pattern",
                    .path_pattern_config = listener_rule::PathPatternConfig{.values = patterns}}));
}

ListenerCondition ListenerCondition::query(const Map<std::string>& pairs) {
  List<listener_rule::QueryStringKeyValue> values;
  const Node& node = pairs.node();
  for (std::uint32_t i = 0; i < node.size; ++i) {
    const std::string_view key = node.fields[i].key;
    values.add(listener_rule::QueryStringKeyValue{
        .key = key.empty() ? Value<std::string>() : Value<std::string>(key),
        .value = Value<std::string>::from_node(node.fields[i].value)});
  }
  return ListenerCondition(
      condition_of({.field = "query-string",
                    .query_string_config = listener_rule::QueryStringConfig{.values = values}}));
}

ListenerCondition ListenerCondition::source_ip(const List<std::string>& cidrs) {
  return ListenerCondition(condition_of(
      {.field = "source-ip", .source_ip_config = listener_rule::SourceIpConfig{.values = cidrs}}));
}

}  // namespace omnitrack

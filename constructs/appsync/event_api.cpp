#include "omnitrack/appsync/event_api.hpp"

#include <algorithm>
#include <string>

#include "graphql_auth.hpp"
#include "made_props.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/any_function.hpp>

namespace omnitrack {

/// What an API of events makes a namespace of.
struct MadeChannelNamespaceProps {
  using Makes = ChannelNamespace;
  Id id;
  const EventApi& api;
  const ChannelNamespaceOptions& given;
};

namespace {

namespace event_api = cfn::appsync::api;

List<event_api::AuthMode> modes_of(const Items<GraphqlAuth::Kind>& kinds) {
  List<event_api::AuthMode> modes;
  for (const GraphqlAuth::Kind kind : kinds) {
    modes.add(event_api::AuthMode{.auth_type =
                                      as<event_api::AuthMode::AuthType>(appsync::auth_name(kind))});
  }
  return modes;
}

// Those that are named, or all of the API's.
List<event_api::AuthMode> modes_or_all(const Items<GraphqlAuth::Kind>& kinds,
                                       const Items<GraphqlAuth>& all) {
  if (!kinds.empty()) return modes_of(kinds);
  List<event_api::AuthMode> modes;
  for (const GraphqlAuth& each : all) {
    modes.add(event_api::AuthMode{
        .auth_type = as<event_api::AuthMode::AuthType>(appsync::auth_name(each.kind()))});
  }
  return modes;
}

event_api::AuthProvider provider_of(const GraphqlAuth& auth, const Stack& stack) {
  using Provider = event_api::AuthProvider;
  Provider made{.auth_type = as<Provider::AuthType>(appsync::auth_name(auth.kind()))};
  if (auth.pool() != nullptr) {
    made.cognito_config = event_api::CognitoConfig{.aws_region = stack.region(),
                                                   .user_pool_id = auth.pool()->id(),
                                                   .app_id_client_regex = auth.text()};
  }
  if (auth.authorizer() != nullptr) {
    made.lambda_authorizer_config =
        event_api::LambdaAuthorizerConfig{.authorizer_uri = auth.authorizer()->arn(),
                                          .authorizer_result_ttl_in_seconds = auth.cache_ttl()};
  }
  if (auth.kind() == GraphqlAuth::Kind::open_id) {
    made.open_id_connect_config =
        event_api::OpenIDConnectConfig{.issuer = auth.text(), .client_id = auth.client_id()};
  }
  return made;
}

bool has_kind(const Items<GraphqlAuth>& auth, GraphqlAuth::Kind kind) {
  return std::any_of(auth.begin(), auth.end(),
                     [kind](const GraphqlAuth& each) { return each.kind() == kind; });
}

}  // namespace

EventApi::EventApi(Attach at, const EventApiProps& props)
    : Construct(std::move(at)),
      auth_(props.auth),
      resource_(&add(cfn::appsync::ApiProps{
          .id = primary(),
          .name = props.name.is_set() ? props.name : Value<std::string>(id()),
          .owner_contact = props.owner_contact,
      })) {
  set_auth(props);
  set_logs(props);
  if (!has_kind(auth_, GraphqlAuth::Kind::api_key)) return;
  key_ = add(cfn::appsync::ApiKeyProps{
                 .id = child("Key"),
                 .api_id = api_id(),
                 .expires = as<double>(props.api_key_expires),
             })
             .attr_api_key();
}

void EventApi::set_auth(const EventApiProps& props) {
  check_kinds(props.connect, "connect");
  check_kinds(props.publish, "publish");
  check_kinds(props.subscribe, "subscribe");
  List<event_api::AuthProvider> providers;
  for (const GraphqlAuth& each : auth_) {
    providers.add(provider_of(each, stack()));
    if (each.authorizer() == nullptr) continue;
    each.authorizer()->add_permission(std::string(id()) + "Authorizer",
                                      PolicyPrincipal::service("appsync.amazonaws.com"), arn());
  }
  resource_->props.event_config = event_api::EventConfig{
      .auth_providers = providers,
      .connection_auth_modes = modes_or_all(props.connect, auth_),
      .default_publish_auth_modes = modes_or_all(props.publish, auth_),
      .default_subscribe_auth_modes = modes_or_all(props.subscribe, auth_),
  };
}

void EventApi::check_kinds(const Items<GraphqlAuth::Kind>& kinds, std::string_view what) const {
  for (const GraphqlAuth::Kind kind : kinds) {
    if (has_kind(auth_, kind)) continue;
    error(codes::OT2119,
          "`" + std::string(what) + "` names " + std::string(appsync::auth_name(kind)) +
              ", which the API has not",
          "add it to the API's `auth`");
  }
}

// The API cannot name its log group before it has an id, so AppSync's name for it is taken.
void EventApi::set_logs(const EventApiProps& props) {
  if (props.log_level == EventLogLevel::none) return;
  constexpr std::string_view levels[] = {"NONE", "ERROR", "INFO", "DEBUG", "ALL"};
  Role& role = add(RoleProps{
      .id = child("LogRole"),
      .assumed_by = PolicyPrincipal::service("appsync.amazonaws.com"),
      .assume_conditions = {{"StringEquals",
                             Json::object({{"aws:SourceAccount", stack().account()}})}},
  });
  Json config = Json::from_node(resource_->props.event_config.node());
  config.set("LogConfig", Json::object({
                              {"CloudWatchLogsRoleArn", role.arn()},
                              {"LogLevel", levels[static_cast<std::size_t>(props.log_level)]},
                          }));
  resource_->props.event_config = Value<event_api::EventConfig>::from_node(config.node());
  const LogGroup& logs = add(LogGroupProps{
      .id = child("LogGroup"),
      .name = concat("/aws/appsync/apis/", api_id()),
      .retention = props.log_retention,
  });
  logs.grant(role, {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"});
}

ChannelNamespace& EventApi::add_namespace(const ChannelNamespaceOptions& options) {
  check_kinds(options.publish, "publish");
  check_kinds(options.subscribe, "subscribe");
  return add(MadeChannelNamespaceProps{.id = options.id, .api = *this, .given = options});
}

// https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html
void EventApi::grant_connect(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"appsync:EventConnect"}, .resources = {arn()}});
}

Value<std::string> EventApi::http_url() const {
  return concat("https://", resource_->attr_dns_http(), "/event");
}

Value<std::string> EventApi::realtime_url() const {
  return concat("wss://", resource_->attr_dns_realtime(), "/event/realtime");
}

Value<std::string> EventApi::arn() const { return resource_->attr_api_arn(); }

Value<std::string> EventApi::api_id() const { return resource_->attr_api_id(); }

ChannelNamespace::ChannelNamespace(Attach at, const MadeChannelNamespaceProps& props)
    : Construct(std::move(at)),
      api_(props.api),
      resource_(add(cfn::appsync::ChannelNamespaceProps{
          .id = primary(),
          .api_id = api_.api_id(),
          .name = props.given.name.value(),
          .code_handlers = appsync::text_of(*this, props.given.code),
          .publish_auth_modes = modes_of(props.given.publish),
          .subscribe_auth_modes = modes_of(props.given.subscribe),
      })) {
  if (!props.given.name.is_broken()) return;
  error(codes::OT2119,
        "'" + std::string(props.given.name.text()) + "' is not a name for a namespace of channels",
        "use 1 to 50 letters, digits and hyphens within");
}

Value<std::string> ChannelNamespace::arn() const { return as<std::string>(resource_.ref()); }

void ChannelNamespace::grant_publish(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"appsync:EventPublish"}, .resources = {arn()}});
}

void ChannelNamespace::grant_subscribe(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"appsync:EventSubscribe"}, .resources = {arn()}});
}

}  // namespace omnitrack

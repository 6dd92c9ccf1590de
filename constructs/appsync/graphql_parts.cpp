#include "graphql_parts.hpp"

#include <algorithm>
#include <string>

#include "graphql_auth.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/any_function.hpp>

namespace omnitrack::appsync {

namespace {

using ApiLog = cfn::appsync::graphql_api::LogConfig;

std::string_view log_level_name(GraphqlLogLevel level) {
  static constexpr std::string_view names[] = {"NONE", "ERROR", "INFO", "DEBUG", "ALL"};
  return names[static_cast<std::size_t>(level)];
}

}  // namespace

bool takes_keys(const GraphqlAuth& first, const Items<GraphqlAuth>& others) {
  const auto is_key = [](const GraphqlAuth& auth) {
    return auth.kind() == GraphqlAuth::Kind::api_key;
  };
  return is_key(first) || std::any_of(others.begin(), others.end(), is_key);
}

void set_auth(Construct& api, cfn::appsync::GraphQLApi& resource, const GraphqlAuth& first,
              const Items<GraphqlAuth>& others) {
  set_first_auth(first, api.stack(), resource.props);
  const auto permit = [&](const GraphqlAuth& auth, const std::string& id) {
    if (auth.authorizer() == nullptr) return;
    auth.authorizer()->add_permission(std::string(api.id()) + id,
                                      PolicyPrincipal::service("appsync.amazonaws.com"),
                                      resource.attr_arn());
  };
  permit(first, "Authorizer");
  std::size_t count = 1;
  for (const GraphqlAuth& each : others) {
    resource.props.additional_authentication_providers.add(additional_auth(each, api.stack()));
    permit(each, "Authorizer" + std::to_string(++count));
  }
}

// https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html#setup-and-configuration
void set_logs(Construct& api, cfn::appsync::GraphQLApi& resource, const GraphqlLogging& logging,
              const GraphqlLogIds& ids) {
  if (logging.level == GraphqlLogLevel::none) return;
  Role& role = api.add(RoleProps{
      .id = ids.role,
      .assumed_by = PolicyPrincipal::service("appsync.amazonaws.com"),
      .assume_conditions = {{"StringEquals",
                             Json::object({{"aws:SourceAccount", api.stack().account()}})}},
  });
  resource.props.log_config = ApiLog{
      .cloud_watch_logs_role_arn = role.arn(),
      .field_log_level = as<ApiLog::FieldLogLevel>(log_level_name(logging.level)),
      .exclude_verbose_content = !logging.content,
  };
  const LogGroup& logs = api.add(LogGroupProps{
      .id = ids.group,
      .name = concat("/aws/appsync/apis/", resource.attr_api_id()),
      .retention = logging.retention,
  });
  logs.grant(role, {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"});
}

}  // namespace omnitrack::appsync

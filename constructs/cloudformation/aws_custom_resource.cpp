#include "omnitrack/cloudformation/aws_custom_resource.hpp"

#include <algorithm>
#include <string>

#include "../json_text.hpp"
#include "aws_custom_resource_source.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

namespace {

struct ServicePrefix {
  std::string_view service;
  std::string_view prefix;
};

// Where IAM calls a service otherwise than the SDK does.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
constexpr ServicePrefix prefixes[] = {
    {"application-auto-scaling", "application-autoscaling"},
    {"auto-scaling", "autoscaling"},
    {"cloudwatch-logs", "logs"},
    {"cognito-identity-provider", "cognito-idp"},
    {"config-service", "config"},
    {"database-migration-service", "dms"},
    {"efs", "elasticfilesystem"},
    {"elastic-load-balancing", "elasticloadbalancing"},
    {"elastic-load-balancing-v2", "elasticloadbalancing"},
    {"eventbridge", "events"},
    {"opensearch", "es"},
    {"resource-groups-tagging-api", "tag"},
    {"sesv2", "ses"},
    {"sfn", "states"},
};

std::string_view prefix_of(std::string_view service) {
  const auto* const found =
      std::find_if(std::begin(prefixes), std::end(prefixes),
                   [&](const ServicePrefix& each) { return each.service == service; });
  return found == std::end(prefixes) ? service : found->prefix;
}

// As a text, in which numbers and bools stay what they are.
Value<std::string> call_text(const SdkCall& call) {
  return json_text(Json::object({
      {"service", call.service.text()},
      {"action", call.action.text()},
      {"parameters", call.parameters},
      {"ignoredErrors", call.ignored_errors},
      {"outputPaths", call.output_paths},
      {"idText", call.physical_id.text()},
      {"idPath", call.physical_id.path()},
      {"region", call.region},
  }));
}

Map<Json> call_properties(const AwsCustomResourceProps& props) {
  Map<Json> made;
  const Optional<SdkCall>& on_create = props.on_create ? props.on_create : props.on_update;
  if (on_create) made.set("Create", call_text(*on_create));
  if (props.on_update) made.set("Update", call_text(*props.on_update));
  if (props.on_delete) made.set("Delete", call_text(*props.on_delete));
  if (props.no_echo) made.set("NoEcho", true);
  return made;
}

bool is_sdk_service(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return detail::is_lower(c) || detail::is_digit(c) || c == '-';
  });
}

bool is_sdk_action(std::string_view name) {
  return !name.empty() && detail::is_upper(name.front()) &&
         detail::has_only_letters_digits_and("", name);
}

}  // namespace

AwsCustomResource::AwsCustomResource(Attach at, const AwsCustomResourceProps& props)
    : Construct(std::move(at)),
      function_(add(FunctionProps{
          .id = child("Function"),
          .code = FunctionCode::inline_text(cloudformation::aws_custom_resource_source),
          .description = "Makes the calls of " + path(),
          .handler = "index.handler",
          .log_retention = props.log_retention,
          .runtime = Runtime::nodejs22_x,
          .timeout = props.timeout,
      })) {
  bool calls = false;
  for (const auto* call : {&props.on_create, &props.on_update, &props.on_delete}) {
    if (!*call) continue;
    calls = true;
    check(**call);
    allow(**call);
  }
  if (!calls) {
    error(codes::OT3645, "nothing is called", "set `on_create`, `on_update` or `on_delete`");
  }
  custom_resource_ = &add(CustomResourceProps{
      .id = child("Call"),
      .provider = function_,
      .properties = call_properties(props),
      .removal_policy = props.removal_policy,
      .type = props.type,
  });
}

void AwsCustomResource::check(const SdkCall& call) const {
  if (!is_sdk_service(call.service)) {
    error(codes::OT3646, "'" + std::string(call.service) + "' is not a service of the SDK",
          "name its package without `@aws-sdk/client-`, e.g. 'ssm'");
  }
  if (!is_sdk_action(call.action)) {
    error(codes::OT3646, "'" + std::string(call.action) + "' is not a call of the SDK",
          "name it as the API does, e.g. 'GetParameter'");
  }
}

void AwsCustomResource::allow(const SdkCall& call) {
  const List<std::string> made{std::string(prefix_of(call.service)) + ":" +
                               std::string(call.action)};
  function_.add_to_policy({.actions = call.permissions.is_set() ? call.permissions : made,
                           .resources = call.resources});
}

void AwsCustomResource::add_to_policy(const PolicyStatement& statement) {
  function_.add_to_policy(statement);
}

Value<std::string> AwsCustomResource::grantee_arn() const { return function_.grantee_arn(); }

Value<std::string> AwsCustomResource::response(std::string_view path) const {
  return custom_resource_->attribute(path);
}

Value<std::string> AwsCustomResource::ref() const { return custom_resource_->ref(); }

}  // namespace omnitrack

#include "omnitrack/appsync/merged_graphql_api.hpp"

#include <string>

#include "graphql_auth.hpp"
#include "graphql_parts.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

MergedGraphqlApi::MergedGraphqlApi(Attach at, const MergedGraphqlApiProps& props)
    : Construct(std::move(at)) {
  using Made = cfn::appsync::GraphQLApiProps;
  Role& role = add(RoleProps{
      .id = child("Role"),
      .assumed_by = PolicyPrincipal::service("appsync.amazonaws.com"),
      .assume_conditions = {{"StringEquals",
                             Json::object({{"aws:SourceAccount", stack().account()}})}},
  });
  resource_ = &add(Made{
      .id = primary(),
      .authentication_type = as<Made::AuthenticationType>(appsync::auth_name(props.auth.kind())),
      .name = props.name.is_set() ? props.name : Value<std::string>(id()),
      .api_type = Made::ApiType::merged,
      .merged_api_execution_role_arn = role.arn(),
      .xray_enabled = static_cast<bool>(props.tracing),
  });
  appsync::set_auth(*this, *resource_, props.auth, props.additional_auth);
  appsync::set_logs(*this, *resource_, {props.log_level, props.log_content, props.log_retention},
                    {child("LogRole"), child("LogGroup")});
  if (appsync::takes_keys(props.auth, props.additional_auth)) {
    key_ = add(cfn::appsync::ApiKeyProps{.id = child("Key"),
                                         .api_id = Value<std::string>(api_id()),
                                         .expires = props.api_key_expires})
               .attr_api_key();
  }
  merge(props, role);
}

// https://docs.aws.amazon.com/appsync/latest/devguide/merged-api.html#merged-api-execution-role
void MergedGraphqlApi::merge(const MergedGraphqlApiProps& props, Role& role) {
  using Config = cfn::appsync::source_api_association::SourceApiAssociationConfig;
  std::size_t count = 0;
  for (const Link<const GraphqlApi>& source : props.sources) {
    // Inside of the role, and so in place before the first merge.
    role.add_inline_statement({.actions = {"appsync:SourceGraphQL"},
                               .resources = {source->arn(), concat(source->arn(), "/*")}});
    auto& made = add(cfn::appsync::SourceApiAssociationProps{
        .id = child("Source" + std::to_string(++count)),
        .merged_api_identifier = Value<std::string>(api_id()),
        .source_api_association_config =
            Config{.merge_type = props.auto_merge ? Config::MergeType::auto_merge
                                                  : Config::MergeType::manual_merge},
        .source_api_identifier = Value<std::string>(source->api_id()),
    });
    // What it is merged of has its schema first.
    made.depends_on(*source);
    if (!props.auto_merge) continue;
    role.add_to_policy(
        {.actions = {"appsync:StartSchemaMerge"}, .resources = {made.attr_association_arn()}});
  }
}

void MergedGraphqlApi::grant(Grantee& grantee, std::string_view type_name,
                             const Items<Text>& fields) const {
  List<std::string> resources;
  for (const Text& field : fields) {
    resources.add(concat(arn(), "/types/", type_name, "/fields/", field));
  }
  if (fields.empty()) resources.add(concat(arn(), "/types/", type_name, "/fields/*"));
  grantee.add_to_policy({.actions = {"appsync:GraphQL"}, .resources = resources});
}

Metric MergedGraphqlApi::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/AppSync",
                     .metric_name = metric_name,
                     .dimensions = {{"GraphQLAPIId", api_id()}}};
}

Value<cfn::appsync::GraphQLApiId> MergedGraphqlApi::api_id() const {
  return resource_->attr_api_id();
}

Value<std::string> MergedGraphqlApi::arn() const { return resource_->attr_arn(); }

Value<std::string> MergedGraphqlApi::url() const { return resource_->attr_graphql_url(); }

Value<std::string> MergedGraphqlApi::realtime_url() const { return resource_->attr_realtime_url(); }

}  // namespace omnitrack

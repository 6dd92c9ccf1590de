#include "omnitrack/appsync/graphql_data_source.hpp"

#include "made_props.hpp"
#include <omnitrack/cfn/appsync.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/any_function.hpp>
#include <omnitrack/opensearchservice/domain.hpp>
#include <omnitrack/rds/database_cluster.hpp>
#include <omnitrack/secretsmanager/secret.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace {

namespace sources = cfn::appsync::data_source;
using SourceType = cfn::appsync::DataSourceProps::Type;

SourceType type_of(const MadeGraphqlDataSourceProps& made) {
  if (made.table != nullptr) return SourceType::amazon_dynamodb;
  if (made.function != nullptr) return SourceType::aws_lambda;
  if (made.bus != nullptr) return SourceType::amazon_eventbridge;
  if (made.cluster != nullptr) return SourceType::relational_database;
  if (made.domain != nullptr) return SourceType::amazon_opensearch_service;
  return made.http != nullptr ? SourceType::http : SourceType::none;
}

sources::HttpConfig http_config(const GraphqlHttpProps& props, const Stack& stack) {
  sources::HttpConfig made{.endpoint = props.endpoint};
  if (!props.signing_service.is_set()) return made;
  made.authorization_config = sources::AuthorizationConfig{
      .authorization_type = sources::AuthorizationConfig::AuthorizationType::aws_iam,
      .aws_iam_config = sources::AwsIamConfig{
          .signing_region = props.signing_region.is_set() ? props.signing_region : stack.region(),
          .signing_service_name = props.signing_service,
      }};
  return made;
}

// https://docs.aws.amazon.com/appsync/latest/devguide/tutorial-rds-resolvers-js.html
sources::RelationalDatabaseConfig database_config(const MadeGraphqlDataSourceProps& made,
                                                  const Stack& stack) {
  using Config = sources::RelationalDatabaseConfig;
  return {
      .relational_database_source_type = Config::RelationalDatabaseSourceType::rds_http_endpoint,
      .rds_http_endpoint_config =
          sources::RdsHttpEndpointConfig{
              .aws_region = stack.region(),
              .aws_secret_store_arn =
                  as<cfn::secretsmanager::SecretId>(made.cluster->secret().arn()),
              .db_cluster_identifier = as<cfn::rds::DBClusterArn>(made.cluster->arn()),
              .database_name = made.database_name,
          },
  };
}

}  // namespace

GraphqlDataSource::GraphqlDataSource(Attach at, const MadeGraphqlDataSourceProps& made)
    : Construct(std::move(at)),
      role_(has_role(made)
                ? &add(RoleProps{
                      .id = child("Role"),
                      .assumed_by = PolicyPrincipal::service("appsync.amazonaws.com"),
                      .assume_conditions = {{"StringEquals", Json::object({{"aws:SourceAccount",
                                                                            stack().account()}})}},
                  })
                : nullptr),
      resource_(add(cfn::appsync::DataSourceProps{
          .id = primary(),
          .api_id = made.api.api_id(),
          .name = appsync::plain_name(id()),
          .type = type_of(made),
      })) {
  cfn::appsync::DataSourceProps& props = resource_.props;
  if (role_ != nullptr) props.service_role_arn = role_->arn();
  if (made.table != nullptr) {
    props.dynamo_db_config =
        sources::DynamoDBConfig{.aws_region = stack().region(), .table_name = made.table->name()};
    if (made.access == GraphqlTableAccess::read) made.table->grant_read_data(*role_);
    if (made.access == GraphqlTableAccess::read_write) made.table->grant_read_write_data(*role_);
  } else if (made.function != nullptr) {
    props.lambda_config = sources::LambdaConfig{.lambda_function_arn = made.function->arn()};
    made.function->grant_invoke(*role_);
  } else if (made.bus != nullptr) {
    props.event_bridge_config = sources::EventBridgeConfig{.event_bus_arn = made.bus->arn()};
    made.bus->grant_put_events(*role_);
  } else if (made.cluster != nullptr) {
    // First, as it turns the Data API on.
    made.cluster->grant_data_api_access(*role_);
    props.relational_database_config = database_config(made, stack());
  } else if (made.domain != nullptr) {
    props.open_search_service_config = sources::OpenSearchServiceConfig{
        .aws_region = stack().region(), .endpoint = concat("https://", made.domain->endpoint())};
    if (made.access == GraphqlTableAccess::read) made.domain->grant_read(*role_);
    if (made.access == GraphqlTableAccess::read_write) made.domain->grant_read_write(*role_);
  } else if (made.http != nullptr) {
    props.description = made.http->description;
    props.http_config = http_config(*made.http, stack());
  }
}

bool GraphqlDataSource::has_role(const MadeGraphqlDataSourceProps& made) const {
  if (made.http != nullptr) return made.http->signing_service.is_set();
  return type_of(made) != SourceType::none;
}

void GraphqlDataSource::add_to_policy(const PolicyStatement& statement) {
  if (role_ != nullptr) {
    role_->add_to_policy(statement);
    return;
  }
  error(codes::OT2102, "this data source calls nothing by a role",
        "grant to another, or sign its requests by `signing_service`");
}

Value<std::string> GraphqlDataSource::grantee_arn() const {
  return role_ != nullptr ? Value<std::string>(role_->arn()) : Value<std::string>();
}

Value<cfn::appsync::DataSourceName> GraphqlDataSource::name() const {
  return resource_.attr_name();
}

}  // namespace omnitrack

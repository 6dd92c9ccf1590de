#include "omnitrack/appsync/graphql_api.hpp"

#include <string>

#include "../imported.hpp"
#include "graphql_auth.hpp"
#include "graphql_parts.hpp"
#include "made_props.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/any_function.hpp>

namespace omnitrack {

/// What an API that is made elsewhere is made of.
struct ImportedGraphqlApiProps {
  using Makes = GraphqlApi;
  Id id;
  Value<cfn::appsync::GraphQLApiId> api_id;
};

namespace {

using cfn::appsync::GraphQLApiProps;

}  // namespace

GraphqlApi::GraphqlApi(Attach at, const GraphqlApiProps& props) : Construct(std::move(at)) {
  resource_ = &add(GraphQLApiProps{
      .id = primary(),
      .authentication_type =
          as<GraphQLApiProps::AuthenticationType>(appsync::auth_name(props.auth.kind())),
      .name = props.name.is_set() ? props.name : Value<std::string>(id()),
      .environment_variables = props.environment,
      .owner_contact = props.owner_contact,
      .query_depth_limit = props.query_depth_limit.value(),
      .resolver_count_limit = props.resolver_count_limit.value(),
      .xray_enabled = static_cast<bool>(props.tracing),
  });
  api_id_ = resource_->attr_api_id();
  arn_ = resource_->attr_arn();
  if (!props.introspection) {
    resource_->props.introspection_config = GraphQLApiProps::IntrospectionConfig::disabled;
  }
  if (props.private_api) resource_->props.visibility = GraphQLApiProps::Visibility::private_;
  schema_ = &add(cfn::appsync::GraphQLSchemaProps{
      .id = child("Schema"),
      .api_id = Value<std::string>(api_id_),
      .definition = appsync::text_of(*this, props.schema),
  });
  appsync::set_auth(*this, *resource_, props.auth, props.additional_auth);
  appsync::set_logs(*this, *resource_, {props.log_level, props.log_content, props.log_retention},
                    {child("LogRole"), child("LogGroup")});
  add_key(props);
  check(props);
}

GraphqlApi::GraphqlApi(Attach at, const ImportedGraphqlApiProps& props)
    : Construct(std::move(at)),
      api_id_(props.api_id),
      arn_(stack().arn("appsync", concat("apis/", props.api_id))) {
  check_imported(*this, props.api_id,
                 props.api_id.literal_text().find_first_of(":/") == std::string_view::npos,
                 "the id of a GraphQL API",
                 "give the bare id, e.g. \"abcdefghijklmnopqrstuvwxyz\"");
}

GraphqlApi& GraphqlApi::from_id(Construct& scope, const Id& id,
                                const Value<cfn::appsync::GraphQLApiId>& api_id) {
  return scope.add(ImportedGraphqlApiProps{.id = id, .api_id = api_id});
}

void GraphqlApi::add_key(const GraphqlApiProps& props) {
  if (!appsync::takes_keys(props.auth, props.additional_auth)) return;
  cfn::appsync::ApiKey& made = add(cfn::appsync::ApiKeyProps{
      .id = child("Key"),
      .api_id = Value<std::string>(api_id_),
      .expires = props.api_key_expires,
  });
  key_ = made.attr_api_key();
}

void GraphqlApi::check(const GraphqlApiProps& props) const {
  if (props.query_depth_limit.is_broken()) {
    error(codes::OT2104, "query_depth_limit is " + std::to_string(props.query_depth_limit.number()),
          "it is 0 to 75");
  }
  if (props.resolver_count_limit.is_broken()) {
    error(codes::OT2104,
          "resolver_count_limit is " + std::to_string(props.resolver_count_limit.number()),
          "it is 0 to 10000");
  }
}

GraphqlDataSource& GraphqlApi::add_table_source(const Id& id, Table& table,
                                                GraphqlTableAccess access) {
  return add(MadeGraphqlDataSourceProps{.id = id, .api = *this, .table = &table, .access = access});
}

GraphqlDataSource& GraphqlApi::add_function_source(const Id& id, AnyFunction& function) {
  return add(MadeGraphqlDataSourceProps{.id = id, .api = *this, .function = &function});
}

GraphqlDataSource& GraphqlApi::add_database_source(const Id& id, DatabaseCluster& cluster,
                                                   const Value<std::string>& database_name) {
  return add(MadeGraphqlDataSourceProps{
      .id = id, .api = *this, .cluster = &cluster, .database_name = database_name});
}

GraphqlDataSource& GraphqlApi::add_search_source(const Id& id, Domain& domain,
                                                 GraphqlTableAccess access) {
  return add(
      MadeGraphqlDataSourceProps{.id = id, .api = *this, .access = access, .domain = &domain});
}

GraphqlDataSource& GraphqlApi::add_event_bus_source(const Id& id, EventBus& bus) {
  return add(MadeGraphqlDataSourceProps{.id = id, .api = *this, .bus = &bus});
}

GraphqlDataSource& GraphqlApi::add_http_source(const GraphqlHttpProps& props) {
  return add(MadeGraphqlDataSourceProps{.id = props.id, .api = *this, .http = &props});
}

GraphqlDataSource& GraphqlApi::add_none_source(const Id& id) {
  return add(MadeGraphqlDataSourceProps{.id = id, .api = *this});
}

GraphqlFunction& GraphqlApi::add_function(const GraphqlFunctionProps& props) {
  return add(MadeGraphqlFunctionProps{.id = props.id, .api = *this, .given = props});
}

GraphqlResolver& GraphqlApi::add_resolver(const GraphqlResolverProps& props) {
  GraphqlResolver& made =
      add(MadeGraphqlResolverProps{.id = props.id, .api = *this, .given = props});
  // A field can be answered as soon as the schema has it.
  if (schema_ != nullptr) made.depends_on(*schema_);
  return made;
}

void GraphqlApi::grant(Grantee& grantee, std::string_view type_name,
                       const Items<Text>& fields) const {
  List<std::string> resources;
  for (const Text& field : fields) {
    resources.add(concat(arn_, "/types/", type_name, "/fields/", field));
  }
  if (fields.empty()) resources.add(concat(arn_, "/types/", type_name, "/fields/*"));
  grantee.add_to_policy({.actions = {"appsync:GraphQL"}, .resources = resources});
}

Metric GraphqlApi::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/AppSync",
                     .metric_name = metric_name,
                     .dimensions = {{"GraphQLAPIId", api_id_}}};
}

Value<std::string> GraphqlApi::url() const {
  if (resource_ != nullptr) return resource_->attr_graphql_url();
  refuse_of_imported(*this, "url()");
  return {};
}

Value<std::string> GraphqlApi::realtime_url() const {
  if (resource_ != nullptr) return resource_->attr_realtime_url();
  refuse_of_imported(*this, "realtime_url()");
  return {};
}

Value<std::string> GraphqlApi::api_key() const {
  if (!key_.is_set()) {
    error(codes::OT2106, "the API has no key", "let GraphqlAuth::api_key() in");
  }
  return key_;
}

cfn::appsync::GraphQLApi& GraphqlApi::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(GraphQLApiProps{
        .id = primary(),
        .authentication_type = GraphQLApiProps::AuthenticationType::aws_iam,
        .name = id(),
    });
  }
  return *resource_;
}

}  // namespace omnitrack

#pragma once

#include <omnitrack/appsync/graphql_auth.hpp>
#include <omnitrack/appsync/graphql_data_source.hpp>
#include <omnitrack/appsync/graphql_resolver.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack::cfn::appsync {
class GraphQLApi;     // defined in <omnitrack/cfn/appsync.hpp>
class GraphQLSchema;  // defined in <omnitrack/cfn/appsync.hpp>
enum class GraphQLApiId : char;
}  // namespace omnitrack::cfn::appsync

namespace omnitrack {

class AnyFunction;
class DatabaseCluster;
class Domain;
class EventBus;
class Table;

namespace detail {
inline void a_query_is_0_to_75_levels_deep() {}
inline void a_request_runs_0_to_10000_resolvers() {}
}  // namespace detail

/// What an API logs of each field.
enum class GraphqlLogLevel : std::uint8_t { none, error, info, debug, all };

class GraphqlApi;

/// Properties of a GraphQL API.
struct GraphqlApiProps {
  using Makes = GraphqlApi;
  Id id;
  /// The schema, in GraphQL's own language.
  Required<GraphqlText, struct required_schema> schema;
  /// Others who may call it, by the directives of the schema.
  Items<GraphqlAuth> additional_auth = {};
  /// When the key runs out, in seconds since 1970, up to a year ahead; after a week where it is
  /// left out.
  Value<std::int64_t> api_key_expires = {};
  /// Who may call it.
  GraphqlAuth auth = GraphqlAuth::iam();
  /// What the code of resolvers reads as `ctx.env`.
  Map<std::string> environment = {};
  /// Whether callers can ask for the schema.
  Bool introspection = true;
  /// Whether headers and the values of variables are logged.
  Bool log_content = false;
  /// What is logged of each field.
  GraphqlLogLevel log_level = GraphqlLogLevel::error;
  /// For how long logs are kept.
  Retention log_retention = RetentionDays::two_years;
  /// The name; its id's where it is left out.
  Value<std::string> name = {};
  /// Whom to ask about it, 256 characters at most.
  Value<std::string> owner_contact = {};
  /// How deep a query may be, 1 to 75; 0 sets no limit.
  CheckedNumber<detail::Between<0, 75, detail::a_query_is_0_to_75_levels_deep>> query_depth_limit =
      {};
  /// How many resolvers a request may run, 1 to 10,000; 0 leaves it at 10,000.
  CheckedNumber<detail::Between<0, 10000, detail::a_request_runs_0_to_10000_resolvers>>
      resolver_count_limit = {};
  /// Whether it can be reached from VPCs alone, by an endpoint; a change replaces it.
  Bool private_api = false;
  /// Whether requests are traced by X-Ray.
  Bool tracing = true;
};

/// A GraphQL API: AWS::AppSync::GraphQLApi, AWS::AppSync::GraphQLSchema, with keys
/// AWS::AppSync::ApiKey, and for its logs a `Role` and AWS::Logs::LogGroup.
/// https://docs.aws.amazon.com/appsync/latest/devguide/designing-a-graphql-api.html
class GraphqlApi final : public Construct, public Measured {
 public:
  GraphqlApi(Attach at, const GraphqlApiProps& props);
  GraphqlApi(Attach at, const struct ImportedGraphqlApiProps& props);

  /// An API of this stack's region and account that is made elsewhere; it can be given further data
  /// sources and resolvers.
  static GraphqlApi& from_id(Construct& scope, const Id& id,
                             const Value<cfn::appsync::GraphQLApiId>& api_id);

  /// Has resolvers read a table, and write it where `access` says so.
  GraphqlDataSource& add_table_source(const Id& id, Table& table,
                                      GraphqlTableAccess access = GraphqlTableAccess::read_write);
  /// Has resolvers call a function.
  GraphqlDataSource& add_function_source(const Id& id, AnyFunction& function);
  /// Has resolvers ask a database of Aurora in SQL, by the Data API, as the cluster's
  /// administrator.
  GraphqlDataSource& add_database_source(const Id& id, DatabaseCluster& cluster,
                                         const Value<std::string>& database_name = {});
  /// Has resolvers send events.
  GraphqlDataSource& add_event_bus_source(const Id& id, EventBus& bus);
  /// Has resolvers call a web server; grants of a signed one go to its role.
  GraphqlDataSource& add_http_source(const GraphqlHttpProps& props);
  /// Has resolvers search a domain of OpenSearch, and write it where `access` says so.
  GraphqlDataSource& add_search_source(const Id& id, Domain& domain,
                                       GraphqlTableAccess access = GraphqlTableAccess::read_write);
  /// Has resolvers answer by themselves.
  GraphqlDataSource& add_none_source(const Id& id);
  /// Adds a step for pipelines.
  GraphqlFunction& add_function(const GraphqlFunctionProps& props);
  /// Adds what answers a field.
  GraphqlResolver& add_resolver(const GraphqlResolverProps& props);

  /// Allows to call fields of a type by IAM; all of them where none is named.
  void grant(Grantee& grantee, std::string_view type_name, const Items<Text>& fields = {}) const;
  /// Allows to query by IAM; all fields where none is named.
  void grant_query(Grantee& grantee, const Items<Text>& fields = {}) const {
    grant(grantee, "Query", fields);
  }
  /// Allows to change by IAM; all fields where none is named.
  void grant_mutation(Grantee& grantee, const Items<Text>& fields = {}) const {
    grant(grantee, "Mutation", fields);
  }
  /// Allows to subscribe by IAM; all fields where none is named.
  void grant_subscription(Grantee& grantee, const Items<Text>& fields = {}) const {
    grant(grantee, "Subscription", fields);
  }

  /// One of AppSync's metrics of the API, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many requests were not valid or not let in.
  [[nodiscard]] Metric metric_client_errors() const { return metric("4XXError").sum(); }
  /// How many requests failed in AppSync.
  [[nodiscard]] Metric metric_server_errors() const { return metric("5XXError").sum(); }
  /// How long a request took, in milliseconds.
  [[nodiscard]] Metric metric_latency() const { return metric("Latency"); }
  /// How many requests there were.
  [[nodiscard]] Metric metric_requests() const { return metric("Requests").sum(); }

  /// The id.
  [[nodiscard]] const Value<cfn::appsync::GraphQLApiId>& api_id() const { return api_id_; }
  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The address of queries and mutations; an error where the API is made elsewhere.
  [[nodiscard]] Value<std::string> url() const;
  /// The address of subscriptions; an error where the API is made elsewhere.
  [[nodiscard]] Value<std::string> realtime_url() const;
  /// The key, which then shows in whatever it is written to; an error without
  /// `GraphqlAuth::api_key()`.
  [[nodiscard]] Value<std::string> api_key() const;
  /// The API's own resource; an error where the API is made elsewhere.
  [[nodiscard]] cfn::appsync::GraphQLApi& resource();

 private:
  void add_key(const GraphqlApiProps& props);
  void check(const GraphqlApiProps& props) const;

  cfn::appsync::GraphQLApi* resource_ = nullptr;   // null where the API is made elsewhere
  cfn::appsync::GraphQLSchema* schema_ = nullptr;  // null where the API is made elsewhere
  Value<cfn::appsync::GraphQLApiId> api_id_;
  Value<std::string> arn_;
  Value<std::string> key_;
};

}  // namespace omnitrack

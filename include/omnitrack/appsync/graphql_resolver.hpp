#pragma once

#include <omnitrack/appsync/graphql_text.hpp>
#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::appsync {
class FunctionConfiguration;  // defined in <omnitrack/cfn/appsync.hpp>
enum class FunctionConfigurationFunctionId : char;
class Resolver;  // defined in <omnitrack/cfn/appsync.hpp>
}  // namespace omnitrack::cfn::appsync

namespace omnitrack {

class GraphqlDataSource;
class GraphqlFunction;

namespace detail {
inline void a_batch_of_a_resolver_has_0_to_2000_requests() {}
inline void what_a_resolver_answers_is_kept_for_1_to_3600_seconds() {}
}  // namespace detail

/// How many requests a resolver hands to a function at once, 0 to 2,000.
using GraphqlBatchSize =
    CheckedNumber<detail::Between<0, 2000, detail::a_batch_of_a_resolver_has_0_to_2000_requests>>;
/// For how many seconds what a resolver answered is kept, 1 to 3,600.
using GraphqlCacheTtl = CheckedNumber<
    detail::TimeBetween<1, 3600, detail::what_a_resolver_answers_is_kept_for_1_to_3600_seconds, 1>>;

/// What a resolver or a step of a pipeline does: code for `APPSYNC_JS`, or a pair of templates in
/// VTL. A data source that is a function needs neither.
struct GraphqlHandler {
  /// The code, with functions `request` and `response`.
  GraphqlText code = {};
  /// The template of the request.
  GraphqlText request_template = {};
  /// The template of the response.
  GraphqlText response_template = {};
};

/// A step of pipelines, for `GraphqlApi::add_function`.
struct GraphqlFunctionProps {
  Id id;
  /// What it asks.
  Required<Link<const GraphqlDataSource>, struct required_data_source> data_source;
  /// What it is for.
  Value<std::string> description = {};
  /// What it does.
  GraphqlHandler handler = {};
  /// How many requests it hands to a function at once, 0 to 2,000.
  GraphqlBatchSize max_batch_size = {};
  /// The name, of letters, digits and `_`; its id's where it is left out.
  Value<std::string> name = {};
};

/// A step of pipelines of an API: AWS::AppSync::FunctionConfiguration; made by
/// `GraphqlApi::add_function`.
/// https://docs.aws.amazon.com/appsync/latest/devguide/pipeline-resolvers-js.html
class GraphqlFunction final : public Construct {
 public:
  GraphqlFunction(Attach at, const struct MadeGraphqlFunctionProps& made);

  /// The id.
  [[nodiscard]] Value<cfn::appsync::FunctionConfigurationFunctionId> function_id() const;
  /// The step's own resource.
  [[nodiscard]] cfn::appsync::FunctionConfiguration& resource() { return resource_; }

 private:
  cfn::appsync::FunctionConfiguration& resource_;
};

/// What answers a field, for `GraphqlApi::add_resolver`: a data source, or a pipeline of steps.
struct GraphqlResolverProps {
  Id id;
  /// The field of the type, e.g. `order`.
  Required<Text, struct required_field_name> field_name;
  /// The type, e.g. `Query`.
  Required<Text, struct required_type_name> type_name;
  /// What an answer is kept by, e.g. `$context.arguments.id`; needs a `cache_ttl`.
  List<std::string> cache_keys = {};
  /// For how many seconds an answer is kept, 1 to 3,600, where the API has a cache.
  GraphqlCacheTtl cache_ttl = {};
  /// What it asks.
  Link<const GraphqlDataSource> data_source = {};
  /// What it does.
  GraphqlHandler handler = {};
  /// How many requests it hands to a function at once, 0 to 2,000.
  GraphqlBatchSize max_batch_size = {};
  /// The steps of a pipeline, in place of a data source.
  Items<Link<const GraphqlFunction>> pipeline = {};
};

/// What answers a field of an API: AWS::AppSync::Resolver; made by `GraphqlApi::add_resolver`.
/// https://docs.aws.amazon.com/appsync/latest/devguide/resolver-components.html
class GraphqlResolver final : public Construct {
 public:
  GraphqlResolver(Attach at, const struct MadeGraphqlResolverProps& made);

  /// The resolver's own resource.
  [[nodiscard]] cfn::appsync::Resolver& resource() { return resource_; }

 private:
  void check(const GraphqlResolverProps& props) const;
  cfn::appsync::Resolver& resource_;
};

}  // namespace omnitrack

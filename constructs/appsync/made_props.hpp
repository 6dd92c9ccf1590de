#pragma once

#include <omnitrack/appsync/graphql_api.hpp>

namespace omnitrack {

/// What a data source is made of.
struct MadeGraphqlDataSourceProps {
  using Makes = GraphqlDataSource;
  Id id;
  const GraphqlApi& api;
  Table* table = nullptr;
  GraphqlTableAccess access = GraphqlTableAccess::read;
  AnyFunction* function = nullptr;
  const EventBus* bus = nullptr;
  DatabaseCluster* cluster = nullptr;
  Value<std::string> database_name = {};
  Domain* domain = nullptr;
  const GraphqlHttpProps* http = nullptr;
};

/// What a step of pipelines is made of.
struct MadeGraphqlFunctionProps {
  using Makes = GraphqlFunction;
  Id id;
  const GraphqlApi& api;
  const GraphqlFunctionProps& given;
};

/// What a resolver is made of.
struct MadeGraphqlResolverProps {
  using Makes = GraphqlResolver;
  Id id;
  const GraphqlApi& api;
  const GraphqlResolverProps& given;
};

namespace appsync {

/// The text itself or that of a file; reports, at a construct, that there is no such file.
Value<std::string> text_of(const Construct& at, const GraphqlText& text);

/// A name that AppSync takes, letters, digits and `_`, made of that of a construct.
std::string plain_name(std::string_view id);

}  // namespace appsync

}  // namespace omnitrack

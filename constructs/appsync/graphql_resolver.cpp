#include "omnitrack/appsync/graphql_resolver.hpp"

#include "made_props.hpp"
#include <omnitrack/cfn/appsync.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

using JsRuntime = cfn::appsync::function_configuration::AppSyncRuntime;

// https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-js-version.html
template <class Props>
void set_handler(const Construct& at, const GraphqlHandler& handler, Props& props) {
  const bool has_templates =
      handler.request_template.is_set() || handler.response_template.is_set();
  if (handler.code.is_set() && has_templates) {
    at.error(codes::OT2103, "there are both code and templates", "give one of them");
  }
  if (handler.code.is_set()) {
    props.code = appsync::text_of(at, handler.code);
    props.runtime = JsRuntime{.name = JsRuntime::Name::appsync_js, .runtime_version = "1.0.0"};
  }
  props.request_mapping_template = appsync::text_of(at, handler.request_template);
  props.response_mapping_template = appsync::text_of(at, handler.response_template);
}

template <class Number>
void check_graphql_number(const Construct& at, const Number& number, const std::string& what,
                          std::string_view bounds) {
  if (!number.is_broken()) return;
  at.error(codes::OT2104, what + " is " + std::to_string(number.number()), bounds);
}

}  // namespace

GraphqlFunction::GraphqlFunction(Attach at, const MadeGraphqlFunctionProps& made)
    : Construct(std::move(at)),
      resource_(add(cfn::appsync::FunctionConfigurationProps{
          .id = primary(),
          .api_id = made.api.api_id(),
          .data_source_name = made.given.data_source->name(),
          .name = made.given.name.is_set() ? made.given.name : appsync::plain_name(id()),
          .description = made.given.description,
          .max_batch_size = made.given.max_batch_size.value(),
      })) {
  set_handler(*this, made.given.handler, resource_.props);
  if (made.given.handler.request_template.is_set()) {
    resource_.props.function_version = "2018-05-29";
  }
  check_graphql_number(*this, made.given.max_batch_size, "max_batch_size", "it is 0 to 2000");
}

Value<cfn::appsync::FunctionConfigurationFunctionId> GraphqlFunction::function_id() const {
  return resource_.attr_function_id();
}

GraphqlResolver::GraphqlResolver(Attach at, const MadeGraphqlResolverProps& made)
    : Construct(std::move(at)),
      resource_(add(cfn::appsync::ResolverProps{
          .id = primary(),
          .api_id = made.api.api_id(),
          .field_name = made.given.field_name,
          .type_name = made.given.type_name,
          .kind = cfn::appsync::ResolverProps::Kind::unit,
          .max_batch_size = made.given.max_batch_size.value(),
      })) {
  const GraphqlResolverProps& given = made.given;
  cfn::appsync::ResolverProps& props = resource_.props;
  set_handler(*this, given.handler, props);
  if (given.data_source.is_set()) props.data_source_name = given.data_source->name();
  if (!given.pipeline.empty()) {
    List<cfn::appsync::FunctionConfigurationFunctionId> steps;
    for (const Link<const GraphqlFunction>& step : given.pipeline) steps.add(step->function_id());
    props.kind = cfn::appsync::ResolverProps::Kind::pipeline;
    props.pipeline_config = cfn::appsync::resolver::PipelineConfig{.functions = steps};
  }
  if (given.cache_ttl.is_set()) {
    props.caching_config = cfn::appsync::resolver::CachingConfig{.ttl = given.cache_ttl.value(),
                                                                 .caching_keys = given.cache_keys};
  }
  check(given);
}

void GraphqlResolver::check(const GraphqlResolverProps& props) const {
  if (props.data_source.is_set() != props.pipeline.empty()) {
    error(codes::OT2105, "a resolver asks one data source, or the steps of a pipeline",
          "give either `data_source` or `pipeline`");
  }
  check_graphql_number(*this, props.max_batch_size, "max_batch_size", "it is 0 to 2000");
  check_graphql_number(*this, props.cache_ttl, "cache_ttl", "it is 1 to 3600 seconds");
}

}  // namespace omnitrack

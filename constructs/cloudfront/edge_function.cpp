#include "omnitrack/cloudfront/edge_function.hpp"

#include <string>

#include "../imported.hpp"
#include "global_name.hpp"
#include <omnitrack/cfn/cloudfront.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

/// What a key value store that is made elsewhere is made of.
struct ImportedKeyValueStoreProps {
  using Makes = KeyValueStore;
  Id id;
  Value<std::string> arn;
};

/// What a CloudFront function that is made elsewhere is made of.
struct ImportedEdgeFunctionProps {
  using Makes = EdgeFunction;
  Id id;
  Value<cfn::cloudfront::FunctionARN> arn;
};

namespace {

using cfn::cloudfront::function::FunctionConfig;

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-function-restrictions.html
constexpr std::size_t largest_code = 10 * 1024;

FunctionConfig function_config(const EdgeFunctionProps& props) {
  FunctionConfig config{
      .comment = props.comment.is_set() ? props.comment : Value<std::string>(""),
      .runtime = FunctionConfig::Runtime::cloudfront_js_2_0,
  };
  if (props.key_value_store.is_set()) {
    config.key_value_store_associations = {{.key_value_store_arn = props.key_value_store->arn()}};
  }
  return config;
}

}  // namespace

KeyValueStore::KeyValueStore(Attach at, const KeyValueStoreProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::cloudfront::KeyValueStoreProps{
          .id = primary(),
          .name = cloudfront::global_name(*this, props.name),
          .comment = props.comment,
      })),
      arn_(resource_->attr_arn()) {
  if (!props.import_from.is_set()) return;
  using cfn::cloudfront::key_value_store::ImportSource;
  resource_->props.import_source =
      ImportSource{.source_arn = props.import_from, .source_type = ImportSource::SourceType::s3};
}

KeyValueStore::KeyValueStore(Attach at, const ImportedKeyValueStoreProps& props)
    : Construct(std::move(at)), arn_(props.arn) {}

KeyValueStore& KeyValueStore::from_arn(Construct& scope, const Id& id,
                                       const Value<std::string>& arn) {
  return scope.add(ImportedKeyValueStoreProps{.id = id, .arn = arn});
}

cfn::cloudfront::KeyValueStore& KeyValueStore::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::cloudfront::KeyValueStoreProps{.id = primary(), .name = Construct::id()});
  }
  return *resource_;
}

EdgeFunction::EdgeFunction(Attach at, const EdgeFunctionProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::cloudfront::FunctionProps{
          .id = primary(),
          .function_code = props.code,
          .function_config = function_config(props),
          .name = cloudfront::global_name(*this, props.name),
      })),
      arn_(resource_->attr_function_arn()) {
  if (props.auto_publish) resource_->props.auto_publish = true;
  const std::size_t size = props.code.literal_text().size();
  if (size > largest_code) {
    error(codes::OT3341,
          "the code of the function has " + std::to_string(size) + " bytes, 10,240 are the most",
          "shorten it, put data into a KeyValueStore, or use Lambda@Edge");
  }
  if (props.code.is_literal_text() &&
      props.code.literal_text().find("handler") == std::string_view::npos) {
    error(codes::OT3341, "the code of the function has no `handler`",
          "write e.g. function handler(event) { return event.request; }");
  }
}

EdgeFunction::EdgeFunction(Attach at, const ImportedEdgeFunctionProps& props)
    : Construct(std::move(at)), arn_(props.arn) {}

EdgeFunction& EdgeFunction::from_arn(Construct& scope, const Id& id,
                                     const Value<cfn::cloudfront::FunctionARN>& arn) {
  return scope.add(ImportedEdgeFunctionProps{.id = id, .arn = arn});
}

cfn::cloudfront::Function& EdgeFunction::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::cloudfront::FunctionProps{.id = primary(),
                                                    .function_code = "",
                                                    .function_config = Value<FunctionConfig>(),
                                                    .name = Construct::id()});
  }
  return *resource_;
}

}  // namespace omnitrack

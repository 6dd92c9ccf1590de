#include "omnitrack/cloudfront/origin.hpp"

#include <new>

#include "../apigateway/gateway.hpp"
#include "origin_data.hpp"
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/apigatewayv2/http_api.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

OriginOptions with_path(const OriginOptions& options, const Value<std::string>& path) {
  OriginOptions changed = options;
  if (!changed.path.is_set()) changed.path = path;
  return changed;
}

// A bucket that is made elsewhere is taken to be in the region of the stack that imports it.
Value<std::string> host_name_of(Bucket& bucket) {
  if (!bucket.is_imported()) return bucket.regional_domain_name();
  const Stack& stack = bucket.stack();
  return concat(bucket.name(), ".s3.", stack.region(), ".", stack.url_suffix());
}

}  // namespace

Origin::Origin(const OriginData& data)
    : data_(new (detail::allocate(sizeof(OriginData), alignof(OriginData))) OriginData(data)) {}

Origin Origin::bucket(Bucket& bucket, const OriginOptions& options) {
  return OriginMaker::make({.kind = OriginData::Kind::bucket,
                            .options = options,
                            .bucket = &bucket,
                            .host_name = host_name_of(bucket)});
}

Origin Origin::bucket_website(const Bucket& bucket, const OriginOptions& options) {
  OriginOptions changed = options;
  changed.protocol = OriginProtocol::http;
  return http(fn::select(2, fn::split("/", bucket.website_url())), changed);
}

Origin Origin::function_url(Function& function, const OriginOptions& options) {
  return OriginMaker::make({.kind = OriginData::Kind::function_url,
                            .options = options,
                            .function = &function,
                            .answers_itself = true});
}

Origin Origin::http(const Value<std::string>& host_name, const OriginOptions& options) {
  return OriginMaker::make({.options = options, .host_name = host_name});
}

Origin Origin::in_vpc(const Value<std::string>& arn, const Value<std::string>& host_name,
                      const OriginOptions& options) {
  return OriginMaker::make(
      {.kind = OriginData::Kind::in_vpc, .options = options, .arn = arn, .host_name = host_name});
}

Origin Origin::load_balancer(const AliasTarget& target, const OriginOptions& options) {
  return http(target.alias_address().dns_name, options);
}

Origin Origin::api(const HttpApi& api, const OriginOptions& options) {
  Value<std::string> path;
  if (api.stage() != nullptr && api.stage()->stage_name().literal_text() != "$default") {
    path = concat("/", api.stage()->stage_name());
  }
  return OriginMaker::make({.options = with_path(options, path),
                            .host_name = api.domain_name(),
                            .answers_itself = true});
}

Origin Origin::api(RestApi& api, const OriginOptions& options) {
  return OriginMaker::make({.options = with_path(options, concat("/", api.stage_name())),
                            .host_name = apigateway::domain_of(api.stack(), api.id()),
                            .answers_itself = true});
}

Origin Origin::with_failover(const Origin& first, const Origin& second,
                             const Items<int>& statuses) {
  return OriginMaker::make({.kind = OriginData::Kind::group,
                            .answers_itself = false,
                            .first = first.data_,
                            .second = second.data_,
                            .statuses = statuses});
}

}  // namespace omnitrack

#include "omnitrack/cloudfront/cache_policy.hpp"

#include "../imported.hpp"
#include "global_name.hpp"
#include "request_parts.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {

/// What a cache policy that is made elsewhere is made of.
struct ImportedCachePolicyProps {
  using Makes = CachePolicy;
  Id id;
  Value<cfn::cloudfront::CachePolicyId> policy_id;
};

namespace {

using cfn::cloudfront::cache_policy::CachePolicyConfig;
using cfn::cloudfront::cache_policy::ParametersInCacheKeyAndForwardedToOrigin;

CachePolicyConfig cache_policy_config(const Construct& policy, const CachePolicyProps& props) {
  ParametersInCacheKeyAndForwardedToOrigin key{
      .cookies_config = cloudfront::cookies_config(props.cookies),
      .enable_accept_encoding_gzip = static_cast<bool>(props.compress),
      .headers_config = cloudfront::headers_config(props.headers),
      .query_strings_config = cloudfront::query_strings_config(props.query_strings),
      .enable_accept_encoding_brotli = static_cast<bool>(props.compress),
  };
  return {
      .default_ttl = Value<double>(props.default_ttl),
      .max_ttl = Value<double>(props.max_ttl),
      .min_ttl = Value<double>(props.min_ttl),
      .name = cloudfront::global_name(policy, props.name),
      .parameters_in_cache_key_and_forwarded_to_origin = key,
      .comment = props.comment,
  };
}

}  // namespace

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
CachePolicyLink::CachePolicyLink(ManagedCachePolicy policy) {
  constexpr std::string_view ids[] = {
      "2e54312d-136d-493c-8eb9-b001f22f67d2", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      "658327ea-f89d-4fab-a63d-7e88639e58f6", "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
      "08627262-05a9-4f76-9ded-b50ca2e3a84f", "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
      "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
  };
  id_ = ids[static_cast<std::size_t>(policy)];
}

CachePolicy::CachePolicy(Attach at, const CachePolicyProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::cloudfront::CachePolicyProps{
          .id = primary(),
          .cache_policy_config = cache_policy_config(*this, props),
      })),
      id_(resource_->ref()) {
  const RequestParts::Kind kind = props.headers.kind();
  if (kind != RequestParts::Kind::none && kind != RequestParts::Kind::only) {
    error(codes::OT3340, "a cache key has all headers but some",
          "use RequestParts::only: there are too many headers to cache by");
  }
}

CachePolicy::CachePolicy(Attach at, const ImportedCachePolicyProps& props)
    : Construct(std::move(at)), id_(props.policy_id) {}

CachePolicy& CachePolicy::from_id(Construct& scope, const Id& id,
                                  const Value<cfn::cloudfront::CachePolicyId>& policy_id) {
  return scope.add(ImportedCachePolicyProps{.id = id, .policy_id = policy_id});
}

cfn::cloudfront::CachePolicy& CachePolicy::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::cloudfront::CachePolicyProps{
        .id = primary(), .cache_policy_config = Value<CachePolicyConfig>()});
  }
  return *resource_;
}

}  // namespace omnitrack

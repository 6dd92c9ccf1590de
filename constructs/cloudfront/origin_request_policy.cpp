#include "omnitrack/cloudfront/origin_request_policy.hpp"

#include "../imported.hpp"
#include "global_name.hpp"
#include "request_parts.hpp"

namespace omnitrack {

/// What an origin request policy that is made elsewhere is made of.
struct ImportedOriginRequestPolicyProps {
  using Makes = OriginRequestPolicy;
  Id id;
  Value<cfn::cloudfront::OriginRequestPolicyId> policy_id;
};

namespace {

using cfn::cloudfront::origin_request_policy::OriginRequestPolicyConfig;

}  // namespace

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
OriginRequestPolicyLink::OriginRequestPolicyLink(ManagedOriginRequestPolicy policy) {
  constexpr std::string_view ids[] = {
      "216adef6-5c7f-47e4-b989-5492eafa07d3", "33f36d7e-f396-46d9-90e0-52428a34d9dc",
      "b689b0a8-53d0-40ab-baf2-68738e2966ac", "59781a5b-3903-41f3-afcb-af62929ccde1",
      "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf", "775133bc-15f2-49f9-abea-afb2e0bf67d2",
      "acba4595-bd28-49b8-b9fe-13317c0390fa",
  };
  id_ = ids[static_cast<std::size_t>(policy)];
}

OriginRequestPolicy::OriginRequestPolicy(Attach at, const OriginRequestPolicyProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::cloudfront::OriginRequestPolicyProps{
          .id = primary(),
          .origin_request_policy_config =
              OriginRequestPolicyConfig{
                  .cookies_config = cloudfront::cookies_config(props.cookies),
                  .headers_config = cloudfront::headers_config(props.headers),
                  .name = cloudfront::global_name(*this, props.name),
                  .query_strings_config = cloudfront::query_strings_config(props.query_strings),
                  .comment = props.comment,
              },
      })),
      id_(resource_->ref()) {}

OriginRequestPolicy::OriginRequestPolicy(Attach at, const ImportedOriginRequestPolicyProps& props)
    : Construct(std::move(at)), id_(props.policy_id) {}

OriginRequestPolicy& OriginRequestPolicy::from_id(
    Construct& scope, const Id& id,
    const Value<cfn::cloudfront::OriginRequestPolicyId>& policy_id) {
  return scope.add(ImportedOriginRequestPolicyProps{.id = id, .policy_id = policy_id});
}

cfn::cloudfront::OriginRequestPolicy& OriginRequestPolicy::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::cloudfront::OriginRequestPolicyProps{
        .id = primary(), .origin_request_policy_config = Value<OriginRequestPolicyConfig>()});
  }
  return *resource_;
}

}  // namespace omnitrack

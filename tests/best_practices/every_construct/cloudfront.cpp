#include "every_construct.hpp"

namespace every_construct {

void add_cloudfront(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& cache = stack.add(CachePolicyProps{.id = "CachePolicy"});
  auto& request = stack.add(OriginRequestPolicyProps{.id = "RequestPolicy"});
  auto& headers = stack.add(ResponseHeadersPolicyProps{.id = "HeadersPolicy"});
  auto& store = stack.add(KeyValueStoreProps{.id = "KeyValueStore"});
  auto& edge =
      stack.add(EdgeFunctionProps{.id = "EdgeFunction",
                                  .code = "function handler(event) {\n  return event.request;\n}\n",
                                  .key_value_store = store});
  auto& key = stack.add(PublicKeyProps{
      .id = "PublicKey",
      .encoded_key = "-----BEGIN PUBLIC KEY-----\n"
                     "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQxTa+uoCf0QMrE8Z9iN3Y7z5PX9w\n"
                     "xvJKjV0VUH9cnKdEy7zptKjU3lK1LlOiUiJrX02KF/VRY1rGdr782neygw==\n"
                     "-----END PUBLIC KEY-----\n"});
  auto& signers = stack.add(KeyGroupProps{.id = "KeyGroup", .keys = {key}});
  stack.add(DistributionProps{
      .id = "Distribution",
      .default_behavior = {.origin = Origin::http("origin.example.com"),
                           .cache_policy = cache,
                           .on_viewer_request = edge,

                           .origin_request_policy = request,
                           .response_headers_policy = headers,
                           .trusted_key_groups = {signers}},
  });
  stack.add(StaticSiteProps{.id = "StaticSite"});
}

}  // namespace every_construct

#include <string>

#include "../resource_text.hpp"
#include <omnitrack/cfn/cloudfront.hpp>
#include <omnitrack/cloudfront/cache_policy.hpp>
#include <omnitrack/cloudfront/edge_function.hpp>
#include <omnitrack/cloudfront/key_group.hpp>
#include <omnitrack/cloudfront/origin_request_policy.hpp>
#include <omnitrack/cloudfront/response_headers_policy.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class EdgePoliciesTest : public testing_support::OneStackTest {};

TEST_F(EdgePoliciesTest, a_cache_policy_caches_by_the_path_for_a_day) {
  stack.add(CachePolicyProps{.id = "Cache"});
  EXPECT_EQ(properties("Cache"),
            R"({"CachePolicyConfig":{"DefaultTTL":86400,"MaxTTL":31536000,"MinTTL":0,)"
            R"("Name":{"Fn::Sub":"Test-Cache-${AWS::Region}"},)"
            R"("ParametersInCacheKeyAndForwardedToOrigin":{"CookiesConfig":)"
            R"({"CookieBehavior":"none"},"EnableAcceptEncodingGzip":true,"HeadersConfig":)"
            R"({"HeaderBehavior":"none"},"QueryStringsConfig":{"QueryStringBehavior":"none"},)"
            R"("EnableAcceptEncodingBrotli":true}}})");
}

TEST_F(EdgePoliciesTest, a_cache_policy_says_what_the_key_is_made_of) {
  stack.add(CachePolicyProps{.id = "Cache",
                             .comment = "By language",
                             .cookies = RequestParts::all_except({"session"}),
                             .default_ttl = 60,
                             .compress = false,
                             .headers = RequestParts::only({"accept-language"}),
                             .max_ttl = 600,
                             .min_ttl = 1,
                             .name = "by-language",
                             .query_strings = RequestParts::all()});
  EXPECT_EQ(properties("Cache"),
            R"({"CachePolicyConfig":{"DefaultTTL":60,"MaxTTL":600,"MinTTL":1,)"
            R"("Name":"by-language","ParametersInCacheKeyAndForwardedToOrigin":{"CookiesConfig":)"
            R"({"CookieBehavior":"allExcept","Cookies":["session"]},)"
            R"("EnableAcceptEncodingGzip":false,"HeadersConfig":{"HeaderBehavior":"whitelist",)"
            R"("Headers":["accept-language"]},"QueryStringsConfig":)"
            R"({"QueryStringBehavior":"all"},"EnableAcceptEncodingBrotli":false},)"
            R"("Comment":"By language"}})");
}

TEST_F(EdgePoliciesTest, an_origin_request_policy_says_what_is_sent) {
  stack.add(
      OriginRequestPolicyProps{.id = "Sent",
                               .comment = "With the country",
                               .cookies = RequestParts::none(),
                               .headers = RequestParts::all_and({"CloudFront-Viewer-Country"}),
                               .name = "sent",
                               .query_strings = RequestParts::only({"page"})});
  EXPECT_EQ(properties("Sent"),
            R"({"OriginRequestPolicyConfig":{"CookiesConfig":{"CookieBehavior":"none"},)"
            R"("HeadersConfig":{"HeaderBehavior":"allViewerAndWhitelistCloudFront",)"
            R"("Headers":["CloudFront-Viewer-Country"]},"Name":"sent","QueryStringsConfig":)"
            R"({"QueryStringBehavior":"whitelist","QueryStrings":["page"]},)"
            R"("Comment":"With the country"}})");
}

TEST_F(EdgePoliciesTest, a_response_headers_policy_has_headers_of_security) {
  stack.add(ResponseHeadersPolicyProps{.id = "Headers"});
  EXPECT_EQ(properties("Headers"),
            R"({"ResponseHeadersPolicyConfig":{"Name":{"Fn::Sub":"Test-Headers-${AWS::Region}"},)"
            R"("SecurityHeadersConfig":{"ContentTypeOptions":{"Override":true},"FrameOptions":)"
            R"({"FrameOption":"DENY","Override":true},"ReferrerPolicy":{"Override":true,)"
            R"("ReferrerPolicy":"strict-origin-when-cross-origin"},"StrictTransportSecurity":)"
            R"({"AccessControlMaxAgeSec":63072000,"Override":true}}}})");
}

TEST_F(EdgePoliciesTest, a_response_headers_policy_has_every_property) {
  stack.add(ResponseHeadersPolicyProps{
      .id = "Headers",
      .comment = "All of them",
      .cors = ResponseCors{.allow_credentials = true,
                           .allow_headers = {"x-a"},
                           .allow_methods = {HttpMethod::get},
                           .allow_origins = {"https://app.example.com"},
                           .expose_headers = {"x-b"},
                           .max_age = 60,
                           .override_origin = false},
      .custom_headers = {{.name = "x-served-by", .value = "shop", .override_origin = false}},
      .name = "all",
      .remove_headers = {"server"},
      .security_headers = SecurityHeaders{.content_security_policy = "default-src 'self'",
                                          .content_type_options = false,
                                          .frame_options = FrameOption::same_origin,
                                          .referrer_policy = "",
                                          .strict_transport_security = 60,
                                          .strict_transport_subdomains = true,
                                          .strict_transport_preload = true},
      .server_timing_rate = 5});
  EXPECT_EQ(
      properties("Headers"),
      R"({"ResponseHeadersPolicyConfig":{"Name":"all","Comment":"All of them","CorsConfig":)"
      R"({"AccessControlAllowCredentials":true,"AccessControlAllowHeaders":{"Items":["x-a"]},)"
      R"("AccessControlAllowMethods":{"Items":["GET"]},"AccessControlAllowOrigins":)"
      R"({"Items":["https://app.example.com"]},"OriginOverride":false,)"
      R"("AccessControlExposeHeaders":{"Items":["x-b"]},"AccessControlMaxAgeSec":60},)"
      R"("CustomHeadersConfig":{"Items":[{"Header":"x-served-by","Override":false,)"
      R"("Value":"shop"}]},"RemoveHeadersConfig":{"Items":[{"Header":"server"}]},)"
      R"("SecurityHeadersConfig":{"ContentSecurityPolicy":)"
      R"({"ContentSecurityPolicy":"default-src 'self'","Override":true},"FrameOptions":)"
      R"({"FrameOption":"SAMEORIGIN","Override":true},"StrictTransportSecurity":)"
      R"({"AccessControlMaxAgeSec":60,"Override":true,"IncludeSubdomains":true,)"
      R"("Preload":true}},"ServerTimingHeadersConfig":{"Enabled":true,"SamplingRate":5}}})");
}

TEST_F(EdgePoliciesTest, a_function_runs_at_the_edge) {
  KeyValueStore& store = stack.add(KeyValueStoreProps{
      .id = "Store", .comment = "Moved pages", .import_from = "arn:aws:s3:::bucket/file.json"});
  stack.add(EdgeFunctionProps{.id = "Moved",
                              .code = "function handler(event) { return event.request; }",
                              .comment = "Redirects",
                              .key_value_store = store});
  EXPECT_EQ(properties("Store"),
            R"({"Name":{"Fn::Sub":"Test-Store-${AWS::Region}"},"Comment":"Moved pages",)"
            R"("ImportSource":{"SourceArn":"arn:aws:s3:::bucket/file.json","SourceType":"S3"}})");
  EXPECT_EQ(properties("Moved"),
            R"({"FunctionCode":"function handler(event) { return event.request; }",)"
            R"("FunctionConfig":{"Comment":"Redirects","Runtime":"cloudfront-js-2.0",)"
            R"("KeyValueStoreAssociations":[{"KeyValueStoreARN":)"
            R"({"Fn::GetAtt":["Store","Arn"]}}]},"Name":{"Fn::Sub":"Test-Moved-${AWS::Region}"},)"
            R"("AutoPublish":true})");
}

TEST_F(EdgePoliciesTest, keys_check_signatures) {
  const std::string pem = "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n";
  PublicKey& key = stack.add(PublicKeyProps{.id = "Key", .encoded_key = pem});
  PublicKey& other = PublicKey::from_id(stack, "Other", "K2JCJMDEHXQW5F");
  stack.add(KeyGroupProps{.id = "Group", .keys = {key, other}, .comment = "Both"});
  EXPECT_EQ(properties("Key"), R"({"PublicKeyConfig":{"CallerReference":"Test/Key","EncodedKey":)"
                               R"("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n",)"
                               R"("Name":{"Fn::Sub":"Test-Key-${AWS::Region}"}}})");
  EXPECT_EQ(properties("Group"),
            R"({"KeyGroupConfig":{"Items":[{"Ref":"Key"},"K2JCJMDEHXQW5F"],)"
            R"("Name":{"Fn::Sub":"Test-Group-${AWS::Region}"},"Comment":"Both"}})");
}

TEST_F(EdgePoliciesTest, a_long_name_is_cut_and_keeps_a_digest) {
  stack.add(CachePolicyProps{.id = std::string(60, 'a')});
  stack.add(CachePolicyProps{.id = std::string(61, 'a')});
  const std::string one = properties(std::string(60, 'a'));
  const std::string two = properties(std::string(61, 'a'));
  EXPECT_NE(one.find(R"("Name":{"Fn::Sub":"Test-)" + std::string(35, 'a') + "-"), std::string::npos)
      << one;
  EXPECT_NE(one, two);
}

TEST_F(EdgePoliciesTest, what_is_wrong_is_found) {
  stack.add(CachePolicyProps{.id = "A", .headers = RequestParts::all()});
  stack.add(EdgeFunctionProps{.id = "B", .code = "function main() {}"});
  stack.add(EdgeFunctionProps{.id = "C", .code = std::string(10241, ' ') + "handler"});
  (void)CachePolicy::from_id(stack, "D", "d").resource();
  (void)OriginRequestPolicy::from_id(stack, "E", "e").resource();
  (void)ResponseHeadersPolicy::from_id(stack, "F", "f").resource();
  (void)EdgeFunction::from_arn(stack, "G", "g").resource();
  (void)KeyValueStore::from_arn(stack, "H", "h").resource();
  (void)PublicKey::from_id(stack, "I", "i").resource();
  (void)KeyGroup::from_id(stack, "J", "j").resource();
  EXPECT_EQ(codes_of(app), "OT3340 OT3341 OT3341 OT2901 OT2901 OT2901 OT2901 OT2901 OT2901 OT2901");
}

}  // namespace
}  // namespace omnitrack

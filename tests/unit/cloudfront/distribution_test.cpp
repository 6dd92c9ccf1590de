#include "omnitrack/cloudfront/distribution.hpp"

#include <string>

#include "../apigateway/one_function_test.hpp"
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/apigatewayv2/http_api.hpp>
#include <omnitrack/certificatemanager/certificate.hpp>
#include <omnitrack/cfn/cloudfront.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/route53/hosted_zone.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/wafv2/web_acl.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class DistributionTest : public testing_support::OneFunctionTest {
 protected:
  void has(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
  }
  Distribution& serve(const CacheBehavior& behavior) {
    return stack.add(DistributionProps{.id = "Site", .default_behavior = behavior});
  }
};

struct Balancer final : AliasTarget {
  [[nodiscard]] AliasAddress alias_address() const override {
    return {"balancer.eu-central-1.elb.amazonaws.com", "Z1"};
  }
};

TEST_F(DistributionTest, a_bucket_is_served_by_https_alone_and_read_by_nobody_else) {
  Bucket& bucket = stack.add(BucketProps{.id = "Files"});
  serve({.origin = Origin::bucket(bucket)});
  EXPECT_EQ(properties("Site"),
            R"({"DistributionConfig":{"DefaultCacheBehavior":{"TargetOriginId":"Origin1",)"
            R"("ViewerProtocolPolicy":"redirect-to-https",)"
            R"("CachePolicyId":"658327ea-f89d-4fab-a63d-7e88639e58f6","Compress":true,)"
            R"("ResponseHeadersPolicyId":"67f7725c-6f97-4210-82d7-5512b31e9d03"},)"
            R"("Enabled":true,"HttpVersion":"http2and3","IPV6Enabled":true,"Origins":[)"
            R"({"DomainName":{"Fn::GetAtt":["Files","RegionalDomainName"]},"Id":"Origin1",)"
            R"("OriginAccessControlId":{"Ref":"SiteBucketAccess"},)"
            R"("S3OriginConfig":{"OriginAccessIdentity":""}}]}})");
  EXPECT_EQ(properties("SiteBucketAccess"),
            R"({"OriginAccessControlConfig":{"Name":{"Fn::Sub":"Test-Site-s3-${AWS::Region}"},)"
            R"("OriginAccessControlOriginType":"s3","SigningBehavior":"always",)"
            R"("SigningProtocol":"sigv4"}})");
  has(properties("FilesPolicy"),
      R"({"Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},)"
      R"("Action":"s3:GetObject","Resource":{"Fn::Sub":"${Files.Arn}/*"},"Condition":)"
      R"({"StringEquals":{"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:cloudfront::)"
      R"(${AWS::AccountId}:distribution/${Site}"}}}})");
}

TEST_F(DistributionTest, the_key_of_a_bucket_lets_distributions_of_the_account_decrypt) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  Bucket& bucket = stack.add(BucketProps{.id = "Files", .encryption = BucketEncryption::kms(key)});
  serve({.origin = Origin::bucket(bucket, {.list_bucket = true})});
  has(properties("Key"), R"("Principal":{"Service":"cloudfront.amazonaws.com"},)"
                         R"("Action":"kms:Decrypt","Resource":"*","Condition":{"ArnLike":)"
                         R"({"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:cloudfront::)"
                         R"(${AWS::AccountId}:distribution/*"}},"StringEquals":)"
                         R"({"aws:SourceAccount":{"Ref":"AWS::AccountId"}}})");
  has(properties("FilesPolicy"), R"("Action":"s3:ListBucket")");
}

TEST_F(DistributionTest, behaviors_that_are_given_one_origin_share_it) {
  Bucket& bucket = Bucket::from_name(stack, "Files", "some-files");
  const Origin files = Origin::bucket(bucket);
  Distribution& site = serve({.origin = files});
  site.add_behavior("/a/*", {.origin = files, .compress = false});
  site.add_behavior("/b/*", {.origin = Origin::http("example.com")});
  const std::string text = properties("Site");
  has(text, R"("CacheBehaviors":[{"PathPattern":"/a/*","TargetOriginId":"Origin1",)"
            R"("ViewerProtocolPolicy":"redirect-to-https")");
  has(text, R"("PathPattern":"/b/*","TargetOriginId":"Origin2")");
  EXPECT_EQ(text.find("Origin3"), std::string::npos);
}

TEST_F(DistributionTest, apis_are_not_cached_and_take_all_methods) {
  HttpApi& api = stack.add(HttpApiProps{.id = "Api", .stage = {.name = "v1"}});
  api.add_route("$default", function);
  RestApi& rest = stack.add(RestApiProps{.id = "Rest"});
  rest.root().add_method(HttpMethod::get, LambdaIntegration{.function = function});
  Distribution& site = serve({.origin = Origin::api(api)});
  site.add_behavior("/rest/*", {.origin = Origin::api(rest),
                                .allowed_methods = AllowedMethods::get_head_options,
                                .cache_options = true,
                                .cache_policy = ManagedCachePolicy::use_origin_headers,
                                .origin_request_policy = OriginRequestPolicyLink::none(),
                                .response_headers_policy = ResponseHeadersPolicyLink::none(),
                                .viewer_protocol = ViewerProtocol::https_only});
  const std::string text = properties("Site");
  has(text, R"("AllowedMethods":["GET","HEAD","OPTIONS","PUT","PATCH","POST","DELETE"],)"
            R"("CachePolicyId":"4135ea2d-6df8-44a3-9df3-4b5a84be39ad","Compress":true,)"
            R"("OriginRequestPolicyId":"b689b0a8-53d0-40ab-baf2-68738e2966ac")");
  has(text, R"({"PathPattern":"/rest/*","TargetOriginId":"Origin2",)"
            R"("ViewerProtocolPolicy":"https-only","AllowedMethods":["GET","HEAD","OPTIONS"],)"
            R"("CachePolicyId":"83da9c7e-98b4-4e11-a168-04f0df8e2c65",)"
            R"("CachedMethods":["GET","HEAD","OPTIONS"],"Compress":true})");
  has(text, R"("OriginPath":"/v1")");
  has(text, R"("OriginPath":"/prod")");
}

TEST_F(DistributionTest, a_function_is_called_by_a_url_of_this_distribution_alone) {
  serve({.origin = Origin::function_url(function)});
  EXPECT_EQ(properties("SiteOrigin1Url"),
            R"({"AuthType":"AWS_IAM",)"
            R"("TargetFunctionArn":"arn:aws:lambda:eu-central-1:123456789012:function:f"})");
  has(properties("Site"),
      R"("Origins":[{"DomainName":{"Fn::Select":[2,{"Fn::Split":["/",)"
      R"({"Fn::GetAtt":["SiteOrigin1Url","FunctionUrl"]}]}]},"Id":"Origin1",)"
      R"("CustomOriginConfig":{"OriginProtocolPolicy":"https-only",)"
      R"("OriginSSLProtocols":["TLSv1.2"]},"OriginAccessControlId":{"Ref":"SiteFunctionAccess"}}])");
  has(properties("FunctionSiteOrigin1UrlPermission"), R"("Action":"lambda:InvokeFunctionUrl")");
  has(properties("FunctionSiteOrigin1InvokePermission"),
      R"("Principal":"cloudfront.amazonaws.com","InvokedViaFunctionUrl":true,"SourceArn":)");
}

TEST_F(DistributionTest, an_origin_has_every_option) {
  const Balancer balancer;
  serve({.origin = Origin::load_balancer(balancer, {.connection_attempts = 2,
                                                    .connection_timeout = 5,
                                                    .custom_headers = {{"x-secret", "s"}},
                                                    .http_port = 8080,
                                                    .https_port = 8443,
                                                    .id = "balancer",
                                                    .keepalive_timeout = 10,
                                                    .path = "/shop",
                                                    .protocol = OriginProtocol::as_the_viewer,
                                                    .read_timeout = 20,
                                                    .shield_region = "eu-central-1"})});
  has(properties("Site"),
      R"("Origins":[{"DomainName":"balancer.eu-central-1.elb.amazonaws.com","Id":"balancer",)"
      R"("ConnectionAttempts":2,"ConnectionTimeout":5,"CustomOriginConfig":)"
      R"({"OriginProtocolPolicy":"match-viewer","HTTPPort":8080,"HTTPSPort":8443,)"
      R"("OriginKeepaliveTimeout":10,"OriginReadTimeout":20,"OriginSSLProtocols":["TLSv1.2"]},)"
      R"("OriginCustomHeaders":[{"HeaderName":"x-secret","HeaderValue":"s"}],)"
      R"("OriginPath":"/shop","OriginShield":{"Enabled":true,)"
      R"("OriginShieldRegion":"eu-central-1"}}])");
}

TEST_F(DistributionTest, an_origin_may_be_in_a_vpc) {
  serve({.origin = Origin::in_vpc("arn:aws:elasticloadbalancing:eu-central-1:123456789012:"
                                  "loadbalancer/app/a/50dc6c495c0c9188",
                                  "inner.example.com", {.read_timeout = 20})});
  has(properties("SiteOrigin1VpcOrigin"),
      R"("Name":{"Fn::Sub":"Test-Site-Origin1-${AWS::Region}"},)"
      R"("OriginProtocolPolicy":"https-only","OriginSSLProtocols":["TLSv1.2"])");
  has(properties("Site"),
      R"("VpcOriginConfig":{"VpcOriginId":{"Ref":"SiteOrigin1VpcOrigin"},"OriginReadTimeout":20})");
}

TEST_F(DistributionTest, an_origin_that_fails_is_replaced_by_another) {
  serve({.origin = Origin::with_failover(Origin::http("one.example.com"),
                                         Origin::http("two.example.com"), {500, 503})});
  const std::string text = properties("Site");
  has(text, R"("TargetOriginId":"OriginGroup1")");
  has(text, R"("OriginGroups":{"Quantity":1,"Items":[{"FailoverCriteria":{"StatusCodes":)"
            R"({"Items":[500,503],"Quantity":2}},"Id":"OriginGroup1","Members":{"Items":)"
            R"([{"OriginId":"Origin1"},{"OriginId":"Origin2"}],"Quantity":2}}]})");
}

TEST_F(DistributionTest, functions_and_keys_are_part_of_a_behavior) {
  EdgeFunction& edge =
      EdgeFunction::from_arn(stack, "Edge", "arn:aws:cloudfront::123456789012:function/edge");
  Function& lambda =
      Function::from_arn(stack, "Lambda", "arn:aws:lambda:us-east-1:123456789012:function:l:7");
  KeyGroup& keys = KeyGroup::from_id(stack, "Keys", "keys");
  CachePolicy& cache = CachePolicy::from_id(stack, "Cache", "cache");
  OriginRequestPolicy& sent = OriginRequestPolicy::from_id(stack, "Sent", "sent");
  ResponseHeadersPolicy& headers = ResponseHeadersPolicy::from_id(stack, "Headers", "headers");
  serve({.origin = Origin::http("example.com"),
         .allowed_methods = AllowedMethods::all,
         .cache_policy = cache,
         .edge_lambdas = {{.version = lambda, .include_body = true}},
         .field_level_encryption = "fields",
         .grpc = true,
         .on_viewer_response = edge,
         .origin_request_policy = sent,
         .response_headers_policy = headers,
         .trusted_key_groups = {keys}});
  has(properties("Site"),
      R"("CachePolicyId":"cache","Compress":true,"FieldLevelEncryptionId":"fields",)"
      R"("FunctionAssociations":[{"EventType":"viewer-response",)"
      R"("FunctionARN":"arn:aws:cloudfront::123456789012:function/edge"}],)"
      R"("GrpcConfig":{"Enabled":true},"LambdaFunctionAssociations":[)"
      R"({"EventType":"origin-request","IncludeBody":true,)"
      R"("LambdaFunctionARN":"arn:aws:lambda:us-east-1:123456789012:function:l:7"}],)"
      R"("OriginRequestPolicyId":"sent","ResponseHeadersPolicyId":"headers",)"
      R"("TrustedKeyGroups":["keys"])");
}

TEST_F(DistributionTest, every_property_is_written_where_it_belongs) {
  Certificate& certificate = Certificate::from_arn(
      stack, "Certificate", "arn:aws:acm:us-east-1:123456789012:certificate/c");
  HostedZone& zone = HostedZone::from_attributes(
      stack, "Zone", {.zone_id = "Z0123456789ABCDEFGHIJ", .zone_name = "example.com"});
  WebAcl& acl =
      WebAcl::from_arn(stack, "Acl", "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/1");
  Distribution& site = stack.add(DistributionProps{
      .id = "Site",
      .default_behavior = {.origin = Origin::http("origin.example.com")},
      .behaviors = {{.path = "/a", .behavior = {.origin = Origin::http("a.example.com")}}},
      .certificate = certificate,
      .comment = "The shop",
      .default_root_object = "index.html",
      .detailed_metrics = true,
      .domain_names = {"www.example.com"},
      .enabled = false,
      .error_pages =
          {{.status = 404, .cache_ttl = 60, .page = "/404.html", .response_status = 200}},
      .geo_restriction = GeoRestriction::deny({"DE"}),
      .hosted_zone = zone,
      .http_version = ViewerHttp::http2,
      .ipv6 = false,
      .log_cookies = true,
      .log_prefix = "site/",
      .logging = true,
      .minimum_tls = ViewerTls::tls_1_3_2025,
      .price_class = PriceClass::north_america_and_europe,
      .web_acl = acl,
  });
  EXPECT_EQ(site.url("/a").literal_text(), "https://www.example.com/a");
  const std::string text = properties("Site");
  has(text, R"("Enabled":false,"Aliases":["www.example.com"])");
  has(text, R"("Comment":"The shop","CustomErrorResponses":[{"ErrorCode":404,)"
            R"("ErrorCachingMinTTL":60,"ResponseCode":200,"ResponsePagePath":"/404.html"}],)"
            R"("DefaultRootObject":"index.html","HttpVersion":"http2","IPV6Enabled":false,)"
            R"("Logging":{"Bucket":{"Fn::GetAtt":["SiteLogs","DomainName"]},)"
            R"("IncludeCookies":true,"Prefix":"site/"})");
  has(text, R"("PriceClass":"PriceClass_100","Restrictions":{"GeoRestriction":)"
            R"({"RestrictionType":"blacklist","Locations":["DE"]}},"ViewerCertificate":)"
            R"({"AcmCertificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/c",)"
            R"("MinimumProtocolVersion":"TLSv1.3_2025","SslSupportMethod":"sni-only"},)"
            R"("WebACLId":"arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/1")");
  has(properties("SiteLogs"), R"("ObjectOwnership":"BucketOwnerPreferred")");
  has(properties("SiteMonitoring"), R"("RealtimeMetricsSubscriptionStatus":"Enabled")");
  has(properties("ZonewwwexamplecomA"),
      R"("AliasTarget":{"DNSName":{"Fn::GetAtt":["Site","DomainName"]},)"
      R"("HostedZoneId":"Z2FDTNDATAQYW2"})");
}

TEST_F(DistributionTest, the_cache_can_be_dropped_by_whom_it_is_granted) {
  Distribution& site = Distribution::from_attributes(
      stack, "Site", {.distribution_id = "E1", .domain_name = "d1.cloudfront.net"});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  site.grant_create_invalidation(role);
  has(resource("RoleDefaultPolicy"),
      R"("Action":"cloudfront:CreateInvalidation","Resource":{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/E1"})");
}

TEST_F(DistributionTest, what_is_wrong_is_found) {
  const int many = 9;
  Stack& there = app.add(StackProps{.id = "There", .region = "eu-central-1"});
  Certificate& elsewhere = there.add(CertificateProps{.id = "C", .domain_name = "example.com"});
  HostedZone& zone = HostedZone::from_id(stack, "Zone", "Z1");
  Bucket& owned = stack.add(BucketProps{.id = "Owned"});
  WebAcl& regional = stack.add(WebAclProps{.id = "Regional"});
  const Origin plain = Origin::http("example.com");
  const Origin group = Origin::with_failover(plain, Origin::http("b.example.com"));
  const auto add = [&](const char* id, const CacheBehavior& behavior) {
    stack.add(DistributionProps{.id = id, .default_behavior = behavior});
  };
  add("D", {.origin = Origin::http("a.example.com", {.connection_attempts = many})});
  add("E", {.origin = Origin::with_failover(group, plain)});
  add("F", {.origin = group, .allowed_methods = AllowedMethods::all});
  stack.add(DistributionProps{.id = "G",
                              .default_behavior = {.origin = plain},
                              .certificate = elsewhere,
                              .domain_names = {std::string("a..b")}});
  stack.add(
      DistributionProps{.id = "H", .default_behavior = {.origin = plain}, .hosted_zone = zone});
  stack.add(
      DistributionProps{.id = "I", .default_behavior = {.origin = plain}, .log_bucket = owned});
  stack.add(
      DistributionProps{.id = "J", .default_behavior = {.origin = plain}, .log_prefix = "a/"});
  stack.add(
      DistributionProps{.id = "K", .default_behavior = {.origin = plain}, .web_acl = regional});
  Distribution& imported = Distribution::from_attributes(
      stack, "L", {.distribution_id = "E1", .domain_name = "d1.cloudfront.net"});
  imported.add_behavior("/a", {.origin = plain});
  EXPECT_EQ(codes_of(app), "OT3342 OT3345 OT3345 OT3320 OT3312 OT3344 OT3343 OT3343 OT3351 OT2901");
}

TEST_F(DistributionTest, a_name_outside_of_its_zone_is_an_error) {
  HostedZone& zone =
      HostedZone::from_attributes(stack, "Zone", {.zone_id = "Z1", .zone_name = "example.com"});
  stack.add(DistributionProps{.id = "D",
                              .default_behavior = {.origin = Origin::http("a.example.com")},
                              .domain_names = {"www.example.org", "www.example.com"},
                              .hosted_zone = zone});
  EXPECT_EQ(codes_of(app), "OT3329");
}

}  // namespace
}  // namespace omnitrack

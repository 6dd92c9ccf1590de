#include "omnitrack/apigatewayv2/domain_name.hpp"

#include <string>

#include "../apigateway/one_function_test.hpp"
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/apigateway/websocket_api.hpp>
#include <omnitrack/apigatewayv2/http_api.hpp>
#include <omnitrack/certificatemanager/certificate.hpp>
#include <omnitrack/route53/hosted_zone.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class DomainNameTest : public testing_support::OneFunctionTest {
 protected:
  Certificate& certificate = Certificate::from_arn(
      stack, "Certificate", "arn:aws:acm:us-east-1:123456789012:certificate/c");
  HostedZone& zone = HostedZone::from_attributes(
      stack, "Zone", {.zone_id = "Z0123456789ABCDEFGHIJ", .zone_name = "example.com"});
};

TEST_F(DomainNameTest, a_domain_name_is_regional_and_has_its_records) {
  stack.add(DomainNameProps{.id = "Domain",
                            .certificate = certificate,
                            .domain_name = "api.example.com",
                            .hosted_zone = zone});
  EXPECT_EQ(resource("Domain"),
            R"({"Type":"AWS::ApiGatewayV2::DomainName","Properties":)"
            R"({"DomainName":"api.example.com","DomainNameConfigurations":[{"CertificateArn":)"
            R"("arn:aws:acm:us-east-1:123456789012:certificate/c","EndpointType":"REGIONAL",)"
            R"("SecurityPolicy":"TLS_1_2"}]}})");
  EXPECT_EQ(properties("ZoneapiexamplecomAAAA"),
            R"({"Name":"api.example.com","Type":"AAAA","AliasTarget":{"DNSName":)"
            R"({"Fn::GetAtt":["Domain","RegionalDomainName"]},"HostedZoneId":)"
            R"({"Fn::GetAtt":["Domain","RegionalHostedZoneId"]}},)"
            R"("HostedZoneId":"Z0123456789ABCDEFGHIJ"})");
}

TEST_F(DomainNameTest, paths_lead_to_apis_of_every_kind) {
  HttpApi& http = stack.add(HttpApiProps{.id = "Http"});
  HttpStage& other = http.add_stage("Other", {.name = "other"});
  RestApi& rest = stack.add(RestApiProps{.id = "Rest"});
  rest.root().add_method(HttpMethod::get, LambdaIntegration{.function = function});
  WebSocketApi& chat = stack.add(WebSocketApiProps{.id = "Chat"});
  DomainName& domain = stack.add(DomainNameProps{
      .id = "Domain", .certificate = certificate, .domain_name = "api.example.com"});
  domain.map(http);
  domain.map(http, other, "other/v1");
  domain.map(rest, "rest");
  DomainName& messages = stack.add(DomainNameProps{
      .id = "Messages", .certificate = certificate, .domain_name = "ws.example.com"});
  messages.map(chat);
  EXPECT_EQ(resource("DomainRootMapping"),
            R"({"Type":"AWS::ApiGatewayV2::ApiMapping","DependsOn":"HttpStage","Properties":)"
            R"({"ApiId":{"Ref":"Http"},"DomainName":{"Ref":"Domain"},"Stage":"$default"}})");
  EXPECT_EQ(properties("Domainotherv1Mapping"),
            R"({"ApiId":{"Ref":"Http"},"DomainName":{"Ref":"Domain"},"Stage":"other",)"
            R"("ApiMappingKey":"other/v1"})");
  EXPECT_EQ(properties("DomainrestMapping"),
            R"({"ApiId":{"Ref":"Rest"},"DomainName":{"Ref":"Domain"},"Stage":"prod",)"
            R"("ApiMappingKey":"rest"})");
  EXPECT_EQ(properties("MessagesRootMapping"),
            R"({"ApiId":{"Ref":"Chat"},"DomainName":{"Ref":"Messages"},"Stage":"prod"})");
}

TEST_F(DomainNameTest, a_rest_api_is_served_from_the_edge) {
  RestApi& rest = stack.add(RestApiProps{.id = "Rest", .endpoint_type = ApiEndpointType::edge});
  rest.root().add_method(HttpMethod::get, LambdaIntegration{.function = function});
  DomainName& domain = stack.add(DomainNameProps{.id = "Domain",
                                                 .certificate = certificate,
                                                 .domain_name = "api.example.com",
                                                 .endpoint = ApiDomainEndpoint::edge});
  domain.map(rest, "v1");
  EXPECT_EQ(properties("Domain"),
            R"({"CertificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/c",)"
            R"("DomainName":"api.example.com","EndpointConfiguration":{"Types":["EDGE"]},)"
            R"("SecurityPolicy":"TLS_1_2"})");
  EXPECT_EQ(properties("Domainv1Mapping"),
            R"({"DomainName":{"Ref":"Domain"},"BasePath":"v1","RestApiId":{"Ref":"Rest"},)"
            R"("Stage":{"Ref":"RestStage"}})");
}

TEST_F(DomainNameTest, callers_can_be_asked_for_a_certificate) {
  Bucket& bucket = Bucket::from_name(stack, "Bucket", "trusted-authorities");
  stack.add(DomainNameProps{.id = "Domain",
                            .certificate = certificate,
                            .domain_name = "api.example.com",
                            .ipv6 = true,
                            .mutual_tls = ApiMutualTls{.bucket = bucket, .key = "a.pem"},
                            .ownership_certificate = certificate});
  const std::string text = properties("Domain");
  EXPECT_NE(text.find(R"("MutualTlsAuthentication":{"TruststoreUri":)"
                      R"("s3://trusted-authorities/a.pem"})"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find(R"("IpAddressType":"dualstack")"), std::string::npos);
  EXPECT_NE(text.find("OwnershipVerificationCertificateArn"), std::string::npos);
}

TEST_F(DomainNameTest, a_domain_name_that_is_made_elsewhere_leads_to_further_apis) {
  HttpApi& http = stack.add(HttpApiProps{.id = "Http"});
  DomainName& domain = DomainName::from_attributes(stack, "Domain",
                                                   {.domain_name = "api.example.com",
                                                    .target = "d-1.execute-api.amazonaws.com",
                                                    .target_zone_id = "Z1"});
  domain.map(http, "shop");
  EXPECT_NE(properties("DomainshopMapping").find(R"("DomainName":"api.example.com")"),
            std::string::npos);
}

TEST_F(DomainNameTest, what_the_edge_has_not_is_refused) {
  stack.add(BucketProps{.id = "Kept"});
  Stack& there = app.add(StackProps{.id = "There", .region = "eu-central-1"});
  Certificate& elsewhere = there.add(CertificateProps{.id = "C", .domain_name = "*.example.com"});
  Bucket& bucket = Bucket::from_name(stack, "Bucket", "trusted-authorities");
  HttpApi& http = HttpApi::from_id(stack, "Http", "a1b2c3d4e5");
  DomainName& domain = there.add(DomainNameProps{
      .id = "A",
      .certificate = elsewhere,
      .domain_name = "api.example.com",
      .endpoint = ApiDomainEndpoint::edge,
      .mutual_tls = ApiMutualTls{.bucket = bucket, .key = "a.pem"},
  });
  (void)domain;
  DomainName& edge = there.add(DomainNameProps{.id = "B",
                                               .certificate = certificate,
                                               .domain_name = std::string("a..b"),
                                               .endpoint = ApiDomainEndpoint::edge});
  edge.map(http);
  EXPECT_EQ(codes_of(app), "OT3312 OT3307 OT3320 OT3307");
}

TEST_F(DomainNameTest, a_name_outside_of_its_zone_is_an_error) {
  stack.add(BucketProps{.id = "Kept"});
  HostedZone& com =
      HostedZone::from_attributes(stack, "Com", {.zone_id = "Z1", .zone_name = "example.com"});
  stack.add(DomainNameProps{.id = "A",
                            .certificate = Certificate::from_arn(stack, "Theirs", "arn"),
                            .domain_name = "api.example.org",
                            .hosted_zone = com});
  EXPECT_EQ(codes_of(app), "OT3329");
}

}  // namespace
}  // namespace omnitrack

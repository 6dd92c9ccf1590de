#include "late_props.hpp"
#include <omnitrack/apigatewayv2/domain_name.hpp>
#include <omnitrack/apigatewayv2/http_api.hpp>
#include <omnitrack/apigatewayv2/vpc_link.hpp>
#include <omnitrack/certificatemanager/certificate.hpp>
#include <omnitrack/cloudfront/static_site.hpp>
#include <omnitrack/route53/health_check.hpp>
#include <omnitrack/route53/hosted_zone.hpp>
#include <omnitrack/wafv2/web_acl.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateWebTest : public testing_support::LatePropsTest {
 protected:
  Function& function =
      Function::from_arn(stack, "Function", "arn:aws:lambda:eu-central-1:123456789012:function:f");
  HostedZone& zone = HostedZone::from_attributes(
      stack, "Zone", {.zone_id = "Z0123456789ABCDEFGHIJ", .zone_name = "example.com"});
  Certificate& certificate = Certificate::from_arn(
      stack, "Certificate", "arn:aws:acm:us-east-1:123456789012:certificate/c");
};

TEST_F(LateWebTest, an_http_api_with_routes_from_a_loop) {
  auto& api = add_later([&] {
    std::vector<HttpApiRoute> routes;
    for (const std::string& name : {std::string("items"), std::string("orders")}) {
      routes.push_back({.key = "GET /" + name, .integration = function});
    }
    return HttpApiProps{
        .id = std::string("api"),
        .cors = HttpCors{.allow_origins = std::vector<std::string>{"https://app.example.com"}},
        .name = std::string("shop"),
        .routes = routes,
        .stage = {.name = std::string("v1"),
                  .variables = std::map<std::string, std::string>{{"kind", "late"}}}};
  });
  const auto key = [] { return HttpRouteKey(std::string("POST /") + "late"); };
  const auto integration = [] {
    std::vector<HttpResponseMapping> mappings{
        {.status = std::string("200"),
         .parameters = std::map<std::string, std::string>{{"overwrite:header.x", "late"}}}};
    return HttpRouteIntegration::url("https://example.com/" + std::string("late"), HttpMethod::post,
                                     {.response_parameters = mappings});
  };
  api.add_route(key(), integration(),
                {.id = std::string("Late"), .operation_name = std::string("Write")});
  EXPECT_THAT(properties("apiStage"), HasSubstr(R"("StageName":"v1")"));
  EXPECT_THAT(properties("apiGetOrders"), HasSubstr(R"("RouteKey":"GET /orders")"));
  EXPECT_THAT(properties("apiLateIntegration"), HasSubstr("https://example.com/late"));
}

TEST_F(LateWebTest, a_domain_name_of_a_helper) {
  auto& domain = add_later([&] {
    return DomainNameProps{.id = std::string("domain"),
                           .certificate = certificate,
                           .domain_name = std::string("api") + ".example.com",
                           .hosted_zone = zone};
  });
  domain.map(HttpApi::from_id(stack, "Api", "a1b2c3d4e5"), std::string("orders"));
  EXPECT_THAT(properties("domain"), HasSubstr(R"("DomainName":"api.example.com")"));
  EXPECT_THAT(properties("domainordersMapping"), HasSubstr(R"("ApiMappingKey":"orders")"));
}

TEST_F(LateWebTest, records_with_values_from_a_loop) {
  add_later([&] {
    std::vector<Ipv4Address> addresses;
    for (int i = 1; i < 4; ++i) addresses.push_back("192.0.2." + std::to_string(i));
    return DnsRecordProps{.id = std::string("record"),
                          .data = RecordData::a(addresses),
                          .zone = zone,
                          .name = std::string("www"),
                          .routing = RecordRouting::country(std::string("US"), std::string("CA"))};
  });
  add_later([&] {
    const std::vector<std::string> texts{"one", "two"};
    return DnsRecordProps{.id = std::string("text"), .data = RecordData::txt(texts), .zone = zone};
  });
  EXPECT_THAT(properties("record"), HasSubstr(R"(["192.0.2.1","192.0.2.2","192.0.2.3"])"));
  EXPECT_THAT(properties("record"), HasSubstr(R"("SubdivisionCode":"CA")"));
  EXPECT_THAT(properties("text"), HasSubstr(R"(["\"one\"","\"two\""])"));
}

TEST_F(LateWebTest, a_certificate_and_a_zone_of_helpers) {
  auto& made = add_later([] {
    return HostedZoneProps{.id = std::string("made"), .zone_name = std::string("example.org")};
  });
  add_later([&] {
    const std::vector<DnsName> names{std::string("www.example.org")};
    return CertificateProps{.id = std::string("certificate"),
                            .domain_name = std::string("example.org"),
                            .hosted_zone = made,
                            .subject_alternative_names = names};
  });
  EXPECT_THAT(properties("certificate"), HasSubstr(R"(["www.example.org"])"));
}

TEST_F(LateWebTest, a_distribution_with_behaviors_from_a_loop) {
  add_later([&] {
    std::vector<PathBehavior> behaviors;
    std::map<std::string, std::string> headers{{"x-late", "yes"}};
    for (const std::string& name : {std::string("a"), std::string("b")}) {
      behaviors.push_back(
          {.path = "/" + name + "/*",
           .behavior = {.origin = Origin::http(name + ".example.com",
                                               {.custom_headers = headers, .id = name})}});
    }
    return DistributionProps{
        .id = std::string("site"),
        .default_behavior = {.origin = Origin::http("example.com")},
        .behaviors = behaviors,
        .certificate = certificate,
        .domain_names = std::vector<DnsName>{std::string("example.com")},
        .geo_restriction = GeoRestriction::allow(std::vector<std::string>{"DE"})};
  });
  EXPECT_THAT(properties("site"), HasSubstr(R"("PathPattern":"/b/*","TargetOriginId":"b")"));
  EXPECT_THAT(properties("site"), HasSubstr(R"("Locations":["DE"])"));
}

TEST_F(LateWebTest, a_static_site_of_a_helper) {
  add_later([&] {
    return StaticSiteProps{.id = std::string("site"),
                           .certificate = certificate,
                           .domain_names = std::vector<DnsName>{std::string("example.com")},
                           .error_page = std::string("/404.html"),
                           .hosted_zone = zone,
                           .index_document = std::string("home.html")};
  });
  EXPECT_THAT(properties("siteIndex"), HasSubstr("home.html"));
}

TEST_F(LateWebTest, a_web_acl_with_rules_from_a_loop) {
  add_later([] {
    std::vector<WebAclRule> rules;
    for (int i = 0; i < 3; ++i) {
      const int limit = 100 + i;
      rules.push_back(WebAclRule::rate_limit("Limit" + std::to_string(i), limit));
    }
    rules.push_back(WebAclRule::countries(std::string("Home"), std::vector<std::string>{"DE"},
                                          WafAction::allow));
    return WebAclProps{.id = std::string("acl"), .rules = rules};
  });
  EXPECT_THAT(properties("acl"), HasSubstr(R"({"Name":"Limit2","Priority":2)"));
  EXPECT_THAT(properties("acl"), HasSubstr(R"("CountryCodes":["DE"])"));
}

}  // namespace
}  // namespace omnitrack

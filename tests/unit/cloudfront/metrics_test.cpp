// The metrics of what serves sites and APIs: their names, dimensions, statistics and regions.

#include <string>

#include "../../../constructs/cloudwatch/metric_node.hpp"
#include "../resource_text.hpp"
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/apigateway/websocket_api.hpp>
#include <omnitrack/apigatewayv2/http_api.hpp>
#include <omnitrack/certificatemanager/certificate.hpp>
#include <omnitrack/cloudfront/distribution.hpp>
#include <omnitrack/route53/health_check.hpp>
#include <omnitrack/route53/hosted_zone.hpp>
#include <omnitrack/wafv2/web_acl.hpp>

namespace omnitrack {
namespace {

/// A metric as `NAMESPACE NAME STATISTIC REGION DIMENSION=VALUE …`.
std::string metric_text(const Metric& metric) {
  const MetricProps& measured = metric.node().measured;
  std::string text(measured.name_space.text());
  text.append(" ").append(measured.metric_name.text());
  text.append(" ").append(measured.statistic.text());
  text.append(" ").append(measured.region.text());
  const Node& dimensions = measured.dimensions.node();
  for (std::uint32_t i = 0; i < dimensions.size; ++i) {
    const Node& value = dimensions.fields[i].value;
    text.append(" ").append(dimensions.fields[i].key).append("=");
    text.append(value.kind == NodeKind::string ? value.string() : std::string_view("?"));
  }
  return text;
}

class WebMetricsTest : public testing_support::OneStackTest {};

TEST_F(WebMetricsTest, a_distribution_is_measured_globally) {
  Distribution& site = Distribution::from_attributes(
      stack, "Site", {.distribution_id = "E1", .domain_name = "d1.cloudfront.net"});
  EXPECT_EQ(metric_text(site.metric_requests()),
            "AWS/CloudFront Requests Sum us-east-1 DistributionId=E1 Region=Global");
  EXPECT_EQ(metric_text(site.metric_5xx_error_rate()),
            "AWS/CloudFront 5xxErrorRate Average us-east-1 DistributionId=E1 Region=Global");
  Stack& there = app.add(StackProps{.id = "There", .region = "us-east-1"});
  EXPECT_EQ(metric_text(Distribution::from_attributes(there, "Site",
                                                      {.distribution_id = "E1", .domain_name = "d"})
                            .metric_bytes_downloaded()),
            "AWS/CloudFront BytesDownloaded Sum  DistributionId=E1 Region=Global");
}

TEST_F(WebMetricsTest, an_http_api_is_measured_as_a_whole_and_by_stage) {
  HttpApi& imported = HttpApi::from_id(stack, "Imported", "a1b2c3d4e5");
  EXPECT_EQ(metric_text(imported.metric_count()),
            "AWS/ApiGateway Count SampleCount  ApiId=a1b2c3d4e5");
  EXPECT_EQ(metric_text(imported.metric_server_errors()),
            "AWS/ApiGateway 5xx Sum  ApiId=a1b2c3d4e5");
  EXPECT_EQ(metric_text(imported.metric_latency()),
            "AWS/ApiGateway Latency Average  ApiId=a1b2c3d4e5");
  HttpApi& api = stack.add(HttpApiProps{.id = "Api"});
  EXPECT_EQ(metric_text(api.stage()->metric_client_errors()),
            "AWS/ApiGateway 4xx Sum  ApiId=? Stage=$default");
}

TEST_F(WebMetricsTest, a_rest_api_is_measured_by_its_name) {
  RestApi& api = stack.add(RestApiProps{.id = "Api", .name = "shop"});
  EXPECT_EQ(metric_text(api.metric_server_errors()), "AWS/ApiGateway 5XXError Sum  ApiName=shop");
  WebSocketApi& chat = stack.add(WebSocketApiProps{.id = "Chat"});
  EXPECT_EQ(metric_text(chat.metric_messages()),
            "AWS/ApiGateway MessageCount Sum  ApiId=? Stage=prod");
}

TEST_F(WebMetricsTest, names_are_measured_in_us_east_1) {
  EXPECT_EQ(metric_text(HostedZone::from_id(stack, "Zone", "Z1").metric_queries()),
            "AWS/Route53 DNSQueries Sum us-east-1 HostedZoneId=Z1");
  EXPECT_EQ(metric_text(HealthCheck::from_id(stack, "Check", "c").metric_status()),
            "AWS/Route53 HealthCheckStatus Minimum us-east-1 HealthCheckId=c");
}

TEST_F(WebMetricsTest, certificates_are_measured_by_their_last_day) {
  Certificate& certificate = Certificate::from_arn(
      stack, "Certificate", "arn:aws:acm:us-east-1:123456789012:certificate/c");
  EXPECT_EQ(metric_text(certificate.metric_days_to_expiry()),
            "AWS/CertificateManager DaysToExpiry Minimum  "
            "CertificateArn=arn:aws:acm:us-east-1:123456789012:certificate/c");
}

TEST_F(WebMetricsTest, a_web_acl_is_measured_by_its_scope) {
  Stack& there = app.add(StackProps{.id = "There", .region = "us-east-1"});
  EXPECT_EQ(metric_text(there.add(WebAclProps{.id = "Acl"}).metric_blocked_requests()),
            "AWS/WAFV2 BlockedRequests Sum  WebACL=Acl Rule=ALL Region=us-east-1");
  EXPECT_EQ(metric_text(there.add(WebAclProps{.id = "Edge", .scope = WafScope::cloudfront})
                            .metric_allowed_requests()),
            "AWS/WAFV2 AllowedRequests Sum  WebACL=Edge Rule=ALL");
}

}  // namespace
}  // namespace omnitrack

#include "omnitrack/route53/health_check.hpp"

#include <string>

#include "../resource_text.hpp"

namespace omnitrack {
namespace {

using testing_support::codes_of;

class HealthCheckTest : public testing_support::OneStackTest {};

TEST_F(HealthCheckTest, a_health_check_asks_by_https) {
  stack.add(HealthCheckProps{.id = "Check", .domain_name = "example.com"});
  EXPECT_EQ(properties("Check"), R"({"HealthCheckConfig":{"Type":"HTTPS","EnableSNI":true,)"
                                 R"("FullyQualifiedDomainName":"example.com"}})");
}

TEST_F(HealthCheckTest, every_property_is_written_where_it_belongs) {
  stack.add(HealthCheckProps{
      .id = "Check",
      .domain_name = "example.com",
      .failure_threshold = 2,
      .inverted = true,
      .ip_address = "52.95.110.1",
      .kind = HealthCheckKind::http,
      .measure_latency = true,
      .path = "/health",
      .port = 8080,
      .regions = {"eu-west-1", "us-east-1", "us-west-1"},
      .request_interval = 10,
      .search_text = "ok",
  });
  EXPECT_EQ(properties("Check"),
            R"({"HealthCheckConfig":{"Type":"HTTP_STR_MATCH","FailureThreshold":2,)"
            R"("FullyQualifiedDomainName":"example.com","Inverted":true,"IPAddress":"52.95.110.1",)"
            R"("MeasureLatency":true,"Port":8080,"Regions":["eu-west-1","us-east-1","us-west-1"],)"
            R"("RequestInterval":10,"ResourcePath":"/health","SearchString":"ok"}})");
}

TEST_F(HealthCheckTest, a_health_check_counts_others) {
  HealthCheck& one = HealthCheck::from_id(stack, "One", "abcdef11-1111");
  HealthCheck& two = HealthCheck::from_id(stack, "Two", "abcdef11-2222");
  stack.add(
      HealthCheckProps{.id = "Both", .children = {one, two}, .kind = HealthCheckKind::calculated});
  EXPECT_EQ(properties("Both"),
            R"({"HealthCheckConfig":{"Type":"CALCULATED",)"
            R"("ChildHealthChecks":["abcdef11-1111","abcdef11-2222"],"HealthThreshold":2}})");
}

TEST_F(HealthCheckTest, a_health_check_looks_at_an_alarm) {
  stack.add(HealthCheckProps{.id = "Check",
                             .alarm_name = "Errors",
                             .kind = HealthCheckKind::cloudwatch_alarm,
                             .without_data = HealthWithoutData::healthy});
  EXPECT_EQ(properties("Check"),
            R"({"HealthCheckConfig":{"Type":"CLOUDWATCH_METRIC","AlarmIdentifier":)"
            R"({"Name":"Errors","Region":{"Ref":"AWS::Region"}},)"
            R"("InsufficientDataHealthStatus":"Healthy"}})");
}

TEST_F(HealthCheckTest, what_does_not_fit_is_found) {
  const int no_port = 0;
  stack.add(HealthCheckProps{.id = "A"});
  stack.add(
      HealthCheckProps{.id = "B", .domain_name = "b", .kind = HealthCheckKind::cloudwatch_alarm});
  stack.add(HealthCheckProps{.id = "C", .kind = HealthCheckKind::calculated});
  stack.add(HealthCheckProps{.id = "D", .domain_name = "d", .kind = HealthCheckKind::tcp});
  stack.add(HealthCheckProps{
      .id = "E", .domain_name = "d", .kind = HealthCheckKind::tcp, .path = "/", .port = 25});
  stack.add(HealthCheckProps{.id = "F", .domain_name = "d", .port = no_port});
  EXPECT_EQ(codes_of(app), "OT3327 OT3327 OT3327 OT3327 OT3327 OT3327 OT3328");
}

}  // namespace
}  // namespace omnitrack

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticloadbalancingv2/application_load_balancer.hpp>
#include <omnitrack/elasticloadbalancingv2/network_load_balancer.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;
using testing_support::OneStackTest;

class TargetGroupTest : public OneStackTest {
 protected:
  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234567", "subnet-12345678"}});
};

TEST_F(TargetGroupTest, targets_speak_http_on_its_port_by_their_addresses) {
  stack.add(TargetGroupProps{.id = "Group", .vpc = vpc});
  EXPECT_EQ(properties("Group"),
            R"({"Port":80,"Protocol":"HTTP","TargetType":"ip","VpcId":"vpc-01234567"})");
}

TEST_F(TargetGroupTest, every_property_is_written_where_it_belongs) {
  stack.add(TargetGroupProps{
      .id = "Group",
      .cross_zone = true,
      .deregistration_delay = 30,
      .health_check = {.healthy_threshold = 2,
                       .codes = "200-299",
                       .interval = 10,
                       .path = "/health",
                       .port = 8081,
                       .protocol = TargetProtocol::http,
                       .timeout = 5,
                       .unhealthy_threshold = 3},
      .load_balancing_algorithm = LoadBalancingAlgorithm::least_outstanding_requests,
      .port = 8443,
      .protocol = TargetProtocol::https,
      .protocol_version = TargetProtocolVersion::http2,
      .stickiness = TargetStickiness{.cookie_name = "session", .duration = 60},
      .target_group_name = "web",
      .vpc = vpc,
  });
  EXPECT_EQ(
      properties("Group"),
      R"({"HealthCheckIntervalSeconds":10,"HealthCheckPath":"/health","HealthCheckPort":"8081",)"
      R"("HealthCheckProtocol":"HTTP","HealthCheckTimeoutSeconds":5,"HealthyThresholdCount":2,)"
      R"("Matcher":{"HttpCode":"200-299"},"Name":"web","Port":8443,"Protocol":"HTTPS",)"
      R"("ProtocolVersion":"HTTP2","TargetGroupAttributes":[{"Key":"deregistration_delay.timeou)"
      R"(t_seconds","Value":"30"},{"Key":"load_balancing.cross_zone.enabled","Value":"true"},)"
      R"({"Key":"load_balancing.algorithm.type","Value":"least_outstanding_requests"},)"
      R"({"Key":"stickiness.enabled","Value":"true"},{"Key":"stickiness.type",)"
      R"("Value":"app_cookie"},{"Key":"stickiness.app_cookie.cookie_name","Value":"session"},)"
      R"({"Key":"stickiness.app_cookie.duration_seconds","Value":"60"}],"TargetType":"ip",)"
      R"("UnhealthyThresholdCount":3,"VpcId":"vpc-01234567"})");
}

TEST_F(TargetGroupTest, targets_of_network_load_balancers_have_their_own_attributes) {
  stack.add(TargetGroupProps{
      .id = "Group",
      .connection_termination = true,
      .port = 53,
      .preserve_client_ip = true,
      .protocol = TargetProtocol::tcp_udp,
      .proxy_protocol_v2 = true,
      .stickiness = TargetStickiness{},
      .vpc = vpc,
  });
  EXPECT_EQ(
      properties("Group"),
      R"({"Port":53,"Protocol":"TCP_UDP",)"
      R"("TargetGroupAttributes":[{"Key":"deregistration_delay.connection_termination.enabled",)"
      R"("Value":"true"},{"Key":"preserve_client_ip.enabled","Value":"true"},)"
      R"({"Key":"proxy_protocol_v2.enabled","Value":"true"},{"Key":"stickiness.enabled",)"
      R"("Value":"true"},{"Key":"stickiness.type","Value":"source_ip"}],"TargetType":"ip",)"
      R"("VpcId":"vpc-01234567"})");
}

TEST_F(TargetGroupTest, a_function_is_a_target_that_load_balancers_may_invoke) {
  Function& function = stack.add(FunctionProps{
      .id = "Function",
      .code = FunctionCode::inline_text("def handler(event, context): pass"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  stack
      .add(TargetGroupProps{.id = "Group",
                            .health_check = {.path = "/"},
                            .multi_value_headers = true,
                            .target_group_name = "functions",
                            .target_type = TargetType::lambda})
      .add_target(function);
  EXPECT_EQ(
      resource("Group"),
      R"({"Type":"AWS::ElasticLoadBalancingV2::TargetGroup",)"
      R"("DependsOn":"FunctionPermissionGroup","Properties":{"HealthCheckEnabled":true,)"
      R"("HealthCheckPath":"/","Name":"functions",)"
      R"("TargetGroupAttributes":[{"Key":"lambda.multi_value_headers.enabled","Value":"true"}],)"
      R"("TargetType":"lambda","Targets":[{"Id":{"Fn::GetAtt":["Function","Arn"]}}]}})");
  EXPECT_EQ(
      properties("FunctionPermissionGroup"),
      R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"Function"},)"
      R"("Principal":"elasticloadbalancing.amazonaws.com",)"
      R"("SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:elasticloadbalancing:${AWS::Region}:${AW)"
      R"(S::AccountId}:targetgroup/functions/*"}})");
}

TEST_F(TargetGroupTest, addresses_and_instances_are_named) {
  auto& addresses = stack.add(TargetGroupProps{.id = "Addresses", .vpc = vpc});
  addresses.add_ip("10.0.0.1");
  addresses.add_ip("192.168.0.1", 8080, "all");
  auto& instances = stack.add(
      TargetGroupProps{.id = "Instances", .target_type = TargetType::instance, .vpc = vpc});
  instances.add_id("i-0123456789abcdef0", 81);
  EXPECT_EQ(
      properties("Addresses"),
      R"({"Port":80,"Protocol":"HTTP","TargetType":"ip","Targets":[{"Id":"10.0.0.1"},)"
      R"({"Id":"192.168.0.1","AvailabilityZone":"all","Port":8080}],"VpcId":"vpc-01234567"})");
  EXPECT_EQ(properties("Instances"),
            R"({"Port":80,"Protocol":"HTTP","TargetType":"instance",)"
            R"("Targets":[{"Id":"i-0123456789abcdef0","Port":81}],"VpcId":"vpc-01234567"})");
}

TEST_F(TargetGroupTest, a_load_balancer_behind_another_is_reached_and_waited_for) {
  auto& inner = stack.add(ApplicationLoadBalancerProps{.id = "Inner", .vpc = vpc});
  auto& web = stack.add(TargetGroupProps{.id = "Web", .vpc = vpc});
  auto& listener = stack.add(ApplicationListenerProps{
      .id = "Http",
      .default_action = ListenerAction::forward(web),
      .load_balancer = inner,
      .protocol = ListenerProtocol::http,
  });
  auto& group = stack.add(TargetGroupProps{.id = "Group",
                                           .port = 80,
                                           .protocol = TargetProtocol::tcp,
                                           .target_type = TargetType::alb,
                                           .vpc = vpc});
  group.add_target(listener);
  auto& outer = stack.add(NetworkLoadBalancerProps{.id = "Outer", .vpc = vpc});
  stack.add(NetworkListenerProps{.id = "Tcp",
                                 .default_action = ListenerAction::forward(group),
                                 .load_balancer = outer,
                                 .port = 80});
  EXPECT_EQ(resource("Group"),
            R"({"Type":"AWS::ElasticLoadBalancingV2::TargetGroup","DependsOn":"Http",)"
            R"("Properties":{"Port":80,"Protocol":"TCP","TargetType":"alb",)"
            R"("Targets":[{"Id":{"Ref":"Inner"},"Port":80}],"VpcId":"vpc-01234567"}})");
  EXPECT_THAT(written(), has_resource("InnerSecurityGroupFromOuterSecurityGroupTCP80"));
}

TEST_F(TargetGroupTest, one_that_is_made_elsewhere_is_named_and_measured) {
  auto& known = TargetGroup::from_arn(
      stack, "Known",
      "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef");
  stack.add(TargetGroupProps{.id = "Group", .vpc = vpc});
  stack.add(OutputProps{.id = "Full", .value = known.full_name()});
  for (const Metric& metric :
       {known.metric_healthy_hosts(), known.metric_requests(), known.metric_requests_per_target(),
        known.metric_target_response_time(), known.metric_target_5xx(),
        known.metric_unhealthy_hosts()}) {
    (void)metric;
  }
  EXPECT_EQ(resource("Outputs"), R"({"Full":{"Value":"targetgroup/web/0123456789abcdef"}})");
}

TEST_F(TargetGroupTest, what_only_its_owner_can_do_is_refused) {
  auto& known = TargetGroup::from_arn(
      stack, "Known",
      "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef");
  known.add_ip("10.0.0.1");
  (void)known.resource();
  EXPECT_EQ(codes_of(app), "OT2901 OT2901");
}

TEST_F(TargetGroupTest, what_cannot_be_is_an_error) {
  const std::string name = "-web";
  const int seconds = 5000;
  stack.add(TargetGroupProps{.id = "A", .target_group_name = name, .vpc = vpc});
  stack.add(TargetGroupProps{.id = "B"});
  stack.add(TargetGroupProps{.id = "C", .protocol = TargetProtocol::tcp, .vpc = vpc});
  auto& group = stack.add(TargetGroupProps{
      .id = "D",
      .deregistration_delay = seconds,
      .health_check = {.interval = seconds},
      .slow_start = seconds,
      .vpc = vpc,
  });
  group.add_id("i-0123456789abcdef0");
  (void)group.resource_label();
  EXPECT_EQ(codes_of(app), "OT3430 OT3434 OT3434 OT3433 OT3433 OT3433 OT3434 OT3435");
}

}  // namespace
}  // namespace omnitrack

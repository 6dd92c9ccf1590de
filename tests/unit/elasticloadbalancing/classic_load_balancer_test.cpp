#include "omnitrack/elasticloadbalancing/classic_load_balancer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/ec2/instance.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing::HasSubstr;
using testing::Not;
using testing_support::codes_of;

constexpr std::string_view certificate =
    "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";

class ClassicLoadBalancerTest : public testing_support::OneStackTest {
 protected:
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 2, .nat_gateways = 1});
};

TEST_F(ClassicLoadBalancerTest, it_is_inside_and_lets_the_vpc_in) {
  stack.add(ClassicLoadBalancerProps{.id = "Lb", .listeners = {ClassicListener{}}, .vpc = vpc});
  EXPECT_EQ(properties("Lb"),
            R"({"Listeners":[{"InstancePort":"80","LoadBalancerPort":"80","Protocol":"HTTP",)"
            R"("InstanceProtocol":"HTTP"}],"ConnectionDrainingPolicy":{"Enabled":true,)"
            R"("Timeout":300},"ConnectionSettings":{"IdleTimeout":60},"CrossZone":true,)"
            R"("HealthCheck":{"HealthyThreshold":"2","Interval":"30","Target":"HTTP:80/",)"
            R"("Timeout":"5","UnhealthyThreshold":"5"},"Scheme":"internal",)"
            R"("SecurityGroups":[{"Fn::GetAtt":["LbSecurityGroup","GroupId"]}],"Subnets":[)"
            R"({"Ref":"VpcPrivateSubnet1"},{"Ref":"VpcPrivateSubnet2"}],)"
            R"("Tags":[{"Key":"Name","Value":"Test/Lb"}]})");
  EXPECT_THAT(properties("LbSecurityGroup"),
              HasSubstr(R"("CidrIp":{"Fn::GetAtt":["Vpc","CidrBlock"]})"));
}

TEST_F(ClassicLoadBalancerTest, it_speaks_tls_by_a_policy) {
  stack.add(ClassicLoadBalancerProps{
      .id = "Lb",
      .listeners = {{.certificate = certificate, .instance_port = 8080}},
      .vpc = vpc,
      .internet_facing = true,
  });
  EXPECT_THAT(properties("Lb"), HasSubstr(R"("LoadBalancerPort":"443","Protocol":"HTTPS",)"
                                          R"("InstanceProtocol":"HTTP","PolicyNames":["Tls443"])"));
  EXPECT_THAT(properties("Lb"),
              HasSubstr(R"("Policies":[{"Attributes":[{"Name":"Reference-Security-Policy",)"
                        R"("Value":"ELBSecurityPolicy-TLS-1-2-2017-01"}],"PolicyName":"Tls443",)"
                        R"("PolicyType":"SSLNegotiationPolicyType"}],"Scheme":"internet-facing")"));
  EXPECT_THAT(properties("LbSecurityGroup"),
              HasSubstr(R"("CidrIp":"0.0.0.0/0","Description":"Allow TCP 443")"));
}

TEST_F(ClassicLoadBalancerTest, one_that_faces_the_internet_waits_for_the_gateway) {
  stack.add(ClassicLoadBalancerProps{
      .id = "Open", .listeners = {{}}, .vpc = vpc, .internet_facing = true});
  stack.add(ClassicLoadBalancerProps{.id = "Inner", .listeners = {{}}, .vpc = vpc});
  EXPECT_THAT(resource("Open"), HasSubstr(R"("DependsOn":"VpcGatewayAttachment")"));
  EXPECT_THAT(resource("Inner"), Not(HasSubstr("DependsOn")));
}

TEST_F(ClassicLoadBalancerTest, instances_let_it_in) {
  auto& instance = stack.add(InstanceProps{.id = "Web", .instance_type = "t3.micro", .vpc = vpc});
  auto& balancer = stack.add(ClassicLoadBalancerProps{
      .id = "Lb",
      .listeners = {ClassicListener{}},
      .vpc = vpc,
      .health_check = {.path = "/health", .port = 8081},
  });
  balancer.add_instance(instance);
  EXPECT_THAT(properties("Lb"), HasSubstr(R"("Instances":[{"Ref":"Web"}])"));
  EXPECT_THAT(properties("Lb"), HasSubstr(R"("Target":"HTTP:8081/health")"));
  EXPECT_THAT(written(), has_resource("WebSecurityGroupFromLbSecurityGroupTCP80"));
  EXPECT_THAT(written(), has_resource("WebSecurityGroupFromLbSecurityGroupTCP8081"));
}

TEST_F(ClassicLoadBalancerTest, records_of_requests_are_put_into_a_bucket) {
  auto& bucket = stack.add(BucketProps{.id = "Logs"});
  stack.add(ClassicLoadBalancerProps{.id = "Lb",
                                     .listeners = {ClassicListener{}},
                                     .vpc = vpc,
                                     .access_log_bucket = bucket,
                                     .access_log_prefix = "web"});
  EXPECT_THAT(properties("Lb"),
              HasSubstr(R"("AccessLoggingPolicy":{"Enabled":true,"S3BucketName":{"Ref":"Logs"},)"
                        R"("S3BucketPrefix":"web"})"));
  EXPECT_THAT(properties("LogsPolicy"),
              HasSubstr(R"("Fn::Sub":"${Logs.Arn}/web/AWSLogs/${AWS::AccountId}/*")"));
}

TEST_F(ClassicLoadBalancerTest, it_is_measured_and_has_an_alias) {
  auto& balancer =
      stack.add(ClassicLoadBalancerProps{.id = "Lb", .listeners = {ClassicListener{}}, .vpc = vpc});
  (void)balancer.metric_request_count();
  const AliasAddress address = balancer.alias_address();
  stack.add(OutputProps{.id = "Name", .value = address.dns_name});
  stack.add(OutputProps{.id = "Zone", .value = address.hosted_zone_id});
  EXPECT_EQ(resource("Name"), R"({"Value":{"Fn::GetAtt":["Lb","DNSName"]}})");
  EXPECT_EQ(resource("Zone"), R"({"Value":{"Fn::GetAtt":["Lb","CanonicalHostedZoneNameID"]}})");
}

TEST_F(ClassicLoadBalancerTest, what_cannot_be_is_an_error) {
  stack.add(
      ClassicLoadBalancerProps{.id = "None", .listeners = Items<ClassicListener>(), .vpc = vpc});
  const std::int64_t zero = 0;
  stack.add(ClassicLoadBalancerProps{
      .id = "Zero", .listeners = {ClassicListener{}}, .vpc = vpc, .idle_timeout = zero});
  stack.add(ClassicLoadBalancerProps{.id = "Slow",
                                     .listeners = {ClassicListener{}},
                                     .vpc = vpc,
                                     .health_check = {.interval = 10, .timeout = 10}});
  stack.add(ClassicLoadBalancerProps{
      .id = "Plain", .listeners = {{.protocol = ClassicProtocol::https}}, .vpc = vpc});
  stack.add(ClassicLoadBalancerProps{
      .id = "Mixed",
      .listeners = {{.instance_protocol = ClassicProtocol::tcp, .protocol = ClassicProtocol::http}},
      .vpc = vpc});
  EXPECT_EQ(codes_of(app), "OT3930 OT3931 OT3931 OT3932 OT3932");
}

}  // namespace
}  // namespace omnitrack

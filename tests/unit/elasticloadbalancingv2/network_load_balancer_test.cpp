#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/certificatemanager.hpp>
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticloadbalancingv2/network_load_balancer.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;
using testing_support::OneStackTest;

class NetworkLoadBalancerTest : public OneStackTest {
 protected:
  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234567", "subnet-12345678"},
                            .public_subnets = {"subnet-23456789", "subnet-3456789a"}});
  TargetGroup& group = stack.add(
      TargetGroupProps{.id = "Group", .port = 53, .protocol = TargetProtocol::tcp_udp, .vpc = vpc});
};

TEST_F(NetworkLoadBalancerTest, a_load_balancer_is_internal_and_crosses_zones) {
  stack.add(NetworkLoadBalancerProps{.id = "Balancer", .vpc = vpc});
  EXPECT_EQ(properties("Balancer"),
            R"({"EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic":"on",)"
            R"("LoadBalancerAttributes":[{"Key":"deletion_protection.enabled","Value":"false"},)"
            R"({"Key":"load_balancing.cross_zone.enabled","Value":"true"}],"Scheme":"internal",)"
            R"("SecurityGroups":[{"Fn::GetAtt":["BalancerSecurityGroup","GroupId"]}],)"
            R"("Subnets":["subnet-01234567","subnet-12345678"],"Type":"network"})");
}

TEST_F(NetworkLoadBalancerTest, every_property_is_written_where_it_belongs) {
  Bucket& logs = stack.add(BucketProps{.id = "Logs"});
  stack.add(NetworkLoadBalancerProps{
      .id = "Balancer",
      .vpc = vpc,
      .access_log_bucket = logs,
      .access_log_prefix = "nlb",
      .addresses = LoadBalancerAddresses::dualstack,
      .client_routing = ClientRouting::partial_zone_affinity,
      .cross_zone = false,
      .deletion_protection = true,
      .enforce_security_groups_on_private_link = false,
      .internet_facing = true,
      .load_balancer_name = "dns",
      .security_groups = {SecurityGroup::from_id(stack, "Theirs", "sg-01234567")},
      .subnets = {"subnet-23456789"},
  });
  EXPECT_EQ(
      resource("Balancer"),
      R"({"Type":"AWS::ElasticLoadBalancingV2::LoadBalancer","DependsOn":"LogsPolicy",)"
      R"("Properties":{"EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic":"off",)"
      R"("IpAddressType":"dualstack","LoadBalancerAttributes":[{"Key":"deletion_protection.enab)"
      R"(led","Value":"true"},{"Key":"load_balancing.cross_zone.enabled","Value":"false"},)"
      R"({"Key":"dns_record.client_routing_policy",)"
      R"("Value":"partial_availability_zone_affinity"},{"Key":"access_logs.s3.enabled",)"
      R"("Value":"true"},{"Key":"access_logs.s3.bucket","Value":{"Ref":"Logs"}},)"
      R"({"Key":"access_logs.s3.prefix","Value":"nlb"}],"Name":"dns",)"
      R"("Scheme":"internet-facing","SecurityGroups":["sg-01234567"],)"
      R"("Subnets":["subnet-23456789"],"Type":"network"}})");
  EXPECT_EQ(
      properties("LogsPolicy"),
      R"({"Bucket":{"Ref":"Logs"},"PolicyDocument":{"Version":"2012-10-17",)"
      R"("Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*",)"
      R"("Resource":[{"Fn::GetAtt":["Logs","Arn"]},{"Fn::Sub":"${Logs.Arn}/*"}],)"
      R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Effect":"Allow",)"
      R"("Principal":{"Service":"delivery.logs.amazonaws.com"},"Action":"s3:PutObject",)"
      R"("Resource":{"Fn::Sub":"${Logs.Arn}/nlb/AWSLogs/${AWS::AccountId}/*"},)"
      R"("Condition":{"ArnLike":{"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::)"
      R"(Region}:${AWS::AccountId}:*"}},"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::Accoun)"
      R"(tId"},"s3:x-amz-acl":"bucket-owner-full-control"}}},{"Effect":"Allow",)"
      R"("Principal":{"Service":"delivery.logs.amazonaws.com"},"Action":"s3:GetBucketAcl",)"
      R"("Resource":{"Fn::GetAtt":["Logs","Arn"]},)"
      R"("Condition":{"ArnLike":{"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::)"
      R"(Region}:${AWS::AccountId}:*"}},"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::Accoun)"
      R"(tId"}}}}]}})");
}

TEST_F(NetworkLoadBalancerTest, one_that_faces_the_internet_waits_for_the_gateway) {
  auto& own = stack.add(VpcProps{.id = "Own"});
  stack.add(NetworkLoadBalancerProps{.id = "Open", .vpc = own, .internet_facing = true});
  stack.add(NetworkLoadBalancerProps{.id = "Inner", .vpc = own});
  stack.add(NetworkLoadBalancerProps{.id = "Theirs", .vpc = vpc, .internet_facing = true});
  EXPECT_NE(resource("Open").find(R"("DependsOn":"OwnGatewayAttachment")"), std::string::npos);
  EXPECT_EQ(resource("Inner").find("DependsOn"), std::string::npos);
  EXPECT_EQ(resource("Theirs").find("DependsOn"), std::string::npos);
}

TEST_F(NetworkLoadBalancerTest, listeners_speak_tls_where_they_have_a_certificate) {
  auto& balancer =
      stack.add(NetworkLoadBalancerProps{.id = "Balancer", .vpc = vpc, .internet_facing = true});
  auto& tls = stack.add(TargetGroupProps{.id = "Tls", .protocol = TargetProtocol::tls, .vpc = vpc});
  const std::string own_certificate =
      "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
  stack.add(NetworkListenerProps{.id = "Secure",
                                 .default_action = ListenerAction::forward(tls),
                                 .load_balancer = balancer,
                                 .alpn_policy = "HTTP2Preferred",
                                 .certificates = {own_certificate, certificate}});
  stack.add(NetworkListenerProps{.id = "Dns",
                                 .default_action = ListenerAction::forward(group),
                                 .load_balancer = balancer,
                                 .port = 53,
                                 .protocol = NetworkProtocol::tcp_udp});
  EXPECT_EQ(
      properties("Secure"),
      R"({"DefaultActions":[{"Type":"forward","TargetGroupArn":{"Ref":"Tls"}}],)"
      R"("LoadBalancerArn":{"Ref":"Balancer"},"AlpnPolicy":["HTTP2Preferred"],)"
      R"("Certificates":[{"CertificateArn":"arn:aws:acm:eu-central-1:123456789012:certificate/1)"
      R"(2345678-1234-1234-1234-123456789012"}],"Port":443,"Protocol":"TLS",)"
      R"("SslPolicy":"ELBSecurityPolicy-TLS13-1-2-2021-06"})");
  EXPECT_THAT(written(), has_resource("SecureCertificates"));
  EXPECT_EQ(properties("Dns"),
            R"({"DefaultActions":[{"Type":"forward","TargetGroupArn":{"Ref":"Group"}}],)"
            R"("LoadBalancerArn":{"Ref":"Balancer"},"Port":53,"Protocol":"TCP_UDP"})");
  EXPECT_EQ(properties("BalancerSecurityGroup"),
            R"({"GroupDescription":"Test/Balancer/SecurityGroup",)"
            R"("SecurityGroupEgress":[{"IpProtocol":"icmp","CidrIp":"255.255.255.255/32",)"
            R"("Description":"Allow no outbound traffic","FromPort":252,"ToPort":86}],)"
            R"("SecurityGroupIngress":[{"IpProtocol":"tcp","CidrIp":"0.0.0.0/0",)"
            R"("Description":"Everybody","FromPort":443,"ToPort":443},{"IpProtocol":"tcp",)"
            R"("CidrIp":"0.0.0.0/0","Description":"Everybody","FromPort":53,"ToPort":53},)"
            R"({"IpProtocol":"udp","CidrIp":"0.0.0.0/0","Description":"Everybody","FromPort":53,)"
            R"("ToPort":53}],"VpcId":"vpc-01234567"})");
}

TEST_F(NetworkLoadBalancerTest, it_is_named_for_dns_and_measured) {
  auto& balancer = stack.add(NetworkLoadBalancerProps{.id = "Balancer", .vpc = vpc});
  auto& known =
      NetworkLoadBalancer::from_arn(stack, "Known",
                                    {.arn = "arn:aws:elasticloadbalancing:eu-central-1:"
                                            "123456789012:loadbalancer/net/web/0123456789abcdef"});
  stack.add(OutputProps{.id = "Dns", .value = balancer.dns_name()});
  stack.add(OutputProps{.id = "Zone", .value = balancer.canonical_hosted_zone_id()});
  stack.add(OutputProps{.id = "Full", .value = known.full_name()});
  for (const Metric& metric : {balancer.metric_active_flows(), balancer.metric_consumed_units(),
                               balancer.metric_new_flows(), balancer.metric_processed_bytes()}) {
    (void)metric;
  }
  EXPECT_EQ(resource("Outputs"),
            R"({"Dns":{"Value":{"Fn::GetAtt":["Balancer","DNSName"]}},)"
            R"("Zone":{"Value":{"Fn::GetAtt":["Balancer","CanonicalHostedZoneID"]}},)"
            R"("Full":{"Value":"net/web/0123456789abcdef"}})");
}

TEST_F(NetworkLoadBalancerTest, what_cannot_be_is_an_error) {
  auto& known =
      NetworkLoadBalancer::from_arn(stack, "Known",
                                    {.arn = "arn:aws:elasticloadbalancing:eu-central-1:"
                                            "123456789012:loadbalancer/net/web/0123456789abcdef"});
  (void)known.dns_name();
  (void)known.canonical_hosted_zone_id();
  (void)known.resource();
  auto& balancer = stack.add(NetworkLoadBalancerProps{.id = "Balancer", .vpc = vpc});
  const int port = 0;
  stack.add(NetworkListenerProps{
      .id = "A",
      .default_action = ListenerAction::fixed_response({.status_code = "200"}),
      .load_balancer = balancer,
      .port = port,
      .protocol = NetworkProtocol::tls,
  });
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901 OT3431 OT3436 OT3433");
}

}  // namespace
}  // namespace omnitrack

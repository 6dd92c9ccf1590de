#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/certificatemanager.hpp>
#include <omnitrack/cfn/cognito.hpp>
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticloadbalancingv2/application_load_balancer.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::OneStackTest;

constexpr std::string_view certificate =
    "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";

class ApplicationLoadBalancerTest : public OneStackTest {
 protected:
  TargetGroup& group() {
    return stack.add(TargetGroupProps{.id = "Group", .port = 8080, .vpc = vpc});
  }

  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234567", "subnet-12345678"},
                            .public_subnets = {"subnet-23456789", "subnet-3456789a"}});
  ApplicationLoadBalancer& balancer =
      stack.add(ApplicationLoadBalancerProps{.id = "Balancer", .vpc = vpc});
};

TEST_F(ApplicationLoadBalancerTest, a_load_balancer_is_internal_and_reaches_its_targets_alone) {
  EXPECT_EQ(
      properties("Balancer"),
      R"({"LoadBalancerAttributes":[{"Key":"deletion_protection.enabled","Value":"false"},)"
      R"({"Key":"routing.http.drop_invalid_header_fields.enabled","Value":"true"}],)"
      R"("Scheme":"internal","SecurityGroups":[{"Fn::GetAtt":["BalancerSecurityGroup",)"
      R"("GroupId"]}],"Subnets":["subnet-01234567","subnet-12345678"],"Type":"application"})");
  EXPECT_EQ(properties("BalancerSecurityGroup"),
            R"({"GroupDescription":"Test/Balancer/SecurityGroup",)"
            R"("SecurityGroupEgress":[{"IpProtocol":"icmp","CidrIp":"255.255.255.255/32",)"
            R"("Description":"Allow no outbound traffic","FromPort":252,"ToPort":86}],)"
            R"("VpcId":"vpc-01234567"})");
}

TEST_F(ApplicationLoadBalancerTest, every_property_is_written_where_it_belongs) {
  Bucket& logs = stack.add(BucketProps{.id = "Logs"});
  stack.add(ApplicationLoadBalancerProps{
      .id = "Web",
      .vpc = vpc,
      .access_log_bucket = logs,
      .access_log_prefix = "web",
      .addresses = LoadBalancerAddresses::dualstack,
      .client_keep_alive = 120,
      .deletion_protection = true,
      .desync_mitigation = DesyncMitigation::monitor,
      .drop_invalid_headers = false,
      .http2 = false,
      .idle_timeout = 30,
      .internet_facing = true,
      .load_balancer_name = "web",
      .minimum_capacity_units = 100,
      .preserve_host_header = true,
      .security_groups = {SecurityGroup::from_id(stack, "Group", "sg-01234567")},
      .waf_fail_open = true,
  });
  EXPECT_EQ(
      resource("Web"),
      R"({"Type":"AWS::ElasticLoadBalancingV2::LoadBalancer","DependsOn":"LogsPolicy",)"
      R"("Properties":{"IpAddressType":"dualstack",)"
      R"("LoadBalancerAttributes":[{"Key":"deletion_protection.enabled","Value":"true"},)"
      R"({"Key":"routing.http.drop_invalid_header_fields.enabled","Value":"false"},)"
      R"({"Key":"client_keep_alive.seconds","Value":"120"},)"
      R"({"Key":"routing.http.desync_mitigation_mode","Value":"monitor"},)"
      R"({"Key":"routing.http2.enabled","Value":"false"},{"Key":"idle_timeout.timeout_seconds",)"
      R"("Value":"30"},{"Key":"routing.http.preserve_host_header.enabled","Value":"true"},)"
      R"({"Key":"waf.fail_open.enabled","Value":"true"},{"Key":"access_logs.s3.enabled",)"
      R"("Value":"true"},{"Key":"access_logs.s3.bucket","Value":{"Ref":"Logs"}},)"
      R"({"Key":"access_logs.s3.prefix","Value":"web"}],)"
      R"("MinimumLoadBalancerCapacity":{"CapacityUnits":100},"Name":"web",)"
      R"("Scheme":"internet-facing","SecurityGroups":["sg-01234567"],)"
      R"("Subnets":["subnet-23456789","subnet-3456789a"],"Type":"application"}})");
  EXPECT_EQ(
      properties("LogsPolicy"),
      R"({"Bucket":{"Ref":"Logs"},"PolicyDocument":{"Version":"2012-10-17",)"
      R"("Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*",)"
      R"("Resource":[{"Fn::GetAtt":["Logs","Arn"]},{"Fn::Sub":"${Logs.Arn}/*"}],)"
      R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Effect":"Allow",)"
      R"("Principal":{"Service":"logdelivery.elasticloadbalancing.amazonaws.com"},)"
      R"("Action":"s3:PutObject","Resource":{"Fn::Sub":"${Logs.Arn}/web/AWSLogs/${AWS::AccountI)"
      R"(d}/*"},"Condition":{"ArnLike":{"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:elast)"
      R"(icloadbalancing:${AWS::Region}:${AWS::AccountId}:loadbalancer/*"}}}}]}})");
}

TEST_F(ApplicationLoadBalancerTest, https_has_a_policy_of_tls_1_3_and_http_leads_there) {
  stack.add(ApplicationListenerProps{
      .id = "Https",
      .default_action = ListenerAction::forward(group()),
      .load_balancer = balancer,
      .certificates = {certificate, certificate},
      .trust_store_arn =
          "arn:aws:elasticloadbalancing:eu-central-1:123456789012:truststore/t/0123456789abcdef",
  });
  EXPECT_EQ(
      properties("Https"),
      R"({"DefaultActions":[{"Type":"forward","TargetGroupArn":{"Ref":"Group"}}],)"
      R"("LoadBalancerArn":{"Ref":"Balancer"},)"
      R"("Certificates":[{"CertificateArn":"arn:aws:acm:eu-central-1:123456789012:certificate/1)"
      R"(2345678-1234-1234-1234-123456789012"}],"MutualAuthentication":{"Mode":"verify",)"
      R"("TrustStoreArn":"arn:aws:elasticloadbalancing:eu-central-1:123456789012:truststore/t/0)"
      R"(123456789abcdef"},"Port":443,"Protocol":"HTTPS",)"
      R"("SslPolicy":"ELBSecurityPolicy-TLS13-1-2-2021-06"})");
  EXPECT_EQ(properties("HttpsHttpRedirect"),
            R"({"DefaultActions":[{"Type":"redirect","RedirectConfig":{"StatusCode":"HTTP_301",)"
            R"("Port":"443","Protocol":"HTTPS"}}],"LoadBalancerArn":{"Ref":"Balancer"},"Port":80,)"
            R"("Protocol":"HTTP"})");
  EXPECT_EQ(
      properties("HttpsCertificates"),
      R"({"Certificates":[{"CertificateArn":"arn:aws:acm:eu-central-1:123456789012:certificate/)"
      R"(12345678-1234-1234-1234-123456789012"}],"ListenerArn":{"Ref":"Https"}})");
  EXPECT_NE(properties("BalancerSecurityGroup")
                .find(R"("CidrIp":"10.0.0.0/16","Description":"The VPC","FromPort":443)"),
            std::string::npos);
}

TEST_F(ApplicationLoadBalancerTest, one_that_faces_the_internet_waits_for_the_gateway) {
  auto& own = stack.add(VpcProps{.id = "Own"});
  stack.add(ApplicationLoadBalancerProps{.id = "Open", .vpc = own, .internet_facing = true});
  stack.add(ApplicationLoadBalancerProps{.id = "Inner", .vpc = own});
  EXPECT_NE(resource("Open").find(R"("DependsOn":"OwnGatewayAttachment")"), std::string::npos);
  EXPECT_EQ(resource("Inner").find("DependsOn"), std::string::npos);
}

TEST_F(ApplicationLoadBalancerTest, one_that_faces_the_internet_lets_everybody_in) {
  auto& web = stack.add(ApplicationLoadBalancerProps{.id = "Web",
                                                     .vpc = vpc,
                                                     .addresses = LoadBalancerAddresses::dualstack,
                                                     .internet_facing = true});
  stack.add(ApplicationListenerProps{.id = "Http",
                                     .default_action = ListenerAction::forward(group()),
                                     .load_balancer = web,
                                     .port = 8080,
                                     .protocol = ListenerProtocol::http});
  EXPECT_EQ(
      properties("WebSecurityGroup"),
      R"({"GroupDescription":"Test/Web/SecurityGroup",)"
      R"("SecurityGroupEgress":[{"IpProtocol":"icmp","CidrIp":"255.255.255.255/32",)"
      R"("Description":"Allow no outbound traffic","FromPort":252,"ToPort":86}],)"
      R"("SecurityGroupIngress":[{"IpProtocol":"tcp","CidrIp":"0.0.0.0/0",)"
      R"("Description":"Everybody","FromPort":8080,"ToPort":8080},{"IpProtocol":"tcp",)"
      R"("CidrIpv6":"::/0","Description":"Everybody by IPv6","FromPort":8080,"ToPort":8080}],)"
      R"("VpcId":"vpc-01234567"})");
}

TEST_F(ApplicationLoadBalancerTest, rules_ask_and_get_the_next_free_priority) {
  auto& listener = stack.add(ApplicationListenerProps{
      .id = "Http",
      .default_action = ListenerAction::fixed_response(
          {.status_code = "404", .content_type = "text/plain", .message_body = "nothing"}),
      .load_balancer = balancer,
      .open = false,
      .protocol = ListenerProtocol::http,
  });
  listener.add_rule(
      {.id = "First",
       .action = ListenerAction::redirect({.host = "a.b", .path = "/", .query = "q"}),
       .conditions = {ListenerCondition::path({"/old"}), ListenerCondition::host({"*.a.b"})}});
  listener.add_rule({.id = "Fixed",
                     .action = ListenerAction::forward(group()),
                     .conditions = {ListenerCondition::method({"GET"}),
                                    ListenerCondition::header("X-Stage", {"beta"})},
                     .priority = 1});
  listener.add_rule({.id = "Last",
                     .action = ListenerAction::fixed_response({.status_code = "200"}),
                     .conditions = {ListenerCondition::query({{"v", "1"}, {"", "any"}}),
                                    ListenerCondition::source_ip({"10.0.0.0/8"})}});
  EXPECT_EQ(
      properties("Http"),
      R"({"DefaultActions":[{"Type":"fixed-response","FixedResponseConfig":{"StatusCode":"404",)"
      R"("ContentType":"text/plain","MessageBody":"nothing"}}],)"
      R"("LoadBalancerArn":{"Ref":"Balancer"},"Port":80,"Protocol":"HTTP"})");
  EXPECT_EQ(
      properties("HttpFirst"),
      R"({"Actions":[{"Type":"redirect","RedirectConfig":{"StatusCode":"HTTP_302","Host":"a.b",)"
      R"("Path":"/","Query":"q"}}],"Conditions":[{"Field":"path-pattern",)"
      R"("PathPatternConfig":{"Values":["/old"]}},{"Field":"host-header",)"
      R"("HostHeaderConfig":{"Values":["*.a.b"]}}],"Priority":2,"ListenerArn":{"Ref":"Http"}})");
  EXPECT_EQ(properties("HttpFixed"),
            R"({"Actions":[{"Type":"forward","TargetGroupArn":{"Ref":"Group"}}],)"
            R"("Conditions":[{"Field":"http-request-method",)"
            R"("HttpRequestMethodConfig":{"Values":["GET"]}},{"Field":"http-header",)"
            R"("HttpHeaderConfig":{"HttpHeaderName":"X-Stage","Values":["beta"]}}],"Priority":1,)"
            R"("ListenerArn":{"Ref":"Http"}})");
  EXPECT_EQ(properties("HttpLast"),
            R"({"Actions":[{"Type":"fixed-response","FixedResponseConfig":{"StatusCode":"200"}}],)"
            R"("Conditions":[{"Field":"query-string","QueryStringConfig":{"Values":[{"Key":"v",)"
            R"("Value":"1"},{"Value":"any"}]}},{"Field":"source-ip",)"
            R"("SourceIpConfig":{"Values":["10.0.0.0/8"]}}],"Priority":3,)"
            R"("ListenerArn":{"Ref":"Http"}})");
}

TEST_F(ApplicationLoadBalancerTest, clients_sign_in_and_the_load_balancer_asks_who_they_are) {
  auto& listener = stack.add(ApplicationListenerProps{
      .id = "Https",
      .default_action = ListenerAction::authenticate_cognito(
          {.user_pool_arn = "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/p",
           .user_pool_client_id = "client",
           .user_pool_domain = "shop",
           .extra_params = {{"display", "page"}},
           .on_unauthenticated_request = UnauthenticatedRequest::deny,
           .scope = "openid email",
           .session_cookie_name = "shop",
           .session_timeout = 3600},
          ListenerAction::forward(group())),
      .load_balancer = balancer,
      .certificates = {certificate},
      .redirect_http = false,
  });
  listener.add_rule({.id = "Oidc",
                     .action = ListenerAction::authenticate_oidc(
                         {.authorization_endpoint = "https://id.example.com/a",
                          .client_id = "client",
                          .client_secret = "{{resolve:secretsmanager:oidc}}",
                          .issuer = "https://id.example.com",
                          .token_endpoint = "https://id.example.com/t",
                          .user_info_endpoint = "https://id.example.com/u",
                          .session_timeout = 60},
                         ListenerAction::fixed_response({.status_code = "200"})),
                     .conditions = {ListenerCondition::path({"/staff"})}});
  EXPECT_EQ(
      properties("Https"),
      R"({"DefaultActions":[{"Type":"authenticate-cognito",)"
      R"("AuthenticateCognitoConfig":{"UserPoolArn":"arn:aws:cognito-idp:eu-central-1:123456789)"
      R"(012:userpool/p","UserPoolClientId":"client","UserPoolDomain":"shop",)"
      R"("AuthenticationRequestExtraParams":{"display":"page"},)"
      R"("OnUnauthenticatedRequest":"deny","Scope":"openid email","SessionCookieName":"shop",)"
      R"("SessionTimeout":3600},"Order":1},{"Type":"forward","TargetGroupArn":{"Ref":"Group"},)"
      R"("Order":2}],"LoadBalancerArn":{"Ref":"Balancer"},)"
      R"("Certificates":[{"CertificateArn":"arn:aws:acm:eu-central-1:123456789012:certificate/1)"
      R"(2345678-1234-1234-1234-123456789012"}],"Port":443,"Protocol":"HTTPS",)"
      R"("SslPolicy":"ELBSecurityPolicy-TLS13-1-2-2021-06"})");
  EXPECT_EQ(properties("HttpsOidc"),
            R"({"Actions":[{"Type":"authenticate-oidc",)"
            R"("AuthenticateOidcConfig":{"AuthorizationEndpoint":"https://id.example.com/a",)"
            R"("ClientId":"client","Issuer":"https://id.example.com",)"
            R"("TokenEndpoint":"https://id.example.com/t",)"
            R"("UserInfoEndpoint":"https://id.example.com/u",)"
            R"("ClientSecret":"{{resolve:secretsmanager:oidc}}","SessionTimeout":60},"Order":1},)"
            R"({"Type":"fixed-response","FixedResponseConfig":{"StatusCode":"200"},"Order":2}],)"
            R"("Conditions":[{"Field":"path-pattern","PathPatternConfig":{"Values":["/staff"]}}],)"
            R"("Priority":1,"ListenerArn":{"Ref":"Https"}})");
  EXPECT_NE(properties("BalancerSecurityGroup").find("Ask who a client is"), std::string::npos);
}

TEST_F(ApplicationLoadBalancerTest, requests_can_go_to_groups_by_weight) {
  TargetGroup& other = stack.add(TargetGroupProps{.id = "Other", .port = 8081, .vpc = vpc});
  stack.add(ApplicationListenerProps{
      .id = "Http",
      .default_action = ListenerAction::forward(
          {{.target_group = group(), .weight = 9}, {.target_group = other}}, 600),
      .load_balancer = balancer,
      .protocol = ListenerProtocol::http,
  });
  EXPECT_EQ(
      properties("Http"),
      R"({"DefaultActions":[{"Type":"forward",)"
      R"("ForwardConfig":{"TargetGroupStickinessConfig":{"DurationSeconds":600,"Enabled":true},)"
      R"("TargetGroups":[{"TargetGroupArn":{"Ref":"Group"},"Weight":9},)"
      R"({"TargetGroupArn":{"Ref":"Other"},"Weight":1}]}}],)"
      R"("LoadBalancerArn":{"Ref":"Balancer"},"Port":80,"Protocol":"HTTP"})");
}

TEST_F(ApplicationLoadBalancerTest, it_is_named_for_dns_and_measured) {
  stack.add(OutputProps{.id = "Dns", .value = balancer.dns_name()});
  stack.add(OutputProps{.id = "Zone", .value = balancer.canonical_hosted_zone_id()});
  stack.add(OutputProps{.id = "Full", .value = balancer.full_name()});
  for (const Metric& metric :
       {balancer.metric_active_connections(), balancer.metric_consumed_units(),
        balancer.metric_elb_5xx(), balancer.metric_rejected_connections(),
        balancer.metric_requests(), balancer.metric_target_5xx(),
        balancer.metric_target_response_time()}) {
    (void)metric;
  }
  EXPECT_EQ(resource("Outputs"),
            R"({"Dns":{"Value":{"Fn::GetAtt":["Balancer","DNSName"]}},)"
            R"("Zone":{"Value":{"Fn::GetAtt":["Balancer","CanonicalHostedZoneID"]}},)"
            R"("Full":{"Value":{"Fn::GetAtt":["Balancer","LoadBalancerFullName"]}}})");
}

TEST_F(ApplicationLoadBalancerTest, one_that_is_made_elsewhere_gets_listeners) {
  auto& known = ApplicationLoadBalancer::from_arn(
      stack, "Known",
      {.arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/"
              "0123456789abcdef",
       .canonical_hosted_zone_id = "Z1",
       .dns_name = "web.example.com",
       .security_groups = {SecurityGroup::from_id(stack, "Theirs", "sg-01234567")},
       .vpc = vpc});
  stack.add(ApplicationListenerProps{.id = "Http",
                                     .default_action = ListenerAction::forward(group()),
                                     .load_balancer = known,
                                     .protocol = ListenerProtocol::http});
  stack.add(OutputProps{.id = "Full", .value = known.full_name()});
  stack.add(OutputProps{.id = "Dns", .value = known.dns_name()});
  EXPECT_NE(resource("Outputs").find(R"("Full":{"Value":"app/web/0123456789abcdef"})"),
            std::string::npos);
  EXPECT_NE(properties("Http").find("loadbalancer/app/web"), std::string::npos);
}

TEST_F(ApplicationLoadBalancerTest, a_listener_that_is_made_elsewhere_gets_rules_and_certificates) {
  TargetGroup& targets = group();
  auto& parameter = stack.add(ParameterProps{.id = "Theirs"});
  auto& known = ApplicationListener::from_arn(
      stack, "Known",
      {.arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/web/"
              "0123456789abcdef/fedcba9876543210",
       .security_groups = {SecurityGroup::from_id(stack, "Their", "sg-01234567")}});
  auto& unknown = ApplicationListener::from_arn(
      stack, "Unknown", {.arn = parameter.as<cfn::elasticloadbalancingv2::ListenerArn>()});
  known.add_rule({.id = "Api",
                  .action = ListenerAction::forward(targets),
                  .conditions = {ListenerCondition::path({"/api/*"})},
                  .priority = 7});
  known.add_certificates("More",
                         {"arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef"});
  stack.add(OutputProps{.id = "Full", .value = known.load_balancer().full_name()});
  stack.add(OutputProps{.id = "Other", .value = unknown.load_balancer().full_name()});
  EXPECT_EQ(properties("KnownApi"),
            R"({"Actions":[{"Type":"forward","TargetGroupArn":{"Ref":"Group"}}],)"
            R"("Conditions":[{"Field":"path-pattern","PathPatternConfig":{"Values":["/api/*"]}}],)"
            R"("Priority":7,"ListenerArn":"arn:aws:elasticloadbalancing:eu-central-1:)"
            R"(123456789012:listener/app/web/0123456789abcdef/fedcba9876543210"})");
  EXPECT_NE(resource("KnownMore"), "");
  EXPECT_NE(resource("Outputs").find(R"("Full":{"Value":"app/web/0123456789abcdef"})"),
            std::string::npos)
      << resource("Outputs");
}

TEST_F(ApplicationLoadBalancerTest, what_is_not_known_of_a_listener_is_refused) {
  auto& known = ApplicationListener::from_arn(
      stack, "Known",
      {.arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/web/"
              "0123456789abcdef/fedcba9876543210"});
  known.add_rule({.id = "Web",
                  .action = ListenerAction::forward(group()),
                  .conditions = {ListenerCondition::path({"/web/*"})}});
  (void)known.resource();
  ApplicationListener::from_arn(stack, "None", {.arn = "web"});
  EXPECT_EQ(codes_of(app), "OT3432 OT2901 OT2902");
}

TEST_F(ApplicationLoadBalancerTest, what_is_not_known_of_one_is_refused) {
  auto& known = ApplicationLoadBalancer::from_arn(
      stack, "Known",
      {.arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/"
              "0123456789abcdef"});
  (void)known.dns_name();
  (void)known.canonical_hosted_zone_id();
  (void)known.resource();
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901");
}

TEST_F(ApplicationLoadBalancerTest, what_cannot_be_is_an_error) {
  const std::string name = "internal-web";
  const int seconds = 5000;
  const int port = 70000;
  stack.add(ApplicationLoadBalancerProps{.id = "A",
                                         .vpc = vpc,
                                         .client_keep_alive = 1 * seconds,
                                         .idle_timeout = seconds,
                                         .load_balancer_name = name});
  stack.add(ApplicationLoadBalancerProps{.id = "B",
                                         .vpc = Vpc::from_ids(stack, "Bare", {.vpc_id = "vpc-1"})});
  TargetGroup& targets = group();
  auto& listener = stack.add(ApplicationListenerProps{
      .id = "C",
      .default_action = ListenerAction::forward(Items<WeightedTargetGroup>()),
      .load_balancer = balancer,
      .port = port,
      .protocol = ListenerProtocol::http,
  });
  stack.add(ApplicationListenerProps{
      .id = "D", .default_action = ListenerAction::forward(targets), .load_balancer = balancer});
  const Items<ListenerCondition> none;
  listener.add_rule(
      {.id = "E", .action = ListenerAction::forward(targets), .conditions = none, .priority = 7});
  listener.add_rule({.id = "F",
                     .action = ListenerAction::forward(targets),
                     .conditions = {ListenerCondition::path({"/"})},
                     .priority = 7});
  listener.add_rule({.id = "G",
                     .action = ListenerAction::forward(targets),
                     .conditions = {ListenerCondition::path({"/"})},
                     .priority = port});
  EXPECT_EQ(codes_of(app), "OT3430 OT3433 OT3438 OT3433 OT3436 OT3437 OT3432 OT3432 OT3431");
}

}  // namespace
}  // namespace omnitrack

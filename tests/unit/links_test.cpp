#include <gmock/gmock.h>

#include "resource_text.hpp"
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/omnitrack.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

constexpr const char* arn_here = "arn:aws:acm:eu-central-1:123456789012:certificate/c";
constexpr const char* arn_beside = "arn:aws:acm:eu-central-1:123456789012:certificate/d";
constexpr const char* arn_there = "arn:aws:acm:us-east-1:123456789012:certificate/c";

// What is shown and read by something: as a construct, as an imported one, and by its ARN.
class LinksTest : public testing::Test {
 protected:
  std::string properties(std::string_view logical_id) {
    if (written_.empty()) written_ = compact_template(app);
    return object_at(object_at(written_, logical_id), "Properties");
  }
  ListenerAction forward(std::string_view id) {
    return ListenerAction::forward(stack.add(TargetGroupProps{.id = id, .vpc = vpc}));
  }

  App app;
  Stack& stack = app.add(StackProps{.id = "Test", .region = "eu-central-1"});
  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234567", "subnet-12345678"},
                            .public_subnets = {"subnet-23456789", "subnet-3456789a"}});
  HostedZone& zone =
      HostedZone::from_attributes(stack, "Zone", {.zone_id = "Z1", .zone_name = "example.com"});
  Certificate& certificate =
      stack.add(CertificateProps{.id = "Certificate",
                                 .domain_name = "example.com",
                                 .hosted_zone = zone,
                                 .subject_alternative_names = {"*.example.com"}});
  Certificate& theirs = Certificate::from_arn(stack, "Theirs", arn_here);

 private:
  std::string written_;
};

TEST_F(LinksTest, listeners_take_certificates_in_every_form) {
  auto& balancer = stack.add(ApplicationLoadBalancerProps{.id = "Web", .vpc = vpc});
  auto& listener = stack.add(ApplicationListenerProps{
      .id = "Https",
      .default_action = forward("A"),
      .load_balancer = balancer,
      .certificates = {certificate, theirs, arn_beside},
  });
  listener.add_certificates("More", theirs);
  stack.add(ApplicationListenerProps{.id = "One",
                                     .default_action = forward("B"),
                                     .load_balancer = balancer,
                                     .certificates = certificate,
                                     .port = 8443});
  const List<cfn::certificatemanager::CertificateArn> old_form = {arn_here};
  auto& network = stack.add(NetworkLoadBalancerProps{.id = "Network", .vpc = vpc});
  stack.add(NetworkListenerProps{
      .id = "Tls",
      .default_action = ListenerAction::forward(stack.add(
          TargetGroupProps{.id = "C", .port = 443, .protocol = TargetProtocol::tcp, .vpc = vpc})),
      .load_balancer = network,
      .certificates = old_form});
  EXPECT_THAT(properties("Https"),
              HasSubstr(R"("Certificates":[{"CertificateArn":{"Ref":"Certificate"}}])"));
  const std::string beside = std::string(R"({"CertificateArn":")") + arn_beside + R"("})";
  const std::string here = std::string(R"({"CertificateArn":")") + arn_here + R"("})";
  EXPECT_EQ(properties("HttpsCertificates"),
            R"({"Certificates":[)" + here + "," + beside + R"(],"ListenerArn":{"Ref":"Https"}})");
  EXPECT_EQ(properties("HttpsMore"),
            R"({"Certificates":[)" + here + R"(],"ListenerArn":{"Ref":"Https"}})");
  EXPECT_THAT(properties("One"),
              HasSubstr(R"("Certificates":[{"CertificateArn":{"Ref":"Certificate"}}])"));
  EXPECT_THAT(properties("Tls"), HasSubstr(R"("Certificates":[)" + here + "]"));
  EXPECT_THAT(properties("Tls"), HasSubstr(R"("Protocol":"TLS")"));
}

TEST_F(LinksTest, certificates_are_added_one_by_one) {
  CertificateLinks links;
  EXPECT_FALSE(links.is_set());
  links.add(arn_here);
  links.add(certificate);
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].arn().literal_text(), arn_here);
}

TEST_F(LinksTest, a_classic_load_balancer_takes_a_certificate) {
  stack.add(ClassicLoadBalancerProps{
      .id = "Old", .listeners = {{.certificate = certificate}}, .vpc = vpc});
  EXPECT_THAT(properties("Old"), HasSubstr(R"("SSLCertificateId":{"Ref":"Certificate"})"));
}

TEST_F(LinksTest, a_service_takes_a_certificate_and_a_zone) {
  stack.add(LoadBalancedFargateServiceProps{.id = "Shop",
                                            .image = ContainerImage::registry("nginx"),
                                            .certificate = certificate,
                                            .domain_name = "shop.example.com",
                                            .hosted_zone = zone,
                                            .vpc = vpc});
  EXPECT_THAT(properties("ShopListener"), HasSubstr(R"({"CertificateArn":{"Ref":"Certificate"}})"));
  EXPECT_THAT(properties("ShopRecord"), HasSubstr(R"("HostedZoneId":"Z1")"));
}

TEST_F(LinksTest, domains_of_users_apis_and_searches_take_a_certificate) {
  Stack& edge = app.add(StackProps{.id = "Edge", .region = "us-east-1"});
  auto& at_edge = edge.add(CertificateProps{.id = "AtEdge", .domain_name = "*.example.com"});
  auto& pool = edge.add(UserPoolProps{.id = "Users"});
  pool.add_domain({.id = "Domain", .certificate = at_edge, .custom_domain = "auth.example.com"});
  auto& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::get, MockIntegration{});
  api.add_domain_name({.id = "Name", .certificate = certificate, .domain_name = "api.example.com"});
  stack.add(DomainProps{.id = "Search",
                        .version = "OpenSearch_2.19",
                        .custom_endpoint = SearchEndpoint{.certificate_arn = certificate,
                                                          .domain_name = "search.example.com"}});
  stack.add(
      DomainNameProps{.id = "Http", .certificate = arn_here, .domain_name = "http.example.com"});
  const std::string text = compact_template(app);
  EXPECT_THAT(text, HasSubstr(R"("CustomDomainConfig":{"CertificateArn":{"Ref":"AtEdge"}})"));
  EXPECT_THAT(text, HasSubstr(R"("RegionalCertificateArn":{"Ref":"Certificate"})"));
  EXPECT_THAT(text, HasSubstr(R"("CustomEndpointCertificateArn":{"Ref":"Certificate"})"));
  EXPECT_THAT(text, HasSubstr(std::string(R"("CertificateArn":")") + arn_here));
}

TEST_F(LinksTest, a_certificate_of_another_region_is_an_error_where_it_cannot_be_shown) {
  auto& balancer = stack.add(ApplicationLoadBalancerProps{.id = "Web", .vpc = vpc});
  stack.add(ApplicationListenerProps{.id = "Https",
                                     .default_action = forward("A"),
                                     .load_balancer = balancer,
                                     .certificates = arn_there});
  stack.add(
      DomainNameProps{.id = "Http", .certificate = arn_there, .domain_name = "http.example.com"});
  EXPECT_EQ(codes_of(app), "OT3313 OT3313");
}

TEST_F(LinksTest, a_certificate_is_for_its_names_and_one_label_of_a_wildcard) {
  const CertificateLink link = certificate;
  EXPECT_TRUE(link.may_cover("example.com"));
  EXPECT_TRUE(link.may_cover("Shop.Example.com"));
  EXPECT_TRUE(link.may_cover("*.example.com"));
  EXPECT_FALSE(link.may_cover("a.shop.example.com"));
  EXPECT_FALSE(link.may_cover("example.org"));
  EXPECT_TRUE(link.may_cover(stack.account()));
  EXPECT_TRUE(CertificateLink(theirs).may_cover("example.org"));
  EXPECT_TRUE(CertificateLink(arn_here).may_cover("example.org"));
}

TEST_F(LinksTest, a_certificate_for_other_names_is_an_error) {
  stack.add(
      DomainNameProps{.id = "Http", .certificate = certificate, .domain_name = "api.example.org"});
  stack.add(LoadBalancedFargateServiceProps{.id = "Shop",
                                            .image = ContainerImage::registry("nginx"),
                                            .certificate = certificate,
                                            .domain_name = "shop.example.org",
                                            .hosted_zone_id = "Z2",
                                            .vpc = vpc});
  EXPECT_EQ(codes_of(app), "OT3314 OT3314");
}

TEST_F(LinksTest, a_service_has_one_zone_that_holds_its_name) {
  const LoadBalancedFargateServiceProps shop{.id = "Shop",
                                             .image = ContainerImage::registry("nginx"),
                                             .certificate = theirs,
                                             .domain_name = "shop.example.org",
                                             .hosted_zone = zone,
                                             .vpc = vpc};
  stack.add(shop);
  LoadBalancedFargateServiceProps twice = shop;
  twice.id = "Twice";
  twice.domain_name = "twice.example.com";
  twice.hosted_zone_id = "Z1";
  stack.add(twice);
  EXPECT_EQ(codes_of(app), "OT3329 OT3428");
}

TEST_F(LinksTest, a_container_reads_secrets_and_parameters_by_its_execution_role) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& password = stack.add(SecretProps{.id = "Password", .kms_key = key});
  auto& stage = stack.add(StringParameterProps{.id = "Stage", .value = "prod", .name = "/stage"});
  stack.add(FargateTaskDefinitionProps{
      .id = "Task",
      .containers = {{
          .name = "web",
          .image = ContainerImage::registry("private", password),
          .secrets = {{"PASSWORD", ContainerSecret::secrets_manager(password, "password")},
                      {"STAGE", ContainerSecret::ssm_parameter(stage)}},
      }},
  });
  EXPECT_THAT(properties("Task"),
              HasSubstr(R"("Secrets":[{"Name":"PASSWORD","ValueFrom":)"
                        R"({"Fn::Sub":"${Password}:password::"}},{"Name":"STAGE","ValueFrom":)"));
  EXPECT_THAT(properties("Task"),
              HasSubstr(R"("RepositoryCredentials":{"CredentialsParameter":{"Ref":"Password"}})"));
  const std::string policy = properties("TaskExecutionRoleDefaultPolicy");
  EXPECT_THAT(policy, HasSubstr(R"("Action":"secretsmanager:GetSecretValue",)"
                                R"("Resource":{"Ref":"Password"})"));
  EXPECT_THAT(policy, HasSubstr(R"("Action":"kms:Decrypt","Resource":{"Fn::GetAtt":["Key","Arn"]},)"
                                R"("Condition":{"StringEquals":{"kms:ViaService":)"));
  EXPECT_THAT(policy, HasSubstr(R"("Action":"ssm:GetParameters")"));
}

TEST_F(LinksTest, a_build_and_a_function_read_secrets) {
  auto& token = stack.add(SecretProps{.id = "Token"});
  stack.add(BuildProjectProps{
      .id = "Build",
      .build_spec = BuildSpec::text("version: 0.2"),
      .image = BuildImage::registry("private", token),
      .secrets = {{.name = "TOKEN", .secret = token, .json_key = "value"}},
      .source = BuildSource::none(),
  });
  auto& function = stack.add(FunctionProps{
      .id = "F",
      .code = FunctionCode::inline_text("def handler(event, context):\n    print(event)\n"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  function.add_event_source(
      ManagedKafkaEventSource{.cluster_arn = "arn:aws:kafka:eu-central-1:123456789012:cluster/c/1",
                              .topic = "orders",
                              .secret = KafkaSecret{.secret_arn = token}});
  EXPECT_THAT(properties("Build"),
              HasSubstr(R"({"Name":"TOKEN","Value":)"
                        R"({"Fn::Sub":"${Token}:value"},"Type":"SECRETS_MANAGER"})"));
  EXPECT_THAT(properties("Build"), HasSubstr(R"("Credential":{"Ref":"Token"})"));
  EXPECT_THAT(properties("BuildRole"),
              HasSubstr(R"("Action":"secretsmanager:GetSecretValue","Resource":{"Ref":"Token"})"));
  EXPECT_THAT(properties("FordersMapping"), HasSubstr(R"("URI":{"Ref":"Token"})"));
}

}  // namespace
}  // namespace omnitrack

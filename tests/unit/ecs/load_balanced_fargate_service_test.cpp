#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/certificatemanager.hpp>
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/ecs/load_balanced_fargate_service.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;
using testing_support::OneStackTest;

class LoadBalancedFargateServiceTest : public OneStackTest {
 protected:
  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234567", "subnet-12345678"},
                            .public_subnets = {"subnet-23456789", "subnet-3456789a"}});
  const ContainerImage image = ContainerImage::registry("nginx");
};

TEST_F(LoadBalancedFargateServiceTest, an_image_and_a_vpc_are_enough) {
  auto& web = stack.add(LoadBalancedFargateServiceProps{.id = "Web", .image = image, .vpc = vpc});
  stack.add(OutputProps{.id = "Url", .value = web.url()});
  EXPECT_EQ(
      properties("WebLoadBalancer"),
      R"({"LoadBalancerAttributes":[{"Key":"deletion_protection.enabled","Value":"false"},)"
      R"({"Key":"routing.http.drop_invalid_header_fields.enabled","Value":"true"}],)"
      R"("Scheme":"internal","SecurityGroups":[{"Fn::GetAtt":["WebLoadBalancerSecurityGroup",)"
      R"("GroupId"]}],"Subnets":["subnet-01234567","subnet-12345678"],"Type":"application"})");
  EXPECT_EQ(properties("WebTargetGroup"),
            R"({"HealthCheckPath":"/","Port":80,"Protocol":"HTTP","TargetType":"ip",)"
            R"("VpcId":"vpc-01234567"})");
  EXPECT_EQ(properties("WebListener"),
            R"({"DefaultActions":[{"Type":"forward","TargetGroupArn":{"Ref":"WebTargetGroup"}}],)"
            R"("LoadBalancerArn":{"Ref":"WebLoadBalancer"},"Port":80,"Protocol":"HTTP"})");
  EXPECT_THAT(written(), has_resource("WebCluster"));
  EXPECT_NE(resource("WebService").find("WebListener"), std::string::npos);
  EXPECT_EQ(resource("Outputs"),
            R"({"Url":{"Value":{"Fn::Sub":"http://${WebLoadBalancer.DNSName}"}}})");
}

TEST_F(LoadBalancedFargateServiceTest, every_property_goes_where_it_belongs) {
  auto& web = stack.add(LoadBalancedFargateServiceProps{
      .id = "Web",
      .image = image,
      .certificate =
          "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
      .cluster = Cluster::from_name(stack, "Cluster", "shop", vpc),
      .container_port = 8080,
      .cpu_architecture = CpuArchitecture::arm64,
      .desired_count = 2,
      .domain_name = "shop.example.com",
      .environment = {{"STAGE", "prod"}},
      .execute_command = true,
      .health_check_path = "/health",
      .hosted_zone_id = "Z0123456789ABCDEFGHIJ",
      .internet_facing = true,
      .log_retention = RetentionDays::one_month,
      .secrets = {{"TOKEN", ContainerSecret::ssm_parameter(
                                "arn:aws:ssm:eu-central-1:123456789012:parameter/token")}},
      .size = {512, 1024},
  });
  stack.add(OutputProps{.id = "Url", .value = web.url()});
  EXPECT_EQ(
      properties("WebTaskDefinition"),
      R"({"ContainerDefinitions":[{"Image":"nginx","Name":"web","Environment":[{"Name":"STAGE",)"
      R"("Value":"prod"}],"Essential":true,"LogConfiguration":{"LogDriver":"awslogs",)"
      R"("Options":{"awslogs-group":{"Ref":"WebTaskDefinitionLogGroup"},)"
      R"("awslogs-region":{"Ref":"AWS::Region"},"awslogs-stream-prefix":"web"}},)"
      R"("PortMappings":[{"ContainerPort":8080,"Protocol":"tcp"}],"Secrets":[{"Name":"TOKEN",)"
      R"("ValueFrom":"arn:aws:ssm:eu-central-1:123456789012:parameter/token"}]}],"Cpu":"512",)"
      R"("ExecutionRoleArn":{"Fn::GetAtt":["WebTaskDefinitionExecutionRole","Arn"]},)"
      R"("Memory":"1024","NetworkMode":"awsvpc","RequiresCompatibilities":["FARGATE"],)"
      R"("RuntimePlatform":{"CpuArchitecture":"ARM64","OperatingSystemFamily":"LINUX"},)"
      R"("TaskRoleArn":{"Fn::GetAtt":["WebTaskDefinitionTaskRole","Arn"]}})");
  EXPECT_EQ(properties("WebRecord"),
            R"({"Name":"shop.example.com","Type":"A",)"
            R"("AliasTarget":{"DNSName":{"Fn::GetAtt":["WebLoadBalancer","DNSName"]},)"
            R"("HostedZoneId":{"Fn::GetAtt":["WebLoadBalancer","CanonicalHostedZoneID"]}},)"
            R"("HostedZoneId":"Z0123456789ABCDEFGHIJ"})");
  EXPECT_EQ(properties("WebListenerHttpRedirect"),
            R"({"DefaultActions":[{"Type":"redirect","RedirectConfig":{"StatusCode":"HTTP_301",)"
            R"("Port":"443","Protocol":"HTTPS"}}],"LoadBalancerArn":{"Ref":"WebLoadBalancer"},)"
            R"("Port":80,"Protocol":"HTTP"})");
  EXPECT_THAT(written(), has_resource("WebTargetGroup", {{"HealthCheckPath", "/health"}}));
  EXPECT_THAT(written(), has_resource("WebService", {{"EnableExecuteCommand", true}}));
  EXPECT_NE(resource("Outputs").find("https://shop.example.com"), std::string::npos);
}

TEST_F(LoadBalancedFargateServiceTest, it_is_granted_reached_and_scaled_as_its_service) {
  auto& web = stack.add(LoadBalancedFargateServiceProps{.id = "Web", .image = image, .vpc = vpc});
  web.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  web.auto_scale({.min = 1, .max = 3}).on_requests(100, web.target_group());
  web.connections().allow_from(Peer("10.1.0.0/16"), Port::tcp(80));
  (void)web.grantee_arn();
  EXPECT_THAT(written(), has_resource("WebTaskDefinitionTaskRoleDefaultPolicy"));
  EXPECT_THAT(written(), has_resource("WebServiceScalingRequests"));
  EXPECT_NE(properties("WebServiceSecurityGroup").find("10.1.0.0/16"), std::string::npos);
}

TEST_F(LoadBalancedFargateServiceTest, what_cannot_be_is_told) {
  stack.add(LoadBalancedFargateServiceProps{.id = "A", .image = image});
  stack.add(
      LoadBalancedFargateServiceProps{.id = "B", .image = image, .domain_name = "a.b", .vpc = vpc});
  stack.add(LoadBalancedFargateServiceProps{
      .id = "C", .image = image, .internet_facing = true, .vpc = vpc});
  EXPECT_EQ(codes_of(app), "OT3420 OT3428 OT3439");
}

}  // namespace
}  // namespace omnitrack

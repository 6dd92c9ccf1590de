#include "omnitrack/codedeploy/deployment_group.hpp"

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/autoscaling/auto_scaling_group.hpp>
#include <omnitrack/cfn/cloudwatch.hpp>
#include <omnitrack/cfn/codedeploy.hpp>
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/ecs/fargate_service.hpp>
#include <omnitrack/elasticloadbalancingv2/application_load_balancer.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing::HasSubstr;
using testing_support::codes_of;

class DeploymentGroupTest : public testing_support::OneStackTest {
 protected:
  Function& make_function(std::string_view id) {
    return stack.add(FunctionProps{
        .id = id,
        .code = FunctionCode::inline_text("def handler(event, context):\n    print(event)\n"),
        .handler = "index.handler",
        .runtime = Runtime::python3_13,
    });
  }
  FargateService& make_service(bool deployed_by_code_deploy) {
    auto& task = stack.add(FargateTaskDefinitionProps{
        .id = "Task",
        .containers = {
            {.name = "web", .image = ContainerImage::registry("nginx"), .ports = {{.port = 80}}}}});
    auto& service = stack.add(FargateServiceProps{
        .id = "Service",
        .cluster = Cluster::from_name(stack, "Cluster", "shop", vpc),
        .task_definition = task,
        .deployed_by_code_deploy = deployed_by_code_deploy,
    });
    blue.add_target(service);
    return service;
  }

  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234567", "subnet-12345678"}});
  TargetGroup& blue =
      stack.add(TargetGroupProps{.id = "Blue", .target_type = TargetType::ip, .vpc = vpc});
  TargetGroup& green =
      stack.add(TargetGroupProps{.id = "Green", .target_type = TargetType::ip, .vpc = vpc});
  ApplicationListener& listener = stack.add(ApplicationListenerProps{
      .id = "Listener",
      .default_action = ListenerAction::forward(blue),
      .load_balancer = stack.add(ApplicationLoadBalancerProps{.id = "Web", .vpc = vpc}),
      .protocol = ListenerProtocol::http,
  });
};

TEST_F(DeploymentGroupTest, an_alias_moves_by_a_canary_and_back_where_an_alarm_goes_off) {
  auto& live = stack.add(FunctionAliasProps{.id = "live", .function = make_function("F")});
  auto& alarm = live.metric_errors().create_alarm(stack, {.id = "Errors", .threshold = 1});
  stack.add(LambdaDeploymentGroupProps{
      .id = "Group", .alias = live, .alarms = alarm, .before_shift = make_function("Check")});
  EXPECT_EQ(properties("Group"),
            R"({"ApplicationName":{"Ref":"GroupApplication"},)"
            R"("ServiceRoleArn":{"Fn::GetAtt":["GroupRole","Arn"]},)"
            R"("AlarmConfiguration":{"Alarms":[{"Name":{"Ref":"Errors"}}],"Enabled":true},)"
            R"("AutoRollbackConfiguration":{"Enabled":true,)"
            R"("Events":["DEPLOYMENT_FAILURE","DEPLOYMENT_STOP_ON_ALARM"]},)"
            R"("DeploymentConfigName":"CodeDeployDefault.LambdaCanary10Percent5Minutes",)"
            R"("DeploymentStyle":{"DeploymentOption":"WITH_TRAFFIC_CONTROL",)"
            R"("DeploymentType":"BLUE_GREEN"}})");
  EXPECT_EQ(properties("GroupApplication"), R"({"ComputePlatform":"Lambda"})");
  EXPECT_THAT(resource("live"),
              HasSubstr(R"("UpdatePolicy":{"CodeDeployLambdaAliasUpdate":{"ApplicationName":)"
                        R"({"Ref":"GroupApplication"},"DeploymentGroupName":{"Ref":"Group"},)"
                        R"("BeforeAllowTrafficHook":{"Fn::GetAtt":["Check","Arn"]}}})"));
  EXPECT_THAT(properties("GroupRole"), HasSubstr("AWSCodeDeployRoleForLambdaLimited"));
  EXPECT_THAT(properties("GroupRole"), HasSubstr(R"("Action":"lambda:InvokeFunction")"));
}

TEST_F(DeploymentGroupTest, a_speed_of_ones_own_makes_a_configuration) {
  auto& live = stack.add(FunctionAliasProps{.id = "live", .function = make_function("F")});
  stack.add(LambdaDeploymentGroupProps{
      .id = "Linear", .alias = live, .shift = TrafficShift::linear(20, 7)});
  stack.add(LambdaDeploymentGroupProps{
      .id = "Canary", .alias = live, .shift = TrafficShift::canary(25, 60)});
  stack.add(LambdaDeploymentGroupProps{
      .id = "Named", .alias = live, .shift = TrafficShift::named("Theirs")});
  EXPECT_EQ(properties("LinearConfig"),
            R"({"ComputePlatform":"Lambda","TrafficRoutingConfig":{"Type":"TimeBasedLinear",)"
            R"("TimeBasedLinear":{"LinearInterval":7,"LinearPercentage":20}}})");
  EXPECT_EQ(properties("CanaryConfig"),
            R"({"ComputePlatform":"Lambda","TrafficRoutingConfig":{"Type":"TimeBasedCanary",)"
            R"("TimeBasedCanary":{"CanaryInterval":60,"CanaryPercentage":25}}})");
  EXPECT_THAT(written(),
              has_resource("Linear", {{"DeploymentConfigName", {{"Ref", "LinearConfig"}}}}));
  EXPECT_THAT(written(), has_resource("Named", {{"DeploymentConfigName", "Theirs"}}));
}

TEST_F(DeploymentGroupTest, a_service_moves_between_two_target_groups) {
  stack.add(EcsDeploymentGroupProps{.id = "Group",
                                    .blue = blue,
                                    .green = green,
                                    .listener = listener,
                                    .service = make_service(true)});
  EXPECT_EQ(
      properties("Group"),
      R"({"ApplicationName":{"Ref":"GroupApplication"},)"
      R"("ServiceRoleArn":{"Fn::GetAtt":["GroupRole","Arn"]},)"
      R"("AutoRollbackConfiguration":{"Enabled":true,)"
      R"("Events":["DEPLOYMENT_FAILURE","DEPLOYMENT_STOP_ON_ALARM"]},)"
      R"("BlueGreenDeploymentConfiguration":{"DeploymentReadyOption":{"ActionOnTimeout":)"
      R"("CONTINUE_DEPLOYMENT","WaitTimeInMinutes":0},)"
      R"("TerminateBlueInstancesOnDeploymentSuccess":{"Action":"TERMINATE",)"
      R"("TerminationWaitTimeInMinutes":5}},)"
      R"("DeploymentConfigName":"CodeDeployDefault.ECSAllAtOnce",)"
      R"("DeploymentStyle":{"DeploymentOption":"WITH_TRAFFIC_CONTROL",)"
      R"("DeploymentType":"BLUE_GREEN"},"ECSServices":[{"ClusterName":"shop",)"
      R"("ServiceName":{"Fn::GetAtt":["Service","Name"]}}],"LoadBalancerInfo":)"
      R"({"TargetGroupPairInfoList":[{"ProdTrafficRoute":{"ListenerArns":[{"Ref":"Listener"}]},)"
      R"("TargetGroups":[{"Name":{"Fn::Select":[1,{"Fn::Split":["/",{"Fn::GetAtt":["Blue",)"
      R"("TargetGroupFullName"]}]}]}},{"Name":{"Fn::Select":[1,{"Fn::Split":["/",)"
      R"({"Fn::GetAtt":["Green","TargetGroupFullName"]}]}]}}]}]}})");
  EXPECT_THAT(properties("Service"), HasSubstr(R"("DeploymentController":{"Type":"CODE_DEPLOY"})"));
  EXPECT_THAT(properties("Service"), testing::Not(HasSubstr("DeploymentCircuitBreaker")));
}

TEST_F(DeploymentGroupTest, servers_are_found_by_group_or_tag_and_kept_healthy) {
  auto& fleet = AutoScalingGroup::from_name(stack, "Fleet", "fleet");
  stack.add(ServerDeploymentGroupProps{.id = "Group",
                                       .auto_scaling_groups = fleet,
                                       .healthy_hosts = HealthyHosts::percent(75),
                                       .instance_tags = {{"App", "shop"}},
                                       .target_groups = blue});
  EXPECT_THAT(properties("Group"), HasSubstr(R"("AutoScalingGroups":["fleet"])"));
  EXPECT_THAT(
      properties("Group"),
      HasSubstr(R"("Ec2TagFilters":[{"Key":"App","Type":"KEY_AND_VALUE","Value":"shop"}])"));
  EXPECT_THAT(properties("Group"), HasSubstr(R"("DeploymentType":"IN_PLACE")"));
  EXPECT_EQ(properties("GroupConfig"),
            R"({"ComputePlatform":"Server",)"
            R"("MinimumHealthyHosts":{"Type":"FLEET_PERCENT","Value":75}})");
}

TEST_F(DeploymentGroupTest, an_application_that_is_made_elsewhere_is_deployed) {
  auto& application =
      DeploymentApplication::from_name(stack, "Shop", "shop", DeploymentPlatform::server);
  auto& group = stack.add(ServerDeploymentGroupProps{
      .id = "Group", .application = application, .instance_tags = {{"App", "shop"}}});
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  group.grant_deploy(role);
  group.grant_tell_status(role);
  EXPECT_THAT(written(), has_resource("Group", {{"ApplicationName", "shop"}}));
  EXPECT_THAT(written(),
              has_resource("Group", {{"DeploymentConfigName", "CodeDeployDefault.OneAtATime"}}));
  EXPECT_THAT(resource("RoleDefaultPolicy"), HasSubstr(":deploymentgroup:shop/${Group}"));
  EXPECT_THAT(resource("RoleDefaultPolicy"), HasSubstr(":application:shop"));
}

TEST_F(DeploymentGroupTest, what_cannot_be_is_told) {
  const int hundred = 100;
  const std::string name = "shop/web";
  auto& live = stack.add(FunctionAliasProps{.id = "live", .function = make_function("F")});
  auto& servers = stack.add(DeploymentApplicationProps{.id = "Servers", .application_name = name});
  stack.add(LambdaDeploymentGroupProps{
      .id = "A", .alias = live, .application = servers, .shift = TrafficShift::canary(hundred, 5)});
  stack.add(EcsDeploymentGroupProps{.id = "B",
                                    .blue = blue,
                                    .green = blue,
                                    .listener = listener,
                                    .service = make_service(false)});
  stack.add(ServerDeploymentGroupProps{.id = "C", .group_name = name});
  EXPECT_EQ(codes_of(app), "OT3780 OT3781 OT3783 OT3784 OT3784 OT3780 OT3784");
}

}  // namespace
}  // namespace omnitrack

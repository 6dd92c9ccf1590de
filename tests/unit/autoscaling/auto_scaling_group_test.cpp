#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/autoscaling/auto_scaling_group.hpp>
#include <omnitrack/cfn/autoscaling.hpp>
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticloadbalancingv2/application_load_balancer.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;
using testing_support::OneStackTest;

class AutoScalingGroupTest : public OneStackTest {
 protected:
  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234567", "subnet-12345678"}});
  LaunchTemplate& machine =
      stack.add(LaunchTemplateProps{.id = "Machine", .instance_type = "t3.micro", .vpc = vpc});
};

TEST_F(AutoScalingGroupTest, a_group_is_private_and_measured) {
  stack.add(AutoScalingGroupProps{.id = "Fleet", .launch_template = machine, .vpc = vpc});
  EXPECT_EQ(
      resource("Fleet"),
      R"({"Type":"AWS::AutoScaling::AutoScalingGroup","Properties":{"MaxSize":"1",)"
      R"("MinSize":"1","HealthCheckType":"EC2",)"
      R"("LaunchTemplate":{"Version":{"Fn::GetAtt":["Machine","LatestVersionNumber"]},)"
      R"("LaunchTemplateId":{"Ref":"Machine"}},"MetricsCollection":[{"Granularity":"1Minute"}],)"
      R"("VPCZoneIdentifier":["subnet-01234567","subnet-12345678"]}})");
}

TEST_F(AutoScalingGroupTest, every_property_is_written_where_it_belongs) {
  stack.add(AutoScalingGroupProps{
      .id = "Fleet",
      .launch_template = machine,
      .vpc = vpc,
      .auto_scaling_group_name = "fleet",
      .capacity_rebalance = true,
      .cooldown = 60,
      .default_instance_warmup = 30,
      .desired_capacity = 2,
      .group_metrics = false,
      .health_check = GroupHealthCheck::elb,
      .health_check_grace_period = 90,
      .max_capacity = 4,
      .max_instance_lifetime = 86400,
      .min_capacity = 2,
      .mixed_instances =
          MixedInstances{
              .types = {{.instance_type = "m5.large", .weight = 2},
                        {.instance_type = "m6i.large", .launch_template = machine, .weight = 1}},
              .on_demand_base = 1,
              .on_demand_percentage = 50,
              .spot_allocation = SpotAllocation::capacity_optimized},
      .new_instances_protected_from_scale_in = true,
      .notifications = {{.topic = "arn:aws:sns:eu-central-1:123456789012:topic",
                         .events = {GroupEvent::launch_error}},
                        {.topic = "arn:aws:sns:eu-central-1:123456789012:all"}},
      .rolling_update = RollingUpdate{.max_batch_size = 2,
                                      .min_instances_in_service = 1,
                                      .pause_time = "PT10M",
                                      .wait_on_signals = true},
      .subnets = {"subnet-01234567"},
      .termination_policies = {TerminationPolicy::oldest_launch_template,
                               TerminationPolicy::default_},
  });
  EXPECT_EQ(
      resource("Fleet"),
      R"({"Type":"AWS::AutoScaling::AutoScalingGroup",)"
      R"("UpdatePolicy":{"AutoScalingRollingUpdate":{"MaxBatchSize":2,)"
      R"("MinInstancesInService":1,"PauseTime":"PT10M","SuspendProcesses":["HealthCheck",)"
      R"("ReplaceUnhealthy","AZRebalance","AlarmNotification","ScheduledActions",)"
      R"("InstanceRefresh"],"WaitOnResourceSignals":true}},"Properties":{"MaxSize":"4",)"
      R"("MinSize":"2","AutoScalingGroupName":"fleet","CapacityRebalance":true,"Cooldown":"60",)"
      R"("DefaultInstanceWarmup":30,"DesiredCapacity":"2","HealthCheckGracePeriod":90,)"
      R"("HealthCheckType":"ELB","MaxInstanceLifetime":86400,)"
      R"("MixedInstancesPolicy":{"LaunchTemplate":{"LaunchTemplateSpecification":{"Version":{"F)"
      R"(n::GetAtt":["Machine","LatestVersionNumber"]},"LaunchTemplateId":{"Ref":"Machine"}},)"
      R"("Overrides":[{"InstanceType":"m5.large","WeightedCapacity":"2"},)"
      R"({"InstanceType":"m6i.large","LaunchTemplateSpecification":{"Version":{"Fn::GetAtt":["M)"
      R"(achine","LatestVersionNumber"]},"LaunchTemplateId":{"Ref":"Machine"}},)"
      R"("WeightedCapacity":"1"}]},"InstancesDistribution":{"OnDemandBaseCapacity":1,)"
      R"("OnDemandPercentageAboveBaseCapacity":50,)"
      R"("SpotAllocationStrategy":"capacity-optimized"}},)"
      R"("NewInstancesProtectedFromScaleIn":true,)"
      R"("NotificationConfigurations":[{"TopicARN":"arn:aws:sns:eu-central-1:123456789012:topic)"
      R"(","NotificationTypes":["autoscaling:EC2_INSTANCE_LAUNCH_ERROR"]},)"
      R"({"TopicARN":"arn:aws:sns:eu-central-1:123456789012:all",)"
      R"("NotificationTypes":["autoscaling:EC2_INSTANCE_LAUNCH",)"
      R"("autoscaling:EC2_INSTANCE_LAUNCH_ERROR","autoscaling:EC2_INSTANCE_TERMINATE",)"
      R"("autoscaling:EC2_INSTANCE_TERMINATE_ERROR"]}],)"
      R"("TerminationPolicies":["OldestLaunchTemplate","Default"],)"
      R"("VPCZoneIdentifier":["subnet-01234567"]}})");
}

TEST_F(AutoScalingGroupTest, instances_are_kept_ready) {
  stack.add(AutoScalingGroupProps{
      .id = "Fleet",
      .launch_template = machine,
      .vpc = vpc,
      .warm_pool = WarmPool{.max_prepared = 3,
                            .min_size = 1,
                            .reuse_on_scale_in = true,
                            .state = WarmPoolState::running},
  });
  EXPECT_EQ(
      properties("FleetWarmPool"),
      R"({"AutoScalingGroupName":{"Ref":"Fleet"},"InstanceReusePolicy":{"ReuseOnScaleIn":true},)"
      R"("MaxGroupPreparedCapacity":3,"MinSize":1,"PoolState":"Running"})");
}

TEST_F(AutoScalingGroupTest, the_capacity_follows_the_load) {
  auto& fleet = stack.add(AutoScalingGroupProps{
      .id = "Fleet", .launch_template = machine, .vpc = vpc, .max_capacity = 4});
  auto& group =
      stack.add(TargetGroupProps{.id = "Group", .target_type = TargetType::instance, .vpc = vpc});
  auto& balancer = stack.add(ApplicationLoadBalancerProps{.id = "Balancer", .vpc = vpc});
  stack.add(ApplicationListenerProps{.id = "Http",
                                     .default_action = ListenerAction::forward(group),
                                     .load_balancer = balancer,
                                     .protocol = ListenerProtocol::http});
  group.add_target(fleet);
  fleet.scale_on_cpu(60)
      .scale_on_requests(100, group)
      .scale_on_schedule({.id = "Night",
                          .desired = 1,
                          .end_time = "2027-01-01T00:00:00Z",
                          .max = 2,
                          .min = 1,
                          .recurrence = "0 22 * * *",
                          .start_time = "2026-01-01T00:00:00Z",
                          .time_zone = "Europe/Berlin"});
  EXPECT_EQ(
      properties("FleetCpuScaling"),
      R"({"AutoScalingGroupName":{"Ref":"Fleet"},"PolicyType":"TargetTrackingScaling",)"
      R"("TargetTrackingConfiguration":{"TargetValue":60,)"
      R"("PredefinedMetricSpecification":{"PredefinedMetricType":"ASGAverageCPUUtilization"}}})");
  EXPECT_EQ(
      properties("FleetRequestScaling"),
      R"({"AutoScalingGroupName":{"Ref":"Fleet"},"PolicyType":"TargetTrackingScaling",)"
      R"("TargetTrackingConfiguration":{"TargetValue":100,)"
      R"("PredefinedMetricSpecification":{"PredefinedMetricType":"ALBRequestCountPerTarget",)"
      R"("ResourceLabel":{"Fn::Sub":"${Balancer.LoadBalancerFullName}/${Group.TargetGroupFullNa)"
      R"(me}"}}}})");
  EXPECT_EQ(properties("FleetNight"),
            R"({"AutoScalingGroupName":{"Ref":"Fleet"},"DesiredCapacity":1,)"
            R"("EndTime":"2027-01-01T00:00:00Z","MaxSize":2,"MinSize":1,"Recurrence":"0 22 * * *",)"
            R"("StartTime":"2026-01-01T00:00:00Z","TimeZone":"Europe/Berlin"})");
  EXPECT_NE(resource("Fleet").find(R"("DependsOn":"Http")"), std::string::npos);
  EXPECT_NE(properties("Fleet").find(R"("TargetGroupARNs":[{"Ref":"Group"}])"), std::string::npos);
  EXPECT_THAT(written(), has_resource("MachineSecurityGroupFromBalancerSecurityGroupTCP80"));
}

TEST_F(AutoScalingGroupTest, it_is_granted_reached_and_measured) {
  auto& fleet =
      stack.add(AutoScalingGroupProps{.id = "Fleet", .launch_template = machine, .vpc = vpc});
  fleet.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  fleet.connections().allow_from(Peer("10.1.0.0/16"), Port::tcp(80));
  (void)fleet.metric_cpu_utilization();
  (void)fleet.metric_in_service();
  stack.add(OutputProps{.id = "Role", .value = fleet.grantee_arn()});
  stack.add(OutputProps{.id = "Arn", .value = fleet.arn()});
  EXPECT_THAT(written(), has_resource("MachineRoleDefaultPolicy"));
  EXPECT_NE(properties("MachineSecurityGroup").find("10.1.0.0/16"), std::string::npos);
}

TEST_F(AutoScalingGroupTest, one_that_is_made_elsewhere_is_scaled) {
  AutoScalingGroup::from_name(stack, "Fleet", "fleet").scale_on_cpu(60);
  EXPECT_THAT(written(), has_resource("FleetCpuScaling", {{"AutoScalingGroupName", "fleet"}}));
}

TEST_F(AutoScalingGroupTest, what_only_its_owner_can_do_is_refused) {
  auto& fleet = AutoScalingGroup::from_name(stack, "Fleet", "fleet");
  auto& group =
      stack.add(TargetGroupProps{.id = "Group", .target_type = TargetType::instance, .vpc = vpc});
  fleet.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  (void)fleet.grantee_arn();
  group.add_target(fleet);
  (void)fleet.arn();
  (void)fleet.resource();
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901 OT2901");
}

TEST_F(AutoScalingGroupTest, lifecycle_hooks_hold_the_first_instances_too) {
  auto& queue = stack.add(QueueProps{.id = "Launched"});
  auto& worker = stack.add(
      RoleProps{.id = "Worker", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  auto& fleet = stack.add(AutoScalingGroupProps{
      .id = "Fleet",
      .launch_template = machine,
      .vpc = vpc,
      .lifecycle_hooks = {{.name = "Install", .queue = queue, .timeout = 600}},
  });
  fleet.add_lifecycle_hook({.name = "Drain",
                            .transition = LifecycleTransition::terminating,
                            .default_result = LifecycleResult::continue_});
  fleet.grant_complete_lifecycle_action(worker);
  EXPECT_THAT(
      resource("Fleet"),
      testing::AllOf(
          testing::HasSubstr(R"("LifecycleHookSpecificationList":[{"LifecycleHookName":"Install",)"
                             R"("LifecycleTransition":"autoscaling:EC2_INSTANCE_LAUNCHING",)"
                             R"("DefaultResult":"ABANDON","HeartbeatTimeout":600,)"
                             R"("NotificationTargetARN":{"Fn::GetAtt":["Launched","Arn"]},)"
                             R"("RoleARN":{"Fn::GetAtt":["FleetInstallRole","Arn"]}},)"
                             R"({"LifecycleHookName":"Drain",)"
                             R"("LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING",)"
                             R"("DefaultResult":"CONTINUE"}])"),
          testing::HasSubstr("FleetInstallRoleDefaultPolicy")));
  EXPECT_THAT(properties("FleetInstallRoleDefaultPolicy"), testing::HasSubstr("sqs:SendMessage"));
  EXPECT_THAT(
      properties("WorkerDefaultPolicy"),
      testing::AllOf(testing::HasSubstr("autoscaling:CompleteLifecycleAction"),
                     testing::HasSubstr("autoScalingGroup:*:autoScalingGroupName/${Fleet}")));
}

TEST_F(AutoScalingGroupTest, it_follows_what_is_sent_and_metrics_of_ones_own) {
  stack
      .add(AutoScalingGroupProps{
          .id = "Fleet", .launch_template = machine, .vpc = vpc, .max_capacity = 4})
      .scale_on_incoming_bytes(1000000)
      .scale_on_outgoing_bytes(2000000)
      .scale_on_metric("Backlog",
                       MetricProps{.name_space = "Jobs",
                                   .metric_name = "BacklogPerInstance",
                                   .dimensions = {{"Queue", "jobs"}}},
                       10);
  EXPECT_THAT(properties("FleetIncomingBytesScaling"),
              testing::HasSubstr(R"("PredefinedMetricType":"ASGAverageNetworkIn")"));
  EXPECT_THAT(properties("FleetOutgoingBytesScaling"),
              testing::HasSubstr(R"("PredefinedMetricType":"ASGAverageNetworkOut")"));
  EXPECT_THAT(properties("FleetBacklog"),
              testing::HasSubstr(R"("CustomizedMetricSpecification":{"Dimensions":[{"Name":)"
                                 R"("Queue","Value":"jobs"}],"MetricName":"BacklogPerInstance",)"
                                 R"("Namespace":"Jobs","Statistic":"Average"})"));
}

TEST_F(AutoScalingGroupTest, hooks_and_metrics_that_cannot_be_are_told) {
  const int second = 1;
  auto& fleet =
      stack.add(AutoScalingGroupProps{.id = "Fleet", .launch_template = machine, .vpc = vpc});
  fleet.add_lifecycle_hook({.name = "Both",
                            .queue = stack.add(QueueProps{.id = "Queue"}),
                            .timeout = second,
                            .topic = stack.add(TopicProps{.id = "Topic"})});
  fleet.scale_on_metric("Share", fleet.metric_in_service() / fleet.metric_cpu_utilization(), 1);
  EXPECT_EQ(codes_of(app), "OT3450 OT3455 OT3455");
}

TEST_F(AutoScalingGroupTest, what_cannot_be_is_an_error) {
  const std::string type = "large";
  const int zero = 0;
  auto& spot = stack.add(LaunchTemplateProps{.id = "Spot", .spot = SpotOptions{}, .vpc = vpc});
  stack.add(AutoScalingGroupProps{.id = "A",
                                  .launch_template = machine,
                                  .vpc = vpc,
                                  .desired_capacity = 9,
                                  .max_instance_lifetime = zero,
                                  .min_capacity = 2});
  stack.add(AutoScalingGroupProps{
      .id = "B",
      .launch_template = machine,
      .vpc = Vpc::from_ids(stack, "Bare", {.vpc_id = "vpc-1"}),
      .rolling_update = RollingUpdate{.min_instances_in_service = 1},
  });
  auto& group = stack.add(AutoScalingGroupProps{
      .id = "C",
      .launch_template = spot,
      .vpc = vpc,
      .mixed_instances =
          MixedInstances{.types = {{.instance_type = type}}, .on_demand_percentage = 101},
  });
  group.scale_on_cpu(zero);
  stack.add(TargetGroupProps{.id = "D", .vpc = vpc}).add_target(group);
  EXPECT_EQ(codes_of(app),
            "OT3450 OT3450 OT3450 OT3451 OT3453 OT3452 OT3452 OT3450 OT3450 OT3454 OT3457");
}

TEST_F(AutoScalingGroupTest, steps_are_policies_with_their_alarms) {
  auto& fleet = stack.add(AutoScalingGroupProps{
      .id = "Fleet", .launch_template = machine, .vpc = vpc, .max_capacity = 10});
  fleet.scale_on_steps("Cpu", fleet.metric_cpu_utilization(),
                       {.evaluation_periods = 3,
                        .in = {{20, 1}},
                        .min_change = 2,
                        .out = {{60, 10}, {80, 30}},
                        .unit = ScalingUnit::percent,
                        .wait = 120});
  EXPECT_EQ(properties("FleetCpuOut"),
            R"({"AutoScalingGroupName":{"Ref":"Fleet"},)"
            R"("AdjustmentType":"PercentChangeInCapacity","EstimatedInstanceWarmup":120,)"
            R"("MinAdjustmentMagnitude":2,"PolicyType":"StepScaling","StepAdjustments":[)"
            R"({"ScalingAdjustment":10,"MetricIntervalLowerBound":0,)"
            R"("MetricIntervalUpperBound":20},)"
            R"({"ScalingAdjustment":30,"MetricIntervalLowerBound":20}]})");
  EXPECT_THAT(
      properties("FleetCpuOutAlarm"),
      testing::AllOf(testing::HasSubstr(R"("AlarmActions":[{"Fn::GetAtt":["FleetCpuOut","Arn"]}])"),
                     testing::HasSubstr(R"("ComparisonOperator":"GreaterThanOrEqualToThreshold")"),
                     testing::HasSubstr(R"("EvaluationPeriods":3)"),
                     testing::HasSubstr(R"("Threshold":60)")));
  EXPECT_THAT(properties("FleetCpuIn"),
              testing::HasSubstr(R"([{"ScalingAdjustment":-1,"MetricIntervalUpperBound":0}])"));
  EXPECT_THAT(properties("FleetCpuInAlarm"),
              testing::HasSubstr(R"("ComparisonOperator":"LessThanOrEqualToThreshold")"));
}

TEST_F(AutoScalingGroupTest, steps_that_are_none_and_scaling_that_changes_nothing_are_told) {
  auto& fleet =
      stack.add(AutoScalingGroupProps{.id = "Fleet", .launch_template = machine, .vpc = vpc});
  const Metric cpu = fleet.metric_cpu_utilization();
  fleet.scale_on_steps("None", cpu, {});
  fleet.scale_on_steps("Down", cpu, {.out = {{80, 1}, {60, 2}}});
  fleet.scale_on_steps("Less", cpu, {.out = {{80, -1}}});
  fleet.scale_on_steps("Same", cpu, {.in = {{60, 1}}, .out = {{60, 1}}});
  stack.add(AutoScalingGroupProps{.id = "Nightly", .launch_template = machine, .vpc = vpc})
      .scale_on_cpu(60)
      .scale_on_schedule({.id = "Day", .max = 4, .recurrence = "0 8 * * *"});
  EXPECT_EQ(codes_of(app), "OT3456 OT3456 OT3456 OT3456 OT3457");
}

}  // namespace
}  // namespace omnitrack

#include <gmock/gmock.h>

#include "../../../constructs/cloudwatch/metric_node.hpp"
#include "../resource_text.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::compact_template;
using testing_support::object_at;

class FunctionAliasPropsTest : public testing_support::OneStackTest {
 protected:
  Function& function = stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::inline_text("exports.h=async()=>1"),
      .handler = "index.h",
      .runtime = Runtime::nodejs24_x,
  });
};

TEST_F(FunctionAliasPropsTest, every_property_is_written_where_it_belongs) {
  auto& kept = FunctionVersion::from_number(stack, "Kept", function, "3");
  auto& version = FunctionVersion::from_number(stack, "Fourth", function, "4");
  stack.add(FunctionAliasProps{
      .id = "live",
      .function = function,
      .additional_versions = {{.version = kept, .percent = 25}},
      .description = "What is live",
      .max_event_age = 3600,
      .on_failure = EventDestination::queue("arn:aws:sqs:eu-central-1:123456789012:failed"),
      .provisioned_concurrency = 2,
      .retry_attempts = 1,
      .version = version,
  });
  EXPECT_EQ(properties("live"),
            R"({"FunctionName":{"Ref":"Fn"},"FunctionVersion":"4","Name":"live",)"
            R"("Description":"What is live",)"
            R"("ProvisionedConcurrencyConfig":{"ProvisionedConcurrentExecutions":2},)"
            R"("RoutingConfig":{"AdditionalVersionWeights":[{"FunctionVersion":"3",)"
            R"("FunctionWeight":0.25}]}})");
  EXPECT_EQ(resource("liveEventInvokeConfig"),
            R"({"Type":"AWS::Lambda::EventInvokeConfig","DependsOn":"live","Properties":)"
            R"({"FunctionName":{"Ref":"Fn"},"Qualifier":"live","DestinationConfig":{"OnFailure":)"
            R"({"Destination":"arn:aws:sqs:eu-central-1:123456789012:failed"}},)"
            R"("MaximumEventAgeInSeconds":3600,"MaximumRetryAttempts":1}})");
  EXPECT_THAT(properties("FnRole"), HasSubstr(R"("Action":"sqs:SendMessage")"));
}

TEST_F(FunctionAliasPropsTest, provisioned_concurrency_follows_how_much_of_it_is_in_use) {
  stack.add(FunctionAliasProps{
      .id = "live",
      .function = function,
      .provisioned_scaling =
          ProvisionedScaling{
              .max = 20,
              .min = 2,
              .schedules = {{.name = "Morning",
                             .schedule = "cron(0 8 ? * MON-FRI *)",
                             .min = 10,
                             .time_zone = "Europe/Berlin"}},
              .target_percent = 60,
          },
  });
  EXPECT_EQ(resource("liveScaling"),
            R"({"Type":"AWS::ApplicationAutoScaling::ScalableTarget","DependsOn":"live",)"
            R"("Properties":{"MaxCapacity":20,"MinCapacity":2,)"
            R"("ResourceId":{"Fn::Sub":"function:${Fn}:live"},)"
            R"("ScalableDimension":"lambda:function:ProvisionedConcurrency",)"
            R"("ServiceNamespace":"lambda","ScheduledActions":[{)"
            R"-("Schedule":"cron(0 8 ? * MON-FRI *)","ScheduledActionName":"Morning",)-"
            R"("ScalableTargetAction":{"MinCapacity":10},"Timezone":"Europe/Berlin"}]}})");
  EXPECT_EQ(properties("liveScalingPolicy"),
            R"({"PolicyName":"ProvisionedUtilization","PolicyType":"TargetTrackingScaling",)"
            R"("ScalingTargetId":{"Ref":"liveScaling"},)"
            R"("TargetTrackingScalingPolicyConfiguration":{"TargetValue":0.6,)"
            R"("PredefinedMetricSpecification":{)"
            R"("PredefinedMetricType":"LambdaProvisionedConcurrencyUtilization"}}})");
}

TEST_F(FunctionAliasPropsTest,
       an_alias_acts_by_the_role_of_its_function_and_is_invoked_by_its_own_arn) {
  auto& live = stack.add(FunctionAliasProps{.id = "live", .function = function});
  live.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  EXPECT_TRUE(live.permit_delivery("Rule", "events.amazonaws.com",
                                   "arn:aws:events:eu-central-1:123456789012:rule/r"));
  EXPECT_THAT(properties("FnRoleDefaultPolicy"), HasSubstr("s3:ListAllMyBuckets"));
  EXPECT_EQ(properties("liveRule"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"live"},)"
            R"("Principal":"events.amazonaws.com",)"
            R"("SourceArn":"arn:aws:events:eu-central-1:123456789012:rule/r"})");
}

TEST_F(FunctionAliasPropsTest, an_alias_is_measured_for_itself) {
  auto& live = stack.add(FunctionAliasProps{.id = "live", .function = function});
  const Metric use = live.metric_provisioned_utilization();
  EXPECT_EQ(std::string_view(use.node().measured.statistic), "Maximum");
  stack.add(OutputProps{.id = "Alias",
                        .value = fn::to_json_string(Json(use.node().measured.dimensions))});
  stack.add(OutputProps{
      .id = "Function",
      .value = fn::to_json_string(Json(function.metric_errors().node().measured.dimensions))});
  const std::string text = compact_template(app);
  EXPECT_THAT(text, HasSubstr(R"({"FunctionName":{"Ref":"Fn"},)"
                              R"("Resource":{"Fn::Sub":"${Fn}:live"}})"));
  EXPECT_THAT(text, HasSubstr(R"({"Fn::ToJsonString":{"FunctionName":{"Ref":"Fn"}}})"));
}

TEST_F(FunctionAliasPropsTest, numbers_out_of_bounds_are_reported) {
  auto& kept = FunctionVersion::from_number(stack, "Kept", function, "3");
  const int zero = 0;
  const int much = 101;
  stack.add(FunctionAliasProps{
      .id = "live",
      .function = function,
      .additional_versions = {{.version = kept, .percent = much}},
      .max_event_age = zero,
      .provisioned_scaling = ProvisionedScaling{.max = 2, .target_percent = zero},
      .retry_attempts = much,
  });
  EXPECT_EQ(testing_support::codes_of(app), "OT2229 OT2229 OT2229 OT2229");
}

TEST_F(FunctionAliasPropsTest, an_alias_that_is_made_elsewhere_can_be_invoked_but_not_asked) {
  auto& other = Function::from_name(
      stack, "Other", "other",
      {.role = stack.add(RoleProps{
           .id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")})});
  auto& live = FunctionAlias::from_name(stack, "Live", other, "live");
  live.grant_invoke(function);
  live.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  EXPECT_THAT(properties("FnRoleDefaultPolicy"),
              HasSubstr(R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:lambda:${AWS::Region}:)"
                        R"(${AWS::AccountId}:function:other:live"})"));
  EXPECT_THAT(properties("RoleDefaultPolicy"), HasSubstr("s3:ListAllMyBuckets"));
}

TEST_F(FunctionAliasPropsTest, what_only_the_app_that_makes_an_alias_knows_is_refused) {
  auto& live = FunctionAlias::from_name(stack, "Live", function, "live");
  static_cast<void>(live.version());
  static_cast<void>(live.resource());
  EXPECT_EQ(testing_support::codes_of(app), "OT2901 OT2901");
}

}  // namespace
}  // namespace omnitrack

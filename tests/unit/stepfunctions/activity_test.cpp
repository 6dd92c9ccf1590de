#include "task_test.hpp"
#include <omnitrack/iam/role.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;
using testing_support::object_at;

class ActivityTest : public testing_support::TaskTest {};

TEST_F(ActivityTest, an_activity_is_named_after_its_stack) {
  stack.add(ActivityProps{.id = "Paint"});
  EXPECT_EQ(resource("Paint"), R"({"Type":"AWS::StepFunctions::Activity","Properties":)"
                               R"({"Name":{"Fn::Sub":"${AWS::StackName}-Paint"}}})");
}

TEST_F(ActivityTest, workers_get_the_work_and_the_key) {
  auto& activity = stack.add(ActivityProps{.id = "Paint",
                                           .activity_name = "paint",
                                           .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
                                           .kms_data_key_reuse = 60});
  auto& worker = stack.add(
      RoleProps{.id = "User", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  activity.grant_work(worker);
  EXPECT_EQ(properties("Paint"),
            R"({"Name":"paint","EncryptionConfiguration":{"Type":"CUSTOMER_MANAGED_KMS_KEY",)"
            R"("KmsDataKeyReusePeriodSeconds":60,"KmsKeyId":)"
            R"("arn:aws:kms:eu-central-1:123456789012:key/k"}})");
  EXPECT_EQ(object_at(resource("UserDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
            R"(["states:GetActivityTask","states:SendTaskFailure","states:SendTaskHeartbeat",)"
            R"("states:SendTaskSuccess"],"Resource":{"Ref":"Paint"}},{"Effect":"Allow","Action":)"
            R"(["kms:Decrypt","kms:GenerateDataKey"],"Resource":)"
            R"("arn:aws:kms:eu-central-1:123456789012:key/k","Condition":{"StringEquals":)"
            R"({"kms:EncryptionContext:aws:states:activityArn":{"Ref":"Paint"}}}}]})");
}

TEST_F(ActivityTest, an_activity_that_is_made_elsewhere_is_known_by_its_arn_or_name) {
  auto& by_arn =
      Activity::from_arn(stack, "ByArn", "arn:aws:states:eu-central-1:123456789012:activity:paint");
  auto& by_name = Activity::from_name(stack, "ByName", "draw");
  auto& worker = stack.add(
      RoleProps{.id = "User", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  by_arn.grant(worker, {"states:DescribeActivity"});
  by_name.grant(worker, {"states:GetActivityTask"});
  EXPECT_THAT(resource("UserDefaultPolicy"), HasSubstr("activity:draw"));
  EXPECT_THAT(resource("UserDefaultPolicy"),
              HasSubstr("arn:aws:states:eu-central-1:123456789012:activity:paint"));
}

TEST_F(ActivityTest, a_resource_of_an_imported_activity_and_a_bad_name_are_refused) {
  const std::string name = "a b";
  stack.add(ActivityProps{.id = "Paint", .activity_name = name});
  static_cast<void>(Activity::from_name(stack, "ByName", "draw").resource());
  EXPECT_EQ(codes_of(app), "OT3228 OT2901");
}

TEST_F(ActivityTest, its_metrics_are_those_of_step_functions) {
  auto& activity = stack.add(ActivityProps{.id = "Paint"});
  for (const Metric& metric :
       {activity.metric_failed(), activity.metric_heartbeat_timed_out(), activity.metric_run_time(),
        activity.metric_schedule_time(), activity.metric_scheduled(), activity.metric_started(),
        activity.metric_succeeded(), activity.metric_time(), activity.metric_timed_out()}) {
    EXPECT_NE(&metric.node(), nullptr);
  }
}

}  // namespace
}  // namespace omnitrack

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack::assertions {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class AccessTest : public testing::Test {
 protected:
  App app;
  Stack& stack = app.add(StackProps{.id = "Shop"});
  Queue& jobs = stack.add(QueueProps{.id = "Jobs"});
  Role& sender = stack.add(
      RoleProps{.id = "Sender", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
};

TEST_F(AccessTest, a_grant_is_a_permission) {
  jobs.grant_send_messages(sender);
  const Template made = template_of(stack).with({.region = "eu-west-1", .account = "123456789012"});
  EXPECT_THAT(made, may(sender, "sqs:SendMessage", jobs));
  EXPECT_THAT(made, may_not(sender, "sqs:PurgeQueue", jobs));
  EXPECT_THAT(made.may(sender, "sqs:PurgeQueue", jobs).message(),
              StartsWith("Sender may not sqs:PurgeQueue on Jobs\n  no: "));
  EXPECT_EQ(made.may_not("Sender", "sqs:SendMessage", "Jobs").outcome(), Outcome::fails);
}

TEST_F(AccessTest, conditions_and_other_stacks_count) {
  auto& stage = stack.add(ParameterProps{.id = "Stage"});
  auto& is_prod =
      stack.add(ConditionProps{.id = "IsProd", .expression = fn::equals(stage.value(), "prod")});
  auto& policy = stack.add(UntypedResourceProps{
      .id = "Purge",
      .type = "AWS::IAM::Policy",
      .properties = {{"PolicyName", "purge"},
                     {"Roles", Json::array({sender.name()})},
                     {"PolicyDocument",
                      Json::object({{"Version", "2012-10-17"},
                                    {"Statement",
                                     Json::array({Json::object({{"Effect", "Allow"},
                                                                {"Action", "sqs:PurgeQueue"},
                                                                {"Resource", jobs.arn()}})})}})}}});
  policy.set_condition(is_prod);
  auto& other = app.add(StackProps{.id = "Other"});
  auto& reader = other.add(
      RoleProps{.id = "Reader", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  jobs.grant_consume_messages(reader);
  const Template made = template_of(stack);
  EXPECT_EQ(made.may(sender, "sqs:PurgeQueue", jobs).outcome(), Outcome::unknown);
  EXPECT_THAT(made.with({.parameters = {{"Stage", "prod"}}}), may(sender, "sqs:PurgeQueue", jobs));
  EXPECT_THAT(made.with({.parameters = {{"Stage", "test"}}}),
              may_not(sender, "sqs:PurgeQueue", jobs));
  EXPECT_THAT(made, may(reader, "sqs:ReceiveMessage", jobs));
  EXPECT_THAT(template_of(other), may(reader, "sqs:ReceiveMessage", jobs));
}

TEST_F(AccessTest, an_action_or_an_end_that_is_none_is_told) {
  const Template made = template_of(stack);
  const Check action = made.may_not(sender, "sqs:SendMessag", jobs);
  EXPECT_EQ(action.outcome(), Outcome::unknown);
  EXPECT_THAT(action.message(), StartsWith("there is no action 'sqs:SendMessag'; did you mean"));
  const Check end = made.cannot_reach("Sendr", jobs);
  EXPECT_EQ(end.outcome(), Outcome::unknown);
  EXPECT_EQ(end.message(), "there is no resource Sendr; did you mean 'Sender'?");
}

}  // namespace
}  // namespace omnitrack::assertions

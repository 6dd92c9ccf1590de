#include "deploy/stack_state.hpp"

#include <gtest/gtest.h>

namespace omnitrack::deploy {
namespace {

TEST(NextStep, FollowsFromTheStatus) {
  EXPECT_EQ(next_step(""), NextStep::create);
  EXPECT_EQ(next_step("REVIEW_IN_PROGRESS"), NextStep::create);
  EXPECT_EQ(next_step("CREATE_COMPLETE"), NextStep::update);
  EXPECT_EQ(next_step("UPDATE_ROLLBACK_COMPLETE"), NextStep::update);
  EXPECT_EQ(next_step("ROLLBACK_COMPLETE"), NextStep::replace_failed);
  EXPECT_EQ(next_step("UPDATE_ROLLBACK_FAILED"), NextStep::continue_rollback);
  EXPECT_EQ(next_step("DELETE_FAILED"), NextStep::retry_deletion);
  EXPECT_EQ(next_step("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"), NextStep::wait);
}

TEST(StackState, IsReadWithItsParametersAndOutputs) {
  const AwsAnswer answer(R"({"Stacks": [{"StackId": "arn", "StackStatus": "CREATE_COMPLETE",
    "CreationTime": "2030-01-01T00:00:00Z", "EnableTerminationProtection": true,
    "Outputs": [{"OutputKey": "Url", "OutputValue": "x"}]}]})");
  const std::optional<StackState> state = read_stack_state(answer);
  ASSERT_TRUE(state.has_value());
  EXPECT_EQ(state->last_updated, "2030-01-01T00:00:00Z");
  EXPECT_TRUE(state->is_protected);
  ASSERT_EQ(state->outputs.size(), 1U);
  EXPECT_EQ(state->outputs[0].value, "x");
  EXPECT_FALSE(read_stack_state(AwsAnswer("{}")).has_value());
}

TEST(AwsFaults, AreToldApartByWhatTheAwsCliSays) {
  const auto fault = [](std::string said) {
    support::ProgramResult result;
    result.end = support::ProgramEnd::exited;
    result.exit_code = 254;
    result.errors = std::move(said);
    return failure_of(result, "cloudformation:GetTemplate").fault();
  };
  EXPECT_EQ(fault("An error occurred (Throttling): Rate exceeded\n"), AwsFault::throttled);
  EXPECT_EQ(fault("Unknown options: --x\n"), AwsFault::too_old);
  EXPECT_EQ(fault("Could not connect to the endpoint URL: \"x\"\n"), AwsFault::connection_lost);
  EXPECT_EQ(fault("An error occurred (ValidationError) when calling the DescribeStacks operation: "
                  "Stack with id X does not exist\n"),
            AwsFault::not_found);
  EXPECT_EQ(fault("The source_profile \"a\" referenced in the profile \"b\" does not exist.\n"),
            AwsFault::no_credentials);
  EXPECT_EQ(fault("An error occurred (AccessDenied) when calling the X operation: "
                  "arn:aws:iam::1:role/credentials-admin\n"),
            AwsFault::access_denied);
  EXPECT_EQ(fault("\xff\n"), AwsFault::other);
  EXPECT_THROW(AwsAnswer("<html>"), AwsFailure);
}

}  // namespace
}  // namespace omnitrack::deploy

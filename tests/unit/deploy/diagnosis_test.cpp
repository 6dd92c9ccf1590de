#include "deploy/diagnosis.hpp"

#include <gmock/gmock.h>

#include "deploy/operations.hpp"
#include "deploy/rollback.hpp"

namespace omnitrack::deploy {
namespace {

// Of the stack itself where no resource is named.
StackEvent told(std::string id, std::string status, std::string reason = {}) {
  const bool is_stack = id.empty();
  return {.id = id + status,
          .stack_id = "stack",
          .logical_id = id,
          .physical_id = is_stack ? "stack" : "made-" + id,
          .type_name = is_stack ? "AWS::CloudFormation::Stack" : "AWS::SQS::Queue",
          .status = std::move(status),
          .reason = std::move(reason)};
}

Diagnosis diagnosis_of(std::vector<StackEvent> events) {
  Diagnosis diagnosis;
  diagnosis.state.id = "stack";
  diagnosis.events = std::move(events);
  find_causes(diagnosis);
  return diagnosis;
}

TEST(Operations, BeginWhereTheStackCameToRest) {
  const std::vector<StackEvent> events{
      told("", "CREATE_IN_PROGRESS"), told("A", "CREATE_FAILED"), told("", "ROLLBACK_IN_PROGRESS"),
      told("", "ROLLBACK_COMPLETE"), told("", "DELETE_IN_PROGRESS")};
  const auto operations = operations_in(events);
  ASSERT_EQ(operations.size(), 2U);
  EXPECT_EQ(operations[0].size(), 4U);
  EXPECT_EQ(operations[1].front().status, "DELETE_IN_PROGRESS");
  EXPECT_TRUE(operations_in({}).empty());
}

TEST(Diagnoses, TellTheCauseFromWhatStoppedWithIt) {
  const Diagnosis found = diagnosis_of(
      {told("", "CREATE_IN_PROGRESS"), told("A", "CREATE_FAILED", "Resource creation cancelled"),
       told("B", "CREATE_FAILED", "no"), told("C", "CREATE_FAILED", "nor this"),
       told("", "ROLLBACK_IN_PROGRESS")});
  EXPECT_EQ(found.cause->logical_id, "B");
  ASSERT_EQ(found.others.size(), 1U);
  EXPECT_EQ(found.others[0].logical_id, "C");
  EXPECT_EQ(found.stopped, 1U);
  EXPECT_FALSE(found.rollback_cause.has_value());
}

TEST(Diagnoses, TellWhyTheWayBackFailedToo) {
  const Diagnosis found = diagnosis_of(
      {told("", "UPDATE_IN_PROGRESS"), told("A", "UPDATE_FAILED", "no"),
       told("", "UPDATE_ROLLBACK_IN_PROGRESS"), told("B", "UPDATE_FAILED", "gone"),
       told("", "UPDATE_ROLLBACK_FAILED", "The following resource(s) failed to update: [B]. ")});
  EXPECT_EQ(found.cause->logical_id, "A");
  EXPECT_EQ(found.rollback_cause->logical_id, "B");
}

TEST(Diagnoses, OfAContinuedRollbackHaveOnlyTheWayBack) {
  const Diagnosis found =
      diagnosis_of({told("", "UPDATE_ROLLBACK_IN_PROGRESS"), told("B", "UPDATE_FAILED", "gone")});
  EXPECT_FALSE(found.cause.has_value());
  EXPECT_EQ(found.rollback_cause->logical_id, "B");
}

TEST(RollbackWays, FollowFromTheStatus) {
  EXPECT_EQ(rollback_way("UPDATE_ROLLBACK_FAILED"), RollbackWay::continue_rollback);
  EXPECT_EQ(rollback_way("UPDATE_FAILED"), RollbackWay::roll_back);
  EXPECT_EQ(rollback_way("CREATE_FAILED"), RollbackWay::roll_back);
  EXPECT_EQ(rollback_way("UPDATE_IN_PROGRESS"), RollbackWay::cancel_update);
  EXPECT_EQ(rollback_way("ROLLBACK_COMPLETE"), RollbackWay::none);
  EXPECT_THAT(
      rollback_call(RollbackWay::continue_rollback, "Shop", "t", {"A", "B"}),
      testing::ElementsAre("cloudformation", "continue-update-rollback", "--stack-name", "Shop",
                           "--client-request-token", "t", "--resources-to-skip", "A", "B"));
}

}  // namespace
}  // namespace omnitrack::deploy

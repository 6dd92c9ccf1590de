#include "deploy/events.hpp"

#include <gmock/gmock.h>

namespace omnitrack::deploy {
namespace {

StackEvent event(std::string id, std::string status, std::string reason) {
  return {.id = "event-" + id,
          .stack_id = "stack",
          .logical_id = id,
          .physical_id = "made-" + id,
          .type_name = "AWS::SQS::Queue",
          .status = std::move(status),
          .reason = std::move(reason)};
}

TEST(Events, AreReadWithTheEarliestFirst) {
  const AwsAnswer answer(
      R"({"StackEvents": [{"EventId": "2", "ResourceStatus": "CREATE_COMPLETE"},)"
      R"( {"EventId": "1", "ResourceStatusReason": null}]})");
  const std::vector<StackEvent> events = read_events(answer);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].id, "1");
  EXPECT_EQ(events[0].reason, "");
  EXPECT_EQ(events[1].status, "CREATE_COMPLETE");
}

TEST(Events, AreTakenOnceAndOnlyThoseOfTheRequest) {
  EventFeed feed("Shop", "mine");
  StackEvent mine = event("A", "CREATE_IN_PROGRESS", "");
  mine.token = "mine";
  StackEvent other = event("B", "CREATE_COMPLETE", "");
  other.token = "other";
  EXPECT_EQ(feed.take({other, mine}).size(), 1U);
  EXPECT_TRUE(feed.take({mine}).empty());
}

TEST(FirstCause, IsTheEarliestFailureThatIsNoConsequence) {
  const std::vector<StackEvent> events{event("A", "CREATE_FAILED", "Resource creation cancelled"),
                                       event("B", "CREATE_FAILED", "Jobs already exists"),
                                       event("C", "CREATE_FAILED", "another one")};
  EXPECT_EQ(first_cause(events), &events[1]);
  EXPECT_THAT(std::string(hint_for_reason(events[1].reason)), testing::HasSubstr("import it"));
}

TEST(FirstCause, LiesInTheNestedStackThatFailed) {
  StackEvent inner = event("Table", "CREATE_FAILED", "no");
  inner.stack_id = "made-Nested";
  StackEvent nested = event("Nested", "CREATE_FAILED", "Embedded stack was not created");
  nested.type_name = "AWS::CloudFormation::Stack";
  const std::vector<StackEvent> events{nested, inner};
  EXPECT_EQ(first_cause(events), &events[1]);
}

TEST(Hints, NameTheRightThatIsMissing) {
  EXPECT_EQ(hint_for_reason("User: arn:aws:iam::1:user/me is not authorized to perform: "
                            "lambda:CreateFunction on resource: arn:aws:lambda"),
            "the caller, or the role of the stack, needs lambda:CreateFunction");
  EXPECT_EQ(hint_for_reason("is not authorized to perform: s3:PutObject with an explicit deny in a "
                            "service control policy"),
            "a policy denies s3:PutObject, whatever another one allows");
  EXPECT_EQ(hint_for_reason("not authorized to perform: \x1b"),
            "the caller, or the role of the stack, lacks that right");
  EXPECT_EQ(hint_for_reason("Queue is odd"), "");
}

TEST(FirstCause, IsMissingWhereNothingFailed) {
  EXPECT_EQ(first_cause({event("A", "CREATE_COMPLETE", "")}), nullptr);
}

}  // namespace
}  // namespace omnitrack::deploy

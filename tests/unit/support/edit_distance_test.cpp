#include "support/edit_distance.hpp"

#include <array>

#include <gtest/gtest.h>

#include "support/name_hint.hpp"

namespace omnitrack::support {

constexpr std::array<std::string_view, 3> names{"TopicArn", "TopicName", "Endpoint"};

TEST(EditDistance, CountsEditsWithoutRegardToCase) {
  EXPECT_EQ(edits_between("Queue", "queue"), 0U);
  EXPECT_EQ(edits_between("QueuName", "QueueName"), 1U);
  EXPECT_EQ(edits_between("Nmae", "Name"), 1U);
}

TEST(EditDistance, AHintNamesTheNearestOrBothThatAreEquallyNear) {
  EXPECT_EQ(did_you_mean("TopicNam", names), "did you mean 'TopicName'?");
  constexpr std::array<std::string_view, 2> near{"FromPort", "FromPart"};
  EXPECT_EQ(did_you_mean("FromPert", near), "did you mean 'FromPort' or 'FromPart'?");
  EXPECT_EQ(did_you_mean("Colour", names), "");
}

TEST(EditDistance, AHintOfOneNameGivesItBack) {
  EXPECT_EQ(name_in_hint("did you mean 'TopicName'?"), "TopicName");
  EXPECT_EQ(name_in_hint("did you mean 'AWS::SNS::Topic'? known are others"), "AWS::SNS::Topic");
  EXPECT_EQ(name_in_hint("did you mean 'FromPort' or 'FromPart'?"), "");
  EXPECT_EQ(name_in_hint("put it in quotes: '80'"), "");
}

}  // namespace omnitrack::support

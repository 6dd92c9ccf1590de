#include "schema/iam_actions.hpp"

#include <gtest/gtest.h>

#include "data.hpp"

namespace omnitrack::schema {
namespace {

TEST(IamActions, AreThoseOfTheData) {
  const OrderedJson services = read_json(OMNITRACK_SCHEMA "/iam/actions.json");
  ASSERT_GT(services.size(), 400);
  for (const auto& [service, actions] : services.items()) {
    EXPECT_TRUE(is_iam_service(service)) << service;
    for (const OrderedJson& action : actions) {
      EXPECT_TRUE(has_iam_action(service, action.get<std::string>())) << service << ':' << action;
    }
  }
}

TEST(IamActions, AreFoundInAnyCase) {
  EXPECT_TRUE(is_iam_service("DynamoDB"));
  EXPECT_TRUE(has_iam_action("dynamodb", "GetItem"));
  EXPECT_TRUE(has_iam_action("S3", "GETOBJECT"));
}

TEST(IamActions, ThatNoServiceHasAreNotFound) {
  EXPECT_FALSE(is_iam_service("dynamo"));
  EXPECT_FALSE(is_iam_service(""));
  EXPECT_FALSE(has_iam_action("dynamodb", "GetItems"));
  EXPECT_FALSE(has_iam_action("dynamodb", "GetIte"));
  EXPECT_FALSE(has_iam_action("dynamodb", ""));
  EXPECT_FALSE(has_iam_action("dynamo", "*"));
}

TEST(IamActions, MatchStarsAndQuestionMarks) {
  EXPECT_TRUE(has_iam_action("dynamodb", "*"));
  EXPECT_TRUE(has_iam_action("dynamodb", "Get*"));
  EXPECT_TRUE(has_iam_action("dynamodb", "*Item"));
  EXPECT_TRUE(has_iam_action("dynamodb", "Batch*Item"));
  EXPECT_TRUE(has_iam_action("dynamodb", "?etItem"));
  EXPECT_TRUE(has_iam_action("dynamodb", "GetItem*"));
  EXPECT_FALSE(has_iam_action("dynamodb", "Fetch*"));
  EXPECT_FALSE(has_iam_action("dynamodb", "GetItem?"));
  EXPECT_FALSE(has_iam_action("dynamodb", "*Itemz*"));
}

TEST(IamActions, HaveANearestRightName) {
  EXPECT_EQ(nearest_iam_service("dynamdb"), "dynamodb");
  EXPECT_EQ(nearest_iam_action("dynamodb", "GetItems"), "getitem");
  EXPECT_EQ(nearest_iam_action("nowhere", "GetItem"), "");
  EXPECT_EQ(nearest_iam_service("qqqqqqqqqqqqqqq"), "");
}

}  // namespace
}  // namespace omnitrack::schema

#include "deploy/prepared.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace omnitrack::deploy {
namespace {

TEST(Prepared, IsReadAsItWasWritten) {
  const PreparedStack stack{
      .stack = "Shop",
      .deployed_as = "shop-eu",
      .region = "eu-west-1",
      .is_new = true,
      .change_set = "arn:aws:cloudformation:eu-west-1:111122223333:changeSet/omnitrack/1",
      .created = "2030-01-01T00:00:00Z",
      .stack_id = "arn:aws:cloudformation:eu-west-1:111122223333:stack/shop-eu/1",
      .last_updated = "2029-01-01T00:00:00Z",
      .template_digest = "abc",
      .depends_on = {"Store"},
      .verdicts = {{.logical_id = "Jobs",
                    .physical_id = "jobs",
                    .type_name = "AWS::SQS::Queue",
                    .action = "Modify",
                    .replacement = "False",
                    .policy_action = "Delete"}},
      .nested = {{.path = "NestedStack1.Inner",
                  .verdicts = {{.logical_id = "Orders",
                                .physical_id = {},
                                .type_name = "AWS::DynamoDB::Table",
                                .action = "Remove",
                                .replacement = {},
                                .policy_action = "Retain"}}}},
      .origins = {{"Jobs", "Shop/\"Jobs\"", "main.cpp", 12}}};
  PreparedStack store;
  store.stack = "Store";
  store.deployed_as = "store-eu";
  store.is_unchanged = true;
  const std::string json = json_of_prepared({store, stack});
  const std::vector<PreparedStack> read = read_prepared("sets.json", json);
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(json_of_prepared(read), json);
  ASSERT_EQ(read.back().nested.size(), 1U);
  EXPECT_EQ(read.back().nested.front().path, "NestedStack1.Inner");
  EXPECT_EQ(read.back().nested.front().verdicts.front().logical_id, "Orders");
  EXPECT_EQ(read.back().origins.front().construct, "Shop/\"Jobs\"");
  EXPECT_EQ(read.back().origins.front().line, 12U);
  EXPECT_TRUE(read.back().is_new);
}

TEST(Prepared, RefusesAStackThatStandsBeforeWhatItNeeds) {
  PreparedStack stack;
  stack.stack = stack.deployed_as = "Shop";
  stack.is_unchanged = true;
  stack.depends_on = {"Store"};
  EXPECT_THROW(read_prepared("sets.json", json_of_prepared({stack})), std::invalid_argument);
}

TEST(Prepared, RefusesWhatItDidNotWrite) {
  for (const char* wrong :
       {"", "{", "[]", "{}", R"({"format_version": 2, "stacks": []})",
        R"({"format_version": 1, "stacks": [{"stack": "A"}]})",
        R"({"format_version": 1, "stacks": [{"stack": "A", "deployed_as": "A"}]})"}) {
    EXPECT_THROW(read_prepared("sets.json", wrong), std::invalid_argument) << wrong;
  }
}

}  // namespace
}  // namespace omnitrack::deploy

#include "schema/runtimes.hpp"

#include <gtest/gtest.h>

#include "data.hpp"

namespace omnitrack::schema {
namespace {

TEST(Runtimes, HaveTheLifecyclesOfTheData) {
  const OrderedJson runtimes = read_json(OMNITRACK_SCHEMA "/lambda/runtimes.json");
  ASSERT_GT(runtimes.size(), 20);
  for (const auto& [name, facts] : runtimes.items()) {
    const auto found = find_runtime_lifecycle(name);
    ASSERT_TRUE(found.has_value()) << name;
    EXPECT_EQ(found->deprecated, facts.value("deprecated", ""));
    EXPECT_EQ(found->create_block, facts.value("createBlock", ""));
    EXPECT_EQ(found->update_block, facts.value("updateBlock", ""));
    EXPECT_EQ(found->successor, facts.value("successor", ""));
  }
}

TEST(Runtimes, AreKnownAsOfTheDayOfTheExtraction) {
  ASSERT_EQ(extracted_on().size(), 10);
  EXPECT_GE(extracted_on(), "2026-11-22");
  EXPECT_LT(extracted_on(), "2100-01-01");
}

TEST(Runtimes, WithoutAnAnnouncedEndHaveNone) {
  EXPECT_FALSE(find_runtime_lifecycle("provided.al2030"));
  EXPECT_FALSE(find_runtime_lifecycle("python"));
  EXPECT_FALSE(find_runtime_lifecycle(""));
}

}  // namespace
}  // namespace omnitrack::schema

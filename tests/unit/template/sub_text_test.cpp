#include "template/sub_text.hpp"

#include <gtest/gtest.h>

namespace omnitrack::tmpl {
namespace {

TEST(SubVariables, AreTheNamesBetweenBraces) {
  SubVariables variables("${A}$${ B.C } ${!Kept} ${} ${open");
  const auto first = variables.next();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->name, "A");
  EXPECT_EQ(first->ordinal, 0U);
  const auto second = variables.next();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->name, "B.C");
  const auto third = variables.next();
  ASSERT_TRUE(third);
  EXPECT_EQ(third->name, "");
  EXPECT_EQ(third->ordinal, 3U);
  EXPECT_FALSE(variables.next());
}

}  // namespace
}  // namespace omnitrack::tmpl

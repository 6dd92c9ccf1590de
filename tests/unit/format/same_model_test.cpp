#include "format/same_model.hpp"

#include <string_view>

#include <gtest/gtest.h>

#include "template/document.hpp"

namespace omnitrack::format {

bool say_the_same(std::string_view before, std::string_view after, bool in_order = true) {
  const tmpl::Document one("one", std::string(before));
  const tmpl::Document other("other", std::string(after));
  return first_difference(one.root(), other.root(), in_order) == nullptr;
}

TEST(SameModel, TellsValuesApartThatCloudFormationReadsDifferently) {
  EXPECT_TRUE(say_the_same("a: '012'\n", R"({"a": "012"})"));
  EXPECT_TRUE(say_the_same("a: 012\n", R"({"a": 10})"));
  EXPECT_FALSE(say_the_same("a: 012\n", "a: '012'\n"));
  EXPECT_FALSE(say_the_same("a: 08\n", "a: '08'\n"));
  EXPECT_FALSE(say_the_same("a: yes\n", "a: 'yes'\n"));
  EXPECT_FALSE(say_the_same("a: [1]\n", "a: [1, 2]\n"));
  EXPECT_FALSE(say_the_same("a: [1]\n", "a: {b: 1}\n"));
}

TEST(SameModel, TakesBothFormsOfGetAttForOne) {
  EXPECT_TRUE(say_the_same("a: {Fn::GetAtt: B.C.D}\n", "a: !GetAtt [B, C.D]\n"));
  EXPECT_FALSE(say_the_same("a: {Fn::GetAtt: B.C.D}\n", "a: !GetAtt [B.C, D]\n"));
  EXPECT_FALSE(say_the_same("a: {Fn::GetAtt: B.C}\n", "a: !GetAtt B.D\n"));
}

TEST(SameModel, LooksAtTheOrderWhereThatCounts) {
  EXPECT_FALSE(say_the_same("a: 1\nb: 2\n", "b: 2\na: 1\n"));
  EXPECT_TRUE(say_the_same("a: 1\nb: 2\n", "b: 2\na: 1\n", false));
  EXPECT_FALSE(say_the_same("a: 1\nb: 2\n", "b: 3\na: 1\n", false));
}

}  // namespace omnitrack::format

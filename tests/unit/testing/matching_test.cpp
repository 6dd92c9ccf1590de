#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <omnitrack/testing.hpp>

namespace omnitrack::assertions {
namespace {

/// What is said of a value that is not as expected; `yes` where it is.
std::string said(std::string_view value, const Expected& expected) {
  const std::string text = R"({"Resources": {"R": {"Type": "Custom::R", "Properties": {"V": )" +
                           std::string(value) + "}}}}";
  const Check check =
      template_of_text("t", text).at("/Resources/R/Properties").is({{"V", expected}});
  if (check) return "yes";
  const std::size_t line = check.message().find("\n  ");
  return check.message().substr(line + 3);
}

TEST(Matching, scalars_are_the_same_as_numbers_and_as_texts) {
  EXPECT_EQ(said("30", 30), "yes");
  EXPECT_EQ(said(R"("30")", 30), "yes");
  EXPECT_EQ(said("30", "30"), "yes");
  EXPECT_EQ(said("true", true), "yes");
  EXPECT_EQ(said(R"("true")", true), "yes");
  EXPECT_EQ(said("null", nullptr), "yes");
  EXPECT_EQ(said("60", 30), "/V is 60, expected 30");
  EXPECT_EQ(said(R"("a")", "b"), R"(/V is "a", expected "b")");
  EXPECT_EQ(said("1.5", 1.5), "yes");
  EXPECT_EQ(said("[1]", 1), "/V is [1], expected 1");
}

TEST(Matching, objects_have_at_least_what_is_expected) {
  EXPECT_EQ(said(R"({"A": 1, "B": 2})", {{"A", 1}}), "yes");
  EXPECT_EQ(said(R"({"A": 1})", {{"A", 1}, {"B", 2}}), "/V/B is absent, expected 2");
  EXPECT_EQ(said(R"({"A": 1, "B": 2})", exactly({{"A", 1}})), "/V/B is 2, expected nothing");
  EXPECT_EQ(said(R"({"A": {"B": [1, {"C": 2}]}})", {{"A", {{"B", list({1, {{"C", 3}}})}}}}),
            "/V/A/B/1/C is 2, expected 3");
  EXPECT_EQ(said("3", {{"A", 1}}), R"(/V is 3, expected {"A": 1})");
}

TEST(Matching, lists_are_exact_or_have_items_in_any_order) {
  EXPECT_EQ(said("[1, 2]", list({1, 2})), "yes");
  EXPECT_EQ(said("[1, 2]", list({2, 1})), "/V/0 is 1, expected 2");
  EXPECT_EQ(said("[1, 2, 3]", list({1})), "/V has 3 items, expected 1");
  EXPECT_EQ(said("[1, 2, 3]", list_with({3, 1})), "yes");
  EXPECT_EQ(said("[1, 2]", list_with({1, 1})), "/V has no item of its own that is 1");
  EXPECT_EQ(
      said(R"([{"A": 1, "B": 2}, {"A": 3}])", list_with({{{"A", 1}, {"B", 3}}})),
      R"(/V has no item of its own that is {"A": 1, "B": 3}; in the closest, /V/0/B is 2, expected 3)");
  EXPECT_EQ(said(R"([{"A": 1}, {"A": 1, "B": 2}])", list_with({{{"A", 1}}, {{"B", 2}}})), "yes");
  EXPECT_EQ(said("[]", list({})), "yes");
  EXPECT_EQ(said("[2, 4]", list_of(at_most(3))), "/V/1 is 4, expected at most 3");
}

TEST(Matching, what_is_absent_is_told_from_what_is_null) {
  EXPECT_EQ(said(R"({"A": 1})", {{"B", absent()}}), "yes");
  EXPECT_EQ(said(R"({"A": 1})", {{"A", absent()}}), "/V/A is 1, expected nothing");
  EXPECT_EQ(said("1", any_value()), "yes");
  EXPECT_EQ(said("null", any_value()), "/V is null, expected any value");
  EXPECT_EQ(said(R"({"A": 1})", {{"A", not_(1)}}), "/V/A is 1, expected not 1");
  EXPECT_EQ(said(R"({"A": 1})", {{"B", not_(1)}}), "yes");
}

TEST(Matching, texts_and_numbers_are_looked_into) {
  EXPECT_EQ(said(R"("jobs-1")", text_matching("^jobs-[0-9]$")), "yes");
  EXPECT_EQ(said(R"("jobs")", text_matching("[0-9]")),
            R"(/V is "jobs", expected a text that matches /[0-9]/)");
  EXPECT_EQ(said("5", at_least(5)), "yes");
  EXPECT_EQ(said("4", at_least(5)), "/V is 4, expected at least 5");
  EXPECT_EQ(said(R"("b")", one_of({"a", "b"})), "yes");
  EXPECT_EQ(said(R"("c")", one_of({"a", "b"})), R"(/V is "c", expected one of ["a", "b"])");
  EXPECT_EQ(said(R"("{\"a\": [1]}")", json_text({{"a", list({1})}})), "yes");
  EXPECT_EQ(said(R"("{\"a\": 2}")", json_text({{"a", 1}})), "/V/a is 2, expected 1");
  EXPECT_EQ(said(R"("x")", json_text({{"a", 1}})),
            R"(/V is "x", expected a text of JSON that is {"a": 1})");
  EXPECT_EQ(said(R"("ZWNobw==")", base64_text("echo")), "yes");
  EXPECT_EQ(said(R"({"Fn::Base64": "echo"})", base64_text("echo")), "yes");
  EXPECT_EQ(said(R"("a.fifo")", text_that(testing::EndsWith(".fifo"))), "yes");
  EXPECT_EQ(said(R"("a")", text_that(testing::EndsWith(".fifo"))),
            R"(/V is "a", expected a text that ends with ".fifo")");
}

TEST(Matching, functions_are_what_they_are_written_as_or_what_they_give) {
  constexpr std::string_view join = R"({"Fn::Join": ["", [{"Fn::GetAtt": ["R", "Arn"]}, "/*"]]})";
  EXPECT_EQ(said(join, "${R.Arn}/*"), "yes");
  EXPECT_EQ(said(join, {{"Fn::Sub", "${R.Arn}/*"}}), "yes");
  EXPECT_EQ(said(join, {{"Fn::Join", list({"", any_value()})}}), "yes");
  EXPECT_EQ(said(R"({"Ref": "R"})", {{"Ref", "R"}}), "yes");
  EXPECT_EQ(said(R"({"Ref": "R"})", {{"Ref", "S"}}), R"(/V is "${R}", expected {"Ref": "S"})");
  EXPECT_EQ(
      said(R"({"Fn::If": ["C", 1, 2]})", 1),
      "/V is {\"Fn::If\": [\"C\", 1, 2]}, expected 1\n    the condition C is not in the template");
}

TEST(Matching, a_capture_takes_what_stands_in_what_fits) {
  const Template asked = template_of_text("t", R"({"Resources": {
    "A": {"Type": "Custom::R", "Properties": {"Kind": "x", "Name": "a", "Size": 3}},
    "B": {"Type": "Custom::R", "Properties": {"Kind": "y", "Name": "b"}},
    "C": {"Type": "Custom::R", "Properties": {"Kind": "x", "Name": {"Ref": "A"}}}}})");
  const Capture name;
  const Capture none;
  const Capture size;
  EXPECT_TRUE(asked.has_resource("Custom::R", {{"Name", capture(name)}, {"Kind", "x"}}));
  EXPECT_THAT(name.all(), testing::ElementsAre(R"("a")", R"("${A}")"));
  EXPECT_EQ(name.text(), "a");
  EXPECT_TRUE(asked.has_resource("A", {{"Size", capture(size, at_least(1))}}));
  EXPECT_EQ(size.number(), 3);
  EXPECT_FALSE(asked.has_resource("Custom::R", {{"Name", capture(none)}, {"Kind", "z"}}));
  EXPECT_FALSE(none.has_value());
}

}  // namespace
}  // namespace omnitrack::assertions

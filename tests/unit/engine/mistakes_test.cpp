#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "engine_test.hpp"

namespace omnitrack {
namespace {

using MistakeTest = EngineTest;
using testing_support::codes_of;

constexpr std::string_view broken_text = "\xC3(";

TEST(EmptyAppTest, an_app_without_a_stack_is_an_error) {
  App app;
  const Synthesis synthesis = synthesize(app, unvalidated);
  EXPECT_FALSE(synthesis.ok());
  ASSERT_EQ(synthesis.diagnostics.size(), 1U);
  EXPECT_EQ(to_text(synthesis.diagnostics.front()),
            "error OT1019: the app has no stack\n"
            "  hint: add one: app.add(StackProps{.id = \"Name\"})\n");
}

TEST(EmptyAppTest, a_resource_outside_of_a_stack_is_an_error) {
  App app;
  app.add(StackProps{.id = "Test"}).add(UntypedResourceProps{.id = "A", .type = "Custom::A"});
  const int line = __LINE__ + 1;
  app.add(UntypedResourceProps{.id = "Loose", .type = "Custom::A"});
  EXPECT_EQ(to_text(synthesize(app, unvalidated).diagnostics.at(0)),
            place(__FILE__, line) +
                ": error OT1015: Loose: 'Loose' is added to the app and so is in no stack\n"
                "  hint: add it to a stack, e.g. to app.add(StackProps{.id = \"Data\"})\n");
}

TEST_F(MistakeTest, a_stack_without_a_resource_is_an_error) {
  stack.add(ParameterProps{.id = "P"});
  EXPECT_NE(said().find("error OT1016: Test: the stack has no resource\n"
                        "  hint: CloudFormation refuses a template without one\n"),
            std::string::npos);
}

class StackNameTest : public testing::TestWithParam<std::string> {};

TEST_P(StackNameTest, is_refused) {
  App app;
  app.add(StackProps{.id = GetParam()}).add(UntypedResourceProps{.id = "A", .type = "Custom::A"});
  EXPECT_EQ(codes_of(app, unvalidated), "OT1013");
}

INSTANTIATE_TEST_SUITE_P(each_bad_name, StackNameTest,
                         testing::Values("", "1st", "-a", "a_b", "a b", "\xC3\xA9tat",
                                         std::string(129, 'a')));

TEST_F(MistakeTest, a_reference_to_a_resource_outside_of_a_stack_is_an_error) {
  auto& loose = app.add(UntypedResourceProps{.id = "Loose", .type = "Custom::A"});
  add_thing("Thing", {{"V", loose.ref()}});
  EXPECT_EQ(codes_of(app, unvalidated), "OT1015 OT1010");
}

TEST_F(MistakeTest, an_unset_value_in_a_list_is_an_error) {
  const int line = __LINE__ + 1;
  add_thing("Thing", {{"V", List<std::string>{"a", Value<std::string>()}}});
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error OT1006: Test/Thing: a value that was never set is used in a list\n"
                        "  hint: give the property it was read from a value, or leave the item "
                        "out\n");
}

TEST_F(MistakeTest, an_unset_value_in_a_function_is_an_error) {
  add_thing("Thing", {{"V", fn::base64(Value<std::string>())}});
  EXPECT_NE(said().find("a value that was never set is used in an intrinsic function"),
            std::string::npos);
}

TEST_F(MistakeTest, an_unset_value_in_a_text_is_an_error) {
  add_thing("Some", {{"V", concat("a", Value<std::string>())}});
  add_thing("Alone", {{"V", concat("", Value<std::string>())}});
  EXPECT_EQ(codes_of(app, unvalidated), "OT1006 OT1006");
}

TEST_F(MistakeTest, an_unset_value_of_an_output_is_an_error) {
  add_thing("Thing");
  stack.add(OutputProps{.id = "Out", .value = Value<std::string>()});
  EXPECT_EQ(codes_of(app, unvalidated), "OT1006");
}

TEST_F(MistakeTest, a_text_that_is_no_utf8_is_an_error) {
  const int line = __LINE__ + 1;
  add_thing("Thing", {{"V", broken_text}});
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error OT1007: Test/Thing: a text is not well-formed UTF-8\n"
                        "  hint: templates are UTF-8; convert the text, or encode it as Base64\n");
}

TEST_F(MistakeTest, every_text_of_a_template_is_checked_for_utf8) {
  app.add(StackProps{.id = "Described", .description = broken_text})
      .add(UntypedResourceProps{.id = "A", .type = "Custom::A"});
  add_thing("KeyOfProperty", {{broken_text, 1}});
  add_thing("InnerKey", {{"V", Json::object({{broken_text, 1}})}});
  stack.add(UntypedResourceProps{.id = "Type", .type = broken_text});
  add_thing("Metadata").add_metadata(broken_text, 1);
  add_thing("Attribute", {{"V", add_thing("Read").attribute(broken_text)}});
  stack.add(ParameterProps{.id = "P1", .allowed_pattern = broken_text});
  stack.add(ParameterProps{.id = "P2", .constraint_description = broken_text});
  stack.add(ParameterProps{.id = "P3", .description = broken_text});
  stack.add(ParameterProps{.id = "P4", .default_value = broken_text});
  stack.add(OutputProps{.id = "O1", .value = "a", .description = broken_text});
  stack.add(OutputProps{.id = "O2", .value = "a", .export_name = broken_text});
  stack.add(RuleProps{.id = "R", .assertions = {{fn::equals("a", "a"), broken_text}}});
  stack.add(MappingProps{.id = "M", .table = {{broken_text, Json::object({{"a", "b"}})}}});
  stack.add_metadata(broken_text, 1);
  stack.add_transform(broken_text);
  const Synthesis synthesis = synthesize(app, unvalidated);
  std::string paths;
  for (const Diagnostic& each : synthesis.diagnostics) {
    EXPECT_EQ(each.code, "OT1007");
    paths += each.path + ' ';
  }
  for (const char* path : {"Described ", "Test/KeyOfProperty ", "Test/InnerKey ", "Test/Type ",
                           "Test/Metadata ", "Test/Attribute ", "Test/P1 ", "Test/P2 ", "Test/P3 ",
                           "Test/P4 ", "Test/O1 ", "Test/O2 ", "Test/R ", "Test/M ", "Test "}) {
    EXPECT_NE(paths.find(path), std::string::npos) << path << "is not in " << paths;
  }
  EXPECT_EQ(synthesis.diagnostics.size(), 15U) << paths;
}

TEST_F(MistakeTest, a_number_that_json_does_not_have_is_an_error) {
  add_thing("NotANumber", {{"V", std::nan("")}});
  add_thing("Infinite", {{"V", -std::numeric_limits<double>::infinity()}});
  EXPECT_NE(said().find("error OT1008: Test/NotANumber: a number is not finite\n"
                        "  hint: JSON has neither NaN nor infinity\n"),
            std::string::npos);
}

TEST_F(MistakeTest, a_number_that_no_text_can_show_is_an_error) {
  add_thing("Thing", {{"V", concat("a", Value<double>(std::nan("")))}});
  EXPECT_EQ(codes_of(app, unvalidated), "OT1008");
}

TEST_F(MistakeTest, a_key_that_is_given_twice_is_an_error) {
  const int line = __LINE__ + 1;
  add_thing("Thing", {{"A", 1}, {"B", 2}, {"A", 3}});
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error OT1020: Test/Thing: the key 'A' is given twice\n"
                        "  hint: keep one of the two\n");
}

TEST_F(MistakeTest, a_key_that_is_given_twice_is_found_wherever_it_stands) {
  add_thing("Inner", {{"V", Json::object({{"A", 1}, {"A", 1}})}});
  stack.add(MappingProps{.id = "M", .table = {{"k", Json::object({{"s", 1}, {"s", 2}})}}});
  Map<Json> large;
  for (int i = 0; i < 100; ++i) large.set("K" + std::to_string(i), i);
  add_thing("Large", large);
  EXPECT_EQ(codes_of(app, unvalidated), "OT1020 OT1020");
}

TEST_F(MistakeTest, an_account_has_twelve_digits) {
  auto& other = app.add(StackProps{.id = "Other", .account = "12345"});
  add_thing(other, "A");
  add_thing("A");
  EXPECT_NE(said().find("error OT1021: Other: '12345' is not an account number\n"
                        "  hint: an account number has 12 digits\n"),
            std::string::npos);
}

TEST_F(MistakeTest, all_mistakes_are_reported_together) {
  add_thing("Thing", {{"V", broken_text}, {"W", std::nan("")}});
  add_thing("Thing");
  add_thing("--");
  add_thing("Other").override_at("wrong", 1);
  app.add(UntypedResourceProps{.id = "Loose", .type = "Custom::A"});
  app.add(StackProps{.id = "Empty"});
  stack.error("XX0001", "of one's own");
  const Synthesis synthesis = synthesize(app, unvalidated);
  EXPECT_FALSE(synthesis.ok());
  EXPECT_TRUE(synthesis.stacks.empty());
  std::vector<std::string> codes;
  for (const Diagnostic& each : synthesis.diagnostics) codes.push_back(each.code);
  std::sort(codes.begin(), codes.end());
  EXPECT_EQ(codes, (std::vector<std::string>{"OT1001", "OT1002", "OT1007", "OT1008", "OT1012",
                                             "OT1015", "OT1016", "XX0001"}));
}

TEST_F(MistakeTest, a_warning_stops_nothing_unless_strictness_is_asked_for) {
  add_thing("Thing").warning("XX0001", "is odd");
  const Synthesis synthesis = synthesize(app, unvalidated);
  EXPECT_TRUE(synthesis.ok());
  EXPECT_EQ(synthesis.diagnostics.size(), 1U);
}

TEST_F(MistakeTest, a_warning_stops_a_strict_synth) {
  add_thing("Thing").warning("XX0001", "is odd");
  const Synthesis synthesis = synthesize(app, {.strict = true, .validate = false});
  EXPECT_FALSE(synthesis.ok());
  EXPECT_EQ(synthesis.diagnostics.at(0).severity, Severity::warning);
}

TEST_F(MistakeTest, a_sink_gets_nothing_of_an_app_with_errors) {
  class Counter final : public TemplateSink {
   public:
    void take(const SynthesizedStack&, std::string_view) override { ++taken; }
    int taken = 0;
  } counter;
  add_thing("Thing");
  add_thing(app.add(StackProps{.id = "Broken"}), "Thing", {{"V", std::nan("")}});
  EXPECT_FALSE(synthesize(app, counter, unvalidated).ok());
  EXPECT_EQ(counter.taken, 0);
}

}  // namespace
}  // namespace omnitrack

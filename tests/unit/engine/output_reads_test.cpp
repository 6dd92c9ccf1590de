#include "several_stacks_test.hpp"

namespace omnitrack {
namespace {

/// Outputs that `User` reads by names.
class OutputReadsTest : public SeveralStacksTest {
 protected:
  static Value<std::string> output(const Value<std::string>& of, const Value<std::string>& name) {
    return fn::get_stack_output({.stack_name = of, .output_name = name});
  }

  /// Reads it, and tells what was said about that, without the place.
  std::string said_of(const Value<std::string>& value) { return said_of(user, value); }
  std::string said_of(Stack& reader, const Value<std::string>& value) {
    const int line = __LINE__ + 1;
    add_thing(reader, "Thing", {{"V", value}});
    const std::string at = place(__FILE__, line) + ": error ";
    const std::string text = said();
    return text.starts_with(at) ? text.substr(at.size()) : text;
  }
};

constexpr std::string_view rule_of_stacks =
    "\n  hint: a name begins with a letter and has only letters, digits and hyphens, at most 128\n";
constexpr std::string_view rule_of_outputs =
    "\n  hint: it is the output's logical id: letters and digits, at most 255\n";

TEST_F(OutputReadsTest, a_stack_without_a_name_is_an_error) {
  EXPECT_EQ(said_of(output("", "Arn")),
            "OT1034: User/Thing: reads an output of '', which cannot be the name of a stack" +
                std::string(rule_of_stacks));
}

TEST_F(OutputReadsTest, what_cannot_be_the_name_of_a_stack_is_an_error) {
  EXPECT_EQ(said_of(output("my stack", "Arn")),
            "OT1034: User/Thing: reads an output of 'my stack', which cannot be the name of a "
            "stack" +
                std::string(rule_of_stacks));
}

TEST_F(OutputReadsTest, what_cannot_be_the_name_of_an_output_is_an_error) {
  EXPECT_EQ(said_of(output("other", "Orders-Arn")),
            "OT1034: User/Thing: reads 'Orders-Arn', which cannot be the name of an output" +
                std::string(rule_of_outputs));
}

TEST_F(OutputReadsTest, an_output_without_a_name_is_an_error) {
  EXPECT_EQ(said_of(output("other", "")),
            "OT1034: User/Thing: reads '', which cannot be the name of an output" +
                std::string(rule_of_outputs));
}

TEST_F(OutputReadsTest, an_output_that_a_stack_of_the_app_does_not_have_is_an_error) {
  stack.add(OutputProps{.id = "SourceArn", .value = source.ref()});
  EXPECT_EQ(said_of(output("Test", "SourceAm")),
            "OT1035: User/Thing: reads the output 'SourceAm' of the stack 'Test', which has no "
            "such output\n  hint: did you mean 'SourceArn'?\n");
}

TEST_F(OutputReadsTest, the_name_may_be_asked_of_the_stack) {
  EXPECT_EQ(said_of(output(stack.stack_name(), "SourceArn")),
            "OT1035: User/Thing: reads the output 'SourceArn' of the stack 'Test', which has no "
            "such output\n  hint: give weak(…) the value itself, which makes the output\n");
}

TEST_F(OutputReadsTest, the_name_may_be_put_together_of_that_of_the_reader) {
  add_thing(app.add(StackProps{.id = "User-data"}), "Thing");
  EXPECT_EQ(said_of(output(concat(user.stack_name(), "-data"), "Arn")),
            "OT1035: User/Thing: reads the output 'Arn' of the stack 'User-data', which has no "
            "such output\n  hint: give weak(…) the value itself, which makes the output\n");
}

TEST_F(OutputReadsTest, an_output_that_is_there_is_read) {
  stack.add(OutputProps{.id = "SourceArn", .value = source.ref()});
  EXPECT_EQ(said_of(output("Test", "SourceArn")), "");
}

TEST_F(OutputReadsTest, an_output_that_another_reference_makes_is_read) {
  add_thing(user, "Other", {{"V", weak(source.ref())}});
  EXPECT_EQ(said_of(output("Test", "ExportSource")), "");
}

TEST_F(OutputReadsTest, a_stack_outside_of_the_app_may_have_any) {
  EXPECT_EQ(said_of(output("network", "VpcId")), "");
}

TEST_F(OutputReadsTest, a_stack_may_be_named_by_its_arn) {
  EXPECT_EQ(said_of(output("arn:aws:cloudformation:eu-central-1:111111111111:stack/a/b", "VpcId")),
            "");
}

TEST_F(OutputReadsTest, a_stack_of_that_name_in_another_place_may_have_any) {
  auto& here = app.add(StackProps{.id = "Here", .region = "eu-central-1"});
  add_thing(app.add(StackProps{.id = "There", .account = "111111111111", .region = "us-east-1"}),
            "Thing");
  add_thing(here, "Other",
            {{"V", output("There", "Arn")},
             {"W", fn::get_stack_output(
                       {.stack_name = "Here", .output_name = "Arn", .region = "us-east-1"})},
             {"X", fn::get_stack_output({.stack_name = "Test",
                                         .output_name = "Arn",
                                         .role_arn = "arn:aws:iam::222222222222:role/r"})}});
  EXPECT_EQ(said_of(output("network", "VpcId")), "");
}

TEST_F(OutputReadsTest, a_stack_that_is_named_with_its_place_is_that_of_the_app) {
  auto& there =
      app.add(StackProps{.id = "There", .account = "111111111111", .region = "us-east-1"});
  add_thing(there, "Thing");
  EXPECT_EQ(said_of(fn::get_stack_output({.stack_name = "There",
                                          .output_name = "Arn",
                                          .region = "us-east-1",
                                          .role_arn = "arn:aws:iam::111111111111:role/r"})),
            "OT1035: User/Thing: reads the output 'Arn' of the stack 'There', which has no such "
            "output\n  hint: give weak(…) the value itself, which makes the output\n");
}

TEST_F(OutputReadsTest, a_macro_may_make_outputs) {
  stack.add_transform("Own::Macro");
  EXPECT_EQ(said_of(output("Test", "SourceArn")), "");
}

TEST_F(OutputReadsTest, a_name_that_is_known_at_deployment_only_is_not_looked_up) {
  auto& name = user.add(ParameterProps{.id = "Name"});
  EXPECT_EQ(said_of(output(name.value(), "SourceArn")), "");
}

}  // namespace
}  // namespace omnitrack

#include "several_stacks_test.hpp"

namespace omnitrack {
namespace {

class WeakReferencesTest : public SeveralStacksTest {};

constexpr std::string_view output = R"({"ExportSource":{"Value":{"Ref":"Source"}}})";
constexpr std::string_view read =
    R"({"Fn::GetStackOutput":{"StackName":"Test","OutputName":"ExportSource"}})";
constexpr std::string_view import = R"({"Fn::ImportValue":"Test:Source"})";
constexpr std::string_view both =
    R"({"ExportSource":{"Value":{"Ref":"Source"},"Export":{"Name":"Test:Source"}}})";

TEST_F(WeakReferencesTest, a_weak_value_is_an_output_that_is_read) {
  add_thing(user, "Thing", {{"V", weak(source.ref())}, {"W", weak(source.attribute("Deep.Arn"))}});
  EXPECT_EQ(in_stack("Test", "Outputs"),
            R"({"ExportSource":{"Value":{"Ref":"Source"}},"ExportSourceDeepArn":{"Value":)"
            R"({"Fn::GetAtt":["Source","Deep.Arn"]}}})");
  EXPECT_EQ(in_stack("User", "V"), read);
  EXPECT_EQ(in_stack("User", "W"), R"({"Fn::GetStackOutput":{"StackName":"Test",)"
                                   R"("OutputName":"ExportSourceDeepArn"}})");
}

TEST_F(WeakReferencesTest, every_reference_in_a_weak_value_is_weak) {
  const Value<std::string> joined = concat("a-", source.ref(), "-z");
  add_thing(user, "Thing",
            {{"V", weak(joined)}, {"W", weak(List<std::string>{source.ref(), "b"})}});
  EXPECT_EQ(in_stack("User", "Properties"), R"({"V":{"Fn::Join":["",["a-",)" + std::string(read) +
                                                R"(,"-z"]]},"W":[)" + std::string(read) +
                                                R"(,"b"]})");
  EXPECT_EQ(in_stack("Test", "Outputs"), output);
}

TEST_F(WeakReferencesTest, in_its_own_stack_a_weak_value_is_as_any) {
  add_thing("Thing", {{"V", weak(source.ref())}, {"W", weak(concat("a", source.ref()))}});
  add_thing(user, "Other");
  EXPECT_EQ(in_stack("Test", "V"), R"({"Ref":"Source"})");
  EXPECT_EQ(in_stack("Test", "W"), R"({"Fn::Sub":"a${Source}"})");
  EXPECT_EQ(in_stack("Test", "Outputs"), "");
}

TEST_F(WeakReferencesTest, one_output_serves_strong_and_weak_references) {
  add_thing(user, "Thing", {{"V", weak(source.ref())}, {"W", source.ref()}});
  EXPECT_EQ(in_stack("Test", "Outputs"), both);
  EXPECT_EQ(in_stack("User", "V"), read);
  EXPECT_EQ(in_stack("User", "W"), import);
}

TEST_F(WeakReferencesTest, an_output_of_ones_own_is_read_whether_it_is_exported_or_not) {
  auto& other = add_thing("Other");
  stack.add(OutputProps{.id = "Out", .value = source.ref()});
  stack.add(OutputProps{.id = "Exported", .value = other.ref(), .export_name = "other"});
  add_thing(user, "Thing", {{"V", weak(source.ref())}, {"W", weak(other.ref())}});
  EXPECT_EQ(in_stack("User", "V"),
            R"({"Fn::GetStackOutput":{"StackName":"Test","OutputName":"Out"}})");
  EXPECT_EQ(in_stack("User", "W"),
            R"({"Fn::GetStackOutput":{"StackName":"Test","OutputName":"Exported"}})");
}

TEST_F(WeakReferencesTest, an_output_with_a_condition_is_not_read) {
  auto& condition = stack.add(ConditionProps{.id = "C", .expression = fn::equals("a", "b")});
  stack.add(OutputProps{.id = "Out", .value = source.ref(), .condition = condition});
  add_thing(user, "Thing", {{"V", weak(source.ref())}});
  EXPECT_EQ(in_stack("User", "V"), read);
}

TEST_F(WeakReferencesTest, a_weak_list_is_read_as_one_text) {
  const auto list = List<std::string>::from_node(detail::make_attribute(source, "Subnets", true));
  add_thing(user, "Thing", {{"V", weak(list)}});
  EXPECT_EQ(in_stack("Test", "Outputs"),
            R"({"ExportSourceSubnets":{"Value":{"Fn::Join":["||",{"Fn::GetAtt":)"
            R"(["Source","Subnets"]}]}}})");
  EXPECT_EQ(in_stack("User", "V"),
            R"({"Fn::Split":["||",{"Fn::GetStackOutput":{"StackName":"Test",)"
            R"("OutputName":"ExportSourceSubnets"}}]})");
}

TEST_F(WeakReferencesTest, a_parameter_of_a_list_type_is_read_as_one_text) {
  auto& zones = stack.add(
      ParameterProps{.id = "Zones", .type = ParameterType::list_of_availability_zone_names});
  auto& names =
      stack.add(ParameterProps{.id = "Names", .type = ParameterType::comma_delimited_list});
  add_thing(user, "Thing", {{"V", weak(zones.list())}, {"W", names.list()}});
  EXPECT_EQ(in_stack("Test", "Outputs"),
            R"({"ExportZones":{"Value":{"Fn::Join":["||",{"Ref":"Zones"}]}},)"
            R"("ExportNames":{"Value":{"Fn::Join":["||",{"Ref":"Names"}]},)"
            R"("Export":{"Name":"Test:Names"}}})");
  EXPECT_EQ(in_stack("User", "Properties"),
            R"({"V":{"Fn::Split":["||",{"Fn::GetStackOutput":{"StackName":"Test",)"
            R"("OutputName":"ExportZones"}}]},)"
            R"("W":{"Fn::Split":["||",{"Fn::ImportValue":"Test:Names"}]}})");
}

TEST_F(WeakReferencesTest, the_nearest_construct_says_how_strong_references_are) {
  app.set_reference_strength(ReferenceStrength::weak);
  auto& group = user.add(PlainGroupProps{.id = "Group"});
  group.set_reference_strength(ReferenceStrength::strong);
  add_thing(user, "Thing", {{"A", source.ref()}, {"B", strong(source.ref())}});
  add_thing(group, "Inner", {{"C", source.ref()}, {"D", weak(source.ref())}});
  EXPECT_EQ(in_stack("User", "A"), read);
  EXPECT_EQ(in_stack("User", "B"), import);
  EXPECT_EQ(in_stack("User", "C"), import);
  EXPECT_EQ(in_stack("User", "D"), read);
}

TEST_F(WeakReferencesTest, outputs_and_the_stack_that_is_asked_for_follow_it_too) {
  user.set_reference_strength(ReferenceStrength::weak);
  add_thing(user, "Thing");
  user.add(OutputProps{.id = "Out", .value = source.ref()});
  EXPECT_EQ(in_stack("User", "Outputs"), R"({"Out":{"Value":)" + std::string(read) + "}}");
}

TEST_F(WeakReferencesTest, a_stack_stands_after_those_that_it_reads) {
  auto& third = app.add(StackProps{.id = "Third"});
  auto& last = add_thing(third, "Last");
  source.set("V", weak(last.ref()));
  add_thing(user, "Thing", {{"V", weak(source.ref())}});
  EXPECT_EQ(order(), "Third Test User ");
  EXPECT_EQ(synthesize_once().stacks[1].depends_on, std::vector<std::string>{"Third"});
}

TEST_F(WeakReferencesTest, another_region_is_read_by_its_name) {
  auto& here = app.add(StackProps{.id = "Here", .region = "eu-central-1"});
  auto& there = app.add(StackProps{.id = "There", .region = "us-east-1"});
  auto& beside = app.add(StackProps{.id = "Beside", .region = "eu-central-1"});
  auto& thing = add_thing(here, "Thing");
  add_thing(there, "Thing", {{"V", weak(thing.ref())}});
  add_thing(beside, "Thing", {{"V", weak(thing.ref())}});
  add_thing(user, "Thing", {{"V", weak(thing.ref())}});
  const std::string begin =
      R"({"Fn::GetStackOutput":{"StackName":"Here","OutputName":"ExportThing")";
  EXPECT_EQ(in_stack("There", "V"), begin + R"(,"Region":"eu-central-1"}})");
  EXPECT_EQ(in_stack("Beside", "V"), begin + "}}");
  EXPECT_EQ(in_stack("User", "V"), begin + R"(,"Region":"eu-central-1"}})");
}

TEST_F(WeakReferencesTest, another_account_is_read_by_the_role_of_the_stack) {
  constexpr const char* role = "arn:aws:iam::111111111111:role/reader";
  auto& here = app.add(StackProps{.id = "Here", .account = "111111111111", .outputs_role = role});
  auto& there = app.add(StackProps{.id = "There", .account = "222222222222"});
  auto& beside = app.add(StackProps{.id = "Beside", .account = "111111111111"});
  auto& thing = add_thing(here, "Thing");
  add_thing(there, "Thing", {{"V", weak(thing.ref())}});
  add_thing(beside, "Thing", {{"V", weak(thing.ref())}});
  add_thing(user, "Thing");
  const std::string begin =
      R"({"Fn::GetStackOutput":{"StackName":"Here","OutputName":"ExportThing")";
  EXPECT_EQ(in_stack("There", "V"),
            begin + R"(,"RoleArn":"arn:aws:iam::111111111111:role/reader"}})");
  EXPECT_EQ(in_stack("Beside", "V"), begin + "}}");
}

TEST_F(WeakReferencesTest, another_account_without_a_role_is_an_error) {
  auto& here = app.add(StackProps{.id = "Here", .account = "111111111111"});
  auto& there = app.add(StackProps{.id = "There", .account = "222222222222"});
  auto& thing = add_thing(here, "Thing");
  add_thing(user, "Thing");
  const int line = __LINE__ + 1;
  add_thing(there, "Thing", {{"V", weak(thing.ref())}});
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error OT1011: There/Thing: uses a value of 'Here/Thing', which is in "
                        "another account\n  hint: give the stack 'Here' the role that may read its "
                        "outputs: .outputs_role = \"arn:aws:iam::111111111111:role/…\"\n");
}

TEST_F(WeakReferencesTest, another_partition_is_an_error) {
  auto& here = app.add(StackProps{.id = "Here", .region = "eu-central-1"});
  auto& there = app.add(StackProps{.id = "There", .region = "cn-north-1"});
  auto& thing = add_thing(here, "Thing");
  add_thing(user, "Thing");
  add_thing(there, "Thing", {{"V", weak(thing.ref())}});
  EXPECT_NE(said().find("'Here/Thing', which is in another partition\n  hint: no reference reaches "
                        "there; pass the value as a parameter\n"),
            std::string::npos);
}

TEST_F(WeakReferencesTest, a_stack_without_a_region_is_looked_for_where_the_reader_is) {
  auto& here = app.add(StackProps{.id = "Here", .region = "eu-central-1"});
  add_thing(user, "Thing");
  const int line = __LINE__ + 1;
  add_thing(here, "Thing", {{"V", weak(source.ref())}, {"W", source.ref()}});
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": warning OT1036: Here/Thing: reads 'Test/Source', but the stack 'Test' "
                        "has no region: CloudFormation looks for 'Test' in eu-central-1\n  hint: "
                        "give 'Test' its region\n");
}

TEST_F(WeakReferencesTest, a_stack_without_an_account_is_looked_for_in_that_of_the_reader) {
  auto& here = app.add(StackProps{.id = "Here", .account = "111111111111"});
  add_thing(user, "Thing");
  const int line = __LINE__ + 1;
  add_thing(here, "Thing", {{"V", weak(source.ref())}});
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": warning OT1036: Here/Thing: reads 'Test/Source', but the stack 'Test' "
                        "has no account: CloudFormation looks for 'Test' in the account "
                        "111111111111\n  hint: give 'Test' its account\n");
}

TEST_F(WeakReferencesTest, a_reader_without_an_account_looks_for_the_stack_in_whichever_it_has) {
  auto& here = app.add(StackProps{.id = "Here", .account = "111111111111"});
  auto& thing = add_thing(here, "Thing");
  const int line = __LINE__ + 1;
  add_thing(user, "Thing", {{"V", weak(thing.ref())}});
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": warning OT1036: User/Thing: reads 'Here/Thing', but the stack 'User' "
                        "has no account: CloudFormation looks for 'Here' in whichever that is "
                        "deployed to\n  hint: give 'User' its account\n");
}

TEST_F(WeakReferencesTest, of_stacks_that_are_both_fixed_or_both_not_nothing_is_told) {
  auto& here = app.add(StackProps{.id = "Here", .region = "eu-central-1"});
  auto& there = app.add(StackProps{.id = "There", .region = "us-east-1"});
  auto& thing = add_thing(here, "Thing", {{"V", source.ref()}});
  add_thing(there, "Thing", {{"V", weak(thing.ref())}});
  add_thing(user, "Thing", {{"V", weak(source.ref())}, {"W", weak(thing.ref())}});
  EXPECT_EQ(said(), "");
}

TEST_F(WeakReferencesTest, a_value_of_what_may_not_be_made_is_told) {
  auto& live = stack.add(ConditionProps{.id = "Live", .expression = fn::equals("a", "b")});
  source.set_condition(live);
  const int line = __LINE__ + 1;
  add_thing(user, "Thing", {{"V", weak(source.ref())}, {"W", concat("a", source.ref())}});
  const std::string at = place(__FILE__, line) + ": warning OT1037: User/Thing: ";
  const std::string rest =
      " 'Test/Source', which is made under the condition 'Live': where that does not hold, its "
      "output is missing\n  hint: use it under a condition too, by fn::if_ or on the whole "
      "resource\n";
  EXPECT_EQ(said(), at + "reads" + rest + at + "imports" + rest);
}

TEST_F(WeakReferencesTest, who_uses_it_under_a_condition_is_supposed_to_know) {
  auto& live = stack.add(ConditionProps{.id = "Live", .expression = fn::equals("a", "b")});
  source.set_condition(live);
  auto& own = user.add(ConditionProps{.id = "Own", .expression = fn::equals("a", "b")});
  add_thing(user, "Thing", {{"V", fn::if_<std::string>(own, weak(source.ref()), "none")}});
  add_thing(user, "Other", {{"V", source.ref()}}).set_condition(own);
  user.add(OutputProps{.id = "Out", .value = weak(source.ref()), .condition = own});
  add_thing("Beside", {{"V", source.ref()}});
  EXPECT_EQ(said(), "");
}

TEST_F(WeakReferencesTest, a_parameter_that_hides_its_value_is_not_read) {
  auto& password = stack.add(ParameterProps{.id = "Password", .no_echo = true});
  const int line = __LINE__ + 1;
  add_thing(user, "Thing", {{"V", weak(password.value())}});
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error OT1027: User/Thing: reads 'Test/Password' by an output, which "
                        "shows what no_echo hides\n  hint: keep it in a secret, and hand on the "
                        "secret's ARN\n");
}

TEST_F(WeakReferencesTest, the_role_of_the_outputs_is_one_of_the_stacks_own_account) {
  for (const char* role : {"reader", "arn:aws:iam::222222222222:role/reader",
                           "arn:aws:iam::111111111111:user/reader", "arn:aws:iam::1:role/reader"}) {
    App other;
    add_thing(other.add(StackProps{.id = "Here", .account = "111111111111", .outputs_role = role}),
              "Thing");
    EXPECT_EQ(testing_support::codes_of(other, unvalidated), "OT1026") << role;
  }
}

TEST_F(WeakReferencesTest, an_output_of_a_stack_outside_of_the_app_can_be_read) {
  add_thing(user, "Thing",
            {{"V", fn::get_stack_output({.stack_name = "other", .output_name = "Arn"})},
             {"W", fn::get_stack_output({.stack_name = concat("a-", user.region()),
                                         .output_name = "Arn",
                                         .region = "us-east-1",
                                         .role_arn = "arn:aws:iam::111111111111:role/r"})}});
  EXPECT_EQ(in_stack("User", "V"),
            R"({"Fn::GetStackOutput":{"StackName":"other","OutputName":"Arn"}})");
  EXPECT_EQ(in_stack("User", "W"),
            R"({"Fn::GetStackOutput":{"StackName":{"Fn::Sub":"a-${AWS::Region}"},)"
            R"("OutputName":"Arn","Region":"us-east-1",)"
            R"("RoleArn":"arn:aws:iam::111111111111:role/r"}})");
}

}  // namespace
}  // namespace omnitrack

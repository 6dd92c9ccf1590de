#include "several_stacks_test.hpp"

namespace omnitrack {
namespace {

/// What a stack says of itself, used in another one.
class PseudoParametersTest : public SeveralStacksTest {};

TEST_F(PseudoParametersTest, in_its_own_stack_each_stays_a_pseudo_parameter) {
  auto& here = app.add(StackProps{.id = "Here", .region = "cn-north-1"});
  add_thing(here, "Thing",
            {{"A", here.stack_name()},
             {"B", here.stack_id()},
             {"C", here.partition()},
             {"D", here.url_suffix()},
             {"E", here.account()},
             {"F", concat(here.stack_name(), "/", here.region())}});
  add_thing(user, "Thing");
  EXPECT_EQ(in_stack("Here", "Properties"),
            R"({"A":{"Ref":"AWS::StackName"},"B":{"Ref":"AWS::StackId"},)"
            R"("C":{"Ref":"AWS::Partition"},"D":{"Ref":"AWS::URLSuffix"},)"
            R"("E":{"Ref":"AWS::AccountId"},"F":{"Fn::Sub":"${AWS::StackName}/cn-north-1"}})");
}

TEST_F(PseudoParametersTest, the_name_of_another_stack_is_a_text) {
  auto& renamed = app.add(StackProps{.id = "Renamed", .stack_name = "live"});
  add_thing(renamed, "Thing");
  add_thing(user, "Thing",
            {{"A", stack.stack_name()},
             {"B", concat(renamed.stack_name(), "-${x}")},
             {"C", concat(renamed.stack_name(), "-${", user.stack_name())}});
  EXPECT_EQ(in_stack("User", "Properties"),
            R"({"A":"Test","B":"live-${x}","C":{"Fn::Sub":"live-${!${AWS::StackName}"}})");
  EXPECT_EQ(in_stack("Test", "Outputs"), "");
}

TEST_F(PseudoParametersTest, what_follows_from_the_region_of_another_stack_is_a_text) {
  auto& here = app.add(StackProps{.id = "Here", .account = "111111111111", .region = "cn-north-1"});
  add_thing(here, "Thing");
  add_thing(user, "Thing", {{"A", here.partition()}, {"B", here.url_suffix()}});
  EXPECT_EQ(in_stack("User", "Properties"), R"({"A":"aws-cn","B":"amazonaws.com.cn"})");
  EXPECT_EQ(in_stack("Here", "Outputs"), "");
}

TEST_F(PseudoParametersTest, the_id_of_another_stack_is_exported_or_read) {
  add_thing(user, "Thing", {{"A", stack.stack_id()}, {"B", concat("a/", stack.stack_id())}});
  auto& third = app.add(StackProps{.id = "Third"});
  add_thing(third, "Thing", {{"A", weak(stack.stack_id())}});
  EXPECT_EQ(in_stack("Test", "Outputs"), R"({"ExportAWSStackId":{"Value":{"Ref":"AWS::StackId"},)"
                                         R"("Export":{"Name":"Test:AWSStackId"}}})");
  EXPECT_EQ(in_stack("User", "Properties"),
            R"({"A":{"Fn::ImportValue":"Test:AWSStackId"},)"
            R"("B":{"Fn::Join":["",["a/",{"Fn::ImportValue":"Test:AWSStackId"}]]}})");
  EXPECT_EQ(in_stack("Third", "A"), R"({"Fn::GetStackOutput":{"StackName":"Test",)"
                                    R"("OutputName":"ExportAWSStackId"}})");
}

TEST_F(PseudoParametersTest, the_stack_that_is_asked_comes_first) {
  stack.set_reference_strength(ReferenceStrength::weak);
  source.set("Of", user.stack_id());
  add_thing(user, "Thing");
  EXPECT_EQ(order(), "User Test ");
  EXPECT_EQ(in_stack("Test", "Of"), R"({"Fn::GetStackOutput":{"StackName":"User",)"
                                    R"("OutputName":"ExportAWSStackId"}})");
}

TEST_F(PseudoParametersTest, the_place_of_another_stack_that_is_not_known_is_a_reference) {
  add_thing(user, "Thing", {{"A", stack.region()}, {"B", stack.arn("sqs", "jobs")}});
  const std::string imports = in_stack("User", "Properties");
  EXPECT_EQ(imports,
            R"({"A":{"Fn::ImportValue":"Test:AWSRegion"},"B":{"Fn::Join":["",["arn:",)"
            R"({"Fn::ImportValue":"Test:AWSPartition"},":sqs:",{"Fn::ImportValue":)"
            R"("Test:AWSRegion"},":",{"Fn::ImportValue":"Test:AWSAccountId"},":jobs"]]}})");
}

TEST_F(PseudoParametersTest, a_stack_that_is_read_is_in_the_place_of_its_reader) {
  source.set("Of", user.account());
  add_thing(user, "Thing", {{"V", source.ref()}});
  EXPECT_EQ(in_stack("Test", "Of"), R"({"Ref":"AWS::AccountId"})");
  EXPECT_EQ(order(), "Test User ");
}

TEST_F(PseudoParametersTest, where_the_other_stack_is_read_anyway_both_are_in_one_place) {
  const Value<std::string> url =
      concat("https://", source.ref(), ".", stack.region(), ".", stack.url_suffix());
  auto& third = app.add(StackProps{.id = "Third"});
  add_thing(user, "Thing", {{"V", url}, {"W", stack.arn("sqs", "jobs")}});
  add_thing(third, "Thing", {{"V", weak(url)}});
  EXPECT_EQ(
      in_stack("User", "Properties"),
      R"({"V":{"Fn::Join":["",["https://",{"Fn::ImportValue":"Test:Source"},".",)"
      R"({"Ref":"AWS::Region"},".",{"Ref":"AWS::URLSuffix"}]]},)"
      R"("W":{"Fn::Sub":"arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs"}})");
  EXPECT_EQ(in_stack("Third", "V"),
            R"({"Fn::Join":["",["https://",{"Fn::GetStackOutput":{"StackName":"Test",)"
            R"("OutputName":"ExportSource"}},".",{"Ref":"AWS::Region"},".",)"
            R"({"Ref":"AWS::URLSuffix"}]]})");
}

TEST_F(PseudoParametersTest, waiting_for_the_other_stack_says_nothing_of_its_place) {
  add_thing(user, "Thing", {{"V", stack.region()}}).depends_on(source);
  EXPECT_EQ(in_stack("User", "V"), R"({"Fn::ImportValue":"Test:AWSRegion"})");
}

TEST_F(PseudoParametersTest, topics_are_a_list) {
  add_thing(user, "Thing", {{"V", stack.notification_arns()}});
  EXPECT_EQ(in_stack("User", "V"),
            R"({"Fn::Split":["||",{"Fn::ImportValue":"Test:AWSNotificationARNs"}]})");
  EXPECT_EQ(in_stack("Test", "Outputs"),
            R"({"ExportAWSNotificationARNs":{"Value":{"Fn::Join":["||",)"
            R"({"Ref":"AWS::NotificationARNs"}]},"Export":{"Name":"Test:AWSNotificationARNs"}}})");
}

TEST_F(PseudoParametersTest, an_output_of_ones_own_serves) {
  stack.add(OutputProps{.id = "Id", .value = stack.stack_id(), .export_name = "test-id"});
  add_thing(user, "Thing", {{"V", stack.stack_id()}, {"W", weak(stack.stack_id())}});
  EXPECT_EQ(in_stack("User", "Properties"),
            R"({"V":{"Fn::ImportValue":"test-id"},)"
            R"("W":{"Fn::GetStackOutput":{"StackName":"Test","OutputName":"Id"}}})");
  EXPECT_EQ(in_stack("Test", "Outputs"), R"({"Id":{"Value":{"Ref":"AWS::StackId"},)"
                                         R"("Export":{"Name":"test-id"}}})");
}

TEST_F(PseudoParametersTest, a_stack_that_no_reference_reaches_is_an_error) {
  auto& here = app.add(StackProps{.id = "Here", .region = "eu-central-1"});
  auto& there = app.add(StackProps{.id = "There", .region = "us-east-1"});
  add_thing(here, "Thing");
  add_thing(user, "Thing");
  const int line = __LINE__ + 1;
  add_thing(there, "Thing", {{"V", here.stack_id()}});
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error OT1011: There/Thing: uses a value of 'Here', which is in another "
                        "region\n  hint: exports reach one account and region; refer to it by "
                        "weak(…) or, where a construct is given, by "
                        "set_reference_strength(ReferenceStrength::weak)\n");
}

TEST_F(PseudoParametersTest, a_stack_of_another_app_is_an_error) {
  App other;
  auto& foreign = other.add(StackProps{.id = "Other"});
  const int line = __LINE__ + 1;
  add_thing(user, "Thing", {{"V", foreign.stack_id()}});
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error OT1010: User/Thing: uses 'Other', which is not in a stack of this "
                        "app\n  hint: add it to a stack of the same app\n");
}

TEST_F(PseudoParametersTest, where_no_reference_may_stand_it_is_an_error) {
  const UntypedResourceProps queue{.id = "Jobs", .type = "AWS::SQS::Queue"};
  App other;
  auto& here = other.add(StackProps{.id = "Here"});
  here.add(queue);
  auto& there = other.add(StackProps{.id = "There"});
  auto& is_here =
      there.add(ConditionProps{.id = "IsHere", .expression = fn::equals(here.region(), "x")});
  there.add(queue).set_condition(is_here);
  EXPECT_EQ(testing_support::codes_of(other), "OT4301");
}

TEST_F(PseudoParametersTest, what_is_in_no_stack_is_in_the_place_of_whoever_uses_it) {
  auto& group = app.add(PlainGroupProps{.id = "Group"});
  add_thing(user, "Thing", {{"V", group.stack().region()}});
  EXPECT_EQ(in_stack("User", "V"), R"({"Ref":"AWS::Region"})");
}

TEST_F(PseudoParametersTest, an_output_made_of_one_clashes_with_that_of_a_resource_of_its_name) {
  auto& other = add_thing("AWSStackId");
  add_thing(user, "Thing", {{"V", other.ref()}, {"W", stack.stack_id()}});
  EXPECT_NE(said().find("error OT1002: Test: the output 'ExportAWSStackId' that exports it to "
                        "another stack has the logical id of one made for 'Test/AWSStackId' at "),
            std::string::npos)
      << said();
}

}  // namespace
}  // namespace omnitrack

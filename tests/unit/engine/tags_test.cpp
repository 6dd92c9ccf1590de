#include "engine_test.hpp"
#include <omnitrack/cfn/autoscaling.hpp>
#include <omnitrack/cfn/s3.hpp>
#include <omnitrack/cfn/ssm.hpp>

namespace omnitrack {
namespace {

using cfn::s3::BucketProps;

using TagTest = EngineTest;

TEST_F(TagTest, a_tag_of_a_construct_reaches_every_taggable_resource_below) {
  auto& group = stack.add(PlainGroupProps{.id = "Group"});
  group.add(BucketProps{.id = "Inside"});
  stack.add(BucketProps{.id = "Outside"});
  group.add_tag("team", "core");
  EXPECT_EQ(in_template("Resources"),
            R"({"GroupInside":{"Type":"AWS::S3::Bucket","Properties":)"
            R"({"Tags":[{"Key":"team","Value":"core"}]}},"Outside":{"Type":"AWS::S3::Bucket"}})");
}

TEST_F(TagTest, tags_stand_outermost_first_in_the_order_of_the_calls) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  bucket.add_tag("e", "5");
  stack.add_tag("c", "3");
  app.add_tag("a", "1");
  stack.add_tag("d", "4");
  app.add_tag("b", "2");
  EXPECT_EQ(in_template("Properties"),
            R"({"Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"},{"Key":"c","Value":"3"},)"
            R"({"Key":"d","Value":"4"},{"Key":"e","Value":"5"}]})");
}

TEST_F(TagTest, the_nearest_tag_wins) {
  stack.add(BucketProps{.id = "Bucket"}).add_tag("stage", "bucket");
  stack.add_tag("stage", "stack");
  app.add_tag("stage", "app");
  EXPECT_EQ(in_template("Properties"), R"({"Tags":[{"Key":"stage","Value":"bucket"}]})");
}

TEST_F(TagTest, the_last_tag_of_one_construct_wins) {
  stack.add(BucketProps{.id = "Bucket"});
  stack.add_tag("stage", "old");
  stack.add_tag("stage", "new");
  EXPECT_EQ(in_template("Properties"), R"({"Tags":[{"Key":"stage","Value":"new"}]})");
}

TEST_F(TagTest, a_resources_own_tags_win_and_stand_last) {
  stack.add(BucketProps{.id = "Bucket",
                        .tags = {{.key = "stage", .value = "own"}, {.key = "x", .value = "y"}}});
  stack.add_tag("stage", "stack");
  stack.add_tag("team", "core");
  EXPECT_EQ(in_template("Properties"),
            R"({"Tags":[{"Key":"team","Value":"core"},{"Key":"stage","Value":"own"},)"
            R"({"Key":"x","Value":"y"}]})");
}

TEST_F(TagTest, a_tags_value_may_be_a_reference) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  bucket.add_tag("stack", stack.stack_name());
  EXPECT_EQ(in_template("Properties"),
            R"({"Tags":[{"Key":"stack","Value":{"Ref":"AWS::StackName"}}]})");
}

TEST_F(TagTest, tags_that_are_an_intrinsic_function_are_left_alone) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  auto& condition = stack.add(ConditionProps{.id = "C", .expression = fn::equals("a", "b")});
  bucket.props.tags =
      fn::if_list<Tag>(condition, {{.key = "a", .value = "b"}}, List<Tag>(no_value));
  stack.add_tag("team", "core");
  EXPECT_EQ(in_template("Properties"),
            R"({"Tags":{"Fn::If":["C",[{"Key":"a","Value":"b"}],{"Ref":"AWS::NoValue"}]}})");
}

TEST_F(TagTest, auto_scaling_groups_pass_their_tags_on) {
  stack.add(
      cfn::autoscaling::AutoScalingGroupProps{.id = "Group", .max_size = "2", .min_size = "1"});
  stack.add_tag("team", "core");
  EXPECT_EQ(in_template("Properties"),
            R"({"MaxSize":"2","MinSize":"1",)"
            R"("Tags":[{"Key":"team","Value":"core","PropagateAtLaunch":true}]})");
}

TEST_F(TagTest, some_types_hold_tags_as_an_object) {
  stack.add(cfn::ssm::ParameterProps{.id = "P",
                                     .type = cfn::ssm::ParameterProps::Type::string,
                                     .value = "v",
                                     .tags = {{"stage", "own"}}});
  stack.add_tag("stage", "stack");
  stack.add_tag("team", "core");
  EXPECT_EQ(in_template("Properties"),
            R"({"Type":"String","Value":"v","Tags":{"team":"core","stage":"own"}})");
}

TEST_F(TagTest, a_resource_without_a_schema_gets_no_tags) {
  add_thing("Thing");
  stack.add_tag("team", "core");
  EXPECT_EQ(in_template("Resources"), R"({"Thing":{"Type":"Custom::Thing"}})");
}

TEST_F(TagTest, an_empty_list_of_own_tags_is_added_to) {
  stack.add(BucketProps{.id = "Bucket", .tags = List<Tag>::empty()});
  stack.add_tag("team", "core");
  EXPECT_EQ(in_template("Properties"), R"({"Tags":[{"Key":"team","Value":"core"}]})");
}

}  // namespace
}  // namespace omnitrack

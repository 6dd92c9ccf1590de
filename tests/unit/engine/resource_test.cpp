#include "engine_test.hpp"
#include <omnitrack/cfn/dynamodb.hpp>
#include <omnitrack/cfn/s3.hpp>

namespace omnitrack {
namespace {

using ResourceTest = EngineTest;
using cfn::s3::BucketProps;

TEST_F(ResourceTest, properties_stand_in_the_order_of_the_type_whatever_the_users_order) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  bucket.props.versioning_configuration = {
      {.status = cfn::s3::bucket::VersioningConfiguration::Status::enabled}};
  bucket.props.bucket_name = "data";
  EXPECT_EQ(in_template("Bucket"), R"({"Type":"AWS::S3::Bucket","Properties":{"BucketName":"data",)"
                                   R"("VersioningConfiguration":{"Status":"Enabled"}}})");
}

TEST_F(ResourceTest, absent_properties_are_left_out_and_empty_ones_are_kept) {
  add_thing("Thing", {{"List", List<std::string>::empty()},
                      {"Map", Map<std::string>::empty()},
                      {"Text", ""},
                      {"Absent", Value<std::string>()},
                      {"Null", nullptr},
                      {"False", false},
                      {"Zero", 0}});
  EXPECT_EQ(in_template("Properties"),
            R"({"List":[],"Map":{},"Text":"","Null":null,"False":false,"Zero":0})");
}

TEST_F(ResourceTest, absent_members_of_an_object_are_left_out) {
  EXPECT_EQ(as_written(Json::object({{"a", Value<std::string>()}, {"b", 1}})), R"({"b":1})");
}

TEST_F(ResourceTest, a_resource_whose_properties_are_all_absent_has_no_properties_key) {
  add_thing("Thing", {{"Absent", Value<std::string>()}});
  EXPECT_EQ(in_template("Thing"), R"({"Type":"Custom::Thing"})");
}

TEST_F(ResourceTest, a_property_of_an_untyped_resource_can_be_set_later) {
  auto& thing = add_thing("Thing", {{"A", 1}});
  thing.set("B", 2);
  thing.set("A", 3);
  EXPECT_EQ(in_template("Properties"), R"({"A":3,"B":2})");
}

struct PolicyName {
  RemovalPolicy policy;
  std::string_view text;
};
void PrintTo(const PolicyName& name, std::ostream* out) { *out << name.text; }
class RemovalPolicyTest : public EngineTest, public testing::WithParamInterface<PolicyName> {};

TEST_P(RemovalPolicyTest, is_written_for_deletion_and_replacement_together) {
  add_thing("Thing", {{"A", 1}}).set_removal_policy(GetParam().policy);
  EXPECT_EQ(in_template("Thing"), R"({"Type":"Custom::Thing",)" + std::string(GetParam().text) +
                                      R"(,"Properties":{"A":1}})");
}

INSTANTIATE_TEST_SUITE_P(
    every_policy, RemovalPolicyTest,
    testing::Values(
        PolicyName{RemovalPolicy::destroy,
                   R"("DeletionPolicy":"Delete","UpdateReplacePolicy":"Delete")"},
        PolicyName{RemovalPolicy::retain,
                   R"("DeletionPolicy":"Retain","UpdateReplacePolicy":"Retain")"},
        PolicyName{RemovalPolicy::retain_except_on_create,
                   R"("DeletionPolicy":"RetainExceptOnCreate","UpdateReplacePolicy":"Retain")"},
        PolicyName{RemovalPolicy::snapshot,
                   R"("DeletionPolicy":"Snapshot","UpdateReplacePolicy":"Snapshot")"}));

TEST_F(ResourceTest, a_removal_policy_can_be_left_to_cloudformation) {
  auto& thing = add_thing("Thing", {{"A", 1}});
  thing.set_removal_policy(RemovalPolicy::retain);
  thing.set_removal_policy(RemovalPolicy::unspecified);
  EXPECT_EQ(in_template("Thing"), R"({"Type":"Custom::Thing","Properties":{"A":1}})");
}

TEST_F(ResourceTest, all_attributes_of_a_resource) {
  auto& other = add_thing("Other");
  auto& condition = stack.add(ConditionProps{.id = "C", .expression = fn::equals("a", "b")});
  auto& thing = add_thing("Thing", {{"A", 1}});
  thing.set_removal_policy(RemovalPolicy::retain);
  thing.add_metadata("why", "because");
  thing.add_metadata("list", Json::array({1}));
  thing.set_update_policy(Json::object({{"UseOnlineResharding", true}}));
  thing.set_creation_policy(Json::object({{"ResourceSignal", Json::object({{"Count", 1}})}}));
  thing.set_condition(condition);
  thing.depends_on(other);
  EXPECT_EQ(in_template("Thing"),
            R"({"Type":"Custom::Thing","DependsOn":"Other","Condition":"C",)"
            R"("CreationPolicy":{"ResourceSignal":{"Count":1}},)"
            R"("UpdatePolicy":{"UseOnlineResharding":true},"DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Metadata":{"why":"because","list":[1]},)"
            R"("Properties":{"A":1}})");
}

TEST_F(ResourceTest, lists_grow_and_take_containers) {
  std::vector<std::string> names{"a", "b"};
  List<std::string> list(names);
  list.add(concat("c-", stack.region()));
  EXPECT_EQ(as_written(list), R"(["a","b",{"Fn::Sub":"c-${AWS::Region}"}])");
}

TEST_F(ResourceTest, maps_set_and_replace_keys) {
  Map<std::string> map{{"a", "1"}};
  map.set("b", "2");
  map.set("a", "3");
  EXPECT_EQ(as_written(map), R"({"a":"3","b":"2"})");
}

TEST_F(ResourceTest, an_enumerator_newer_than_the_specification_is_written_as_given) {
  using Status = cfn::s3::bucket::VersioningConfiguration::Status;
  stack.add(
      BucketProps{.id = "Bucket", .versioning_configuration = {{.status = as<Status>("Paused")}}});
  EXPECT_EQ(in_template("Properties"), R"({"VersioningConfiguration":{"Status":"Paused"}})");
}

}  // namespace
}  // namespace omnitrack

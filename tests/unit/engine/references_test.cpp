#include "engine_test.hpp"
#include <omnitrack/cfn/s3.hpp>

namespace omnitrack {
namespace {

class ReferenceTest : public EngineTest {
 protected:
  UntypedResource& target = add_thing("Target");
};

TEST_F(ReferenceTest, a_resource_is_named_by_ref) {
  EXPECT_EQ(as_written(target.ref()), R"({"Ref":"Target"})");
}

TEST_F(ReferenceTest, an_attribute_is_read_by_get_att) {
  EXPECT_EQ(as_written(target.attribute("Endpoint.Address")),
            R"({"Fn::GetAtt":["Target","Endpoint.Address"]})");
}

TEST_F(ReferenceTest, a_typed_attribute_is_read_by_get_att) {
  auto& bucket = stack.add(cfn::s3::BucketProps{.id = "Bucket"});
  EXPECT_EQ(as_written(bucket.attr_arn()), R"({"Fn::GetAtt":["Bucket","Arn"]})");
}

TEST_F(ReferenceTest, a_value_read_back_as_another_kind_is_written_alike) {
  const Value<std::int64_t> number = as<std::int64_t>(target.ref());
  EXPECT_EQ(as_written(number), R"({"Ref":"Target"})");
}

TEST_F(ReferenceTest, pseudo_parameters_are_refs) {
  EXPECT_EQ(as_written(
                Json::array({stack.account(), stack.region(), stack.partition(), stack.url_suffix(),
                             stack.stack_id(), stack.stack_name(), stack.notification_arns()})),
            R"([{"Ref":"AWS::AccountId"},{"Ref":"AWS::Region"},{"Ref":"AWS::Partition"},)"
            R"({"Ref":"AWS::URLSuffix"},{"Ref":"AWS::StackId"},{"Ref":"AWS::StackName"},)"
            R"({"Ref":"AWS::NotificationARNs"}])");
}

TEST_F(ReferenceTest, no_value_is_a_ref_too) {
  EXPECT_EQ(as_written(no_value), R"({"Ref":"AWS::NoValue"})");
}

TEST_F(ReferenceTest, an_arn_names_partition_region_and_account) {
  EXPECT_EQ(as_written(stack.arn("sns", "topic")),
            R"({"Fn::Sub":"arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:topic"})");
}

TEST(FixedStackTest, a_stack_with_an_account_and_a_region_writes_them_as_text) {
  App app;
  auto& stack =
      app.add(StackProps{.id = "Fixed", .account = "123456789012", .region = "eu-central-1"});
  EXPECT_EQ(stack.account().literal_text(), "123456789012");
  EXPECT_EQ(stack.region().literal_text(), "eu-central-1");
  stack.add(UntypedResourceProps{
      .id = "Thing", .type = "Custom::Thing", .properties = {{"V", stack.arn("sns", "topic")}}});
  EXPECT_EQ(
      testing_support::object_at(testing_support::compact_template(app, unvalidated), "Properties"),
      R"({"V":{"Fn::Sub":"arn:${AWS::Partition}:sns:eu-central-1:123456789012:topic"}})");
}

TEST_F(ReferenceTest, texts_alone_are_joined_to_a_string) {
  EXPECT_EQ(as_written(concat("a", std::string("b"), std::string_view("c"), 7, -8L)),
            R"("abc7-8")");
}

TEST_F(ReferenceTest, numbers_of_any_integer_type_are_joined) {
  EXPECT_EQ(as_written(concat("n", 1U, ' ' == 32 ? 2UL : 0UL, std::size_t{3}, std::uint8_t{4},
                              std::int64_t{-5}, Value<std::int64_t>(6))),
            R"("n1234-56")");
}

TEST_F(ReferenceTest, a_literal_bool_is_joined_as_its_name) {
  EXPECT_EQ(as_written(concat("is ", Value<bool>(true), " not ", Value<bool>(false))),
            R"("is true not false")");
}

TEST_F(ReferenceTest, a_literal_number_is_joined_as_its_digits) {
  EXPECT_EQ(as_written(concat("is ", Value<double>(1.5))), R"("is 1.5")");
}

TEST_F(ReferenceTest, one_value_alone_stays_what_it_is) {
  EXPECT_EQ(as_written(concat("", target.ref(), "")), R"({"Ref":"Target"})");
}

TEST_F(ReferenceTest, nothing_joined_is_the_empty_text) {
  EXPECT_EQ(as_written(concat("", "")), R"("")");
}

TEST_F(ReferenceTest, texts_and_references_become_sub) {
  EXPECT_EQ(as_written(concat("https://", target.ref(), ".", stack.region(), "/",
                              target.attribute("A.B"), "\"")),
            R"({"Fn::Sub":"https://${Target}.${AWS::Region}/${Target.A.B}\""})");
}

TEST_F(ReferenceTest, a_concatenation_in_another_is_one_sub) {
  EXPECT_EQ(as_written(concat("a-", concat("b-", concat(target.ref(), "-c")), "-d")),
            R"({"Fn::Sub":"a-b-${Target}-c-d"})");
}

TEST_F(ReferenceTest, a_parameter_is_named_in_sub) {
  auto& parameter = stack.add(ParameterProps{.id = "P"});
  EXPECT_EQ(as_written(concat("p=", parameter.value())), R"({"Fn::Sub":"p=${P}"})");
}

TEST_F(ReferenceTest, what_sub_would_take_for_a_name_is_escaped) {
  EXPECT_EQ(as_written(concat("${a} $ {b} ${!c} $${d}", target.ref())),
            R"({"Fn::Sub":"${!a} $ {b} ${!!c} $${!d}${Target}"})");
}

TEST_F(ReferenceTest, a_dollar_before_a_reference_stays) {
  EXPECT_EQ(as_written(concat("US$", target.ref())), R"({"Fn::Sub":"US$${Target}"})");
}

TEST_F(ReferenceTest, a_plain_string_is_not_escaped) {
  EXPECT_EQ(as_written(concat("${a}", "b")), R"("${a}b")");
}

TEST_F(ReferenceTest, what_sub_cannot_name_is_joined) {
  EXPECT_EQ(as_written(concat("${x}", fn::select(0, fn::get_azs()), "-", target.ref())),
            R"({"Fn::Join":["",["${x}",{"Fn::Select":[0,{"Fn::GetAZs":""}]},"-",)"
            R"({"Ref":"Target"}]]})");
}

}  // namespace
}  // namespace omnitrack

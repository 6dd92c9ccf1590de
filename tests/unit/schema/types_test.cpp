#include <gtest/gtest.h>

#include "schema/schema.hpp"

namespace omnitrack::schema {
namespace {

Shape definition(std::string_view type, std::string_view name) {
  const ResourceType found = find_type(type).value();
  for (std::uint32_t i = 0; i < found.definition_count(); ++i) {
    if (found.definition(i).name() == name) return found.definition(i);
  }
  throw std::out_of_range("no such definition");
}

TEST(Types, LeadFromAListToTheNestedType) {
  const Shape lifecycle = definition("AWS::S3::Bucket", "LifecycleConfiguration");
  const Type rules = lifecycle.find("Rules").value().type();
  EXPECT_EQ(rules.text(), "[#Rule]");
  EXPECT_EQ(rules.accepts(), static_cast<std::uint16_t>(Accepts::list));
  ASSERT_EQ(rules.item().shape_count(), 1);
  EXPECT_TRUE(rules.item().shape(0) == definition("AWS::S3::Bucket", "Rule"));
}

TEST(Types, OfUnionsAcceptEachMember) {
  const auto origin = find_type("AWS::Serverless::Function").value().shape().find("CodeUri");
  const Type type = origin.value().type();
  EXPECT_EQ(type.text(), "string|#S3Location");
  EXPECT_TRUE(type.accepts() & Accepts::string);
  EXPECT_TRUE(type.accepts() & Accepts::object);
  EXPECT_FALSE(type.accepts() & Accepts::list);
  EXPECT_EQ(type.shape(0).name(), "S3Location");
}

TEST(Types, OfMapsSayWhatTheirValuesAre) {
  const auto variables = definition("AWS::Lambda::Function", "Environment").find("Variables");
  EXPECT_TRUE(variables.value().type().accepts() & Accepts::map);
  EXPECT_TRUE(variables.value().type().map_value().accepts() & Accepts::string);
}

TEST(Types, WithoutItemsHoldAnything) {
  const auto name = find_type("AWS::S3::Bucket").value().shape().find("BucketName").value();
  EXPECT_TRUE(name.type().item().accepts() & Accepts::json);
}

TEST(Attributes, WithDotsAreFound) {
  const auto endpoint =
      find_type("AWS::RDS::DBInstance").value().find_attribute("Endpoint.Address");
  ASSERT_TRUE(endpoint.has_value());
  EXPECT_EQ(endpoint->name(), "Endpoint.Address");
  EXPECT_FALSE(find_type("AWS::RDS::DBInstance").value().find_attribute("Endpoint.Adress"));
}

TEST(Attributes, BelowAStructureAreItsProperties) {
  const ResourceType instance = find_type("AWS::EC2::Instance").value();
  ASSERT_TRUE(instance.find_attribute("State").has_value());
  const auto code = instance.find_attribute("State.Code");
  ASSERT_TRUE(code.has_value());
  EXPECT_EQ(code->name(), "State.Code");
  EXPECT_FALSE(instance.find_attribute("State.Colour"));
}

TEST(Attributes, BelowAMapMayHaveAnyName) {
  for (std::uint32_t i = 0; i < type_count(); ++i) {
    const ResourceType each = type(i);
    for (std::uint32_t k = 0; k < each.attribute_count(); ++k) {
      const std::string name(each.attribute(k).name());
      const bool is_open = each.attribute(k).type().accepts() & Accepts::map;
      if (is_open) {
        EXPECT_TRUE(each.find_attribute(name + ".Any")) << each.name() << name;
      }
    }
  }
}

TEST(Attributes, AreSomePropertiesOfSomeTypes) {
  const ResourceType subnet = find_type("AWS::EC2::Subnet").value();
  ASSERT_TRUE(subnet.find_attribute("MapPublicIpOnLaunch").has_value());
  EXPECT_EQ(subnet.find_attribute("MapPublicIpOnLaunch")->type().text(), "boolean");
  EXPECT_FALSE(find_type("AWS::S3::Bucket").value().find_attribute("BucketName"));
}

TEST(Attributes, OfANestedStackAreItsOutputs) {
  const ResourceType stack = find_type("AWS::CloudFormation::Stack").value();
  EXPECT_TRUE(stack.find_attribute("Outputs.BucketName").has_value());
  EXPECT_FALSE(stack.find_attribute("Output.BucketName"));
}

TEST(Attributes, OfAnUnknownNameAreNotFound) {
  const ResourceType bucket = find_type("AWS::S3::Bucket").value();
  EXPECT_FALSE(bucket.find_attribute(""));
  EXPECT_FALSE(bucket.find_attribute("."));
  EXPECT_FALSE(bucket.find_attribute("Arn.Name"));
  EXPECT_FALSE(bucket.find_attribute("arn"));
}

}  // namespace
}  // namespace omnitrack::schema

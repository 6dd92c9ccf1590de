#include <gtest/gtest.h>

#include <omnitrack/cfn/dynamodb.hpp>
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/elasticache.hpp>
#include <omnitrack/cfn/kms.hpp>
#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/cfn/s3.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/synth.hpp>

namespace omnitrack::cfn {
namespace {

// The resources section of a stack, without line breaks and spaces.
std::string resources_of(App& app) {
  const Synthesis synthesis = synthesize(app, {.compact = true});
  for (const Diagnostic& diagnostic : synthesis.diagnostics) ADD_FAILURE() << diagnostic.message;
  if (synthesis.stacks.size() != 1) return "not one stack";
  const std::string& text = synthesis.stacks.front().text;
  const std::string key = "\"Resources\":";
  const std::size_t begin = text.find(key);
  if (begin == std::string::npos) return text;
  return text.substr(begin + key.size(), text.rfind('}') - begin - key.size());
}

class TypedResources : public testing::Test {
 protected:
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});
};

TEST_F(TypedResources, BucketWritesItsNestedStructuresAndEnumerators) {
  using s3::BucketProps;
  stack.add(BucketProps{
      .id = "Data",
      .bucket_encryption =
          s3::bucket::BucketEncryption{
              .server_side_encryption_configuration = {s3::bucket::ServerSideEncryptionRule{
                  .bucket_key_enabled = true,
                  .server_side_encryption_by_default =
                      s3::bucket::ServerSideEncryptionByDefault{
                          .sse_algorithm =
                              s3::bucket::ServerSideEncryptionByDefault::SSEAlgorithm::aws_kms},
              }}},
      .bucket_name = "data",
      .tags = {Tag{.key = "team", .value = "core"}},
      .versioning_configuration =
          s3::bucket::VersioningConfiguration{
              .status = s3::bucket::VersioningConfiguration::Status::enabled},
  });
  EXPECT_EQ(resources_of(app),
            R"({"Data":{"Type":"AWS::S3::Bucket","Properties":{)"
            R"("BucketEncryption":{"ServerSideEncryptionConfiguration":[{"BucketKeyEnabled":true,)"
            R"("ServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms"}}]},)"
            R"("BucketName":"data","Tags":[{"Key":"team","Value":"core"}],)"
            R"("VersioningConfiguration":{"Status":"Enabled"}}}})");
}

TEST_F(TypedResources, TableWritesRequiredPropertiesFirst) {
  using dynamodb::table::AttributeDefinition;
  using dynamodb::table::KeySchema;
  stack.add(dynamodb::TableProps{
      .id = "Main",
      .key_schema = {KeySchema{.attribute_name = "PK", .key_type = "HASH"}},
      .attribute_definitions = {AttributeDefinition{
          .attribute_name = "PK", .attribute_type = AttributeDefinition::AttributeType::s}},
      .billing_mode = "PAY_PER_REQUEST",
  });
  EXPECT_EQ(resources_of(app),
            R"({"Main":{"Type":"AWS::DynamoDB::Table","Properties":{)"
            R"("KeySchema":[{"AttributeName":"PK","KeyType":"HASH"}],)"
            R"("AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"}],)"
            R"("BillingMode":"PAY_PER_REQUEST"}}})");
}

TEST_F(TypedResources, SubnetGroupTakesSubnetIds) {
  auto& vpc = stack.add(ec2::VPCProps{.id = "Vpc", .cidr_block = "10.0.0.0/16"});
  auto& subnet =
      stack.add(ec2::SubnetProps{.id = "Subnet", .vpc_id = vpc.ref(), .cidr_block = "10.0.0.0/24"});
  stack.add(elasticache::SubnetGroupProps{
      .id = "Group", .description = "cache", .subnet_ids = {subnet.ref()}});
  EXPECT_EQ(
      resources_of(app),
      R"({"Vpc":{"Type":"AWS::EC2::VPC","Properties":{"CidrBlock":"10.0.0.0/16"}},)"
      R"("Subnet":{"Type":"AWS::EC2::Subnet","Properties":{"VpcId":{"Ref":"Vpc"},)"
      R"("CidrBlock":"10.0.0.0/24"}},)"
      R"("Group":{"Type":"AWS::ElastiCache::SubnetGroup","Properties":{"Description":"cache",)"
      R"("SubnetIds":[{"Ref":"Subnet"}]}}})");
}

TEST_F(TypedResources, AttributesAreOfTheKindThatOthersTake) {
  auto& key = stack.add(kms::KeyProps{.id = "Key"});
  auto& vpc = stack.add(ec2::VPCProps{.id = "Vpc", .cidr_block = "10.0.0.0/16"});
  static_assert(std::is_same_v<decltype(key.attr_arn()), Value<kms::KeyArn>>);
  static_assert(std::is_same_v<decltype(key.ref()), Value<kms::KeyId>>);
  static_assert(
      std::is_same_v<decltype(vpc.attr_default_security_group()), Value<ec2::SecurityGroupId>>);
  EXPECT_TRUE(key.attr_arn().is_set());
  EXPECT_TRUE(vpc.attr_default_security_group().is_set());
}

TEST_F(TypedResources, IdentifiersOfOtherKindsDoNotFit) {
  static_assert(std::is_constructible_v<Value<ec2::SubnetId>, Value<ec2::SubnetId>>);
  static_assert(!std::is_constructible_v<Value<ec2::SubnetId>, Value<ec2::SecurityGroupId>>);
  static_assert(!std::is_constructible_v<List<ec2::SubnetId>, List<ec2::SecurityGroupId>>);
  static_assert(
      std::is_same_v<decltype(lambda::function::VpcConfig::subnet_ids), List<ec2::SubnetId>>);
  static_assert(std::is_same_v<decltype(lambda::function::VpcConfig::security_group_ids),
                               List<ec2::SecurityGroupId>>);
}

TEST_F(TypedResources, TypeInfoKnowsTagsAndState) {
  EXPECT_EQ(s3::Bucket::type.tag_format, TagFormat::standard);
  EXPECT_EQ(s3::Bucket::type.properties.names[s3::Bucket::type.tags], "Tags");
  EXPECT_TRUE(s3::Bucket::type.stateful);
  EXPECT_FALSE(lambda::Permission::type.stateful);
  EXPECT_EQ(lambda::Permission::type.tag_format, TagFormat::none);
}

}  // namespace
}  // namespace omnitrack::cfn

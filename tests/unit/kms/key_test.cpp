#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

const std::string owner = R"({"Effect":"Allow","Principal":{"AWS":)"
                          R"({"Fn::Sub":"arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}},)"
                          R"("Action":"kms:*","Resource":"*"})";

class KeyTest : public testing_support::OneStackTest {};

TEST_F(KeyTest, a_key_is_rotated_kept_and_left_to_the_policies_of_its_account) {
  stack.add(KeyProps{.id = "Key"});
  EXPECT_EQ(resource("Key"), R"({"Type":"AWS::KMS::Key","DeletionPolicy":"Retain",)"
                             R"("UpdateReplacePolicy":"Retain","Properties":{)"
                             R"("EnableKeyRotation":true,"KeyPolicy":{"Version":"2012-10-17",)"
                             R"("Statement":[)" +
                                 owner + R"(]}}})");
}

TEST_F(KeyTest, every_property_is_written_where_it_belongs) {
  stack.add(KeyProps{
      .id = "Key",
      .administrators = PolicyPrincipal::aws("arn:aws:iam::123456789012:role/keys"),
      .alias = "alias/orders",
      .description = "Orders",
      .enabled = false,
      .multi_region = true,
      .pending_window = 7,
      .removal_policy = RemovalPolicy::destroy,
      .rotation_period = 180,
  });
  const std::string key = properties("Key");
  EXPECT_TRUE(
      key.starts_with(R"({"Description":"Orders","EnableKeyRotation":true,"Enabled":false)"))
      << key;
  EXPECT_NE(key.find(R"("Principal":{"AWS":"arn:aws:iam::123456789012:role/keys"})"),
            std::string::npos);
  EXPECT_TRUE(
      key.ends_with(R"("MultiRegion":true,"PendingWindowInDays":7,"RotationPeriodInDays":180})"))
      << key;
  EXPECT_EQ(properties("KeyAlias"), R"({"AliasName":"alias/orders","TargetKeyId":{"Ref":"Key"}})");
}

TEST_F(KeyTest, a_key_that_signs_says_so_and_is_not_rotated) {
  stack.add(KeyProps{.id = "Key", .spec = KeySpec::ecc_nist_p256});
  const std::string key = properties("Key");
  EXPECT_NE(key.find(R"("KeySpec":"ECC_NIST_P256","KeyUsage":"SIGN_VERIFY")"), std::string::npos);
  EXPECT_EQ(key.find("EnableKeyRotation"), std::string::npos);
}

TEST_F(KeyTest, grants_name_this_key_alone) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  key.grant_encrypt_decrypt(role);
  key.grant_sign(role);
  EXPECT_EQ(object_at(properties("RoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["kms:Decrypt",)"
            R"("kms:Encrypt","kms:GenerateDataKey*","kms:ReEncrypt*","kms:Sign"],)"
            R"("Resource":{"Fn::GetAtt":["Key","Arn"]}}]})");
}

TEST_F(KeyTest, what_is_encrypted_lets_its_service_in) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  stack.add(LogGroupProps{.id = "Logs", .kms_key = key});
  EXPECT_EQ(
      properties("Key"),
      R"({"EnableKeyRotation":true,"KeyPolicy":{"Version":"2012-10-17","Statement":[)" + owner +
          R"(,{"Effect":"Allow","Principal":{"Service":)"
          R"({"Fn::Sub":"logs.${AWS::Region}.${AWS::URLSuffix}"}},)"
          R"("Action":["kms:Decrypt*","kms:Describe*","kms:Encrypt*","kms:GenerateDataKey*",)"
          R"("kms:ReEncrypt*"],"Resource":"*","Condition":{"ArnLike":)"
          R"({"kms:EncryptionContext:aws:logs:arn":{"Fn::Sub":)"
          R"("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*"}}}}]}})");
  EXPECT_NE(properties("Logs").find(R"("KmsKeyId":{"Fn::GetAtt":["Key","Arn"]})"),
            std::string::npos);
}

TEST_F(KeyTest, a_key_that_is_made_elsewhere_keeps_its_policy) {
  Key& key = Key::from_arn(stack, "Key", "arn:aws:kms:eu-west-1:123456789012:key/1234abcd");
  stack.add(LogGroupProps{.id = "Logs", .kms_key = key});
  stack.add(OutputProps{.id = "Id", .value = key.key_id()});
  EXPECT_EQ(properties("Logs"), R"({"KmsKeyId":"arn:aws:kms:eu-west-1:123456789012:key/1234abcd",)"
                                R"("RetentionInDays":731})");
  EXPECT_EQ(resource("Id"), R"({"Value":"1234abcd"})");
}

TEST_F(KeyTest, what_does_not_go_together_is_refused) {
  const std::string alias = "orders";
  const int days = 5;
  stack.add(KeyProps{.id = "Usage", .spec = KeySpec::hmac_256, .usage = KeyUsage::sign_verify});
  stack.add(KeyProps{.id = "Rotation", .rotation = false, .rotation_period = 180});
  stack.add(KeyProps{.id = "Window", .pending_window = days});
  stack.add(KeyProps{.id = "Alias", .alias = alias});
  EXPECT_EQ(codes_of(app), "OT3501 OT3502 OT3503 OT3504");
}

}  // namespace
}  // namespace omnitrack

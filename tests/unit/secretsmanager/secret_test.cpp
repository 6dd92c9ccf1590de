#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/secretsmanager.hpp>
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/secretsmanager/secret.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class SecretTest : public testing_support::OneStackTest {
 protected:
  Role& role() {
    return stack.add(RoleProps{
        .id = "Role",
        .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
    });
  }
  std::string statements() { return properties("RoleDefaultPolicy"); }
};

TEST_F(SecretTest, a_secret_is_made_up_and_kept) {
  stack.add(SecretProps{.id = "Secret"});
  EXPECT_EQ(resource("Secret"),
            R"({"Type":"AWS::SecretsManager::Secret","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"GenerateSecretString":{}}})");
}

TEST_F(SecretTest, every_property_is_written_where_it_belongs) {
  stack.add(SecretProps{
      .id = "Secret",
      .description = "The user of the shop",
      .generate_secret_string = GeneratedSecret{.exclude_characters = "/@",
                                                .exclude_lowercase = true,
                                                .exclude_numbers = true,
                                                .exclude_punctuation = true,
                                                .exclude_uppercase = false,
                                                .generate_string_key = "password",
                                                .include_space = true,
                                                .password_length = 40,
                                                .require_each_included_type = false,
                                                .secret_string_template = R"({"username":"u"})"},
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .name = "shop/user",
      .removal_policy = RemovalPolicy::destroy,
      .replicas = {{.region = "eu-west-1"}, {.region = "eu-west-3", .kms_key = "alias/shop"}},
  });
  EXPECT_EQ(properties("Secret"),
            R"({"Description":"The user of the shop","GenerateSecretString":)"
            R"({"ExcludeCharacters":"/@","ExcludeLowercase":true,"ExcludeNumbers":true,)"
            R"("ExcludePunctuation":true,"GenerateStringKey":"password","IncludeSpace":true,)"
            R"("PasswordLength":40,"RequireEachIncludedType":false,"SecretStringTemplate":)"
            R"("{\"username\":\"u\"}"},"KmsKeyId":"arn:aws:kms:eu-central-1:123456789012:key/k",)"
            R"("Name":"shop/user","ReplicaRegions":[{"Region":"eu-west-1"},)"
            R"({"Region":"eu-west-3","KmsKeyId":"alias/shop"}]})");
}

TEST_F(SecretTest, its_values_are_dynamic_references) {
  auto& secret = stack.add(SecretProps{.id = "Secret"});
  stack.add(cfn::sns::TopicProps{.id = "Whole", .display_name = secret.value()});
  stack.add(cfn::sns::TopicProps{.id = "Part", .display_name = secret.field("password")});
  EXPECT_EQ(properties("Whole"),
            R"({"DisplayName":{"Fn::Sub":"{{resolve:secretsmanager:${Secret}:SecretString:}}"}})");
  EXPECT_EQ(properties("Part"),
            R"({"DisplayName":{"Fn::Sub":)"
            R"("{{resolve:secretsmanager:${Secret}:SecretString:password}}"}})");
}

TEST_F(SecretTest, grants_include_the_key_through_secrets_manager_alone) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& secret = stack.add(SecretProps{.id = "Secret", .kms_key = key});
  auto& reader = role();
  secret.grant_read(reader, {"AWSCURRENT"});
  secret.grant_write(reader);
  EXPECT_EQ(testing_support::object_at(statements(), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
            R"(["secretsmanager:DescribeSecret","secretsmanager:GetSecretValue"],"Resource":)"
            R"({"Ref":"Secret"},"Condition":{"ForAnyValue:StringEquals":)"
            R"({"secretsmanager:VersionStage":["AWSCURRENT"]}}},{"Effect":"Allow","Action":)"
            R"(["kms:Decrypt","kms:GenerateDataKey"],"Resource":{"Fn::GetAtt":["Key","Arn"]},)"
            R"("Condition":{"StringEquals":{"kms:ViaService":{"Fn::Sub":)"
            R"("secretsmanager.${AWS::Region}.${AWS::URLSuffix}"}}}},{"Effect":"Allow","Action":)"
            R"(["secretsmanager:PutSecretValue","secretsmanager:UpdateSecret",)"
            R"("secretsmanager:UpdateSecretVersionStage"],"Resource":{"Ref":"Secret"}}]})");
}

TEST_F(SecretTest, grants_on_a_partial_arn_allow_any_six_characters) {
  auto& reader = role();
  Secret::from_name(stack, "Named", "shop/user").grant_read(reader);
  Secret::from_arn(stack, "Whole",
                   "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-Ab12Cd")
      .grant_read(reader);
  Secret::from_arn(stack, "Part", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop")
      .grant_read(reader);
  const std::string text = statements();
  for (const char* part : {"secret:shop/user-??????\"", "secret:shop-Ab12Cd\"",
                           "\"arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-?????"
                           "?\""}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << '\n' << text;
  }
}

TEST_F(SecretTest, a_secret_has_a_policy_that_cannot_be_public) {
  auto& secret = stack.add(SecretProps{.id = "Secret"});
  secret.deny_deletion();
  EXPECT_EQ(properties("SecretPolicy"),
            R"({"ResourcePolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Deny",)"
            R"("Principal":{"AWS":{"Fn::Sub":"arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}})"
            R"(,"Action":"secretsmanager:DeleteSecret","Resource":"*"}]},"SecretId":)"
            R"({"Ref":"Secret"},"BlockPublicPolicy":true})");
}

TEST_F(SecretTest, a_hosted_function_rotates_after_the_database_is_known) {
  auto& secret = stack.add(SecretProps{
      .id = "Secret",
      .generate_secret_string = GeneratedSecret{.generate_string_key = "password",
                                                .secret_string_template = R"({"username":"u"})"}});
  secret.attach("orders", SecretTarget::rds_db_instance);
  secret.add_rotation({.hosted = HostedRotation{.type = HostedRotationType::mysql_single_user},
                       .schedule = "rate(10 days)"});
  EXPECT_EQ(properties("SecretAttachment"), R"({"SecretId":{"Ref":"Secret"},"TargetId":"orders",)"
                                            R"("TargetType":"AWS::RDS::DBInstance"})");
  EXPECT_EQ(resource("SecretRotation"),
            R"({"Type":"AWS::SecretsManager::RotationSchedule","DependsOn":"SecretAttachment",)"
            R"("Properties":{"SecretId":{"Ref":"Secret"},"HostedRotationLambda":)"
            R"({"RotationType":"MySQLSingleUser"},"RotationRules":)"
            R"x({"ScheduleExpression":"rate(10 days)"}}})x");
}

TEST_F(SecretTest, a_function_of_the_app_rotates_and_may_do_what_it_needs) {
  auto& function = stack.add(FunctionProps{
      .id = "Rotate",
      .code = FunctionCode::inline_text("def handler(event, context): pass"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  auto& secret = stack.add(SecretProps{.id = "Secret"});
  secret.add_rotation({.automatically_after = 7, .function = function});
  EXPECT_EQ(properties("SecretRotation"),
            R"({"SecretId":{"Ref":"Secret"},"RotationLambdaARN":{"Fn::GetAtt":["Rotate","Arn"]},)"
            R"("RotationRules":{"AutomaticallyAfterDays":7}})");
  EXPECT_NE(resource("RotateRoleDefaultPolicy").find("UpdateSecretVersionStage"),
            std::string::npos);
  EXPECT_NE(properties("RotateSecretRotation").find(R"("SourceArn":{"Ref":"Secret"})"),
            std::string::npos)
      << testing_support::compact_template(app);
}

TEST_F(SecretTest, what_is_wrong_with_a_secret_is_said) {
  const std::string name = "a b";
  const int length = 5000;
  const std::string known = "hunter2hunter2";
  stack.add(SecretProps{.id = "Name", .name = name});
  stack.add(SecretProps{.id = "Long",
                        .generate_secret_string = GeneratedSecret{.password_length = length}});
  stack.add(SecretProps{
      .id = "Both", .generate_secret_string = GeneratedSecret{}, .secret_string = known});
  stack.add(
      SecretProps{.id = "Template",
                  .generate_secret_string = GeneratedSecret{.secret_string_template = "username"}});
  EXPECT_EQ(codes_of(app), "OT3510 OT3514 OT3511 OT3512 OT3513 OT3513");
}

TEST_F(SecretTest, what_is_wrong_with_a_rotation_is_said) {
  auto& secret = stack.add(SecretProps{.id = "Secret"});
  const int days = 2000;
  secret.attach("a", SecretTarget::rds_db_cluster);
  secret.attach("b", SecretTarget::rds_db_cluster);
  secret.add_rotation({.automatically_after = days,
                       .hosted = HostedRotation{.type = HostedRotationType::mysql_multi_user},
                       .schedule = "rate(10 days)"});
  secret.add_rotation({.duration = "3h", .rotate_immediately = false}, "None");
  EXPECT_EQ(codes_of(app), "OT3515 OT3516 OT3514 OT3517 OT3549");
}

TEST_F(SecretTest, an_imported_secret_has_its_policy_and_its_resource_elsewhere) {
  auto& secret = Secret::from_name(stack, "Secret", "shop");
  secret.deny_deletion();
  secret.add_replica({.region = "eu-west-1"});
  EXPECT_EQ(codes_of(app), "OT2901 OT2901");
}

}  // namespace
}  // namespace omnitrack

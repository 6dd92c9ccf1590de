#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/omnitrack.hpp>
#include <omnitrack/synth.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

constexpr std::string_view reader_arn = "arn:aws:iam::210987654321:role/reader";
constexpr std::string_view to_reader =
    R"("Principal":{"AWS":"arn:aws:iam::210987654321:role/reader"})";

class OtherAccountTest : public testing::Test {
 protected:
  Function& add_function() {
    return stack.add(FunctionProps{.id = "Function",
                                   .code = FunctionCode::inline_text("def handler(e, c): pass"),
                                   .handler = "index.handler",
                                   .runtime = Runtime::python3_13});
  }

  App app;
  Stack& stack = app.add(StackProps{.id = "Shop",
                                    .account = "123456789012",
                                    .outputs_role = "arn:aws:iam::123456789012:role/outputs"});
  Role& reader = Role::from_arn(stack, "Reader", reader_arn);
};

TEST_F(OtherAccountTest, a_bucket_and_its_key_let_a_role_of_another_account_in) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& bucket = stack.add(
      BucketProps{.id = "Files", .encryption = BucketEncryption::kms(key), .enforce_tls = false});
  bucket.grant_read(reader, "shared/");
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(object_at(text, "FilesPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)" + std::string(to_reader) +
                R"(,"Action":"s3:GetBucketLocation","Resource":{"Fn::GetAtt":["Files","Arn"]}},)"
                R"({"Effect":"Allow",)" +
                std::string(to_reader) +
                R"(,"Action":"s3:ListBucket","Resource":{"Fn::GetAtt":["Files","Arn"]},)"
                R"("Condition":{"StringLike":{"s3:prefix":"shared/*"}}},{"Effect":"Allow",)" +
                std::string(to_reader) +
                R"(,"Action":"s3:GetObject","Resource":{"Fn::Sub":"${Files.Arn}/shared/*"}}]})");
  EXPECT_THAT(object_at(text, "Key"),
              HasSubstr(std::string(to_reader) +
                        R"(,"Action":"kms:Decrypt","Resource":"*","Condition":{"StringEquals":)"
                        R"({"kms:ViaService":)"));
  EXPECT_THAT(text, Not(HasSubstr("AWS::IAM::Policy")));
}

TEST_F(OtherAccountTest, what_has_a_policy_of_its_own_lets_it_in) {
  stack.add(QueueProps{.id = "Queue", .enforce_tls = false}).grant_send_messages(reader);
  stack.add(TopicProps{.id = "Topic", .enforce_tls = false}).grant_publish(reader);
  stack.add(SecretProps{.id = "Secret"}).grant_read(reader);
  stack.add(TableProps{.id = "Table", .partition_key = {"PK"}}).grant_read_data(reader);
  stack.add(DataStreamProps{.id = "Stream"}).grant_read(reader);
  stack.add(EventBusProps{.id = "Bus"}).grant_put_events(reader);
  stack.add(RepositoryProps{.id = "Images"}).grant_pull(reader);
  stack.add(BackupVaultProps{.id = "Vault"}).grant(reader, {"backup:CopyIntoBackupVault"});
  add_function().grant_invoke(reader);
  const std::string text = compact_template(app);
  for (const char* id : {"QueuePolicy", "TopicPolicy", "SecretPolicy", "Table", "StreamPolicy",
                         "BusFrom210987654321rolereader", "Images", "Vault"}) {
    EXPECT_THAT(object_at(text, id), HasSubstr(to_reader)) << id;
  }
  EXPECT_THAT(object_at(text, "Table"), HasSubstr(R"("Resource":"*")"));
  EXPECT_THAT(object_at(text, "Images"), Not(HasSubstr("GetAuthorizationToken")));
  EXPECT_EQ(object_at(object_at(text, "FunctionFor210987654321rolereader"), "Properties"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"Function"},)"
            R"("Principal":"arn:aws:iam::210987654321:role/reader"})");
  EXPECT_THAT(text, Not(HasSubstr("AWS::IAM::Policy")));
}

TEST_F(OtherAccountTest, an_account_is_let_in_as_a_whole) {
  auto& partner = Account::from_number(stack, "Partner", "210987654321");
  stack.add(QueueProps{.id = "Queue", .enforce_tls = false}).grant_consume_messages(partner);
  stack.add(EventBusProps{.id = "Bus"}).grant_put_events(partner);
  const std::string text = compact_template(app);
  EXPECT_THAT(object_at(text, "QueuePolicy"), HasSubstr(R"("Principal":{"AWS":"210987654321"})"));
  EXPECT_NE(object_at(text, "BusFrom210987654321"), "");
}

TEST_F(OtherAccountTest, what_another_stack_of_the_app_makes_there_is_let_in_by_its_account) {
  auto& bucket = stack.add(BucketProps{.id = "Files", .enforce_tls = false});
  auto& function = add_function();
  auto& there = app.add(StackProps{.id = "There", .account = "210987654321"});
  there.set_reference_strength(ReferenceStrength::weak);
  const auto add_role = [&](std::string_view id) -> Role& {
    return there.add(
        RoleProps{.id = id, .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com")});
  };
  Role& role = add_role("Worker");
  bucket.grant_read(role);
  function.grant_invoke(role);
  function.grant_invoke(add_role("Other"));
  const Synthesis synthesis = synthesize(app);
  for (const Diagnostic& each : synthesis.diagnostics) {
    EXPECT_LT(each.severity, Severity::error) << to_text(each);
  }
  ASSERT_EQ(synthesis.stacks.size(), 2U);
  EXPECT_THAT(synthesis.stacks[0].text, HasSubstr("\"AWS\": \"210987654321\""));
  EXPECT_THAT(synthesis.stacks[0].text, HasSubstr("\"FunctionFor210987654321\""));
  EXPECT_THAT(synthesis.stacks[1].text, HasSubstr("s3:GetObject"));
  EXPECT_THAT(synthesis.stacks[1].text, HasSubstr("lambda:InvokeFunction"));
}

TEST_F(OtherAccountTest, what_has_no_policy_of_its_own_cannot_be_granted) {
  stack.add(LogGroupProps{.id = "Log"}).grant_read(reader);
  auto& user = User::from_arn(stack, "Somebody", "arn:aws:iam::210987654321:user/somebody");
  stack.add(LogGroupProps{.id = "Log2"}).grant_read(user);
  Account::from_number(stack, "Partner", "210987654321").add_to_policy({.actions = {"s3:*"}});
  Account::from_number(stack, "None", "partner");
  EXPECT_EQ(codes_of(app), "OT2207 OT2207 OT2207 OT2902");
}

TEST_F(OtherAccountTest, a_role_of_the_account_or_of_one_that_is_not_known_takes_policies) {
  auto& own = Role::from_arn(stack, "Own", "arn:aws:iam::123456789012:role/own");
  auto& anywhere = app.add(StackProps{.id = "Anywhere"});
  auto& reader_there = Role::from_arn(anywhere, "Reader", reader_arn);
  EXPECT_TRUE(own.takes_policies());
  EXPECT_TRUE(reader_there.takes_policies());
  EXPECT_FALSE(reader.takes_policies());
}

TEST_F(OtherAccountTest, a_statement_can_be_about_all_but_some_actions_and_resources) {
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  role.add_to_policy({.actions = PolicyElement::all_but({"iam:*", "sts:*"}),
                      .effect = Effect::deny,
                      .resources = PolicyElement::all_but("arn:aws:s3:::own/*")});
  EXPECT_THAT(compact_template(app), HasSubstr(R"([{"Effect":"Deny","NotAction":["iam:*","sts:*"],)"
                                               R"("NotResource":"arn:aws:s3:::own/*"}])"));
}

}  // namespace
}  // namespace omnitrack

#include <gmock/gmock.h>

#include "resource_text.hpp"
#include <omnitrack/omnitrack.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing::HasSubstr;
using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class ImportedTest : public testing_support::OneStackTest {
 protected:
  Role& add_role() {
    return stack.add(
        RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  }
  // What the role may do.
  std::string granted() { return object_at(compact_template(app), "RoleDefaultPolicy"); }
};

TEST_F(ImportedTest, a_bucket_is_granted_by_its_name_and_writes_nothing) {
  Bucket::from_name(stack, "Theirs", "their-bucket").grant_read(add_role());
  const std::string policy = granted();
  EXPECT_THAT(policy, HasSubstr(R"({"Fn::Sub":"arn:${AWS::Partition}:s3:::their-bucket/*"})"));
  EXPECT_EQ(policy.find("Theirs"), std::string::npos);
}

TEST_F(ImportedTest, what_is_encrypted_is_granted_with_its_key_and_a_table_with_its_stream) {
  constexpr std::string_view key = "arn:aws:kms:eu-west-1:123456789012:key/0123-4567";
  constexpr std::string_view stream =
      "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000";
  auto& function = stack.add(FunctionProps{.id = "Function",
                                           .code = FunctionCode::inline_text("pass"),
                                           .handler = "index.handler",
                                           .runtime = Runtime::python3_13});
  Bucket::from_name(stack, "Files", "files", {.kms_key = key}).grant_read(function);
  auto& table = Table::from_name(stack, "Orders", "orders", {.kms_key = key, .stream_arn = stream});
  function.add_event_source(DynamoEventSource{.table = table});
  const std::string text = compact_template(app);
  const std::string policy = object_at(text, "FunctionRoleDefaultPolicy");
  EXPECT_THAT(policy, HasSubstr(R"("kms:ViaService":{"Fn::Sub":"s3.)"));
  EXPECT_THAT(policy, HasSubstr(R"("kms:ViaService":{"Fn::Sub":"dynamodb.)"));
  EXPECT_THAT(policy, HasSubstr(R"("Resource":")" + std::string(stream)));
  EXPECT_THAT(object_at(text, "FunctionOrdersMapping"),
              HasSubstr(R"("EventSourceArn":")" + std::string(stream)));
}

TEST_F(ImportedTest, a_table_is_granted_with_its_indexes_by_name_or_by_arn) {
  Role& role = add_role();
  Table::from_name(stack, "Orders", "orders").grant_read_data(role);
  Table::from_arn(stack, "Prices", "arn:aws:dynamodb:eu-west-1:123456789012:table/prices")
      .grant_write_data(role);
  const std::string policy = granted();
  EXPECT_THAT(policy, HasSubstr("${AWS::AccountId}:table/orders/index/*"));
  EXPECT_THAT(policy, HasSubstr(R"("arn:aws:dynamodb:eu-west-1:123456789012:table/prices")"));
}

TEST_F(ImportedTest, names_are_read_from_arns) {
  EXPECT_EQ(Table::from_arn(stack, "T", "arn:aws:dynamodb:eu-west-1:123456789012:table/prices")
                .name()
                .literal_text(),
            "prices");
  EXPECT_EQ(Function::from_arn(stack, "F", "arn:aws:lambda:eu-west-1:123456789012:function:f:live")
                .name()
                .literal_text(),
            "f");
  EXPECT_EQ(UserPool::from_arn(stack, "U",
                               "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A")
                .id()
                .literal_text(),
            "eu-west-1_A");
}

TEST_F(ImportedTest, texts_that_are_no_arns_and_names_are_errors) {
  add_role();
  Function::from_arn(stack, "F", "resize");
  UserPool::from_arn(stack, "U", "eu-west-1_A");
  Table::from_arn(stack, "T", "orders");
  Table::from_name(stack, "N", "a b");
  Role::from_arn(stack, "R", "admin");
  EXPECT_EQ(codes_of(app), "OT2233 OT2515 OT2902 OT2902 OT2205");
}

TEST_F(ImportedTest, a_function_runs_as_an_imported_role_whose_grants_are_a_policy) {
  Role& role = Role::from_arn(stack, "Theirs", "arn:aws:iam::123456789012:role/theirs");
  stack.add(FunctionProps{.id = "Fn",
                          .code = FunctionCode::inline_text("x"),
                          .handler = "index.handler",
                          .role = role,
                          .runtime = Runtime::python3_14});
  const std::string text = compact_template(app);
  EXPECT_THAT(object_at(text, "Fn"),
              HasSubstr(R"("Role":"arn:aws:iam::123456789012:role/theirs")"));
  EXPECT_THAT(object_at(text, "TheirsPolicy"), HasSubstr("logs:PutLogEvents"));
}

TEST_F(ImportedTest, a_security_group_gets_its_rules_as_resources) {
  SecurityGroup& group = SecurityGroup::from_id(stack, "Theirs", "sg-01234561");
  group.allow_from("10.0.0.0/8", Port::tcp(443));
  EXPECT_EQ(object_at(compact_template(app), "TheirsFrom100008TCP443"),
            R"({"Type":"AWS::EC2::SecurityGroupIngress","Properties":{"IpProtocol":"tcp",)"
            R"("CidrIp":"10.0.0.0/8","Description":"Allow TCP 443","FromPort":443,)"
            R"("GroupId":"sg-01234561","ToPort":443}})");
}

TEST_F(ImportedTest, a_user_pool_takes_further_clients) {
  UserPool::from_arn(stack, "Users",
                     "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A")
      .add_client({.id = "Web", .read_attributes = {"custom:team"}});
  EXPECT_THAT(written(), has_resource("UsersWeb", {{"UserPoolId", "eu-west-1_A"}}));
}

TEST_F(ImportedTest, what_only_the_owner_can_do_is_an_error_at_the_line_of_the_import) {
  add_role();
  const unsigned line = __LINE__ + 1;
  Bucket& bucket = Bucket::from_name(stack, "Theirs", "their-bucket");
  bucket.add_lifecycle_rule({.expire_after_days = 1});
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.diagnostics.size(), 1U);
  EXPECT_EQ(synthesis.diagnostics[0].code, "OT2901");
  EXPECT_EQ(synthesis.diagnostics[0].line, line);
  EXPECT_EQ(synthesis.diagnostics[0].message,
            "a lifecycle rule is asked of a construct that is made elsewhere");
}

TEST_F(ImportedTest, a_resource_of_none_is_an_error_for_each_type) {
  const auto ask = [](auto& imported) { (void)imported.resource(); };
  ask(Bucket::from_name(stack, "A", "their-bucket"));
  ask(Table::from_name(stack, "B", "orders"));
  ask(Role::from_arn(stack, "C", "arn:aws:iam::123456789012:role/theirs"));
  ask(LogGroup::from_name(stack, "D", "/theirs"));
  ask(SecurityGroup::from_id(stack, "E", "sg-01234561"));
  ask(Vpc::from_ids(stack, "F", {.vpc_id = "vpc-01234561"}));
  ask(UserPool::from_arn(stack, "G",
                         "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A"));
  ask(LayerVersion::from_arn(stack, "H", "arn:aws:lambda:eu-west-1:123456789012:layer:l:1"));
  ask(InterfaceEndpoint::from_id(stack, "I", "vpce-01234561"));
  (void)Function::from_arn(stack, "J", "arn:aws:lambda:eu-west-1:123456789012:function:f").role();
  SynthOptions unvalidated;
  unvalidated.validate = false;
  EXPECT_EQ(codes_of(app, unvalidated),
            "OT2901 OT2901 OT2901 OT2901 OT2901 OT2901 OT2901 OT2901 OT2901 OT2901");
}

}  // namespace
}  // namespace omnitrack

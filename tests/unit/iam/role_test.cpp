#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/iam/role.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class RoleTest : public testing::Test {
 protected:
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});

  Role& add_role(std::string_view id = "Role") {
    return stack.add(RoleProps{
        .id = id,
        .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com"),
    });
  }
};

TEST_F(RoleTest, a_role_without_grants_is_one_resource_with_its_trust_policy) {
  stack.add(RoleProps{
      .id = "Role",
      .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com"),
      .description = "Runs it",
      .managed_policies = {aws_managed_policy("service-role/AWSLambdaBasicExecutionRole")},
      .max_session_duration = 7200,
      .path = "/app/",
      .role_name = "runner",
  });
  const std::string text = compact_template(app);
  EXPECT_EQ(
      object_at(text, "Resources"),
      R"({"Role":{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":)"
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":)"
      R"({"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]},"Description":"Runs it",)"
      R"("ManagedPolicyArns":[{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"}],)"
      R"("MaxSessionDuration":7200,"Path":"/app/","RoleName":"runner"}}})");
}

TEST_F(RoleTest, each_kind_of_principal_assumes_the_role_by_its_own_action) {
  stack.add(RoleProps{
      .id = "Role",
      .assumed_by = {PolicyPrincipal::service("a.amazonaws.com"),
                     PolicyPrincipal::service("b.amazonaws.com"),
                     PolicyPrincipal::aws("123456789012"),
                     PolicyPrincipal::federated("accounts.google.com"),
                     PolicyPrincipal::saml("arn:aws:iam::123456789012:saml-provider/x")},
      .assume_conditions = {{"StringEquals", Json::object({{"sts:ExternalId", "e"}})}},
  });
  EXPECT_EQ(object_at(compact_template(app), "AssumeRolePolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[)"
            R"({"Effect":"Allow","Principal":{"Service":["a.amazonaws.com","b.amazonaws.com"]},)"
            R"("Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"e"}}},)"
            R"({"Effect":"Allow","Principal":{"AWS":"123456789012"},)"
            R"("Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"e"}}},)"
            R"({"Effect":"Allow","Principal":{"Federated":"accounts.google.com"},)"
            R"("Action":"sts:AssumeRoleWithWebIdentity",)"
            R"("Condition":{"StringEquals":{"sts:ExternalId":"e"}}},)"
            R"({"Effect":"Allow",)"
            R"("Principal":{"Federated":"arn:aws:iam::123456789012:saml-provider/x"},)"
            R"("Action":"sts:AssumeRoleWithSAML",)"
            R"("Condition":{"StringEquals":{"sts:ExternalId":"e"}}}]})");
}

TEST_F(RoleTest, grants_gather_in_one_policy_and_merge_where_only_the_actions_differ) {
  Role& role = add_role();
  role.add_to_policy({.actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::a/*"}});
  role.add_to_policy(
      {.actions = {"s3:PutObject", "s3:GetObject"}, .resources = {"arn:aws:s3:::a/*"}});
  role.add_to_policy({.actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::b/*"}});
  role.add_to_policy({.actions = {"s3:GetObject"},
                      .effect = Effect::deny,
                      .resources = {"arn:aws:s3:::a/*"},
                      .sid = "No"});
  EXPECT_EQ(object_at(compact_template(app), "RoleDefaultPolicy"),
            R"({"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":)"
            R"({"Version":"2012-10-17","Statement":[)"
            R"({"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],)"
            R"("Resource":"arn:aws:s3:::a/*"},)"
            R"({"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"},)"
            R"({"Sid":"No","Effect":"Deny","Action":"s3:GetObject",)"
            R"("Resource":"arn:aws:s3:::a/*"}]},)"
            R"("PolicyName":"DefaultPolicy","Roles":[{"Ref":"Role"}]}})");
}

TEST_F(RoleTest, one_action_and_one_identifier_stand_for_lists_of_them) {
  auto& queue = stack.add(QueueProps{.id = "Queue", .enforce_tls = false});
  add_role().add_to_policy({.actions = "sqs:SendMessage", .resources = queue.arn()});
  EXPECT_EQ(object_at(compact_template(app), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage",)"
            R"("Resource":{"Fn::GetAtt":["Queue","Arn"]}}]})");
}

TEST_F(RoleTest, equal_references_merge_although_they_were_made_apart) {
  Role& target = add_role("Target");
  Role& role = add_role();
  target.grant_assume(role);
  role.add_to_policy({.actions = {"iam:GetRole"}, .resources = {target.arn()}});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(object_at(text, "RoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["sts:AssumeRole","iam:GetRole"],)"
            R"("Resource":{"Fn::GetAtt":["Target","Arn"]}}]})");
}

TEST_F(RoleTest, who_is_granted_to_assume_a_role_is_trusted_by_it) {
  Role& target = add_role("Target");
  target.grant_assume(add_role());
  EXPECT_EQ(object_at(object_at(compact_template(app), "Target"), "AssumeRolePolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[)"
            R"({"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},)"
            R"("Action":"sts:AssumeRole"},)"
            R"({"Effect":"Allow","Principal":{"AWS":{"Fn::GetAtt":["Role","Arn"]}},)"
            R"("Action":"sts:AssumeRole"}]})");
}

TEST_F(RoleTest, passing_a_role_can_be_narrowed_to_one_service) {
  add_role("Target").grant_pass_role(add_role(), "ecs-tasks.amazonaws.com");
  EXPECT_EQ(object_at(object_at(compact_template(app), "RoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:PassRole",)"
            R"("Resource":{"Fn::GetAtt":["Target","Arn"]},"Condition":{"StringEquals":)"
            R"({"iam:PassedToService":"ecs-tasks.amazonaws.com"}}}]})");
}

TEST_F(RoleTest, a_managed_policy_is_attached_once) {
  Role& role = add_role();
  role.add_managed_policy(aws_managed_policy("ReadOnlyAccess"));
  role.add_managed_policy(aws_managed_policy("ReadOnlyAccess"));
  EXPECT_NE(
      compact_template(app).find(
          R"("ManagedPolicyArns":[{"Fn::Sub":"arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess"}])"),
      std::string::npos);
}

TEST_F(RoleTest, inline_policies_are_written_into_the_role) {
  stack.add(RoleProps{
      .id = "Role",
      .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com"),
      .inline_policies =
          {{"Read",
            PolicyDocument({{.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}}}).json()}},
  });
  EXPECT_NE(compact_template(app).find(
                R"("Policies":[{"PolicyDocument":{"Version":"2012-10-17","Statement":[)"
                R"({"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]},)"
                R"("PolicyName":"Read"}])"),
            std::string::npos);
}

TEST_F(RoleTest, a_managed_policy_of_the_app_is_attached_by_its_arn_and_can_grow) {
  Policy& policy = stack.add(PolicyProps{
      .id = "Shared",
      .document = {{.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}}},
      .policy_name = "shared",
  });
  Role& role = add_role();
  role.add_managed_policy(policy);
  policy.add_statement({.actions = {"ec2:DescribeVpcs"}, .resources = {"*"}});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "Shared"),
            R"({"Type":"AWS::IAM::ManagedPolicy","Properties":{"PolicyDocument":)"
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["s3:ListAllMyBuckets","ec2:DescribeVpcs"],"Resource":"*"}]},)"
            R"("ManagedPolicyName":"shared"}})");
  EXPECT_NE(text.find(R"("ManagedPolicyArns":[{"Ref":"Shared"}])"), std::string::npos);
}

TEST_F(RoleTest, grants_to_an_imported_role_make_a_policy_named_after_the_stack) {
  Role& role = Role::from_arn(stack, "Theirs", "arn:aws:iam::123456789012:role/team/theirs");
  role.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  EXPECT_EQ(object_at(compact_template(app), "Resources"),
            R"({"TheirsPolicy":{"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":)"
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":"s3:ListAllMyBuckets","Resource":"*"}]},)"
            R"("PolicyName":"Test-Theirs","Roles":["theirs"]}}})");
}

TEST_F(RoleTest, an_imported_role_whose_permissions_are_its_owners_gets_no_policy) {
  Role& role = Role::from_arn(stack, "Theirs", "arn:aws:iam::123456789012:role/theirs",
                              {.accept_grants = false});
  role.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  EXPECT_EQ(compact_template(app).find("AWS::IAM::Policy"), std::string::npos);
}

TEST_F(RoleTest, mistakes_in_statements_of_roles_are_reported_together) {
  Role& role = add_role();
  role.add_to_policy(
      {.actions = {"s3:GetObject"}, .principals = PolicyPrincipal::anyone(), .resources = {"*"}});
  role.add_to_policy({.actions = {"s3:GetObject"}});
  role.add_to_policy({.actions = List<std::string>::empty(), .resources = {"*"}});
  stack.add(RoleProps{.id = "Nobody", .assumed_by = PolicyPrincipals()});
  EXPECT_EQ(codes_of(app), "OT2201 OT2202 OT2203 OT2204");
}

TEST_F(RoleTest, mistakes_with_imported_roles_say_what_is_missing) {
  add_role();
  Role::from_arn(stack, "NoArn", "admin");
  Parameter& parameter = stack.add(ParameterProps{.id = "RoleArn"});
  Role::from_arn(stack, "NoName", as<cfn::iam::RoleArn>(parameter.value()))
      .add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  EXPECT_EQ(codes_of(app), "OT2205 OT2206");
}

TEST(PolicyDocumentTest, principals_are_written_by_kind_and_everybody_includes_all) {
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});
  PolicyDocument document;
  EXPECT_TRUE(document.is_empty());
  document.add(
      {.actions = {"sqs:SendMessage"},
       .principals = {PolicyPrincipal::service("sns.amazonaws.com"), PolicyPrincipal::aws("1"),
                      PolicyPrincipal::aws("2"), PolicyPrincipal::federated(stack.stack_id())},
       .resources = {"*"}});
  document.add({.actions = {"sqs:SendMessage"},
                .principals = {PolicyPrincipal::aws("1"), PolicyPrincipal::anyone()},
                .resources = {"*"}});
  document.add_raw(Json::object({{"Effect", "Deny"}, {"NotAction", "sqs:*"}, {"Resource", "*"}}));
  stack.add(UntypedResourceProps{
      .id = "Any",
      .type = "Private::Test::Any",
      .properties = {{"Document", document.json()}},
  });
  EXPECT_EQ(object_at(compact_template(app), "Document"),
            R"({"Version":"2012-10-17","Statement":[)"
            R"({"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com","AWS":["1","2"],)"
            R"("Federated":{"Ref":"AWS::StackId"}},"Action":"sqs:SendMessage","Resource":"*"},)"
            R"({"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"},)"
            R"({"Effect":"Deny","NotAction":"sqs:*","Resource":"*"}]})");
}

TEST(PolicyDocumentTest, an_organization_is_everybody_under_a_condition) {
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});
  PolicyDocument document;
  document.add(
      {.actions = {"sns:Publish"},
       .conditions = {{"StringEquals", Json::object({{"aws:RequestedRegion", "eu-central-1"}})}},
       .principals = {PolicyPrincipal::organization("o-a1b2c3d4e5"),
                      PolicyPrincipal::service("events.amazonaws.com")},
       .resources = {"*"}});
  stack.add(UntypedResourceProps{
      .id = "Any",
      .type = "Private::Test::Any",
      .properties = {{"Document", document.json()}},
  });
  EXPECT_EQ(object_at(compact_template(app), "Document"),
            R"({"Version":"2012-10-17","Statement":[)"
            R"({"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},)"
            R"("Action":"sns:Publish","Resource":"*",)"
            R"("Condition":{"StringEquals":{"aws:RequestedRegion":"eu-central-1"}}},)"
            R"({"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*",)"
            R"("Condition":{"StringEquals":{"aws:RequestedRegion":"eu-central-1",)"
            R"("aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}]})");
}

TEST_F(RoleTest, an_organization_may_assume_a_role) {
  stack.add(RoleProps{.id = "Shared", .assumed_by = PolicyPrincipal::organization("o-a1b2c3d4e5")});
  EXPECT_NE(compact_template(app).find(
                R"("Principal":"*","Action":"sts:AssumeRole",)"
                R"("Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}})"),
            std::string::npos);
}

}  // namespace
}  // namespace omnitrack

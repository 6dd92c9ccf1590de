#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/iam/access_key.hpp>
#include <omnitrack/iam/group.hpp>
#include <omnitrack/iam/instance_profile.hpp>
#include <omnitrack/iam/role_policy.hpp>
#include <omnitrack/iam/service_linked_role.hpp>
#include <omnitrack/iam/user.hpp>
#include <omnitrack/secretsmanager/secret.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class UsersTest : public testing_support::OneStackTest {
 protected:
  const PolicyStatement read{.actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::b/*"}};
  static constexpr std::string_view read_text =
      R"("PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]})";
};

TEST_F(UsersTest, a_user_has_nothing_by_default) {
  stack.add(UserProps{.id = "Ann"});
  stack.add(GroupProps{.id = "Group"});
  EXPECT_EQ(resource("Ann"), R"({"Type":"AWS::IAM::User"})");
  EXPECT_EQ(resource("Group"), R"({"Type":"AWS::IAM::Group"})");
}

TEST_F(UsersTest, every_property_is_written_where_it_belongs) {
  auto& group = stack.add(GroupProps{.id = "Group",
                                     .group_name = "developers",
                                     .managed_policies = {"arn:aws:iam::aws:policy/A"},
                                     .path = "/team/"});
  auto& secret = stack.add(SecretProps{.id = "Password"});
  stack.add(UserProps{
      .id = "Ann",
      .groups = {group},
      .managed_policies = {"arn:aws:iam::aws:policy/A"},
      .password = secret,
      .password_key = "password",
      .password_reset_required = false,
      .path = "/team/",
      .permissions_boundary = "arn:aws:iam::aws:policy/B",
      .user_name = "ann",
  });
  EXPECT_EQ(properties("Group"),
            R"({"GroupName":"developers","ManagedPolicyArns":["arn:aws:iam::aws:policy/A"],)"
            R"("Path":"/team/"})");
  EXPECT_EQ(
      properties("Ann"),
      R"({"Groups":[{"Ref":"Group"}],"LoginProfile":{"Password":{"Fn::Sub":)"
      R"("{{resolve:secretsmanager:${Password}:SecretString:password}}"},)"
      R"("PasswordResetRequired":false},"ManagedPolicyArns":["arn:aws:iam::aws:policy/A"],)"
      R"("Path":"/team/","PermissionsBoundary":"arn:aws:iam::aws:policy/B","UserName":"ann"})");
}

TEST_F(UsersTest, grants_become_one_policy_of_the_user_or_the_group) {
  auto& user = stack.add(UserProps{.id = "Ann"});
  auto& group = stack.add(GroupProps{.id = "Group"});
  user.add_to_policy(read);
  user.add_to_policy(read);
  group.add_to_policy(read);
  EXPECT_EQ(
      properties("AnnDefaultPolicy"),
      "{" + std::string(read_text) + R"(,"PolicyName":"DefaultPolicy","Users":[{"Ref":"Ann"}]})");
  EXPECT_EQ(properties("GroupDefaultPolicy"),
            "{" + std::string(read_text) +
                R"(,"PolicyName":"DefaultPolicy","Groups":[{"Ref":"Group"}]})");
}

TEST_F(UsersTest, users_and_groups_that_are_made_elsewhere_get_policies_and_members) {
  auto& user = User::from_name(stack, "Bob", "bob");
  auto& other = User::from_arn(stack, "Eve", "arn:aws:iam::123456789012:user/team/eve");
  auto& group = Group::from_name(stack, "Group", "developers");
  group.add_user(user);
  other.add_to_policy(read);
  group.add_to_policy(read);
  EXPECT_EQ(properties("BobGroup1"), R"({"GroupName":"developers","Users":["bob"]})");
  EXPECT_THAT(properties("EveDefaultPolicy"),
              HasSubstr(R"("PolicyName":"Test-Eve","Users":["eve"])"));
  EXPECT_THAT(properties("GroupDefaultPolicy"),
              HasSubstr(R"("PolicyName":"Test-Group","Groups":["developers"])"));
}

TEST_F(UsersTest, what_is_made_elsewhere_is_its_owners) {
  User::from_name(stack, "Bob", "bob").add_managed_policy("arn:aws:iam::aws:policy/A");
  Group::from_name(stack, "Group", "developers").add_managed_policy("arn:aws:iam::aws:policy/A");
  User::from_name(stack, "Spaced", "a b");
  EXPECT_THAT(codes_of(app), HasSubstr("OT2901 OT2901"));
}

TEST_F(UsersTest, names_made_at_run_time_are_checked) {
  const std::string name = "a b";
  stack.add(UserProps{.id = "User", .user_name = name});
  stack.add(GroupProps{.id = "Group", .group_name = name});
  stack.add(InstanceProfileProps{.id = "Profile", .instance_profile_name = name});
  EXPECT_EQ(codes_of(app), "OT3901 OT3901 OT3901");
}

TEST_F(UsersTest, the_secret_of_an_access_key_is_kept_as_a_secret) {
  auto& user = stack.add(UserProps{.id = "Ann"});
  auto& group = stack.add(GroupProps{.id = "Group"});
  auto& key = stack.add(AccessKeyProps{.id = "Key", .user = user, .active = false, .serial = 2});
  key.grant_read(group);
  stack.add(OutputProps{.id = "Id", .value = key.access_key_id()});
  EXPECT_EQ(properties("Key"), R"({"UserName":{"Ref":"Ann"},"Serial":2,"Status":"Inactive"})");
  EXPECT_EQ(properties("KeySecret"), R"({"SecretString":{"Fn::Sub":"{\"AccessKeyId\":\"${Key}\",)"
                                     R"(\"SecretAccessKey\":\"${Key.SecretAccessKey}\"}"}})");
  EXPECT_THAT(properties("GroupDefaultPolicy"), HasSubstr(R"("Resource":{"Ref":"KeySecret"})"));
}

TEST_F(UsersTest, an_instance_profile_hands_on_a_role_that_ec2_may_assume) {
  auto& profile = stack.add(InstanceProfileProps{.id = "Profile"});
  profile.add_to_policy(read);
  EXPECT_EQ(properties("Profile"), R"({"Roles":[{"Ref":"ProfileRole"}]})");
  EXPECT_THAT(properties("ProfileRole"), HasSubstr(R"("Service":"ec2.amazonaws.com")"));
  EXPECT_THAT(properties("ProfileRoleDefaultPolicy"), HasSubstr(read_text));
}

TEST_F(UsersTest, a_policy_of_a_role_is_a_resource_of_its_own) {
  auto& role = Role::from_arn(stack, "Role", "arn:aws:iam::123456789012:role/app");
  auto& policy = stack.add(
      RolePolicyProps{.id = "Policy", .document = {read}, .policy_name = "read", .role = role});
  policy.add_statement(read);
  EXPECT_EQ(properties("Policy"),
            R"({"PolicyName":"read","RoleName":"app",)" + std::string(read_text) + "}");
}

TEST_F(UsersTest, a_policy_needs_the_name_of_its_role) {
  auto& parameter = stack.add(ParameterProps{.id = "Arn"});
  auto& role = Role::from_arn(stack, "Role", as<cfn::iam::RoleArn>(parameter.value()));
  const std::string name = "a b";
  stack.add(RolePolicyProps{.id = "Policy", .document = {read}, .policy_name = name, .role = role});
  EXPECT_THAT(codes_of(app), HasSubstr("OT3901 OT3905"));
}

TEST_F(UsersTest, a_role_that_is_linked_to_a_service_is_kept) {
  auto& role = stack.add(ServiceLinkedRoleProps{.id = "Linked",
                                                .aws_service_name = "autoscaling.amazonaws.com",
                                                .custom_suffix = "shop",
                                                .description = "Scales"});
  stack.add(OutputProps{.id = "Arn", .value = role.arn()});
  EXPECT_EQ(resource("Linked"),
            R"({"Type":"AWS::IAM::ServiceLinkedRole","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{)"
            R"("AWSServiceName":"autoscaling.amazonaws.com","CustomSuffix":"shop",)"
            R"("Description":"Scales"}})");
  EXPECT_THAT(resource("Arn"),
              HasSubstr(":role/aws-service-role/autoscaling.amazonaws.com/${Linked.RoleName}"));
}

}  // namespace
}  // namespace omnitrack

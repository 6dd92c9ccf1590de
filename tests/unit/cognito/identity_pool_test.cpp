#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/cognito.hpp>
#include <omnitrack/cognito/identity_pool.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;

class IdentityPoolTest : public testing_support::OneStackTest {};

TEST_F(IdentityPoolTest, only_those_who_are_signed_in_get_a_role) {
  stack.add(IdentityPoolProps{.id = "People"});
  EXPECT_EQ(properties("People"),
            R"({"AllowUnauthenticatedIdentities":false,"AllowClassicFlow":false})");
  EXPECT_EQ(properties("PeopleRoles"),
            R"({"IdentityPoolId":{"Ref":"People"},)"
            R"("Roles":{"authenticated":{"Fn::GetAtt":["PeopleAuthenticatedRole","Arn"]}}})");
  EXPECT_EQ(
      properties("PeopleAuthenticatedRole"),
      R"({"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[)"
      R"({"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},)"
      R"("Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":)"
      R"({"cognito-identity.amazonaws.com:aud":{"Ref":"People"}},)"
      R"("ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"authenticated"}}}]}})");
}

TEST_F(IdentityPoolTest, users_of_pools_are_people) {
  UserPool& users = stack.add(UserPoolProps{.id = "Users"});
  UserPoolClient& web = users.add_client({.id = "Web"});
  const IdentityPoolUsers known{.client = web, .user_pool = users};
  IdentityPool& people = stack.add(IdentityPoolProps{
      .id = "People",
      .allow_unauthenticated = true,
      .developer_provider_name = "login.example",
      .name = "people",
      .supported_login_providers = {{"accounts.google.com", "app"}},
      .users = {known},
  });
  people.use_roles_of_tokens(known, true);
  people.add_to_policy({.actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::photos/*"}});
  EXPECT_EQ(
      properties("People"),
      R"({"AllowUnauthenticatedIdentities":true,"AllowClassicFlow":false,)"
      R"("CognitoIdentityProviders":[{"ClientId":{"Ref":"UsersWeb"},)"
      R"("ProviderName":{"Fn::GetAtt":["Users","ProviderName"]},)"
      R"("ServerSideTokenCheck":true}],"DeveloperProviderName":"login.example",)"
      R"("IdentityPoolName":"people","SupportedLoginProviders":{"accounts.google.com":"app"}})");
  EXPECT_EQ(properties("PeopleRoles"),
            R"({"IdentityPoolId":{"Ref":"People"},"RoleMappings":{"Web":)"
            R"({"AmbiguousRoleResolution":"Deny","IdentityProvider":)"
            R"({"Fn::Sub":"${Users.ProviderName}:${UsersWeb}"},"Type":"Token"}},)"
            R"("Roles":{"authenticated":{"Fn::GetAtt":["PeopleAuthenticatedRole","Arn"]},)"
            R"("unauthenticated":{"Fn::GetAtt":["PeopleUnauthenticatedRole","Arn"]}}})");
  EXPECT_THAT(written(), has_resource("PeopleAuthenticatedRoleDefaultPolicy"));
}

TEST_F(IdentityPoolTest, guests_have_no_role_unless_they_are_allowed) {
  IdentityPool& people = stack.add(IdentityPoolProps{.id = "People"});
  static_cast<void>(people.unauthenticated_role());
  EXPECT_EQ(codes_of(app), "OT2107");
}

TEST_F(IdentityPoolTest, a_pool_of_elsewhere_keeps_its_roles) {
  IdentityPool& people = IdentityPool::from_id(stack, "People", "eu-central-1:1");
  stack.add(OutputProps{.id = "Arn", .value = people.arn()});
  static_cast<void>(people.authenticated_role());
  EXPECT_NE(codes_of(app), "");
}

}  // namespace
}  // namespace omnitrack

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/iam/oidc_provider.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/iam/saml_provider.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class IdentityProvidersTest : public testing_support::OneStackTest {
 protected:
  void trust(const OidcProvider& provider, const List<std::string>& subjects) {
    stack.add(RoleProps{.id = "Role",
                        .assumed_by = provider.principal(),
                        .assume_conditions = provider.conditions(subjects)});
  }
};

TEST_F(IdentityProvidersTest, a_role_trusts_one_branch_of_a_repository) {
  auto& github = OidcProvider::github_actions(stack, "GitHub");
  trust(github, {OidcProvider::github_subject("acme/shop", "ref:refs/heads/main")});
  EXPECT_EQ(properties("GitHub"), R"({"ClientIdList":["sts.amazonaws.com"],)"
                                  R"("Url":"https://token.actions.githubusercontent.com"})");
  EXPECT_EQ(properties("Role"),
            R"({"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Principal":{"Federated":{"Ref":"GitHub"}},"Action":)"
            R"("sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{)"
            R"("token.actions.githubusercontent.com:aud":["sts.amazonaws.com"],)"
            R"("token.actions.githubusercontent.com:sub":)"
            R"(["repo:acme/shop:ref:refs/heads/main"]}}}]}})");
}

TEST_F(IdentityProvidersTest, a_subject_may_be_a_pattern) {
  auto& provider =
      OidcProvider::from_arn(stack, "P", "arn:aws:iam::123456789012:oidc-provider/example.com/x");
  trust(provider, {"repo:acme/*"});
  EXPECT_THAT(
      properties("Role"),
      HasSubstr(R"("Condition":{"StringEquals":{"example.com/x:aud":["sts.amazonaws.com"]},)"
                R"("StringLike":{"example.com/x:sub":["repo:acme/*"]}})"));
}

TEST_F(IdentityProvidersTest, every_property_of_a_provider_is_written) {
  stack.add(OidcProviderProps{.id = "P",
                              .url = "https://example.com",
                              .client_ids = {"app"},
                              .thumbprints = {std::string(40, 'a')}});
  EXPECT_EQ(properties("P"), R"({"ClientIdList":["app"],"ThumbprintList":[")" +
                                 std::string(40, 'a') + R"("],"Url":"https://example.com"})");
}

TEST_F(IdentityProvidersTest, trust_without_a_subject_is_an_error) {
  trust(OidcProvider::github_actions(stack, "GitHub"), {});
  EXPECT_EQ(codes_of(app), "OT3903");
}

TEST_F(IdentityProvidersTest, an_issuer_is_known_and_a_url) {
  const std::string url = "http://example.com";
  stack.add(OidcProviderProps{.id = "P", .url = url});
  auto& arn = stack.add(ParameterProps{.id = "Arn"});
  trust(OidcProvider::from_arn(stack, "Q", as<cfn::iam::OIDCProviderArn>(arn.value())), {"x"});
  EXPECT_EQ(codes_of(app), "OT3902 OT3904");
}

TEST_F(IdentityProvidersTest, people_sign_in_to_the_console_by_saml) {
  auto& saml = stack.add(
      SamlProviderProps{.id = "Saml", .metadata_document = std::string(1000, 'x'), .name = "corp"});
  stack.add(RoleProps{.id = "Role",
                      .assumed_by = saml.principal(),
                      .assume_conditions = saml.console_conditions()});
  EXPECT_THAT(properties("Saml"), HasSubstr(R"({"Name":"corp","SamlMetadataDocument":"xxx)"));
  EXPECT_THAT(properties("Role"),
              HasSubstr(R"("Principal":{"Federated":{"Fn::GetAtt":["Saml","Arn"]}},)"
                        R"("Action":"sts:AssumeRoleWithSAML","Condition":{"StringEquals":)"
                        R"({"SAML:aud":"https://signin.aws.amazon.com/saml"}})"));
}

TEST_F(IdentityProvidersTest, providers_that_are_made_elsewhere_are_their_owners) {
  (void)OidcProvider::from_arn(stack, "P", "arn:aws:iam::123456789012:oidc-provider/example.com")
      .resource();
  (void)SamlProvider::from_arn(stack, "S", "arn:aws:iam::123456789012:saml-provider/corp")
      .resource();
  EXPECT_THAT(codes_of(app), HasSubstr("OT2901"));
}

}  // namespace
}  // namespace omnitrack

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/iam/role.hpp>
#include <omnitrack/signer/signing_profile.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class SigningProfileTest : public testing_support::OneStackTest {
 protected:
  Role& role = stack.add(
      RoleProps{.id = "Signer", .assumed_by = PolicyPrincipal::service("codebuild.amazonaws.com")});
};

TEST_F(SigningProfileTest, a_profile_signs_code_of_functions) {
  stack.add(SigningProfileProps{.id = "Profile"}).grant_sign(role);
  EXPECT_EQ(resource("Profile"), R"({"Type":"AWS::Signer::SigningProfile","Properties":{)"
                                 R"("PlatformId":"AWSLambda-SHA384-ECDSA"}})");
  EXPECT_THAT(properties("SignerDefaultPolicy"),
              HasSubstr(R"("Action":["signer:GetSigningProfile","signer:StartSigningJob"],)"
                        R"("Resource":{"Fn::GetAtt":["Profile","Arn"]})"));
}

TEST_F(SigningProfileTest, every_property_is_written_where_it_belongs) {
  stack.add(SigningProfileProps{.id = "Profile",
                                .platform = SigningPlatform::container,
                                .profile_name = "images",
                                .validity_months = 12});
  EXPECT_EQ(properties("Profile"),
            R"({"PlatformId":"Notation-OCI-SHA384-ECDSA","ProfileName":"images",)"
            R"("SignatureValidityPeriod":{"Type":"MONTHS","Value":12}})");
}

TEST_F(SigningProfileTest, a_profile_that_is_made_elsewhere_signs_too_but_has_no_resource) {
  auto& profile = SigningProfile::from_version_arn(
      stack, "Profile", "arn:aws:signer:eu-central-1:123456789012:/signing-profiles/P/abc1234567");
  profile.grant_sign(role);
  EXPECT_THAT(properties("SignerDefaultPolicy"), HasSubstr(":/signing-profiles/"));
}

TEST_F(SigningProfileTest, the_resource_of_what_is_made_elsewhere_is_refused) {
  auto& profile = SigningProfile::from_version_arn(
      stack, "Profile", "arn:aws:signer:eu-central-1:123456789012:/signing-profiles/P/abc1234567");
  static_cast<void>(profile.resource());
  EXPECT_EQ(testing_support::codes_of(app), "OT2901");
}

}  // namespace
}  // namespace omnitrack

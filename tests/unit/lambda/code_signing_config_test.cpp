#include "../resource_text.hpp"
#include <omnitrack/lambda/code_signing_config.hpp>
#include <omnitrack/signer/signing_profile.hpp>

namespace omnitrack {
namespace {

class CodeSigningConfigTest : public testing_support::OneStackTest {};

TEST_F(CodeSigningConfigTest, code_without_an_accepted_signature_is_refused) {
  auto& profile = stack.add(SigningProfileProps{.id = "Profile"});
  stack.add(CodeSigningConfigProps{.id = "Signed", .signing_profiles = {profile}});
  EXPECT_EQ(properties("Signed"),
            R"({"AllowedPublishers":{"SigningProfileVersionArns":[{"Fn::GetAtt":["Profile",)"
            R"("ProfileVersionArn"]}]},"CodeSigningPolicies":{)"
            R"("UntrustedArtifactOnDeployment":"Enforce"}})");
}

TEST_F(CodeSigningConfigTest, every_property_is_written_where_it_belongs) {
  auto& profile = SigningProfile::from_version_arn(
      stack, "Profile", "arn:aws:signer:eu-central-1:123456789012:/signing-profiles/P/abc1234567");
  stack.add(CodeSigningConfigProps{.id = "Signed",
                                   .signing_profiles = {profile},
                                   .description = "Ours",
                                   .untrusted_code = UntrustedCode::warn});
  EXPECT_EQ(properties("Signed"),
            R"({"AllowedPublishers":{"SigningProfileVersionArns":[)"
            R"("arn:aws:signer:eu-central-1:123456789012:/signing-profiles/P/abc1234567"]},)"
            R"("CodeSigningPolicies":{"UntrustedArtifactOnDeployment":"Warn"},)"
            R"("Description":"Ours"})");
}

TEST_F(CodeSigningConfigTest, it_has_profiles_and_what_is_made_elsewhere_has_no_resource) {
  stack.add(CodeSigningConfigProps{.id = "Signed",
                                   .signing_profiles = Items<Link<const SigningProfile>>()});
  auto& other = CodeSigningConfig::from_arn(
      stack, "Other",
      "arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0123456789abcdef0");
  static_cast<void>(other.resource());
  EXPECT_EQ(testing_support::codes_of(app), "OT2238 OT2901");
}

}  // namespace
}  // namespace omnitrack

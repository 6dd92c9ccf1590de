#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ses.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/route53/hosted_zone.hpp>
#include <omnitrack/ses/email_identity.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class EmailIdentityTest : public testing_support::OneStackTest {
 protected:
  HostedZone& zone = HostedZone::from_attributes(
      stack, "Zone", {.zone_id = "Z0123456789ABCDEFGHIJ", .zone_name = "example.com"});
};

TEST_F(EmailIdentityTest, a_domain_gets_its_records) {
  stack.add(EmailIdentityProps{.id = "Mails",
                               .identity = "example.com",
                               .hosted_zone = zone,
                               .mail_from_domain = "mail.example.com"});
  EXPECT_EQ(properties("Mails"),
            R"({"EmailIdentity":"example.com",)"
            R"("FeedbackAttributes":{"EmailForwardingEnabled":true},)"
            R"("MailFromAttributes":{"BehaviorOnMxFailure":"USE_DEFAULT_VALUE",)"
            R"("MailFromDomain":"mail.example.com"}})");
  EXPECT_EQ(properties("MailsDkim2"),
            R"({"Name":{"Fn::GetAtt":["Mails","DkimDNSTokenName2"]},"Type":"CNAME",)"
            R"("HostedZoneId":"Z0123456789ABCDEFGHIJ",)"
            R"("ResourceRecords":[{"Fn::GetAtt":["Mails","DkimDNSTokenValue2"]}],"TTL":"1800"})");
  EXPECT_THAT(properties("MailsMailFromMx"),
              HasSubstr(R"("10 feedback-smtp.${AWS::Region}.amazonses.com")"));
  EXPECT_THAT(properties("MailsMailFromSpf"), HasSubstr("v=spf1 include:amazonses.com ~all"));
}

TEST_F(EmailIdentityTest, a_sender_is_allowed_the_identity_and_its_rules) {
  auto& rules = stack.add(EmailConfigurationSetProps{.id = "Rules"});
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  stack
      .add(EmailIdentityProps{.id = "Mails", .identity = "example.com", .configuration_set = rules})
      .grant_send(role);
  EmailIdentity::from_name(stack, "Theirs", "example.org").grant_send(role);
  const std::string policy = properties("RoleDefaultPolicy");
  EXPECT_THAT(policy, HasSubstr(R"("Action":["ses:SendEmail","ses:SendRawEmail"])"));
  EXPECT_THAT(policy, HasSubstr(":identity/example.com"));
  EXPECT_THAT(policy, HasSubstr(":configuration-set/${Rules}"));
  EXPECT_THAT(policy, HasSubstr(":identity/example.org"));
}

TEST_F(EmailIdentityTest, a_set_of_rules_asks_for_tls_and_tells_of_failures) {
  auto& rules = stack.add(EmailConfigurationSetProps{.id = "Rules"});
  auto& topic = stack.add(TopicProps{.id = "Topic"});
  rules.tell("Failed", topic);
  EXPECT_EQ(properties("Rules"),
            R"({"DeliveryOptions":{"TlsPolicy":"REQUIRE"},)"
            R"("ReputationOptions":{"ReputationMetricsEnabled":true},)"
            R"("SuppressionOptions":{"SuppressedReasons":["BOUNCE","COMPLAINT"]}})");
  EXPECT_EQ(properties("RulesFailed"),
            R"({"ConfigurationSetName":{"Ref":"Rules"},"EventDestination":{)"
            R"("MatchingEventTypes":["BOUNCE","COMPLAINT"],"Enabled":true,)"
            R"("SnsDestination":{"TopicARN":{"Ref":"Topic"}}}})");
  EXPECT_THAT(properties("TopicPolicy"),
              HasSubstr(R"("Principal":{"Service":"ses.amazonaws.com"})"));
  EXPECT_THAT(resource("RulesFailed"), HasSubstr(R"("DependsOn":"TopicPolicy")"));
}

TEST_F(EmailIdentityTest, what_is_made_elsewhere_is_a_name_without_a_resource) {
  (void)EmailIdentity::from_name(stack, "Theirs",
                                 "arn:aws:ses:eu-central-1:123456789012:identity/x")
      .resource();
  EXPECT_EQ(codes_of(app), "OT2902 OT2901");
}

}  // namespace
}  // namespace omnitrack

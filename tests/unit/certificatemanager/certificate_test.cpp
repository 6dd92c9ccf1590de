#include "omnitrack/certificatemanager/certificate.hpp"

#include <string>

#include "../resource_text.hpp"
#include <omnitrack/cfn/certificatemanager.hpp>
#include <omnitrack/route53/hosted_zone.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

constexpr const char* arn = "arn:aws:acm:us-east-1:123456789012:certificate/c";

class CertificateTest : public testing_support::OneStackTest {
 protected:
  HostedZone& zone =
      HostedZone::from_attributes(stack, "Zone", {.zone_id = "Z1", .zone_name = "example.com"});
};

TEST_F(CertificateTest, a_certificate_is_proven_by_the_records_of_its_zone) {
  stack.add(CertificateProps{.id = "Certificate",
                             .domain_name = "example.com",
                             .hosted_zone = zone,
                             .subject_alternative_names = {"*.example.com", "www.example.com"}});
  EXPECT_EQ(properties("Certificate"),
            R"({"DomainName":"example.com","DomainValidationOptions":[)"
            R"({"DomainName":"example.com","HostedZoneId":"Z1"},)"
            R"({"DomainName":"www.example.com","HostedZoneId":"Z1"}],)"
            R"("SubjectAlternativeNames":["*.example.com","www.example.com"],)"
            R"("ValidationMethod":"DNS"})");
}

TEST_F(CertificateTest, every_property_is_written_where_it_belongs) {
  HostedZone& other = HostedZone::from_id(stack, "Other", "Z2");
  stack.add(CertificateProps{
      .id = "Certificate",
      .domain_name = "*.example.com",
      .exportable = true,
      .hosted_zone = zone,
      .hosted_zones = {{.domain_name = "example.org", .hosted_zone = other}},
      .key_algorithm = CertificateKey::ec_secp384r1,
      .subject_alternative_names = {"example.org"},
      .transparency_logging = false,
  });
  EXPECT_EQ(properties("Certificate"),
            R"({"DomainName":"*.example.com","CertificateExport":"ENABLED",)"
            R"("CertificateTransparencyLoggingPreference":"DISABLED",)"
            R"("DomainValidationOptions":[{"DomainName":"*.example.com","HostedZoneId":"Z1"},)"
            R"({"DomainName":"example.org","HostedZoneId":"Z2"}],)"
            R"("KeyAlgorithm":"EC_secp384r1","SubjectAlternativeNames":["example.org"],)"
            R"("ValidationMethod":"DNS"})");
}

TEST_F(CertificateTest, a_private_authority_validates_nothing) {
  stack.add(CertificateProps{
      .id = "Certificate",
      .domain_name = "a.internal",
      .certificate_authority = "arn:aws:acm-pca:eu-central-1:123456789012:certificate-authority/a",
  });
  EXPECT_EQ(properties("Certificate").find("ValidationMethod"), std::string::npos);
}

TEST_F(CertificateTest, its_region_is_known_from_its_stack_or_arn) {
  Stack& there = app.add(StackProps{.id = "There", .region = "eu-central-1"});
  EXPECT_EQ(Certificate::from_arn(stack, "A", arn).known_region(), "us-east-1");
  EXPECT_EQ(there.add(CertificateProps{.id = "B", .domain_name = "b.c"}).known_region(),
            "eu-central-1");
  EXPECT_EQ(stack.add(CertificateProps{.id = "C", .domain_name = "b.c"}).known_region(), "");
}

TEST_F(CertificateTest, what_is_wrong_is_found) {
  Stack& there = app.add(StackProps{.id = "There", .region = "eu-central-1"});
  there.add(CertificateProps{.id = "A", .domain_name = "b.c"}).check_for_edge(there);
  stack.add(CertificateProps{.id = "B", .domain_name = std::string("https://b")});
  stack.add(CertificateProps{.id = "C",
                             .domain_name = "b.c",
                             .hosted_zones = {{.domain_name = "c.d", .hosted_zone = zone}}});
  stack.add(CertificateProps{.id = "D",
                             .domain_name = "b.c",
                             .hosted_zone = zone,
                             .validation = CertificateValidation::email});
  (void)Certificate::from_arn(stack, "E", arn).resource();
  EXPECT_EQ(codes_of(app), "OT3312 OT3310 OT3311 OT3329 OT3311 OT2901");
}

}  // namespace
}  // namespace omnitrack

#include "omnitrack/cloudfront/static_site.hpp"

#include <string>

#include "../resource_text.hpp"
#include <omnitrack/certificatemanager/certificate.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/route53/hosted_zone.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class StaticSiteTest : public testing_support::OneStackTest {
 protected:
  void has(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
  }
};

TEST_F(StaticSiteTest, a_site_is_a_bucket_behind_a_distribution) {
  stack.add(StaticSiteProps{.id = "Site"});
  const std::string text = properties("SiteDistribution");
  has(text, R"("DefaultRootObject":"index.html")");
  has(text, R"("FunctionAssociations":[{"EventType":"viewer-request",)"
            R"("FunctionARN":{"Fn::GetAtt":["SiteIndex","FunctionARN"]}}])");
  has(text, R"("ResponseHeadersPolicyId":{"Ref":"SiteHeaders"})");
  has(properties("SiteBucketPolicy"), R"("Action":"s3:ListBucket")");
  has(properties("SiteIndex"), "request.uri += (last === '' ? '' : '/') + 'index.html'");
}

TEST_F(StaticSiteTest, an_app_with_routes_of_its_own_shows_one_page) {
  stack.add(StaticSiteProps{.id = "Site", .single_page_app = true});
  has(properties("SiteIndex"), "request.uri = '/index.html'");
}

TEST_F(StaticSiteTest, a_site_may_leave_paths_as_they_are) {
  stack.add(StaticSiteProps{.id = "Site", .error_page = "/404.html", .rewrite_index = false});
  EXPECT_THAT(written(), has_no_resource("SiteIndex"));
  has(properties("SiteDistribution"),
      R"("CustomErrorResponses":[{"ErrorCode":404,"ResponseCode":404,)"
      R"("ResponsePagePath":"/404.html"}])");
}

TEST_F(StaticSiteTest, a_site_in_us_east_1_makes_its_certificate_and_records) {
  Stack& there = app.add(StackProps{.id = "There", .region = "us-east-1"});
  HostedZone& zone = there.add(HostedZoneProps{.id = "Zone", .zone_name = "example.com"});
  StaticSite& site = there.add(StaticSiteProps{
      .id = "Site", .domain_names = {"example.com", "www.example.com"}, .hosted_zone = zone});
  stack.add(OutputProps{.id = "Url", .value = site.url()});
  there.add(OutputProps{.id = "Url", .value = site.url("/a")});
  stack.add(HostedZoneProps{.id = "Other", .zone_name = "example.org"});
  const std::string text = compact_template(app);
  has(object_at(text, "SiteCertificate"),
      R"("DomainName":"example.com","DomainValidationOptions":[{"DomainName":"example.com",)"
      R"("HostedZoneId":{"Ref":"Zone"}},{"DomainName":"www.example.com",)"
      R"("HostedZoneId":{"Ref":"Zone"}}],"SubjectAlternativeNames":["www.example.com"])");
  has(object_at(text, "SiteDistribution"), R"("AcmCertificateArn":{"Ref":"SiteCertificate"})");
  EXPECT_NE(object_at(text, "ZoneexamplecomA"), "");
  EXPECT_NE(object_at(text, "ZonewwwexamplecomAAAA"), "");
  has(text, R"("https://example.com/a")");
}

TEST_F(StaticSiteTest, a_deployment_may_put_files_and_drop_cached_ones) {
  StaticSite& site = stack.add(StaticSiteProps{.id = "Site"});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  site.grant_deploy(role);
  has(resource("RoleDefaultPolicy"), "s3:PutObject");
  has(resource("RoleDefaultPolicy"), "cloudfront:CreateInvalidation");
}

TEST_F(StaticSiteTest, what_is_wrong_is_found) {
  HostedZone& zone = HostedZone::from_attributes(
      stack, "Zone", {.zone_id = "Z0123456789ABCDEFGHIJ", .zone_name = "example.com"});
  stack.add(StaticSiteProps{.id = "A", .domain_names = {"a.example.com"}});
  stack.add(StaticSiteProps{.id = "B", .domain_names = {"b.example.com"}, .hosted_zone = zone});
  EXPECT_EQ(codes_of(app), "OT3344 OT3344");
}

TEST_F(StaticSiteTest, a_name_outside_of_its_zone_is_told_of_once) {
  Stack& there = app.add(StackProps{.id = "There", .region = "us-east-1"});
  HostedZone& zone =
      HostedZone::from_attributes(there, "Zone", {.zone_id = "Z1", .zone_name = "example.com"});
  there.add(
      StaticSiteProps{.id = "Site", .domain_names = {"www.example.org"}, .hosted_zone = zone});
  stack.add(BucketProps{.id = "Kept"});
  EXPECT_EQ(codes_of(app), "OT3329");
}

}  // namespace
}  // namespace omnitrack

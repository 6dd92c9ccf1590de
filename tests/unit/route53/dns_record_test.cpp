#include "omnitrack/route53/dns_record.hpp"

#include <string>

#include "../resource_text.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/route53/health_check.hpp>
#include <omnitrack/route53/hosted_zone.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;

class DnsRecordTest : public testing_support::OneStackTest {
 protected:
  /// The record sets' properties after the zone's, for a record of that data.
  std::string values(const RecordData& data) {
    stack.add(DnsRecordProps{.id = "Record", .data = data, .zone = zone, .name = "www"});
    const std::string text = properties("Record");
    const std::size_t type = text.find("\"Type\"");
    return text.substr(type);
  }

  HostedZone& zone = HostedZone::from_attributes(
      stack, "Zone", {.zone_id = "Z0123456789ABCDEFGHIJ", .zone_name = "example.com"});
};

struct Somewhere final : AliasTarget {
  [[nodiscard]] AliasAddress alias_address() const override {
    return {"d1.cloudfront.net", "Z2FDTNDATAQYW2"};
  }
};

TEST_F(DnsRecordTest, a_record_is_below_its_zone_and_kept_for_half_an_hour) {
  stack.add(DnsRecordProps{
      .id = "Www", .data = RecordData::a({"192.0.2.1", "192.0.2.2"}), .zone = zone, .name = "www"});
  EXPECT_EQ(properties("Www"),
            R"({"Name":"www.example.com","Type":"A","HostedZoneId":"Z0123456789ABCDEFGHIJ",)"
            R"("ResourceRecords":["192.0.2.1","192.0.2.2"],"TTL":"1800"})");
}

TEST_F(DnsRecordTest, a_name_may_be_whole_or_empty_or_a_reference) {
  const auto name_of = [this](const char* id, const RecordName& name) {
    DnsRecord& record = stack.add(
        DnsRecordProps{.id = id, .data = RecordData::a({"192.0.2.1"}), .zone = zone, .name = name});
    return std::string(record.domain_name().literal_text());
  };
  EXPECT_EQ(name_of("A", "www.example.com"), "www.example.com");
  EXPECT_EQ(name_of("B", ""), "example.com");
  EXPECT_EQ(name_of("C", "*"), "*.example.com");
  EXPECT_EQ(name_of("D", "www.Example.com."), "www.Example.com.");
  EXPECT_EQ(name_of("E", "api.v1"), "api.v1.example.com");
  EXPECT_EQ(name_of("F", stack.stack_name()), "");
}

TEST_F(DnsRecordTest, a_name_of_another_zone_is_an_error_that_is_told_once_at_its_line) {
  const Somewhere somewhere;
  const unsigned line = __LINE__ + 1;
  zone.add_alias("www.example.org", somewhere);
  stack.add(DnsRecordProps{
      .id = "Dot", .data = RecordData::a({"192.0.2.1"}), .zone = zone, .name = "www.example.dev."});
  stack.add(DnsRecordProps{
      .id = "Like", .data = RecordData::a({"192.0.2.1"}), .zone = zone, .name = "notexample.com"});
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.diagnostics.size(), 3U);
  for (const Diagnostic& each : synthesis.diagnostics) EXPECT_EQ(each.code, "OT3329");
  EXPECT_EQ(synthesis.diagnostics[0].message,
            "'www.example.org' is outside of the hosted zone 'example.com'");
  EXPECT_EQ(synthesis.diagnostics[0].line, line);
}

TEST_F(DnsRecordTest, values_are_written_as_dns_wants_them) {
  EXPECT_EQ(values(RecordData::mx({{.priority = 10, .host_name = "mail.example.com"}})),
            R"("Type":"MX","HostedZoneId":"Z0123456789ABCDEFGHIJ",)"
            R"("ResourceRecords":["10 mail.example.com"],"TTL":"1800"})");
}

TEST_F(DnsRecordTest, ipv6_addresses_are_a_type_of_their_own) {
  EXPECT_NE(values(RecordData::aaaa({"2001:db8::1"})).find(R"("Type":"AAAA")"), std::string::npos);
}

TEST_F(DnsRecordTest, a_text_is_quoted_and_escaped) {
  EXPECT_NE(values(RecordData::txt({"v=spf1 \"a\" -all"}))
                .find(R"("ResourceRecords":["\"v=spf1 \\\"a\\\" -all\""])"),
            std::string::npos);
}

TEST_F(DnsRecordTest, a_long_text_is_split_at_255_characters) {
  const std::string text = values(RecordData::txt({std::string(256, 'a')}));
  EXPECT_NE(text.find(R"([")"
                      "\\\"" +
                      std::string(255, 'a') + R"(\" \"a\""])"),
            std::string::npos);
}

TEST_F(DnsRecordTest, what_is_not_printable_is_written_by_its_octal_number) {
  EXPECT_NE(values(RecordData::txt({"\xc3\xa4"})).find(R"(["\"\\303\\244\""])"), std::string::npos);
}

TEST_F(DnsRecordTest, a_text_may_hold_references) {
  EXPECT_NE(
      values(RecordData::txt({stack.account()})).find(R"({"Fn::Sub":"\"${AWS::AccountId}\""})"),
      std::string::npos);
}

TEST_F(DnsRecordTest, other_values) {
  EXPECT_NE(values(RecordData::srv({{.priority = 1, .weight = 2, .port = 443, .host_name = "a.b"}}))
                .find(R"(["1 2 443 a.b"])"),
            std::string::npos);
}

TEST_F(DnsRecordTest, authorities_are_named_with_their_tag) {
  EXPECT_NE(values(RecordData::caa({{.tag = CaaTag::issue_wild, .value = "amazon.com"}}))
                .find(R"(["0 issuewild \"amazon.com\""])"),
            std::string::npos);
}

TEST_F(DnsRecordTest, digests_of_keys) {
  EXPECT_NE(
      values(RecordData::ds({{.key_tag = 1, .algorithm = 13, .digest_type = 2, .digest = "AB"}}))
          .find(R"(["1 13 2 AB"])"),
      std::string::npos);
}

TEST_F(DnsRecordTest, other_types_are_written_as_given) {
  EXPECT_NE(values(RecordData::other("SSHFP", {"1 1 AB"})).find(R"("Type":"SSHFP")"),
            std::string::npos);
}

TEST_F(DnsRecordTest, an_alias_has_no_ttl) {
  const Somewhere target;
  stack.add(DnsRecordProps{.id = "Www",
                           .data = RecordData::alias(target),
                           .zone = zone,
                           .evaluate_target_health = true,
                           .name = "www"});
  EXPECT_EQ(properties("Www"),
            R"({"Name":"www.example.com","Type":"A","AliasTarget":{"DNSName":"d1.cloudfront.net",)"
            R"("HostedZoneId":"Z2FDTNDATAQYW2","EvaluateTargetHealth":true},)"
            R"("HostedZoneId":"Z0123456789ABCDEFGHIJ"})");
}

TEST_F(DnsRecordTest, an_alias_for_a_name_has_records_for_both_protocols) {
  const Somewhere target;
  zone.add_alias("www", target);
  zone.add_alias("", target);
  zone.add_alias("*", target);
  EXPECT_NE(resource("ZonewwwA").find(R"("Type":"A")"), std::string::npos);
  EXPECT_NE(resource("ZonewwwAAAA").find(R"("Type":"AAAA")"), std::string::npos);
  EXPECT_THAT(written(), has_resource("ZoneApexAAAA", {{"Name", "example.com"}}));
  EXPECT_THAT(written(), has_resource("ZoneWildcardA", {{"Name", "*.example.com"}}));
}

TEST_F(DnsRecordTest, the_website_of_a_bucket_is_at_its_regions_address) {
  Stack& there = app.add(StackProps{.id = "There", .region = "eu-central-1"});
  there.add(HealthCheckProps{.id = "Check", .domain_name = "example.com"});
  Bucket& bucket = Bucket::from_name(there, "Bucket", "www.example.com");
  EXPECT_NE(values(RecordData::bucket_website(bucket))
                .find(R"({"DNSName":"s3-website.eu-central-1.amazonaws.com",)"
                      R"("HostedZoneId":"Z21DNDUVLTQW6Q"})"),
            std::string::npos);
}

TEST_F(DnsRecordTest, the_website_of_a_bucket_needs_a_known_region) {
  Bucket& bucket = Bucket::from_name(stack, "Bucket", "www.example.com");
  stack.add(DnsRecordProps{
      .id = "Www", .data = RecordData::bucket_website(bucket), .zone = zone, .name = "www"});
  EXPECT_EQ(codes_of(app), "OT3325");
}

TEST_F(DnsRecordTest, every_routing_is_written_where_it_belongs) {
  HealthCheck& check = HealthCheck::from_id(stack, "Check", "abcdef11-2222");
  const auto add = [&](const char* id, const RecordRouting& routing) {
    stack.add(DnsRecordProps{.id = id,
                             .data = RecordData::a({"192.0.2.1"}),
                             .zone = zone,
                             .health_check = check,
                             .name = id,
                             .routing = routing});
  };
  add("Weighted", RecordRouting::weighted(0));
  add("Latency", RecordRouting::latency("eu-central-1"));
  add("Continent", RecordRouting::continent("EU"));
  add("Country", RecordRouting::country("US", "CA"));
  add("Else", RecordRouting::everywhere_else());
  add("Near", RecordRouting::proximity("eu-central-1", -5));
  add("Primary", RecordRouting::failover_primary());
  add("Secondary", RecordRouting::failover_secondary());
  add("Several", RecordRouting::multivalue());
  const auto holds = [this](const char* id, const std::string& part) {
    const std::string text = properties(id);
    EXPECT_NE(text.find(part), std::string::npos) << text;
    EXPECT_NE(text.find(R"("SetIdentifier":")" + std::string(id) + "\""), std::string::npos);
  };
  holds("Weighted", R"("Weight":0)");
  holds("Latency", R"("Region":"eu-central-1")");
  holds("Continent", R"("GeoLocation":{"ContinentCode":"EU"})");
  holds("Country", R"("GeoLocation":{"CountryCode":"US","SubdivisionCode":"CA"})");
  holds("Else", R"("GeoLocation":{"CountryCode":"*"})");
  holds("Near", R"("GeoProximityLocation":{"AWSRegion":"eu-central-1","Bias":-5})");
  holds("Primary", R"("Failover":"PRIMARY")");
  holds("Secondary", R"("Failover":"SECONDARY")");
  holds("Several", R"("MultiValueAnswer":true)");
}

TEST_F(DnsRecordTest, a_record_is_given_while_its_health_check_says_so) {
  HealthCheck& check = HealthCheck::from_id(stack, "Check", "abcdef11-2222");
  stack.add(DnsRecordProps{.id = "Www",
                           .data = RecordData::a({"192.0.2.1"}),
                           .zone = zone,
                           .comment = "One of two",
                           .health_check = check,
                           .name = "www",
                           .routing = RecordRouting::weighted(1),
                           .set_identifier = "first",
                           .ttl = 60});
  EXPECT_EQ(properties("Www"),
            R"({"Name":"www.example.com","Type":"A","Comment":"One of two",)"
            R"("HealthCheckId":"abcdef11-2222","HostedZoneId":"Z0123456789ABCDEFGHIJ",)"
            R"("ResourceRecords":["192.0.2.1"],"SetIdentifier":"first","TTL":"60","Weight":1})");
}

TEST_F(DnsRecordTest, what_is_wrong_with_a_record_is_found) {
  const Somewhere target;
  const RecordData one = RecordData::a({"192.0.2.1"});
  stack.add(DnsRecordProps{.id = "A", .data = one, .zone = zone, .name = std::string("a..b")});
  stack.add(DnsRecordProps{.id = "B", .data = RecordData::a({std::string("1.2.3")}), .zone = zone});
  stack.add(DnsRecordProps{
      .id = "C", .data = RecordData::mx({{.priority = 65536, .host_name = "a"}}), .zone = zone});
  stack.add(DnsRecordProps{.id = "D", .data = RecordData::txt({}), .zone = zone});
  stack.add(DnsRecordProps{.id = "E", .data = one, .zone = zone, .ttl = std::int64_t{-1}});
  stack.add(DnsRecordProps{.id = "F", .data = RecordData::alias(target), .zone = zone, .ttl = 60});
  stack.add(DnsRecordProps{.id = "G", .data = one, .zone = zone, .evaluate_target_health = true});
  stack.add(DnsRecordProps{.id = "H", .data = RecordData::cname("a.b"), .zone = zone});
  stack.add(DnsRecordProps{.id = "I", .data = one, .zone = zone, .set_identifier = "i"});
  stack.add(DnsRecordProps{
      .id = "J", .data = one, .zone = zone, .routing = RecordRouting::weighted(256)});
  stack.add(DnsRecordProps{.id = "K",
                           .data = one,
                           .zone = zone,
                           .routing = RecordRouting::proximity("eu-central-1", 100)});
  stack.add(DnsRecordProps{.id = "L",
                           .data = RecordData::alias(target),
                           .zone = zone,
                           .routing = RecordRouting::multivalue()});
  HostedZone& nameless = HostedZone::from_id(stack, "Nameless", "Z1");
  stack.add(DnsRecordProps{.id = "M", .data = one, .zone = nameless});
  EXPECT_EQ(codes_of(app),
            "OT3320 OT3321 OT3321 OT3321 OT3322 OT3323 OT3323 OT3323 OT3324 OT3322 OT3322 OT3324 "
            "OT3320");
}

TEST(DnsNameTest, names_follow_the_rule_of_route_53) {
  using Rule = detail::DnsNameRule;
  EXPECT_TRUE(Rule::fits("example.com"));
  EXPECT_TRUE(Rule::fits("*.example.com."));
  EXPECT_TRUE(Rule::fits("_dmarc.example.com"));
  EXPECT_FALSE(Rule::fits(""));
  EXPECT_FALSE(Rule::fits("a..b"));
  EXPECT_FALSE(Rule::fits("a.*.b"));
  EXPECT_FALSE(Rule::fits("https://a"));
  EXPECT_FALSE(Rule::fits(std::string(64, 'a') + ".b"));
}

TEST(Ipv4AddressTest, addresses_have_four_numbers) {
  using Rule = detail::ARecordRule;
  EXPECT_TRUE(Rule::fits("0.0.0.0"));
  EXPECT_TRUE(Rule::fits("255.255.255.255"));
  for (const char* text : {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1..2.3", "1.2.3.", "a.b.c.d"}) {
    EXPECT_FALSE(Rule::fits(text)) << text;
  }
}

TEST(Ipv6AddressTest, addresses_have_eight_groups_or_are_shortened) {
  using Rule = detail::AaaaRecordRule;
  EXPECT_TRUE(Rule::fits("::"));
  EXPECT_TRUE(Rule::fits("2001:db8::1"));
  EXPECT_TRUE(Rule::fits("1:2:3:4:5:6:7:8"));
  for (const char* text : {"", "1:2:3", "12345::", "g::", "1:2:3:4:5:6:7:8:9"}) {
    EXPECT_FALSE(Rule::fits(text)) << text;
  }
}

TEST_F(DnsRecordTest, the_name_of_the_zone_in_capitals_is_its_name) {
  HostedZone& capitals =
      HostedZone::from_attributes(stack, "Com", {.zone_id = "Z1", .zone_name = "Example.com"});
  stack.add(DnsRecordProps{.id = "Own",
                           .data = RecordData::cname("other.example.org"),
                           .zone = capitals,
                           .name = "example.COM."});
  EXPECT_EQ(codes_of(app), "OT3323");
}

}  // namespace
}  // namespace omnitrack

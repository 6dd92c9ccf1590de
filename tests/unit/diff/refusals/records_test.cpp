#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::string record(const std::string& id, const std::string& type,
                   const std::string& zone = "HostedZoneId: Z",
                   const std::string& name = "a.example.com") {
  return "  " + id + ": {Type: AWS::Route53::RecordSet, Properties: {" + zone + ", Name: " + name +
         ", Type: " + type + "}}\n";
}

std::string zone_with(const std::string& text) { return "Resources:\n" + text; }

TEST(Records, ACnameStandsAloneUnderItsName) {
  EXPECT_THAT(refused(zone_with(record("Old", "CNAME")), zone_with(record("New", "A"))),
              ElementsAre("OT5109 New the CNAME record 'a.example.com' of 'Old' goes only after "
                          "this one is made, and a CNAME record stands alone under its name"));
  EXPECT_THAT(refused(zone_with(record("Old", "AAAA")), zone_with(record("New", "CNAME"))),
              ElementsAre("OT5109 New the AAAA record 'a.example.com' of 'Old' goes only after "
                          "this one is made, and a CNAME record stands alone under its name"));
  EXPECT_THAT(refused(zone_with(record("Old", "A")), zone_with(record("New", "AAAA"))), IsEmpty());
  EXPECT_THAT(refused(zone_with(record("Old", "CNAME")), zone_with(record("Old", "A"))), IsEmpty());
  EXPECT_THAT(
      refused(zone_with(record("Old", "CNAME")), zone_with(record("New", "A", "HostedZoneId: Y"))),
      IsEmpty());
}

TEST(Records, WhatChangesInPlaceMayGiveWayTooLate) {
  EXPECT_THAT(
      refused(zone_with(record("Old", "CNAME")),
              zone_with(record("Old", "CNAME", "HostedZoneId: Z", "b.example.com") +
                        record("New", "A"))),
      ElementsAre("maybe OT5109 New the CNAME record 'a.example.com' of 'Old' may be there still, "
                  "and a CNAME record stands alone under its name"));
}

TEST(Records, OneZoneMayHaveTwoWords) {
  EXPECT_THAT(
      refused(zone_with(record("R", "A", "HostedZoneName: example.com.")),
              zone_with(record("R", "A", "HostedZoneId: Z"))),
      Contains("maybe OT5109 R the record 'a.example.com' may be in the zone that 'R' names "
               "otherwise, and the old one goes only after this one is made"));
}

}  // namespace
}  // namespace omnitrack::diff

#include "meaning/surroundings.hpp"

#include <gtest/gtest.h>

#include "template/document.hpp"

namespace omnitrack::meaning {
namespace {

/// What the properties of one resource show, after what is said: account, region, partition.
std::string shown(const std::string& properties, Surroundings said = {}) {
  const tmpl::Document document(
      "test", "Resources: {R: {Type: AWS::Lambda::Function, Properties: " + properties + "}}\n");
  const tmpl::Index* index = &document.index();
  const std::vector<ToldPlace> told_by{told_place({&index, 1}, "OLD")};
  const Surroundings place = completed(std::move(said), told_by);
  return place.account.text + ' ' + place.region.text + ' ' + place.partition.text;
}

TEST(Surroundings, AreShownByArnsNamesAndZones) {
  EXPECT_EQ(shown("{Role: 'arn:aws:iam::111122223333:role/r'}"), "111122223333  aws");
  EXPECT_EQ(shown("{Name: data-111122223333-eu-west-1}"), "111122223333 eu-west-1 aws");
  EXPECT_EQ(shown("{Zone: us-gov-west-1b}"), " us-gov-west-1 aws-us-gov");
  EXPECT_EQ(shown("{Repository: 111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/i}"),
            "111122223333 cn-north-1 aws-cn");
}

TEST(Surroundings, KnowThePartitionAndItsDomain) {
  const auto place = [](std::string region) {
    const Surroundings all =
        completed({.region = {.text = std::move(region), .source = "--region"}}, {});
    return all.partition.text + ' ' + all.url_suffix.text;
  };
  EXPECT_EQ(place("eu-west-1"), "aws amazonaws.com");
  EXPECT_EQ(place("us-gov-east-1"), "aws-us-gov amazonaws.com");
  EXPECT_EQ(place("us-isob-east-1"), "aws-iso-b sc2s.sgov.gov");
  EXPECT_EQ(place("eu-isoe-west-1"), "aws-iso-e cloud.adc-e.uk");
  EXPECT_EQ(place("eusc-de-east-1"), "aws-eusc amazonaws.eu");
}

TEST(Surroundings, AreNotToldByWhatIsOfOthers) {
  EXPECT_EQ(shown("{Principal: {AWS: 'arn:aws:iam::999999999999:root'}}"), "  ");
  EXPECT_EQ(shown("{Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/i}"), "  ");
  EXPECT_EQ(shown("{SourceAccount: '999999999999', TopicArn: "
                  "'arn:aws:sns:eu-west-1:999999999999:t'}"),
            "  ");
  EXPECT_EQ(shown("{Layers: ['arn:aws:lambda:us-east-1:580247275435:layer:x:1']}"), "  ");
  EXPECT_EQ(shown("{Cert: 'arn:aws:acm:us-east-1:111122223333:certificate/c'}"),
            "111122223333  aws");
  EXPECT_EQ(shown("{Id: 1111222233334, Word: is-east-1, Path: x111122223333}"), "  ");
}

TEST(Surroundings, AreUnknownWhereSeveralAreShownAlike) {
  EXPECT_EQ(shown("{A: x-111122223333, B: x-999999999999}"), "  ");
  EXPECT_EQ(shown("{A: x-eu-west-1, B: x-us-east-1, Zone: us-east-1a}"), " us-east-1 aws");
  EXPECT_EQ(shown("{A: x-111122223333, B: y-111122223333, C: z-111122223333, D: x-999999999999}"),
            "111122223333  ");
}

TEST(Surroundings, AreWhatIsSaidOfThem) {
  EXPECT_EQ(shown("{Zone: us-east-1a}", {.region = {.text = "cn-north-1", .source = "--region"}}),
            " cn-north-1 aws-cn");
}

TEST(Surroundings, KnowTheRegionOfAZone) {
  EXPECT_EQ(region_of_zone("ap-southeast-2c"), "ap-southeast-2");
  EXPECT_EQ(region_of_zone("us-gov-east-1a"), "us-gov-east-1");
  EXPECT_EQ(region_of_zone("eusc-de-east-1b"), "eusc-de-east-1");
  EXPECT_EQ(region_of_zone("us-east-1"), "");
  EXPECT_EQ(region_of_zone("my-east-1a-x"), "");
}

}  // namespace
}  // namespace omnitrack::meaning

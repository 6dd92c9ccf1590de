#include "meaning/filled.hpp"

#include <gtest/gtest.h>

#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "template/document.hpp"

namespace omnitrack::meaning {
namespace {

constexpr const char* head =
    "Parameters: {P: {Type: String}}\n"
    "Mappings: {M: {eu-west-1: {a: ami-1}}}\n"
    "Resources:\n"
    "  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}\n"
    "  U: {Type: AWS::DynamoDB::Table}\n"
    "  F: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Sub '${AWS::StackName}-f'}}\n"
    "  G: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Ref P}}\n"
    "  Role: {Type: AWS::IAM::Role, Properties: {RoleName: r, Path: /x/}}\n"
    "  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: t}}\n"
    "  Vpc: {Type: AWS::EC2::VPC}\n"
    "  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: l}}\n"
    "  A: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Ref B}}\n"
    "  B: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Ref A}}\n"
    "  R: {Type: AWS::X::Y, Properties: {V: ";

Surroundings ireland() {
  Surroundings place;
  place.account = {.text = "111122223333", .source = "test"};
  place.region = {.text = "eu-west-1", .source = "test"};
  return completed(std::move(place), {});
}

/// What stands in place of a value.
std::string filled(const std::string& value, const Surroundings& place) {
  const tmpl::Document document("test", head + value + "}}\n");
  const Filled made(document.index(), place);
  const tmpl::Node& found = *made.index().find_resource("R")->properties->find("V");
  const auto text = known_text(&found);
  return text ? std::string(*text) : canonical_text(found, {});
}

TEST(Filled, HasWhatPseudoParametersGiveWhereThePlaceIsKnown) {
  EXPECT_EQ(filled("!Sub 'd-${AWS::AccountId}-${AWS::Region}'", ireland()),
            "d-111122223333-eu-west-1");
  EXPECT_EQ(filled("!Join ['', ['arn:', !Ref AWS::Partition, ':x:', !Ref P]]", ireland()),
            filled("!Sub 'arn:aws:x:${P}'", ireland()));
  EXPECT_EQ(filled("!Sub 's.${AWS::URLSuffix}'", ireland()), "s.amazonaws.com");
  EXPECT_EQ(filled("!FindInMap [M, !Ref AWS::Region, a]", ireland()), "ami-1");
  EXPECT_EQ(filled("!Sub 'd-${AWS::AccountId}'", {}),
            filled("!Join ['', ['d-', !Ref AWS::AccountId]]", {}));
}

TEST(Filled, HasTheNamesThatResourcesGiveThemselves) {
  EXPECT_EQ(filled("!Ref T", {}), "orders");
  EXPECT_EQ(filled("!Join ['', [/aws/x/, !Ref T]]", {}), "/aws/x/orders");
  EXPECT_EQ(filled("!GetAtt T.Arn", ireland()),
            "arn:aws:dynamodb:eu-west-1:111122223333:table/orders");
  EXPECT_EQ(filled("!GetAtt Role.Arn", ireland()), "arn:aws:iam::111122223333:role/x/r");
  EXPECT_EQ(filled("!Ref Topic", ireland()), "arn:aws:sns:eu-west-1:111122223333:t");
  EXPECT_EQ(filled("!GetAtt Logs.Arn", ireland()),
            "arn:aws:logs:eu-west-1:111122223333:log-group:l:*");
  EXPECT_EQ(filled("!Ref F", {}), filled("!Sub '${AWS::StackName}-f'", {}));
  EXPECT_EQ(filled("!Ref G", {}), filled("!Ref P", {}));
}

TEST(Filled, LeavesWhatTheServiceMakesUp) {
  EXPECT_EQ(filled("!Ref U", ireland()), "ref(U.)");
  EXPECT_EQ(filled("!GetAtt U.Arn", ireland()), "ref(U.Arn)");
  EXPECT_EQ(filled("!Ref A", ireland()), "ref(A.)") << "a circle of names";
  EXPECT_EQ(filled("!GetAtt Vpc.VpcId", {}), filled("!Ref Vpc", {}));
}

TEST(Filled, TakesZonesByTheirPlacesWhereTheyArePinned) {
  Surroundings place = ireland();
  const std::string zone = "!Select [1, !GetAZs '']";
  EXPECT_NE(filled(zone, place).find("GetAZs"), std::string::npos);
  place.zones = {"eu-west-1a", "eu-west-1c"};
  EXPECT_EQ(filled(zone, place), "eu-west-1c");
  EXPECT_EQ(filled("!Select [1, !GetAZs {Ref: 'AWS::Region'}]", place), "eu-west-1c");
  EXPECT_NE(filled("!Select [1, !GetAZs us-east-1]", place), "eu-west-1c");
  EXPECT_EQ(filled("!Select [1, !Split ['/', !Sub 'a/${AWS::Region}']]", place), "eu-west-1");
}

TEST(Filled, KnowsWhatIsWrittenWhereAValueStands) {
  const tmpl::Document document("test", std::string(head) + "[x, !Ref T]}}\n");
  const Filled made(document.index(), {});
  const tmpl::Node& list = *made.index().find_resource("R")->properties->find("V");
  ASSERT_EQ(list.items().size(), 2);
  EXPECT_EQ(list.items()[1].text(), "orders");
  EXPECT_TRUE(made.written(list.items()[1]).calls(tmpl::Function::ref));
  EXPECT_TRUE(made.is_filled(list.items()[1]));
  EXPECT_FALSE(made.is_filled(list.items()[0]));
  EXPECT_EQ(&made.written(list), document.index().find_resource("R")->properties->find("V"));
}

TEST(Filled, IsTheTemplateItselfWhereNothingIsKnown) {
  const tmpl::Document document("test", "Resources: {Q: {Type: AWS::SQS::Queue}}\n");
  const Filled made(document.index(), ireland());
  EXPECT_EQ(&made.index(), &document.index());
}

}  // namespace
}  // namespace omnitrack::meaning

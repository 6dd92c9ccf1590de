#include <string>

#include <gtest/gtest.h>

#include <omnitrack/testing/template.hpp>

namespace omnitrack::assertions {
namespace {

constexpr std::string_view shop = R"(
Parameters:
  Stage: {Type: String, AllowedValues: [test, prod]}
  Size: {Type: Number, Default: 3}
  Subnets: {Type: CommaDelimitedList, Default: 'a, b'}
  Groups: {Type: CommaDelimitedList}
  Image: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /image}
Mappings:
  Limits: {test: {Memory: 128}, prod: {Memory: 512, Names: [x, y]}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsHere: !Equals [!Ref AWS::Region, eu-west-1]
  IsBoth: !And [!Condition IsProd, !Condition IsHere]
  IsAny: !Or [!Condition IsProd, !Equals [a, a]]
  IsNot: !Not [!Condition IsProd]
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'jobs-${Stage}'}}
  Other: {Type: AWS::SQS::Queue}
  Extra: {Type: AWS::SQS::Queue, Condition: IsProd}
  User:
    Type: Custom::Thing
    DependsOn: [Jobs, Extra]
    Properties:
      Value: VALUE
)";

std::string value_in(std::string_view value, const std::optional<Deployment>& deployment) {
  std::string text(shop);
  text.replace(text.find("VALUE"), 5, value);
  Template asked = template_of_text("shop", text);
  if (deployment) asked = asked.with(*deployment);
  return asked.problem() + asked.at("/Resources/User/Properties/Value").json();
}

std::string deployed(std::string_view value) {
  return value_in(value, Deployment{.parameters = {{"Stage", "prod"}},
                                    .region = "eu-west-1",
                                    .account = "123456789012",
                                    .zones = {"eu-west-1a", "eu-west-1b"},
                                    .imports = {{"vpc", "vpc-1"}},
                                    .stored_parameters = {{"/image", "ami-1"}}});
}

std::string unsaid(std::string_view value) { return value_in(value, Deployment{}); }

TEST(Evaluation, references_give_what_is_said) {
  EXPECT_EQ(deployed("!Ref Stage"), R"("prod")");
  EXPECT_EQ(deployed("!Ref Size"), R"("3")");
  EXPECT_EQ(deployed("!Ref Subnets"), R"(["a","b"])");
  EXPECT_EQ(deployed("!Ref Image"), R"("ami-1")");
  EXPECT_EQ(deployed("!Ref AWS::Region"), R"("eu-west-1")");
  EXPECT_EQ(deployed("!Ref AWS::AccountId"), R"("123456789012")");
  EXPECT_EQ(deployed("!Ref AWS::Partition"), R"("aws")");
  EXPECT_EQ(deployed("!Ref AWS::URLSuffix"), R"("amazonaws.com")");
  EXPECT_EQ(deployed("!Ref AWS::StackName"), R"("shop")");
  EXPECT_EQ(deployed("[a, !Ref AWS::NoValue]"), R"(["a"])");
}

TEST(Evaluation, what_is_not_said_stays_to_be_seen) {
  EXPECT_EQ(unsaid("!Ref Stage"), R"("${Stage}")");
  EXPECT_EQ(unsaid("!Ref Groups"), R"({"Ref":"Groups"})");
  EXPECT_EQ(unsaid("!Ref Image"), R"("${Image}")");
  EXPECT_EQ(unsaid("!Ref AWS::Region"), R"("${AWS::Region}")");
  EXPECT_EQ(unsaid("!Ref AWS::StackId"), R"("${AWS::StackId}")");
  EXPECT_EQ(unsaid("!Sub '${Other.Arn}/*'"), R"("${Other.Arn}/*")");
  EXPECT_EQ(unsaid("!If [IsProd, a, b]"), R"({"Fn::If":["IsProd","a","b"]})");
  EXPECT_EQ(unsaid("!GetAZs ''"), R"({"Fn::GetAZs":""})");
}

TEST(Evaluation, a_resource_that_names_itself_is_known_by_its_name) {
  EXPECT_EQ(deployed("!GetAtt Jobs.QueueName"), R"("jobs-prod")");
  EXPECT_EQ(deployed("!GetAtt Jobs.Arn"), R"("arn:aws:sqs:eu-west-1:123456789012:jobs-prod")");
  EXPECT_EQ(unsaid("!GetAtt Jobs.Arn"),
            R"("arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs-${Stage}")");
  EXPECT_EQ(deployed("!GetAtt [Other, Arn]"), R"("${Other.Arn}")");
  EXPECT_EQ(deployed("!Ref Other"), R"("${Other}")");
}

TEST(Evaluation, functions_give_what_they_surely_give) {
  EXPECT_EQ(deployed("!Sub '${Stage}-${x}-${!y}'"), R"("prod-${x}-${y}")");
  EXPECT_EQ(deployed("!Sub ['${x}', {x: !Ref Stage}]"), R"("prod")");
  EXPECT_EQ(deployed("!Join ['-', [a, !Ref Stage, !Ref Other]]"), R"("a-prod-${Other}")");
  EXPECT_EQ(deployed("!FindInMap [Limits, !Ref Stage, Memory]"), "512");
  EXPECT_EQ(deployed("!FindInMap [Limits, none, Memory, {DefaultValue: 1}]"), "1");
  EXPECT_EQ(deployed("!Select [1, !FindInMap [Limits, prod, Names]]"), R"("y")");
  EXPECT_EQ(deployed("!Select [1, !Split ['-', !GetAtt Jobs.QueueName]]"), R"("prod")");
  EXPECT_EQ(deployed("!Split [',', 'a,b,']"), R"(["a","b",""])");
  EXPECT_EQ(deployed("{'Fn::Base64': !Sub 'echo ${Stage}'}"), R"("ZWNobyBwcm9k")");
  EXPECT_EQ(deployed("!Cidr [10.0.0.0/16, 2, 8]"), R"(["10.0.0.0/24","10.0.1.0/24"])");
  EXPECT_EQ(deployed("!Select [0, !GetAZs '']"), R"("eu-west-1a")");
  EXPECT_EQ(deployed("!ImportValue vpc"), R"("vpc-1")");
  EXPECT_EQ(deployed("{'Fn::Length': !Ref Subnets}"), "2");
  EXPECT_EQ(deployed("{'Fn::ToJsonString': {a: !Ref Stage}}"), R"("{\"a\":\"prod\"}")");
}

TEST(Evaluation, functions_of_what_is_not_known_stay) {
  EXPECT_EQ(deployed("!Split [':', !GetAtt Other.Arn]"), R"({"Fn::Split":[":","${Other.Arn}"]})");
  EXPECT_EQ(deployed("!ImportValue other"), R"({"Fn::ImportValue":"other"})");
  EXPECT_EQ(deployed("!Select [9, [a]]"), R"({"Fn::Select":[9,["a"]]})");
  EXPECT_EQ(deployed("!FindInMap [Limits, none, Memory]"),
            R"({"Fn::FindInMap":["Limits","none","Memory"]})");
  EXPECT_EQ(deployed("!Cidr [10.0.0.0/24, 2, 16]"), R"({"Fn::Cidr":["10.0.0.0/24",2,16]})");
}

TEST(Evaluation, conditions_are_decided) {
  EXPECT_EQ(deployed("!If [IsProd, a, b]"), R"("a")");
  EXPECT_EQ(deployed("!If [IsBoth, a, b]"), R"("a")");
  EXPECT_EQ(deployed("!If [IsNot, a, !Ref AWS::NoValue]"), "");
  EXPECT_EQ(unsaid("!If [IsAny, a, b]"), R"("a")");
  const Template asked = template_of_text("shop", shop);
  const Template test = asked.with({.parameters = {{"Stage", "test"}}});
  EXPECT_EQ(test.count("AWS::SQS::Queue"), 2U);
  EXPECT_EQ(test.at("/Resources/User/DependsOn").json(), R"(["Jobs"])");
  EXPECT_EQ(test.at("/Conditions/IsProd").json(), "false");
  EXPECT_EQ(test.at("/Conditions/IsBoth").json(), "false");
  EXPECT_EQ(test.at("/Conditions/IsHere").json(),
            R"({"Fn::Equals":[{"Ref":"AWS::Region"},"eu-west-1"]})");
}

TEST(Evaluation, as_it_is_written_nothing_is_decided) {
  EXPECT_EQ(value_in("!Ref Size", std::nullopt), R"("${Size}")");
  EXPECT_EQ(value_in("!Join ['', [!GetAtt Jobs.Arn, '/*']]", std::nullopt), R"("${Jobs.Arn}/*")");
  EXPECT_EQ(value_in("!If [IsAny, a, b]", std::nullopt), R"({"Fn::If":["IsAny","a","b"]})");
  EXPECT_EQ(value_in("{'Fn::Base64': a}", std::nullopt), R"({"Fn::Base64":"a"})");
}

TEST(Evaluation, a_deployment_that_does_not_fit_is_told) {
  const Template asked = template_of_text("shop", shop);
  EXPECT_EQ(asked.with({.parameters = {{"Stge", "prod"}}}).problem(),
            "the deployment does not fit the template: there is no parameter Stge; did you mean "
            "'Stage'?");
  EXPECT_EQ(asked.with({.parameters = {{"Stage", "live"}}}).problem(),
            "the deployment does not fit the template: the parameter Stage does not take 'live', "
            "but test, prod");
}

TEST(Evaluation, a_number_is_a_number) {
  const Template asked = template_of_text("shop", shop);
  EXPECT_EQ(asked.with({.parameters = {{"Size", "large"}}}).problem(),
            "the deployment does not fit the template: the parameter Size takes a number, not "
            "'large'");
  EXPECT_EQ(asked.with({.parameters = {{"Size", "1.5"}}}).problem(), "");
}

TEST(Evaluation, malformed_functions_stay_as_they_are) {
  EXPECT_EQ(deployed("{'Fn::Sub': []}"), R"({"Fn::Sub":[]})");
  EXPECT_EQ(deployed("{'Fn::Sub': ['${Stage}', [a]]}"), R"("prod")");
  EXPECT_EQ(deployed("{'Fn::If': [IsProd, a]}"), R"({"Fn::If":["IsProd","a"]})");
  EXPECT_EQ(deployed("{'Fn::If': [NoSuch, a, b]}"), R"({"Fn::If":["NoSuch","a","b"]})");
  EXPECT_EQ(deployed("{'Fn::Join': [a]}"), R"({"Fn::Join":["a"]})");
  EXPECT_EQ(deployed("{'Fn::GetAtt': [Jobs]}"), R"({"Fn::GetAtt":["Jobs"]})");
  EXPECT_EQ(deployed("{Ref: [a]}"), R"({"Ref":["a"]})");
  EXPECT_EQ(deployed("{'Fn::Select': [x, [a]]}"), R"({"Fn::Select":["x",["a"]]})");
  EXPECT_EQ(deployed("{'Fn::Cidr': [10.0.0.0/16]}"), R"({"Fn::Cidr":["10.0.0.0/16"]})");
  EXPECT_EQ(deployed("{'Fn::Transform': {Name: Mine}}"), R"({"Fn::Transform":{"Name":"Mine"}})");
}

TEST(Evaluation, what_is_no_template_is_told_at_its_place) {
  EXPECT_EQ(template_of_text("shop.yaml", "Resources: [").problem().substr(0, 39),
            "shop.yaml is no template\n  shop.yaml:1:");
}

TEST(Evaluation, circles_end) {
  const Template asked = template_of_text("round", R"({
    "Conditions": {"A": {"Fn::Not": [{"Condition": "A"}]}},
    "Resources": {"Q": {"Type": "AWS::SQS::Queue", "Condition": "A",
      "Properties": {"QueueName": {"Fn::GetAtt": ["Q", "QueueName"]}}}}})");
  EXPECT_EQ(asked.with({}).at("/Resources/Q/Properties/QueueName").text(), "${Q.QueueName}");
  EXPECT_EQ(asked.with({}).at("/Resources/Q/Condition").text(), "A");
}

}  // namespace
}  // namespace omnitrack::assertions

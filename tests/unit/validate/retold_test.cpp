#include "validate/retold.hpp"

#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;
using testing::Not;

// All findings of a template with one resource.
std::string of_resource(std::string_view resource) {
  return found_in(std::string("Resources:\n  It: ").append(resource).append("\n"));
}

TEST(Retold, ARuleInWordsStandsForThePattern) {
  const std::string found =
      of_resource("{Type: AWS::SQS::Queue, Properties: {FifoQueue: true, QueueName: orders}}");
  EXPECT_THAT(found, HasSubstr("OT4801"));
  EXPECT_THAT(found, Not(HasSubstr("OT4225")));
}

TEST(Retold, AllowedValuesStandForTheRule) {
  const std::string found = of_resource(
      "{Type: AWS::ApiGateway::UsagePlan, Properties: {Quota: {Limit: 5, Period: HOUR}}}");
  EXPECT_THAT(found, HasSubstr("OT4224"));
  EXPECT_THAT(found, Not(HasSubstr("OT4801")));
}

TEST(Retold, WhatAPropertyNeedsIsToldOnce) {
  const std::string target_group = of_resource(
      "{Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {TargetType: ip, Port: 80, "
      "Protocol: HTTP}}");
  EXPECT_THAT(target_group, HasSubstr("OT4234"));
  EXPECT_THAT(target_group, Not(HasSubstr("OT4801")));
  // One marks the property's key, and the other its value.
  const std::string queue =
      of_resource("{Type: AWS::SQS::Queue, Properties: {ContentBasedDeduplication: true}}");
  EXPECT_THAT(queue, HasSubstr("OT4233"));
  EXPECT_THAT(queue, Not(HasSubstr("OT4801")));
}

TEST(Retold, ANameThatIsTakenIsToldOnceHoweverItIsWritten) {
  const std::string group =
      "{Type: AWS::ResourceGroups::Group, Properties: {Name: !Ref AWS::StackName}}\n";
  const std::string found = of_resource(group + "  Other: " + group);
  EXPECT_THAT(found, HasSubstr("OT4690"));
  EXPECT_THAT(found, Not(HasSubstr("OT4801")));
}

TEST(Retold, WhatIsMissingHidesNoOtherDemandOfTheResource) {
  const std::string found = of_resource(
      "{Type: AWS::ECS::TaskDefinition, Properties: {RequiresCompatibilities: [FARGATE], "
      "NetworkMode: bridge, Memory: '512', ContainerDefinitions: [{Name: a, Image: b}]}}");
  EXPECT_THAT(found, HasSubstr("'Cpu' is missing"));
  EXPECT_THAT(found, HasSubstr("awsvpc"));
}

TEST(Retold, ASuspicionIsNothingBesideAnError) {
  const std::string found = of_resource(
      "{Type: AWS::EC2::Volume, Properties: {AvailabilityZone: a, Size: 500, VolumeType: st1, "
      "Iops: 100}}");
  EXPECT_THAT(found, HasSubstr("OT4801"));
  EXPECT_THAT(found, Not(HasSubstr("OT4624")));
}

TEST(Retold, NamesThatAServiceKeepsStandForTheRule) {
  const std::string parameter = of_resource(
      "{Type: AWS::SSM::Parameter, Properties: {Name: /aws/a, Type: String, Value: v}}");
  EXPECT_THAT(parameter, HasSubstr("OT4654"));
  EXPECT_THAT(parameter, Not(HasSubstr("OT4801")));
  const std::string topic =
      of_resource("{Type: AWS::SNS::Topic, Properties: {TopicName: orders.fifo}}");
  EXPECT_THAT(topic, HasSubstr("OT4653"));
  EXPECT_THAT(topic, Not(HasSubstr("OT4801")));
}

TEST(Retold, WhatExcludesEachOtherIsToldAtTheProperty) {
  const std::string found = of_resource(
      "{Type: AWS::EC2::NetworkInterface, Properties: {SubnetId: subnet-12345678, "
      "Ipv6AddressCount: 1, Ipv6Addresses: [{Ipv6Address: '2001:db8::1'}]}}");
  EXPECT_THAT(found, HasSubstr("OT4801"));
  EXPECT_THAT(found, Not(HasSubstr("OT4233")));
}

TEST(Retold, AMisspeltKeyIsNotMissedToo) {
  const std::string function = of_resource(
      "{Type: AWS::Lambda::Function, Properties: {Code: {ZipFile: x}, Handler: a.b, Runtime: "
      "nodejs22.x, Rolee: 'arn:aws:iam::123456789012:role/r'}}");
  EXPECT_THAT(function, HasSubstr("OT4220"));
  EXPECT_THAT(function, Not(HasSubstr("OT4221")));
  EXPECT_THAT(of_resource("{Type: AWS::EC2::VPC, Properties: {CidrBlok: 10.0.0.0/16}}"),
              Not(HasSubstr("OT4232")));
  const std::string topic = of_resource("{Typ: AWS::SNS::Topic}");
  EXPECT_THAT(topic, HasSubstr("OT4205"));
  EXPECT_THAT(topic, Not(HasSubstr("OT4201")));
  const std::string output = found_in(
      "Resources:\n  It: {Type: AWS::SNS::Topic}\nOutputs:\n  A: {Valu: a}\n"
      "  B: {Value: b, Export: {Nam: c}}\n");
  EXPECT_THAT(output, HasSubstr("OT4461"));
  EXPECT_THAT(output, Not(HasSubstr("OT4462")));
  EXPECT_THAT(output, Not(HasSubstr("OT4465")));
  // What else is missing is told.
  EXPECT_THAT(of_resource("{Type: AWS::Lambda::Function, Properties: {Handler: a.b, Runtime: "
                          "nodejs22.x, Rolee: 'arn:aws:iam::123456789012:role/r'}}"),
              HasSubstr("'Code' is missing"));
}

TEST(Retold, AReferenceOfAnotherKindStandsForTheRule) {
  const std::string found = of_resource(
      "{Type: AWS::Scheduler::Schedule, Properties: {FlexibleTimeWindow: {Mode: 'OFF'}, "
      "ScheduleExpression: rate(5 minutes), Target: {Arn: 'arn:aws:sqs:eu-west-1:123456789012:q', "
      "RoleArn: 'arn:aws:iam::123456789012:role/r', DeadLetterConfig: {Arn: !Ref Q}}}}\n"
      "  Q: {Type: AWS::SQS::Queue}");
  EXPECT_THAT(found, HasSubstr("OT4238"));
  EXPECT_THAT(found, Not(HasSubstr("OT4801")));
}

TEST(Retold, AWayThatLeadsNowhereIsToldInPlaceOfTheStateThatItMisses) {
  const std::string_view states =
      R"({"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "C"}, "B": {"Type": "Succeed"}}})";
  const auto machine = [](std::string_view key, std::string_view definition) {
    return of_resource(std::string("{Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: "
                                   "'arn:aws:iam::123456789012:role/r', ")
                           .append(key)
                           .append(": ")
                           .append(definition)
                           .append("}}"));
  };
  for (const std::string& found : {machine("Definition", states),
                                   machine("DefinitionString", "'" + std::string(states) + "'")}) {
    EXPECT_THAT(found, HasSubstr("there is no state 'C'"));
    EXPECT_THAT(found, Not(HasSubstr("nothing leads")));
  }
  EXPECT_THAT(
      machine(
          "Definition",
          R"({"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}})"),
      HasSubstr("nothing leads"));
}

TEST(Retold, OtherPlacesKeepTheirFindings) {
  const std::string found = of_resource(
      "{Type: AWS::SQS::Queue, Properties: {FifoQueue: true, QueueName: orders, DelaySeconds: "
      "901}}");
  EXPECT_THAT(found, HasSubstr("OT4801"));
  EXPECT_THAT(found, HasSubstr("OT4227"));
}

}  // namespace
}  // namespace omnitrack::validate

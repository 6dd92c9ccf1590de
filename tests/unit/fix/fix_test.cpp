#include "fix/fix.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace omnitrack::fix {

namespace {

std::string fixed(std::string_view text, bool with_unused = false) {
  return fix("test.template", std::string(text), {.with_unused = with_unused}).text;
}

// A template with one resource, whose lines from `Type` on are given.
std::string queue(std::string_view lines) {
  return "Resources:\n  Topic: {Type: AWS::SNS::Topic}\n  Queue:\n" + std::string(lines);
}

}  // namespace

TEST(Fix, GivesNamesThatTheSpecificationKnows) {
  EXPECT_EQ(fixed(queue("    Type: \"AWS::SQS::Queu\"  # a\n    Propertis:\n      # b\n"
                        "      'QueuName':  jobs # c\n")),
            queue("    Type: \"AWS::SQS::Queue\"  # a\n    Properties:\n      # b\n"
                  "      'QueueName':  jobs # c\n"));
  EXPECT_EQ(fixed(R"({"Resources": {"T": {"Type": "AWS::SNS::Topic",
  "DeletionPolicy": "retain", "Properties": {"topicName":"x"}}}})"),
            R"({"Resources": {"T": {"Type": "AWS::SNS::Topic",
  "DeletionPolicy": "Retain", "Properties": {"TopicName":"x"}}}})");
}

TEST(Fix, GivesTheNamesOfPolicies) {
  const auto role = [](const std::string& statement) {
    return "Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n"
           "      AssumeRolePolicyDocument:\n        Version: '2012-10-17'\n        Statement:\n" +
           statement;
  };
  EXPECT_EQ(fixed(role("          - Effect: allow # who\n            Actions: sts:AssumeRole\n"
                       "            Principal: {service: lambda.amazonaws.com}\n")),
            role("          - Effect: Allow # who\n            Action: sts:AssumeRole\n"
                 "            Principal: {Service: lambda.amazonaws.com}\n"));
  // What is allowed is left to a person, and so is whether it is.
  const std::string kept = role(
      "          - Effect: Permit\n            Action: sts:AssumeRol\n"
      "            Principal: {Service: lambda.amazonaws.com}\n");
  EXPECT_EQ(fixed(kept), kept);
}

TEST(Fix, LeavesANameThatIsNearToTwoOrToNone) {
  // `AWS::SNS::Topic` has TopicArn and TopicName.
  const std::string kept =
      "Resources:\n  Topic: {Type: AWS::SNS::Topic}\nOutputs:\n"
      "  O: {Value: !GetAtt Topic.TopicX}\n";
  EXPECT_EQ(fixed(kept), kept);
}

TEST(Fix, LeavesNamesOfTheTemplateItself) {
  const std::string kept =
      queue("    Type: AWS::SQS::Queue\n    Properties: {QueueName: !GetAtt Topc.TopicName}\n");
  EXPECT_EQ(fixed(kept), kept);
}

TEST(Fix, KeepsTheCommentsOfWhatGoes) {
  const std::string name = "    Properties: {QueueName: !Sub 'x-${Topic.TopicName}'}\n";
  EXPECT_EQ(
      fixed(queue("    Type: AWS::SQS::Queue\n    # why\n    DependsOn: Topic # OPS-12\n" + name)),
      queue("    Type: AWS::SQS::Queue\n    # why\n    # OPS-12\n" + name));
  EXPECT_EQ(fixed(queue("    Type: AWS::SQS::Queue\n    DependsOn: # a\n      # b\n"
                        "      - Topic # c\n      # d\n" +
                        name)),
            queue("    Type: AWS::SQS::Queue\n    # a\n    # b\n    # c\n    # d\n" + name));
  EXPECT_EQ(fixed(queue("    Type: AWS::SQS::Queue\r\n    DependsOn: 'Topic' # '#1\r\n" + name)),
            queue("    Type: AWS::SQS::Queue\r\n    # '#1\r\n" + name));
  const std::string bucket = "  B: {Type: AWS::S3::Bucket}\n";
  EXPECT_EQ(
      fixed(queue("    Type: AWS::SQS::Queue\n    DependsOn:\n      - Topic # t\n      # between\n"
                  "      - B # b\n" +
                  name) +
            bucket),
      queue("    Type: AWS::SQS::Queue\n    DependsOn:\n      # t\n      # between\n"
            "      - B # b\n" +
            name) +
          bucket);
  const std::string brackets =
      queue("    Type: AWS::SQS::Queue\n    DependsOn: [Topic, # t\n      B]\n" + name) + bucket;
  EXPECT_EQ(fixed(brackets), brackets);
}

TEST(Fix, KeepsTheCommentsOfAParameterThatNothingUses) {
  const std::string rest =
      "  Used: {Type: String}\nResources:\n  T:\n    Type: AWS::SNS::Topic\n"
      "    Properties: {TopicName: !Ref Used}\n";
  EXPECT_EQ(fixed("Parameters:\n  Gone:\n    Type: String # a\n    Description: 'x # y'\n"
                  "    Default: | # b\n      # text\n      more\n" +
                      rest,
                  true),
            "Parameters:\n  # a\n  # b\n" + rest);
}

TEST(Fix, MovesTheTextOfASubUpToItsKey) {
  const auto role = [](std::string_view path) {
    return "Resources:\n  U:\n    Type: AWS::IAM::User\n    Properties:\n      Path:" +
           std::string(path) + "\n      UserName: me\n";
  };
  EXPECT_EQ(fixed(role("\n        Fn::Sub: /")), role(" /"));
  EXPECT_EQ(fixed(role(" # see:\n        Fn::Sub: /")), role(" # see:\n        /"));
}

TEST(Fix, GivesTagsOfFunctions) {
  EXPECT_EQ(fixed(queue("    Type: AWS::SQS::Queue\n    Properties: {QueueName: !Reff Topic}\n")),
            queue("    Type: AWS::SQS::Queue\n    Properties: {QueueName: !Ref Topic}\n"));
  EXPECT_EQ(fixed("Resources:\n  T: {Type: AWS::SNS::Topic}\nOutputs:\n  O: {Value: !!Ref T}\n"),
            "Resources:\n  T: {Type: AWS::SNS::Topic}\nOutputs:\n  O: {Value: !Ref T}\n");
}

TEST(Fix, ConvertsWhatSurelyStandsForTheRightType) {
  EXPECT_EQ(fixed(queue("    Type: AWS::IAM::User\n    Properties:\n"
                        "      Groups: 'a, b' # one\n      ManagedPolicyArns: !Ref Topic\n")),
            queue("    Type: AWS::IAM::User\n    Properties:\n"
                  "      Groups: ['a, b'] # one\n      ManagedPolicyArns: !Ref Topic\n"));
  EXPECT_EQ(fixed(queue("    Type: AWS::SQS::Queue\n    Properties: {FifoQueue: 'yes'}\n")),
            queue("    Type: AWS::SQS::Queue\n    Properties: {FifoQueue: true}\n"));
  EXPECT_EQ(
      fixed("AWSTemplateFormatVersion: 2010-09-10\nResources: {T: {Type: AWS::SNS::Topic}}\n"),
      "AWSTemplateFormatVersion: '2010-09-09'\nResources: {T: {Type: AWS::SNS::Topic}}\n");
}

TEST(Fix, TakesAwayADependsOnThatAReferenceMakes) {
  EXPECT_EQ(fixed(queue("    Type: AWS::SQS::Queue\n    # stays\n    DependsOn: Topic # stays too\n"
                        "    Properties: {QueueName: !GetAtt Topic.TopicName}\n")),
            queue("    Type: AWS::SQS::Queue\n    # stays\n    # stays too\n"
                  "    Properties: {QueueName: !GetAtt Topic.TopicName}\n"));
  EXPECT_EQ(fixed("Resources:\n  Other: {Type: AWS::SNS::Topic}\n" +
                  queue("    Type: AWS::SQS::Queue\n    DependsOn:\n      - Topic\n      # why\n"
                        "      - Other\n    Properties: {QueueName: !GetAtt Topic.TopicName}\n")
                      .substr(11)),
            "Resources:\n  Other: {Type: AWS::SNS::Topic}\n" +
                queue("    Type: AWS::SQS::Queue\n    DependsOn:\n      # why\n"
                      "      - Other\n    Properties: {QueueName: !GetAtt Topic.TopicName}\n")
                    .substr(11));
}

TEST(Fix, KeepsADependsOnThatAReferenceMakesInOneCaseOnly) {
  const std::string kept =
      "Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\n" +
      queue(
          "    Type: AWS::SQS::Queue\n    DependsOn: Topic\n    Properties:\n"
          "      QueueName: !If [C, !GetAtt Topic.TopicName, x]\n");
  EXPECT_EQ(fixed(kept), kept);
}

TEST(Fix, TakesAwayWhatIsThereTwiceAndFunctionsThatDoNothing) {
  EXPECT_EQ(fixed(queue("    Type: AWS::SQS::Queue\n    DependsOn: [Topic, Topic]\n"
                        "    Properties: {QueueName: !Sub \"jobs\"}\n")),
            queue("    Type: AWS::SQS::Queue\n    DependsOn: [Topic]\n"
                  "    Properties: {QueueName: \"jobs\"}\n"));
  EXPECT_EQ(
      fixed(
          R"({"Resources": {"Q": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "jobs"}}}}})"),
      R"({"Resources": {"Q": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "jobs"}}}})");
}

TEST(Fix, TakesAwayWhatNothingUsesWhereItIsAsked) {
  const std::string text =
      "Parameters:\n  # of A\n  A:\n    Type: String\n  B: {Type: String}\n"
      "Resources:\n  T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref B}}\n";
  EXPECT_EQ(fixed(text), text);
  EXPECT_EQ(fixed(text, true),
            "Parameters:\n  # of A\n  B: {Type: String}\n"
            "Resources:\n  T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref B}}\n");
  EXPECT_EQ(
      fixed(
          R"({"Parameters": {"A": {"Type": "String"}}, "Resources": {"T": {"Type": "AWS::SNS::Topic"}}})",
          true),
      R"({"Resources": {"T": {"Type": "AWS::SNS::Topic"}}})");
}

TEST(Fix, TakesWhatIsGoneOutOfTheInterface) {
  const std::string rest =
      "Resources:\n  T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref B}}\n";
  const std::string interface =
      "Metadata:\n  AWS::CloudFormation::Interface:\n    ParameterGroups:\n";
  const std::string labels = "    ParameterLabels:\n      B: {default: b}\n";
  EXPECT_EQ(fixed("Parameters:\n  A: {Type: String}\n  B: {Type: String}\n" + rest + interface +
                      "      - Label: {default: x}\n        Parameters: [A]\n"
                      "      - Label: {default: y}\n        Parameters:\n          - B\n" +
                      labels + "      A: {default: a}\n",
                  true),
            "Parameters:\n  B: {Type: String}\n" + rest + interface +
                "      - Label: {default: y}\n        Parameters:\n          - B\n" + labels);
  EXPECT_EQ(fixed("Parameters:\n  A: {Type: String}\n  B: {Type: String}\n" + rest + interface +
                      "      - Label: {default: x}\n        Parameters:\n          - A\n"
                      "          - B\n",
                  true),
            "Parameters:\n  B: {Type: String}\n" + rest + interface +
                "      - Label: {default: x}\n        Parameters:\n          - B\n");
}

TEST(Fix, LeavesWhatIsAcknowledged) {
  const std::string kept =
      "Metadata:\n  OmniTrack:\n    Acknowledge: [{Code: OT4315, Reason: for later}]\n" +
      queue("    Type: AWS::SQS::Queue\n    Properties: {QueueName: !Sub jobs}\n");
  EXPECT_EQ(fixed(kept), kept);
}

TEST(Fix, TakesBackWhatWouldAddAnError) {
  // Both would be one property then.
  const std::string kept =
      queue("    Type: AWS::SQS::Queue\n    Properties:\n      QueuName: a\n      QueueName: b\n");
  EXPECT_EQ(fixed(kept), kept);
}

TEST(Fix, GivesTheCaseOfAllowedValues) {
  EXPECT_EQ(fixed("Resources:\n  A: {Type: AWS::S3::Bucket, Properties: {VersioningConfiguration: "
                  "{Status: enabled}, AccessControl: publicread}}\n"),
            "Resources:\n  A: {Type: AWS::S3::Bucket, Properties: {VersioningConfiguration: "
            "{Status: Enabled}, AccessControl: PublicRead}}\n");
}

TEST(Fix, LeavesWhatSeveralValuesShare) {
  const std::string merged =
      "Resources:\n  T: {Type: AWS::SNS::Topic}\n  A: &b\n    Type: AWS::SNS::Topic\n"
      "    DependsOn: T\n    Properties: {DisplayName: !GetAtt T.TopicName}\n"
      "  B:\n    <<: *b\n    Properties: {DisplayName: x}\n";
  EXPECT_EQ(fixed(merged), merged);
  const std::string aliased = queue(
      "    Type: AWS::SQS::Queue\n    Properties:\n      FifoQueue: &v 'no'\n"
      "      Tags: [{Key: a, Value: *v}]\n");
  EXPECT_EQ(fixed(aliased), aliased);
}

TEST(Fix, KeepsWhatAMisspeltReferenceMayMean) {
  const std::string text =
      "Parameters:\n  BucketName: {Type: String}\nResources:\n  A:\n"
      "    Type: AWS::S3::Bucket\n    Properties: {BucketName: !Ref Bucketname}\n";
  EXPECT_EQ(fixed(text, true).find("Parameters:"), 0U);
}

TEST(Fix, MendsWhatAMendedNameShows) {
  EXPECT_EQ(fixed(queue("    Type: AWS::SQS::Queu\n    Propertie: {FifoQueu: 'no'}\n")),
            queue("    Type: AWS::SQS::Queue\n    Properties: {FifoQueue: false}\n"));
}

}  // namespace omnitrack::fix

#include <gmock/gmock.h>

#include "diff/diff_test.hpp"

// Values that a deployment alone decides, and what a template makes of all that they may be.

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Lines = std::vector<std::string>;

constexpr const char* sections =
    "Parameters:\n"
    "  Old: {Type: String}\n  New: {Type: String}\n  Main: {Type: String, Default: main}\n"
    "  Image: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /images/new}\n"
    "Mappings:\n"
    "  Images: {eu-west-1: {a: ami-1, b: ami-1, c: ami-3, d: ami-9}, "
    "us-east-1: {a: ami-2, b: ami-2, c: ami-2, d: ami-8}}\n"
    "  Same: {us-east-1: {a: ami-2}, eu-west-1: {a: ami-1}, eu-north-1: {a: ami-4}}\n";

/// What a property that replaces its resource does where its value changes.
Lines changed(const std::string& before, const std::string& after) {
  const auto text = [](const std::string& name) {
    return std::string(sections) +
           "Resources:\n  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n"
           "  C: {Type: 'Custom::Look', Properties: {ServiceToken: t}}\n"
           "  R: {Type: AWS::EC2::Subnet, Properties: {VpcId: " +
           name + "}}\n";
  };
  return Compared(text(before), text(after)).lines();
}

const auto replaces = ElementsAre("replace R", "  /Properties/VpcId replaces");
const auto may_replace = ElementsAre("may_replace R", "  /Properties/VpcId may_replace");

TEST(OpenValues, WhatIsGivenAtDeploymentMayBeWhatItWas) {
  EXPECT_THAT(changed("!Ref Old", "!Ref New"), may_replace);
  EXPECT_THAT(changed("vpc-1", "!Ref New"), may_replace);
  EXPECT_THAT(changed("!Ref Old", "!ImportValue net-Vpc"), may_replace);
  EXPECT_THAT(changed("!ImportValue a", "!ImportValue b"), may_replace);
  EXPECT_THAT(changed("vpc-1", "'{{resolve:ssm:/vpc}}'"), may_replace);
  EXPECT_THAT(changed("vpc-1", "!Ref Image"), may_replace);
  EXPECT_THAT(changed("vpc-1", "!GetAtt C.Vpc"), may_replace);
  EXPECT_THAT(changed("vpc-1", "!Select [0, !Split [',', !Ref New]]"), may_replace);
  EXPECT_THAT(changed("prod-vpc", "!Sub '${New}-vpc'"), may_replace);
  EXPECT_THAT(changed("!Sub '${AWS::StackName}-vpc'", "shop-vpc"), may_replace);
}

TEST(OpenValues, WhatIsTooLongForANameIsNotReadForOne) {
  const std::string name(30'000, 'a');
  EXPECT_THAT(changed(name, "!Sub '${New}" + name + "'"), replaces);
}

TEST(OpenValues, AZoneOfTheRegionMayBeTheOneThatIsGiven) {
  const std::string first = "!Select [0, !GetAZs '']";
  EXPECT_THAT(changed(first, "!Ref New"), may_replace);
  EXPECT_THAT(changed(first, "!Select [0, !Ref New]"), may_replace);
  EXPECT_THAT(changed(first, "!Select [1, !GetAZs '']"), replaces);
}

TEST(OpenValues, ADefaultOfANumberIsPerhapsTheSame) {
  const auto group = [](const std::string& port) {
    return "Parameters: {Port: {Type: Number, Default: 80}}\nResources: {R: {Type: "
           "AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: " +
           port + "}}}\n";
  };
  EXPECT_THAT(Compared(group("80"), group("!Ref Port")).lines(),
              ElementsAre("may_replace R", "  /Properties/Port may_replace"));
  EXPECT_THAT(Compared(group("81"), group("!Ref Port")).lines(),
              ElementsAre("replace R", "  /Properties/Port replaces"));
}

TEST(OpenValues, TextsThatCannotMeetAreOthers) {
  EXPECT_THAT(changed("prod-net", "!Sub '${New}-vpc'"), replaces);
  EXPECT_THAT(changed("!Sub '${Old}-a'", "!Sub '${Old}-b'"), replaces);
  EXPECT_THAT(changed("!Sub 'a${Old}'", "!Sub 'b${New}'"), replaces);
  EXPECT_THAT(changed("!Sub '${Old}-${New}'", "!Sub '${New}-${Old}'"), replaces);
  EXPECT_THAT(changed("other", "!Ref Main"), replaces);
  // What the stack makes is not what it is given.
  EXPECT_THAT(changed("!Ref Old", "!Ref V"), replaces);
}

TEST(OpenValues, ALookUpIsComparedForEachKeyThatMayBeMeant) {
  const auto look_up = [](const std::string& keys) { return "!FindInMap [" + keys + "]"; };
  const std::string image = look_up("Images, !Ref AWS::Region, a");
  EXPECT_THAT(changed(image, look_up("Images, !Ref AWS::Region, b")), IsEmpty());
  EXPECT_THAT(changed(image, look_up("Same, !Ref AWS::Region, a")), IsEmpty());
  EXPECT_THAT(changed(image, look_up("Images, !Ref AWS::Region, c")), may_replace);
  EXPECT_THAT(changed(image, look_up("Images, !Ref AWS::Region, d")), replaces);
  EXPECT_THAT(changed(image, "ami-2"), may_replace);
  EXPECT_THAT(changed(image, "ami-7"), replaces);
  EXPECT_THAT(changed(image, "!Ref New"), may_replace);
}

TEST(OpenValues, ALookUpByTheRegionIsToldAsOne) {
  const auto text = [](const std::string& cell) {
    return "Mappings: {Images: {eu-west-1: {A: ami-1}, us-east-1: {A: " + cell +
           "}}}\nResources: {R: {Type: AWS::EC2::Instance, Properties: {ImageId: !FindInMap "
           "[Images, !Ref AWS::Region, A]}}}\n";
  };
  const Compared compared(text("ami-2"),
                          "Resources: {R: {Type: AWS::EC2::Instance, Properties: "
                          "{ImageId: ami-1}}}\n");
  EXPECT_EQ(compared.diff.resources.front().changes.front().reason,
            "some of the regions of the mapping give the same");
}

TEST(OpenValues, APartOfTheStacksIdIsKnownAtDeploymentOnly) {
  const auto text = [](const std::string& name) {
    return "Resources: {R: {Type: AWS::S3::Bucket, Properties: {BucketName: " + name + "}}}\n";
  };
  const Compared compared(text("data-51af3dc0"),
                          text("!Join [-, [data, !Select [0, !Split [-, !Select [2, !Split [/, "
                               "!Ref 'AWS::StackId']]]]]]"));
  EXPECT_EQ(compared.lines().front(), "may_replace R");
}

TEST(OpenValues, ABlockIsTheSameHoweverManyThereAre) {
  const auto block = [](const std::string& place, const std::string& count) {
    return "!Select [" + place + ", !Cidr [!Ref New, " + count + ", 8]]";
  };
  EXPECT_THAT(changed(block("1", "2"), block("'1'", "6")), IsEmpty());
  EXPECT_THAT(changed(block("1", "2"), block("2", "6")), replaces);
  // There is none at that place.
  EXPECT_THAT(changed(block("3", "2"), block("3", "6")), replaces);
}

TEST(OpenValues, WhatIsJoinedAndSplitAgainIsAsItWas) {
  EXPECT_THAT(changed("!Select [0, !Split [',', !Join [',', !Ref New]]]", "!Select [0, !Ref New]"),
              IsEmpty());
  EXPECT_THAT(changed("!Select [0, !Split [',', !Join [';', !Ref New]]]", "!Select [0, !Ref New]"),
              replaces);
}

TEST(OpenValues, AnotherPartOfAPolicyIsNoOtherStatement) {
  const auto role = [](const std::string& version) {
    return "Resources: {R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {" +
           version +
           "Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, "
           "Action: 'sts:AssumeRole'}]}}}}\n";
  };
  EXPECT_THAT(Compared(role(""), role("Version: '2012-10-17', ")).lines(),
              ElementsAre("update R", "  /Properties/AssumeRolePolicyDocument/Version in_place"));
}

TEST(OpenValues, AnArnIsTheSameHoweverItIsWritten) {
  const auto policy = [](const std::string& arn) {
    return "Resources:\n  B: {Type: AWS::S3::Bucket}\n"
           "  R: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: "
           "[{Effect: Allow, Action: 's3:GetObject', Resource: " +
           arn + "}]}}}\n  P: {Type: AWS::Lambda::Permission, Properties: {SourceArn: " + arn +
           "}}\n";
  };
  const std::string by_name = policy("!Sub 'arn:aws:s3:::${B}/*'");
  EXPECT_THAT(Compared(by_name, policy("!Join ['', [!GetAtt B.Arn, '/*']]")).lines(), IsEmpty());
  EXPECT_THAT(Compared(policy("!Sub '${B.Arn}/*'"), by_name).lines(), IsEmpty());
  EXPECT_THAT(Compared(by_name, policy("!GetAtt B.Arn")).lines(),
              ElementsAre("update R", "  /Properties/PolicyDocument/Statement/0 in_place",
                          "  /Properties/PolicyDocument/Statement/- in_place", "replace P",
                          "  /Properties/SourceArn replaces"));
}

TEST(OpenValues, AListOfJsonInATextHasNoSpaces) {
  const auto text = [](const std::string& value) {
    return "Resources: {R: {Type: AWS::OpenSearchServerless::AccessPolicy, Properties: {Policy: '" +
           value + "'}}}\n";
  };
  const std::string before = text(R"([{"Rules":[],"Principal":["a"]}])");
  EXPECT_THAT(Compared(before, text(R"([ {"Principal": ["a"], "Rules": []} ])")).lines(),
              IsEmpty());
  EXPECT_THAT(Compared(before, text(R"([{"Rules":[],"Principal":["b"]}])")).lines(),
              ElementsAre("update R", "  /Properties/Policy in_place"));
}

TEST(OpenValues, AMappingIsFollowedIntoManyOutputs) {
  const auto text = [](const std::string& name) {
    std::string outputs;
    for (int i = 0; i < 40; ++i) {
      outputs += "  O" + std::to_string(i) + ": {Value: !FindInMap [Stage, Api, Name]}\n";
    }
    return "Mappings: {Stage: {Api: {Name: " + name + "}}}\nResources: {}\nOutputs:\n" + outputs;
  };
  EXPECT_EQ(Compared(text("dev"), text("api")).diff.entries.size(), 41U);
}

TEST(OpenValues, AReasonOfConditionsIsSaidOnce) {
  const auto text = [](const std::string& stage) {
    return "Parameters: {E: {Type: String}}\nConditions:\n  A: !Equals [!Ref E, " + stage +
           "]\n  B: !Not [!Condition A]\n  C: !Not [!Condition B]\n"
           "Resources: {R: {Type: AWS::SNS::Topic, Condition: C}}\n";
  };
  const Compared compared(text("a"), text("b"));
  ASSERT_EQ(compared.diff.resources.size(), 1U);
  EXPECT_EQ(compared.diff.resources[0].reason,
            "condition 'A' changed: it is removed where that does not hold any more");
}

}  // namespace
}  // namespace omnitrack::diff

#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string properties(std::string_view type, std::string_view yaml, std::string_view more = {}) {
  std::string text(more);
  text += "Resources:\n  It:\n    Type: ";
  text.append(type).append("\n    Properties:\n");
  std::size_t begin = 0;
  while (begin < yaml.size()) {
    const std::size_t end = std::min(yaml.find('\n', begin), yaml.size());
    text.append("      ").append(yaml.substr(begin, end - begin)).append("\n");
    begin = end + 1;
  }
  return found_by(check_properties, text);
}

TEST(Properties, AnUnknownNameGetsTheNearestOne) {
  EXPECT_EQ(properties("AWS::S3::Bucket", "BucketNam: my-bucket"),
            "error OT4220 5:7 Resources/It/Properties/BucketNam: AWS::S3::Bucket has no property "
            "'BucketNam' (did you mean 'BucketName'?)\n");
}

TEST(Properties, AnUnknownNameInANestedTypeIsFoundToo) {
  EXPECT_THAT(
      properties("AWS::S3::Bucket", "VersioningConfiguration: {status: Enabled}"),
      HasSubstr("VersioningConfiguration has no property 'status' (did you mean 'Status'?)"));
}

TEST(Properties, AMissingOneIsToldAtTheResourcesName) {
  EXPECT_THAT(properties("AWS::Lambda::Function",
                         "Code: {ZipFile: x}\nRuntime: python3.12\n"
                         "Handler: a.b"),
              HasSubstr("error OT4221 2:3 Resources/It/Properties: the required property 'Role' is "
                        "missing (it is text)"));
}

TEST(Properties, AResourceWithoutPropertiesMayMissSome) {
  EXPECT_THAT(found_by(check_properties, "Resources: {It: {Type: AWS::EC2::Subnet}}"),
              HasSubstr("'VpcId' is missing"));
  EXPECT_THAT(found_by(check_properties, "Resources: {It: {Type: AWS::S3::Bucket}}"), IsEmpty());
}

TEST(Properties, NoValueIsAsIfAbsent) {
  EXPECT_THAT(properties("AWS::EC2::Subnet", "CidrBlock: 10.0.0.0/24\nVpcId: !Ref AWS::NoValue"),
              HasSubstr("'VpcId' is missing"));
  EXPECT_THAT(properties("AWS::S3::Bucket", "BucketName: !Ref AWS::NoValue"), IsEmpty());
}

// A subnet whose VPC is left out by an If; `condition` is its own one.
std::string subnet_of(std::string_view vpc, std::string_view condition = {}) {
  return found_by(check_properties,
                  "Parameters: {P: {Type: String}}\n"
                  "Conditions: {C: !Equals [!Ref P, x], D: !Not [{Condition: C}]}\n"
                  "Resources: {It: {Type: AWS::EC2::Subnet, " +
                      std::string(condition) +
                      "Properties: {CidrBlock: 10.0.0.0/24, VpcId: " + std::string(vpc) + "}}}");
}

TEST(Properties, AnIfThatLeavesOutARequiredOneTellsWhere) {
  EXPECT_EQ(subnet_of("!If [C, vpc-12345678, !Ref AWS::NoValue]"),
            "error OT4221 3:79 Resources/It/Properties/VpcId: the required property 'VpcId' is "
            "missing where 'C' does not hold (it is text)\n");
  EXPECT_THAT(subnet_of("!If [C, !If [D, vpc-12345678, !Ref AWS::NoValue], vpc-12345678]"),
              HasSubstr("where 'C' holds and 'D' does not hold"));
  EXPECT_THAT(subnet_of("!If [C, !Ref AWS::NoValue, vpc-12345678]", "Condition: C, "),
              HasSubstr("where 'C' holds"));
}

TEST(Properties, AnIfThatNeverLeavesOutARequiredOneSaysNothing) {
  EXPECT_THAT(subnet_of("!If [C, !If [D, !Ref AWS::NoValue, vpc-12345678], vpc-12345678]"),
              IsEmpty());
  EXPECT_THAT(subnet_of("!If [C, vpc-12345678, !Ref AWS::NoValue]", "Condition: C, "), IsEmpty());
}

TEST(Properties, AnIfOfAnUnknownConditionSaysNothing) {
  EXPECT_THAT(properties("AWS::EC2::Subnet",
                         "CidrBlock: 10.0.0.0/24\nVpcId: !If [C, vpc-12345678, !Ref AWS::NoValue]"),
              IsEmpty());
}

TEST(Properties, WhatATransformOrALoopMayAddIsNotMissing) {
  EXPECT_THAT(properties("AWS::EC2::Subnet", "Fn::Transform: {Name: AWS::Include}"), IsEmpty());
  EXPECT_THAT(properties("AWS::EC2::Subnet",
                         "Fn::ForEach::X: [A, [b], {VpcId: c}]\nCidrBlock: 10.0.0.0/24"),
              IsEmpty());
}

TEST(Properties, PropertiesMayBeChosenByAnIf) {
  EXPECT_THAT(properties("AWS::S3::Bucket", "Fn::If: [C, {BucketName: a-bucket}, {Wrong: 1}]"),
              HasSubstr("OT4220 5:"));
}

TEST(Properties, AMacroOfOnesOwnMayKnowMoreNames) {
  EXPECT_THAT(properties("AWS::S3::Bucket", "Wrong: 1", "Transform: [MyMacro]\n"), IsEmpty());
}

TEST(Properties, AreLeftToAMacroOfOnesOwnThatGetsThem) {
  constexpr std::string_view wrong =
      "Tags: '#!Mine'\nLifecycleConfiguration: {Rules: [{ExpirationInDays: x, Status: maybe}]}";
  EXPECT_THAT(properties("AWS::S3::Bucket", wrong), HasSubstr("error OT4222"));
  EXPECT_THAT(properties("AWS::S3::Bucket", wrong), HasSubstr("error OT4224"));
  EXPECT_THAT(properties("AWS::S3::Bucket", wrong, "Transform: Mine\n"), IsEmpty());
  EXPECT_THAT(properties("AWS::S3::Bucket", wrong, "Fn::Transform: {Name: Mine}\n"), IsEmpty());
  EXPECT_THAT(properties("AWS::S3::Bucket", "Fn::Transform: {Name: Mine}\n" + std::string(wrong)),
              IsEmpty());
  EXPECT_THAT(
      properties("AWS::S3::Bucket", "Fn::Transform: {Name: AWS::Include}\n" + std::string(wrong)),
      HasSubstr("error OT4222"));
  EXPECT_THAT(properties("AWS::S3::Bucket",
                         "VersioningConfiguration: {Fn::Transform: {Name: Mine}, Status: On}\n"
                         "Tags: 1"),
              AllOf(HasSubstr("OT4222"), Not(HasSubstr("OT4224"))));
}

TEST(Properties, CustomAndUnknownTypesTakeAnything) {
  EXPECT_THAT(properties("Custom::Thing", "Wrong: 1\nServiceToken: x"), IsEmpty());
  EXPECT_THAT(properties("Org::Some::Thing", "Wrong: 1"), IsEmpty());
  EXPECT_THAT(properties("AWS::Unknown::Thing", "Wrong: 1"), IsEmpty());
}

TEST(Properties, WhatCanBeReadOnlyIsAWarning) {
  EXPECT_EQ(properties("AWS::S3::Bucket", "Arn: x"),
            "warning OT4223 5:7 Resources/It/Properties/Arn: 'Arn' is read-only: setting it has no "
            "effect (remove it; Fn::GetAtt may read it)\n");
}

TEST(Properties, ADeprecatedOneIsAWarning) {
  EXPECT_THAT(properties("AWS::EC2::EIPAssociation", "EIP: 1.2.3.4\nInstanceId: i-12345678"),
              HasSubstr("warning OT4236 5:7 Resources/It/Properties/EIP: 'EIP' is deprecated"));
}

TEST(Types, AListIsNotTakenForTextNorTextForAList) {
  EXPECT_THAT(properties("AWS::S3::Bucket", "BucketName: [a]"),
              HasSubstr("OT4222 5:19 Resources/It/Properties/BucketName: a list is given, text is "
                        "expected"));
  EXPECT_THAT(properties("AWS::Lambda::Function",
                         "Code: {ZipFile: x}\nRole: arn:aws:iam::123456789012:role/r\n"
                         "Runtime: python3.12\nHandler: a.b\nLayers: x"),
              HasSubstr("'x' is given, a list is expected (write it as a list, even of one)"));
}

TEST(Types, NumbersAndBooleansMayBeText) {
  const std::string_view base =
      "Code: {ZipFile: x}\nRole: arn:aws:iam::123456789012:role/r\nRuntime: python3.12\n"
      "Handler: a.b\n";
  const auto with = [&](std::string_view more) {
    return properties("AWS::Lambda::Function", std::string(base).append(more));
  };
  EXPECT_THAT(with("MemorySize: '512'"), IsEmpty());
  EXPECT_THAT(with("MemorySize: 512.0"), IsEmpty());
  EXPECT_THAT(with("MemorySize: 512.5"), HasSubstr("512.5 is given, a whole number is expected"));
  EXPECT_THAT(with("MemorySize: many"), HasSubstr("'many' is given, a whole number is expected"));
  EXPECT_THAT(with("MemorySize: true"), HasSubstr("true is given, a whole number is expected"));
  EXPECT_THAT(with("FunctionName: 12"), IsEmpty());
  EXPECT_THAT(with("Environment: {Variables: {A: 1, B: true, C: !Ref AWS::Region}}"), IsEmpty());
  EXPECT_THAT(with("Environment: {Variables: {A: [1]}}"), HasSubstr("a list is given"));
}

TEST(Types, BooleansAreTakenInEachCaseOfTheirWords) {
  const auto with = [](std::string_view value) {
    return properties("AWS::EC2::VPC",
                      "CidrBlock: 10.0.0.0/16\nEnableDnsSupport: " + std::string(value));
  };
  for (const std::string_view right : {"true", "'true'", "'True'", "'FALSE'"}) {
    EXPECT_THAT(with(right), IsEmpty()) << right;
  }
  EXPECT_THAT(with("'yes'"), HasSubstr("'yes' is given, true or false is expected"));
  EXPECT_THAT(with("1"), HasSubstr("1 is given, true or false is expected"));
}

TEST(Types, NullIsRefusedEvenWithinJson) {
  EXPECT_THAT(properties("AWS::S3::Bucket", "BucketName: null"), HasSubstr("OT4237"));
  EXPECT_THAT(
      properties("AWS::IAM::ManagedPolicy", "PolicyDocument: {Statement: [{Effect: null}]}"),
      HasSubstr("PolicyDocument/Statement/0/Effect: null is given"));
}

TEST(Types, APathThatPackagingReplacesIsAWarning) {
  const std::string_view yaml =
      "Code: ./build\nRole: arn:aws:iam::123456789012:role/r\nRuntime: python3.12\nHandler: a.b";
  EXPECT_THAT(properties("AWS::Lambda::Function", yaml), HasSubstr("warning OT4243"));
  EXPECT_THAT(properties("AWS::Lambda::Function", yaml, "Transform: AWS::Serverless-2016-10-31\n"),
              IsEmpty());
}

TEST(Values, AnEnumNamesTheRightCaseOrTheChoice) {
  EXPECT_THAT(properties("AWS::S3::Bucket", "VersioningConfiguration: {Status: enabled}"),
              HasSubstr("OT4224 5:41 Resources/It/Properties/VersioningConfiguration/Status: "
                        "'enabled' is not allowed (write 'Enabled': case matters here)"));
  EXPECT_THAT(properties("AWS::S3::Bucket", "VersioningConfiguration: {Status: Sure}"),
              HasSubstr("(it may be 'Enabled', 'Suspended')"));
}

TEST(Values, WhatIsNotKnownYetIsNotJudged) {
  for (const std::string_view value :
       {"!Ref P", "!Sub '${P}x'", "!ImportValue x", "!FindInMap [a, b, c]", "!Select [0, [a]]",
        "'{{resolve:ssm:name}}'", "!Join ['', [a, b]]", "{'Fn::Unknown': x}"}) {
    EXPECT_THAT(properties("AWS::S3::Bucket",
                           "VersioningConfiguration: {Status: " + std::string(value) + "}",
                           "Parameters: {P: {Type: String}}\n"),
                IsEmpty())
        << value;
  }
}

TEST(Values, ASubWithoutVariablesIsText) {
  EXPECT_THAT(properties("AWS::S3::Bucket", "VersioningConfiguration: {Status: !Sub Sure}"),
              HasSubstr("Status/Fn::Sub: 'Sure' is not allowed"));
}

TEST(Values, BothBranchesOfAnIfAreChecked) {
  EXPECT_THAT(
      properties("AWS::S3::Bucket", "VersioningConfiguration: {Status: !If [C, Sure, Enabled]}"),
      HasSubstr("Status/Fn::If/1: 'Sure' is not allowed"));
  EXPECT_THAT(properties("AWS::S3::Bucket",
                         "VersioningConfiguration: !If [C, {Status: Enabled}, {Status: Never}]"),
              HasSubstr("VersioningConfiguration/Fn::If/2/Status: 'Never' is not allowed"));
}

TEST(Values, APatternIsShownInTheHint) {
  EXPECT_THAT(
      properties("AWS::S3::Bucket", "BucketName: My_Bucket"),
      HasSubstr("OT4225 5:19 Resources/It/Properties/BucketName: 'My_Bucket' does not match "
                "the pattern (it must match ^"));
}

TEST(Values, LengthsCountCharacters) {
  EXPECT_THAT(properties("AWS::SNS::Topic", "TopicName: a\nDisplayName: ''"), IsEmpty());
  EXPECT_THAT(properties("AWS::IAM::Role", "AssumeRolePolicyDocument: {Statement: []}\nRoleName: " +
                                               std::string(65, 'a')),
              HasSubstr("has 65 characters, at most 64 are allowed"));
  std::string description;
  for (int i = 0; i < 1000; ++i) description += "ä";
  EXPECT_THAT(properties("AWS::IAM::Role",
                         "AssumeRolePolicyDocument: {Statement: []}\nDescription: " + description),
              IsEmpty());
}

TEST(Values, ANumberOutOfItsRangeTellsTheRange) {
  EXPECT_THAT(
      properties("AWS::Lambda::Function",
                 "Code: {ZipFile: x}\nRole: arn:aws:iam::123456789012:role/r\n"
                 "Runtime: python3.12\nHandler: a.b\nTimeout: 5401"),
      HasSubstr("OT4227 9:16 Resources/It/Properties/Timeout: 5401 is more than the maximum "
                "of 5400 (it may be from 1 to 5400)"));
}

TEST(Values, OneItemIsNoItems) {
  EXPECT_THAT(properties("AWS::CodePipeline::Pipeline", "Stages: [{Name: a}]"),
              HasSubstr("Stages: it has 1 item, at least 2 are needed"));
}

TEST(Values, ALimitIsWrittenWithAllItsDigits) {
  EXPECT_THAT(properties("AWS::Athena::WorkGroup",
                         "Name: a\nWorkGroupConfiguration: {BytesScannedCutoffPerQuery: 5}"),
              HasSubstr("5 is less than the minimum of 10000000"));
}

TEST(Values, AListsSizeCountsWhatIsSure) {
  EXPECT_THAT(properties("AWS::ECS::Daemon", "CapacityProviderArns: []"),
              HasSubstr("CapacityProviderArns: it has 0 items, at least 1 is needed"));
  EXPECT_THAT(
      properties("AWS::ECS::Daemon", "CapacityProviderArns: [!If [C, !Ref P, !Ref AWS::NoValue]]"),
      Not(HasSubstr("OT4228")));
}

TEST(Values, AMapsEntriesAreCounted) {
  const std::string_view vehicle =
      "DecoderManifestArn: !Ref D\nModelManifestArn: !Ref M\nName: n\n";
  EXPECT_THAT(
      properties("AWS::IoTFleetWise::Vehicle", std::string(vehicle) + "Attributes: {}"),
      HasSubstr("OT4230 8:7 Resources/It/Properties/Attributes: it has 0 entries, at least 1 "
                "is needed"));
  EXPECT_THAT(properties("AWS::IoTFleetWise::Vehicle",
                         std::string(vehicle) + "Attributes: {a: !If [C, b, !Ref AWS::NoValue]}"),
              IsEmpty());
}

TEST(Values, ItemsThatMustDifferMustDiffer) {
  const std::string_view yaml = "AssumeRolePolicyDocument: {Statement: []}\nManagedPolicyArns: ";
  EXPECT_THAT(properties("AWS::IAM::Role", std::string(yaml) + "['arn:aws:iam::aws:policy/A', "
                                                               "'arn:aws:iam::aws:policy/A']"),
              HasSubstr("OT4229"));
  EXPECT_THAT(properties("AWS::IAM::Role", std::string(yaml) + "[!Ref A, !Ref B]"), IsEmpty());
}

TEST(Values, ACidrOfTheOtherFamilyIsFound) {
  EXPECT_THAT(properties("AWS::EC2::SecurityGroup",
                         "GroupDescription: x\nSecurityGroupIngress:\n"
                         "  - {IpProtocol: tcp, FromPort: 1, ToPort: 1, CidrIp: '::/0'}"),
              HasSubstr("'::/0' is not a range of IPv4 addresses (write it like '10.0.0.0/16')"));
}

TEST(Functions, AListWhereTextBelongsIsFound) {
  for (const std::string_view value :
       {"!Split [',', a]", "!GetAZs ''", "!Cidr [a, 1, 8]", "!Ref P", "!Ref AWS::NotificationARNs",
        "!GetAtt V.CidrBlockAssociations"}) {
    EXPECT_THAT(properties("AWS::SNS::Topic", "DisplayName: " + std::string(value),
                           "Parameters: {P: {Type: CommaDelimitedList}}\n") +
                    found_by(check_properties,
                             "Parameters: {P: {Type: CommaDelimitedList}}\n"
                             "Resources:\n"
                             "  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n"
                             "  T: {Type: AWS::SNS::Topic, Properties: {DisplayName: " +
                                 std::string(value) + "}}"),
                HasSubstr("gives a list here, text is expected"))
        << value;
  }
}

TEST(Functions, TextWhereAListBelongsIsFound) {
  const auto with = [](std::string_view value) {
    return properties(
        "AWS::IAM::Role",
        "AssumeRolePolicyDocument: {Statement: []}\nManagedPolicyArns: " + std::string(value),
        "Parameters: {P: {Type: String}, L: {Type: CommaDelimitedList}}\n");
  };
  EXPECT_THAT(
      with("!Ref P"),
      HasSubstr("OT4239 7:26 Resources/It/Properties/ManagedPolicyArns: Ref gives one value "
                "here, a list is expected (put it into a list, or split it by Fn::Split)"));
  EXPECT_THAT(with("!Join [',', !Ref L]"), HasSubstr("OT4239"));
  EXPECT_THAT(with("!Ref L"), IsEmpty());
  EXPECT_THAT(with("!Split [',', !Ref P]"), IsEmpty());
  EXPECT_THAT(with("!FindInMap [a, b, c]"), IsEmpty());
}

TEST(Functions, AMapWithTheKeyConditionIsNoCall) {
  EXPECT_THAT(
      properties("AWS::IAM::ManagedPolicy", "PolicyDocument: {Condition: {StringEquals: {}}}"),
      IsEmpty());
}

TEST(ParametersInProperties, ADefaultThatDoesNotFitIsAWarningAtTheParameter) {
  const std::string_view parameters =
      "Parameters:\n  S: {Type: String, Default: Sure, AllowedValues: [Sure, Enabled]}\n";
  const std::string found =
      properties("AWS::S3::Bucket", "VersioningConfiguration: {Status: !Ref S}", parameters);
  EXPECT_THAT(found,
              HasSubstr("warning OT4240 2:30 Parameters/S/Default: 'Sure' is not allowed, where "
                        "Resources/It/Properties/VersioningConfiguration/Status uses it"));
  EXPECT_THAT(found, HasSubstr("2:52 Parameters/S/AllowedValues/0"));
  EXPECT_THAT(properties("AWS::S3::Bucket",
                         "VersioningConfiguration: {Status: !If [C, !Ref S, Enabled]}", parameters),
              IsEmpty());
}

TEST(Tags, KeysOfAwsAndKeysTwiceAreFound) {
  EXPECT_EQ(
      properties("AWS::S3::Bucket",
                 "Tags: [{Key: 'aws:x', Value: a}, {Key: a, Value: b}, {Key: a, Value: c}]"),
      "error OT4241 5:20 Resources/It/Properties/Tags/0/Key: the tag's key 'aws:x' begins with "
      "'aws:' (AWS keeps these keys for itself)\n"
      "error OT4242 5:66 Resources/It/Properties/Tags/2/Key: the tag's key 'a' is already that of "
      "an earlier tag\n");
}

TEST(Tags, MapsOfTagsAreCheckedToo) {
  EXPECT_THAT(properties("AWS::SSM::Parameter", "Type: String\nValue: x\nTags: {'aws:x': y}"),
              HasSubstr("OT4241"));
}

TEST(Tags, AResourceHasFiftyAtMost) {
  const auto tagged = [](const char* type, int count) {
    std::string tags;
    for (int i = 0; i < count; ++i) {
      tags += "{Key: k" + std::to_string(i) + ", Value: v}, ";
    }
    return properties(type, "Tags: [" + tags + "!If [C, {Key: k, Value: v}, !Ref AWS::NoValue]]");
  };
  EXPECT_THAT(tagged("AWS::SNS::Topic", 50), IsEmpty());
  EXPECT_THAT(tagged("AWS::SNS::Topic", 51), HasSubstr("it has 51 tags, at most 50 are allowed"));
  // Where the type has a limit of its own, that one holds.
  EXPECT_THAT(tagged("AWS::Rekognition::Project", 51), Not(HasSubstr("tags, at most")));
}

TEST(Tags, ATagHasAKeyAndAValueAndNoMore) {
  EXPECT_THAT(properties("AWS::S3::Bucket", "Tags: [{Name: a, Value: b}]"),
              HasSubstr("a tag has no property 'Name'"));
  EXPECT_THAT(properties("AWS::S3::Bucket", "Tags: [{Value: b}]"), HasSubstr("'Key' is missing"));
  EXPECT_THAT(properties("AWS::S3::Bucket", "Tags: [{Key: !Ref AWS::NoValue, Value: b}]"),
              HasSubstr("'Key' is missing"));
  EXPECT_THAT(properties("AWS::S3::Bucket",
                         "Tags: [{Key: !Sub '${AWS::StackName}', Value: !If [C, a, b]}, "
                         "!If [C, {Key: a, Value: 1}, !Ref AWS::NoValue]]"),
              IsEmpty());
}

}  // namespace
}  // namespace omnitrack::validate

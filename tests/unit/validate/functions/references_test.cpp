#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

TEST(References, SayNothingOfNamesThatAreThere) {
  EXPECT_EQ(found_by(check_functions, R"(
Parameters: {Name: {Type: String}}
Resources:
  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Name}}
  Stack: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://x}}
  Own: {Type: Custom::Own, DependsOn: [Bucket, Stack]}
  Module: {Type: My::Bucket::MODULE}
Outputs:
  A: {Value: !GetAtt Bucket.Arn}
  B: {Value: !GetAtt Stack.Outputs.Anything}
  C: {Value: !GetAtt Own.Whatever.It.Is}
  D: {Value: !Ref ModuleBucket}
  E: {Value: !Sub "${Bucket.DomainName}${AWS::URLSuffix}${Name}"}
  F: {Value: {"Fn::GetAtt": [Bucket, !Ref Name]}}
  G: {Value: {"Fn::GetAtt": Bucket.Arn}}
)"),
            "");
}

TEST(References, ToNothingAreToldWithTheNearestName) {
  EXPECT_EQ(found_by(check_functions, R"(
Parameters: {VpcId: {Type: String}}
Mappings: {Sizes: {a: {b: c}}}
Conditions: {IsProduction: !Equals [!Ref VpcId, !FindInMap [Sizes, a, b]]}
Resources:
  Bucket: {Type: AWS::S3::Bucket, Condition: IsProduction}
Outputs:
  A: {Value: !Ref VpcID}
  B: {Value: !Ref AWS::Regoin}
  C: {Value: !Ref IsProduction}
  D: {Value: !Ref Sizes}
  E: {Value: !Ref Bucket.Arn}
)"),
            "error OT4310 8:19 Outputs/A/Value/Ref: 'VpcID' is neither a parameter nor a resource "
            "(did you mean 'VpcId'?)\n"
            "error OT4310 9:19 Outputs/B/Value/Ref: 'AWS::Regoin' is neither a parameter nor a "
            "resource (did you mean 'AWS::Region'?)\n"
            "error OT4310 10:19 Outputs/C/Value/Ref: 'IsProduction' is neither a parameter nor a "
            "resource (it is a condition, which 'Fn::If' and the key 'Condition' take)\n"
            "error OT4310 11:19 Outputs/D/Value/Ref: 'Sizes' is neither a parameter nor a resource "
            "(it is a mapping, which 'Fn::FindInMap' takes)\n"
            "error OT4310 12:19 Outputs/E/Value/Ref: 'Bucket.Arn' is neither a parameter nor a "
            "resource (an attribute of a resource is read by 'Fn::GetAtt')\n");
}

TEST(References, ToAttributesAreCheckedByTheType) {
  EXPECT_EQ(found_by(check_functions, R"(
Parameters: {Name: {Type: String}}
Resources:
  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Name}}
Outputs:
  A: {Value: !GetAtt Bucket.Arnn}
  B: {Value: !GetAtt Bucket.BucketName}
  C: {Value: !GetAtt Buckets.Arn}
  D: {Value: !GetAtt Name.Arn}
)"),
            "error OT4312 6:29 Outputs/A/Value/Fn::GetAtt/1: 'AWS::S3::Bucket' has no attribute "
            "'Arnn' (did you mean 'Arn'?)\n"
            "error OT4312 7:29 Outputs/B/Value/Fn::GetAtt/1: 'AWS::S3::Bucket' has no attribute "
            "'BucketName' (it is a property: take the same value, or a Ref where that is what Ref "
            "gives)\n"
            "error OT4311 8:22 Outputs/C/Value/Fn::GetAtt/0: no resource is named 'Buckets' (did "
            "you mean 'Bucket'?)\n"
            "error OT4311 9:22 Outputs/D/Value/Fn::GetAtt/0: no resource is named 'Name' (it is a "
            "parameter)\n");
}

TEST(References, ToConditionsAreChecked) {
  EXPECT_EQ(found_by(check_functions, R"(
Parameters: {Stage: {Type: String}}
Conditions:
  IsProduction: !Equals [!Ref Stage, prod]
  Both: !And [!Condition IsProduction, !Condition Missing]
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: Both}
  Queue: {Type: AWS::SQS::Queue, Condition: IsProd}
Outputs:
  A: {Value: !If [Stage, a, b], Condition: Nothing}
)"),
            "error OT4319 5:51 Conditions/Both/Fn::And/1/Condition: no condition is named "
            "'Missing'\n"
            "error OT4319 8:45 Resources/Queue/Condition: no condition is named 'IsProd'\n"
            "error OT4319 10:44 Outputs/A/Condition: no condition is named 'Nothing'\n"
            "error OT4319 10:19 Outputs/A/Value/Fn::If/0: no condition is named 'Stage' (it is a "
            "parameter: make a condition that compares it)\n");
}

TEST(References, OfDependsOnNameResources) {
  EXPECT_EQ(found_by(check_functions, R"(
Parameters: {Name: {Type: String}}
Resources:
  Topic: {Type: AWS::SNS::Topic, DependsOn: [Queue, Qeue], Properties: {TopicName: !Ref Name}}
  Queue: {Type: AWS::SQS::Queue, DependsOn: Name}
)"),
            "error OT4320 4:53 Resources/Topic/DependsOn/1: no resource is named 'Qeue' (did you "
            "mean 'Queue'?)\n"
            "error OT4320 5:45 Resources/Queue/DependsOn: no resource is named 'Name' (it is a "
            "parameter)\n");
}

TEST(References, ToResourcesAreRefusedInConditions) {
  EXPECT_EQ(found_by(check_functions, R"(
Conditions: {HasTopic: !Equals [!Ref Topic, !Sub "${Topic}"]}
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: HasTopic}
)"),
            "error OT4323 2:38 Conditions/HasTopic/Fn::Equals/0/Ref: 'Topic' is a resource, and "
            "'Conditions' cannot refer to resources (they are worked out before any resource is "
            "made: take a parameter)\n"
            "error OT4323 2:51 Conditions/HasTopic/Fn::Equals/1/Fn::Sub: 'Topic' is a resource, "
            "and 'Conditions' cannot refer to resources (they are worked out before any resource "
            "is made: take a parameter)\n");
}

TEST(References, SayNothingOfNamesThatAMacroOrSamMayMake) {
  EXPECT_EQ(found_by(check_functions, R"(
Transform: [AWS::Include, Mine]
Resources:
  Topic: {Type: AWS::SNS::Topic, DependsOn: Nothing, Condition: Nothing}
Outputs: {A: {Value: !Ref Nothing}, B: {Value: !GetAtt Nothing.Arn}}
)"),
            "");
  EXPECT_EQ(found_by(check_functions, R"(
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Timeout: 3}}
Resources:
  Hello: {Type: AWS::Serverless::Function}
Outputs:
  A: {Value: !Ref HelloRole}
  B: {Value: !GetAtt ServerlessRestApi.RootResourceId}
  C: {Value: !Ref Hello.Version}
  D: {Value: !Sub "${ServerlessHttpApi}/${Hello.Arn}"}
)"),
            "");
}

constexpr std::string_view conditional = R"(
Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}
Conditions:
  IsProduction: !Equals [!Ref Stage, prod]
  IsDevelopment: !Equals [!Ref Stage, dev]
  IsNotDevelopment: !Not [!Condition IsDevelopment]
Resources:
  Key: {Type: AWS::KMS::Key, Condition: IsProduction}
Outputs:
)";

TEST(References, ToAResourceThatMayNotExistAreWarnedOf) {
  EXPECT_EQ(found_by(check_functions, std::string(conditional) +
                                          "  A: {Value: !GetAtt Key.Arn}\n"
                                          "  B: {Value: !If [IsDevelopment, !Ref Key, none]}\n"
                                          "  C: {Value: !If [IsNotDevelopment, a, b]}\n"),
            "warning OT4322 10:26 Outputs/A/Value/Fn::GetAtt/1: 'Key' exists only where the "
            "condition 'IsProduction' holds (give this the same condition, or choose by "
            "'Fn::If')\n"
            "warning OT4322 11:39 Outputs/B/Value/Fn::If/1/Ref: 'Key' exists only where the "
            "condition 'IsProduction' holds (give this the same condition, or choose by "
            "'Fn::If')\n");
}

TEST(References, ToAConditionalResourceSayNothingWhereItSurelyExists) {
  EXPECT_EQ(found_by(check_functions, std::string(conditional) +
                                          "  A: {Value: !GetAtt Key.Arn, Condition: IsProduction}\n"
                                          "  B: {Value: !If [IsProduction, !Ref Key, none]}\n"
                                          "  C: {Value: !If [IsDevelopment, none, !Ref Key]}\n"
                                          "  D: {Value: !Ref Key, Condition: IsNotDevelopment}\n"),
            "");
}

}  // namespace
}  // namespace omnitrack::validate

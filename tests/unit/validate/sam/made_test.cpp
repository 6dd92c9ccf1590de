#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

TEST(MadeBySam, ValuesAreCheckedWhereTheyStand) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      Timeout: 9000
      VpcConfig: {SubnetIds: [sg-0123456789abcdef0], SecurityGroupIds: [subnet-0123456789abcdef0]}
)"),
            "error OT4227 10:16 Resources/F/Properties/Timeout: 9000 is more than the maximum of "
            "5400 (it may be from 1 to 5400)\n"
            "error OT4244 11:31 Resources/F/Properties/VpcConfig/SubnetIds/0: "
            "'sg-0123456789abcdef0' is not a subnet's id\n"
            "error OT4244 11:73 Resources/F/Properties/VpcConfig/SecurityGroupIds/0: "
            "'subnet-0123456789abcdef0' is not a security group's id\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      Environment: {Variables: {AWS_ACCESS_KEY_ID: x}}
)"),
            "error OT4233 10:33 Resources/F/Properties/Environment/Variables/AWS_ACCESS_KEY_ID: "
            "'AWS_ACCESS_KEY_ID' may not be given (Lambda reserves this name of an environment "
            "variable)\n");
}

TEST(MadeBySam, GlobalsAreToldOnce) {
  EXPECT_EQ(
      found_in(R"(
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs8.10, Handler: a.b}}
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/}}
  G: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/}}
)"),
      "error OT4601 3:31 Globals/Function/Runtime: the runtime 'nodejs8.10' is gone: since "
      "2020-03-06 Lambda neither creates nor updates functions with it (move to 'nodejs24.x')\n");
}

TEST(MadeBySam, LogGroupsHaveTwoFilters) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      Events:
        A: {Type: CloudWatchLogs, Properties: {LogGroupName: /g, FilterPattern: a}}
        B: {Type: CloudWatchLogs, Properties: {LogGroupName: /g, FilterPattern: b}}
        C: {Type: CloudWatchLogs, Properties: {LogGroupName: /g, FilterPattern: c}}
)"),
            "error OT4661 13:62 Resources/F/Properties/Events/C/Properties/LogGroupName: this log "
            "group already has two subscription filters, the most that CloudWatch allows (send the "
            "events to one stream, and filter them there)\n");
}

TEST(MadeBySam, NamesAreThoseThatSamMakes) {
  EXPECT_EQ(
      found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
Outputs:
  A: {Value: !Ref FTable}
  B: {Value: !GetAtt FRole.Arn}
  C: {Value: !Ref ServerlessRestApi}
)"),
      "error OT4310 11:19 Outputs/A/Value/Ref: 'FTable' is neither a parameter nor a resource\n"
      "error OT4310 13:19 Outputs/C/Value/Ref: 'ServerlessRestApi' is neither a parameter nor a "
      "resource\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      Events:
        A: {Type: Api, Properties: {Path: /, Method: get}}
Outputs:
  A: {Value: !Ref ServerlessRestApi}
  B: {Value: !Sub '${ServerlessRestApi.Stage}'}
  C: {Value: !Ref FAPermissionProd}
)"),
            "");
}

TEST(MadeBySam, VersionsNeedAnAlias) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
Outputs:
  A: {Value: !GetAtt F.Version.FunctionArn}
  B: {Value: !Ref F.Alias}
)"),
            "error OT4312 11:24 Outputs/A/Value/Fn::GetAtt/1: SAM makes no 'Version' of 'F' here "
            "(set 'AutoPublishAlias' for it)\n"
            "error OT4310 12:19 Outputs/B/Value/Ref: 'F.Alias' is neither a parameter nor a "
            "resource (SAM makes it of a resource that asks for it, as by 'AutoPublishAlias')\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      AutoPublishAlias: live
Outputs:
  A: {Value: !Ref F.Version}
  B: {Value: !Ref F.Alias}
  C: {Value: !Ref FAliaslive}
  D: {Value: !Ref FVersion0123456789}
)"),
            "");
}

TEST(MadeBySam, CirclesGoThroughEvents) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      Policies: [S3ReadPolicy: {BucketName: !Ref Store}]
      Events:
        E: {Type: S3, Properties: {Bucket: !Ref Store, Events: s3:ObjectCreated:*}}
  Store: {Type: AWS::S3::Bucket}
)"),
            "error OT4330 4:3 Resources/F: resources depend on each other: F (Properties/Role) → "
            "FRole (Properties/Policies/0/PolicyDocument/Statement/0/0/S3ReadPolicy/BucketName) → "
            "Store (Properties/NotificationConfiguration/LambdaConfigurations/0/Function) → F "
            "(move one of the references into a resource of its own)\n");
  EXPECT_EQ(
      found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      Environment: {Variables: {API: !Ref ServerlessRestApi}}
      Events:
        A: {Type: Api, Properties: {Path: /, Method: get}}
)"),
      "error OT4330 4:3 Resources/F: resources depend on each other: F "
      "(Properties/Environment/Variables/API) → ServerlessRestApi (Properties/Body/integrations/0) "
      "→ F (move one of the references into a resource of its own)\n");
}

TEST(MadeBySam, AnotherMacroMakesAllUnknown) {
  EXPECT_EQ(found_in(R"(
Transform: [Own, AWS::Serverless-2016-10-31]
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      TimeOut: 3
)"),
            "");
}

}  // namespace
}  // namespace omnitrack::validate

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

TEST(Sam, HasNoOtherTypesThanItsOwn) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F: {Type: AWS::Serverless::Funktion}
)"),
            "error OT5001 4:13 Resources/F/Type: SAM has no resource type "
            "'AWS::Serverless::Funktion' (did you mean 'AWS::Serverless::Function'?)\n");
}

// Of what AWS documents and the packages do not have yet no more is told than the pages say.
TEST(Sam, KnowsTheNewestTypes) {
  EXPECT_EQ(
      found_in(R"(
Transform: AWS::Serverless-2016-10-31
Globals:
  WebFunction: {MemorySize: 512}
  NetworkConnector: {PropagateTags: true}
Resources:
  Web: {Type: AWS::Serverless::WebFunction, Properties: {CodeUri: s3://code/web.zip, EntryPoint: run.js}}
  Net: {Type: AWS::Serverless::NetworkConnector, Properties: {VpcConfigs: {}}}
  Vm: {Type: AWS::Serverless::MicrovmImage}
  Plain: {Type: AWS::Lambda::WebFunction}
Outputs:
  Endpoint: {Value: !Ref WebEndpoint}
)"),
      "error OT5004 8:63 Resources/Net/Properties/VpcConfigs: AWS::Serverless::NetworkConnector "
      "has no property 'VpcConfigs' (did you mean 'VpcConfig'?)\n"
      "error OT5005 9:3 Resources/Vm: AWS::Serverless::MicrovmImage needs 'BaseImageArn'\n");
}

TEST(Sam, NeedsTheVersionOfAnApplicationOfTheRepository) {
  const auto with = [](std::string_view location) {
    return found_in(
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  A: {Type: "
        "AWS::Serverless::Application, Properties: {Location: " +
        std::string(location) + "}}\n");
  };
  const std::string id =
      "{ApplicationId: 'arn:aws:serverlessrepo:us-east-1:123456789012:applications/a'";
  EXPECT_NE(with(id + "}").find("SemanticVersion"), std::string::npos);
  EXPECT_EQ(with(id + ", SemanticVersion: 1.0.0}").find("error"), std::string::npos);
}

TEST(Sam, TakesGlobalsOfItsSectionsAndProperties) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Globals:
  Lambda: {Timeout: 3}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
)"),
            "error OT5002 4:3 Globals/Lambda: 'Globals' has no section 'Lambda' (its sections are "
            "Api, CapacityProvider, Function, HttpApi, LayerVersion, MicrovmImage, "
            "NetworkConnector, SimpleTable, StateMachine, WebFunction, WebSocketApi)\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {FunctionName: a, Tmeout: 3}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
)"),
            "error OT5003 4:14 Globals/Function/FunctionName: 'Globals' cannot set 'FunctionName' "
            "of 'Function' (set it at each resource)\n"
            "error OT5003 4:31 Globals/Function/Tmeout: 'Globals' cannot set 'Tmeout' of "
            "'Function' (did you mean 'Timeout'?)\n");
}

TEST(Sam, IgnoresOnlyGlobalsThatAreThere) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Timeout: 3}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
    IgnoreGlobals: [Timeot]
)"),
            "error OT5016 12:21 Resources/F/IgnoreGlobals/0: 'Globals' does not set 'Timeot' (did "
            "you mean 'Timeout'?)\n");
}

TEST(Sam, RefusesPropertiesThatItDoesNotHaveAndMissesThoseThatItNeeds) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      TimeOut: 3
)"),
            "error OT5004 10:7 Resources/F/Properties/TimeOut: AWS::Serverless::Function has no "
            "property 'TimeOut' (did you mean 'Timeout'?)\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  A: {Type: AWS::Serverless::Api}
)"),
            "error OT5005 4:3 Resources/A: AWS::Serverless::Api needs 'StageName'\n");
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
        A: {Type: Schedule}
)"),
            "error OT5005 11:9 Resources/F/Properties/Events/A: an event of type 'Schedule' needs "
            "'Schedule'\n");
}

TEST(Sam, TakesTheNameOfAnAliasFromAParameterAlone) {
  const auto alias = [](const std::string& name) {
    return found_in(
        "Transform: AWS::Serverless-2016-10-31\nParameters: {P: {Type: String}}\n"
        "Resources:\n  F: {Type: AWS::Serverless::Function, Properties: {Handler: "
        "app.run, Runtime: python3.13, CodeUri: src, Role: !Sub '${P}', "
        "AutoPublishAlias: " +
        name + "}}\n");
  };
  EXPECT_EQ(alias("live"), "");
  EXPECT_EQ(alias("!Ref P"), "");
  EXPECT_EQ(
      alias("!Ref AWS::StackName"),
      "error OT5006 4:143 Resources/F/Properties/AutoPublishAlias: 'AutoPublishAlias' must be "
      "a text, not a function's result (SAM takes a Ref of a parameter here, and no other "
      "function)\n");
}

TEST(Sam, IsStrictAboutKinds) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      Layers: layer
)"),
            "error OT5006 10:15 Resources/F/Properties/Layers: 'Layers' must be a list, each item "
            "a text or a map, not a text (write it as a list, even of one)\n");
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
      Role: 7
)"),
      "error OT5006 10:13 Resources/F/Properties/Role: 'Role' must be a text, not a number\n");
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
        A: {Type: Schedule, Properties: {Schedule: rate(1 day), Enabled: 'yes'}}
)"),
            "error OT5006 11:74 Resources/F/Properties/Events/A/Properties/Enabled: 'Enabled' must "
            "be a boolean, not a text\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      Tags: !Ref AWS::NoValue
)"),
            "");
}

TEST(Sam, TellsTheValuesThatAreAllowed) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      FunctionUrlConfig: {AuthType: IAM}
)"),
            "error OT5007 10:37 Resources/F/Properties/FunctionUrlConfig/AuthType: 'IAM' is none "
            "of the values of 'AuthType': AWS_IAM, NONE\n");
}

TEST(Sam, KnowsTheTypesOfEvents) {
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
        A: {Type: Scedule}
)"),
            "error OT5008 11:19 Resources/F/Properties/Events/A/Type: AWS::Serverless::Function "
            "has no event type 'Scedule' (did you mean 'Schedule'?)\n");
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
        a-b: {Type: Api, Properties: {Path: /, Method: get}}
)"),
            "error OT5008 11:9 Resources/F/Properties/Events/a-b: the name of an event has letters "
            "and digits only, as it becomes a part of logical ids\n");
}

TEST(Sam, ChangesOnlyWhatIsInTheTemplateForAnEvent) {
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
        A: {Type: S3, Properties: {Bucket: store, Events: s3:ObjectCreated:*}}
)"),
            "error OT5009 11:44 Resources/F/Properties/Events/A/Properties/Bucket: 'Bucket' must "
            "be a Ref of a resource in this template, of type 'AWS::S3::Bucket' (SAM changes that "
            "resource for the event)\n");
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
        A: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Web}}
  Web: {Type: AWS::Serverless::HttpApi}
)"),
            "error OT5009 11:70 Resources/F/Properties/Events/A/Properties/RestApiId: 'RestApiId' "
            "must be a Ref of an API in this template, of type 'AWS::Serverless::Api' (for this "
            "API, the event's type is HttpApi)\n");
}

TEST(Sam, CallsFunctionsWithTenantsByApisAlone) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      TenancyConfig: {TenantIsolationMode: PER_TENANT}
      Events:
        A: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
        B: {Type: Api, Properties: {Path: /, Method: get}}
)"),
            "error OT5012 12:19 Resources/F/Properties/Events/A/Type: a function with "
            "'TenancyConfig' has no events of type 'Schedule' (its calls name a tenant, which "
            "events of the types Api and HttpApi can do)\n");
}

TEST(Sam, GivesEachRouteOneFunction) {
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
        B: {Type: Api, Properties: {Path: /, Method: GET}}
        C: {Type: Api, Properties: {Path: /, Method: put}}
)"),
            "error OT5014 12:9 Resources/F/Properties/Events/B: the API 'ServerlessRestApi' has "
            "this method of the path '/' already, for the event 'A'\n");
}

TEST(Sam, WantsAuthorizersToBeThere) {
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
        A: {Type: HttpApi, Properties: {Path: /, Method: get, Auth: {Authorizer: Users}}}
)"),
            "error OT5013 11:82 Resources/F/Properties/Events/A/Properties/Auth/Authorizer: the "
            "API has no authorizer 'Users' (add it to 'Auth/Authorizers' of the API)\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  A: {Type: AWS::Serverless::HttpApi, Properties: {Auth: {Authorizers: {Users: {FunctionArn: a}}}}}
)"),
            "error OT5013 4:73 Resources/A/Properties/Auth/Authorizers/Users: the authorizer "
            "'Users' needs 'AuthorizerPayloadFormatVersion'\n");
}

TEST(Sam, KnowsPolicyTemplatesAndTheirParameters) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      Policies: [S3ReedPolicy: {BucketName: b}]
)"),
            "error OT5010 10:18 Resources/F/Properties/Policies/0/S3ReedPolicy: SAM has no policy "
            "template 'S3ReedPolicy' (did you mean 'S3ReadPolicy'?)\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      Policies: [S3ReadPolicy: {}]
)"),
            "error OT5010 10:18 Resources/F/Properties/Policies/0/S3ReadPolicy: the policy "
            "template 'S3ReadPolicy' needs 'BucketName'\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      Policies: [{Effect: Allow, Action: '*', Resource: '*'}]
)"),
            "error OT5010 10:18 Resources/F/Properties/Policies/0: a policy is the name of a "
            "managed one, a policy template with its parameters, or a map with a 'Statement' (put "
            "it into a list below 'Statement')\n");
}

TEST(Sam, ConnectsOnlyWhatItCan) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
  Q: {Type: AWS::SQS::Queue}
  C:
    Type: AWS::Serverless::Connector
    Properties: {Source: {Id: F}, Destination: {Id: Q}, Permissions: [Send]}
)"),
            "error OT5011 13:71 Resources/C/Properties/Permissions/0: a connector from "
            "'AWS::Lambda::Function' to 'AWS::SQS::Queue' cannot have the permission 'Send' (it "
            "can have Read, Write)\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
  Q: {Type: AWS::SQS::Queue}
  C:
    Type: AWS::Serverless::Connector
    Properties: {Source: {Id: Q}, Destination: {Id: Q}, Permissions: [Write]}
)"),
            "error OT5011 13:48 Resources/C/Properties/Destination: SAM connects no "
            "'AWS::SQS::Queue' with 'AWS::SQS::Queue'\n");
}

TEST(Sam, ConnectsEndsThatAreGivenByTexts) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
  C:
    Type: AWS::Serverless::Connector
    Properties:
      Source: {Id: F}
      Destination: {Type: AWS::S3::Bucket, Arn: arn:aws:s3:::reports}
      Permissions: [Read, Write]
)"),
            "");
}

TEST(Sam, KnowsWhichPropertiesDoNotGoTogether) {
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      ImageConfig: {Command: [a]}
)"),
            "error OT5012 10:7 Resources/F/Properties/ImageConfig: 'ImageConfig' does not go "
            "together with 'PackageType: Zip'\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      DeploymentPreference: {Type: AllAtOnce}
)"),
            "error OT5012 10:7 Resources/F/Properties/DeploymentPreference: 'DeploymentPreference' "
            "needs 'AutoPublishAlias'\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  S: {Type: AWS::Serverless::StateMachine}
)"),
            "error OT5012 4:3 Resources/S: AWS::Serverless::StateMachine needs 'Definition' or "
            "'DefinitionUri'\n");
}

TEST(Sam, WantsTheIdsThatItMakes) {
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
  FRole: {Type: AWS::SQS::Queue}
)"),
      "error OT5015 10:3 Resources/FRole: SAM makes a resource 'FRole' of type 'AWS::IAM::Role' "
      "for 'F', and the template has one of that name (give this one another name)\n");
  EXPECT_EQ(found_in(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.run
      Runtime: python3.13
      CodeUri: src
      Role: !GetAtt FRole.Arn
  FRole: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]}}}
)"),
            "");
}

}  // namespace
}  // namespace omnitrack::validate

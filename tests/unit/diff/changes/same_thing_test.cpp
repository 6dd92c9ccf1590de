#include <gmock/gmock.h>

#include "diff/changes/quiet.hpp"
#include "diff/verdicts_test.hpp"

// The same thing said in two ways.

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using Lines = std::vector<std::string>;

/// How a resource `R` of a type differs, beside other resources.
Lines changed(const std::string& others, const std::string& type, const std::string& before,
              const std::string& after) {
  const auto text = [&](const std::string& properties) {
    return "Mappings: {Names: {prod: {Data: amigo-prod}}}\nResources:\n" + others +
           "  R: {Type: " + type + ", Properties: " + properties + "}\n";
  };
  return Compared(text(before), text(after)).lines();
}

TEST(SameThing, ANameWithTheAccountIsTheNumberThatOldShows) {
  const Compared compared(
      "Resources: {B: {Type: AWS::S3::Bucket, "
      "Properties: {BucketName: data-123456789012-us-east-1}}}\n",
      "Resources: {B: {Type: AWS::S3::Bucket, "
      "Properties: {BucketName: !Sub 'data-${AWS::AccountId}-${AWS::Region}'}}}\n");
  EXPECT_THAT(compared.lines(), IsEmpty());
  EXPECT_THAT(compared.diff.assumed, ElementsAre("AWS::AccountId", "AWS::Region"));
  EXPECT_EQ(compared.diff.surroundings.account.text, "123456789012");
}

TEST(SameThing, APolicyIsAMapOrATextThatIsFilledIn) {
  const std::string map =
      "{Bucket: b, PolicyDocument: {Statement: {Action: 's3:*', Effect: Allow, Resource: !Sub "
      "'arn:aws:s3:::${AWS::StackName}/*', Principal: '*'}}}";
  const auto text = [](const std::string& name) {
    return R"({Bucket: b, PolicyDocument: !Sub '{"Statement": [{"Effect": "Allow", "Principal": )"
           R"("*", "Action": ["s3:*"], "Resource": "arn:aws:s3:::)" +
           name + R"(/*"}]}'})";
  };
  EXPECT_THAT(changed("", "AWS::S3::BucketPolicy", map, text("${AWS::StackName}")), IsEmpty());
  EXPECT_THAT(changed("", "AWS::S3::BucketPolicy", map, text("${AWS::Region}")),
              ElementsAre("update R", "  /Properties/PolicyDocument in_place"));
  // A variable of the policy itself stays.
  EXPECT_THAT(changed("", "AWS::S3::BucketPolicy", text("${!aws:username}"),
                      "{Bucket: b, PolicyDocument: {Statement: {Action: 's3:*', Effect: Allow, "
                      "Resource: 'arn:aws:s3:::${aws:username}/*', Principal: '*'}}}"),
              IsEmpty());
}

TEST(SameThing, ThePartitionIsThatOfTheArns) {
  EXPECT_THAT(changed("", "AWS::Lambda::Function", "{Role: 'arn:aws:iam::1:role/r'}",
                      "{Role: !Sub 'arn:${AWS::Partition}:iam::1:role/r'}"),
              IsEmpty());
}

TEST(SameThing, ARefOfANamedResourceIsItsName) {
  const char* subnets =
      "  S: {Type: AWS::ElastiCache::SubnetGroup, Properties: {CacheSubnetGroupName: s, "
      "Description: d, SubnetIds: [a]}}\n";
  EXPECT_THAT(changed(subnets, "AWS::ElastiCache::ReplicationGroup", "{CacheSubnetGroupName: s}",
                      "{CacheSubnetGroupName: !Ref S}"),
              IsEmpty());
  EXPECT_THAT(changed(subnets, "AWS::ElastiCache::ReplicationGroup", "{CacheSubnetGroupName: t}",
                      "{CacheSubnetGroupName: !Ref S}"),
              ElementsAre("replace R", "  /Properties/CacheSubnetGroupName replaces"));
}

TEST(SameThing, AGetAttOfWhatARefGivesIsThatRef) {
  EXPECT_THAT(changed("  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n",
                      "AWS::EC2::Subnet", "{VpcId: !Ref V, CidrBlock: 10.0.0.0/24}",
                      "{VpcId: !GetAtt V.VpcId, CidrBlock: 10.0.0.0/24}"),
              IsEmpty());
}

TEST(SameThing, AMappingByLiteralKeysIsWhatStandsInIt) {
  EXPECT_THAT(changed("", "AWS::S3::Bucket", "{BucketName: !Sub amigo-prod}",
                      "{BucketName: !FindInMap [Names, prod, Data]}"),
              IsEmpty());
}

TEST(SameThing, AMappingMayGiveWhatAParameterGave) {
  const auto bucket = [](const std::string& name, const char* production) {
    return "Parameters: {Stage: {Type: String, AllowedValues: [CODE, PROD]}}\n"
           "Mappings: {Names: {CODE: {Data: d-CODE}, PROD: {Data: " +
           std::string(production) + "}}}\n" +
           "Resources: {R: {Type: AWS::S3::Bucket, Properties: {BucketName: " + name + "}}}\n";
  };
  const std::string sub = "!Sub 'd-${Stage}'";
  const std::string look_up = "!FindInMap [Names, !Ref Stage, Data]";
  EXPECT_THAT(Compared(bucket(sub, "d-PROD"), bucket(look_up, "d-PROD")).lines(), IsEmpty());
  EXPECT_THAT(Compared(bucket(sub, "other"), bucket(look_up, "other")).lines(),
              ElementsAre("may_replace R", "  /Properties/BucketName may_replace"));
}

TEST(SameThing, AFunctionByNameOrByArnMayBeReplacedButIsTheSame) {
  const char* function = "  F: {Type: AWS::Lambda::Function}\n";
  EXPECT_THAT(changed(function, "AWS::Lambda::Permission", "{FunctionName: !Ref F}",
                      "{FunctionName: !GetAtt F.Arn}"),
              ElementsAre("may_replace R", "  /Properties/FunctionName may_replace"));
  EXPECT_THAT(changed("", "AWS::Lambda::Permission", "{FunctionName: jobs}",
                      "{FunctionName: 'arn:aws:lambda:eu-west-1:111122223333:function:jobs'}"),
              ElementsAre("may_replace R", "  /Properties/FunctionName may_replace"));
  EXPECT_THAT(changed("", "AWS::Lambda::Permission", "{FunctionName: jobs}",
                      "{FunctionName: 'arn:aws:lambda:eu-west-1:111122223333:function:other'}"),
              ElementsAre("replace R", "  /Properties/FunctionName replaces"));
}

TEST(SameThing, AZoneByItsPlaceMayBeTheZoneByItsName) {
  EXPECT_THAT(changed("", "AWS::EC2::Subnet", "{AvailabilityZone: us-east-1a}",
                      "{AvailabilityZone: !Select [0, !GetAZs '']}"),
              ElementsAre("may_replace R", "  /Properties/AvailabilityZone may_replace"));
}

TEST(SameThing, AnEmptyMapIsNoZone) {
  EXPECT_THAT(
      changed("", "AWS::EC2::Subnet", "{AvailabilityZone: {}}", "{AvailabilityZone: us-east-1a}"),
      ElementsAre("replace R", "  /Properties/AvailabilityZone replaces"));
}

TEST(SameThing, WhatIsNamedKeepsItsConsequences) {
  const auto text = [](const char* name) {
    return std::string("Resources:\n  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: ") +
           name + "}}\n  F: {Type: AWS::Lambda::Function, Properties: {Description: !Ref T}}\n";
  };
  EXPECT_THAT(Compared(text("a"), text("b")).lines(),
              ElementsAre("replace T", "  /Properties/TableName replaces", "update F",
                          "  /Properties/Description in_place because T"));
}

TEST(SameThing, AClaimIsTheNameHoweverItIsPutTogether) {
  EXPECT_THAT(
      refused("Resources:\n  Old: {Type: AWS::Logs::LogGroup, Properties: "
              "{LogGroupName: /aws/lambda/jobs}}\n",
              "Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {FunctionName: jobs}}\n"
              "  New: {Type: AWS::Logs::LogGroup, Properties: "
              "{LogGroupName: !Join ['', [/aws/lambda/, !Ref F]]}}\n"),
      ElementsAre("OT5108 New the name '/aws/lambda/jobs' is still that of 'Old', which goes only "
                  "after this one is made"));
}

TEST(SameThing, SetsHaveNoOrder) {
  EXPECT_THAT(changed("", "AWS::Cognito::UserPoolClient",
                      "{AllowedOAuthFlows: [code, implicit], ExplicitAuthFlows: [A, B]}",
                      "{AllowedOAuthFlows: [implicit, code], ExplicitAuthFlows: [B, A]}"),
              IsEmpty());
  EXPECT_THAT(changed("", "AWS::Lambda::Function",
                      "{VpcConfig: {SubnetIds: [a, b], SecurityGroupIds: [c, d]}}",
                      "{VpcConfig: {SubnetIds: [b, a], SecurityGroupIds: [d, c]}}"),
              IsEmpty());
  EXPECT_THAT(changed("", "AWS::Cognito::UserPool", "{Schema: [{Name: a}, {Name: b}]}",
                      "{Schema: [{Name: b}, {Name: a}]}"),
              IsEmpty());
  EXPECT_THAT(
      changed("", "AWS::WAFv2::WebACL", "{Rules: [{Name: a, Priority: 1}, {Name: b, Priority: 2}]}",
              "{Rules: [{Name: b, Priority: 2}, {Name: a, Priority: 1}]}"),
      IsEmpty());
  EXPECT_THAT(
      changed("", "AWS::ApiGateway::Method",
              "{Integration: {IntegrationResponses: [{StatusCode: 200}, {StatusCode: 400}]}}",
              "{Integration: {IntegrationResponses: [{StatusCode: 400}, {StatusCode: 200}]}}"),
      IsEmpty());
}

TEST(SameThing, WhatIsDoneInAnOrderHasOne) {
  EXPECT_THAT(changed("", "AWS::AppSync::Resolver", "{PipelineConfig: {Functions: [a, b]}}",
                      "{PipelineConfig: {Functions: [b, a]}}"),
              testing::Not(IsEmpty()));
  EXPECT_THAT(changed("", "AWS::Lambda::Function", "{Layers: [a, b]}", "{Layers: [b, a]}"),
              testing::Not(IsEmpty()));
}

TEST(SameThing, AnAccountIsItsRoot) {
  const auto trust = [](const std::string& principal) {
    return "{AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {AWS: " + principal +
           "}}]}}";
  };
  EXPECT_THAT(changed("", "AWS::IAM::Role", trust("'111122223333'"),
                      trust("'arn:aws:iam::111122223333:root'")),
              IsEmpty());
  EXPECT_THAT(changed("", "AWS::IAM::Role", trust("'111122223333'"),
                      trust("'arn:aws:iam::111122223333:role/root'")),
              testing::Not(IsEmpty()));
}

TEST(SameThing, APolicyAsTextIsWhatItSays) {
  EXPECT_THAT(
      changed("", "AWS::Logs::ResourcePolicy",
              R"({PolicyDocument: '{"Statement":[{"Effect":"Allow","Action":["a","b"]}]}'})",
              R"({PolicyDocument: '{ "Statement": [{"Action":["b","a"],"Effect":"Allow"}] }'})"),
      IsEmpty());
}

TEST(SameThing, QuestionMarksStandForWhatIsNotAscii) {
  EXPECT_THAT(changed("", "AWS::SecretsManager::Secret", "{Description: 'gr??e'}",
                      "{Description: 'grüße'}"),
              ElementsAre("update R", "  /Properties/Description none"));
}

TEST(SameThing, AParameterOfADatabaseIsAText) {
  EXPECT_THAT(changed("", "AWS::RDS::DBParameterGroup", "{Parameters: {max_connections: 100}}",
                      "{Parameters: {max_connections: '100'}}"),
              ElementsAre("update R", "  /Properties/Parameters/max_connections none"));
}

TEST(SameThing, ARecordHasItsNameInAnyCaseWithOrWithoutADot) {
  EXPECT_THAT(changed("", "AWS::Route53::RecordSet", "{HostedZoneId: Z, Name: a.example.com}",
                      "{HostedZoneId: Z, Name: A.example.com.}"),
              ElementsAre("update R", "  /Properties/Name none"));
  EXPECT_THAT(changed("", "AWS::Route53::RecordSet", "{HostedZoneId: Z, Name: a.example.com}",
                      "{HostedZoneId: Z, Name: b.example.com}"),
              ElementsAre("update R", "  /Properties/Name in_place"));
}

TEST(SameThing, AFunctionOfSamIsTheFunctionThatItBecomes) {
  EXPECT_THAT(
      Compared("Transform: AWS::Serverless-2016-10-31\n"
               "Resources: {F: {Type: AWS::Serverless::Function, Properties: {Handler: h}}}\n",
               "Resources: {F: {Type: AWS::Lambda::Function, Properties: {Handler: h}}}\n")
          .lines()
          .front(),
      "update F");
}

TEST(SameThing, AnotherSsmParameterMayReplaceWhatReadsIt) {
  const auto text = [](const char* path) {
    return std::string(
               "Parameters: {Ami: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', "
               "Default: ") +
           path +
           "}}\nResources: {I: {Type: AWS::EC2::Instance, Properties: {ImageId: !Ref Ami}}}\n";
  };
  EXPECT_THAT(
      Compared(text("/a"), text("/b")).lines(),
      ElementsAre("may_replace I", "  /Properties/ImageId may_replace because Parameters/Ami",
                  "parameter Ami", "  /Default in_place"));
}

TEST(Quiet, AreMetadataOrderAndTagsOfTools) {
  const auto quiet = [](const std::string& before, const std::string& after) {
    const Compared compared(
        "Resources: {A: {Type: AWS::SNS::Topic}, R: {Type: AWS::SQS::Queue" + before + "}}\n",
        "Resources: {A: {Type: AWS::SNS::Topic}, R: {Type: AWS::SQS::Queue" + after + "}}\n");
    return compared.diff.resources.size() == 1 && is_quiet(compared.diff.resources.front());
  };
  EXPECT_TRUE(quiet("", ", Metadata: {'aws:cdk:path': a/b}"));
  EXPECT_TRUE(quiet("", ", DependsOn: A"));
  EXPECT_TRUE(quiet("", ", Properties: {Tags: [{Key: 'aws-cdk:x', Value: y}]}"));
  EXPECT_FALSE(quiet("", ", Metadata: {'AWS::CloudFormation::Init': {config: {}}}"));
  EXPECT_FALSE(quiet("", ", DeletionPolicy: Retain"));
  EXPECT_FALSE(quiet("", ", Properties: {Tags: [{Key: x, Value: y}]}"));
}

TEST(SameThing, ADefaultThatIsWrittenOutIsPerhapsTheSame) {
  const auto bucket = [](const std::string& parameters, const std::string& name) {
    return "Parameters: {" + parameters +
           "}\nResources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: " + name + "}}}";
  };
  const std::string stage = "Stage: {Type: String, Default: prod}";
  const std::string before = bucket(stage, "!Sub 'data-${Stage}'");
  const auto is_perhaps = ElementsAre("may_replace B", "  /Properties/BucketName may_replace");
  EXPECT_THAT(Compared(before, bucket(stage, "data-prod")).lines(), is_perhaps);
  EXPECT_THAT(Compared(before, bucket(stage, "data-test")).lines(),
              ElementsAre("replace B", "  /Properties/BucketName replaces"));
  EXPECT_THAT(
      Compared(before, bucket("Env: {Type: String, Default: prod}", "!Sub 'data-${Env}'")).lines(),
      ElementsAre("may_replace B", "  /Properties/BucketName may_replace", "new parameter Env",
                  "gone parameter Stage"));
}

TEST(SameThing, ABlockOfAddressesIsCountedOut) {
  const std::string vpc = "  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n";
  const std::string subnet = "AWS::EC2::Subnet";
  const auto block = [](const std::string& network) {
    return "{CidrBlock: !Select [1, !Cidr [" + network + ", 4, 8]]}";
  };
  EXPECT_THAT(changed(vpc, subnet, block("10.0.0.0/16"), "{CidrBlock: 10.0.1.0/24}"), IsEmpty());
  EXPECT_THAT(changed(vpc, subnet, block("!GetAtt V.CidrBlock"), "{CidrBlock: 10.0.1.0/24}"),
              IsEmpty());
  EXPECT_THAT(changed(vpc, subnet, block("10.0.0.0/16"), "{CidrBlock: 10.0.2.0/24}"),
              ElementsAre("replace R", "  /Properties/CidrBlock replaces"));
  EXPECT_THAT(changed(vpc, subnet, block("10.0.0.0/24"), "{CidrBlock: 10.0.1.0/24}"),
              ElementsAre("replace R", "  /Properties/CidrBlock replaces"));
}

TEST(SameThing, BytesInBase64AreWhatFnBase64Gives) {
  const auto changes = [&](const std::string& data) {
    return changed("", "AWS::EC2::Instance", "{UserData: !Base64 'echo hi'}",
                   "{UserData: " + data + "}");
  };
  EXPECT_THAT(changes("ZWNobyBoaQ=="), IsEmpty());
  EXPECT_THAT(changes("ZWNobyBobw=="), ElementsAre("may_replace R", StartsWith("  /Properties/")));
}

TEST(SameThing, APatternOfEventsIsMadeOfSets) {
  const std::string rule = "AWS::Events::Rule";
  EXPECT_THAT(changed("", rule, "{EventPattern: {source: [a, b], detail: {x: [{prefix: p}, q]}}}",
                      "{EventPattern: {detail: {x: [q, {prefix: p}]}, source: [b, a]}}"),
              IsEmpty());
  EXPECT_THAT(changed("", rule, "{EventPattern: {detail: {x: [{numeric: ['>', 0, '<', 5]}]}}}",
                      "{EventPattern: {detail: {x: [{numeric: ['<', 0, '>', 5]}]}}}"),
              Not(IsEmpty()));
  const std::string mapping = "AWS::Lambda::EventSourceMapping";
  const auto filter = [](const std::string& pattern) {
    return "{FilterCriteria: {Filters: [{Pattern: '" + pattern + "'}]}}";
  };
  EXPECT_THAT(changed("", mapping, filter(R"({"body": {"a": ["x", "y"]}})"),
                      filter(R"({"body":{"a":["y","x"]}})")),
              IsEmpty());
}

TEST(SameThing, AStateMachineIsAMapOrAText) {
  const std::string machine = "AWS::StepFunctions::StateMachine";
  const std::string text =
      R"({DefinitionString: '{"StartAt":"A","States":{"A":{"Type":"Pass"}}}'})";
  EXPECT_THAT(changed("", machine, text, "{Definition: {States: {A: {Type: Pass}}, StartAt: A}}"),
              IsEmpty());
  EXPECT_THAT(changed("", machine, text, "{Definition: {States: {B: {Type: Pass}}, StartAt: B}}"),
              ElementsAre("update R", "  /Properties/DefinitionString in_place",
                          "  /Properties/Definition in_place"));
}

TEST(SameThing, JsonIsWhatItSaysOnlyWhereTheServiceReadsItAsJson) {
  const auto texts = [](const std::string& property, const std::string& old_json,
                        const std::string& new_json) {
    return std::pair("{" + property + ": '" + old_json + "'}",
                     "{" + property + ": '" + new_json + "'}");
  };
  const auto changes = [&](const std::string& type, const std::string& property,
                           const std::string& old_json, const std::string& new_json) {
    const auto [before, after] = texts(property, old_json, new_json);
    return !changed("", type, before, after).empty();
  };
  constexpr const char* one = R"({"a": 1, "b": [2]})";
  constexpr const char* spaced = R"({"b": [ 2 ],  "a": 1})";
  constexpr const char* other = R"({"a": "1", "b": [2]})";
  EXPECT_FALSE(changes("AWS::CloudWatch::Dashboard", "DashboardBody", one, spaced));
  EXPECT_TRUE(changes("AWS::CloudWatch::Dashboard", "DashboardBody", one, other));
  EXPECT_FALSE(changes("AWS::StepFunctions::StateMachine", "DefinitionString", one, spaced));
  EXPECT_FALSE(changes("AWS::SQS::Queue", "RedrivePolicy", one, spaced));
  EXPECT_TRUE(changes("AWS::SSM::Parameter", "Value", one, spaced));
  EXPECT_TRUE(changes("AWS::SecretsManager::Secret", "SecretString", one, spaced));
  EXPECT_TRUE(changes("AWS::EC2::Instance", "UserData", one, spaced));
  EXPECT_TRUE(changes("Custom::Thing", "Settings", one, spaced));
  EXPECT_TRUE(changes("AWS::DMS::ReplicationTask", "TableMappings", one, spaced));
  const auto [before, after] = texts("a", one, spaced);
  EXPECT_FALSE(changed("", "AWS::Lambda::Function", "{Environment: {Variables: " + before + "}}",
                       "{Environment: {Variables: " + after + "}}")
                   .empty());
  // A text in JSON is a text.
  EXPECT_FALSE(changed("", "AWS::StepFunctions::StateMachine", "{Definition: " + before + "}",
                       "{Definition: " + after + "}")
                   .empty());
}

TEST(SameThing, ListsThatAreSetsHaveNoOrder) {
  const auto firewall = [](const std::string& countries) {
    return "{Rules: [{Name: g, Statement: {GeoMatchStatement: {CountryCodes: [" + countries +
           "]}}}]}";
  };
  EXPECT_THAT(changed("", "AWS::WAFv2::WebACL", firewall("CN, RU"), firewall("RU, CN")), IsEmpty());
  EXPECT_THAT(changed("", "AWS::WAFv2::WebACL", firewall("CN, RU"), firewall("RU, US")),
              Not(IsEmpty()));
  const auto task = [](const std::string& mounts) {
    return "{ContainerDefinitions: [{Name: c, MountPoints: [" + mounts + "]}]}";
  };
  EXPECT_THAT(changed("", "AWS::ECS::TaskDefinition",
                      task("{SourceVolume: a, ContainerPath: /a}, {SourceVolume: b}"),
                      task("{SourceVolume: b}, {ContainerPath: /a, SourceVolume: a}")),
              IsEmpty());
}

TEST(SameThing, ConditionsAreWhatTheyComeToForAllAllowedValues) {
  const auto bucket = [](const std::string& condition, const std::string& values,
                         const std::string& choice = "[P, a, b]") {
    return "Parameters: {E: {Type: String, AllowedValues: [" + values +
           "]}}\nConditions: {P: " + condition +
           "}\nResources:\n  B: {Type: AWS::S3::Bucket, Condition: P, Properties: {BucketName: "
           "!If " +
           choice + "}}\n";
  };
  const std::string is_prod = "!Equals [!Ref E, prod]";
  const std::string is_not_dev = "!Not [!Equals [!Ref E, dev]]";
  EXPECT_THAT(Compared(bucket(is_prod, "prod, dev"), bucket(is_not_dev, "prod, dev")).lines(),
              IsEmpty());
  EXPECT_THAT(
      Compared(bucket(is_prod, "prod, dev, test"), bucket(is_not_dev, "prod, dev, test")).lines(),
      Not(IsEmpty()));
  const std::string is_test = "!Or [!Equals [!Ref E, dev], !Equals [test, !Ref E]]";
  const std::string three = "Parameters: {E: {Type: String, AllowedValues: [prod, dev, test]}}\n";
  const std::string chosen =
      "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: !If [P, ";
  EXPECT_THAT(Compared(three + "Conditions: {P: " + is_prod + "}\n" + chosen + "a, b]}}}\n",
                       three + "Conditions: {P: " + is_test + "}\n" + chosen + "b, a]}}}\n")
                  .lines(),
              ElementsAre("update B", "  /Properties/BucketName none", "condition P", "   none"));
}

TEST(SameThing, ANumberIsWhatCloudFormationReadsOfIt) {
  const auto queue = [](const std::string& delay) { return "{DelaySeconds: " + delay + "}"; };
  const std::string type = "AWS::SQS::Queue";
  EXPECT_THAT(changed("", type, queue("0x10"), queue("16")), IsEmpty());
  EXPECT_THAT(changed("", type, queue("0020"), queue("16")), IsEmpty());
  EXPECT_THAT(changed("", type, queue("'0020'"), queue("16")), Not(IsEmpty()));
  // An account whose quotes are lost is another one, as is what looks like ten.
  EXPECT_THAT(changed("", type, queue("020"), queue("20")),
              ElementsAre("update R", "  /Properties/DelaySeconds in_place"));
  const auto topic = [](const std::string& name) { return "{DisplayName: " + name + "}"; };
  for (const std::string account : {"012345670123", "012345678901"}) {
    EXPECT_THAT(changed("", "AWS::SNS::Topic", topic("'" + account + "'"), topic(account)),
                Not(IsEmpty()));
  }
}

TEST(SameThing, ConditionKeysHaveNoCaseAndProtocolsHaveNumbers) {
  const auto queue = [](const std::string& key, const std::string& account) {
    return "{PolicyDocument: {Statement: [{Effect: Allow, Principal: '*', Action: 'sqs:*', "
           "Resource: '*', Condition: {StringEquals: {'" +
           key + "': '" + account + "'}}}]}}";
  };
  const std::string type = "AWS::SQS::QueuePolicy";
  EXPECT_THAT(changed("", type, queue("aws:SourceAccount", "1"), queue("aws:sourceaccount", "1")),
              IsEmpty());
  EXPECT_THAT(changed("", type, queue("aws:SourceAccount", "1"), queue("aws:sourceaccount", "2")),
              Not(IsEmpty()));
  EXPECT_THAT(changed("", "AWS::EC2::SecurityGroup",
                      "{SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80}]}",
                      "{SecurityGroupIngress: [{IpProtocol: '6', FromPort: 80}]}"),
              ElementsAre("update R", "  /Properties/SecurityGroupIngress/0/IpProtocol none"));
}

}  // namespace
}  // namespace omnitrack::diff

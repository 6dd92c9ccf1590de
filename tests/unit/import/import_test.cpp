#include "import_test.hpp"

#include <gtest/gtest.h>

namespace omnitrack::importing {
namespace {

TEST(Import, WritesAnAppWithItsBuildAndItsLockFile) {
  const ImportedApp app = app_of(R"(AWSTemplateFormatVersion: '2010-09-09'
Description: A shop
Resources:
  Jobs: {Type: AWS::SQS::Queue}
)");
  EXPECT_TRUE(app.problems.empty());
  ASSERT_EQ(app.files.size(), 3U);
  EXPECT_EQ(app.files[0].name, "main.cpp");
  EXPECT_EQ(app.files[0].text, R"(#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "Shop", .description = "A shop"});

  stack.add(QueueProps{
      .id = "Jobs",
      .encrypted = {},
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::unspecified,
  });
}

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
)");
  EXPECT_EQ(app.files[1].name, "CMakeLists.txt");
  EXPECT_NE(app.files[1].text.find("omnitrack_add_app(shop main.cpp)"), std::string::npos);
  EXPECT_EQ(app.files[2].name, "omnitrack.lock.json");
  EXPECT_NE(app.files[2].text.find(R"("Jobs": {"path": "Shop/Jobs", "type": "AWS::SQS::Queue")"),
            std::string::npos);
}

TEST(Import, AReferenceIsAValueAndWhatIsNamedComesFirst) {
  EXPECT_EQ(resources_of(R"(
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument: {Statement: {Effect: Allow, Resource: !GetAtt Jobs.Arn}}
  Jobs:
    Type: AWS::SQS::Queue
)"),
            R"(  auto& jobs = stack.add(QueueProps{
      .id = "Jobs",
      .encrypted = {},
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::unspecified,
  });
  stack.add(cfn::sqs::QueuePolicyProps{
      .id = "Policy",
      .policy_document = {
          {"Statement", Json::object({{"Effect", "Allow"}, {"Resource", jobs.arn()}})},
      },
      .queues = {jobs.url()},
  });
)");
}

TEST(Import, AnEnumeratorATagAndAStructureAreTyped) {
  EXPECT_EQ(resources_of(R"(
  Images:
    Type: AWS::ECR::Repository
    Properties:
      EncryptionConfiguration: {EncryptionType: KMS}
      Tags: [{Key: team, Value: shop}]
)"),
            R"(  stack.add(cfn::ecr::RepositoryProps{
      .id = "Images",
      .encryption_configuration = {{
          .encryption_type = cfn::ecr::repository::EncryptionConfiguration::EncryptionType::kms,
      }},
      .tags = {{.key = "team", .value = "shop"}},
  });
)");
}

TEST(Import, AConditionLosesWhatIsNoLetterOrDigitUnlessAnotherOneIsNamedSo) {
  const std::string conditions =
      "AWSTemplateFormatVersion: '2010-09-09'\nConditions:\n  Is&Live: !Equals [!Ref AWS::Region, "
      "eu-west-1]\nResources:\n  Thing: {Type: "
      "AWS::X::Y, Condition: Is&Live}\n";
  EXPECT_EQ(statements_of(conditions), R"(  auto& is_live = stack.add(ConditionProps{
      .id = "Is&Live",
      .expression = fn::equals(stack.region(), "eu-west-1"),
  });

  auto& thing = stack.add(UntypedResourceProps{.id = "Thing", .type = "AWS::X::Y"});
  thing.set_condition(is_live);
)");
  std::string both = conditions;
  both.insert(both.find("  Is&Live"), "  IsLive: !Equals [a, b]\n");
  const ImportedApp refused = app_of(both);
  ASSERT_EQ(refused.problems.size(), 1U);
  EXPECT_EQ(refused.problems[0].path, "Conditions/Is&Live");
}

TEST(Import, AResourceThatAMacroMakesIsRefused) {
  const ImportedApp refused = app_of(
      "Resources:\n  A: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://a/b}}}\n");
  ASSERT_EQ(refused.problems.size(), 1U);
  EXPECT_EQ(refused.problems[0].path, "Resources/A");
  EXPECT_EQ(refused.problems[0].message, "a resource that a macro makes cannot be written as code");
}

TEST(Import, AParameterTakesTheKindOfThePlaceItStandsIn) {
  EXPECT_EQ(statements_of(R"(AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Seconds: {Type: Number, Default: 30, NoEcho: true}
  Zones: {Type: 'List<AWS::EC2::AvailabilityZone::Name>'}
  Key: {Type: String}
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {DelaySeconds: !Ref Seconds, KmsMasterKeyId: !Ref Key}
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: '1', MaxSize: !Ref Seconds, AvailabilityZones: !Ref Zones}
)"),
            R"(  auto& seconds = stack.add(ParameterProps{
      .id = "Seconds",
      .default_value = 30,
      .no_echo = true,
      .type = ParameterType::number,
  });
  auto& zones = stack.add(ParameterProps{
      .id = "Zones",
      .type = ParameterType::list_of_availability_zone_names,
  });
  auto& key = stack.add(ParameterProps{.id = "Key"});

  stack.add(QueueProps{
      .id = "Jobs",
      .delay = seconds.as<std::int64_t>(),
      .enforce_tls = false,
      .kms_key = key.as<cfn::kms::KeyArn>(),
      .removal_policy = RemovalPolicy::unspecified,
  });

  stack.add(cfn::autoscaling::AutoScalingGroupProps{
      .id = "Group",
      .max_size = seconds.value(),
      .min_size = "1",
      .availability_zones = zones.list(),
  });
)");
}

TEST(Import, ASubIsAConcatAndALookUpAFind) {
  EXPECT_EQ(
      statements_of(R"(AWSTemplateFormatVersion: '2010-09-09'
Mappings:
  Sizes: {eu-west-1: {Days: 4}}
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub 'jobs-${AWS::Region}-${!Kept}'
      DelaySeconds: !FindInMap [Sizes, !Ref AWS::Region, Days]
)"),
      R"(  auto& sizes = stack.add(MappingProps{.id = "Sizes", .table = {{"eu-west-1", {{"Days", 4}}}}});

  stack.add(QueueProps{
      .id = "Jobs",
      .delay = as<std::int64_t>(sizes.find(stack.region(), "Days")),
      .encrypted = {},
      .enforce_tls = false,
      .queue_name = concat("jobs-", stack.region(), "-${Kept}"),
      .removal_policy = RemovalPolicy::unspecified,
  });
)");
}

TEST(Import, AConditionChoosesBetweenValues) {
  EXPECT_EQ(statements_of(R"(AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Stage: {Type: String}
Conditions:
  IsTest: !Not [{Condition: IsLive}]
  IsLive: !Equals [!Ref Stage, live]
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Condition: IsTest
    Properties:
      DelaySeconds: !If [IsLive, 5, !Ref AWS::NoValue]
      Tags: [!If [IsLive, {Key: a, Value: b}, !Ref AWS::NoValue]]
)"),
            R"(  auto& stage = stack.add(ParameterProps{.id = "Stage"});

  auto& is_live = stack.add(ConditionProps{
      .id = "IsLive",
      .expression = fn::equals(stage.value(), "live"),
  });
  auto& is_test = stack.add(ConditionProps{.id = "IsTest", .expression = fn::not_(is_live)});

  auto& jobs = stack.add(QueueProps{
      .id = "Jobs",
      .delay = fn::if_<std::int64_t>(is_live, 5, no_value),
      .encrypted = {},
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::unspecified,
  });
  jobs.resource().props.tags = {fn::if_<Tag>(is_live, Tag{.key = "a", .value = "b"}, no_value)};
  jobs.resource().set_condition(is_test);
)");
}

TEST(Import, WhatTheSpecificationDoesNotKnowStaysAsItIs) {
  EXPECT_EQ(resources_of(R"(
  Jobs:
    Type: AWS::SQS::Queue
    DeletionPolicy: Retain
    Properties: {Colour: blue, DelaySeconds: soon, QueueName: !Ref Nobody}
  Thing:
    Type: Custom::Thing
    Properties: {ServiceToken: token, Size: 3}
)"),
            R"(  auto& jobs = stack.add(cfn::sqs::QueueProps{.id = "Jobs"});
  jobs.override_at("/Properties/DelaySeconds", "soon");
  jobs.override_at("/Properties/QueueName", Json::object({{"Ref", "Nobody"}}));
  jobs.override_at("/Properties/Colour", "blue");
  jobs.override_at("/DeletionPolicy", "Retain");

  stack.add(CustomResourceProps{
      .id = "Thing",
      .provider = "token",
      .properties = {{"Size", 3}},
      .removal_policy = RemovalPolicy::unspecified,
      .type = "Custom::Thing",
  });
)");
}

TEST(Import, WhatIsNoMapOfPropertiesAndAZeroInATextAreKept) {
  EXPECT_EQ(
      resources_of(R"(
  First: {Type: AWS::SNS::Topic, Properties: [1]}
  Second: {Type: AWS::SNS::Topic, Properties: {DisplayName: "a\0b"}}
)"),
      R"(  auto& first = stack.add(UntypedResourceProps{.id = "First", .type = "AWS::SNS::Topic"});
  first.override_at("/Properties", Json::array({1}));
  stack.add(TopicProps{
      .id = "Second",
      .display_name = std::string_view("a\000b", 3),
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::unspecified,
      .signature_version = {},
  });
)");
}

TEST(Import, ANumberIsWhatCloudFormationReadsOfIt) {
  EXPECT_EQ(resources_of(R"(
  First: {Type: AWS::SNS::Topic, Metadata: {Count: 010}}
  Second: {Type: AWS::SNS::Topic, Properties: {DisplayName: 010, TopicName: '010'}}
)"),
            R"(  auto& first = stack.add(TopicProps{
      .id = "First",
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::unspecified,
      .signature_version = {},
  });
  first.resource().add_metadata("Count", 8);
  stack.add(TopicProps{
      .id = "Second",
      .display_name = "8",
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::unspecified,
      .signature_version = {},
      .topic_name = "010",
  });
)");
}

TEST(Import, AResourceWithoutWhatItsTypeRequiresIsUntyped) {
  const std::string code = resources_of("  Policy: {Type: AWS::SQS::QueuePolicy}\n");
  EXPECT_EQ(
      code,
      "  stack.add(UntypedResourceProps{.id = \"Policy\", .type = \"AWS::SQS::QueuePolicy\"});\n");
}

TEST(Import, TextOfSeveralLinesIsRawAndALongOneIsTakenApart) {
  EXPECT_EQ(statements_of(R"(AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Why:
    Type: String
    Description: A sentence that is far too long for a line of code, so that it goes on in the next one, as in code that a person wrote.
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Metadata:
      Note: |
        one "quoted"
        two
)"),
            R"x(  stack.add(ParameterProps{
      .id = "Why",
      .description =
          "A sentence that is far too long for a line of code, so that it goes on in the next one, "
          "as in code that a person wrote.",
  });

  auto& topic = stack.add(TopicProps{
      .id = "Topic",
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::unspecified,
      .signature_version = {},
  });
  topic.resource().add_metadata("Note", R"(one "quoted"
two
)");
)x");
}

TEST(Import, ADependencyThatAReferenceMakesIsKeptAsItIsWritten) {
  EXPECT_EQ(resources_of(R"(
  First: {Type: AWS::SNS::Topic}
  Second: {Type: AWS::SNS::Topic, DependsOn: First}
  Third:
    Type: AWS::SNS::Subscription
    DependsOn: First
    Properties: {TopicArn: !Ref First, Protocol: email}
)"),
            R"(  auto& first = stack.add(TopicProps{
      .id = "First",
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::unspecified,
      .signature_version = {},
  });
  auto& second = stack.add(TopicProps{
      .id = "Second",
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::unspecified,
      .signature_version = {},
  });
  second.depends_on(first);
  auto& third = stack.add(cfn::sns::SubscriptionProps{
      .id = "Third",
      .protocol = "email",
      .topic_arn = first.arn(),
  });
  third.override_at("/DependsOn", "First");
)");
}

TEST(Import, ATemplateWithoutAVersionOrWithGlobalsIsMadeAsItIs) {
  EXPECT_EQ(statements_of(R"(Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Timeout: 3}}
Resources:
  Topic: {Type: AWS::SNS::Topic}
)"),
            R"(  stack.set_section("AWSTemplateFormatVersion", no_value);
  stack.add_transform("AWS::Serverless-2016-10-31");

  stack.set_section("Globals", Json::object({{"Function", Json::object({{"Timeout", 3}})}}));

  stack.add(TopicProps{
      .id = "Topic",
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::unspecified,
      .signature_version = {},
  });
)");
}

TEST(Import, TheLengthOfAListWithoutItemsIsSaid) {
  EXPECT_EQ(resources_of(R"(
  Thing: {Type: 'Custom::Thing', Properties: {None: !Length [], Two: !Length [a, b]}}
)"),
            R"(  stack.add(UntypedResourceProps{
      .id = "Thing",
      .type = "Custom::Thing",
      .properties = {
          {"None", fn::length(List<std::string>::empty())},
          {"Two", fn::length(List<std::string>{"a", "b"})},
      },
  });
)");
}

TEST(Import, ALoopOverWhatTheTemplateHoldsIsWrittenOut) {
  EXPECT_EQ(statements_of(R"(AWSTemplateFormatVersion: '2010-09-09'
Mappings: {Names: {All: {Queues: [A, B, C]}}}
Resources:
  # What waits
  Fn::ForEach::Queues:
    - Name
    - !FindInMap [Names, All, Queues]
    - 'Queue${Name}': {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'shop-${Name}'}}
Outputs:
  Fn::ForEach::Urls: [Name, [A, B], {'Url${Name}': {Value: !Ref 'Queue${Name}'}}]
)"),
            R"(  stack.add(MappingProps{
      .id = "Names",
      .table = {{"All", {{"Queues", Json::array({"A", "B", "C"})}}}},
  });

  // What waits
  auto& queue_a = stack.add(QueueProps{
      .id = "QueueA",
      .encrypted = {},
      .enforce_tls = false,
      .queue_name = "shop-A",
      .removal_policy = RemovalPolicy::unspecified,
  });
  auto& queue_b = stack.add(QueueProps{
      .id = "QueueB",
      .encrypted = {},
      .enforce_tls = false,
      .queue_name = "shop-B",
      .removal_policy = RemovalPolicy::unspecified,
  });
  stack.add(QueueProps{
      .id = "QueueC",
      .encrypted = {},
      .enforce_tls = false,
      .queue_name = "shop-C",
      .removal_policy = RemovalPolicy::unspecified,
  });

  stack.add(OutputProps{.id = "UrlA", .value = queue_a.url()});
  stack.add(OutputProps{.id = "UrlB", .value = queue_b.url()});
)");
}

TEST(Import, WhatNoCodeSaysIsAProblemWithItsPlace) {
  const ImportedApp app = app_of(R"(Resources:
  Fn::ForEach::Topics: [Name, !Ref Names, {'T${Name}': {Type: AWS::SNS::Topic}}]
  Topic: {Type: AWS::SNS::Topic}
Outputs:
  Url: {Value: a, Exports: b}
)");
  ASSERT_EQ(app.problems.size(), 2U);
  EXPECT_EQ(app.problems[0].path, "Resources/Fn::ForEach::Topics");
  EXPECT_EQ(app.problems[0].begin, 13U);
  EXPECT_EQ(app.problems[0].message,
            "a loop over what only the deployment knows cannot be written as code");
  EXPECT_EQ(app.problems[1].path, "Outputs/Url");
  EXPECT_EQ(app.problems[1].message, "no code says 'Exports' here");
}

}  // namespace
}  // namespace omnitrack::importing

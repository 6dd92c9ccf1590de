#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

std::string found(std::string_view text) { return found_by(check_services, text); }

/// One resource `R`, with the lines of its properties in YAML's flow style.
std::string one(std::string_view type, std::string_view properties) {
  return found("Resources:\n  R:\n    Type: " + std::string(type) +
               "\n    Properties: " + std::string(properties) + "\n");
}

testing::AssertionResult says(const std::string& found, std::string_view expected) {
  if (found.find(expected) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "'" << expected << "' is not in:\n" << found;
}

TEST(Functions, TellRuntimesThatAreGone) {
  EXPECT_TRUE(says(one("AWS::Lambda::Function", "{Runtime: python2.7}"), "error OT4601"));
  EXPECT_EQ(one("AWS::Lambda::Function", "{Runtime: python3.13}"), "");
  EXPECT_EQ(one("AWS::Lambda::Function", "{Runtime: !Ref Runtime}"), "");
}

TEST(Functions, WarnOfRuntimesWhoseEndAwsHasPutOff) {
  for (const std::string_view runtime :
       {"nodejs14.x", "nodejs16.x", "nodejs18.x", "nodejs20.x", "python3.7", "python3.8",
        "python3.9", "python3.10", "dotnet6", "ruby2.7", "ruby3.2", "go1.x", "java8", "provided",
        "provided.al2"}) {
    const std::string lines =
        one("AWS::Lambda::Function", "{Runtime: " + std::string(runtime) + "}");
    EXPECT_TRUE(says(lines, "warning OT4602")) << runtime;
    EXPECT_EQ(lines.find("error OT4601"), std::string::npos) << lines;
  }
  for (const std::string_view runtime : {"java8.al2", "java11", "java17", "python3.11"}) {
    EXPECT_EQ(one("AWS::Lambda::Function", "{Runtime: " + std::string(runtime) + "}"), "");
  }
}

TEST(Functions, TellDeprecatedRuntimesInTheBranchesOfACondition) {
  const std::string lines =
      one("AWS::Lambda::Function", "{Runtime: !If [Old, dotnet8, python3.13]}");
  EXPECT_TRUE(says(lines, "warning OT4602"));
  EXPECT_TRUE(says(lines, "Runtime/Fn::If/1"));
}

TEST(Services, LeaveResourcesToAMacroOfOnesOwn) {
  const auto with = [](std::string_view head, std::string_view beside, std::string_view inside) {
    return found(std::string(head) + "Resources: {R: {Type: AWS::Lambda::Function" +
                 std::string(beside) + ", Properties: {Runtime: python2.7" + std::string(inside) +
                 "}}}");
  };
  constexpr std::string_view mine = ", 'Fn::Transform': {Name: Mine}";
  EXPECT_TRUE(says(with("", "", ""), "error OT4601"));
  EXPECT_TRUE(says(with("", "", ", 'Fn::Transform': {Name: AWS::Include}"), "error OT4601"));
  EXPECT_EQ(with("Transform: Mine\n", "", ""), "");
  EXPECT_EQ(with("", mine, ""), "");
  EXPECT_EQ(with("", "", mine), "");
}

TEST(Functions, FromArchivesNeedAHandlerAndARuntime) {
  const std::string lines = one("AWS::Lambda::Function", "{Code: {S3Bucket: b, S3Key: k}}");
  EXPECT_TRUE(says(lines, "needs 'Handler'"));
  EXPECT_TRUE(says(lines, "needs 'Runtime'"));
  EXPECT_EQ(one("AWS::Lambda::Function", "{Code: {ImageUri: i}, PackageType: Image}"), "");
  EXPECT_EQ(one("AWS::Lambda::Function", "{Code: !Ref Code}"), "");
}

TEST(Functions, HaveEnvironmentsOfFourKilobytes) {
  const auto with = [](std::size_t size) {
    return one("AWS::Lambda::Function",
               "{Environment: {Variables: {A: " + std::string(size, 'x') + ", B: !Ref C}}}");
  };
  EXPECT_TRUE(says(with(4096), "error OT4604"));
  EXPECT_EQ(with(4000), "");
}

TEST(Functions, StartFromSnapshotsWithSomeRuntimesOnly) {
  EXPECT_TRUE(says(one("AWS::Lambda::Function",
                       "{Runtime: nodejs24.x, SnapStart: {ApplyOn: PublishedVersions}}"),
                   "error OT4605"));
  EXPECT_EQ(
      one("AWS::Lambda::Function", "{Runtime: java21, SnapStart: {ApplyOn: PublishedVersions}}"),
      "");
}

TEST(EventSourceMappings, NeedAQueueThatHidesMessagesLongEnough) {
  const auto mapped = [](std::string_view queue, std::string_view function) {
    return found("Resources:\n  Queue: {Type: AWS::SQS::Queue, Properties: {" + std::string(queue) +
                 "}}\n  F: {Type: AWS::Lambda::Function, Properties: {" + std::string(function) +
                 "}}\n  M: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: "
                 "!GetAtt Queue.Arn, FunctionName: !Ref F}}\n");
  };
  EXPECT_TRUE(says(mapped("", "Timeout: 60"), "error OT4606"));
  EXPECT_EQ(mapped("VisibilityTimeout: 60", "Timeout: 60"), "");
  EXPECT_EQ(mapped("", ""), "");
  EXPECT_EQ(mapped("VisibilityTimeout: !Ref T", "Timeout: 60"), "");
}

TEST(Tables, DefineTheAttributesOfTheirKeys) {
  const std::string lines = one("AWS::DynamoDB::Table",
                                "{AttributeDefinitions: [{AttributeName: pk, AttributeType: S}], "
                                "KeySchema: [{AttributeName: PK, KeyType: HASH}]}");
  EXPECT_TRUE(says(lines, "error OT4610"));
  EXPECT_TRUE(says(one("AWS::DynamoDB::Table", "{KeySchema: [{AttributeName: pk, KeyType: HASH}]}"),
                   "error OT4610"));
  EXPECT_EQ(one("AWS::DynamoDB::Table",
                "{KeySchema: [{AttributeName: pk, KeyType: HASH}], 'Fn::Transform': {Name: M}}"),
            "");
  EXPECT_TRUE(says(lines, "did you mean 'pk'?"));
  EXPECT_TRUE(says(lines, "error OT4611"));
}

TEST(Tables, UseTheirAttributesInIndexes) {
  const auto with = [](std::string_view indexes) {
    return one("AWS::DynamoDB::Table",
               "{AttributeDefinitions: [{AttributeName: a, AttributeType: S}, {AttributeName: b, "
               "AttributeType: S}], KeySchema: [{AttributeName: a, KeyType: HASH}], "
               "GlobalSecondaryIndexes: " +
                   std::string(indexes) + "}");
  };
  EXPECT_EQ(with("[{IndexName: i, KeySchema: [{AttributeName: b, KeyType: HASH}]}]"), "");
  EXPECT_EQ(with("!If [C, [], !Ref 'AWS::NoValue']"), "");
  EXPECT_EQ(with("[!If [C, {KeySchema: [{AttributeName: b}]}, !Ref 'AWS::NoValue']]"), "");
  EXPECT_TRUE(says(with("[]"), "error OT4611"));
}

TEST(Buckets, MoveObjectsWhenS3Can) {
  const auto with = [](std::string_view rule) {
    return one("AWS::S3::Bucket",
               "{LifecycleConfiguration: {Rules: [{" + std::string(rule) + "}]}}");
  };
  EXPECT_TRUE(says(with("Transitions: [{StorageClass: STANDARD_IA, TransitionInDays: 7}]"),
                   "error OT4620"));
  EXPECT_TRUE(says(with("ExpirationInDays: 30, Transitions: [{StorageClass: GLACIER, "
                        "TransitionInDays: 60}]"),
                   "error OT4621"));
  EXPECT_EQ(with("ExpirationInDays: 365, Transitions: [{StorageClass: GLACIER, TransitionInDays: "
                 "0}]"),
            "");
  EXPECT_TRUE(says(one("AWS::S3::Bucket",
                       "{IntelligentTieringConfigurations: [{Tierings: [{AccessTier: "
                       "DEEP_ARCHIVE_ACCESS, Days: 90}]}]}"),
                   "error OT4622"));
}

TEST(BackupPlans, KeepBackupsInColdStorageForNinetyDays) {
  const auto with = [](std::string_view days) {
    return one("AWS::Backup::BackupPlan",
               "{BackupPlan: {BackupPlanRule: [{Lifecycle: {MoveToColdStorageAfterDays: 30, "
               "DeleteAfterDays: " +
                   std::string(days) + "}}]}}");
  };
  EXPECT_TRUE(says(with("119"), "error OT4623"));
  EXPECT_EQ(with("120"), "");
}

TEST(Volumes, OfSomeTypesIgnoreIops) {
  EXPECT_TRUE(says(one("AWS::EC2::Volume", "{VolumeType: gp2, Iops: 100}"), "warning OT4624"));
  EXPECT_EQ(one("AWS::EC2::Volume", "{VolumeType: gp3, Iops: 3000}"), "");
}

TEST(Schedules, AreRatesOrCrons) {
  const auto with = [](std::string_view text) {
    return one("AWS::Events::Rule", "{ScheduleExpression: '" + std::string(text) + "'}");
  };
  for (const std::string_view good :
       {"rate(1 minute)", "rate(5 minutes)", "rate(1 day)", "cron(0 12 * * ? *)",
        "cron(15 10 ? * 6L 2026-2030)", "{{resolve:ssm:s}}"}) {
    EXPECT_EQ(with(good), "");
  }
  for (const std::string_view bad :
       {"rate(1 minutes)", "rate(5 minute)", "rate(0 minutes)", "rate(5)", "rate(2 weeks)",
        "cron(0 12 * * * *)", "cron(0 12 * * ?)", "every day", "rate(5 minutes"}) {
    EXPECT_TRUE(says(with(bad), "error OT4640"));
  }
}

TEST(RecordSets, LieInTheirHostedZone) {
  EXPECT_TRUE(
      says(one("AWS::Route53::RecordSet", "{HostedZoneName: example.com, Name: a.example.com}"),
           "error OT4650"));
  EXPECT_TRUE(
      says(one("AWS::Route53::RecordSet", "{HostedZoneName: example.com., Name: badexample.com}"),
           "error OT4651"));
  EXPECT_EQ(one("AWS::Route53::RecordSet", "{HostedZoneName: example.com., Name: a.example.com.}"),
            "");
  EXPECT_TRUE(says(one("AWS::Route53::RecordSetGroup",
                       "{HostedZoneName: example.com., RecordSets: [{Name: a.example.org}]}"),
                   "RecordSets/0/Name"));
}

TEST(Certificates, AreProvedByTheDomainOrOneAbove) {
  const auto with = [](std::string_view domain) {
    return one("AWS::CertificateManager::Certificate",
               "{DomainValidationOptions: [{DomainName: a.example.com, ValidationDomain: " +
                   std::string(domain) + "}]}");
  };
  EXPECT_TRUE(says(with("example.org"), "error OT4652"));
  EXPECT_EQ(with("example.com"), "");
}

TEST(Topics, SayInTheirNameThatTheyAreFifo) {
  EXPECT_TRUE(says(one("AWS::SNS::Topic", "{TopicName: a, FifoTopic: true}"), "error OT4653"));
  EXPECT_TRUE(says(one("AWS::SNS::Topic", "{TopicName: a.fifo}"), "error OT4653"));
  EXPECT_EQ(one("AWS::SNS::Topic", "{TopicName: a.fifo, FifoTopic: 'true'}"), "");
  EXPECT_EQ(one("AWS::SNS::Topic", "{TopicName: a, FifoTopic: !Ref F}"), "");
}

TEST(Parameters, LeaveReservedNamesAlone) {
  EXPECT_TRUE(says(one("AWS::SSM::Parameter", "{Name: /AWS/a}"), "error OT4654"));
  EXPECT_EQ(one("AWS::SSM::Parameter", "{Name: /app/aws}"), "");
  EXPECT_EQ(one("AWS::SSM::Parameter", "{Name: awsome}"), "");
}

TEST(AutoScalingGroups, DoNotNameEc2BesideOtherChecks) {
  EXPECT_TRUE(says(one("AWS::AutoScaling::AutoScalingGroup", "{HealthCheckType: 'ELB, EC2'}"),
                   "error OT4655"));
  EXPECT_EQ(one("AWS::AutoScaling::AutoScalingGroup", "{HealthCheckType: EC2}"), "");
}

TEST(Distributions, HaveTheOriginsOfTheirBehaviours) {
  const auto with = [](std::string_view target, std::string_view id) {
    return one("AWS::CloudFront::Distribution",
               "{DistributionConfig: {Origins: [{Id: " + std::string(id) +
                   "}], DefaultCacheBehavior: {TargetOriginId: " + std::string(target) + "}}}");
  };
  EXPECT_TRUE(says(with("sites", "site"), "did you mean 'site'?"));
  EXPECT_EQ(with("site", "site"), "");
  EXPECT_EQ(with("site", "!Ref Site"), "");
}

TEST(Distributions, HaveDomainNamesAsAliases) {
  const auto with = [](std::string_view alias) {
    return one("AWS::CloudFront::Distribution",
               "{DistributionConfig: {Aliases: ['" + std::string(alias) + "']}}");
  };
  EXPECT_TRUE(says(with("https://example.com"), "error OT4671"));
  EXPECT_TRUE(says(with("a.*.example.com"), "error OT4671"));
  EXPECT_EQ(with("*.example.com"), "");
}

TEST(EcsServices, NameContainersAndPortsOfTheirTask) {
  const auto with = [](std::string_view container, std::string_view port) {
    return found(
        "Resources:\n  T: {Type: AWS::ECS::TaskDefinition, Properties: "
        "{ContainerDefinitions: [{Name: app, PortMappings: [{ContainerPort: 80}]}]}}\n  "
        "S: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref T, LoadBalancers: "
        "[{ContainerName: " +
        std::string(container) + ", ContainerPort: " + std::string(port) + "}]}}\n");
  };
  EXPECT_TRUE(says(with("web", "80"), "error OT4672"));
  EXPECT_TRUE(says(with("app", "8080"), "error OT4673"));
  EXPECT_EQ(with("app", "80"), "");
  EXPECT_EQ(with("!Ref Name", "8080"), "");
}

TEST(TaskDefinitions, HaveContainersThatCanStart) {
  const auto with = [](std::string_view of_b) {
    return one("AWS::ECS::TaskDefinition",
               "{ContainerDefinitions: [{Name: a, DependsOn: [{ContainerName: b}]}, {Name: b, "
               "DependsOn: " +
                   std::string(of_b) + "}, {Name: c, DependsOn: [{ContainerName: a}]}]}");
  };
  EXPECT_TRUE(says(with("[{ContainerName: a}]"),
                   "Properties/ContainerDefinitions/1/DependsOn/0/ContainerName: containers wait "
                   "for each other: 'a' for 'b' for 'a'"));
  EXPECT_TRUE(
      says(with("[{ContainerName: d}, {ContainerName: c}]"), "'a' for 'b' for 'c' for 'a'"));
  EXPECT_EQ(with("[{ContainerName: d}]"), "");
  EXPECT_EQ(with("[!If [C, {ContainerName: a}, !Ref 'AWS::NoValue']]"), "");
  EXPECT_EQ(with("[{ContainerName: b}]"), "");
}

TEST(TaskDefinitions, HaveOneAddressUnderAwsvpc) {
  const auto with = [](std::string_view mode) {
    return one("AWS::ECS::TaskDefinition",
               "{NetworkMode: " + std::string(mode) +
                   ", ContainerDefinitions: [{PortMappings: [{ContainerPort: 80, HostPort: "
                   "8080}]}]}");
  };
  EXPECT_TRUE(says(with("awsvpc"), "error OT4674"));
  EXPECT_EQ(with("bridge"), "");
}

TEST(Pipelines, BeginWithSources) {
  const auto action = [](std::string_view category, std::string_view provider,
                         std::string_view artifacts) {
    return "[{ActionTypeId: {Category: " + std::string(category) +
           ", Owner: AWS, Provider: " + std::string(provider) + "}, " + std::string(artifacts) +
           "}]";
  };
  const std::string source = action("Source", "S3", "OutputArtifacts: [{Name: A}]");
  const auto with = [](const std::string& first, const std::string& second) {
    return one("AWS::CodePipeline::Pipeline",
               "{Stages: [{Actions: " + first + "}, {Actions: " + second + "}]}");
  };
  EXPECT_EQ(with(source, action("Build", "CodeBuild", "InputArtifacts: [{Name: A}]")), "");
  EXPECT_TRUE(says(with(source, source), "error OT4680"));
  EXPECT_TRUE(says(with(source, source), "error OT4682"));
  EXPECT_TRUE(says(with(source, action("Build", "CodeBuild", "InputArtifacts: [{Name: B}]")),
                   "error OT4681"));
  EXPECT_TRUE(says(with(source, action("Build", "CodeBuild", "Name: B")), "error OT4683"));
  EXPECT_EQ(with(source, action("Build", "CodeBuild", "InputArtifacts: !Ref B")), "");
}

TEST(Pipelines, NameInputsAndNamespacesThatAreThere) {
  const auto with = [](const std::string& configuration, std::string_view name_space = "Src") {
    return one("AWS::CodePipeline::Pipeline",
               "{Stages: [{Actions: [{ActionTypeId: {Category: Source, Owner: AWS, Provider: S3}, "
               "Namespace: " +
                   std::string(name_space) +
                   ", OutputArtifacts: [{Name: A}]}]}, {Actions: [{ActionTypeId: {Category: "
                   "Deploy, Owner: AWS, Provider: CloudFormation}, InputArtifacts: [{Name: A}], "
                   "Configuration: " +
                   configuration + "}]}]}");
  };
  EXPECT_EQ(with("{TemplatePath: 'A::t.yaml'}"), "");
  EXPECT_EQ(with("{TemplatePath: !Sub 'A::${T}.yaml'}"), "");
  EXPECT_EQ(with("{TemplatePath: !Sub '${A}::t.yaml'}"), "");
  EXPECT_EQ(with("{TemplatePath: '#{Src.File}'}"), "");
  EXPECT_TRUE(says(with("{TemplatePath: 'B::t.yaml'}"), "takes no artifact 'B' as its input"));
  EXPECT_TRUE(says(with("{TemplateConfiguration: !Sub 'B::${T}.json'}"), "error OT4681"));
  EXPECT_EQ(with("{ParameterOverrides: '{\"C\": \"#{Src.C} #{variables.D}\"}'}"), "");
  EXPECT_EQ(with("{StackName: '#{codepipeline.PipelineExecutionId}'}"), "");
  EXPECT_EQ(with("{StackName: !Sub '#{${N}.C}'}"), "");
  EXPECT_EQ(with("{StackName: '#{Other.C}'}", "!Ref N"), "");
  EXPECT_TRUE(says(with("{StackName: '#{src.C}'}"), "did you mean 'Src'?"));
  EXPECT_TRUE(says(with("{StackName: !Sub ['${X}', {X: !Join ['', ['#{Other.C}', x]]}]}"),
                   "no action has the namespace 'Other'"));
}

TEST(StateMachines, LeadToStatesThatAreThere) {
  const auto with = [](std::string_view definition) {
    return one("AWS::StepFunctions::StateMachine", "{Definition: " + std::string(definition) + "}");
  };
  EXPECT_EQ(with("{StartAt: A, States: {A: {Type: Pass, Next: B}, B: {Type: Succeed}}}"), "");
  EXPECT_TRUE(says(with("{StartAt: a, States: {A: {Type: Succeed}}}"), "did you mean 'A'?"));
  EXPECT_TRUE(says(with("{StartAt: A, States: {A: {Type: Pass}}}"), "error OT4686"));
  EXPECT_TRUE(says(with("{StartAt: A, States: {A: {Type: Success}}}"), "error OT4685"));
  EXPECT_TRUE(says(with("{StartAt: A, States: {A: {Task: Pass}}}"), "error OT4685"));
  EXPECT_TRUE(says(with("{States: {A: {Type: Succeed}}}"), "error OT4684"));
  EXPECT_TRUE(says(with("{StartAt: A, States: {A: {Type: Parallel, End: true, Branches: [{StartAt: "
                        "B, States: {C: {Type: Succeed}}}]}}}"),
                   "Branches/0/StartAt"));
  EXPECT_EQ(with("{StartAt: A, States: {'Fn::Transform': {Name: 'AWS::Include'}}}"), "");
}

TEST(StateMachines, AreReadFromText) {
  EXPECT_TRUE(says(one("AWS::StepFunctions::StateMachine",
                       R"({DefinitionString: !Sub '{"StartAt": "A", "States": {"B": {"Type":)"
                       R"( "Task", "Resource": "${F}", "End": true}}}'})"),
                   "there is no state 'A' here (at 'StartAt' of the text)"));
}

TEST(StateMachines, AreReadFromTextThatIsPutTogether) {
  const auto with = [](std::string_view text) {
    return one("AWS::StepFunctions::StateMachine", "{DefinitionString: " + std::string(text) + "}");
  };
  EXPECT_TRUE(says(with(R"(!Join ['', ['{"StartAt": "A", "States": {"A": {"Type": "Task", )"
                        R"("Resource": "', !Ref F, '", "Next": "B"}}}']])"),
                   "there is no state 'B' here (at 'States/A/Next' of the text)"));
  EXPECT_TRUE(says(with(R"(!Sub ['{"StartAt": "A", "States": {"A": {"Type": "Wait", )"
                        R"("Seconds": ${S}, "Next": "B"}}}', {S: !Ref P}])"),
                   "there is no state 'B' here"));
  EXPECT_EQ(with(R"(!Sub '{"StartAt": "${A}", "States": {"${A}": {"Type": "Pass", "Next": "B"}, )"
                 R"("B": {"Type": "${T}"}}}')"),
            "");
}

TEST(StateMachines, CallFunctionsThatStepFunctionsHas) {
  const auto with = [](std::string_view value) {
    return one("AWS::StepFunctions::StateMachine",
               "{Definition: {StartAt: A, States: {A: {Type: Pass, End: true, Parameters: {B: "
               "{'c.$': \"" +
                   std::string(value) + "\"}}}}}}");
  };
  EXPECT_EQ(with("States.Format('{} States.X(', States.UUID())"), "");
  EXPECT_EQ(with("$.States.Concat"), "");
  EXPECT_TRUE(says(with("States.Formt('a')"), "error OT4687"));
  EXPECT_TRUE(says(with("States.Formt('a')"), "did you mean 'States.Format'?"));
  EXPECT_TRUE(says(with("States.Format('a', States.Upper($.b))"), "no function 'States.Upper'"));
}

TEST(StateMachines, HaveFieldsOfStates) {
  EXPECT_TRUE(says(one("AWS::StepFunctions::StateMachine",
                       "{Definition: {StartAt: A, States: {A: {Type: Task, Resource: r, "
                       "TimeoutSecond: 3, End: true}}}}"),
                   "a state has no field 'TimeoutSecond' (did you mean 'TimeoutSeconds'?)"));
}

TEST(Alarms, NameTheQueriesThatTheyHave) {
  const auto with = [](std::string_view expression) {
    return one("AWS::CloudWatch::Alarm", "{Metrics: [{Id: calls}, {Id: e1, Expression: \"" +
                                             std::string(expression) + "\"}]}");
  };
  EXPECT_EQ(with("IF(calls > 1e3, FILL(calls, REPEAT), 0) + SUM(METRICS('errors'))"), "");
  EXPECT_EQ(with("SELECT AVG(x) FROM y"), "");
  EXPECT_TRUE(says(with("100 * errors / calls"), "error OT4689"));
  EXPECT_TRUE(says(with("100 * call"), "no query has the id 'call' (did you mean 'calls'?)"));
}

TEST(Subnets, LieInTheirVpc) {
  const auto with = [](std::string_view vpc, std::string_view subnet) {
    return found(
        "Resources:\n  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: " + std::string(vpc) +
        "}}\n  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: " +
        std::string(subnet) + "}}\n");
  };
  EXPECT_TRUE(says(with("10.0.0.0/16", "10.1.0.0/24"), "error OT4630"));
  EXPECT_EQ(with("10.0.0.0/16", "10.0.255.0/24"), "");
  EXPECT_EQ(with("!Ref Cidr", "10.1.0.0/24"), "");
  EXPECT_EQ(with("10.0.0.0/16", "!Ref Cidr"), "");
}

TEST(Subnets, MayLieInASecondRangeOfTheirVpc) {
  EXPECT_EQ(found("Resources:\n  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n"
                  "  C: {Type: AWS::EC2::VPCCidrBlock, Properties: {VpcId: !Ref V, CidrBlock: "
                  "10.1.0.0/16}}\n"
                  "  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: "
                  "10.1.0.0/24}}\n"),
            "");
}

TEST(Subnets, DoNotOverlapUnlessConditionsMayChooseOne) {
  const auto with = [](std::string_view first, std::string_view second) {
    return found(
        "Parameters: {P: {Type: String}}\n"
        "Conditions:\n  A: !Equals [!Ref P, a]\n  B: !Equals [!Ref P, b]\n"
        "  NotA: !Not [!Condition A]\n  Q: !Equals [!Ref 'AWS::Region', x]\n"
        "Resources:\n  S: {Type: AWS::EC2::Subnet, " +
        std::string(first) +
        " Properties: {VpcId: !Ref V, CidrBlock: 10.0.0.0/23}}\n  T: {Type: "
        "AWS::EC2::Subnet, " +
        std::string(second) + " Properties: {VpcId: !Ref V, CidrBlock: 10.0.1.0/24}}\n");
  };
  EXPECT_TRUE(says(with("", ""), "error OT4631"));
  EXPECT_EQ(with("Condition: A,", "Condition: Q,"), "");
  EXPECT_TRUE(says(with("Condition: A,", ""), "error OT4631"));
  EXPECT_EQ(with("Condition: A,", "Condition: B,"), "");
  EXPECT_EQ(with("Condition: A,", "Condition: NotA,"), "");
  EXPECT_EQ(with("Condition: A,", "Condition: Unknown,"), "");
}

TEST(Endpoints, HaveAPrivateNameOnce) {
  const auto with = [](std::string_view second) {
    return found(
        "Resources:\n  A: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref V, "
        "ServiceName: !Sub 'a.${AWS::Region}', VpcEndpointType: Interface, "
        "PrivateDnsEnabled: true}}\n  B: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: "
        "!Ref V, ServiceName: !Sub '" +
        std::string(second) +
        ".${AWS::Region}', VpcEndpointType: Interface, PrivateDnsEnabled: true}}\n");
  };
  EXPECT_TRUE(says(with("a"), "error OT4632"));
  EXPECT_EQ(with("b"), "");
}

TEST(ApiAccounts, AreOneForAllApis) {
  const auto with = [](std::string_view condition) {
    return found(
        "Conditions: {C: !Equals [a, b]}\nResources:\n  A: {Type: AWS::ApiGateway::Account, "
        "Properties: {CloudWatchRoleArn: r}}\n  B: {Type: AWS::ApiGateway::Account, " +
        std::string(condition) + "Properties: {CloudWatchRoleArn: s}}\n");
  };
  EXPECT_TRUE(says(with(""), "warning OT4662"));
  EXPECT_EQ(with("Condition: C, "), "");
}

TEST(Deployments, WaitForTheMethodsOfTheirApi) {
  const auto with = [](std::string_view depends) {
    return found(
        "Resources:\n  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}\n  M: "
        "{Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api}}\n  D: {Type: "
        "AWS::ApiGateway::Deployment, " +
        std::string(depends) + " Properties: {RestApiId: !Ref Api}}\n");
  };
  EXPECT_TRUE(says(with(""), "warning OT4660"));
  EXPECT_EQ(with("DependsOn: M,"), "");
}

TEST(LogGroups, HaveTwoSubscriptionFilters) {
  std::string text = "Resources:\n";
  for (const char id : {'A', 'B'}) {
    text += std::string("  ") + id +
            ": {Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: !Ref G}}\n";
  }
  EXPECT_EQ(found(text), "");
  text += "  C: {Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: !Ref G}}\n";
  EXPECT_TRUE(says(found(text), "error OT4661"));
}

TEST(Names, StandOncePerType) {
  const auto with = [](std::string_view first, std::string_view second) {
    return found(
        "Parameters: {P: {Type: String}}\nConditions:\n  C: !Equals [!Ref P, a]\n  D: "
        "!Not [!Condition C]\nResources:\n  A: {Type: AWS::Logs::LogGroup, " +
        std::string(first) + "}\n  B: {Type: AWS::Logs::LogGroup, " + std::string(second) + "}\n");
  };
  EXPECT_TRUE(
      says(with("Properties: {LogGroupName: a}", "Properties: {LogGroupName: a}"), "error OT4690"));
  EXPECT_TRUE(says(with("Properties: {LogGroupName: !Sub '${P}-a'}",
                        "Properties: {LogGroupName: !Sub '${P}-a'}"),
                   "'A' already has the same 'LogGroupName'"));
  EXPECT_EQ(with("Properties: {LogGroupName: a}", "Properties: {LogGroupName: b}"), "");
  EXPECT_EQ(with("Condition: C, Properties: {LogGroupName: a}",
                 "Condition: D, Properties: {LogGroupName: a}"),
            "");
  EXPECT_EQ(with("Properties: {}", "Properties: {}"), "");
}

TEST(Claims, AreOfOneResource) {
  const auto with = [](std::string_view type, std::string_view first, std::string_view second) {
    return found(
        "Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, a]}\n"
        "Resources:\n  A: {Type: " +
        std::string(type) + ", " + std::string(first) + "}\n  B: {Type: " + std::string(type) +
        ", " + std::string(second) + "}\n");
  };
  const auto twice = [&](std::string_view type, std::string_view properties) {
    const std::string given = "Properties: {" + std::string(properties) + "}";
    return with(type, given, given);
  };
  constexpr std::string_view attachment = "AWS::EC2::VPCGatewayAttachment";
  constexpr std::string_view first = "Properties: {VpcId: !Ref P, InternetGatewayId: igw-12345678}";
  constexpr std::string_view second =
      "Properties: {VpcId: !Ref P, InternetGatewayId: igw-12345679}";
  EXPECT_TRUE(says(with(attachment, first, second),
                   "the internet gateway of the network is already that of 'A'"));
  EXPECT_EQ(with(attachment, first, "Properties: {VpcId: !Ref P, VpnGatewayId: vgw-12345678}"), "");
  const std::string when_c = "Condition: C, " + std::string(second);
  EXPECT_TRUE(says(with(attachment, first, when_c), "error OT4690"));
  EXPECT_TRUE(says(twice("AWS::SecurityHub::Hub", ""),
                   "the hub of the account in the region is already that of 'A'"));
  EXPECT_TRUE(says(twice("AWS::Events::Rule", "Name: a, ScheduleExpression: rate(1 hour)"),
                   "the name 'a' is already that of 'A'"));
  EXPECT_TRUE(says(twice("AWS::EC2::NatGateway", "SubnetId: !Ref P, AllocationId: !Ref P"),
                   "the elastic IP address is already that of 'A'"));
  EXPECT_TRUE(
      says(twice("AWS::EC2::SecurityGroupIngress",
                 "GroupId: !Ref P, IpProtocol: tcp, FromPort: 1, ToPort: 1, CidrIp: !Ref P"),
           "the rule of the group is already that of 'A'"));
  constexpr std::string_view record =
      "HostedZoneId: !Ref P, Name: b.a.com, Type: A, TTL: 60, ResourceRecords: [1.2.3.4]";
  EXPECT_TRUE(says(twice("AWS::Route53::RecordSet", record),
                   "the record of the zone 'b.a.com' is already that of 'A'"));
  EXPECT_EQ(with("AWS::Route53::RecordSet",
                 "Properties: {SetIdentifier: x, Weight: 1, " + std::string(record) + "}",
                 "Properties: {SetIdentifier: y, Weight: 1, " + std::string(record) + "}"),
            "");
  EXPECT_EQ(with("AWS::EC2::VolumeAttachment",
                 "Properties: {InstanceId: i-12345678, VolumeId: !Ref P, Device: /dev/xvdf}",
                 "Properties: {InstanceId: i-12345679, VolumeId: !Ref P, Device: /dev/xvdf}"),
            "");
}

TEST(Claims, ThatParametersMayChooseAreFine) {
  const auto with = [](std::string_view first, std::string_view second) {
    return found(
        "Parameters:\n  P: {Type: String}\n  Q: {Type: String}\nConditions:\n"
        "  C: !Equals [!Ref P, a]\n  D: !Equals [!Ref Q, a]\n"
        "  E: !And [!Condition C, !Condition D]\nResources:\n  A: {Type: AWS::SQS::Queue, "
        "Condition: " +
        std::string(first) +
        ", Properties: {QueueName: a}}\n  B: {Type: AWS::SQS::Queue, Condition: " +
        std::string(second) + ", Properties: {QueueName: a}}\n");
  };
  EXPECT_EQ(with("C", "D"), "");
  EXPECT_TRUE(says(with("C", "C"), "error OT4690"));
  EXPECT_TRUE(says(with("C", "E"), "error OT4690"));
  EXPECT_TRUE(says(with("E", "C"), "error OT4690"));
}

TEST(Claims, OfDomainsThatSamMakesAreNotCompared) {
  const auto api = [](std::string_view id, std::string_view domain) {
    return "  " + std::string(id) + ": {Type: AWS::Serverless::Api, Properties: {StageName: v1, " +
           "DefinitionUri: s3://a/b, Domain: {DomainName: " + std::string(domain) +
           ", CertificateArn: arn:aws:acm:us-east-1:123456789012:certificate/abc}}}\n";
  };
  EXPECT_EQ(found("Transform: AWS::Serverless-2016-10-31\nResources:\n" +
                  api("A", "a.example.com") + api("B", "b.example.com"))
                .find("OT4690"),
            std::string::npos);
}

TEST(Claims, OfOtherTypesOfTheFamilyCountToo) {
  const std::string text = found(
      "Parameters: {Z: {Type: String}}\nResources:\n"
      "  A: {Type: AWS::Route53::RecordSet, Properties: {HostedZoneId: !Ref Z, Name: b.a.com, "
      "Type: A, "
      "TTL: 60, ResourceRecords: [1.2.3.4]}}\n"
      "  G: {Type: AWS::Route53::RecordSetGroup, Properties: {HostedZoneId: !Ref Z, RecordSets: "
      "[{Name: B.a.com., Type: A, TTL: 60, ResourceRecords: [1.2.3.5]}]}}\n");
  EXPECT_TRUE(says(text, "is already that of 'A'"));
}

TEST(Names, OfApiMethodsAreTheirResourceAndVerb) {
  const auto with = [](std::string_view verb) {
    return found(
        "Resources:\n  A: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref X, "
        "ResourceId: !Ref Y, HttpMethod: GET}}\n  B: {Type: AWS::ApiGateway::Method, "
        "Properties: {RestApiId: !Ref X, ResourceId: !Ref Y, HttpMethod: " +
        std::string(verb) + "}}\n");
  };
  EXPECT_TRUE(says(with("GET"), "error OT4690"));
  EXPECT_EQ(with("PUT"), "");
}

TEST(Instances, NeedAnImage) {
  EXPECT_TRUE(says(one("AWS::EC2::Instance", "{InstanceType: t3.micro}"), "warning OT4625"));
  EXPECT_EQ(one("AWS::EC2::Instance", "{ImageId: !Ref Image}"), "");
  EXPECT_EQ(one("AWS::EC2::Instance", "{LaunchTemplate: {LaunchTemplateId: !Ref Other}}"), "");
  const auto with = [](std::string_view data) {
    return found(
        "Resources:\n  L: {Type: AWS::EC2::LaunchTemplate, Properties: "
        "{LaunchTemplateData: {" +
        std::string(data) +
        "}}}\n  I: {Type: AWS::EC2::Instance, Properties: {LaunchTemplate: "
        "{LaunchTemplateId: !Ref L}}}\n");
  };
  EXPECT_TRUE(says(with("InstanceType: t3.micro"), "warning OT4625"));
  EXPECT_EQ(with("ImageId: !Ref Image"), "");
}

TEST(Caches, AsClustersNeedFailover) {
  const auto with = [](std::string_view enabled) {
    return found(
        "Resources:\n  G: {Type: AWS::ElastiCache::ParameterGroup, Properties: "
        "{Properties: {cluster-enabled: '" +
        std::string(enabled) +
        "'}}}\n  R: {Type: AWS::ElastiCache::ReplicationGroup, Properties: "
        "{CacheParameterGroupName: !Ref G, AutomaticFailoverEnabled: false}}\n");
  };
  EXPECT_TRUE(says(with("yes"), "error OT4675"));
  EXPECT_EQ(with("no"), "");
}

TEST(Names, AreComparedInTheBranchesOfTheirConditions) {
  const auto with = [](std::string_view first, std::string_view second) {
    return found(
        "Parameters: {P: {Type: String}}\nConditions:\n  C: !Equals [!Ref P, a]\n"
        "Resources:\n  A: {Type: AWS::IAM::Role, Properties: {RoleName: !If [C, " +
        std::string(first) + "]}}\n  B: {Type: AWS::IAM::Role, Properties: {RoleName: !If [C, " +
        std::string(second) + "]}}\n");
  };
  EXPECT_TRUE(says(with("x, !Ref 'AWS::NoValue'", "x, !Ref 'AWS::NoValue'"),
                   "RoleName: the name 'x' is already that of 'A'"));
  EXPECT_EQ(with("x, !Ref 'AWS::NoValue'", "!Ref 'AWS::NoValue', x"), "");
  EXPECT_EQ(with("x, y", "y, x"), "");
}

}  // namespace
}  // namespace omnitrack::validate

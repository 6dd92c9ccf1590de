#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/codepipeline.hpp>
#include <omnitrack/codebuild/build_project.hpp>
#include <omnitrack/codeconnections/connection.hpp>
#include <omnitrack/codepipeline/pipeline.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/ecs/fargate_service.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using testing::HasSubstr;
using testing_support::codes_of;

class PipelineTest : public testing_support::OneStackTest {
 protected:
  PipelineStage source_stage(std::string_view name = "Source") const {
    return {.name = name,
            .actions = {ConnectionSourceAction{
                .name = "Code", .connection = connection, .repository = "owner/site"}}};
  }
  PipelineStage approval_stage(std::string_view name = "Approve") const {
    return {.name = name, .actions = {ApprovalAction{.name = "Ask"}}};
  }

  Connection& connection = stack.add(ConnectionProps{.id = "GitHub", .connection_name = "github"});
  BuildProject& project =
      stack.add(BuildProjectProps{.id = "Build", .source = BuildSource::codepipeline()});
};

TEST_F(PipelineTest, a_pipeline_has_a_bucket_and_a_role_of_its_own) {
  stack.add(PipelineProps{
      .id = "Site",
      .stages = {source_stage(),
                 {.name = "Build",
                  .actions = {BuildAction{
                      .name = "Site", .project = project, .outputs = {"Site"}}}}},
  });
  EXPECT_EQ(properties("Site"),
            R"({"RoleArn":{"Fn::GetAtt":["SiteRole","Arn"]},"Stages":[{"Actions":[)"
            R"({"ActionTypeId":{"Category":"Source","Owner":"AWS",)"
            R"("Provider":"CodeStarSourceConnection","Version":"1"},"Name":"Code",)"
            R"("Configuration":{"ConnectionArn":{"Fn::GetAtt":["GitHub","ConnectionArn"]},)"
            R"("FullRepositoryId":"owner/site","BranchName":"main","DetectChanges":"true"},)"
            R"("OutputArtifacts":[{"Name":"Source"}],"RunOrder":1}],"Name":"Source"},)"
            R"({"Actions":[{"ActionTypeId":{"Category":"Build","Owner":"AWS",)"
            R"("Provider":"CodeBuild","Version":"1"},"Name":"Site",)"
            R"("Configuration":{"ProjectName":{"Ref":"Build"}},)"
            R"("InputArtifacts":[{"Name":"Source"}],"OutputArtifacts":[{"Name":"Site"}],)"
            R"("RunOrder":1}],"Name":"Build"}],)"
            R"("ArtifactStore":{"Location":{"Ref":"SiteArtifacts"},"Type":"S3"},)"
            R"("ExecutionMode":"SUPERSEDED","PipelineType":"V2",)"
            R"("RestartExecutionOnUpdate":false})");
  const std::string policy = properties("SiteRoleDefaultPolicy");
  for (const char* part :
       {R"("codeconnections:UseConnection")", R"("codebuild:StartBuild")", R"("s3:PutObject")"}) {
    EXPECT_THAT(policy, HasSubstr(part));
  }
  EXPECT_THAT(properties("SiteRole"), HasSubstr(R"("codepipeline.amazonaws.com")"));
  EXPECT_THAT(properties("SiteArtifactsPolicy"), HasSubstr("aws:SecureTransport"));
  EXPECT_THAT(properties("BuildRoleDefaultPolicy"), HasSubstr(R"(["SiteArtifacts","Arn"])"));
}

TEST_F(PipelineTest, every_property_is_written_where_it_belongs) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  stack.add(PipelineProps{
      .id = "Site",
      .stages = {{.name = "Source",
                  .actions = {ConnectionSourceAction{.name = "Code",
                                                     .connection = connection,
                                                     .repository = "owner/site",
                                                     .branch = "release",
                                                     .full_clone = true,
                                                     .options = {.variable_namespace = "Code"},
                                                     .starts_pipeline = false}}},
                 {.name = "Build",
                  .actions = {BuildAction{.name = "Test",
                                          .project = project,
                                          .batch = true,
                                          .environment = {{"COMMIT", "#{Code.CommitId}"}},
                                          .is_test = true,
                                          .options = {.run_order = 2}}},
                  .closed_because = "not yet",
                  .on_entry = {{.name = "Calm",
                                .provider = "DeploymentWindow",
                                .configuration = {{"Cron", "* * 9-17 ? * MON-FRI *"}}}},
                  .on_entry_result = ConditionResult::skip,
                  .on_failure = StageFailure::roll_back}},
      .execution_mode = ExecutionMode::queued,
      .kms_key = key,
      .pipeline_name = "site",
      .restart_on_update = true,
      .triggers = {{.source = "Code",
                    .pull_requests = {{.branches = {"main"}, .paths = {"src/**"}}},
                    .pushes = {{.tags = {"v*"}}}}},
      .variables = {{.name = "STAGE", .default_value = "prod", .description = "Where to"}},
  });
  const std::string text = properties("Site");
  for (const char* part :
       {R"("BranchName":"release","DetectChanges":"false",)"
        R"("OutputArtifactFormat":"CODEBUILD_CLONE_REF"},"Namespace":"Code")",
        R"("Category":"Test")",
        R"x("EnvironmentVariables":"[{\"name\":\"COMMIT\",\"value\":\"#{Code.CommitId}\",)x"
        R"x(\"type\":\"PLAINTEXT\"}]","BatchEnabled":"true")x",
        R"("RunOrder":2}],"Name":"Build","BeforeEntry")",
        R"("BeforeEntry":{"Conditions":[{"Result":"SKIP","Rules":[{"Configuration":)"
        R"({"Cron":"* * 9-17 ? * MON-FRI *"},"Name":"Calm","RuleTypeId":{"Category":"Rule",)"
        R"("Owner":"AWS","Provider":"DeploymentWindow","Version":"1"}}]}]})",
        R"("OnFailure":{"Result":"ROLLBACK"})",
        R"("ArtifactStore":{"Location":{"Ref":"SiteArtifacts"},"Type":"S3",)"
        R"("EncryptionKey":{"Id":{"Fn::GetAtt":["Key","Arn"]},"Type":"KMS"}})",
        R"("DisableInboundStageTransitions":[{"Reason":"not yet","StageName":"Build"}],)"
        R"("ExecutionMode":"QUEUED","Name":"site")",
        R"("RestartExecutionOnUpdate":true,"Triggers":[{"ProviderType":)"
        R"("CodeStarSourceConnection","GitConfiguration":{"SourceActionName":"Code",)"
        R"("PullRequest":[{"Branches":{"Includes":["main"]},"Events":["OPEN","UPDATED"],)"
        R"("FilePaths":{"Includes":["src/**"]}}],"Push":[{"Tags":{"Includes":["v*"]}}]}}],)"
        R"("Variables":[{"Name":"STAGE","DefaultValue":"prod","Description":"Where to"}])"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(properties("BuildRoleDefaultPolicy"), HasSubstr(R"("kms:ReEncrypt*")"));
}

TEST_F(PipelineTest, actions_deploy_invoke_and_ask) {
  Bucket& bucket = stack.add(BucketProps{.id = "Bucket", .versioning = true});
  Bucket& site = stack.add(BucketProps{.id = "Web"});
  Topic& topic = stack.add(TopicProps{.id = "Topic"});
  Role& deployer = stack.add(RoleProps{
      .id = "Deployer", .assumed_by = PolicyPrincipal::service("cloudformation.amazonaws.com")});
  Role& task = stack.add(
      RoleProps{.id = "Task", .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com")});
  Function& function = stack.add(FunctionProps{
      .id = "Check",
      .code = FunctionCode::inline_text("def handler(event, context):\n    print(event)\n"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  stack.add(PipelineProps{
      .id = "Site",
      .stages =
          {{.name = "Source",
            .actions = {S3SourceAction{.name = "Zip", .bucket = bucket, .key = "site.zip"}}},
           {.name = "Deploy",
            .actions = {ApprovalAction{.name = "Ask",
                                       .message = "Fine?",
                                       .timeout = 30,
                                       .topic = topic,
                                       .url = "https://example.com"},
                        StackAction{.name = "Stack",
                                    .stack_name = "site",
                                    .capabilities = {"CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"},
                                    .deployment_role = deployer,
                                    .parameters = {{"Stage", "prod"}}},
                        InvokeAction{.name = "Check", .function = function, .parameters = "a"},
                        EcsDeployAction{.name = "Service",
                                        .service = "web",
                                        .cluster = "main",
                                        .file_name = "images.json",
                                        .task_roles = {task}},
                        S3DeployAction{.name = "Files",
                                       .bucket = site,
                                       .cache_control = "max-age=300",
                                       .key = "www"}}}},
  });
  const std::string text = properties("Site");
  for (const char* part :
       {R"("Configuration":{"S3Bucket":{"Ref":"Bucket"},"S3ObjectKey":"site.zip",)"
        R"("PollForSourceChanges":"false"})",
        R"("Configuration":{"CustomData":"Fine?","ExternalEntityLink":"https://example.com",)"
        R"("NotificationArn":{"Ref":"Topic"}},"RunOrder":1,"TimeoutInMinutes":30)",
        R"("Configuration":{"ActionMode":"CREATE_UPDATE","StackName":"site",)"
        R"("RoleArn":{"Fn::GetAtt":["Deployer","Arn"]},"TemplatePath":"Source::template.json",)"
        R"("Capabilities":"CAPABILITY_IAM,CAPABILITY_AUTO_EXPAND",)"
        R"x("ParameterOverrides":"{\"Stage\":\"prod\"}"})x",
        R"("Configuration":{"FunctionName":{"Ref":"Check"},"UserParameters":"a"})",
        R"("Configuration":{"ClusterName":"main","ServiceName":"web","FileName":"images.json"})",
        R"("Configuration":{"BucketName":{"Ref":"Web"},"Extract":"true","ObjectKey":"www",)"
        R"("CacheControl":"max-age=300"})"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  const std::string policy = properties("SiteRoleDefaultPolicy");
  for (const char* part :
       {R"("sns:Publish")", R"(:stack/site/*)", R"("iam:PassRole")",
        R"("iam:PassedToService":"ecs-tasks.amazonaws.com")", R"("lambda:InvokeFunction")",
        R"(:service/main/web)", R"("s3:GetObjectVersion")"}) {
    EXPECT_THAT(policy, HasSubstr(part));
  }
  EXPECT_THAT(properties("CheckRoleDefaultPolicy"),
              HasSubstr(R"("codepipeline:PutJobSuccessResult")"));
}

TEST_F(PipelineTest, an_object_of_a_bucket_starts_the_pipeline_by_a_rule) {
  Bucket& bucket = stack.add(BucketProps{.id = "Bucket", .event_bridge = true, .versioning = true});
  const auto with = [&](std::string_view id, bool poll, bool starts) {
    stack.add(PipelineProps{.id = id,
                            .stages = {{.name = "Source",
                                        .actions = {S3SourceAction{.name = "Zip",
                                                                   .bucket = bucket,
                                                                   .key = "site.zip",
                                                                   .poll = poll,
                                                                   .starts_pipeline = starts}}},
                                       approval_stage()}});
  };
  with("Site", false, true);
  with("Poll", true, true);
  with("Manual", false, false);
  EXPECT_THAT(properties("SiteZipRule"),
              HasSubstr(R"("detail":{"bucket":{"name":[{"Ref":"Bucket"}]},)"
                        R"("object":{"key":["site.zip"]}})"));
  EXPECT_THAT(properties("SiteZipRuleRoleDefaultPolicy"),
              HasSubstr(R"("codepipeline:StartPipelineExecution")"));
  EXPECT_THAT(properties("Poll"), HasSubstr(R"("PollForSourceChanges":"true")"));
  EXPECT_THAT(written(), has_no_resource("PollZipRule"));
  EXPECT_THAT(written(), has_no_resource("ManualZipRule"));
}

TEST_F(PipelineTest, an_action_has_a_role_of_its_own_and_other_settings) {
  Role& own = stack.add(RoleProps{.id = "Own", .assumed_by = PolicyPrincipal::aws("123456789012")});
  stack.add(PipelineProps{
      .id = "Site",
      .stages = {source_stage(),
                 {.name = "Products",
                  .actions = {CustomAction{
                      .name = "Product",
                      .configuration = {{"ProductId", "prod-1"}},
                      .inputs = {"Source"},
                      .options = {.region = "eu-west-1", .role = own},
                      .provider = "ServiceCatalog",
                      .statements = {{.actions = {"servicecatalog:ListProvisioningArtifacts"},
                                      .resources = {"*"}}},
                  }}}},
  });
  EXPECT_THAT(properties("Site"), HasSubstr(R"("Region":"eu-west-1","RoleArn":{"Fn::GetAtt")"));
  EXPECT_THAT(properties("OwnDefaultPolicy"), HasSubstr("servicecatalog:"));
  EXPECT_THAT(properties("SiteRoleDefaultPolicy"), HasSubstr(R"("Action":"sts:AssumeRole")"));
}

TEST_F(PipelineTest, a_pipeline_is_granted_is_started_by_rules_and_tells_of_its_state) {
  Pipeline& pipeline =
      stack.add(PipelineProps{.id = "Site", .stages = {source_stage(), approval_stage()}});
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  pipeline.grant_run(role);
  pipeline.grant_approve(role, "Approve", "Ask");
  pipeline.on_state_change("Failed", {{.target = queue}}, {"FAILED"});
  stack.add(EventRuleProps{
      .id = "Nightly", .schedule = "rate(1 day)", .targets = {{.target = pipeline}}});
  static_cast<void>(pipeline.metric_duration());
  static_cast<void>(pipeline.metric_failed_executions());
  EXPECT_THAT(properties("RoleDefaultPolicy"), HasSubstr(R"("codepipeline:PutApprovalResult")"));
  EXPECT_THAT(properties("RoleDefaultPolicy"), HasSubstr(R"(${Site}/Approve/Ask)"));
  EXPECT_THAT(properties("SiteFailed"),
              HasSubstr(R"("detail":{"pipeline":[{"Ref":"Site"}],"state":["FAILED"]})"));
  EXPECT_THAT(properties("NightlyRoleDefaultPolicy"),
              HasSubstr(R"("codepipeline:StartPipelineExecution")"));
}

TEST_F(PipelineTest, an_imported_pipeline_has_no_role_bucket_or_resource) {
  Pipeline& pipeline =
      Pipeline::from_arn(stack, "Theirs", "arn:aws:codepipeline:eu-central-1:123456789012:theirs");
  EXPECT_EQ(pipeline.name().literal_text(), "theirs");
  static_cast<void>(pipeline.artifact_bucket());
  static_cast<void>(pipeline.role());
  static_cast<void>(pipeline.resource());
  EXPECT_THAT(codes_of(app), HasSubstr("OT2901 OT2901 OT2901"));
}

TEST_F(PipelineTest, stages_have_actions_sources_and_names_of_their_own) {
  const std::string name = "a pipeline";
  stack.add(PipelineProps{
      .id = "Name", .stages = {source_stage(), approval_stage()}, .pipeline_name = name});
  stack.add(PipelineProps{.id = "Late", .stages = {approval_stage(), source_stage()}});
  stack.add(PipelineProps{.id = "One", .stages = {source_stage()}});
  stack.add(PipelineProps{.id = "Two",
                          .stages = {source_stage(), approval_stage("A"), approval_stage("A")}});
  stack.add(PipelineProps{
      .id = "None", .stages = {source_stage(), {.name = "B", .actions = Items<PipelineAction>()}}});
  const std::string codes = codes_of(app);
  for (const char* code : {"OT3761", "OT3762 OT3762", "OT3763", "OT3764", "OT3768"}) {
    EXPECT_THAT(codes, HasSubstr(code));
  }
}

TEST_F(PipelineTest, artifacts_projects_and_triggers_must_fit) {
  BuildProject& alone =
      stack.add(BuildProjectProps{.id = "Alone", .build_spec = BuildSpec::text("version: 0.2")});
  const auto with = [&](std::string_view id, const BuildAction& first, const BuildAction& second) {
    stack.add(PipelineProps{
        .id = id, .stages = {source_stage(), {.name = "Build", .actions = {first, second}}}});
  };
  with("Input", {.name = "A", .project = project, .outputs = {"X"}},
       {.name = "B", .project = project, .input = "X"});
  with("Output", {.name = "A", .project = project, .outputs = {"X"}},
       {.name = "B", .project = project, .outputs = {"X"}});
  with("Fine", {.name = "A", .project = project, .outputs = {"X"}},
       {.name = "B", .project = project, .input = "X", .options = {.run_order = 2}});
  with("Project", {.name = "A", .project = alone}, {.name = "B", .project = project});
  stack.add(PipelineProps{.id = "Trigger",
                          .stages = {source_stage(), approval_stage()},
                          .triggers = {{.source = "Ask"}}});
  EXPECT_EQ(codes_of(app), "OT3765 OT3766 OT3769 OT3767");
}

TEST_F(PipelineTest, a_service_of_the_app_says_its_cluster_and_its_roles) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& cluster = stack.add(ClusterProps{.id = "Cluster", .vpc = vpc});
  auto& task = stack.add(FargateTaskDefinitionProps{
      .id = "Task", .containers = {{.name = "web", .image = ContainerImage::registry("nginx")}}});
  auto& service =
      stack.add(FargateServiceProps{.id = "Web", .cluster = cluster, .task_definition = task});
  stack.add(PipelineProps{
      .id = "Site",
      .stages = {source_stage(),
                 {.name = "Deploy",
                  .actions = {EcsDeployAction{.name = "Service", .service = service}}}},
  });
  EXPECT_THAT(properties("Site"), HasSubstr(R"("Configuration":{"ClusterName":{"Ref":"Cluster"},)"
                                            R"("ServiceName":{"Fn::GetAtt":["Web","Name"]}})"));
  for (const char* role : {"TaskExecutionRole", "TaskTaskRole"}) {
    EXPECT_THAT(properties("SiteRoleDefaultPolicy"),
                HasSubstr(R"("Action":"iam:PassRole","Resource":{"Fn::GetAtt":[")" +
                          std::string(role) + R"(","Arn"]})"));
  }
}

TEST_F(PipelineTest, a_service_by_name_needs_its_cluster) {
  stack.add(PipelineProps{
      .id = "Site",
      .stages = {source_stage(),
                 {.name = "Deploy",
                  .actions = {EcsDeployAction{.name = "Service", .service = "web"}}}},
  });
  EXPECT_EQ(codes_of(app), "OT3770");
}

}  // namespace
}  // namespace omnitrack

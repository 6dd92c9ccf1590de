#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/codebuild.hpp>
#include <omnitrack/codebuild/build_project.hpp>
#include <omnitrack/codeconnections/connection.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using assertions::has_resource;
using testing::HasSubstr;
using testing::Not;
using testing_support::codes_of;

class BuildProjectTest : public testing_support::OneStackTest {
 protected:
  const BuildSpec spec = BuildSpec::text("version: 0.2");
};

TEST_F(BuildProjectTest, a_project_logs_to_a_group_of_its_own_by_a_role_of_its_own) {
  stack.add(BuildProjectProps{.id = "Build", .build_spec = spec});
  EXPECT_EQ(properties("Build"),
            R"({"Artifacts":{"Type":"NO_ARTIFACTS"},"Environment":{)"
            R"("ComputeType":"BUILD_GENERAL1_SMALL",)"
            R"("Image":"aws/codebuild/amazonlinux-x86_64-standard:5.0","Type":"LINUX_CONTAINER",)"
            R"("ImagePullCredentialsType":"CODEBUILD","PrivilegedMode":false},)"
            R"("ServiceRole":{"Fn::GetAtt":["BuildRole","Arn"]},)"
            R"("Source":{"Type":"NO_SOURCE","BuildSpec":"version: 0.2"},)"
            R"("EncryptionKey":"alias/aws/s3","LogsConfig":{"CloudWatchLogs":)"
            R"({"Status":"ENABLED","GroupName":{"Ref":"BuildLogGroup"}}}})");
  EXPECT_THAT(properties("BuildRole"),
              HasSubstr(R"("aws:SourceAccount":{"Ref":"AWS::AccountId"})"));
  EXPECT_THAT(properties("BuildRole"),
              HasSubstr(R"("Action":["logs:CreateLogStream","logs:PutLogEvents"],)"
                        R"("Resource":{"Fn::GetAtt":["BuildLogGroup","Arn"]})"));
  EXPECT_THAT(properties("BuildRoleDefaultPolicy"), HasSubstr(R"(report-group/${Build}-*)"));
  EXPECT_THAT(written(), has_resource("BuildLogGroup", {{"RetentionInDays", 731}}));
}

TEST_F(BuildProjectTest, every_property_is_written_where_it_belongs) {
  Bucket& bucket = stack.add(BucketProps{.id = "Bucket"});
  stack.add(BuildProjectProps{
      .id = "Build",
      .artifacts = {{.bucket = bucket, .name = "site", .path = "builds"}},
      .auto_retries = 1,
      .badge = true,
      .batch = {{.combine_artifacts = true,
                 .compute = {BuildCompute::small, BuildCompute::xxlarge},
                 .max_builds = 10,
                 .timeout = 30}},
      .build_spec = BuildSpec::file("ci/build.yml"),
      .cache = BuildCache::s3(bucket, "cache"),
      .compute = BuildCompute::large,
      .concurrent_builds = 3,
      .description = "Builds the site",
      .environment = {{"STAGE", "prod"}},
      .image = BuildImage::amazon_linux_arm(),
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .logging = false,
      .parameters = {{"URL", "/site/url"}},
      .privileged = true,
      .project_name = "site",
      .queued_timeout = 60,
      .secondary_artifacts = {{.bucket = bucket, .identifier = "docs", .zip = false}},
      .secondary_sources = {BuildSource::s3(bucket, "fonts.zip", "fonts")},
      .secrets = {{.name = "TOKEN", .secret = "npm", .json_key = "token"}},
      .source = BuildSource::github({.url = "https://github.com/owner/site.git",
                                     .clone_depth = 1,
                                     .fetch_submodules = true,
                                     .status_context = "site",
                                     .version = "main"}),
      .timeout = 120,
      .triggers = {{.events = {BuildEvent::push, BuildEvent::pull_request_merged},
                    .filters = {{.pattern = "^refs/heads/main$"},
                                {.pattern = "^docs/",
                                 .exclude = true,
                                 .kind = BuildFilterKind::file_path}}}},
      .triggers_batch = true,
  });
  const std::string text = properties("Build");
  for (const char* part :
       {R"("Artifacts":{"Type":"S3","EncryptionDisabled":false,"Location":{"Ref":"Bucket"},)"
        R"("Name":"site","NamespaceType":"BUILD_ID","Packaging":"ZIP","Path":"builds"})",
        R"("Environment":{"ComputeType":"BUILD_GENERAL1_LARGE",)"
        R"("Image":"aws/codebuild/amazonlinux-aarch64-standard:3.0","Type":"ARM_CONTAINER",)"
        R"("EnvironmentVariables":[{"Name":"STAGE","Value":"prod","Type":"PLAINTEXT"},)"
        R"({"Name":"URL","Value":"/site/url","Type":"PARAMETER_STORE"},)"
        R"({"Name":"TOKEN","Value":"npm:token","Type":"SECRETS_MANAGER"}],)"
        R"("ImagePullCredentialsType":"CODEBUILD","PrivilegedMode":true})",
        R"("Source":{"Type":"GITHUB","BuildSpec":"ci/build.yml",)"
        R"("BuildStatusConfig":{"Context":"site"},"GitCloneDepth":1,)"
        R"("GitSubmodulesConfig":{"FetchSubmodules":true},)"
        R"("Location":"https://github.com/owner/site.git","ReportBuildStatus":true})",
        R"("AutoRetryLimit":1,"BadgeEnabled":true)",
        R"("BuildBatchConfig":{"CombineArtifacts":true,"Restrictions":{"ComputeTypesAllowed":)"
        R"(["BUILD_GENERAL1_SMALL","BUILD_GENERAL1_2XLARGE"],"MaximumBuildsAllowed":10},)"
        R"("ServiceRole":{"Fn::GetAtt":["BuildBatchRole","Arn"]},"TimeoutInMins":30})",
        R"("Cache":{"Type":"S3","Location":{"Fn::Sub":"${Bucket}/cache"}})",
        R"("ConcurrentBuildLimit":3,"Description":"Builds the site",)"
        R"("EncryptionKey":"arn:aws:kms:eu-central-1:123456789012:key/k")",
        R"("LogsConfig":{"CloudWatchLogs":{"Status":"DISABLED"}},"Name":"site",)"
        R"("QueuedTimeoutInMinutes":60)",
        R"("SecondaryArtifacts":[{"Type":"S3","ArtifactIdentifier":"docs",)"
        R"("EncryptionDisabled":false,"Location":{"Ref":"Bucket"},"NamespaceType":"BUILD_ID",)"
        R"("OverrideArtifactName":true,"Packaging":"NONE"}])",
        R"("SecondarySources":[{"Type":"S3","Location":{"Fn::Sub":"${Bucket}/fonts.zip"},)"
        R"("SourceIdentifier":"fonts"}],"SourceVersion":"main")",
        R"("TimeoutInMinutes":120,"Triggers":{"BuildType":"BUILD_BATCH","FilterGroups":[[)"
        R"({"Pattern":"PUSH, PULL_REQUEST_MERGED","Type":"EVENT"},)"
        R"({"Pattern":"^refs/heads/main$","Type":"HEAD_REF"},)"
        R"({"Pattern":"^docs/","Type":"FILE_PATH","ExcludeMatchedPattern":true}]],)"
        R"("Webhook":true})"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  const std::string role = properties("BuildRole");
  for (const char* part : {R"(parameter/site/url)", R"(secret:npm-??????)",
                           R"("kms:ReEncrypt*"],"Resource":"arn:aws:kms)"}) {
    EXPECT_THAT(role, HasSubstr(part));
  }
  EXPECT_THAT(properties("BuildRoleDefaultPolicy"), HasSubstr(R"("s3:PutObject")"));
  EXPECT_THAT(written(), has_no_resource("BuildLogGroup"));
}

TEST_F(BuildProjectTest, a_connection_gives_the_token) {
  Connection& connection = stack.add(ConnectionProps{.id = "GitHub", .connection_name = "github"});
  stack.add(
      BuildProjectProps{.id = "Build",
                        .source = BuildSource::github({.url = "https://github.com/owner/site.git",
                                                       .connection = connection})});
  EXPECT_THAT(properties("Build"),
              HasSubstr(R"("Auth":{"Type":"CODECONNECTIONS",)"
                        R"("Resource":{"Fn::GetAtt":["GitHub","ConnectionArn"]}})"));
  EXPECT_THAT(properties("BuildRole"), HasSubstr(R"("codeconnections:GetConnectionToken")"));
}

TEST_F(BuildProjectTest, a_project_in_a_vpc_has_a_security_group_and_network_interfaces) {
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
  stack.add(BuildProjectProps{
      .id = "Build",
      .build_spec = spec,
      .file_systems = {{.identifier = "cache",
                        .location = "fs-1.efs.eu-central-1.amazonaws.com:/",
                        .mount_point = "/cache"}},
      .privileged = true,
      .vpc = vpc,
  });
  EXPECT_THAT(properties("Build"),
              HasSubstr(R"("VpcConfig":{"SecurityGroupIds":)"
                        R"([{"Fn::GetAtt":["BuildSecurityGroup","GroupId"]}])"));
  EXPECT_THAT(properties("Build"),
              HasSubstr(R"("FileSystemLocations":[{"Identifier":"cache",)"
                        R"("Location":"fs-1.efs.eu-central-1.amazonaws.com:/",)"
                        R"("MountPoint":"/cache","Type":"EFS"}])"));
  EXPECT_THAT(properties("BuildRole"), HasSubstr(R"("ec2:Vpc":{"Fn::Sub":"arn:)"));
}

TEST_F(BuildProjectTest, images_are_pulled_by_the_role) {
  stack.add(BuildProjectProps{
      .id = "Ecr",
      .build_spec = spec,
      .image = BuildImage::ecr("123456789012.dkr.ecr.eu-central-1.amazonaws.com/tools",
                               "arn:aws:ecr:eu-central-1:123456789012:repository/tools", "7"),
  });
  stack.add(BuildProjectProps{
      .id = "Hub",
      .build_spec = spec,
      .image = BuildImage::registry(
          "owner/tools:1", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:hub-abcdef"),
  });
  EXPECT_THAT(properties("Ecr"), HasSubstr(R"(amazonaws.com/tools:7")"));
  EXPECT_THAT(properties("Ecr"), HasSubstr(R"("ImagePullCredentialsType":"SERVICE_ROLE")"));
  EXPECT_THAT(properties("EcrRole"), HasSubstr(R"("ecr:GetAuthorizationToken","Resource":"*")"));
  EXPECT_THAT(properties("Hub"), HasSubstr(R"("RegistryCredential":{"Credential":"arn:aws:secr)"));
  EXPECT_THAT(properties("HubRole"), HasSubstr(R"("secretsmanager:GetSecretValue")"));
}

TEST_F(BuildProjectTest, a_specification_is_written_as_text) {
  stack.add(BuildProjectProps{
      .id = "Build",
      .build_spec = BuildSpec::json(Json::object({{"version", "0.2"}})),
      .cache = BuildCache::local({BuildCache::Mode::source, BuildCache::Mode::docker_layers}),
      .privileged = true,
      .source = BuildSource::github({.url = "https://github.com/owner/site.git"}),
  });
  EXPECT_THAT(properties("Build"), HasSubstr(R"x("BuildSpec":"{\"version\":\"0.2\"}")x"));
  EXPECT_THAT(properties("Build"),
              HasSubstr(R"("Cache":{"Type":"LOCAL","Modes":["LOCAL_SOURCE_CACHE",)"
                        R"("LOCAL_DOCKER_LAYER_CACHE"]})"));
}

TEST_F(BuildProjectTest, a_project_is_granted_is_started_by_rules_and_tells_of_its_state) {
  BuildProject& project = stack.add(BuildProjectProps{.id = "Build", .build_spec = spec});
  Bucket& bucket = stack.add(BucketProps{.id = "Bucket"});
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  bucket.grant_read(project);
  project.grant_build(role);
  project.on_state_change("Failed", {{.target = queue}}, {"FAILED"});
  stack.add(
      EventRuleProps{.id = "Nightly", .schedule = "rate(1 day)", .targets = {{.target = project}}});
  EXPECT_THAT(properties("BuildRoleDefaultPolicy"), HasSubstr(R"("s3:GetObject)"));
  EXPECT_THAT(properties("RoleDefaultPolicy"), HasSubstr(R"("codebuild:StopBuild")"));
  EXPECT_THAT(
      properties("BuildFailed"),
      HasSubstr(R"("detail":{"project-name":[{"Ref":"Build"}],"build-status":["FAILED"]})"));
  EXPECT_THAT(properties("NightlyRoleDefaultPolicy"), HasSubstr(R"("codebuild:StartBuild")"));
}

TEST_F(BuildProjectTest, an_imported_project_is_granted_and_refuses_the_rest) {
  BuildProject& project = BuildProject::from_name(stack, "Theirs", "theirs");
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  project.grant_build(role);
  EXPECT_THAT(properties("RoleDefaultPolicy"), HasSubstr(R"(:project/theirs)"));
}

TEST_F(BuildProjectTest, an_imported_project_has_no_role_and_no_resource) {
  BuildProject& project = BuildProject::from_name(stack, "Theirs", "theirs");
  project.add_to_policy({.actions = {"s3:GetObject"}, .resources = {"*"}});
  static_cast<void>(project.resource());
  static_cast<void>(project.role());
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901");
}

TEST_F(BuildProjectTest, mistakes_are_reported) {
  const std::string name = "a project";
  const int minutes = 3;
  Bucket& bucket = stack.add(BucketProps{.id = "Bucket"});
  stack.add(BuildProjectProps{.id = "Name", .build_spec = spec, .project_name = name});
  stack.add(BuildProjectProps{.id = "Time", .build_spec = spec, .timeout = minutes});
  stack.add(BuildProjectProps{.id = "Spec"});
  stack.add(BuildProjectProps{
      .id = "Triggers", .build_spec = spec, .triggers = {{.events = {BuildEvent::push}}}});
  stack.add(BuildProjectProps{.id = "Subnets", .build_spec = spec, .subnets = {"subnet-1"}});
  stack.add(BuildProjectProps{.id = "Badge", .badge = true, .source = BuildSource::codepipeline()});
  stack.add(BuildProjectProps{
      .id = "Second", .build_spec = spec, .secondary_artifacts = {{.bucket = bucket}}});
  EXPECT_EQ(codes_of(app), "OT3702 OT3703 OT3704 OT3705 OT3706 OT3707 OT3708");
}

TEST_F(BuildProjectTest, metrics_are_of_the_project) {
  BuildProject& project = stack.add(BuildProjectProps{.id = "Build", .build_spec = spec});
  const Metric metric = project.metric_builds();
  static_cast<void>(metric);
  static_cast<void>(project.metric_failed_builds());
  static_cast<void>(project.metric_succeeded_builds());
  static_cast<void>(project.metric_duration());
  EXPECT_THAT(properties("Build"), Not(HasSubstr("Metric")));
}

}  // namespace
}  // namespace omnitrack

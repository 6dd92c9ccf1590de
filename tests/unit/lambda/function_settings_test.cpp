#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/efs/file_system.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/lambda/layer_version.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/signer/signing_profile.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using assertions::has_resource;
using testing::HasSubstr;
using testing::Not;
using testing_support::codes_of;
using testing_support::object_at;

class FunctionSettingsTest : public testing_support::OneStackTest {
 protected:
  static FunctionProps a_function() {
    return {.id = "Fn",
            .code = FunctionCode::inline_text("def handler(event, context): return 1"),
            .handler = "index.handler",
            .runtime = Runtime::python3_14};
  }
};

TEST_F(FunctionSettingsTest, a_vpc_alone_puts_a_function_where_the_internet_does_not_reach_it) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 2});
  FunctionProps props = a_function();
  props.vpc = vpc;
  auto& function = stack.add(props);
  EXPECT_EQ(function.connections().security_groups().size(), 1U);
  EXPECT_EQ(object_at(properties("Fn"), "VpcConfig"),
            R"({"SecurityGroupIds":[{"Fn::GetAtt":["FnSecurityGroup","GroupId"]}],)"
            R"("SubnetIds":[{"Ref":"VpcPrivateSubnet1"},{"Ref":"VpcPrivateSubnet2"}]})");
  EXPECT_THAT(written(), has_resource("FnSecurityGroup", {{"VpcId", {{"Ref", "Vpc"}}}}));
  EXPECT_THAT(properties("FnRole"), HasSubstr("AWSLambdaVPCAccessExecutionRole"));
}

TEST_F(FunctionSettingsTest, subnets_and_groups_refine_where_in_a_vpc_a_function_is) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 1, .ipv6 = true});
  FunctionProps props = a_function();
  props.ipv6 = true;
  props.security_groups = {SecurityGroup::from_id(stack, "Group", "sg-01234561")};
  props.subnets = {"subnet-01234561"};
  props.vpc = vpc;
  stack.add(props);
  EXPECT_EQ(object_at(properties("Fn"), "VpcConfig"),
            R"({"Ipv6AllowedForDualStack":true,"SecurityGroupIds":["sg-01234561"],)"
            R"("SubnetIds":["subnet-01234561"]})");
  EXPECT_THAT(written(), has_no_resource("FnSecurityGroup"));
}

TEST_F(FunctionSettingsTest, a_vpc_without_inner_subnets_is_refused) {
  auto& vpc = stack.add(
      VpcProps{.id = "Vpc", .subnet_groups = {{.name = "Public", .kind = SubnetKind::public_}}});
  FunctionProps props = a_function();
  props.vpc = vpc;
  stack.add(props);
  EXPECT_EQ(codes_of(app), "OT2234");
}

TEST_F(FunctionSettingsTest, a_function_mounts_a_file_system_by_its_access_point_alone) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  FunctionProps props = a_function();
  const auto* arn =
      "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-0123456789abcdef0";
  props.file_systems = {{.access_point = arn, .mount_path = "/mnt/data"}};
  props.vpc = vpc;
  stack.add(props);
  EXPECT_THAT(properties("Fn"),
              HasSubstr(R"("FileSystemConfigs":[{"Arn":"arn:aws:elasticfilesystem:eu-central-1:)"
                        R"(123456789012:access-point/fsap-0123456789abcdef0",)"
                        R"("LocalMountPath":"/mnt/data"}])"));
  EXPECT_THAT(properties("FnRole"),
              HasSubstr(R"("Action":["elasticfilesystem:ClientMount",)"
                        R"("elasticfilesystem:ClientWrite"],"Resource":{"Fn::Sub":)"
                        R"("arn:${AWS::Partition}:elasticfilesystem:${AWS::Region}:)"
                        R"(${AWS::AccountId}:file-system/*"},"Condition":{"StringEquals":)"
                        R"({"elasticfilesystem:AccessPointArn":)"));
}

TEST_F(FunctionSettingsTest, a_file_system_of_the_app_lets_the_function_in_which_waits_for_it) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 1});
  auto& files = stack.add(FileSystemProps{.id = "Files", .vpc = vpc});
  auto& uploads =
      stack.add(AccessPointProps{.id = "Uploads", .file_system = files, .path = "/uploads"});
  FunctionProps props = a_function();
  props.file_systems = {{.access_point = uploads, .mount_path = "/mnt/data"}};
  props.vpc = vpc;
  stack.add(props);
  EXPECT_THAT(properties("Fn"), HasSubstr(R"("FileSystemConfigs":[{"Arn":{"Fn::GetAtt":)"
                                          R"(["Uploads","Arn"]},"LocalMountPath":"/mnt/data"}])"));
  EXPECT_THAT(resource("Fn"), HasSubstr(R"("FilesMountTarget1")"));
  EXPECT_THAT(written(), has_resource("FilesSecurityGroupFromFnSecurityGroupTCP2049",
                                      {{"IpProtocol", "tcp"}, {"FromPort", 2049}}));
}

TEST_F(FunctionSettingsTest, a_file_system_needs_a_vpc_and_a_path_below_mnt) {
  FunctionProps props = a_function();
  const std::string path = "/data";
  props.file_systems = {{.access_point = "arn:aws:elasticfilesystem:eu-central-1:123456789012:"
                                         "access-point/fsap-0123456789abcdef0",
                         .mount_path = path,
                         .read_only = true}};
  stack.add(props);
  EXPECT_EQ(codes_of(app), "OT2235 OT2236");
}

TEST_F(FunctionSettingsTest, settings_are_written_where_they_belong) {
  auto& profile = stack.add(SigningProfileProps{.id = "Profile"});
  auto& signing = stack.add(CodeSigningConfigProps{.id = "Signed", .signing_profiles = {profile}});
  FunctionProps props = a_function();
  props.application_log_level = ApplicationLogLevel::error;
  props.code_signing = signing;
  props.recursive_loop = RecursiveLoop::terminate;
  props.runtime_management = RuntimeManagement::manual(
      "arn:aws:lambda:eu-central-1::runtime:"
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  props.snap_start = true;
  props.system_log_level = SystemLogLevel::debug;
  props.tags = {Tag{"team", "b"}};
  stack.add(props);
  EXPECT_EQ(
      properties("Fn"),
      R"({"Code":{"ZipFile":"def handler(event, context): return 1"},)"
      R"("Role":{"Fn::GetAtt":["FnRole","Arn"]},"CodeSigningConfigArn":{"Ref":"Signed"},)"
      R"("Handler":"index.handler","LoggingConfig":{"ApplicationLogLevel":"ERROR",)"
      R"("LogFormat":"JSON","LogGroup":{"Ref":"FnLogGroup"},"SystemLogLevel":"DEBUG"},)"
      R"("RecursiveLoop":"Terminate","Runtime":"python3.14","RuntimeManagementConfig":{)"
      R"("UpdateRuntimeOn":"Manual","RuntimeVersionArn":"arn:aws:lambda:eu-central-1::runtime:)"
      R"(0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},)"
      R"("SnapStart":{"ApplyOn":"PublishedVersions"},"Tags":[{"Key":"team","Value":"b"}]})");
}

TEST_F(FunctionSettingsTest, a_log_group_can_be_named_after_a_function_without_a_name) {
  FunctionProps props = a_function();
  props.log_group_named_after_function = true;
  props.application_log_level = ApplicationLogLevel::error;
  stack.add(props);
  EXPECT_EQ(properties("FnLogGroup"),
            R"({"LogGroupName":{"Fn::Sub":"/aws/lambda/${Fn}"},"RetentionInDays":731})");
  EXPECT_EQ(object_at(properties("Fn"), "LoggingConfig"),
            R"({"ApplicationLogLevel":"ERROR","LogFormat":"JSON"})");
  EXPECT_THAT(properties("FnRole"), HasSubstr("service-role/AWSLambdaBasicExecutionRole"));
}

TEST_F(FunctionSettingsTest, durable_and_isolated_functions_get_what_they_need) {
  FunctionProps props = a_function();
  props.durable = DurableExecution{.timeout = 3600, .retention_days = 30};
  stack.add(props);
  FunctionProps isolated = a_function();
  isolated.id = "Isolated";
  isolated.tenant_isolation = true;
  stack.add(isolated);
  EXPECT_EQ(object_at(properties("Fn"), "DurableConfig"),
            R"({"ExecutionTimeout":3600,"RetentionPeriodInDays":30})");
  EXPECT_THAT(properties("FnRole"), HasSubstr("AWSLambdaBasicDurableExecutionRolePolicy"));
  EXPECT_EQ(object_at(properties("Isolated"), "TenancyConfig"),
            R"({"TenantIsolationMode":"PER_TENANT"})");
}

TEST_F(FunctionSettingsTest, insights_are_a_layer_and_a_policy) {
  FunctionProps props = a_function();
  props.insights_layer = LayerVersion::from_arn(
      stack, "Insights",
      "arn:aws:lambda:eu-central-1:580247275435:layer:LambdaInsightsExtension:55");
  stack.add(props);
  EXPECT_THAT(properties("Fn"), HasSubstr("LambdaInsightsExtension:55"));
  EXPECT_THAT(properties("FnRole"), HasSubstr("CloudWatchLambdaInsightsExecutionRolePolicy"));
}

TEST_F(FunctionSettingsTest, an_image_can_be_told_what_to_run) {
  stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::image("123456789012.dkr.ecr.eu-central-1.amazonaws.com/a:1",
                                  {.command = {"app.handler"},
                                   .entry_point = {"/lambda-entrypoint.sh"},
                                   .working_directory = "/app"}),
  });
  EXPECT_EQ(object_at(properties("Fn"), "ImageConfig"),
            R"({"Command":["app.handler"],"EntryPoint":["/lambda-entrypoint.sh"],)"
            R"("WorkingDirectory":"/app"})");
}

TEST_F(FunctionSettingsTest, a_function_may_decrypt_its_environment) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  FunctionProps props = a_function();
  props.kms_key = key;
  stack.add(props);
  EXPECT_THAT(properties("Fn"), HasSubstr(R"("KmsKeyArn":{"Fn::GetAtt":["Key","Arn"]})"));
  EXPECT_THAT(properties("FnRole"), HasSubstr(R"({"Effect":"Allow","Action":"kms:Decrypt",)"
                                              R"("Resource":{"Fn::GetAtt":["Key","Arn"]}})"));
}

TEST_F(FunctionSettingsTest, destinations_are_constructs_and_get_their_grants) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& queue = stack.add(QueueProps{.id = "Dead", .kms_key = key});
  auto& topic = stack.add(TopicProps{.id = "Done"});
  auto& bucket = stack.add(BucketProps{.id = "Failed"});
  FunctionProps props = a_function();
  props.dead_letter = queue;
  props.on_failure = bucket;
  props.on_success = topic;
  stack.add(props);
  EXPECT_EQ(object_at(properties("Fn"), "DeadLetterConfig"),
            R"({"TargetArn":{"Fn::GetAtt":["Dead","Arn"]}})");
  EXPECT_EQ(object_at(properties("FnEventInvokeConfig"), "DestinationConfig"),
            R"({"OnFailure":{"Destination":{"Fn::GetAtt":["Failed","Arn"]}},)"
            R"("OnSuccess":{"Destination":{"Ref":"Done"}}})");
  const std::string grants = properties("FnRoleDefaultPolicy") + properties("FnRole");
  for (const char* action :
       {"sqs:SendMessage", "kms:GenerateDataKey", "sns:Publish", "s3:ListBucket", "s3:PutObject"}) {
    EXPECT_THAT(grants, HasSubstr(action));
  }
}

TEST_F(FunctionSettingsTest, a_function_that_is_made_elsewhere_acts_by_the_role_that_is_known) {
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  auto& function = Function::from_arn(
      stack, "Other", "arn:aws:lambda:eu-central-1:123456789012:function:f",
      {.role = role, .security_groups = {SecurityGroup::from_id(stack, "Group", "sg-01234561")}});
  function.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  EXPECT_EQ(function.connections().security_groups().size(), 1U);
  EXPECT_THAT(properties("RoleDefaultPolicy"), HasSubstr("s3:ListAllMyBuckets"));
}

TEST_F(FunctionSettingsTest, a_layer_can_be_used_by_other_accounts) {
  auto& layer = stack.add(LayerVersionProps{
      .id = "Layer",
      .bucket = Bucket::from_name(stack, "Code", "code-bucket"),
      .key = "layer.zip",
      .removal_policy = RemovalPolicy::retain,
  });
  layer.allow_account("Partner", "123456789012");
  layer.allow_organization("All", "o-a1b2c3d4e5");
  EXPECT_EQ(resource("LayerPartner"),
            R"({"Type":"AWS::Lambda::LayerVersionPermission","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"Action":"lambda:GetLayerVersion",)"
            R"("LayerVersionArn":{"Ref":"Layer"},"Principal":"123456789012"}})");
  EXPECT_EQ(properties("LayerAll"),
            R"({"Action":"lambda:GetLayerVersion","LayerVersionArn":{"Ref":"Layer"},)"
            R"("Principal":"*","OrganizationId":"o-a1b2c3d4e5"})");
}

TEST_F(FunctionSettingsTest, what_an_imported_layer_cannot_do_is_refused) {
  stack.add(a_function());
  LayerVersion::from_arn(stack, "Layer", "arn:aws:lambda:eu-central-1:123456789012:layer:l:1")
      .allow_account("Partner", "123456789012");
  EXPECT_EQ(codes_of(app), "OT2901");
}

}  // namespace
}  // namespace omnitrack

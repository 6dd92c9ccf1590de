#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/lambda/layer_version.hpp>
#include <omnitrack/s3/asset.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

// A folder with one file of that many bytes, which takes no room.
std::string made_folder(std::uintmax_t bytes) {
  std::string folder = testing::TempDir() + "omnitrack-code-XXXXXX";
  EXPECT_NE(::mkdtemp(folder.data()), nullptr);
  std::ofstream(folder + "/index.py") << "";
  std::filesystem::resize_file(folder + "/index.py", bytes);
  return folder;
}

class FunctionTest : public testing::Test {
 protected:
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});

  auto& add_function() {
    return stack.add(FunctionProps{
        .id = "Fn",
        .code = FunctionCode::inline_text("def handler(event, context): return 1"),
        .handler = "index.handler",
        .runtime = Runtime::python3_14,
    });
  }
};

TEST_F(FunctionTest, a_function_brings_its_role_and_its_log_group_and_may_write_there_alone) {
  add_function();
  EXPECT_EQ(
      object_at(compact_template(app), "Resources"),
      R"({"FnLogGroup":{"Type":"AWS::Logs::LogGroup","DeletionPolicy":"Retain",)"
      R"("UpdateReplacePolicy":"Retain","Properties":{"RetentionInDays":731}},)"
      R"("FnRole":{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":)"
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]},)"
      R"("Policies":[{"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Action":["logs:CreateLogStream","logs:PutLogEvents"],)"
      R"("Resource":{"Fn::GetAtt":["FnLogGroup","Arn"]}}]},"PolicyName":"InlinePolicy"}]}},)"
      R"("Fn":{"Type":"AWS::Lambda::Function","Properties":)"
      R"({"Code":{"ZipFile":"def handler(event, context): return 1"},)"
      R"("Role":{"Fn::GetAtt":["FnRole","Arn"]},"Handler":"index.handler",)"
      R"("LoggingConfig":{"LogGroup":{"Ref":"FnLogGroup"}},"Runtime":"python3.14"}}})");
}

TEST_F(FunctionTest, every_property_is_written_where_it_belongs) {
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::s3(Bucket::from_name(stack, "Code", "code-bucket"), "fn.zip", "v1"),
      .architecture = cfn::lambda::FunctionProps::Architectures::arm64,
      .description = "Does it",
      .environment = {{"MODE", "test"}},
      .ephemeral_storage = 1024,
      .function_name = "does-it",
      .handler = "main.run",
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .layers = {LayerVersion::from_arn(stack, "Layer",
                                        "arn:aws:lambda:eu-central-1:123456789012:layer:l:1")},
      .log_format = cfn::lambda::function::LoggingConfig::LogFormat::json,
      .log_group = logs,
      .memory = 256,
      .reserved_concurrency = 5,
      .runtime = Runtime::nodejs24_x,
      .timeout = 30,
      .tracing = true,
  });
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(object_at(text, "Fn"), "Properties"),
            R"({"Code":{"S3Bucket":"code-bucket","S3Key":"fn.zip","S3ObjectVersion":"v1"},)"
            R"("Role":{"Fn::GetAtt":["FnRole","Arn"]},"Architectures":["arm64"],)"
            R"("Description":"Does it","Environment":{"Variables":{"MODE":"test"}},)"
            R"("EphemeralStorage":{"Size":1024},"FunctionName":"does-it","Handler":"main.run",)"
            R"("KmsKeyArn":"arn:aws:kms:eu-central-1:123456789012:key/k",)"
            R"("Layers":["arn:aws:lambda:eu-central-1:123456789012:layer:l:1"],)"
            R"("LoggingConfig":{"LogFormat":"JSON","LogGroup":{"Ref":"Logs"}},"MemorySize":256,)"
            R"("ReservedConcurrentExecutions":5,"Runtime":"nodejs24.x","Timeout":30,)"
            R"("TracingConfig":{"Mode":"Active"}})");
  EXPECT_EQ(text.find("FnLogGroup"), std::string::npos);
  EXPECT_NE(text.find(R"({"Effect":"Allow","Action":["xray:PutTelemetryRecords",)"
                      R"("xray:PutTraceSegments"],"Resource":"*"})"),
            std::string::npos);
}

TEST_F(FunctionTest, an_optional_is_written_where_it_holds_something) {
  const std::optional<int> memory = 512;
  const Optional<int> timeout = 30;
  const std::optional<std::string> name = "does-it";
  const std::optional<std::string> description;
  stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::inline_text("x"),
      .description = description,
      .function_name = name,
      .handler = "index.handler",
      .memory = memory,
      .reserved_concurrency = std::optional<int>(),
      .runtime = Runtime::python3_14,
      .timeout = timeout,
  });
  const std::string text = object_at(compact_template(app), "Fn");
  EXPECT_NE(text.find(R"("FunctionName":"does-it")"), std::string::npos);
  EXPECT_NE(text.find(R"("MemorySize":512)"), std::string::npos);
  EXPECT_NE(text.find(R"("Timeout":30)"), std::string::npos);
  EXPECT_EQ(text.find("Description"), std::string::npos);
  EXPECT_EQ(text.find("Reserved"), std::string::npos);
}

TEST_F(FunctionTest, a_named_function_logs_where_tools_look_for_its_logs) {
  stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::inline_text("exports.handler = async () => 1"),
      .function_name = "does-it",
      .handler = "index.handler",
      .log_retention = RetentionDays::one_month,
      .runtime = Runtime::nodejs24_x,
  });
  EXPECT_EQ(object_at(object_at(compact_template(app), "FnLogGroup"), "Properties"),
            R"({"LogGroupName":"/aws/lambda/does-it","RetentionInDays":30})");
}

TEST_F(FunctionTest, a_function_in_a_vpc_may_manage_its_network_interfaces) {
  stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::inline_text("x"),
      .handler = "index.handler",
      .runtime = Runtime::python3_14,
      .security_groups = {SecurityGroup::from_id(stack, "Group", "sg-01234561")},
      .subnets = {"subnet-01234561", "subnet-01234562"},
  });
  const std::string text = compact_template(app);
  EXPECT_EQ(
      object_at(text, "VpcConfig"),
      R"({"SecurityGroupIds":["sg-01234561"],"SubnetIds":["subnet-01234561","subnet-01234562"]})");
  EXPECT_NE(text.find(R"("ManagedPolicyArns":[{"Fn::Sub":"arn:${AWS::Partition}:iam::aws:policy/)"
                      R"(service-role/AWSLambdaVPCAccessExecutionRole"}])"),
            std::string::npos);
}

TEST_F(FunctionTest, an_imported_role_may_manage_network_interfaces_by_a_policy) {
  stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::inline_text("x"),
      .handler = "index.handler",
      .role = Role::from_arn(stack, "Worker", "arn:aws:iam::123456789012:role/worker"),
      .runtime = Runtime::python3_14,
      .security_groups = {SecurityGroup::from_id(stack, "Group", "sg-01234561")},
      .subnets = {"subnet-01234561", "subnet-01234562"},
  });
  const std::string policy = object_at(compact_template(app), "WorkerPolicy");
  EXPECT_NE(policy.find(R"("ec2:CreateNetworkInterface","ec2:DeleteNetworkInterface")"),
            std::string::npos);
  EXPECT_NE(policy.find(R"("Roles":["worker"])"), std::string::npos);
}

TEST_F(FunctionTest, an_image_needs_neither_handler_nor_runtime) {
  stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::image("123456789012.dkr.ecr.eu-central-1.amazonaws.com/a:1"),
  });
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "Code"),
            R"({"ImageUri":"123456789012.dkr.ecr.eu-central-1.amazonaws.com/a:1"})");
  EXPECT_NE(text.find(R"("PackageType":"Image")"), std::string::npos);
}

TEST_F(FunctionTest, local_code_is_the_path_that_packaging_uploads_and_no_warning_is_told) {
  stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::local("build/fn"),
      .handler = "bootstrap",
      .runtime = Runtime::provided_al2023,
  });
  const Synthesis synthesis = synthesize(app, {.compact = true, .strict = true});
  ASSERT_TRUE(synthesis.ok());
  EXPECT_EQ(object_at(synthesis.stacks.at(0).text, "Fn"),
            R"({"Type":"AWS::Lambda::Function","Metadata":{"OmniTrack":{"Acknowledge":)"
            R"([{"Code":"OT4243","Reason":"'aws cloudformation package' uploads the code"}]}},)"
            R"("Properties":{"Code":"build/fn","Role":{"Fn::GetAtt":["FnRole","Arn"]},)"
            R"("Handler":"bootstrap","LoggingConfig":{"LogGroup":{"Ref":"FnLogGroup"}},)"
            R"("Runtime":"provided.al2023"}})");
  ASSERT_EQ(synthesis.diagnostics.size(), 1U);
  EXPECT_EQ(synthesis.diagnostics.at(0).acknowledged,
            "'aws cloudformation package' uploads the code");
}

TEST_F(FunctionTest, local_code_needs_a_path_a_runtime_and_a_handler) {
  stack.add(FunctionProps{.id = "NoHandler",
                          .code = FunctionCode::local("build/fn"),
                          .runtime = Runtime::provided_al2023});
  stack.add(FunctionProps{.id = "NoPath",
                          .code = FunctionCode::local(""),
                          .handler = "bootstrap",
                          .runtime = Runtime::provided_al2023});
  EXPECT_EQ(codes_of(app), "OT2222 OT2232");
}

TEST_F(FunctionTest, the_code_of_a_folder_is_an_asset_below_the_function) {
  const std::string folder = made_folder(1);
  stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::from_folder(folder, {.ignore = {"*.log"}}),
      .handler = "index.handler",
      .runtime = Runtime::python3_14,
  });
  const Synthesis synthesis = synthesize(app, {.compact = true, .strict = true});
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(synthesis.ok());
  const SynthesizedAsset& asset = synthesis.assets.at(0);
  EXPECT_EQ(asset.construct_path, "Test/Fn/Code");
  EXPECT_EQ(asset.ignore, std::vector<std::string>{"*.log"});
  EXPECT_EQ(object_at(synthesis.stacks.at(0).text, "Code"),
            R"({"S3Bucket":{"Fn::Sub":"omnitrack-assets-${AWS::AccountId}-${AWS::Region}"},)"
            R"("S3Key":")" +
                asset.hash + R"(.zip"})");
}

TEST_F(FunctionTest, code_and_layers_beyond_250_mb_are_refused_together) {
  const std::string code = made_folder(200'000'000);
  const std::string shared = made_folder(100'000'000);
  Asset& content = stack.add(AssetProps{.id = "Shared", .path = shared});
  LayerVersion& layer = stack.add(
      LayerVersionProps{.id = "Layer", .bucket = content.bucket(), .key = content.object_key()});
  EXPECT_EQ(layer.bytes(), 100'000'000U);
  Function& function = stack.add(FunctionProps{.id = "Fn",
                                               .code = FunctionCode::from_folder(code),
                                               .handler = "index.handler",
                                               .runtime = Runtime::python3_14});
  function.add_layer(layer);
  EXPECT_EQ(codes_of(app), "OT4109");
  std::filesystem::remove_all(code);
  std::filesystem::remove_all(shared);
}

TEST_F(FunctionTest, a_file_that_is_no_archive_is_no_code) {
  const std::string folder = made_folder(1);
  stack.add(FunctionProps{.id = "Fn",
                          .code = FunctionCode::from_folder(folder + "/index.py"),
                          .handler = "index.handler",
                          .runtime = Runtime::python3_14});
  EXPECT_EQ(codes_of(app), "OT4110");
  std::filesystem::remove_all(folder);
}

TEST_F(FunctionTest, a_given_role_gets_what_the_function_needs) {
  Role& role = stack.add(RoleProps{
      .id = "Shared",
      .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com"),
      .inline_policies =
          {{"Given",
            PolicyDocument({{.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}}}).json()}},
  });
  stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::inline_text("x"),
      .handler = "index.handler",
      .role = role,
      .runtime = Runtime::python3_14,
  });
  const std::string text = compact_template(app);
  EXPECT_EQ(text.find("FnRole"), std::string::npos);
  EXPECT_NE(text.find(R"("PolicyName":"Given"},{"PolicyDocument":{"Version":"2012-10-17",)"
                      R"("Statement":[{"Effect":"Allow","Action":["logs:CreateLogStream",)"
                      R"("logs:PutLogEvents"],"Resource":{"Fn::GetAtt":["FnLogGroup","Arn"]}}]},)"
                      R"("PolicyName":"InlinePolicy"})"),
            std::string::npos);
}

TEST_F(FunctionTest, a_function_is_made_after_the_grants_of_its_role) {
  auto& function = add_function();
  function.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  EXPECT_NE(object_at(compact_template(app), "Fn").find(R"("DependsOn":"FnRoleDefaultPolicy")"),
            std::string::npos);
}

TEST_F(FunctionTest, a_function_need_not_wait_for_the_grants_of_its_role) {
  auto& function = stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::inline_text("x"),
      .handler = "index.handler",
      .runtime = Runtime::python3_14,
      .wait_for_grants = false,
  });
  function.grant_invoke(function);
  const std::string text = compact_template(app);
  EXPECT_EQ(text.find("DependsOn"), std::string::npos);
  EXPECT_EQ(object_at(object_at(text, "FnRoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":"lambda:InvokeFunction","Resource":{"Fn::GetAtt":["Fn","Arn"]}}]})");
}

TEST_F(FunctionTest, dead_letters_and_destinations_come_with_their_permissions) {
  stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::inline_text("x"),
      .dead_letter = EventDestination::queue("arn:aws:sqs:eu-central-1:123456789012:dead"),
      .handler = "index.handler",
      .max_event_age = 3600,
      .on_failure = EventDestination::topic("arn:aws:sns:eu-central-1:123456789012:failed"),
      .on_success =
          EventDestination::event_bus("arn:aws:events:eu-central-1:123456789012:event-bus/b"),
      .retry_attempts = 0,
      .runtime = Runtime::python3_14,
  });
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "DeadLetterConfig"),
            R"({"TargetArn":"arn:aws:sqs:eu-central-1:123456789012:dead"})");
  EXPECT_EQ(object_at(text, "FnEventInvokeConfig"),
            R"({"Type":"AWS::Lambda::EventInvokeConfig","Properties":{"FunctionName":{"Ref":"Fn"},)"
            R"("Qualifier":"$LATEST","DestinationConfig":{)"
            R"("OnFailure":{"Destination":"arn:aws:sns:eu-central-1:123456789012:failed"},)"
            R"("OnSuccess":{"Destination":)"
            R"("arn:aws:events:eu-central-1:123456789012:event-bus/b"}},)"
            R"("MaximumEventAgeInSeconds":3600,"MaximumRetryAttempts":0}})");
  for (const char* statement :
       {R"({"Effect":"Allow","Action":"sqs:SendMessage",)"
        R"("Resource":"arn:aws:sqs:eu-central-1:123456789012:dead"})",
        R"({"Effect":"Allow","Action":"sns:Publish",)"
        R"("Resource":"arn:aws:sns:eu-central-1:123456789012:failed"})",
        R"({"Effect":"Allow","Action":"events:PutEvents",)"
        R"("Resource":"arn:aws:events:eu-central-1:123456789012:event-bus/b"})"}) {
    EXPECT_NE(text.find(statement), std::string::npos) << statement;
  }
}

TEST_F(FunctionTest, environment_and_layers_can_be_added_later) {
  LayerVersion& layer = stack.add(LayerVersionProps{
      .id = "Layer",
      .bucket = Bucket::from_name(stack, "Code", "code-bucket"),
      .key = "layer.zip",
      .compatible_runtimes = {Runtime::python3_13, Runtime::python3_14},
      .layer_name = "shared",
      .removal_policy = RemovalPolicy::retain,
  });
  auto& function = add_function();
  function.add_environment("REDIS_PORT", "6379");
  function.add_environment("REDIS_HOST", "localhost");
  function.add_layer(layer);
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "Variables"), R"({"REDIS_PORT":"6379","REDIS_HOST":"localhost"})");
  EXPECT_NE(text.find(R"("Layers":[{"Ref":"Layer"}])"), std::string::npos);
  EXPECT_EQ(object_at(text, "Layer"),
            R"({"Type":"AWS::Lambda::LayerVersion","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"Content":{"S3Bucket":"code-bucket",)"
            R"("S3Key":"layer.zip"},"CompatibleRuntimes":["python3.13","python3.14"],)"
            R"("LayerName":"shared"}})");
}

TEST_F(FunctionTest, a_service_invokes_the_function_by_a_permission_for_its_source) {
  add_function().add_permission("Topic", PolicyPrincipal::service("sns.amazonaws.com"),
                                "arn:aws:sns:eu-central-1:123456789012:t", stack.account());
  EXPECT_EQ(object_at(compact_template(app), "FnTopic"),
            R"({"Type":"AWS::Lambda::Permission","Properties":{"Action":"lambda:InvokeFunction",)"
            R"("FunctionName":{"Ref":"Fn"},"Principal":"sns.amazonaws.com",)"
            R"("SourceAccount":{"Ref":"AWS::AccountId"},)"
            R"("SourceArn":"arn:aws:sns:eu-central-1:123456789012:t"}})");
}

TEST_F(FunctionTest, invoking_is_granted_on_the_function_alone) {
  Role& role = stack.add(RoleProps{
      .id = "Caller",
      .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
  });
  add_function().grant_invoke(role);
  EXPECT_NE(compact_template(app).find(R"("Action":"lambda:InvokeFunction",)"
                                       R"("Resource":{"Fn::GetAtt":["Fn","Arn"]})"),
            std::string::npos);
}

// The logical id of the version that the alias `live` stands for.
std::string version_id(const std::string& text) {
  constexpr std::string_view before = R"("FunctionVersion":{"Fn::GetAtt":[")";
  const std::size_t begin = text.find(before) + before.size();
  return text.substr(begin, text.find('"', begin) - begin);
}

std::string template_with_alias(std::string_view source) {
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});
  auto& function = stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::inline_text(source),
      .handler = "index.handler",
      .runtime = Runtime::python3_14,
  });
  FunctionAlias& alias = stack.add(
      FunctionAliasProps{.id = "live", .function = function, .provisioned_concurrency = 2});
  alias.grant_invoke(stack.add(RoleProps{
      .id = "Caller",
      .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
  }));
  return compact_template(app);
}

TEST(FunctionAliasTest, an_alias_stands_for_the_version_of_the_function) {
  const std::string text = template_with_alias("a");
  const std::string version = version_id(text);
  EXPECT_EQ(version.substr(0, 11), "liveVersion");
  EXPECT_EQ(object_at(text, version),
            R"({"Type":"AWS::Lambda::Version","Properties":{"FunctionName":{"Ref":"Fn"}}})");
  EXPECT_EQ(object_at(object_at(text, "live"), "ProvisionedConcurrencyConfig"),
            R"({"ProvisionedConcurrentExecutions":2})");
  EXPECT_NE(text.find(R"("Action":"lambda:InvokeFunction","Resource":{"Ref":"live"})"),
            std::string::npos);
}

TEST(FunctionAliasTest, changed_code_makes_a_new_version) {
  EXPECT_EQ(version_id(template_with_alias("a")), version_id(template_with_alias("a")));
  EXPECT_NE(version_id(template_with_alias("a")), version_id(template_with_alias("b")));
}

TEST_F(FunctionTest, code_and_how_it_is_run_must_fit) {
  stack.add(FunctionProps{
      .id = "ImageWithRuntime", .code = FunctionCode::image("i"), .runtime = Runtime::python3_14});
  stack.add(
      FunctionProps{.id = "NoHandler",
                    .code = FunctionCode::s3(Bucket::from_name(stack, "Code", "code-bucket"), "k"),
                    .runtime = Runtime::python3_14});
  stack.add(FunctionProps{.id = "InlineJava",
                          .code = FunctionCode::inline_text("x"),
                          .handler = "index.handler",
                          .runtime = Runtime::java25});
  stack.add(FunctionProps{.id = "OtherFile",
                          .code = FunctionCode::inline_text("x"),
                          .handler = "main.handler",
                          .runtime = Runtime::python3_14});
  stack.add(FunctionProps{.id = "Empty",
                          .code = FunctionCode::inline_text(""),
                          .handler = "index.handler",
                          .runtime = Runtime::python3_14});
  EXPECT_EQ(codes_of(app), "OT2221 OT2222 OT2223 OT2224 OT2225");
}

TEST_F(FunctionTest, what_lambda_does_not_take_is_reported) {
  stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::image("i"),
      .dead_letter = EventDestination::function(
          Function::from_arn(stack, "Other", "arn:aws:lambda:eu-central-1:1:function:f")),
      .environment = {{"AWS_REGION", "x"}, {"9LIVES", "x"}},
      .ephemeral_storage = std::int64_t{511},
      .function_name = std::string("a b"),
      .max_event_age = std::int64_t{59},
      .memory = std::int64_t{10241},
      .retry_attempts = std::int64_t{3},
      .subnets = {"subnet-01234561"},
      .timeout = std::int64_t{0},
  });
  EXPECT_EQ(codes_of(app), "OT2226 OT2227 OT2228 OT2229 OT2229 OT2229 OT2229 OT2229 OT2230 OT2231");
}

TEST_F(FunctionTest, a_number_out_of_bounds_is_named_with_its_bounds) {
  const int seconds = 901;
  stack.add(FunctionProps{.id = "Fn",
                          .code = FunctionCode::inline_text("x"),
                          .handler = "index.handler",
                          .runtime = Runtime::python3_14,
                          .timeout = seconds});
  const Synthesis synthesis = synthesize(app);
  ASSERT_FALSE(synthesis.diagnostics.empty());
  EXPECT_EQ(synthesis.diagnostics[0].message, "timeout is 901, which is out of bounds");
  EXPECT_EQ(synthesis.diagnostics[0].hint, "it is 1 to 900 seconds");
}

TEST_F(FunctionTest, a_runtime_that_is_newer_than_the_list_is_taken_once_it_is_acknowledged) {
  auto& function = stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::s3(Bucket::from_name(stack, "Code", "code-bucket"), "k"),
      .handler = "main.run",
      .runtime = as<Runtime>("python3.30"),
  });
  function.acknowledge("OT4224", "came out last week");
  EXPECT_NE(compact_template(app).find(R"("Runtime":"python3.30")"), std::string::npos);
}

}  // namespace
}  // namespace omnitrack

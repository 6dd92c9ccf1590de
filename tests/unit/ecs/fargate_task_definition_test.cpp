#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/efs.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/ecr/repository.hpp>
#include <omnitrack/ecs/cluster.hpp>
#include <omnitrack/ecs/fargate_task_definition.hpp>
#include <omnitrack/efs/file_system.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/rds/database_cluster.hpp>
#include <omnitrack/rds/database_instance.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using testing_support::codes_of;
using testing_support::OneStackTest;

class FargateTaskDefinitionTest : public OneStackTest {
 protected:
  const ContainerImage image = ContainerImage::registry("public.ecr.aws/nginx/nginx:stable");
};

TEST_F(FargateTaskDefinitionTest, a_task_has_roles_and_a_log_group_of_its_own) {
  stack.add(FargateTaskDefinitionProps{
      .id = "Task", .containers = {{.name = "web", .image = image, .ports = {{.port = 80}}}}});
  EXPECT_EQ(resource("Task"),
            R"({"Type":"AWS::ECS::TaskDefinition",)"
            R"("Properties":{"ContainerDefinitions":[{"Image":"public.ecr.aws/nginx/nginx:stable",)"
            R"("Name":"web","Essential":true,"LogConfiguration":{"LogDriver":"awslogs",)"
            R"("Options":{"awslogs-group":{"Ref":"TaskLogGroup"},)"
            R"("awslogs-region":{"Ref":"AWS::Region"},"awslogs-stream-prefix":"web"}},)"
            R"("PortMappings":[{"ContainerPort":80,"Protocol":"tcp"}]}],"Cpu":"256",)"
            R"("ExecutionRoleArn":{"Fn::GetAtt":["TaskExecutionRole","Arn"]},"Memory":"512",)"
            R"("NetworkMode":"awsvpc","RequiresCompatibilities":["FARGATE"],)"
            R"("RuntimePlatform":{"CpuArchitecture":"X86_64","OperatingSystemFamily":"LINUX"},)"
            R"("TaskRoleArn":{"Fn::GetAtt":["TaskTaskRole","Arn"]}}})");
  EXPECT_EQ(
      properties("TaskTaskRole"),
      R"({"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole",)"
      R"("Condition":{"ArnLike":{"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:ecs:${AWS::R)"
      R"(egion}:${AWS::AccountId}:*"}},"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::Account)"
      R"(Id"}}}}]}})");
  EXPECT_EQ(properties("TaskExecutionRoleDefaultPolicy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["logs:CreateLogStream","logs:PutLogEvents"],)"
            R"("Resource":{"Fn::GetAtt":["TaskLogGroup","Arn"]}}]},"PolicyName":"DefaultPolicy",)"
            R"("Roles":[{"Ref":"TaskExecutionRole"}]})");
  EXPECT_EQ(properties("TaskLogGroup"), R"({"RetentionInDays":731})");
}

TEST_F(FargateTaskDefinitionTest, every_property_of_a_task_is_written_where_it_belongs) {
  Role& role = Role::from_arn(stack, "Role", "arn:aws:iam::123456789012:role/r");
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  stack.add(FargateTaskDefinitionProps{
      .id = "Task",
      .containers = {{.name = "web", .image = image}},
      .cpu_architecture = CpuArchitecture::arm64,
      .ephemeral_storage = 30,
      .execution_role = role,
      .family = "web",
      .log_group = logs,
      .operating_system = TaskOperatingSystem::linux_,
      .share_processes = true,
      .size = {1024, 2048},
      .task_role = role,
      .volumes = {TaskVolume::bind("scratch")},
  });
  EXPECT_EQ(
      properties("Task"),
      R"({"ContainerDefinitions":[{"Image":"public.ecr.aws/nginx/nginx:stable","Name":"web",)"
      R"("Essential":true,"LogConfiguration":{"LogDriver":"awslogs",)"
      R"("Options":{"awslogs-group":{"Ref":"Logs"},"awslogs-region":{"Ref":"AWS::Region"},)"
      R"("awslogs-stream-prefix":"web"}}}],"Cpu":"1024","EphemeralStorage":{"SizeInGiB":30},)"
      R"("ExecutionRoleArn":"arn:aws:iam::123456789012:role/r","Family":"web","Memory":"2048",)"
      R"("NetworkMode":"awsvpc","PidMode":"task","RequiresCompatibilities":["FARGATE"],)"
      R"("RuntimePlatform":{"CpuArchitecture":"ARM64","OperatingSystemFamily":"LINUX"},)"
      R"("TaskRoleArn":"arn:aws:iam::123456789012:role/r","Volumes":[{"Name":"scratch"}]})");
}

TEST_F(FargateTaskDefinitionTest, every_property_of_a_container_is_written_where_it_belongs) {
  Bucket& bucket = stack.add(BucketProps{.id = "Bucket"});
  auto& task = stack.add(FargateTaskDefinitionProps{
      .id = "Task",
      .containers = {{
          .name = "web",
          .image = ContainerImage::registry(
              "example.com/web", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:pull-1"),
          .command = {"serve"},
          .cpu = 128,
          .depends_on = {{.container = "init", .condition = ContainerCondition::success}},
          .docker_labels = {{"a", "b"}},
          .drop_capabilities = {"ALL"},
          .entry_point = {"/bin/web"},
          .environment = {{"STAGE", "prod"}},
          .environment_files = {{.bucket = bucket, .key = "web.env"}},
          .health_check = ContainerHealthCheck{.command = {"CMD-SHELL", "true"},
                                               .interval = 10,
                                               .retries = 2,
                                               .start_period = 5,
                                               .timeout = 3},
          .init_process = true,
          .memory = 256,
          .memory_reservation = 128,
          .mounts = {{.path = "/scratch", .volume = "scratch", .read_only = true}},
          .ports = {{.port = 8080, .app_protocol = AppProtocol::http2, .name = "http"},
                    {.port = 53, .protocol = PortProtocol::udp}},
          .pseudo_terminal = true,
          .read_only_root = true,
          .restart = true,
          .start_timeout = 30,
          .stop_timeout = 60,
          .ulimits = {{.hard_limit = 4096, .soft_limit = 2048}},
          .user = "1000:1000",
          .working_directory = "/srv",
      }},
      .volumes = {TaskVolume::bind("scratch")},
  });
  task.add_container(
      {.name = "init", .image = image, .essential = false, .log = ContainerLog::none()});
  EXPECT_EQ(
      properties("Task"),
      R"({"ContainerDefinitions":[{"Image":"example.com/web","Name":"web","Command":["serve"],)"
      R"("Cpu":128,"DependsOn":[{"Condition":"SUCCESS","ContainerName":"init"}],)"
      R"("DockerLabels":{"a":"b"},"EntryPoint":["/bin/web"],"Environment":[{"Name":"STAGE",)"
      R"("Value":"prod"}],"EnvironmentFiles":[{"Type":"s3",)"
      R"("Value":{"Fn::Sub":"${Bucket.Arn}/web.env"}}],"Essential":true,)"
      R"("HealthCheck":{"Command":["CMD-SHELL","true"],"Interval":10,"Retries":2,)"
      R"("StartPeriod":5,"Timeout":3},"LinuxParameters":{"Capabilities":{"Drop":["ALL"]},)"
      R"("InitProcessEnabled":true},"LogConfiguration":{"LogDriver":"awslogs",)"
      R"("Options":{"awslogs-group":{"Ref":"TaskLogGroup"},)"
      R"("awslogs-region":{"Ref":"AWS::Region"},"awslogs-stream-prefix":"web"}},"Memory":256,)"
      R"("MemoryReservation":128,"MountPoints":[{"ContainerPath":"/scratch","ReadOnly":true,)"
      R"("SourceVolume":"scratch"}],"PortMappings":[{"AppProtocol":"http2",)"
      R"("ContainerPort":8080,"Name":"http","Protocol":"tcp"},{"ContainerPort":53,)"
      R"("Protocol":"udp"}],"PseudoTerminal":true,"ReadonlyRootFilesystem":true,)"
      R"("RepositoryCredentials":{"CredentialsParameter":"arn:aws:secretsmanager:eu-central-1:1)"
      R"(23456789012:secret:pull-1"},"RestartPolicy":{"Enabled":true},"StartTimeout":30,)"
      R"("StopTimeout":60,"Ulimits":[{"HardLimit":4096,"Name":"nofile","SoftLimit":2048}],)"
      R"("User":"1000:1000","WorkingDirectory":"/srv"},)"
      R"({"Image":"public.ecr.aws/nginx/nginx:stable","Name":"init","Essential":false}],)"
      R"("Cpu":"256","ExecutionRoleArn":{"Fn::GetAtt":["TaskExecutionRole","Arn"]},)"
      R"("Memory":"512","NetworkMode":"awsvpc","RequiresCompatibilities":["FARGATE"],)"
      R"("RuntimePlatform":{"CpuArchitecture":"X86_64","OperatingSystemFamily":"LINUX"},)"
      R"("TaskRoleArn":{"Fn::GetAtt":["TaskTaskRole","Arn"]},"Volumes":[{"Name":"scratch"}]})");
  EXPECT_EQ(
      properties("TaskExecutionRoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Action":"secretsmanager:GetSecretValue",)"
      R"("Resource":"arn:aws:secretsmanager:eu-central-1:123456789012:secret:pull-1"},)"
      R"({"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],)"
      R"("Resource":{"Fn::GetAtt":["TaskLogGroup","Arn"]}},{"Effect":"Allow",)"
      R"("Action":"s3:GetObject","Resource":{"Fn::Sub":"${Bucket.Arn}/web.env"}},)"
      R"({"Effect":"Allow","Action":"s3:GetBucketLocation","Resource":{"Fn::GetAtt":["Bucket",)"
      R"("Arn"]}}]},"PolicyName":"DefaultPolicy","Roles":[{"Ref":"TaskExecutionRole"}]})");
}

TEST_F(FargateTaskDefinitionTest,
       a_task_waits_until_its_secrets_have_what_databases_are_reached_by) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  const auto postgres = DatabaseEngine::aurora_postgres("17.5");
  auto& cluster = stack.add(DatabaseClusterProps{.id = "Cluster", .engine = postgres, .vpc = vpc});
  auto& later = stack.add(SecretProps{
      .id = "Later",
      .generate_secret_string = GeneratedSecret{
          .generate_string_key = "password", .secret_string_template = R"({"username":"admin"})"}});
  stack.add(FargateTaskDefinitionProps{
      .id = "Task",
      .containers = {
          {.name = "web",
           .image = image,
           .secrets = {{"HOST", ContainerSecret::secrets_manager(cluster.secret(), "host")},
                       {"PASSWORD", ContainerSecret::secrets_manager(later, "password")}}}}});
  stack.add(DatabaseInstanceProps{.id = "Instance",
                                  .engine = DatabaseEngine::postgres("17.6"),
                                  .vpc = vpc,
                                  .credentials = DatabaseCredentials::of_secret(later)});
  EXPECT_NE(resource("Task").find(R"("DependsOn":["ClusterSecretAttachment","LaterAttachment"])"),
            std::string::npos);
  EXPECT_NE(resource("ClusterSecretAttachment").find(R"("DependsOn":"ClusterWriter")"),
            std::string::npos);
}

TEST_F(FargateTaskDefinitionTest, only_who_starts_a_task_may_read_its_secrets_and_pull_its_images) {
  Repository& images = stack.add(RepositoryProps{.id = "Images"});
  stack.add(FargateTaskDefinitionProps{
      .id = "Task",
      .containers = {{
          .name = "web",
          .image = ContainerImage::repository(images, "v1"),
          .log = ContainerLog::none(),
          .secrets = {{"PASSWORD", ContainerSecret::secrets_manager(
                                       "arn:aws:secretsmanager:eu-central-1:123456789012:secret:s",
                                       "password", "arn:aws:kms:eu-central-1:123456789012:key/k")},
                      {"TOKEN", ContainerSecret::secrets_manager(
                                    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:w")},
                      {"URL", ContainerSecret::ssm_parameter(
                                  "arn:aws:ssm:eu-central-1:123456789012:parameter/url")}},
      }},
  });
  EXPECT_EQ(properties("TaskExecutionRoleDefaultPolicy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage",)"
            R"("ecr:GetDownloadUrlForLayer"],"Resource":{"Fn::GetAtt":["Images","Arn"]}},)"
            R"({"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"},)"
            R"({"Effect":"Allow","Action":"secretsmanager:GetSecretValue",)"
            R"("Resource":"arn:aws:secretsmanager:eu-central-1:123456789012:secret:s"},)"
            R"({"Effect":"Allow","Action":"kms:Decrypt",)"
            R"("Resource":"arn:aws:kms:eu-central-1:123456789012:key/k"},{"Effect":"Allow",)"
            R"("Action":"secretsmanager:GetSecretValue",)"
            R"("Resource":"arn:aws:secretsmanager:eu-central-1:123456789012:secret:w"},)"
            R"({"Effect":"Allow","Action":"ssm:GetParameters",)"
            R"("Resource":"arn:aws:ssm:eu-central-1:123456789012:parameter/url"}]},)"
            R"("PolicyName":"DefaultPolicy","Roles":[{"Ref":"TaskExecutionRole"}]})");
  EXPECT_THAT(written(), has_no_resource("TaskTaskRoleDefaultPolicy"));
  EXPECT_EQ(
      properties("Task"),
      R"({"ContainerDefinitions":[{"Image":{"Fn::Sub":"${Images.RepositoryUri}:v1"},)"
      R"("Name":"web","Essential":true,"Secrets":[{"Name":"PASSWORD",)"
      R"("ValueFrom":"arn:aws:secretsmanager:eu-central-1:123456789012:secret:s:password::"},)"
      R"({"Name":"TOKEN","ValueFrom":"arn:aws:secretsmanager:eu-central-1:123456789012:secret:w)"
      R"("},{"Name":"URL","ValueFrom":"arn:aws:ssm:eu-central-1:123456789012:parameter/url"}]}])"
      R"(,"Cpu":"256","ExecutionRoleArn":{"Fn::GetAtt":["TaskExecutionRole","Arn"]},)"
      R"("Memory":"512","NetworkMode":"awsvpc","RequiresCompatibilities":["FARGATE"],)"
      R"("RuntimePlatform":{"CpuArchitecture":"X86_64","OperatingSystemFamily":"LINUX"},)"
      R"("TaskRoleArn":{"Fn::GetAtt":["TaskTaskRole","Arn"]}})");
}

TEST_F(FargateTaskDefinitionTest, logs_can_be_routed_by_another_container) {
  stack.add(FargateTaskDefinitionProps{
      .id = "Task",
      .containers = {{.name = "web",
                      .image = image,
                      .log = ContainerLog::firelens(
                          {{"Name", "loki"}},
                          {{"api_key", ContainerSecret::ssm_parameter(
                                           "arn:aws:ssm:eu-central-1:123456789012:parameter/k")}})},
                     {.name = "router", .image = image, .router = LogRouter::fluent_bit}},
  });
  EXPECT_EQ(properties("Task"),
            R"({"ContainerDefinitions":[{"Image":"public.ecr.aws/nginx/nginx:stable","Name":"web",)"
            R"("Essential":true,"LogConfiguration":{"LogDriver":"awsfirelens",)"
            R"("Options":{"Name":"loki"},"SecretOptions":[{"Name":"api_key",)"
            R"("ValueFrom":"arn:aws:ssm:eu-central-1:123456789012:parameter/k"}]}},)"
            R"({"Image":"public.ecr.aws/nginx/nginx:stable","Name":"router","Essential":true,)"
            R"("FirelensConfiguration":{"Type":"fluentbit"},)"
            R"("LogConfiguration":{"LogDriver":"awslogs",)"
            R"("Options":{"awslogs-group":{"Ref":"TaskLogGroup"},)"
            R"("awslogs-region":{"Ref":"AWS::Region"},"awslogs-stream-prefix":"router"}}}],)"
            R"("Cpu":"256","ExecutionRoleArn":{"Fn::GetAtt":["TaskExecutionRole","Arn"]},)"
            R"("Memory":"512","NetworkMode":"awsvpc","RequiresCompatibilities":["FARGATE"],)"
            R"("RuntimePlatform":{"CpuArchitecture":"X86_64","OperatingSystemFamily":"LINUX"},)"
            R"("TaskRoleArn":{"Fn::GetAtt":["TaskTaskRole","Arn"]}})");
}

TEST_F(FargateTaskDefinitionTest, file_systems_are_mounted_with_the_permission_of_the_task) {
  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567", .private_subnets = {"subnet-01234567"}});
  FileSystem& files = stack.add(FileSystemProps{.id = "Files", .vpc = vpc});
  AccessPoint& point = stack.add(AccessPointProps{.id = "Point", .file_system = files});
  stack.add(FargateTaskDefinitionProps{
      .id = "Task",
      .containers = {{.name = "web", .image = image, .log = ContainerLog::none()}},
      .volumes = {TaskVolume::efs("all", files, "/all"), TaskVolume::efs("seen", files, {}, true),
                  TaskVolume::efs("data", point), TaskVolume::efs("read", point, true)},
  });
  EXPECT_EQ(
      properties("Task"),
      R"({"ContainerDefinitions":[{"Image":"public.ecr.aws/nginx/nginx:stable","Name":"web",)"
      R"("Essential":true}],"Cpu":"256","ExecutionRoleArn":{"Fn::GetAtt":["TaskExecutionRole",)"
      R"("Arn"]},"Memory":"512","NetworkMode":"awsvpc","RequiresCompatibilities":["FARGATE"],)"
      R"("RuntimePlatform":{"CpuArchitecture":"X86_64","OperatingSystemFamily":"LINUX"},)"
      R"("TaskRoleArn":{"Fn::GetAtt":["TaskTaskRole","Arn"]},)"
      R"("Volumes":[{"EFSVolumeConfiguration":{"FilesystemId":{"Ref":"Files"},)"
      R"("AuthorizationConfig":{"IAM":"ENABLED"},"RootDirectory":"/all",)"
      R"("TransitEncryption":"ENABLED"},"Name":"all"},)"
      R"({"EFSVolumeConfiguration":{"FilesystemId":{"Ref":"Files"},)"
      R"("AuthorizationConfig":{"IAM":"ENABLED"},"TransitEncryption":"ENABLED"},"Name":"seen"},)"
      R"({"EFSVolumeConfiguration":{"FilesystemId":{"Ref":"Files"},)"
      R"("AuthorizationConfig":{"AccessPointId":{"Ref":"Point"},"IAM":"ENABLED"},)"
      R"("TransitEncryption":"ENABLED"},"Name":"data"},)"
      R"({"EFSVolumeConfiguration":{"FilesystemId":{"Ref":"Files"},)"
      R"("AuthorizationConfig":{"AccessPointId":{"Ref":"Point"},"IAM":"ENABLED"},)"
      R"("TransitEncryption":"ENABLED"},"Name":"read"}]})");
  EXPECT_EQ(
      properties("TaskTaskRoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Action":["elasticfilesystem:ClientMount","elasticfilesystem:ClientWrite"],)"
      R"("Resource":{"Fn::GetAtt":["Files","Arn"]},)"
      R"("Condition":{"Bool":{"elasticfilesystem:AccessedViaMountTarget":"true"}}},)"
      R"({"Effect":"Allow","Action":["elasticfilesystem:ClientMount",)"
      R"("elasticfilesystem:ClientWrite"],"Resource":{"Fn::GetAtt":["Files","Arn"]},)"
      R"("Condition":{"StringEquals":{"elasticfilesystem:AccessPointArn":{"Fn::GetAtt":["Point")"
      R"(,"Arn"]}}}}]},"PolicyName":"DefaultPolicy","Roles":[{"Ref":"TaskTaskRole"}]})");
}

TEST_F(FargateTaskDefinitionTest, running_a_task_takes_its_roles) {
  Cluster& cluster = Cluster::from_name(stack, "Cluster", "shop");
  auto& task = stack.add(
      FargateTaskDefinitionProps{.id = "Task", .containers = {{.name = "web", .image = image}}});
  Role& runner = stack.add(
      RoleProps{.id = "Runner", .assumed_by = PolicyPrincipal::service("events.amazonaws.com")});
  task.grant_run(runner, cluster);
  task.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  EXPECT_EQ(
      properties("RunnerDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Action":"ecs:RunTask","Resource":{"Ref":"Task"},)"
      R"("Condition":{"ArnEquals":{"ecs:cluster":{"Fn::Sub":"arn:${AWS::Partition}:ecs:${AWS::R)"
      R"(egion}:${AWS::AccountId}:cluster/shop"}}}},{"Effect":"Allow","Action":"iam:PassRole",)"
      R"("Resource":{"Fn::GetAtt":["TaskExecutionRole","Arn"]},)"
      R"("Condition":{"StringEquals":{"iam:PassedToService":"ecs-tasks.amazonaws.com"}}},)"
      R"({"Effect":"Allow","Action":"iam:PassRole","Resource":{"Fn::GetAtt":["TaskTaskRole",)"
      R"("Arn"]},"Condition":{"StringEquals":{"iam:PassedToService":"ecs-tasks.amazonaws.com"}})"
      R"(}]},"PolicyName":"DefaultPolicy","Roles":[{"Ref":"Runner"}]})");
  EXPECT_NE(resource("TaskTaskRoleDefaultPolicy").find("s3:ListAllMyBuckets"), std::string::npos);
}

TEST_F(FargateTaskDefinitionTest, what_cannot_be_is_an_error) {
  const std::string name = "a b";
  const int much = 300;
  stack.add(FargateTaskDefinitionProps{.id = "A",
                                       .containers = {{.name = "web", .image = image}},
                                       .size = FargateSize::at_run_time(256, 4096)});
  stack.add(FargateTaskDefinitionProps{
      .id = "B",
      .containers = {{.name = name, .image = image},
                     {.name = "web", .image = image, .stop_timeout = much},
                     {.name = "web", .image = image, .ports = {{.name = "none"}}}},
      .ephemeral_storage = much,
      .family = name,
  });
  stack.add(FargateTaskDefinitionProps{
      .id = "C",
      .containers = {{.name = "web",
                      .image = image,
                      .depends_on = {{.container = "web"}},
                      .memory = 1024,
                      .mounts = {{.path = "/data", .volume = "data"}}}},
  });
  stack.add(FargateTaskDefinitionProps{.id = "D"});
  EXPECT_EQ(codes_of(app),
            "OT3410 OT3411 OT3415 OT3411 OT3415 OT3412 OT3415 OT3413 OT3414 OT3417 OT3416");
}

TEST(FargateSizeTest, the_pairs_are_those_of_fargate) {
  constexpr FargateSize largest = {16384, 122880};
  EXPECT_EQ(largest.cpu(), 16384);
  for (const auto& [cpu, memory] :
       {std::pair(256, 512), std::pair(512, 3072), std::pair(2048, 16384), std::pair(4096, 30720),
        std::pair(8192, 20480), std::pair(16384, 40960)}) {
    EXPECT_FALSE(FargateSize::at_run_time(cpu, memory).is_broken()) << cpu << ' ' << memory;
  }
  for (const auto& [cpu, memory] : {std::pair(256, 3072), std::pair(512, 1536), std::pair(300, 512),
                                    std::pair(8192, 17408), std::pair(16384, 30720)}) {
    EXPECT_TRUE(FargateSize::at_run_time(cpu, memory).is_broken()) << cpu << ' ' << memory;
  }
}

}  // namespace
}  // namespace omnitrack

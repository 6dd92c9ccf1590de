#include "late_props.hpp"
#include <omnitrack/autoscaling/auto_scaling_group.hpp>
#include <omnitrack/ec2/instance.hpp>
#include <omnitrack/ecr/repository.hpp>
#include <omnitrack/ecs/load_balanced_fargate_service.hpp>
#include <omnitrack/efs/file_system.hpp>
#include <omnitrack/elasticloadbalancingv2/network_load_balancer.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateContainersTest : public testing_support::LatePropsTest {
 protected:
  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234567", "subnet-12345678"}});
};

TEST_F(LateContainersTest, a_repository_with_rules_from_a_loop) {
  auto& images = add_later([] {
    std::vector<ImageLifecycleRule> rules;
    for (const std::string& prefix : {std::string("dev-"), std::string("test-")}) {
      const int count = static_cast<int>(prefix.size());
      rules.push_back({.description = "Few of " + prefix,
                       .max_image_count = count,
                       .tag_prefixes = std::vector<std::string>{prefix},
                       .tag_status = ImageTagStatus::tagged});
    }
    return RepositoryProps{.id = std::string("Images"),
                           .lifecycle_rules = rules,
                           .repository_name = std::string("team/") + "web",
                           .tag_mutability_exclusions = std::set<std::string>{"latest"}};
  });
  images.add_lifecycle_rule({.max_image_count = 9});
  const std::string made = properties("Images");
  EXPECT_THAT(made, HasSubstr(R"(\"tagPrefixList\":[\"test-\"])"));
  EXPECT_THAT(made, HasSubstr(R"(\"rulePriority\":3)"));
  EXPECT_THAT(made, HasSubstr(R"("RepositoryName":"team/web")"));
}

TEST_F(LateContainersTest, tasks_and_services_of_helpers) {
  auto& files = add_later([this] {
    return FileSystemProps{.id = std::string("Files"),
                           .vpc = vpc,
                           .name = std::string("all ") + "files",
                           .subnets = std::vector<std::string>{"subnet-01234567"}};
  });
  auto& point = add_later([&] {
    return AccessPointProps{.id = std::string("Point"),
                            .file_system = files,
                            .path = std::string("/") + "data",
                            .permissions = std::string("750")};
  });
  auto& task = add_later([&] {
    std::vector<Container> containers;
    std::vector<ContainerDependency> others;
    for (const std::string& name : {std::string("init"), std::string("web")}) {
      const std::map<std::string, std::string> environment{{"NAME", name}};
      const std::vector<NamedContainerSecret> secrets{
          {"TOKEN", ContainerSecret::ssm_parameter(
                        "arn:aws:ssm:eu-central-1:123456789012:parameter/" + name)}};
      containers.push_back({.name = name,
                            .image = ContainerImage::registry("example.com/" + name),
                            .depends_on = others,
                            .environment = environment,
                            .mounts = {{.path = "/data/" + name, .volume = std::string("data")}},
                            .secrets = secrets});
      others.push_back({.container = name});
    }
    return FargateTaskDefinitionProps{
        .id = std::string("Task"),
        .containers = containers,
        .family = std::string("family"),
        .size = FargateSize::at_run_time(static_cast<int>(containers.size()) * 128, 512),
        .volumes = std::vector<TaskVolume>{TaskVolume::efs(std::string("data"), point)}};
  });
  auto& cluster = add_later([this] {
    return ClusterProps{
        .id = std::string("Cluster"),
        .cluster_name = std::string("shop"),
        .service_namespace = ServiceNamespace{.name = std::string("shop") + ".internal"},
        .vpc = vpc};
  });
  add_later([&] {
    return FargateServiceProps{.id = std::string("Service"),
                               .cluster = cluster,
                               .task_definition = task,
                               .service_name = std::string("web")};
  });
  EXPECT_THAT(properties("Task"), HasSubstr(R"("ContainerPath":"/data/web")"));
  EXPECT_THAT(properties("Task"), HasSubstr(R"("Name":"NAME","Value":"web")"));
  EXPECT_THAT(properties("Point"), HasSubstr(R"("Path":"/data")"));
  EXPECT_THAT(properties("Service"), HasSubstr(R"("ServiceName":"web")"));
  EXPECT_THAT(properties("ClusterNamespace"), HasSubstr("shop.internal"));
}

TEST_F(LateContainersTest, load_balancers_with_rules_from_a_loop) {
  auto& balancer = add_later([this] {
    return ApplicationLoadBalancerProps{
        .id = std::string("Balancer"), .vpc = vpc, .load_balancer_name = std::string("web")};
  });
  auto& group = add_later([this] {
    return TargetGroupProps{.id = std::string("Group"),
                            .health_check = {.path = std::string("/") + "health"},
                            .stickiness = TargetStickiness{.cookie_name = std::string("session")},
                            .vpc = vpc};
  });
  auto& listener = add_later([&] {
    return ApplicationListenerProps{.id = std::string("Http"),
                                    .default_action = ListenerAction::forward(
                                        std::vector<WeightedTargetGroup>{{.target_group = group}}),
                                    .load_balancer = balancer,
                                    .protocol = ListenerProtocol::http};
  });
  for (const std::string& part : {std::string("api"), std::string("web")}) {
    const std::vector<ListenerCondition> conditions{
        ListenerCondition::path(std::vector<std::string>{"/" + part})};
    listener.add_rule(
        {.id = part, .action = ListenerAction::forward(group), .conditions = conditions});
  }
  EXPECT_THAT(properties("Httpweb"), HasSubstr(R"("Values":["/web"])"));
  EXPECT_THAT(properties("Group"), HasSubstr(R"("HealthCheckPath":"/health")"));
}

TEST_F(LateContainersTest, machines_of_helpers) {
  auto& machine = add_later([this] {
    const std::vector<std::string> commands{"dnf update -y", std::string("echo ") + "ready"};
    std::vector<EbsVolume> volumes;
    for (const char* device : {"/dev/xvda", "/dev/sdb"}) {
      volumes.push_back({.device_name = std::string(device), .size = 20});
    }
    return LaunchTemplateProps{.id = std::string("Machine"),
                               .instance_type = std::string("t3.") + "micro",
                               .user_data = UserData::shell(commands),
                               .volumes = volumes,
                               .vpc = vpc};
  });
  add_later([&] {
    std::vector<InstanceTypeChoice> types;
    for (const std::string family : {"m5", "m6i"})
      types.push_back({.instance_type = family + ".large"});
    return AutoScalingGroupProps{.id = std::string("Fleet"),
                                 .launch_template = machine,
                                 .vpc = vpc,
                                 .mixed_instances = MixedInstances{.types = types}};
  });
  EXPECT_THAT(properties("Machine"), HasSubstr(R"("DeviceName":"/dev/sdb")"));
  EXPECT_THAT(properties("Machine"), HasSubstr("echo ready"));
  EXPECT_THAT(properties("Fleet"), HasSubstr(R"("InstanceType":"m6i.large")"));
}

}  // namespace
}  // namespace omnitrack

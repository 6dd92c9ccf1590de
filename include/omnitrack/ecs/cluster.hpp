#pragma once

#include <vector>

#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ecs {
class Cluster;                              // defined in <omnitrack/cfn/ecs.hpp>
class ClusterCapacityProviderAssociations;  // defined in <omnitrack/cfn/ecs.hpp>
enum class CapacityProviderName : char;
enum class ClusterArn : char;
enum class ClusterName : char;
}  // namespace omnitrack::cfn::ecs

namespace omnitrack {

class Bucket;
class Cluster;  // defined in <omnitrack/cfn/ecs.hpp>
class EcsCapacityProvider;
class LogGroup;
class Vpc;

namespace detail {

inline void a_cluster_name_has_1_to_255_letters_digits_hyphens_and_underscores() {}

struct ClusterNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 255 && has_only_letters_digits_and("-_", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_cluster_name_has_1_to_255_letters_digits_hyphens_and_underscores();
  }
};

}  // namespace detail

/// The name of a cluster or a service: 1 to 255 letters, digits, `-` and `_`.
using ClusterName = CheckedText<detail::ClusterNameRule>;

/// What is measured of the tasks of a cluster.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html
enum class ContainerInsights : std::uint8_t { enabled, enhanced, disabled };

/// A share of the tasks that runs on one kind of capacity.
struct CapacityProviderShare {
  /// The capacity provider, e.g. `FARGATE` or `FARGATE_SPOT`.
  Required<Value<cfn::ecs::CapacityProviderName>, struct required_provider> provider;
  /// How many tasks run there before the weights count; one provider can have some.
  Value<std::int64_t> base = {};
  /// The share of the further tasks, 0 to 1,000.
  KnownNumber weight = 1;
};

/// The namespace in which the services of a cluster find each other.
/// https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html
struct ServiceNamespace {
  /// The name, e.g. `shop.internal`.
  Required<Text, struct required_name> name;
  /// Whether services use it for Service Connect where they name no other.
  Bool for_service_connect = true;
  /// The VPC whose DNS answers for it; it is found by API alone where it is left out.
  Link<const Vpc> vpc = {};
};

/// How commands that somebody runs in a container are recorded.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
struct ExecuteCommandLogging {
  /// The bucket that they are recorded in.
  Link<const Bucket> bucket = {};
  /// How the keys in the bucket begin.
  Text bucket_prefix = {};
  /// The key that the connection is encrypted with, beside TLS; none where it is left out.
  KeyLink kms_key = {};
  /// The log group that they are recorded in.
  Link<const LogGroup> log_group = {};
};

/// Properties of a cluster.
struct ClusterProps {
  using Makes = Cluster;
  Id id;
  /// The name; made up by CloudFormation where it is left out.
  ClusterName cluster_name = {};
  /// What is measured of the tasks; as the account has it where `{}` is given.
  Optional<ContainerInsights> container_insights = ContainerInsights::enabled;
  /// Where tasks run that do not say it.
  Items<CapacityProviderShare> default_capacity_provider_strategy = {};
  /// How commands are recorded that somebody runs in a container; by the containers' own logs where
  /// it is left out.
  Optional<ExecuteCommandLogging> execute_command_logging = {};
  /// Whether tasks can run on Fargate, and on what is left of it at a lower price.
  Bool fargate_capacity_providers = true;
  /// The key that the storage of tasks on Fargate is encrypted with; AWS's own where it is left
  /// out.
  KeyLink fargate_storage_key = {};
  /// The namespace in which its services find each other.
  Optional<ServiceNamespace> service_namespace = {};
  /// The VPC of its services that name none.
  Link<const Vpc> vpc = {};
};

/// A group of services and tasks: AWS::ECS::Cluster and, with a namespace,
/// AWS::ServiceDiscovery::PrivateDnsNamespace or AWS::ServiceDiscovery::HttpNamespace, with an
/// `EcsCapacityProvider` AWS::ECS::ClusterCapacityProviderAssociations.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/clusters.html
class Cluster final : public Construct, public Measured {
 public:
  Cluster(Attach at, const ClusterProps& props);
  Cluster(Attach at, const struct ImportedClusterProps& props);

  /// A cluster of this stack's region and account that is made elsewhere, with the VPC of the
  /// services that are added to it.
  static Cluster& from_name(Construct& scope, const Id& id,
                            const Value<cfn::ecs::ClusterName>& name,
                            const Link<const Vpc>& vpc = {});

  /// Allows what runs commands in containers of this cluster to be reached and recorded, by the
  /// role of their tasks.
  void grant_execute_command(Grantee& task_role) const;

  /// Gives it instances of one's own, of an `EcsCapacityProvider`, which calls this. A share is for
  /// tasks that do not say where they run.
  void add_capacity(EcsCapacityProvider& provider, const Optional<CapacityProviderShare>& share);
  /// What waits for its instances to be known; null where it has none.
  [[nodiscard]] const Construct* capacity() const;
  /// The security groups of its instances.
  [[nodiscard]] Items<Link<SecurityGroup>> capacity_security_groups() const;

  /// One of ECS's metrics of the cluster, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// The CPU units that are used, in percent of those that are kept.
  [[nodiscard]] Metric metric_cpu_utilization() const { return metric("CPUUtilization"); }
  /// The memory that is used, in percent of what is kept.
  [[nodiscard]] Metric metric_memory_utilization() const { return metric("MemoryUtilization"); }

  /// The ARN.
  [[nodiscard]] const Value<cfn::ecs::ClusterArn>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<cfn::ecs::ClusterName>& name() const { return name_; }
  /// The ARN of its namespace; not set where it has none.
  [[nodiscard]] const Value<std::string>& namespace_arn() const { return namespace_arn_; }
  /// Whether it is made elsewhere.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// Whether a VPC's DNS answers for its namespace.
  [[nodiscard]] bool has_dns_namespace() const { return has_dns_namespace_; }
  /// Whether its namespace is the one of Service Connect, for services that name no other.
  [[nodiscard]] bool has_service_connect() const { return has_service_connect_; }
  /// The VPC of its services that name none; null where it has none.
  [[nodiscard]] const Vpc* vpc() const { return vpc_; }
  /// The cluster's own resource; an error where the cluster is made elsewhere.
  [[nodiscard]] cfn::ecs::Cluster& resource();

 private:
  void make_namespace(const ServiceNamespace& names);
  void let_fargate_use(const KeyLink& key, const ClusterName& name) const;

  [[nodiscard]] cfn::ecs::ClusterCapacityProviderAssociations& associations();

  Optional<ExecuteCommandLogging> logging_;
  std::vector<EcsCapacityProvider*> providers_;
  cfn::ecs::ClusterCapacityProviderAssociations* associations_ = nullptr;
  bool has_service_connect_ = false;
  bool has_dns_namespace_ = false;
  const Vpc* vpc_ = nullptr;
  cfn::ecs::Cluster* resource_ = nullptr;  // null where the cluster is made elsewhere
  Value<cfn::ecs::ClusterArn> arn_;
  Value<cfn::ecs::ClusterName> name_;
  Value<std::string> namespace_arn_;
};

}  // namespace omnitrack

#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/map.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2
namespace omnitrack::cfn::eks {
class Nodegroup;  // defined in <omnitrack/cfn/eks.hpp>
}  // namespace omnitrack::cfn::eks

namespace omnitrack {

class Role;

/// What keeps pods from nodes.
enum class EksTaintEffect : std::uint8_t { no_schedule, prefer_no_schedule, no_execute };

/// What nodes are marked with, so that pods keep away that do not tolerate it.
struct EksTaint {
  /// The key.
  Required<Value<std::string>, struct required_key> key;
  /// What it does.
  EksTaintEffect effect = EksTaintEffect::no_schedule;
  /// The value.
  Value<std::string> value = {};
};

/// Nodes of a cluster, for `EksCluster::add_node_group`.
struct EksNodeGroupProps {
  Id id;
  /// The image, e.g. `BOTTLEROCKET_ARM_64`; Amazon Linux 2023 where it is left out.
  Value<std::string> ami_type = {};
  /// How many nodes it begins with; `min_size` where it is left out.
  Value<std::int64_t> desired_size = {};
  /// The disk of a node in GiB; 20 where it is left out.
  Value<std::int64_t> disk_size = {};
  /// The types of instances; `t3.medium` where they are left out.
  List<std::string> instance_types = {};
  /// What pods choose nodes by.
  Map<std::string> labels = {};
  /// The most nodes.
  Value<std::int64_t> max_size = 3;
  /// The fewest nodes.
  Value<std::int64_t> min_size = 1;
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> name = {};
  /// Whether nodes that are ill are replaced.
  Bool repair = true;
  /// Whether nodes are spare capacity, which can be taken away.
  Bool spot = false;
  /// The subnets; those of the cluster where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// What pods must tolerate.
  Items<EksTaint> taints = {};
};

/// Nodes of a cluster that EKS keeps: AWS::EKS::Nodegroup with a `Role`; made by
/// `EksCluster::add_node_group`.
/// https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
class EksNodeGroup final : public Construct {
 public:
  EksNodeGroup(Attach at, const struct MadeEksNodeGroupProps& made);

  /// The role of the nodes.
  [[nodiscard]] Role& role() { return role_; }
  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The group's own resource.
  [[nodiscard]] cfn::eks::Nodegroup& resource() { return resource_; }

 private:
  Role& role_;
  cfn::eks::Nodegroup& resource_;
};

/// Software of EKS in a cluster, for `EksCluster::add_addon`.
struct EksAddonProps {
  Id id;
  /// The name, e.g. `vpc-cni`, `coredns`, `aws-ebs-csi-driver`.
  Required<Value<std::string>, struct required_addon_name> addon_name;
  /// Its settings, in JSON or YAML.
  Value<std::string> configuration = {};
  /// Whether settings that were changed in the cluster are set back.
  Bool overwrite = true;
  /// The role that it acts by, in the name of `service_account`.
  Link<const Role> role = {};
  /// The account of Kubernetes that takes the role.
  Value<std::string> service_account = {};
  /// The version; the cluster's default where it is left out.
  Value<std::string> version = {};
};

/// What somebody may do in a cluster, by the policies of EKS.
enum class EksAccess : std::uint8_t { view, edit, admin, cluster_admin };

/// Who may do something in a cluster, for `EksCluster::add_access`.
struct EksAccessProps {
  Id id;
  /// The ARN of a role or a user.
  Required<Value<std::string>, struct required_principal_arn> principal_arn;
  /// What; nothing by itself where it is left out.
  Optional<EksAccess> access = {};
  /// The groups of Kubernetes that it is in.
  List<std::string> kubernetes_groups = {};
  /// The namespaces that the access is about; the whole cluster where they are left out.
  List<std::string> namespaces = {};
};

/// An account of Kubernetes whose pods act by a role, for `EksCluster::add_pod_role`.
struct EksPodRoleProps {
  Id id;
  /// The account of Kubernetes.
  Required<Value<std::string>, struct required_service_account> service_account;
  /// The namespace that it is in.
  Value<std::string> name_space = "default";
};

/// Pods that run without nodes, for `EksCluster::add_fargate_profile`.
struct EksFargateProps {
  Id id;
  /// The namespaces of Kubernetes whose pods do, five at most.
  Required<List<std::string>, struct required_namespaces> namespaces;
  /// The private subnets; those of the cluster where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
};

}  // namespace omnitrack

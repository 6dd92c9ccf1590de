#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/eks/eks_parts.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack::cfn::eks {
class AccessEntry;     // defined in <omnitrack/cfn/eks.hpp>
class Addon;           // defined in <omnitrack/cfn/eks.hpp>
class Cluster;         // defined in <omnitrack/cfn/eks.hpp>
class FargateProfile;  // defined in <omnitrack/cfn/eks.hpp>
enum class ClusterName : char;
}  // namespace omnitrack::cfn::eks

namespace omnitrack {

/// Where the API of a cluster is reached from.
enum class EksEndpoint : std::uint8_t {
  from_vpc,       ///< the VPC alone
  from_anywhere,  ///< the internet too, or some blocks of it
};

class EksCluster;

/// Properties of a cluster of Kubernetes.
struct EksClusterProps {
  using Makes = EksCluster;
  Id id;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// Whether whoever makes the cluster may do everything in it.
  Bool creator_is_admin = false;
  /// Whether the cluster refuses to be deleted.
  Bool deletion_protection = true;
  /// Where the API is reached from.
  EksEndpoint endpoint = EksEndpoint::from_vpc;
  /// Whether versions are paid for beyond their standard support.
  Bool extended_support = false;
  /// The key that the secrets of Kubernetes are encrypted with; one of AWS's where it is left out.
  KeyLink kms_key = {};
  /// Whether what the control plane does is logged.
  Bool logs = true;
  /// For how long logs are kept.
  Retention log_retention = RetentionDays::two_years;
  /// The name, of letters, digits, `-` and `_`; made of its path and the stack's id where it is
  /// left out.
  Value<std::string> name = {};
  /// The blocks that reach the API from outside of the VPC; all where they are left out.
  List<std::string> public_access_cidrs = {};
  /// The role that it acts by; one is made where it is left out.
  Link<Role> role = {};
  /// More security groups of the control plane.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets, in two zones at least; the VPC's private ones where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// The version of Kubernetes, e.g. `1.34`; the newest where it is left out.
  Value<std::string> version = {};
};

/// What is known of a cluster of Kubernetes that is made elsewhere.
struct EksClusterAttributes {
  /// The name.
  Required<Value<std::string>, struct required_cluster_name> cluster_name;
  /// The address of the API.
  Value<std::string> endpoint = {};
  /// The issuer of the tokens of its accounts.
  Value<std::string> issuer_url = {};
  /// The role that it acts by.
  Link<Role> role = {};
  /// The security group of the cluster and its nodes.
  Link<SecurityGroup> security_group = {};
  /// The subnets of nodes and pods that say none.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// A cluster of Kubernetes: AWS::EKS::Cluster, with AWS::EKS::Addon, AWS::EKS::AccessEntry,
/// AWS::EKS::FargateProfile, AWS::EKS::PodIdentityAssociation, `EksNodeGroup`, a `Role`, and
/// AWS::Logs::LogGroup for its logs. https://docs.aws.amazon.com/eks/latest/userguide/clusters.html
class EksCluster final : public Construct, public Connectable, public Measured {
 public:
  EksCluster(Attach at, const EksClusterProps& props);
  EksCluster(Attach at, const struct ImportedEksClusterProps& props);

  /// A cluster of this stack's region and account that is made elsewhere, which can be given nodes,
  /// addons and accesses.
  static EksCluster& from_attributes(Construct& scope, const Id& id,
                                     const EksClusterAttributes& attributes);

  /// Adds nodes.
  EksNodeGroup& add_node_group(const EksNodeGroupProps& props);
  /// Adds software of EKS.
  cfn::eks::Addon& add_addon(const EksAddonProps& props);
  /// Lets a role or a user do something.
  cfn::eks::AccessEntry& add_access(const EksAccessProps& props);
  /// Has the pods of an account of Kubernetes act by a role, which grants go to; the cluster needs
  /// the addon `eks-pod-identity-agent`.
  Role& add_pod_role(const EksPodRoleProps& props);
  /// Has pods of some namespaces run without nodes.
  cfn::eks::FargateProfile& add_fargate_profile(const EksFargateProps& props);

  /// The security group of the cluster and its nodes, and the port of the API.
  [[nodiscard]] Connections connections() override;

  /// One of EKS's metrics of the control plane, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many requests the API answered.
  [[nodiscard]] Metric metric_api_requests() const {
    return metric("apiserver_request_total").sum();
  }

  /// Allows to learn how the cluster is reached, as `aws eks update-kubeconfig` does.
  void grant_describe(Grantee& grantee) const;

  /// The name.
  [[nodiscard]] Value<cfn::eks::ClusterName> name() const;
  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The address of the API; an error where it is not known.
  [[nodiscard]] Value<std::string> endpoint() const;
  /// The issuer of the tokens of its accounts; an error where it is not known.
  [[nodiscard]] Value<std::string> issuer_url() const;
  /// The role that it acts by; an error where it is not known.
  [[nodiscard]] Role& role();
  /// The cluster's own resource; an error where the cluster is made elsewhere.
  [[nodiscard]] cfn::eks::Cluster& resource();

 private:
  void set_logs(const EksClusterProps& props);

  List<cfn::ec2::SubnetId> subnets_;
  Role* role_;  // null where it is not known
  Value<std::string> given_name_;
  cfn::eks::Cluster* resource_ = nullptr;  // null where the cluster is made elsewhere
  SecurityGroup* group_;                   // null where it is not known
  Value<std::string> endpoint_;
  Value<std::string> issuer_url_;
};

}  // namespace omnitrack

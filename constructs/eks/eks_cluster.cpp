#include "omnitrack/eks/eks_cluster.hpp"

#include <string>

#include "../imported.hpp"
#include "../security_groups.hpp"
#include "../unique_name.hpp"
#include "made_props.hpp"
#include <omnitrack/cfn/eks.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

/// What a cluster of Kubernetes that is made elsewhere is made of.
struct ImportedEksClusterProps {
  using Makes = EksCluster;
  Id id;
  EksClusterAttributes known;
};

namespace {

namespace l1 = cfn::eks::cluster;
constexpr std::size_t longest_eks_name = 100;

l1::ResourcesVpcConfig eks_network(const EksClusterProps& props,
                                   const List<cfn::ec2::SubnetId>& subnets) {
  l1::ResourcesVpcConfig made{
      .subnet_ids = subnets,
      .endpoint_private_access = true,
      .endpoint_public_access = props.endpoint == EksEndpoint::from_anywhere,
      .public_access_cidrs = props.public_access_cidrs,
  };
  made.security_group_ids = ids_of(props.security_groups);
  return made;
}

List<l1::EncryptionConfig> eks_encryption(const KeyLink& key) {
  if (!key.is_set()) return {};
  return {l1::EncryptionConfig{.provider = l1::Provider{.key_arn = Value<std::string>(key.arn())},
                               .resources = {"secrets"}}};
}

std::string_view access_policy_name(EksAccess access) {
  static constexpr std::string_view names[] = {"AmazonEKSViewPolicy", "AmazonEKSEditPolicy",
                                               "AmazonEKSAdminPolicy",
                                               "AmazonEKSClusterAdminPolicy"};
  return names[static_cast<std::size_t>(access)];
}

}  // namespace

EksCluster::EksCluster(Attach at, const EksClusterProps& props)
    : Construct(std::move(at)),
      subnets_(props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets()),
      role_(props.role.is_set()
                ? props.role.get()
                : &add(RoleProps{
                      .id = child("Role"),
                      .assumed_by = PolicyPrincipal::service("eks.amazonaws.com"),
                      .managed_policies = {aws_managed_policy("AmazonEKSClusterPolicy")},
                  })),
      given_name_(props.name.is_set() ? props.name : unique_name(*this, longest_eks_name)) {
  resource_ = &add(cfn::eks::ClusterProps{
      .id = primary(),
      .resources_vpc_config = eks_network(props, subnets_),
      .role_arn = role_->arn(),
      .access_config =
          l1::AccessConfig{.authentication_mode = l1::AccessConfig::AuthenticationMode::api,
                           .bootstrap_cluster_creator_admin_permissions =
                               static_cast<bool>(props.creator_is_admin)},
      .deletion_protection = static_cast<bool>(props.deletion_protection),
      .encryption_config = eks_encryption(props.kms_key),
      .name = given_name_,
      .upgrade_policy =
          l1::UpgradePolicy{.support_type = props.extended_support
                                                ? l1::UpgradePolicy::SupportType::extended
                                                : l1::UpgradePolicy::SupportType::standard},
      .version = props.version,
  });
  group_ = &SecurityGroup::from_id(*this, child("ClusterSecurityGroup"),
                                   resource_->attr_cluster_security_group_id());
  endpoint_ = resource_->attr_endpoint();
  issuer_url_ = resource_->attr_open_id_connect_issuer_url();
  // https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
  props.kms_key.grant(*role_, {"kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"});
  resource_->depends_on(*role_);
  set_logs(props);
  if (props.public_access_cidrs.is_set() && props.endpoint == EksEndpoint::from_vpc) {
    error(codes::OT2114, "blocks reach an API that is reached from the VPC alone",
          "set `endpoint` to EksEndpoint::from_anywhere, or leave the blocks out");
  }
}

EksCluster::EksCluster(Attach at, const ImportedEksClusterProps& props)
    : Construct(std::move(at)),
      subnets_(props.known.subnets),
      role_(props.known.role.get()),
      given_name_(props.known.cluster_name),
      group_(props.known.security_group.get()),
      endpoint_(props.known.endpoint),
      issuer_url_(props.known.issuer_url) {}

EksCluster& EksCluster::from_attributes(Construct& scope, const Id& id,
                                        const EksClusterAttributes& attributes) {
  return scope.add(ImportedEksClusterProps{.id = id, .known = attributes});
}

// EKS makes the group itself, kept for ever, where there is none of that name.
// https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html
void EksCluster::set_logs(const EksClusterProps& props) {
  if (!props.logs) return;
  List<l1::LoggingTypeConfig> types;
  for (const std::string_view each :
       {"api", "audit", "authenticator", "controllerManager", "scheduler"}) {
    types.add(l1::LoggingTypeConfig{.type = as<l1::LoggingTypeConfig::Type>(each)});
  }
  resource_->props.logging =
      l1::Logging{.cluster_logging = l1::ClusterLogging{.enabled_types = types}};
  const LogGroup& logs = add(LogGroupProps{
      .id = child("LogGroup"),
      .name = concat("/aws/eks/", given_name_, "/cluster"),
      .retention = props.log_retention,
  });
  resource_->depends_on(logs);
}

EksNodeGroup& EksCluster::add_node_group(const EksNodeGroupProps& props) {
  return add(
      MadeEksNodeGroupProps{.id = props.id, .cluster = *this, .given = props, .subnets = subnets_});
}

cfn::eks::Addon& EksCluster::add_addon(const EksAddonProps& props) {
  auto& made = add(cfn::eks::AddonProps{
      .id = props.id,
      .addon_name = props.addon_name,
      .cluster_name = Value<std::string>(name()),
      .addon_version = props.version,
      .configuration_values = props.configuration,
      .resolve_conflicts = props.overwrite ? cfn::eks::AddonProps::ResolveConflicts::overwrite
                                           : cfn::eks::AddonProps::ResolveConflicts::preserve,
  });
  if (props.role.is_set() != props.service_account.is_set()) {
    error(codes::OT2115, "a role of an addon is given without an account, or the other way round",
          "give both `role` and `service_account`");
  } else if (props.role.is_set()) {
    made.props.pod_identity_associations = {cfn::eks::addon::PodIdentityAssociation{
        .role_arn = props.role->arn(), .service_account = props.service_account}};
  }
  return made;
}

Role& EksCluster::add_pod_role(const EksPodRoleProps& props) {
  Role& made = add(
      RoleProps{.id = props.id, .assumed_by = PolicyPrincipal::service("pods.eks.amazonaws.com")});
  add(cfn::eks::PodIdentityAssociationProps{
      .id = Id(std::string(props.id.text()) + "Association", props.id.source()),
      .cluster_name = Value<std::string>(name()),
      .namespace_ = props.name_space,
      .role_arn = made.arn(),
      .service_account = props.service_account,
  });
  return made;
}

// https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
cfn::eks::AccessEntry& EksCluster::add_access(const EksAccessProps& props) {
  using Scope = cfn::eks::access_entry::AccessScope;
  auto& made = add(cfn::eks::AccessEntryProps{
      .id = props.id,
      .cluster_name = Value<std::string>(name()),
      .principal_arn = props.principal_arn,
      .kubernetes_groups = props.kubernetes_groups,
  });
  if (!props.access) return made;
  made.props.access_policies = {cfn::eks::access_entry::AccessPolicy{
      .access_scope =
          Scope{.type = props.namespaces.is_set() ? Scope::Type::namespace_ : Scope::Type::cluster,
                .namespaces = props.namespaces},
      .policy_arn = concat("arn:", stack().partition(), ":eks::aws:cluster-access-policy/",
                           access_policy_name(*props.access)),
  }};
  return made;
}

cfn::eks::FargateProfile& EksCluster::add_fargate_profile(const EksFargateProps& props) {
  using Selector = cfn::eks::fargate_profile::Selector;
  const Role& pods = add(RoleProps{
      .id = Id(std::string(props.id.text().text()) + "Role", props.id.source().file,
               props.id.source().line),
      .assumed_by = PolicyPrincipal::service("eks-fargate-pods.amazonaws.com"),
      .managed_policies = {aws_managed_policy("AmazonEKSFargatePodExecutionRolePolicy")},
  });
  List<Selector> selectors;
  const Node& names = props.namespaces.node();
  for (std::uint32_t i = 0; names.kind == NodeKind::list && i < names.size; ++i) {
    selectors.add(Selector{.namespace_ = Value<std::string>::from_node(names.items[i])});
  }
  return add(cfn::eks::FargateProfileProps{
      .id = props.id,
      .cluster_name = Value<std::string>(name()),
      .pod_execution_role_arn = pods.arn(),
      .selectors = selectors,
      .subnets = props.subnets.is_set() ? props.subnets : subnets_,
  });
}

Connections EksCluster::connections() {
  Items<Link<SecurityGroup>> groups;
  if (group_ != nullptr) groups = {Link<SecurityGroup>(*group_)};
  return {*this, groups, Port::tcp(443)};
}

Metric EksCluster::metric(std::string_view metric_name) const {
  return MetricProps{
      .name_space = "AWS/EKS", .metric_name = metric_name, .dimensions = {{"ClusterName", name()}}};
}

void EksCluster::grant_describe(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"eks:DescribeCluster"}, .resources = {arn()}});
}

Value<cfn::eks::ClusterName> EksCluster::name() const {
  return resource_ != nullptr ? resource_->ref() : as<cfn::eks::ClusterName>(given_name_);
}

Value<std::string> EksCluster::arn() const {
  return resource_ != nullptr ? Value<std::string>(resource_->attr_arn())
                              : stack().arn("eks", concat("cluster/", given_name_));
}

Value<std::string> EksCluster::endpoint() const {
  if (!endpoint_.is_set()) refuse_of_imported(*this, "endpoint() without `endpoint`");
  return endpoint_;
}

Value<std::string> EksCluster::issuer_url() const {
  if (!issuer_url_.is_set()) refuse_of_imported(*this, "issuer_url() without `issuer_url`");
  return issuer_url_;
}

Role& EksCluster::role() {
  if (role_ == nullptr) {
    refuse_of_imported(*this, "role() without `role`");
    role_ = &Role::from_arn(*this, child("Role"),
                            as<cfn::iam::RoleArn>(stack().arn("iam", "role/unknown")));
  }
  return *role_;
}

cfn::eks::Cluster& EksCluster::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::eks::ClusterProps{
        .id = primary(),
        .resources_vpc_config = l1::ResourcesVpcConfig{.subnet_ids = subnets_},
        .role_arn = "unknown"});
  }
  return *resource_;
}

}  // namespace omnitrack

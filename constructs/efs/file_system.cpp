#include "omnitrack/efs/file_system.hpp"

#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/efs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a file system that is made elsewhere is made of.
struct ImportedFileSystemProps {
  using Makes = FileSystem;
  Id id;
  ImportedFileSystem known;
};

namespace {

namespace file_system = cfn::efs::file_system;

std::string age_name(FileAge age) {
  const auto days = static_cast<int>(age);
  return "AFTER_" + std::to_string(days) + (days == 1 ? "_DAY" : "_DAYS");
}

std::string_view mode_name(ThroughputMode mode) {
  switch (mode) {
    case ThroughputMode::bursting:
      return "bursting";
    case ThroughputMode::provisioned:
      return "provisioned";
    case ThroughputMode::elastic:
      break;
  }
  return "elastic";
}

// Each change of storage is an item of its own.
List<file_system::LifecyclePolicy> lifecycle_of(const FileSystemProps& props) {
  using Policy = file_system::LifecyclePolicy;
  List<Policy> policies;
  if (props.move_to_infrequent_access_after != FileAge::never) {
    policies.add(Policy{.transition_to_ia = as<Policy::TransitionToIA>(
                            age_name(props.move_to_infrequent_access_after))});
  }
  if (props.move_to_archive_after != FileAge::never) {
    policies.add(Policy{.transition_to_archive = as<Policy::TransitionToArchive>(
                            age_name(props.move_to_archive_after))});
  }
  if (props.move_back_on_access) {
    policies.add(Policy{.transition_to_primary_storage_class =
                            Policy::TransitionToPrimaryStorageClass::after_1_access});
  }
  return policies;
}

cfn::efs::FileSystemProps resource_props(const Id& id, const FileSystemProps& props) {
  using Backup = file_system::BackupPolicy;
  using Protection = file_system::FileSystemProtection;
  cfn::efs::FileSystemProps made{
      .id = id,
      .availability_zone_name = props.one_zone,
      .backup_policy = Backup{.status = props.automatic_backups ? Backup::Status::enabled
                                                                : Backup::Status::disabled},
      .encrypted = true,
      .kms_key_id = props.kms_key.arn(),
      .lifecycle_policies = lifecycle_of(props),
      .throughput_mode =
          as<cfn::efs::FileSystemProps::ThroughputMode>(mode_name(props.throughput_mode)),
  };
  if (props.provisioned_throughput.is_set()) {
    made.provisioned_throughput_in_mibps = Value<double>(props.provisioned_throughput.value());
  }
  if (!props.replication_overwrite_protection) {
    made.file_system_protection = Protection{
        .replication_overwrite_protection = Protection::ReplicationOverwriteProtection::disabled};
  }
  return made;
}

}  // namespace

FileSystem::FileSystem(Attach at, const FileSystemProps& props)
    : Construct(std::move(at)),
      security_group_(props.security_group.is_set() ? props.security_group.get()
                                                    : &add(SecurityGroupProps{
                                                          .id = child("SecurityGroup"),
                                                          .vpc = props.vpc,
                                                          .allow_all_outbound = false,
                                                      })),
      resource_(&add(resource_props(primary(), props))),
      arn_(resource_->attr_arn()),
      id_(resource_->ref()) {
  resource_->set_removal_policy(props.removal_policy);
  resource_->add_tag("Name", props.name.is_set() ? props.name : Value<std::string>(path()));
  check(props);
  write_basic_policy(props.allow_anonymous_access);
  make_mount_targets(props);
}

FileSystem::FileSystem(Attach at, const ImportedFileSystemProps& props)
    : Construct(std::move(at)),
      security_group_(props.known.security_group.get()),
      arn_(as<cfn::efs::FileSystemArn>(
          stack().arn("elasticfilesystem", concat("file-system/", props.known.file_system_id)))),
      id_(props.known.file_system_id) {}

FileSystem& FileSystem::from_id(Construct& scope, const Id& id, const ImportedFileSystem& known) {
  return scope.add(ImportedFileSystemProps{.id = id, .known = known});
}

void FileSystem::check(const FileSystemProps& props) const {
  const bool is_provisioned = props.throughput_mode == ThroughputMode::provisioned;
  if (is_provisioned != props.provisioned_throughput.is_set()) {
    error(codes::OT3462,
          is_provisioned ? "the throughput is provisioned, but there is no number"
                         : "a file system whose throughput is not provisioned has a number for it",
          "set `provisioned_throughput` together with ThroughputMode::provisioned");
  }
  if (props.provisioned_throughput.is_broken()) {
    error(codes::OT3461,
          "provisioned_throughput is " + std::to_string(props.provisioned_throughput.number()) +
              ", which is out of bounds",
          "it is 1 to 3414 MiB a second");
  }
  if (props.one_zone.is_set() && !props.subnets.is_set()) {
    error(codes::OT3460, "a file system in one zone has one mount target, and no subnet is given",
          "set `subnets` to the one subnet of that zone");
  }
}

void FileSystem::make_mount_targets(const FileSystemProps& props) {
  const List<cfn::ec2::SubnetId> subnets =
      props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets();
  const Node& node = subnets.node();
  if (node.kind != NodeKind::list || node.size == 0) {
    error(codes::OT3460,
          subnets.is_set() ? "how many subnets there are is not known before the deployment"
                           : "the VPC has no private or isolated subnets for mount targets",
          "give the file system its subnets one by one");
    return;
  }
  for (std::uint32_t i = 0; i < node.size; ++i) {
    mount_targets_.push_back(&add(cfn::efs::MountTargetProps{
        .id = child("MountTarget" + std::to_string(i + 1)),
        .file_system_id = id_,
        .security_groups = {security_group_->id()},
        .subnet_id = Value<cfn::ec2::SubnetId>::from_node(node.items[i]),
    }));
  }
}

// A file system without a policy lets every client in; with one, a client needs a permission.
// https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
void FileSystem::write_basic_policy(bool allow_anonymous) {
  add_to_resource_policy({
      .actions = {"*"},
      .conditions = {{"Bool", Json::object({{"aws:SecureTransport", "false"}})}},
      .effect = Effect::deny,
      .principals = PolicyPrincipal::aws("*"),
  });
  if (!allow_anonymous) return;
  add_to_resource_policy({
      .actions = {"elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"},
      .conditions = {{"Bool",
                      Json::object({{"elasticfilesystem:AccessedViaMountTarget", "true"}})}},
      .principals = PolicyPrincipal::aws("*"),
  });
}

void FileSystem::add_to_resource_policy(PolicyStatement statement) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "a statement of its policy");
    return;
  }
  policy_.add(statement);
  resource_->props.file_system_policy = policy_.json();
}

void FileSystem::make_wait(Construct& client) const {
  for (const Construct* target : mount_targets_) client.depends_on(*target);
}

void FileSystem::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn()}});
}

void FileSystem::grant_client(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({
      .actions = actions,
      .conditions = {{"Bool",
                      Json::object({{"elasticfilesystem:AccessedViaMountTarget", "true"}})}},
      .resources = {arn()},
  });
}

void FileSystem::grant_read(Grantee& grantee) const {
  grant_client(grantee, {"elasticfilesystem:ClientMount"});
}

void FileSystem::grant_read_write(Grantee& grantee) const {
  grant_client(grantee, {"elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"});
}

void FileSystem::grant_root_access(Grantee& grantee) const {
  grant_client(grantee, {"elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess",
                         "elasticfilesystem:ClientWrite"});
}

Connections FileSystem::connections() {
  return {*this, {Link<SecurityGroup>(*security_group_)}, Port::tcp(2049)};
}

Metric FileSystem::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/EFS",
                     .metric_name = metric_name,
                     .dimensions = {{"FileSystemId", file_system_id()}}};
}

cfn::efs::FileSystem& FileSystem::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::efs::FileSystemProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack

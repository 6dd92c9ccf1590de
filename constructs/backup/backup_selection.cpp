#include <string>

#include <omnitrack/backup/backup_plan.hpp>
#include <omnitrack/cfn/backup.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/dynamodb/global_table.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/ec2/volume.hpp>
#include <omnitrack/efs/file_system.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/rds/database_cluster.hpp>
#include <omnitrack/rds/database_instance.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace selection = cfn::backup::backup_selection;

BackupResource::BackupResource(const Table& table) : arn_(table.arn()) {}
BackupResource::BackupResource(const GlobalTable& table) : arn_(table.arn()) {}
BackupResource::BackupResource(const DatabaseInstance& instance) : arn_(instance.arn()) {}
BackupResource::BackupResource(const DatabaseCluster& cluster) : arn_(cluster.arn()) {}
BackupResource::BackupResource(const Bucket& bucket) : arn_(bucket.arn()), is_bucket_(true) {}
BackupResource::BackupResource(const FileSystem& file_system) : arn_(file_system.arn()) {}
BackupResource::BackupResource(const Volume& volume) : arn_(volume.arn()) {}

BackupResource BackupResource::arn(const Value<std::string>& arn) {
  BackupResource resource;
  resource.arn_ = arn;
  return resource;
}

BackupResource BackupResource::tag(const Value<std::string>& key, const Value<std::string>& value) {
  BackupResource resource;
  resource.key_ = key;
  resource.value_ = value;
  return resource;
}

namespace {

// https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html
Role& role_for(Construct& at, const BackupChoice& choice, bool has_buckets) {
  if (choice.role.is_set()) return *choice.role;
  Role& role = at.add(RoleProps{
      .id = {std::string(choice.name.text()) + "Role", at.source()},
      .assumed_by = PolicyPrincipal::service("backup.amazonaws.com"),
      .managed_policies = {aws_managed_policy("service-role/AWSBackupServiceRolePolicyForBackup")},
  });
  if (has_buckets) {
    role.add_managed_policy(aws_managed_policy("AWSBackupServiceRolePolicyForS3Backup"));
  }
  if (!choice.allow_restores) return role;
  role.add_managed_policy(aws_managed_policy("service-role/AWSBackupServiceRolePolicyForRestores"));
  if (has_buckets) {
    role.add_managed_policy(aws_managed_policy("AWSBackupServiceRolePolicyForS3Restore"));
  }
  return role;
}

}  // namespace

cfn::backup::BackupSelection& BackupPlan::add_selection(const BackupChoice& choice) {
  if (choice.resources.empty()) {
    error(codes::OT3556, "the selection '" + std::string(choice.name.text()) + "' names nothing",
          "give it resources: constructs, ARNs or tags");
  }
  bool has_buckets = false;
  selection::BackupSelectionResourceType made{.iam_role_arn = Value<cfn::iam::RoleArn>(),
                                              .selection_name = choice.name,
                                              .not_resources = choice.excluded_arns};
  for (const BackupResource& resource : choice.resources) {
    has_buckets = has_buckets || resource.is_bucket();
    if (resource.arn().is_set()) {
      made.resources.add(resource.arn());
    } else {
      made.list_of_tags.add(selection::ConditionResourceType{
          .condition_key = resource.tag_key(),
          .condition_type = as<selection::ConditionResourceType::ConditionType>("STRINGEQUALS"),
          .condition_value = resource.tag_value()});
    }
  }
  made.iam_role_arn = role_for(*this, choice, has_buckets).arn();
  return add(cfn::backup::BackupSelectionProps{
      .id = child(choice.name),
      .backup_plan_id = resource_->ref(),
      .backup_selection = made,
  });
}

}  // namespace omnitrack

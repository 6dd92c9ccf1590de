#include "omnitrack/backup/backup_vault.hpp"

#include <string>

#include "../iam/let_in.hpp"
#include "../imported.hpp"
#include "../unique_name.hpp"
#include <omnitrack/cfn/backup.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a vault that is made elsewhere is made of.
struct ImportedBackupVaultProps {
  using Makes = BackupVault;
  Id id;
  Value<std::string> name;
  Value<std::string> arn;
};

namespace {

constexpr std::size_t longest_vault_name = 50;

// arn:PARTITION:backup:REGION:ACCOUNT:backup-vault:NAME
Value<std::string> name_in(const Value<std::string>& arn) {
  if (!arn.is_literal_text()) return fn::select(6, fn::split(":", arn));
  const std::string_view text = arn.literal_text();
  return text.substr(text.rfind(':') + 1);
}

}  // namespace

BackupVault::BackupVault(Attach at, const BackupVaultProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::backup::BackupVaultProps{
          .id = primary(),
          .backup_vault_name =
              props.name.is_set() ? props.name.value() : unique_name(*this, longest_vault_name),
          .encryption_key_arn = props.kms_key.arn(),
      })),
      policy_(props.access_policy),
      name_(resource_->untyped_ref()),
      arn_(resource_->attr_backup_vault_arn()) {
  if (props.lock) {
    resource_->props.lock_configuration = cfn::backup::backup_vault::LockConfigurationType{
        .min_retention_days = props.lock->min_retention.value(),
        .changeable_for_days = props.lock->changeable_for.value(),
        .max_retention_days = props.lock->max_retention.value()};
  }
  if (props.notification_topic.is_set()) {
    resource_->props.notifications = cfn::backup::backup_vault::NotificationObjectType{
        .backup_vault_events = props.notification_events,
        .sns_topic_arn = props.notification_topic};
  }
  if (!policy_.is_empty()) resource_->props.access_policy = policy_.json();
  if (props.block_recovery_point_deletion) block_recovery_point_deletion();
  resource_->set_removal_policy(props.removal_policy);
  check(props);
}

BackupVault::BackupVault(Attach at, const ImportedBackupVaultProps& props)
    : Construct(std::move(at)), name_(props.name), arn_(props.arn) {}

BackupVault& BackupVault::from_arn(Construct& scope, const Id& id, const Value<std::string>& arn) {
  return scope.add(ImportedBackupVaultProps{.id = id, .name = name_in(arn), .arn = arn});
}

BackupVault& BackupVault::from_name(Construct& scope, const Id& id,
                                    const Value<std::string>& name) {
  return scope.add(ImportedBackupVaultProps{
      .id = id, .name = name, .arn = scope.stack().arn("backup", concat("backup-vault:", name))});
}

void BackupVault::check(const BackupVaultProps& props) const {
  if (props.name.is_broken()) {
    error(codes::OT3551, "'" + std::string(props.name.text()) + "' cannot name a backup vault",
          "use 2 to 50 letters, digits, hyphens and underscores");
  }
  if (!props.lock) return;
  const BackupVaultLock& lock = *props.lock;
  if (lock.min_retention.is_broken() || lock.max_retention.is_broken() ||
      lock.changeable_for.is_broken()) {
    error(codes::OT3552, "a number of days of the vault's lock is out of bounds",
          "a retention is 1 to 36500 days, and changeable_for 3 to 36500");
  }
  if (lock.min_retention.is_known() && lock.max_retention.is_known() &&
      lock.min_retention.number() > lock.max_retention.number()) {
    error(codes::OT3552, "min_retention of the vault's lock is above its max_retention",
          "exchange them");
  }
}

void BackupVault::add_to_access_policy(PolicyStatement statement) {
  if (resource_ == nullptr) return refuse_of_imported(*this, "a statement of its policy");
  if (!statement.resources.is_set()) statement.resources = {"*"};
  policy_.add(statement);
  resource_->props.access_policy = policy_.json();
}

// https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
void BackupVault::block_recovery_point_deletion() {
  add_to_access_policy({
      .actions = {"backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"},
      .effect = Effect::deny,
      .principals = PolicyPrincipal::anyone(),
  });
}

void BackupVault::grant(Grantee& grantee, const List<std::string>& actions) const {
  const Value<std::string> principal =
      iam::granted_besides(*this, grantee, {.actions = actions, .resources = {arn_}});
  if (!principal.is_set()) return;
  const_cast<BackupVault*>(this)->add_to_access_policy(
      {.actions = actions, .principals = PolicyPrincipal::aws(principal)});
}

cfn::backup::BackupVault& BackupVault::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::backup::BackupVaultProps{.id = primary(), .backup_vault_name = name_});
  }
  return *resource_;
}

}  // namespace omnitrack

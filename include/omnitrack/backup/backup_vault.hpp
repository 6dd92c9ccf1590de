#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::backup {
class BackupVault;  // defined in <omnitrack/cfn/backup.hpp>
}  // namespace omnitrack::cfn::backup
namespace omnitrack::cfn::sns {
enum class TopicArn : char;
}  // namespace omnitrack::cfn::sns

namespace omnitrack {

namespace detail {

inline void the_name_of_a_backup_vault_has_2_to_50_letters_digits_hyphens_underscores() {}
inline void a_backup_is_kept_for_1_to_36500_days() {}
inline void the_lock_of_a_vault_can_be_changed_for_3_to_36500_days() {}

struct BackupVaultNameRule {
  static constexpr bool fits(std::string_view name) {
    return name.size() >= 2 && name.size() <= 50 && has_only_letters_digits_and("-_", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_name_of_a_backup_vault_has_2_to_50_letters_digits_hyphens_underscores();
  }
};

}  // namespace detail

/// The name of a backup vault: 2 to 50 letters, digits, hyphens and underscores.
using BackupVaultName = CheckedText<detail::BackupVaultNameRule>;
/// For how many days a backup is kept, 1 to 36,500.
using BackupDays = CheckedNumber<
    detail::TimeBetween<1, 36500, detail::a_backup_is_kept_for_1_to_36500_days, 86400>>;
/// For how many days the lock of a vault can still be changed, 3 to 36,500.
using BackupLockGrace = CheckedNumber<detail::TimeBetween<
    3, 36500, detail::the_lock_of_a_vault_can_be_changed_for_3_to_36500_days, 86400>>;

/// Keeps backups from being deleted before their time.
/// https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
struct BackupVaultLock {
  /// For how many days the lock can still be changed; for ever where it is left out, else nobody,
  /// AWS included, can lift it afterwards.
  BackupLockGrace changeable_for = {};
  /// The most days that a backup may be kept for.
  BackupDays max_retention = {};
  /// The fewest days that a backup must be kept for.
  BackupDays min_retention = 1;
};

class BackupVault;

/// Properties of a backup vault.
struct BackupVaultProps {
  using Makes = BackupVault;
  Id id;
  /// Who may do what with its backups, beside what IAM says.
  PolicyDocument access_policy = {};
  /// Whether everybody is denied to delete backups and to change how long they are kept.
  Bool block_recovery_point_deletion = false;
  /// The key that backups are encrypted with; the account's `aws/backup` where it is left out.
  KeyLink kms_key = {};
  /// Keeps backups from being deleted before their time.
  Optional<BackupVaultLock> lock = {};
  /// The name; made of its path and the stack's id where it is left out.
  BackupVaultName name = {};
  /// Which events `notification_topic` is told of, e.g. `BACKUP_JOB_FAILED`.
  List<std::string> notification_events = {"BACKUP_JOB_FAILED", "COPY_JOB_FAILED",
                                           "RESTORE_JOB_COMPLETED"};
  /// The topic that is told of events, which `backup.amazonaws.com` must be let publish to.
  Value<cfn::sns::TopicArn> notification_topic = {};
  /// What happens to the vault when it leaves the stack; one with backups cannot be deleted.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
};

/// Where backups are kept: AWS::Backup::BackupVault.
/// https://docs.aws.amazon.com/aws-backup/latest/devguide/vaults.html
class BackupVault final : public Construct {
 public:
  BackupVault(Attach at, const BackupVaultProps& props);
  BackupVault(Attach at, const struct ImportedBackupVaultProps& props);

  /// A vault of any region and account that is made elsewhere, to copy to.
  static BackupVault& from_arn(Construct& scope, const Id& id, const Value<std::string>& arn);
  /// A vault of this stack's region and account that is made elsewhere.
  static BackupVault& from_name(Construct& scope, const Id& id, const Value<std::string>& name);

  /// Adds a statement to the vault's policy; one without resources is about all its backups.
  void add_to_access_policy(PolicyStatement statement);
  /// Denies everybody to delete backups and to change how long they are kept.
  void block_recovery_point_deletion();
  /// Allows actions on the vault.
  void grant(Grantee& grantee, const List<std::string>& actions) const;

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The vault's own resource; an error where the vault is made elsewhere.
  [[nodiscard]] cfn::backup::BackupVault& resource();

 private:
  void check(const BackupVaultProps& props) const;

  cfn::backup::BackupVault* resource_ = nullptr;  // null where the vault is made elsewhere
  PolicyDocument policy_;
  Value<std::string> name_;
  Value<std::string> arn_;
};

}  // namespace omnitrack

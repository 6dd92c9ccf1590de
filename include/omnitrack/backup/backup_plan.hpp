#pragma once

#include <optional>

#include <omnitrack/backup/backup_vault.hpp>
#include <omnitrack/known_number.hpp>

namespace omnitrack::cfn::backup {
class BackupPlan;       // defined in <omnitrack/cfn/backup.hpp>
class BackupSelection;  // defined in <omnitrack/cfn/backup.hpp>
}  // namespace omnitrack::cfn::backup

namespace omnitrack {

class Bucket;
class DatabaseCluster;
class DatabaseInstance;
class FileSystem;
class GlobalTable;
class Role;
class Table;
class Volume;

/// How long a backup is kept, and where.
/// https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
struct BackupLifecycle {
  /// After how many days it is deleted, 90 at least after it was moved; never where it is left out.
  BackupDays delete_after = {};
  /// After how many days it is moved to cold storage; never where it is left out.
  BackupDays move_to_cold_storage_after = {};
};

/// A copy of each backup in another vault.
struct BackupCopy {
  /// The vault, of any region and account.
  Required<Link<const BackupVault>, struct required_vault> vault;
  /// How long the copy is kept.
  BackupLifecycle lifecycle = {};
};

/// When backups are made, and how long they are kept.
struct BackupRule {
  /// The name: 1 to 50 letters, digits, hyphens, underscores and dots.
  Required<Text, struct required_name> name;
  /// Within how many minutes a backup must be done, an hour at least after `start_window`; a week
  /// where it is left out.
  Value<std::int64_t> completion_window_minutes = {};
  /// Whether what can be is backed up continuously, to be restored to any second; it is then kept
  /// for 35 days at most.
  Bool continuous_backup = false;
  /// Copies in other vaults.
  Items<BackupCopy> copies = {};
  /// How long a backup is kept.
  BackupLifecycle lifecycle = {.delete_after = 35};
  /// Tags of the backups.
  Map<std::string> recovery_point_tags = {};
  /// When, as `cron(…)`; each day at five where it is left out.
  Value<std::string> schedule = "cron(0 5 * * ? *)";
  /// Within how many minutes a backup must begin, 60 at least; 8 hours where it is left out.
  Value<std::int64_t> start_window_minutes = {};
  /// The time zone of `schedule`, e.g. `Europe/Berlin`; UTC where it is left out.
  Value<std::string> timezone = {};
  /// The vault; the plan's where it is left out.
  Link<const BackupVault> vault = {};

  /// Each day at five, kept for 35 days.
  static BackupRule daily();
  /// Each Saturday at five, kept for three months.
  static BackupRule weekly();
  /// On the first of each month at five, in cold storage after a month, kept for so many years.
  static BackupRule monthly(const KnownNumber& years = 1);
};

/// What is backed up: a construct, what an ARN names, where `*` stands for any text, or what has a
/// tag.
class BackupResource {
 public:
  /// A table.
  BackupResource(const Table& table);
  /// A table of several regions, in this one.
  BackupResource(const GlobalTable& table);
  /// An instance of RDS.
  BackupResource(const DatabaseInstance& instance);
  /// A cluster of Aurora.
  BackupResource(const DatabaseCluster& cluster);
  /// A bucket, which must have versions.
  BackupResource(const Bucket& bucket);
  /// A file system of EFS.
  BackupResource(const FileSystem& file_system);
  /// A disk.
  BackupResource(const Volume& volume);
  /// What an ARN names.
  static BackupResource arn(const Value<std::string>& arn);
  /// What has a tag.
  static BackupResource tag(const Value<std::string>& key, const Value<std::string>& value);

  /// Its ARN; not set of a tag.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The key of the tag; not set of an ARN.
  [[nodiscard]] const Value<std::string>& tag_key() const { return key_; }
  /// The value of the tag.
  [[nodiscard]] const Value<std::string>& tag_value() const { return value_; }
  /// Whether it is a bucket, which needs more permissions.
  [[nodiscard]] bool is_bucket() const { return is_bucket_; }

 private:
  BackupResource() = default;
  Value<std::string> arn_;
  Value<std::string> key_;
  Value<std::string> value_;
  bool is_bucket_ = false;
};

/// Which resources a plan backs up.
/// https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
struct BackupChoice {
  /// The name among the choices of the plan.
  Required<Text, struct required_name> name;
  /// The resources.
  Required<Items<BackupResource>, struct required_resources> resources;
  /// Whether the role may restore too.
  Bool allow_restores = false;
  /// ARNs that are left out of what `resources` names.
  List<std::string> excluded_arns = {};
  /// What makes the backups; a role of its own where it is left out.
  Link<Role> role = {};
};

class BackupPlan;

/// Properties of a backup plan.
struct BackupPlanProps {
  using Makes = BackupPlan;
  Id id;
  /// The name: 50 letters, digits, hyphens, underscores and dots at most; made of its path and the
  /// stack's id where it is left out.
  Value<std::string> name = {};
  /// When backups are made, and how long they are kept; more can be added by `add_rule`.
  Items<BackupRule> rules = {BackupRule::daily()};
  /// What is backed up; more can be added by `add_selection`.
  Items<BackupChoice> selections = {};
  /// The vault; one of its own where it is left out.
  Link<const BackupVault> vault = {};
  /// Whether Windows has applications save what they have in memory.
  Bool windows_vss = false;
};

/// Makes backups regularly: AWS::Backup::BackupPlan with AWS::Backup::BackupSelection and, where
/// none is given, AWS::Backup::BackupVault and AWS::IAM::Role.
/// https://docs.aws.amazon.com/aws-backup/latest/devguide/about-backup-plans.html
class BackupPlan final : public Construct {
 public:
  BackupPlan(Attach at, const BackupPlanProps& props);

  /// Adds a rule.
  void add_rule(const BackupRule& rule);
  /// Has more resources backed up.
  cfn::backup::BackupSelection& add_selection(const BackupChoice& choice);

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The id that AWS Backup gives it.
  [[nodiscard]] Value<std::string> plan_id() const;
  /// The vault of the rules that name no other.
  [[nodiscard]] const BackupVault& vault();
  /// The plan's own resource.
  [[nodiscard]] cfn::backup::BackupPlan& resource() { return *resource_; }

 private:
  void check(const BackupRule& rule) const;
  void check(std::string_view rule, const BackupLifecycle& lifecycle) const;

  cfn::backup::BackupPlan* resource_ = nullptr;
  Link<const BackupVault> vault_;
  List<Json> rules_;
};

}  // namespace omnitrack

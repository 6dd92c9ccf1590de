#include "omnitrack/backup/backup_plan.hpp"

#include <string>

#include "../unique_name.hpp"
#include <omnitrack/cfn/backup.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace plan = cfn::backup::backup_plan;

namespace {

constexpr std::size_t longest_plan_name = 50;
constexpr std::int64_t fewest_cold_days = 90;
constexpr std::int64_t most_continuous_days = 35;
constexpr std::int64_t days_of_a_year = 365;

Value<plan::LifecycleResourceType> lifecycle_of(const BackupLifecycle& lifecycle) {
  if (!lifecycle.delete_after.is_set() && !lifecycle.move_to_cold_storage_after.is_set()) return {};
  return plan::LifecycleResourceType{
      .delete_after_days = lifecycle.delete_after.value(),
      .move_to_cold_storage_after_days = lifecycle.move_to_cold_storage_after.value()};
}

}  // namespace

BackupRule BackupRule::daily() { return {.name = "Daily"}; }

BackupRule BackupRule::weekly() {
  return {.name = "Weekly", .lifecycle = {.delete_after = 90}, .schedule = "cron(0 5 ? * SAT *)"};
}

BackupRule BackupRule::monthly(const KnownNumber& years) {
  const std::int64_t days = years * days_of_a_year;
  return {.name = "Monthly" + std::to_string(years) + "Year",
          .lifecycle = {.delete_after = days, .move_to_cold_storage_after = 30},
          .schedule = "cron(0 5 1 * ? *)"};
}

BackupPlan::BackupPlan(Attach at, const BackupPlanProps& props)
    : Construct(std::move(at)), vault_(props.vault) {
  plan::BackupPlanResourceType made{
      .backup_plan_name = props.name.is_set() ? props.name : unique_name(*this, longest_plan_name),
      .backup_plan_rule = List<plan::BackupRuleResourceType>::empty()};
  if (props.windows_vss) {
    made.advanced_backup_settings = {plan::AdvancedBackupSettingResourceType{
        .backup_options = {{"WindowsVSS", "enabled"}}, .resource_type = "EC2"}};
  }
  resource_ = &add(cfn::backup::BackupPlanProps{.id = primary(), .backup_plan = made});
  for (const BackupRule& rule : props.rules) add_rule(rule);
  for (const BackupChoice& choice : props.selections) add_selection(choice);
}

void BackupPlan::add_rule(const BackupRule& rule) {
  check(rule);
  List<plan::CopyActionResourceType> copies;
  for (const BackupCopy& copy : rule.copies) {
    check(rule.name, copy.lifecycle);
    copies.add(plan::CopyActionResourceType{
        .destination_backup_vault_arn = as<cfn::backup::BackupVaultArn>(copy.vault->arn()),
        .lifecycle = lifecycle_of(copy.lifecycle)});
  }
  const BackupVault& target = rule.vault.is_set() ? *rule.vault : vault();
  plan::BackupRuleResourceType made{
      .rule_name = rule.name,
      .target_backup_vault = as<cfn::backup::BackupVaultName>(target.name()),
      .completion_window_minutes = rule.completion_window_minutes,
      .copy_actions = copies,
      .lifecycle = lifecycle_of(rule.lifecycle),
      .recovery_point_tags = rule.recovery_point_tags,
      .schedule_expression = rule.schedule,
      .schedule_expression_timezone = rule.timezone,
      .start_window_minutes = rule.start_window_minutes,
  };
  if (rule.continuous_backup) made.enable_continuous_backup = true;
  rules_.add(Json::from_node(Value<plan::BackupRuleResourceType>(made).node()));
  resource_->props.backup_plan = Value<plan::BackupPlanResourceType>::from_node(
      detail::with_field(resource_->props.backup_plan.node(), "BackupPlanRule", rules_.node()));
}

// https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html
void BackupPlan::check(const BackupRule& rule) const {
  const std::string name(rule.name.text());
  if (name.empty() || name.size() > longest_plan_name ||
      !detail::has_only_letters_digits_and("-_.", name)) {
    error(codes::OT3553, "'" + name + "' cannot name a rule of a backup plan",
          "use 1 to 50 letters, digits, hyphens, underscores and dots");
  }
  check(name, rule.lifecycle);
  const BackupLifecycle& kept = rule.lifecycle;
  if (rule.continuous_backup &&
      (!kept.delete_after.is_set() || kept.delete_after.number() > most_continuous_days ||
       kept.move_to_cold_storage_after.is_set())) {
    error(codes::OT3554, "continuous backups of the rule '" + name + "' are kept too long",
          "delete them after 35 days at most, and do not move them to cold storage");
  }
  const Node& start = rule.start_window_minutes.node();
  const Node& completion = rule.completion_window_minutes.node();
  if (start.kind == NodeKind::integer && start.integer < 60) {
    error(codes::OT3555,
          "start_window_minutes is " + std::to_string(start.integer) + ", which is out of bounds",
          "it is 60 at least");
  }
  if (start.kind == NodeKind::integer && completion.kind == NodeKind::integer &&
      completion.integer < start.integer + 60) {
    error(codes::OT3555, "the completion window of the rule '" + name + "' is too short",
          "give it an hour more than the start window");
  }
}

void BackupPlan::check(std::string_view rule, const BackupLifecycle& lifecycle) const {
  const BackupDays& cold = lifecycle.move_to_cold_storage_after;
  const BackupDays& end = lifecycle.delete_after;
  if (cold.is_broken() || end.is_broken()) {
    error(codes::OT3555,
          "a number of days of the rule '" + std::string(rule) + "' is out of bounds",
          "it is 1 to 36500 days");
  }
  if (cold.is_known() && end.is_known() && end.number() < cold.number() + fewest_cold_days) {
    error(codes::OT3554,
          "backups of the rule '" + std::string(rule) +
              "' are deleted too early after they were moved to cold storage",
          "keep them there for 90 days at least");
  }
}

const BackupVault& BackupPlan::vault() {
  if (!vault_.is_set()) vault_ = add(BackupVaultProps{.id = child("Vault")});
  return *vault_;
}

Value<std::string> BackupPlan::arn() const { return resource_->attr_backup_plan_arn(); }

Value<std::string> BackupPlan::plan_id() const { return resource_->untyped_ref(); }

}  // namespace omnitrack

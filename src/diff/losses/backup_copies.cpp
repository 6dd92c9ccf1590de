#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "diff/losses/loss_check.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

using meaning::only_value;
using meaning::property_path;
using tmpl::Node;

/// What a list has as texts that are alike where they mean the same.
std::unordered_set<std::string> texts_in(const Node& list) {
  std::unordered_set<std::string> texts;
  for (const Node& each : list.items()) texts.insert(meaning::canonical_text(each, {}));
  return texts;
}

std::string shown_item(const Node& item) {
  const auto text = meaning::known_text(&item);
  return text ? "'" + std::string(*text) + "'" : "a resource";
}

/// The rules of a plan by what their names mean.
std::unordered_map<std::string, const Node*> rules_by_name(const Node& rules) {
  std::unordered_map<std::string, const Node*> by_name;
  for (const Node& each : rules.items()) {
    const Node* name = each.find("RuleName");
    if (name != nullptr) by_name.emplace(meaning::canonical_text(*name, {}), &each);
  }
  return by_name;
}

std::unordered_set<std::string> vaults_of(const Node& rule) {
  std::unordered_set<std::string> vaults;
  const Node* copies = rule.find("CopyActions");
  if (copies == nullptr) return vaults;
  for (const Node& each : copies->items()) {
    const Node* vault = each.find("DestinationBackupVaultArn");
    if (vault != nullptr) vaults.insert(meaning::canonical_text(*vault, {}));
  }
  return vaults;
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-backup-backupplan-copyactionresourcetype.html
void find_dropped_copies(const LossCheck& check) {
  constexpr std::string_view way = "BackupPlan/BackupPlanRule";
  const Node* before = only_value(*check.diff.before, *check.change.before, way);
  const Node* after = only_value(*check.diff.after, *check.change.after, way);
  if (before == nullptr || after == nullptr) return;
  const auto kept_rules = rules_by_name(*after);
  for (const Node& rule : before->items()) {
    const Node* name = rule.find("RuleName");
    if (name == nullptr) continue;
    const auto now = kept_rules.find(meaning::canonical_text(*name, {}));
    if (now == kept_rules.end()) continue;
    const std::unordered_set<std::string> kept = vaults_of(*now->second);
    for (const std::string& each : vaults_of(rule)) {
      if (kept.contains(each)) continue;
      check.report(
          property_path(way),
          "the copies that " + shown_item(*name) + " would make in another vault from now on",
          "keep its 'CopyActions' as they are deployed");
    }
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-backup-backupselection-backupselectionresourcetype.html
void find_dropped_resources(const LossCheck& check) {
  constexpr std::string_view way = "BackupSelection/Resources";
  const Node* before = only_value(*check.diff.before, *check.change.before, way);
  const Node* after = only_value(*check.diff.after, *check.change.after, way);
  if (before == nullptr || after == nullptr) return;
  const auto is_all = [](const Node& each) { return meaning::known_text(&each) == "*"; };
  if (std::ranges::any_of(after->items(), is_all)) return;
  const std::unordered_set<std::string> kept = texts_in(*after);
  for (const Node& each : before->items()) {
    if (kept.contains(meaning::canonical_text(each, {}))) continue;
    check.report(property_path(way),
                 "the backups of " + shown_item(each) +
                     " from now on, unless another selection "
                     "has it",
                 "keep it in '" + std::string(way) + "'", false);
  }
}

/// Tags of which one is enough to be selected.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-backup-backupselection-backupselectionresourcetype.html
void find_dropped_tags(const LossCheck& check) {
  constexpr std::string_view way = "BackupSelection/ListOfTags";
  const Node* before = only_value(*check.diff.before, *check.change.before, way);
  const Node* after = only_value(*check.diff.after, *check.change.after, way);
  if (before == nullptr || after == nullptr) return;
  const std::unordered_set<std::string> kept = texts_in(*after);
  for (const Node& each : before->items()) {
    const auto key = meaning::known_text(each.find("ConditionKey"));
    const auto value = meaning::known_text(each.find("ConditionValue"));
    if (!key || !value || kept.contains(meaning::canonical_text(each, {}))) continue;
    check.report(property_path(way),
                 "the backups of what has the tag '" + std::string(*key) + "' of '" +
                     std::string(*value) + "' from now on, unless another selection has it",
                 "keep it in '" + std::string(way) + "'", false);
  }
}

}  // namespace

void find_fewer_backups(const LossCheck& check) {
  if (check.change.before == nullptr || check.change.after == nullptr) return;
  if (check.change.type_name == "AWS::Backup::BackupPlan") find_dropped_copies(check);
  if (check.change.type_name != "AWS::Backup::BackupSelection") return;
  find_dropped_resources(check);
  find_dropped_tags(check);
}

}  // namespace omnitrack::diff

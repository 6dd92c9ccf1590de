#include <algorithm>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::find_value;
using meaning::for_each_at;
using meaning::for_each_item;
using meaning::known_integer;
using meaning::known_text;
using meaning::Path;
using tmpl::Node;

namespace {

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
constexpr std::int64_t minimum_days_before_infrequent_access = 30;
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Tiering.html
constexpr std::int64_t minimum_days_before_archive = 90;
constexpr std::int64_t minimum_days_before_deep_archive = 180;
constexpr std::int64_t maximum_days_before_archive = 730;
// https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
constexpr std::int64_t minimum_days_in_cold_storage = 90;

void check_lifecycle_rule(const ServiceResource& resource, const Node& rule, const Path& path) {
  if (rule.is_call()) return;
  const auto expiration = known_integer(find_value(&rule, "ExpirationInDays"));
  for (const std::string_view key : {"Transition", "Transitions"}) {
    const Node* transitions = find_value(&rule, key);
    if (transitions == nullptr) continue;
    const Path transitions_path(path, key);
    for_each_item(*transitions, transitions_path, [&](const Node& item, const Path& at) {
      const Node* days_node = item.is_call() ? nullptr : item.find("TransitionInDays");
      const auto days = known_integer(days_node);
      if (!days) return;
      const Path days_path(at, "TransitionInDays");
      const auto storage = known_text(item.find("StorageClass"));
      const bool is_infrequent = storage == "STANDARD_IA" || storage == "ONEZONE_IA";
      if (is_infrequent && *days < minimum_days_before_infrequent_access) {
        resource.context.report.error(codes::OT4620, *days_node, days_path,
                                      "objects cannot move to '" + std::string(*storage) +
                                          "' after " + std::to_string(*days) + " days",
                                      "S3 moves them there after 30 days at the earliest");
      }
      if (expiration && *expiration <= *days) {
        resource.context.report.error(
            codes::OT4621, *days_node, days_path,
            "objects would move after " + std::to_string(*days) + " days, but are gone after " +
                std::to_string(*expiration),
            "make 'ExpirationInDays' larger than every 'TransitionInDays'");
      }
    });
  }
}

void check_tiering(const ServiceResource& resource, const Node& tiering, const Path& path) {
  const Node* days_node = tiering.is_call() ? nullptr : tiering.find("Days");
  const auto days = known_integer(days_node);
  const auto tier = known_text(tiering.find("AccessTier"));
  if (days_node == nullptr || !days || !tier) return;
  if (*tier != "ARCHIVE_ACCESS" && *tier != "DEEP_ARCHIVE_ACCESS") return;
  const std::int64_t minimum =
      *tier == "ARCHIVE_ACCESS" ? minimum_days_before_archive : minimum_days_before_deep_archive;
  if (*days >= minimum && *days <= maximum_days_before_archive) return;
  const Path days_path(path, "Days");
  resource.context.report.error(codes::OT4622, *days_node, days_path,
                                "objects cannot move to '" + std::string(*tier) + "' after " +
                                    std::to_string(*days) + " days",
                                "write a number from " + std::to_string(minimum) + " to " +
                                    std::to_string(maximum_days_before_archive));
}

}  // namespace

void check_bucket(const ServiceResource& resource) {
  for_each_at(resource.properties, "LifecycleConfiguration/Rules/*", resource.path,
              [&resource](const Node& rule, const Path& path) {
                check_lifecycle_rule(resource, rule, path);
              });
  for_each_at(resource.properties, "IntelligentTieringConfigurations/*/Tierings/*", resource.path,
              [&resource](const Node& tiering, const Path& path) {
                check_tiering(resource, tiering, path);
              });
}

void check_backup_plan(const ServiceResource& resource) {
  const auto check = [&resource](const Node& lifecycle, const Path& path) {
    if (lifecycle.is_call()) return;
    const Node* deleted_node = lifecycle.find("DeleteAfterDays");
    const auto deleted = known_integer(deleted_node);
    const auto moved = known_integer(lifecycle.find("MoveToColdStorageAfterDays"));
    if (!deleted || !moved || *deleted - *moved >= minimum_days_in_cold_storage) return;
    const Path at(path, "DeleteAfterDays");
    resource.context.report.error(
        codes::OT4623, *deleted_node, at,
        "a backup that moves to cold storage after " + std::to_string(*moved) +
            " days cannot be deleted after " + std::to_string(*deleted),
        "keep it for " + std::to_string(*moved + minimum_days_in_cold_storage) +
            " days or more: cold storage takes 90 days at least");
  };
  for (const std::string_view way : {"BackupPlan/BackupPlanRule/*/Lifecycle",
                                     "BackupPlan/BackupPlanRule/*/CopyActions/*/Lifecycle"}) {
    for_each_at(resource.properties, way, resource.path, check);
  }
}

}  // namespace omnitrack::validate

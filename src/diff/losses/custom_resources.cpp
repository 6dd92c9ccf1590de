#include <string_view>

#include "diff/effects/emptying.hpp"
#include "diff/losses/loss_check.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

using meaning::find_value;
using tmpl::ResourceEntry;

constexpr std::string_view keep_hint =
    "deploy it with 'DeletionPolicy: Retain' first, then remove it";

/// What a custom resource works on: a resource of its own stack.
struct Subject {
  std::string_view logical_id;
  const ResourceEntry* before = nullptr;
  const ResourceEntry* after = nullptr;  ///< null where it goes too
};

Subject sides_of_subject(const LossCheck& check, std::string_view property) {
  const std::string_view id = subject_of(*check.change.before, property);
  if (id.empty()) return {};
  return {.logical_id = id,
          .before = check.diff.before->find_resource(id),
          .after = check.diff.after == nullptr ? nullptr : check.diff.after->find_resource(id)};
}

// What is kept outside of the stack keeps its tag; what is deleted is told of by itself.
bool keeps_tag(const LossCheck& check, const Subject& subject, std::string_view tag) {
  if (subject.after != nullptr) return has_tag(*subject.after, tag);
  const ResourceChange* change = check.diff.find(subject.logical_id);
  return change != nullptr && change->action == Action::retain && has_tag(*subject.before, tag);
}

void find_emptied(const LossCheck& check, const Emptying& way) {
  const Subject subject = sides_of_subject(check, way.property);
  if (subject.before == nullptr || !keeps_tag(check, subject, way.tag)) return;
  check.report({},
               std::string(way.data) + " '" + std::string(subject.logical_id) +
                   "', which the CDK's function deletes for its tag '" + std::string(way.tag) + "'",
               "take the tag away with the same deployment");
}

// The function takes all notifications away when it is called at last, which is after the bucket
// was updated. One that shares a bucket with other tools takes its own alone.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
void find_lost_notifications(const LossCheck& check) {
  const ResourceEntry& removed = *check.change.before;
  if (meaning::known_boolean(find_value(removed.properties, "Managed")) == false) return;
  const Subject subject = sides_of_subject(check, "BucketName");
  if (subject.after == nullptr ||
      find_value(subject.after->properties, "NotificationConfiguration") == nullptr) {
    return;
  }
  check.report({},
               "the notifications of the bucket '" + std::string(subject.logical_id) +
                   "': the CDK's function takes those of 'NotificationConfiguration' away, too",
               std::string(keep_hint));
}

// https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment.BucketDeployment.html
void find_lost_files(const LossCheck& check) {
  const ResourceEntry& removed = *check.change.before;
  if (meaning::known_boolean(find_value(removed.properties, "RetainOnDelete")) != false) return;
  const Subject subject = sides_of_subject(check, "DestinationBucketName");
  if (subject.before != nullptr && subject.after == nullptr) return;
  check.report({}, "the files that the CDK's function put into the bucket", std::string(keep_hint));
}

// https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_logs.LogRetention.html
void find_lost_log_group(const LossCheck& check) {
  const ResourceEntry& removed = *check.change.before;
  if (meaning::known_text(find_value(removed.properties, "RemovalPolicy")) != "destroy") return;
  check.report({}, "the log group that the CDK's function keeps the retention of, with its events",
               std::string(keep_hint));
}

}  // namespace

void find_what_custom_resources_delete(const LossCheck& check) {
  if (check.change.action != Action::remove) return;
  const std::string_view type = check.change.type_name;
  if (!type.starts_with("Custom::")) return;
  if (const Emptying* way = emptying_of(type)) return find_emptied(check, *way);
  if (type == "Custom::S3BucketNotifications") return find_lost_notifications(check);
  if (type == "Custom::CDKBucketDeployment") return find_lost_files(check);
  if (type == "Custom::LogRetention") find_lost_log_group(check);
}

}  // namespace omnitrack::diff

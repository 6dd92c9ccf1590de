#include <algorithm>
#include <array>
#include <string_view>

#include "diff/losses/loss_check.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

using meaning::find_value;
using tmpl::Node;
using tmpl::ResourceEntry;

constexpr std::string_view keep_hint =
    "deploy it with 'DeletionPolicy: Retain' first, then remove it";

/// A custom resource of the CDK that empties what bears its tag once it is deleted.
struct Emptying {
  std::string_view type;
  std::string_view property;  ///< that names what is emptied
  std::string_view tag;
  std::string_view data;
};
constexpr std::array<Emptying, 2> emptying{{
    // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.Bucket.html
    {"Custom::S3AutoDeleteObjects", "BucketName", "aws-cdk:auto-delete-objects",
     "the objects in the bucket"},
    // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ecr.Repository.html
    {"Custom::ECRAutoDeleteImages", "RepositoryName", "aws-cdk:auto-delete-images",
     "the images in the repository"},
}};

/// What a custom resource works on: a resource of its own stack.
struct Subject {
  std::string_view logical_id;
  const ResourceEntry* before = nullptr;
  const ResourceEntry* after = nullptr;  ///< null where it goes too
};

Subject subject_of(const LossCheck& check, std::string_view property) {
  const Node* name = find_value(check.change.before->properties, property);
  if (name == nullptr || !name->calls(tmpl::Function::ref)) return {};
  const std::string_view id = name->argument().text();
  return {.logical_id = id,
          .before = check.diff.before->find_resource(id),
          .after = check.diff.after == nullptr ? nullptr : check.diff.after->find_resource(id)};
}

bool has_tag(const ResourceEntry& resource, std::string_view key) {
  const Node* tags = find_value(resource.properties, "Tags");
  return tags != nullptr && std::ranges::any_of(tags->items(), [&](const Node& each) {
           return meaning::known_text(each.find("Key")) == key;
         });
}

// What is kept outside of the stack keeps its tag; what is deleted is told of by itself.
bool keeps_tag(const LossCheck& check, const Subject& subject, std::string_view tag) {
  if (subject.after != nullptr) return has_tag(*subject.after, tag);
  const ResourceChange* change = check.diff.find(subject.logical_id);
  return change != nullptr && change->action == Action::retain && has_tag(*subject.before, tag);
}

void find_emptied(const LossCheck& check, const Emptying& way) {
  const Subject subject = subject_of(check, way.property);
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
  const Subject subject = subject_of(check, "BucketName");
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
  const Subject subject = subject_of(check, "DestinationBucketName");
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
  const auto way = std::ranges::find(emptying, type, &Emptying::type);
  if (way != emptying.end()) return find_emptied(check, *way);
  if (type == "Custom::S3BucketNotifications") return find_lost_notifications(check);
  if (type == "Custom::CDKBucketDeployment") return find_lost_files(check);
  if (type == "Custom::LogRetention") find_lost_log_group(check);
}

}  // namespace omnitrack::diff

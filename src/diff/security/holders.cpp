#include "diff/security/holders.hpp"

#include <algorithm>
#include <array>

#include "meaning/canonical.hpp"
#include "meaning/cases.hpp"
#include "meaning/references.hpp"

namespace omnitrack::diff {

using meaning::canonical_text;
using meaning::find_value;
using meaning::is_text_expression;
using meaning::text_parts;
using meaning::TextPart;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// A type whose policy is for what a property of it names.
struct Attached {
  std::string_view type;
  std::string_view property;
};

// Sorted by type.
constexpr auto attached_types = std::to_array<Attached>({
    {"AWS::CloudTrail::ResourcePolicy", "ResourceArn"},
    {"AWS::EC2::VPCEndpointServicePermissions", "ServiceId"},
    {"AWS::Events::EventBusPolicy", "EventBusName"},
    {"AWS::IAM::GroupPolicy", "GroupName"},
    {"AWS::IAM::ManagedPolicy", "Groups"},
    {"AWS::IAM::ManagedPolicy", "Roles"},
    {"AWS::IAM::ManagedPolicy", "Users"},
    {"AWS::IAM::Policy", "Groups"},
    {"AWS::IAM::Policy", "Roles"},
    {"AWS::IAM::Policy", "Users"},
    {"AWS::IAM::RolePolicy", "RoleName"},
    {"AWS::IAM::UserPolicy", "UserName"},
    {"AWS::Kinesis::ResourcePolicy", "ResourceArn"},
    {"AWS::Lambda::LayerVersionPermission", "LayerVersionArn"},
    {"AWS::Lambda::Permission", "FunctionName"},
    {"AWS::MSK::ClusterPolicy", "ClusterArn"},
    {"AWS::S3::BucketPolicy", "Bucket"},
    {"AWS::S3::MultiRegionAccessPointPolicy", "MrapName"},
    {"AWS::S3Express::BucketPolicy", "Bucket"},
    {"AWS::S3ObjectLambda::AccessPointPolicy", "ObjectLambdaAccessPoint"},
    {"AWS::S3Outposts::BucketPolicy", "Bucket"},
    {"AWS::S3Tables::TableBucketPolicy", "TableBucketARN"},
    {"AWS::S3Tables::TablePolicy", "TableARN"},
    {"AWS::SNS::TopicInlinePolicy", "TopicArn"},
    {"AWS::SNS::TopicPolicy", "Topics"},
    {"AWS::SQS::QueueInlinePolicy", "Queue"},
    {"AWS::SQS::QueuePolicy", "Queues"},
    {"AWS::SecretsManager::ResourcePolicy", "SecretId"},
    {"AWS::VpcLattice::AuthPolicy", "ResourceIdentifier"},
    {"AWS::VpcLattice::ResourcePolicy", "ResourceArn"},
});

static_assert(std::ranges::is_sorted(attached_types, {}, &Attached::type));

void add_new(std::vector<HolderKey>& keys, HolderKey key) {
  if (std::ranges::find(keys, key) == keys.end()) keys.push_back(std::move(key));
}

}  // namespace

std::vector<const Node*> holder_values(const ResourceEntry& entry) {
  std::vector<const Node*> values;
  const std::string_view type = entry.type_name;
  const auto* end = std::ranges::upper_bound(attached_types, type, {}, &Attached::type);
  const auto* each = std::ranges::lower_bound(attached_types, type, {}, &Attached::type);
  for (; each != end; ++each) {
    const Node* value = find_value(entry.properties, each->property);
    if (value != nullptr) values.push_back(value);
  }
  return values;
}

HolderKey holder_key(const Side& side, const Node& value) {
  if (is_text_expression(value)) {
    for (const TextPart& part : text_parts(value)) {
      if (part.kind == TextPart::Kind::reference && side.index->find_resource(part.text)) {
        return part.text;
      }
    }
  }
  return '=' + canonical_text(value, {});
}

std::vector<HolderKey> holders_of(const Side& side, const ResourceEntry& entry) {
  std::vector<HolderKey> keys;
  const meaning::Path path;
  for (const Node* each : holder_values(entry)) {
    meaning::for_each_item(*each, path, [&](const Node& value, const meaning::Path&) {
      add_new(keys, holder_key(side, value));
    });
  }
  if (keys.empty()) keys.emplace_back(entry.logical_id);
  return keys;
}

Attachments::Attachments(const StackView& view, const Side& side) {
  if (side.index == nullptr) return;
  const bool is_old = !side.is_new;
  const meaning::Path path;
  for (const ResourceEntry& each : side.index->resources()) {
    if (is_old && view.is_kept(each.logical_id)) continue;
    if (!holder_values(each).empty()) {
      for (const HolderKey& key : holders_of(side, each)) attached_[key].push_back(&each);
    }
    const Node* carried = find_value(each.properties, "ManagedPolicyArns");
    if (carried == nullptr) continue;
    meaning::for_each_item(*carried, path, [&](const Node& value, const meaning::Path&) {
      const auto* policy = side.index->find_resource(meaning::referred_id(value));
      if (policy != nullptr) carriers_[policy->logical_id].emplace_back(each.logical_id);
    });
  }
}

const std::vector<const ResourceEntry*>& Attachments::of(std::string_view holder) const {
  static const std::vector<const ResourceEntry*> none;
  const auto found = attached_.find(holder);
  return found == attached_.end() ? none : found->second;
}

const std::vector<HolderKey>& Attachments::carriers(std::string_view managed_policy) const {
  static const std::vector<HolderKey> none;
  const auto found = carriers_.find(managed_policy);
  return found == carriers_.end() ? none : found->second;
}

}  // namespace omnitrack::diff

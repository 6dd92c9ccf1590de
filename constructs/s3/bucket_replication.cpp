#include "bucket_state.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace l1 = cfn::s3::bucket;
using s3::text_or_nothing;

namespace {

constexpr std::int64_t promised_minutes = 15;

l1::ReplicationDestination destination_of(const ReplicationRule& rule) {
  l1::ReplicationDestination destination{.bucket = rule.destination->arn(),
                                         .account = rule.account,
                                         .storage_class = rule.storage_class};
  if (rule.account.is_set()) {
    destination.access_control_translation =
        l1::AccessControlTranslation{.owner = l1::AccessControlTranslation::Owner::destination};
  }
  if (rule.destination_key.is_set()) {
    destination.encryption_configuration =
        l1::EncryptionConfiguration{.replica_kms_key_id = rule.destination_key.arn()};
  }
  if (rule.time_control) {
    const l1::ReplicationTimeValue promise{.minutes = promised_minutes};
    destination.metrics =
        l1::Metrics{.status = l1::Metrics::Status::enabled, .event_threshold = promise};
    destination.replication_time =
        l1::ReplicationTime{.status = l1::ReplicationTime::Status::enabled, .time = promise};
  }
  return destination;
}

}  // namespace

// What the role needs:
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
void Bucket::replicate(const BucketProps& props) {
  using Markers = l1::DeleteMarkerReplication::Status;
  auto& role = add(RoleProps{.id = child("ReplicationRole"),
                             .assumed_by = PolicyPrincipal::service("s3.amazonaws.com")});
  role.add_to_policy(
      {.actions = {"s3:GetReplicationConfiguration", "s3:ListBucket"}, .resources = {arn()}});
  List<std::string> reading = {"s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication",
                               "s3:GetObjectVersionTagging"};
  if (props.object_lock) {
    reading.add("s3:GetObjectLegalHold");
    reading.add("s3:GetObjectRetention");
  }
  role.add_to_policy({.actions = reading, .resources = {arn_for_objects()}});
  if (state_->key.is_set()) {
    role.add_to_policy(
        {.actions = {"kms:Decrypt"},
         .conditions = {{"StringEquals",
                         Json::object({{"kms:ViaService", concat("s3.", stack().region(), ".",
                                                                 stack().url_suffix())}})}},
         .resources = {state_->key.arn()}});
  }

  List<l1::ReplicationRule> rules;
  std::int64_t priority = 0;
  for (const ReplicationRule& rule : props.replication) {
    List<std::string> writing = {"s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"};
    if (rule.account.is_set()) writing.add("s3:ObjectOwnerOverrideToBucketOwner");
    role.add_to_policy({.actions = writing, .resources = {rule.destination->arn_for_objects()}});
    if (rule.destination_key.is_set()) {
      role.add_to_policy({.actions = {"kms:Encrypt"}, .resources = {rule.destination_key.arn()}});
    }
    l1::ReplicationRule made{.destination = destination_of(rule),
                             .status = l1::ReplicationRule::Status::enabled,
                             .delete_marker_replication =
                                 l1::DeleteMarkerReplication{.status = rule.replicate_delete_markers
                                                                           ? Markers::enabled
                                                                           : Markers::disabled},
                             .filter = l1::ReplicationRuleFilter{.prefix = rule.prefix},
                             .id = text_or_nothing(rule.id),
                             .priority = ++priority};
    if (!state_->has_s3_managed_keys) {
      if (!rule.destination_key.is_set()) {
        error(codes::OT2415,
              "objects that KMS encrypts are replicated without a key for the copies",
              "give the rule a .destination_key in the region of the other bucket");
      }
      made.source_selection_criteria =
          l1::SourceSelectionCriteria{.sse_kms_encrypted_objects = l1::SseKmsEncryptedObjects{
                                          .status = l1::SseKmsEncryptedObjects::Status::enabled}};
    }
    rules.add(made);
  }
  resource_->props.replication_configuration =
      l1::ReplicationConfiguration{.role = role.arn(), .rules = rules};
}

}  // namespace omnitrack

#include "omnitrack/s3/bucket.hpp"

#include "bucket_state.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace l1 = cfn::s3::bucket;
using s3::text_or_nothing;

namespace {

Value<l1::BucketEncryption> encryption_of(const BucketEncryption& encryption) {
  if (!encryption.is_specified()) return {};
  l1::ServerSideEncryptionRule rule{
      .server_side_encryption_by_default = l1::ServerSideEncryptionByDefault{
          .sse_algorithm = encryption.algorithm(), .kms_master_key_id = encryption.key().arn()}};
  if (encryption.bucket_key()) rule.bucket_key_enabled = true;
  return l1::BucketEncryption{.server_side_encryption_configuration = {rule}};
}

Value<l1::OwnershipControls> ownership_of(const Optional<ObjectOwnership>& ownership) {
  if (!ownership) return {};
  return l1::OwnershipControls{.rules = {{.object_ownership = *ownership}}};
}

Value<l1::PublicAccessBlockConfiguration> block_of(const PublicAccessBlock& block) {
  if (!block.specified) return {};
  return l1::PublicAccessBlockConfiguration{.block_public_acls = block.block_acls,
                                            .block_public_policy = block.block_policy,
                                            .ignore_public_acls = block.ignore_acls,
                                            .restrict_public_buckets = block.restrict_buckets};
}

l1::ObjectLockConfiguration lock_of(const ObjectLock& lock) {
  using Mode = l1::DefaultRetention::Mode;
  l1::ObjectLockConfiguration configuration{
      .object_lock_enabled = l1::ObjectLockConfiguration::ObjectLockEnabled::enabled};
  if (lock.days.is_set() || lock.years.is_set()) {
    configuration.rule =
        l1::ObjectLockRule{.default_retention = l1::DefaultRetention{
                               .days = lock.days,
                               .mode = lock.is_compliance ? Mode::compliance : Mode::governance,
                               .years = lock.years}};
  }
  return configuration;
}

bool has_period(const Optional<ObjectLock>& lock) {
  return lock && (lock->days.is_set() || lock->years.is_set());
}

}  // namespace

BucketEncryption BucketEncryption::unspecified() {
  BucketEncryption encryption = s3_managed();
  encryption.is_specified_ = false;
  return encryption;
}
BucketEncryption BucketEncryption::s3_managed() { return {Algorithm::aes256, false, {}}; }
BucketEncryption BucketEncryption::kms_managed() { return {Algorithm::aws_kms, true, {}}; }
BucketEncryption BucketEncryption::kms(const KeyLink& key, bool bucket_key) {
  return {Algorithm::aws_kms, bucket_key, key};
}
BucketEncryption BucketEncryption::two_layers(const KeyLink& key) {
  return {Algorithm::aws_kms_dsse, false, key};
}

Bucket::Bucket(Attach at, const BucketProps& props)
    : Construct(std::move(at)),
      state_(new State{
          .name = props.bucket_name.value(),
          .key = props.encryption.key(),
          .is_versioned = props.versioning,
          .has_lock_period = has_period(props.object_lock),
          .has_s3_managed_keys =
              props.encryption.algorithm() == BucketEncryption::Algorithm::aes256,
      }),
      resource_(&add(cfn::s3::BucketProps{
          .id = primary(),
          .bucket_encryption = encryption_of(props.encryption),
          .bucket_name = state_->name,
          .metrics_configurations = props.metrics,
          .ownership_controls = ownership_of(props.object_ownership),
          .public_access_block_configuration = block_of(props.public_access),
          .tags = props.tags,
          .website_configuration = props.website,
      })),
      name_(resource_->ref()),
      arn_(resource_->attr_arn()) {
  state_->takes_acls = !(props.object_ownership == ObjectOwnership::bucket_owner_enforced);
  check(props);
  resource_->set_removal_policy(props.removal_policy);
  set_data_protection(props);
  deny_insecure(props);
  set_watching(props);
  for (const LifecycleRule& rule : props.lifecycle_rules) add_lifecycle_rule(rule);
  for (const CorsRule& rule : props.cors) add_cors_rule(rule);
  for (const IntelligentTiering& tiering : props.intelligent_tiering) add_tiering(tiering);
  if (props.transfer_acceleration) {
    resource_->props.accelerate_configuration = l1::AccelerateConfiguration{
        .acceleration_status = l1::AccelerateConfiguration::AccelerationStatus::enabled};
  }
}

Bucket::~Bucket() { delete state_; }

void Bucket::set_data_protection(const BucketProps& props) {
  if (props.versioning) {
    resource_->props.versioning_configuration =
        l1::VersioningConfiguration{.status = l1::VersioningConfiguration::Status::enabled};
  }
  if (props.object_lock) {
    resource_->props.object_lock_enabled = true;
    resource_->props.object_lock_configuration = lock_of(*props.object_lock);
  }
  if (props.replication.size() != 0) replicate(props);
}

void Bucket::set_watching(const BucketProps& props) {
  if (props.event_bridge) send_events_to_event_bridge();
  if (props.access_log_bucket.is_set()) {
    log_access(*props.access_log_bucket, props.access_log_prefix);
  }
  for (const Inventory& inventory : props.inventories) add_inventory(inventory);
}

void Bucket::send_events_to_event_bridge() {
  if (resource_ == nullptr) return;
  state_->notifications.event_bridge_configuration =
      l1::EventBridgeConfiguration{.event_bridge_enabled = true};
  resource_->props.notification_configuration = state_->notifications;
}

void Bucket::deny_insecure(const BucketProps& props) {
  const auto deny = [&](std::string_view test, std::string_view key, std::string_view value) {
    add_to_resource_policy({.actions = {"s3:*"},
                            .conditions = {{test, Json::object({{key, value}})}},
                            .effect = Effect::deny,
                            .principals = PolicyPrincipal::anyone(),
                            .resources = {arn(), arn_for_objects()}});
  };
  if (props.enforce_tls) deny("Bool", "aws:SecureTransport", "false");
  if (props.minimum_tls != TlsVersion::any) {
    deny("NumericLessThan", "s3:TlsVersion",
         props.minimum_tls == TlsVersion::tls_1_3 ? "1.3" : "1.2");
  }
}

// A bucket of another stack cannot name this one, which needs it.
Map<Json> Bucket::delivered_to(const Bucket& target, const Json& of_account) const {
  Map<Json> conditions;
  if (&target.stack() == &stack()) {
    conditions.set("ArnLike", Json::object({{"aws:SourceArn", arn()}}));
  }
  conditions.set("StringEquals", of_account);
  return conditions;
}

void Bucket::log_access(Bucket& target, std::string_view prefix) {
  if (!target.state_->has_s3_managed_keys) {
    error(codes::OT2413,
          "the access log bucket '" + target.path() + "' is encrypted by KMS, so no log arrives",
          "S3 delivers access logs only to buckets with BucketEncryption::s3_managed()");
  }
  if (target.state_->has_lock_period) {
    error(codes::OT2413,
          "the access log bucket '" + target.path() +
              "' locks its objects for a default period, so no log arrives",
          "leave the days and years of its object_lock out");
  }
  resource_->props.logging_configuration = l1::LoggingConfiguration{
      .destination_bucket_name = target.name(), .log_file_prefix = text_or_nothing(prefix)};
  if (target.is_imported()) return;
  target.add_to_resource_policy(
      {.actions = {"s3:PutObject"},
       .conditions = delivered_to(target, Json::object({{"aws:SourceAccount", stack().account()}})),
       .principals = PolicyPrincipal::service("logging.s3.amazonaws.com"),
       .resources = {target.arn_for_objects(std::string(prefix) + "*")}});
}

void Bucket::add_inventory(const Inventory& inventory) {
  using Configuration = l1::InventoryConfiguration;
  Bucket& destination = *inventory.destination;
  resource_->props.inventory_configurations.add(Configuration{
      .destination = l1::Destination{.bucket_arn = destination.arn(),
                                     .format = inventory.format,
                                     .bucket_account_id = stack().account(),
                                     .prefix = text_or_nothing(inventory.destination_prefix)},
      .enabled = true,
      .id = inventory.id,
      .included_object_versions = inventory.all_versions
                                      ? Configuration::IncludedObjectVersions::all
                                      : Configuration::IncludedObjectVersions::current,
      .schedule_frequency = inventory.daily ? Configuration::ScheduleFrequency::daily
                                            : Configuration::ScheduleFrequency::weekly,
      .optional_fields = inventory.fields,
      .prefix = text_or_nothing(inventory.prefix)});
  if (destination.is_imported()) return;
  destination.add_to_resource_policy(
      {.actions = {"s3:PutObject"},
       .conditions =
           delivered_to(destination, Json::object({{"aws:SourceAccount", stack().account()},
                                                   {"s3:x-amz-acl", "bucket-owner-full-control"}})),
       .principals = PolicyPrincipal::service("s3.amazonaws.com"),
       .resources = {
           destination.arn_for_objects(std::string(inventory.destination_prefix) + "*")}});
}

void Bucket::add_tiering(const IntelligentTiering& tiering) {
  using AccessTier = l1::Tiering::AccessTier;
  List<l1::Tiering> tierings;
  const auto add_tier = [&](AccessTier tier, const Value<std::int64_t>& days, std::int64_t least) {
    if (!days.is_set()) return;
    if (s3::is_outside(days, least, 730)) {
      error(codes::OT2420,
            "the tiering '" + std::string(tiering.id) + "' archives after " +
                std::to_string(days.node().integer) + " days",
            "archiving is possible after 90 to 730 days, deep archiving after 180 to 730");
    }
    tierings.add(l1::Tiering{.access_tier = tier, .days = days});
  };
  add_tier(AccessTier::archive_access, tiering.archive_after_days, 90);
  add_tier(AccessTier::deep_archive_access, tiering.deep_archive_after_days, 180);
  if (!tierings.is_set()) {
    error(codes::OT2420, "the tiering '" + std::string(tiering.id) + "' archives nothing",
          "give .archive_after_days or .deep_archive_after_days");
  }
  resource_->props.intelligent_tiering_configurations.add(l1::IntelligentTieringConfiguration{
      .id = tiering.id,
      .status = l1::IntelligentTieringConfiguration::Status::enabled,
      .tierings = tierings,
      .prefix = text_or_nothing(tiering.prefix),
      .tag_filters = s3::tag_filters(tiering.tags)});
}

void Bucket::add_cors_rule(const CorsRule& rule) {
  if (refuses("a CORS rule")) return;
  state_->cors_rules.add(l1::CorsRule{.allowed_methods = rule.allowed_methods,
                                      .allowed_origins = rule.allowed_origins,
                                      .allowed_headers = rule.allowed_headers,
                                      .exposed_headers = rule.exposed_headers,
                                      .max_age = rule.max_age});
  resource_->props.cors_configuration = l1::CorsConfiguration{.cors_rules = state_->cors_rules};
}

bool Bucket::takes_acls() const { return state_->takes_acls; }

void Bucket::add_to_resource_policy(const PolicyStatement& statement) {
  if (refuses("a statement of its policy")) return;
  state_->policy.add(statement);
  if (state_->policy_resource == nullptr) {
    state_->policy_resource = &add(cfn::s3::BucketPolicyProps{
        .id = child("Policy"), .bucket = name(), .policy_document = state_->policy.json()});
  } else {
    state_->policy_resource->props.policy_document = state_->policy.json();
  }
}

cfn::s3::Bucket& Bucket::resource() {
  if (refuses("resource()")) resource_ = &add(cfn::s3::BucketProps{.id = primary()});
  return *resource_;
}

Value<std::string> Bucket::arn_for_objects(std::string_view pattern) const {
  return concat(arn(), "/", pattern);
}

Value<cfn::s3::BucketName> Bucket::known_name() const {
  if (!state_->name.is_set()) {
    error(codes::OT2419, "the bucket has no known name", "give it a .bucket_name");
    return name();
  }
  return as<cfn::s3::BucketName>(state_->name);
}

Value<cfn::s3::BucketArn> Bucket::known_arn() const {
  return as<cfn::s3::BucketArn>(concat("arn:", stack().partition(), ":s3:::", known_name()));
}

Value<std::string> Bucket::domain_name() const {
  return refuses("domain_name()") ? Value<std::string>(name_) : resource_->attr_domain_name();
}

Value<std::string> Bucket::regional_domain_name() const {
  return refuses("regional_domain_name()") ? Value<std::string>(name_)
                                           : resource_->attr_regional_domain_name();
}

Value<std::string> Bucket::dual_stack_domain_name() const {
  return refuses("dual_stack_domain_name()") ? Value<std::string>(name_)
                                             : resource_->attr_dual_stack_domain_name();
}

Value<std::string> Bucket::website_url() const {
  return refuses("website_url()") ? Value<std::string>(name_) : resource_->attr_website_url();
}

const KeyLink& Bucket::kms_key() const { return state_->key; }

Metric Bucket::daily_metric(std::string_view metric_name, std::string_view storage_type) const {
  return MetricProps{.name_space = "AWS/S3",
                     .metric_name = metric_name,
                     .dimensions = {{"BucketName", name_}, {"StorageType", storage_type}},
                     .period = 24 * 60 * 60};
}

Metric Bucket::metric_bytes(std::string_view storage_type) const {
  return daily_metric("BucketSizeBytes", storage_type);
}

Metric Bucket::metric_objects() const { return daily_metric("NumberOfObjects", "AllStorageTypes"); }

Metric Bucket::metric_requests(std::string_view metric_name, std::string_view metrics_id) const {
  return MetricProps{.name_space = "AWS/S3",
                     .metric_name = metric_name,
                     .dimensions = {{"BucketName", name_}, {"FilterId", metrics_id}}};
}

}  // namespace omnitrack

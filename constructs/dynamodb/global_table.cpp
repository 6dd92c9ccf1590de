#include "omnitrack/dynamodb/global_table.hpp"

#include "../imported.hpp"
#include "shared.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace made = cfn::dynamodb::global_table;

/// What a table of several regions that is made elsewhere is made of.
struct ImportedGlobalTableProps {
  using Makes = GlobalTable;
  Id id;
  Value<std::string> name;
  KeyLink kms_key;
};

namespace {

made::CapacityAutoScalingSettings scaling_of(const Capacity& capacity) {
  const CapacityRange& range = capacity.range();
  return {.max_capacity = range.max,
          .min_capacity = range.min,
          .target_tracking_scaling_policy_configuration =
              made::TargetTrackingScalingPolicyConfiguration{
                  .target_value = Value<double>(range.target_percent.value()),
                  .scale_in_cooldown = range.scale_in_cooldown,
                  .scale_out_cooldown = range.scale_out_cooldown}};
}

made::ReadProvisionedThroughputSettings reads_of(const Capacity& capacity) {
  if (!capacity.is_scaled()) return {.read_capacity_units = capacity.units()};
  return {.read_capacity_auto_scaling_settings = scaling_of(capacity)};
}

made::WriteProvisionedThroughputSettings writes_of(const Capacity& capacity) {
  return {.write_capacity_auto_scaling_settings = scaling_of(capacity)};
}

}  // namespace

GlobalTable::GlobalTable(Attach at, const GlobalTableProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::dynamodb::GlobalTableProps{
          .id = primary(),
          .replicas = List<made::ReplicaSpecification>::empty(),
          .table_name = props.table_name.value(),
      })),
      name_(resource_->ref()),
      arn_(resource_->attr_arn()),
      kms_key_(props.encryption.key()),
      has_indexes_(!props.global_indexes.empty() || !props.local_indexes.empty()) {
  cfn::dynamodb::GlobalTableProps& table = resource_->props;
  const Optional<Capacity>& write = props.billing.write();
  table.billing_mode = write ? "PROVISIONED" : "PAY_PER_REQUEST";
  if (write) table.write_provisioned_throughput_settings = writes_of(*write);
  if (props.billing.max_write_units().is_set()) {
    table.write_on_demand_throughput_settings = made::WriteOnDemandThroughputSettings{
        .max_write_request_units = props.billing.max_write_units()};
  }
  if (props.encryption.is_kms()) {
    table.sse_specification = made::SSESpecification{
        .sse_enabled = true, .sse_type = made::SSESpecification::SSEType::kms};
  }
  // Regions replicate by the stream, which must hold both images.
  if (!props.replicas.empty()) {
    table.stream_specification = made::StreamSpecification{
        .stream_view_type = dynamodb::stream_view_type(StreamView::new_and_old_images)};
  }
  if (props.consistency == TableConsistency::strong) {
    table.multi_region_consistency =
        cfn::dynamodb::GlobalTableProps::MultiRegionConsistency::strong;
  }
  if (!props.witness_region.empty()) {
    table.global_table_witnesses = {made::GlobalTableWitness{.region = props.witness_region}};
  }
  if (props.ttl_attribute.is_set()) {
    table.time_to_live_specification = made::TimeToLiveSpecification{
        .enabled = true, .attribute_name = props.ttl_attribute.value()};
  }
  add_indexes(props);
  add_replica(props,
              {.region = "",
               .kinesis_stream = props.kinesis_stream,
               .kms_key = props.encryption.key(),
               .resource_policy = props.resource_policy,
               .tags = props.tags},
              stack().region());
  for (const GlobalTableReplica& replica : props.replicas) {
    add_replica(props, replica, Value<std::string>(replica.region));
  }
  resource_->set_removal_policy(props.removal_policy);
  check(props);
  check_regions(props);
}

GlobalTable::GlobalTable(Attach at, const ImportedGlobalTableProps& props)
    : Construct(std::move(at)),
      name_(props.name),
      arn_(stack().arn("dynamodb", concat("table/", props.name))),
      kms_key_(props.kms_key) {}

GlobalTable& GlobalTable::from_name(Construct& scope, const Id& id, const Value<std::string>& name,
                                    const KeyLink& kms_key) {
  return scope.add(ImportedGlobalTableProps{.id = id, .name = name, .kms_key = kms_key});
}

void GlobalTable::add_indexes(const GlobalTableProps& props) {
  using Type = made::KeySchema::KeyType;
  cfn::dynamodb::GlobalTableProps& table = resource_->props;
  std::vector<dynamodb::KnownAttribute> attributes;
  std::vector<std::string> names;
  std::size_t included = 0;
  const auto key = [&](const Attribute& attribute, Type type) -> made::KeySchema {
    return {.attribute_name = dynamodb::define_attribute(*this, attribute, attributes,
                                                         table.attribute_definitions),
            .key_type = type};
  };
  const made::KeySchema partition = key(props.partition_key, Type::hash);
  table.key_schema.add(partition);
  if (props.sort_key.is_set()) table.key_schema.add(key(props.sort_key, Type::range));
  for (const GlobalIndex& index : props.global_indexes) {
    dynamodb::remember_index(*this, index.name, names);
    List<made::KeySchema> keys;
    keys.add(key(index.partition_key, Type::hash));
    if (index.sort_key.is_set()) keys.add(key(index.sort_key, Type::range));
    made::GlobalSecondaryIndex added{
        .index_name = index.name.value(),
        .key_schema = keys,
        .projection = dynamodb::projection(*this, index.name.text(), index.projection, included)};
    if (props.billing.write()) {
      added.write_provisioned_throughput_settings =
          writes_of(index.write_capacity ? *index.write_capacity : *props.billing.write());
    }
    table.global_secondary_indexes.add(added);
  }
  for (const LocalIndex& index : props.local_indexes) {
    dynamodb::remember_index(*this, index.name, names);
    List<made::KeySchema> keys;
    keys.add(partition);
    keys.add(key(index.sort_key, Type::range));
    table.local_secondary_indexes.add(made::LocalSecondaryIndex{
        .index_name = index.name.value(),
        .key_schema = keys,
        .projection = dynamodb::projection(*this, index.name.text(), index.projection, included)});
  }
}

void GlobalTable::add_replica(const GlobalTableProps& props, const GlobalTableReplica& replica,
                              const Value<std::string>& region) {
  const Optional<Capacity>& read = props.billing.read();
  made::ReplicaSpecification added{
      .region = region,
      .contributor_insights_specification =
          dynamodb::insights(replica.contributor_insights.value_or(props.contributor_insights)),
      .point_in_time_recovery_specification =
          made::PointInTimeRecoverySpecification{
              .point_in_time_recovery_enabled =
                  replica.point_in_time_recovery.value_or(props.point_in_time_recovery),
              .recovery_period_in_days = props.recovery_period_days.value()},
      .tags = replica.tags,
  };
  const bool is_protected =
      props.deletion_protection.value_or(Bool(props.removal_policy != RemovalPolicy::destroy));
  if (replica.deletion_protection.value_or(Bool(is_protected))) {
    added.deletion_protection_enabled = true;
  }
  if (replica.kinesis_stream.is_set()) {
    added.kinesis_stream_specification =
        made::KinesisStreamSpecification{.stream_arn = replica.kinesis_stream};
  }
  const Value<std::int64_t>& most_reads =
      replica.max_read_units.is_set() ? replica.max_read_units : props.billing.max_read_units();
  if (most_reads.is_set()) {
    added.read_on_demand_throughput_settings =
        made::ReadOnDemandThroughputSettings{.max_read_request_units = most_reads};
  }
  if (read) {
    added.read_provisioned_throughput_settings =
        reads_of(replica.read_capacity ? *replica.read_capacity : *read);
  }
  if (!replica.resource_policy.is_empty()) {
    added.resource_policy = made::ResourcePolicy{.policy_document = replica.resource_policy.json()};
  }
  if (replica.kms_key.is_set()) {
    added.sse_specification =
        made::ReplicaSSESpecification{.kms_master_key_id = replica.kms_key.arn()};
  }
  if (replica.table_class.value_or(props.table_class) == TableClass::standard_infrequent_access) {
    added.table_class = "STANDARD_INFREQUENT_ACCESS";
  }
  for (const GlobalIndex& index : props.global_indexes) {
    made::ReplicaGlobalSecondaryIndexSpecification settings{
        .index_name = index.name.value(),
        .contributor_insights_specification = dynamodb::insights(index.contributor_insights)};
    if (read) {
      const Capacity& of_table = replica.read_capacity ? *replica.read_capacity : *read;
      settings.read_provisioned_throughput_settings =
          reads_of(index.read_capacity ? *index.read_capacity : of_table);
    }
    const bool has_settings = read || settings.contributor_insights_specification.is_set();
    if (has_settings) added.global_secondary_indexes.add(settings);
  }
  if (props.encryption.key().is_set() != replica.kms_key.is_set()) {
    error(codes::OT3557, "a key of the account is given for some regions of the table alone",
          "give the table TableEncryption::customer_managed and each replica its kms_key");
  }
  resource_->props.replicas.add(added);
}

void GlobalTable::grant_key(Grantee& grantee, const List<std::string>& actions) const {
  kms_key_.grant(grantee, actions,
                 concat("dynamodb.", stack().region(), ".", stack().url_suffix()));
}

void GlobalTable::grant(Grantee& grantee, const List<std::string>& actions) const {
  List<std::string> resources = {arn_};
  if (has_indexes_) resources.add(concat(arn_, "/index/*"));
  grantee.add_to_policy({.actions = actions, .resources = resources});
  grant_key(grantee, dynamodb::key_actions_of_writers());
}

void GlobalTable::grant_read_data(Grantee& grantee) const {
  List<std::string> resources = {arn_};
  if (has_indexes_) resources.add(concat(arn_, "/index/*"));
  grantee.add_to_policy({.actions = dynamodb::read_actions(), .resources = resources});
  grant_key(grantee, dynamodb::key_actions_of_readers());
}

void GlobalTable::grant_write_data(Grantee& grantee) const {
  grantee.add_to_policy({.actions = dynamodb::write_actions(), .resources = {arn_}});
  grant_key(grantee, dynamodb::key_actions_of_writers());
}

void GlobalTable::grant_read_write_data(Grantee& grantee) const {
  grant_read_data(grantee);
  grant_write_data(grantee);
}

void GlobalTable::grant_stream_read(Grantee& grantee) const {
  grantee.add_to_policy(
      {.actions = {"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"},
       .resources = {stream_arn()}});
  // An event source mapping needs it, and it has no resource that it could be limited to.
  grantee.add_to_policy({.actions = {"dynamodb:ListStreams"}, .resources = {"*"}});
  grant_key(grantee, dynamodb::key_actions_of_readers());
}

Metric GlobalTable::metric(std::string_view metric_name) const {
  return dynamodb::metric(metric_name, {{"TableName", name_}});
}

Metric GlobalTable::metric_replication_latency(std::string_view receiving_region) const {
  return dynamodb::metric("ReplicationLatency",
                          {{"TableName", name_}, {"ReceivingRegion", receiving_region}});
}

Value<std::string> GlobalTable::replica_arn(std::string_view region) const {
  return concat("arn:", stack().partition(), ":dynamodb:", region, ":", stack().account(),
                ":table/", name_);
}

Value<std::string> GlobalTable::stream_arn() const {
  if (resource_ != nullptr && resource_->props.stream_specification.is_set()) {
    return resource_->attr_stream_arn();
  }
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "its stream");
  } else {
    error(codes::OT2311, "the stream is used of a table of one region, which has none",
          "give the table replicas");
  }
  return arn_;
}

cfn::dynamodb::GlobalTable& GlobalTable::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::dynamodb::GlobalTableProps{
        .id = primary(), .replicas = List<made::ReplicaSpecification>::empty()});
  }
  return *resource_;
}

}  // namespace omnitrack

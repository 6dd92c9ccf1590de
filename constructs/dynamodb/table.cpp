#include <algorithm>
#include <utility>

#include "../iam/let_in.hpp"
#include "shared.hpp"
#include "table_state.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace ddb = cfn::dynamodb;

namespace {

constexpr std::size_t max_global_indexes = 20;
constexpr std::size_t max_local_indexes = 5;

Value<ddb::table::SSESpecification> encryption_of(const TableEncryption& encryption) {
  if (!encryption.is_kms()) return {};
  return ddb::table::SSESpecification{.sse_enabled = true,
                                      .kms_master_key_id = encryption.key().arn(),
                                      .sse_type = ddb::table::SSESpecification::SSEType::kms};
}

Value<ddb::table::ProvisionedThroughput> throughput(const Capacity& read, const Capacity& write) {
  return ddb::table::ProvisionedThroughput{.read_capacity_units = read.units(),
                                           .write_capacity_units = write.units()};
}

}  // namespace

Projection Projection::all() { return Projection("ALL"); }
Projection Projection::keys_only() { return Projection("KEYS_ONLY"); }
Projection Projection::include(const List<std::string>& attributes) {
  Projection projection("INCLUDE");
  projection.attributes_ = attributes;
  return projection;
}

Capacity Capacity::fixed(const Value<std::int64_t>& units) {
  return {CapacityRange{.max = units, .min = units}, false};
}
Capacity Capacity::scaled(const CapacityRange& range) { return {range, true}; }

TableBilling TableBilling::on_demand(const Value<std::int64_t>& max_read_units,
                                     const Value<std::int64_t>& max_write_units) {
  TableBilling billing;
  billing.max_read_units_ = max_read_units;
  billing.max_write_units_ = max_write_units;
  return billing;
}
TableBilling TableBilling::provisioned(const Capacity& read, const Capacity& write) {
  TableBilling billing;
  billing.read_ = read;
  billing.write_ = write;
  return billing;
}

TableEncryption TableEncryption::aws_owned() { return TableEncryption(false); }
TableEncryption TableEncryption::aws_managed() { return TableEncryption(true); }
TableEncryption TableEncryption::customer_managed(const KeyLink& key) {
  TableEncryption encryption(true);
  encryption.key_ = key;
  return encryption;
}

Table::Table(Attach at, const TableProps& props)
    : Construct(std::move(at)),
      state_(new State{.billing = props.billing,
                       .encryption_key = props.encryption.key(),
                       .resource_policy = props.resource_policy,
                       .has_sort_key = props.sort_key.is_set(),
                       .has_stream = props.stream != StreamView::none}),
      resource_(&add(ddb::TableProps{
          .id = primary(),
          .key_schema = List<ddb::table::KeySchema>::empty(),
          .contributor_insights_specification = dynamodb::insights(props.contributor_insights),
          .sse_specification = encryption_of(props.encryption),
          .table_name = props.table_name.value(),
          .tags = props.tags,
      })),
      name_(resource_->ref()),
      arn_(resource_->attr_arn()) {
  check(props);
  ddb::TableProps& table = resource_->props;
  table.key_schema.add(key(props.partition_key, "HASH"));
  if (props.sort_key.is_set()) table.key_schema.add(key(props.sort_key, "RANGE"));
  if (props.billing.read()) {
    table.billing_mode = "PROVISIONED";
    table.provisioned_throughput = throughput(*props.billing.read(), *props.billing.write());
    add_scaling({}, *props.billing.read(), *props.billing.write());
  } else {
    table.billing_mode = "PAY_PER_REQUEST";
    if (props.billing.max_read_units().is_set() || props.billing.max_write_units().is_set()) {
      table.on_demand_throughput = ddb::table::OnDemandThroughput{
          .max_read_request_units = props.billing.max_read_units(),
          .max_write_request_units = props.billing.max_write_units()};
    }
  }
  if (props.deletion_protection.value_or(props.removal_policy != RemovalPolicy::destroy)) {
    table.deletion_protection_enabled = true;
  }
  if (props.kinesis_stream.is_set()) {
    table.kinesis_stream_specification =
        ddb::table::KinesisStreamSpecification{.stream_arn = props.kinesis_stream};
  }
  if (props.point_in_time_recovery) {
    table.point_in_time_recovery_specification = ddb::table::PointInTimeRecoverySpecification{
        .point_in_time_recovery_enabled = *props.point_in_time_recovery,
        .recovery_period_in_days = props.recovery_period_days.value()};
  }
  if (!state_->resource_policy.is_empty()) {
    table.resource_policy =
        ddb::table::ResourcePolicy{.policy_document = state_->resource_policy.json()};
  }
  if (state_->has_stream) {
    table.stream_specification = ddb::table::StreamSpecification{
        .stream_view_type = dynamodb::stream_view_type(props.stream)};
  }
  if (props.table_class == TableClass::standard_infrequent_access) {
    table.table_class = "STANDARD_INFREQUENT_ACCESS";
  }
  if (props.ttl_attribute.is_set()) {
    table.time_to_live_specification = ddb::table::TimeToLiveSpecification{
        .enabled = true, .attribute_name = props.ttl_attribute.value()};
  }
  resource_->set_removal_policy(props.removal_policy);
  for (const GlobalIndex& index : props.global_indexes) add_global_index(index);
  for (const LocalIndex& index : props.local_indexes) add_local_index(index);
}

Table::~Table() { delete state_; }

void Table::check(const TableProps& props) const {
  if (props.table_name.is_broken()) {
    error(codes::OT2301, "'" + std::string(props.table_name.text()) + "' cannot name a table",
          "a table name has 3 to 255 letters, digits, underscores, hyphens and dots");
  }
  if (props.ttl_attribute.is_broken()) {
    error(codes::OT2302, "the TTL attribute's name is not a text of 1 to 255 bytes");
  }
  if (props.recovery_period_days.is_set() && !props.point_in_time_recovery.value_or(false)) {
    error(codes::OT2309, "a recovery period is given, but point_in_time_recovery is off",
          "leave out recovery_period_days, or turn on point_in_time_recovery");
  }
  if (props.recovery_period_days.is_broken()) {
    error(codes::OT2310, "the table cannot be restored for so many days", "it can be 1 to 35");
  }
}

ddb::table::KeySchema Table::key(const Attribute& attribute, std::string_view type) {
  return {.attribute_name = dynamodb::define_attribute(*this, attribute, state_->attributes,
                                                       resource_->props.attribute_definitions),
          .key_type = type};
}

void Table::add_global_index(const GlobalIndex& index) {
  if (refuses("an index")) return;
  dynamodb::remember_index(*this, index.name, state_->index_names);
  if (++state_->global_indexes == max_global_indexes + 1) {
    error(codes::OT2305, "the table has more than 20 global secondary indexes",
          "overload the keys of one index, or have the quota raised and use resource()");
  }
  List<ddb::table::KeySchema> keys = {key(index.partition_key, "HASH")};
  if (index.sort_key.is_set()) keys.add(key(index.sort_key, "RANGE"));
  ddb::table::GlobalSecondaryIndex made{
      .index_name = index.name.value(),
      .key_schema = keys,
      .projection = dynamodb::projection(*this, index.name.text(), index.projection,
                                         state_->included_attributes),
      .contributor_insights_specification = dynamodb::insights(index.contributor_insights)};
  const Optional<Capacity>& table_read = state_->billing.read();
  if (table_read) {
    const Capacity& read = index.read_capacity ? *index.read_capacity : *table_read;
    const Capacity& write = index.write_capacity ? *index.write_capacity : *state_->billing.write();
    made.provisioned_throughput = throughput(read, write);
    add_scaling(index.name.text(), read, write);
  } else if (index.read_capacity || index.write_capacity) {
    error(codes::OT2308,
          "the index '" + std::string(index.name.text()) +
              "' has provisioned capacity, but the table is on demand",
          "give the table .billing = TableBilling::provisioned(…), or leave the capacity out");
  }
  resource_->props.global_secondary_indexes.add(made);
}

void Table::add_local_index(const LocalIndex& index) {
  if (refuses("an index")) return;
  dynamodb::remember_index(*this, index.name, state_->index_names);
  if (++state_->local_indexes == max_local_indexes + 1) {
    error(codes::OT2305, "the table has more than 5 local secondary indexes",
          "DynamoDB allows no more; use global ones");
  }
  if (!state_->has_sort_key) {
    error(codes::OT2306,
          "the local index '" + std::string(index.name.text()) + "' needs a table with a sort key",
          "give the table a .sort_key, or make it a global index");
  }
  const Node& table_keys = resource_->props.key_schema.node();
  List<ddb::table::KeySchema> keys;
  keys.add(Value<ddb::table::KeySchema>::from_node(table_keys.items[0]));
  keys.add(key(index.sort_key, "RANGE"));
  resource_->props.local_secondary_indexes.add(ddb::table::LocalSecondaryIndex{
      .index_name = index.name.value(),
      .key_schema = keys,
      .projection = dynamodb::projection(*this, index.name.text(), index.projection,
                                         state_->included_attributes)});
}

void Table::add_to_resource_policy(const PolicyStatement& statement) {
  if (refuses("a statement of its policy")) return;
  state_->resource_policy.add(statement);
  resource_->props.resource_policy =
      ddb::table::ResourcePolicy{.policy_document = state_->resource_policy.json()};
}

void Table::grant_read_data(Grantee& grantee) {
  state_->grants.push_back({&grantee, State::What::read, dynamodb::read_actions()});
}

void Table::grant_write_data(Grantee& grantee) {
  state_->grants.push_back({&grantee, State::What::write, dynamodb::write_actions()});
}

void Table::grant_read_write_data(Grantee& grantee) {
  grant_read_data(grantee);
  grant_write_data(grantee);
}

void Table::need_stream(std::string_view use) const {
  if (state_->has_stream || std::exchange(state_->is_told_of_stream, true)) return;
  error(codes::OT2311, std::string(use) + ", but the table has no stream",
        "give the table a .stream, e.g. StreamView::new_and_old_images");
}

void Table::grant_stream_read(Grantee& grantee) {
  if (!state_->has_stream && refuses("its stream without `stream_arn`")) return;
  need_stream("reading the stream is granted");
  state_->grants.push_back({&grantee, State::What::stream, {}});
}

void Table::grant(Grantee& grantee, const List<std::string>& actions) {
  state_->grants.push_back({&grantee, State::What::chosen, actions});
}

void Table::grant_key(Grantee& grantee, const List<std::string>& actions) const {
  state_->encryption_key.grant(grantee, actions,
                               concat("dynamodb.", stack().region(), ".", stack().url_suffix()));
}

// The policy of a table names it by `*`: it is a property of the table, which it must not need.
void Table::allow(Grantee& grantee, const List<std::string>& actions,
                  const List<std::string>& resources) {
  const Value<std::string> principal =
      iam::granted_besides(*this, grantee, {.actions = actions, .resources = resources});
  if (!principal.is_set()) return;
  add_to_resource_policy(
      {.actions = actions, .principals = PolicyPrincipal::aws(principal), .resources = {"*"}});
}

// Grants are written last, so that they name the indexes where there are any in the end.
void Table::finish() {
  for (const State::Grant& grant : state_->grants) {
    switch (grant.what) {
      case State::What::read:
      case State::What::chosen: {
        List<std::string> resources = {arn()};
        if (is_imported() || !state_->index_names.empty()) resources.add(index_arn("*"));
        allow(*grant.grantee, grant.actions, resources);
        break;
      }
      case State::What::write:
        allow(*grant.grantee, grant.actions, {arn()});
        break;
      case State::What::stream:
        grant.grantee->add_to_policy({.actions = {"dynamodb:DescribeStream", "dynamodb:GetRecords",
                                                  "dynamodb:GetShardIterator"},
                                      .resources = {stream_arn()}});
        // An event source mapping needs it, and it has no resource that it could be limited to.
        grant.grantee->add_to_policy({.actions = {"dynamodb:ListStreams"}, .resources = {"*"}});
        break;
    }
    if (grant.what == State::What::read || grant.what == State::What::stream) {
      grant_key(*grant.grantee, dynamodb::key_actions_of_readers());
    } else {
      grant_key(*grant.grantee, dynamodb::key_actions_of_writers());
    }
  }
}

cfn::dynamodb::Table& Table::resource() {
  if (refuses("resource()")) {
    resource_ =
        &add(ddb::TableProps{.id = primary(), .key_schema = List<ddb::table::KeySchema>::empty()});
  }
  return *resource_;
}

Value<std::string> Table::index_arn(std::string_view index_name) const {
  return concat(arn(), "/index/", index_name);
}

Value<std::string> Table::stream_arn() const {
  if (state_->stream_arn.is_set()) return state_->stream_arn;
  if (refuses("its stream without `stream_arn`")) return arn_;
  need_stream("the ARN of the stream is used");
  return resource_->attr_stream_arn();
}

Metric Table::metric(std::string_view metric_name) const {
  return dynamodb::metric(metric_name, {{"TableName", name_}});
}

Metric Table::metric_of(std::string_view operation, std::string_view metric_name) const {
  return dynamodb::metric(metric_name, {{"TableName", name_}, {"Operation", operation}});
}

Metric Table::metric_latency(std::string_view operation) const {
  return metric_of(operation, "SuccessfulRequestLatency");
}

Metric Table::metric_system_errors(std::string_view operation) const {
  return metric_of(operation, "SystemErrors").sum();
}

Metric Table::metric_throttled_requests(std::string_view operation) const {
  return metric_of(operation, "ThrottledRequests").sum();
}

}  // namespace omnitrack

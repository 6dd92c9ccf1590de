#pragma once

#include <string>
#include <vector>

#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack {

/// How reads in one region see the writes in another.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
enum class TableConsistency : std::uint8_t {
  eventual,  ///< within a second, usually
  strong,    ///< at once, in three regions, of which one can be a witness without reads and writes
};

/// A further region of a table; what is left out is as the table has it.
struct GlobalTableReplica {
  /// The region, e.g. `eu-west-1`.
  Required<Text, struct required_region> region;
  /// Which keys CloudWatch watches.
  Optional<ContributorInsights> contributor_insights = {};
  /// Whether the table refuses to be deleted there.
  Optional<Bool> deletion_protection = {};
  /// A Kinesis stream there that every change is copied to.
  Value<cfn::kinesis::StreamArn> kinesis_stream = {};
  /// The account's own key there, for tables with such an encryption.
  KeyLink kms_key = {};
  /// The most reads per second there, on demand.
  Value<std::int64_t> max_read_units = {};
  /// Whether the table can be restored there to any second of the recovery period.
  Optional<Bool> point_in_time_recovery = {};
  /// The read capacity there, for provisioned tables.
  Optional<Capacity> read_capacity = {};
  /// Who else may use the table there.
  PolicyDocument resource_policy = {};
  /// What storage costs there against throughput.
  Optional<TableClass> table_class = {};
  /// Tags of the table there.
  List<Tag> tags = {};
};

class GlobalTable;

/// Properties of a table of several regions.
struct GlobalTableProps {
  using Makes = GlobalTable;
  Id id;
  /// The partition key.
  Required<Attribute, struct required_partition_key> partition_key;
  /// How throughput is paid for; provisioned write capacity must follow the load.
  TableBilling billing = TableBilling::on_demand();
  /// How reads in one region see the writes in another; a change replaces the table.
  TableConsistency consistency = TableConsistency::eventual;
  /// Whether CloudWatch counts the keys that are used most.
  ContributorInsights contributor_insights = ContributorInsights::off;
  /// Whether the table refuses to be deleted; yes where it is left out, unless `removal_policy` is
  /// `destroy`.
  Optional<Bool> deletion_protection = {};
  /// The key that the table is encrypted with; an account's own is that of the stack's region.
  TableEncryption encryption = TableEncryption::aws_owned();
  /// Global secondary indexes, 20 at most.
  Items<GlobalIndex> global_indexes = {};
  /// A Kinesis stream in the stack's region that every change is copied to.
  Value<cfn::kinesis::StreamArn> kinesis_stream = {};
  /// Local secondary indexes, 5 at most; the table must have a sort key.
  Items<LocalIndex> local_indexes = {};
  /// Whether the table can be restored to any second of the recovery period.
  Bool point_in_time_recovery = true;
  /// How far back the table can be restored: 1 to 35 days; 35 where it is left out.
  CheckedNumber<
      detail::TimeBetween<1, 35, detail::a_table_can_be_restored_for_1_to_35_days, 86'400>>
      recovery_period_days = {};
  /// What happens to the data when the table leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// The regions beside the stack's own.
  Items<GlobalTableReplica> replicas = {};
  /// Who else may use the table in the stack's region.
  PolicyDocument resource_policy = {};
  /// The sort key.
  Attribute sort_key = {};
  /// What storage costs against throughput.
  TableClass table_class = TableClass::standard;
  /// The name, 3 to 255 letters, digits, underscores, hyphens and dots; made up by CloudFormation
  /// where it is left out.
  TableName table_name = {};
  /// Tags of the table in the stack's region.
  List<Tag> tags = {};
  /// The number attribute that holds the second of the epoch at which an item expires.
  AttributeName ttl_attribute = {};
  /// The region that only witnesses writes, with strong consistency and one replica.
  Text witness_region = {};
};

/// A DynamoDB table in several regions, each of which reads and writes:
/// AWS::DynamoDB::GlobalTable.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html
class GlobalTable final : public Construct, public Measured {
 public:
  GlobalTable(Attach at, const GlobalTableProps& props);
  GlobalTable(Attach at, const struct ImportedGlobalTableProps& props);

  /// A table of this stack's region and account that is made elsewhere; grants include its indexes.
  static GlobalTable& from_name(Construct& scope, const Id& id, const Value<std::string>& name,
                                const KeyLink& kms_key = {});

  /// Allows reading items and querying the table and its indexes, in the stack's region.
  void grant_read_data(Grantee& grantee) const;
  /// Allows putting, updating and deleting items in the stack's region.
  void grant_write_data(Grantee& grantee) const;
  /// Allows all that `grant_read_data` and `grant_write_data` do.
  void grant_read_write_data(Grantee& grantee) const;
  /// Allows reading the table's stream in the stack's region.
  void grant_stream_read(Grantee& grantee) const;
  /// Allows these actions on the table and its indexes in the stack's region.
  void grant(Grantee& grantee, const List<std::string>& actions) const;

  /// One of DynamoDB's metrics of the table, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many units of reads were consumed.
  [[nodiscard]] Metric metric_consumed_read_capacity() const {
    return metric("ConsumedReadCapacityUnits").sum();
  }
  /// How many units of writes were consumed.
  [[nodiscard]] Metric metric_consumed_write_capacity() const {
    return metric("ConsumedWriteCapacityUnits").sum();
  }
  /// How many milliseconds a write needs to reach another region.
  [[nodiscard]] Metric metric_replication_latency(std::string_view receiving_region) const;

  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The ARN in the stack's region.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The ARN in another region.
  [[nodiscard]] Value<std::string> replica_arn(std::string_view region) const;
  /// The ARN of the stream in the stack's region; an error where the table is made elsewhere.
  [[nodiscard]] Value<std::string> stream_arn() const;
  /// The table's own resource; an error where the table is made elsewhere.
  [[nodiscard]] cfn::dynamodb::GlobalTable& resource();

 private:
  void check(const GlobalTableProps& props) const;
  void check_regions(const GlobalTableProps& props) const;
  void add_indexes(const GlobalTableProps& props);
  void add_replica(const GlobalTableProps& props, const GlobalTableReplica& replica,
                   const Value<std::string>& region);
  void grant_key(Grantee& grantee, const List<std::string>& actions) const;

  cfn::dynamodb::GlobalTable* resource_ = nullptr;  // null where the table is made elsewhere
  Value<std::string> name_;
  Value<std::string> arn_;
  KeyLink kms_key_;
  bool has_indexes_ = true;
};

}  // namespace omnitrack

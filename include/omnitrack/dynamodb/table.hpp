#pragma once

#include <omnitrack/cfn/dynamodb.hpp>
#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack {

namespace detail {

inline void a_table_or_index_name_has_3_to_255_letters_digits_underscores_hyphens_or_dots() {}
inline void an_attribute_name_has_1_to_255_bytes() {}
inline void a_table_can_be_restored_for_1_to_35_days() {}
inline void the_target_of_scaled_capacity_is_20_to_90_percent() {}

struct TableNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.size() < 3 || name.size() > 255) return false;
    return has_only_letters_digits_and("_-.", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_table_or_index_name_has_3_to_255_letters_digits_underscores_hyphens_or_dots();
  }
};

struct AttributeNameRule {
  static constexpr bool fits(std::string_view name) { return !name.empty() && name.size() <= 255; }
  static constexpr void demand(bool fits) {
    if (!fits) an_attribute_name_has_1_to_255_bytes();
  }
};

}  // namespace detail

/// The types that a key attribute of a table can have.
enum class AttributeType : std::uint8_t { string, number, binary };

/// The name of a table: 3 to 255 letters, digits, underscores, hyphens and dots.
using TableName = CheckedText<detail::TableNameRule>;
/// The name of an index, of the same form.
using IndexName = CheckedText<detail::TableNameRule, struct required_name>;
/// The name of an attribute: 1 to 255 bytes.
using AttributeName = CheckedText<detail::AttributeNameRule>;

/// A key attribute of a table or an index, e.g. `{"PK"}` or `{"Year", AttributeType::number}`; none
/// by default.
class Attribute {
 public:
  /// None.
  constexpr Attribute() = default;
  /// By its name, 1 to 255 bytes, and its type.
  Attribute(const AttributeName& name, AttributeType type = AttributeType::string)
      : name_(name), type_(type) {}

  /// Whether there is one.
  [[nodiscard]] bool is_set() const { return name_.is_set(); }
  /// The name.
  [[nodiscard]] const AttributeName& name() const { return name_; }
  /// The type.
  [[nodiscard]] AttributeType type() const { return type_; }

 private:
  AttributeName name_;
  AttributeType type_ = AttributeType::string;
};

/// Which attributes of the table an index holds beside its keys and the table's.
class Projection {
 public:
  /// All of them.
  static Projection all();
  /// None.
  static Projection keys_only();
  /// These: 1 to 20, and 100 at most over all indexes of a table.
  static Projection include(const List<std::string>& attributes);

  /// `ALL`, `KEYS_ONLY` or `INCLUDE`.
  [[nodiscard]] std::string_view type() const { return type_; }
  /// The attributes of `include`.
  [[nodiscard]] const List<std::string>& attributes() const { return attributes_; }

 private:
  explicit Projection(std::string_view type) : type_(type) {}
  std::string_view type_;
  List<std::string> attributes_;
};

/// Bounds between which provisioned capacity follows the load.
struct CapacityRange {
  /// The most capacity units.
  Required<Value<std::int64_t>, struct required_max> max;
  /// The fewest capacity units, which the table also begins with.
  Required<Value<std::int64_t>, struct required_min> min;
  /// Seconds to wait after capacity was taken away before more is.
  Value<std::int64_t> scale_in_cooldown = {};
  /// Seconds to wait after capacity was added before more is.
  Value<std::int64_t> scale_out_cooldown = {};
  /// The percentage of the capacity to be used that is aimed at, 20 to 90.
  CheckedNumber<detail::Between<20, 90, detail::the_target_of_scaled_capacity_is_20_to_90_percent>>
      target_percent = 70;
};

/// The provisioned read or write capacity of a table or an index.
class Capacity {
 public:
  /// A number of capacity units.
  static Capacity fixed(const Value<std::int64_t>& units);
  /// As many capacity units as the load needs, between two bounds.
  static Capacity scaled(const CapacityRange& range);

  /// The units to begin with.
  [[nodiscard]] const Value<std::int64_t>& units() const { return range_.min; }
  /// Whether it follows the load.
  [[nodiscard]] bool is_scaled() const { return is_scaled_; }
  /// The bounds.
  [[nodiscard]] const CapacityRange& range() const { return range_; }

 private:
  Capacity(const CapacityRange& range, bool is_scaled) : range_(range), is_scaled_(is_scaled) {}
  CapacityRange range_;
  bool is_scaled_;
};

/// How the throughput of a table is paid for.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html
class TableBilling {
 public:
  /// By request; limited to so many request units per second where these are given.
  static TableBilling on_demand(const Value<std::int64_t>& max_read_units = {},
                                const Value<std::int64_t>& max_write_units = {});
  /// By provisioned capacity.
  static TableBilling provisioned(const Capacity& read, const Capacity& write);

  /// The read capacity; none on demand.
  [[nodiscard]] const Optional<Capacity>& read() const { return read_; }
  /// The write capacity; none on demand.
  [[nodiscard]] const Optional<Capacity>& write() const { return write_; }
  /// The limit of reads on demand.
  [[nodiscard]] const Value<std::int64_t>& max_read_units() const { return max_read_units_; }
  /// The limit of writes on demand.
  [[nodiscard]] const Value<std::int64_t>& max_write_units() const { return max_write_units_; }

 private:
  TableBilling() = default;
  Optional<Capacity> read_;
  Optional<Capacity> write_;
  Value<std::int64_t> max_read_units_;
  Value<std::int64_t> max_write_units_;
};

/// The key that a table is encrypted with.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
class TableEncryption {
 public:
  /// A key of DynamoDB's own, free of charge and seen by nobody.
  static TableEncryption aws_owned();
  /// The account's key `aws/dynamodb`, which AWS manages and CloudTrail logs the use of.
  static TableEncryption aws_managed();
  /// A key of the account; grants on the table then include its use.
  static TableEncryption customer_managed(const KeyLink& key);

  /// Whether it is a key in KMS that the account can see.
  [[nodiscard]] bool is_kms() const { return is_kms_; }
  /// The account's own key; not set for the other two kinds.
  [[nodiscard]] const KeyLink& key() const { return key_; }

 private:
  explicit TableEncryption(bool is_kms) : is_kms_(is_kms) {}
  bool is_kms_;
  KeyLink key_;
};

/// What the stream of a table holds of each item that changes.
enum class StreamView : std::uint8_t { none, keys_only, new_image, old_image, new_and_old_images };

/// What storage of a table costs against its throughput.
enum class TableClass : std::uint8_t { standard, standard_infrequent_access };

/// Which keys CloudWatch Contributor Insights watches.
enum class ContributorInsights : std::uint8_t { off, accessed_and_throttled_keys, throttled_keys };

/// A global secondary index: keys of its own, over all partitions.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
struct GlobalIndex {
  /// The name, 3 to 255 letters, digits, underscores, hyphens and dots.
  IndexName name;
  /// The partition key.
  Required<Attribute, struct required_partition_key> partition_key;
  /// Whether CloudWatch counts the keys that are used most.
  ContributorInsights contributor_insights = ContributorInsights::off;
  /// What the index holds.
  Projection projection = Projection::all();
  /// The read capacity, for provisioned tables; the table's where it is left out.
  Optional<Capacity> read_capacity = {};
  /// The sort key.
  Attribute sort_key = {};
  /// The write capacity, for provisioned tables; the table's where it is left out.
  Optional<Capacity> write_capacity = {};
};

/// A local secondary index: another sort key within each partition; made with the table alone.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html
struct LocalIndex {
  /// The name, 3 to 255 letters, digits, underscores, hyphens and dots.
  IndexName name;
  /// The sort key.
  Required<Attribute, struct required_sort_key> sort_key;
  /// What the index holds.
  Projection projection = Projection::all();
};

class Table;

/// Properties of a table.
struct TableProps {
  using Makes = Table;
  Id id;
  /// The partition key.
  Required<Attribute, struct required_partition_key> partition_key;
  /// How throughput is paid for.
  TableBilling billing = TableBilling::on_demand();
  /// Whether CloudWatch counts the keys that are used most.
  ContributorInsights contributor_insights = ContributorInsights::off;
  /// Whether the table refuses to be deleted; yes where it is left out, unless `removal_policy` is
  /// `destroy`.
  Optional<Bool> deletion_protection = {};
  /// The key that the table is encrypted with.
  TableEncryption encryption = TableEncryption::aws_owned();
  /// Global secondary indexes, 20 at most.
  Items<GlobalIndex> global_indexes = {};
  /// A Kinesis stream that every change is copied to.
  Value<cfn::kinesis::StreamArn> kinesis_stream = {};
  /// Local secondary indexes, 5 at most; the table must have a sort key.
  Items<LocalIndex> local_indexes = {};
  /// Whether the table can be restored to any second of the recovery period; not said where `{}` is
  /// given, and then it cannot.
  Optional<Bool> point_in_time_recovery = true;
  /// How far back the table can be restored: 1 to 35 days; 35 where it is left out.
  CheckedNumber<
      detail::TimeBetween<1, 35, detail::a_table_can_be_restored_for_1_to_35_days, 86'400>>
      recovery_period_days = {};
  /// What happens to the data when the table leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Who else may use the table.
  PolicyDocument resource_policy = {};
  /// The sort key.
  Attribute sort_key = {};
  /// What the stream holds of each change; no stream by default.
  StreamView stream = StreamView::none;
  /// What storage costs against throughput.
  TableClass table_class = TableClass::standard;
  /// The name, 3 to 255 letters, digits, underscores, hyphens and dots; made up by CloudFormation
  /// where it is left out.
  TableName table_name = {};
  /// Tags of the table.
  List<Tag> tags = {};
  /// The number attribute that holds the second of the epoch at which an item expires.
  AttributeName ttl_attribute = {};
};

/// What is known of a table that is made elsewhere, beside its ARN or name.
struct ImportedTable {
  /// The key that it is encrypted with; grants then include its use.
  KeyLink kms_key = {};
  /// The ARN of its stream.
  Value<std::string> stream_arn = {};
};

/// A DynamoDB table with its indexes: AWS::DynamoDB::Table, and for capacity that follows the load
/// AWS::ApplicationAutoScaling::ScalableTarget and AWS::ApplicationAutoScaling::ScalingPolicy.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.CoreComponents.html
class Table final : public Construct, public Measured {
 public:
  Table(Attach at, const TableProps& props);
  Table(Attach at, const struct ImportedTableProps& props);
  ~Table();

  /// A table of this stack's region and account that is made elsewhere; grants include its indexes.
  static Table& from_name(Construct& scope, const Id& id,
                          const Value<cfn::dynamodb::TableName>& name,
                          const ImportedTable& known = {});
  /// A table of any region and account that is made elsewhere; grants include its indexes.
  static Table& from_arn(Construct& scope, const Id& id, const Value<std::string>& arn,
                         const ImportedTable& known = {});

  /// Adds a global secondary index.
  void add_global_index(const GlobalIndex& index);
  /// Adds a local secondary index.
  void add_local_index(const LocalIndex& index);
  /// Adds a statement to the table's own policy.
  void add_to_resource_policy(const PolicyStatement& statement);

  /// Allows reading items and querying the table and its indexes.
  void grant_read_data(Grantee& grantee);
  /// Allows putting, updating and deleting items.
  void grant_write_data(Grantee& grantee);
  /// Allows all that `grant_read_data` and `grant_write_data` do.
  void grant_read_write_data(Grantee& grantee);
  /// Allows reading the table's stream.
  void grant_stream_read(Grantee& grantee);
  /// Allows these actions on the table and its indexes.
  void grant(Grantee& grantee, const List<std::string>& actions);

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
  /// How many milliseconds an operation took, e.g. `Query`; of those that succeeded.
  [[nodiscard]] Metric metric_latency(std::string_view operation) const;
  /// How many reads were throttled.
  [[nodiscard]] Metric metric_read_throttles() const { return metric("ReadThrottleEvents").sum(); }
  /// How many requests of an operation, e.g. `PutItem`, DynamoDB failed at.
  [[nodiscard]] Metric metric_system_errors(std::string_view operation) const;
  /// How many requests of an operation, e.g. `PutItem`, were throttled.
  [[nodiscard]] Metric metric_throttled_requests(std::string_view operation) const;
  /// How many writes were throttled.
  [[nodiscard]] Metric metric_write_throttles() const {
    return metric("WriteThrottleEvents").sum();
  }

  /// The name.
  [[nodiscard]] const Value<cfn::dynamodb::TableName>& name() const { return name_; }
  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The ARN of an index; `*` for all of them.
  [[nodiscard]] Value<std::string> index_arn(std::string_view index_name) const;
  /// The ARN of the stream; an error where there is none.
  [[nodiscard]] Value<std::string> stream_arn() const;
  /// The table's own resource; an error where the table is made elsewhere.
  [[nodiscard]] cfn::dynamodb::Table& resource();

 private:
  struct State;
  void finish() override;

  void check(const TableProps& props) const;
  [[nodiscard]] cfn::dynamodb::table::KeySchema key(const Attribute& attribute,
                                                    std::string_view type);
  [[nodiscard]] Metric metric_of(std::string_view operation, std::string_view metric_name) const;
  void add_scaling(std::string_view index, const Capacity& read, const Capacity& write);
  void allow(Grantee& grantee, const List<std::string>& actions,
             const List<std::string>& resources);
  void grant_key(Grantee& grantee, const List<std::string>& actions) const;

  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  // Whether the table is made elsewhere; then it is reported that this is asked of it.
  [[nodiscard]] bool refuses(std::string_view what) const;
  // Reports, once, that what reads the stream finds none.
  void need_stream(std::string_view use) const;

  State* state_;
  cfn::dynamodb::Table* resource_ = nullptr;  // null where the table is made elsewhere
  Value<cfn::dynamodb::TableName> name_;
  Value<std::string> arn_;
};

}  // namespace omnitrack

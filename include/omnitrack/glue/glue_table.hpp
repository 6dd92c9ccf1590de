#pragma once

#include <omnitrack/glue/column_type.hpp>
#include <omnitrack/glue/glue_database.hpp>

namespace omnitrack::cfn::glue {
class Table;  // defined in <omnitrack/cfn/glue.hpp>
}

namespace omnitrack {

class Bucket;

/// How the objects of a table are written.
/// https://docs.aws.amazon.com/athena/latest/ug/supported-serdes.html
enum class TableFormat : std::uint8_t { parquet, json, csv, tsv, orc, avro };

/// How Athena reckons the values of a partition key in place of asking the catalog for them.
/// https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
class PartitionProjection {
 public:
  /// One of these values.
  static PartitionProjection values(std::string_view column, const Items<Text>& values);
  /// Whole numbers from one to another, with so many digits where `digits` is not 0.
  static PartitionProjection integers(std::string_view column, KnownNumber from, KnownNumber to,
                                      KnownNumber interval = 1, KnownNumber digits = 0);
  /// Times in a range, e.g. `2024/01/01,NOW`, in a format such as `yyyy/MM/dd`; the step is needed
  /// where it is not a day or a month, e.g. `1` and `HOURS`.
  static PartitionProjection dates(std::string_view column, std::string_view range,
                                   std::string_view format, KnownNumber interval = 1,
                                   std::string_view unit = {});
  /// Whatever the query asks for.
  static PartitionProjection injected(std::string_view column);

  /// The partition key.
  [[nodiscard]] std::string_view column() const { return column_; }
  /// The parameters of the table.
  [[nodiscard]] const Map<std::string>& parameters() const { return parameters_; }

 private:
  explicit PartitionProjection(std::string_view column, std::string_view type);
  void set(std::string_view name, const Value<std::string>& value);
  Text column_;
  Map<std::string> parameters_;
};

class GlueTable;

/// Properties of a table.
struct GlueTableProps {
  using Makes = GlueTable;
  Id id;
  /// The bucket with its objects.
  Required<Link<Bucket>, struct required_bucket> bucket;
  /// The columns, beside those of `partition_keys`.
  Required<Items<GlueColumn>, struct required_columns> columns;
  /// The database.
  Required<Link<const GlueDatabase>, struct required_database> database;
  /// Whether the objects are compressed.
  Bool compressed = false;
  /// What it holds, 2,048 characters at most.
  Value<std::string> description = {};
  /// How the objects are written.
  TableFormat format = TableFormat::parquet;
  /// More parameters.
  Map<std::string> parameters = {};
  /// By what the objects are parted into folders, in this order.
  Items<GlueColumn> partition_keys = {};
  /// How Athena reckons the partitions: all keys, or none.
  Items<PartitionProjection> partition_projection = {};
  /// What the objects' keys begin with.
  Text prefix = {};
  /// What happens to the table when it leaves the stack; the data stays in any case.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// Parameters of what reads the rows, beside those of the format.
  Map<std::string> serde_parameters = {};
  /// The folders of partitions where they are not `key=value/`, e.g. `${day}/`; needs a projection.
  Text storage_template = {};
  /// Whether the data is in folders below those of the partitions.
  Bool stored_as_sub_directories = false;
  /// The name; made up by CloudFormation where it is left out.
  CatalogName table_name = {};
};

/// A table of the catalog whose data are objects of a bucket: AWS::Glue::Table.
/// https://docs.aws.amazon.com/glue/latest/dg/tables-described.html
class GlueTable final : public Construct {
 public:
  GlueTable(Attach at, const GlueTableProps& props);

  /// Allows actions on the catalog, the database and this table.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to read the table, in the catalog and in the bucket.
  void grant_read(Grantee& grantee);
  /// Allows to write the table's partitions and objects.
  void grant_write(Grantee& grantee);
  /// Allows all that `grant_read` and `grant_write` do.
  void grant_read_write(Grantee& grantee);

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The database.
  [[nodiscard]] const GlueDatabase& database() const { return database_; }
  /// How the objects are written.
  [[nodiscard]] TableFormat format() const { return format_; }
  /// What the objects' keys begin with.
  [[nodiscard]] const Text& prefix() const { return prefix_; }
  /// Where the objects are: `s3://bucket/prefix`.
  [[nodiscard]] const Value<std::string>& location() const { return location_; }
  /// The table's own resource.
  [[nodiscard]] cfn::glue::Table& resource() { return *resource_; }

 private:
  void check(const GlueTableProps& props) const;

  Bucket& bucket_;
  const GlueDatabase& database_;
  TableFormat format_;
  Text prefix_;
  Value<std::string> location_;
  cfn::glue::Table* resource_ = nullptr;
};

}  // namespace omnitrack

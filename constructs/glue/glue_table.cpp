#include "omnitrack/glue/glue_table.hpp"

#include <algorithm>
#include <string>

#include "catalog_actions.hpp"
#include <omnitrack/cfn/glue.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

namespace table = cfn::glue::table;

// What reads and writes the rows of a format.
// https://docs.aws.amazon.com/athena/latest/ug/supported-serdes.html
struct FormatClasses {
  std::string_view input;
  std::string_view output;
  std::string_view serde;
  std::string_view classification;
};

constexpr std::string_view text_input = "org.apache.hadoop.mapred.TextInputFormat";
constexpr std::string_view text_output =
    "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

constexpr FormatClasses format_classes[] = {
    {"org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
     "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
     "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe", "parquet"},
    {text_input, text_output, "org.openx.data.jsonserde.JsonSerDe", "json"},
    {text_input, text_output, "org.apache.hadoop.hive.serde2.OpenCSVSerde", "csv"},
    {text_input, text_output, "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe", "csv"},
    {"org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
     "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
     "org.apache.hadoop.hive.ql.io.orc.OrcSerde", "orc"},
    {"org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
     "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
     "org.apache.hadoop.hive.serde2.avro.AvroSerDe", "avro"},
};

List<table::Column> columns_of(const Items<GlueColumn>& columns) {
  List<table::Column> made;
  for (const GlueColumn& column : columns) {
    table::Column each{.name = column.name.text(), .type = column.type.text()};
    if (!column.comment.empty()) each.comment = column.comment.text();
    made.add(each);
  }
  return made;
}

Json table_parameters(const GlueTableProps& props, const Value<std::string>& location) {
  const auto& classes = format_classes[static_cast<std::size_t>(props.format)];
  Json made = Json::object({{"classification", classes.classification}, {"EXTERNAL", "TRUE"}});
  if (!props.partition_projection.empty()) {
    made.set("projection.enabled", "true");
    for (const PartitionProjection& each : props.partition_projection) {
      made.set_all(each.parameters());
    }
  }
  if (!props.storage_template.empty()) {
    made.set("storage.location.template", concat(location, props.storage_template.text()));
  }
  made.set_all(props.parameters);
  return made;
}

Json serde_parameters(const GlueTableProps& props) {
  Json made = Json::object({});
  if (props.format == TableFormat::tsv) made.set("field.delim", "\t");
  if (props.format == TableFormat::csv) made.set("separatorChar", ",");
  if (props.format == TableFormat::parquet || props.format == TableFormat::orc) {
    made.set("serialization.format", "1");
  }
  made.set_all(props.serde_parameters);
  return made;
}

table::TableInput table_input(const GlueTableProps& props, const Value<std::string>& location) {
  const auto& classes = format_classes[static_cast<std::size_t>(props.format)];
  table::StorageDescriptor storage{
      .columns = columns_of(props.columns),
      .compressed = bool(props.compressed),
      .input_format = classes.input,
      .location = location,
      .output_format = classes.output,
      .serde_info = table::SerdeInfo{.parameters = serde_parameters(props),
                                     .serialization_library = classes.serde},
  };
  if (props.stored_as_sub_directories) storage.stored_as_sub_directories = true;
  return {
      .description = props.description,
      .name = props.table_name.value(),
      .parameters = table_parameters(props, location),
      // Athena reads a table without the property, but cannot show how it was made.
      .partition_keys = props.partition_keys.empty() ? List<table::Column>::empty()
                                                     : columns_of(props.partition_keys),
      .storage_descriptor = storage,
      .table_type = table::TableInput::TableType::external_table,
  };
}

}  // namespace

GlueTable::GlueTable(Attach at, const GlueTableProps& props)
    : Construct(std::move(at)),
      bucket_(*props.bucket),
      database_(*props.database),
      format_(props.format),
      prefix_(props.prefix),
      location_(concat("s3://", bucket_.name(), "/", prefix_.text())) {
  resource_ = &add(cfn::glue::TableProps{
      .id = primary(),
      .catalog_id = database_.catalog_id(),
      .database_name = database_.name(),
      .table_input = table_input(props, location_),
  });
  resource_->set_removal_policy(props.removal_policy);
  check(props);
}

void GlueTable::check(const GlueTableProps& props) const {
  if (props.table_name.is_broken()) {
    error(codes::OT3722, "'" + std::string(props.table_name.text()) + "' is not a name for a table",
          "use 1 to 255 lower-case letters, digits and '_'");
  }
  if (props.columns.empty()) {
    error(codes::OT3723, "a table has no columns", "set `columns`");
  }
  for (const GlueColumn& key : props.partition_keys) {
    const bool is_column = std::any_of(
        props.columns.begin(), props.columns.end(),
        [&](const GlueColumn& column) { return column.name.text() == key.name.text(); });
    if (is_column) {
      error(codes::OT3724,
            "'" + std::string(key.name.text()) + "' is a column and a partition key as well",
            "leave it out of `columns`");
    }
    const bool is_projected = std::any_of(
        props.partition_projection.begin(), props.partition_projection.end(),
        [&](const PartitionProjection& each) { return each.column() == key.name.text(); });
    if (!props.partition_projection.empty() && !is_projected) {
      error(codes::OT3725,
            "Athena reckons the partitions, but not by '" + std::string(key.name.text()) + "'",
            "add it to `partition_projection`, which has all partition keys or none");
    }
  }
  // https://docs.aws.amazon.com/athena/latest/ug/tables-location-format.html
  if (!prefix_.empty() && (prefix_.text().back() != '/' || prefix_.text().front() == '/')) {
    error(codes::OT3726, "the prefix '" + std::string(prefix_.text()) + "' is not a folder's",
          "end it with a slash, and begin it with none");
  }
}

void GlueTable::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy(
      {.actions = actions, .resources = {database_.catalog_arn(), database_.arn(), arn()}});
}

void GlueTable::grant_read(Grantee& grantee) {
  grant(grantee, glue::read_actions());
  bucket_.grant_read(grantee, prefix_);
}

void GlueTable::grant_write(Grantee& grantee) {
  grant(grantee, glue::partition_actions());
  bucket_.grant_write(grantee, prefix_);
}

void GlueTable::grant_read_write(Grantee& grantee) {
  grant_read(grantee);
  grant_write(grantee);
}

Value<std::string> GlueTable::arn() const { return database_.table_arn(name()); }

Value<std::string> GlueTable::name() const { return resource_->ref(); }

}  // namespace omnitrack

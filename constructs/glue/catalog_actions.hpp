#pragma once

#include <string>

#include <omnitrack/list.hpp>

namespace omnitrack::glue {

/// The actions that read what the catalog knows of a database and its tables.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html
inline List<std::string> read_actions() {
  return {"glue:BatchGetPartition", "glue:GetDatabase", "glue:GetPartition",
          "glue:GetPartitions",     "glue:GetTable",    "glue:GetTableVersion",
          "glue:GetTableVersions",  "glue:GetTables"};
}

/// The actions that change tables and their partitions.
inline List<std::string> write_actions() {
  return {"glue:BatchCreatePartition", "glue:BatchDeletePartition", "glue:BatchUpdatePartition",
          "glue:CreatePartition",      "glue:CreateTable",          "glue:DeletePartition",
          "glue:DeleteTable",          "glue:UpdatePartition",      "glue:UpdateTable"};
}

/// The actions that change the partitions of a table that stays.
inline List<std::string> partition_actions() {
  return {"glue:BatchCreatePartition", "glue:BatchDeletePartition", "glue:BatchUpdatePartition",
          "glue:CreatePartition",      "glue:DeletePartition",      "glue:UpdatePartition",
          "glue:UpdateTable"};
}

}  // namespace omnitrack::glue

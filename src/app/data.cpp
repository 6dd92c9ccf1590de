#include "stack.hpp"

namespace omnitrack::app {

Table& add_data(Stack& stack, const Config& config) {
  Table& table = stack.add(TableProps{
      .id = "MainTable",
      .partition_key = {"PK"},
      .encryption = TableEncryption::aws_managed(),
      .global_indexes = {{.name = "GSI1",  // by type and timestamp
                          .partition_key = {"GSI1PK"},
                          .sort_key = {"GSI1SK"}},
                         {.name = "GSI2",  // by status and priority
                          .partition_key = {"GSI2PK"},
                          .sort_key = {"GSI2SK"}}},
      .sort_key = {"SK"},
      .stream = StreamView::new_and_old_images,
      .table_name = config.name("main"),
  });
  add_export(stack, config, "DynamoDBTableName", "Main table name", "TableName", table.name());
  add_export(stack, config, "DynamoDBTableArn", "Main table ARN", "TableArn", table.arn());
  return table;
}

}  // namespace omnitrack::app

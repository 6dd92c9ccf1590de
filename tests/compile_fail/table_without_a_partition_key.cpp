// says: a_required_property_is_left_out.*omnitrack::required_partition_key
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::TableProps{
      .id = "Table",
#ifndef MISTAKE
      .partition_key = {"PK", omnitrack::AttributeType::string},
#endif
      .table_name = "my-table",
  });
}

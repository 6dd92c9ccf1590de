// says: a_required_property_is_left_out.*omnitrack::required_name
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::TableProps{
      .id = "Table",
      .partition_key = {"PK"},
#ifdef MISTAKE
      .global_indexes = {{.partition_key = {"GSI1PK"}}},
#else
      .global_indexes = {{.name = "GSI1", .partition_key = {"GSI1PK"}}},
#endif
  });
}

#include "every_construct.hpp"

namespace every_construct {

void add_dynamodb(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(TableProps{.id = "Table", .partition_key = {"PK"}});
  stack.add(GlobalTableProps{.id = "GlobalTable", .partition_key = {"PK"}});
}

}  // namespace every_construct

// says: a_table_or_index_name_has_3_to_255_letters_digits_underscores_hyphens_or_dots
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::TableProps{
      .id = "Table",
      .partition_key = {"PK", omnitrack::AttributeType::string},
#ifdef MISTAKE
      .table_name = "my table",
#else
      .table_name = "my-table",
#endif
  });
}

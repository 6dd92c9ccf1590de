// A stack with data that is kept, and a stack with what uses it and can be thrown away: the table's
// name and ARN become an export of the one and an import of the other.

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

constexpr std::string_view count_orders = R"(import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handler(event, context):
    return {"orders": table.scan(Select="COUNT")["Count"]}
)";

Table& add_data(App& app) {
  auto& stack = app.add(StackProps{.id = "ShopData", .description = "The shop's data"});
  return stack.add(TableProps{.id = "Orders", .partition_key = {"OrderId"}});
}

void add_service(App& app, Table& orders) {
  auto& stack = app.add(StackProps{.id = "ShopService", .description = "What reads the orders"});
  auto& counter = stack.add(FunctionProps{
      .id = "CountOrders",
      .code = FunctionCode::inline_text(count_orders),
      .environment = {{"TABLE_NAME", orders.name()}},
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  orders.grant_read_data(counter);
}

void build(App& app) { add_service(app, add_data(app)); }

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }

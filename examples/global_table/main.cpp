// A table in three regions, and a function with a URL that reads and writes it.

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

constexpr std::string_view visit = R"(import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handler(event, context):
    item = table.update_item(
        Key={"Page": event["rawPath"], "Region": os.environ["AWS_REGION"]},
        UpdateExpression="ADD Visits :one",
        ExpressionAttributeValues={":one": 1},
        ReturnValues="ALL_NEW",
    )["Attributes"]
    return str(item["Visits"])
)";

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "Visits", .region = "eu-central-1"});
  auto& visits = stack.add(GlobalTableProps{
      .id = "Table",
      .partition_key = {"Page"},
      .replicas = {{.region = "us-east-1"}, {.region = "ap-northeast-1"}},
      .sort_key = {"Region"},
  });
  auto& counter = stack.add(FunctionProps{
      .id = "Counter",
      .code = FunctionCode::inline_text(visit),
      .environment = {{"TABLE_NAME", visits.name()}},
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  visits.grant_read_write_data(counter);
  stack.add(AlarmProps{
      .id = "Behind",
      .metric = visits.metric_replication_latency("us-east-1"),
      .threshold = 10'000,
      .evaluation_periods = 3,
  });
  auto& url = stack.add(FunctionUrlProps{.id = "Url", .function = counter});
  stack.add(OutputProps{.id = "Address", .value = url.url()});
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }

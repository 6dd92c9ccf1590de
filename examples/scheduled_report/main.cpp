// A report on each working day's morning, with what it says and how it went on a dashboard.

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

constexpr std::string_view write_report = R"(import datetime
import json
import os

import boto3


def handler(event, context):
    report = json.dumps({"orders": 12})
    key = datetime.date.today().isoformat() + ".json"
    boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key=key, Body=report)
    print(report)
)";

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "Reports", .description = "A report every morning"});
  auto& reports = stack.add(BucketProps{.id = "Reports"});
  auto& logs = stack.add(LogGroupProps{.id = "Logs"});
  auto& writer = stack.add(FunctionProps{
      .id = "Writer",
      .code = FunctionCode::inline_text(write_report),
      .environment = {{"BUCKET", reports.name()}},
      .handler = "index.handler",
      .log_group = logs,
      .runtime = Runtime::python3_13,
      .timeout = 60,
  });
  reports.grant_put(writer);
  stack.add(ScheduleProps{
      .id = "Mornings",
      .schedule = "cron(0 7 ? * MON-FRI *)",
      .target = writer,
      .time_zone = "Europe/Berlin",
  });

  auto& orders = logs.add_metric_filter({
      .id = "Orders",
      .metric_name = "Orders",
      .name_space = "Reports",
      .pattern = FilterPattern::number("$.orders", FilterComparison::greater_or_equal, 0),
      .value = "$.orders",
  });
  stack.add(DashboardProps{
      .id = "Board",
      .rows = {{GraphWidget{.left = {orders.metric()}, .title = "Orders", .width = 12},
                GraphWidget{.left = {writer.metric_errors()}, .title = "Errors", .width = 12}},
               {LogQueryWidget{.log_groups = {logs},
                               .query = "fields @timestamp, @message | limit 20",
                               .width = 24}}},
  });
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }

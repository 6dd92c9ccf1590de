#include "stack.hpp"
#include <omnitrack/cfn/cloudwatch.hpp>

namespace omnitrack::app {

namespace {

using cfn::cloudwatch::AlarmProps;
using cfn::cloudwatch::alarm::Dimension;

/// One metric with the bound that it must not pass.
struct Watch {
  std::string_view description;
  std::string_view name_space;
  std::string_view metric;
  List<Dimension> dimensions;
  AlarmProps::Statistic statistic;
  double above;
  std::int64_t minutes;
};

void add_alarm(Stack& stack, const Config& config, const Id& id, const Watch& watch) {
  List<std::string> actions;
  if (!config.alarm_topic_arn.empty()) actions.add(config.alarm_topic_arn);
  stack.add(AlarmProps{
      .id = id,
      .alarm_actions = actions,
      .alarm_description = watch.description,
      .alarm_name = config.name(id.text()),
      .comparison_operator = AlarmProps::ComparisonOperator::greater_than_threshold,
      .dimensions = watch.dimensions,
      .evaluation_periods = watch.minutes,
      .metric_name = watch.metric,
      .namespace_ = watch.name_space,
      .ok_actions = actions,
      .period = 60,
      .statistic = watch.statistic,
      .threshold = watch.above,
      .treat_missing_data = AlarmProps::TreatMissingData::not_breaching,
  });
}

void add_error_alarm(Stack& stack, const Config& config, const Id& id, std::string_view description,
                     const Function& function) {
  const List<Dimension> dimensions{{.name = "FunctionName", .value = function.name()}};
  add_alarm(stack, config, id,
            {description, "AWS/Lambda", "Errors", dimensions, AlarmProps::Statistic::sum, 0, 5});
}

}  // namespace

void add_alarms(Stack& stack, const Config& config, const Watched& watched) {
  using Statistic = AlarmProps::Statistic;
  const List<Dimension> table{{.name = "TableName", .value = watched.table.name()}};
  const List<Dimension> api{{.name = "ApiName", .value = config.name("api")},
                            {.name = "Stage", .value = watched.api.stage_name()}};
  const List<Dimension> cache{{.name = "CacheClusterId", .value = watched.cache_node}};
  add_alarm(stack, config, "TableReadsThrottled",
            {"Reads of the main table are throttled", "AWS/DynamoDB", "ReadThrottleEvents", table,
             Statistic::sum, 0, 5});
  add_alarm(stack, config, "TableWritesThrottled",
            {"Writes to the main table are throttled", "AWS/DynamoDB", "WriteThrottleEvents", table,
             Statistic::sum, 0, 5});
  add_alarm(stack, config, "ApiServerErrors",
            {"The REST API answers more than 1 % of its calls by a server error", "AWS/ApiGateway",
             "5XXError", api, Statistic::average, 0.01, 5});
  add_alarm(stack, config, "ApiLatency",
            {"The REST API takes more than 3 s on average", "AWS/ApiGateway", "Latency", api,
             Statistic::average, 3000, 5});
  add_alarm(stack, config, "CacheCpu",
            {"Redis needs more than 80 % of its processor", "AWS/ElastiCache",
             "EngineCPUUtilization", cache, Statistic::average, 80, 15});
  add_alarm(stack, config, "CacheMemory",
            {"Redis uses more than 90 % of its memory", "AWS/ElastiCache",
             "DatabaseMemoryUsagePercentage", cache, Statistic::average, 90, 15});
  add_error_alarm(stack, config, "CacheHealthErrors", "The health check of the cache fails to run",
                  watched.health);
  if (watched.simulation != nullptr) {
    add_error_alarm(stack, config, "SimulationResultsErrors",
                    "The function of simulation results fails", *watched.simulation);
  }
}

}  // namespace omnitrack::app

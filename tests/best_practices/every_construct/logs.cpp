#include "every_construct.hpp"

namespace every_construct {

void add_logs(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& logs = stack.add(LogGroupProps{.id = "LogGroup"});
  MetricFilter& slow = logs.add_metric_filter({.id = "Slow",
                                               .metric_name = "SlowPages",
                                               .name_space = "Shop",
                                               .pattern = FilterPattern::all_terms({"SLOW"})});
  stack.add(OutputProps{.id = "SlowPages", .value = slow.resource().ref()});
  SubscriptionFilter& copied = logs.add_subscription({.id = "Copied", .destination = in.function});
  copied.depends_on(logs);
  stack.add(LogDeliveryProps{
      .id = "Requests",
      .destination = logs,
      .source = Distribution::from_attributes(
          stack, "Site", {.distribution_id = "E1ABCDEF", .domain_name = "d1.cloudfront.net"}),
  });
  stack.add(QueryDefinitionProps{
      .id = "LastEvents", .name = "shop/last", .query = "fields @message | limit 20"});
}

}  // namespace every_construct

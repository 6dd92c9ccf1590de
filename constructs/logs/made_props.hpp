#pragma once

#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/logs/metric_filter.hpp>
#include <omnitrack/logs/subscription_filter.hpp>

namespace omnitrack {

/// What a log group makes a metric filter of.
struct MadeMetricFilterProps {
  using Makes = MetricFilter;
  Id id;
  const LogGroup& log_group;
  const MetricFilterProps& props;
};

/// What a log group makes a subscription of.
struct MadeSubscriptionFilterProps {
  using Makes = SubscriptionFilter;
  Id id;
  const LogGroup& log_group;
  const SubscriptionFilterProps& props;
};

}  // namespace omnitrack

#pragma once

#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {

/// A visitor that bounds how long log groups keep their events:
/// `app.add_visitor(LogRetention{.least = RetentionDays::three_months, .most =
/// RetentionDays::one_year})`. One that keeps them for ever has no bound, so it is reported where
/// there is a `most`.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
struct LogRetention {
  /// The retention of log groups that say none; they keep their events for ever where it is left
  /// out.
  Retention default_retention = {};
  /// The least number of days.
  Retention least = {};
  /// The greatest number of days.
  Retention most = {};
  /// Whether it warns only, so that a log group can be acknowledged.
  Bool only_warns = false;

  /// Looks at a resource.
  void operator()(Resource& resource) const;
};

}  // namespace omnitrack

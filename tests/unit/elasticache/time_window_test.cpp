#include <gtest/gtest.h>

#include <omnitrack/elasticache/node_type.hpp>
#include <omnitrack/elasticache/time_window.hpp>

namespace omnitrack {
namespace {

using detail::CacheNodeTypeRule;
using detail::MaintenanceWindowRule;
using detail::SnapshotWindowRule;

TEST(MaintenanceWindow, IsAnHourOfTheWeekAtLeast) {
  static_assert(MaintenanceWindowRule::fits("sun:05:00-sun:06:00"));
  static_assert(MaintenanceWindowRule::fits("sun:23:30-mon:00:30"));
  static_assert(MaintenanceWindowRule::fits("fri:22:00-sat:06:00"));
  static_assert(!MaintenanceWindowRule::fits("sun:05:00-sun:05:59"));
  static_assert(!MaintenanceWindowRule::fits("sun:05:00-sun:05:00"));
  static_assert(!MaintenanceWindowRule::fits("Sun:05:00-Sun:06:00"));
  static_assert(!MaintenanceWindowRule::fits("sun:24:00-mon:01:00"));
  static_assert(!MaintenanceWindowRule::fits("sun:5:00-sun:6:00"));
  static_assert(!MaintenanceWindowRule::fits("05:00-06:00"));
  static_assert(!MaintenanceWindowRule::fits("sun:05:00"));
  static_assert(!MaintenanceWindowRule::fits(""));
}

TEST(SnapshotWindow, IsAnHourOfTheDayAtLeast) {
  static_assert(SnapshotWindowRule::fits("03:00-04:00"));
  static_assert(SnapshotWindowRule::fits("23:30-00:30"));
  static_assert(!SnapshotWindowRule::fits("03:00-03:59"));
  static_assert(!SnapshotWindowRule::fits("03:00-04:60"));
  static_assert(!SnapshotWindowRule::fits("3:00-4:00"));
  static_assert(!SnapshotWindowRule::fits("sun:03:00-sun:04:00"));
}

TEST(CacheNodeType, HasAFamilyAndASize) {
  static_assert(CacheNodeTypeRule::fits("cache.t3.micro"));
  static_assert(CacheNodeTypeRule::fits("cache.r7g.large"));
  static_assert(CacheNodeTypeRule::fits("cache.r6gd.16xlarge"));
  static_assert(CacheNodeTypeRule::fits("cache.m7g.xlarge"));
  static_assert(!CacheNodeTypeRule::fits("t3.micro"));
  static_assert(!CacheNodeTypeRule::fits("cache.t3"));
  static_assert(!CacheNodeTypeRule::fits("cache.t3."));
  static_assert(!CacheNodeTypeRule::fits("cache.t3.mirco"));
  static_assert(!CacheNodeTypeRule::fits("cache.T3.micro"));
  static_assert(!CacheNodeTypeRule::fits("cache.micro.t3"));
  static_assert(!CacheNodeTypeRule::fits("cache.t3.2xlarge.search"));
}

}  // namespace
}  // namespace omnitrack

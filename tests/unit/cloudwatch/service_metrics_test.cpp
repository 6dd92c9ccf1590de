#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticache/redis_cluster.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing_support::compact_template;
using testing_support::object_at;

class ServiceMetricsTest : public testing::Test {
 protected:
  App app;
  Stack& stack = app.add(StackProps{.id = "Demo"});

  // What an alarm on a metric says of it.
  std::string alarm_on(const Metric& metric) {
    metric.create_alarm(stack, {.id = "Alarm", .threshold = 1});
    return object_at(compact_template(app), "Alarm");
  }
  static void expect_in(const std::string& text, std::string_view wanted) {
    EXPECT_NE(text.find(wanted), std::string::npos) << text;
  }
};

TEST_F(ServiceMetricsTest, those_of_a_table_are_by_its_name) {
  auto& table = stack.add(TableProps{.id = "Table", .partition_key = {"PK"}});
  const std::string text = alarm_on(table.metric_read_throttles());
  expect_in(text, R"("MetricName":"ReadThrottleEvents")");
  expect_in(text, R"("Dimensions":[{"Name":"TableName","Value":{"Ref":"Table"}}])");
  expect_in(text, R"("Statistic":"Sum")");
}

TEST_F(ServiceMetricsTest, those_of_a_tables_requests_are_by_their_operation) {
  auto& table = Table::from_name(stack, "Theirs", "orders");
  const std::string text = alarm_on(table.metric_latency("Query"));
  expect_in(text, R"("Namespace":"AWS/DynamoDB")");
  expect_in(text, R"("MetricName":"SuccessfulRequestLatency")");
  expect_in(text, R"({"Name":"TableName","Value":"orders"})");
  expect_in(text, R"({"Name":"Operation","Value":"Query"})");
  expect_in(text, R"("Statistic":"Average")");
}

TEST_F(ServiceMetricsTest, those_of_a_buckets_size_are_of_a_day) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  const std::string text = alarm_on(bucket.metric_bytes());
  expect_in(text, R"("Namespace":"AWS/S3")");
  expect_in(text, R"({"Name":"StorageType","Value":"StandardStorage"})");
  expect_in(text, R"("Period":86400)");
}

TEST_F(ServiceMetricsTest, those_of_a_buckets_requests_are_by_what_counts_them) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket", .metrics = {{.id = "All"}}});
  const std::string text = alarm_on(bucket.metric_requests("5xxErrors", "All").sum());
  expect_in(text, R"({"Name":"BucketName","Value":{"Ref":"Bucket"}})");
  expect_in(text, R"({"Name":"FilterId","Value":"All"})");
}

TEST_F(ServiceMetricsTest, those_of_a_cache_are_of_a_node) {
  const auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& single =
      stack.add(RedisClusterProps{.id = "Single", .node_type = "cache.t3.micro", .vpc = vpc});
  auto& group = stack.add(RedisClusterProps{
      .id = "Group", .node_type = "cache.t3.micro", .vpc = vpc, .replication = {{.replicas = 1}}});
  single.metric_evictions().create_alarm(stack, {.id = "Evictions", .threshold = 0});
  group.metric("ReplicationLag", 2).create_alarm(stack, {.id = "Lag", .threshold = 5});
  const std::string text = compact_template(app);
  expect_in(object_at(text, "Evictions"),
            R"("Dimensions":[{"Name":"CacheClusterId","Value":{"Ref":"Single"}}])");
  expect_in(object_at(text, "Lag"), R"("Value":{"Fn::Sub":"${GroupReplicationGroup}-002"})");
}

TEST_F(ServiceMetricsTest, those_of_a_client_are_by_its_pool_too) {
  auto& pool = stack.add(UserPoolProps{.id = "Pool"});
  const std::string text = alarm_on(pool.add_client({.id = "Web"}).metric_sign_ins());
  expect_in(text, R"("Namespace":"AWS/Cognito")");
  expect_in(text, R"({"Name":"UserPool","Value":{"Ref":"Pool"}})");
  expect_in(text, R"({"Name":"UserPoolClient","Value":{"Ref":"PoolWeb"}})");
}

}  // namespace
}  // namespace omnitrack

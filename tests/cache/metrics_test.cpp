#include <cstdlib>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "on_redis.hpp"
#include "threads.hpp"
#include <omnitrack/cache/metrics.hpp>

namespace omnitrack::cache_test {
namespace {

using cache::Durations;
using cache::EmfOptions;
using cache::Metrics;
using cache::OperationMetrics;
using nlohmann::json;
using std::chrono::microseconds;
using std::chrono::nanoseconds;

TEST(MeasuredDurations, LieInTheBucketThatTheirBoundEnds) {
  for (std::size_t i = 0; i + 1 < Durations::buckets; ++i) {
    EXPECT_EQ(Durations::bucket_of(Durations::bound(i)), i);
    EXPECT_EQ(Durations::bucket_of(Durations::bound(i) + nanoseconds(1)), i + 1);
    if (i > 0) {
      // So a quantile is at most an eighth off.
      EXPECT_LE(Durations::bound(i).count(), Durations::bound(i - 1).count() * 5 / 4);
    }
  }
  EXPECT_EQ(Durations::bucket_of(nanoseconds(0)), 0U);
  EXPECT_EQ(Durations::bucket_of(nanoseconds(-5)), 0U);
  EXPECT_EQ(Durations::bucket_of(nanoseconds::max()), Durations::buckets - 1);
}

TEST(MeasuredDurations, HaveQuantiles) {
  Durations durations;
  EXPECT_EQ(durations.quantile(0.5), nanoseconds(0));
  for (int i = 0; i < 99; ++i) ++durations.counts[Durations::bucket_of(microseconds(100))];
  ++durations.counts[Durations::bucket_of(std::chrono::seconds(100))];
  EXPECT_NEAR(static_cast<double>(durations.quantile(0.5).count()), 100'000, 12'500);
  EXPECT_EQ(durations.quantile(0.99), durations.quantile(0));
  EXPECT_EQ(durations.quantile(1), Durations::bound(Durations::buckets - 2));
}

/// Metrics of which everything is known.
Metrics some_metrics() {
  Metrics metrics{.begin = at(1'000), .end = at(2'000)};
  metrics.statistics.hits = 3;
  metrics.statistics.local_hits = 1;
  metrics.statistics.misses = 2;
  metrics.statistics.connections_open = 4;
  OperationMetrics gets{.name = "GET"};
  gets.durations.counts[0] = 2;
  gets.durations.sum = nanoseconds(1'500);
  OperationMetrics lost{.name = "SET", .error = ErrorCode::connection_lost};
  lost.durations.counts[1] = 1;
  OperationMetrics busy{.name = "SET", .error = ErrorCode::busy};
  busy.durations.counts[Durations::buckets - 1] = 7;
  metrics.operations = {gets, lost, busy};
  metrics.connections_idle = 1;
  metrics.connections_max = 8;
  metrics.breaker_openings = 1;
  metrics.host = "cache.example";
  metrics.port = 6380;
  return metrics;
}

TEST(EmbeddedMetricFormat, IsALineOfEveryMetric) {
  const EmfOptions options{
      .metric_namespace = "Shop",
      .dimensions = {{"FunctionName", "orders"}},
      .trace = "Root=1-5759e988-bd862e3fe1be46a994272793",
  };
  EXPECT_EQ(
      value(to_emf(some_metrics(), options)),
      R"({"_aws":{"Timestamp":2000,"CloudWatchMetrics":[{"Namespace":"Shop",)"
      R"("Dimensions":[["FunctionName"]],"Metrics":[{"Name":"Hits","Unit":"Count"},)"
      R"({"Name":"Misses","Unit":"Count"},{"Name":"Stale","Unit":"Count"},)"
      R"({"Name":"Rejected","Unit":"Count"},{"Name":"Computed","Unit":"Count"},)"
      R"({"Name":"Errors","Unit":"Count"},{"Name":"LocalHits","Unit":"Count"},)"
      R"({"Name":"LocalDrops","Unit":"Count"},{"Name":"RedisOperations","Unit":"Count"},)"
      R"({"Name":"RedisFailures","Unit":"Count"},{"Name":"ConnectionsMade","Unit":"Count"},)"
      R"({"Name":"ConnectionsOpen","Unit":"Count"},{"Name":"BreakerOpenings","Unit":"Count"},)"
      R"({"Name":"BreakersOpen","Unit":"Count"},{"Name":"RedisLatency","Unit":"Milliseconds"}]}]},)"
      R"("FunctionName":"orders","Hits":3,"Misses":2,"Stale":0,"Rejected":0,"Computed":0,)"
      R"("Errors":0,"LocalHits":1,"LocalDrops":0,"RedisOperations":2,"RedisFailures":8,"ConnectionsMade":0,)"
      R"("ConnectionsOpen":4,"BreakerOpenings":1,"BreakersOpen":0,)"
      R"("RedisLatency":[0.000512,0.000512],)"
      R"("xrayTraceId":"Root=1-5759e988-bd862e3fe1be46a994272793"})");
}

TEST(EmbeddedMetricFormat, HasAHundredLatenciesAtMostWhichStandForAll) {
  Metrics metrics = some_metrics();
  metrics.operations[0].durations.counts[0] = 900'000;
  metrics.operations[0].durations.counts[40] = 100'000;
  const json line = json::parse(value(to_emf(metrics, {.metric_namespace = "Shop"})));
  EXPECT_EQ(line["RedisOperations"], 1'000'000);
  const auto latencies = line["RedisLatency"].get<std::vector<double>>();
  ASSERT_EQ(latencies.size(), 100U);
  EXPECT_EQ(std::count_if(latencies.begin(), latencies.end(), [](double l) { return l > 0.001; }),
            10);
}

TEST(EmbeddedMetricFormat, SaysNothingOfLatencyWithoutOperations) {
  const json line = json::parse(value(to_emf(Metrics{}, {.metric_namespace = "Shop"})));
  EXPECT_FALSE(line.contains("RedisLatency"));
  EXPECT_FALSE(line.contains("xrayTraceId"));
  EXPECT_EQ(line["_aws"]["CloudWatchMetrics"][0]["Dimensions"], json::parse("[[]]"));
}

TEST(EmbeddedMetricFormat, EscapesTexts) {
  const std::string odd = "a \"quoted\" \\ text\n\x01 \xc3\xa9";
  const json line = json::parse(value(
      to_emf(Metrics{}, {.metric_namespace = odd, .dimensions = {{odd, odd}}, .trace = odd})));
  EXPECT_EQ(line["_aws"]["CloudWatchMetrics"][0]["Namespace"], odd);
  EXPECT_EQ(line[odd], odd);
  EXPECT_EQ(line["xrayTraceId"], odd);
}

TEST(EmbeddedMetricFormat, RefusesWhatCloudWatchWould) {
  const std::vector<EmfOptions::Dimension> many(31, {"name", "value"});
  const std::vector<EmfOptions> wrong = {
      {.metric_namespace = ""},
      {.metric_namespace = "AWS/Lambda"},
      {.metric_namespace = ":colon"},
      {.metric_namespace = std::string(256, 'x')},
      {.metric_namespace = "\xff"},
      {.metric_namespace = "Shop", .dimensions = {{"", "value"}}},
      {.metric_namespace = "Shop", .dimensions = {{"name", ""}}},
      {.metric_namespace = "Shop", .dimensions = {{"name", "\xff"}}},
      {.metric_namespace = "Shop", .dimensions = {{"Hits", "value"}}},
      {.metric_namespace = "Shop", .dimensions = {{"_aws", "value"}}},
      {.metric_namespace = "Shop", .dimensions = many},
  };
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    EXPECT_EQ(error(to_emf(Metrics{}, wrong[i])), ErrorCode::invalid_configuration) << i;
  }
}

/// The metric of a name in a request of OpenTelemetry's protocol.
json metric_of(const std::string& request, const std::string& name) {
  const json parsed = json::parse(request);
  for (const json& each : parsed["resourceMetrics"][0]["scopeMetrics"][0]["metrics"]) {
    if (each["name"] == name) return each;
  }
  return nullptr;
}

/// The attributes of a data point.
json attributes_of(const json& point) {
  json attributes = json::object();
  for (const json& each : point["attributes"]) {
    attributes[each["key"].get<std::string>()] = each["value"].items().begin().value();
  }
  return attributes;
}

TEST(OpenTelemetry, HasDurationsByTheConventions) {
  const json metric = metric_of(to_otlp(some_metrics()), "db.client.operation.duration");
  EXPECT_EQ(metric["unit"], "s");
  EXPECT_EQ(metric["histogram"]["aggregationTemporality"], 2);
  const json& points = metric["histogram"]["dataPoints"];
  ASSERT_EQ(points.size(), 3U);
  EXPECT_EQ(attributes_of(points[0]), json({{"db.system.name", "redis"},
                                            {"db.operation.name", "GET"},
                                            {"server.address", "cache.example"},
                                            {"server.port", "6380"}}));
  EXPECT_EQ(points[0]["startTimeUnixNano"], "1000000000");
  EXPECT_EQ(points[0]["timeUnixNano"], "2000000000");
  EXPECT_EQ(points[0]["count"], "2");
  EXPECT_EQ(points[0]["sum"], 1.5e-06);
  EXPECT_EQ(points[0]["bucketCounts"].size(), points[0]["explicitBounds"].size() + 1);
  EXPECT_EQ(points[0]["bucketCounts"][0], "2");
  EXPECT_EQ(points[0]["explicitBounds"][0], 1.024e-06);
  EXPECT_EQ(attributes_of(points[1])["error.type"], "connection_lost");
}

TEST(OpenTelemetry, HasTheConnectionsByTheConventions) {
  const std::string request = to_otlp(some_metrics());
  const json counts = metric_of(request, "db.client.connection.count")["sum"];
  EXPECT_EQ(counts["isMonotonic"], false);
  EXPECT_EQ(attributes_of(counts["dataPoints"][0]),
            json({{"db.client.connection.pool.name", "cache.example:6380"},
                  {"db.client.connection.state", "idle"}}));
  EXPECT_EQ(counts["dataPoints"][0]["asInt"], "1");
  EXPECT_EQ(counts["dataPoints"][1]["asInt"], "3");
  EXPECT_EQ(metric_of(request, "db.client.connection.max")["sum"]["dataPoints"][0]["asInt"], "8");
  EXPECT_EQ(metric_of(request, "db.client.connection.timeouts")["sum"]["dataPoints"][0]["asInt"],
            "7");
}

TEST(OpenTelemetry, HasTheCachesOwnFigures) {
  const std::string request = to_otlp(some_metrics());
  const json hits = metric_of(request, "omnitrack.cache.hits");
  ASSERT_EQ(hits["sum"]["dataPoints"].size(), 2U);
  EXPECT_EQ(hits["sum"]["dataPoints"][0]["asInt"], "2");
  EXPECT_EQ(hits["sum"]["dataPoints"][1]["asInt"], "1");
  EXPECT_EQ(hits["sum"]["dataPoints"][1]["attributes"],
            json::parse(R"([{"key":"omnitrack.cache.level","value":{"stringValue":"local"}}])"));
  EXPECT_EQ(hits["sum"]["isMonotonic"], true);
  EXPECT_EQ(metric_of(request, "omnitrack.cache.breaker.openings")["sum"]["dataPoints"][0]["asInt"],
            "1");
}

class Measured : public OnRedis {
 protected:
  void SetUp() override {
    OnRedis::SetUp();
    configuration.measure = true;
  }
  /// How many operations of a name there were.
  std::uint64_t count_of(std::string_view name, std::optional<ErrorCode> error = std::nullopt) {
    for (const OperationMetrics& each : cache().metrics().operations) {
      if (each.name == name && each.error == error) return each.durations.count();
    }
    return 0;
  }
};

TEST_F(Measured, OperationsAreCountedByTheirCommand) {
  value(cache().set("k", "v"));
  value(cache().get("k"));
  value(cache().get("nothing"));
  value(cache().remove("k"));
  const std::vector<std::string_view> keys = {"a", "b", "c"};
  cache().get_many(keys);
  value(cache().cache_session("u-1", {"data", at(1)}));
  EXPECT_EQ(count_of("SET"), 1U);
  EXPECT_EQ(count_of("GET"), 2U);
  EXPECT_EQ(count_of("UNLINK"), 1U);
  EXPECT_EQ(count_of("BATCH"), 1U);
  EXPECT_EQ(count_of("EVALSHA"), 1U);
  const Metrics metrics = cache().metrics();
  EXPECT_EQ(metrics.statistics.hits, 1U);
  EXPECT_EQ(metrics.connections_idle, 1U);
  EXPECT_EQ(metrics.connections_max, configuration.max_connections);
  for (const OperationMetrics& each : metrics.operations) {
    EXPECT_GT(each.durations.sum.count(), 0) << each.name;
  }
}

TEST_F(Measured, FailuresAreCountedByTheirCode) {
  redis().command({"RPUSH", "omnitrack:k", "a list"});
  value(cache().get("k"));
  EXPECT_EQ(count_of("GET", ErrorCode::server_error), 1U);
  server().kill();
  while (!error(cache().get("k")).has_value() ||
         error(cache().get("k")) != ErrorCode::unavailable) {
  }
  EXPECT_GE(count_of("GET", ErrorCode::unavailable), 1U);
  EXPECT_EQ(cache().metrics().breaker_openings, 1U);
  EXPECT_EQ(cache().metrics().breakers_open, 1U);
  server().restart();
  ASSERT_TRUE(becomes_true([&] { return cache().get("k").has_value(); }));
  EXPECT_EQ(cache().metrics().breakers_open, 0U);
}

TEST_F(Measured, TheDifferenceIsWhatCameSince) {
  value(cache().set("k", "v"));
  value(cache().get("k"));
  const Metrics before = cache().metrics();
  value(cache().get("k"));
  const Metrics since = difference(cache().metrics(), before);
  EXPECT_EQ(since.begin, before.end);
  EXPECT_EQ(since.statistics.hits, 1U);
  EXPECT_EQ(since.statistics.connections_made, 0U);
  EXPECT_EQ(since.statistics.connections_open, 1U);
  ASSERT_EQ(since.operations.size(), 1U);
  EXPECT_EQ(since.operations[0].name, "GET");
  EXPECT_EQ(since.operations[0].durations.count(), 1U);
}

TEST_F(Measured, NothingIsTimedUnlessItIsAskedFor) {
  configuration.measure = false;
  value(cache().set("k", "v"));
  value(cache().get("k"));
  EXPECT_TRUE(cache().metrics().operations.empty());
  EXPECT_EQ(cache().metrics().statistics.hits, 1U);
}

TEST_F(Measured, EventsHaveTheirTrace) {
  std::vector<std::string> traces;
  configuration.trace = cache::lambda_trace;
  configuration.log = [&](const LogEvent& event) { traces.emplace_back(event.trace); };
  redis().command({"SET", "omnitrack:k", "of another program"});
  setenv("_X_AMZN_TRACE_ID", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1", 1);
  value(cache().get("k"));
  unsetenv("_X_AMZN_TRACE_ID");
  value(cache().get("k"));
  EXPECT_EQ(traces,
            (std::vector<std::string>{"Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1", ""}));
}

}  // namespace
}  // namespace omnitrack::cache_test

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "json_text.hpp"
#include <omnitrack/cache/metrics.hpp>

// The protocol writes numbers of 64 bits as texts.
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding

namespace omnitrack::cache {

namespace {

constexpr int cumulative = 2;
constexpr std::uint16_t default_port = 6379;

struct Attribute {
  std::string_view name;
  std::string_view text;
  /// Stands where there is no text.
  std::uint16_t number = 0;
};

std::string attributes(std::initializer_list<Attribute> given) {
  std::vector<std::string> texts;
  for (const Attribute& each : given) {
    if (!each.text.empty()) {
      texts.push_back(fmt::format(R"({{"key":"{}","value":{{"stringValue":{}}}}})", each.name,
                                  json_text(each.text)));
    } else if (each.number != 0) {
      texts.push_back(
          fmt::format(R"({{"key":"{}","value":{{"intValue":"{}"}}}})", each.name, each.number));
    }
  }
  return fmt::format(R"("attributes":[{}])", fmt::join(texts, ","));
}

class OtlpWriter {
 public:
  explicit OtlpWriter(const Metrics& metrics)
      : metrics_(metrics),
        times_(fmt::format(R"("startTimeUnixNano":"{}","timeUnixNano":"{}")",
                           nanoseconds(metrics.begin), nanoseconds(metrics.end))),
        pool_(fmt::format("{}:{}", metrics.host, metrics.port)) {}

  std::string write() {
    add_operations();
    add_connections();
    const Statistics& of = metrics_.statistics;
    add_sum("omnitrack.cache.hits", "{value}", true,
            {point(of.hits - of.local_hits, {{"omnitrack.cache.level", "redis"}}),
             point(of.local_hits, {{"omnitrack.cache.level", "local"}})});
    add_sum("omnitrack.cache.local.drops", "{drop}", true, {point(of.local_drops, {})});
    add_sum("omnitrack.cache.misses", "{value}", true, {point(of.misses, {})});
    add_sum("omnitrack.cache.stale", "{value}", true, {point(of.stale, {})});
    add_sum("omnitrack.cache.rejected", "{value}", true, {point(of.rejected, {})});
    add_sum("omnitrack.cache.computed", "{value}", true, {point(of.computed, {})});
    add_sum("omnitrack.cache.errors", "{operation}", true, {point(of.errors, {})});
    add_sum("omnitrack.cache.breaker.openings", "{opening}", true,
            {point(metrics_.breaker_openings, {})});
    add_sum("omnitrack.cache.breaker.open", "{node}", false, {point(metrics_.breakers_open, {})});
    return fmt::format(
        R"({{"resourceMetrics":[{{"scopeMetrics":[{{"scope":{{"name":"omnitrack.cache"}},"metrics":[{}]}}]}}]}})",
        fmt::join(written_, ","));
  }

 private:
  static std::int64_t nanoseconds(Timestamp time) {
    return std::chrono::nanoseconds(time.time_since_epoch()).count();
  }

  [[nodiscard]] std::string point(std::uint64_t value,
                                  std::initializer_list<Attribute> with) const {
    return fmt::format(R"({{{},{},"asInt":"{}"}})", attributes(with), times_, value);
  }

  void add_sum(std::string_view name, std::string_view unit, bool grows,
               const std::vector<std::string>& points) {
    written_.push_back(fmt::format(
        R"({{"name":"{}","unit":"{}","sum":{{"aggregationTemporality":{},"isMonotonic":{},"dataPoints":[{}]}}}})",
        name, unit, cumulative, grows, fmt::join(points, ",")));
  }

  void add_operations() {
    std::vector<std::string> points;
    for (const OperationMetrics& each : metrics_.operations) points.push_back(histogram(each));
    if (points.empty()) return;
    written_.push_back(fmt::format(
        R"({{"name":"db.client.operation.duration","unit":"s","histogram":{{"aggregationTemporality":{},"dataPoints":[{}]}}}})",
        cumulative, fmt::join(points, ",")));
  }

  [[nodiscard]] std::string histogram(const OperationMetrics& of) const {
    std::vector<std::string> counts;
    std::vector<std::string> bounds;
    for (std::size_t i = 0; i < Durations::buckets; ++i) {
      counts.push_back(fmt::format(R"("{}")", of.durations.counts[i]));
      if (i + 1 < Durations::buckets) bounds.push_back(seconds(Durations::bound(i)));
    }
    return fmt::format(
        R"({{{},{},"count":"{}","sum":{},"bucketCounts":[{}],"explicitBounds":[{}]}})",
        attributes(
            {{"db.system.name", "redis"},
             {"db.operation.name", of.name},
             {"server.address", metrics_.host},
             {"server.port", {}, metrics_.port == default_port ? std::uint16_t{0} : metrics_.port},
             {"error.type", of.error ? name(*of.error) : ""}}),
        times_, of.durations.count(), seconds(of.durations.sum), fmt::join(counts, ","),
        fmt::join(bounds, ","));
  }

  static std::string seconds(std::chrono::nanoseconds duration) {
    return fmt::format("{}", std::chrono::duration<double>(duration).count());
  }

  void add_connections() {
    const std::uint64_t open = metrics_.statistics.connections_open;
    const std::uint64_t idle = std::min(metrics_.connections_idle, open);
    const Attribute pool{"db.client.connection.pool.name", pool_};
    add_sum("db.client.connection.count", "{connection}", false,
            {point(idle, {pool, {"db.client.connection.state", "idle"}}),
             point(open - idle, {pool, {"db.client.connection.state", "used"}})});
    add_sum("db.client.connection.max", "{connection}", false,
            {point(metrics_.connections_max, {pool})});
    std::uint64_t timeouts = 0;
    for (const OperationMetrics& each : metrics_.operations) {
      if (each.error == ErrorCode::busy) timeouts += each.durations.count();
    }
    add_sum("db.client.connection.timeouts", "{timeout}", true, {point(timeouts, {pool})});
  }

  const Metrics& metrics_;
  const std::string times_;
  const std::string pool_;
  std::vector<std::string> written_;
};

}  // namespace

std::string to_otlp(const Metrics& metrics) { return OtlpWriter(metrics).write(); }

}  // namespace omnitrack::cache

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <omnitrack/cache/cache_service.hpp>

namespace omnitrack::cache {

/// How long something took, as counts in buckets, each at most a quarter as wide as where it
/// begins: from a microsecond to 17 seconds.
struct Durations {
  static constexpr std::size_t buckets = 98;
  /// How many took no longer than a bucket's bound, and longer than that of the one before; the
  /// last bucket has no bound.
  std::array<std::uint64_t, buckets> counts{};
  std::chrono::nanoseconds sum{0};

  /// The bound of a bucket but the last.
  static std::chrono::nanoseconds bound(std::size_t bucket);
  /// The bucket of a duration.
  static std::size_t bucket_of(std::chrono::nanoseconds duration);
  /// How many there were.
  [[nodiscard]] std::uint64_t count() const;
  /// What a share of them, 0 to 1, took at most, as the middle of a bucket; zero where there were
  /// none.
  [[nodiscard]] std::chrono::nanoseconds quantile(double share) const;
};

/// What operations on Redis of one name came to, each a command or several that went together.
struct OperationMetrics {
  /// The command, `BATCH` for several, or `OTHER`.
  std::string_view name = {};
  /// How they failed, if so.
  std::optional<ErrorCode> error = std::nullopt;
  Durations durations = {};
};

/// What was measured in a time.
struct Metrics {
  Timestamp begin = {};
  Timestamp end = {};
  Statistics statistics = {};
  /// Those that there were.
  std::vector<OperationMetrics> operations = {};
  /// Connections that are open and not in use now.
  std::uint64_t connections_idle = 0;
  /// Connections that there may be, to each node.
  std::uint64_t connections_max = 0;
  /// How often operations began to fail at once because Redis had failed.
  std::uint64_t breaker_openings = 0;
  /// Nodes that are left alone now.
  std::uint64_t breakers_open = 0;
  /// Where Redis is.
  std::string host = {};
  std::uint16_t port = 0;
};

/// What was measured since an earlier time; of what is now, such as open connections, what it is.
Metrics difference(const Metrics& now, const Metrics& before);

/// What a line for CloudWatch has beside the figures.
struct EmfOptions {
  /// The metrics' namespace in CloudWatch, which does not begin with `AWS/`.
  std::string metric_namespace = {};
  struct Dimension {
    std::string name;
    std::string value;
  };
  /// Tell apart where the metrics come from, such as the function's name; 30 at most.
  std::vector<Dimension> dimensions = {};
  /// The X-Ray tracing header, as a property to find the line by; none where it is empty.
  std::string trace = {};
};

/// Metrics as a line of CloudWatch's embedded metric format, to be printed to the function's log.
/// Latencies are 100 numbers at most, which stand for all by their ranks. Fails with
/// `invalid_configuration`.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
Result<std::string> to_emf(const Metrics& metrics, const EmfOptions& options);

/// Metrics since the service was made as a request of OpenTelemetry's protocol in JSON, for a
/// collector's `/v1/metrics`, under the names of its conventions for database clients.
/// https://opentelemetry.io/docs/specs/semconv/db/database-metrics/
std::string to_otlp(const Metrics& metrics);

}  // namespace omnitrack::cache

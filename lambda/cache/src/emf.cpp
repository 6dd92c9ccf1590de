#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "failure.hpp"
#include "json_text.hpp"
#include "support/utf8.hpp"
#include <omnitrack/cache/metrics.hpp>

namespace omnitrack::cache {

namespace {

constexpr std::size_t most_dimensions = 30;
constexpr std::size_t most_values = 100;

struct Figure {
  std::string_view name;
  std::string_view unit;
  std::string value;
};

tl::unexpected<Error> not_emf(std::string message) {
  return failure(ErrorCode::invalid_configuration, std::move(message));
}

bool is_text_within(std::string_view text, std::size_t most_bytes) {
  return !text.empty() && text.size() <= most_bytes && support::is_utf8(text);
}

Result<void> check(const EmfOptions& options, const std::vector<Figure>& figures) {
  const std::string& space = options.metric_namespace;
  if (!is_text_within(space, 255) || space.starts_with("AWS/") || space.starts_with(':')) {
    return not_emf(
        "metric_namespace is not 1 to 255 bytes of UTF-8 that begin neither with 'AWS/' nor a "
        "colon");
  }
  if (options.dimensions.size() > most_dimensions) {
    return not_emf(fmt::format("there are {} dimensions, of {} at most", options.dimensions.size(),
                               most_dimensions));
  }
  for (const EmfOptions::Dimension& each : options.dimensions) {
    const bool is_taken = each.name == "_aws" || each.name == "xrayTraceId" ||
                          std::any_of(figures.begin(), figures.end(), [&](const Figure& figure) {
                            return figure.name == each.name;
                          });
    if (!is_text_within(each.name, 255) || each.name.starts_with(':') || is_taken) {
      return not_emf(
          "a dimension's name is not 1 to 255 bytes of UTF-8 that differ from the metrics' names");
    }
    if (!is_text_within(each.value, 1024)) {
      return not_emf("a dimension's value is not 1 to 1,024 bytes of UTF-8");
    }
  }
  return {};
}

/// The durations of all operations that succeeded.
Durations durations_of(const Metrics& metrics) {
  Durations all;
  for (const OperationMetrics& each : metrics.operations) {
    if (each.error) continue;
    for (std::size_t i = 0; i < Durations::buckets; ++i) {
      all.counts[i] += each.durations.counts[i];
    }
  }
  return all;
}

std::string latencies(const Durations& durations) {
  const std::uint64_t count = std::min<std::uint64_t>(durations.count(), most_values);
  std::vector<std::string> values;
  for (std::uint64_t i = 0; i < count; ++i) {
    const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(count);
    const std::chrono::duration<double, std::milli> value = durations.quantile(share);
    values.push_back(fmt::format("{:.6g}", value.count()));
  }
  return fmt::format("[{}]", fmt::join(values, ","));
}

std::vector<Figure> figures_of(const Metrics& metrics) {
  const Statistics& of = metrics.statistics;
  const Durations durations = durations_of(metrics);
  std::uint64_t failed = 0;
  for (const OperationMetrics& each : metrics.operations) {
    if (each.error) failed += each.durations.count();
  }
  std::vector<Figure> figures;
  const auto add = [&](std::string_view name, std::uint64_t count) {
    figures.push_back({name, "Count", fmt::to_string(count)});
  };
  add("Hits", of.hits);
  add("Misses", of.misses);
  add("Stale", of.stale);
  add("Rejected", of.rejected);
  add("Computed", of.computed);
  add("Errors", of.errors);
  add("LocalHits", of.local_hits);
  add("LocalDrops", of.local_drops);
  add("RedisOperations", durations.count());
  add("RedisFailures", failed);
  add("ConnectionsMade", of.connections_made);
  add("ConnectionsOpen", of.connections_open);
  add("BreakerOpenings", metrics.breaker_openings);
  add("BreakersOpen", metrics.breakers_open);
  if (durations.count() > 0) {
    figures.push_back({"RedisLatency", "Milliseconds", latencies(durations)});
  }
  return figures;
}

}  // namespace

Result<std::string> to_emf(const Metrics& metrics, const EmfOptions& options) {
  const std::vector<Figure> figures = figures_of(metrics);
  if (auto checked = check(options, figures); !checked) return failure_of(std::move(checked));
  std::vector<std::string> names;
  std::string members;
  for (const EmfOptions::Dimension& each : options.dimensions) {
    names.push_back(json_text(each.name));
    members += fmt::format(",{}:{}", names.back(), json_text(each.value));
  }
  std::vector<std::string> definitions;
  for (const Figure& each : figures) {
    definitions.push_back(fmt::format(R"({{"Name":"{}","Unit":"{}"}})", each.name, each.unit));
    members += fmt::format(R"(,"{}":{})", each.name, each.value);
  }
  if (!options.trace.empty() && support::is_utf8(options.trace)) {
    members += fmt::format(R"(,"xrayTraceId":{})", json_text(options.trace));
  }
  return fmt::format(
      R"({{"_aws":{{"Timestamp":{},"CloudWatchMetrics":[{{"Namespace":{},"Dimensions":[[{}]],"Metrics":[{}]}}]}}{}}})",
      metrics.end.time_since_epoch().count(), json_text(options.metric_namespace),
      fmt::join(names, ","), fmt::join(definitions, ","), members);
}

}  // namespace omnitrack::cache

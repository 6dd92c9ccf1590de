#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include <omnitrack/cache/metrics.hpp>

namespace omnitrack::cache {

namespace {

// The first bucket ends at 2^10 ns; from there on each power of two has four.
constexpr unsigned first_power = 10;
constexpr unsigned parts_bits = 2;
constexpr unsigned parts = 1U << parts_bits;

void subtract(Durations& from, const Durations& what) {
  for (std::size_t i = 0; i < Durations::buckets; ++i) from.counts[i] -= what.counts[i];
  from.sum -= what.sum;
}

}  // namespace

std::chrono::nanoseconds Durations::bound(std::size_t bucket) {
  if (bucket == 0) return std::chrono::nanoseconds(std::int64_t{1} << first_power);
  const auto power = static_cast<unsigned>(first_power + (bucket - 1) / parts);
  const auto part = static_cast<std::int64_t>((bucket - 1) % parts);
  return std::chrono::nanoseconds((std::int64_t{1} << power) +
                                  ((part + 1) << (power - parts_bits)));
}

std::size_t Durations::bucket_of(std::chrono::nanoseconds duration) {
  // A bound belongs to the bucket that it ends.
  const auto inside = static_cast<std::uint64_t>(std::max<std::int64_t>(duration.count() - 1, 0));
  if (inside >> first_power == 0) return 0;
  const auto power = static_cast<unsigned>(std::bit_width(inside) - 1);
  const std::uint64_t part = (inside >> (power - parts_bits)) & (parts - 1);
  return std::min<std::size_t>(1 + (power - first_power) * parts + part, buckets - 1);
}

std::uint64_t Durations::count() const {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::chrono::nanoseconds Durations::quantile(double share) const {
  const auto rank = static_cast<std::uint64_t>(
      std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(count())));
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < buckets; ++i) {
    before += counts[i];
    if (counts[i] == 0 || before < rank) continue;
    if (i == buckets - 1) return bound(i - 1);
    const auto begin = i == 0 ? std::chrono::nanoseconds(0) : bound(i - 1);
    return (begin + bound(i)) / 2;
  }
  return std::chrono::nanoseconds(0);
}

Metrics difference(const Metrics& now, const Metrics& before) {
  Metrics since = now;
  since.begin = before.end;
  since.breaker_openings -= before.breaker_openings;
  Statistics& counts = since.statistics;
  counts.hits -= before.statistics.hits;
  counts.misses -= before.statistics.misses;
  counts.rejected -= before.statistics.rejected;
  counts.errors -= before.statistics.errors;
  counts.computed -= before.statistics.computed;
  counts.connections_made -= before.statistics.connections_made;
  counts.stale -= before.statistics.stale;
  counts.local_hits -= before.statistics.local_hits;
  counts.local_drops -= before.statistics.local_drops;
  for (OperationMetrics& each : since.operations) {
    const auto same = std::find_if(
        before.operations.begin(), before.operations.end(),
        [&](const auto& other) { return other.name == each.name && other.error == each.error; });
    if (same != before.operations.end()) subtract(each.durations, same->durations);
  }
  std::erase_if(since.operations, [](const auto& each) { return each.durations.count() == 0; });
  return since;
}

}  // namespace omnitrack::cache

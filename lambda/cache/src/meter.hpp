#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include <omnitrack/cache/metrics.hpp>

namespace omnitrack::cache {

/// Counts what operations on Redis took, from any thread and without a lock.
class Meter {
 public:
  Meter() = default;
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;
  ~Meter();

  /// Notes an operation, and how it failed, if so.
  void note(const Commands& commands, std::optional<ErrorCode> error,
            std::chrono::nanoseconds duration);
  /// What there was.
  [[nodiscard]] std::vector<OperationMetrics> operations() const;

 private:
  struct Counts {
    std::array<std::atomic<std::uint64_t>, Durations::buckets> counts{};
    std::atomic<std::int64_t> nanoseconds = 0;
  };
  static void note(Counts& counts, std::chrono::nanoseconds duration);
  static Durations durations_of(const Counts& counts);

  static constexpr std::array<std::string_view, 13> names{
      "GET",  "SET",  "UNLINK", "EXISTS", "PTTL",  "HMGET", "EVALSHA",
      "EVAL", "SCAN", "PING",   "DEL",    "BATCH", "OTHER"};
  static constexpr std::size_t batch = names.size() - 2;
  static constexpr std::size_t other = names.size() - 1;
  using PerName = std::array<Counts, names.size()>;
  static std::size_t place_of(const Commands& commands);
  PerName& failures(ErrorCode error);

  PerName succeeded_;
  // By the code; made when it first comes, as most never do.
  std::array<std::atomic<PerName*>, 256> failed_{};
};

}  // namespace omnitrack::cache

#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <random>
#include <string>

#include "deadline.hpp"
#include <omnitrack/cache/configuration.hpp>

namespace omnitrack::cache {

/// Leaves Redis alone for a while after it failed several times in a row, longer each time; then
/// lets one caller try.
class Breaker {
 public:
  /// What a report changed.
  enum class Change : std::uint8_t { none, opened, closed };

  explicit Breaker(const Backoff& backoff) : backoff_(backoff) {}

  /// Whether a caller may try; who may must report what became of it. Else why not.
  Result<void> admit();
  /// Redis answered.
  Change succeeded();
  /// Redis failed.
  Change failed(const Error& error);
  /// Whether callers are kept from trying now.
  bool is_open();
  /// Whether Redis failed since it last answered.
  [[nodiscard]] bool has_failed() const { return has_failed_.load(std::memory_order_acquire); }
  /// The caller did not come to try Redis.
  void withdrew();

 private:
  [[nodiscard]] std::chrono::nanoseconds pause();

  const Backoff backoff_;
  // Whether there was a failure since the last success; without one nothing else is looked at.
  std::atomic<bool> has_failed_ = false;
  std::mutex mutex_;
  std::minstd_rand random_{std::random_device{}()};
  int failures_ = 0;
  int openings_ = 0;
  bool probing_ = false;
  std::optional<Deadline> open_until_;
  std::string last_error_;
};

}  // namespace omnitrack::cache

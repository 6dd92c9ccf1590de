#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <omnitrack/cache/cache_service.hpp>

namespace omnitrack::cache {

/// Lets a failed test name the code.
inline std::ostream& operator<<(std::ostream& out, ErrorCode code) { return out << name(code); }

}  // namespace omnitrack::cache

namespace omnitrack::cache_test {

using cache::CacheService;
using cache::Computed;
using cache::Configuration;
using cache::DigitalTwinState;
using cache::Entry;
using cache::ErrorCode;
using cache::LogEvent;
using cache::Origin;
using cache::Result;
using cache::Session;
using cache::Timestamp;
using std::chrono::milliseconds;
using std::chrono::minutes;

/// The time so many milliseconds after 1970.
inline Timestamp at(std::int64_t time) { return Timestamp(milliseconds(time)); }

/// The value of a result; throws what went wrong, which fails the test.
template <class T>
T value(Result<T> result) {
  if (!result) {
    throw std::runtime_error(std::string(name(result.error().code)) + ": " +
                             result.error().message);
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// What went wrong, if anything.
template <class T>
std::optional<ErrorCode> error(const Result<T>& result) {
  if (result) return std::nullopt;
  return result.error().code;
}

/// Keeps what is logged.
class RecordedLog {
 public:
  struct Event {
    std::string event;
    std::string key;
    std::string reason;
  };

  /// Takes events; must not outlive this.
  cache::Log sink();
  /// The events of a name so far.
  [[nodiscard]] std::vector<Event> events(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const { return events(name).size(); }
  /// All events so far, as text.
  [[nodiscard]] std::string text() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Event> events_;
};

/// A configuration for a server of 127.0.0.1, whose time limits a busy machine does not reach.
Configuration configuration_for(std::uint16_t port, RecordedLog& log);

}  // namespace omnitrack::cache_test

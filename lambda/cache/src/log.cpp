#include <cstdio>

#include <fmt/format.h>

#include <omnitrack/cache/log.hpp>

namespace omnitrack::cache {

std::string_view name(LogLevel level) { return level == LogLevel::info ? "info" : "warning"; }

void log_to_stderr(const LogEvent& event) {
  fmt::print(stderr, "cache: {}: {}{}{}: {}\n", name(event.level), event.event,
             event.key.empty() ? "" : " ", event.key, event.reason);
}

}  // namespace omnitrack::cache

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include <omnitrack/cache/log.hpp>

namespace omnitrack::cache {

std::string_view name(LogLevel level) { return level == LogLevel::info ? "info" : "warning"; }

std::string lambda_trace() {
  const char* const header = std::getenv("_X_AMZN_TRACE_ID");
  return header == nullptr ? "" : header;
}

void log_to_stderr(const LogEvent& event) {
  fmt::print(stderr, "cache: {}: {}{}{}: {}{}{}\n", name(event.level), event.event,
             event.key.empty() ? "" : " ", event.key, event.reason,
             event.trace.empty() ? "" : " xrayTraceId=", event.trace);
}

}  // namespace omnitrack::cache

#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <variant>

#include <omnitrack/lambda/environment.hpp>
#include <omnitrack/lambda/invocation.hpp>

namespace omnitrack::lambda {

/// How grave something is, by Lambda's names.
/// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
enum class LogLevel : std::uint8_t { trace, debug, info, warn, error, fatal };

/// A named value beside a message; one that is named as a field of each line is left out.
struct LogField {
  std::string_view name;
  std::variant<bool, std::int64_t, double, std::string_view> value;
};

/// Writes lines of JSON to stdout, one object each, as Lambda's own JSON log format has them:
/// `timestamp`, `level`, `message`, `requestId`, with `xrayTraceId`, `functionName` and
/// `functionVersion`, as far as they are known.
///
/// Safe to use from many threads; a line is written at once. Bytes that are not UTF-8 are replaced.
class Logger {
 public:
  /// A logger that leaves out what is less grave than AWS_LAMBDA_LOG_LEVEL, or than `info`.
  explicit Logger(const Environment& environment);
  Logger(const Logger&) = delete;
  Logger& operator=(const Logger&) = delete;
  ~Logger();

  /// Whether lines of a level are written.
  [[nodiscard]] bool writes(LogLevel level) const;
  /// Writes a line; never throws.
  void write(LogLevel level, std::string_view message,
             std::initializer_list<LogField> fields = {}) noexcept;
  void debug(std::string_view message, std::initializer_list<LogField> fields = {}) noexcept;
  void info(std::string_view message, std::initializer_list<LogField> fields = {}) noexcept;
  void warn(std::string_view message, std::initializer_list<LogField> fields = {}) noexcept;
  void error(std::string_view message, std::initializer_list<LogField> fields = {}) noexcept;
  void fatal(std::string_view message, std::initializer_list<LogField> fields = {}) noexcept;

  /// Lines from now on belong to an invocation.
  void enter(const Invocation& invocation);
  /// Lines from now on belong to none.
  void leave();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace omnitrack::lambda

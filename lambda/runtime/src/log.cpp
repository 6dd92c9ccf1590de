#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <mutex>
#include <string>

#include <nlohmann/json.hpp>

#include "time_text.hpp"
#include <omnitrack/lambda/log.hpp>

namespace omnitrack::lambda {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 6> names{"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};

LogLevel parse_level(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const auto* found = std::ranges::find(names, text);
  if (found == names.end()) return LogLevel::info;
  return static_cast<LogLevel>(found - names.begin());
}

void add_known(Json& line, const char* name, const std::string& value) {
  if (!value.empty()) line[name] = value;
}

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

struct Logger::State {
  LogLevel least;
  std::string function_name;
  std::string function_version;
  std::mutex mutex = {};
  std::string request_id = {};
  std::string trace_id = {};

  std::string line(LogLevel level, std::string_view message,
                   std::initializer_list<LogField> fields) {
    Json line = {{"timestamp", time_text(std::chrono::system_clock::now())},
                 {"level", names[static_cast<std::size_t>(level)]},
                 {"message", message}};
    add_known(line, "requestId", request_id);
    add_known(line, "xrayTraceId", trace_id);
    add_known(line, "functionName", function_name);
    add_known(line, "functionVersion", function_version);
    for (const LogField& field : fields) {
      std::visit([&](const auto& value) { line.emplace(std::string(field.name), value); },
                 field.value);
    }
    return line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  }
};

Logger::Logger(const Environment& environment)
    : state_(new State{parse_level(environment.log_level), environment.function_name,
                       environment.function_version}) {}

Logger::~Logger() = default;

bool Logger::writes(LogLevel level) const { return level >= state_->least; }

void Logger::write(LogLevel level, std::string_view message,
                   std::initializer_list<LogField> fields) noexcept {
  if (!writes(level)) return;
  try {
    const std::scoped_lock lock(state_->mutex);
    write_all(STDOUT_FILENO, state_->line(level, message, fields));
  } catch (...) {
    // Without memory for a line there is none for its excuse.
  }
}

void Logger::debug(std::string_view message, std::initializer_list<LogField> fields) noexcept {
  write(LogLevel::debug, message, fields);
}

void Logger::info(std::string_view message, std::initializer_list<LogField> fields) noexcept {
  write(LogLevel::info, message, fields);
}

void Logger::warn(std::string_view message, std::initializer_list<LogField> fields) noexcept {
  write(LogLevel::warn, message, fields);
}

void Logger::error(std::string_view message, std::initializer_list<LogField> fields) noexcept {
  write(LogLevel::error, message, fields);
}

void Logger::fatal(std::string_view message, std::initializer_list<LogField> fields) noexcept {
  write(LogLevel::fatal, message, fields);
}

void Logger::enter(const Invocation& invocation) {
  const std::scoped_lock lock(state_->mutex);
  state_->request_id = invocation.request_id;
  state_->trace_id = invocation.trace_id;
}

void Logger::leave() {
  const std::scoped_lock lock(state_->mutex);
  state_->request_id.clear();
  state_->trace_id.clear();
}

}  // namespace omnitrack::lambda

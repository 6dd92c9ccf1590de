#include "service.hpp"

namespace omnitrack::cache_test {

cache::Log RecordedLog::sink() {
  return [this](const LogEvent& event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(
        {std::string(event.event), std::string(event.key), std::string(event.reason)});
  };
}

std::vector<RecordedLog::Event> RecordedLog::events(std::string_view name) const {
  const std::lock_guard lock(mutex_);
  std::vector<Event> found;
  for (const Event& event : events_) {
    if (event.event == name) found.push_back(event);
  }
  return found;
}

std::string RecordedLog::text() const {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const Event& event : events_) {
    text.append(event.event).append(" ").append(event.key).append(": ").append(event.reason);
    text += '\n';
  }
  return text;
}

Configuration configuration_for(std::uint16_t port, RecordedLog& log) {
  Configuration configuration;
  configuration.host = "127.0.0.1";
  configuration.port = port;
  configuration.connect_timeout = std::chrono::seconds(20);
  configuration.command_timeout = std::chrono::seconds(20);
  configuration.acquire_timeout = std::chrono::seconds(20);
  configuration.log = log.sink();
  return configuration;
}

}  // namespace omnitrack::cache_test

#include "observed_log.hpp"

namespace omnitrack::cache {

Configuration observed(Configuration configuration, BreakerCounts& counts) {
  // Without either, events need not be put into words.
  if (!configuration.log && !configuration.measure) return configuration;
  configuration.log = [log = std::move(configuration.log), trace = configuration.trace,
                       &counts](const LogEvent& event) {
    if (event.event == "breaker_opened") ++counts.opened;
    if (event.event == "breaker_closed") ++counts.closed;
    if (!log) return;
    const std::string belongs_to = trace ? trace() : std::string();
    LogEvent traced = event;
    traced.trace = belongs_to;
    log(traced);
  };
  return configuration;
}

}  // namespace omnitrack::cache

#pragma once

#include <string>
#include <string_view>

#include "parameters.hpp"

namespace simulation {

/// What the function is asked for.
struct Event {
  std::string scenario_id;
  Parameters parameters;
};

/// Reads an event: {"scenarioId": "…", "parameters": {…}}.
tl::expected<Event, Mistake> parse_event(std::string_view text);

}  // namespace simulation

#include "event.hpp"

#include <nlohmann/json.hpp>

namespace simulation {

namespace {

using Json = nlohmann::json;

tl::unexpected<Mistake> mistake(std::string reason) {
  return tl::unexpected<Mistake>(
      {std::move(reason), R"(send {"scenarioId": "port-closure", "parameters": {"seed": 1}})"});
}

}  // namespace

tl::expected<Event, Mistake> parse_event(std::string_view text) {
  const Json event = Json::parse(text, nullptr, false);
  if (!event.is_object()) return mistake("the event is not a JSON object");
  const auto scenario = event.find("scenarioId");
  if (scenario == event.end() || !scenario->is_string()) return mistake("scenarioId is not text");
  const auto parameters = event.find("parameters");
  if (parameters == event.end() || !parameters->is_object()) {
    return mistake("parameters is not an object");
  }
  auto parsed = parse_parameters(*parameters);
  if (!parsed) return tl::unexpected<Mistake>(std::move(parsed).error());
  return Event{scenario->get<std::string>(), *parsed};
}

}  // namespace simulation

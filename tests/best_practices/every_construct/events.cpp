#include "every_construct.hpp"

namespace every_construct {

void add_events(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& bus = stack.add(EventBusProps{.id = "EventBus"});
  auto& connection =
      stack.add(ApiConnectionProps{.id = "ApiConnection",
                                   .authorization = ConnectionAuthorization::api_key(
                                       "x-api-key", secret({.secret_id = "partner"}))});
  auto& api = stack.add(ApiDestinationProps{
      .id = "ApiDestination", .connection = connection, .url = "https://example.com/orders"});
  stack.add(EventRuleProps{.id = "EventRule",
                           .event_bus = bus,
                           .pattern = {.source = {"shop"}},
                           .targets = {{.target = api}}});
}

}  // namespace every_construct

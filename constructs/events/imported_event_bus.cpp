#include "../imported.hpp"
#include "arn_parts.hpp"
#include <omnitrack/cfn/events.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a bus that is made elsewhere is made of.
struct ImportedEventBusProps {
  using Makes = EventBus;
  Id id;
  Value<cfn::events::EventBusArn> arn;
  Value<cfn::events::EventBusName> name;
};

EventBus::EventBus(Attach at, const ImportedEventBusProps& props)
    : Construct(std::move(at)), arn_(props.arn), name_(props.name) {
  if (!arn_.is_set()) {
    const std::string_view text = name_.literal_text();
    check_imported(*this, name_, text == "default" || detail::EventBusNameRule::fits(text),
                   "the name of a bus", "give the bare name, e.g. \"orders\"");
    arn_ = as<cfn::events::EventBusArn>(stack().arn("events", concat("event-bus/", name_)));
  }
  check_imported(*this, arn_, events::is_arn(arn_, "events", "event-bus/"), "the ARN of a bus",
                 "give e.g. \"arn:aws:events:eu-central-1:123456789012:event-bus/name\"");
}

EventBus& EventBus::default_bus(Construct& scope, const Id& id) {
  return from_name(scope, id, "default");
}

EventBus& EventBus::from_arn(Construct& scope, const Id& id,
                             const Value<cfn::events::EventBusArn>& arn) {
  const Value<std::string> name = events::behind_slash(arn);
  return scope.add(
      ImportedEventBusProps{.id = id, .arn = arn, .name = as<cfn::events::EventBusName>(name)});
}

EventBus& EventBus::from_name(Construct& scope, const Id& id,
                              const Value<cfn::events::EventBusName>& name) {
  return scope.add(ImportedEventBusProps{.id = id, .arn = {}, .name = name});
}

cfn::events::EventBus& EventBus::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::events::EventBusProps{.id = primary(), .name = name()});
  }
  return *resource_;
}

}  // namespace omnitrack

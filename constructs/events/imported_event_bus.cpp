#include <string>

#include "../imported.hpp"
#include "arn_parts.hpp"
#include <omnitrack/cfn/events.hpp>
#include <omnitrack/codes.hpp>
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
    arn_ = as<cfn::events::EventBusArn>(stack().arn("events", concat("event-bus/", name_)));
  }
  if (!events::may_be_arn(arn_, "events", "event-bus/")) {
    error(codes::OT3106, "'" + std::string(arn_.literal_text()) + "' is not the ARN of a bus",
          "it looks like arn:aws:events:eu-central-1:123456789012:event-bus/name");
  }
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

#include "omnitrack/events/event_pattern.hpp"

namespace omnitrack {

Value<Json> EventPattern::json() const {
  Map<Json> fields;
  const auto set = [&fields](std::string_view name, const Items<Match>& matches) {
    if (!matches.empty()) fields.set(name, MatchField(matches).json());
  };
  set("account", account);
  if (!detail.is_empty()) fields.set("detail", Json(detail.fields()));
  set("detail-type", detail_type);
  set("id", id);
  set("region", region);
  set("resources", resources);
  set("source", source);
  set("time", time);
  set("version", version);
  fields.set_all(other_fields.fields());
  return Value<Json>::from_node(fields.node());
}

}  // namespace omnitrack

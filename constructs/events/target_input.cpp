#include "omnitrack/events/target_input.hpp"

#include "../json_text.hpp"

namespace omnitrack {

TargetInput TargetInput::json(const Json& json) {
  return TargetInput(Kind::constant, json_text(json), {});
}

TargetInput TargetInput::text(const Value<std::string>& text) { return json(Json(text)); }

}  // namespace omnitrack

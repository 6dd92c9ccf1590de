#pragma once

#include <string_view>

#include <omnitrack/stack.hpp>

namespace omnitrack::events {

/// The conditions under which a key's policy lets a service in that delivers for something of the
/// stack's account. EventBridge does not say for whom it uses a key, and so gets none.
/// https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
inline Map<Json> key_conditions(std::string_view service, const Stack& stack) {
  if (service == "events.amazonaws.com") return {};
  return {{"StringEquals", Json::object({{"aws:SourceAccount", stack.account()}})}};
}

}  // namespace omnitrack::events

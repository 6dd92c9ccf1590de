#pragma once

#include <string_view>

#include <omnitrack/construct.hpp>
#include <omnitrack/json.hpp>
#include <omnitrack/map.hpp>

namespace omnitrack {

/// The conditions under which a policy in a receiver's stack lets a service in that delivers for
/// the resource of an ARN. One of another stack is not named, as that needs the receiver: all
/// resources of the service in the receiver's account and region are let in.
Map<Json> sent_by(const Construct& receiver, std::string_view service,
                  const Value<std::string>& source_arn);

}  // namespace omnitrack

#pragma once

#include <cstdint>
#include <string>

#include <omnitrack/value.hpp>

namespace omnitrack::events {

/// The part of an ARN between colons, by its index from 0: `arn:partition:service:region:account:`
/// come first. Empty where a literal has none.
Value<std::string> arn_part(const Value<std::string>& arn, std::int64_t index);

/// What comes behind the first slash of an ARN.
Value<std::string> behind_slash(const Value<std::string>& arn);

/// Whether a literal is the ARN of a service's resource whose name begins like this, e.g. `rule/`.
bool is_arn(const Value<std::string>& arn, std::string_view service,
            std::string_view resource = {});

}  // namespace omnitrack::events

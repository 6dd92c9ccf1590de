#pragma once

#include "validate/context.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

/// What of a pattern is checked: what is wrong beside its operators may be told by rules of the
/// service, or all but that it is no JSON, in the policy of a filter.
enum class PatternPart { whole, operators, policy };

/// Checks an event pattern, given as a map or as JSON text.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
void check_event_pattern(const ServiceResource& resource, const tmpl::Node& pattern,
                         const meaning::Path& path, PatternPart part);

}  // namespace omnitrack::validate

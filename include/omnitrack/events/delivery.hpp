#pragma once

#include <omnitrack/checked_number.hpp>

namespace omnitrack {

namespace detail {

inline void an_undelivered_event_is_tried_for_60_to_86400_seconds() {}
inline void an_undelivered_event_is_tried_again_0_to_185_times() {}

}  // namespace detail

/// How long an event that could not be delivered is tried, in seconds.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
using DeliveryAge = CheckedNumber<detail::TimeBetween<
    60, 86400, detail::an_undelivered_event_is_tried_for_60_to_86400_seconds, 1>>;
/// How often an event that could not be delivered is tried again.
using DeliveryRetries = CheckedNumber<
    detail::Between<0, 185, detail::an_undelivered_event_is_tried_again_0_to_185_times>>;

}  // namespace omnitrack

#pragma once

#include <omnitrack/autoscaling/auto_scaling_group.hpp>
#include <omnitrack/cfn/autoscaling.hpp>

namespace omnitrack::autoscaling {

/// The properties of a group's own resource.
[[nodiscard]] cfn::autoscaling::AutoScalingGroupProps group_resource(
    const Id& id, const AutoScalingGroupProps& props);

}  // namespace omnitrack::autoscaling

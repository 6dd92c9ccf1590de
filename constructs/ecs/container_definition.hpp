#pragma once

#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/ecs/container.hpp>

namespace omnitrack {
class LogGroup;
}

namespace omnitrack::ecs {

/// A container as the task definition's resource takes it; one that logs to CloudWatch does so in
/// the log group, which must then be given.
[[nodiscard]] cfn::ecs::task_definition::ContainerDefinition container_definition(
    const Container& container, const LogGroup* log_group, const Value<std::string>& region);

}  // namespace omnitrack::ecs

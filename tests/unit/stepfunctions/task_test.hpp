#pragma once

#include "machine_test.hpp"
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stepfunctions/activity.hpp>
#include <omnitrack/stepfunctions/messaging_calls.hpp>
#include <omnitrack/stepfunctions/task_calls.hpp>

namespace omnitrack::testing_support {

/// The resource of a task that calls an optimized integration.
inline std::string integration(std::string_view name) {
  return R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:states:::)" + std::string(name) + R"("},)";
}

/// Tasks of a state machine, and what they allow its role.
class TaskTest : public MachineTest {
 protected:
  /// A queue that is made elsewhere.
  Queue& queue() {
    return Queue::from_arn(stack, "Queue", "arn:aws:sqs:eu-central-1:123456789012:q");
  }
  /// The statements of what the role is allowed.
  std::string statements() {
    const std::string document = allowed();
    constexpr std::string_view opening = R"({"Version":"2012-10-17","Statement":)";
    if (document.empty()) return {};
    return document.substr(opening.size(), document.size() - opening.size() - 1);
  }
};

}  // namespace omnitrack::testing_support

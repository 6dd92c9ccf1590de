#pragma once

#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/stepfunctions/container_states.hpp>
#include <omnitrack/stepfunctions/flow_states.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack::testing_support {

/// A stack with state machines that neither log nor trace, so that what they write is theirs alone.
class MachineTest : public OneStackTest {
 protected:
  /// A state machine of this name, whose data is in JSONPath.
  StateMachine& machine(std::string_view id = "M") { return make(id, QueryLanguage::json_path); }
  /// A state machine of this name, whose data is in JSONata.
  StateMachine& jsonata(std::string_view id = "M") { return make(id, QueryLanguage::jsonata); }

  /// The definition of a state machine.
  std::string definition(std::string_view id = "M") {
    return object_at(properties(id), "Definition");
  }
  /// A state of a state machine.
  std::string state(std::string_view name) { return object_at(properties("M"), name); }
  /// What the role of a state machine is allowed by what its states need.
  std::string allowed() { return object_at(resource("MRoleDefaultPolicy"), "PolicyDocument"); }

 private:
  StateMachine& make(std::string_view id, QueryLanguage language) {
    return stack.add(StateMachineProps{.id = id,
                                       .log_level = StateMachineLogLevel::off,
                                       .query_language = language,
                                       .tracing = false});
  }
};

}  // namespace omnitrack::testing_support

#pragma once

#include <cstdint>
#include <string>

#include "meaning/surroundings.hpp"

namespace omnitrack::diff {

/// A value that a template takes from outside, and that will be another.
struct HandedValue {
  enum class How : std::uint8_t {
    parameter,      ///< by a parameter
    nested_output,  ///< from an output of a nested stack
    stack_output,   ///< from an output of another stack, by `Fn::GetStackOutput`
  };
  How how = How::parameter;
  std::string from;  ///< the logical id of the nested stack, or the name of the stack
  std::string name;  ///< of the parameter or the output
  meaning::Surroundings surroundings;  ///< of the other stack
  std::string reason;                  ///< why it will be another
  bool is_certain = true;
};

}  // namespace omnitrack::diff

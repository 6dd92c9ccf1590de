#pragma once

#include <string>

namespace omnitrack::diff {

/// A value that a template takes from outside, and that will be another: a parameter, or an output
/// of a nested stack.
struct HandedValue {
  std::string name;       ///< of the parameter, or the logical id of the nested stack
  std::string attribute;  ///< `Outputs.NAME` of a nested stack; empty for a parameter
  std::string reason;     ///< why it will be another
  bool is_certain = true;
};

}  // namespace omnitrack::diff

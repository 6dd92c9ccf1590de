#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "template/model.hpp"

namespace omnitrack::synth {

/// What stands at a pointer in one case of the functions on the way.
struct PlacedValue {
  std::string pointer;                ///< RFC 6901, through the branches of each `Fn::If`
  const tmpl::Node* value = nullptr;  ///< null where nothing does
  bool is_hidden = false;             ///< whether a function decides what does
};

/// What stands below a value at a JSON pointer, in which `*` stands for each item of a list. What
/// is not there is told as such.
std::vector<PlacedValue> values_at(const tmpl::Node& root, std::string_view pointer);

}  // namespace omnitrack::synth

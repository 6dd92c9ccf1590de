#pragma once

#include <omnitrack/required.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

/// One tag of a resource.
struct Tag {
  /// The key: 1 to 128 characters, not beginning with `aws:`.
  Required<Value<std::string>, struct required_key> key;
  /// The value: 0 to 256 characters.
  Required<Value<std::string>, struct required_value> value;
  static const StructInfo info;
};

}  // namespace omnitrack

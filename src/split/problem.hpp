#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace omnitrack::split {

/// Why a stack cannot be split.
struct Problem {
  enum class Kind : std::uint8_t {
    no_place,      ///< resources live in no place that is remembered
    circle,        ///< nested stacks would wait for one another
    full,          ///< a limit of CloudFormation leaves no room
    unsplittable,  ///< the template has something whose references are not known
  };
  Kind kind = Kind::full;
  std::vector<std::string> logical_ids =
      {};  ///< of the resources that it is about, the first first
  std::string message = {};
  std::string hint = {};
};

}  // namespace omnitrack::split

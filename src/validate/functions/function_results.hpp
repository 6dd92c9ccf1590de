#pragma once

#include <cstdint>

#include "template/index.hpp"

namespace omnitrack::validate {

/// What a function gives, as far as it is known before anything is deployed.
enum class Result : std::uint8_t {
  unknown,
  one,   ///< text, a number or a boolean
  list,  ///< a list of them
};

/// What a call gives; `Fn::If` is unknown: its branches speak for themselves.
Result result_of(const tmpl::Index& index, const tmpl::Node& call);

}  // namespace omnitrack::validate

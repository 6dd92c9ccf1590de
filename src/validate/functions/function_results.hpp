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

/// A resource or parameter that a call stands for: Ref, GetAtt, or a Sub of one variable alone.
struct Reference {
  std::string_view name;       ///< empty where the call is none of these
  std::string_view attribute;  ///< empty for Ref
};
Reference reference_in(const tmpl::Node& call);

}  // namespace omnitrack::validate

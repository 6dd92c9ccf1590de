#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::validate {

/// What a parameter's value has at most.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
inline constexpr std::size_t most_value_bytes = 4096;

/// Why a parameter does not take a value.
struct ParameterValueProblem {
  enum class Kind : std::uint8_t {
    too_long,
    no_number,
    not_allowed,
    unlike_pattern,
    beyond_limits
  };
  Kind kind;
  std::string message;
  std::string hint = {};
};

/// What is wrong with a value of a parameter, by its type, values, pattern and limits; `noun` is
/// `default` or `value`. A value that is not to be shown is not in the words.
std::vector<ParameterValueProblem> problems_of_value(const tmpl::ParameterEntry& parameter,
                                                     const tmpl::Node& value,
                                                     std::string_view noun);

/// A limit such as `MaxLength`, where it is a plain decimal number.
std::optional<double> limit_of_parameter(const tmpl::Node& parameter, std::string_view key);

}  // namespace omnitrack::validate

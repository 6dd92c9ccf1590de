#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "template/index.hpp"
#include "validate/finding.hpp"

namespace omnitrack::validate {

/// How values of parameters are given: who reads them refuses more or less.
enum class GivenForm : std::uint8_t {
  command_line,  ///< ours
  list,          ///< what `create-stack` gets: a name too many is refused, as is one too few
  overrides      ///< what `deploy` gets: it leaves names aside, and keeps other values
};

/// That a parameter takes a value that it is given. What is wrong is told where the value stands.
void check_given_value(const tmpl::ParameterEntry& parameter, const tmpl::Node& value,
                       Reporter& report);

/// That a value is given for a parameter that is not there; `at` is its name.
void report_unknown_parameter(std::string_view name, const tmpl::Node& at,
                              std::span<const std::string_view> known, GivenForm form,
                              Reporter& report);

/// That a parameter without a default is given nothing.
void report_missing_value(const tmpl::ParameterEntry& parameter, GivenForm form, Reporter& report);

}  // namespace omnitrack::validate

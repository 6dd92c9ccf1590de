#pragma once

#include <string>
#include <string_view>

#include "template/model.hpp"

namespace omnitrack::tmpl {

/// What a YAML 1.1 scalar without quotes and tag is: null, boolean, number, or else a string. Dates
/// stay strings, since CloudFormation has no use for them.
/// https://yaml.org/type/
Kind kind_of_plain_scalar(std::string_view text);

/// The same of a scalar with a standard tag, given without its prefix, e.g. `int`: what it says,
/// where the text can be that, else a string.
Kind kind_of_tagged_scalar(std::string_view tag, std::string_view text);

/// Whether a name behind `!!` is a type of YAML 1.1 (https://yaml.org/type/).
bool is_standard_type(std::string_view name);

/// What CloudFormation makes of a scalar without quotes that it reads as a number: `8` of `010`,
/// `630` of `10:30`, `8.0` of `08`, `1.3` of `1.30`. Empty where that is the text itself.
std::string number_read_from(std::string_view text);

/// `true` or `false` for any spelling of a boolean.
std::string_view canonical_boolean(std::string_view text);

}  // namespace omnitrack::tmpl

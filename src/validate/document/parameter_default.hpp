#pragma once

#include "validate/context.hpp"

namespace omnitrack::validate {

/// What a parameter's value has at most.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
inline constexpr std::size_t most_value_bytes = 4096;

/// That a parameter's least value or length is not above its greatest, nor above all that is
/// possible.
void check_parameter_limits(const Context& context, const tmpl::ParameterEntry& parameter,
                            const meaning::Path& path);

/// That a parameter's `Default` fits its type, values, pattern and limits.
void check_parameter_default(const Context& context, const tmpl::ParameterEntry& parameter,
                             const meaning::Path& path);

}  // namespace omnitrack::validate

#pragma once

#include "validate/context.hpp"

namespace omnitrack::validate {

/// That a parameter's least value or length is not above its greatest, nor above all that is
/// possible.
void check_parameter_limits(const Context& context, const tmpl::ParameterEntry& parameter,
                            const meaning::Path& path);

/// That a parameter's `Default` fits its type, values, pattern and limits.
void check_parameter_default(const Context& context, const tmpl::ParameterEntry& parameter,
                             const meaning::Path& path);

}  // namespace omnitrack::validate

#pragma once

#include <string_view>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// Whether two conditions of two templates surely hold in the same deployments, whatever their
/// names are: they are made of the same comparisons.
bool same_condition(const tmpl::Index& old_index, std::string_view old_name,
                    const tmpl::Index& new_index, std::string_view new_name);

/// Whether one of them surely holds where the other one does not.
bool opposite_condition(const tmpl::Index& old_index, std::string_view old_name,
                        const tmpl::Index& new_index, std::string_view new_name);

}  // namespace omnitrack::meaning

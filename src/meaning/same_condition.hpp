#pragma once

#include <string>
#include <string_view>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// A text that is the same for conditions that hold in the same deployments, whatever their names
/// are, by the comparisons that they are made of; empty where that is not told.
std::string condition_text(const tmpl::Index& index, std::string_view name);

/// Whether two conditions of two templates surely hold in the same deployments, whatever their
/// names are: they are made of the same comparisons.
bool same_condition(const tmpl::Index& old_index, std::string_view old_name,
                    const tmpl::Index& new_index, std::string_view new_name);

/// Whether one of them surely holds where the other one does not.
bool opposite_condition(const tmpl::Index& old_index, std::string_view old_name,
                        const tmpl::Index& new_index, std::string_view new_name);

}  // namespace omnitrack::meaning

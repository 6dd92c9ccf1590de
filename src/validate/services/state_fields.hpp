#pragma once

#include <string>
#include <string_view>

namespace omnitrack::validate {

/// Whether a state of any type can have this field.
bool is_state_field(std::string_view name);

/// A hint at the field that `name` is perhaps meant to be.
std::string hint_for_state_field(std::string_view name);

}  // namespace omnitrack::validate

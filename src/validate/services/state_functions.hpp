#pragma once

#include <string>
#include <string_view>

namespace omnitrack::validate {

/// The first name of a call in `text`, an expression as of a key that ends with `.$`, that is no
/// intrinsic function of Step Functions; empty where there is none.
std::string_view unknown_state_function(std::string_view text);

/// A hint at the intrinsic function that `name` is perhaps meant to be.
std::string hint_for_state_function(std::string_view name);

}  // namespace omnitrack::validate

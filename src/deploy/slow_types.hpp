#pragma once

#include <string_view>

namespace omnitrack::deploy {

/// Whether a resource of a type usually takes minutes to be made, changed or deleted.
bool is_slow(std::string_view type_name);

}  // namespace omnitrack::deploy

#pragma once

#include <cstdint>
#include <string_view>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// How two conditions go together.
enum class Agreement : std::uint8_t {
  unknown,
  same,      ///< they hold in the same deployments
  opposite,  ///< one holds just where the other one does not
};

/// How conditions of an old and a new template of a stack go together, for all values that the
/// parameters may have in the new one.
Agreement agreement(const tmpl::Index& before, std::string_view old_name, const tmpl::Index& after,
                    std::string_view new_name);

}  // namespace omnitrack::meaning

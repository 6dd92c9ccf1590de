#pragma once

#include <string_view>

#include "template/index.hpp"

namespace omnitrack::diff {

/// Whether a property that one side alone has says what another property says on the other side,
/// which takes the same in another form.
bool is_spelled_otherwise(const tmpl::ResourceEntry& after_resource, std::string_view property,
                          const tmpl::Node& before, const tmpl::Node& after);

}  // namespace omnitrack::diff

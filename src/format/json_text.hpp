#pragma once

#include <string>

#include "template/model.hpp"

namespace omnitrack::format {

/// A template as JSON in the layout of those that an app writes: a section, a resource, a parameter
/// and an output with a member a line, and any other value on one line where it fits. `is_sorted`
/// puts sections and the keys of resources in their order.
std::string json_text(const tmpl::Node& root, bool is_sorted);

}  // namespace omnitrack::format
